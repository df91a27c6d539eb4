//! The pair table: one row per pair, a column or two per measure.

use super::described::SESSIONS_SOURCE;
use super::labels::Carriers;
use super::value_column::{ValueColumn, names};
use crate::measures::{Kind, Measure, Outcome, Value};
use crate::programme::Day;
use crate::stats::proportion::Unit;
use crate::stats::survival;
use polars::prelude::{
    BooleanChunked, ChunkUnique, ChunkedArray, Column, DataFrame, IdxSize, Logical, PolarsResult,
    SortMultipleOptions, UInt32Chunked,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
        let column = |kind| ValueColumn::new(kind, pairs);
        Self {
            ranks: Vec::with_capacity(pairs),
            clusters: Vec::with_capacity(pairs),
            values: measures
                .into_iter()
                .map(|measure| (measure.id.clone(), column(measure.kind)))
                .collect(),
        }
    }

    /// Adds a pair with its values in the order of the measures.
    pub fn push(&mut self, rank: u32, cluster: u32, values: impl IntoIterator<Item = Value>) {
        self.ranks.push(rank);
        self.clusters.push(cluster);
        for ((_, column), value) in self.values.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// The rows of all partitions, of the same measures.
    pub fn merged(parts: Vec<Self>) -> Self {
        let pairs: usize = parts.iter().map(|part| part.ranks.len()).sum();
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| Self::new([], 0));
        let more = pairs - all.ranks.len();
        all.ranks.reserve_exact(more);
        all.clusters.reserve_exact(more);
        for (_, column) in &mut all.values {
            column.reserve(more);
        }
        for part in parts {
            all.ranks.extend(part.ranks);
            all.clusters.extend(part.clusters);
            for ((_, column), (_, more)) in all.values.iter_mut().zip(part.values) {
                column.append(more);
            }
        }
        all
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

    /// The columns of the values, by rank.
    fn into_columns(self) -> Vec<Column> {
        let mut order: Vec<usize> = (0..self.ranks.len()).collect();
        order.sort_unstable_by_key(|&row| self.ranks[row]);
        let columns = self.values.into_par_iter().map(|(id, column)| {
            let sorted = column.taken(&order);
            drop(column);
            sorted.into_columns(&id)
        });
        columns.collect::<Vec<_>>().into_iter().flatten().collect()
    }
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
            frame.hstack_mut(&PairRows::merged(rows).into_columns())?;
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

    /// The rows of each value of a text column, by value; missing ones as `None`, last.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub(super) fn by(&self, column: &str) -> PolarsResult<Vec<(Option<String>, Self)>> {
        let groups = self.frame.group_by_stable([column])?.groups()?;
        let keys = groups.column(column)?.str()?;
        let rows = groups.column("groups")?.list()?;
        let mut tables = Vec::with_capacity(groups.height());
        for (index, key) in keys.iter().enumerate() {
            let Some(rows) = rows.get_as_series(index) else {
                continue;
            };
            let frame = self.frame.take(rows.idx()?)?;
            tables.push((key.map(str::to_owned), Self { frame }));
        }
        tables.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
        Ok(tables)
    }

    /// The rows whose number in a column is as wanted; none without the column.
    ///
    /// # Errors
    /// If the rows cannot be taken.
    pub(super) fn where_number(
        &self,
        column: &str,
        keep: impl Fn(f64) -> bool,
    ) -> PolarsResult<Self> {
        let numbers = self.floats(column).map(|number| number.is_some_and(&keep));
        let mask: BooleanChunked = numbers.collect();
        if mask.len() != self.pairs() {
            return Ok(Self {
                frame: self.frame.clear(),
            });
        }
        Ok(Self {
            frame: self.frame.filter(&mask)?,
        })
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

    /// Who has each value of a text column, by value; missing ones as `None`.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub(super) fn carriers(&self, column: &str) -> PolarsResult<BTreeMap<Option<&str>, Carriers>> {
        let mut carriers: BTreeMap<Option<&str>, Carriers> = BTreeMap::new();
        let values = self.frame.column(column)?.str()?.iter();
        for (value, mentor) in values.zip(self.clusters()) {
            carriers.entry(value).or_default().add(mentor);
        }
        Ok(carriers)
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

    /// Number of mentors; a pair without mentor counts as one.
    pub(super) fn mentors(&self) -> usize {
        self.numbers(CLUSTER)
            .and_then(|clusters| clusters.unique().ok())
            .map_or(0, |clusters| clusters.len())
    }

    fn numbers(&self, column: &str) -> Option<&UInt32Chunked> {
        self.frame.column(column).ok()?.u32().ok()
    }

    fn clusters(&self) -> impl Iterator<Item = u32> + '_ {
        self.numbers(CLUSTER)
            .into_iter()
            .flat_map(|clusters| clusters.iter().flatten())
    }

    fn floats<'a>(&'a self, column: &str) -> impl Iterator<Item = Option<f64>> + use<'a> {
        let column = self.frame.column(column).and_then(Column::f64).ok();
        column.into_iter().flat_map(ChunkedArray::iter)
    }

    /// Days from the start of each pair to a date, where the start is known.
    pub(super) fn ages(&self, date: Day) -> Vec<f64> {
        let starts = self.days("started_on");
        starts
            .flatten()
            .map(|start| f64::from(date.0 - start))
            .collect()
    }

    /// Days from the start of each pair to its end or a date, where the start is known.
    pub(super) fn observed_days(&self, date: Day) -> Vec<f64> {
        let lives = self.days("started_on").zip(self.days("ended_on"));
        lives
            .filter_map(|(start, end)| Some(f64::from(end.unwrap_or(date.0) - start?)))
            .collect()
    }

    fn days<'a>(&'a self, column: &str) -> impl Iterator<Item = Option<i32>> + use<'a> {
        let dates = self.frame.column(column).and_then(Column::date).ok();
        let dates = dates.map(Logical::physical);
        dates.into_iter().flat_map(ChunkedArray::iter)
    }

    /// Cluster, numerator and denominator of the pairs for which a share or a flag is known.
    pub(super) fn units(&self, id: &str, kind: Kind) -> Vec<Unit> {
        match kind {
            Kind::Share => {
                let [nums, dens] = names(kind, id);
                let shares = self.floats(&nums).zip(self.floats(&dens));
                let units = self.clusters().zip(shares);
                units
                    .filter_map(|(cluster, (num, den))| Some((cluster, num?, den?)))
                    .collect()
            }
            Kind::Flag => {
                let flags = self.frame.column(id).and_then(Column::bool).ok();
                let flags = flags.into_iter().flat_map(ChunkedArray::iter);
                let units = self.clusters().zip(flags);
                units
                    .filter_map(|(cluster, flag)| Some((cluster, f64::from(u8::from(flag?)), 1.0)))
                    .collect()
            }
            Kind::Quantity | Kind::Event | Kind::Label => Vec::new(),
        }
    }

    /// Cluster and number of the pairs for which a quantity is known.
    pub(super) fn quantities(&self, id: &str) -> Vec<(u32, f64)> {
        self.clusters()
            .zip(self.floats(id))
            .filter_map(|(cluster, number)| Some((cluster, number?)))
            .collect()
    }

    /// The pairs for which an event is known, ready for a curve.
    pub(super) fn subjects(&self, id: &str) -> Vec<survival::Subject> {
        let [days, outcomes] = names(Kind::Event, id);
        let days = self.frame.column(&days).and_then(Column::i32).ok();
        let outcomes = self.frame.column(&outcomes).and_then(Column::str).ok();
        let days = days.into_iter().flat_map(ChunkedArray::iter);
        let outcomes = outcomes.into_iter().flat_map(ChunkedArray::iter);
        self.clusters()
            .zip(days.zip(outcomes))
            .filter_map(|(cluster, (days, outcome))| {
                Some(survival::Subject {
                    time: f64::from(days?),
                    outcome: survival_outcome(outcome?),
                    cluster,
                })
            })
            .collect()
    }
}

fn survival_outcome(name: &str) -> survival::Outcome {
    if name == Outcome::Reached.name() {
        survival::Outcome::Reached
    } else if name == Outcome::Competing.name() {
        survival::Outcome::Competing
    } else {
        survival::Outcome::Censored
    }
}
