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
use std::collections::{BTreeMap, BTreeSet};

/// Fewer ids, or shorter ones, may be anything.
const LEAST_IDS: usize = 3;
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
    let ids = registered(sheets)?;
    for at in open {
        if let Some(column) = column_of_ids(&sheets[at], &ids)? {
            sheets[at].name_pairs_by(column, config)?;
        }
    }
    Ok(())
}

/// Whether a file seems to be a table of a programme, and no column of it says who its rows are
/// about.
fn names_nobody(sheet: &Sheet) -> bool {
    let mut namings = sheet.plan.tables.iter().flat_map(|table| table.naming);
    let is_known = sheet.recognition.nearest.is_some() || !sheet.plan.tables.is_empty();
    let is_said = sheet
        .source
        .columns
        .contains_key(&Column::PairId.to_string());
    is_known
        && !is_said
        && namings.all(|header| header.is_none())
        && !is_links(&sheet.layout.headers)
}

/// The ids of the pairs of all registers.
fn registered(sheets: &[Sheet]) -> Result<BTreeSet<String>, IngestError> {
    let mut ids = BTreeSet::new();
    for sheet in sheets {
        let mut tables = sheet.plan.tables.iter();
        let register = tables.find(|table| table.table() == Table::Pairs);
        let header = register.and_then(|register| register.mapping.header_of(Column::PairId));
        let Some(header) = header else { continue };
        each_row(sheet, |record| {
            let id = sheet
                .plan
                .value(header, record.get(header).unwrap_or_default());
            if id.chars().count() >= SHORTEST_ID && !is_missing(id) {
                ids.insert(fold_id(id));
            }
        })?;
    }
    Ok(ids)
}

/// The only column of which all cells are such ids.
fn column_of_ids(sheet: &Sheet, ids: &BTreeSet<String>) -> Result<Option<usize>, IngestError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let columns = 0..sheet.layout.headers.len();
    let mut found: BTreeMap<usize, BTreeSet<String>> =
        columns.map(|column| (column, BTreeSet::new())).collect();
    each_row(sheet, |record| {
        found.retain(|column, seen| {
            let cell = record.get(*column).unwrap_or_default().trim();
            let id = fold_id(cell);
            let fits = is_missing(cell) || ids.contains(&id);
            if fits && !is_missing(cell) {
                seen.insert(id);
            }
            fits
        });
    })?;
    found.retain(|_, seen| seen.len() >= LEAST_IDS);
    let mut found = found.into_keys();
    Ok(found.next().filter(|_| found.next().is_none()))
}
