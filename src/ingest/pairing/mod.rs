//! Who belongs to whom: from the namings in the rows to the pairs of the programme.
//!
//! A pair id decides where both sides have one, else the two names. Only a register makes rows
//! unknown: without one, every pair that is named is a pair. Near misses are never joined, unless
//! somebody has said in a file of links that they are the same.

mod alike;
mod names;
mod near;
mod universe;

pub use near::NearMiss;
pub(super) use near::{Counted, near_misses};
pub(super) use universe::Universe;

use super::links::Links;
use super::records::{Chunk, Naming};
use super::values::is_missing;
use crate::config::{Config, UnknownPairs};
use crate::programme::{Table, fold_id};
use names::{Couple, People};
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
    /// Each of several, because several people are named; whether all of them are known.
    Each(Box<[Address]>, bool),
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
    /// Whether namings outside of the register make pairs.
    pub open: bool,
    /// Whether any naming names several people.
    pub divided: bool,
    /// Mentor and mentee of the pairs that are only named together with others.
    pub people: FxHashMap<Address, (String, String)>,
}

/// What a record is to one of the pairs that it goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// It goes to no other pair.
    Whole,
    /// It goes to others as well, and is counted here.
    First,
    /// It is counted at another pair.
    Further,
}

impl Pairing {
    /// What a record of a naming of a chunk is to a pair.
    pub fn share(&self, chunk: usize, who: u32, pair: Address) -> Share {
        if !self.divided {
            return Share::Whole;
        }
        match &self.targets[chunk][who as usize] {
            Target::Each(pairs, _) if pairs.first() == Some(&pair) => Share::First,
            Target::Each(..) => Share::Further,
            _ => Share::Whole,
        }
    }
}

/// A naming of a chunk, understood as far as it can be by itself.
enum Key {
    Id(Box<str>),
    /// The id of a pair that a file of links names.
    Link(Box<str>),
    Names(Box<People>),
    /// Several couples, because cells name several people.
    Couples(Box<[People]>),
    Nobody,
}

/// Finds the pairs and whom each row names; `register` says for each chunk which tables of its
/// file are registers of pairs, `is_evidence` whether a file speaks of what pairs did: a list of
/// whom to call makes no pairs.
pub(super) fn pair_up(
    chunks: &[Chunk],
    is_register: impl Fn(u16, usize) -> bool + Sync,
    is_evidence: impl Fn(u16) -> bool,
    links: &Links,
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
    let keys = keys(chunks, &registered, links, &config.split_people);
    let open = !has_register || config.unknown_pairs == UnknownPairs::Add;
    let joiner = Joiner {
        chunks,
        keys: &keys,
        registered: &registered,
        evidence: &chunks
            .iter()
            .map(|chunk| is_evidence(chunk.file))
            .collect::<Vec<_>>(),
        separators: &config.split_people,
        open,
    };
    joiner.join(config.partitions.max(1))
}

/// Ids are used unless there is a register that has none.
fn keys(
    chunks: &[Chunk],
    registered: &[FxHashSet<u32>],
    links: &Links,
    separators: &[String],
) -> Vec<Vec<Key>> {
    let has_id = |chunk: &Chunk, naming: &Naming| !is_missing(chunk.texts.text(naming.0[0]));
    let has_register = registered.iter().any(|namings| !namings.is_empty());
    let register_has_ids = chunks.iter().zip(registered).any(|(chunk, namings)| {
        let mut named = namings.iter().map(|who| &chunk.namings[*who as usize]);
        named.any(|naming| has_id(chunk, naming))
    });
    let use_ids = !has_register || register_has_ids;
    let key = |chunk: &Chunk, naming: &Naming, who: u32| {
        if !links.is_empty()
            && let Some(pair) = links.pair_of(&chunk.named(who))
        {
            return Key::Link(pair.into());
        }
        if use_ids && has_id(chunk, naming) {
            return Key::Id(fold_id(chunk.texts.text(naming.0[0])).into());
        }
        by_names(Couple::of(naming, &chunk.texts), separators)
    };
    chunks
        .par_iter()
        .map(|chunk| {
            let namings = chunk.namings.iter().zip(0..);
            namings
                .map(|(naming, who)| key(chunk, naming, who))
                .collect()
        })
        .collect()
}

fn by_names(couple: Couple<'_>, separators: &[String]) -> Key {
    let each = couple.each(separators);
    if each.len() > 1 {
        return Key::Couples(each.into_iter().map(People::of).collect());
    }
    let people = People::of(couple);
    if people.is_empty() {
        Key::Nobody
    } else {
        Key::Names(Box::new(people))
    }
}

struct Joiner<'a> {
    chunks: &'a [Chunk],
    keys: &'a [Vec<Key>],
    registered: &'a [FxHashSet<u32>],
    /// Whether namings of each chunk may make pairs.
    evidence: &'a [bool],
    /// What divides several people in one cell.
    separators: &'a [String],
    /// Whether namings outside of the register make pairs.
    open: bool,
}

