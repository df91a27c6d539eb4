//! The lexicon of answers and states: data in `lexicon.toml`, looked up by the folded whole.

use crate::programme::fold;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Section → meaning → texts, as in the data file.
type Sections = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// An unreadable file would leave the lexicon empty; a test reads every section of it.
pub(super) static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| toml::from_str(include_str!("lexicon.toml")).unwrap_or_default());

/// The texts of one section by what they mean.
pub(super) struct Words<T>(HashMap<String, T>);

impl<T: Copy> Words<T> {
    /// Takes a section of the data file; each meaning is named as in the file.
    pub(super) fn new(section: &str, meanings: &[(&str, T)]) -> Self {
        let mut words = HashMap::new();
        for (name, meaning) in meanings {
            for text in texts(section, name) {
                words.insert(whole(&text), *meaning);
            }
        }
        Self(words)
    }

    /// What a text means, taken as a whole.
    pub(super) fn get(&self, text: &str) -> Option<T> {
        self.0.get(&whole(text)).copied()
    }
}

/// What texts are compared by: folded; a mark without letters, such as a tick, by itself, and a
/// negative number too, since its sign would be lost.
pub(super) fn key(text: &str) -> String {
    let folded = fold(text);
    let is_negative = text
        .trim_start()
        .strip_prefix(['-', '\u{2212}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if folded.is_empty() || is_negative {
        text.trim().to_owned()
    } else {
        folded
    }
}

/// The same of a text that is an answer as a whole: a percentage is no number, and a question mark
/// leaves the answer open.
fn whole(text: &str) -> String {
    if text.trim_end().ends_with(['%', '?']) {
        text.trim().to_owned()
    } else {
        key(text)
    }
}

/// The texts of one meaning, parties filled in.
pub(super) fn texts(section: &str, meaning: &str) -> Vec<String> {
    listed(section, meaning)
        .iter()
        .flat_map(|text| filled_in(text))
        .collect()
}

fn listed(section: &str, meaning: &str) -> &'static [String] {
    SECTIONS
        .get(section)
        .and_then(|meanings| meanings.get(meaning))
        .map_or(&[], Vec::as_slice)
}

/// A text once for every word of the parties that it names.
fn filled_in(text: &str) -> Vec<String> {
    let mut filled = vec![text.to_owned()];
    for party in ["mentor", "mentee", "coordinator"] {
        let place = format!("{{{party}}}");
        if text.contains(&place) {
            filled = filled
                .iter()
                .flat_map(|text| {
                    listed("party", party)
                        .iter()
                        .map(|word| text.replace(&place, word))
                })
                .collect();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_means_two_things_in_its_section() {
        for (section, meanings) in SECTIONS.iter() {
            let mut seen = BTreeMap::new();
            for meaning in meanings.keys() {
                for text in texts(section, meaning) {
                    let other = seen.insert(key(&text), meaning);
                    assert!(
                        other.is_none_or(|other| other == meaning),
                        "{section}: {text} is {meaning} and {other:?}"
                    );
                }
            }
        }
        assert_eq!(SECTIONS.len(), 15);
    }

    #[test]
    fn every_text_has_a_key_and_no_place_left_open() {
        for (section, meanings) in SECTIONS.iter() {
            for text in meanings.keys().flat_map(|meaning| texts(section, meaning)) {
                assert!(
                    !key(&text).is_empty() && !text.contains('{'),
                    "{section}: {text}"
                );
            }
        }
    }
}
