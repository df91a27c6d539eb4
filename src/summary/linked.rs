//! Groupings that tell something of each other: some groups of one hold together the same pairs as
//! some of the other, as the sites of a region do.
//!
//! What is hidden of one would then follow from what is shown of the other, however well each is
//! protected by itself.

use super::groups::Grouping;
use super::pair_table::PairTable;
use polars::prelude::PolarsResult;
use std::collections::BTreeSet;

/// Every two groupings that are linked, the one that was asked for first before the other.
pub(super) fn linked(
    pairs: &PairTable,
    groupings: &[Grouping<'_>],
) -> PolarsResult<Vec<[String; 2]>> {
    let mut linked = Vec::new();
    for (place, later) in groupings.iter().enumerate() {
        for first in &groupings[..place] {
            let together = pairs.together(first.in_table, later.in_table)?;
            if components(&together) > 1 {
                linked.push([first.column.name.clone(), later.column.name.clone()]);
            }
        }
    }
    Ok(linked)
}

/// Into how many parts the values fall if values that a pair has together are of one part. Each part
/// has the same pairs in either column, so more than one part is more than the total.
fn components<A: Ord + Copy, B: Ord + Copy>(together: &BTreeSet<(A, B)>) -> usize {
    let mut parts: Vec<(BTreeSet<A>, BTreeSet<B>)> = Vec::new();
    for (a, b) in together {
        let (touching, mut others): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|(of_a, of_b)| of_a.contains(a) || of_b.contains(b));
        let mut part = (BTreeSet::from([*a]), BTreeSet::from([*b]));
        for (of_a, of_b) in touching {
            part.0.extend(of_a);
            part.1.extend(of_b);
        }
        others.push(part);
        parts = others;
    }
    parts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(together: &[(&str, &str)]) -> usize {
        components(&together.iter().copied().collect())
    }

    #[test]
    fn sites_of_regions_are_linked_with_them() {
        let nested = [("North", "A"), ("North", "B"), ("South", "C")];
        assert_eq!(parts(&nested), 2);
        let one_site_in_both = [
            ("North", "A"),
            ("North", "B"),
            ("South", "C"),
            ("South", "A"),
        ];
        assert_eq!(parts(&one_site_in_both), 1);
    }

    #[test]
    fn values_that_meet_only_through_others_are_one_part() {
        let chain = [("a", "1"), ("b", "2"), ("c", "1"), ("c", "2")];
        assert_eq!(parts(&chain), 1);
        assert_eq!(parts(&[]), 0);
    }
}
