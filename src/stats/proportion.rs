//! One share: the Wilson interval, and a ratio estimator whose units come in clusters.
//!
//! Units that share a cluster resemble each other, so they say less than as many independent
//! units would. The cluster-robust variance of the ratio tells how much less (the design
//! effect), and the Wilson interval is taken on the effective sample size that is left.

use super::estimate::{Estimate, Interval, Z};
use super::order::sum;

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
    ClusteredShare::of(units).map_or_else(
        || Estimate::not_available("nothing to take a share of", 0, METHOD).with_clusters(0),
        |share| share.estimate(),
    )
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
    let mut units: Vec<Unit> = units
        .iter()
        .copied()
        .filter(|unit| unit.1.is_finite() && unit.2.is_finite() && unit.2 > 0.0)
        .collect();
    units.sort_unstable_by_key(|unit| unit.0);
    units.chunk_by(|a, b| a.0 == b.0).map(Cluster::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    #[test]
    fn wilson_reference_values() {
        let cases = [
            (0.0, 5.0, 0.0, 0.434_482_46),
            (3.0, 7.0, 0.158_219_86, 0.749_541_64),
            (8.0, 10.0, 0.490_162_47, 0.943_317_85),
            (10.0, 10.0, 0.722_467_2, 1.0),
            (34.0, 50.0, 0.541_897_03, 0.792_417_84),
            (1.0, 1.0, 0.206_549_31, 1.0),
        ];
        for (successes, trials, lower, upper) in cases {
            assert_interval(wilson(successes, trials), lower, upper, 5e-9);
        }
    }

    #[test]
    fn the_ends_are_exact() {
        assert_eq!(wilson(0.0, 5.0).map(|found| found.lower.to_bits()), Some(0));
        assert_eq!(wilson(7.3, 7.3).map(|found| found.upper), Some(1.0));
    }

    #[test]
    fn no_interval_for_impossible_counts() {
        for (successes, trials) in [
            (0.0, 0.0),
            (3.0, 2.0),
            (-1.0, 2.0),
            (f64::NAN, 2.0),
            (1.0, f64::NAN),
        ] {
            assert_eq!(wilson(successes, trials), None, "{successes} of {trials}");
        }
    }

    /// Clusters 0,0,0,1,1,2,2,2,2,3,4,4,5 with y 1,1,0,1,1,0,0,0,1,1,1,0,1.
    const CLUSTERED: [Unit; 13] = [
        (0, 1.0, 1.0),
        (0, 1.0, 1.0),
        (0, 0.0, 1.0),
        (1, 1.0, 1.0),
        (1, 1.0, 1.0),
        (2, 0.0, 1.0),
        (2, 0.0, 1.0),
        (2, 0.0, 1.0),
        (2, 1.0, 1.0),
        (3, 1.0, 1.0),
        (4, 1.0, 1.0),
        (4, 0.0, 1.0),
        (5, 1.0, 1.0),
    ];

    #[test]
    fn clustered_reference_values() {
        let share = ClusteredShare::of(&CLUSTERED).unwrap();
        assert_close(share.share(), 0.615_385, 5e-7);
        assert_close(share.standard_error().unwrap(), 0.148_378, 5e-7);
        assert_close(share.design_effect().unwrap(), 1.209_231, 5e-7);
        assert_interval(share.interval().ok(), 0.333_550, 0.836_468, 6e-7);
        assert_interval(wilson(8.0, 13.0), 0.355_229, 0.822_903, 5e-7);
    }

    #[test]
    fn the_estimate_counts_units_clusters_and_sums() {
        let units = [(1, 2.0, 3.0), (1, 0.0, 0.0), (2, 1.0, 1.0), (9, 0.0, 0.0)];
        let estimate = clustered_share(&units);
        assert_eq!((estimate.n, estimate.clusters), (2, Some(2)));
        assert_eq!(
            (estimate.numerator, estimate.denominator),
            (Some(3.0), Some(4.0))
        );
        assert_eq!(estimate.value, Some(0.75));
    }

    #[test]
    fn at_zero_and_one_every_cluster_counts_once() {
        let none = clustered_share(&[(1, 0.0, 4.0), (1, 0.0, 3.0), (2, 0.0, 9.0)]);
        assert_interval(none.interval(), 0.0, wilson(0.0, 2.0).unwrap().upper, 1e-15);
        let all = clustered_share(&[(1, 4.0, 4.0), (2, 3.0, 3.0), (3, 9.0, 9.0)]);
        assert_interval(all.interval(), wilson(3.0, 3.0).unwrap().lower, 1.0, 1e-15);
    }

    #[test]
    fn clusters_that_are_all_alike_do_not_add_information() {
        let share = ClusteredShare::of(&[(1, 1.0, 2.0), (2, 1.0, 2.0)]).unwrap();
        assert_eq!(share.design_effect(), Some(1.0));
        assert_eq!(share.effective_size(), Some(4.0));
    }

    #[test]
    fn one_cluster_has_a_share_but_no_interval() {
        let estimate = clustered_share(&[(4, 1.0, 3.0), (4, 1.0, 1.0)]);
        assert_eq!(estimate.value, Some(0.5));
        assert_eq!((estimate.lower, estimate.upper), (None, None));
        assert!(estimate.not_available.is_some());
    }

    #[test]
    fn an_empty_denominator_is_not_available() {
        for units in [&[][..], &[(1, 0.0, 0.0)], &[(1, f64::NAN, 2.0)]] {
            let estimate = clustered_share(units);
            assert_eq!((estimate.value, estimate.denominator), (None, None));
            assert!(estimate.not_available.is_some());
        }
    }

    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let unit = (0_u32..6, 0_u32..5, 0_u32..5).prop_map(|(cluster, part, rest)| {
            (
                cluster,
                f64::from(part) * 0.7,
                f64::from(part) * 0.7 + f64::from(rest) * 0.3,
            )
        });
        prop::collection::vec(unit, 0..30)
    }

    proptest! {
        #[test]
        fn wilson_is_symmetric_and_holds_the_share(trials in 1_u32..500, part in 0.0_f64..=1.0) {
            let trials = f64::from(trials);
            let successes = (trials * part).floor();
            let (found, mirrored) = (wilson(successes, trials).unwrap(), wilson(trials - successes, trials).unwrap());
            prop_assert!((found.lower - (1.0 - mirrored.upper)).abs() < 1e-12);
            prop_assert!((found.upper - (1.0 - mirrored.lower)).abs() < 1e-12);
            prop_assert!(0.0 <= found.lower && found.lower <= successes / trials);
            prop_assert!(successes / trials <= found.upper && found.upper <= 1.0);
        }

        #[test]
        fn rows_and_names_of_clusters_change_no_bit(units in units(), turn in 0_usize..30) {
            let mut changed: Vec<Unit> = units.iter().map(|unit| (unit.0.wrapping_mul(2_654_435_761), unit.1, unit.2)).collect();
            let turn = turn.min(changed.len());
            changed.rotate_left(turn);
            prop_assert_eq!(clustered_share(&units), clustered_share(&changed));
        }

        #[test]
        fn clustering_never_narrows_the_interval(units in units()) {
            let Some(share) = ClusteredShare::of(&units) else { return Ok(()) };
            let (Ok(clustered), Some(plain)) = (share.interval(), wilson(share.numerator, share.denominator)) else { return Ok(()) };
            if !share.is_at_an_end() {
                prop_assert!(clustered.lower <= plain.lower + 1e-12);
                prop_assert!(clustered.upper >= plain.upper - 1e-12);
            }
        }
    }
}
