//! p values that are read together are adjusted together.

use super::contrast::{Contrast, REST};
use crate::stats::multiplicity::{benjamini_hochberg, holm};

/// Adjusts the comparisons of one grouping: those of primary measures by Holm, the others, which
/// are exploratory, by Benjamini and Hochberg. Groups against the rest and pairs of groups are
/// families of their own.
pub(super) fn adjust(contrasts: &mut [Contrast], primary: &[String]) {
    let has_rest = contrasts.iter().any(|contrast| contrast.groups[1] == REST);
    for against_rest in [true, false] {
        for is_primary in [true, false] {
            let mut family: Vec<&mut Contrast> = contrasts
                .iter_mut()
                .filter(|contrast| contrast.test.is_some())
                .filter(|contrast| (contrast.groups[1] == REST) == against_rest)
                .filter(|contrast| primary.contains(&contrast.measure) == is_primary)
                .collect();
            let pairs = has_rest && !against_rest;
            adjust_family(&mut family, is_primary, pairs);
        }
    }
}

fn adjust_family(family: &mut [&mut Contrast], is_primary: bool, pairs_of_groups: bool) {
    let p_values: Vec<Option<f64>> = family.iter().map(|contrast| contrast.p()).collect();
    let (adjusted, adjustment, measures) = if is_primary {
        (holm(&p_values), "Holm", "primary")
    } else {
        (
            benjamini_hochberg(&p_values),
            "Benjamini–Hochberg",
            "exploratory",
        )
    };
    let tests = p_values.iter().flatten().count();
    for (contrast, p) in family.iter_mut().zip(adjusted) {
        let pairs = if pairs_of_groups {
            ", pairs of groups"
        } else {
            ""
        };
        contrast.p_adjusted = p;
        if p.is_some() {
            contrast.adjustment = adjustment;
            contrast.among = format!(
                "{measures} measures by {}{pairs} ({tests} tests)",
                contrast.grouping
            );
        }
    }
}
