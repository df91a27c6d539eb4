//! The words in which people say how long a meeting was: data in `units.toml`.

use crate::programme::fold;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Section → name → words, as in the data file.
type Sections = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// An unreadable file would leave no words; a test reads every section of it.
static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| toml::from_str(include_str!("units.toml")).unwrap_or_default());

/// Minutes by unit, minutes by phrase, and words that join two lengths.
struct Lengths {
    units: HashMap<&'static str, f64>,
    phrases: HashMap<&'static str, f64>,
    joins: HashSet<&'static str>,
}

static LENGTHS: LazyLock<Lengths> = LazyLock::new(|| Lengths {
    units: listed("unit", minutes_of),
    phrases: listed("phrase", |minutes| minutes.parse().ok()),
    joins: listed("join", |_| Some(0.0)).into_keys().collect(),
});

fn listed(section: &str, value: fn(&str) -> Option<f64>) -> HashMap<&'static str, f64> {
    let lists = SECTIONS.get(section).into_iter().flatten();
    lists
        .filter_map(|(name, words)| Some((value(name)?, words)))
        .flat_map(|(value, words)| words.iter().map(move |word| (word.as_str(), value)))
        .collect()
}

fn minutes_of(unit: &str) -> Option<f64> {
    Some(match unit {
        "hour" => 60.0,
        "minute" => 1.0,
        "second" => 1.0 / 60.0,
        _ => return None,
    })
}

/// Minutes in a unit.
pub(super) fn unit(word: &str) -> Option<f64> {
    if word == "'" {
        return Some(1.0);
    }
    LENGTHS.units.get(fold(word).as_str()).copied()
}

/// Minutes in a length without a number.
pub(super) fn phrase(text: &str) -> Option<f64> {
    LENGTHS.phrases.get(fold(text).as_str()).copied()
}

/// Whether a word joins two lengths: "1 Stunde und 15 Minuten".
pub(super) fn is_join(word: &str) -> bool {
    LENGTHS.joins.contains(fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded_stands_once_in_its_section_and_says_something() {
        for (section, lists) in SECTIONS.iter() {
            let words: Vec<&String> = lists.values().flatten().collect();
            for word in &words {
                assert_eq!(&fold(word), *word);
            }
            let known = match section.as_str() {
                "unit" => LENGTHS.units.len(),
                "phrase" => LENGTHS.phrases.len(),
                _ => LENGTHS.joins.len(),
            };
            assert_eq!(known, words.len(), "{section}");
        }
        assert_eq!(SECTIONS.len(), 3);
    }
}
