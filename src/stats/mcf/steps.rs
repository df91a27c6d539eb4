//! What happens to all units while time goes on, and the steps that the function makes.

use super::RecurrentUnit;
use crate::stats::products::Products;
use crate::stats::survival::few_clusters;

/// What holds from a time of events to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct EventTime {
    pub(super) time: f64,
    pub(super) at_risk: usize,
    /// Events up to and including this time.
    pub(super) events: usize,
    pub(super) mean: f64,
    pub(super) standard_error: f64,
}

impl RecurrentUnit {
    /// What happened to the unit; numbers that are not negative are ordered like their bits.
    fn key(&self) -> Vec<u64> {
        let times = std::iter::once(self.until).chain(self.events.iter().copied());
        times.map(f64::to_bits).collect()
    }
}

/// The units of each cluster, in an order that depends only on what happened to them.
pub(super) fn clusters_in_order(mut units: Vec<RecurrentUnit>) -> Vec<Vec<RecurrentUnit>> {
    units.sort_by_cached_key(|unit| (unit.cluster, unit.key()));
    let clusters = units.chunk_by(|a, b| a.cluster == b.cluster);
    let mut clusters: Vec<Vec<RecurrentUnit>> = clusters.map(<[RecurrentUnit]>::to_vec).collect();
    clusters.sort_by_cached_key(|units| units.iter().map(RecurrentUnit::key).collect::<Vec<_>>());
    clusters
}

/// What happens at a moment; at the same time events come before ends of observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happening {
    Event,
    End,
}

type Moment = (f64, Happening, usize);

fn moments(clusters: &[Vec<RecurrentUnit>]) -> Vec<Moment> {
    let of_unit = |(cluster, unit): (usize, &RecurrentUnit)| -> Vec<Moment> {
        let events = unit
            .events
            .iter()
            .map(|event| (*event, Happening::Event, cluster));
        events
            .chain([(unit.until, Happening::End, cluster)])
            .collect()
    };
    let units = clusters
        .iter()
        .enumerate()
        .flat_map(|(index, units)| units.iter().map(move |unit| (index, unit)));
    let mut moments: Vec<Moment> = units.flat_map(of_unit).collect();
    moments.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    moments
}

pub(super) fn event_times(clusters: &[Vec<RecurrentUnit>]) -> Vec<EventTime> {
    let mut progress = Progress::of(clusters);
    let moments = moments(clusters);
    let times = moments.chunk_by(|a, b| a.0 >= b.0);
    times.filter_map(|moments| progress.pass(moments)).collect()
}

/// The state of all clusters while time goes on.
///
/// A unit under observation has influence Σ 1/Y over its own events less Σ d/Y² over all, so
/// that of a cluster is linear in its units still observed and in what those that ended left.
struct Progress {
    at_risk: usize,
    events: usize,
    mean: f64,
    /// Σ d/Y².
    expected: f64,
    /// What the sum of squared influences is to be multiplied by.
    correction: f64,
    /// For each cluster its units under observation, and the influence that does not change.
    clusters: Vec<[f64; 2]>,
    products: Products<2>,
}

impl Progress {
    fn of(clusters: &[Vec<RecurrentUnit>]) -> Self {
        let parts: Vec<[f64; 2]> = clusters
            .iter()
            .map(|units| [units.len() as f64, 0.0])
            .collect();
        let units = clusters.iter().map(Vec::len).sum();
        Self {
            at_risk: units,
            correction: few_clusters(clusters.len(), units),
            events: 0,
            mean: 0.0,
            expected: 0.0,
            products: Products::of(&parts),
            clusters: parts,
        }
    }

    /// Passes what happened at one time; a step of the function if there was an event.
    fn pass(&mut self, moments: &[Moment]) -> Option<EventTime> {
        let events = moments.partition_point(|moment| moment.1 == Happening::Event);
        let (events, ends) = moments.split_at(events);
        let step = events.first().map(|first| self.happen(first.0, events));
        for (_, _, cluster) in ends {
            let [observed, settled] = self.clusters[*cluster];
            self.settle(*cluster, [observed - 1.0, settled - self.expected]);
        }
        self.at_risk -= ends.len();
        step
    }

    fn happen(&mut self, time: f64, events: &[Moment]) -> EventTime {
        let at_risk = self.at_risk as f64;
        self.events += events.len();
        self.mean += events.len() as f64 / at_risk;
        self.expected += events.len() as f64 / (at_risk * at_risk);
        for (_, _, cluster) in events {
            let [observed, settled] = self.clusters[*cluster];
            self.settle(*cluster, [observed, settled + 1.0 / at_risk]);
        }
        let squares = self.products.sum_of_squares([-self.expected, 1.0]);
        EventTime {
            time,
            at_risk: self.at_risk,
            events: self.events,
            mean: self.mean,
            standard_error: (self.correction * squares).sqrt(),
        }
    }

    fn settle(&mut self, cluster: usize, to: [f64; 2]) {
        self.products.change(&mut self.clusters[cluster], to);
    }
}
