//! By how much the values of one group lie above those of another.

use super::estimate::{Estimate, Interval, LEVEL, Z};
use super::mann_whitney::{LARGE, u_distribution};
use super::order::sorted;

const METHOD: &str = "Hodges–Lehmann shift, interval of the Mann–Whitney test";
const CLUSTERED: &str = "Hodges–Lehmann shift, interval widened for clusters";

/// Median of all differences first − second, with the interval of the Mann–Whitney test.
///
/// The interval holds the differences of rank C and n₁n₂ + 1 − C, where C is the largest with
/// P(U ≤ C − 1) ≤ 0.025: exact if both groups are below 50, else from the normal approximation.
/// With ties it covers at least as much. No interval if the groups are too small for it.
///
/// Source: Hodges, J. L. and Lehmann, E. L. (1963), *Ann. Math. Stat.* 34, 598–611; Hollander,
/// M. and Wolfe, D. A. (1999), *Nonparametric Statistical Methods*, 2nd ed., §4.3.
#[must_use]
pub fn hodges_lehmann(first: &[f64], second: &[f64]) -> Estimate {
    let differences = Differences {
        first: sorted(first.iter().copied()),
        second: sorted(second.iter().copied()),
    };
    let n = differences.first.len() + differences.second.len();
    let Some(median) = differences.median() else {
        return Estimate::not_available("a group is empty", n, METHOD);
    };
    Estimate::available(median, n, METHOD).with_interval(
        differences
            .interval()
            .ok_or("the groups are too small for an interval"),
    )
}

/// The shift with the interval of the normal approximation at `quantile` standard deviations of U,
/// for numbers that are less independent than they are many.
pub(super) fn hodges_lehmann_widened(first: &[f64], second: &[f64], quantile: f64) -> Estimate {
    let plain = hodges_lehmann(first, second);
    let differences = Differences {
        first: sorted(first.iter().copied()),
        second: sorted(second.iter().copied()),
    };
    let (n1, n2) = (
        differences.first.len() as f64,
        differences.second.len() as f64,
    );
    let Some(median) = plain.value else {
        return plain;
    };
    let interval = differences.interval_from(normal_rank(n1, n2, quantile));
    Estimate::available(median, plain.n, CLUSTERED)
        .with_interval(interval.ok_or("the groups are too small for an interval"))
}

