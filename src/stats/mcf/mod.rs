//! The mean cumulative function: events per unit by a time, when they can recur.

mod steps;

use steps::{EventTime, clusters_in_order, event_times};

use crate::stats::clustered_mean::t_quantile;
use crate::stats::estimate::{Estimate, Interval};
use crate::stats::order::sorted;

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
/// `Σ_k [Σ_i δ_k(tᵢ)/Yᵢ·(d_k(tᵢ) − d̄ᵢ)]²`, the inner sums taken over a cluster's units together, times
/// G/(G − 1) for G clusters of which any has more than one unit. Intervals are M·exp(±t·SE/M) with t
/// of G − 1 degrees of freedom: the normal quantile covers too little with some twenty clusters.
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
            .with_interval(
                t_quantile(self.clusters as f64 - 1.0)
                    .and_then(|t| log_interval(mean, standard_error, t))
                    .ok_or("no interval without spread"),
            )
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
}

/// M·exp(±t·SE/M), which stays above 0.
fn log_interval(mean: f64, standard_error: f64, t: f64) -> Option<Interval> {
    let spread = (t * standard_error / mean).exp();
    (mean > 0.0 && standard_error > 1e-12 && spread.is_finite()).then(|| Interval {
        lower: mean / spread,
        upper: mean * spread,
    })
}

#[cfg(test)]
mod tests;
