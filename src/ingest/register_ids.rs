//! Which column of the registers holds the ids by which the other files name the pairs.
//!
//! Tools give records ids of their own beside the names that people use. Where the other files go
//! by a column of the registers that nothing is read from, and not by the one that is read as the
//! id, that column is the id: read so where it is plain, asked for otherwise.

use super::columns::Column;
use super::doubt::Doubt;
use super::error::IngestError;
use super::pair_ids::{
    LEAST_IDS, columns_of_ids, id, is_said, is_telling, names_nobody, registered,
};
use super::repeats::each_row;
use super::sheet::Sheet;
use crate::config::Config;
use crate::programme::{Table, fold};
use crate::values::is_missing;
use csv::StringRecord;
use std::collections::BTreeSet;

/// Settles it.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn find(sheets: &mut [Sheet], config: &Config) -> Result<(), IngestError> {
    let is_open = |sheet: &Sheet| is_register(sheet) && !is_said(sheet);
    if !sheets.iter().any(is_open) {
        return Ok(());
    }
    let candidates = candidates(sheets)?;
    match candidates.as_slice() {
        [only] if only.is_plain => {
            for (sheet, column) in &only.key.places {
                sheets[*sheet].identify_pairs_by(*column, config)?;
            }
        }
        several => ask(sheets, several)?,
    }
    Ok(())
}

/// A column of registers that may be the id of the pairs.
struct Candidate {
    key: Key,
    /// Whether nothing else can be meant.
    is_plain: bool,
}

/// The columns that the other files go by, the likeliest first; none where they go by the one that
/// is read as the id.
fn candidates(sheets: &[Sheet]) -> Result<Vec<Candidate>, IngestError> {
    let taken = registered(sheets)?;
    if sheets.iter().any(names_pairs) {
        let first = named(sheets, |sheet, tell| {
            sheet.first_rows()?.iter().for_each(tell);
            Ok(())
        })?;
        if first.is_empty() || is_many(count(&first, &taken), first.len()) {
            return Ok(Vec::new());
        }
        let all = named(sheets, |sheet, tell| each_row(sheet, tell))?;
        let is_taken = is_many(count(&all, &taken), all.len());
        if is_taken || all.len() < LEAST_IDS {
            return Ok(Vec::new());
        }
        return Ok(named_by(keys(sheets)?, &all));
    }
    let open: Vec<&Sheet> = sheets.iter().filter(|sheet| names_nobody(sheet)).collect();
    if open.is_empty() {
        return Ok(Vec::new());
    }
    found_in(keys(sheets)?, &open, taken)
}

fn is_register(sheet: &Sheet) -> bool {
    let mut tables = sheet.plan.tables.iter();
    tables.any(|table| table.table() == Table::Pairs)
}

/// Whether a file is no register and names pairs by ids.
fn names_pairs(sheet: &Sheet) -> bool {
    !is_register(sheet) && id_column(sheet).is_some()
}

fn id_column(sheet: &Sheet) -> Option<usize> {
    let mut tables = sheet.plan.tables.iter();
    tables.find_map(|table| table.naming[0])
}

/// Tells rows of a file.
type Rows = fn(&Sheet, &mut dyn FnMut(&StringRecord)) -> Result<(), IngestError>;

/// The ids by which files that are no registers name pairs.
fn named(sheets: &[Sheet], rows: Rows) -> Result<BTreeSet<String>, IngestError> {
    let mut ids = BTreeSet::new();
    for sheet in sheets.iter().filter(|sheet| names_pairs(sheet)) {
        let Some(header) = id_column(sheet) else {
            continue;
        };
        rows(sheet, &mut |row| ids.extend(id(sheet, row, header)))?;
    }
    Ok(ids)
}

/// How many of some ids are among others.
fn count(ids: &BTreeSet<String>, others: &BTreeSet<String>) -> usize {
    ids.intersection(others).count()
}

/// More than hardly any.
fn is_many(part: usize, whole: usize) -> bool {
    10 * part > whole
}

/// So many that the others may be mistakes.
fn are_nearly_all(part: usize, whole: usize) -> bool {
    10 * part >= 9 * whole
}

/// A column of the registers that is kept as an attribute.
struct Key {
    /// By which the same column is found in other files.
    title: String,
    /// The files that have it, with its place there.
    places: Vec<(usize, usize)>,
    values: BTreeSet<String>,
    /// Whether no value stands in two rows of a file.
    is_unique: bool,
}

