//! Slips of the people who enter data, added to records that are otherwise clean.

use std::borrow::Cow;

use super::super::calendar::after;
use super::super::records::{EvaluationRow, SessionRow, Simulated, Status};

/// What stands in the date column of three session records that are beyond repair.
pub(super) const BROKEN_DATES: [&str; 3] = ["31/02/2026", "31/09/2025", ""];

/// How often a meeting is recorded by both.
const RECORDED_TWICE: usize = 4;

/// Adds slips that are still dates and texts; those that are not are added as the files are written.
pub(super) fn add(programme: &mut Simulated) {
    let slips: Vec<_> =
        recorded_by_mentee(programme).chain(after_closure(programme)).chain(before_start(programme)).collect();
    programme.sessions.extend(slips);
    programme.evaluations.extend(sent_twice(programme));
}

/// Some meetings have a second, shorter record of the same day.
fn recorded_by_mentee(programme: &Simulated) -> impl Iterator<Item = SessionRow> {
    let held = programme.sessions.iter().filter(|session| session.status == Status::Held);
    held.skip(40).step_by(211).take(RECORDED_TWICE).map(|session| SessionRow {
        issues: None,
        solutions: None,
        learnings: Some(Cow::Borrowed("Good talk, thank you")),
        minutes: session.minutes.map(|minutes| minutes.saturating_sub(10)),
        ..session.clone()
    })
}

/// One farewell meeting was held after the register had closed the pair.
fn after_closure(programme: &Simulated) -> Option<SessionRow> {
    let mut closed = programme.pairs.iter().filter_map(|pair| Some((&pair.pair_id, pair.closed_on?)));
    closed.find_map(|(id, on)| Some(SessionRow { date: after(on, 2), ..last_held(programme, id)? }))
}

/// One pair met before the office had matched it.
fn before_start(programme: &Simulated) -> Option<SessionRow> {
    let pair = programme.pairs.iter().rev().find(|pair| last_held(programme, &pair.pair_id).is_some())?;
    let session = last_held(programme, &pair.pair_id)?;
    let date = after(pair.started_on, -4);
    Some(SessionRow { date, next_meeting: None, progress: None, goal_progress: [None; 5], ..session })
}

fn last_held(programme: &Simulated, pair_id: &str) -> Option<SessionRow> {
    let mut own = programme.sessions.iter().filter(|session| session.pair_id == pair_id);
    own.rfind(|session| session.status == Status::Held).cloned()
}

/// One respondent pressed the button again the next day.
fn sent_twice(programme: &Simulated) -> Option<EvaluationRow> {
    let form = programme.evaluations.iter().filter(|form| form.analysis.is_none()).nth(20)?;
    Some(EvaluationRow { date: form.date.map(|date| after(date, 1)), ..form.clone() })
}
