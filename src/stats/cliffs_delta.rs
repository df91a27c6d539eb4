//! How often the values of one group exceed those of another.

use super::clustered_mean::t_quantile;
use super::estimate::{Estimate, Interval};
use super::order::{Ranks, sorted, sum};

const METHOD: &str = "Cliff's delta, asymmetric interval";

/// δ = P(X > Y) − P(X < Y) over all pairs of a value of the first and one of the second group.
///
/// Between −1 and 1. The interval is (δ − δ³ ± t·s·√((1 − δ²)² + t²s²))/(1 − δ² + t²s²) with the
/// unbiased variance s² and n₁ + n₂ − 2 degrees of freedom. Where |δ| = 1 that end is ±1, and the
/// other follows from δ·(n₁n₂ − 1)/(n₁n₂). No interval if a group has fewer than two values.
///
/// Source: Cliff, N. (1996), *Ordinal Methods for Behavioral Data Analysis*, chapter 5; Feng, D.
/// and Cliff, N. (2004), *J. Mod. Appl. Stat. Methods* 3, 322–332.
#[must_use]
pub fn cliffs_delta(first: &[f64], second: &[f64]) -> Estimate {
    let (first, second) = (
        sorted(first.iter().copied()),
        sorted(second.iter().copied()),
    );
    let n = first.len() + second.len();
    if first.is_empty() || second.is_empty() {
        return Estimate::not_available("a group is empty", n, METHOD);
    }
    let dominance = Dominance::of(&first, &second);
    Estimate::available(dominance.delta(), n, METHOD).with_interval(
        dominance
            .interval()
            .ok_or("each group needs at least two values"),
    )
}

/// For each value how much it exceeds the other group: share of smaller less share of larger.
struct Dominance {
    first: Vec<f64>,
    second: Vec<f64>,
    /// Number of pairs that are equal.
    ties: f64,
}

impl Dominance {
    fn of(first: &[f64], second: &[f64]) -> Self {
        let (mut among_first, mut among_second) = (Ranks::among(first), Ranks::among(second));
        let mut ties = 0;
        let of_first = |x: &f64| {
            let [below, up_to] = among_second.of(*x);
            ties += up_to - below;
            excess([below, up_to], second)
        };
        Self {
            first: first.iter().map(of_first).collect(),
            second: second
                .iter()
                .map(|y| -excess(among_first.of(*y), first))
                .collect(),
            ties: ties as f64,
        }
    }

    fn delta(&self) -> f64 {
        // Whole: the pairs in which the first is the greater less those in which it is the smaller.
        let more = sum(self.first.iter().copied()) * self.second.len() as f64;
        more.round() / self.pairs()
    }

    fn pairs(&self) -> f64 {
        (self.first.len() * self.second.len()) as f64
    }

    fn interval(&self) -> Option<Interval> {
        let delta = self.delta();
        let certain = delta.abs() >= 1.0;
        let centre = if certain {
            delta * (1.0 - 1.0 / self.pairs())
        } else {
            delta
        };
        let interval = asymmetric(centre, self.variance(centre)?, self.degrees_of_freedom())?;
        Some(Interval {
            lower: if delta <= -1.0 { -1.0 } else { interval.lower },
            upper: if delta >= 1.0 { 1.0 } else { interval.upper },
        })
    }

    fn degrees_of_freedom(&self) -> f64 {
        (self.first.len() + self.second.len()) as f64 - 2.0
    }

    /// The unbiased variance of δ; `None` below two values in a group.
    ///
    /// In small groups it can be negative; then the least possible one, (1 − δ²)/(n₁n₂ − 1).
    fn variance(&self, delta: f64) -> Option<f64> {
        let (n1, n2) = (self.first.len() as f64, self.second.len() as f64);
        let squares = |shares: &[f64]| sum(shares.iter().map(|share| (share - delta).powi(2)));
        let both = n2 * n2 * squares(&self.first) + n1 * n1 * squares(&self.second);
        let variance = (both - self.squares_of_pairs(delta)) / (n1 * n2 * (n1 - 1.0) * (n2 - 1.0));
        let least = (1.0 - delta * delta) / (n1 * n2 - 1.0);
        let usable = n1 > 1.0 && n2 > 1.0;
        usable.then_some(if variance > 0.0 { variance } else { least })
    }

