//! The pairs of the programme, by partition and id.

use super::Address;
use crate::ingest::hash::stable_hash;
use crate::programme::display_text;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The pairs of the programme. Which partition a pair is in depends on its id alone.
#[derive(Debug)]
pub(in crate::ingest) struct Universe {
    partitions: Vec<Shard>,
}

/// The pairs of one partition, by id.
#[derive(Debug, Default)]
struct Shard {
    ids: Vec<String>,
    places: FxHashMap<String, u32>,
}

/// A pair that is named by its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    partition: u32,
    /// Whether it is named in the register.
    registered: bool,
    folded: &'a str,
    id: &'a str,
}

impl<'a> Named<'a> {
    /// A pair among so many partitions, by its id folded and as written.
    pub fn new(partitions: usize, folded: &'a str, id: &'a str, registered: bool) -> Self {
        let partition = u32::try_from(partition_of(folded, partitions)).unwrap_or(0);
        Self {
            partition,
            registered,
            folded,
            id,
        }
    }

    /// The spelling that is shown is one of the register before others, then the
    /// alphabetically first.
    fn rank(&self) -> (bool, &'a str) {
        (!self.registered, self.id)
    }
}

impl Universe {
    /// Collects the pairs that are named in any of the parts.
    pub(super) fn new(partitions: usize, mut parts: Vec<Vec<Named<'_>>>) -> Self {
        parts
            .par_iter_mut()
            .for_each(|part| part.sort_unstable_by_key(|named| named.partition));
        let shard = |partition: usize| {
            let of_part = |part: &'_ Vec<Named<'_>>| {
                let before =
                    |bound: usize| part.partition_point(|named| (named.partition as usize) < bound);
                before(partition)..before(partition + 1)
            };
            Shard::new(parts.iter().flat_map(|part| &part[of_part(part)]))
        };
        let partitions = (0..partitions).into_par_iter().map(shard).collect();
        Self { partitions }
    }

    /// Where the pair of a folded id stands.
    pub fn find(&self, folded: &str) -> Option<Address> {
        let partition = partition_of(folded, self.partitions.len());
        let pair = *self.partitions[partition].places.get(folded)?;
        Some(Address {
            partition: u32::try_from(partition).ok()?,
            pair,
        })
    }

    /// Number of partitions.
    pub fn partitions(&self) -> usize {
        self.partitions.len()
    }

    /// Ids of the pairs of a partition, in order.
    pub fn ids(&self, partition: usize) -> &[String] {
        &self.partitions[partition].ids
    }
}

impl Shard {
    fn new<'a>(named: impl Iterator<Item = &'a Named<'a>>) -> Self {
        let mut best: FxHashMap<&str, &Named<'_>> = FxHashMap::default();
        for named in named {
            let known = best.entry(named.folded).or_insert(named);
            if named.rank() < known.rank() {
                *known = named;
            }
        }
        let mut pairs: Vec<_> = best
            .into_values()
            .map(|named| (display_text(named.id), named.folded))
            .collect();
        pairs.sort_unstable();
        let places = pairs.iter().zip(0..);
        Self {
            places: places
                .map(|((_, folded), place)| ((*folded).to_owned(), place))
                .collect(),
            ids: pairs.into_iter().map(|(id, _)| id).collect(),
        }
    }
}

fn partition_of(folded: &str, partitions: usize) -> usize {
    let hash = stable_hash(folded.as_bytes());
    // The remainder is below a `usize`.
    usize::try_from(hash % partitions as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_found_in_its_partition_under_its_registered_spelling() {
        for partitions in [1, 3, 64] {
            let named = |folded, id, registered| Named::new(partitions, folded, id, registered);
            let parts = vec![
                vec![named("p 1", "P 1 ", false), named("p 2", "p 2", false)],
                vec![named("p 1", "p 1", true), named("p 2", "P 2", false)],
                vec![named("a – b", "A – B", false)],
            ];
            let universe = Universe::new(partitions, parts);
            let shards = universe.partitions.iter();
            let mut ids: Vec<_> = shards.flat_map(|shard| &shard.ids).collect();
            ids.sort_unstable();
            assert_eq!(ids, ["A – B", "P 2", "p 1"]);
            let address = universe.find("p 2").unwrap();
            assert_eq!(
                universe.ids(address.partition as usize)[address.pair as usize],
                "P 2"
            );
            assert_eq!(universe.find("p 3"), None);
        }
    }
}
