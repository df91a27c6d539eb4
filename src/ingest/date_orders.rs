//! Which of day and month comes first, decided for each date column of each file.
//!
//! The configuration of the source stands above the evidence of the column; a column that says
//! nothing by itself follows the other date columns of its file, then the configuration of the
//! whole run. What is still open then is a question, never a guess.

use super::columns::Column;
use super::question::Question;
use super::sheet::Sheet;
use super::trouble::{DATE_ORDER_OPEN, Finding};
use super::values::answers::Coding;
use super::values::dates::{DAYS_TO_1904, DateCell, DateEvidence, Decision, PackedDate};
use super::values::lists::Options;
use crate::config::{Config, DateOrder};
use crate::programme::{Day, Origin, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the cells of a date column said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct DateColumn {
    evidence: DateEvidence,
    /// Cells that can be read in more than one order.
    open: u64,
    /// The first of them in the file.
    first: Option<(Origin, PackedDate)>,
}

impl DateColumn {
    /// Takes in one cell.
    pub fn observe(&mut self, cell: DateCell, origin: Origin) {
        self.evidence.observe(&cell);
        if let DateCell::Ordered { .. } = cell {
            self.take((origin, PackedDate::pack(&cell)), 1);
        }
    }

    /// Takes in another part of the column.
    pub fn merge(&mut self, other: &Self) {
        self.evidence.merge(&other.evidence);
        if let Some(first) = other.first {
            self.take(first, other.open);
        }
    }

    fn take(&mut self, found: (Origin, PackedDate), open: u64) {
        self.open += open;
        if self.first.is_none_or(|(origin, _)| found.0 < origin) {
            self.first = Some(found);
        }
    }
}

/// How the dates of one column are read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnDates {
    /// Header as found.
    pub column: String,
    /// The order; `None` where it does not matter or is open.
    pub order: Option<DateOrder>,
    /// Why, as a sentence.
    pub reason: String,
}

/// The orders of all date columns of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct FileOrders {
    orders: BTreeMap<usize, DateOrder>,
    /// Whether serial numbers of days count from 1904.
    from_1904: bool,
    /// What numbers stand for, for each column of answers.
    pub codings: BTreeMap<usize, Coding>,
    /// The options of each column of lists.
    pub lists: BTreeMap<usize, Options>,
    /// For the report of the file.
    pub columns: Vec<ColumnDates>,
    /// What is open.
    pub questions: Vec<Question>,
    /// Entries for columns that were set aside.
    pub findings: Vec<Finding>,
}

impl FileOrders {
    /// The day that a cell of a column says.
    pub fn day(&self, header: usize, date: PackedDate) -> Option<Day> {
        match date.cell() {
            DateCell::Day(day) => Some(day),
            DateCell::Ordered { .. } => date.resolve(*self.orders.get(&header)?),
            DateCell::Serial(_) => {
                let day = date.resolve(DateOrder::Dmy)?;
                Some(if self.from_1904 {
                    day.plus(DAYS_TO_1904)
                } else {
                    day
                })
            }
            DateCell::Blank | DateCell::Bad => None,
        }
    }

    /// Whether dates of a column are read as blank because their order is open.
    pub fn is_open(&self, header: usize) -> bool {
        !self.orders.contains_key(&header)
    }

    /// Decides the columns of a file.
    pub fn decide(sheet: &Sheet, columns: &[DateColumn], config: &Config) -> Self {
        let mut decided = Self::default();
        let mut siblings = DateEvidence::default();
        for column in columns {
            siblings.merge(&column.evidence);
        }
        decided.from_1904 = siblings.counts_from_1904();
        let fallback = fallback(&siblings.decide(None), config);
        for (header, column) in sheet.plan.dates.iter().zip(columns) {
            decided.column(sheet, *header, column, fallback.as_ref());
        }
        decided
    }

    fn column(
        &mut self,
        sheet: &Sheet,
        header: usize,
        column: &DateColumn,
        fallback: Option<&(DateOrder, String)>,
    ) {
        let configured = sheet.source.date_order;
        let titles = sheet.shape.titles();
        let title = titles.get(header).cloned().unwrap_or_default();
        let (order, reason) = match column.evidence.decide(configured) {
            Decision::Decided(order, reason) => (Some(order), reason),
            Decision::NotNeeded => (None, "no date depends on it".to_owned()),
            Decision::Ambiguous { example } => {
                if let Some((order, reason)) = fallback {
                    (Some(*order), reason.clone())
                } else {
                    self.ask(sheet, header, column, &title, example);
                    (None, "open: see ambiguities".to_owned())
                }
            }
        };
        if let Some(order) = order {
            self.orders.insert(header, order);
        }
        self.columns.push(ColumnDates {
            column: title,
            order,
            reason,
        });
    }

    fn ask(
        &mut self,
        sheet: &Sheet,
        header: usize,
        column: &DateColumn,
        title: &str,
        example: String,
    ) {
        let Some((origin, date)) = column.first else {
            return;
        };
        let needed = sheet.plan.tables.iter().any(|table| {
            table.table() == Table::Sessions
                && table.mapping.header_of(Column::Date) == Some(header)
        });
        let readings = [("dmy", DateOrder::Dmy), ("mdy", DateOrder::Mdy)]
            .into_iter()
            .filter_map(|(name, order)| Some((name.to_owned(), date.resolve(order)?.to_string())))
            .collect();
        if !needed {
            self.findings.push(Finding {
                origin,
                header: Some(header),
                value: format!("{example} (and so on: {} cells)", column.open).into(),
                trouble: DATE_ORDER_OPEN,
            });
        }
        self.questions.push(Question {
            file: sheet.shown.clone(),
            column: title.to_owned(),
            example,
            readings,
            needed,
        });
    }
}

/// What decides for columns that say nothing by themselves.
fn fallback(siblings: &Decision, config: &Config) -> Option<(DateOrder, String)> {
    match (siblings, config.date_order) {
        (Decision::Decided(order, reason), _) => {
            let reason = format!("as the other date columns of the file: {reason}");
            Some((*order, reason))
        }
        (_, Some(order)) => Some((order, "as configured for files that do not say".to_owned())),
        _ => None,
    }
}
