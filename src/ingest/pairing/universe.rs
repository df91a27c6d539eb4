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

/// The best spelling of an id so far: one of the register stands above others, the
/// alphabetically first above later ones.
type Spelling<'a> = (bool, &'a str);

impl Universe {
    /// Collects the pairs that are named by id (folded, as written, whether in the register)
    /// and those `made` from names (folded, as shown).
    pub fn new<'a>(
        partitions: usize,
        named: Vec<Vec<(&'a str, &'a str, bool)>>,
        made: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let partitions = partitions.max(1);
        let made: Vec<_> = made.map(|(folded, id)| (folded, id, false)).collect();
        let by_partition: Vec<Vec<_>> = named
            .into_par_iter()
            .chain(rayon::iter::once(made))
            .map(|ids| {
                let of = |(folded, id, registered)| {
                    (partition_of(folded, partitions), folded, id, registered)
                };
                ids.into_iter().map(of).collect()
            })
            .collect();
        let shard = |partition: usize| {
            let ids = by_partition.iter().flatten();
            Shard::new(
                ids.filter(|(of, ..)| *of == partition)
                    .map(|(_, folded, id, registered)| (*folded, (*registered, *id))),
            )
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

    /// All ids, partition after partition.
    pub fn all_ids(&self) -> impl Iterator<Item = &str> {
        let shards = self.partitions.iter();
        shards.flat_map(|shard| shard.ids.iter().map(String::as_str))
    }
}

impl Shard {
    fn new<'a>(named: impl Iterator<Item = (&'a str, Spelling<'a>)>) -> Self {
        let mut spellings: FxHashMap<&str, Spelling<'_>> = FxHashMap::default();
        for (folded, (registered, id)) in named {
            let best = spellings.entry(folded).or_insert((registered, id));
            if (!registered, id) < (!best.0, best.1) {
                *best = (registered, id);
            }
        }
        let mut pairs: Vec<_> = spellings
            .into_iter()
            .map(|(folded, (_, id))| (display_text(id), folded))
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
        let named = vec![
            vec![("p 1", "P 1 ", false), ("p 2", "p 2", false)],
            vec![("p 1", "p 1", true), ("p 2", "P 2", false)],
        ];
        for partitions in [1, 3, 64] {
            let universe =
                Universe::new(partitions, named.clone(), [("a – b", "A – B")].into_iter());
            let mut ids: Vec<_> = universe.all_ids().collect();
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
