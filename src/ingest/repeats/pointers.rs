//! The columns by which the rows of a file point to those of another.

use super::parents::Repeat;
use super::{cell, each_row, position};
use crate::ingest::error::IngestError;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::collections::BTreeSet;

/// Columns that point by what no other form can have given, and those they point to.
const UNIQUE: [(&str, &str); 2] = [("PARENT_KEY", "KEY"), ("_submission__uuid", "_uuid")];

/// The column that points by a number that counts from 1 in every file, and what it points to.
const COUNTED: (&str, &str) = ("_parent_index", INDEX);

/// The number of a row.
pub(super) const INDEX: &str = "_index";

/// The column with the name of the sheet that a number points into.
const TABLE: &str = "_parent_table_name";

/// One column of a file that points.
pub(super) struct Pointer {
    pub from: usize,
    /// The header of the column that it points to.
    pub key: &'static str,
    pub keys: BTreeSet<String>,
}

impl Pointer {
    pub fn to(self, child: usize, parents: Vec<usize>) -> Repeat {
        Repeat {
            child,
            parents,
            from: self.from,
            key: self.key,
            keys: self.keys,
        }
    }
}

/// Everything by which a file points to others.
pub(super) struct Pointers {
    /// By what no other form can have given, best first.
    pub unique: Vec<Pointer>,
    /// By a number that counts from 1 in every file.
    pub counted: Option<Pointer>,
    /// Folded names of the sheets that the numbers point into.
    pub tables: BTreeSet<String>,
}

impl Pointers {
    /// Reads the columns of a file that point.
    pub fn of(sheet: &Sheet) -> Result<Self, IngestError> {
        let pointer = |(from, key): (&str, &'static str)| {
            let from = position(sheet, from)?;
            let keys = BTreeSet::new();
            Some(Pointer { from, key, keys })
        };
        let mut found = Self {
            unique: UNIQUE.into_iter().filter_map(pointer).collect(),
            counted: pointer(COUNTED),
            tables: BTreeSet::new(),
        };
        if found.unique.is_empty() && found.counted.is_none() {
            return Ok(found);
        }
        let table = position(sheet, TABLE);
        each_row(sheet, |record| {
            for pointer in found.unique.iter_mut().chain(&mut found.counted) {
                let key = cell(record, pointer.from);
                // In the sheet of a form itself these columns are blank or say −1.
                if !key.is_empty() && key != "-1" && !pointer.keys.contains(key) {
                    pointer.keys.insert(key.to_owned());
                }
            }
            let name = table.map_or_else(String::new, |table| fold(cell(record, table)));
            if !name.is_empty() {
                found.tables.insert(name);
            }
        })?;
        let is_number = |key: &String| key.bytes().all(|byte| byte.is_ascii_digit());
        found
            .unique
            .retain(|pointer| !pointer.keys.iter().all(is_number));
        found.counted = found.counted.filter(|pointer| !pointer.keys.is_empty());
        Ok(found)
    }

    /// Whether no row points to another file.
    pub fn is_empty(&self) -> bool {
        self.unique.is_empty() && self.counted.is_none()
    }
}

/// Which of some keys stand in a column.
pub(super) fn keys(
    sheet: &Sheet,
    to: usize,
    wanted: &BTreeSet<String>,
) -> Result<BTreeSet<String>, IngestError> {
    let mut found = BTreeSet::new();
    each_row(sheet, |record| {
        if let Some(key) = wanted.get(cell(record, to)) {
            found.insert(key.clone());
        }
    })?;
    Ok(found)
}
