//! One share: the Wilson interval, and a ratio estimator whose units come in clusters.
//!
//! Units that share a cluster resemble each other, so they say less than as many independent
//! units would. The cluster-robust variance of the ratio tells how much less (the design
//! effect), and the Wilson interval is taken on the effective sample size that is left.

use crate::stats::estimate::{Estimate, Interval, Z};
use crate::stats::order::{sort_by_number, sum};

const METHOD: &str = "Wilson, clustered";

/// Wilson's score interval for `successes` out of `trials`; both may be fractional.
///
/// Exactly 0 at the lower end if nothing succeeded, exactly 1 at the upper end if everything
/// did. `None` without trials, or if `successes` is not between 0 and `trials`.
///
/// Source: Wilson, E. B. (1927), *JASA* 22, 209–212.
#[must_use]
pub fn wilson(successes: f64, trials: f64) -> Option<Interval> {
    let possible = trials > 0.0 && trials.is_finite() && (0.0..=trials).contains(&successes);
    possible.then(|| score_interval(successes / trials, trials))
}

fn score_interval(p: f64, n: f64) -> Interval {
    let shrink = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / shrink;
    let half_width = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / shrink;
    Interval {
        lower: if p <= 0.0 {
            0.0
        } else {
            (centre - half_width).max(0.0)
        },
        upper: if p >= 1.0 {
            1.0
        } else {
            (centre + half_width).min(1.0)
        },
    }
}

/// One unit of a share: its cluster, its numerator and its denominator.
pub type Unit = (u32, f64, f64);

/// Σnum / Σden over `units` with a Wilson interval on the effective sample size.
///
/// `n` of the estimate is the number of units with a denominator above 0, numerator and
/// denominator are the sums, `clusters` the number of clusters with such a unit. See
/// [`ClusteredShare`] for the parts.
#[must_use]
pub fn clustered_share(units: &[Unit]) -> Estimate {
    ClusteredShare::of(units).map_or_else(share_of_nothing, |share| share.estimate())
}

/// What there is to say where no unit has a denominator above 0.
#[must_use]
pub fn share_of_nothing() -> Estimate {
    Estimate::not_available("nothing to take a share of", 0, METHOD).with_clusters(0)
}

/// A ratio estimator with its cluster-robust (CR1) variance.
///
/// Var = `G/(G − 1) · Σ_g (Σ_i (num − p·den))² / (Σden)²` with G clusters; the design effect is
/// Var over p(1 − p)/Σden and at least 1. Where p is 0 or 1 the residuals say nothing, and every
/// cluster counts as one observation.
///
/// Source: Cochran, W. G. (1977), *Sampling Techniques*, 3rd ed., chapters 6 and 9A; Dean, N.
/// and Pagano, M. (2015), *J. Surv. Stat. Methodol.* 3, 484–503, for Wilson on the effective
/// sample size.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusteredShare {
    /// Number of units with a denominator above 0.
    pub units: usize,
    /// Σnum.
    pub numerator: f64,
    /// Σden, above 0.
    pub denominator: f64,
    /// What each cluster adds to the deviation of the ratio, (Σnum − p·Σden) / Σ all den, by
    /// ascending cluster.
    pub deviations: Vec<(u32, f64)>,
}

impl ClusteredShare {
    /// Sums up the units; `None` if none has a denominator above 0.
    ///
    /// Units with a numerator that is not a number are left out.
    #[must_use]
    pub fn of(units: &[Unit]) -> Option<Self> {
        let clusters = sums_by_cluster(units);
        let numerator = sum(clusters.iter().map(|cluster| cluster.numerator));
        let denominator = sum(clusters.iter().map(|cluster| cluster.denominator));
        let share = numerator / denominator;
        (denominator > 0.0 && share.is_finite()).then(|| Self {
            units: clusters.iter().map(|cluster| cluster.units).sum(),
            numerator,
            denominator,
            deviations: clusters
                .iter()
                .map(|cluster| (cluster.id, cluster.deviation(share) / denominator))
                .collect(),
        })
    }

    /// The share p = Σnum / Σden.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.numerator / self.denominator
    }

    /// Number of clusters with a denominator above 0.
    #[must_use]
    pub fn clusters(&self) -> usize {
        self.deviations.len()
    }

    /// CR1 standard error of the share; `None` with a single cluster.
    #[must_use]
    pub fn standard_error(&self) -> Option<f64> {
        let clusters = self.clusters() as f64;
        let squares = sum(self
            .deviations
            .iter()
            .map(|(_, deviation)| deviation.powi(2)));
        (clusters > 1.0).then(|| (clusters / (clusters - 1.0) * squares).sqrt())
    }

    /// Variance over that of as many independent observations, at least 1.
    ///
    /// `None` where p is 0 or 1, where it lies outside, and with a single cluster.
    #[must_use]
    pub fn design_effect(&self) -> Option<f64> {
        let p = self.share();
        let independent = p * (1.0 - p) / self.denominator;
        let variance = self.standard_error()?.powi(2);
        (independent > 0.0).then(|| (variance / independent).max(1.0))
    }

    /// Σden over the design effect; the number of clusters where p is 0 or 1.
    #[must_use]
    pub fn effective_size(&self) -> Option<f64> {
        if self.is_at_an_end() {
            return Some(self.clusters() as f64);
        }
        Some(self.denominator / self.design_effect()?)
    }

    /// Wilson's interval on the effective sample size.
    ///
    /// # Errors
    /// A reason: the ratio is no proportion, or all its units are of one cluster.
    pub fn interval(&self) -> Result<Interval, &'static str> {
        if !(0.0..=1.0).contains(&self.share()) {
            return Err("not a proportion: it is outside 0 to 1");
        }
        let size = self
            .effective_size()
            .ok_or("all of it comes from one cluster, so its spread is unknown")?;
        wilson(self.share() * size, size).ok_or("no interval for these numbers")
    }

    /// The share with its interval.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        Estimate::available(self.share(), self.units, METHOD)
            .with_ratio(self.numerator, self.denominator)
            .with_clusters(self.clusters())
            .with_interval(self.interval())
    }

    fn is_at_an_end(&self) -> bool {
        self.share() <= 0.0 || self.share() >= 1.0
    }
}

struct Cluster {
    id: u32,
    units: usize,
    numerator: f64,
    denominator: f64,
}

impl Cluster {
    fn of(units: &[Unit]) -> Self {
        if let &[(id, numerator, denominator)] = units {
            return Self {
                id,
                units: 1,
                numerator,
                denominator,
            };
        }
        Self {
            id: units.first().map_or(0, |unit| unit.0),
            units: units.len(),
            numerator: sum(units.iter().map(|unit| unit.1)),
            denominator: sum(units.iter().map(|unit| unit.2)),
        }
    }

    fn deviation(&self, share: f64) -> f64 {
        self.numerator - share * self.denominator
    }
}

fn sums_by_cluster(units: &[Unit]) -> Vec<Cluster> {
    let counts = |unit: &Unit| unit.1.is_finite() && unit.2.is_finite() && unit.2 > 0.0;
    let sums = |units: &[Unit]| {
        let clusters = || units.chunk_by(|a, b| a.0 == b.0);
        let mut sums = Vec::with_capacity(clusters().count());
        sums.extend(clusters().map(Cluster::of));
        sums
    };
    if units.is_sorted_by_key(|unit| unit.0) && units.iter().all(counts) {
        return sums(units);
    }
    let mut units: Vec<Unit> = units.iter().copied().filter(counts).collect();
    sort_by_number(&mut units, |unit| unit.0);
    sums(&units)
}

#[cfg(test)]
mod tests;
