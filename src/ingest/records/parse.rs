//! Parses one block of a file.

use super::session_columns::SessionColumns;
use super::sessions::SessionReader;
use super::{Chunk, Naming, RawRow, TextId, footer};
use crate::ingest::blocks::Block;
use crate::ingest::columns::Column;
use crate::ingest::date_orders::DateColumn;
use crate::ingest::dialect::Dialect;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::plan::{TablePlan, trimmed};
use crate::ingest::ragged::Mended;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, MENDED_ROW, TOO_MANY_CELLS, Trouble, UNCLOSED_QUOTE};
use crate::ingest::values::{dates, numbers};
use crate::programme::{Fate, Origin, Table};
use rustc_hash::FxHashMap;
use std::convert::Infallible;

/// Reads the records of a block.
pub(in crate::ingest) fn parse(sheet: &Sheet, block: &Block) -> Chunk {
    let mut parser = Parser::new(sheet, block);
    let read: Result<(), Infallible> = each_record(sheet, block, |record, place| {
        if place.mended {
            parser.note(place, record.as_slice(), MENDED_ROW);
        } else if block.unclosed {
            parser.note(place, record.as_slice(), UNCLOSED_QUOTE);
        }
        parser.row(record, place);
        Ok(())
    });
    let Ok(()) = read;
    parser.finished()
}

