//! What does not depend on the order of numbers: their sums, and how they stand in order.
//!
//! Adding floating-point numbers in another order can change the last bit. Sums here are exact
//! and rounded once, so the same numbers give the same bits however the rows arrived and
//! whatever their clusters are called.

mod counting;
mod exact_sum;
mod ranks;

pub use counting::sort_by_number;
pub use ranks::Ranks;

use exact_sum::ExactSum;

/// The finite values in ascending order; −0 becomes 0.
#[must_use]
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let values = values.into_iter();
    let mut sorted = Vec::with_capacity(values.size_hint().0);
    let finite = values.filter(|value| value.is_finite());
    sorted.extend(finite.map(|value| value + 0.0));
    // Stable, because that only merges what comes as a few ascending parts.
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Sum of the finite values, independent of their order; 0 without any.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut exact = ExactSum::default();
    for value in values.into_iter().filter(|value| value.is_finite()) {
        exact.add(value);
    }
    exact.rounded()
}

/// Mean of the finite values, independent of their order; `None` if there are none.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    let finite = values.iter().filter(|value| value.is_finite()).count();
    (finite > 0).then(|| sum(values.iter().copied()) / finite as f64)
}

/// Sample variance (divisor n − 1) of the finite values; `None` below two of them.
#[must_use]
pub fn variance(values: &[f64]) -> Option<f64> {
    let finite = values.iter().filter(|value| value.is_finite()).count();
    let mean = mean(values)?;
    let squares = sum(values.iter().map(|value| (value - mean).powi(2)));
    (finite > 1).then(|| squares / (finite - 1) as f64)
}

/// Sums the terms of each cluster, by ascending cluster.
#[must_use]
pub fn totals_by_cluster(terms: impl IntoIterator<Item = (u32, f64)>) -> Vec<f64> {
    let mut terms: Vec<(u32, f64)> = terms.into_iter().collect();
    sort_by_number(&mut terms, |term| term.0);
    let mut totals = Vec::with_capacity(terms.len());
    totals.extend(terms.chunk_by(|a, b| a.0 == b.0).map(|cluster| {
        // Where each has a mentor of its own there is nothing to add.
        if let &[(_, term)] = cluster
            && term.is_finite()
        {
            return term + 0.0;
        }
        sum(cluster.iter().map(|term| term.1))
    }));
    totals
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
    fn totals_are_by_cluster() {
        let totals = totals_by_cluster([(7, 5.0), (1, 2.0), (7, -4.5), (3, 4.0)]);
        assert_eq!(totals, [2.0, 4.0, 0.5]);
    }

    #[test]
    fn sums_are_exact_and_rounded_once() {
        // Values of `math.fsum` of Python.
        let tenth = [0.1; 10];
        assert_eq!(sum(tenth).to_bits(), 1.0_f64.to_bits());
        let cases: [(&[f64], f64); 5] = [
            (&[1e16, 1.0, 1e-16], 10_000_000_000_000_002.0),
            (
                &[
                    1e16 - 2.0,
                    1.0 - 2f64.powi(-53),
                    -(1e16 - 2.0),
                    -(1.0 - 2f64.powi(-53)),
                ],
                0.0,
            ),
            (&[2f64.powi(53), -0.5, -2f64.powi(-54)], 2f64.powi(53) - 1.0),
            (&[2f64.powi(53), 1.0, 2f64.powi(-100)], 2f64.powi(53) + 2.0),
            (&[1e100, 1.0, -1e100], 1.0),
        ];
        for (values, exact) in cases {
            assert_eq!(
                sum(values.iter().copied()).to_bits(),
                exact.to_bits(),
                "{values:?}"
            );
        }
    }

    #[test]
    fn many_large_numbers_of_usual_size_are_no_more_than_there_is_room_for() {
        // 2⁻⁵⁷ is lost in a plain sum from the second number on.
        let values = std::iter::repeat_n(1023.0, 300_000).chain([2_f64.powi(-57)]);
        let turned = values.clone().map(|value| 0.0 - value);
        assert_eq!(sum(values.clone()).to_bits(), 306_900_000.0_f64.to_bits());
        assert_eq!(sum(values.chain(turned)).to_bits(), 0.0_f64.to_bits());
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
