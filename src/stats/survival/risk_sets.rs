//! Who was under observation at each time at which something happened.

use super::{Outcome, Subject};
use crate::stats::order::sort_by_number;
use std::ops::Range;

/// What happened at one time. Events precede the ends of observation of the same time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskSet {
    /// The time.
    pub time: f64,
    /// Subjects under observation just before it.
    pub at_risk: usize,
    /// Of those, how many reached the event.
    pub reached: usize,
    /// Of those, how many had a competing event.
    pub competing: usize,
    /// Of those, how many ceased to be observed without either.
    pub censored: usize,
}

impl RiskSet {
    /// Subjects that had either event.
    #[must_use]
    pub fn events(&self) -> usize {
        self.reached + self.competing
    }

    /// Subjects that were observed for the last time.
    pub(super) fn exits(&self) -> usize {
        self.events() + self.censored
    }
}

/// Index of a subject's last risk set, and how it left.
pub(super) type Exit = (usize, Outcome);

/// Where the exits of a cluster are.
#[derive(Debug, Clone, PartialEq)]
struct Cluster {
    id: u32,
    exits: Range<usize>,
    /// Its place among the clusters by ascending id.
    by_id: usize,
}

/// The risk sets of a sample, at every distinct time of exit.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskSets {
    sets: Vec<RiskSet>,
    /// Both orders, of the clusters and of the exits of each, follow from the exits alone, never
    /// from row order or the clusters' ids, so that sums over them always give the same bits.
    clusters: Vec<Cluster>,
    exits: Vec<Exit>,
}

impl RiskSets {
    /// Counts the subjects; those whose time is negative or not finite are left out.
    #[must_use]
    pub fn of(subjects: &[Subject]) -> Self {
        let mut subjects: Vec<Subject> = subjects
            .iter()
            .copied()
            .filter(|subject| subject.time.is_finite() && subject.time >= 0.0)
            .map(|subject| Subject {
                time: subject.time + 0.0,
                ..subject
            }) // −0 becomes 0
            .collect();
        sort_by_time(&mut subjects);
        let same_time: Vec<&[Subject]> = subjects.chunk_by(|a, b| a.time >= b.time).collect();
        let (clusters, exits) = exits_by_cluster(&same_time);
        Self {
            sets: count(&same_time, subjects.len()),
            clusters,
            exits,
        }
    }

    /// The risk sets in ascending order of time.
    #[must_use]
    pub fn sets(&self) -> &[RiskSet] {
        &self.sets
    }

    /// The risk sets of this sample and another one together.
    pub(super) fn merged(&self, other: &Self) -> Vec<RiskSet> {
        let mut times: Vec<f64> = self
            .sets
            .iter()
            .chain(&other.sets)
            .map(|set| set.time)
            .collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        let of_both = |time: f64| {
            let at = [self, other].map(|sets| sets.at(time));
            let sum = |count: fn(&RiskSet) -> usize| at.iter().map(count).sum();
            RiskSet {
                time,
                at_risk: sum(|set| set.at_risk),
                reached: sum(|set| set.reached),
                competing: sum(|set| set.competing),
                censored: sum(|set| set.censored),
            }
        };
        times.into_iter().map(of_both).collect()
    }

    /// The risk set of any time; nobody may have left at it.
    fn at(&self, time: f64) -> RiskSet {
        let next = self.sets.partition_point(|set| set.time < time);
        match self.sets.get(next) {
            Some(set) if set.time <= time => *set,
            later => RiskSet {
                time,
                at_risk: later.map_or(0, |set| set.at_risk),
                reached: 0,
                competing: 0,
                censored: 0,
            },
        }
    }

    /// The exits of each cluster, in an order that does not depend on rows or ids.
    pub(super) fn clusters(&self) -> impl ExactSizeIterator<Item = &[Exit]> {
        let clusters = self.clusters.iter();
        clusters.map(|cluster| &self.exits[cluster.exits.clone()])
    }

    /// What the sum of squared influences of clusters is to be multiplied by.
    pub(super) fn correction(&self) -> f64 {
        few_clusters(self.clusters.len(), self.exits.len())
    }

