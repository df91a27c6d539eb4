//! p values of several comparisons that are read together.
//!
//! Comparisons without a p (`None`) do not count and stay without one.

/// Holm's step-down adjustment: the chance of any false finding stays at the level.
///
/// Source: Holm, S. (1979), *Scand. J. Statist.* 6, 65–70.
#[must_use]
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let ranked = ascending(p_values);
    let n = ranked.len();
    let mut largest = 0.0_f64;
    let adjusted = ranked.into_iter().enumerate().map(|(rank, (place, p))| {
        largest = largest.max(p * (n - rank) as f64).min(1.0);
        (place, largest)
    });
    in_place(p_values.len(), adjusted)
}

/// Benjamini and Hochberg's step-up adjustment: the share of false findings stays at the level.
///
/// Source: Benjamini, Y. and Hochberg, Y. (1995), *J. R. Stat. Soc. B* 57, 289–300.
#[must_use]
pub fn benjamini_hochberg(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let ranked = ascending(p_values);
    let n = ranked.len() as f64;
    let mut smallest = 1.0_f64;
    let adjusted = ranked
        .into_iter()
        .enumerate()
        .rev()
        .map(|(rank, (place, p))| {
            smallest = smallest.min(p * n / (rank + 1) as f64);
            (place, smallest)
        });
    in_place(p_values.len(), adjusted)
}

/// The p values that count, ascending, each with its place.
fn ascending(p_values: &[Option<f64>]) -> Vec<(usize, f64)> {
    let with_place = p_values.iter().enumerate();
    let mut ranked: Vec<(usize, f64)> = with_place
        .filter_map(|(place, p)| Some((place, p.filter(|p| (0.0..=1.0).contains(p))?)))
        .collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    ranked
}

fn in_place(length: usize, adjusted: impl Iterator<Item = (usize, f64)>) -> Vec<Option<f64>> {
    let mut placed = vec![None; length];
    for (place, p) in adjusted {
        placed[place] = Some(p);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;
    use proptest::prelude::*;

    const RAW: [Option<f64>; 6] = [
        Some(0.01),
        Some(0.04),
        None,
        Some(0.03),
        Some(0.005),
        Some(0.20),
    ];

    fn check(found: &[Option<f64>], expected: [Option<f64>; 6]) {
        for (found, expected) in found.iter().zip(expected) {
            match (found, expected) {
                (Some(found), Some(expected)) => assert_close(*found, expected, 1e-12),
                (found, expected) => assert_eq!(*found, expected),
            }
        }
    }

    #[test]
    fn reference_adjustments_leave_out_what_has_no_p() {
        check(
            &holm(&RAW),
            [
                Some(0.04),
                Some(0.09),
                None,
                Some(0.09),
                Some(0.025),
                Some(0.2),
            ],
        );
        check(
            &benjamini_hochberg(&RAW),
            [
                Some(0.025),
                Some(0.05),
                None,
                Some(0.05),
                Some(0.025),
                Some(0.2),
            ],
        );
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(holm(&[]), []);
        assert_eq!(benjamini_hochberg(&[None, Some(f64::NAN)]), [None, None]);
    }

    proptest! {
        #[test]
        fn holm_is_at_least_bh_and_bh_at_least_raw(p_values in prop::collection::vec(0.0_f64..=1.0, 1..20)) {
            let raw: Vec<Option<f64>> = p_values.iter().copied().map(Some).collect();
            for ((holm, bh), raw) in holm(&raw).into_iter().zip(benjamini_hochberg(&raw)).zip(p_values) {
                let (holm, bh) = (holm.unwrap(), bh.unwrap());
                prop_assert!(raw <= bh + 1e-12 && bh <= holm + 1e-12 && holm <= 1.0);
            }
        }
    }
}
