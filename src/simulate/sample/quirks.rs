//! Slips of the people who enter data, added to records that are otherwise clean.

use std::borrow::Cow;

use super::super::calendar::{after, weekday};
use super::super::records::{EvaluationRow, SessionRow, Simulated, Status};

/// What stands in the date column of three session records that are beyond repair.
pub(super) const BROKEN_DATES: [&str; 3] = ["31/02/2026", "31/09/2025", ""];

/// How often a meeting is recorded by both.
const RECORDED_TWICE: usize = 4;

/// Adds slips that are still dates and texts; those that are not are added as the files are written.
pub(super) fn add(programme: &mut Simulated) {
    let slips: Vec<_> = recorded_by_mentee(programme)
        .chain(after_closure(programme))
        .chain(before_start(programme))
        .collect();
    programme.sessions.extend(slips);
    programme.evaluations.extend(sent_twice(programme));
}

/// Some meetings have a second, shorter record of the same day.
fn recorded_by_mentee(programme: &Simulated) -> impl Iterator<Item = SessionRow> {
    let held = programme
        .sessions
        .iter()
        .filter(|session| session.status == Status::Held);
    held.skip(40)
        .step_by(211)
        .take(RECORDED_TWICE)
        .map(|session| SessionRow {
            issues: None,
            solutions: None,
            learnings: Some(Cow::Borrowed("Good talk, thank you")),
            minutes: session.minutes.map(|minutes| minutes.saturating_sub(10)),
            ..session.clone()
        })
}

/// One farewell meeting was held after the register had closed the pair.
fn after_closure(programme: &Simulated) -> Option<SessionRow> {
    let mut closed = programme
        .pairs
        .iter()
        .filter_map(|pair| Some((&pair.pair_id, pair.closed_on?)));
    closed.find_map(|(id, on)| {
        Some(SessionRow {
            date: weekday(after(on, 2)),
            next_meeting: None,
            ..held(programme, id).next_back()?.clone()
        })
    })
}

/// One pair met before the office had matched it.
fn before_start(programme: &Simulated) -> Option<SessionRow> {
    programme.pairs.iter().rev().find_map(|pair| {
        let first = held(programme, &pair.pair_id).next()?.clone();
        let date = after(pair.started_on, -4);
        Some(SessionRow {
            date,
            next_meeting: None,
            progress: None,
            goal_progress: [None; 5],
            ..first
        })
    })
}

/// The pair's meetings that took place, in order.
fn held<'a>(
    programme: &'a Simulated,
    pair_id: &'a str,
) -> impl DoubleEndedIterator<Item = &'a SessionRow> {
    let own = programme
        .sessions
        .iter()
        .filter(move |session| session.pair_id == pair_id);
    own.filter(|session| session.status == Status::Held)
}

/// One respondent pressed the button again the next day.
fn sent_twice(programme: &Simulated) -> Option<EvaluationRow> {
    let form = programme
        .evaluations
        .iter()
        .filter(|form| form.analysis.is_none())
        .nth(20)?;
    Some(EvaluationRow {
        date: form.date.map(|date| after(date, 1)),
        ..form.clone()
    })
}
