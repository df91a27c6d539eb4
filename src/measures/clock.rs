//! The clock of a pair: when it began, when it ended, and when it rested.

use super::AsOf;
use crate::programme::{Closure, Day, PairHistory, Status};

/// How a pair ended by the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Day on which it ended.
    pub on: Day,
    /// As planned, early, or not known which.
    pub how: Closure,
}

/// When a pair began and ended, as of a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// First day, recorded or inferred; `None` without any dated record.
    pub started_on: Option<Day>,
    /// Whether the first day was inferred from the records.
    pub started_on_inferred: bool,
    /// How it ended by the as-of date; `None` = open.
    pub ending: Option<Ending>,
    /// The earlier of its end and the as-of date.
    pub observed_to: Day,
}

impl Clock {
    /// `None` if the pair starts later, or if nothing speaks of it yet.
    pub fn of(history: &PairHistory<'_>, as_of: &AsOf<'_>) -> Option<Self> {
        let recorded = history.pair.started_on;
        if recorded.is_some_and(|start| start > as_of.date) {
            return None;
        }
        let start = start(history, as_of.date);
        if start.is_none() && !is_known(history, as_of) {
            return None;
        }
        let started_on = start.map(|(day, _)| day);
        let ending = ending(history, started_on, as_of.date);
        Some(Self {
            started_on,
            started_on_inferred: start.is_some_and(|(_, inferred)| inferred),
            ending,
            observed_to: ending.map_or(as_of.date, |ending| ending.on),
        })
    }
}

/// First day of a pair, and whether it had to be inferred from its records; `None` without a
/// recorded start and without a dated record up to the as-of date.
fn start(history: &PairHistory<'_>, date: Day) -> Option<(Day, bool)> {
    let recorded = history.pair.started_on.map(|day| (day, false));
    recorded.or_else(|| first_dated_record(history, date).map(|day| (day, true)))
}

fn first_dated_record(history: &PairHistory<'_>, date: Day) -> Option<Day> {
    // Sessions stand by day.
    let sessions = history.sessions.first().map(|session| session.date);
    let goals = history.goals.iter().filter_map(|goal| goal.set_on);
    let forms = history.forms.iter().filter_map(|form| form.date);
    sessions
        .into_iter()
        .chain(goals)
        .chain(forms)
        .filter(|day| *day <= date)
        .min()
}

/// Whether anything but later records speaks of a pair without start: the register of pairs, or
/// a record that carries no date of its own.
fn is_known(history: &PairHistory<'_>, as_of: &AsOf<'_>) -> bool {
    let undated_form = || history.forms.iter().any(|form| form.date.is_none());
    let undated_goal = || history.goals.iter().any(|goal| goal.set_on.is_none());
    let undated_action = || {
        history
            .actions
            .iter()
            .any(|action| action.agreed_on.is_none())
    };
    history.pair.origin.is_some()
        || !history.ideas.is_empty()
        || undated_goal()
        || undated_action()
        || as_of.undated_hold && undated_form()
}

/// How the pair ended by the as-of date. A closure before the start is not understood.
fn ending(history: &PairHistory<'_>, started_on: Option<Day>, date: Day) -> Option<Ending> {
    let on = history.pair.closed_on.filter(|closed| *closed <= date)?;
    if started_on.is_some_and(|start| on < start) {
        return None;
    }
    Some(Ending {
        on,
        how: manner(history, on),
    })
}

fn manner(history: &PairHistory<'_>, on: Day) -> Closure {
    match (history.pair.closure, history.pair.planned_end_on) {
        (Some(closure), _) => closure,
        (None, Some(planned)) if on >= planned => Closure::AsPlanned,
        (None, Some(_)) => Closure::Early,
        (None, None) => Closure::Unrecognised,
    }
}

/// Days with a held session up to `observed_to`, ascending, each once.
pub(super) fn held_dates(history: &PairHistory<'_>, observed_to: Day) -> Vec<Day> {
    let sessions = history.sessions_to(observed_to).iter();
    let mut dates = Vec::with_capacity(sessions.len());
    let held = sessions.filter(|session| session.status == Status::Held);
    dates.extend(held.map(|session| session.date));
    dates.dedup();
    dates
}

/// Times of rest up to the as-of date as first day and first day back, merged and sorted.
/// A pause without an end lasts until the first held session after it, else it is still on: its
/// end is then the day after the as-of date, so that it covers that date.
pub(super) fn pauses(history: &PairHistory<'_>, held: &[Day], as_of: &AsOf<'_>) -> Vec<(Day, Day)> {
    let own = history.pair.pauses.iter().map(|pause| {
        let back = held.iter().copied().find(|day| *day > pause.from);
        (
            pause.from,
            pause.until.or(back).unwrap_or(as_of.date.plus(1)),
        )
    });
    let mut all: Vec<(Day, Day)> = own
        .chain(as_of.rules.breaks.iter().copied())
        .filter(|(from, to)| from <= to && *from <= as_of.date)
        .collect();
    all.sort_unstable();
    merge(&all)
}

fn merge(sorted: &[(Day, Day)]) -> Vec<(Day, Day)> {
    let mut merged: Vec<(Day, Day)> = Vec::new();
    for &(from, to) in sorted {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Days from `from` to `to` that are not paused; at least 0.
#[must_use]
pub(super) fn active_days(pauses: &[(Day, Day)], from: Day, to: Day) -> i32 {
    let rested: i32 = pauses
        .iter()
        .map(|(start, end)| to.min(*end).since(from.max(*start)).max(0))
        .sum();
    (to.since(from) - rested).max(0)
}
