//! The difference between two shares.

use super::estimate::{Estimate, Interval};
use super::proportion::{ClusteredShare, Unit};
use super::two_estimates::{clusters_of_either, combined};

const METHOD: &str = "difference of shares, Newcombe, clustered";
const SHARED_METHOD: &str =
    "difference of shares, Newcombe, clustered, correlation of shared clusters";

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareWithInterval {
    /// The share, between 0 and 1.
    pub share: f64,
    /// Its (Wilson) interval.
    pub interval: Interval,
}

/// Newcombe's hybrid score interval for `first` − `second`.
///
/// `correlation` of the two estimates is 0 where they are independent; it is taken to be
/// between −1 and 1.
///
/// Source: Newcombe, R. G. (1998), *Stat. Med.* 17, 873–890 (method 10), and 2635–2650 for
/// estimates that are correlated.
#[must_use]
pub fn newcombe(first: ShareWithInterval, second: ShareWithInterval, correlation: f64) -> Interval {
    let difference = first.share - second.share;
    let (below, above) = (Distances::of(first), Distances::of(second));
    Interval {
        lower: difference - combined(below.down, above.up, correlation),
        upper: difference + combined(below.up, above.down, correlation),
    }
}

/// How far the ends of the interval are from the share.
struct Distances {
    down: f64,
    up: f64,
}

impl Distances {
    fn of(ShareWithInterval { share, interval }: ShareWithInterval) -> Self {
        Self {
            down: (share - interval.lower).max(0.0),
            up: (interval.upper - share).max(0.0),
        }
    }
}

/// Difference of two shares whose units are independent of each other, `first` − `second`.
///
/// `n` is the number of units of both, `clusters` that of both.
#[must_use]
pub fn difference(first: &[Unit], second: &[Unit]) -> Estimate {
    let (first, second) = (ClusteredShare::of(first), ClusteredShare::of(second));
    compare(first.as_ref(), second.as_ref(), METHOD, |_, _| 0.0)
}

/// Difference of two shares that have clusters in common, `first` − `second`: two periods of the
/// same units, or two groups with a cluster in both. Cluster ids mean the same in both.
///
/// The correlation is ρ = Σ e₁ₑ₂ / √(Σe₁²·Σe₂²) over clusters, with e the deviation of
/// [`ClusteredShare`]; 0 where it is undefined.
#[must_use]
pub fn difference_of_shared_clusters(
    first: Option<&ClusteredShare>,
    second: Option<&ClusteredShare>,
) -> Estimate {
    compare(first, second, SHARED_METHOD, correlation)
}

/// `None` is a share of nothing.
fn compare(
    first: Option<&ClusteredShare>,
    second: Option<&ClusteredShare>,
    method: &'static str,
    correlation: fn(&ClusteredShare, &ClusteredShare) -> f64,
) -> Estimate {
    let (Some(first), Some(second)) = (first, second) else {
        return Estimate::not_available("one of the two has nothing to take a share of", 0, method);
    };
    let interval = with_interval(first).and_then(|first_share| {
        let second_share = with_interval(second)?;
        Ok(newcombe(
            first_share,
            second_share,
            correlation(first, second),
        ))
    });
    Estimate::available(
        first.share() - second.share(),
        first.units + second.units,
        method,
    )
    .with_clusters(clusters_of_either(&first.deviations, &second.deviations))
    .with_interval(interval)
}

fn with_interval(share: &ClusteredShare) -> Result<ShareWithInterval, &'static str> {
    Ok(ShareWithInterval {
        share: share.share(),
        interval: share.interval()?,
    })
}

