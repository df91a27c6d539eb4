//! Parses one block of a file.

use super::memo::Memo;
use super::placed::{Place, each_record};
use super::row_hash::{hashed, said_by};
use super::sessions::SessionReader;
use super::{Chunk, Naming, RawRow, TextId, footer};
use crate::ingest::blocks::Block;
use crate::ingest::columns::Column;
use crate::ingest::date_orders::DateColumn;
use crate::ingest::hash::combined;
use crate::ingest::plan::TablePlan;
use crate::ingest::shape::Above;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{
    CUT_ROW, Finding, MENDED_ROW, TOO_MANY_CELLS, Trouble, UNCLOSED_QUOTE,
};
use crate::ingest::versions::Response;
use crate::programme::{Fate, Table};
use crate::values::dates::{self, DateCell};
use crate::values::numbers;
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
        } else if place.cut && place.offset < sheet.footer_from {
            parser.note(place, record.as_slice(), CUT_ROW);
        }
        parser.row(record, place);
        Ok(())
    });
    let Ok(()) = read;
    parser.finished()
}

/// Builds a [`Chunk`] row by row.
struct Parser<'a> {
    sheet: &'a Sheet,
    /// A reader for each table of the file that holds sessions.
    sessions: Vec<Option<SessionReader<'a>>>,
    chunk: Chunk,
    namings: FxHashMap<Naming, u32>,
    /// What stood in the rows above, for cells that are blank where it still holds.
    above: Above,
    /// Times that the exporter wrote: often a time of day, the same again and again.
    times: Memo<DateCell>,
}

impl<'a> Parser<'a> {
    fn new(sheet: &'a Sheet, block: &Block) -> Self {
        let tables = sheet.plan.tables.iter().enumerate();
        let sessions: Vec<_> = tables
            .map(|(index, table)| {
                (table.table() == Table::Sessions).then(|| SessionReader::new(sheet, index))
            })
            .collect();
        let has_sessions = sessions.iter().any(Option::is_some);
        Self {
            sheet,
            sessions,
            chunk: Chunk {
                file: sheet.file,
                index: block.index,
                sessions: Vec::with_capacity(if has_sessions { block.lines } else { 0 }),
                dates: vec![DateColumn::default(); sheet.plan.dates.len()],
                times: vec![DateColumn::default(); sheet.plan.times.len()],
                ..Chunk::default()
            },
            namings: FxHashMap::default(),
            above: Above::default(),
            times: Memo::default(),
        }
    }

    /// The table under which rows are counted that none takes; only files with a table are parsed.
    fn main(&self) -> Table {
        self.sheet.plan.tables[0].table()
    }

    fn row(&mut self, record: &csv::StringRecord, place: Place) {
        let layout = &self.sheet.layout;
        let is_below = place.offset >= self.sheet.footer_from;
        if is_below || footer::is_blank(record) || layout.begins_again(record) {
            self.chunk.settle(self.main(), Fate::Footer);
        } else if is_too_long(record, self.sheet.layout.headers.len()) {
            self.chunk.settle(self.main(), Fate::Rejected);
            let beyond = record.get(self.sheet.layout.headers.len());
            self.note(place, beyond.unwrap_or_default(), TOO_MANY_CELLS);
        } else if self.sheet.shape.is_plain() {
            self.tables_of(record, place);
        } else {
            self.shaped(record, place);
        }
    }

