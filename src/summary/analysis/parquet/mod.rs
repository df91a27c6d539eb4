//! A table as Parquet: the CSV that was written, with a type for each column.
//!
//! The plainest file that the format allows: one page per column and group of rows, values one after
//! the other, compressed by gzip, every column optional, no statistics. What holds for its CSV
//! holds for it: the same input gives the same bytes.
//!
//! Source: the format's own description, <https://github.com/apache/parquet-format>, version 1.

mod file;
mod page;
mod thrift;

use super::typed::CellType;
use file::FileWriter;
use page::Column;
use std::io;

/// Rows that are kept in memory before they are written.
const ROWS_IN_GROUP: usize = 1 << 17;

/// Writes the table that `text` holds as CSV with a header; `types` are those of its columns.
///
/// # Errors
/// If `text` cannot be read or `out` not be written; if there are more or fewer columns than types, or
/// if a cell is not of its type.
pub fn write_parquet(
    text: impl io::Read,
    types: &[CellType],
    out: impl io::Write,
) -> io::Result<()> {
    write_in_groups(text, types, out, ROWS_IN_GROUP)
}

fn write_in_groups(
    text: impl io::Read,
    types: &[CellType],
    out: impl io::Write,
    rows_in_group: usize,
) -> io::Result<()> {
    let mut rows = csv::Reader::from_reader(text);
    let names: Vec<String> = rows.headers()?.iter().map(str::to_owned).collect();
    if names.len() != types.len() {
        return Err(wrong(format!(
            "{} columns and {} types",
            names.len(),
            types.len()
        )));
    }
    let mut file = FileWriter::begin(out, &names, types)?;
    let mut columns: Vec<Column> = types.iter().map(|cells| Column::of(*cells)).collect();
    let mut record = csv::StringRecord::new();
    while rows.read_record(&mut record)? {
        for ((column, cell), name) in columns.iter_mut().zip(&record).zip(&names) {
            column.push(cell).ok_or_else(|| {
                wrong(format!("{name}: “{cell}” is not of the type of its column"))
            })?;
        }
        if columns
            .first()
            .is_some_and(|first| first.rows() == rows_in_group)
        {
            file.write_group(&mut columns)?;
        }
    }
    if columns.first().is_some_and(|first| first.rows() > 0) {
        file.write_group(&mut columns)?;
    }
    file.finish()
}

fn wrong(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests;
