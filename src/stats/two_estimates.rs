//! The difference of two figures of which their intervals are known, and how they move together.

use super::estimate::Estimate;
use super::order::sum;
use std::iter::Peekable;
use std::slice::Iter;

/// What each cluster adds to the deviation of an estimate from what it estimates, by ascending
/// cluster. Ids mean the same in two of them that are held together.
pub type Deviation = (u32, f64);

/// `first` − `second` from estimates with intervals that need not be symmetric: the distances of
/// each end are combined as √(a² + b² − 2ρab), with ρ the `correlation` of the two, 0 where they
/// are independent; it is taken to be between −1 and 1.
///
/// An open end stays open.
///
/// Source: Zou, G. Y. and Donner, A. (2008), *Stat. Med.* 27, 1693–1702 (MOVER); of shares with
/// Wilson's intervals it is Newcombe's difference.
#[must_use]
pub fn difference_of_estimates(
    first: &Estimate,
    second: &Estimate,
    correlation: f64,
    method: &'static str,
) -> Estimate {
    let n = first.n + second.n;
    let (Some(one), Some(other)) = (first.value, second.value) else {
        let reason = [first, second]
            .into_iter()
            .find(|estimate| estimate.value.is_none());
        let reason = reason.and_then(|estimate| estimate.not_available.clone());
        let reason = reason.unwrap_or_else(|| "not available".to_owned());
        return Estimate::not_available(format!("one of the groups: {reason}"), n, method);
    };
    let difference = one - other;
    let end = |own: Option<f64>, others: Option<f64>| {
        Some(combined(
            (one - own?).abs(),
            (others? - other).abs(),
            correlation,
        ))
    };
    let found = Estimate::available(difference, n, method).with_bounds(
        end(first.lower, second.upper).map(|distance| difference - distance),
        end(first.upper, second.lower).map(|distance| difference + distance),
    );
    if found.lower.is_some() || found.upper.is_some() {
        return found;
    }
    Estimate {
        not_available: Some("a group has no interval".to_owned()),
        ..found
    }
}

/// √(a² + b² − 2ρab): how far the end of a difference is, from the distances of the ends of both.
#[must_use]
pub fn combined(a: f64, b: f64, correlation: f64) -> f64 {
    let shared = 2.0 * correlation.clamp(-1.0, 1.0) * a * b;
    (a * a + b * b - shared).max(0.0).sqrt()
}

/// Sums of squared deviations below this are rounding: nothing moves the estimate.
const NOTHING: f64 = 1e-20;

/// Correlation of two estimates through the clusters that they have in common,
/// ρ = Σ e₁e₂ / √(Σe₁²·Σe₂²) with e the deviation of a cluster; 0 where nothing moves one of them.
#[must_use]
pub fn correlation(first: &[Deviation], second: &[Deviation]) -> f64 {
    let has_both = |(a, b): (Option<f64>, Option<f64>)| a.is_some() && b.is_some();
    if !in_either(first, second).any(has_both) {
        return 0.0;
    }
    let squares = [first, second].map(|all| sum(all.iter().map(|(_, e)| e * e)));
    if squares.iter().any(|squares| *squares < NOTHING) {
        return 0.0;
    }
    let both = sum(in_either(first, second).map(|(a, b)| a.unwrap_or(0.0) * b.unwrap_or(0.0)));
    let rho = both / (squares[0] * squares[1]).sqrt();
    rho.clamp(-1.0, 1.0)
}

/// Number of clusters that contribute to one of the two at least.
#[must_use]
pub fn clusters_of_either(first: &[Deviation], second: &[Deviation]) -> usize {
    in_either(first, second).count()
}

/// The deviations of each cluster, in ascending order of clusters.
fn in_either<'a>(
    first: &'a [Deviation],
    second: &'a [Deviation],
) -> impl Iterator<Item = (Option<f64>, Option<f64>)> + 'a {
    let (mut first, mut second) = (first.iter().peekable(), second.iter().peekable());
    std::iter::from_fn(move || {
        let next = [first.peek(), second.peek()];
        let cluster = next.into_iter().flatten().map(|of| of.0).min()?;
        let of = |all: &mut Peekable<Iter<'_, Deviation>>| {
            all.next_if(|of| of.0 == cluster).map(|of| of.1)
        };
        Some((of(&mut first), of(&mut second)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    fn estimate(value: f64, lower: Option<f64>, upper: Option<f64>) -> Estimate {
        Estimate::available(value, 10, "test").with_bounds(lower, upper)
    }

    #[test]
    fn distances_of_the_ends_are_combined() {
        let first = estimate(23.0, Some(20.0), Some(30.0));
        let second = estimate(8.0, Some(2.0), Some(12.0));
        let found = difference_of_estimates(&first, &second, 0.0, "test");
        // 15 − √(3² + 4²), 15 + √(7² + 6²).
        assert_eq!((found.value, found.lower), (Some(15.0), Some(10.0)));
        assert!((found.upper.unwrap() - (15.0 + 85.0_f64.sqrt())).abs() < 1e-12);
        assert_eq!(found.n, 20);
    }

    #[test]
    fn estimates_that_move_together_differ_more_surely() {
        let first = estimate(23.0, Some(20.0), Some(30.0));
        let second = estimate(8.0, Some(2.0), Some(12.0));
        let found = difference_of_estimates(&first, &second, 0.5, "test");
        // 3² + 4² − 3·4.
        assert_close(found.lower.unwrap(), 15.0 - 13.0_f64.sqrt(), 1e-12);
    }

    #[test]
    fn an_open_end_stays_open_and_no_value_says_why() {
        let open = estimate(23.0, Some(13.0), None);
        let closed = estimate(8.0, Some(4.0), Some(11.0));
        let found = difference_of_estimates(&open, &closed, 0.0, "test");
        assert!(found.lower.is_some() && found.upper.is_none());
        let none = Estimate::not_available("not reached", 5, "test");
        let found = difference_of_estimates(&open, &none, 0.0, "test");
        assert_eq!(
            found.not_available.as_deref(),
            Some("one of the groups: not reached")
        );
        let bare = estimate(1.0, None, None);
        let found = difference_of_estimates(&bare, &bare, 0.0, "test");
        assert_eq!(
            found.not_available.as_deref(),
            Some("a group has no interval")
        );
    }

    #[test]
    fn clusters_of_both_are_met_once() {
        let (first, second) = ([(1, 0.5), (4, 0.25)], [(2, 1.0), (4, -2.0), (7, 1.0)]);
        assert_eq!(clusters_of_either(&first, &second), 4);
        let squares = (0.3125_f64 * 6.0).sqrt();
        assert_close(correlation(&first, &second), -0.5 / squares, 1e-12);
        assert_close(correlation(&first, &[]), 0.0, 0.0);
        assert_close(correlation(&first, &[(1, 1e-17), (4, -1e-17)]), 0.0, 0.0);
    }
}
