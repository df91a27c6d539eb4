//! The signals of an open, unpaused pair: each with its evidence and a next step.

use super::contact::is_stated;
use super::step::step;
use super::{Signal, SignalKind, Support};
use crate::measures::meetings::by_day;
use crate::measures::{Meeting, PairAt, experience, stages};
use crate::programme::{Day, IssuePrint, Origin};
use std::collections::BTreeSet;

/// A fraction of a rating range is exact only to the precision in which ratings are kept.
const RATING_PRECISION: f64 = 1e-6;

/// What a signal rests on, before its step is chosen.
type Evidence = Option<(String, Vec<Origin>)>;

/// All signals that fire, in the order of [`SignalKind`].
pub(super) fn signals(pair: &PairAt<'_>, support: &Support) -> Vec<Signal> {
    use SignalKind as Kind;
    let found: [(Kind, Evidence); 10] = [
        (Kind::NoContact, no_contact(pair, support)),
        (Kind::MissedNextMeeting, missed_next_meeting(pair, support)),
        (
            Kind::NoNextMeetingAgreed,
            no_next_meeting_agreed(pair, support),
        ),
        (Kind::StuckInStage, stuck_in_stage(pair)),
        (Kind::NoProgress, no_progress(pair)),
        (Kind::NoGoalsSet, no_goals_set(pair)),
        (Kind::ActionsOverdue, actions_overdue(pair)),
        (Kind::RepeatedAbsence, repeated_absence(pair)),
        (Kind::LowRating, low_rating(pair)),
        (Kind::IssueRecurs, issue_recurs(pair)),
    ];
    let signal = |(kind, evidence): (Kind, Evidence)| {
        let (evidence, records) = evidence?;
        Some(Signal {
            kind,
            evidence,
            records,
            step: step(kind, pair),
        })
    };
    found.into_iter().filter_map(signal).collect()
}

fn no_contact(pair: &PairAt<'_>, support: &Support) -> Evidence {
    let limit = pair.as_of.rules.support.watch_ratio;
    let ratio = support.contact_ratio.filter(|ratio| *ratio > limit)?;
    let (gap, own) = (support.contact_gap?, support.own_gap?);
    let rhythm = rhythm(pair, own);
    let silence = if is_stated(pair) {
        format!("no meeting for {}, as stated by the source", days(gap))
    } else {
        format!("no recorded meeting for {}", days(gap))
    };
    let stalled = pair.as_of.rules.support.stalled_ratio;
    let passed = if ratio > stalled {
        limit.max(stalled)
    } else {
        limit
    };
    let ratio = beyond(ratio, passed);
    let evidence = format!("{silence}; {rhythm} ({ratio} times as long, limit {limit})");
    Some((evidence, records_of_last_contact(pair)))
}

/// How often the pair meets, and who says so.
fn rhythm(pair: &PairAt<'_>, own_gap: f64) -> String {
    let every = match format!("{own_gap:.0}").as_str() {
        "1" => "every day".to_owned(),
        days => format!("every {days} days"),
    };
    if !pair.closed_gaps.is_empty() {
        return format!("they usually meet {every}");
    }
    match pair.history.pair.agreed_every_days {
        Some(_) => format!("they agreed to meet {every}"),
        None => format!("a meeting is expected {every}"),
    }
}

/// A value with one decimal, or with as many as show that it is beyond a limit that it has passed.
fn beyond(value: f64, limit: f64) -> String {
    let shown = |places| format!("{value:.places$}");
    let says = |text: &String| text.parse::<f64>().is_ok_and(|shown| shown > limit);
    (1..6).map(shown).find(says).unwrap_or_else(|| shown(6))
}

