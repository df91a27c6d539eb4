//! `ledger.csv`: every row and cell that was not used or not understood.

use crate::ingest::{Entry, Ledger};
use crate::summary::{TableWriter, key};
use std::io;

const HEADER: [&str; 8] = [
    "file",
    "line",
    "table",
    "column",
    "value",
    "rule",
    "severity",
    "consequence",
];

/// Writes the entries of a ledger; `paths` are the files by number.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_ledger(
    ledger: &Ledger,
    paths: &[&str],
    out: impl io::Write,
) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, HEADER)?;
    for entry in &ledger.entries {
        table.row(|row| {
            row.text(paths.get(usize::from(entry.origin.file)).copied());
            row.shown(Some(entry.origin.line));
            row.word(&entry.table.map(key).unwrap_or_default());
            fill(row, entry);
        })?;
    }
    table.finish()
}

fn fill(row: &mut crate::summary::Row, entry: &Entry) {
    row.text(Some(&entry.column));
    row.text(Some(&entry.value));
    row.text(Some(&entry.rule));
    row.word(&key(entry.severity));
    row.text(Some(&entry.consequence));
}
