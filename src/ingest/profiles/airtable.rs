//! Airtable: `checked` or nothing for a box, lists joined by commas without a space.

use super::Profile;
use super::exporter::{Exporter, nothing};
use csv::StringRecord;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Airtable,
    signatures: &[],
    own: &[],
    submitted: &[],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};

/// Whether a column holds `checked` and blanks: nobody else writes a box so.
pub(super) fn wrote(width: usize, rows: &[StringRecord]) -> bool {
    (0..width).any(|column| {
        let mut cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|cell| !cell.trim().is_empty())
            .peekable();
        cells.peek().is_some() && cells.all(|cell| cell == "checked")
    })
}
