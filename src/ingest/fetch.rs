//! Reads the texts of single records again from their files.
//!
//! Free text is not kept while records are read; it is fetched for the few pairs that are shown.

use super::columns::Column;
use super::sheet::Sheet;
use super::text::TextReader;
use crate::programme::{Origin, Table};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{Read, SeekFrom};

/// Why a record could not be read again.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The file is none of the inputs.
    #[error("no input file has the number {0}")]
    NoSuchFile(u16),
    /// The file cannot be read any more.
    #[error("cannot read {path} again: {source}")]
    Unreadable {
        /// The file as shown.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds no record at this place any more.
    #[error("{path}, line {line}: the record is not there any more; the file has changed")]
    Changed {
        /// The file as shown.
        path: String,
        /// Line at which the record stood.
        line: u32,
    },
}

/// The texts of the records that were read.
#[derive(Debug)]
pub struct Texts {
    pub(super) sheets: Vec<Sheet>,
}

/// Bytes in which most records are whole.
const MOST_RECORDS: usize = 4 << 10;

impl Texts {
    /// Something that reads records again, one after another.
    #[must_use]
    pub const fn fetch(&self) -> Fetch<'_> {
        Fetch {
            sheets: self.sheets.as_slice(),
            readers: BTreeMap::new(),
        }
    }

    /// Whether any file has a column of such a meaning.
    #[must_use]
    pub fn has(&self, wanted: fn(Column) -> bool) -> bool {
        self.sheets.iter().any(|sheet| sheet.plan.has(wanted))
    }
}

/// Reads records again, with each file opened once.
pub struct Fetch<'a> {
    sheets: &'a [Sheet],
    readers: BTreeMap<u16, csv::Reader<TextReader<'a>>>,
}

impl Fetch<'_> {
    /// The cells of a record with content, by their column in a table, or by their header
    /// where the table has no column for them; in the order of the file.
    ///
    /// # Errors
    /// When the file is gone or has changed.
    pub fn record(
        &mut self,
        origin: Origin,
        table: Table,
    ) -> Result<Vec<(Option<Column>, String, String)>, FetchError> {
        let mut cells = Vec::new();
        self.each_cell(origin, table, |column, title, cell| {
            cells.push((column, title.to_owned(), cell.to_owned()));
        })?;
        Ok(cells)
    }

    /// Tells the cells that [`Self::record`] gives to `each`: column, header and content.
    ///
    /// # Errors
    /// When the file is gone or has changed.
    pub fn each_cell(
        &mut self,
        origin: Origin,
        table: Table,
        mut each: impl FnMut(Option<Column>, &str, &str),
    ) -> Result<(), FetchError> {
        let found = self.record_at(origin)?;
        let sheet = &self.sheets[usize::from(origin.file)];
        let record = sheet.shape.completed(&found);
        let tables = &sheet.plan.tables;
        let own = tables.get(usize::from(origin.part));
        let plan = own
            .filter(|plan| plan.table() == table)
            .or_else(|| tables.iter().find(|plan| plan.table() == table));
        let headers = sheet.shape.titles().iter().enumerate();
        let shown = headers.filter(|(header, _)| sheet.plan.is_of_part(*header, plan));
        let in_file = sheet.layout.headers.len();
        for (header, title) in shown {
            let Some(cell) = record.get(header).map(str::trim) else {
                continue;
            };
            let column = plan.and_then(|plan| plan.mapping.column_of(header));
            // Of the columns that the file does not have, only those with a meaning say anything.
            let says = !cell.is_empty() && (column.is_some() || header < in_file);
            if says {
                each(column, title, cell);
            }
        }
        Ok(())
    }

    fn record_at(&mut self, origin: Origin) -> Result<csv::StringRecord, FetchError> {
        let sheet = self
            .sheets
            .get(usize::from(origin.file))
            .ok_or(FetchError::NoSuchFile(origin.file))?;
        let unreadable = |source: std::io::Error| FetchError::Unreadable {
            path: sheet.shown.clone(),
            source,
        };
        let reader = match self.readers.entry(origin.file) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(place) => {
                let text = sheet.text.reader(origin.offset).map_err(unreadable)?;
                place.insert(sheet.dialect.reader_with(MOST_RECORDS, text))
            }
        };
        let mut position = csv::Position::new();
        position.set_byte(origin.offset);
        let mut record = csv::ByteRecord::new();
        let found = reader
            .seek_raw(SeekFrom::Start(origin.offset), position)
            .and_then(|()| reader.read_byte_record(&mut record))
            .map_err(|error| unreadable(error.into()))?;
        if !found {
            return Err(FetchError::Changed {
                path: sheet.shown.clone(),
                line: origin.line,
            });
        }
        let end = reader.position().byte();
        let record = csv::StringRecord::from_byte_record_lossy(record);
        mended(sheet, origin, end, record).map_err(unreadable)
    }
}

/// The record that stands at a place of one file.
pub(super) fn record_at(sheet: &Sheet, origin: Origin) -> Result<csv::StringRecord, FetchError> {
    let mut fetch = Fetch {
        sheets: std::slice::from_ref(sheet),
        readers: BTreeMap::new(),
    };
    fetch.record_at(Origin { file: 0, ..origin })
}

/// The record as it was when it was read, also where it was put right then; `end` is where it
/// ends in its file.
fn mended(
    sheet: &Sheet,
    origin: Origin,
    end: u64,
    record: csv::StringRecord,
) -> std::io::Result<csv::StringRecord> {
    let quoted = |cell: &str| cell.contains(['"', '\n']);
    if record.len() == sheet.rows.width && !record.iter().any(quoted) {
        return Ok(record);
    }
    let mut raw = Vec::new();
    let length = end.saturating_sub(origin.offset);
    let mut reader = sheet.text.reader(origin.offset)?.take(length);
    reader.read_to_end(&mut raw)?;
    let raw = String::from_utf8_lossy(&raw);
    if sheet.rows.is_regular(sheet.dialect, &record, true, &raw) {
        return Ok(record);
    }
    let rows = sheet.rows.mend(&raw, sheet.dialect).into_iter().flatten();
    Ok(rows.map(|row| row.record).next().unwrap_or(record))
}
