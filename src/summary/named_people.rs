//! Whether a text that would be shared names a participant.

use super::selection::PairColumn;
use super::summarise::DEFAULT_GROUPING;
use crate::programme::{Programme, fold};
use std::collections::BTreeSet;

/// A mentor or mentee whose full name stands in one of the texts, with the text; single words
/// are no names, since they may be words of the programme.
#[must_use]
pub fn named_person<'t>(programme: &Programme, texts: &[&'t str]) -> Option<&'t str> {
    let folded: Vec<(&'t str, String)> = texts
        .iter()
        .map(|text| (*text, format!(" {} ", fold(text))))
        .collect();
    let pairs = programme
        .partitions
        .iter()
        .flat_map(|partition| &partition.pairs);
    let mut names = pairs
        .flat_map(|pair| [&pair.mentor, &pair.mentee])
        .flatten()
        .map(|name| fold(name));
    names.find_map(|name| {
        let searched = format!(" {name} ");
        let full = name.contains(' ');
        folded
            .iter()
            .find(|(_, text)| full && text.contains(&searched))
            .map(|(text, _)| *text)
    })
}

/// The names of the groups that a report with these groupings speaks of.
#[must_use]
pub fn group_names<'p>(programme: &'p Programme, by: &[String]) -> BTreeSet<&'p str> {
    let default = [DEFAULT_GROUPING.to_owned()];
    let columns = if by.is_empty() { &default[..] } else { by };
    let columns: Vec<PairColumn> = columns
        .iter()
        .filter_map(|name| PairColumn::find(programme, name, "--by").ok())
        .collect();
    let partitions = programme.partitions.iter();
    partitions
        .flat_map(|partition| &partition.pairs)
        .flat_map(|pair| columns.iter().filter_map(|column| column.value(pair)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::samples::{pair, programme};

    #[test]
    fn groups_are_those_of_the_cohort_unless_others_are_asked_for() {
        let mut one = pair("P1");
        one.attributes = vec![Some("Friends of Zelda Quux".into())];
        let programme = programme(vec![one]);
        let cohorts = group_names(&programme, &[]);
        assert_eq!(cohorts, BTreeSet::from(["Friends of Zelda Quux"]));
        assert!(group_names(&programme, &["pair_id".into()]).contains("P1"));
    }

    #[test]
    fn a_full_name_is_found_and_a_part_of_one_is_not() {
        let mut one = pair("P1");
        one.mentor = Some("Zelda Quux".into());
        one.mentee = Some("Coach".into());
        let programme = programme(vec![one]);
        assert_eq!(
            named_person(&programme, &["fine", "by ZELDA  quux."]),
            Some("by ZELDA  quux.")
        );
        assert_eq!(
            named_person(&programme, &["Zelda", "Coach training", "Zelda Quuxley"]),
            None
        );
    }
}
