//! What is compared where rows may repeat one another.

use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::plan::trimmed;
use crate::programme::fold;
use crate::values::dates::{self, DateCell};
use crate::values::numbers;

/// What a cell says, whatever its format: a day by its numbers in any order, with the minute of
/// its time; a number by its value; a text without case and accents.
pub(super) fn said_by(cell: &str) -> String {
    let mut numbers: Vec<i32> = match dates::parse(cell) {
        DateCell::Day(day) => {
            let iso = day.to_string();
            iso.split('-')
                .filter_map(|part| part.parse().ok())
                .collect()
        }
        DateCell::Ordered {
            first,
            second,
            year,
        } => {
            let year = i32::from(year);
            let year = if year < 100 { year + 2000 } else { year };
            vec![year, i32::from(first), i32::from(second)]
        }
        DateCell::Serial(_) | DateCell::Blank | DateCell::Bad => Vec::new(),
    };
    if !numbers.is_empty() {
        numbers.sort_unstable();
        return format!("{numbers:?} {:?}", dates::time_of_day(cell));
    }
    match numbers::number(cell) {
        Some(number) => number.to_string(),
        None => fold(cell),
    }
}

/// Cells that say the same in other columns or with other white space make the same hash.
pub(super) fn hashed<'a>(cells: impl Iterator<Item = (&'a str, &'a u64)>) -> u64 {
    cells
        .map(|(cell, header)| (trimmed(cell), header))
        .filter(|(cell, _)| !cell.is_empty())
        .map(|(cell, header)| combined(*header, stable_hash(cell.as_bytes())))
        .fold(0, u64::wrapping_add)
}