    /// Σ (dᵢⱼ − δ)² over all pairs, whose dᵢⱼ is 1, 0 or −1.
    fn squares_of_pairs(&self, delta: f64) -> f64 {
        let pairs = self.pairs();
        let untied = pairs - self.ties;
        untied - 2.0 * delta * self.delta() * pairs + pairs * delta * delta
    }
}

/// Feng and Cliff's interval of δ with this variance; `None` below one degree of freedom.
pub(super) fn asymmetric(delta: f64, variance: f64, degrees_of_freedom: f64) -> Option<Interval> {
    let t2s2 = t_quantile(degrees_of_freedom)?.powi(2) * variance;
    let rest = 1.0 - delta * delta;
    let half_width = (t2s2 * (rest * rest + t2s2)).sqrt();
    let interval = Interval::around(delta * rest, half_width)?;
    Some(Interval {
        lower: (interval.lower / (rest + t2s2)).max(-1.0),
        upper: (interval.upper / (rest + t2s2)).min(1.0),
    })
}

/// Share of a group that is smaller than a value, less the share that is larger, from where the
/// value stands in it.
pub(super) fn excess([smaller, up_to]: [usize; 2], group: &[f64]) -> f64 {
    let larger = group.len() - up_to;
    (smaller as f64 - larger as f64) / group.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};
    use proptest::prelude::*;

    #[test]
    fn reference_delta() {
        let estimate = cliffs_delta(
            &[10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0, 30.0, 40.0, 50.0],
            &[10.0, 20.0, 30.0, 40.0, 40.0, 50.0],
        );
        assert_close(estimate.value.unwrap(), -0.25, 1e-12);
        assert_interval(estimate.interval(), -0.726_584_6, 0.389_006_2, 5e-8);
    }

    #[test]
    fn groups_apart_have_one_end_at_the_limit() {
        let apart = cliffs_delta(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]);
        // δ′ = −8/9, s² = 5·9·(1/9)²/(9·2·2)·… by the formula, t₄ = 2.776445.
        let (delta, s2) = (-8.0_f64 / 9.0, (1.0_f64 / 9.0).powi(2) * 5.0 / 4.0);
        let t2s2 = 2.776_445_f64.powi(2) * s2;
        let rest = 1.0 - delta * delta;
        let upper = (delta * rest + (t2s2 * (rest * rest + t2s2)).sqrt()) / (rest + t2s2);
        assert_eq!(apart.value, Some(-1.0));
        assert_interval(apart.interval(), -1.0, upper, 1e-6);
    }

    #[test]
    fn a_single_value_has_no_interval() {
        let single = cliffs_delta(&[1.0], &[0.0, 2.0]);
        assert_eq!((single.value, single.interval()), (Some(0.0), None));
        assert_eq!(cliffs_delta(&[], &[1.0]).value, None);
    }

    proptest! {
        #[test]
        fn a_group_does_not_differ_from_itself_not_even_by_rounding(
            values in prop::collection::vec(-9_i8..9, 1..40), times in 1_usize..4,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let repeated = values.repeat(times);
            prop_assert_eq!(cliffs_delta(&values, &repeated).value, Some(0.0));
        }

        #[test]
        fn exchanging_the_groups_turns_the_sign(
            first in prop::collection::vec(-9_i8..9, 2..20), second in prop::collection::vec(-9_i8..9, 2..20),
        ) {
            let (first, second): (Vec<f64>, Vec<f64>) = (first.into_iter().map(f64::from).collect(), second.into_iter().map(f64::from).collect());
            let (found, turned) = (cliffs_delta(&first, &second), cliffs_delta(&second, &first));
            prop_assert!((found.value.unwrap() + turned.value.unwrap()).abs() < 1e-12);
            let (found, turned) = (found.interval().unwrap(), turned.interval().unwrap());
            prop_assert!((found.lower + turned.upper).abs() < 1e-9 && (found.upper + turned.lower).abs() < 1e-9);
            prop_assert!(-1.0 <= found.lower && found.lower <= found.upper && found.upper <= 1.0);
        }
    }
}
