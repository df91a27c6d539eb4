//! Phases and respondents of forms that are not known, though they decide what the answers count
//! for.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::question::ValueQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::programme::{Table, display_text};
use crate::values::{answers, is_missing};
use std::collections::BTreeSet;

/// What is to be asked about the phases and the respondents in a file.
pub(super) fn questions(sheet: &Sheet, chunks: &[Chunk]) -> Vec<ValueQuestion> {
    let tables = sheet.plan.tables.iter().enumerate();
    let forms = tables.filter(|(_, table)| table.table() == Table::Evaluations);
    forms
        .flat_map(|(index, _)| {
            [
                phase(sheet, chunks, index),
                respondent(sheet, chunks, index),
            ]
        })
        .flatten()
        .collect()
}

fn phase(sheet: &Sheet, chunks: &[Chunk], table: usize) -> Option<ValueQuestion> {
    let is_unknown = |cell: &str| answers::phase(cell).is_none() && !is_missing(cell);
    Some(ValueQuestion {
        readings: vec!["baseline", "mid", "end"],
        until: "Until that is said, such a form counts as one that is not of the start: what it \
                answers decides.",
        ..unknown(sheet, chunks, (table, Column::Phase), is_unknown)?
    })
}

/// Only codes are asked about: other words may be names, which are looked up among those of the
/// pair.
fn respondent(sheet: &Sheet, chunks: &[Chunk], table: usize) -> Option<ValueQuestion> {
    let is_unknown = |cell: &str| answers::respondent(cell).is_none() && answers::is_code(cell);
    Some(ValueQuestion {
        readings: vec!["mentor", "mentee", "coordinator"],
        until: "Until that is said, nobody knows who answered, and what the mentor and the mentee \
                answered on one day counts as one form.",
        ..unknown(sheet, chunks, (table, Column::Respondent), is_unknown)?
    })
}

/// The values of a column of a table that are not known.
fn unknown(
    sheet: &Sheet,
    chunks: &[Chunk],
    (table, column): (usize, Column),
    is_unknown: impl Fn(&str) -> bool,
) -> Option<ValueQuestion> {
    let header = sheet.plan.tables[table].mapping.header_of(column)?;
    let chunks = chunks.iter().filter(|chunk| chunk.file == sheet.file);
    let rows = chunks
        .flat_map(|chunk| &chunk.rows)
        .filter(|row| row.table == table);
    let cells = rows.filter_map(|row| row.record.get(header));
    let unknown: BTreeSet<String> = cells
        .map(|cell| sheet.plan.value(header, cell))
        .filter(|cell| is_unknown(cell))
        .map(display_text)
        .collect();
    (!unknown.is_empty()).then(|| ValueQuestion {
        file: sheet.shown.clone(),
        column: column.to_string(),
        header: name_of(sheet.shape.titles(), header),
        values: unknown.into_iter().collect(),
        readings: Vec::new(),
        until: "",
    })
}
