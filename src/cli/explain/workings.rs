//! How figures that are no simple count came about, in the pair's own numbers.

use crate::cli::words::count;
use crate::measures::{GoalOutcome, Measure, PairAt};
use crate::programme::{DAYS_PER_MONTH, Day};
use crate::summary::number;
use std::collections::BTreeMap;

/// The computation of a measure for a pair, where it is more than the value itself says.
pub(super) fn of(measure: &Measure, pair: &PairAt<'_>) -> Option<String> {
    let met = pair.held().count();
    let active = pair.active_days;
    let expected = number(pair.expected_gap_days);
    Some(match measure.id.as_str() {
        "goals_attained_settled" => outcomes(pair, true),
        "goals_attained" | "goals_attained_or_partly" | "goal_outcome_known" => {
            outcomes(pair, false)
        }
        "hours_held" => minutes(pair),
        "sessions_per_month" => {
            format!(
                "{met} meetings ÷ ({} active days ÷ {DAYS_PER_MONTH})",
                active?
            )
        }
        "delivery_ratio" | "benchmark_met" => format!(
            "{met} meetings ÷ ({} active days ÷ {expected} expected days)",
            active?
        ),
        "median_gap_days" | "longest_gap_days" | "on_cadence" => gaps(pair),
        "attendance" => statuses(pair),
        "days_since_contact" => format!(
            "{} − {}",
            pair.as_of.date,
            pair.held_dates.last().map(Day::to_string)?
        ),
        "days_in_stage" => format!(
            "{} − {}",
            pair.observed_to,
            pair.stages.current_since().as_ref().map(Day::to_string)?
        ),
        "stage_rank" | "current_stage" | "stage_returns" | "stages_skipped" => path(pair),
        _ => return None,
    })
}

/// "2 attained, 1 in progress".
fn outcomes(pair: &PairAt<'_>, settled: bool) -> String {
    let goals = pair.goals.iter().filter(|goal| goal.settled || !settled);
    let outcomes: Vec<GoalOutcome> = goals.map(|goal| goal.outcome).collect();
    let counts = GoalOutcome::ALL.into_iter().filter_map(|outcome| {
        let goals = outcomes.iter().filter(|one| **one == outcome).count();
        (goals > 0).then(|| format!("{goals} {}", outcome.name().replace('_', " ")))
    });
    let of = if settled {
        "settled goals: "
    } else {
        "goals: "
    };
    format!("{of}{}", counts.collect::<Vec<_>>().join(", "))
}

fn minutes(pair: &PairAt<'_>) -> String {
    let minutes: Vec<f64> = pair.held().filter_map(|meeting| meeting.minutes).collect();
    let (with, all) = (minutes.len() as u64, pair.held().count() as u64);
    format!(
        "{} minutes of {} with a length ÷ 60; {} without",
        number(minutes.iter().sum()),
        count(with, "meeting"),
        count(all - with, "meeting"),
    )
}

/// Days between meetings, pauses taken out, each with how often it occurs where there are many.
fn gaps(pair: &PairAt<'_>) -> String {
    const FEW: usize = 12;
    let closed = &pair.closed_gaps;
    let gaps: Vec<String> = if closed.len() <= FEW {
        closed.iter().map(i32::to_string).collect()
    } else {
        let mut times: BTreeMap<i32, usize> = BTreeMap::new();
        for gap in closed {
            *times.entry(*gap).or_default() += 1;
        }
        times
            .iter()
            .map(|(gap, times)| format!("{times} × {gap}"))
            .collect()
    };
    let open = pair.open_gap.unwrap_or_default();
    let between = if gaps.is_empty() {
        "none".to_owned()
    } else {
        gaps.join(", ")
    };
    format!("gaps in days: {between}; since the last meeting: {open}")
}

fn statuses(pair: &PairAt<'_>) -> String {
    let held = pair.held().count();
    let missed = pair.meetings.iter();
    let missed = missed.filter(|meeting| meeting.status.is_missed()).count();
    format!("{held} held, {missed} missed")
}

/// The stages in which the pair was observed, one after another.
fn path(pair: &PairAt<'_>) -> String {
    let mut ranks: Vec<u8> = pair
        .stages
        .observations
        .iter()
        .map(|(_, rank)| *rank)
        .collect();
    ranks.dedup();
    let title = |rank: &u8| {
        let stage = pair.as_of.model.stage(*rank);
        stage.map_or_else(|| rank.to_string(), |stage| stage.title.clone())
    };
    let titles: Vec<String> = ranks.iter().map(title).collect();
    format!("observed: {}", titles.join(" → "))
}
