//! How each file was understood, for `check` and the manifest.

use super::called_off::BETWEEN;
use super::columns::{Ambiguity, How};
use super::date_orders::{ColumnDates, FileOrders};
use super::ledger::{Entry, Ledger, Severity, Tally};
use super::links::is_links;
use super::question::{ProgressQuestion, Question};
use super::sheet::{Sheet, several_tables};
use super::supply::UnclearStatus;
use super::trouble::{LEFT_OUT, NO_TABLE};
use crate::programme::{Table, display_text};
use serde::Serialize;
use std::collections::BTreeMap;

/// How one input file was understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileReport {
    /// The path as the user gave it or found in a folder.
    pub path: String,
    /// Size of the file in bytes.
    pub size: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Name of its character encoding.
    pub encoding: String,
    /// The character between cells.
    pub delimiter: char,
    /// The character around cells; `None` where quotes are data.
    pub quote: Option<char>,
    /// The exporter that it seems to come from.
    pub profile: super::profiles::Profile,
    /// Records above the header.
    pub preamble_rows: u32,
    /// Rows of the header.
    pub header_rows: u32,
    /// Rows below the data, totals and empty rows.
    pub footer_rows: u64,
    /// Rows of data: those below the header without footers.
    pub rows: u64,
    /// Headers as found.
    pub columns: Vec<String>,
    /// The tables it holds.
    pub tables: Vec<TableReport>,
    /// Whether the configuration leaves it out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// Headers that nothing is read from, without what its exporter keeps for itself.
    pub unread: Vec<String>,
    /// Columns of a register that are kept as attributes of its pairs.
    pub attributes: Vec<String>,
    /// How its dates are read.
    pub date_order: Vec<ColumnDates>,
    /// What could be read in more than one way.
    pub ambiguities: Vec<AmbiguityReport>,
    /// What is assumed of the file, as sentences.
    pub notes: Vec<String>,
    /// What became of its rows and cells.
    pub ledger: LedgerReport,
}

/// How a table of a file was understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableReport {
    /// The table.
    pub table: Table,
    /// Header as found by canonical column.
    pub mapping: BTreeMap<String, String>,
    /// How the header of each canonical column was found.
    pub found: BTreeMap<String, How>,
}

impl TableReport {
    /// Whether something is read from a header, alone or together with others.
    #[must_use]
    pub fn reads(&self, header: &str) -> bool {
        let mut read = self.mapping.values();
        read.any(|known| known == header || known.split(BETWEEN).any(|one| one == header))
    }
}

/// Something that could be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AmbiguityReport {
    /// A question, with what would decide.
    Open(Question),
    /// Session records that do not say what became of the meeting.
    Statuses(UnclearStatus),
    /// Anything else about headers, as a sentence.
    Headers(String),
}

/// What became of the rows and cells of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LedgerReport {
    /// Rows by fate, for each table.
    pub rows: BTreeMap<Table, Tally>,
    /// Number of entries by severity.
    pub entries: BTreeMap<Severity, u64>,
}

impl FileReport {
    /// Describes a file; its ledger counts come with [`FileReport::count`].
    pub(super) fn new(
        sheet: &Sheet,
        orders: &FileOrders,
        progress: Option<&ProgressQuestion>,
    ) -> Self {
        let title = |header: usize| {
            let titles = sheet.shape.titles();
            titles.get(header).cloned().unwrap_or_default()
        };
        let tables = sheet.plan.tables.iter().map(|plan| {
            let columns = plan.mapping.columns.iter();
            let names = columns.clone().map(|(_, column)| column.to_string());
            TableReport {
                table: plan.table(),
                mapping: columns
                    .map(|(header, column)| (column.to_string(), title(*header)))
                    .collect(),
                found: names.zip(plan.mapping.found.iter().copied()).collect(),
            }
        });
        let dates = orders.questions.iter().cloned().map(Question::Dates);
        let log = orders.log.iter().cloned().map(Question::Rows);
        let progress = progress.cloned().map(Question::Progress);
        let values = orders.values.iter().cloned().map(Question::Values);
        let questions = sheet.questions().chain(log).chain(dates);
        let stages = orders.stages.iter().cloned().map(Question::Stages);
        let questions = questions.chain(progress).chain(values).chain(stages);
        let questions = questions.map(AmbiguityReport::Open);
        let coded = orders.codings.iter().filter_map(|(header, coding)| {
            Some(format!("`{}`: {}", title(*header), coding.said()?))
        });
        let notes = sheet.text.note().into_iter();
        let notes = notes.chain(sheet.shape.notes().iter().chain(&sheet.open.notes).cloned());
        let notes = notes.chain(sheet.assumed().cloned());
        let notes = notes.chain(sheet.unread_of_figures().iter().cloned());
        let points = sheet.source.progress_range.is_none();
        let points = points.then(|| sheet.plan.progress.said()).flatten();
        let headers = sheet.recognition.ambiguities.iter();
        let headers = headers.map(|found| AmbiguityReport::Headers(sentence(found, title)));
        Self {
            path: sheet.shown.clone(),
            size: sheet.text.size,
            sha256: sheet.text.sha256.clone(),
            encoding: sheet.text.encoding.to_owned(),
            delimiter: char::from(sheet.dialect.delimiter),
            quote: sheet.dialect.quote.map(char::from),
            profile: sheet.layout.profile,
            preamble_rows: sheet.layout.preamble_rows,
            header_rows: sheet.layout.header_rows,
            footer_rows: 0,
            rows: 0,
            columns: sheet.layout.headers.clone(),
            tables: tables.collect(),
            left_out: sheet.source.is_left_out(),
            unread: unread(sheet),
            attributes: attributes(sheet),
            date_order: orders.columns.clone(),
            ambiguities: questions.chain(headers).collect(),
            notes: notes.chain(coded).chain(points).collect(),
            ledger: LedgerReport::default(),
        }
    }

