//! The pair table: one row per pair, a column or two per measure.

use super::described::SESSIONS_SOURCE;
use super::pair_group::PairGroup;
use super::value_column::ValueColumn;
use crate::measures::{Measure, Value};
use crate::stats::order::sort_by_number;
use polars::prelude::{Column, DataFrame, IdxSize, PolarsResult, SortMultipleOptions};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Column with the place of a pair among all pairs ordered by id; not written.
pub(super) const RANK: &str = "\u{0}rank";

/// Column with the mentor of a pair as a number, a number of its own without mentor; not written.
pub(super) const CLUSTER: &str = "\u{0}cluster";

/// Values of two columns that stand in one row.
pub(super) type Together<'a> = BTreeSet<(Option<&'a str>, Option<&'a str>)>;

/// One row per pair, sorted by `pair_id`.
#[derive(Clone, Debug)]
pub struct PairTable {
    frame: DataFrame,
}

/// The rows of a few measures for some pairs, while they are being measured.
#[derive(Clone, Debug)]
pub(super) struct PairRows {
    pub ranks: Vec<u32>,
    pub clusters: Vec<u32>,
    pub values: Vec<(String, ValueColumn)>,
}

impl PairRows {
    /// No rows yet, with room for so many pairs.
    pub fn new<'a>(measures: impl IntoIterator<Item = &'a Measure>, pairs: usize) -> Self {
        Self {
            ranks: Vec::with_capacity(pairs),
            clusters: Vec::with_capacity(pairs),
            values: measures
                .into_iter()
                .map(|measure| (measure.id.clone(), ValueColumn::new(measure.kind)))
                .collect(),
        }
    }

    /// Adds a pair with its values in the order of the measures.
    pub fn push(&mut self, rank: u32, cluster: u32, values: impl IntoIterator<Item = Value>) {
        let (before, pairs) = (self.ranks.len(), self.ranks.capacity());
        self.ranks.push(rank);
        self.clusters.push(cluster);
        for ((_, column), value) in self.values.iter_mut().zip(values) {
            column.push(value, before, pairs);
        }
    }

    /// The rows of all partitions, of the same measures, by rank.
    fn by_rank(parts: Vec<Self>) -> Self {
        Self::merged(parts, |_, _| ())
    }

    /// The same by mentor and then by rank, so that what is summed by mentor lies together.
    pub fn by_mentor(parts: Vec<Self>) -> Self {
        Self::merged(parts, |order, clusters| {
            sort_by_number(order, |&row| clusters[row]);
        })
    }

    /// The rows of all partitions, of the same measures; `sort` may change their order, which is
    /// that by rank, by what it is told of their clusters.
    fn merged(parts: Vec<Self>, sort: impl FnOnce(&mut [usize], &[u32])) -> Self {
        let sizes: Vec<usize> = parts.iter().map(|part| part.ranks.len()).collect();
        let (mut ranks, mut clusters, mut columns) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            ranks.extend(part.ranks);
            clusters.extend(part.clusters);
            add_columns(&mut columns, part.values);
        }
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        sort_by_number(&mut order, |&row| ranks[row]);
        sort(&mut order, &clusters);
        let places = places(&order);
        let merge = |(id, parts): (String, Vec<ValueColumn>)| {
            let mut rest = &places[..];
            let of_parts = sizes.iter().map_while(|size| rest.split_off(..*size));
            Some((id, ValueColumn::merged(parts, of_parts, places.len())?))
        };
        let columns = columns.into_par_iter().with_max_len(1);
        let ordered = |numbers: &[u32]| order.iter().map(|&row| numbers[row]).collect();
        Self {
            values: columns.filter_map(merge).collect(),
            ranks: ordered(&ranks),
            clusters: ordered(&clusters),
        }
    }

    /// The rows without their values, with further columns of theirs.
    fn described(&self, columns: Vec<Column>) -> PolarsResult<DataFrame> {
        let mut all = vec![
            Column::new(RANK.into(), &self.ranks),
            Column::new(CLUSTER.into(), &self.clusters),
        ];
        all.extend(columns);
        DataFrame::new(self.ranks.len(), all)
    }

    /// The columns of the values.
    fn into_columns(self) -> Vec<Column> {
        let pairs = self.ranks.len();
        let columns = self.values.into_par_iter().with_max_len(1);
        let columns = columns.map(|(id, column)| column.into_columns(&id, pairs));
        columns.collect::<Vec<_>>().into_iter().flatten().collect()
    }
}

