//! Sends each record to its pair, or to the place where it ends.

use super::Context;
use crate::ingest::columns::Column;
use crate::ingest::pairing::{Address, Target, is_register};
use crate::ingest::records::{Cells, Chunk, RawRow, RawSession};
use crate::ingest::trouble::{self, Finding, Trouble};
use crate::programme::{Day, Fate, Origin, Table};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A record on its way to its pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Placed {
    pub to: Address,
    /// Index into the records of the chunk.
    pub record: u32,
}

/// The records of one chunk by partition, and what became of the others.
#[derive(Debug, Default)]
pub(in crate::ingest) struct PlacedChunk {
    sessions: Vec<Placed>,
    rows: Vec<Placed>,
    pub findings: Vec<Finding>,
    pub fates: BTreeMap<(Table, Fate), u64>,
    /// Forms that name nobody, by cohort.
    pub unlinked: BTreeMap<Option<String>, u64>,
}

impl PlacedChunk {
    /// Session records of a partition.
    pub fn sessions(&self, partition: usize) -> &[Placed] {
        of_partition(&self.sessions, partition)
    }

    /// Rows of other tables of a partition.
    pub fn rows(&self, partition: usize) -> &[Placed] {
        of_partition(&self.rows, partition)
    }
}

fn of_partition(placed: &[Placed], partition: usize) -> &[Placed] {
    let before = |bound: usize| placed.partition_point(|row| (row.to.partition as usize) < bound);
    &placed[before(partition)..before(partition + 1)]
}

/// First and last days of the pairs between which dates decide: one of each for every row of the
/// register.
type Windows = FxHashMap<Address, Vec<(Option<Day>, Option<Day>)>>;

/// Places the records of all chunks.
pub(in crate::ingest) fn place(context: &Context<'_>) -> Vec<PlacedChunk> {
    let windows = windows(context);
    (0..context.chunks.len())
        .into_par_iter()
        .with_max_len(1)
        .map(|index| Placing::new(context, &windows, index).placed())
        .collect()
}

/// Registered days of the pairs, if any naming fits several.
fn windows(context: &Context<'_>) -> Windows {
    let mut windows = Windows::default();
    let targets = || context.pairing.targets.iter().flatten();
    if !targets().any(|target| matches!(target, Target::OneOf(_))) {
        return windows;
    }
    for (chunk, targets) in context.chunks.iter().zip(&context.pairing.targets) {
        let file = usize::from(chunk.file);
        let sheet = &context.sheets[file];
        let registered = |table: usize| is_register(sheet.plan.tables[table].table());
        for row in chunk.rows.iter().filter(|row| registered(row.table)) {
            if let Target::Pair(address) = targets[row.who as usize] {
                let mut findings = Vec::new();
                let mut cells = Cells::new(sheet, &context.orders[file], row, &mut findings);
                let window = (cells.date(Column::StartedOn), cells.date(Column::ClosedOn));
                windows.entry(address).or_default().push(window);
            }
        }
    }
    windows
}

struct Placing<'a> {
    context: &'a Context<'a>,
    windows: &'a Windows,
    chunk: &'a Chunk,
    targets: &'a [Target],
    placed: PlacedChunk,
}

impl<'a> Placing<'a> {
    fn new(context: &'a Context<'a>, windows: &'a Windows, index: usize) -> Self {
        Self {
            context,
            windows,
            chunk: &context.chunks[index],
            targets: &context.pairing.targets[index],
            placed: PlacedChunk::default(),
        }
    }

    fn placed(mut self) -> PlacedChunk {
        self.placed
            .sessions
            .reserve_exact(self.chunk.sessions.len());
        for (record, session) in (0..).zip(&self.chunk.sessions) {
            self.session(record, session);
        }
        for record in 0..self.chunk.rows.len() {
            self.row(record);
        }
        self.placed
            .sessions
            .sort_by_key(|placed| placed.to.partition);
        self.placed.rows.sort_by_key(|placed| placed.to.partition);
        self.placed
    }

    fn session(&mut self, record: u32, session: &RawSession) {
        let file = usize::from(self.chunk.file);
        let at = session.origin(self.chunk.file);
        let table = &self.context.sheets[file].plan.tables[usize::from(session.part)];
        let header = table.mapping.header_of(Column::Date);
        let day = header.and_then(|header| self.context.orders[file].day(header, session.date));
        if day.is_none() {
            self.end_session(session, Fate::Rejected);
            self.note(at, header, date_text(session), trouble::NOT_A_NEEDED_DATE);
        } else {
            match self.addresses(session.who, day) {
                Ok(to) => {
                    let placed = to.iter().map(|to| Placed { to: *to, record });
                    self.placed.sessions.extend(placed);
                    self.note_unknown(at, session.who);
                }
                Err(trouble) => {
                    self.end_session(session, Fate::UnknownPair);
                    self.note(at, None, self.named(session.who), trouble);
                }
            }
        }
    }

