//! Two groups and a yes or no: tests of the fourfold table, and the risk ratio.

use statrs::distribution::{ChiSquared, ContinuousCDF, Discrete, Hypergeometric};

use super::estimate::{Estimate, Z};
use super::significance::Significance;

const CHI_SQUARED: &str = "chi-squared without continuity correction";
const FISHER: &str = "Fisher's exact test";
const RISK_RATIO: &str = "risk ratio, Katz";

/// Counts of two groups: how many with the property, and how many without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FourfoldTable {
    /// First group: with, without.
    pub first: [u32; 2],
    /// Second group: with, without.
    pub second: [u32; 2],
}

impl FourfoldTable {
    /// χ² if every expected count is at least 5, else Fisher's exact test.
    #[must_use]
    pub fn test(&self) -> Significance {
        if self.smallest_expected() >= 5.0 {
            self.chi_squared()
        } else {
            self.fisher()
        }
    }

    /// Pearson's χ² with one degree of freedom, without continuity correction.
    ///
    /// Source: Pearson, K. (1900), *Philos. Mag.* 50, 157–175.
    #[must_use]
    pub fn chi_squared(&self) -> Significance {
        let [[a, b], [c, d]] = [self.first, self.second].map(|row| row.map(f64::from));
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        if margins <= 0.0 {
            return Significance::not_available("a row or a column is empty", CHI_SQUARED);
        }
        let statistic = (a + b + c + d) * (a * d - b * c).powi(2) / margins;
        ChiSquared::new(1.0).map_or_else(
            |_| Significance::not_available("no distribution", CHI_SQUARED),
            |distribution| {
                Significance::available(statistic, distribution.sf(statistic), CHI_SQUARED)
            },
        )
    }

    /// Fisher's exact test: all tables with these margins that are at most as probable.
    ///
    /// Tables within a relative 10⁻⁷ count as equally probable, as in R. The statistic is the
    /// count of the first group with the property.
    ///
    /// Source: Fisher, R. A. (1935), *J. R. Stat. Soc.* 98, 39–82.
    #[must_use]
    pub fn fisher(&self) -> Significance {
        let ([a, b], [c, d]) = (self.first.map(u64::from), self.second.map(u64::from));
        let (group, with, all) = (a + b, a + c, a + b + c + d);
        if group == 0 || group == all || with == 0 || with == all {
            return Significance::not_available("a row or a column is empty", FISHER);
        }
        let Ok(distribution) = Hypergeometric::new(all, with, group) else {
            return Significance::not_available("no distribution", FISHER);
        };
        let limit = distribution.pmf(a) * (1.0 + 1e-7);
        let possible = group.saturating_sub(all - with)..=group.min(with);
        let probabilities = possible.map(|count| distribution.pmf(count));
        let p_value = probabilities
            .filter(|probability| *probability <= limit)
            .sum();
        Significance::available(a as f64, p_value, FISHER)
    }

    /// Share of the first group over that of the second, with Katz's interval on the log scale.
    ///
    /// Not estimable with a zero cell.
    ///
    /// Source: Katz, D. et al. (1978), *Biometrics* 34, 469–474.
    #[must_use]
    pub fn risk_ratio(&self) -> Estimate {
        let n = usize::try_from(self.total()).unwrap_or(usize::MAX);
        let cells = [self.first, self.second].concat();
        if cells.contains(&0) {
            return Estimate::not_available("not estimable with a zero cell", n, RISK_RATIO);
        }
        let [first, second] = [self.first, self.second].map(Risk::of);
        let ratio = first.share / second.share;
        let spread = Z * (first.log_variance + second.log_variance).sqrt();
        Estimate::available(ratio, n, RISK_RATIO)
            .with_bounds(Some(ratio * (-spread).exp()), Some(ratio * spread.exp()))
    }

    fn total(&self) -> u64 {
        self.first
            .iter()
            .chain(&self.second)
            .map(|count| u64::from(*count))
            .sum()
    }

    /// The smallest product of margins over the total; 0 for an empty table.
    fn smallest_expected(&self) -> f64 {
        let rows =
            [self.first, self.second].map(|[with, without]| f64::from(with) + f64::from(without));
        let columns =
            [0, 1].map(|column| f64::from(self.first[column]) + f64::from(self.second[column]));
        rows[0].min(rows[1]) * columns[0].min(columns[1]) / (self.total().max(1) as f64)
    }
}

/// The share of a group, and the variance of its logarithm.
struct Risk {
    share: f64,
    log_variance: f64,
}

impl Risk {
    fn of(counts: [u32; 2]) -> Self {
        let [with, without] = counts.map(f64::from);
        Self {
            share: with / (with + without),
            log_variance: 1.0 / with - 1.0 / (with + without),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    const TABLE: FourfoldTable = FourfoldTable {
        first: [12, 8],
        second: [5, 15],
    };
    const SMALL: FourfoldTable = FourfoldTable {
        first: [8, 2],
        second: [1, 5],
    };

    #[test]
    fn reference_tests() {
        let chi_squared = TABLE.test();
        assert_eq!(chi_squared.method, CHI_SQUARED);
        assert_close(chi_squared.statistic.unwrap(), 5.012_788, 5e-7);
        assert_close(chi_squared.p_value.unwrap(), 0.025_160_76, 5e-9);
        assert_close(TABLE.fisher().p_value.unwrap(), 0.053_550_99, 5e-9);
        let small = SMALL.test();
        assert_eq!(small.method, FISHER);
        assert_close(small.p_value.unwrap(), 0.034_965_035, 5e-10);
    }

    #[test]
    fn reference_risk_ratio() {
        let ratio = TABLE.risk_ratio();
        assert_close(ratio.value.unwrap(), 2.4, 1e-12);
        assert_interval(ratio.interval(), 1.036_928, 5.554_871, 5e-7);
    }

    #[test]
    fn a_zero_cell_has_no_ratio_and_an_empty_margin_no_test() {
        let zero = FourfoldTable {
            first: [0, 8],
            second: [5, 15],
        };
        assert_eq!(zero.risk_ratio().value, None);
        assert!(zero.fisher().p_value.is_some());
        let empty = FourfoldTable {
            first: [0, 8],
            second: [0, 15],
        };
        assert_eq!(
            (empty.test().p_value, empty.chi_squared().p_value),
            (None, None)
        );
    }

    proptest! {
        #[test]
        fn exchanging_the_groups_keeps_p(a in 0_u32..40, b in 0_u32..40, c in 0_u32..40, d in 0_u32..40) {
            let table = FourfoldTable { first: [a, b], second: [c, d] };
            let exchanged = FourfoldTable { first: [c, d], second: [a, b] };
            match (table.test().p_value, exchanged.test().p_value) {
                (Some(found), Some(turned)) => prop_assert!((found - turned).abs() < 1e-9),
                (found, turned) => prop_assert_eq!(found, turned),
            }
        }
    }
}
