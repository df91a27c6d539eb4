//! Whole histories of some pairs, drawn by chance. Names pairs: never for shared reports.

use super::pass::Collector;
use super::roster::Member;
use crate::measures::PairAt;
use crate::programme::{Closure, Day};
use std::cmp::Reverse;

/// Pairs of which the history is told.
const MOST: usize = 40;

/// Histories of pairs with a known start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histories {
    /// Pairs from which these were drawn.
    pub of: usize,
    /// The pairs drawn, those observed for longest first, then by id.
    pub pairs: Vec<History>,
}

/// The history of one pair, in days since its start, up to its end or the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Which pair.
    pub pair_id: String,
    /// Days to its end or to the as-of date.
    pub days: u32,
    /// How it ended; `None` = open.
    pub ended: Option<Closure>,
    /// Days with a held meeting, ascending.
    pub held: Vec<u32>,
    /// Days on which a goal was attained, ascending.
    pub attained: Vec<u32>,
    /// First and last days of pauses and breaks.
    pub paused: Vec<(u32, u32)>,
}

impl History {
    fn of(pair: &PairAt<'_>, start: Day) -> Option<Self> {
        let since = |day: Day| u32::try_from(day.since(start)).ok();
        let mut attained: Vec<u32> = pair
            .goals
            .iter()
            .filter_map(|goal| since(goal.attained_on.filter(|day| *day <= pair.observed_to)?))
            .collect();
        attained.sort_unstable();
        let paused = pair.pauses.iter().filter_map(|(from, back)| {
            let (from, to) = ((*from).max(start), back.plus(-1).min(pair.observed_to));
            since(from).zip(since(to)).filter(|(from, to)| from <= to)
        });
        Some(Self {
            pair_id: pair.history.pair.id.clone(),
            days: since(pair.observed_to)?,
            ended: pair.ending.map(|ending| ending.how),
            held: pair
                .held_dates
                .iter()
                .filter_map(|day| since(*day))
                .collect(),
            attained,
            paused: paused.collect(),
        })
    }
}

/// The pairs of a partition with the smallest lots: which these are depends on no order.
#[derive(Default)]
pub(super) struct Lots {
    of: usize,
    /// In order of lots, at most [`MOST`].
    drawn: Vec<(u64, History)>,
}

impl Lots {
    pub fn merged(parts: impl IntoIterator<Item = Self>) -> Histories {
        let mut all = Self::default();
        for part in parts {
            all.of += part.of;
            all.drawn.extend(part.drawn);
        }
        all.drawn.sort_by_key(|(lot, _)| *lot);
        all.drawn.truncate(MOST);
        let mut pairs: Vec<History> = all.drawn.into_iter().map(|(_, pair)| pair).collect();
        pairs.sort_by(|left, right| {
            (Reverse(left.days), &left.pair_id).cmp(&(Reverse(right.days), &right.pair_id))
        });
        Histories { of: all.of, pairs }
    }
}

impl Collector for Lots {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let Some(start) = pair.started_on else {
            return;
        };
        self.of += 1;
        let lot = lot(member.rank);
        let place = self.drawn.partition_point(|(other, _)| *other < lot);
        if place == MOST {
            return;
        }
        if let Some(history) = History::of(pair, start) {
            self.drawn.insert(place, (lot, history));
            self.drawn.truncate(MOST);
        }
    }
}

/// The lot of a pair, from its place among all pairs by id: the finaliser of `SplitMix64` (Steele,
/// Lea and Flood 2014), in which neighbours have nothing in common.
fn lot(rank: u32) -> u64 {
    let mut mixed = u64::from(rank)
        .wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::pass::{Passes, When};
    use super::super::roster::Roster;
    use super::super::samples::{pair, programme};
    use super::super::selection::Filters;
    use super::*;
    use crate::config::Rules;
    use crate::measures::StageNorms;

    fn histories(pairs: usize) -> Histories {
        let pairs = (0..pairs).map(|number| {
            let mut pair = pair(&format!("P-{number:04}"));
            pair.started_on = (number % 10 > 0).then(|| Day(i32::try_from(number % 50).unwrap()));
            pair
        });
        let programme = programme(pairs.collect());
        let passes = Passes {
            programme: &programme,
            rules: &Rules::default(),
            roster: &Roster::of(&programme),
            filters: Filters::default(),
            norms: &StageNorms::default(),
        };
        let when = When {
            date: Day(100),
            age: None,
        };
        Lots::merged(passes.collect(when, |_| Lots::default()).parts)
    }

    #[test]
    fn so_many_are_drawn_and_the_longest_stand_first() {
        let histories = histories(500);
        assert_eq!((histories.of, histories.pairs.len()), (450, MOST));
        assert!(histories.pairs.is_sorted_by_key(|pair| Reverse(pair.days)));
        // Not the first ones, and not all from one part.
        let number = |pair: &History| pair.pair_id[2..].parse::<usize>().unwrap();
        let late = histories.pairs.iter().filter(|pair| number(pair) >= 250);
        assert!((10..=30).contains(&late.count()));
    }

    #[test]
    fn of_few_pairs_all_are_told() {
        let histories = histories(12);
        assert_eq!((histories.of, histories.pairs.len()), (10, 10));
        assert_eq!(histories.pairs[0].days, 99);
    }
}
