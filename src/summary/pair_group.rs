//! Some pairs of the pair table: what statistics read. The columns stay in the table; a group
//! knows its rows only.

use super::labels::Carriers;
use super::pair_table::{CLUSTER, PairTable};
use super::value_column::names;
use crate::measures::{Kind, Outcome};
use crate::programme::Day;
use crate::stats::proportion::Unit;
use crate::stats::survival;
use polars::prelude::{ChunkedArray, Column, IdxSize, Logical, PolarsDataType, PolarsResult};
use std::collections::{BTreeMap, BTreeSet};

/// Some pairs of the pair table, in its order.
#[derive(Clone, Debug)]
pub(super) struct PairGroup<'a> {
    table: &'a PairTable,
    rows: Vec<IdxSize>,
}

impl<'a> PairGroup<'a> {
    /// The pairs of these rows, which the table has.
    pub fn new(table: &'a PairTable, rows: Vec<IdxSize>) -> Self {
        Self { table, rows }
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.rows.len()
    }

    /// The pairs with each value of a text column, by value; missing ones as `None`, last.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub fn by(&self, column: &str) -> PolarsResult<Vec<(Option<&'a str>, Self)>> {
        let values = self.column(column)?.str()?;
        let mut groups: BTreeMap<(bool, Option<&str>), Vec<IdxSize>> = BTreeMap::new();
        for &row in &self.rows {
            let value = values.get(row as usize);
            groups
                .entry((value.is_none(), value))
                .or_default()
                .push(row);
        }
        let groups = groups.into_iter();
        let group = |rows| Self::new(self.table, rows);
        Ok(groups
            .map(|((_, value), rows)| (value, group(rows)))
            .collect())
    }

    /// The pairs whose number in a column is as wanted; none without the column.
    pub fn where_number(&self, column: &str, keep: impl Fn(f64) -> bool) -> Self {
        let numbers = self.rows.iter().zip(self.floats(column));
        let kept = numbers.filter(|(_, number)| number.is_some_and(&keep));
        Self::new(self.table, kept.map(|(row, _)| *row).collect())
    }

    /// Who has each value of a text column, by value; missing ones as `None`.
    ///
    /// # Errors
    /// If there is no such column, or if it is no text.
    pub fn carriers(&self, column: &str) -> PolarsResult<BTreeMap<Option<&'a str>, Carriers>> {
        let mut carriers: BTreeMap<Option<&str>, Carriers> = BTreeMap::new();
        let values = self.cells(Some(self.column(column)?.str()?));
        for (value, mentor) in values.zip(self.clusters()) {
            carriers.entry(value).or_default().add(mentor);
        }
        Ok(carriers)
    }

    /// Number of mentors; a pair without mentor counts as one.
    pub fn mentors(&self) -> usize {
        self.clusters().collect::<BTreeSet<u32>>().len()
    }

    /// Days from the start of each pair to a date, where the start is known.
    pub fn ages(&self, date: Day) -> Vec<f64> {
        let starts = self.days("started_on");
        starts
            .flatten()
            .map(|start| f64::from(date.0 - start))
            .collect()
    }

    /// Days from the start of each pair to its end or a date, where the start is known.
    pub fn observed_days(&self, date: Day) -> Vec<f64> {
        let lives = self.days("started_on").zip(self.days("ended_on"));
        lives
            .filter_map(|(start, end)| Some(f64::from(end.unwrap_or(date.0) - start?)))
            .collect()
    }

    /// Cluster, numerator and denominator of the pairs for which a share or a flag is known.
    pub fn units(&self, id: &str, kind: Kind) -> Vec<Unit> {
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
                let flags = self.column(id).and_then(Column::bool).ok();
                let units = self.clusters().zip(self.cells(flags));
                units
                    .filter_map(|(cluster, flag)| Some((cluster, f64::from(u8::from(flag?)), 1.0)))
                    .collect()
            }
            Kind::Quantity | Kind::Event | Kind::Label => Vec::new(),
        }
    }

    /// Cluster and number of the pairs for which a quantity is known.
    pub fn quantities(&self, id: &str) -> Vec<(u32, f64)> {
        self.clusters()
            .zip(self.floats(id))
            .filter_map(|(cluster, number)| Some((cluster, number?)))
            .collect()
    }

    /// The pairs for which an event is known, ready for a curve.
    pub fn subjects(&self, id: &str) -> Vec<survival::Subject> {
        let [days, outcomes] = names(Kind::Event, id);
        let days = self.column(&days).and_then(Column::i32).ok();
        let outcomes = self.column(&outcomes).and_then(Column::str).ok();
        let events = self.cells(days).zip(self.cells(outcomes));
        self.clusters()
            .zip(events)
            .filter_map(|(cluster, (days, outcome))| {
                Some(survival::Subject {
                    time: f64::from(days?),
                    outcome: survival_outcome(outcome?),
                    cluster,
                })
            })
            .collect()
    }

    fn column(&self, name: &str) -> PolarsResult<&'a Column> {
        self.table.frame().column(name)
    }

    /// The cells of its rows; none without the column.
    fn cells<'c, T: PolarsDataType>(
        &'c self,
        column: Option<&'a ChunkedArray<T>>,
    ) -> impl Iterator<Item = Option<T::Physical<'a>>> + use<'a, 'c, T> {
        let rows = &self.rows;
        column
            .into_iter()
            .flat_map(move |column| rows.iter().map(move |&row| column.get(row as usize)))
    }

    fn clusters(&self) -> impl Iterator<Item = u32> + use<'a, '_> {
        let clusters = self.column(CLUSTER).and_then(Column::u32).ok();
        self.cells(clusters).flatten()
    }

    fn floats<'c>(&'c self, column: &str) -> impl Iterator<Item = Option<f64>> + use<'a, 'c> {
        self.cells(self.column(column).and_then(Column::f64).ok())
    }

    fn days<'c>(&'c self, column: &str) -> impl Iterator<Item = Option<i32>> + use<'a, 'c> {
        let dates = self.column(column).and_then(Column::date).ok();
        self.cells(dates.map(Logical::physical))
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