    /// A row of a file whose rows are not read as they are.
    fn shaped(&mut self, record: &csv::StringRecord, place: Place) {
        let shape = &self.sheet.shape;
        let record = self.above.filled_down(shape, record);
        if let Some((header, trouble)) = shape.set_aside(&record) {
            self.chunk.settle(self.main(), Fate::Rejected);
            self.chunk.findings.push(Finding {
                origin: place.origin(self.sheet.file),
                header: Some(header),
                value: record.get(header).unwrap_or_default().into(),
                trouble,
            });
        } else {
            self.tables_of(&shape.completed(&record), place);
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
    /// first of them that takes it.
    fn tables_of(&mut self, record: &csv::StringRecord, place: Place) {
        let plan = &self.sheet.plan;
        let tables = &plan.tables;
        let hash = self.hash(record);
        self.observe_times(record, place);
        let mut ended = None;
        let mut counted = false;
        for (index, table) in tables.iter().enumerate() {
            if table.speaks_in(record) {
                match self.table_row(index, table, record, (place, hash), !counted) {
                    None => counted = true,
                    Some(fate) => ended = ended.or(Some((table.table(), fate))),
                }
            }
        }
        let main = &tables[0];
        let is_of_goals = main.is_part && main.table() == Table::Goals;
        let instruments = plan.instruments.as_ref();
        let is_blank = || is_of_goals || instruments.is_some_and(|one| one.is_unread(record));
        if !counted && ended.is_none() && is_blank() {
            // A pair beside columns of goals that are all blank has none; a row of an instrument
            // that no table has is said in a note.
            ended = Some((main.table(), Fate::Footer));
        } else if !counted && ended.is_none() {
            let fate = self.table_row(0, &tables[0], record, (place, hash), true);
            ended = fate.map(|fate| (tables[0].table(), fate));
            counted = fate.is_none();
        }
        if counted && !plan.responses.is_empty() {
            let response = Response::of(plan, record, (place.line, place.offset), hash);
            self.chunk.responses.push(response);
        }
        if let (Some((table, fate)), false) = (ended, counted) {
            self.chunk.settle(table, fate);
        }
    }

    /// Times that the exporter wrote say how it writes dates.
    fn observe_times(&mut self, record: &csv::StringRecord, place: Place) {
        let origin = place.origin(self.sheet.file);
        for (evidence, header) in self.chunk.times.iter_mut().zip(&self.sheet.plan.times) {
            let cell = record.get(*header).unwrap_or_default();
            evidence.observe(self.times.get(cell, dates::parse), cell, origin);
        }
    }

    /// Adds a row to the chunk, or says where it ends instead.
    fn table_row(
        &mut self,
        index: usize,
        table: &TablePlan,
        record: &csv::StringRecord,
        (place, hash): (Place, u64),
        counted: bool,
    ) -> Option<Fate> {
        let naming = self.naming(table, record);
        let hash = self.hash_for(table, record, hash);
        let sheet = self.sheet;
        let is_footer = || {
            (naming == Naming::default() || footer::starts_as_total(record))
                && footer::is_footer(record, sheet.layout.headers.len())
        };
        // Days that stand in the header, or one below the other, are there in the totals, too.
        if table.is_part && is_footer() {
            return Some(Fate::Footer);
        }
        if let Some(Some(reader)) = self.sessions.get_mut(index) {
            let known = self.chunk.namings.len();
            let who = who(&mut self.namings, &mut self.chunk, naming);
            let fate = reader.read(record, (place, hash), (who, counted), &mut self.chunk);
            if fate == Some(Fate::Footer) && self.chunk.namings.len() > known {
                // The text in the column of the pair is a line below the table, and no pair.
                self.chunk.namings.truncate(known);
                self.namings.remove(&naming);
            }
            return fate;
        }
        // A pair on a list of contacts that nobody has got in touch with yet.
        if table.table() == Table::Contacts && !table.speaks_in(record) {
            return Some(Fate::Footer);
        }
        if is_footer() {
            return Some(Fate::Footer);
        }
        self.observe(table, record, place);
        let who = who(&mut self.namings, &mut self.chunk, naming);
        self.chunk.rows.push(RawRow {
            table: index,
            counted,
            who,
            record: kept(record),
            line: place.line,
            offset: place.offset,
            hash: combined(hash, table.table() as u64),
        });
        None
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
                let text = plan.value(*header, cell);
                evidence.observe(dates::parse(text), text, origin);
            }
        }
        for (header, column) in &table.mapping.columns {
            if is_answer(*column)
                && let Some(cell) = record.get(*header)
            {
                let evidence = self.chunk.codes.entry(*header).or_default();
                evidence.observe(plan.value(*header, cell));
            }
        }
        let rating = table.mapping.header_of(Column::Rating);
        let rating = rating.and_then(|header| Some(plan.value(header, record.get(header)?)));
        if let Some((rating, most)) = rating.and_then(numbers::rating) {
            self.chunk.ratings.observe(rating, most);
        }
    }

    /// The hash of a row for one of its tables: of its cells alone, where the row holds several
    /// records of one table, or where other cells change from list to list.
    fn hash_for(&self, table: &TablePlan, record: &csv::StringRecord, of_row: u64) -> u64 {
        let of_contact = table.table() == Table::Contacts;
        if !table.is_part && !of_contact {
            return of_row;
        }
        let cells = table.mapping.columns.iter();
        let cells = cells.filter(|(_, column)| !of_contact || !column.is_identity());
        hashed(cells.filter_map(|(header, _)| {
            Some((
                record.get(*header)?,
                self.sheet.plan.header_hashes.get(*header)?,
            ))
        }))
    }

    fn hash(&self, record: &csv::StringRecord) -> u64 {
        let headers = &self.sheet.plan.header_hashes;
        if self.sheet.has_twin {
            let said: Vec<String> = record.iter().map(said_by).collect();
            return hashed(said.iter().map(String::as_str).zip(headers));
        }
        hashed(record.iter().zip(headers))
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

/// A copy without the room that a reader leaves in its record for longer ones.
fn kept(record: &csv::StringRecord) -> csv::StringRecord {
    let bytes = record.iter().map(str::len).sum();
    let mut kept = csv::StringRecord::with_capacity(bytes, record.len());
    kept.extend(record);
    kept
}

fn who(namings: &mut FxHashMap<Naming, u32>, chunk: &mut Chunk, naming: Naming) -> u32 {
    *namings.entry(naming).or_insert_with(|| {
        chunk.namings.push(naming);
        u32::try_from(chunk.namings.len() - 1).unwrap_or(u32::MAX)
    })
}

/// Whether a column holds answers of yes and no.
fn is_answer(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved | Column::GoalAchieved(_) | Column::NewGoals | Column::Partnership
    )
}

/// Cells beyond the headers are trimmed if they are empty.
fn is_too_long(record: &csv::StringRecord, width: usize) -> bool {
    let mut beyond = (width..record.len()).filter_map(|column| record.get(column));
    beyond.any(|cell| !cell.trim().is_empty())
}
