//! Sums that do not depend on the order of their terms.
//!
//! Adding floating-point numbers in another order can change the last bit. Sums here are exact
//! and rounded once, so the same numbers give the same bits however the rows arrived and
//! whatever their clusters are called.

/// The finite values in ascending order; −0 becomes 0.
#[must_use]
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let values = values.into_iter();
    let mut sorted = Vec::with_capacity(values.size_hint().0);
    let finite = values.filter(|value| value.is_finite());
    sorted.extend(finite.map(|value| value + 0.0));
    sorted.sort_unstable_by(f64::total_cmp);
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

/// Numbers that do not overlap and add up to the exact sum of what was added, smallest first.
///
/// Source: Shewchuk, J. R. (1997), *Discrete Comput. Geom.* 18, 305–363; rounded half to even as
/// `math.fsum` of Python does.
#[derive(Default)]
struct ExactSum {
    /// The largest of them: all there is as long as nothing was rounded, as with counts.
    total: f64,
    /// The others.
    errors: Vec<f64>,
}

impl ExactSum {
    fn add(&mut self, value: f64) {
        if self.errors.is_empty() {
            let (total, error) = two_sum(value, self.total);
            self.total = total;
            if error != 0.0 {
                self.errors.push(error);
            }
            return;
        }
        let mut rest = value;
        self.errors.retain_mut(|partial| {
            (rest, *partial) = two_sum(rest, *partial);
            *partial != 0.0
        });
        let (total, error) = two_sum(rest, self.total);
        if error != 0.0 {
            self.errors.push(error);
        }
        self.total = total;
    }

    fn rounded(&self) -> f64 {
        let mut smaller = self.errors.iter().rev().copied();
        let mut total = self.total;
        let mut error = 0.0;
        for partial in smaller.by_ref() {
            (total, error) = two_sum(total, partial);
            if error != 0.0 {
                break;
            }
        }
        // Exactly between two numbers, what is smaller still decides.
        let beyond = smaller.next().unwrap_or(0.0);
        let other = total + 2.0 * error;
        let halfway = error != 0.0 && (other - total).to_bits() == (2.0 * error).to_bits();
        if halfway && beyond * error > 0.0 {
            total = other;
        }
        // Adding 0 makes −0 a 0.
        total + 0.0
    }
}

/// The rounded sum of two numbers, and what rounding took away, whichever is the larger.
///
/// Source: Knuth, D. E. (1998), *The Art of Computer Programming*, vol. 2, 3rd ed., 4.2.2.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

/// Sums the terms of each cluster; the totals come sorted by value, not by cluster.
#[must_use]
pub fn totals_by_cluster(terms: impl IntoIterator<Item = (u32, f64)>) -> Vec<f64> {
    let mut terms: Vec<(u32, f64)> = terms.into_iter().collect();
    terms.sort_unstable_by_key(|term| term.0);
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
