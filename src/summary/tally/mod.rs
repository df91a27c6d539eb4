//! Counting over the pairs of a group what no single measure holds.
//!
//! A tally takes in pairs one by one, absorbs the tallies of other partitions, and is summed up
//! once. No sum depends on the order of pairs: counts are whole numbers, and numbers that are not
//! are sorted before they are added.

mod cells;
mod continuity;
mod experience;
mod goals;
mod meetings;
mod new_goals;
mod stages;

use super::count::Count;
use super::figures::NamedCount;
use super::pair_group::PairGroup;
use super::pass::Collector;
use super::roster::Member;
use super::selection::PairColumn;
use super::tallies::Tallies;
use crate::config::Rules;
use crate::measures::PairAt;
use crate::programme::{Day, Programme};
use std::collections::BTreeMap;

/// One family of counts.
trait Tally: Clone + Default + Send {
    /// What it adds up to.
    type Sum;
    /// Takes in a pair.
    fn add(&mut self, pair: &PairAt<'_>, member: &Member);
    /// Takes in what another partition counted.
    fn absorb(&mut self, other: Self);
    /// What all of it adds up to.
    fn sum(self, group: &Group<'_>) -> Self::Sum;
}

/// What is known of a group beside its pairs.
pub(super) struct Group<'a> {
    pub programme: &'a Programme,
    pub rules: &'a Rules,
    /// The as-of date.
    pub date: Day,
    /// Its pairs.
    pub pairs: &'a PairGroup<'a>,
}

/// Everything counted over one group.
#[derive(Clone, Default)]
pub(super) struct GroupTally {
    goals: goals::Goals,
    meetings: meetings::Meetings,
    stages: stages::Stages,
    new_goals: new_goals::NewGoals,
    continuity: continuity::Continuity,
    experience: experience::Experience,
    observed_days: Vec<i32>,
}

impl GroupTally {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.goals.add(pair, member);
        self.meetings.add(pair, member);
        self.stages.add(pair, member);
        self.new_goals.add(pair, member);
        self.continuity.add(pair, member);
        self.experience.add(pair, member);
        let observed = pair.started_on.map(|start| pair.observed_to.since(start));
        self.observed_days.extend(observed);
    }

    fn absorb(&mut self, other: Self) {
        self.goals.absorb(other.goals);
        self.meetings.absorb(other.meetings);
        self.stages.absorb(other.stages);
        self.new_goals.absorb(other.new_goals);
        self.continuity.absorb(other.continuity);
        self.experience.absorb(other.experience);
        self.observed_days.extend(other.observed_days);
    }

    /// Days from the start to the end or the as-of date of each pair with a start.
    pub fn observed_days(&self) -> impl Iterator<Item = f64> + '_ {
        self.observed_days.iter().map(|days| f64::from(*days))
    }

    /// What all of it adds up to.
    pub fn sum(self, group: &Group<'_>) -> Tallies {
        Tallies {
            goals: self.goals.sum(group),
            meetings: self.meetings.sum(group),
            stages: self.stages.sum(group),
            new_goals: self.new_goals.sum(group),
            continuity: self.continuity.sum(group),
            experience: self.experience.sum(group),
        }
    }
}

/// The tallies of all pairs, and of each value of each grouping, of one partition.
pub(super) struct GroupTallies<'a> {
    groupings: &'a [PairColumn],
    /// Added to only where there are no groups to put together.
    all: GroupTally,
    by_group: BTreeMap<(usize, Option<String>), GroupTally>,
}

impl<'a> GroupTallies<'a> {
    pub fn new(groupings: &'a [PairColumn]) -> Self {
        Self {
            groupings,
            all: GroupTally::default(),
            by_group: BTreeMap::new(),
        }
    }

    /// The tallies of all partitions together.
    pub fn merged(groupings: &'a [PairColumn], parts: impl IntoIterator<Item = Self>) -> Self {
        let mut merged = Self::new(groupings);
        for part in parts {
            merged.all.absorb(part.all);
            for (group, tally) in part.by_group {
                merged.by_group.entry(group).or_default().absorb(tally);
            }
        }
        // Every pair is in one group of the first grouping.
        let first = merged.by_group.iter().filter(|((index, _), _)| *index == 0);
        for (_, tally) in first {
            merged.all.absorb(tally.clone());
        }
        merged
    }

    /// The tally of all pairs; it can be taken once.
    pub fn take_all(&mut self) -> GroupTally {
        std::mem::take(&mut self.all)
    }

    /// The tally of one value of a grouping; it can be taken once.
    pub fn take(&mut self, grouping: usize, group: Option<&str>) -> GroupTally {
        let key = (grouping, group.map(str::to_owned));
        self.by_group.remove(&key).unwrap_or_default()
    }
}

impl Collector for GroupTallies<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        if self.groupings.is_empty() {
            self.all.add(pair, member);
        }
        for (index, column) in self.groupings.iter().enumerate() {
            let group = column.value_at(pair).map(str::to_owned);
            let tally = self.by_group.entry((index, group)).or_default();
            tally.add(pair, member);
        }
    }
}

fn named(key: &str, title: &str, count: Count) -> NamedCount {
    NamedCount {
        key: key.to_owned(),
        title: title.to_owned(),
        count,
    }
}
