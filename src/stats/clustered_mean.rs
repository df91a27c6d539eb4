//! Means of values that come in clusters, with a cluster-robust t interval.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::estimate::{Estimate, Interval, LEVEL};
use super::order::{mean, sum, totals_by_cluster};

const METHOD: &str = "mean, cluster-robust t";

/// Why a mean has no interval of which all values are the same.
pub const ALL_ALIKE: &str = "every value is the same, so the spread is unknown";

/// Why one has none whose clusters differ by nothing.
const CLUSTERS_ALIKE: &str = "every cluster has the same mean, so the spread is unknown";

/// Deviations from the mean, as parts of the largest value, that are no more than rounding.
const ROUNDING: f64 = 1e-12;

/// Mean of `values`, each a cluster and a number, with a CR1 t interval.
///
/// The variance is `G/(G − 1) · Σ_g (Σ_i (x − x̄))² / n²` with G clusters, t has G − 1 degrees of
/// freedom.
/// With every value its own cluster this is Student's interval. For two periods or two scores
/// of the same units, give their differences. `n` is the number of finite values.
///
/// Source: Cameron, A. C. and Miller, D. L. (2015), *J. Human Resources* 50, 317–372.
#[must_use]
pub fn clustered_mean(values: &[(u32, f64)]) -> Estimate {
    let finite: Vec<(u32, f64)> = values
        .iter()
        .copied()
        .filter(|value| value.1.is_finite())
        .collect();
    let numbers: Vec<f64> = finite.iter().map(|value| value.1).collect();
    let Some(mean) = mean(&numbers) else {
        return Estimate::not_available("no values", 0, METHOD).with_clusters(0);
    };
    let deviations = totals_by_cluster(finite.iter().map(|&(cluster, x)| (cluster, x - mean)));
    Estimate::available(mean, finite.len(), METHOD)
        .with_clusters(deviations.len())
        .with_interval(t_interval(mean, &numbers, &deviations))
}

/// `deviations` are those of `numbers` from their mean, summed by cluster.
fn t_interval(mean: f64, numbers: &[f64], deviations: &[f64]) -> Result<Interval, &'static str> {
    let clusters = deviations.len() as f64;
    let t =
        t_quantile(clusters - 1.0).ok_or("fewer than two clusters, so the spread is unknown")?;
    let rounding = ROUNDING * numbers.iter().fold(0.0, |largest, x| x.abs().max(largest));
    if numbers.iter().all(|x| (x - mean).abs() <= rounding) {
        return Err(ALL_ALIKE);
    }
    let n = numbers.len() as f64;
    if deviations
        .iter()
        .all(|deviation| deviation.abs() <= rounding * n)
    {
        return Err(CLUSTERS_ALIKE);
    }
    let squares = sum(deviations.iter().map(|deviation| deviation.powi(2)));
    let standard_error = (clusters / (clusters - 1.0) * squares).sqrt() / n;
    Interval::around(mean, t * standard_error).ok_or("the spread is not a finite number")
}

/// The two-sided quantile of Student's t at [`LEVEL`]; `None` below one degree of freedom.
#[must_use]
pub fn t_quantile(degrees_of_freedom: f64) -> Option<f64> {
    if degrees_of_freedom < 1.0 {
        return None;
    }
    let t = StudentsT::new(0.0, 1.0, degrees_of_freedom).ok()?;
    Some(t.inverse_cdf(0.5 + LEVEL / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};

    #[test]
    fn single_values_give_students_interval() {
        // Mean 4, standard deviation 2, n = 3: 4 ± 4.302653·2/√3.
        let estimate = clustered_mean(&[(1, 2.0), (2, 4.0), (3, 6.0)]);
        assert_eq!(estimate.value, Some(4.0));
        assert_interval(estimate.interval(), -0.968_276, 8.968_276, 1e-5);
    }

    #[test]
    fn values_that_share_a_cluster_are_summed_before_squaring() {
        // Cluster sums of deviations −3 and 3 (n = 4): SE = √(2·18)/4 = 1.5, t₁ = 12.7062.
        let estimate = clustered_mean(&[(1, 1.0), (1, 2.0), (2, 4.0), (2, 5.0)]);
        assert_interval(
            estimate.interval(),
            3.0 - 19.059_307,
            3.0 + 19.059_307,
            1e-4,
        );
        assert_eq!((estimate.n, estimate.clusters), (4, Some(2)));
    }

    #[test]
    fn one_cluster_has_no_interval_and_no_values_no_mean() {
        let one = clustered_mean(&[(1, 1.0), (1, 2.0), (1, f64::NAN)]);
        assert_eq!((one.value, one.n, one.interval()), (Some(1.5), 2, None));
        assert!(one.not_available.is_some());
        assert_eq!(clustered_mean(&[]).value, None);
    }

    #[test]
    fn what_does_not_vary_has_no_interval_of_no_width() {
        let reason = |values: &[(u32, f64)]| {
            let estimate = clustered_mean(values);
            assert_eq!(estimate.interval(), None, "{values:?}");
            estimate.not_available
        };
        for values in [
            [(1, 3.0), (2, 3.0), (3, 3.0)],
            [(1, 0.1), (2, 0.1), (3, 0.1)],
            [(1, 0.0), (2, 0.0), (3, 0.0)],
            // Each is a tenth, but for rounding.
            [(1, 0.3 - 0.2), (2, 0.2 - 0.1), (3, 0.8 - 0.7)],
        ] {
            assert_eq!(reason(&values).as_deref(), Some(ALL_ALIKE), "{values:?}");
        }
        // Means of 2 in both clusters.
        let values = [(1, 1.0), (1, 3.0), (2, 0.0), (2, 4.0)];
        assert_eq!(reason(&values).as_deref(), Some(CLUSTERS_ALIKE));
    }

    #[test]
    fn t_quantiles_of_the_tables() {
        assert_close(t_quantile(1.0).unwrap(), 12.706_205, 1e-5);
        assert_close(t_quantile(30.0).unwrap(), 2.042_272, 1e-5);
        assert_eq!(t_quantile(0.0), None);
    }
}
