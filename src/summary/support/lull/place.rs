//! What the pairs of the programme, or of a site, say about its days.

use super::days::{DAYS, Days};
use super::{Lull, day_at};
use crate::measures::{PairAt, State};
use crate::programme::Day;
use std::collections::BTreeMap;

/// A stretch lasts at least so many days.
const LEAST_DAYS: usize = 14;

/// So many pairs would have met in it.
const LEAST_PAIRS: usize = 3;

/// Of the meetings that would be usual, at most one in so many took place.
const ONE_IN: f64 = 4.0;

/// So few meetings come by chance at most once in e⁸ = 3,000 times. Many stretches are looked at, in
/// many weeks.
const SURPRISE: f64 = 8.0;

/// A meeting in the unit of rates.
const PER_MEETING: f64 = 1e9;

/// A pair that had been silent for more own gaps than this when a stretch began is not missed in it.
const LIVELY: f64 = 1.5;

/// What one pair says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Days on which it rests: nobody is missed on them, and a meeting on one says nothing.
    pub resting: Days,
    /// What would be usual of it.
    pub usual: Option<Usual>,
}

/// A pair that meets: what would be usual of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Usual {
    started: Day,
    /// Days from its last meeting to the as-of date, paused ones left out.
    silent: i32,
    /// Its meetings a day, in parts of [`PER_MEETING`]: a whole number, so that sums do not depend
    /// on the order in which pairs come.
    rate: u64,
    /// Days since its start on which it did not rest.
    active: Days,
}

impl Told {
    pub fn by(pair: &PairAt<'_>) -> Self {
        let date = pair.as_of.date;
        let pauses = pair.pauses.iter();
        let resting = pauses.fold(Days::default(), |days, (from, back)| {
            days.and(Days::of(*from, *back, date))
        });
        Self {
            resting,
            usual: usual(pair, resting),
        }
    }
}

/// What would be usual of a pair that is open, does not rest and has met, and not too long ago.
fn usual(pair: &PairAt<'_>, resting: Days) -> Option<Usual> {
    let support = pair.support();
    let meets = pair.is_open() && support.state != Some(State::Paused) && !support.presumed_ended;
    let started = pair.started_on.filter(|_| meets)?;
    let silent = support
        .contact_gap
        .filter(|_| !pair.held_dates.is_empty())?;
    Usual::new(
        (started, silent, support.own_gap?),
        resting,
        pair.as_of.date,
    )
}

impl Usual {
    pub fn new(
        (started, silent, own_gap): (Day, i32, f64),
        resting: Days,
        date: Day,
    ) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "of gaps from a hundredth of a day on; stays far below 2⁶³"
        )]
        let rate = (own_gap >= 0.01).then(|| (PER_MEETING / own_gap) as u64)?;
        Some(Self {
            started,
            silent,
            rate,
            active: Days::of(started, date.plus(1), date).without(resting),
        })
    }

    /// Whether it would have met soon after the day that lies so many before the as-of date.
    fn is_lively(&self, after: usize, date: Day) -> bool {
        let since = Days::between(0, after - 1);
        // At most [`DAYS`].
        let silent = self.silent - i32::try_from(self.active.among(since)).unwrap_or(0);
        self.started <= day_at(date, after) && f64::from(silent) * meetings(self.rate) <= LIVELY
    }
}

/// Meetings a day, of a sum of rates.
fn meetings(rate: u64) -> f64 {
    rate as f64 / PER_MEETING
}

/// What the pairs of the programme, or of a site, have to say.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Meetings so many days before the as-of date.
    pub held: [u32; DAYS],
    pub open: Vec<Usual>,
    /// Whether any of its pairs is among those that the list is about.
    pub is_shown: bool,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            held: [0; DAYS],
            open: Vec::new(),
            is_shown: false,
        }
    }
}

impl Place {
    pub fn add(&mut self, pair: &PairAt<'_>, told: Told, is_shown: bool) {
        let back = |day: &Day| usize::try_from(pair.as_of.date.since(*day)).ok();
        let days = pair.held_dates.iter().rev().map_while(back);
        for at in days.take_while(|at| *at < DAYS) {
            self.held[at] += u32::from(!told.resting.has(at));
        }
        self.open.extend(told.usual);
        self.is_shown |= is_shown;
    }

