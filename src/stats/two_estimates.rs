//! The difference of two figures of which nothing is known but their intervals.

use super::estimate::Estimate;

/// `first` − `second` for independent estimates with intervals that need not be symmetric: the
/// distances of each end are combined as the root of the sum of their squares.
///
/// An open end stays open. Where the two have clusters in common that resemble each other, the
/// interval is wider than it need be.
///
/// Source: Zou, G. Y. and Donner, A. (2008), *Stat. Med.* 27, 1693–1702 (MOVER).
#[must_use]
pub fn difference_of_estimates(
    first: &Estimate,
    second: &Estimate,
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
    let end = |own: Option<f64>, others: Option<f64>| Some((one - own?).hypot(others? - other));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, lower: Option<f64>, upper: Option<f64>) -> Estimate {
        Estimate::available(value, 10, "test").with_bounds(lower, upper)
    }

    #[test]
    fn distances_of_the_ends_are_combined() {
        let first = estimate(23.0, Some(20.0), Some(30.0));
        let second = estimate(8.0, Some(2.0), Some(12.0));
        let found = difference_of_estimates(&first, &second, "test");
        // 15 − √(3² + 4²), 15 + √(7² + 6²).
        assert_eq!((found.value, found.lower), (Some(15.0), Some(10.0)));
        assert!((found.upper.unwrap() - (15.0 + 85.0_f64.sqrt())).abs() < 1e-12);
        assert_eq!(found.n, 20);
    }

    #[test]
    fn an_open_end_stays_open_and_no_value_says_why() {
        let open = estimate(23.0, Some(13.0), None);
        let found = difference_of_estimates(&open, &estimate(8.0, Some(4.0), Some(11.0)), "test");
        assert!(found.lower.is_some() && found.upper.is_none());
        let none = Estimate::not_available("not reached", 5, "test");
        let found = difference_of_estimates(&open, &none, "test");
        assert_eq!(
            found.not_available.as_deref(),
            Some("one of the groups: not reached")
        );
        let bare = estimate(1.0, None, None);
        assert!(
            difference_of_estimates(&bare, &bare, "test")
                .not_available
                .is_some()
        );
    }
}