    fn row(&mut self, record: usize) {
        let row = &self.chunk.rows[record];
        let file = usize::from(self.chunk.file);
        let sheet = &self.context.sheets[file];
        let table = sheet.plan.tables[row.table].table();
        let mut findings = Vec::new();
        let mut cells = Cells::new(sheet, &self.context.orders[file], row, &mut findings);
        let day = super::registers::day(&mut cells, table);
        let at = row.origin(self.chunk.file);
        if table == Table::Contacts && day.is_none() && cells.date(Column::SnoozeUntil).is_none() {
            return self.undated_contact(row);
        }
        match (self.addresses(row.who, day), u32::try_from(record)) {
            (Ok(to), Ok(record)) => {
                let placed = to.iter().map(|to| Placed { to: *to, record });
                self.placed.rows.extend(placed);
                self.note_unknown(at, row.who);
            }
            (outcome, _) => {
                let trouble = outcome.err().unwrap_or(trouble::UNKNOWN_PAIR);
                if row.counted {
                    self.end(table, Fate::UnknownPair);
                }
                if table == Table::Evaluations && trouble == trouble::NAMES_NOBODY {
                    let cohort = super::facts::cohort(sheet, &row.record);
                    *self.placed.unlinked.entry(cohort).or_default() += 1;
                }
                self.note(at, None, self.named(row.who), trouble);
            }
        }
    }

    /// Who is named, with the pairs that may be meant where there are several.
    fn named(&self, who: u32) -> String {
        let named = self.chunk.named(who);
        let Target::OneOf(several) = &self.targets[who as usize] else {
            return named;
        };
        let universe = &self.context.pairing.universe;
        let ids = several.iter().filter_map(|pair| {
            let ids = universe.ids(pair.partition as usize);
            ids.get(pair.pair as usize).map(String::as_str)
        });
        let mut ids: Vec<&str> = ids.collect();
        ids.sort_unstable();
        format!("{named} ({})", ids.join(" or "))
    }

    /// A contact of which nobody says when it was.
    fn undated_contact(&mut self, row: &RawRow) {
        let sheet = &self.context.sheets[usize::from(self.chunk.file)];
        let mapping = &sheet.plan.tables[row.table].mapping;
        let header = mapping.header_of(Column::ContactedOn);
        let value = header.and_then(|header| row.record.get(header));
        if row.counted {
            self.end(Table::Contacts, Fate::Rejected);
        }
        let at = row.origin(self.chunk.file);
        let value = value.unwrap_or_default().to_owned();
        self.note(at, header, value, trouble::UNDATED_CONTACT);
    }

    /// The pairs that a row goes to: one, unless it names several people.
    fn addresses(&self, who: u32, day: Option<Day>) -> Result<&'a [Address], Trouble> {
        match &self.targets[who as usize] {
            Target::Pair(address) => Ok(std::slice::from_ref(address)),
            Target::Each(pairs, _) => Ok(pairs),
            Target::Unknown => Err(trouble::UNKNOWN_PAIR),
            Target::Nobody => Err(trouble::NAMES_NOBODY),
            Target::OneOf(several) => {
                let mut fitting = several.iter().filter(|pair| self.is_open(**pair, day));
                match (fitting.next(), fitting.next()) {
                    (Some(pair), None) => Ok(std::slice::from_ref(pair)),
                    _ => Err(trouble::SEVERAL_PAIRS),
                }
            }
        }
    }

    fn note_unknown(&mut self, at: Origin, who: u32) {
        if let Target::Each(_, false) = self.targets[who as usize] {
            self.note(at, None, self.chunk.named(who), trouble::NOT_EVERYBODY);
        }
    }

    /// Whether a day falls between the registered days of a pair.
    fn is_open(&self, pair: Address, day: Option<Day>) -> bool {
        let holds = |day: Day, (start, end): (Option<Day>, Option<Day>)| {
            start.is_none_or(|start| start <= day) && end.is_none_or(|end| day <= end)
        };
        let windows = self.windows.get(&pair).map(Vec::as_slice);
        let mut windows = windows.unwrap_or(&[(None, None)]).iter();
        day.is_some_and(|day| windows.any(|window| holds(day, *window)))
    }

    fn end_session(&mut self, session: &RawSession, fate: Fate) {
        if session.counted {
            self.end(Table::Sessions, fate);
        }
    }

    fn end(&mut self, table: Table, fate: Fate) {
        *self.placed.fates.entry((table, fate)).or_default() += 1;
    }

    fn note(&mut self, origin: Origin, header: Option<usize>, value: String, trouble: Trouble) {
        self.placed.findings.push(Finding {
            origin,
            header,
            value: value.into(),
            trouble,
        });
    }
}

/// The date of a session whose order of day and month it does not fit.
fn date_text(session: &RawSession) -> String {
    use crate::values::dates::DateCell;
    match session.date.cell() {
        DateCell::Ordered {
            first,
            second,
            year,
        } => format!("{first}/{second}/{year}"),
        DateCell::Day(day) => day.to_string(),
        DateCell::Serial(serial) => serial.to_string(),
        DateCell::Blank | DateCell::Bad => String::new(),
    }
}
