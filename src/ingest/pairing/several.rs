//! Cells that seem to name several people, where nothing says what divides them.

use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, SEVERAL_PEOPLE};
use crate::programme::{Origin, fold_person};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What stands between names in a list; a comma stands between the names of one person as well.
const SEPARATORS: [&str; 11] = [
    ";", "\n", "|", "/", "&", "+", " and ", " und ", " et ", " y ", ",",
];

/// Separators that stand in no name: a column that mostly has them holds lists.
const OF_LISTS: usize = 3;

/// Places of mentor and mentee among the texts of a naming.
const SIDES: [usize; 2] = [1, 2];

/// A note on each cell with several names of which one stands alone elsewhere, or in a column
/// that mostly holds lists. Files that name their pairs by an id need no names.
pub(in crate::ingest) fn seem_several(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<Finding> {
    let has_ids = |chunk: &&Chunk| {
        let mut tables = sheets[usize::from(chunk.file)].plan.tables.iter();
        tables.all(|table| table.naming[0].is_some())
    };
    let chunks: Vec<&Chunk> = chunks.iter().filter(|chunk| !has_ids(chunk)).collect();
    SIDES
        .into_iter()
        .flat_map(|side| of_side(sheets, &chunks, side))
        .collect()
}

fn of_side(sheets: &[Sheet], chunks: &[&Chunk], side: usize) -> Vec<Finding> {
    let cells: FxHashSet<&str> = chunks
        .iter()
        .flat_map(|chunk| named(chunk, side).filter_map(|(_, cell)| cell))
        .collect();
    let lists = cells.iter().filter(|cell| divided(cell).is_some());
    if lists.clone().next().is_none() {
        return Vec::new();
    }
    let alone = cells.iter().filter(|cell| divided(cell).is_none());
    let alone: FxHashSet<String> = alone.map(|cell| fold_person(cell)).collect();
    let of_lists = |cell: &&&str| {
        SEPARATORS[..OF_LISTS]
            .iter()
            .any(|mark| cell.contains(mark))
    };
    let are_lists = lists.clone().filter(of_lists).count() * 2 > cells.len();
    let several: FxHashSet<&str> = lists
        .copied()
        .filter(|cell| are_lists && of_lists(&cell) || stand_alone(cell, &alone))
        .collect();
    places(sheets, chunks, side, &several)
}

/// The cells of one side of the namings without an id.
fn named(chunk: &Chunk, side: usize) -> impl Iterator<Item = (u32, Option<&str>)> {
    let namings = (0..).zip(&chunk.namings);
    namings.map(move |(who, naming)| {
        let text = |at: usize| chunk.texts.text(naming.0[at]).trim();
        let cell = Some(text(side)).filter(|cell| !cell.is_empty() && text(0).is_empty());
        (who, cell)
    })
}

/// The parts of a cell by the first separator that divides it, and whether that is a comma.
fn divided(cell: &str) -> Option<(Vec<&str>, bool)> {
    let parts = |mark: &&str| {
        let parts = cell.split(*mark).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        (parts.len() > 1).then_some((parts, *mark == ","))
    };
    SEPARATORS.iter().find_map(parts)
}

/// Whether one of the names in a cell stands alone in another one; of names with commas between
/// them, all.
fn stand_alone(cell: &str, alone: &FxHashSet<String>) -> bool {
    let is_alone = |part: &&str| alone.contains(&fold_person(part));
    divided(cell).is_some_and(|(parts, by_comma)| {
        if by_comma {
            parts.iter().all(is_alone)
        } else {
            parts.iter().any(is_alone)
        }
    })
}

/// The first place of each of some cells.
fn places(
    sheets: &[Sheet],
    chunks: &[&Chunk],
    side: usize,
    several: &FxHashSet<&str>,
) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Origin> = BTreeMap::new();
    for chunk in chunks {
        let cells = named(chunk, side).map(|(_, cell)| cell.filter(|cell| several.contains(cell)));
        let cells: Vec<Option<&str>> = cells.collect();
        let sessions = chunk.sessions.iter();
        let sessions = sessions.map(|row| (row.who, row.origin(chunk.file)));
        let rows = chunk.rows.iter();
        let rows = rows.map(|row| (row.who, row.origin(chunk.file)));
        for (who, origin) in sessions.chain(rows) {
            if let Some(cell) = cells.get(who as usize).copied().flatten() {
                let known = first.entry(cell).or_insert(origin);
                *known = (*known).min(origin);
            }
        }
    }
    let finding = |(cell, origin): (&str, Origin)| {
        let tables = &sheets[usize::from(origin.file)].plan.tables;
        let table = tables.get(usize::from(origin.part));
        Finding {
            origin,
            header: table.and_then(|table| table.naming[side]),
            value: cell.into(),
            trouble: SEVERAL_PEOPLE,
        }
    };
    first.into_iter().map(finding).collect()
}
