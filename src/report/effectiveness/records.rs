//! What was read, summed up for the reports: files, rows by fate, and what was not understood.

use crate::ingest::ledger::{Entry, Severity, Tally};
use crate::output::InputFile;
use crate::programme::Table;
use std::collections::BTreeMap;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Files, by path.
    pub(super) files: Vec<InputFile>,
    /// Rows by fate, for each table.
    pub(super) tables: BTreeMap<Table, Tally>,
    /// Entries by severity and rule, with their number.
    pub(super) entries: BTreeMap<(Severity, String), u64>,
    /// The programme's own notes.
    pub(super) notes: Option<String>,
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
            add(records.tables.entry(table).or_default(), &tally);
        }
        for entry in entries {
            let key = (entry.severity, entry.rule.clone());
            *records.entries.entry(key).or_default() += 1;
        }
        records
    }

    /// Rows of all tables by fate.
    pub(super) fn all_rows(&self) -> Tally {
        let mut all = Tally::default();
        self.tables.values().for_each(|tally| add(&mut all, tally));
        all
    }
}

fn add(sum: &mut Tally, more: &Tally) {
    sum.rows += more.rows;
    sum.used += more.used;
    sum.repeated += more.repeated;
    sum.after_as_of += more.after_as_of;
    sum.after_end += more.after_end;
    sum.not_yet_started += more.not_yet_started;
    sum.unknown_pair += more.unknown_pair;
    sum.footer += more.footer;
    sum.rejected += more.rejected;
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
    }
}
