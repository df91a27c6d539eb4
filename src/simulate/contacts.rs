//! The coordinators' calls to pairs that fell silent. They go by the register and the session
//! records alone, as coordinators do, and by a rule of thumb of their own: whoever is silent for twice
//! as long as agreed gets a call some days later, if somebody finds the time.
//!
//! The calls change nothing in the course of a pair: whether it meets again was settled before, so
//! that the truth knows nothing of them.

use chrono::NaiveDate;

use super::calendar::{after, days_between, weekday};
use super::life::Life;
use super::records::{ContactRow, PairRow, SessionRow, Status};
use super::rng::{Purpose, Rng};
use super::wording::{COORDINATORS, NOT_REACHED, REACHED};

/// Calls to one pair during one silence.
const MOST_CALLS: usize = 4;

/// The contacts with one pair, by date.
pub(super) fn draw(life: &Life<'_>, pair: &PairRow, sessions: &[SessionRow]) -> Vec<ContactRow> {
    let rng = &mut life.stream(Purpose::Contacts);
    let caller = rng.pick(&COORDINATORS);
    let silences = silences(life, pair, sessions);
    let calls = silences.into_iter().flat_map(|silence| {
        let mut calls = silence.calls(life, rng);
        calls.retain(|call| !is_resting(pair, call.contacted_on));
        calls
    });
    calls
        .map(|call| ContactRow {
            contacted_by: caller,
            ..call
        })
        .collect()
}

/// A time without recorded meeting, as it looks to the office.
#[derive(Clone, Copy, Debug)]
struct Silence {
    from: NaiveDate,
    /// The day on which the office sees that it is over.
    until: NaiveDate,
}

/// Between recorded meetings; from the start to the first of them, and from the last of them on.
fn silences(life: &Life<'_>, pair: &PairRow, sessions: &[SessionRow]) -> Vec<Silence> {
    let held = sessions
        .iter()
        .filter(|session| session.status == Status::Held);
    let end = pair.closed_on.unwrap_or(after(life.plan.as_of, 1));
    let mut days: Vec<NaiveDate> = held.map(|session| session.date).collect();
    days.extend([pair.started_on, end]);
    days.sort_unstable();
    days.windows(2)
        .map(|two| Silence {
            from: two[0],
            until: two[1].min(end),
        })
        .collect()
}

fn is_resting(pair: &PairRow, day: NaiveDate) -> bool {
    let back = pair.paused_until;
    pair.paused_from
        .is_some_and(|from| from <= day && back.is_none_or(|back| day < back))
}

impl Silence {
    /// Calls until somebody is reached who sets no day, or the pair meets.
    fn calls(self, life: &Life<'_>, rng: &mut Rng) -> Vec<ContactRow> {
        let patience = (2 * life.agreed_gap).max(21);
        let mut day = weekday(after(self.from, patience + rng.between(1, 14)));
        let mut calls = Vec::new();
        while day < self.until && calls.len() < MOST_CALLS && rng.chance(0.75) {
            let call = call(life, day, rng);
            let again = match call.snooze_until {
                Some(put_off) => put_off,
                None if NOT_REACHED.contains(&call.outcome) => after(day, rng.between(2, 9)),
                None => after(day, rng.between(28, 56)),
            };
            calls.push(call);
            if days_between(day, weekday(again)) < 1 {
                break; // The calendar has come to its end.
            }
            day = weekday(again);
        }
        calls
    }
}

fn call(life: &Life<'_>, day: NaiveDate, rng: &mut Rng) -> ContactRow {
    let failed = rng.chance(0.35);
    let (nobody, (outcome, note)) = (rng.pick(&NOT_REACHED), rng.weighted(&REACHED));
    let (noted, put_off) = (rng.chance(0.6), rng.chance(0.2));
    let until = after(day, rng.between(14, 45));
    ContactRow {
        pair_id: life.seat.pair_id.clone(),
        contacted_on: day,
        contacted_by: "",
        outcome: if failed { nobody } else { outcome },
        note: (noted && !failed).then_some(note),
        snooze_until: (put_off && !failed).then_some(until),
    }
}
