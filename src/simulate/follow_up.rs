//! What follows from the meetings: actions with a date, and ideas for partnership.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::calendar::after;
use super::goals::Goal;
use super::life::Life;
use super::records::{ActionRow, EvaluationRow, PartnershipRow, SessionRow};
use super::rng::{Purpose, Rng};
use super::wording::{PARTNERSHIP_IDEAS, SUPPORT_NEEDED};

/// Half of the actions noted at meetings reach the register of actions.
pub(super) fn actions(life: &Life<'_>, sessions: &[SessionRow], goals: &[Goal]) -> Vec<ActionRow> {
    let rng = &mut life.stream(Purpose::Actions);
    let noted = sessions
        .iter()
        .filter_map(|session| Some((session, session.actions.clone()?)));
    noted
        .filter_map(|(session, text)| action(life, session.date, text, goals, rng))
        .collect()
}

fn action(
    life: &Life<'_>,
    noted: NaiveDate,
    text: Cow<'static, str>,
    goals: &[Goal],
    rng: &mut Rng,
) -> Option<ActionRow> {
    let registered = rng.chance(0.5);
    let scheduled = after(noted, rng.between(5, 24));
    let done = after(scheduled, rng.between(-4, 12)).max(noted);
    let (fate, dated) = (
        rng.weighted(&[(78, "done"), (17, "open"), (5, "cancelled")]),
        rng.chance(0.93),
    );
    let chosen = rng.below(5);
    let by_now = done <= life.last_day();
    let status = if fate == "done" && !by_now {
        "open"
    } else {
        fate
    };
    registered.then(|| ActionRow {
        pair_id: life.seat.pair_id.clone(),
        goal: goals
            .iter()
            .filter(|goal| goal.set <= noted && goal.registered)
            .map(|goal| goal.number)
            .nth(chosen as usize),
        text,
        scheduled_on: Some(scheduled),
        completed_on: (status == "done" && dated).then_some(done),
        status,
    })
}

/// One to three ideas of a pair of which somebody sees an opportunity for partnership.
pub(super) fn partnerships(life: &Life<'_>, forms: &[EvaluationRow]) -> Vec<PartnershipRow> {
    let Some(seen) = forms.iter().find(|form| form.partnership == Some(true)) else {
        return Vec::new();
    };
    let rng = &mut life.stream(Purpose::Ideas);
    let first = rng.below(10) as usize;
    let count = rng.weighted(&[(30, 0), (40, 1), (20, 2), (10, 3)]);
    (0..count)
        .map(|n| {
            idea(
                seen,
                PARTNERSHIP_IDEAS[(first + n) % PARTNERSHIP_IDEAS.len()],
                rng,
            )
        })
        .collect()
}

fn idea(form: &EvaluationRow, text: &'static str, rng: &mut Rng) -> PartnershipRow {
    PartnershipRow {
        pair_id: form.pair_id.clone(),
        text,
        support_needed: rng.chance(0.7).then(|| rng.pick(&SUPPORT_NEEDED)),
        scheduled_on: form
            .date
            .map(|date| after(date, rng.between(20, 120)))
            .filter(|_| rng.chance(0.8)),
        status: rng.weighted(&[(60, "idea"), (30, "agreed"), (10, "done")]),
    }
}
