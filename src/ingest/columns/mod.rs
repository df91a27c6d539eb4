//! From the headers of a file to the canonical columns of the seven tables.
//!
//! What a header is called is data (`synonyms.toml`). A file is the table that has what the table
//! needs and that most of its headers speak for. The rows only rule columns out (`Content`).

mod assign;
mod choice;
mod configured;
mod content;
mod definition;
mod file;
mod file_names;
mod headers;
mod lists;
mod mapped;
mod own_days;
mod question;
mod recognise;
mod synonyms;
mod tables;

pub(in crate::ingest) use configured::name_of;
pub(crate) use configured::position;
pub(in crate::ingest) use content::Content;
pub(in crate::ingest) use file::says_what_of_goal;
pub(in crate::ingest) use file_names::{
    is_called_a_form, is_called_a_list_of_goals, is_called_a_log_of_meetings, is_called_a_survey,
    is_called_meetings, names_forms,
};
pub(in crate::ingest) use headers::{Header, key};
pub(in crate::ingest) use recognise::recognise;
pub(in crate::ingest) use synonyms::is_own;

pub(in crate::ingest) use crate::programme::{Column, NUMBER};
use crate::programme::{Table, fold};
use serde::Serialize;

/// What the headers of one file were understood to mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognition {
    /// The tables that the file holds, the main one first; empty if none was recognised.
    pub tables: Vec<TableMapping>,
    /// Header index and name of pair attributes that are not canonical columns: every other
    /// column of a register, columns of `by` elsewhere.
    pub attributes: Vec<(usize, String)>,
    /// Headers that no table uses.
    pub unmapped: Vec<usize>,
    /// What could be read in more than one way, and how it was read.
    pub ambiguities: Vec<Ambiguity>,
    /// How little speaks for what is taken for meetings.
    pub weakness: Option<Weakness>,
    /// Without any table: the one that comes nearest.
    pub nearest: Option<Nearest>,
}

impl Recognition {
    /// Reads a column from another header than the one that was taken.
    pub(in crate::ingest) fn replace(&mut self, column: Column, taken: usize, header: usize) {
        for table in &mut self.tables {
            for (at, found) in &mut table.columns {
                if *found == column && *at == taken {
                    self.unmapped.push(std::mem::replace(at, header));
                }
            }
            table.sort();
        }
        self.attributes.retain(|(at, _)| *at != header);
        self.unmapped.retain(|at| *at != header);
        self.unmapped.sort_unstable();
        self.unmapped.dedup();
    }

    /// Reads a column of a table from a header that nothing is read from.
    pub(in crate::ingest) fn take(&mut self, table: Table, column: Column, header: usize) {
        for mapping in self.tables.iter_mut().filter(|one| one.table == table) {
            mapping.columns.push((header, column));
            mapping.found.push(How::Synonym);
            mapping.sort();
        }
        self.attributes.retain(|(at, _)| *at != header);
        self.unmapped.retain(|at| *at != header);
    }

    /// Reads a column of a table from no header.
    pub(in crate::ingest) fn set_aside(&mut self, table: Table, column: Column) {
        for mapping in self.tables.iter_mut().filter(|one| one.table == table) {
            let Some(place) = mapping
                .columns
                .iter()
                .position(|(_, found)| *found == column)
            else {
                continue;
            };
            self.unmapped.push(mapping.columns.remove(place).0);
            mapping.found.remove(place);
        }
        self.unmapped.sort_unstable();
    }
}

/// How little of a file says that its rows are meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// The day of a contact and nothing that only a meeting has: they may be calls by the programme.
    MayBeCalls,
    /// Nothing but a pair and a day, not even the name of the file: each is a meeting held.
    DaysOnly,
}

/// A table that a file would be if it had what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The table.
    pub table: Table,
    /// What the file lacks, in words ("the date of the meeting (date)").
    pub missing: Vec<&'static str>,
}

/// Which header stands for which column of one table. A table other than the first repeats the
/// columns that name the pair and the day.
#[derive(Clone, Debug, PartialEq)]
pub struct TableMapping {
    /// The table.
    pub table: Table,
    /// Header index and column, by header index; attributes of the pair (`cohort`, `mentor`,
    /// …) are among them whatever the table. A header may stand for one column only.
    pub columns: Vec<(usize, Column)>,
    /// How each of the columns was found, in the same order.
    pub found: Vec<How>,
}

/// How it was found what a header stands for, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The configuration says so.
    Configured,
    /// It is the name of the column.
    Name,
    /// It is a known header.
    Synonym,
    /// It is a question with the words of the column.
    KeyWords,
}

