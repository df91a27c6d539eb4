//! Forms with a row for each goal: `goal` and `achieved` are headers of a list of goals, too, but
//! a list of goals does not say who answered, or when in the programme.

use super::Draft;
use crate::ingest::columns::{self, Column};
use crate::programme::Table;
use crate::values::answers;

/// Calls the answer for the goal of a row what the answer for all goals of a form is called.
pub(super) fn name(draft: &mut Draft) {
    let first = |name: &String, table| columns::meaning(name, table);
    let means = |table, wanted: &[Column]| {
        let mut names = draft.names.iter();
        names.any(|name| first(name, table).is_some_and(|found| wanted.contains(&found)))
    };
    let is_form = (0..draft.headers.len()).any(|column| says_who_or_when(draft, column));
    let is_answered = means(Table::Evaluations, &[Column::GoalsAchieved]);
    let names_goal = means(Table::Goals, &[Column::Goal, Column::Text]);
    let is_list = means(
        Table::Goals,
        &[
            Column::DueOn,
            Column::AttainedOn,
            Column::Kind,
            Column::Weight,
        ],
    );
    if !is_form || is_answered || !names_goal || is_list {
        return;
    }
    let mut columns = 0..draft.names.len().min(draft.headers.len());
    let status = columns.find(|column| {
        first(&draft.names[*column], Table::Goals) == Some(Column::Status)
            && holds_answers(draft, *column)
    });
    if let Some(column) = status {
        "goals achieved".clone_into(&mut draft.names[column]);
    }
}

/// Whether a column says who answers, or in which phase.
pub(super) fn says_who_or_when(draft: &Draft, column: usize) -> bool {
    let known = |cell: &str| answers::respondent(cell).is_some() || answers::phase(cell).is_some();
    let meanings = columns::meanings(&draft.names[column], Table::Evaluations);
    matches!(meanings.first(), Some(Column::Respondent | Column::Phase))
        && draft.cells(column).any(known)
}

/// Whether what stands in a column answers whether something was achieved, and is no state of a
/// meeting.
fn holds_answers(draft: &Draft, column: usize) -> bool {
    let is_answer = |cell: &str| answers::answer(cell).is_some();
    let is_meeting = |cell: &str| !is_answer(cell) && answers::status(cell).is_some();
    draft.cells(column).any(is_answer) && !draft.cells(column).any(is_meeting)
}
