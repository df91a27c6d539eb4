//! Goal attainment scaling.

use super::order::sum;

/// The assumed correlation between the scores of the goals of one subject.
const CORRELATION: f64 = 0.3;

/// Kiresuk and Sherman's T = 50 + 10·Σwx / √(0.7·Σw² + 0.3·(Σw)²) of goals (level x, weight w).
///
/// Levels run from −2 (much less than expected) over 0 (as expected) to +2 (much more). 50 is
/// attainment as expected on the whole. T depends on the number of goals: the more goals at the
/// same level, the further from 50. Goals with a level that is not finite, or a weight that is
/// not above 0, are left out; `None` if none is left.
///
/// Source: Kiresuk, T. J. and Sherman, R. E. (1968), *Community Ment. Health J.* 4, 443–453.
#[must_use]
pub fn gas_t_score(goals: &[(f64, f64)]) -> Option<f64> {
    let scaled = goals
        .iter()
        .filter(|(x, w)| x.is_finite() && w.is_finite() && *w > 0.0);
    let weighted = sum(scaled.clone().map(|(x, w)| w * x));
    let weights = sum(scaled.clone().map(|(_, w)| *w));
    let squares = sum(scaled.map(|(_, w)| w * w));
    let spread = ((1.0 - CORRELATION) * squares + CORRELATION * weights * weights).sqrt();
    let score = 50.0 + 10.0 * weighted / spread;
    score.is_finite().then_some(score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    fn unweighted(levels: &[f64]) -> f64 {
        let goals: Vec<(f64, f64)> = levels.iter().map(|level| (*level, 1.0)).collect();
        gas_t_score(&goals).unwrap()
    }

    #[test]
    fn reference_scores() {
        assert_close(
            gas_t_score(&[(1.0, 1.0), (1.0, 2.0), (0.0, 3.0)]).unwrap(),
            56.609_790,
            5e-7,
        );
        assert_close(unweighted(&[2.0]), 70.0, 1e-9);
        assert_close(unweighted(&[-2.0, -2.0, -2.0]), 22.613_872, 5e-7);
        assert_close(unweighted(&[1.0; 5]), 65.075_567, 5e-7);
        assert_close(unweighted(&[1.0, 0.0, -1.0]), 50.0, 1e-12);
    }

    #[test]
    fn goals_without_level_or_weight_are_left_out() {
        let goals = [(2.0, 1.0), (f64::NAN, 1.0), (1.0, 0.0), (1.0, -1.0)];
        assert_close(gas_t_score(&goals).unwrap(), 70.0, 1e-9);
        assert_eq!((gas_t_score(&[]), gas_t_score(&[(1.0, 0.0)])), (None, None));
    }
}
