//! A sample of numbers and its quantiles.

use super::order::{mean, sorted, sum};

/// The finite values of a sample in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    ascending: Vec<f64>,
}

impl Sample {
    /// Sorts the values; those that are not finite are left out.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        Self {
            ascending: sorted(values),
        }
    }

    /// Number of finite values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ascending.len()
    }

    /// Whether there is no finite value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ascending.is_empty()
    }

    /// Number of values that add to the sum.
    #[must_use]
    pub fn other_than_zero(&self) -> usize {
        self.ascending.iter().filter(|value| **value != 0.0).count()
    }

    /// Sum of the values, 0 if there are none.
    #[must_use]
    pub fn total(&self) -> f64 {
        sum(self.ascending.iter().copied())
    }

    /// Arithmetic mean; `None` without values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        mean(&self.ascending)
    }

    /// Type-7 quantile: linear between the order statistics around position 1 + (n − 1)·`p`.
    ///
    /// `None` without values or if `p` is not between 0 and 1. This is the default of R, `NumPy`
    /// and spreadsheets.
    ///
    /// Source: Hyndman, R. J. and Fan, Y. (1996), *The American Statistician* 50, 361–365.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        let position = self.len().checked_sub(1)? as f64 * p;
        let below = *self.ascending.get(rank(position.floor()))?;
        let above = *self.ascending.get(rank(position.ceil()))?;
        let fraction = position - position.floor();
        // Between equal values nothing is interpolated, so no rounding can leave them.
        Some(if below < above {
            below + fraction * (above - below)
        } else {
            below
        })
    }

    /// Type-7 median; `None` without values.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The value of rank `rank` (1 is the smallest); `None` if there is no such rank.
    #[must_use]
    pub fn order_statistic(&self, rank: usize) -> Option<f64> {
        self.ascending.get(rank.checked_sub(1)?).copied()
    }
}

/// Positions are at most n − 1, so they fit a `usize`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rank(position: f64) -> usize {
    position as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_7_quartiles() {
        let sample = Sample::new([4.0, 1.0, 3.0, 2.0]);
        assert_eq!(sample.quantile(0.25), Some(1.75));
        assert_eq!(sample.median(), Some(2.5));
        assert_eq!(sample.quantile(0.75), Some(3.25));
        assert_eq!(
            (sample.quantile(0.0), sample.quantile(1.0)),
            (Some(1.0), Some(4.0))
        );
        assert_eq!((sample.total(), sample.mean()), (10.0, Some(2.5)));
    }

    #[test]
    fn nothing_has_no_quantile() {
        let sample = Sample::new([f64::NAN]);
        assert!(sample.is_empty());
        assert_eq!((sample.median(), sample.mean()), (None, None));
        assert_eq!(Sample::new([1.0]).quantile(1.5), None);
    }

    #[test]
    fn ranks_begin_at_one() {
        let sample = Sample::new([7.0, 5.0]);
        assert_eq!(
            [0, 1, 2, 3].map(|rank| sample.order_statistic(rank)),
            [None, Some(5.0), Some(7.0), None]
        );
    }
}
