//! The mean cumulative function: events per unit by a time, when they can recur.

use super::estimate::{Estimate, Interval, Z};
use super::order::{sorted, totals_by_cluster};

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
/// Σ_k \[Σ_i δ_k(tᵢ)/Yᵢ·(d_k(tᵢ) − d̄ᵢ)\]², the inner sums taken over a cluster's units together.
///
/// Source: Nelson, W. (2003), *Recurrent Events Data Analysis*, SIAM, chapter 1; Lawless, J. F.
/// and Nadeau, C. (1995), *Technometrics* 37, 158–168.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanCumulativeFunction {
    units: Vec<RecurrentUnit>,
    /// Ends of observation in ascending order.
    ends: Vec<f64>,
    /// Distinct times of events in ascending order, with units at risk and events per unit.
    steps: Vec<EventTime>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct EventTime {
    time: f64,
    at_risk: usize,
    events: usize,
    /// M from this time on.
    mean: f64,
    /// Σ d/Y² up to this time: what being observed so far takes from a unit's influence.
    observed: f64,
}

impl MeanCumulativeFunction {
    /// The function of the units; those whose end is negative or not finite are left out, and so
    /// are events that are.
    #[must_use]
    pub fn of(units: &[RecurrentUnit]) -> Self {
        let units: Vec<RecurrentUnit> = units
            .iter()
            .filter(|unit| unit.until.is_finite() && unit.until >= 0.0)
            .map(RecurrentUnit::observed)
            .collect();
        let ends = sorted(units.iter().map(|unit| unit.until));
        let events = sorted(units.iter().flat_map(|unit| unit.events.iter().copied()));
        Self {
            steps: event_times(&events, &ends),
            units,
            ends,
        }
    }

    /// Number of units still under observation at `time`.
    #[must_use]
    pub fn at_risk(&self, time: f64) -> usize {
        units_at_risk(&self.ends, time)
    }

    /// M(`time`), the mean number of events per unit by then.
    ///
    /// Not available beyond the last end of observation. 0 has no interval.
    #[must_use]
    pub fn at(&self, time: f64) -> Estimate {
        let n = self.units.len();
        if !time.is_finite() || self.at_risk(time) == 0 {
            let last = self
                .ends
                .last()
                .map_or("no unit".to_owned(), f64::to_string);
            let reason = format!("no unit was observed for that long (at most {last})");
            return Estimate::not_available(reason, n, METHOD);
        }
        let mean = self.last_step(time).map_or(0.0, |step| step.mean);
        let (variance, clusters) = self.variance(time);
        Estimate::available(mean, n, METHOD)
            .with_clusters(clusters)
            .with_events(self.events_by(time) as f64)
            .with_interval(log_interval(mean, variance.sqrt()).ok_or("no interval without spread"))
    }

    /// Robust standard error of M(`time`).
    #[must_use]
    pub fn standard_error(&self, time: f64) -> f64 {
        self.variance(time).0.sqrt()
    }

    /// M from each time of an event on, for drawing.
    #[must_use]
    pub fn steps(&self) -> Vec<McfStep> {
        let step = |step: &EventTime| McfStep {
            time: step.time,
            at_risk: step.at_risk,
            estimate: self.at(step.time),
        };
        self.steps.iter().map(step).collect()
    }

    fn last_step(&self, time: f64) -> Option<&EventTime> {
        let steps = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(steps.checked_sub(1)?)
    }

    fn events_by(&self, time: f64) -> usize {
        let steps = self.steps.iter().take_while(|step| step.time <= time);
        steps.map(|step| step.events).sum()
    }

    /// The robust variance, and the number of clusters.
    fn variance(&self, time: f64) -> (f64, usize) {
        let influences = self
            .units
            .iter()
            .map(|unit| (unit.cluster, self.influence(unit, time)));
        let totals = totals_by_cluster(influences);
        (totals.iter().map(|total| total.powi(2)).sum(), totals.len())
    }

    /// Σᵢ (d(tᵢ) − d̄ᵢ)/Yᵢ over the times at which the unit was observed.
    fn influence(&self, unit: &RecurrentUnit, time: f64) -> f64 {
        let own = unit.events.iter().filter(|event| **event <= time);
        let shares = own
            .filter_map(|event| self.last_step(*event))
            .map(|step| 1.0 / step.at_risk as f64);
        let expected = self
            .last_step(time.min(unit.until))
            .map_or(0.0, |step| step.observed);
        shares.sum::<f64>() - expected
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
}

fn units_at_risk(ends: &[f64], time: f64) -> usize {
    ends.len() - ends.partition_point(|end| *end < time)
}

fn event_times(events: &[f64], ends: &[f64]) -> Vec<EventTime> {
    let (mut mean, mut observed) = (0.0, 0.0);
    let step = |events: &[f64]| {
        let time = events.first().map_or(0.0, |time| *time);
        let at_risk = units_at_risk(ends, time);
        mean += events.len() as f64 / at_risk as f64;
        observed += events.len() as f64 / (at_risk as f64).powi(2);
        EventTime {
            time,
            at_risk,
            events: events.len(),
            mean,
            observed,
        }
    };
    events.chunk_by(|a, b| a >= b).map(step).collect()
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
        let single = five_units();
        let doubled: Vec<RecurrentUnit> = single
            .units
            .iter()
            .flat_map(|unit| [unit.clone(), unit.clone()])
            .collect();
        let doubled = MeanCumulativeFunction::of(&doubled);
        assert_close(
            doubled.standard_error(20.0),
            single.standard_error(20.0),
            1e-12,
        );
    }

    /// The formula as it is written: over all times, for every unit.
    fn variance_by_definition(mcf: &MeanCumulativeFunction, time: f64) -> f64 {
        let of_unit = |unit: &RecurrentUnit| {
            let mut total = 0.0;
            for step in mcf
                .steps
                .iter()
                .filter(|step| step.time <= time && step.time <= unit.until)
            {
                let own = unit
                    .events
                    .iter()
                    .filter(|event| **event >= step.time && **event <= step.time)
                    .count() as f64;
                let at_risk = step.at_risk as f64;
                total += (own - step.events as f64 / at_risk) / at_risk;
            }
            total * total
        };
        mcf.units.iter().map(of_unit).sum()
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
            prop_assert!((mcf.standard_error(time).powi(2) - variance_by_definition(&mcf, time)).abs() < 1e-12);
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
