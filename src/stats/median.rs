//! The median with an order-statistic interval.

use statrs::function::gamma::ln_gamma;

use super::estimate::{Estimate, Interval, LEVEL};
use super::proportion::{ClusteredShare, Unit};
use super::quantile::Sample;

const METHOD: &str = "median (type 7), order statistics on the effective sample size";

/// Median of `values`, each a cluster and a number, with its interval.
///
/// The interval holds the order statistics x₍ᵣ₎ and x₍ₙ₊₁₋ᵣ₎. Of n independent values r is the
/// largest rank with P(B ≤ r − 1) ≤ 0.025 for B binomial(n, ½), so that the interval covers with
/// at least 95 %; below 6 values there is none. Values that share clusters (Woodruff): the
/// design effect is that of the share of values at or below the median, m = ⌊n / design effect⌋
/// independent values remain, r′ is the rank for m, and the interval holds all x at which the
/// share of values at or below x is between those that a sample of m would reject:
/// r = ⌊n·(r′ − 1)/m⌋ + 1. Without interval if m < 6.
///
/// With every value its own cluster the design effect of CR1 is n/(n − 1), so that m = n − 1; see
/// [`median`] for values without clusters.
///
/// Source: Woodruff, R. S. (1952), *JASA* 47, 635–646; David, H. A. and Nagaraja, H. N. (2003),
/// *Order Statistics*, 3rd ed., §7.1.
#[must_use]
pub fn clustered_median(values: &[(u32, f64)]) -> Estimate {
    clustered_median_of(&Sample::new(values.iter().map(|value| value.1)), values)
}

/// The same of values of which the sample is there already.
#[must_use]
pub fn clustered_median_of(sample: &Sample, values: &[(u32, f64)]) -> Estimate {
    let Some(median) = sample.median() else {
        return no_values().with_clusters(0);
    };
    let share = share_at_or_below(median, values);
    let size = share.as_ref().and_then(ClusteredShare::effective_size);
    estimate(sample, median, size).with_clusters(share.map_or(0, |share| share.clusters()))
}

/// Median of independent values with its interval, see [`clustered_median`].
#[must_use]
pub fn median(values: &[f64]) -> Estimate {
    let sample = Sample::new(values.iter().copied());
    sample.median().map_or_else(no_values, |median| {
        estimate(&sample, median, Some(sample.len() as f64))
    })
}

fn no_values() -> Estimate {
    Estimate::not_available("no values", 0, METHOD)
}

fn estimate(sample: &Sample, median: f64, effective_size: Option<f64>) -> Estimate {
    let interval = effective_size.and_then(|size| order_statistic_interval(sample, size));
    Estimate::available(median, sample.len(), METHOD)
        .with_interval(interval.ok_or("an interval needs at least 6 independent values"))
}

/// Woodruff's interval of the median, see [`clustered_median`].
fn order_statistic_interval(sample: &Sample, effective_size: f64) -> Option<Interval> {
    let observations = whole_observations(effective_size, sample.len());
    let rejected = lowest_rank(observations)? - 1;
    let rank = sample.len() * rejected / observations + 1;
    Some(Interval {
        lower: sample.order_statistic(rank)?,
        upper: sample.order_statistic(sample.len() + 1 - rank)?,
    })
}

fn share_at_or_below(median: f64, values: &[(u32, f64)]) -> Option<ClusteredShare> {
    let units: Vec<Unit> = values
        .iter()
        .filter(|value| value.1.is_finite())
        .map(|&(cluster, x)| (cluster, f64::from(u8::from(x <= median)), 1.0))
        .collect();
    ClusteredShare::of(&units)
}

/// ⌊`effective_size`⌋, at most `n`; a hair below a whole number is rounding and counts as it.
fn whole_observations(effective_size: f64, n: usize) -> usize {
    whole(effective_size + 1e-9).min(n)
}

/// The largest rank r with P(B ≤ r − 1) ≤ 0.025 for B binomial(`n`, ½); `None` below 6.
fn lowest_rank(n: usize) -> Option<usize> {
    let tail = (1.0 - LEVEL) / 2.0;
    let mut count = negligible_count(n);
    let mut probability = binomial_half(n, count);
    let mut cumulative = probability;
    while cumulative <= tail {
        count += 1;
        probability *= (n - count + 1) as f64 / count as f64;
        cumulative += probability;
    }
    (count > 0).then_some(count)
}

/// Sizes of samples are far below the largest `usize`, and never negative here.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> usize {
    number.floor() as usize
}