    /// The clusters by ascending id.
    pub(super) fn cluster_ids(&self) -> Vec<u32> {
        let mut ids = vec![0; self.clusters.len()];
        for cluster in &self.clusters {
            ids[cluster.by_id] = cluster.id;
        }
        ids
    }

    /// What there is to say of the exits of each cluster, by ascending id.
    pub(super) fn by_id<T: Copy + Default>(&self, of: impl Fn(&[Exit]) -> T) -> Vec<(u32, T)> {
        let mut by_id = vec![(0, T::default()); self.clusters.len()];
        for cluster in &self.clusters {
            by_id[cluster.by_id] = (cluster.id, of(&self.exits[cluster.exits.clone()]));
        }
        by_id
    }

    /// The exits from each risk set, as (index of the cluster, how it left): those of the first
    /// set first, and within a set in the order of the clusters.
    pub(super) fn exits_by_set(&self) -> Vec<(usize, Outcome)> {
        let mut next = 0;
        let mut places: Vec<usize> = Vec::with_capacity(self.sets.len());
        for set in &self.sets {
            places.push(next);
            next += set.exits();
        }
        let mut sorted = vec![(0, Outcome::Censored); self.exits.len()];
        for (cluster, exits) in self.clusters().enumerate() {
            for (set, outcome) in exits {
                sorted[places[*set]] = (cluster, *outcome);
                places[*set] += 1;
            }
        }
        sorted
    }

    /// Number of subjects.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.sets.first().map_or(0, |set| set.at_risk)
    }

    /// Number of subjects under observation just before `time`.
    #[must_use]
    pub fn at_risk(&self, time: f64) -> usize {
        self.at(time).at_risk
    }

    /// Number of subjects that reached the event at exactly `time`.
    #[must_use]
    pub fn reached_at(&self, time: f64) -> usize {
        self.at(time).reached
    }

    /// Number of risk sets up to and including `time`.
    pub(super) fn up_to(&self, time: f64) -> usize {
        self.sets.partition_point(|set| set.time <= time)
    }

    /// The last time at which anybody was observed.
    #[must_use]
    pub fn last_time(&self) -> Option<f64> {
        self.sets.last().map(|set| set.time)
    }

    /// Whether what holds at `time` is known: somebody was observed for that long, or everybody
    /// had an event before, so that nothing can change any more.
    #[must_use]
    pub fn reaches(&self, time: f64) -> bool {
        self.sets
            .last()
            .is_some_and(|last| time <= last.time || last.censored == 0)
    }
}

/// Sorts subjects by time, and by outcome those of one time. Times in whole days take two passes.
pub fn sort_by_time(subjects: &mut [Subject]) {
    /// Days of more than ten thousand years.
    const MOST: f64 = 4e6;
    if subjects.is_sorted_by(|a, b| (a.time, a.outcome) <= (b.time, b.outcome)) {
        return;
    }
    let is_day = |time: f64| time.fract() == 0.0 && (0.0..MOST).contains(&time);
    if subjects.iter().all(|subject| is_day(subject.time)) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole days"
        )]
        let day = |subject: &Subject| subject.time as u32;
        // The first sort is kept within each day by the second one.
        sort_by_number(subjects, |subject| subject.outcome as u32);
        sort_by_number(subjects, day);
    } else {
        subjects.sort_by(|a, b| a.time.total_cmp(&b.time).then(a.outcome.cmp(&b.outcome)));
    }
}

/// G/(G − 1) for G clusters of more than one subject, as CR1 has it for shares; 1 for independent
/// subjects, whose variance is then exactly Greenwood's.
pub(in crate::stats) fn few_clusters(clusters: usize, subjects: usize) -> f64 {
    if (2..subjects).contains(&clusters) {
        clusters as f64 / (clusters - 1) as f64
    } else {
        1.0
    }
}

fn count(same_time: &[&[Subject]], subjects: usize) -> Vec<RiskSet> {
    let mut at_risk = subjects;
    let mut sets = Vec::with_capacity(same_time.len());
    for exits in same_time {
        let how_many = |outcome| exits.iter().filter(|exit| exit.outcome == outcome).count();
        sets.push(RiskSet {
            time: exits.first().map_or(0.0, |exit| exit.time),
            at_risk,
            reached: how_many(Outcome::Reached),
            competing: how_many(Outcome::Competing),
            censored: how_many(Outcome::Censored),
        });
        at_risk -= exits.len();
    }
    sets
}