/// Adds the columns of a part, of the same measures as all parts.
fn add_columns(all: &mut Vec<(String, Vec<ValueColumn>)>, part: Vec<(String, ValueColumn)>) {
    for (at, (id, column)) in part.into_iter().enumerate() {
        match all.get_mut(at) {
            Some((_, parts)) => parts.push(column),
            None => all.push((id, vec![column])),
        }
    }
}

/// Where each row comes to stand in an order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &row) in order.iter().enumerate() {
        places[row] = place;
    }
    places
}

/// Puts the source of the sessions behind the measures, or takes it out where they have records.
fn move_source(frame: &mut DataFrame) -> PolarsResult<()> {
    if frame.column(SESSIONS_SOURCE).is_err() {
        return Ok(());
    }
    let source = frame.drop_in_place(SESSIONS_SOURCE)?;
    if source.null_count() < source.len() {
        frame.hstack_mut(&[source])?;
    }
    Ok(())
}

impl PairTable {
    /// Puts the rows of all partitions together, by `pair_id`; further columns of theirs stand
    /// before the measures.
    ///
    /// # Errors
    /// If the parts have different columns.
    pub(super) fn of(
        parts: impl IntoIterator<Item = (PairRows, Vec<Column>)>,
    ) -> PolarsResult<Self> {
        let mut rows = Vec::new();
        let mut frame = DataFrame::default();
        for (part, described) in parts {
            let described = part.described(described)?;
            rows.push(part);
            if frame.width() == 0 {
                frame = described;
            } else {
                frame.vstack_mut_owned(described)?;
            }
        }
        if frame.width() > 0 {
            frame = frame.sort([RANK], SortMultipleOptions::default())?;
            frame.hstack_mut(&PairRows::by_rank(rows).into_columns())?;
            move_source(&mut frame)?;
        }
        Ok(Self { frame })
    }

    /// The table itself. Columns whose names begin with NUL are for internal use.
    #[must_use]
    pub const fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// Number of pairs.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.frame.height()
    }

    /// All pairs, for statistics.
    pub(super) fn all(&self) -> PairGroup<'_> {
        let pairs = IdxSize::try_from(self.pairs()).unwrap_or(IdxSize::MAX);
        PairGroup::new(self, (0..pairs).collect())
    }

    /// The row of each of some pairs, if it is in the table.
    ///
    /// # Errors
    /// If there is no column of ids.
    pub(super) fn rows_of<'a>(
        &self,
        pairs: impl Iterator<Item = &'a str>,
    ) -> PolarsResult<Vec<Option<IdxSize>>> {
        let ids: Vec<Option<&str>> = self.frame.column("pair_id")?.str()?.iter().collect();
        let row = |pair| ids.binary_search(&Some(pair)).ok();
        let rows = pairs.map(|pair| row(pair).and_then(|row| IdxSize::try_from(row).ok()));
        Ok(rows.collect())
    }

    /// The table with the values of some text columns replaced, where `new` gives another one.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub(super) fn with_values<'a>(
        &self,
        columns: &[&str],
        new: impl Fn(&str, &str) -> Option<&'a str>,
    ) -> PolarsResult<Self> {
        let mut frame = self.frame.clone();
        for name in columns {
            let values = self.frame.column(name)?.str()?.iter();
            let replaced: Vec<Option<&str>> = values
                .map(|value| value.map(|value| new(name, value).unwrap_or(value)))
                .collect();
            frame.with_column(Column::new((*name).into(), replaced))?;
        }
        Ok(Self { frame })
    }

    /// The values of two text columns that pairs have together; missing ones as `None`.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub(super) fn together(&self, first: &str, second: &str) -> PolarsResult<Together<'_>> {
        let first = self.frame.column(first)?.str()?;
        let second = self.frame.column(second)?.str()?;
        Ok(first.iter().zip(second.iter()).collect())
    }
}
