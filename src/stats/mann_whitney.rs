//! Two groups of numbers by their ranks: the Mann–Whitney test.

use statrs::distribution::{ContinuousCDF, Normal};

use super::order::{Ranks, sorted};
use super::significance::Significance;

const EXACT: &str = "Mann–Whitney, exact";
const NORMAL: &str = "Mann–Whitney, normal with correction for ties and continuity";

/// Groups of this size and more are compared by the normal approximation (as in R).
pub(super) const LARGE: usize = 50;

/// Mann–Whitney's U of the first group with a two-sided p.
///
/// U counts the pairs in which the first is larger, ties half. Exact if no value occurs twice and
/// both groups are below 50, else normal with tie and continuity corrections. Not available if a
/// group is empty or all values are equal. Values that are not finite are left out.
///
/// Source: Mann, H. B. and Whitney, D. R. (1947), *Ann. Math. Stat.* 18, 50–60; Lehmann, E. L.
/// (1975), *Nonparametrics*, §1.5 for ties.
#[must_use]
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Significance {
    let (first, second) = (
        sorted(first.iter().copied()),
        sorted(second.iter().copied()),
    );
    if first.is_empty() || second.is_empty() {
        return Significance::not_available("a group is empty", NORMAL);
    }
    let u = u_statistic(&first, &second);
    let ties = tie_sizes(&first, &second);
    let any_tie = ties.iter().any(|size| *size > 1);
    if any_tie || first.len() >= LARGE || second.len() >= LARGE {
        return normal(u, first.len(), second.len(), &ties);
    }
    Significance::available(u, exact_p(u, first.len(), second.len()), EXACT)
}

/// Pairs in which the first is larger plus half of those in which both are equal.
fn u_statistic(first: &[f64], second: &[f64]) -> f64 {
    let mut standing = Ranks::among(second);
    let pairs = first.iter().map(|x| {
        let [below, up_to] = standing.of(*x);
        f64::midpoint(below as f64, up_to as f64)
    });
    pairs.sum() // whole and half numbers, so the order does not matter
}

/// How often each distinct value occurs in the two groups together.
fn tie_sizes(first: &[f64], second: &[f64]) -> Vec<usize> {
    let all = sorted(first.iter().chain(second).copied());
    all.chunk_by(|a, b| a >= b).map(<[f64]>::len).collect()
}

fn normal(u: f64, n1: usize, n2: usize, ties: &[usize]) -> Significance {
    let (n1, n2) = (n1 as f64, n2 as f64);
    let n = n1 + n2;
    let excess = |size: &usize| (*size as f64).powi(3) - *size as f64;
    let correction = ties.iter().map(excess).sum::<f64>() / (n * (n - 1.0));
    let variance = n1 * n2 / 12.0 * (n + 1.0 - correction);
    if variance.is_nan() || variance <= 0.0 {
        return Significance::not_available("all values are equal", NORMAL);
    }
    let z = ((u - n1 * n2 / 2.0).abs() - 0.5) / variance.sqrt();
    Significance::available(u, 2.0 * Normal::standard().sf(z), NORMAL)
}

fn exact_p(u: f64, n1: usize, n2: usize) -> f64 {
    let smaller = u.min((n1 * n2) as f64 - u);
    let probabilities = u_distribution(n1, n2);
    let at_most = (0..)
        .zip(&probabilities)
        .take_while(|(value, _)| f64::from(*value) <= smaller);
    2.0 * at_most.map(|(_, probability)| probability).sum::<f64>()
}

/// P(U = 0), P(U = 1), … without ties.
///
/// The largest value of all is in the first group with probability m/(m + n), and then beats all
/// n of the second: p(m, n, u) = (m·p(m − 1, n, u − n) + n·p(m, n − 1, u))/(m + n).
pub(super) fn u_distribution(n1: usize, n2: usize) -> Vec<f64> {
    // One distribution for each m up to n1, for the n so far; with n = 0, U is always 0.
    let mut by_first = vec![vec![1.0]; n1 + 1];
    for n in 1..=n2 {
        let mut with_fewer: Vec<f64> = vec![1.0];
        for (m, distribution) in by_first.iter_mut().enumerate().skip(1) {
            *distribution = u_with_largest(m, n, &with_fewer, distribution);
            with_fewer.clone_from(distribution);
        }
    }
    by_first.pop().unwrap_or_default()
}

fn u_with_largest(
    m: usize,
    n: usize,
    largest_in_first: &[f64],
    largest_in_second: &[f64],
) -> Vec<f64> {
    let of_first = m as f64 / (m + n) as f64;
    let probability = |u: usize| {
        let first = u.checked_sub(n).and_then(|rest| largest_in_first.get(rest));
        let second = largest_in_second.get(u);
        of_first * first.map_or(0.0, |p| *p) + (1.0 - of_first) * second.map_or(0.0, |p| *p)
    };
    (0..=m * n).map(probability).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;
    use proptest::prelude::*;

    const FIRST: [f64; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.5];
    const SECOND: [f64; 5] = [4.5, 5.5, 6.0, 7.0, 8.0];

    #[test]
    fn reference_without_ties() {
        let test = mann_whitney(&FIRST, &SECOND);
        assert_eq!((test.statistic, test.method), (Some(4.0), EXACT));
        assert_close(test.p_value.unwrap(), 0.051_948_05, 5e-9);
    }

    #[test]
    fn reference_with_ties() {
        let test = mann_whitney(
            &[3.0, 4.0, 4.0, 5.0, 2.0, 3.0, 4.0],
            &[4.0, 5.0, 5.0, 5.0, 3.0, 4.0, 5.0, 2.0],
        );
        assert_eq!((test.statistic, test.method), (Some(18.5), NORMAL));
        assert_close(test.p_value.unwrap(), 0.277_435_07, 5e-9);
    }

    #[test]
    fn the_distribution_of_u_by_hand() {
        // Of the 6 arrangements of 2 and 2: U = 0, 1, 2, 2, 3, 4.
        for (found, of_six) in u_distribution(2, 2)
            .into_iter()
            .zip([1.0, 1.0, 2.0, 1.0, 1.0])
        {
            assert_close(found, of_six / 6.0, 1e-15);
        }
        assert_close(u_distribution(49, 49).iter().sum(), 1.0, 1e-12);
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        for (first, second) in [
            (&[][..], &[1.0][..]),
            (&[2.0, 2.0], &[2.0]),
            (&[f64::NAN], &[1.0]),
        ] {
            let test = mann_whitney(first, second);
            assert_eq!(test.p_value, None);
            assert!(test.not_available.is_some());
        }
    }

    proptest! {
        #[test]
        fn exchanging_the_groups_keeps_p(
            first in prop::collection::vec(-20_i8..20, 1..30), second in prop::collection::vec(-20_i8..20, 1..30),
        ) {
            let (first, second): (Vec<f64>, Vec<f64>) = (first.into_iter().map(f64::from).collect(), second.into_iter().map(f64::from).collect());
            let (found, turned) = (mann_whitney(&first, &second), mann_whitney(&second, &first));
            if let (Some(u), Some(p)) = (found.statistic, found.p_value) {
                prop_assert!((u + turned.statistic.unwrap() - (first.len() * second.len()) as f64).abs() < 1e-9);
                prop_assert!((p - turned.p_value.unwrap()).abs() < 1e-12);
            }
        }
    }
}