/// The clusters with their exits: by first exit, and those with the same one by the others.
fn exits_by_cluster(same_time: &[&[Subject]]) -> (Vec<Cluster>, Vec<Exit>) {
    let in_time = || (0..).zip(same_time.iter().copied().flatten());
    let mut places: Vec<(u32, u32)> = in_time()
        .map(|(place, subject)| (subject.cluster, place))
        .collect();
    sort_by_number(&mut places, |(cluster, _)| *cluster);
    let sets = same_time.iter().enumerate();
    let sorted: Vec<Exit> = sets
        .flat_map(|(set, subjects)| subjects.iter().map(move |subject| (set, subject.outcome)))
        .collect();
    let exits: Vec<Exit> = places
        .iter()
        .map(|(_, place)| sorted[*place as usize])
        .collect();
    let mut from = 0;
    let by_id = || places.chunk_by(|a, b| a.0 == b.0);
    let mut clusters: Vec<(u32, Cluster)> = Vec::with_capacity(by_id().count());
    clusters.extend(by_id().enumerate().map(|(by_id, cluster)| {
        let (id, first) = cluster[0];
        from += cluster.len();
        let exits = from - cluster.len()..from;
        (first, Cluster { id, exits, by_id })
    }));
    sort_by_number(&mut clusters, |(first, _)| *first);
    let exits_of = |(_, cluster): &(u32, Cluster)| &exits[cluster.exits.clone()];
    for alike in clusters.chunk_by_mut(|a, b| exits_of(a)[0] == exits_of(b)[0]) {
        alike.sort_unstable_by(|a, b| exits_of(a).cmp(exits_of(b)));
    }
    let clusters = clusters.into_iter().map(|(_, cluster)| cluster).collect();
    (clusters, exits)
}

#[cfg(test)]
mod tests {
    use super::super::samples::subjects;
    use super::*;

    #[test]
    fn events_precede_censorings_of_the_same_time() {
        let sets = RiskSets::of(&subjects(&[
            (5.0, 1),
            (3.0, 0),
            (5.0, 0),
            (3.0, 2),
            (3.0, 1),
        ]));
        let expected = [(3.0, 5, 1, 1, 1), (5.0, 2, 1, 0, 1)].map(
            |(time, at_risk, reached, competing, censored)| RiskSet {
                time,
                at_risk,
                reached,
                competing,
                censored,
            },
        );
        assert_eq!(sets.sets(), expected);
    }

    #[test]
    fn at_risk_counts_those_observed_at_least_that_long() {
        let sets = RiskSets::of(&subjects(&[(1.0, 1), (2.0, 0), (4.0, 1)]));
        assert_eq!(
            [0.0, 1.0, 1.5, 2.0, 4.0, 4.1].map(|time| sets.at_risk(time)),
            [3, 3, 2, 2, 1, 0]
        );
    }

    #[test]
    fn the_sets_of_two_samples_are_those_of_all_subjects() {
        let (first, second) = (
            subjects(&[(1.0, 1), (3.0, 0), (5.0, 2)]),
            subjects(&[(1.0, 0), (2.0, 1), (5.0, 1), (9.0, 0)]),
        );
        let both: Vec<Subject> = first.iter().chain(&second).copied().collect();
        let merged = RiskSets::of(&first).merged(&RiskSets::of(&second));
        assert_eq!(merged, RiskSets::of(&both).sets());
    }

    #[test]
    fn a_curve_reaches_beyond_its_last_time_only_if_nothing_is_left_open() {
        assert!(RiskSets::of(&subjects(&[(1.0, 0), (2.0, 1)])).reaches(9.0));
        let censored_last = RiskSets::of(&subjects(&[(2.0, 1), (2.0, 0)]));
        assert!(censored_last.reaches(2.0) && !censored_last.reaches(2.1));
        assert!(!RiskSets::of(&[]).reaches(0.0));
    }

    #[test]
    fn impossible_times_are_left_out() {
        let sets = RiskSets::of(&subjects(&[(f64::NAN, 1), (-1.0, 1), (0.0, 1), (-0.0, 0)]));
        assert_eq!((sets.subjects(), sets.sets().len()), (2, 1));
    }
}
