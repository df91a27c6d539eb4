//! How the state of a pair was decided: its rules in their order, with the pair's own numbers.

use crate::cli::words::count;
use crate::config::SupportThresholds;
use crate::measures::{PairAt, SignalKind, State, Support};
use crate::summary::number;
use serde::Serialize;

/// One rule.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    /// The state to which it leads.
    pub state: &'static str,
    /// Whether it holds; the first that does decides.
    pub holds: bool,
    /// What it asks, with the numbers of the pair.
    pub because: String,
}

/// What a rule asks, of a pair.
type Because = fn(&PairAt<'_>) -> String;

/// The rules up to the one that holds; none where nothing says when the pair met.
pub(super) fn steps(pair: &PairAt<'_>) -> Vec<Step> {
    let Some(state) = pair.support().state else {
        return Vec::new();
    };
    let rules: [(&[State], Because); 7] = [
        (&[State::Completed, State::ClosedEarly, State::Ended], ended),
        (&[State::Paused], paused),
        (&[State::NeverStarted], never_started),
        (&[State::TooEarly], too_early),
        (&[State::Stalled], stalled),
        (&[State::Watch], watch),
        (&[State::OnTrack], |_| "none of the rules above".to_owned()),
    ];
    let mut steps = Vec::new();
    for (states, because) in rules {
        let holds = states.contains(&state);
        let of = if holds { state } else { states[0] };
        steps.push(Step {
            state: if holds || states.len() == 1 {
                of.name()
            } else {
                "ended"
            },
            holds,
            because: because(pair),
        });
        if holds {
            break;
        }
    }
    steps
}

/// "1 day", "12 days". Days of a gap are at least 0.
fn days(number: i32) -> String {
    count(u64::try_from(number).unwrap_or(0), "day")
}

fn ended(pair: &PairAt<'_>) -> String {
    match pair.ending {
        Some(ending) => format!("an end on {}", ending.on),
        None => format!("no end is recorded up to {}", pair.as_of.date),
    }
}

fn paused(pair: &PairAt<'_>) -> String {
    let date = pair.as_of.date;
    let mut pauses = pair.pauses.iter();
    match pauses.find(|(from, back)| *from <= date && date < *back) {
        Some((from, _)) => format!("a pause since {from}"),
        None => "no pause on that day".to_owned(),
    }
}

fn never_started(pair: &PairAt<'_>) -> String {
    let limit = number(pair.as_of.rules.support.never_started_days);
    match (pair.support().last_contact, pair.support().contact_gap) {
        (Some(last), _) => format!("the pair has met, last on {last}"),
        (None, Some(gap)) => {
            format!(
                "no recorded meeting, {} after the start (limit {limit})",
                days(gap)
            )
        }
        (None, None) => "no recorded meeting and no recorded start".to_owned(),
    }
}

fn too_early(pair: &PairAt<'_>) -> String {
    let limit = number(pair.as_of.rules.support.too_early_days);
    let met = pair.held_dates.len();
    let active = pair.active_days;
    let active = active.map_or_else(|| "an unknown number of days".to_owned(), days);
    format!(
        "active for {active} (fewer than {limit}), and met on {} (fewer than 2)",
        count(met as u64, "day")
    )
}

fn stalled(pair: &PairAt<'_>) -> String {
    let limits = &pair.as_of.rules.support;
    format!(
        "{} (at least {}), and {} (more than {}; more than {} if the agreed meeting is overdue, which it {})",
        gap(pair.support()),
        number(limits.stalled_days),
        ratio(pair.support(), limits),
        number(limits.stalled_ratio),
        number(limits.watch_ratio),
        is_overdue(pair),
    )
}

fn watch(pair: &PairAt<'_>) -> String {
    let limits = &pair.as_of.rules.support;
    let of_contact = [SignalKind::NoContact, SignalKind::MissedNextMeeting];
    let signals = pair.support().signals.iter();
    let others = signals.filter(|signal| !of_contact.contains(&signal.kind));
    format!(
        "{} (more than {}), or an agreed meeting more than {} days overdue, which it {}, or at least {} signals that \
         are not about contact (there are {})",
        ratio(pair.support(), limits),
        number(limits.watch_ratio),
        limits.overdue_days,
        is_overdue(pair),
        limits.watch_signals,
        others.count(),
    )
}

fn gap(support: &Support) -> String {
    let gap = support.contact_gap;
    gap.map_or_else(
        || "an unknown number of days without contact".to_owned(),
        |gap| format!("{} without contact", days(gap)),
    )
}

/// The ratio with two decimals, or with all where two would show a limit that it is not at.
fn ratio(support: &Support, limits: &SupportThresholds) -> String {
    match (support.contact_ratio, support.own_gap) {
        (Some(ratio), Some(own)) => {
            let rounded = number((ratio * 100.0).round() / 100.0);
            let limits = [limits.stalled_ratio, limits.watch_ratio].map(number);
            let shown = if limits.contains(&rounded) {
                number(ratio)
            } else {
                rounded
            };
            let own = number((own * 10.0).round() / 10.0);
            format!("{shown} times the pair's own gap of {own} days")
        }
        _ => "no ratio to the pair's own gap".to_owned(),
    }
}

fn is_overdue(pair: &PairAt<'_>) -> String {
    match (pair.support().overdue, pair.support().agreed_next) {
        (true, Some(day)) => format!("is: it was agreed for {day}"),
        (false, Some(day)) => format!("is not: it is agreed for {day}"),
        _ => "is not: none is agreed".to_owned(),
    }
}
