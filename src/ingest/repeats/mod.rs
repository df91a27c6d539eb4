//! Repeated parts of a form that are exported as a file of their own: each of their rows points
//! to the row of the form that it belongs to, which says who the pair is.

mod names;
mod parents;
mod pointers;

use super::blocks::{BLOCK_BYTES, Cutter};
use super::columns::{self, Column};
use super::containers::Unsupported;
use super::error::IngestError;
use super::records::each_record;
use super::sheet::{Lookup, Sheet};
use crate::config::Config;
use crate::programme::{Table, fold};
use csv::StringRecord;
use parents::Repeat;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// What a form says of the pair, in the order of [`TablePlan::naming`](super::plan::TablePlan).
const IDENTITY: [Column; 5] = [
    Column::PairId,
    Column::Mentor,
    Column::Mentee,
    Column::MentorEmail,
    Column::MenteeEmail,
];

/// Gives files of repeats the columns of their forms that say who the pair is. All forms are
/// found before any file is changed. Gives the files of which the form cannot be told: who
/// their pairs are is never guessed.
pub(super) fn join(sheets: &mut [Sheet], config: &Config) -> Result<Vec<Unsupported>, IngestError> {
    let (mut open, unsupported) = parents::find(sheets)?;
    let set_aside = |(child, unsupported): (usize, Unsupported)| {
        // What it holds is known well enough; whose it is would not be.
        sheets[child].open.table = None;
        unsupported
    };
    let unsupported = unsupported.into_iter().map(set_aside).collect();
    // A repeat within a repeat comes after the outer one, whose rows then say more.
    while let Some(next) = open.iter().position(|repeat| is_ready(repeat, &open)) {
        let repeat = open.remove(next);
        let lookups = lookups(sheets, &repeat)?;
        if !lookups.is_empty() {
            // What its form is called says nothing of what it holds itself.
            if let Some(own) = names::own_name(sheets, &repeat) {
                sheets[repeat.child].name = own;
            }
            sheets[repeat.child].look_up(lookups, config)?;
        }
    }
    Ok(unsupported)
}

/// Whether no sheet that a repeat points to waits for its own form.
fn is_ready(repeat: &Repeat, open: &[Repeat]) -> bool {
    let waits = |parent: &usize| open.iter().any(|other| other.child == *parent);
    !repeat.parents.iter().any(waits)
}

/// Who the pair is, as its form says it: blank where it does not.
type Who = [String; IDENTITY.len()];

/// The columns of the forms of a repeat that say who the pair is, by their key.
fn lookups(sheets: &[Sheet], repeat: &Repeat) -> Result<Vec<Lookup>, IngestError> {
    let mut said: HashMap<String, Option<Who>> = HashMap::new();
    for parent in &repeat.parents {
        let form = &sheets[*parent];
        let Some(key) = position(form, repeat.key) else {
            continue;
        };
        let headers = naming(form);
        each_row(form, |record| {
            let key = cell(record, key);
            // What was left out says nothing of the rows that belong to it: they are left out, too.
            let counts = form.shape.set_aside(record).is_none();
            if counts && repeat.keys.contains(key) {
                let who = headers
                    .each_ref()
                    .map(|headers| named(form, record, headers));
                let known = said
                    .entry(key.to_owned())
                    .or_insert_with(|| Some(who.clone()));
                *known = known.take().and_then(|known| together(known, who));
            }
        })?;
    }
    let of_column = |(at, column): (usize, &Column)| {
        let values = said.iter().filter_map(|(key, who)| {
            let value = &who.as_ref()?[at];
            (!value.is_empty()).then(|| (key.clone(), value.clone()))
        });
        let values: HashMap<String, String> = values.collect();
        (!values.is_empty()).then(|| Lookup {
            title: column.to_string(),
            key: repeat.from,
            values: Arc::new(values),
        })
    };
    Ok(IDENTITY.iter().enumerate().filter_map(of_column).collect())
}

/// The headers of a form that name the pair: those that its own records go by first.
fn naming(form: &Sheet) -> [Vec<usize>; IDENTITY.len()] {
    let mut headers = [const { Vec::new() }; IDENTITY.len()];
    for (at, (column, found)) in IDENTITY.iter().zip(&mut headers).enumerate() {
        found.extend(form.plan.tables.iter().filter_map(|table| table.naming[at]));
        let names = form.shape.names().iter().enumerate();
        let alike = names
            .filter(|(_, name)| columns::meanings(name, Table::Sessions).first() == Some(column));
        found.extend(alike.map(|(header, _)| header));
    }
    headers
}

/// What the first header with content says.
fn named(form: &Sheet, record: &StringRecord, headers: &[usize]) -> String {
    let cells = headers
        .iter()
        .map(|header| form.plan.value(*header, cell(record, *header)));
    let mut said = cells.filter(|cell| !cell.is_empty());
    said.next().unwrap_or_default().to_owned()
}

/// What two rows of one key say together; nothing where they name different people.
fn together(mut known: Who, other: Who) -> Option<Who> {
    for (known, other) in known.iter_mut().zip(other) {
        if known.is_empty() {
            *known = other;
        } else if !other.is_empty() && fold(known) != fold(&other) {
            return None;
        }
    }
    Some(known)
}

fn cell(record: &StringRecord, header: usize) -> &str {
    record.get(header).unwrap_or_default().trim()
}

fn position(sheet: &Sheet, wanted: &str) -> Option<usize> {
    let mut headers = sheet.layout.headers.iter();
    headers.position(|header| header.trim() == wanted)
}

/// Tells all rows of a file above what its exporter writes below them.
pub(super) fn each_row(
    sheet: &Sheet,
    mut tell: impl FnMut(&StringRecord),
) -> Result<(), IngestError> {
    let offset = sheet.text.start + sheet.layout.data_offset;
    let failed = |source| IngestError::Unreadable {
        path: sheet.shown.clone().into(),
        source,
    };
    let reader = sheet.text.reader(offset).map_err(failed)?;
    let line = sheet.layout.data_line;
    for block in Cutter::new(reader, sheet.dialect, offset, line, BLOCK_BYTES) {
        let block = block.map_err(failed)?;
        let read: Result<(), Infallible> = each_record(sheet, &block, |record, place| {
            if place.offset < sheet.footer_from {
                tell(&sheet.shape.completed(record));
            }
            Ok(())
        });
        let Ok(()) = read;
    }
    Ok(())
}
