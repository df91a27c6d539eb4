//! The share that has reached the event by a time, and its cluster-robust variances.

use super::at_an_end;
use super::influence::{Weight, influences, standard_errors, variance};
use super::log_log::{ROUNDING, log_log_interval};
use super::{RiskSet, RiskSets, Subject};
use crate::stats::clustered_mean::t_quantile;
use crate::stats::estimate::{Estimate, Interval};
use crate::stats::two_estimates::Deviation;

/// A step of a curve: what holds from `time` to the next step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// When the step begins.
    pub time: f64,
    /// Subjects under observation just before it.
    pub at_risk: usize,
    /// Height of the curve, between 0 and 1.
    pub value: f64,
    /// Pointwise interval; `None` where the curve is 0 or 1.
    pub interval: Option<Interval>,
}

/// Cumulative incidence F(t) = Σ S(t−)·d/Y and the share S(t) without any event.
///
/// S is the product of (1 − events/Y). Where nothing competes F = 1 − S.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    risk: RiskSets,
    /// S just before each risk set.
    free_before: Vec<f64>,
    /// F from each risk set on.
    incidence: Vec<f64>,
    /// Standard error of F from each risk set on.
    standard_errors: Vec<f64>,
}

impl Curve {
    /// The curve of the subjects.
    #[must_use]
    pub fn of(subjects: &[Subject]) -> Self {
        let risk = RiskSets::of(subjects);
        let (free_before, incidence) = heights(risk.sets());
        Self {
            standard_errors: standard_errors(&risk, &free_before, &incidence),
            risk,
            free_before,
            incidence,
        }
    }

    /// The risk sets under the curve.
    #[must_use]
    pub fn risk(&self) -> &RiskSets {
        &self.risk
    }

    /// F(`time`), between 0 and 1.
    #[must_use]
    pub fn incidence(&self, time: f64) -> f64 {
        self.held_at(&self.incidence, time)
    }

    /// What holds at `time` of values that hold from each risk set on, and are 0 before.
    fn held_at(&self, values: &[f64], time: f64) -> f64 {
        let last = self.risk.up_to(time).checked_sub(1);
        last.and_then(|last| values.get(last))
            .map_or(0.0, |value| *value)
    }

    /// S(`time`): the share that has had neither event.
    #[must_use]
    pub fn event_free(&self, time: f64) -> f64 {
        let after = self.risk.up_to(time);
        match (self.free_before.get(after), self.risk.sets().last()) {
            (Some(free), _) => *free,
            (None, Some(last)) => self
                .free_before
                .last()
                .map_or(1.0, |free| free * free_share(last)),
            (None, None) => 1.0,
        }
    }

    /// Standard error of F(`time`), and of S(`time`) where nothing competes.
    ///
    /// Squared it is Σ (F(t) − F(tᵢ))²·d/(Y(Y − d)) + S(tᵢ−)²·d₁(Y − d₁)/Y³
    /// − 2(F(t) − F(tᵢ))·S(tᵢ−)·d₁/Y² where every subject is its own cluster.
    ///
    /// Source: Marubini, E. and Valsecchi, M. G. (1995), *Analysing Survival Data from Clinical
    /// Trials and Observational Studies*, §10.3.
    #[must_use]
    pub fn standard_error(&self, time: f64) -> f64 {
        self.held_at(&self.standard_errors, time)
    }

    /// ∫₀^τ (1 − F): the mean time without the event up to `horizon`, with its standard error.
    #[must_use]
    pub fn time_without_event(&self, horizon: f64) -> (f64, f64) {
        let (mean, weights) = self.restricted(horizon);
        let variance = variance(&self.risk, &self.free_before, &weights);
        (mean, variance.sqrt())
    }

    /// The mean time without the event up to `horizon`, and what it takes from each risk set.
    fn restricted(&self, horizon: f64) -> (f64, Vec<Weight>) {
        let sets = self.risk.sets();
        let mut until = horizon;
        let mut area = 0.0;
        let mut weights: Vec<Weight> = vec![(0.0, 0.0); self.risk.up_to(horizon)];
        for (index, weight) in weights.iter_mut().enumerate().rev() {
            let (time, incidence) = (sets[index].time, self.incidence[index]);
            area += incidence * (until - time);
            *weight = (area - incidence * (horizon - time), horizon - time);
            until = time;
        }
        (horizon - area, weights)
    }

    /// The influence of each cluster on F(`time`).
    pub(super) fn incidence_influences(&self, time: f64) -> Vec<Deviation> {
        let now = self.incidence(time);
        let before = &self.incidence[..self.risk.up_to(time)];
        let weights: Vec<Weight> = before.iter().map(|then| (now - then, 1.0)).collect();
        influences(&self.risk, &self.free_before, &weights)
    }

    /// The influence of each cluster on the mean time without the event up to `horizon`.
    pub(super) fn restricted_influences(&self, horizon: f64) -> Vec<Deviation> {
        let (_, weights) = self.restricted(horizon);
        let influences = influences(&self.risk, &self.free_before, &weights);
        // The weights are those of the area under F, which is taken away.
        let turned = influences
            .into_iter()
            .map(|(cluster, influence)| (cluster, -influence));
        turned.collect()
    }

