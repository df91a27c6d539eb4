//! Reads the texts of single records again from their files.
//!
//! Free text is not kept while records are read; it is fetched for the few pairs that are shown.

use super::columns::Column;
use super::sheet::Sheet;
use crate::programme::{Origin, Table};
use std::io::Read;

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
const FIRST_LOOK: u64 = 64 << 10;

impl Texts {
    /// The cells of a record with content, by their column in a table, or by their header
    /// where the table has no column for them; in the order of the file.
    ///
    /// # Errors
    /// When the file is gone or has changed.
    pub fn record(
        &self,
        origin: Origin,
        table: Table,
    ) -> Result<Vec<(Option<Column>, String, String)>, FetchError> {
        let sheet = self
            .sheets
            .get(usize::from(origin.file))
            .ok_or(FetchError::NoSuchFile(origin.file))?;
        let record = record_at(sheet, origin)?;
        let plan = sheet.plan.tables.iter().find(|plan| plan.table() == table);
        let headers = sheet.layout.headers.iter().enumerate();
        let cells = headers.filter_map(|(header, title)| {
            let cell = record.get(header)?.trim();
            let column = plan.and_then(|plan| plan.mapping.column_of(header));
            (!cell.is_empty()).then(|| (column, title.clone(), cell.to_owned()))
        });
        Ok(cells.collect())
    }
}

/// The record that stands at a place.
pub(super) fn record_at(sheet: &Sheet, origin: Origin) -> Result<csv::StringRecord, FetchError> {
    let unreadable = |source| FetchError::Unreadable {
        path: sheet.shown.clone(),
        source,
    };
    let mut wanted = FIRST_LOOK;
    loop {
        let reader = sheet.text.reader(origin.offset).map_err(unreadable)?;
        let mut bytes = Vec::new();
        let read = reader
            .take(wanted)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let mut records = sheet.dialect.reader(bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        let found = records.read_byte_record(&mut record).unwrap_or(false);
        let whole = records.position().byte() < read as u64 || (read as u64) < wanted;
        if whole {
            return found
                .then(|| csv::StringRecord::from_byte_record_lossy(record))
                .ok_or_else(|| FetchError::Changed {
                    path: sheet.shown.clone(),
                    line: origin.line,
                });
        }
        wanted *= 8;
    }
}
