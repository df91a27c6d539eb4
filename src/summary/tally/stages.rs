//! The ladder, moves between stages, time in each.

use super::cells::Cells;
use super::{Group, Tally};
use crate::measures::PairAt;
use crate::stats::Estimate;
use crate::stats::survival::{AalenJohansen, Outcome, Subject};
use crate::summary::roster::Member;
use crate::summary::tallies::{Rung, StageTallies, Transition};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Default)]
pub(super) struct Stages {
    reached: Cells<u8>,
    observed: Cells<u8>,
    now: Cells<u8>,
    none_reached: Cells<()>,
    moves: Cells<(u8, u8)>,
    /// Time in each stage by rank, as (rank, subject).
    dwell: BTreeMap<u8, Vec<Subject>>,
    unstaged: u64,
    held: u64,
}

impl Tally for Stages {
    type Sum = StageTallies;

    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let stages = &pair.stages;
        let observed: BTreeSet<u8> = stages.observations.iter().map(|(_, rank)| *rank).collect();
        self.none_reached
            .add_pair(observed.is_empty().then_some(()));
        self.reached.add_pair(1..=stages.furthest().unwrap_or(0));
        self.observed.add_pair(observed);
        self.now
            .add_pair(stages.current().filter(|_| pair.is_open()));
        self.moves.add_pair(stages.moves());
        let ranks = 1..=stages.furthest().unwrap_or(0);
        for rank in ranks {
            let of_rank = self.dwell.entry(rank).or_default();
            of_rank.extend(dwell(pair, rank, member));
        }
        self.unstaged += u64::from(stages.unstaged_sessions);
        self.held += pair.held().count() as u64;
    }

    fn absorb(&mut self, other: Self) {
        self.reached.absorb(other.reached);
        self.observed.absorb(other.observed);
        self.now.absorb(other.now);
        self.none_reached.absorb(other.none_reached);
        self.moves.absorb(other.moves);
        for (rank, subjects) in other.dwell {
            self.dwell.entry(rank).or_default().extend(subjects);
        }
        self.unstaged += other.unstaged;
        self.held += other.held;
    }

    fn sum(self, group: &Group<'_>) -> StageTallies {
        let model = &group.programme.stage_model;
        let stages = &model.stages;
        let ladder = (1u8..).zip(stages).map(|(rank, stage)| Rung {
            key: stage.key.clone(),
            title: stage.title.clone(),
            reached: self.reached.count(&rank),
            observed: self.observed.count(&rank),
            now: self.now.count(&rank),
            of: group.pairs.pairs(),
            dwell: self.median_dwell(rank, stages.len()),
        });
        let key = |rank: u8| {
            let stage = group.programme.stage_model.stage(rank);
            stage.map_or_else(String::new, |stage| stage.key.clone())
        };
        let transitions = self.moves.iter().map(|((from, to), count)| Transition {
            from: key(*from),
            to: key(*to),
            count,
        });
        StageTallies {
            ladder: ladder.collect(),
            derived: model.can_be_derived() && !group.programme.stages_recorded,
            none_reached: self.none_reached.count(&()),
            transitions: transitions.collect(),
            unstaged_sessions: self.unstaged,
            held_sessions: self.held,
        }
    }
}

impl Stages {
    fn median_dwell(&self, rank: u8, stages: usize) -> Estimate {
        let subjects = self.dwell.get(&rank).map_or(&[][..], Vec::as_slice);
        if usize::from(rank) == stages {
            let reason = "nothing comes after the last stage";
            return Estimate::not_available(reason, subjects.len(), "median");
        }
        AalenJohansen::of(subjects).median()
    }
}

/// From first reaching a stage to first reaching beyond it; the end of the pair competes.
fn dwell(pair: &PairAt<'_>, rank: u8, member: &Member) -> Option<Subject> {
    let from = pair.stages.reached(rank)?;
    let beyond = pair.stages.reached(rank + 1);
    if beyond.is_none() && pair.stages.undated_end {
        // It went on, nobody knows when.
        return None;
    }
    let outcome = match (beyond, pair.ending) {
        (Some(_), _) => Outcome::Reached,
        (None, Some(_)) => Outcome::Competing,
        (None, None) => Outcome::Censored,
    };
    let to = beyond.unwrap_or(pair.observed_to);
    Some(Subject {
        time: f64::from(to.since(from).max(0)),
        outcome,
        cluster: member.cluster,
    })
}