    pub fn absorb(&mut self, other: Self) {
        for (held, more) in self.held.iter_mut().zip(other.held) {
            *held += more;
        }
        self.open.extend(other.open);
        self.is_shown |= other.is_shown;
    }

    /// The stretch in which most meetings are missed, if they are too many to be missed by chance.
    /// It may lead over days on which everybody rests; these count for nothing.
    pub fn lull(&self, site: Option<&str>, date: Day) -> Option<Lull> {
        let usual = self.usual_by_day();
        let missed: [f64; DAYS] =
            std::array::from_fn(|at| usual[at] - ONE_IN * f64::from(self.held[at]));
        let (newest, oldest) = heaviest(&missed)?;
        let after = oldest + 1;
        let stretch = Days::between(newest, oldest);
        let days = (newest..after).filter(|at| usual[*at] > 0.0).count();
        let held = self.held[newest..after].iter().sum();
        let (pairs, usual) = self.usual_in(stretch, after, date);
        let is_lull = after < DAYS
            && days >= LEAST_DAYS
            && pairs >= LEAST_PAIRS
            && is_surprising(held, usual);
        is_lull.then(|| Lull {
            site: site.map(str::to_owned),
            after: day_at(date, after),
            before: newest.checked_sub(1).map(|at| day_at(date, at)),
            held,
            usual,
            beside: None,
        })
    }

    /// Meetings usual on each day, of the pairs that had started and did not rest.
    fn usual_by_day(&self) -> [f64; DAYS] {
        let mut alike: BTreeMap<Days, u64> = BTreeMap::new();
        for pair in &self.open {
            *alike.entry(pair.active).or_default() += pair.rate;
        }
        std::array::from_fn(|at| {
            let active = alike.iter().filter(|(days, _)| days.has(at));
            meetings(active.map(|(_, rate)| rate).sum())
        })
    }

    /// Pairs that would have met in a stretch after a day, and how often all together.
    fn usual_in(&self, stretch: Days, after: usize, date: Day) -> (usize, f64) {
        let lively = self.open.iter().filter(|pair| pair.is_lively(after, date));
        let expected = |pair: &Usual| pair.rate * u64::from(pair.active.among(stretch));
        let (pairs, rate) = lively.fold((0, 0), |(pairs, rate), pair| {
            (pairs + 1, rate + expected(pair))
        });
        (pairs, meetings(rate))
    }
}

/// The stretch with the largest sum above nought, as its first and last place; of two the first.
/// J. Kadane's algorithm, in J. Bentley, "Programming pearls: algorithm design techniques", 1984.
fn heaviest(values: &[f64]) -> Option<(usize, usize)> {
    let (mut best, mut found) = (0.0, None);
    let (mut sum, mut from) = (0.0, 0);
    for (at, value) in values.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += value;
        if sum > best {
            (best, found) = (sum, Some((from, at)));
        }
    }
    found
}

/// Whether so few meetings, where so many would be usual, are too few to be chance: if meetings
/// came by themselves, P(X ≤ held) ≤ exp(−(usual − held + held·ln(held ÷ usual))), after Chernoff.
fn is_surprising(held: u32, usual: f64) -> bool {
    let held = f64::from(held);
    let spread = if held > 0.0 {
        held * (held / usual).ln()
    } else {
        0.0
    };
    ONE_IN * held <= usual && usual - held + spread >= SURPRISE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_stretch_is_found() {
        assert_eq!(
            heaviest(&[1.0, -5.0, 2.0, -1.0, 2.0, -9.0, 2.0]),
            Some((2, 4))
        );
        assert_eq!(heaviest(&[-1.0, 0.0]), None);
        assert_eq!(
            heaviest(&[0.0, 1.0, 0.0, 2.0, 0.0]),
            Some((1, 3)),
            "over days that count for nothing, and not into them"
        );
    }

    #[test]
    fn chance_alone_is_not_asked_about() {
        assert!(is_surprising(0, 8.0) && !is_surprising(0, 7.9));
        assert!(is_surprising(2, 20.0) && !is_surprising(2, 12.0));
        assert!(!is_surprising(30, 100.0));
    }
}
