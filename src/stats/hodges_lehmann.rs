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
    let differences = Differences::of(first, second);
    differences.shift(METHOD, || {
        let interval = differences.interval_from(differences.lower_rank());
        interval.ok_or("the groups are too small for an interval")
    })
}

/// The shift with the interval of the normal approximation at `quantile` standard deviations of U,
/// for numbers that are less independent than they are many; without a quantile there is none.
pub(super) fn hodges_lehmann_widened(differences: &Differences, quantile: Option<f64>) -> Estimate {
    differences.shift(CLUSTERED, || {
        let quantile = quantile.ok_or("too few clusters for an interval")?;
        let interval = differences.interval_from(differences.normal_rank(quantile));
        interval.ok_or("the groups are too small for an interval")
    })
}

/// All differences between two sorted groups, never written out.
pub(super) struct Differences {
    first: Vec<f64>,
    second: Vec<f64>,
    /// The same as distinct numbers, each with how many come before it and with it: of many
    /// pairs few numbers are left.
    runs: [Vec<Run>; 2],
}

/// Equal numbers of a group.
struct Run {
    value: f64,
    before: usize,
    up_to: usize,
}

fn runs(sorted: &[f64]) -> Vec<Run> {
    let mut before = 0;
    let equal = sorted.chunk_by(|a, b| a >= b);
    equal
        .map(|equal| {
            before += equal.len();
            Run {
                value: equal[0],
                before: before - equal.len(),
                up_to: before,
            }
        })
        .collect()
}

impl Differences {
    pub fn of(first: &[f64], second: &[f64]) -> Self {
        let [first, second] = [first, second].map(|values| sorted(values.iter().copied()));
        Self {
            runs: [runs(&first), runs(&second)],
            first,
            second,
        }
    }

    /// Numbers in both groups.
    pub fn numbers(&self) -> usize {
        self.first.len() + self.second.len()
    }

    fn shift(
        &self,
        method: &'static str,
        interval: impl FnOnce() -> Result<Interval, &'static str>,
    ) -> Estimate {
        match self.median() {
            Some(median) => {
                Estimate::available(median, self.numbers(), method).with_interval(interval())
            }
            None => Estimate::not_available("a group is empty", self.numbers(), method),
        }
    }

    fn count(&self) -> usize {
        self.first.len() * self.second.len()
    }

    pub fn median(&self) -> Option<f64> {
        let n = self.count();
        let low = self.of_rank(n.div_ceil(2))?;
        let is_middle = self.at_most(low) > n / 2;
        let high = if is_middle { low } else { self.above(low)? };
        Some(f64::midpoint(low, high))
    }

    /// The smallest difference above a limit.
    fn above(&self, limit: f64) -> Option<f64> {
        let mut next = 0;
        let smallest = self.first.iter().filter_map(|x| {
            while self.second.get(next).is_some_and(|y| x - y > limit) {
                next += 1;
            }
            Some(x - self.second.get(next.checked_sub(1)?)?)
        });
        smallest.min_by(f64::total_cmp)
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
            return self.normal_rank(Z);
        }
        let mut cumulative = 0.0;
        let distribution = u_distribution(n1, n2);
        let within_tail = distribution.iter().take_while(|probability| {
            cumulative += **probability;
            cumulative <= (1.0 - LEVEL) / 2.0
        });
        within_tail.count()
    }

    /// n₁n₂/2 − z·√(n₁n₂(n₁ + n₂ + 1)/12), rounded down.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and n₁n₂
    fn normal_rank(&self, z: f64) -> usize {
        let (n1, n2) = (self.first.len() as f64, self.second.len() as f64);
        let rank = n1 * n2 / 2.0 - z * (n1 * n2 * (n1 + n2 + 1.0) / 12.0).sqrt();
        rank.max(0.0) as usize
    }

    /// The difference of rank `rank` (1 is the smallest), by bisection over all numbers between
    /// the smallest and the largest.
    fn of_rank(&self, rank: usize) -> Option<f64> {
        if rank == 0 || rank > self.count() {
            return None;
        }
        let mut low = to_ordinal(self.first.first()? - self.second.last()?);
        let mut high = to_ordinal(self.first.last()? - self.second.first()?);
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
        let [first, second] = &self.runs;
        let mut within = second.iter().peekable();
        let counts = first.iter().map(|x| {
            while within.next_if(|y| x.value - y.value > limit).is_some() {}
            let exceeding = within.peek().map_or(self.second.len(), |y| y.before);
            (x.up_to - x.before) * (self.second.len() - exceeding)
        });
        counts.sum()
    }
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
            let differences = Differences::of(&first, &second);
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
