//! How much two groups differ in what they are made of.

/// (p₁ − p₂)/√((p₁(1 − p₁) + p₂(1 − p₂))/2): the difference of the shares that have a property, in
/// standard deviations. 0 where both are equal; `None` where both are 0 or 1 and differ.
///
/// It depends on no number of units, so it says how unlike groups are, not how surely. Above 0.1
/// in size it is commonly called an imbalance.
///
/// Source: Austin, P. C. (2009), *Commun. Stat. Simul. Comput.* 38, 1228–1234.
#[must_use]
pub fn standardised_difference(first: f64, second: f64) -> Option<f64> {
    let spread = |p: f64| p * (1.0 - p);
    let pooled = f64::midpoint(spread(first), spread(second)).sqrt();
    if (first - second).abs() < 1e-12 {
        return Some(0.0);
    }
    let difference = (first - second) / pooled;
    (pooled > 0.0 && difference.is_finite()).then_some(difference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_standard_deviations() {
        // (0.6 − 0.4)/√0.24.
        assert!((standardised_difference(0.6, 0.4).unwrap() - 0.408_248_29).abs() < 1e-8);
        assert_eq!(standardised_difference(0.3, 0.3), Some(0.0));
        assert_eq!(standardised_difference(1.0, 1.0), Some(0.0));
        assert_eq!(standardised_difference(1.0, 0.0), None);
    }
}
