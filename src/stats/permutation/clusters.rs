//! The units of two groups by cluster, ready for their labels to be exchanged.

use super::Item;
use crate::stats::order::{sort_by_number, sum};
use crate::stats::proportion::Unit;
use std::ops::Range;

/// The items of a group, by cluster.
pub(super) struct Clusters {
    items: Vec<Item>,
    /// The clusters in ascending order, and where their items are.
    clusters: Vec<(u32, Range<usize>)>,
}

impl Clusters {
    /// Units come by cluster.
    fn of(units: &[Unit], item: impl Fn(&Unit) -> Item) -> Self {
        let mut from = 0;
        let clusters = units.chunk_by(|a, b| a.0 == b.0).map(|units| {
            from += units.len();
            (units[0].0, from - units.len()..from)
        });
        Self {
            clusters: clusters.collect(),
            items: units.iter().map(item).collect(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &[Item])> {
        let clusters = self.clusters.iter();
        clusters.map(|(id, items)| (*id, &self.items[items.clone()]))
    }

    /// The items of a cluster, if it is in the group.
    pub fn of_cluster(&self, id: u32) -> Option<&[Item]> {
        let place = self.clusters.binary_search_by_key(&id, |cluster| cluster.0);
        let (_, items) = &self.clusters[place.ok()?];
        Some(&self.items[items.clone()])
    }
}

/// The items of each cluster of both groups, numerators less their expectation under
/// the pooled ratio and scaled, which changes no statistic; `None` if a group is empty.
pub(super) fn by_cluster(first: &[Unit], second: &[Unit]) -> Option<[Clusters; 2]> {
    let [first, second] = [first, second].map(|units| {
        let known = units
            .iter()
            .filter(|unit| unit.1.is_finite() && unit.2.is_finite() && unit.2 > 0.0);
        let mut known: Vec<Unit> = known.copied().collect();
        sort_by_number(&mut known, |unit| unit.0);
        for cluster in known.chunk_by_mut(|a, b| a.0 == b.0) {
            cluster.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)));
        }
        known
    });
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let all = || first.iter().chain(&second);
    let pooled = sum(all().map(|unit| unit.1)) / sum(all().map(|unit| unit.2));
    let largest = all()
        .map(|unit| (unit.1 - pooled * unit.2).abs())
        .fold(0.0, f64::max);
    let scale = if largest > 0.0 { largest } else { 1.0 };
    let item = |unit: &Unit| ((unit.1 - pooled * unit.2) / scale, unit.2);
    Some([&first, &second].map(|units| Clusters::of(units, item)))
}
