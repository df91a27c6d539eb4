//! Sums that do not depend on the order of their terms.
//!
//! Adding floating-point numbers in another order can change the last bit. Everything here
//! sorts first, so the same numbers give the same bits however the rows arrived and whatever
//! their clusters are called.

/// The finite values in ascending order; −0 becomes 0.
#[must_use]
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values
        .into_iter()
        .filter(|value| value.is_finite())
        .map(|value| value + 0.0)
        .collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Sum of the finite values, independent of their order.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    // Not `Iterator::sum`, which gives −0 for no terms.
    sorted(values)
        .into_iter()
        .fold(0.0, |total, value| total + value)
}

/// Mean of the finite values, independent of their order; `None` if there are none.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values.iter().copied());
    (!sorted.is_empty()).then(|| sum(sorted.iter().copied()) / sorted.len() as f64)
}

/// Sample variance (divisor n − 1) of the finite values; `None` below two of them.
#[must_use]
pub fn variance(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values.iter().copied());
    let mean = mean(&sorted)?;
    let squares = sum(sorted.iter().map(|value| (value - mean).powi(2)));
    (sorted.len() > 1).then(|| squares / (sorted.len() - 1) as f64)
}

/// Sums the terms of each cluster; the totals come sorted by value, not by cluster.
#[must_use]
pub fn totals_by_cluster(terms: impl IntoIterator<Item = (u32, f64)>) -> Vec<f64> {
    let mut terms: Vec<(u32, f64)> = terms.into_iter().collect();
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let totals = terms
        .chunk_by(|a, b| a.0 == b.0)
        .map(|cluster| sum(cluster.iter().map(|term| term.1)));
    sorted(totals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sums_leave_out_what_is_not_a_number() {
        assert_eq!(
            sum([1.0, f64::NAN, 2.0, f64::INFINITY]).to_bits(),
            3.0_f64.to_bits()
        );
        assert_eq!(sum([]).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn mean_and_variance_by_hand() {
        assert_eq!(mean(&[2.0, 4.0, 9.0]), Some(5.0));
        assert_eq!(variance(&[2.0, 4.0, 9.0]), Some(13.0));
        assert_eq!((mean(&[]), variance(&[1.0])), (None, None));
    }

    #[test]
    fn totals_are_by_cluster_and_sorted() {
        let totals = totals_by_cluster([(7, 5.0), (1, 2.0), (7, 1.0), (3, 4.0)]);
        assert_eq!(totals, [2.0, 4.0, 6.0]);
    }

    proptest! {
        #[test]
        fn the_bits_do_not_depend_on_the_order(
            values in prop::collection::vec(-1e9_f64..1e9, 1..40), cut in 0_usize..40,
        ) {
            let mut turned = values.clone();
            turned.rotate_left(cut % values.len());
            prop_assert_eq!(sum(values).to_bits(), sum(turned).to_bits());
        }
    }
}
