//! The mean cumulative function: events per unit by a time, when they can recur.

use super::estimate::{Estimate, Interval, Z};
use super::order::sorted;
use super::products::Products;

const METHOD: &str = "mean cumulative function, robust variance, log interval";

/// A unit whose events recur, observed from 0 to `until`.
#[derive(Debug, Clone, PartialEq)]
pub struct RecurrentUnit {
    /// Times of its events; those after `until` were not observed and do not count.
    pub events: Vec<f64>,
    /// When its observation ended, at least 0. Events at that time are observed.
    pub until: f64,
    /// Units that resemble each other share a cluster; an independent unit has its own.
    pub cluster: u32,
}

/// One step of a mean cumulative function.
#[derive(Debug, Clone, PartialEq)]
pub struct McfStep {
    /// When the step begins.
    pub time: f64,
    /// Units under observation at that time.
    pub at_risk: usize,
    /// Mean number of events per unit from then on.
    pub estimate: Estimate,
}

/// M(t) = Σ d/Y, the mean number of events per unit by t, with its robust variance
/// `Σ_k [Σ_i δ_k(tᵢ)/Yᵢ·(d_k(tᵢ) − d̄ᵢ)]²`, the inner sums taken over a cluster's units together.
///
/// Source: Nelson, W. (2003), *Recurrent Events Data Analysis*, SIAM, chapter 1; Lawless, J. F.
/// and Nadeau, C. (1995), *Technometrics* 37, 158–168.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanCumulativeFunction {
    clusters: usize,
    /// Ends of observation in ascending order.
    ends: Vec<f64>,
    /// Distinct times of events in ascending order.
    steps: Vec<EventTime>,
}

/// What holds from a time of events to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
struct EventTime {
    time: f64,
    at_risk: usize,
    /// Events up to and including this time.
    events: usize,
    mean: f64,
    standard_error: f64,
}

impl MeanCumulativeFunction {
    /// The function of the units; those whose end is negative or not finite are left out, and so
    /// are events that are.
    #[must_use]
    pub fn of(units: &[RecurrentUnit]) -> Self {
        let units = units
            .iter()
            .filter(|unit| unit.until.is_finite() && unit.until >= 0.0);
        let clusters = clusters_in_order(units.map(RecurrentUnit::observed).collect());
        Self {
            clusters: clusters.len(),
            ends: sorted(clusters.iter().flatten().map(|unit| unit.until)),
            steps: event_times(&clusters),
        }
    }

    /// Number of units still under observation at `time`.
    #[must_use]
    pub fn at_risk(&self, time: f64) -> usize {
        self.ends.len() - self.ends.partition_point(|end| *end < time)
    }

    /// M(`time`), the mean number of events per unit by then.
    ///
    /// Not available beyond the last end of observation. 0 has no interval.
    #[must_use]
    pub fn at(&self, time: f64) -> Estimate {
        if !time.is_finite() || self.at_risk(time) == 0 {
            let last = self
                .ends
                .last()
                .map_or("no unit".to_owned(), f64::to_string);
            let reason = format!("no unit was observed for that long (at most {last})");
            return Estimate::not_available(reason, self.ends.len(), METHOD);
        }
        self.last_step(time).map_or_else(
            || self.estimate(0.0, 0.0, 0),
            |step| self.estimate(step.mean, step.standard_error, step.events),
        )
    }

    fn estimate(&self, mean: f64, standard_error: f64, events: usize) -> Estimate {
        Estimate::available(mean, self.ends.len(), METHOD)
            .with_clusters(self.clusters)
            .with_events(events as f64)
            .with_interval(log_interval(mean, standard_error).ok_or("no interval without spread"))
    }

    /// Robust standard error of M(`time`).
    #[must_use]
    pub fn standard_error(&self, time: f64) -> f64 {
        self.last_step(time).map_or(0.0, |step| step.standard_error)
    }

    /// M from each time of an event on, for drawing.
    #[must_use]
    pub fn steps(&self) -> Vec<McfStep> {
        let step = |step: &EventTime| McfStep {
            time: step.time,
            at_risk: step.at_risk,
            estimate: self.estimate(step.mean, step.standard_error, step.events),
        };
        self.steps.iter().map(step).collect()
    }

