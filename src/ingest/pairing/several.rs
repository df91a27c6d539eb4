//! Cells that seem to name several people, where nothing says what divides them.

use crate::ingest::columns::name_of;
use crate::ingest::records::Chunk;
use crate::ingest::shape::BETWEEN_PEOPLE;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, SEVERAL_PEOPLE};
use crate::programme::{Origin, Table, display_text, fold_person};
use crate::values::is_missing;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between names in a list; a comma stands between the names of one person as well.
const SEPARATORS: [&str; 11] = [
    ";", "\n", "|", "/", "&", "+", " and ", " und ", " et ", " y ", ",",
];

/// Separators that stand in no name: a column that mostly has them holds lists.
const OF_LISTS: usize = 3;

/// Places of mentor and mentee among the texts of a naming.
const SIDES: [usize; 2] = [1, 2];

/// A note on each cell with several names of which one stands alone elsewhere, or in a column
/// that mostly holds lists. Files that name their pairs by an id need no names, unless they are
/// the register of these pairs.
pub(in crate::ingest) fn seem_several(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<Finding> {
    let chunks: Vec<(&Chunk, bool)> = chunks
        .iter()
        .filter_map(|chunk| {
            let tables = &sheets[usize::from(chunk.file)].plan.tables;
            let is_register = tables.iter().any(|plan| plan.table() == Table::Pairs);
            let has_ids = tables.iter().all(|plan| plan.naming[0].is_some());
            (is_register || !has_ids).then_some((chunk, is_register))
        })
        .collect();
    SIDES
        .into_iter()
        .flat_map(|side| of_side(sheets, &chunks, side))
        .collect()
}

/// What has to be known of the columns with such cells before any figure of people, as sentences.
/// Names are in none of them, since they stand in what is shared, too.
pub(in crate::ingest) fn cautions(sheets: &[Sheet], several: &[Finding]) -> Vec<String> {
    let mut columns: BTreeMap<(u16, usize), BTreeSet<&str>> = BTreeMap::new();
    for finding in several {
        let mark = divided(&finding.value).map(|(mark, _)| mark);
        let column = (finding.origin.file, finding.header.unwrap_or_default());
        columns.entry(column).or_default().extend(mark);
    }
    let caution = |((file, header), marks): ((u16, usize), BTreeSet<&str>)| {
        let sheet = &sheets[usize::from(file)];
        let marks: Vec<String> = marks
            .iter()
            .map(|mark| toml::Value::from(*mark).to_string())
            .collect();
        format!(
            "{}: cells of `{}` seem to hold the names of several people, and each cell is read as \
             one person, so that people are counted wrongly; say in mentorstat.toml what stands \
             between the names: split_people = [{}]",
            display_text(&sheet.shown),
            display_text(&name_of(&sheet.layout.headers, header)),
            marks.join(", ")
        )
    };
    columns.into_iter().map(caution).collect()
}

fn of_side<'a>(sheets: &[Sheet], chunks: &[(&'a Chunk, bool)], side: usize) -> Vec<Finding> {
    let cells = |of: fn(&&str) -> bool| -> FxHashSet<&str> {
        let of_chunk = |chunk: &(&'a Chunk, bool)| {
            let cells = named(*chunk, side).filter_map(|(_, cell)| cell);
            cells.filter(of).collect::<FxHashSet<&str>>()
        };
        chunks.par_iter().flat_map_iter(of_chunk).collect()
    };
    let lists = cells(|cell| divided(cell).is_some() && !is_missing(cell));
    if lists.is_empty() {
        return Vec::new();
    }
    let cells = cells(|_| true);
    let alone = cells.iter().filter(|cell| divided(cell).is_none());
    let alone: FxHashSet<String> = alone.map(|cell| fold_person(cell)).collect();
    let of_lists = |cell: &&&str| is_list(cell);
    let are_lists = lists.iter().filter(of_lists).count() * 2 > cells.len();
    let several: FxHashSet<&str> = lists
        .iter()
        .copied()
        .filter(|cell| are_lists && of_lists(&cell) || stand_alone(cell, &alone))
        .collect();
    places(sheets, chunks, side, &several)
}

/// Whether a cell is divided as names are not: by a separator that stands in none, or by commas
/// into three full names and more.
fn is_list(cell: &str) -> bool {
    let is_full = |part: &&str| part.contains(' ');
    let by_mark = SEPARATORS[..OF_LISTS]
        .iter()
        .any(|mark| cell.contains(mark));
    by_mark
        || divided(cell).is_some_and(|(mark, parts)| {
            mark == "," && parts.len() > 2 && parts.iter().all(is_full)
        })
}

/// The cells of one side of the namings without an id; in a register, of all.
fn named(
    (chunk, is_register): (&Chunk, bool),
    side: usize,
) -> impl Iterator<Item = (u32, Option<&str>)> {
    let namings = (0..).zip(&chunk.namings);
    namings.map(move |(who, naming)| {
        let text = |at: usize| chunk.texts.text(naming.0[at]).trim();
        let cell =
            Some(text(side)).filter(|cell| !cell.is_empty() && (is_register || text(0).is_empty()));
        (who, cell)
    })
}

/// The first separator that divides a cell of which it is not known, and the parts.
fn divided(cell: &str) -> Option<(&'static str, Vec<&str>)> {
    if cell.contains(BETWEEN_PEOPLE) || !may_be_divided(cell) {
        return None;
    }
    let parts = |mark: &&'static str| {
        let parts = cell.split(*mark).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        (parts.len() > 1).then_some((*mark, parts))
    };
    SEPARATORS.iter().find_map(parts)
}

/// Whether a cell has one of the marks, or two spaces, between which a word may stand: most names
/// have neither, and registers are long.
fn may_be_divided(cell: &str) -> bool {
    let marks = |byte: &u8| b";\n|/&+,".contains(byte);
    let spaces = cell.bytes().filter(|byte| *byte == b' ');
    cell.as_bytes().iter().any(marks) || spaces.count() > 1
}

/// Whether one of the names in a cell stands alone in another one; of names with commas between
/// them, all.
fn stand_alone(cell: &str, alone: &FxHashSet<String>) -> bool {
    let is_alone = |part: &&str| alone.contains(&fold_person(part));
    divided(cell).is_some_and(|(mark, parts)| {
        if mark == "," {
            parts.iter().all(is_alone)
        } else {
            parts.iter().any(is_alone)
        }
    })
}

/// The first place of each of some cells.
fn places(
    sheets: &[Sheet],
    chunks: &[(&Chunk, bool)],
    side: usize,
    several: &FxHashSet<&str>,
) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Origin> = BTreeMap::new();
    for &(chunk, is_register) in chunks {
        let cells = named((chunk, is_register), side)
            .map(|(_, cell)| cell.filter(|cell| several.contains(cell)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_separator_divides() {
        for mark in SEPARATORS {
            let cell = format!("Ann Lee{mark}Cy Dee");
            let (found, parts) = divided(&cell).unwrap();
            assert_eq!((found, parts), (mark, vec!["Ann Lee", "Cy Dee"]));
        }
        assert_eq!(divided("Anne Marie van der Andel"), None);
        assert_eq!(divided("Ann Lee;"), None);
    }

    #[test]
    fn names_with_commas_are_no_list() {
        assert!(is_list("Ann Lee; Cy Dee") && is_list("Ann Lee, Cy Dee, Ed Fox"));
        assert!(!is_list("Lee, Ann") && !is_list("Lee, Ann, PhD"));
    }
}