/// All such columns; those of one title are one.
fn keys(sheets: &[Sheet]) -> Result<Vec<Key>, IngestError> {
    let mut keys: Vec<Key> = Vec::new();
    let registers = sheets.iter().enumerate();
    for (file, sheet) in registers.filter(|(_, sheet)| is_register(sheet) && !is_said(sheet)) {
        for key in keys_of(file, sheet)? {
            match keys.iter_mut().find(|known| known.title == key.title) {
                Some(known) => known.join(key),
                None => keys.push(key),
            }
        }
    }
    Ok(keys)
}

fn keys_of(file: usize, sheet: &Sheet) -> Result<Vec<Key>, IngestError> {
    let attributes = sheet.recognition.attributes.iter();
    let key = |(column, name): &(usize, String)| Key {
        title: fold(name),
        places: vec![(file, *column)],
        values: BTreeSet::new(),
        is_unique: true,
    };
    let mut keys: Vec<(usize, Key)> = attributes.map(|one| (one.0, key(one))).collect();
    each_row(sheet, |row| {
        for (column, key) in &mut keys {
            if let Some(id) = id(sheet, row, *column) {
                key.is_unique &= key.values.insert(id);
            }
        }
    })?;
    Ok(keys.into_iter().map(|(_, key)| key).collect())
}

impl Key {
    /// Adds what another file says under the title.
    fn join(&mut self, other: Self) {
        self.places.extend(other.places);
        self.values.extend(other.values);
        self.is_unique &= other.is_unique;
    }
}

/// The columns in which most of the ids stand that other files name.
fn named_by(keys: Vec<Key>, named: &BTreeSet<String>) -> Vec<Candidate> {
    let likely = |key: Key| {
        let found = count(named, &key.values);
        (2 * found > named.len()).then_some((found, key))
    };
    let mut likely: Vec<(usize, Key)> = keys.into_iter().filter_map(likely).collect();
    likely.sort_by_key(|(found, _)| std::cmp::Reverse(*found));
    // Short numbers are those of many things.
    let may_be_anything = named.iter().all(|id| !is_telling(id) && is_number(id));
    let candidate = |(found, key): (usize, Key)| Candidate {
        is_plain: key.is_unique && are_nearly_all(found, named.len()) && !may_be_anything,
        key,
    };
    likely.into_iter().map(candidate).collect()
}

fn is_number(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit())
}

/// The columns that other files repeat under headers that nobody knows; none where one of them
/// repeats what is read as the id.
fn found_in(
    mut keys: Vec<Key>,
    open: &[&Sheet],
    mut taken: BTreeSet<String>,
) -> Result<Vec<Candidate>, IngestError> {
    keys.retain(|key| key.is_unique && key.values.iter().all(|id| is_telling(id)));
    taken.retain(|id| is_telling(id));
    let values = keys.iter().map(|key| &key.values);
    let sought: Vec<&BTreeSet<String>> = values.chain([&taken]).collect();
    let mut is_repeated = vec![false; sought.len()];
    for sheet in open {
        let columns = columns_of_ids(sheet, &sought)?;
        for (is_repeated, column) in is_repeated.iter_mut().zip(columns) {
            *is_repeated |= column.is_some();
        }
    }
    if is_repeated.pop() == Some(true) {
        return Ok(Vec::new());
    }
    let repeated = keys.into_iter().zip(is_repeated);
    let repeated = repeated.filter(|(_, is_repeated)| *is_repeated);
    let candidate = |(key, is_plain)| Candidate { key, is_plain };
    Ok(repeated.map(candidate).collect())
}

/// Asks in which of some columns the ids of the pairs stand.
fn ask(sheets: &mut [Sheet], candidates: &[Candidate]) -> Result<(), IngestError> {
    for (file, sheet) in sheets.iter_mut().enumerate() {
        let places = candidates.iter().flat_map(|one| &one.key.places);
        let headers = places.filter(|(at, _)| *at == file);
        let headers: Vec<usize> = headers.map(|(_, header)| *header).collect();
        if headers.is_empty() {
            continue;
        }
        let rows = sheet.first_rows()?;
        let seen = |header: usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(header));
            (
                header,
                cells.find(|cell| !is_missing(cell)).map(str::to_owned),
            )
        };
        let doubt = Doubt {
            table: Table::Pairs,
            column: Column::PairId,
            unfit: id_column(sheet).map(seen),
            candidates: headers.into_iter().map(seen).collect(),
            needed: true,
        };
        sheet.open.ask(vec![doubt]);
    }
    Ok(())
}