    /// Whether it has rows of which none is read, since nobody knows what they are.
    #[must_use]
    pub fn is_unrecognised(&self) -> bool {
        self.tables.is_empty() && self.rows > 0 && !self.left_out && !is_links(&self.columns)
    }

    /// Says that none of its rows is in a figure.
    pub(super) fn unrecognised(&self) -> String {
        let rows = match self.rows {
            1 => "its row is in no figure".to_owned(),
            rows => format!("its {rows} rows are in no figure"),
        };
        format!(
            "{}: the file is not recognised as any table, so {rows}. If it belongs to the programme, \
             say in mentorstat.toml which table it is and which columns it has; `mentorstat check` \
             shows them",
            display_text(&self.path)
        )
    }

    /// Takes the counts of the ledger, of which this is file number `file`; rows of a file without a
    /// table are in none of them.
    pub fn count(&mut self, file: u16, ledger: &Ledger) {
        let tallies = ledger
            .tallies
            .range((file, Table::Sessions)..=(file, Table::Contacts));
        self.ledger.rows = tallies
            .map(|((_, table), tally)| (*table, *tally))
            .collect();
        if !self.tables.is_empty() {
            let tallies = self.ledger.rows.values();
            self.footer_rows = tallies.clone().map(|tally| tally.footer).sum();
            self.rows = tallies.map(|tally| tally.rows - tally.footer).sum();
        }
        self.ledger.entries = BTreeMap::new();
        let entries = ledger.entries.iter();
        for entry in entries.filter(|entry| entry.origin.file == file) {
            *self.ledger.entries.entry(entry.severity).or_default() += 1;
        }
    }
}

/// The entry of a file without a table that has so many rows.
pub(super) fn without_table(sheet: &Sheet, rows: u64) -> Entry {
    let trouble = if sheet.source.is_left_out() {
        LEFT_OUT
    } else {
        NO_TABLE
    };
    Entry {
        origin: sheet.header_origin(),
        table: None,
        column: String::new(),
        value: if rows == 1 {
            "1 row".to_owned()
        } else {
            format!("{rows} rows")
        },
        rule: trouble.rule.to_owned(),
        severity: trouble.severity,
        consequence: trouble.consequence.to_owned(),
    }
}

fn unread(sheet: &Sheet) -> Vec<String> {
    let titles = sheet.shape.titles();
    let is_meant = |at: &&usize| sheet.shape.looks_up_column(**at);
    let unmapped = sheet.recognition.unmapped.iter().filter(is_meant);
    unmapped.map(|at| titles[*at].clone()).collect()
}

fn attributes(sheet: &Sheet) -> Vec<String> {
    let kept = sheet.recognition.attributes.iter();
    kept.map(|(_, name)| name.clone()).collect()
}

fn sentence(found: &Ambiguity, title: impl Fn(usize) -> String) -> String {
    match found {
        Ambiguity::Column {
            table,
            column,
            taken,
            others,
            ..
        } => {
            let others: Vec<_> = others
                .iter()
                .map(|rival| format!("`{}`", title(rival.header)))
                .collect();
            format!(
                "{column} of {} is read from `{taken}`; {} could also be it; to decide, say \
                 in mentorstat.toml under [source.columns]: {column} = \"{taken}\"",
                table.name(),
                others.join(", "),
                taken = title(*taken)
            )
        }
        Ambiguity::Table(tables) => several_tables(tables),
        Ambiguity::MissingHeader { column, header } => {
            format!("`{header}`, configured for {column}, is not among the headers")
        }
    }
}
