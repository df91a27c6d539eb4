//! Who was under observation at each time at which something happened.

use super::{Outcome, Subject};
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
}

/// Index of a subject's last risk set, and how it left.
pub(super) type Exit = (usize, Outcome);

/// The risk sets of a sample, at every distinct time of exit.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskSets {
    sets: Vec<RiskSet>,
    /// The exits of each cluster. Both orders follow from the exits alone, never from row order
    /// or the clusters' ids, so that sums over them always give the same bits.
    clusters: Vec<Range<usize>>,
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
        subjects.sort_unstable_by(|a, b| a.time.total_cmp(&b.time).then(a.outcome.cmp(&b.outcome)));
        let same_time: Vec<&[Subject]> = subjects.chunk_by(|a, b| a.time >= b.time).collect();
        let (exits, clusters) = exits_by_cluster(&same_time);
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

    /// The exits of each cluster, in an order that does not depend on rows or ids.
    pub(super) fn clusters(&self) -> impl ExactSizeIterator<Item = &[Exit]> {
        self.clusters.iter().map(|exits| &self.exits[exits.clone()])
    }

    /// Number of subjects.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.sets.first().map_or(0, |set| set.at_risk)
    }

    /// Number of subjects under observation just before `time`.
    #[must_use]
    pub fn at_risk(&self, time: f64) -> usize {
        let set = self.sets.partition_point(|set| set.time < time);
        self.sets.get(set).map_or(0, |set| set.at_risk)
    }

    /// Number of subjects that reached the event at exactly `time`.
    #[must_use]
    pub fn reached_at(&self, time: f64) -> usize {
        let set = self.sets.partition_point(|set| set.time < time);
        self.sets
            .get(set)
            .filter(|set| set.time <= time)
            .map_or(0, |set| set.reached)
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

/// The exits, those of a cluster together, and where each cluster's are.
fn exits_by_cluster(same_time: &[&[Subject]]) -> (Vec<Exit>, Vec<Range<usize>>) {
    let mut exits: Vec<(u32, Exit)> = Vec::new();
    for (index, subjects) in same_time.iter().enumerate() {
        exits.extend(
            subjects
                .iter()
                .map(|subject| (subject.cluster, (index, subject.outcome))),
        );
    }
    exits.sort_unstable();
    let mut from = 0;
    let mut clusters: Vec<Range<usize>> = exits
        .chunk_by(|a, b| a.0 == b.0)
        .map(|cluster| {
            from += cluster.len();
            from - cluster.len()..from
        })
        .collect();
    let exits: Vec<Exit> = exits.into_iter().map(|(_, exit)| exit).collect();
    clusters.sort_unstable_by(|a, b| exits[a.clone()].cmp(&exits[b.clone()]));
    (exits, clusters)
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
