//! Who belongs to whom: from the namings in the rows to the pairs of the programme.
//!
//! A pair id decides where both sides have one, else the two names. Only a register makes rows
//! unknown: without one, every pair that is named is a pair. Near misses are never joined.

mod names;
mod near;
mod universe;

pub(super) use names::person_key;
pub(super) use near::near_misses;
pub(super) use universe::Universe;

use super::records::{Chunk, Naming};
use super::values::is_missing;
use crate::config::{Config, UnknownPairs};
use crate::programme::{Table, display_text, fold_id};
use names::People;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use universe::Named;

/// Where a pair stands: its partition, and its place in that partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Address {
    pub partition: u32,
    pub pair: u32,
}

/// Whom a naming names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// One pair.
    Pair(Address),
    /// Several that the names fit; the date may decide.
    OneOf(Box<[Address]>),
    /// A pair that is not known.
    Unknown,
    /// Nobody.
    Nobody,
}

/// The pairs of the programme, and whom every naming names.
#[derive(Debug)]
pub(super) struct Pairing {
    /// The pairs by partition and id.
    pub universe: Universe,
    /// For each chunk, the target of each of its namings.
    pub targets: Vec<Vec<Target>>,
}

/// A naming of a chunk, understood as far as it can be by itself.
enum Key {
    Id(Box<str>),
    Names(Box<People>),
    Nobody,
}

/// Finds the pairs and whom each row names; `register` says for each chunk which tables of its
/// file are registers of pairs.
pub(super) fn pair_up(
    chunks: &[Chunk],
    is_register: impl Fn(u16, usize) -> bool + Sync,
    config: &Config,
) -> Pairing {
    let registered: Vec<FxHashSet<u32>> = chunks
        .par_iter()
        .map(|chunk| {
            let rows = chunk.rows.iter();
            rows.filter(|row| is_register(chunk.file, row.table))
                .map(|row| row.who)
                .collect()
        })
        .collect();
    let has_register = registered.iter().any(|namings| !namings.is_empty());
    let keys = keys(chunks, &registered, has_register);
    let open = !has_register || config.unknown_pairs == UnknownPairs::Add;
    let joiner = Joiner {
        chunks,
        keys: &keys,
        registered: &registered,
        open,
    };
    joiner.join(config.partitions.max(1))
}

/// Ids are used unless there is a register that has none.
fn keys(chunks: &[Chunk], registered: &[FxHashSet<u32>], has_register: bool) -> Vec<Vec<Key>> {
    let has_id = |chunk: &Chunk, naming: &Naming| !is_missing(chunk.texts.text(naming.0[0]));
    let register_has_ids = chunks.iter().zip(registered).any(|(chunk, namings)| {
        let mut named = namings.iter().map(|who| &chunk.namings[*who as usize]);
        named.any(|naming| has_id(chunk, naming))
    });
    let use_ids = !has_register || register_has_ids;
    let key = |chunk: &Chunk, naming: &Naming| {
        if use_ids && has_id(chunk, naming) {
            return Key::Id(fold_id(chunk.texts.text(naming.0[0])).into());
        }
        let people = People::of(naming, &chunk.texts);
        if people.is_empty() {
            Key::Nobody
        } else {
            Key::Names(Box::new(people))
        }
    };
    chunks
        .par_iter()
        .map(|chunk| {
            chunk
                .namings
                .iter()
                .map(|naming| key(chunk, naming))
                .collect()
        })
        .collect()
}

struct Joiner<'a> {
    chunks: &'a [Chunk],
    keys: &'a [Vec<Key>],
    registered: &'a [FxHashSet<u32>],
    /// Whether namings outside of the register make pairs.
    open: bool,
}

/// Pairs that names can be joined to, by folded id.
#[derive(Default)]
struct NameIndex {
    ids: FxHashMap<String, Vec<String>>,
    /// Id as shown by folded id of the pairs that only have names.
    made: BTreeMap<String, String>,
}

