//! Where every row read ended, and every cell that was not understood.

use crate::programme::{Fate, Origin, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// How much an entry matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is lost to the figures.
    Error,
    /// A value is lost, or something has to be decided.
    Warning,
    /// Worth knowing.
    Note,
}

/// One thing that somebody may want to look up in the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// Where the row stands.
    pub origin: Origin,
    /// The table it belongs to, where known.
    pub table: Option<Table>,
    /// Header of the column as found; empty for a whole row.
    pub column: String,
    /// The value as found.
    pub value: String,
    /// The rule that it fell under, as a sentence.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What was done, as a sentence.
    pub consequence: String,
}

/// Rows of one table of one file by fate: they add up to the rows in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows read, without header and preamble.
    pub rows: u64,
    /// See [`Fate::Used`] and so on.
    pub used: u64,
    /// See [`Fate::Repeated`].
    pub repeated: u64,
    /// See [`Fate::AfterAsOf`].
    pub after_as_of: u64,
    /// See [`Fate::AfterEnd`].
    pub after_end: u64,
    /// See [`Fate::NotYetStarted`].
    pub not_yet_started: u64,
    /// See [`Fate::UnknownPair`].
    pub unknown_pair: u64,
    /// See [`Fate::Footer`].
    pub footer: u64,
    /// See [`Fate::Rejected`].
    pub rejected: u64,
}

impl Tally {
    /// Counts `rows` rows of a fate.
    pub fn add(&mut self, fate: Fate, rows: u64) {
        self.rows += rows;
        *self.of_mut(fate) += rows;
    }

    /// Moves one row that was counted as used to another fate.
    pub fn move_used(&mut self, fate: Fate) {
        self.used = self.used.saturating_sub(1);
        *self.of_mut(fate) += 1;
    }

    /// Rows of which nothing is known, since their file is not recognised.
    #[must_use]
    pub fn without_fate(&self) -> u64 {
        let fates = [
            self.used,
            self.repeated,
            self.after_as_of,
            self.after_end,
            self.not_yet_started,
            self.unknown_pair,
            self.footer,
            self.rejected,
        ];
        self.rows - fates.iter().sum::<u64>().min(self.rows)
    }

    /// Adds the rows of another tally, fate by fate.
    pub fn absorb(&mut self, other: &Self) {
        self.rows += other.rows;
        self.used += other.used;
        self.repeated += other.repeated;
        self.after_as_of += other.after_as_of;
        self.after_end += other.after_end;
        self.not_yet_started += other.not_yet_started;
        self.unknown_pair += other.unknown_pair;
        self.footer += other.footer;
        self.rejected += other.rejected;
    }

    fn of_mut(&mut self, fate: Fate) -> &mut u64 {
        match fate {
            Fate::Used => &mut self.used,
            Fate::Repeated => &mut self.repeated,
            Fate::AfterAsOf => &mut self.after_as_of,
            Fate::AfterEnd => &mut self.after_end,
            Fate::NotYetStarted => &mut self.not_yet_started,
            Fate::UnknownPair => &mut self.unknown_pair,
            Fate::Footer => &mut self.footer,
            Fate::Rejected => &mut self.rejected,
        }
    }
}

/// What became of everything that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Entries by file and line.
    pub entries: Vec<Entry>,
    /// Rows by fate, for each table of each file (index into `Programme::files`).
    pub tallies: BTreeMap<(u16, Table), Tally>,
}

impl Ledger {
    /// Counts rows of a table of a file.
    pub fn count(&mut self, file: u16, table: Table, fate: Fate, rows: u64) {
        if rows > 0 {
            self.tallies
                .entry((file, table))
                .or_default()
                .add(fate, rows);
        }
    }

    /// Moves a row that was counted as used to another fate.
    pub fn move_used(&mut self, file: u16, table: Table, fate: Fate) {
        if let Some(tally) = self.tallies.get_mut(&(file, table)) {
            tally.move_used(fate);
        }
    }

    /// Rows that are lost because they could not be understood. Rows that an exporter itself
    /// marks as no answers are not among them.
    #[must_use]
    pub fn rejections(&self) -> u64 {
        let errors = self.entries.iter();
        errors
            .filter(|entry| entry.severity == Severity::Error)
            .count() as u64
    }

    /// Takes in another ledger.
    pub fn absorb(&mut self, other: Self) {
        self.entries.extend(other.entries);
        for (place, tally) in other.tallies {
            self.tallies.entry(place).or_default().absorb(&tally);
        }
    }
}
