//! Contact of a pair on an earlier day, and what became of it: what the back-test replays.

use super::{Gap, Support, chance, contact};
use crate::measures::clock::Clock;
use crate::measures::{AsOf, PairAt};
use crate::programme::{Closure, Day, PairHistory, Status};

/// A pair as of a day as far as its contact goes: without goals, forms, stages and signals, so
/// that many pairs can be replayed on many days.
#[derive(Clone, Debug)]
pub struct ContactAt<'a> {
    pair: PairAt<'a>,
    contact: Support,
}

impl<'a> ContactAt<'a> {
    /// The pair as of a date; `None` if it starts later, or if nothing speaks of it yet.
    #[must_use]
    pub fn new(history: PairHistory<'a>, as_of: AsOf<'a>) -> Option<Self> {
        let pair = PairAt::with_contact(history, as_of)?;
        let mut contact = contact::contact(&pair);
        if contact::is_known(&pair) {
            contact.state = contact::state(&pair, &contact);
        }
        Some(Self { pair, contact })
    }

    /// Whether it had not ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.pair.is_open()
    }

    /// Gap, ratio and last contact. Its state is `None` for an open pair that is watched or on
    /// track: telling those two apart takes more than contact. It has no signals.
    #[must_use]
    pub fn contact(&self) -> &Support {
        &self.contact
    }

    /// Its gaps up to that day.
    pub fn gaps(&self) -> impl Iterator<Item = Gap> {
        chance::gaps(&self.pair)
    }

    /// The value of an attribute, by its place among those of the programme.
    #[must_use]
    pub fn attribute(&self, index: usize) -> Option<&'a str> {
        self.pair.attribute(index)
    }
}

/// What became of a pair after a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// The first held session after the day.
    pub met_on: Option<Day>,
    /// The day on which it ended as planned, after the day.
    pub completed_on: Option<Day>,
}

impl Aftermath {
    /// What had become of a pair by the as-of date after an earlier day.
    #[must_use]
    pub fn of(history: &PairHistory<'_>, as_of: &AsOf<'_>, after: Day) -> Self {
        let Some(clock) = Clock::of(history, as_of) else {
            return Self::default();
        };
        let sessions = history.sessions_to(clock.observed_to).iter();
        let mut later = sessions.skip_while(|session| session.date <= after);
        let completed = clock
            .ending
            .filter(|ending| ending.how == Closure::AsPlanned && ending.on > after);
        Self {
            met_on: later
                .find(|session| session.status == Status::Held)
                .map(|session| session.date),
            completed_on: completed.map(|ending| ending.on),
        }
    }

    /// Whether it met within so many days.
    #[must_use]
    pub fn met_within(&self, days: i32, after: Day) -> bool {
        self.met_on.is_some_and(|on| on.since(after) <= days)
    }

    /// Whether it ended as planned within so many days.
    #[must_use]
    pub fn completed_within(&self, days: i32, after: Day) -> bool {
        self.completed_on.is_some_and(|on| on.since(after) <= days)
    }
}