/// A limit with at most two decimals, and those only where it has them.
fn limit_of(days: f64) -> String {
    let text = format!("{days:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn days(count: i32) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

/// The records of the last held date; without any, that of the pair itself.
fn records_of_last_contact(pair: &PairAt<'_>) -> Vec<Origin> {
    let records = records_of_last_day(pair);
    if records.is_empty() {
        return pair.history.pair.origin.into_iter().collect();
    }
    records
}

fn records_of_last_day(pair: &PairAt<'_>) -> Vec<Origin> {
    last_day(pair).flat_map(Meeting::origins).collect()
}

fn last_day<'p>(pair: &'p PairAt<'_>) -> impl Iterator<Item = &'p Meeting<'p>> {
    let last: Option<Day> = pair.held_dates.last().copied();
    pair.held()
        .filter(move |meeting| Some(meeting.date) == last)
}

fn missed_next_meeting(pair: &PairAt<'_>, support: &Support) -> Evidence {
    let agreed = support.agreed_next.filter(|_| support.overdue)?;
    let late = pair.as_of.date.since(agreed);
    let limit = pair.as_of.rules.support.overdue_days;
    let evidence = format!(
        "no record that the meeting agreed for {agreed} took place, {} later (limit {limit})",
        days(late)
    );
    Some((evidence, records_of_last_day(pair)))
}

fn no_next_meeting_agreed(pair: &PairAt<'_>, support: &Support) -> Evidence {
    let asked = pair.history.supplied.next_meeting && !pair.held_dates.is_empty();
    let last = support
        .last_contact
        .filter(|_| asked && support.agreed_next.is_none())?;
    Some((
        format!("no next meeting is recorded for the last meeting on {last}"),
        records_of_last_day(pair),
    ))
}

fn stuck_in_stage(pair: &PairAt<'_>) -> Evidence {
    let rank = pair.stages.current()?;
    let limit = pair
        .as_of
        .norms
        .stuck_after
        .get(usize::from(rank) - 1)
        .copied()
        .flatten()?;
    let days = stages::days_in_stage(pair).filter(|days| f64::from(*days) > limit)?;
    let title = &pair.as_of.model.stage(rank)?.title;
    let since = pair.stages.current_since()?;
    Some((
        format!(
            "in the stage “{title}” for {}, since {since} (limit {})",
            self::days(days),
            limit_of(limit)
        ),
        records_of_stage(pair, rank, since),
    ))
}

/// The records that say when the current stage began and that it lasts; where the stage follows
/// from other records, those of the day on which it began.
fn records_of_stage(pair: &PairAt<'_>, rank: u8, since: Day) -> Vec<Origin> {
    let says = |meeting: &&Meeting<'_>| {
        let stage_holds = pair.as_of.stages_derived || meeting.stage == Some(rank);
        stage_holds && meeting.date >= since
    };
    let dates = || pair.held().filter(says).map(|meeting| meeting.date);
    let ends = if pair.as_of.stages_derived {
        [Some(since), Some(since)]
    } else {
        [dates().min(), dates().max()]
    };
    let at_ends = pair
        .held()
        .filter(says)
        .filter(|meeting| ends.contains(&Some(meeting.date)));
    let records: Vec<Origin> = at_ends.flat_map(Meeting::origins).collect();
    if records.is_empty() {
        return pair.history.pair.origin.into_iter().collect();
    }
    records
}

/// The last held dates all record progress, and no goal's value changed over them.
fn no_progress(pair: &PairAt<'_>) -> Evidence {
    let wanted = pair.as_of.rules.support.no_progress_meetings.max(2);
    let from = pair.held_dates.len().checked_sub(wanted)?;
    let dates = &pair.held_dates[from..];
    let recent: Vec<&Meeting<'_>> = pair
        .held()
        .filter(|meeting| dates.contains(&meeting.date))
        .collect();
    let all_record = dates.iter().all(|day| {
        recent
            .iter()
            .any(|m| m.date == *day && m.records_progress())
    });
    if !all_record || progress_changed(&recent) {
        return None;
    }
    let records = recent
        .iter()
        .flat_map(|meeting| meeting.origins())
        .collect();
    // The overall progress may have changed where goals have their own.
    let what = if has_own_progress(&recent) {
        "progress, but that of no goal has changed"
    } else {
        "the same progress"
    };
    Some((
        format!(
            "the last {wanted} meetings record {what}, from {} on (limit {wanted})",
            dates[0]
        ),
        records,
    ))
}

