//! The pairs that names lead to.

use super::names::{Couple, People};
use crate::programme::fold_id;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Pairs that names can be joined to, by folded id.
#[derive(Default)]
pub(super) struct NameIndex {
    ids: FxHashMap<String, Vec<String>>,
    /// Id as shown by folded id of the pairs that only have names.
    pub made: BTreeMap<String, String>,
    /// Mentor and mentee of those that were named together with others.
    pub people: BTreeMap<String, (String, String)>,
}

/// A pair that only has names, while they are collected.
pub(super) struct Unnamed {
    id: String,
    /// Whether it is a pair of its own where no other is known by the names.
    pub makes: bool,
    /// Mentor and mentee, where they were named together with others.
    people: Option<(String, String)>,
}

/// Takes in a couple without an id, shown in the alphabetically first spelling.
pub(super) fn collect(
    unnamed: &mut BTreeMap<Vec<String>, Unnamed>,
    people: &People,
    couple: Couple<'_>,
    makes: bool,
    divided: bool,
) {
    if !people.is_complete() {
        return;
    }
    let id = couple.shown_id();
    let shown = divided.then(|| (couple.mentor.shown(), couple.mentee.shown()));
    let known = unnamed.entry(people.entries()).or_insert_with(|| Unnamed {
        id: id.clone(),
        makes: false,
        people: shown.clone(),
    });
    known.makes |= makes;
    if !divided {
        known.people = None;
    }
    if id < known.id {
        known.id = id;
        if known.people.is_some() {
            known.people = shown;
        }
    }
}

impl NameIndex {
    /// Lets a pair with an id be found by its names.
    pub fn add(&mut self, folded: &str, people: &People) {
        if !people.is_empty() {
            self.enter(folded, people.entries());
        }
    }

    /// Takes in a pair that only has names.
    pub fn make(&mut self, pair: Unnamed, entries: Vec<String>) {
        let folded = fold_id(&pair.id);
        self.enter(&folded, entries);
        if let Some(people) = pair.people {
            self.people.insert(folded.clone(), people);
        }
        self.made.insert(folded, pair.id);
    }

    fn enter(&mut self, folded: &str, entries: Vec<String>) {
        for entry in entries {
            let ids = self.ids.entry(entry).or_default();
            if !ids.iter().any(|id| id == folded) {
                ids.push(folded.to_owned());
            }
        }
    }

    /// The ids that the first key that is known leads to.
    pub fn find(&self, keys: &[String]) -> &[String] {
        keys.iter()
            .filter(|key| !key.starts_with('\u{1f}') && !key.ends_with('\u{1f}'))
            .find_map(|key| self.ids.get(key))
            .map_or(&[], Vec::as_slice)
    }

    /// The ids that people who are named may mean.
    pub fn look_up(&self, people: &People) -> &[String] {
        let keys = people.lookups();
        keys.iter()
            .find_map(|key| self.ids.get(key))
            .map_or(&[], Vec::as_slice)
    }
}
