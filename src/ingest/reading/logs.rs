//! Registers that seem to be logs: many rows for each pair, with other days in each.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::plan::TablePlan;
use crate::ingest::question::{RowsDoubt, RowsQuestion};
use crate::ingest::records::{Chunk, RawRow};
use crate::ingest::sheet::Sheet;
use crate::programme::{Table, fold};
use crate::values::is_missing;
use std::collections::BTreeMap;

/// Rows for each pair, on average, from which a register is doubted. A pair that was matched
/// again, or a row that stands twice, does not reach it.
const LEAST_ROWS_EACH: usize = 3;

/// Fewer pairs are too few to doubt it.
const LEAST_PAIRS: usize = 3;

/// What a pair has once.
const ONCE: [Column; 5] = [
    Column::StartedOn,
    Column::PlannedEndOn,
    Column::ClosedOn,
    Column::LastSessionOn,
    Column::SessionsTotal,
];

/// Asks whether a file that is taken for a register is a log, unless the configuration says it:
/// in most of its pairs something differs from row to row that a pair has once.
pub(super) fn question(sheet: &Sheet, chunks: &[Chunk]) -> Option<RowsQuestion> {
    let table = sheet.plan.tables.first()?;
    if table.table() != Table::Pairs || !sheet.source.tables.is_empty() {
        return None;
    }
    let chunks = || chunks.iter().filter(|chunk| chunk.file == sheet.file);
    let namings = chunks().map(|chunk| chunk.namings.len()).max()?;
    let rows: usize = chunks().map(|chunk| of_register(chunk).count()).sum();
    if rows < namings * LEAST_ROWS_EACH {
        return None;
    }
    let pairs = pairs(chunks(), &headers(table));
    let header = differing(&pairs, &headers(table))?;
    let is_log = pairs.len() >= LEAST_PAIRS && rows >= pairs.len() * LEAST_ROWS_EACH;
    is_log.then(|| RowsQuestion {
        file: sheet.shown.clone(),
        taken: Table::Pairs,
        doubt: RowsDoubt::Log {
            rows: rows as u64,
            pairs: pairs.len() as u64,
            column: name_of(sheet.shape.titles(), header),
        },
    })
}

fn of_register(chunk: &Chunk) -> impl Iterator<Item = &RawRow> {
    chunk.rows.iter().filter(|row| row.table == 0)
}

/// The headers of what a pair has once.
fn headers(table: &TablePlan) -> Vec<usize> {
    let columns = table.mapping.columns.iter();
    let once = columns.filter(|(_, column)| ONCE.contains(column));
    once.map(|(header, _)| *header).collect()
}

/// What was seen in one of the columns for a pair: its first value, and whether another follows.
#[derive(Clone, Default)]
struct Seen<'a> {
    first: Option<&'a str>,
    differs: bool,
}

impl<'a> Seen<'a> {
    fn observe(&mut self, cell: &'a str) {
        if is_missing(cell) {
            return;
        }
        let first = *self.first.get_or_insert(cell);
        self.differs |= first != cell;
    }
}

/// The pairs as they are named, with what was seen of each in some columns.
fn pairs<'a>(
    chunks: impl Iterator<Item = &'a Chunk>,
    headers: &[usize],
) -> BTreeMap<String, Vec<Seen<'a>>> {
    let mut pairs: BTreeMap<String, Vec<Seen<'a>>> = BTreeMap::new();
    for chunk in chunks {
        for row in of_register(chunk) {
            let pair = pairs.entry(fold(&chunk.named(row.who)));
            let seen = pair.or_insert_with(|| vec![Seen::default(); headers.len()]);
            for (seen, header) in seen.iter_mut().zip(headers) {
                seen.observe(row.record.get(*header).unwrap_or_default().trim());
            }
        }
    }
    pairs
}

/// The first header under which most pairs have more than one value.
fn differing(pairs: &BTreeMap<String, Vec<Seen<'_>>>, headers: &[usize]) -> Option<usize> {
    let mut numbered = headers.iter().enumerate();
    let found = numbered.find(|(at, _)| {
        let differing = pairs.values().filter(|seen| seen[*at].differs);
        differing.count() * 2 > pairs.len()
    });
    found.map(|(_, header)| *header)
}