/// Whether any goal has a progress of its own.
fn has_own_progress(meetings: &[&Meeting<'_>]) -> bool {
    meetings
        .iter()
        .any(|meeting| meeting.goal_progress().next().is_some())
}

/// Whether any goal has two values on different days; where no goal has its own, whether the
/// overall progress has.
fn progress_changed(meetings: &[&Meeting<'_>]) -> bool {
    let goals: BTreeSet<u16> = meetings
        .iter()
        .flat_map(|m| m.goal_progress().map(|(goal, _)| goal))
        .collect();
    let of_goal = |goal: &u16| {
        let dated = meetings.iter().flat_map(|m| {
            let progress = m.goal_progress().filter(|(of, _)| of == goal);
            progress.map(|(_, value)| (m.date, value))
        });
        has_two_values(&by_day(dated))
    };
    if !goals.is_empty() {
        return goals.iter().any(of_goal);
    }
    has_two_values(&by_day(
        meetings.iter().filter_map(|m| Some((m.date, m.progress?))),
    ))
}

fn has_two_values(days: &[(Day, f64)]) -> bool {
    days.windows(2)
        .any(|pair| pair[0].1.to_bits() != pair[1].1.to_bits())
}

fn no_goals_set(pair: &PairAt<'_>) -> Evidence {
    let limit = pair.as_of.rules.support.no_goals_days;
    let asked = pair.history.supplied.goals;
    let days = pair
        .active_days
        .filter(|days| asked && f64::from(*days) >= limit && pair.goals.is_empty())?;
    Some((
        format!("no goal recorded after {days} active days (limit {limit:.0})"),
        pair.history.pair.origin.into_iter().collect(),
    ))
}

fn actions_overdue(pair: &PairAt<'_>) -> Evidence {
    let limit = pair.as_of.rules.support.overdue_actions;
    let records: Vec<Origin> = experience::overdue(pair)
        .map(|action| action.origin)
        .collect();
    (pair.history.supplied.completion && records.len() >= limit.max(1)).then(|| {
        (
            format!(
                "{} agreed actions are overdue (limit {limit})",
                records.len()
            ),
            records,
        )
    })
}

fn repeated_absence(pair: &PairAt<'_>) -> Evidence {
    let limit = pair.as_of.rules.support.absences.max(1);
    let due: Vec<&Meeting<'_>> = pair
        .meetings
        .iter()
        .filter(|meeting| meeting.is_held() || meeting.status.is_missed())
        .collect();
    let latest = &due[due.len().checked_sub(limit)?..];
    let missed = latest.iter().all(|meeting| meeting.status.is_missed());
    let records = latest
        .iter()
        .flat_map(|meeting| meeting.origins())
        .collect();
    missed.then(|| {
        (
            match limit {
                1 => "the last meeting due was missed (limit 1)".to_owned(),
                _ => format!("the last {limit} meetings due were missed (limit {limit})"),
            },
            records,
        )
    })
}

/// The last rating of a held session or a form; of two on one day the higher.
fn low_rating(pair: &PairAt<'_>) -> Evidence {
    let limit = pair.as_of.rules.support.low_rating;
    let sessions = pair
        .held()
        .filter_map(|m| Some((Some(m.date), m.rating?, m.origins().next()?)));
    let forms = pair
        .forms
        .iter()
        .filter_map(|form| Some((form.date, form.rating?, form.origin)));
    let last = sessions
        .chain(forms)
        .max_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
    let (_, rating, record) = last.filter(|(_, rating, _)| *rating <= limit + RATING_PRECISION)?;
    let evidence = format!(
        "the last rating is at {:.0} % of its range (limit {:.0} %)",
        rating * 100.0,
        limit * 100.0
    );
    Some((evidence, vec![record]))
}

fn issue_recurs(pair: &PairAt<'_>) -> Evidence {
    let limit = pair.as_of.rules.support.issue_recurs;
    let mut seen: Vec<(IssuePrint, usize)> = Vec::new();
    for (place, meeting) in pair.held().enumerate() {
        let issues = meeting.issues().into_iter();
        seen.extend(issues.map(|(_, issue)| (issue, place)));
    }
    seen.sort_unstable();
    seen.dedup();
    let same = seen.chunk_by(|left, right| left.0 == right.0);
    let most = same.max_by_key(|meetings| meetings.len())?;
    (most.len() >= limit.max(1)).then(|| {
        let held: Vec<&Meeting<'_>> = pair.held().collect();
        let records = most
            .iter()
            .filter_map(|(_, place)| held[*place].origins().next());
        (
            format!(
                "the same issue is recorded in {} meetings (limit {limit})",
                most.len()
            ),
            records.collect(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_to_be_beyond_its_limit() {
        assert_eq!(beyond(3.04, 1.5), "3.0");
        assert_eq!(beyond(1.54, 1.5), "1.54");
        assert_eq!(beyond(1.500_4, 1.5), "1.5004");
        assert_eq!(beyond(1.500_000_000_1, 1.5), "1.500000");
    }

    #[test]
    fn a_limit_is_not_rounded_to_what_went_beyond_it() {
        assert_eq!(limit_of(62.75), "62.75");
        assert_eq!(limit_of(40.0), "40");
        assert_eq!(limit_of(10.5), "10.5");
    }
}