/// Tells each record of a block to `each`, with where it stands.
pub(in crate::ingest) fn each_record<E>(
    sheet: &Sheet,
    block: &Block,
    mut each: impl FnMut(&csv::StringRecord, Place) -> Result<(), E>,
) -> Result<(), E> {
    // A file that changes while it is read may hold anything.
    let text = String::from_utf8_lossy(&block.bytes);
    let quote = sheet.dialect.quote.filter(|_| !block.unclosed);
    let dialect = Dialect {
        quote,
        ..sheet.dialect
    };
    let mut reader = dialect.reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut patience = MOST_FAILURES;
    while reader.read_record(&mut record).unwrap_or(false) {
        let place = Place::of(&record, block, text.as_bytes());
        if record.len() == sheet.rows.width && !block.strays || patience == 0 {
            each(&record, place)?;
            continue;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let raw = &text[place.within(block).min(end)..end.min(text.len())];
        if sheet
            .rows
            .is_regular(sheet.dialect, &record, block.strays, raw)
        {
            each(&record, place)?;
        } else if let Some(rows) = sheet.rows.mend(raw, sheet.dialect) {
            let same = rows.len() == 1 && rows[0].record == record;
            for row in rows {
                let place = if same { place } else { place.mended(&row) };
                each(&row.record, place)?;
            }
        } else {
            patience -= 1;
            each(&record, place)?;
        }
    }
    Ok(())
}

/// Irregular rows of a block that are tried in vain before the others are left as they are.
const MOST_FAILURES: u32 = 1000;

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Place {
    pub line: u32,
    pub offset: u64,
    /// Whether the record was divided otherwise than its delimiters and quotes say.
    pub mended: bool,
}

impl Place {
    /// The reader counts the line ends before a record to the record.
    fn of(record: &csv::StringRecord, block: &Block, text: &[u8]) -> Self {
        let (byte, line) = record
            .position()
            .map_or((0, 1), |position| (position.byte(), position.line()));
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
        let before = text[from..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let (mut skipped, mut lines) = (0, 0);
        for byte in before {
            skipped += 1;
            lines += u64::from(*byte == b'\n');
        }
        let line = u64::from(block.line) + line - 1 + lines;
        Self {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            offset: block.offset + byte + skipped,
            mended: false,
        }
    }

    /// Where the record begins in its block.
    fn within(self, block: &Block) -> usize {
        usize::try_from(self.offset - block.offset).unwrap_or(usize::MAX)
    }

    /// The place of a row that was found in the record here.
    fn mended(self, row: &Mended) -> Self {
        Self {
            line: self.line.saturating_add(row.lines),
            offset: self.offset + row.offset as u64,
            mended: true,
        }
    }

    /// As the origin of a fact.
    pub fn origin(self, file: u16) -> Origin {
        Origin {
            file,
            line: self.line,
            offset: self.offset,
        }
    }
}

/// Builds a [`Chunk`] row by row.
struct Parser<'a> {
    sheet: &'a Sheet,
    sessions: Option<SessionReader<'a>>,
    chunk: Chunk,
    namings: FxHashMap<Naming, u32>,
}

impl<'a> Parser<'a> {
    fn new(sheet: &'a Sheet, block: &Block) -> Self {
        let table = sheet.plan.tables.iter();
        let sessions = table
            .clone()
            .find(|table| table.table() == Table::Sessions)
            .map(|table| SessionReader::new(sheet, SessionColumns::new(&table.mapping)));
        Self {
            sheet,
            sessions,
            chunk: Chunk {
                file: sheet.file,
                index: block.index,
                dates: vec![DateColumn::default(); sheet.plan.dates.len()],
                ..Chunk::default()
            },
            namings: FxHashMap::default(),
        }
    }

    fn row(&mut self, record: &csv::StringRecord, place: Place) {
        let Some(main) = self.sheet.plan.tables.first() else {
            return;
        };
        let layout = &self.sheet.layout;
        if footer::is_blank(record) || layout.begins_again(record) {
            self.chunk.settle(main.table(), Fate::Footer);
        } else if is_too_long(record, self.sheet.layout.headers.len()) {
            self.chunk.settle(main.table(), Fate::Rejected);
            let beyond = record.get(self.sheet.layout.headers.len());
            self.note(place, beyond.unwrap_or_default(), TOO_MANY_CELLS);
        } else {
            self.tables_of(record, place);
        }
    }

    fn note(&mut self, place: Place, value: &str, trouble: Trouble) {
        self.chunk.findings.push(Finding {
            origin: place.origin(self.sheet.file),
            header: None,
            value: value.into(),
            trouble,
        });
    }

    /// A row says something for each table that has a cell filled, and is counted under the
    /// first of them.
    fn tables_of(&mut self, record: &csv::StringRecord, place: Place) {
        let tables = &self.sheet.plan.tables;
        let hash = self.hash(record);
        let mut counted = true;
        for (index, table) in tables.iter().enumerate() {
            if table.speaks_in(record) {
                self.table_row(index, table, record, (place, hash), counted);
                counted = false;
            }
        }
        if counted {
            self.table_row(0, &tables[0], record, (place, hash), true);
        }
    }

    fn table_row(
        &mut self,
        index: usize,
        table: &TablePlan,
        record: &csv::StringRecord,
        (place, hash): (Place, u64),
        counted: bool,
    ) {
        let naming = self.naming(table, record);
        if let (Table::Sessions, Some(reader)) = (table.table(), &mut self.sessions) {
            let who = who(&mut self.namings, &mut self.chunk, naming);
            let fate = reader.read(record, (place, hash), who, &mut self.chunk);
            if let (Some(fate), true) = (fate, counted) {
                self.chunk.settle(Table::Sessions, fate);
            }
            return;
        }
        let unnamed = naming == Naming::default() || footer::starts_as_total(record);
        if unnamed && footer::is_footer(record) {
            if counted {
                self.chunk.settle(table.table(), Fate::Footer);
            }
            return;
        }
        self.observe(table, record, place);
        let who = who(&mut self.namings, &mut self.chunk, naming);
        self.chunk.rows.push(RawRow {
            table: index,
            counted,
            who,
            record: record.clone(),
            line: place.line,
            offset: place.offset,
            hash: combined(hash, index as u64),
        });
    }

    fn naming(&mut self, table: &TablePlan, record: &csv::StringRecord) -> Naming {
        let plan = &self.sheet.plan;
        Naming(table.naming.map(|header| {
            let cell = header.and_then(|header| Some((header, record.get(header)?)));
            cell.map_or(TextId::BLANK, |(header, cell)| {
                self.chunk.texts.intern(plan.value(header, cell))
            })
        }))
    }

    /// Session records are observed while they are read.
    fn observe(&mut self, table: &TablePlan, record: &csv::StringRecord, place: Place) {
        let plan = &self.sheet.plan;
        let origin = place.origin(self.sheet.file);
        for (evidence, header) in self.chunk.dates.iter_mut().zip(&plan.dates) {
            if table.mapping.column_of(*header).is_some()
                && let Some(cell) = record.get(*header)
            {
                evidence.observe(dates::parse(plan.value(*header, cell)), origin);
            }
        }
        let rating = table.mapping.header_of(Column::Rating);
        let rating = rating.and_then(|header| Some(plan.value(header, record.get(header)?)));
        if let Some(rating) = rating.and_then(numbers::number) {
            self.chunk.ratings.observe(rating);
        }
    }

    /// Cells that say the same in other columns or with other white space make the same hash.
    fn hash(&self, record: &csv::StringRecord) -> u64 {
        let hashes = &self.sheet.plan.header_hashes;
        record
            .iter()
            .zip(hashes)
            .map(|(cell, header)| (trimmed(cell), header))
            .filter(|(cell, _)| !cell.is_empty())
            .map(|(cell, header)| combined(*header, stable_hash(cell.as_bytes())))
            .fold(0, u64::wrapping_add)
    }

    fn finished(self) -> Chunk {
        let mut chunk = self.chunk;
        chunk.texts.freeze();
        chunk.sessions.shrink_to_fit();
        chunk.details.shrink_to_fit();
        chunk.facts.shrink_to_fit();
        chunk.namings.shrink_to_fit();
        chunk
    }
}

fn who(namings: &mut FxHashMap<Naming, u32>, chunk: &mut Chunk, naming: Naming) -> u32 {
    *namings.entry(naming).or_insert_with(|| {
        chunk.namings.push(naming);
        u32::try_from(chunk.namings.len() - 1).unwrap_or(u32::MAX)
    })
}

/// Cells beyond the headers are trimmed if they are empty.
fn is_too_long(record: &csv::StringRecord, width: usize) -> bool {
    record
        .iter()
        .skip(width)
        .any(|cell| !cell.trim().is_empty())
}
