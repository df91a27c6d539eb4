//! What is done to every record of a file before it is read.
//!
//! Exporters spread one answer over several columns, keep their own bookkeeping among the
//! answers, or leave cells blank where the row above still holds. A [`Shape`] says, for one
//! file, under which name each column is looked up, which columns are made of others, and which
//! rows are no records. It is worked out from the headers and a sample of the rows ([`Draft`]);
//! files that need nothing of it have a plain one.

mod branches;
mod counts;
mod derived;
mod draft;
mod goal_actions;
mod grouped;
mod last_meetings;
mod lengths;
mod meetings;
mod meetings_of_pairs;
mod moments;
mod months;
mod named_goals;
mod numbered_goals;
mod numbered_people;
mod numbering;
mod options;
mod pauses;
mod people;
mod phase_days;
mod planned_days;
mod presence;
mod ranges;
mod row_goals;
mod rows_of_pairs;
mod short_words;
mod spans;
mod state_days;
mod two_answers;

pub(super) use derived::{BETWEEN_PEOPLE, Derived, Making};
pub(super) use draft::Draft;
pub(super) use grouped::Above;
pub(super) use months::MIDDLE;
pub(super) use pauses::{says_from, says_until, speaks_of_rest};
pub(super) use presence::speaks_of_coming;
pub(super) use rows_of_pairs::{repeated, repeats_pairs};

use super::trouble::Trouble;
use csv::StringRecord;
use std::borrow::Cow;

/// How the records of a file are made ready.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Headers as found, then those of the columns that are made.
    titles: Vec<String>,
    /// What each column is looked up by.
    names: Vec<String>,
    /// Columns that are looked up as part of one form of several, or of one record of several, and
    /// options of questions.
    in_parts: Vec<usize>,
    /// Number of columns in the file.
    width: usize,
    /// Whether a column says of which of several forms each row is.
    of_instruments: bool,
    /// Whether its meetings are dated by months alone.
    is_by_month: bool,
    derived: Vec<Derived>,
    /// Leading columns that hold for the rows below until they change.
    filled_down: Vec<usize>,
    asides: Vec<Aside>,
    notes: Vec<String>,
    /// Headers with something about goals that no list of goals has.
    unread: Vec<String>,
}

/// Rows that are no records: those with some value in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aside {
    /// The column.
    pub header: usize,
    /// Whether a cell of it says that the row is none.
    pub is_none: fn(&str) -> bool,
    /// Why.
    pub trouble: Trouble,
}

impl Shape {
    /// Headers as found, then those of the columns that are made.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// What is assumed of the file, as sentences.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Headers with figures, days or answers about goals that no list of goals has.
    pub fn unread_of_goals(&self) -> &[String] {
        &self.unread
    }

    /// What each column is looked up by; blank for those that are not.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a column is looked up at all, by itself or as part of a record.
    pub fn looks_up_column(&self, column: usize) -> bool {
        let named = self.names.get(column);
        named.is_some_and(|name| !name.trim().is_empty()) || self.in_parts.contains(&column)
    }

    /// Whether a column is made of a box that was ticked or left empty.
    pub fn is_of_box(&self, column: usize) -> bool {
        let made = column.checked_sub(self.width);
        let made = made.and_then(|made| self.derived.get(made));
        made.is_some_and(|made| matches!(made.making, Making::Box(_)))
    }

    /// Whether its meetings are dated by months alone.
    pub const fn is_by_month(&self) -> bool {
        self.is_by_month
    }

    /// Whether a column says of which of several forms each row is.
    pub const fn is_of_instruments(&self) -> bool {
        self.of_instruments
    }

    /// Whether records are read as they stand.
    pub fn is_plain(&self) -> bool {
        self.derived.is_empty() && self.filled_down.is_empty() && self.asides.is_empty()
    }

    /// Whether a row may lean on those above it.
    pub fn looks_up(&self) -> bool {
        !self.filled_down.is_empty()
    }

    /// A record with the columns that are made of others.
    pub fn completed<'a>(&self, record: &'a StringRecord) -> Cow<'a, StringRecord> {
        if self.derived.is_empty() {
            return Cow::Borrowed(record);
        }
        let mut completed =
            StringRecord::with_capacity(record.as_slice().len() * 2, self.titles.len());
        for column in 0..self.width {
            completed.push_field(record.get(column).unwrap_or_default());
        }
        // A column may be made of others that were made before it.
        for derived in &self.derived {
            let cell = derived.cell(&completed);
            completed.push_field(&cell);
        }
        Cow::Owned(completed)
    }

    /// Why a row is no record, and the column that says it.
    pub fn set_aside(&self, record: &StringRecord) -> Option<(usize, Trouble)> {
        self.asides.iter().find_map(|aside| {
            let cell = record.get(aside.header).unwrap_or_default().trim();
            (aside.is_none)(cell).then_some((aside.header, aside.trouble))
        })
    }
}
