//! From namings to pairs: which pairs there are, and to which of them each naming leads.

use super::keys::Key;
use super::name_index::{NameIndex, Unnamed, collect};
use super::names::{Couple, People};
use super::universe::{Named, Universe};
use super::{Pairing, Target};
use crate::ingest::records::Chunk;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Joins namings to pairs.
pub(super) struct Joiner<'a> {
    pub chunks: &'a [Chunk],
    pub keys: &'a [Vec<Key>],
    pub registered: &'a [FxHashSet<u32>],
    /// Whether namings of each chunk may make pairs.
    pub evidence: &'a [bool],
    /// What divides several people in one cell.
    pub separators: &'a [String],
    /// Whether namings outside of the register make pairs.
    pub open: bool,
}

impl Joiner<'_> {
    /// Finds the pairs, and the target of every naming.
    pub fn join(&self, partitions: usize) -> Pairing {
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
            .with_max_len(1)
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
            .with_max_len(1)
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
                    // Of several people on one side each may stand alone elsewhere.
                    Key::Id(folded) => {
                        index.add(folded, &People::of(couple));
                        for one in couple.each(self.separators) {
                            index.add(folded, &People::of(one));
                        }
                    }
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