/// Pairs that names can be joined to, by folded id.
#[derive(Default)]
struct NameIndex {
    ids: FxHashMap<String, Vec<String>>,
    /// Id as shown by folded id of the pairs that only have names.
    made: BTreeMap<String, String>,
    /// Mentor and mentee of those that were named together with others.
    people: BTreeMap<String, (String, String)>,
}

/// A pair that only has names, while they are collected.
struct Unnamed {
    id: String,
    /// Whether it is a pair of its own where no other is known by the names.
    makes: bool,
    /// Mentor and mentee, where they were named together with others.
    people: Option<(String, String)>,
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
        let people = names.iter().flat_map(|index| &index.people);
        let people = people
            .filter_map(|(id, people)| Some((universe.find(id)?, people.clone())))
            .collect();
        let targets = self
            .keys
            .par_iter()
            .map(|keys| {
                keys.iter()
                    .map(|key| target(key, &universe, names.as_ref()))
                    .collect()
            })
            .collect();
        let all = self.keys.iter().flatten();
        Pairing {
            open: self.open,
            divided: all.into_iter().any(|key| matches!(key, Key::Couples(_))),
            universe,
            targets,
            people,
        }
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
        let open = self.open && self.evidence[index];
        for ((naming, key), who) in chunk.namings.iter().zip(&self.keys[index]).zip(0..) {
            let registered = self.registered[index].contains(&who);
            if let (Key::Id(folded), true) = (key, registered || open) {
                let id = chunk.texts.text(naming.0[0]);
                named.push(Named::new(partitions, folded, id, registered));
            }
        }
        named
    }

    fn has_names(&self) -> bool {
        let keys = self.keys.iter().flatten();
        keys.into_iter()
            .any(|key| matches!(key, Key::Names(_) | Key::Couples(_)))
    }

    /// Every naming of known ids with names can be found by them; those without an id are
    /// taken in the order of their names, complete ones first.
    fn name_index(&self) -> NameIndex {
        let mut index = NameIndex::default();
        let mut unnamed: BTreeMap<Vec<String>, Unnamed> = BTreeMap::new();
        let evidence = self.chunks.iter().enumerate();
        for (place, chunk) in evidence.filter(|(place, _)| self.evidence[*place]) {
            let namings = chunk.namings.iter().zip(&self.keys[place]).zip(0_u32..);
            for ((naming, key), who) in namings {
                let makes = self.open || self.registered[place].contains(&who);
                let couple = Couple::of(naming, &chunk.texts);
                match key {
                    Key::Id(folded) => index.add(folded, &People::of(couple)),
                    Key::Names(people) => {
                        collect(&mut unnamed, people, couple, makes, false);
                    }
                    Key::Couples(all) => {
                        for (people, couple) in all.iter().zip(couple.each(self.separators)) {
                            collect(&mut unnamed, people, couple, makes, true);
                        }
                    }
                    Key::Link(_) | Key::Nobody => {}
                }
            }
        }
        for (entries, unnamed) in unnamed {
            if unnamed.makes && index.find(&entries).is_empty() {
                index.make(unnamed, entries);
            }
        }
        index
    }
}

/// Takes in a couple without an id, shown in the alphabetically first spelling.
fn collect(
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
    fn add(&mut self, folded: &str, people: &People) {
        if !people.is_empty() {
            self.enter(folded, people.entries());
        }
    }

    fn make(&mut self, pair: Unnamed, entries: Vec<String>) {
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

fn target(key: &Key, universe: &Universe, names: Option<&NameIndex>) -> Target {
    let by_id = |folded| universe.find(folded).map_or(Target::Unknown, Target::Pair);
    match key {
        Key::Id(folded) | Key::Link(folded) => by_id(folded),
        Key::Nobody => Target::Nobody,
        Key::Names(people) => by_people(people, universe, names),
        Key::Couples(all) => each(all.iter().map(|people| by_people(people, universe, names))),
    }
}

fn by_people(people: &People, universe: &Universe, names: Option<&NameIndex>) -> Target {
    let ids = names.map_or(&[][..], |names| names.look_up(people));
    let mut found: Vec<_> = ids.iter().filter_map(|id| universe.find(id)).collect();
    found.sort_unstable();
    match found.as_slice() {
        [] => Target::Unknown,
        [pair] => Target::Pair(*pair),
        _ => Target::OneOf(found.into()),
    }
}

/// The pairs of several couples.
fn each(targets: impl Iterator<Item = Target>) -> Target {
    let mut pairs = Vec::new();
    let mut all = true;
    for target in targets {
        match target {
            Target::Pair(pair) => pairs.push(pair),
            _ => all = false,
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    if pairs.is_empty() {
        Target::Unknown
    } else {
        Target::Each(pairs.into(), all)
    }
}

/// Whether a table is a register of pairs.
pub(super) fn is_register(table: Table) -> bool {
    table == Table::Pairs
}