impl TableMapping {
    /// Puts the columns in the order of their headers.
    fn sort(&mut self) {
        let mut both: Vec<_> = self
            .columns
            .iter()
            .copied()
            .zip(self.found.iter().copied())
            .collect();
        both.sort_by_key(|((header, _), _)| *header);
        (self.columns, self.found) = both.into_iter().unzip();
    }

    /// How it was found what stands for a column.
    #[must_use]
    pub fn how_of(&self, column: Column) -> Option<How> {
        let mut both = self.columns.iter().zip(&self.found);
        both.find(|((_, found), _)| *found == column)
            .map(|(_, how)| *how)
    }

    /// The header that stands for a column.
    #[must_use]
    pub fn header_of(&self, column: Column) -> Option<usize> {
        self.columns
            .iter()
            .find(|(_, found)| *found == column)
            .map(|(header, _)| *header)
    }

    /// The column that a header stands for.
    #[must_use]
    pub fn column_of(&self, header: usize) -> Option<Column> {
        self.columns
            .iter()
            .find(|(found, _)| *found == header)
            .map(|(_, column)| *column)
    }
}

/// Something that could be read in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ambiguity {
    /// Several headers could stand for one column; the first was taken.
    Column {
        /// The table.
        table: Table,
        /// The column.
        column: Column,
        /// The header that was taken.
        taken: usize,
        /// How it was found.
        how: How,
        /// The headers that were not.
        others: Vec<Rival>,
    },
    /// The headers fit several tables equally well; the first was taken.
    Table(Vec<Table>),
    /// A header that the configuration names is not in the file.
    MissingHeader {
        /// Canonical column.
        column: String,
        /// Header as configured.
        header: String,
    },
}

/// A header that wanted a column which another one got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// The header.
    pub header: usize,
    /// How it would have been found.
    pub how: How,
}

/// What the columns of a file are called, and what they are looked up by.
pub(in crate::ingest) struct Names<'a> {
    /// As found.
    pub titles: &'a [String],
    /// What they are looked up by; blank for those that are not.
    pub looked_up: &'a [String],
    /// Columns that are a table of their own.
    pub parts: &'a [Part],
    /// What stands below each, as far as that is known.
    pub contents: &'a [Content],
    /// Columns that say the same in all rows of a pair, where pairs have several.
    pub repeated: &'a [bool],
    /// Whether the rows are meetings, though they have what registers have.
    pub is_log: bool,
    /// Whether a pair has several rows.
    pub repeats_pairs: bool,
}

/// Columns that hold one of several records of a row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Part {
    /// What the records are, where that is known.
    pub table: Option<Table>,
    /// Columns, with what they are looked up by.
    pub columns: Vec<(usize, String)>,
    /// The records are only looked for beside this table.
    pub beside: Option<Table>,
}

/// The columns that a name could stand for in a table, the best first.
pub(in crate::ingest) fn meanings(name: &str, table: Table) -> Vec<Column> {
    let claims = synonyms::claims(&Header::new(name), table);
    claims.iter().map(|claim| claim.column).collect()
}

/// The best of the columns that a name could stand for in a table.
pub(in crate::ingest) fn meaning(name: &str, table: Table) -> Option<Column> {
    meanings(name, table).first().copied()
}

/// Whether a name is that of a day or a reason of pairs that a table may have of its rows.
pub(in crate::ingest) fn may_be_of_row(name: &str, table: Table) -> bool {
    let header = Header::new(name);
    let claims = synonyms::claims(&header, table);
    let mut of_pairs = claims.iter().filter(|claim| !claim.own);
    of_pairs.any(|claim| own_days::may_be_of_row(&header, table, claim.column))
}

/// Whether a name stands for one of several columns that are told apart by number.
pub(in crate::ingest) fn is_numbered(name: &str) -> bool {
    [Table::Sessions, Table::Evaluations].iter().any(|table| {
        meanings(name, *table)
            .iter()
            .any(|column| column.is_numbered())
    })
}

/// Whether a header has a word that begins like one of some, which are folded.
pub(in crate::ingest) fn speaks_of(title: &str, beginnings: &[&str]) -> bool {
    let folded = fold(title);
    let begins = |word: &str| beginnings.iter().any(|start| word.starts_with(start));
    folded.split(' ').any(begins)
}

/// Whether a column is the first or the last day of a pair.
pub(in crate::ingest) fn is_day_of_pair(column: Column) -> bool {
    matches!(
        column,
        Column::StartedOn | Column::PlannedEndOn | Column::ClosedOn
    )
}

/// Whether columns name a pair or one of the two.
pub(in crate::ingest) fn names_somebody(columns: &[Column]) -> bool {
    columns.first().is_some_and(|column| column.is_identity())
}

#[cfg(test)]
mod tests;
