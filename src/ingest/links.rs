//! `links.csv`: names that somebody has said to mean a pair, though they are written otherwise.
//!
//! `check` writes the file with a line for each near miss; filled in and put among the inputs, it
//! joins what it calls the same, and nothing else does.

use super::blocks::{BLOCK_BYTES, Cutter};
use super::book::Book;
use super::error::IngestError;
use super::pairing::Universe;
use super::records::each_record;
use super::sheet::Sheet;
use super::trouble::{Finding, LINK_TO_NOBODY, NOT_YES_OR_NO, Trouble};
use super::values::{answers, is_missing};
use crate::programme::{Origin, fold, fold_id};
use std::collections::BTreeMap;

/// Columns of the file.
pub const LINK_COLUMNS: [&str; 4] = ["name as found", "likely pair", "evidence", "same?"];

/// Whether headers are those of the file.
#[must_use]
pub fn is_links(headers: &[String]) -> bool {
    let has = |column: &str| headers.iter().any(|header| fold(header) == fold(column));
    has(LINK_COLUMNS[0]) && has(LINK_COLUMNS[1]) && has(LINK_COLUMNS[3])
}

/// What the files of links among the inputs say.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Folded ids of pairs by folded names as found.
    pairs: BTreeMap<String, Link>,
    findings: Vec<Finding>,
}

#[derive(Debug)]
struct Link {
    pair: String,
    /// The id as written, its column, and where.
    said: (String, usize, Origin),
}

impl Links {
    /// Reads the files of links among the inputs.
    pub fn of(sheets: &[Sheet]) -> Result<Self, IngestError> {
        let mut links = Self::default();
        for sheet in sheets
            .iter()
            .filter(|sheet| is_links(&sheet.layout.headers))
        {
            links
                .read(sheet)
                .map_err(|source| IngestError::Unreadable {
                    path: sheet.shown.clone().into(),
                    source,
                })?;
        }
        Ok(links)
    }

    fn read(&mut self, sheet: &Sheet) -> std::io::Result<()> {
        let columns = LINK_COLUMNS.map(|column| {
            let mut headers = sheet.layout.headers.iter();
            headers.position(|header| fold(header) == fold(column))
        });
        let offset = sheet.text.start + sheet.layout.data_offset;
        let reader = sheet.text.reader(offset)?;
        let line = sheet.layout.data_line;
        for block in Cutter::new(reader, sheet.dialect, offset, line, BLOCK_BYTES) {
            each_record(sheet, &block?, |record, place| {
                let cell = |column: usize| {
                    let header = columns[column]?;
                    Some((header, record.get(header)?.trim()))
                };
                self.row(place.origin(sheet.file), [cell(0), cell(1), cell(3)]);
                Ok::<_, std::io::Error>(())
            })?;
        }
        Ok(())
    }

    /// Takes in a row by its cells: name, pair, and whether they are the same.
    fn row(&mut self, origin: Origin, cells: [Option<(usize, &str)>; 3]) {
        let [
            Some((_, name)),
            Some((column, pair)),
            Some((answered, same)),
        ] = cells
        else {
            return;
        };
        if is_missing(same) {
            return;
        }
        match answers::yes_no(same) {
            Some(true) if !is_missing(name) => {
                let link = Link {
                    pair: fold_id(undefused(pair)),
                    said: (pair.to_owned(), column, origin),
                };
                self.pairs.insert(fold(name), link);
            }
            Some(_) => {}
            None => self.note((same, answered, origin), NOT_YES_OR_NO),
        }
    }

    fn note(&mut self, (value, header, origin): (&str, usize, Origin), trouble: Trouble) {
        self.findings
            .push(finding((value, header, origin), trouble));
    }

    /// Whether nothing is linked.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The folded id of the pair that a name was said to mean.
    pub fn pair_of(&self, name: &str) -> Option<&str> {
        self.pairs.get(&fold(name)).map(|link| link.pair.as_str())
    }

    /// Enters what was not understood, and pairs that there are not.
    pub fn report(&self, universe: &Universe, book: &mut Book<'_>) {
        for finding in &self.findings {
            book.enter(finding);
        }
        let unknown = |link: &&Link| universe.find(&link.pair).is_none();
        for link in self.pairs.values().filter(unknown) {
            let (said, header, origin) = &link.said;
            book.enter(&finding((said, *header, *origin), LINK_TO_NOBODY));
        }
    }
}

fn finding((value, header, origin): (&str, usize, Origin), trouble: Trouble) -> Finding {
    Finding {
        origin,
        header: Some(header),
        value: value.into(),
        trouble,
    }
}

/// A cell without the apostrophe that keeps spreadsheets from running it.
fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}