impl Joiner<'_> {
    fn join(&self, partitions: usize) -> Pairing {
        let names = self.has_names().then(|| self.name_index());
        let mut parts = self.named_ids(partitions);
        let made = names.iter().flat_map(|index| &index.made);
        parts.push(
            made.map(|(folded, id)| Named::new(partitions, folded, id, false))
                .collect(),
        );
        let universe = Universe::new(partitions, parts);
        let targets = self
            .keys
            .par_iter()
            .map(|keys| {
                keys.iter()
                    .map(|key| target(key, &universe, names.as_ref()))
                    .collect()
            })
            .collect();
        Pairing { universe, targets }
    }

    /// For each chunk, the ids that make a pair.
    fn named_ids(&self, partitions: usize) -> Vec<Vec<Named<'_>>> {
        (0..self.chunks.len())
            .into_par_iter()
            .map(|index| self.named_ids_of(index, partitions))
            .collect()
    }

    fn named_ids_of(&self, index: usize, partitions: usize) -> Vec<Named<'_>> {
        let chunk = &self.chunks[index];
        let mut named = Vec::new();
        for ((naming, key), who) in chunk.namings.iter().zip(&self.keys[index]).zip(0..) {
            let registered = self.registered[index].contains(&who);
            if let (Key::Id(folded), true) = (key, registered || self.open) {
                let id = chunk.texts.text(naming.0[0]);
                named.push(Named::new(partitions, folded, id, registered));
            }
        }
        named
    }

    fn has_names(&self) -> bool {
        let keys = self.keys.iter().flatten();
        keys.into_iter().any(|key| matches!(key, Key::Names(_)))
    }

    /// Every namings of known ids with names can be found by them; those without an id are
    /// taken in the order of their names, complete ones first.
    fn name_index(&self) -> NameIndex {
        let mut index = NameIndex::default();
        let mut unnamed: BTreeMap<(bool, Vec<String>), (String, bool)> = BTreeMap::new();
        for (place, chunk) in self.chunks.iter().enumerate() {
            let namings = chunk.namings.iter().zip(&self.keys[place]).zip(0_u32..);
            for ((naming, key), who) in namings {
                let registered = self.registered[place].contains(&who);
                match key {
                    Key::Id(folded) => index.add(folded, &People::of(naming, &chunk.texts)),
                    Key::Names(people) if people.is_complete() => {
                        let id = shown_id(naming, chunk);
                        let entry = unnamed.entry((false, people.entries()));
                        let (shown, makes) = entry.or_insert_with(|| (id.clone(), false));
                        *makes |= registered || self.open;
                        if id < *shown {
                            *shown = id;
                        }
                    }
                    Key::Names(_) | Key::Nobody => {}
                }
            }
        }
        for ((_, entries), (id, makes)) in unnamed {
            if makes && index.find(&entries).is_empty() {
                index.make(id, entries);
            }
        }
        index
    }
}

impl NameIndex {
    fn add(&mut self, folded: &str, people: &People) {
        if !people.is_empty() {
            self.enter(folded, people.entries());
        }
    }

    fn make(&mut self, id: String, entries: Vec<String>) {
        let folded = fold_id(&id);
        self.enter(&folded, entries);
        self.made.insert(folded, id);
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
    fn find(&self, keys: &[String]) -> &[String] {
        keys.iter()
            .filter(|key| !key.starts_with('\u{1f}') && !key.ends_with('\u{1f}'))
            .find_map(|key| self.ids.get(key))
            .map_or(&[], Vec::as_slice)
    }

    fn look_up(&self, people: &People) -> &[String] {
        let keys = people.lookups();
        keys.iter()
            .find_map(|key| self.ids.get(key))
            .map_or(&[], Vec::as_slice)
    }
}

/// The id of a pair that only has names.
fn shown_id(naming: &Naming, chunk: &Chunk) -> String {
    let Naming([_, mentor, mentee, mentor_email, mentee_email]) = *naming;
    let shown = |name, email| {
        let name = chunk.texts.text(name);
        display_text(if is_missing(name) {
            chunk.texts.text(email)
        } else {
            name
        })
    };
    format!(
        "{} – {}",
        shown(mentor, mentor_email),
        shown(mentee, mentee_email)
    )
}

fn target(key: &Key, universe: &Universe, names: Option<&NameIndex>) -> Target {
    match key {
        Key::Id(folded) => universe.find(folded).map_or(Target::Unknown, Target::Pair),
        Key::Nobody => Target::Nobody,
        Key::Names(people) => {
            let ids = names.map_or(&[][..], |names| names.look_up(people));
            let mut found: Vec<_> = ids.iter().filter_map(|id| universe.find(id)).collect();
            found.sort_unstable();
            match found.as_slice() {
                [] => Target::Unknown,
                [pair] => Target::Pair(*pair),
                _ => Target::OneOf(found.into()),
            }
        }
    }
}

/// Whether a table is a register of pairs.
pub(super) fn is_register(table: Table) -> bool {
    table == Table::Pairs
}
