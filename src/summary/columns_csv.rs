//! `columns.csv`: what every column of the tables by pair means, from the registry.

use super::backtest::BACKTEST_COLUMNS;
use super::cell::{TableWriter, key};
use crate::measures::{Kind, Measure, Registry};
use std::io;

const HEADER: [&str; 9] = [
    "column",
    "measure",
    "part",
    "title",
    "definition",
    "unit",
    "kind",
    "window",
    "better",
];

/// Writes `columns.csv`: a row for each column that a measure has in `pairs.csv`; `measures.csv`
/// and the other long tables name measures as in the second column.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_columns(registry: &Registry, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, HEADER)?;
    write_measures(registry, &mut table)?;
    table.finish()
}

/// Writes the `columns.csv` of the internal tables: after the measures the columns of
/// `backtest.csv`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_internal_columns(registry: &Registry, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, HEADER)?;
    write_measures(registry, &mut table)?;
    for (column, definition) in BACKTEST_COLUMNS {
        table.row(|row| {
            row.word(column);
            row.word("backtest.csv");
            row.word("column");
            row.word("Back-test");
            row.word(definition);
            (0..4).for_each(|_| row.word(""));
        })?;
    }
    table.finish()
}

fn write_measures<W: io::Write>(
    registry: &Registry,
    table: &mut TableWriter<W>,
) -> Result<(), csv::Error> {
    for measure in registry.measures() {
        for (column, part) in parts(measure) {
            table.row(|row| {
                row.word(&column);
                row.word(&measure.id);
                row.word(part);
                describe(row, measure);
            })?;
        }
    }
    Ok(())
}

fn describe(row: &mut super::cell::Row, measure: &Measure) {
    row.word(&measure.title);
    row.word(&measure.definition);
    row.word(measure.unit);
    row.word(&key(measure.kind));
    row.word(&key(measure.window));
    row.word(&key(measure.better));
}

/// What the columns of a measure hold, each with its name.
pub(super) fn parts(measure: &Measure) -> impl Iterator<Item = (String, &'static str)> {
    let held: &[&str] = match measure.kind {
        Kind::Share => &["numerator", "denominator"],
        Kind::Event => &["days from the start", "reached, competing or censored"],
        Kind::Flag | Kind::Quantity | Kind::Label => &["value"],
    };
    measure.columns().zip(held.iter().copied())
}
