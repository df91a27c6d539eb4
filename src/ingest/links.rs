//! `links.csv`: names that somebody has said to mean a pair, though they are written otherwise.
//!
//! `check` writes the file with a line for each near miss; filled in and put among the inputs, it
//! joins what it calls the same, and nothing else does.

use super::blocks::{BLOCK_BYTES, Cutter};
use super::book::Book;
use super::error::IngestError;
use super::pairing::Universe;
use super::records::{Chunk, each_record};
use super::sheet::Sheet;
use super::trouble::{
    Finding, LINK_OF_NOBODY, LINK_TO_NOBODY, LINKS_DISAGREE, NOT_YES_OR_NO, Trouble,
};
use super::values::{answers, is_missing};
use crate::programme::{Origin, fold, fold_id};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What was said of each name as found, in the form in which ids are compared: `1-5` and `1 5`
    /// are names of two pairs.
    said: BTreeMap<String, Vec<Link>>,
    findings: Vec<Finding>,
}

/// A line that says that a name means a pair.
#[derive(Debug)]
struct Link {
    /// Folded id of the pair.
    pair: String,
    /// The name as found, with its column.
    found: (String, usize),
    /// The id as written, with its column.
    meant: (String, usize),
    origin: Origin,
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
            Some((found, name)),
            Some((meant, pair)),
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
                    found: (name.to_owned(), found),
                    meant: (pair.to_owned(), meant),
                    origin,
                };
                let said = self.said.entry(fold_id(undefused(name)));
                said.or_default().push(link);
            }
            Some(_) => {}
            None => self
                .findings
                .push(finding((same, answered), origin, NOT_YES_OR_NO)),
        }
    }

    /// Whether nothing is linked.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The folded id of the pair that a name was said to mean; of a name that was said to mean
    /// several, none.
    pub fn pair_of(&self, name: &str) -> Option<&str> {
        let said = self.said.get(&fold_id(name))?;
        let first = said.first()?;
        agreed(said).then_some(first.pair.as_str())
    }

    /// Enters what was not understood, names that were said to mean several pairs, and names and
    /// pairs that there are not.
    pub fn report(&self, chunks: &[Chunk], universe: &Universe, book: &mut Book<'_>) {
        for finding in &self.findings {
            book.enter(finding);
        }
        let named = self.named(chunks);
        for (name, said) in &self.said {
            for link in said {
                if let Some((cell, trouble)) = link.trouble(said, named.contains(name), universe) {
                    book.enter(&finding((&cell.0, cell.1), link.origin, trouble));
                }
            }
        }
    }

    /// The names as found that stand in any row.
    fn named(&self, chunks: &[Chunk]) -> BTreeSet<String> {
        let linked = |name: &String| self.said.contains_key(name);
        let names = chunks
            .iter()
            .filter(|_| !self.is_empty())
            .flat_map(|chunk| {
                let namings = (0_u32..).take(chunk.namings.len());
                namings.map(|who| fold_id(&chunk.named(who)))
            });
        names.filter(linked).collect()
    }
}

impl Link {
    /// Why the line is not used, with the cell at fault.
    fn trouble(
        &self,
        said: &[Self],
        is_named: bool,
        universe: &Universe,
    ) -> Option<(&(String, usize), Trouble)> {
        if !agreed(said) {
            Some((&self.found, LINKS_DISAGREE))
        } else if universe.find(&self.pair).is_none() {
            Some((&self.meant, LINK_TO_NOBODY))
        } else {
            (!is_named).then_some((&self.found, LINK_OF_NOBODY))
        }
    }
}

/// Whether all lines about one name say the same pair.
fn agreed(said: &[Link]) -> bool {
    said.windows(2).all(|two| two[0].pair == two[1].pair)
}

fn finding((value, header): (&str, usize), origin: Origin, trouble: Trouble) -> Finding {
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
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}
