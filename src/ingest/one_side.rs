//! Files that name only one of the two of each pair, beside a register that knows the other one.
//!
//! A list of goals by mentee is one of pairs where a register says whose mentee each is. One who
//! stands in several pairs is placed by the day, and set aside where that does not decide.

use super::columns::{self, Column};
use super::error::IngestError;
use super::links::is_links;
use super::sheet::Sheet;
use crate::config::Config;
use crate::programme::{Respondent, Table};

/// Recognises such files.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn find(sheets: &mut [Sheet], config: &Config) -> Result<(), IngestError> {
    for at in 0..sheets.len() {
        let named = named_alone(&sheets[at]);
        if let Some(named) = named.filter(|named| is_registered(sheets, *named)) {
            sheets[at].name_other_of(named, config)?;
        }
    }
    Ok(())
}

/// Whom of the two a file names that is not recognised for want of the other one.
fn named_alone(sheet: &Sheet) -> Option<Respondent> {
    let is_open = sheet.plan.tables.is_empty() && sheet.recognition.nearest.is_some();
    if !is_open || sheet.source.is_left_out() || is_links(&sheet.layout.headers) {
        return None;
    }
    let names = sheet.shape.names().iter();
    let found: Vec<Column> = names
        .filter_map(|name| columns::meaning(name, Table::Sessions))
        .collect();
    let has = |wanted: [Column; 2]| found.iter().any(|column| wanted.contains(column));
    let mentor = has([Column::Mentor, Column::MentorEmail]);
    let mentee = has([Column::Mentee, Column::MenteeEmail]);
    match (mentor, mentee, has([Column::PairId; 2])) {
        (true, false, false) => Some(Respondent::Mentor),
        (false, true, false) => Some(Respondent::Mentee),
        _ => None,
    }
}

/// Whether a register says who the mentors or the mentees are.
fn is_registered(sheets: &[Sheet], named: Respondent) -> bool {
    let wanted = match named {
        Respondent::Mentor => [Column::Mentor, Column::MentorEmail],
        _ => [Column::Mentee, Column::MenteeEmail],
    };
    let tables = sheets.iter().flat_map(|sheet| &sheet.plan.tables);
    let mut registers = tables.filter(|table| table.table() == Table::Pairs);
    registers.any(|register| {
        let mut columns = wanted.iter();
        columns.any(|column| register.mapping.header_of(*column).is_some())
    })
}
