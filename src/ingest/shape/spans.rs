//! Meetings of which one cell says from when until when they lasted: `14:00–15:15`,
//! `22 Nov 2025 2:00 PM → 3:15 PM`. The end is read as if it stood in a column of its own.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column};
use crate::programme::{Table, display_text};
use crate::values::dates;

/// Makes a column of the ends, where no other one says when meetings ended or how long they were.
pub(super) fn divide(draft: &mut Draft) {
    let means = |at: usize, wanted: &[Column]| {
        let first = columns::meaning(&draft.names[at], Table::Sessions);
        first.is_some_and(|first| wanted.contains(&first))
    };
    let mut headers = 0..draft.headers.len();
    let lengths = [Column::End, Column::Minutes, Column::Hours];
    let span = headers
        .clone()
        .find(|at| means(*at, &[Column::Start, Column::Date]) && holds_spans(draft, *at));
    let Some(column) = span.filter(|_| !headers.any(|at| means(at, &lengths))) else {
        return;
    };
    let header = draft.headers[column].trim().to_owned();
    let made = draft.make(&format!("{header} until"), Making::EndOfSpan(column));
    Column::End.to_string().clone_into(&mut draft.names[made]);
    draft.notes.push(format!(
        "the second time in a cell of `{}` is read as the end of the meeting",
        display_text(&header)
    ));
}

/// Whether most cells are spans.
fn holds_spans(draft: &Draft, column: usize) -> bool {
    let is_span = |cell: &&str| dates::end_of_span(cell).is_some();
    2 * draft.cells(column).filter(is_span).count() > draft.cells(column).count()
}
