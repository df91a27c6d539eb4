//! One pass over all pairs as of a date, some partitions at a time, in parallel.
//!
//! What a pass gives depends on no order: the parts come in the order of the partitions, as many
//! as the threads ask for, and whoever puts them together sorts.

use super::roster::{Member, Roster};
use super::selection::Filters;
use crate::config::Rules;
use crate::measures::{AsOf, PairAt, StageNorms};
use crate::programme::{Day, PairHistory, Partition, Programme};
use rayon::prelude::*;

/// Something that takes in pairs one by one.
pub(super) trait Collector: Send {
    /// Takes in a pair.
    fn add(&mut self, pair: &PairAt<'_>, member: &Member);
}

impl<A: Collector, B: Collector> Collector for (A, B) {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.0.add(pair, member);
        self.1.add(pair, member);
    }
}

impl<C: Collector> Collector for Option<C> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        if let Some(collector) = self {
            collector.add(pair, member);
        }
    }
}

/// What every pass of a run shares.
pub(super) struct Passes<'a> {
    pub programme: &'a Programme,
    pub rules: &'a Rules,
    pub roster: &'a Roster,
    pub filters: Filters,
    /// How long pairs stay in each stage, as of the date reported: signals rest on it.
    pub norms: &'a StageNorms,
}

/// When pairs are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The as-of date.
    pub date: Day,
    /// Equal age: each pair as of its start plus this many days, if that is not after the date.
    pub age: Option<i32>,
}

/// Parts for each thread: so many that none waits long for another that has more to do, and so few
/// that what they hold lies together, to be given back as soon as it is merged.
const PARTS_OF_THREAD: usize = 4;

/// What a pass collected in each part, and the pairs that it left out.
#[derive(Debug)]
pub(super) struct Collected<C> {
    pub parts: Vec<C>,
    pub left_out: LeftOut,
}

/// Pairs left out of a pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// They start after the as-of date, or nothing speaks of them by then.
    pub not_yet_started: u64,
    /// They have not reached the age asked for, or it is not known.
    pub too_young: u64,
}

/// Why a pair is left out of a pass.
enum Absent {
    NotYetStarted,
    TooYoung,
}

impl Passes<'_> {
    /// Passes over the pairs that the filters leave out; `None` if they leave out none.
    pub fn of_others(&self) -> Option<Self> {
        let filters = self.filters.others()?;
        Some(Self { filters, ..*self })
    }

    /// Shows every pair that is kept and has started to a collector, of which there are a few
    /// for each thread; `new` makes one for so many pairs at most.
    pub fn collect<C: Collector>(
        &self,
        when: When,
        new: impl Fn(usize) -> C + Sync,
    ) -> Collected<C> {
        let partitions = &self.programme.partitions;
        let parts = PARTS_OF_THREAD * rayon::current_num_threads();
        let each = partitions.len().div_ceil(parts).max(1);
        let parts: Vec<(C, LeftOut)> = partitions
            .par_chunks(each)
            .with_max_len(1)
            .enumerate()
            .map(|(part, partitions)| self.collect_part(part * each, partitions, when, &new))
            .collect();
        let mut left_out = LeftOut::default();
        for (_, part) in &parts {
            left_out.not_yet_started += part.not_yet_started;
            left_out.too_young += part.too_young;
        }
        let parts = parts.into_iter().map(|(part, _)| part).collect();
        Collected { parts, left_out }
    }

    /// The same for some partitions, of which the first has this number.
    fn collect_part<C: Collector>(
        &self,
        first: usize,
        partitions: &[Partition],
        when: When,
        new: impl Fn(usize) -> C,
    ) -> (C, LeftOut) {
        let pairs = partitions.iter().map(|partition| partition.pairs.len());
        let (mut collector, mut left_out) = (new(pairs.sum()), LeftOut::default());
        let pairs = (first..).zip(partitions).flat_map(|(index, partition)| {
            let members = self.roster.partition(index);
            partition.histories(self.programme).zip(members)
        });
        for (history, member) in pairs.filter(|(history, _)| self.filters.keep(history.pair)) {
            match self.measured(history, when) {
                Ok(pair) => collector.add(&pair, member),
                Err(Absent::NotYetStarted) => left_out.not_yet_started += 1,
                Err(Absent::TooYoung) => left_out.too_young += 1,
            }
        }
        (collector, left_out)
    }

    fn measured<'a>(&'a self, history: PairHistory<'a>, when: When) -> Result<PairAt<'a>, Absent> {
        let as_of = |date| AsOf::new(self.programme, self.rules, self.norms, date);
        let pair = PairAt::new(history, as_of(when.date)).ok_or(Absent::NotYetStarted)?;
        let Some(age) = when.age else {
            return Ok(pair);
        };
        let day = pair.started_on.map(|start| start.plus(age));
        day.filter(|day| *day <= when.date)
            .and_then(|day| PairAt::new(history, as_of(day)))
            .ok_or(Absent::TooYoung)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{pair, programme};
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<(String, Day)>);

    impl Collector for Seen {
        fn add(&mut self, pair: &PairAt<'_>, _: &Member) {
            let id = pair.history.pair.id.clone();
            self.0.push((id, pair.as_of.date));
        }
    }

    fn seen(age: Option<i32>) -> (Vec<(String, Day)>, LeftOut) {
        let started = |id: &str, day| {
            let mut pair = pair(id);
            pair.started_on = day;
            pair
        };
        let programme = programme(vec![
            started("early", Some(Day(0))),
            started("late", Some(Day(80))),
            started("later", Some(Day(101))),
            started("never", None),
        ]);
        let rules = Rules::default();
        let passes = Passes {
            programme: &programme,
            rules: &rules,
            roster: &Roster::of(&programme),
            filters: Filters::default(),
            norms: &StageNorms::default(),
        };
        let date = Day(100);
        let collected = passes.collect(When { date, age }, |_| Seen::default());
        let seen = collected.parts.into_iter().flat_map(|part| part.0);
        (seen.collect(), collected.left_out)
    }

    #[test]
    fn pairs_that_start_later_are_left_out_and_counted() {
        let (seen, left_out) = seen(None);
        let ids: Vec<&str> = seen.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["early", "late", "never"]);
        assert_eq!((left_out.not_yet_started, left_out.too_young), (1, 0));
    }

    #[test]
    fn at_equal_age_each_pair_has_its_own_date() {
        let (seen, left_out) = seen(Some(30));
        assert_eq!(seen, [("early".to_owned(), Day(30))]);
        assert_eq!((left_out.not_yet_started, left_out.too_young), (1, 2));
    }
}
