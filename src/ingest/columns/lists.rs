//! Lists of goals or of actions that have what logs of meetings have: a pair, a day and a state.

use super::Column;
use super::choice::Candidate;
use crate::programme::Table;

/// Whether a file that is called a list of goals or actions, and not a log, is one: it says which
/// they are, and nothing that only a meeting has.
pub(super) fn is_list_of_steps(fitting: &[&Candidate]) -> bool {
    let log = fitting.iter().find(|one| one.table == Table::Sessions);
    let Some(log) = log.filter(|log| !log.named) else {
        return false;
    };
    let is_step = |one: &&&Candidate| matches!(one.table, Table::Goals | Table::Actions);
    let mut lists = fitting.iter().filter(is_step);
    lists.any(|list| list.is_called_a_list && names_steps(list) && !says_more(log, list))
}

/// Whether it says which goals or actions they are.
fn names_steps(list: &Candidate) -> bool {
    let mut claims = list.assignment.columns.values();
    claims.any(|claim| matches!(claim.column, Column::Text | Column::Goal))
}

/// Whether a log has something of meetings that a list has not. Progress alone is said of goals as
/// well, where they have a state.
fn says_more(log: &Candidate, list: &Candidate) -> bool {
    let mut of_list = list.assignment.columns.values();
    let has_state = of_list.any(|claim| claim.column == Column::Status);
    let is_of_list = |at: &usize| {
        let claim = list.assignment.columns.get(at);
        claim.is_some_and(|claim| claim.own)
    };
    let is_shared = |column: Column| {
        let is_progress = matches!(column, Column::Progress | Column::GoalProgress(_));
        matches!(column, Column::Date | Column::ProgressNotes) || is_progress && has_state
    };
    let mut claims = log.assignment.columns.iter();
    claims.any(|(at, claim)| claim.own && !is_shared(claim.column) && !is_of_list(at))
}
