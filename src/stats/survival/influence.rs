//! How much each cluster moves an estimate, and the variances that follow.
//!
//! The influence of subject i on an estimate that is linear in F is a sum over the risk sets it
//! was in: −A·(δ − d/Y)/(Y − d) + B·S(t−)·(δ₁ − d₁/Y)/Y, with δ and δ₁ its own events. A is what
//! the estimate loses for the event-free share, B what it gains for the event, as [`Weight`].

use super::risk_sets::Exit;
use super::{Outcome, RiskSet, RiskSets};
use crate::stats::products::Products;

/// What an estimate takes from one risk set: (A, B).
pub(super) type Weight = (f64, f64);

/// Sum over clusters of the square of their summed influences, corrected for few clusters.
///
/// `free_before` is S just before each risk set; `weights` may end before the risk sets do.
pub(super) fn variance(risk: &RiskSets, free_before: &[f64], weights: &[Weight]) -> f64 {
    if has_no_spread(risk) {
        return 0.0;
    }
    let steps = influence_steps(risk, free_before, weights);
    let totals = risk.clusters().map(|exits| total_influence(&steps, exits));
    risk.correction() * totals.map(|total| total.powi(2)).sum::<f64>()
}

/// The influences of all subjects add up to nothing, and so do those of a single cluster, but for
/// rounding.
fn has_no_spread(risk: &RiskSets) -> bool {
    risk.clusters().len() < 2
}

fn influence_steps(risk: &RiskSets, free_before: &[f64], weights: &[Weight]) -> Vec<InfluenceStep> {
    let mut under_observation = 0.0;
    let parts = risk.sets().iter().zip(free_before).zip(weights);
    parts
        .map(|((set, free), weight)| {
            let mut step = InfluenceStep::of(set, *free, *weight);
            under_observation += step.under_observation;
            step.under_observation = under_observation;
            step
        })
        .collect()
}

/// The summed influence of each cluster, by the ids of the clusters.
pub(super) fn influences(
    risk: &RiskSets,
    free_before: &[f64],
    weights: &[Weight],
) -> Vec<(u32, f64)> {
    let steps = influence_steps(risk, free_before, weights);
    risk.by_id(|exits| total_influence(&steps, exits))
}

/// Exits after the last step were at risk in all of the steps and left in none.
fn total_influence(steps: &[InfluenceStep], exits: &[Exit]) -> f64 {
    let influence = |&(index, outcome): &Exit| match (steps.get(index), steps.last()) {
        (Some(step), _) => step.under_observation + step.on_leaving(outcome),
        (None, Some(last)) => last.under_observation,
        (None, None) => 0.0,
    };
    exits.iter().map(influence).sum()
}

/// What being observed at a risk set, and leaving in it, adds to a subject's influence.
struct InfluenceStep {
    /// For everybody at risk, added up over the risk sets so far.
    under_observation: f64,
    /// For those that have either event.
    on_event: f64,
    /// For those that reach the event, beside `on_event`.
    on_reaching: f64,
}

impl InfluenceStep {
    /// The influence is −A·(δ − d/Y)/(Y − d) + B·S(t−)·(δ₁ − d₁/Y)/Y with δ and δ₁ the
    /// subject's own events. Where Y = d nothing is left and A is 0.
    fn of(set: &RiskSet, free: f64, (a, b): Weight) -> Self {
        let (at_risk, events) = (set.at_risk as f64, set.events() as f64);
        let remaining = at_risk - events;
        let on_event = if remaining > 0.0 { -a / remaining } else { 0.0 };
        let on_reaching = b * free / at_risk;
        Self {
            under_observation: -(on_event * events + on_reaching * set.reached as f64) / at_risk,
            on_event,
            on_reaching,
        }
    }

    fn on_leaving(&self, outcome: Outcome) -> f64 {
        match outcome {
            Outcome::Reached => self.on_event + self.on_reaching,
            Outcome::Competing => self.on_event,
            Outcome::Censored => 0.0,
        }
    }
}

/// The standard error of F from each risk set on, all in one pass.
///
/// An influence on F(t) is F(t)·p + q, where p and q grow along the risk sets in the same way for
/// everybody under observation and stand still for those that have left. So a cluster's influence
/// is linear in (members still there, p of those that left, q of those that left), and the sum
/// of squares over clusters follows from the sums of products of those three.
pub(super) fn standard_errors(risk: &RiskSets, free_before: &[f64], incidence: &[f64]) -> Vec<f64> {
    if has_no_spread(risk) {
        return vec![0.0; incidence.len()];
    }
    let mut clusters: Vec<[f64; 3]> = risk
        .clusters()
        .map(|exits| [exits.len() as f64, 0.0, 0.0])
        .collect();
    let mut products = Products::of(&clusters);
    let exits = risk.exits_by_set();
    let mut exits = exits.into_iter();
    let correction = risk.correction();
    let (mut p, mut q) = (0.0, 0.0);
    let mut standard_errors = Vec::with_capacity(incidence.len());
    for (index, set) in risk.sets().iter().enumerate() {
        let (free, height) = (free_before[index], incidence[index]);
        let unit_p = InfluenceStep::of(set, free, (1.0, 0.0));
        let unit_q = InfluenceStep::of(set, free, (-height, 1.0));
        p += unit_p.under_observation;
        q += unit_q.under_observation;
        for (cluster, outcome) in exits.by_ref().take(set.exits()) {
            let [there, left_p, left_q] = clusters[cluster];
            let left_p = left_p + p + unit_p.on_leaving(outcome);
            let left_q = left_q + q + unit_q.on_leaving(outcome);
            products.change(&mut clusters[cluster], [there - 1.0, left_p, left_q]);
        }
        let squares = products.sum_of_squares([height * p + q, height, 1.0]);
        standard_errors.push((correction * squares).sqrt());
    }
    standard_errors
}
