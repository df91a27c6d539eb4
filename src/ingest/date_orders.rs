//! Which of day and month comes first, decided for each date column of each file.
//!
//! The configuration of the source stands above the evidence of the column; a column that says
//! nothing by itself follows the other date columns of its file, then the configuration of the
//! whole run; what is still open then may be decided by what can have happened (see
//! [`chronology`](super::chronology)). The rest is a question, never a guess.

use super::columns::Column;
use super::fetch::record_at;
use super::question::{DateQuestion, RowsQuestion, StagesQuestion, ValueQuestion};
use super::sheet::Sheet;
use super::trouble::{DATE_ORDER_OPEN, Finding};
use super::values::answers::Coding;
use super::values::dates::{self, DAYS_TO_1904, DateCell, DateEvidence, Decision, PackedDate};
use super::values::lists::Options;
use crate::config::{Config, DateOrder};
use crate::programme::{Day, Origin, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a column has no order yet.
const OPEN: &str = "open: see ambiguities";

/// What the cells of a date column said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct DateColumn {
    evidence: DateEvidence,
    /// Cells that are different days in the two orders.
    open: u64,
    /// The first of them in the file.
    first: Option<Place>,
    /// The first cell that is a day with the day first only, and with the month first only.
    deciding: [Option<Place>; 2],
    /// The first cell that is a day whatever the order.
    whole: Option<Place>,
}

/// A cell, and where it stands.
type Place = (Origin, PackedDate);

impl DateColumn {
    /// Takes in one cell with its text.
    pub fn observe(&mut self, cell: DateCell, text: &str, origin: Origin) {
        self.evidence.observe(&cell, text);
        let (slot, order) = match cell {
            DateCell::Ordered { first, second, .. } => match (first <= 12, second <= 12) {
                (true, true) if first != second => {
                    self.open += 1;
                    (&mut self.first, DateOrder::Dmy)
                }
                (false, true) => (&mut self.deciding[0], DateOrder::Dmy),
                (true, false) => (&mut self.deciding[1], DateOrder::Mdy),
                _ => return,
            },
            DateCell::Day(_) | DateCell::Serial(_) => (&mut self.whole, DateOrder::Dmy),
            DateCell::Blank | DateCell::Bad => return,
        };
        let is_first = slot.is_none_or(|(known, _)| origin < known);
        if is_first && cell.resolve(order).is_some() {
            *slot = Some((origin, PackedDate::pack(&cell)));
        }
    }

    /// Number of cells that are read as blank until it is known what they mean.
    const fn left_open(&self, is_half_swapped: bool) -> u64 {
        if is_half_swapped {
            self.evidence.days()
        } else {
            self.open
        }
    }

    /// Whether no order makes days of all cells.
    const fn contradicts_itself(&self) -> bool {
        self.deciding[0].is_some() && self.deciding[1].is_some()
    }

    /// Takes in another part of the column.
    pub fn merge(&mut self, other: &Self) {
        self.evidence.merge(&other.evidence);
        self.open += other.open;
        self.first = earlier(self.first, other.first);
        self.whole = earlier(self.whole, other.whole);
        for (mine, other) in self.deciding.iter_mut().zip(other.deciding) {
            *mine = earlier(*mine, other);
        }
    }
}

