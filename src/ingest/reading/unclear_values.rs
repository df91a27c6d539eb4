//! Values that decide figures and that the whole of a column does not explain.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::question::ValueQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::values::answers;
use crate::ingest::values::is_missing;
use crate::ingest::values::numbers::ProgressScale;
use crate::programme::{Table, display_text};
use std::collections::BTreeSet;

/// What is to be asked about the values of a file.
pub(super) fn questions(
    sheet: &Sheet,
    chunks: &[Chunk],
    progress: ProgressScale,
) -> Vec<ValueQuestion> {
    let mut questions = Vec::new();
    for (index, table) in sheet.plan.tables.iter().enumerate() {
        for &(header, column) in &table.mapping.columns {
            match (table.table(), column) {
                (Table::Evaluations, Column::Phase) => {
                    questions.extend(phase(sheet, chunks, index, header));
                }
                (Table::Sessions, Column::Progress | Column::GoalProgress(_))
                    if progress == ProgressScale::Open =>
                {
                    questions.push(of_progress(sheet, header, column));
                }
                _ => {}
            }
        }
    }
    questions
}

/// Phases that are not known.
fn phase(sheet: &Sheet, chunks: &[Chunk], table: usize, header: usize) -> Option<ValueQuestion> {
    let rows = chunks
        .iter()
        .filter(|chunk| chunk.file == sheet.file)
        .flat_map(|chunk| &chunk.rows)
        .filter(|row| row.table == table);
    let cells = rows.filter_map(|row| row.record.get(header));
    let said = cells.map(|cell| sheet.plan.value(header, cell));
    let unknown = said.filter(|cell| answers::phase(cell).is_none() && !is_missing(cell));
    let values: BTreeSet<String> = unknown.map(display_text).collect();
    (!values.is_empty()).then(|| ValueQuestion {
        file: sheet.shown.clone(),
        column: Column::Phase.to_string(),
        header: name_of(sheet.shape.titles(), header),
        values: values.into_iter().collect(),
        readings: vec!["baseline", "mid", "end"],
        until: "Until that is said, such a form counts as one that is not of the start: what it \
                answers decides.",
    })
}

/// A progress of 1, which may be all or next to nothing.
fn of_progress(sheet: &Sheet, header: usize, column: Column) -> ValueQuestion {
    ValueQuestion {
        file: sheet.shown.clone(),
        column: column.to_string(),
        header: name_of(sheet.shape.titles(), header),
        values: vec!["1".to_owned()],
        readings: vec!["100 %", "1 %"],
        until: "Until that is said, it is read as blank.",
    }
}
