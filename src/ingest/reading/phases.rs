//! Phases of forms that are not known, though they decide what the answers count for.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::question::ValueQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::programme::{Table, display_text};
use crate::values::{answers, is_missing};
use std::collections::BTreeSet;

/// What is to be asked about the phases in a file.
pub(super) fn questions(sheet: &Sheet, chunks: &[Chunk]) -> Vec<ValueQuestion> {
    let tables = sheet.plan.tables.iter().enumerate();
    let forms = tables.filter(|(_, table)| table.table() == Table::Evaluations);
    forms
        .filter_map(|(index, table)| {
            let header = table.mapping.header_of(Column::Phase)?;
            let unknown = unknown(sheet, chunks, index, header);
            (!unknown.is_empty()).then(|| question(sheet, header, unknown))
        })
        .collect()
}

/// The phases of a table that are not known.
fn unknown(sheet: &Sheet, chunks: &[Chunk], table: usize, header: usize) -> BTreeSet<String> {
    let chunks = chunks.iter().filter(|chunk| chunk.file == sheet.file);
    let rows = chunks
        .flat_map(|chunk| &chunk.rows)
        .filter(|row| row.table == table);
    let cells = rows.filter_map(|row| row.record.get(header));
    cells
        .map(|cell| sheet.plan.value(header, cell))
        .filter(|cell| answers::phase(cell).is_none() && !is_missing(cell))
        .map(display_text)
        .collect()
}

fn question(sheet: &Sheet, header: usize, values: BTreeSet<String>) -> ValueQuestion {
    ValueQuestion {
        file: sheet.shown.clone(),
        column: Column::Phase.to_string(),
        header: name_of(sheet.shape.titles(), header),
        values: values.into_iter().collect(),
        readings: vec!["baseline", "mid", "end"],
        until: "Until that is said, such a form counts as one that is not of the start: what it \
                answers decides.",
    }
}
