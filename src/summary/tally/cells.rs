//! Counts by key, with the number of pairs behind each.

use super::named;
use crate::summary::coding::Code;
use crate::summary::count::Count;
use crate::summary::figures::NamedCount;
use std::collections::BTreeMap;

/// For each key how often it occurs, and in how many pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells<K: Ord> {
    counts: BTreeMap<K, (u64, u64)>,
}

impl<K: Ord> Default for Cells<K> {
    fn default() -> Self {
        Self {
            counts: BTreeMap::new(),
        }
    }
}

impl<K: Ord + Clone> Cells<K> {
    /// Counts the keys of one pair, each as often as it occurs.
    pub fn add_pair(&mut self, keys: impl IntoIterator<Item = K>) {
        let mut keys: Vec<K> = keys.into_iter().collect();
        if keys.is_empty() {
            return;
        }
        keys.sort_unstable();
        for same in keys.chunk_by(|left, right| left == right) {
            let (count, pairs) = self.counts.entry(same[0].clone()).or_default();
            *count += same.len() as u64;
            *pairs += 1;
        }
    }

    /// Adds the counts of another partition.
    pub fn absorb(&mut self, other: Self) {
        for (key, (count, pairs)) in other.counts {
            let sum = self.counts.entry(key).or_default();
            *sum = (sum.0 + count, sum.1 + pairs);
        }
    }

    /// How often a key occurs.
    pub fn number(&self, key: &K) -> u64 {
        self.counts.get(key).map_or(0, |(count, _)| *count)
    }

    /// How often a key occurs, and in how many pairs.
    pub fn count(&self, key: &K) -> Count {
        let (count, pairs) = self.counts.get(key).copied().unwrap_or_default();
        Count::in_pairs(count, pairs)
    }

    /// How often anything occurs.
    pub fn total(&self) -> u64 {
        self.counts.values().map(|(count, _)| count).sum()
    }

    /// Keys with their counts, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, Count)> {
        let counts = self.counts.iter();
        counts.map(|(key, (count, pairs))| (key, Count::in_pairs(*count, *pairs)))
    }
}

impl Cells<&'static Code> {
    /// The codes by descending count, then by title.
    pub fn by_count(&self) -> Vec<NamedCount> {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by(|(a, left), (b, right)| right.cmp(left).then_with(|| a.title.cmp(&b.title)));
        let named_count = |(code, (count, pairs)): (&&Code, &(u64, u64))| {
            named(&code.key, &code.title, Count::in_pairs(*count, *pairs))
        };
        counts.into_iter().map(named_count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_and_pairs_are_counted_apart() {
        let mut cells = Cells::default();
        cells.add_pair(["a", "b", "a"]);
        let mut other = Cells::default();
        other.add_pair(["a"]);
        other.add_pair([]);
        cells.absorb(other);
        assert_eq!(cells.count(&"a"), Count::in_pairs(3, 2));
        assert_eq!(cells.count(&"b"), Count::in_pairs(1, 1));
        assert_eq!(cells.count(&"c"), Count::of(0));
        assert_eq!((cells.number(&"a"), cells.total()), (3, 4));
    }
}
