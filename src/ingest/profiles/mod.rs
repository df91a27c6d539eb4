//! What single exporters do differently, one exporter in one place.

use csv::ByteRecord;
use serde::Serialize;

/// The exporter that a file seems to come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// One header row, then data.
    #[default]
    Plain,
}

impl Profile {
    /// Recognises the exporter from the records that begin with the header.
    #[must_use]
    pub fn of(_records: &[ByteRecord]) -> Self {
        Self::Plain
    }

    /// Number of header rows.
    #[must_use]
    pub fn header_rows(self) -> usize {
        match self {
            Self::Plain => 1,
        }
    }

    /// The headers that the header rows amount to.
    #[must_use]
    pub fn headers(self, rows: &[ByteRecord]) -> Vec<String> {
        let width = rows.iter().map(ByteRecord::len).max().unwrap_or(0);
        (0..width).map(|column| joined(rows, column)).collect()
    }
}

/// The cells of one column of the header, from top to bottom.
fn joined(rows: &[ByteRecord], column: usize) -> String {
    rows.iter()
        .filter_map(|row| row.get(column))
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .filter(|cell| !cell.is_empty())
        .collect::<Vec<_>>()
        .join(" – ")
}