/// A count so far below n/2 that all counts below it together have probability under e⁻⁵⁰.
fn negligible_count(n: usize) -> usize {
    whole((n as f64 / 2.0 - 5.0 * (n as f64).sqrt()).max(0.0))
}

/// P(B = `count`) for B binomial(`n`, ½).
fn binomial_half(n: usize, count: usize) -> f64 {
    let ln_factorial = |number: usize| ln_gamma(number as f64 + 1.0);
    let ln_choices = ln_factorial(n) - ln_factorial(count) - ln_factorial(n - count);
    (ln_choices - n as f64 * std::f64::consts::LN_2).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    fn numbers(n: u32) -> Vec<f64> {
        (1..=n).map(f64::from).collect()
    }

    /// The ranks of the sign test's tables (David and Nagaraja; n, r).
    #[test]
    fn lowest_ranks_of_the_tables() {
        let table = [
            (5, None),
            (6, Some(1)),
            (8, Some(1)),
            (9, Some(2)),
            (10, Some(2)),
            (12, Some(3)),
            (20, Some(6)),
            (50, Some(18)),
            (100, Some(40)),
        ];
        for (n, rank) in table {
            assert_eq!(lowest_rank(n), rank, "n = {n}");
        }
    }

    /// Of many values r is near n/2 − 0.98·√n.
    #[test]
    fn lowest_rank_of_a_large_sample() {
        let rank = lowest_rank(1_000_000).unwrap();
        assert_close(rank as f64, 500_000.0 - 979.98, 2.0);
    }

    #[test]
    fn nothing_has_no_median() {
        assert_eq!(median(&[]).value, None);
        assert_eq!(clustered_median(&[]).value, None);
    }

    #[test]
    fn independent_values_take_exact_order_statistics() {
        assert_interval(median(&numbers(10)).interval(), 2.0, 9.0, 0.0);
        assert_interval(median(&numbers(20)).interval(), 6.0, 15.0, 0.0);
        let five = median(&numbers(5));
        assert_eq!((five.value, five.interval()), (Some(3.0), None));
        assert!(five.not_available.is_some());
    }

    #[test]
    fn a_cluster_each_costs_one_observation() {
        let singles: Vec<(u32, f64)> = (1..=10).map(|i| (i, f64::from(i))).collect();
        // m = 9, r′ = 2, r = ⌊10·1/9⌋ + 1 = 2.
        assert_interval(clustered_median(&singles).interval(), 2.0, 9.0, 0.0);
        // n = 6 leaves m = 5, too few.
        assert_eq!(clustered_median(&singles[..6]).interval(), None);
        assert!(clustered_median(&singles[..7]).interval().is_some());
    }

    #[test]
    fn clusters_that_are_each_on_one_side_widen_the_interval() {
        // 20 clusters of 2 equal values: as 20 independent values, less the one of CR1.
        let values: Vec<(u32, f64)> = (0..40).map(|i| (i / 2, f64::from(i / 2))).collect();
        let estimate = clustered_median(&values);
        assert_eq!((estimate.n, estimate.clusters), (40, Some(20)));
        // m = 19, r′ = 5, r = ⌊40·4/19⌋ + 1 = 9: the 9th and the 32nd of 40.
        assert_interval(estimate.interval(), 4.0, 15.0, 0.0);
        let plain = median(&values.iter().map(|value| value.1).collect::<Vec<_>>());
        // n = 40, r = 14: the 14th and the 27th.
        assert_interval(plain.interval(), 6.0, 13.0, 0.0);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_median_and_rows_do_not_matter(
            values in prop::collection::vec((0_u32..8, -50_i32..50), 1..60), turn in 0_usize..60,
        ) {
            let values: Vec<(u32, f64)> = values.into_iter().map(|(c, x)| (c, f64::from(x) / 3.0)).collect();
            let estimate = clustered_median(&values);
            let median = estimate.value.unwrap();
            if let Some(interval) = estimate.interval() {
                prop_assert!(interval.lower <= median && median <= interval.upper);
            }
            let mut turned: Vec<(u32, f64)> = values.iter().map(|value| (value.0 ^ 5, value.1)).collect();
            turned.rotate_left(turn % values.len());
            prop_assert_eq!(estimate, clustered_median(&turned));
        }

        #[test]
        fn the_rank_is_the_largest_that_covers(n in 6_usize..400) {
            let below = |rank: usize| (0..rank).map(|count| binomial_half(n, count)).sum::<f64>();
            let rank = lowest_rank(n).unwrap();
            prop_assert!(below(rank) <= 0.025 && 0.025 < below(rank + 1));
        }
    }
}
