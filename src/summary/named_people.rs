//! Whether a text that would be shared names a participant.

use super::selection::PairColumn;
use super::summarise::DEFAULT_GROUPING;
use crate::programme::{Programme, fold};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The first of the texts in which the full name of a mentor or mentee stands, its words in any
/// order ("Lee, Ann"), or the id of a pair. Single words are no names, since they may be words of
/// the programme, and ids only with letters and digits.
#[must_use]
pub fn named_person<'t>(programme: &Programme, texts: &[&'t str]) -> Option<&'t str> {
    let naming = naming_people(programme, texts);
    texts.iter().copied().find(|text| naming.contains(text))
}

/// Those of the texts in which a full name stands, or an id.
pub(super) fn naming_people<'t>(programme: &Programme, texts: &[&'t str]) -> BTreeSet<&'t str> {
    let passages = Passages::of(texts);
    if passages.texts.is_empty() {
        return BTreeSet::new();
    }
    let pairs = programme.par_partitions().flat_map(|part| &part.pairs);
    pairs
        .flat_map_iter(|pair| {
            let people = pair.mentors().chain(pair.mentees());
            let names = people.map(fold).filter(|name| is_full(name));
            let id = Some(fold(&pair.id)).filter(|id| is_telling(id));
            names.chain(id).flat_map(|name| passages.with(&name))
        })
        .collect()
}

/// Names of more words than this are searched for one by one.
const MOST_WORDS: usize = 6;

/// Texts by every few words that follow each other in them, in alphabetical order: programmes have
/// far more names than shared texts have words.
struct Passages<'t> {
    texts: Vec<(&'t str, String)>,
    by_words: HashMap<String, Vec<usize>>,
}

impl<'t> Passages<'t> {
    fn of(texts: &[&'t str]) -> Self {
        let folded = texts.iter().map(|text| (*text, fold(text)));
        let texts: Vec<(&str, String)> = folded.filter(|(_, folded)| !folded.is_empty()).collect();
        let mut by_words: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, (_, folded)) in texts.iter().enumerate() {
            let words: Vec<&str> = folded.split(' ').collect();
            for length in 1..=MOST_WORDS.min(words.len()) {
                for passage in words.windows(length) {
                    by_words.entry(sorted(passage)).or_default().push(place);
                }
            }
        }
        Self { texts, by_words }
    }

    /// The texts in which a folded name stands.
    fn with(&self, name: &str) -> Vec<&'t str> {
        let text = |place: &usize| self.texts[*place].0;
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() <= MOST_WORDS {
            let places = self.by_words.get(&sorted(&words)).into_iter().flatten();
            return places.map(text).collect();
        }
        let holds = |text: &str| format!(" {text} ").contains(&format!(" {name} "));
        let texts = self.texts.iter().filter(|(_, folded)| holds(folded));
        texts.map(|(text, _)| *text).collect()
    }
}

fn sorted(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.join(" ")
}

/// Whether a folded id can be told from a number and from a word.
fn is_telling(id: &str) -> bool {
    let has = |kind: fn(char) -> bool| id.contains(kind);
    id.len() >= SHORTEST_ID && has(char::is_alphabetic) && has(|c| c.is_ascii_digit())
}

/// Shorter ids may be words of a programme ("B2", "Q1").
const SHORTEST_ID: usize = 4;

/// Whether a folded name has several words.
fn is_full(folded: &str) -> bool {
    folded.contains(' ')
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

    #[test]
    fn names_in_another_order_and_ids_are_found() {
        let mut one = pair("PE-001");
        one.mentor = Some("Zelda Quux".into());
        let programme = programme(vec![one, pair("B2"), pair("17")]);
        for text in ["Quux, Zelda did well", "PE-001 did well", "pe-001"] {
            assert_eq!(named_person(&programme, &[text]), Some(text));
        }
        for text in ["level B2", "17 pairs", "PE-0012"] {
            assert_eq!(named_person(&programme, &[text]), None);
        }
    }

    #[test]
    fn names_of_many_words_are_found_too() {
        let long = "Maria Josefa da Silva e Souza Pereira";
        let mut one = pair("P1");
        one.mentor = Some(long.into());
        let programme = programme(vec![one]);
        let text = format!("thanks to {long}!");
        assert_eq!(named_person(&programme, &[&text]), Some(text.as_str()));
        assert_eq!(named_person(&programme, &["thanks to Maria Josefa"]), None);
    }
}
