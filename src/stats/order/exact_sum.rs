//! The exact sum of floating-point numbers.

/// Numbers that do not overlap and add up to the exact sum of what was added, smallest first.
///
/// Source: Shewchuk, J. R. (1997), *Discrete Comput. Geom.* 18, 305–363; rounded half to even as
/// `math.fsum` of Python does.
#[derive(Default)]
pub(super) struct ExactSum {
    /// What was added of numbers of usual size, in units of 2^−[`POINT`].
    usual: i128,
    /// Of what else was added the largest of them: all there is as long as nothing was rounded,
    /// as with counts.
    total: f64,
    /// The others.
    errors: Vec<f64>,
}

/// Binary digits after the point of [`ExactSum::usual`].
const POINT: i32 = 110;

/// The number in units of 2^−[`POINT`], where that is exact and far from the largest: 0, and all
/// whose absolute value is from 2⁻⁵⁷ to 2¹⁰.
fn usual(value: f64) -> Option<i128> {
    const DIGITS: u32 = f64::MANTISSA_DIGITS - 1;
    let bits = value.to_bits();
    let exponent = i32::try_from((bits >> DIGITS) & 0x7ff).ok()?;
    if exponent == 0 {
        return (value == 0.0).then_some(0);
    }
    // 1.m · 2^(exponent − 1023) is the whole number 1m · 2^(exponent − 1023 − 52).
    let shift = exponent - 1023 - 52 + POINT;
    if !(0..=67).contains(&shift) {
        return None;
    }
    let digits = (bits & ((1 << DIGITS) - 1)) | (1 << DIGITS);
    let size = i128::from(digits) << shift;
    Some(if value < 0.0 { -size } else { size })
}

impl ExactSum {
    pub fn add(&mut self, value: f64) {
        let sum = usual(value).and_then(|value| self.usual.checked_add(value));
        match sum {
            Some(sum) => self.usual = sum,
            None => self.add_partial(value),
        }
    }

    /// Turns what is in units into partial sums of 40 binary digits; the highest has 8 more and the
    /// sign, so that each is exact.
    fn close_usual(&mut self) {
        const LIMB: i32 = 40;
        let usual = std::mem::take(&mut self.usual);
        let lowest = usual & ((1 << LIMB) - 1);
        let middle = (usual >> LIMB) & ((1 << LIMB) - 1);
        let highest = usual >> (2 * LIMB);
        for (place, limb) in (0..).zip([lowest, middle, highest]) {
            if limb != 0 {
                self.add_partial(limb as f64 * 2_f64.powi(place * LIMB - POINT));
            }
        }
    }

    fn add_partial(&mut self, value: f64) {
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

    pub fn rounded(mut self) -> f64 {
        self.close_usual();
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(values: &[f64]) -> f64 {
        let mut sum = ExactSum::default();
        for value in values {
            sum.add(*value);
        }
        sum.rounded()
    }

    proptest! {
        #[test]
        fn units_and_partial_sums_give_the_same(
            values in prop::collection::vec(
                (any::<bool>(), -1_f64..1.0, -140_i32..40), 0..40,
            ),
        ) {
            let values: Vec<f64> = values
                .into_iter()
                .map(|(whole, part, power)| if whole { (part * 9e5).round() } else { part * 2_f64.powi(power) })
                .collect();
            let mut partial = ExactSum::default();
            for value in &values {
                partial.add_partial(*value);
            }
            prop_assert_eq!(sum(&values).to_bits(), partial.rounded().to_bits());
        }
    }
}
