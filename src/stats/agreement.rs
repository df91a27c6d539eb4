//! Agreement of two raters who sort the same subjects into ordered categories.

use super::estimate::{Estimate, Interval, Z};
use super::proportion::wilson;

const RAW: &str = "share of equal ratings, Wilson";
const FIRST_HIGHER: &str = "share rated higher by the first, Wilson";
const KAPPA: &str = "Cohen's kappa, unweighted";
const LINEAR_KAPPA: &str = "Cohen's kappa, linear weights";
const QUADRATIC_KAPPA: &str = "Cohen's kappa, quadratic weights";

/// How much a disagreement counts, by the number of categories between the two ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// Every disagreement counts the same.
    Unweighted,
    /// In proportion to the distance.
    Linear,
    /// In proportion to the square of the distance.
    Quadratic,
}

impl Weights {
    /// Credit for a rating `distance` of at most `furthest` categories away: 1 for none, 0 for all.
    fn credit(self, distance: usize, furthest: usize) -> f64 {
        let distance = distance as f64 / furthest.max(1) as f64;
        match self {
            Self::Unweighted => f64::from(u8::from(distance <= 0.0)),
            Self::Linear => 1.0 - distance,
            Self::Quadratic => 1.0 - distance * distance,
        }
    }

    fn method(self) -> &'static str {
        match self {
            Self::Unweighted => KAPPA,
            Self::Linear => LINEAR_KAPPA,
            Self::Quadratic => QUADRATIC_KAPPA,
        }
    }
}

/// How often each category of the first rater met each category of the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingTable {
    /// Square: `counts[first][second]`.
    counts: Vec<Vec<usize>>,
}

impl RatingTable {
    /// Counts ratings (first, second), each a category below `categories`; others are left out.
    #[must_use]
    pub fn of(ratings: &[(usize, usize)], categories: usize) -> Self {
        let mut counts = vec![vec![0; categories]; categories];
        for (first, second) in ratings {
            if let Some(count) = counts.get_mut(*first).and_then(|row| row.get_mut(*second)) {
                *count += 1;
            }
        }
        Self { counts }
    }

    /// Number of subjects rated by both.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// Share of subjects with equal ratings.
    #[must_use]
    pub fn raw_agreement(&self) -> Estimate {
        self.share_where(RAW, |first, second| first == second)
    }

    /// Share of subjects that the first rater put into a higher category than the second.
    #[must_use]
    pub fn first_higher(&self) -> Estimate {
        self.share_where(FIRST_HIGHER, |first, second| first > second)
    }

    fn share_where(&self, method: &'static str, holds: fn(usize, usize) -> bool) -> Estimate {
        let n = self.subjects();
        if n == 0 {
            return Estimate::not_available("nobody was rated by both", 0, method);
        }
        let cells = self
            .cells()
            .filter(|&(first, second, _)| holds(first, second));
        let (held, all) = (cells.map(|cell| cell.2).sum::<usize>() as f64, n as f64);
        Estimate::available(held / all, n, method)
            .with_ratio(held, all)
            .with_interval(wilson(held, all).ok_or("no interval for these numbers"))
    }

    /// κ = (pₒ − pₑ)/(1 − pₑ): agreement beyond that of two raters who ignore the subjects.
    ///
    /// Between −1 and 1, always to be shown beside the raw agreement. Not available if chance
    /// alone agrees fully (pₑ = 1), as when both use a single category. Normal interval.
    ///
    /// Source: Cohen, J. (1968), *Psychol. Bull.* 70, 213–220; variance of Fleiss, J. L.,
    /// Cohen, J. and Everitt, B. S. (1969), *Psychol. Bull.* 72, 323–327.
    #[must_use]
    pub fn kappa(&self, weights: Weights) -> Estimate {
        let n = self.subjects();
        if n == 0 {
            return Estimate::not_available("nobody was rated by both", 0, weights.method());
        }
        let (observed, by_chance) = (self.observed(weights), self.by_chance(weights));
        if 1.0 - by_chance < 1e-12 {
            let reason = "both used one category only, so chance alone agrees fully";
            return Estimate::not_available(reason, n, weights.method());
        }
        let kappa = (observed - by_chance) / (1.0 - by_chance);
        let standard_error = self.kappa_standard_error(kappa, by_chance, weights);
        let interval =
            Interval::around(kappa, Z * standard_error).filter(|_| standard_error > 1e-9);
        Estimate::available(kappa, n, weights.method()).with_interval(
            interval
                .map(|found| found.within(-1.0, 1.0))
                .ok_or("no interval without spread"),
        )
    }

