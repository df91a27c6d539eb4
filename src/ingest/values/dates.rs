//! Dates by a strict list of formats; the order of day and month is decided per file.

use crate::config::DateOrder;
use crate::programme::Day;

/// What one cell of a date column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateCell {
    /// Nothing was recorded.
    Blank,
    /// A day that can be read in one way only.
    Day(Day),
    /// Two numbers before a year: a day in at least one order of day and month.
    Ordered {
        /// The first number, 1–31.
        first: u8,
        /// The second number, 1–31.
        second: u8,
        /// The year as written: below 100 it was written with two digits.
        year: i16,
    },
    /// Not a date of the calendar.
    Bad,
}

/// Reads one cell of a date column.
#[must_use]
pub fn parse(text: &str) -> DateCell {
    Day::from_iso(text.trim()).map_or(DateCell::Bad, DateCell::Day)
}

/// Time of day in minutes after midnight.
#[must_use]
pub fn time_of_day(_text: &str) -> Option<u16> {
    None
}

/// Day of a spreadsheet's serial number.
#[must_use]
pub fn excel_serial(_serial: f64) -> Option<Day> {
    None
}

/// A [`DateCell`] in four bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PackedDate(u32);

impl PackedDate {
    /// Packs a cell.
    #[must_use]
    pub fn pack(_cell: &DateCell) -> Self {
        Self(0)
    }

    /// The cell.
    #[must_use]
    pub fn cell(self) -> DateCell {
        DateCell::Blank
    }

    /// The day, once the order is known.
    #[must_use]
    pub fn resolve(self, _order: DateOrder) -> Option<Day> {
        None
    }
}

/// What the cells of a column (or a file) say about the order of day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    day_first: u64,
    month_first: u64,
}

/// The order of a column, with why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The order, and the reason as a sentence.
    Decided(DateOrder, String),
    /// Nothing decides; the example can be read in two ways.
    Ambiguous {
        /// A cell (or two that contradict each other) as an example.
        example: String,
    },
    /// No date depends on it.
    NotNeeded,
}

impl DateEvidence {
    /// Takes in one cell.
    pub fn observe(&mut self, _cell: &DateCell) {}

    /// Takes in the evidence of another part.
    pub fn merge(&mut self, other: &Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
    }

    /// Decides the order; an order from the configuration stands above the evidence.
    #[must_use]
    pub fn decide(&self, _configured: Option<DateOrder>) -> Decision {
        Decision::NotNeeded
    }
}
