//! Cronbach's alpha: how consistently the items of a scale measure together.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::estimate::{Estimate, Interval, LEVEL};
use super::order::{sum, variance};

const METHOD: &str = "Cronbach's alpha, Feldt interval";

/// α = k/(k − 1)·(1 − Σ item variances / variance of the total) over the answers of respondents.
///
/// Each respondent is a row with the same k ≥ 2 items, reverse scoring already done; rows that
/// are shorter than the longest, or hold a value that is not finite, are left out. At most 1,
/// and negative if items contradict each other. Not available below two complete rows or if
/// their totals do not differ.
///
/// Source: Cronbach, L. J. (1951), *Psychometrika* 16, 297–334; interval of Feldt, L. S. (1965),
/// *Psychometrika* 30, 357–370.
#[must_use]
pub fn cronbach_alpha(respondents: &[Vec<f64>]) -> Estimate {
    let items = respondents.iter().map(Vec::len).max().unwrap_or(0);
    let complete: Vec<&Vec<f64>> = respondents
        .iter()
        .filter(|row| row.len() == items && row.iter().all(|answer| answer.is_finite()))
        .collect();
    match alpha(&complete, items) {
        Ok(alpha) => Estimate::available(alpha, complete.len(), METHOD).with_interval(
            feldt_interval(alpha, complete.len(), items).ok_or("no interval without spread"),
        ),
        Err(reason) => Estimate::not_available(reason, complete.len(), METHOD),
    }
}

fn alpha(complete: &[&Vec<f64>], items: usize) -> Result<f64, &'static str> {
    if items < 2 {
        return Err("a scale needs at least two items");
    }
    let totals: Vec<f64> = complete
        .iter()
        .map(|row| sum(row.iter().copied()))
        .collect();
    let of_total = variance(&totals).ok_or("fewer than two complete answers")?;
    if of_total <= 0.0 {
        return Err("the answers do not differ");
    }
    let of_item = |item: usize| {
        let answers: Vec<f64> = complete
            .iter()
            .filter_map(|row| row.get(item).copied())
            .collect();
        variance(&answers).unwrap_or(0.0)
    };
    let k = items as f64;
    Ok(k / (k - 1.0) * (1.0 - sum((0..items).map(of_item)) / of_total))
}

/// 1 − (1 − α)·F at the quantiles of F with n − 1 and (n − 1)(k − 1) degrees of freedom.
fn feldt_interval(alpha: f64, respondents: usize, items: usize) -> Option<Interval> {
    let between = respondents as f64 - 1.0;
    let f = FisherSnedecor::new(between, between * (items as f64 - 1.0)).ok()?;
    let tail = (1.0 - LEVEL) / 2.0;
    (alpha < 1.0).then(|| Interval {
        lower: 1.0 - (1.0 - alpha) * f.inverse_cdf(1.0 - tail),
        upper: 1.0 - (1.0 - alpha) * f.inverse_cdf(tail),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};

    #[test]
    fn alpha_by_hand() {
        // Item variances 5/3 and 11/3, variance of the totals 3, 4, 6, 11: 38/3.
        let answers = [
            vec![1.0, 2.0],
            vec![2.0, 2.0],
            vec![3.0, 3.0],
            vec![4.0, 7.0],
        ];
        let estimate = cronbach_alpha(&answers);
        let total_variance = (9.0_f64 + 4.0 + 0.0 + 25.0) / 3.0;
        let item_variances = 5.0 / 3.0 + (2.25 + 2.25 + 0.25 + 12.25) / 3.0;
        assert_close(
            estimate.value.unwrap(),
            2.0 * (1.0 - item_variances / total_variance),
            1e-12,
        );
        assert_eq!(estimate.n, 4);
    }

    #[test]
    fn the_interval_is_feldts() {
        // α = 12/19; F with 3 and 3 degrees of freedom has 0.975 quantile 15.43918 and its inverse.
        let answers = [
            vec![1.0, 2.0],
            vec![2.0, 2.0],
            vec![3.0, 3.0],
            vec![4.0, 7.0],
        ];
        let estimate = cronbach_alpha(&answers);
        let rest = 1.0 - estimate.value.unwrap();
        assert_interval(
            estimate.interval(),
            1.0 - rest * 15.439_182,
            1.0 - rest / 15.439_182,
            1e-5,
        );
    }

    #[test]
    fn items_that_are_the_same_have_alpha_one_without_interval() {
        let estimate = cronbach_alpha(&[vec![1.0, 1.0], vec![2.0, 2.0], vec![5.0, 5.0]]);
        assert_eq!((estimate.value, estimate.interval()), (Some(1.0), None));
    }

    #[test]
    fn incomplete_answers_are_left_out() {
        let complete = [vec![1.0, 2.0], vec![3.0, 3.0], vec![4.0, 7.0]];
        let incomplete = [
            vec![9.0],
            vec![1.0, 2.0],
            vec![3.0, 3.0],
            vec![f64::NAN, 1.0],
            vec![4.0, 7.0],
        ];
        assert_eq!(cronbach_alpha(&complete), cronbach_alpha(&incomplete));
    }

    #[test]
    fn what_has_no_alpha_has_a_reason() {
        let equal = vec![vec![1.0, 2.0]; 3];
        for answers in [
            vec![],
            vec![vec![1.0, 2.0]],
            vec![vec![1.0], vec![2.0]],
            equal,
        ] {
            let estimate = cronbach_alpha(&answers);
            assert_eq!(estimate.value, None);
            assert!(estimate.not_available.is_some());
        }
    }
}
