//! Whether a text that would be shared names a participant.

use crate::programme::{Programme, fold};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::samples::{pair, programme};

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
