//! Columns that hold the ids of the registered pairs under a header that nobody knows.
//!
//! Where nothing else in a file says whose its rows are, a column says it of which every cell is
//! the id of a pair of the register.

use super::columns::Column;
use super::error::IngestError;
use super::links::is_links;
use super::repeats::each_row;
use super::sheet::Sheet;
use crate::config::Config;
use crate::programme::{Table, fold_id};
use crate::values::is_missing;
use csv::StringRecord;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer ids, or shorter ones, may be anything.
pub(super) const LEAST_IDS: usize = 3;
const SHORTEST_ID: usize = 3;

/// Reads the pairs from such columns.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn find(sheets: &mut [Sheet], config: &Config) -> Result<(), IngestError> {
    let open: Vec<usize> = (0..sheets.len())
        .filter(|at| names_nobody(&sheets[*at]))
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let mut ids = registered(sheets)?;
    ids.retain(|id| is_telling(id));
    for at in open {
        let columns = columns_of_ids(&sheets[at], &[&ids])?;
        for column in columns.into_iter().flatten() {
            sheets[at].name_pairs_by(column, config)?;
        }
    }
    Ok(())
}

/// Whether a file seems to be a table of a programme, and no column of it says who its rows are
/// about.
pub(super) fn names_nobody(sheet: &Sheet) -> bool {
    let mut namings = sheet.plan.tables.iter().flat_map(|table| table.naming);
    let is_known = sheet.recognition.nearest.is_some() || !sheet.plan.tables.is_empty();
    is_known
        && !is_said(sheet)
        && namings.all(|header| header.is_none())
        && !is_links(&sheet.layout.headers)
}

/// Whether the configuration says which column holds the ids of its pairs.
pub(super) fn is_said(sheet: &Sheet) -> bool {
    let columns = &sheet.source.columns;
    columns.contains_key(&Column::PairId.to_string())
}

/// Whether an id is long enough to be found under any header.
pub(super) fn is_telling(id: &str) -> bool {
    id.chars().count() >= SHORTEST_ID
}

/// The ids of the pairs of all registers.
pub(super) fn registered(sheets: &[Sheet]) -> Result<BTreeSet<String>, IngestError> {
    let mut ids = BTreeSet::new();
    for sheet in sheets {
        let mut tables = sheet.plan.tables.iter();
        let register = tables.find(|table| table.table() == Table::Pairs);
        let header = register.and_then(|register| register.mapping.header_of(Column::PairId));
        let Some(header) = header else { continue };
        each_row(sheet, |record| ids.extend(id(sheet, record, header)))?;
    }
    Ok(ids)
}

/// The id in a cell, if there is one.
pub(super) fn id(sheet: &Sheet, record: &StringRecord, header: usize) -> Option<String> {
    let cell = record.get(header).unwrap_or_default();
    let id = sheet.plan.value(header, cell);
    (!is_missing(id)).then(|| fold_id(id))
}

/// What was found in a column: the ids, and how many of its cells are filled.
type Found = (BTreeSet<String>, usize);

/// For each of some sets of ids the only column of which all cells are such ids; of several that say
/// the same in every row the fullest.
pub(super) fn columns_of_ids(
    sheet: &Sheet,
    sets: &[&BTreeSet<String>],
) -> Result<Vec<Option<usize>>, IngestError> {
    let columns = 0..sheet.layout.headers.len();
    let filled = (0..sets.len()).filter(|set| !sets[*set].is_empty());
    let mut found: BTreeMap<(usize, usize), Found> = filled
        .flat_map(|set| columns.clone().map(move |column| (set, column)))
        .map(|place| (place, Found::default()))
        .collect();
    each_row(sheet, |record| {
        found.retain(|(set, column), (seen, cells)| {
            let cell = record.get(*column).unwrap_or_default().trim();
            if is_missing(cell) {
                return true;
            }
            let id = fold_id(cell);
            let fits = sets[*set].contains(&id);
            if fits {
                seen.insert(id);
                *cells += 1;
            }
            fits
        });
    })?;
    found.retain(|_, (seen, _)| seen.len() >= LEAST_IDS);
    let of_set = |set: usize| {
        let mut columns: Vec<(usize, usize)> = found
            .iter()
            .filter(|((of, _), _)| *of == set)
            .map(|((_, column), (_, cells))| (*column, *cells))
            .collect();
        columns.sort_by_key(|(column, cells)| (Reverse(*cells), *column));
        let columns: Vec<usize> = columns.into_iter().map(|(column, _)| column).collect();
        let agree = columns.len() < 2 || agree(sheet, &columns)?;
        Ok(columns.first().copied().filter(|_| agree))
    };
    (0..sets.len()).map(of_set).collect()
}

/// Whether columns name the same id in every row.
fn agree(sheet: &Sheet, columns: &[usize]) -> Result<bool, IngestError> {
    let mut agree = true;
    each_row(sheet, |record| {
        let ids = columns.iter().filter_map(|column| {
            let cell = record.get(*column).unwrap_or_default().trim();
            (!is_missing(cell)).then(|| fold_id(cell))
        });
        agree &= ids.collect::<BTreeSet<_>>().len() < 2;
    })?;
    Ok(agree)
}
