//! Days from a pair's start to an event, under what rules it out.

use super::{Outcome, PairAt, Value};
use crate::programme::Day;

/// What is known of an event of one pair.
pub(super) enum Happened {
    /// On this day.
    On(Day),
    /// It did, on an unknown day.
    Undated,
    /// Not as far as is known.
    No,
}

impl From<Option<Day>> for Happened {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::No, Self::On)
    }
}

/// Days from the start to an event, to the end of the pair if that came first, or to the last day
/// of observation. An event recorded after `observed_to` counts on that day.
pub(super) fn event(pair: &PairAt<'_>, happened: &Happened) -> Value {
    let Some(start) = pair.started_on else {
        return Value::Null;
    };
    let (day, outcome) = match happened {
        Happened::Undated => return Value::Null,
        Happened::On(day) => ((*day).min(pair.observed_to), Outcome::Reached),
        Happened::No if !pair.is_open() => (pair.observed_to, Outcome::Competing),
        Happened::No => (pair.observed_to, Outcome::Censored),
    };
    Value::Event {
        days: day.since(start).max(0),
        outcome,
    }
}
