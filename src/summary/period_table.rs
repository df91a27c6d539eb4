//! The measures of the pairs in a period as plain columns: nothing is grouped, joined or written
//! from them, and there is one such table for every period of the history.

use super::pair_table::PairRows;
use super::value_column::{ValueColumn, known};
use crate::measures::Kind;
use crate::stats::proportion::Unit;

/// One row per pair, by mentor and then by id, so that what is summed by mentor lies together.
#[derive(Clone, Debug)]
pub(super) struct PeriodTable {
    ranks: Vec<u32>,
    clusters: Vec<u32>,
    values: Vec<(String, ValueColumn)>,
}

impl PeriodTable {
    /// Puts the rows of all partitions together.
    pub fn of(parts: Vec<PairRows>) -> Self {
        let rows = PairRows::by_mentor(parts);
        Self {
            ranks: rows.ranks,
            clusters: rows.clusters,
            values: rows.values,
        }
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.ranks.len()
    }

    /// Lets go of all but the quantities: shares of a period are compared by what was made of
    /// them.
    pub fn keep_quantities(&mut self) {
        self.values
            .retain(|(_, column)| matches!(column, ValueColumn::Quantity(_)));
    }

    /// Cluster, numerator and denominator of the pairs for which a share or a flag is known.
    pub fn units(&self, id: &str, kind: Kind) -> Vec<Unit> {
        let clusters = self.clusters.iter().copied();
        match (kind, self.column(id)) {
            (Kind::Share, Some(ValueColumn::Share(nums, dens))) => clusters
                .zip(nums.iter().zip(dens))
                .filter_map(|(cluster, (num, den))| Some((cluster, known(*num)?, known(*den)?)))
                .collect(),
            (Kind::Flag, Some(ValueColumn::Flag(flags))) => clusters
                .zip(flags)
                .filter_map(|(cluster, flag)| Some((cluster, f64::from(u8::from((*flag)?)), 1.0)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Cluster and number of the pairs for which a quantity is known.
    pub fn quantities(&self, id: &str) -> Vec<(u32, f64)> {
        let of_pairs = self.clusters.iter().zip(self.quantity(id));
        of_pairs
            .filter_map(|(cluster, number)| Some((*cluster, known(*number)?)))
            .collect()
    }

    /// Cluster and difference of the pairs that have a value here and in an earlier table.
    pub fn differences(&self, earlier: &Self, id: &str) -> Vec<(u32, f64)> {
        let mut before = earlier.pair_keys().zip(earlier.quantity(id)).peekable();
        let mut differences = Vec::new();
        for (key, later) in self.pair_keys().zip(self.quantity(id)) {
            while before.next_if(|(other, _)| *other < key).is_some() {}
            let same = before.next_if(|(other, _)| *other == key);
            let earlier = same.and_then(|(_, number)| known(*number));
            if let (Some(later), Some(earlier)) = (known(*later), earlier) {
                differences.push((key.0, later - earlier));
            }
        }
        differences
    }

    fn pair_keys(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.clusters
            .iter()
            .copied()
            .zip(self.ranks.iter().copied())
    }

    fn quantity(&self, id: &str) -> &[f64] {
        match self.column(id) {
            Some(ValueColumn::Quantity(numbers)) => numbers,
            _ => &[],
        }
    }

    fn column(&self, id: &str) -> Option<&ValueColumn> {
        let mut values = self.values.iter();
        Some(&values.find(|(known, _)| known == id)?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::measure;
    use super::*;
    use crate::measures::Value;

    fn rows(id: &str, values: &[(u32, u32, Option<f64>)]) -> PairRows {
        let mut rows = PairRows::new([measure(id)], values.len());
        for (rank, cluster, value) in values {
            rows.push(*rank, *cluster, [Value::quantity(*value)]);
        }
        rows
    }

    #[test]
    fn rows_of_all_partitions_lie_by_mentor() {
        let held = "sessions_held";
        let table = PeriodTable::of(vec![
            rows(held, &[(2, 7, Some(1.0)), (0, 3, Some(2.0))]),
            rows(held, &[(1, 7, Some(3.0)), (3, 3, None)]),
        ]);
        assert_eq!(table.quantities(held), [(3, 2.0), (7, 3.0), (7, 1.0)]);
        assert_eq!(table.pairs(), 4);
    }

    #[test]
    fn differences_are_those_of_pairs_with_a_value_in_both() {
        let held = "sessions_held";
        let of = |values: &[(u32, u32, Option<f64>)]| PeriodTable::of(vec![rows(held, values)]);
        let earlier = of(&[
            (0, 1, Some(1.0)),
            (1, 1, None),
            (2, 2, Some(5.0)),
            (5, 2, Some(9.0)),
        ]);
        let later = of(&[
            (0, 1, Some(4.0)),
            (1, 1, Some(2.0)),
            (2, 2, Some(4.0)),
            (3, 2, Some(1.0)),
        ]);
        assert_eq!(later.differences(&earlier, held), [(1, 3.0), (2, -1.0)]);
    }
}
