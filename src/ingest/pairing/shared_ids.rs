//! Ids that stand for other people in another row of a register: a folder for each site, in each of
//! which the ids begin at 1.

use crate::ingest::columns::Column;
use crate::ingest::hash::stable_hash;
use crate::ingest::records::{Chunk, RawRow};
use crate::ingest::sheet::Sheet;
use crate::programme::{Table, display_text, fold, fold_person};
use std::collections::{BTreeMap, BTreeSet};

/// Both people of a row of a register, as hashes; `None` where it does not name both.
pub(in crate::ingest) fn people(sheet: &Sheet, row: &RawRow) -> Option<[u64; 2]> {
    let table = sheet.plan.tables.get(row.table)?;
    let name = |column| {
        let header = table.mapping.header_of(column)?;
        let cell = sheet.plan.value(header, row.record.get(header)?);
        let name = Some(fold_person(cell)).filter(|name| !name.is_empty())?;
        Some(stable_hash(name.as_bytes()))
    };
    let both = [name(Column::Mentor)?, name(Column::Mentee)?];
    (table.table() == Table::Pairs).then_some(both)
}

/// Whether two rows name two pairs: neither of the one stands in the other.
pub(in crate::ingest) fn are_others(one: [u64; 2], other: [u64; 2]) -> bool {
    one.iter().all(|name| !other.contains(name))
}

/// The files in which one id is that of several pairs, as sentences without the name of anybody.
pub(in crate::ingest) fn cautions(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<String> {
    let mut known: BTreeMap<String, Vec<(u16, [u64; 2])>> = BTreeMap::new();
    for chunk in chunks {
        let sheet = &sheets[usize::from(chunk.file)];
        for row in &chunk.rows {
            if let (Some(id), Some(people)) = (id(sheet, row), people(sheet, row)) {
                known.entry(id).or_default().push((chunk.file, people));
            }
        }
    }
    let mut shared: BTreeMap<[u16; 2], BTreeSet<&str>> = BTreeMap::new();
    for (id, rows) in &known {
        let [(first, one), others @ ..] = rows.as_slice() else {
            continue;
        };
        for (file, _) in others.iter().filter(|(_, other)| are_others(*one, *other)) {
            let mut files = [*first, *file];
            files.sort_unstable();
            shared.entry(files).or_default().insert(id);
        }
    }
    let shown = |file: u16| display_text(&sheets[usize::from(file)].shown);
    let sentence = |([one, other], ids): (&[u16; 2], &BTreeSet<&str>)| {
        let (ids, stand) = match ids.len() {
            1 => ("one id of a pair".to_owned(), "stands"),
            several => (format!("{several} ids of pairs"), "stand"),
        };
        let place = if one == other {
            "in one row than in another".to_owned()
        } else {
            format!("than in {}", shown(*one))
        };
        format!(
            "{}: {ids} {stand} for other people {place}, so that the records of several pairs count \
             as those of one; give each pair an id of its own in all files, such as the site with \
             the number",
            shown(*other)
        )
    };
    shared.iter().map(sentence).collect()
}

fn id(sheet: &Sheet, row: &RawRow) -> Option<String> {
    let table = sheet.plan.tables.get(row.table)?;
    let header = table.mapping.header_of(Column::PairId)?;
    let id = fold(sheet.plan.value(header, row.record.get(header)?));
    Some(id).filter(|id| !id.is_empty())
}
