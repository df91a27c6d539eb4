//! The cells of one row by column, with everything that is not understood noted.

use super::RawRow;
use crate::ingest::columns::{Column, TableMapping};
use crate::ingest::date_orders::FileOrders;
use crate::ingest::occasion::Occasion;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{DECLINED, Finding, NOT_A_DATE, NOT_ASKED, Trouble};
use crate::programme::{Day, Origin, display_text, fold, is_filled};
use crate::values::dates::{self, DateCell, PackedDate};
use crate::values::lists::Options;
use crate::values::{Missing, answers, is_missing, missing};

/// A row of a table other than sessions.
pub(in crate::ingest) struct Cells<'a> {
    sheet: &'a Sheet,
    orders: &'a FileOrders,
    row: &'a RawRow,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Cells<'a> {
    pub fn new(
        sheet: &'a Sheet,
        orders: &'a FileOrders,
        row: &'a RawRow,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self {
            sheet,
            orders,
            row,
            findings,
        }
    }

    /// Columns of its table.
    pub fn mapping(&self) -> &'a TableMapping {
        &self.sheet.plan.tables[self.row.table].mapping
    }

    /// Who answered the forms of the file, and when, where no column says it.
    pub fn occasion(&self) -> Occasion {
        self.sheet.occasion
    }

    /// Where the row stands.
    pub fn origin(&self) -> Origin {
        self.row.origin(self.sheet.file)
    }

    /// A cell that says something.
    fn said(&self, column: Column) -> Option<(usize, &'a str)> {
        let header = self.mapping().header_of(column)?;
        let text = self.row.record.get(header)?;
        let text = self.sheet.plan.value(header, text);
        (!is_missing(text)).then_some((header, text))
    }

    /// A cell as it stands there, blank where there is no such column.
    pub fn written(&self, column: Column) -> &'a str {
        let header = self.mapping().header_of(column);
        let cell = header.and_then(|header| Some((header, self.row.record.get(header)?)));
        cell.map_or("", |(header, text)| self.sheet.plan.value(header, text))
    }

    /// Whether a text was filled in.
    pub fn is_filled(&self, column: Column) -> bool {
        self.said(column).is_some_and(|(_, text)| is_filled(text))
    }

    /// A text as it is shown.
    pub fn text(&self, column: Column) -> Option<String> {
        let (_, text) = self.said(column)?;
        is_filled(text).then(|| display_text(text))
    }

    /// Whether a column is a box that was left empty.
    pub fn is_empty_box(&self, column: Column) -> bool {
        let header = self.mapping().header_of(column);
        header.is_some_and(|header| self.sheet.shape.is_of_box(header))
            && answers::yes_no(self.written(column)) == Some(false)
    }

    /// Whether the header of a column says that its numbers are per cents.
    pub fn is_in_percent(&self, column: Column) -> bool {
        let titles = self.sheet.shape.titles();
        let header = self.mapping().header_of(column);
        let title = header.and_then(|header| titles.get(header));
        title.is_some_and(|title| {
            let folded = fold(title);
            title.contains(['%', '％'])
                || folded.split(' ').any(|word| word.starts_with("percent"))
                || format!(" {folded} ").contains(" per cent ")
        })
    }

    /// What `read` makes of a cell; noted where it makes nothing of it.
    pub fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Option<T>,
        trouble: Trouble,
    ) -> Option<T> {
        let header = self.mapping().header_of(column)?;
        let text = self.row.record.get(header)?;
        let text = self.sheet.plan.value(header, text);
        let coding = self
            .orders
            .codings
            .get(&header)
            .copied()
            .unwrap_or_default();
        let value = coding.in_words(text).and_then(|text| read(&text));
        if value.is_none() {
            self.note_unread(header, text, trouble);
        }
        value
    }

    /// The options that a cell lists.
    pub fn list(&self, column: Column) -> Vec<String> {
        self.said(column).map_or_else(Vec::new, |(header, text)| {
            let options = self.orders.lists.get(&header);
            options.map_or_else(
                || Options::default().split(text),
                |options| options.split(text),
            )
        })
    }

    /// Questions that were not asked and answers that were declined are no blanks.
    fn note_unread(&mut self, header: usize, text: &str, trouble: Trouble) {
        let trouble = match missing(text) {
            None => trouble,
            Some(Missing::NotAsked) => NOT_ASKED,
            Some(Missing::Declined) => DECLINED,
            Some(Missing::Blank | Missing::Unknown) => return,
        };
        self.note(header, text, trouble);
    }

    /// A date.
    pub fn date(&mut self, column: Column) -> Option<Day> {
        let (header, text) = self.said(column)?;
        let cell = dates::parse(text);
        let day = self.orders.day(header, PackedDate::pack(&cell));
        let set_aside = self.orders.sets_aside(header, cell);
        if day.is_none() && cell != DateCell::Blank && !set_aside {
            self.note(header, text, NOT_A_DATE);
        }
        day
    }

    /// Notes that what a cell says falls under a rule.
    pub fn note_said(&mut self, column: Column, trouble: Trouble) {
        if let Some((header, text)) = self.said(column) {
            self.note(header, text, trouble);
        }
    }

    fn note(&mut self, header: usize, value: &str, trouble: Trouble) {
        self.findings.push(Finding {
            origin: self.origin(),
            header: Some(header),
            value: value.into(),
            trouble,
        });
    }
}
