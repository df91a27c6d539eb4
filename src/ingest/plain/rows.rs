//! The rows of the first table of a file, without what stands below it.

use super::another::FirstTable;
use super::{PlainError, PlainRows, failed, unreadable};
use crate::ingest::blocks::{BLOCK_BYTES, Cutter};
use crate::ingest::records::{each_record, footer};
use crate::ingest::sheet::Sheet;
use csv::StringRecord;

/// Tells each row of data to `each`. Rows that may be a footer, or titles of another table, are
/// held back until what follows tells.
pub(super) fn tell(
    sheet: &Sheet,
    each: impl FnMut(&StringRecord) -> csv::Result<()>,
) -> Result<PlainRows, PlainError> {
    let offset = sheet.text.start + sheet.layout.data_offset;
    let reader = sheet.text.reader(offset);
    let reader = reader.map_err(|source| unreadable(sheet, source))?;
    let line = sheet.layout.data_line;
    let mut telling = Telling {
        sheet,
        each,
        held: HeldBack::default(),
        table: FirstTable::default(),
        rows: PlainRows {
            header: sheet.layout.header_rows,
            ..PlainRows::default()
        },
    };
    for block in Cutter::new(reader, sheet.dialect, offset, line, BLOCK_BYTES) {
        let block = block.map_err(|source| unreadable(sheet, source))?;
        each_record(sheet, &block, |record, place| {
            telling.held.blank |= place.gap;
            telling.take(record, place.mended)
        })?;
    }
    telling.finished()
}

struct Telling<'a, E> {
    sheet: &'a Sheet,
    each: E,
    held: HeldBack,
    table: FirstTable,
    rows: PlainRows,
}

impl<E: FnMut(&StringRecord) -> csv::Result<()>> Telling<'_, E> {
    fn take(&mut self, record: &StringRecord, mended: bool) -> Result<(), PlainError> {
        let width = self.sheet.layout.headers.len();
        if self.rows.beyond > 0 || self.begins_another(record) {
            self.rows.beyond += 1 + self.held.records.len() as u64;
            self.held = HeldBack::default();
            return Ok(());
        }
        self.rows.mended += u64::from(mended);
        if footer::is_blank(record) {
            self.held.blank = true;
            self.rows.footer += 1;
        } else if self.held.blank && self.table.may_end_before(record) {
            self.held.header = true;
            self.held.records.push(record.clone());
        } else if self.held.takes(record, width) {
            self.held.records.push(record.clone());
        } else {
            self.give_back()?;
            self.held = HeldBack::default();
            self.tell(record)?;
        }
        Ok(())
    }

    /// Whether another table has begun: with the same header, with one below a title or with
    /// fewer cells, or with the row above, where this row is unlike the table as well.
    fn begins_another(&self, record: &StringRecord) -> bool {
        let header = || self.held.blank && self.table.may_end_before(record);
        let apart = || self.held.ends_in_title() || self.table.is_wider_than(record);
        self.sheet.layout.begins_again(record)
            || self.held.header && self.table.is_unlike(record)
            || header() && apart()
    }

    fn give_back(&mut self) -> Result<(), PlainError> {
        let held = std::mem::take(&mut self.held.records);
        held.iter().try_for_each(|record| self.tell(record))
    }

    fn tell(&mut self, record: &StringRecord) -> Result<(), PlainError> {
        self.rows.data += 1;
        self.table.add(record);
        (self.each)(record).map_err(failed)
    }

    fn finished(mut self) -> Result<PlainRows, PlainError> {
        if self.held.is_footer && !self.held.header {
            self.rows.footer += self.held.records.len() as u64;
        } else {
            self.give_back()?;
        }
        Ok(self.rows)
    }
}

/// Rows at the end that may be a footer, or above another table its titles.
#[derive(Default)]
struct HeldBack {
    records: Vec<StringRecord>,
    /// Whether an empty row stands between them and the last row of data.
    blank: bool,
    /// Whether one of them may be the header of another table.
    header: bool,
    /// Whether they are a footer where nothing follows.
    is_footer: bool,
}

/// Rows that are held back at most: footers are short.
const LONGEST_FOOTER: usize = 40;

impl HeldBack {
    /// A footer begins with a total, with a line that exporters write, or with a row of one
    /// cell after an empty one; it goes on with rows of one or two cells. In a table of two
    /// columns a row of one cell may be as well a title as data.
    fn takes(&mut self, record: &StringRecord, width: usize) -> bool {
        let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
        let few = width > 2 && filled <= 2;
        let alone = filled == 1 && self.blank;
        let begins =
            footer::starts_as_total(record) || few && (footer::is_below_data(record) || alone);
        let goes_on = !self.records.is_empty() && (few || begins);
        let title = alone && width == 2;
        let taken = self.records.len() < LONGEST_FOOTER && (begins || goes_on || title);
        self.is_footer |= taken && begins;
        taken
    }

    /// Whether the last of them is a cell alone.
    fn ends_in_title(&self) -> bool {
        let filled =
            |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
        self.records
            .last()
            .is_some_and(|record| filled(record) == 1)
    }
}
