//! The difference of two means in standard deviations.

use statrs::function::gamma::ln_gamma;

use super::estimate::{Estimate, Interval, Z};
use super::order::{mean, sorted, variance};

const METHOD: &str = "Hedges' g, large-sample normal interval";

/// g = J·d, with d the difference of the means (first − second) over the pooled standard deviation.
///
/// SE² = (n₁ + n₂)/(n₁n₂) + g²/(2(n₁ + n₂)). Not available below two values in a group or if
/// nothing varies.
///
/// Source: Hedges, L. V. and Olkin, I. (1985), *Statistical Methods for Meta-Analysis*, chapter 5.
#[must_use]
pub fn hedges_g(first: &[f64], second: &[f64]) -> Estimate {
    let (first, second) = (
        sorted(first.iter().copied()),
        sorted(second.iter().copied()),
    );
    let n = first.len() + second.len();
    let Some(d) = cohens_d(&first, &second) else {
        return Estimate::not_available(
            "a group has fewer than two values or nothing varies",
            n,
            METHOD,
        );
    };
    let g = d * correction(n as f64 - 2.0);
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let standard_error = ((n1 + n2) / (n1 * n2) + g * g / (2.0 * (n1 + n2))).sqrt();
    let interval = Interval::around(g, Z * standard_error);
    Estimate::available(g, n, METHOD)
        .with_interval(interval.ok_or("the spread is not a finite number"))
}

fn cohens_d(first: &[f64], second: &[f64]) -> Option<f64> {
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let squares = (n1 - 1.0) * variance(first)? + (n2 - 1.0) * variance(second)?;
    let pooled = (squares / (n1 + n2 - 2.0)).sqrt();
    (pooled > 0.0).then_some((mean(first)? - mean(second)?) / pooled)
}

/// J = Γ(m/2)/(√(m/2)·Γ((m − 1)/2)), which takes the upward bias of d away.
fn correction(degrees_of_freedom: f64) -> f64 {
    let half = degrees_of_freedom / 2.0;
    (ln_gamma(half) - half.ln() / 2.0 - ln_gamma(half - 0.5)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    const FIRST: [f64; 6] = [62.0, 55.0, 71.0, 48.0, 66.0, 59.0];
    const SECOND: [f64; 7] = [50.0, 47.0, 58.0, 44.0, 53.0, 49.0, 51.0];

    #[test]
    fn reference_values() {
        assert_close(cohens_d(&FIRST, &SECOND).unwrap(), 1.544_409_79, 5e-9);
        assert_close(correction(11.0), 0.929_959_81, 5e-9);
        assert_close(hedges_g(&FIRST, &SECOND).value.unwrap(), 1.436_239_04, 5e-9);
    }

    #[test]
    fn the_interval_by_hand() {
        // SE² = 13/42 + 1.43623904²/26 = 0.388862.
        let interval = hedges_g(&FIRST, &SECOND).interval().unwrap();
        assert_close(
            interval.upper - interval.lower,
            2.0 * 1.959_964 * 0.388_862_f64.sqrt(),
            1e-5,
        );
    }

    #[test]
    fn exchanging_the_groups_turns_the_sign() {
        let (found, turned) = (hedges_g(&FIRST, &SECOND), hedges_g(&SECOND, &FIRST));
        assert_close(found.value.unwrap() + turned.value.unwrap(), 0.0, 1e-12);
    }

    #[test]
    fn without_spread_there_is_none() {
        for (first, second) in [
            (&[1.0][..], &[2.0, 3.0][..]),
            (&[1.0, 1.0], &[2.0, 2.0]),
            (&[], &[]),
        ] {
            let estimate = hedges_g(first, second);
            assert_eq!(estimate.value, None);
            assert!(estimate.not_available.is_some());
        }
    }
}