/// Correlation of two shares through the clusters that they have in common; 0 if undefined.
#[must_use]
pub fn correlation(first: &ClusteredShare, second: &ClusteredShare) -> f64 {
    super::two_estimates::correlation(&first.deviations, &second.deviations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::proportion::wilson;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    fn of_counts(successes: f64, trials: f64) -> ShareWithInterval {
        ShareWithInterval {
            share: successes / trials,
            interval: wilson(successes, trials).unwrap(),
        }
    }

    #[test]
    fn reference_intervals() {
        let cases = [
            ((56.0, 70.0), (48.0, 80.0), 0.052_431, 0.333_873),
            ((9.0, 10.0), (3.0, 10.0), 0.170_523, 0.809_018),
            ((10.0, 10.0), (0.0, 20.0), 0.679_086, 1.0),
            ((5.0, 56.0), (0.0, 29.0), -0.038_137, 0.192_56),
        ];
        for ((k1, n1), (k2, n2), lower, upper) in cases {
            let found = newcombe(of_counts(k1, n1), of_counts(k2, n2), 0.0);
            assert_interval(Some(found), lower, upper, 6e-7);
        }
    }

    #[test]
    fn the_correlation_is_that_of_the_clusters_deviations() {
        // p₁ = ½ with e = (+¼, −¼)·…; the second moves the other way in the same clusters.
        let first = ClusteredShare::of(&[(1, 2.0, 2.0), (2, 0.0, 2.0)]).unwrap();
        let same = ClusteredShare::of(&[(1, 3.0, 4.0), (2, 1.0, 4.0)]).unwrap();
        let opposite = ClusteredShare::of(&[(1, 1.0, 4.0), (2, 3.0, 4.0)]).unwrap();
        let elsewhere = ClusteredShare::of(&[(3, 1.0, 4.0), (4, 3.0, 4.0)]).unwrap();
        let certain = ClusteredShare::of(&[(1, 2.0, 2.0), (2, 2.0, 2.0)]).unwrap();
        assert_close(correlation(&first, &same), 1.0, 1e-12);
        assert_close(correlation(&first, &opposite), -1.0, 1e-12);
        assert_close(correlation(&first, &elsewhere), 0.0, 0.0);
        assert_close(correlation(&first, &certain), 0.0, 0.0);
    }

    fn of_shared_clusters(first: &[Unit], second: &[Unit]) -> Estimate {
        let (first, second) = (ClusteredShare::of(first), ClusteredShare::of(second));
        difference_of_shared_clusters(first.as_ref(), second.as_ref())
    }

    #[test]
    fn shares_that_move_together_differ_more_surely() {
        let first = [(1, 2.0, 3.0), (2, 1.0, 3.0), (3, 3.0, 3.0), (4, 0.0, 2.0)];
        let second = [(1, 1.0, 3.0), (2, 0.0, 3.0), (3, 2.0, 3.0), (4, 0.0, 2.0)];
        let width = |estimate: Estimate| {
            estimate
                .interval()
                .map(|found| found.upper - found.lower)
                .unwrap()
        };
        assert!(width(of_shared_clusters(&first, &second)) < width(difference(&first, &second)));
    }

    #[test]
    fn the_estimate_is_first_minus_second() {
        let estimate = of_shared_clusters(
            &[(1, 1.0, 2.0), (2, 2.0, 2.0)],
            &[(2, 0.0, 2.0), (3, 1.0, 2.0), (4, 0.0, 0.0)],
        );
        assert_eq!(
            (estimate.value, estimate.n, estimate.clusters),
            (Some(0.5), 4, Some(3))
        );
    }

    #[test]
    fn without_a_share_or_its_interval_there_is_a_reason() {
        let nothing = difference(&[], &[(1, 1.0, 1.0)]);
        assert_eq!(nothing.value, None);
        let one_cluster = difference(&[(1, 1.0, 2.0)], &[(2, 1.0, 1.0)]);
        assert_eq!(
            (one_cluster.value, one_cluster.interval()),
            (Some(-0.5), None)
        );
        assert!(nothing.not_available.is_some() && one_cluster.not_available.is_some());
    }

    proptest! {
        #[test]
        fn exchanging_the_two_turns_the_interval_round(
            n1 in 1_u32..200, n2 in 1_u32..200, part1 in 0.0_f64..=1.0, part2 in 0.0_f64..=1.0, rho in -1.0_f64..=1.0,
        ) {
            let share = |n: u32, part: f64| of_counts((f64::from(n) * part).floor(), f64::from(n));
            let (first, second) = (share(n1, part1), share(n2, part2));
            let (found, turned) = (newcombe(first, second, rho), newcombe(second, first, rho));
            prop_assert!((found.lower + turned.upper).abs() < 1e-12);
            prop_assert!((found.upper + turned.lower).abs() < 1e-12);
            prop_assert!(-1.0 - 1e-12 <= found.lower && found.upper <= 1.0 + 1e-12);
        }
    }
}