    fn last_step(&self, time: f64) -> Option<&EventTime> {
        let steps = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(steps.checked_sub(1)?)
    }
}

impl RecurrentUnit {
    /// The unit with its observed events in ascending order.
    fn observed(&self) -> Self {
        let events = self.events.iter().copied();
        Self {
            events: sorted(events.filter(|event| (0.0..=self.until).contains(event))),
            ..*self
        }
    }

    /// What happened to the unit; numbers that are not negative are ordered like their bits.
    fn key(&self) -> Vec<u64> {
        let times = std::iter::once(self.until).chain(self.events.iter().copied());
        times.map(f64::to_bits).collect()
    }
}

/// The units of each cluster, in an order that depends only on what happened to them.
fn clusters_in_order(mut units: Vec<RecurrentUnit>) -> Vec<Vec<RecurrentUnit>> {
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

fn event_times(clusters: &[Vec<RecurrentUnit>]) -> Vec<EventTime> {
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
        Self {
            at_risk: clusters.iter().map(Vec::len).sum(),
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
        EventTime {
            time,
            at_risk: self.at_risk,
            events: self.events,
            mean: self.mean,
            standard_error: self.products.sum_of_squares([-self.expected, 1.0]).sqrt(),
        }
    }

    fn settle(&mut self, cluster: usize, to: [f64; 2]) {
        self.products.change(&mut self.clusters[cluster], to);
    }
}

/// M·exp(±z·SE/M), which stays above 0.
fn log_interval(mean: f64, standard_error: f64) -> Option<Interval> {
    let spread = (Z * standard_error / mean).exp();
    (mean > 0.0 && standard_error > 1e-12 && spread.is_finite()).then(|| Interval {
        lower: mean / spread,
        upper: mean * spread,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    fn units(units: &[(&[f64], f64)]) -> MeanCumulativeFunction {
        let unit = |(cluster, (events, until)): (u32, &(&[f64], f64))| RecurrentUnit {
            events: events.to_vec(),
            until: *until,
            cluster,
        };
        MeanCumulativeFunction::of(&(0..).zip(units).map(unit).collect::<Vec<_>>())
    }

    fn five_units() -> MeanCumulativeFunction {
        units(&[
            (&[5.0, 10.0, 15.0], 17.0),
            (&[6.0, 13.0, 17.0], 19.0),
            (&[12.0, 20.0, 25.0], 26.0),
            (&[13.0, 15.0], 24.0),
            (&[16.0, 22.0, 25.0], 28.0),
        ])
    }

    #[test]
    fn reference_means_and_standard_errors() {
        let mcf = five_units();
        for (time, mean) in [
            (5.0, 0.2),
            (13.0, 1.2),
            (17.0, 2.0),
            (20.0, 2.333_333),
            (25.0, 3.666_667),
        ] {
            assert_close(mcf.at(time).value.unwrap(), mean, 5e-7);
        }
        assert_close(mcf.standard_error(5.0), 0.178_885, 5e-7);
        assert_close(mcf.standard_error(20.0), 0.435_465, 5e-7);
    }

    #[test]
    fn the_interval_is_taken_on_the_log_scale() {
        let spread = (Z * 0.435_465 / 2.333_333_f64).exp();
        assert_interval(
            five_units().at(20.0).interval(),
            2.333_333 / spread,
            2.333_333 * spread,
            1e-5,
        );
    }

    #[test]
    fn an_end_of_observation_comes_after_the_events_of_its_time() {
        let mcf = five_units();
        assert_eq!((mcf.at_risk(17.0), mcf.at_risk(17.5)), (5, 4));
        assert_eq!(
            mcf.steps()
                .iter()
                .find(|step| step.time > 16.5)
                .map(|step| step.at_risk),
            Some(5)
        );
    }

    #[test]
    fn events_after_the_end_of_observation_do_not_count() {
        let mcf = units(&[(&[2.0, 9.0, f64::NAN], 5.0), (&[], 6.0)]);
        assert_eq!(
            (mcf.at(6.0).value, mcf.at(6.0).numerator),
            (Some(0.5), Some(1.0))
        );
    }

    #[test]
    fn beyond_the_last_end_is_not_available() {
        for (mcf, time) in [
            (five_units(), 28.5),
            (five_units(), f64::NAN),
            (units(&[]), 0.0),
        ] {
            let estimate = mcf.at(time);
            assert_eq!(estimate.value, None);
            assert!(estimate.not_available.is_some());
        }
    }

    #[test]
    fn no_event_is_zero_without_interval() {
        let none = units(&[(&[], 5.0), (&[], 6.0)]).at(5.0);
        assert_eq!((none.value, none.interval()), (Some(0.0), None));
    }

    #[test]
    fn units_that_are_copies_of_each_other_say_as_much_as_one() {
        let unit = |cluster, event| RecurrentUnit {
            events: vec![event],
            until: 9.0,
            cluster,
        };
        let single = [unit(1, 2.0), unit(2, 5.0), unit(3, 7.0)];
        let doubled = [single.clone(), single.clone()].concat();
        let (single, doubled) = (
            MeanCumulativeFunction::of(&single),
            MeanCumulativeFunction::of(&doubled),
        );
        assert_close(
            doubled.standard_error(6.0),
            single.standard_error(6.0),
            1e-12,
        );
    }

    /// The formula as it is written: for every unit, over all times at which it was observed.
    fn variance_by_definition(
        mcf: &MeanCumulativeFunction,
        units: &[RecurrentUnit],
        time: f64,
    ) -> f64 {
        let mut before = 0;
        let mut totals = vec![0.0; units.len()];
        for step in mcf.steps.iter().filter(|step| step.time <= time) {
            let (events, at_risk) = ((step.events - before) as f64, step.at_risk as f64);
            before = step.events;
            for (unit, total) in units
                .iter()
                .zip(&mut totals)
                .filter(|(unit, _)| unit.until >= step.time)
            {
                let own = unit
                    .events
                    .iter()
                    .filter(|event| event.total_cmp(&step.time).is_eq())
                    .count() as f64;
                *total += (own - events / at_risk) / at_risk;
            }
        }
        totals.iter().map(|total| total * total).sum()
    }

    fn any_units() -> impl Strategy<Value = Vec<RecurrentUnit>> {
        let unit = (prop::collection::vec(0_u8..20, 0..5), 0_u8..20, 0_u32..6);
        let unit = unit.prop_map(|(events, until, cluster)| RecurrentUnit {
            events: events.into_iter().map(f64::from).collect(),
            until: f64::from(until),
            cluster,
        });
        prop::collection::vec(unit, 1..20)
    }

    proptest! {
        #[test]
        fn the_variance_is_the_one_of_the_definition(units in any_units(), time in 0_u8..20) {
            let independent: Vec<RecurrentUnit> = (0..).zip(units).map(|(cluster, unit)| RecurrentUnit { cluster, ..unit }).collect();
            let mcf = MeanCumulativeFunction::of(&independent);
            let time = f64::from(time);
            prop_assert!((mcf.standard_error(time).powi(2) - variance_by_definition(&mcf, &independent, time)).abs() < 1e-12);
        }

        #[test]
        fn one_event_each_without_censoring_gives_the_empirical_distribution(
            times in prop::collection::vec(0_u8..20, 1..30), at in 0_u8..20,
        ) {
            let units: Vec<RecurrentUnit> = times.iter().map(|time| RecurrentUnit { events: vec![f64::from(*time)], until: 20.0, cluster: 0 }).collect();
            let share = times.iter().filter(|time| **time <= at).count() as f64 / times.len() as f64;
            let found = MeanCumulativeFunction::of(&units).at(f64::from(at)).value.unwrap();
            prop_assert!((found - share).abs() < 1e-12);
        }

        #[test]
        fn rows_and_names_of_clusters_change_no_bit(units in any_units(), turn in 0_usize..20, time in 0_u8..20) {
            let mut changed: Vec<RecurrentUnit> = units.iter().map(|unit| RecurrentUnit { cluster: unit.cluster ^ 5, ..unit.clone() }).collect();
            changed.rotate_left(turn % units.len());
            let at = |units: &[RecurrentUnit]| MeanCumulativeFunction::of(units).at(f64::from(time));
            prop_assert_eq!(at(&units), at(&changed));
        }
    }
}
