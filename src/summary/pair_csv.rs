//! `pairs.csv`: the pair table as text.

use super::cell::{Row, write_table};
use super::pair_table::PairTable;
use crate::programme::Day;
use polars::prelude::{Column, DataType, IdxCa, IdxSize, PolarsResult};
use std::io;
use thiserror::Error;

/// Why the pair table could not be written.
#[derive(Debug, Error)]
pub enum PairTableError {
    /// The table is not as it was built.
    #[error(transparent)]
    Table(#[from] polars::prelude::PolarsError),
    /// The output cannot be written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// The cells of one column from the first pair to the last.
enum Cells<'a> {
    Texts(Box<dyn Iterator<Item = Option<&'a str>> + 'a>),
    Flags(Box<dyn Iterator<Item = Option<bool>> + 'a>),
    Numbers(Box<dyn Iterator<Item = Option<f64>> + 'a>),
    Days(Box<dyn Iterator<Item = Option<i32>> + 'a>),
}

impl<'a> Cells<'a> {
    fn of(column: &'a Column) -> PolarsResult<Self> {
        Ok(match column.dtype() {
            DataType::String => Self::Texts(Box::new(column.str()?.iter())),
            DataType::Boolean => Self::Flags(Box::new(column.bool()?.iter())),
            DataType::Date => Self::Days(Box::new(column.date()?.physical().iter())),
            DataType::Int32 => {
                let numbers = column.i32()?.iter();
                Self::Numbers(Box::new(numbers.map(|number| number.map(f64::from))))
            }
            _ => Self::Numbers(Box::new(column.f64()?.iter())),
        })
    }

    fn push_next(&mut self, row: &mut Row) {
        match self {
            Self::Texts(texts) => row.text(texts.next().flatten()),
            Self::Flags(flags) => row.flag(flags.next().flatten()),
            Self::Numbers(numbers) => row.number(numbers.next().flatten()),
            Self::Days(days) => row.day(days.next().flatten().map(Day)),
        }
    }
}

/// Writes some columns of some rows of the pair table, each row after cells of its own.
///
/// # Errors
/// If `out` cannot be written.
pub(super) fn write_columns_of<'a, const N: usize>(
    pairs: &PairTable,
    rows: &[IdxSize],
    before: [&str; N],
    cells_before: impl Fn(usize) -> &'a [String; N] + Sync,
    names: &[String],
    out: impl io::Write,
) -> Result<(), PairTableError> {
    let header = before.into_iter().chain(names.iter().map(String::as_str));
    let written = names
        .iter()
        .map(|name| pairs.frame().column(name))
        .collect::<PolarsResult<Vec<&Column>>>()?;
    write_table(out, header, rows.len(), |range, table| {
        let taken = IdxCa::from_vec("rows".into(), rows[range.clone()].to_vec());
        let columns = written
            .iter()
            .map(|column| column.take(&taken))
            .collect::<PolarsResult<Vec<Column>>>()?;
        let mut cells = cells_of(&columns)?;
        for place in range {
            table.row(|row| {
                for cell in cells_before(place) {
                    row.text(Some(cell));
                }
                for cells in &mut cells {
                    cells.push_next(row);
                }
            })?;
        }
        Ok(())
    })
}

fn cells_of(columns: &[Column]) -> PolarsResult<Vec<Cells<'_>>> {
    columns.iter().map(Cells::of).collect()
}

/// Writes `pairs.csv`: every pair, sorted by `pair_id`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_pairs(pairs: &PairTable, out: impl io::Write) -> Result<(), PairTableError> {
    let written: Vec<&Column> = pairs
        .frame()
        .columns()
        .iter()
        .filter(|column| !column.name().starts_with('\u{0}'))
        .collect();
    let header = written.iter().map(|column| column.name().as_str());
    write_table(out, header, pairs.pairs(), |rows, table| {
        let columns: Vec<Column> = written
            .iter()
            .map(|column| column.slice(offset(rows.start), rows.len()))
            .collect();
        let mut cells = cells_of(&columns)?;
        for _ in rows {
            table.row(|row| cells.iter_mut().for_each(|cells| cells.push_next(row)))?;
        }
        Ok(())
    })
}

/// Rows are far fewer than the largest `i64`.
fn offset(row: usize) -> i64 {
    i64::try_from(row).unwrap_or(i64::MAX)
}
