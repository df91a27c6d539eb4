//! A file of which it is not sure what a row of it is.

use super::{quoted, section};
use crate::config::NO_TABLE;
use crate::ingest::other_logs::LogOf;
use crate::programme::{Table, display_text};
use serde::Serialize;
use std::fmt;

/// A file that has the headers of one table and perhaps the rows of another: no figure may rest on
/// it until somebody says which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowsQuestion {
    /// The file as shown.
    pub file: String,
    /// The table that its headers are those of.
    pub taken: Table,
    /// Why that may be wrong.
    #[serde(flatten)]
    pub doubt: RowsDoubt,
}

/// Why a file may not be the table that its headers are those of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum RowsDoubt {
    /// A register says a few things of each pair; this has many rows for each, which differ.
    Log {
        /// Rows.
        rows: u64,
        /// Pairs that they name.
        pairs: u64,
        /// The header under which they differ.
        column: String,
    },
    /// Only the day of a contact says that its rows are meetings; they may be calls by the
    /// programme.
    Calls {
        /// The header of that day.
        column: String,
    },
    /// Only a pair and a day say that its rows are meetings, perhaps with what forms ask as well, and
    /// something else that they are forms.
    Forms {
        /// The header of that day.
        column: String,
        /// The headers that meetings and forms have.
        shared: Vec<String>,
        /// The header under which stands who filled them in; otherwise it is called as forms are.
        role: Option<String>,
    },
    /// A pair and a day, at most with a status or a length, say that its rows are meetings, and
    /// something else that they are of another kind.
    Others {
        /// Of what kind.
        of: LogOf,
        /// The header that says so; otherwise the file is called so.
        column: Option<String>,
    },
    /// Only a pair and a day say that its rows are meetings, and other files say of meetings what
    /// became of them.
    Days {
        /// The header of that day.
        column: String,
    },
}

impl RowsQuestion {
    /// The names of the tables that it may be, the likeliest first; the last resort is that it is
    /// none.
    #[must_use]
    pub fn choices(&self) -> Vec<&'static str> {
        let (tables, is_none_first): (&[Table], bool) = match self.doubt {
            RowsDoubt::Log { .. } => (&[Table::Sessions, Table::Pairs], false),
            RowsDoubt::Calls { .. }
            | RowsDoubt::Others {
                of: LogOf::Calls, ..
            } => (&[Table::Contacts, Table::Sessions], false),
            RowsDoubt::Others {
                of: LogOf::Goals, ..
            } => (&[Table::Goals, Table::Sessions], false),
            RowsDoubt::Others {
                of: LogOf::Pairs, ..
            } => (&[Table::Pairs, Table::Sessions], false),
            RowsDoubt::Others {
                of: LogOf::Actions, ..
            } => (&[Table::Actions, Table::Sessions], false),
            RowsDoubt::Forms { .. } => {
                (&[Table::Evaluations, Table::Sessions, Table::Pairs], false)
            }
            RowsDoubt::Days { .. } => (&[Table::Sessions, Table::Evaluations, Table::Pairs], false),
            RowsDoubt::Others { .. } => (&[Table::Sessions], true),
        };
        let mut names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
        let place = if is_none_first { 0 } else { names.len() };
        names.insert(place, NO_TABLE);
        names
    }

    /// The lines for `mentorstat.toml` that decide it in favour of a table, or of none.
    #[must_use]
    pub fn answer(&self, table: &str) -> String {
        format!("{}\ntable = {}", section(&self.file), quoted(table))
    }
}

impl fmt::Display for RowsQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", display_text(&self.file))?;
        match &self.doubt {
            RowsDoubt::Log {
                rows,
                pairs,
                column,
            } => write!(
                formatter,
                "is it a log, with a row for each meeting, or a register of pairs? It has {rows} rows for {pairs} \
                 pairs, which differ in `{}`",
                display_text(column)
            )?,
            RowsDoubt::Calls { column } => write!(
                formatter,
                "are its rows contacts of the programme with its pairs, or meetings of the pairs? Only `{}` says \
                 when they were, and nothing says that a meeting was held",
                display_text(column)
            )?,
            RowsDoubt::Forms {
                column,
                shared,
                role,
            } => {
                let why = role.as_ref().map_or_else(
                    || "its name is that of forms".to_owned(),
                    |role| format!("`{}` says who filled them in", display_text(role)),
                );
                write!(
                    formatter,
                    "are its rows forms, or meetings that were held? Only a pair and the day in `{}`{} say \
                     that they are meetings, and {why}; no answer of a form is known by its header",
                    display_text(column),
                    asked_by_both(shared)
                )?;
            }
            RowsDoubt::Others { of, column } => {
                let why = column.as_ref().map_or_else(
                    || "so it is called".to_owned(),
                    |column| format!("it has a column `{}`", display_text(column)),
                );
                write!(
                    formatter,
                    "are its rows meetings that were held? It may be a list of {}: {why}, and nothing \
                     but a pair and a day with a status or a length says that they are meetings",
                    of.words()
                )?;
            }
            RowsDoubt::Days { column } => write!(
                formatter,
                "are its rows meetings that were held? Only a pair and the day in `{}` say so, and meetings \
                 stand in another file; they may be forms",
                display_text(column)
            )?,
        }
        let choices = self.choices();
        let likely = choices.first().copied().unwrap_or(self.taken.name());
        for line in self.answer(likely).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(formatter, "   # or {}", others(&choices))
    }
}

/// The headers that meetings and forms have, as part of a sentence.
fn asked_by_both(shared: &[String]) -> String {
    if shared.is_empty() {
        return String::new();
    }
    let shared: Vec<String> = shared
        .iter()
        .map(|header| format!("`{}`", display_text(header)))
        .collect();
    format!(" with {}, which forms ask as well,", shared.join(" and "))
}

/// The choices but the first, with what the last resort means.
fn others(choices: &[&str]) -> String {
    let of = |name: &&str| match *name {
        NO_TABLE => format!("{} to leave the file out", quoted(NO_TABLE)),
        name => quoted(name).to_string(),
    };
    let others: Vec<String> = choices.iter().skip(1).map(of).collect();
    let first = choices.first().filter(|first| **first == NO_TABLE);
    let leaves = first.map_or("", |_| "; \"none\" leaves the file out");
    others.join(" or ") + leaves
}
