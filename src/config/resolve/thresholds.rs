//! `[cadence]`, `[support]` and `[support.steps]`.

use super::super::document::{At, Cadence, Frequency, Steps, Support};
use super::super::error::ConfigError;
use super::super::{NextSteps, Rules, SupportThresholds};
use super::check::Check;
// A frequency means the same in a cell and in the configuration.
use crate::values::durations::every_days;

pub(super) fn cadence(
    given: &Cadence,
    check: Check<'_>,
    rules: &mut Rules,
) -> Result<(), ConfigError> {
    if let Some(gap) = &given.expected_gap_days {
        rules.expected_gap_days = expected_gap(gap, check)?;
    }
    if let Some(tolerance) = &given.tolerance {
        let is = "is too small: a tolerance below 1 would call meetings late before they are due.";
        rules.cadence_tolerance = check.number(tolerance, |value| value >= 1.0, is)?;
    }
    rules.benchmark = check.positive(given.benchmark.as_ref(), rules.benchmark)?;
    rules.appointment_grace_days = check.days(
        given.appointment_grace_days.as_ref(),
        rules.appointment_grace_days,
    )?;
    if let Some(hours) = &given.minimum_hours_per_month {
        rules.minimum_hours_per_month = Some(check.positive(Some(hours), 0.0)?);
    }
    Ok(())
}

fn expected_gap(gap: &At<Frequency>, check: Check<'_>) -> Result<f64, ConfigError> {
    let days = match gap.get_ref() {
        Frequency::Days(days) => Some(*days).filter(|days| days.is_finite() && *days > 0.0),
        Frequency::Words(words) => every_days(words),
    };
    days.ok_or_else(|| {
        check.error(gap, "this is no time between meetings.").help(
            "Give a number of days above 0, or words such as \"weekly\" or \"every 6 weeks\".",
        )
    })
}

pub(super) fn support(
    given: &Support,
    check: Check<'_>,
    set: &mut SupportThresholds,
) -> Result<(), ConfigError> {
    for (value, threshold) in [
        (&given.never_started_days, &mut set.never_started_days),
        (&given.too_early_days, &mut set.too_early_days),
        (&given.stalled_days, &mut set.stalled_days),
        (&given.stalled_ratio, &mut set.stalled_ratio),
        (&given.watch_ratio, &mut set.watch_ratio),
        (&given.own_gap_weight, &mut set.own_gap_weight),
        (&given.no_goals_days, &mut set.no_goals_days),
        (&given.presumed_ended_days, &mut set.presumed_ended_days),
        (&given.presumed_ended_ratio, &mut set.presumed_ended_ratio),
    ] {
        *threshold = check.not_negative(value.as_ref(), *threshold)?;
    }
    for (value, threshold) in [
        (&given.watch_signals, &mut set.watch_signals),
        (&given.overdue_actions, &mut set.overdue_actions),
        (&given.absences, &mut set.absences),
        (&given.no_progress_meetings, &mut set.no_progress_meetings),
        (&given.issue_recurs, &mut set.issue_recurs),
        (&given.dwell_times, &mut set.dwell_times),
    ] {
        *threshold = check.count(value.as_ref(), 1, *threshold)?;
    }
    set.overdue_days = check.days(given.overdue_days.as_ref(), set.overdue_days)?;
    set.waiting_days = check.days(given.waiting_days.as_ref(), set.waiting_days)?;
    if let Some(low) = &given.low_rating {
        let is = "is no share of the range: it must lie between 0 and 1.";
        set.low_rating = check.number(low, |value| (0.0..=1.0).contains(&value), is)?;
    }
    Ok(())
}

pub(super) fn steps(
    given: &Steps,
    check: Check<'_>,
    set: &mut NextSteps,
) -> Result<(), ConfigError> {
    for (text, step) in [
        (&given.never_started, &mut set.never_started),
        (&given.presumed_ended, &mut set.presumed_ended),
        (&given.no_contact, &mut set.no_contact),
        (&given.missed_next_meeting, &mut set.missed_next_meeting),
        (
            &given.no_next_meeting_agreed,
            &mut set.no_next_meeting_agreed,
        ),
        (&given.stuck_in_stage, &mut set.stuck_in_stage),
        (&given.no_progress, &mut set.no_progress),
        (&given.no_goals_set, &mut set.no_goals_set),
        (&given.actions_overdue, &mut set.actions_overdue),
        (&given.repeated_absence, &mut set.repeated_absence),
        (&given.low_rating, &mut set.low_rating),
        (&given.issue_recurs, &mut set.issue_recurs),
    ] {
        if let Some(text) = text {
            *step = next_step(text, check)?;
        }
    }
    Ok(())
}

/// A text in which no place is meant that there is not.
fn next_step(text: &At<String>, check: Check<'_>) -> Result<String, ConfigError> {
    let step = text.get_ref().trim();
    if step.is_empty() {
        return Err(check.error(text, "a next step cannot be blank."));
    }
    let plain = step
        .replace(NextSteps::QUESTION, "")
        .replace(NextSteps::STAGE, "");
    if plain.contains(['{', '}']) {
        let message = "there is no such place to fill in.";
        return Err(check.error(text, message).help(
            "Write {question} for a question that fits the stage of the pair, {stage} for its title.",
        ));
    }
    Ok(step.to_owned())
}