    /// The estimate with the reason why there can be none, if that is so.
    pub(super) fn unavailable(&self, time: f64, method: &'static str) -> Option<Estimate> {
        let events: usize = self.risk.sets().iter().map(RiskSet::events).sum();
        let reason = if self.risk.subjects() == 0 {
            "nobody was observed".to_owned()
        } else if events == 0 {
            "no events".to_owned()
        } else if !(time.is_finite() && time >= 0.0 && self.risk.reaches(time)) {
            let last = self.risk.last_time().unwrap_or(0.0);
            format!("nobody was observed for that long (at most {last})")
        } else {
            return None;
        };
        Some(self.describe(Estimate::not_available(
            reason,
            self.risk.subjects(),
            method,
        )))
    }

    /// Adds what every estimate of this curve says about its sample.
    pub(super) fn describe(&self, estimate: Estimate) -> Estimate {
        estimate.with_clusters(self.risk.clusters().len())
    }

    /// Why an estimate has no interval.
    pub(super) fn without_interval(&self) -> &'static str {
        if self.risk.clusters().len() < 2 {
            "all of it comes from one cluster, so its spread is unknown"
        } else {
            "no spread to make an interval from"
        }
    }

    /// Number of subjects that had reached the event by `time`.
    #[must_use]
    pub fn reached_by(&self, time: f64) -> usize {
        let sets = self.risk.sets().iter().take(self.risk.up_to(time));
        sets.map(|set| set.reached).sum()
    }

    /// The time at which a curve reaches ½, or that it does not.
    ///
    /// The ends of its interval are the times at which the curves of the limits do: of that limit
    /// first which reaches ½ the earlier.
    pub(super) fn median(
        &self,
        steps: &[Step],
        reaches_half: fn(&mut dyn Iterator<Item = (f64, f64)>) -> Option<f64>,
        [earlier, later]: [fn(&Interval) -> f64; 2],
        method: &'static str,
    ) -> Estimate {
        if let Some(unavailable) = self.unavailable(0.0, method) {
            return unavailable;
        }
        let end = |of: fn(&Interval) -> f64| {
            let limits = steps.iter().filter_map(|step| Some((step, step.interval?)));
            reaches_half(&mut limits.map(|(step, interval)| (step.time, of(&interval))))
        };
        let n = self.risk.subjects();
        let estimate = reaches_half(&mut steps.iter().map(|step| (step.time, step.value)))
            .map_or_else(
                || Estimate::not_available("not reached", n, method),
                |time| Estimate::available(time, n, method),
            );
        self.describe(estimate.with_bounds(end(earlier), end(later)))
            .with_events(self.reached_by(f64::INFINITY) as f64)
    }

    /// A step at each time at which somebody left.
    pub(super) fn steps(&self, height: impl Fn(f64) -> (f64, Option<Interval>)) -> Vec<Step> {
        let step = |set: &RiskSet| {
            let (value, interval) = height(set.time);
            Step {
                time: set.time,
                at_risk: set.at_risk,
                value,
                interval,
            }
        };
        self.risk.sets().iter().map(step).collect()
    }

    /// The mean time without the event up to `horizon`, with the interval of its share of that time
    /// on the scale ln(−ln), as an incidence has it, and t of clusters − 1 degrees of freedom.
    ///
    /// On the scale of time itself the interval of a rare event is too short where the time lost to
    /// it is underestimated. Where nobody has reached the event, the time lost is between nothing
    /// and the area under the upper limits of the incidence.
    pub(super) fn restricted_mean(&self, horizon: f64, method: &'static str) -> Estimate {
        if let Some(unavailable) = self.unavailable(horizon, method) {
            return unavailable;
        }
        let (mean, standard_error) = self.time_without_event(horizon);
        let interval = if self.reached_by(horizon) == 0 {
            Some(at_an_end::time_without_event(&self.risk, horizon))
        } else {
            let t = t_quantile(self.risk.clusters().len() as f64 - 1.0);
            t.and_then(|t| log_log_interval(mean / horizon, standard_error / horizon, t))
                .map(|Interval { lower, upper }| Interval {
                    lower: lower * horizon,
                    upper: upper * horizon,
                })
        };
        self.describe(Estimate::available(mean, self.risk.subjects(), method))
            .with_events(self.reached_by(horizon) as f64)
            .with_limit(horizon)
            .with_interval(interval.ok_or(self.without_interval()))
    }
}

fn free_share(set: &RiskSet) -> f64 {
    (set.at_risk - set.events()) as f64 / set.at_risk as f64
}

/// S just before, and F from each risk set on.
fn heights(sets: &[RiskSet]) -> (Vec<f64>, Vec<f64>) {
    let (mut free, mut reached) = (1.0, 0.0);
    let step = |set: &RiskSet| {
        let before = free;
        reached += free * set.reached as f64 / set.at_risk as f64;
        free *= free_share(set);
        (
            before,
            if reached > 1.0 - ROUNDING {
                1.0
            } else {
                reached
            },
        )
    };
    sets.iter().map(step).unzip()
}