/// All differences between two sorted groups, never written out.
struct Differences {
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Differences {
    fn count(&self) -> usize {
        self.first.len() * self.second.len()
    }

    fn median(&self) -> Option<f64> {
        let n = self.count();
        let low = self.of_rank(n.div_ceil(2))?;
        let high = self.of_rank(n / 2 + 1)?;
        Some(f64::midpoint(low, high))
    }

    fn interval(&self) -> Option<Interval> {
        self.interval_from(self.lower_rank())
    }

    /// From the difference of this rank to that of the same rank from above.
    fn interval_from(&self, rank: usize) -> Option<Interval> {
        Some(Interval {
            lower: self.of_rank(rank)?,
            upper: self.of_rank((self.count() + 1).checked_sub(rank)?)?,
        })
    }

    /// C above; 0 if there is none.
    fn lower_rank(&self) -> usize {
        let (n1, n2) = (self.first.len(), self.second.len());
        if n1.max(n2) >= LARGE {
            return normal_rank(n1 as f64, n2 as f64, Z);
        }
        let mut cumulative = 0.0;
        let distribution = u_distribution(n1, n2);
        let within_tail = distribution.iter().take_while(|probability| {
            cumulative += **probability;
            cumulative <= (1.0 - LEVEL) / 2.0
        });
        within_tail.count()
    }

    /// The difference of rank `rank` (1 is the smallest), by bisection over all numbers.
    fn of_rank(&self, rank: usize) -> Option<f64> {
        if rank == 0 || rank > self.count() {
            return None;
        }
        let (mut low, mut high) = (to_ordinal(f64::MIN), to_ordinal(f64::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at_most(from_ordinal(middle)) >= rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(from_ordinal(low))
    }

    /// Number of differences of at most `limit`; both groups ascend, so one pass is enough.
    fn at_most(&self, limit: f64) -> usize {
        let mut exceeding = 0;
        let counts = self.first.iter().map(|x| {
            while self.second.get(exceeding).is_some_and(|y| x - y > limit) {
                exceeding += 1;
            }
            self.second.len() - exceeding
        });
        counts.sum()
    }
}

/// n₁n₂/2 − z·√(n₁n₂(n₁ + n₂ + 1)/12), rounded down.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and n₁n₂
fn normal_rank(n1: f64, n2: f64, z: f64) -> usize {
    let rank = n1 * n2 / 2.0 - z * (n1 * n2 * (n1 + n2 + 1.0) / 12.0).sqrt();
    rank.max(0.0) as usize
}

/// Whole numbers in the order of the floating-point numbers they stand for.
fn to_ordinal(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() {
        !bits
    } else {
        bits | (1 << 63)
    }
}

fn from_ordinal(ordinal: u64) -> f64 {
    let positive = ordinal >> 63 == 1;
    let number = f64::from_bits(if positive {
        ordinal & !(1 << 63)
    } else {
        !ordinal
    });
    number + 0.0 // −0 becomes 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_interval;
    use proptest::prelude::*;

    #[test]
    fn the_median_of_all_differences() {
        // −4, −3, −2, −1, 0, 2: between −2 and −1.
        let estimate = hodges_lehmann(&[1.0, 2.0, 5.0], &[3.0, 5.0]);
        assert_eq!((estimate.value, estimate.n), (Some(-1.5), 5));
        assert_eq!(hodges_lehmann(&[4.0], &[1.0]).value, Some(3.0));
    }

    #[test]
    fn the_interval_takes_the_ranks_of_the_exact_test() {
        // 4 and 4: P(U ≤ 0) = 1/70 ≤ 0.025 < P(U ≤ 1), so the smallest and the largest.
        let estimate = hodges_lehmann(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0, 30.0, 40.0]);
        assert_interval(estimate.interval(), -39.0, -6.0, 0.0);
    }

    #[test]
    fn small_groups_have_no_interval_and_empty_ones_no_shift() {
        let small = hodges_lehmann(&[1.0, 2.0], &[3.0, 4.0]);
        assert_eq!((small.value, small.interval()), (Some(-2.0), None));
        let empty = hodges_lehmann(&[], &[3.0]);
        assert_eq!(empty.value, None);
        assert!(small.not_available.is_some() && empty.not_available.is_some());
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_the_differences_written_out(
            first in prop::collection::vec(-1e6_f64..1e6, 1..20), second in prop::collection::vec(-1e6_f64..1e6, 1..20),
        ) {
            let written_out = sorted(first.iter().flat_map(|x| second.iter().map(move |y| x - y)));
            let differences = Differences { first: sorted(first), second: sorted(second) };
            for (rank, expected) in (1..).zip(written_out) {
                prop_assert_eq!(differences.of_rank(rank), Some(expected));
            }
        }

        #[test]
        fn exchanging_the_groups_turns_the_sign(
            first in prop::collection::vec(-50_i8..50, 1..60), second in prop::collection::vec(-50_i8..50, 1..60),
        ) {
            let (first, second): (Vec<f64>, Vec<f64>) = (first.into_iter().map(f64::from).collect(), second.into_iter().map(f64::from).collect());
            let (found, turned) = (hodges_lehmann(&first, &second), hodges_lehmann(&second, &first));
            prop_assert_eq!(found.value, turned.value.map(|value| 0.0 - value));
            prop_assert_eq!(found.lower, turned.upper.map(|value| 0.0 - value));
            prop_assert_eq!(found.upper, turned.lower.map(|value| 0.0 - value));
        }
    }
}
