//! Who belongs to whom: from the namings in the rows to the pairs of the programme.
//!
//! A pair id decides where both sides have one, else the two names. Only a register makes rows
//! unknown: without one, every pair that is named is a pair. Near misses are never joined, unless
//! somebody has said in a file of links that they are the same.

mod alike;
mod joiner;
mod keys;
mod name_index;
mod names;
mod near;
mod several;
pub(super) mod shared_ids;
mod universe;

pub(super) use names::parts as names_in;
pub use near::NearMiss;
pub(super) use near::{Counted, near_misses};
pub(super) use several::{cautions as cautions_of_several, seem_several};
pub(super) use universe::Universe;

use super::links::Links;
use super::records::Chunk;
use crate::config::{Config, UnknownPairs};
use crate::programme::Table;
use joiner::Joiner;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

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
    let keys = keys::keys(chunks, &registered, links, &config.split_people);
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

/// Whether a table is a register of pairs.
pub(super) fn is_register(table: Table) -> bool {
    table == Table::Pairs
}
