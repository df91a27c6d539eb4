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
    // Stable, because that only merges what comes as a few ascending parts.
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Sorts items by whole numbers, such as those of their clusters; what has the same keeps its
/// order. Where the numbers lie close together it takes two passes, however many items there are.
pub fn sort_by_number<T: Clone>(items: &mut [T], number: impl Fn(&T) -> u32) {
    if items.is_sorted_by_key(&number) {
        return;
    }
    let ends = |(least, most): (u32, u32), next: u32| (least.min(next), most.max(next));
    let (least, most) = items.iter().map(&number).fold((u32::MAX, 0), ends);
    let numbers = (most - least) as usize + 1;
    if numbers > 4 * items.len() {
        return items.sort_by_key(number);
    }
    let of = |item: &T| (number(item) - least) as usize;
    let mut places = vec![0_usize; numbers + 1];
    items.iter().for_each(|item| places[of(item) + 1] += 1);
    let mut before = 0;
    for place in &mut places {
        before += *place;
        *place = before;
    }
    let unsorted = items.to_vec();
    for item in unsorted {
        let place = &mut places[of(&item)];
        items[*place] = item;
        *place += 1;
    }
}

/// Where values stand among a group of ascending numbers. Equal values that follow each other are
/// looked up once.
pub struct Standing<'a> {
    group: &'a [f64],
    last: Option<(f64, [usize; 2])>,
}

impl<'a> Standing<'a> {
    /// Among these numbers, which ascend.
    #[must_use]
    pub const fn among(group: &'a [f64]) -> Self {
        Self { group, last: None }
    }

    /// How many numbers are below a value, and how many are at most it.
    pub fn of(&mut self, value: f64) -> [usize; 2] {
        if let Some((last, found)) = self.last
            && last.to_bits() == value.to_bits()
        {
            return found;
        }
        let below = self.group.partition_point(|other| *other < value);
        let rest = &self.group[below..];
        let found = [below, below + rest.partition_point(|other| *other <= value)];
        self.last = Some((value, found));
        found
    }
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
    fn add(&mut self, value: f64) {
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

    fn rounded(mut self) -> f64 {
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

/// Sums the terms of each cluster, by ascending cluster.
#[must_use]
pub fn totals_by_cluster(terms: impl IntoIterator<Item = (u32, f64)>) -> Vec<f64> {
    let mut terms: Vec<(u32, f64)> = terms.into_iter().collect();
    sort_by_number(&mut terms, |term| term.0);
    terms
        .chunk_by(|a, b| a.0 == b.0)
        .map(|cluster| sum(cluster.iter().map(|term| term.1)))
        .collect()
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
    fn numbers_close_together_and_far_apart_are_sorted_and_keep_their_order() {
        for numbers in [
            vec![],
            vec![3],
            vec![5, 3, 4, 3, 5, 3],
            vec![0, u32::MAX, 7, 0, u32::MAX],
        ] {
            let mut items: Vec<(u32, usize)> = numbers.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            sort_by_number(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn values_are_found_among_others() {
        let mut standing = Standing::among(&[1.0, 2.0, 2.0, 5.0]);
        let found = [2.0, 2.0, 0.0, 5.0, 9.0, 3.0].map(|value| standing.of(value));
        assert_eq!(found, [[1, 3], [1, 3], [0, 0], [3, 4], [4, 4], [3, 3]]);
        assert_eq!(Standing::among(&[]).of(1.0), [0, 0]);
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
            values.iter().for_each(|value| partial.add_partial(*value));
            prop_assert_eq!(sum(values).to_bits(), partial.rounded().to_bits());
        }

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
