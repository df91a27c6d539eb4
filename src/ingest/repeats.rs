//! Repeated parts of a form that are exported as a file of their own: each of their rows points
//! to the row of the form that it belongs to, which says who the pair is.

use super::blocks::{BLOCK_BYTES, Cutter};
use super::columns::{self, Column};
use super::error::IngestError;
use super::records::each_record;
use super::sheet::{Lookup, Sheet};
use crate::config::Config;
use crate::programme::Table;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// How files point to the file of their form: the column that points, and the one it points to.
const LINKS: [(&str, &str); 3] = [
    ("PARENT_KEY", "KEY"),
    ("_submission__uuid", "_uuid"),
    ("_parent_index", "_index"),
];

/// What a form says of the pair.
const IDENTITY: [Column; 5] = [
    Column::PairId,
    Column::Mentor,
    Column::Mentee,
    Column::MentorEmail,
    Column::MenteeEmail,
];

/// Gives files of repeats the columns of their forms that say who the pair is.
pub(super) fn join(sheets: &mut [Sheet], config: &Config) -> Result<(), IngestError> {
    for child in 0..sheets.len() {
        for (pointing, key) in LINKS {
            let Some(from) = position(&sheets[child], pointing) else {
                continue;
            };
            let mut lookups = Vec::new();
            for form in (0..sheets.len()).filter(|form| *form != child) {
                if let Some(to) = position(&sheets[form], key) {
                    lookups = looked_up(&sheets[form], (from, to))?;
                }
                if !lookups.is_empty() {
                    break;
                }
            }
            if !lookups.is_empty() {
                sheets[child].look_up(lookups, config)?;
                break;
            }
        }
    }
    Ok(())
}

fn position(sheet: &Sheet, wanted: &str) -> Option<usize> {
    let mut headers = sheet.layout.headers.iter();
    headers.position(|header| header.trim() == wanted)
}

/// The columns of a form that say who the pair is, by its key.
fn looked_up(form: &Sheet, (from, to): (usize, usize)) -> Result<Vec<Lookup>, IngestError> {
    let names = form.shape.names().iter().enumerate();
    let columns: Vec<(usize, Column)> = names
        .filter_map(|(at, name)| {
            let meanings = columns::meanings(name, Table::Sessions);
            let column = meanings.into_iter().next()?;
            IDENTITY.contains(&column).then_some((at, column))
        })
        .collect();
    let mut values = vec![HashMap::new(); columns.len()];
    let offset = form.text.start + form.layout.data_offset;
    let failed = |source| IngestError::Unreadable {
        path: form.shown.clone().into(),
        source,
    };
    let reader = form.text.reader(offset).map_err(failed)?;
    let line = form.layout.data_line;
    for block in Cutter::new(reader, form.dialect, offset, line, BLOCK_BYTES) {
        let block = block.map_err(failed)?;
        let read: Result<(), Infallible> = each_record(form, &block, |record, _| {
            let record = form.shape.completed(record);
            let key = record.get(to).unwrap_or_default().trim();
            for ((column, _), values) in columns.iter().zip(&mut values) {
                let cell = record.get(*column).unwrap_or_default().trim();
                if !key.is_empty() && !cell.is_empty() {
                    values.insert(key.to_owned(), cell.to_owned());
                }
            }
            Ok(())
        });
        let Ok(()) = read;
    }
    let found = columns.into_iter().zip(values);
    let lookup = |((_, column), values): ((usize, Column), HashMap<String, String>)| Lookup {
        title: column.to_string(),
        key: from,
        values: Arc::new(values),
    };
    Ok(found.map(lookup).collect())
}