    fn kappa_standard_error(&self, kappa: f64, by_chance: f64, weights: Weights) -> f64 {
        let (first, second) = self.margins();
        let furthest = self.furthest();
        let expected = |category: usize, shares: &[f64]| -> f64 {
            let credits = (0..)
                .zip(shares)
                .map(|(other, share)| weights.credit(category.abs_diff(other), furthest) * share);
            credits.sum()
        };
        let term = |(i, j, count): (usize, usize, usize)| {
            let chance = expected(i, &second) + expected(j, &first);
            let credit = weights.credit(i.abs_diff(j), furthest);
            self.share(count) * (credit - chance * (1.0 - kappa)).powi(2)
        };
        let squares: f64 = self.cells().map(term).sum();
        let spread = squares - (kappa - by_chance * (1.0 - kappa)).powi(2);
        (spread.max(0.0) / self.subjects() as f64).sqrt() / (1.0 - by_chance)
    }

    fn observed(&self, weights: Weights) -> f64 {
        let credit = |(i, j, count): (usize, usize, usize)| {
            self.share(count) * weights.credit(i.abs_diff(j), self.furthest())
        };
        self.cells().map(credit).sum()
    }

    fn by_chance(&self, weights: Weights) -> f64 {
        let (first, second) = self.margins();
        let credit = |(i, j, _): (usize, usize, usize)| {
            first[i] * second[j] * weights.credit(i.abs_diff(j), self.furthest())
        };
        self.cells().map(credit).sum()
    }

    /// Shares of the categories of the first and of the second rater.
    fn margins(&self) -> (Vec<f64>, Vec<f64>) {
        let rows = self.counts.iter().map(|row| row.iter().sum());
        let columns =
            (0..self.counts.len()).map(|column| self.counts.iter().map(|row| row[column]).sum());
        (
            rows.map(|count| self.share(count)).collect(),
            columns.map(|count| self.share(count)).collect(),
        )
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.subjects() as f64
    }

    fn furthest(&self) -> usize {
        self.counts.len().saturating_sub(1)
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let rows = self.counts.iter().enumerate();
        rows.flat_map(|(i, row)| row.iter().enumerate().map(move |(j, count)| (i, j, *count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;
    use proptest::prelude::*;

    fn table() -> RatingTable {
        RatingTable {
            counts: vec![vec![20, 5, 1], vec![4, 15, 6], vec![0, 3, 11]],
        }
    }

    #[test]
    fn reference_kappas() {
        let cases = [
            (Weights::Unweighted, 0.554_795),
            (Weights::Linear, 0.636_669),
            (Weights::Quadratic, 0.724_258),
        ];
        for (weights, kappa) in cases {
            assert_close(table().kappa(weights).value.unwrap(), kappa, 5e-7);
        }
    }

    #[test]
    fn shares_beside_kappa() {
        let raw = table().raw_agreement();
        assert_eq!(
            (raw.numerator, raw.denominator, raw.n),
            (Some(46.0), Some(65.0), 65)
        );
        assert_eq!(table().first_higher().numerator, Some(7.0));
    }

    #[test]
    fn one_category_alone_has_raw_agreement_but_no_kappa() {
        let table = RatingTable::of(&[(1, 1), (1, 1), (1, 1)], 3);
        let kappa = table.kappa(Weights::Quadratic);
        assert_eq!(
            (kappa.value, table.raw_agreement().value),
            (None, Some(1.0))
        );
        assert!(kappa.not_available.is_some());
    }

    #[test]
    fn full_agreement_is_one_without_interval() {
        let kappa = RatingTable::of(&[(0, 0), (1, 1), (2, 2)], 3).kappa(Weights::Quadratic);
        assert_close(kappa.value.unwrap(), 1.0, 1e-12);
        assert_eq!(kappa.interval(), None);
    }

    #[test]
    fn ratings_are_counted_and_impossible_ones_left_out() {
        let table = RatingTable::of(&[(0, 1), (0, 1), (2, 0), (3, 0), (0, 9)], 3);
        assert_eq!(table.counts, [[0, 2, 0], [0, 0, 0], [1, 0, 0]]);
        let none = RatingTable::of(&[(5, 5)], 0);
        assert_eq!(
            (
                none.raw_agreement().value,
                none.kappa(Weights::Linear).value
            ),
            (None, None)
        );
    }

    proptest! {
        #[test]
        fn kappa_is_at_most_one_and_the_same_for_exchanged_raters(
            ratings in prop::collection::vec((0_usize..4, 0_usize..4), 1..40),
        ) {
            let exchanged: Vec<(usize, usize)> = ratings.iter().map(|(a, b)| (*b, *a)).collect();
            let kappa = |ratings: &[(usize, usize)]| RatingTable::of(ratings, 4).kappa(Weights::Quadratic).value;
            match (kappa(&ratings), kappa(&exchanged)) {
                (Some(found), Some(turned)) => prop_assert!((found - turned).abs() < 1e-9 && found <= 1.0 + 1e-12),
                (found, turned) => prop_assert_eq!(found, turned),
            }
        }
    }
}
