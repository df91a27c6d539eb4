//! What was read, summed up for the reports: files, rows by fate, and what was not understood.

use super::printed::Printed;
use crate::ingest::ledger::{Entry, Severity, Tally};
use crate::output::InputFile;
use crate::programme::Table;
use crate::report::wording::count;
use std::collections::BTreeMap;

/// Past sessions that do not say what became of them, in the sources of which there are too many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnclearSessions {
    /// How many.
    pub unclear: u64,
    /// All past sessions of those sources; 0 where every source is clear.
    pub of: u64,
    /// What to say in the configuration.
    pub to_decide: String,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Files, by path.
    pub(super) files: Vec<InputFile>,
    /// Rows by fate, for each table.
    pub(super) tables: BTreeMap<Table, Tally>,
    /// Rows of files that are not recognised.
    pub(super) unrecognised: u64,
    /// Entries by severity and rule, with their number.
    pub(super) entries: BTreeMap<(Severity, String), u64>,
    /// The programme's own notes.
    pub(super) notes: Option<String>,
    /// Past sessions that do not say what became of them, and all, in the sources of which the
    /// user has to decide how to read them.
    unclear_status: Option<UnclearSessions>,
    /// What is said of the end of the records: some lie after the report, or it goes on after all.
    pub(super) word_on_the_end: Option<String>,
    /// What is assumed of files, as sentences.
    pub(super) cautions: Vec<String>,
    /// What was printed of the previous period.
    pub(super) printed: Option<Printed>,
}

impl Records {
    /// Sums up what was read. Of the entries only rule, severity and number are kept: values,
    /// lines and files stay in the ledger.
    #[must_use]
    pub fn new<'a>(
        files: Vec<InputFile>,
        tallies: impl IntoIterator<Item = (Table, Tally)>,
        entries: impl IntoIterator<Item = &'a Entry>,
        notes: Option<String>,
    ) -> Self {
        let mut records = Self {
            files,
            notes,
            ..Self::default()
        };
        for (table, tally) in tallies {
            records.tables.entry(table).or_default().absorb(&tally);
        }
        for entry in entries {
            let key = (entry.severity, entry.rule.clone());
            *records.entries.entry(key).or_default() += 1;
        }
        records
    }

    /// The same with so many rows in files that are not recognised.
    #[must_use]
    pub fn with_unrecognised(self, unrecognised: u64) -> Self {
        Self {
            unrecognised,
            ..self
        }
    }

    /// The same where some past sessions do not say what became of them.
    #[must_use]
    pub fn with_unclear_status(self, sessions: UnclearSessions) -> Self {
        Self {
            unclear_status: (sessions.of > 0).then_some(sessions),
            ..self
        }
    }

    /// The same with a sentence on where the records end.
    #[must_use]
    pub fn with_word_on_the_end(self, word_on_the_end: Option<String>) -> Self {
        Self {
            word_on_the_end,
            ..self
        }
    }

    /// The same with what is assumed of files, as sentences.
    #[must_use]
    pub fn with_cautions(self, cautions: Vec<String>) -> Self {
        Self { cautions, ..self }
    }

    /// The same with what was printed of the previous period, if it was.
    #[must_use]
    pub fn with_printed(self, printed: Option<Printed>) -> Self {
        Self { printed, ..self }
    }

    /// What has to stand above every figure that rests on meetings held, where their status is
    /// unclear; without numbers where they may not be told.
    pub(super) fn caution(&self, without_numbers: bool) -> Option<String> {
        let UnclearSessions {
            unclear,
            of,
            to_decide,
        } = self.unclear_status.as_ref()?;
        let sessions = if without_numbers {
            "many past sessions".to_owned()
        } else {
            format!("{} of {} past sessions", count(*unclear), count(*of))
        };
        Some(format!(
            "Provisional: {sessions} do not say whether they took place, and are not counted as held. In mentorstat.toml, say {to_decide}, and run again."
        ))
    }

    /// All rows by fate; those of files that are not recognised have none.
    pub(super) fn all_rows(&self) -> Tally {
        let mut all = Tally {
            rows: self.unrecognised,
            ..Tally::default()
        };
        self.tables.values().for_each(|tally| all.absorb(tally));
        all
    }
}

/// Name of a table in reports.
pub(super) const fn table_title(table: Table) -> &'static str {
    match table {
        Table::Sessions => "Session records",
        Table::Evaluations => "Evaluation forms",
        Table::Pairs => "Register of pairs",
        Table::Goals => "Goals",
        Table::Actions => "Actions",
        Table::Partnerships => "Partnership ideas",
        Table::Contacts => "Contacts with pairs",
    }
}