/// The place that stands further above.
fn earlier(one: Option<Place>, other: Option<Place>) -> Option<Place> {
    match (one, other) {
        (Some(one), Some(other)) if other.0 < one.0 => Some(other),
        (one, other) => one.or(other),
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
    /// Columns of which a spreadsheet has probably swapped day and month of some dates: nothing of
    /// them is read.
    half_swapped: Vec<usize>,
    /// Whether serial numbers of days count from 1904.
    from_1904: bool,
    /// What numbers stand for, for each column of answers.
    pub codings: BTreeMap<usize, Coding>,
    /// The options of each column of lists.
    pub lists: BTreeMap<usize, Options>,
    /// Values that can mean more than one thing.
    pub values: Vec<ValueQuestion>,
    /// Stages that are those of no model.
    pub stages: Option<StagesQuestion>,
    /// For the report of the file.
    pub columns: Vec<ColumnDates>,
    /// What is open.
    pub questions: Vec<DateQuestion>,
    /// Whether what is taken for a register may be a log.
    pub log: Option<RowsQuestion>,
    /// The headers of the columns that are asked about, in the same order.
    asked: Vec<usize>,
    /// Entries for columns that were set aside.
    pub findings: Vec<Finding>,
}

impl FileOrders {
    /// The day that a cell of a column says.
    pub fn day(&self, header: usize, date: PackedDate) -> Option<Day> {
        match date.cell() {
            DateCell::Ordered { .. } => date.resolve(*self.orders.get(&header)?),
            cell if self.sets_aside(header, cell) => None,
            DateCell::Day(day) => Some(day),
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

    /// Whether a date of a column is read as blank because what it means is open.
    pub fn sets_aside(&self, header: usize, cell: DateCell) -> bool {
        match cell {
            DateCell::Ordered { .. } => !self.orders.contains_key(&header),
            DateCell::Day(_) | DateCell::Serial(_) => self.half_swapped.contains(&header),
            DateCell::Blank | DateCell::Bad => false,
        }
    }

    /// Columns of which no cell says the order.
    pub fn open(&self) -> Vec<usize> {
        let asked = self.asked.iter().zip(&self.questions);
        let open = asked.filter(|(_, question)| question.is_silent());
        open.map(|(header, _)| *header).collect()
    }

    /// Decides those columns.
    pub fn settle(&mut self, order: DateOrder, reason: &str) {
        let open = self.open();
        for header in &open {
            self.orders.insert(*header, order);
        }
        let silent = |question: &&DateQuestion| question.is_silent();
        let titles = self.questions.iter().filter(silent);
        let titles: Vec<String> = titles.map(|question| question.column.clone()).collect();
        for column in &mut self.columns {
            if column.order.is_none() && titles.contains(&column.column) {
                column.order = Some(order);
                reason.clone_into(&mut column.reason);
            }
        }
        self.questions.retain(|question| !question.is_silent());
        self.asked.retain(|header| !open.contains(header));
        let is_open = |header: Option<usize>| header.is_some_and(|header| open.contains(&header));
        self.findings.retain(|finding| !is_open(finding.header));
    }

    /// Decides the columns of a file.
    ///
    /// `columns` are those that are read as dates, `times` those that the exporter wrote.
    pub fn decide(
        sheet: &Sheet,
        columns: &[DateColumn],
        times: &[DateColumn],
        config: &Config,
    ) -> Self {
        let mut decided = Self::default();
        let mut siblings = DateEvidence::default();
        for column in columns.iter().chain(times) {
            siblings.merge(&column.evidence);
        }
        decided.from_1904 = siblings.counts_from_1904();
        let fallback = fallback(&siblings.decide(None), config);
        for (header, column) in sheet.plan.dates.iter().zip(columns) {
            decided.column(sheet, *header, column, fallback.as_ref());
        }
        for (header, column) in sheet.plan.times.iter().zip(times) {
            decided.time(sheet, *header, column, fallback.as_ref());
        }
        decided
    }

    /// A column that is not read as dates is never asked about.
    fn time(
        &mut self,
        sheet: &Sheet,
        header: usize,
        column: &DateColumn,
        fallback: Option<&(DateOrder, String)>,
    ) {
        let order = match column.evidence.decide(sheet.source.date_order) {
            Decision::Decided(order, _) => Some(order),
            Decision::NotNeeded => None,
            Decision::Ambiguous { .. } => fallback.map(|(order, _)| *order),
        };
        if let Some(order) = order {
            self.orders.insert(header, order);
        }
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
        if configured.is_none() && column.evidence.is_half_swapped() {
            self.half_swapped.push(header);
        }
        let (order, reason) = match column.evidence.decide(configured) {
            _ if self.half_swapped.contains(&header) => {
                self.ask(sheet, header, column, &title);
                (None, OPEN.to_owned())
            }
            Decision::Decided(order, reason) => (Some(order), reason),
            Decision::NotNeeded => (None, "no date depends on it".to_owned()),
            Decision::Ambiguous { .. } => {
                let stated = dates::stated_order(&title).filter(|_| !column.contradicts_itself());
                let stated = stated.map(|order| (order, "as its header says".to_owned()));
                if let Some((order, reason)) = stated.as_ref().or(fallback) {
                    (Some(*order), reason.clone())
                } else {
                    self.ask(sheet, header, column, &title);
                    (None, OPEN.to_owned())
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

    fn ask(&mut self, sheet: &Sheet, header: usize, column: &DateColumn, title: &str) {
        let [day_first, month_first] = column.deciding;
        let swapped = column.whole.filter(|_| self.half_swapped.contains(&header));
        let contradiction = day_first.and(month_first);
        let asked = match (swapped, contradiction) {
            (Some(_), _) => day_first.or(month_first),
            (None, Some(_)) => day_first,
            (None, None) => column.first,
        };
        let Some((origin, date)) = asked else {
            return;
        };
        let needed = sheet.plan.tables.iter().any(|table| {
            table.table() == Table::Sessions
                && table.mapping.header_of(Column::Date) == Some(header)
        });
        let shown = |place: Place| (place.0.line, written(sheet, header, place));
        let question = DateQuestion {
            file: sheet.shown.clone(),
            column: title.to_owned(),
            line: origin.line,
            example: written(sheet, header, (origin, date)),
            readings: readings(date, contradiction.map(|(_, date)| date)),
            contradiction: contradiction.map(shown),
            swapped: swapped.map(shown),
            needed,
        };
        if !needed {
            self.findings.push(Finding {
                origin,
                header: Some(header),
                value: match column.left_open(swapped.is_some()).saturating_sub(1) {
                    0 => question.example.as_str().into(),
                    more => format!("{} (and {more} more)", question.example).into(),
                },
                trouble: DATE_ORDER_OPEN,
            });
        }
        self.questions.push(question);
        self.asked.push(header);
    }
}

/// Each order that makes a day of a cell, or of the one that contradicts it.
fn readings(date: PackedDate, other: Option<PackedDate>) -> Vec<(String, String)> {
    [("dmy", DateOrder::Dmy), ("mdy", DateOrder::Mdy)]
        .into_iter()
        .filter_map(|(name, order)| {
            let day = date.resolve(order).or_else(|| other?.resolve(order))?;
            Some((name.to_owned(), day.to_string()))
        })
        .collect()
}

/// A cell as it stands in the file.
fn written(sheet: &Sheet, header: usize, (origin, date): Place) -> String {
    let record = record_at(sheet, origin).ok();
    let cell = record.as_ref().and_then(|record| record.get(header));
    let spelt = || match date.cell() {
        DateCell::Ordered {
            first,
            second,
            year,
        } => format!("{first:02}/{second:02}/{year:02}"),
        _ => String::new(),
    };
    cell.map_or_else(spelt, |cell| cell.trim().to_owned())
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
