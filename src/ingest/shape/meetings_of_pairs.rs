//! Logs of meetings that repeat on each row what is known of the pair: `Pair ID, Start date, End
//! date, Date, Status`. Their days of the pair say the same on every row of a pair, the day of the
//! meeting does not; such a file is no register. Neither is one that says nothing that a pair has
//! once, and of each pair several days: its headers do not say what happened on them.

use super::{Draft, rows_of_pairs};
use crate::ingest::columns::{self, Column, is_day_of_pair};
use crate::programme::{Status, Table};
use crate::values::{answers, dates};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Names the days of the pairs of such a log.
pub(super) fn name(draft: &mut Draft) {
    let Some(rows) = rows_of_pairs::by_pair(draft, Table::Sessions) else {
        return;
    };
    let have_several = rows.values().any(|rows| rows.len() > 1);
    if !have_several || rows_of_pairs::are_actions(draft) {
        return;
    }
    if !are_meetings(draft, &rows) {
        draft.is_log = !is_of_register(draft) && have_several_days(draft, &rows);
        return;
    }
    draft.is_log = true;
    for at in 0..draft.headers.len() {
        let name = &draft.names[at];
        let known = columns::meanings(name, Table::Sessions);
        let wanted = columns::meaning(name, Table::Pairs);
        // A day is no time, and the meetings have a day of their own.
        let is_free = known
            .iter()
            .all(|column| matches!(column, Column::Date | Column::Start | Column::End));
        let wanted = wanted.filter(|column| is_free && is_term(*column));
        let is_day = || draft.holds_days(at) && is_constant(draft, &rows, at);
        if let Some(column) = wanted.filter(|_| is_day()) {
            draft.names[at] = column.to_string();
        }
    }
}

fn is_term(column: Column) -> bool {
    is_day_of_pair(column) || matches!(column, Column::PausedFrom | Column::PausedUntil)
}

fn cell(record: &StringRecord, column: usize) -> &str {
    record.get(column).unwrap_or_default().trim()
}

/// Whether rows of a pair have days of their own, and what became of the meeting.
fn are_meetings(draft: &Draft, rows: &BTreeMap<String, Vec<usize>>) -> bool {
    let means =
        |at: usize, wanted| columns::meaning(&draft.names[at], Table::Sessions) == Some(wanted);
    let of_pair = |at: usize| {
        let first = columns::meaning(&draft.names[at], Table::Pairs);
        first.is_some_and(is_day_of_pair)
    };
    let columns = || 0..draft.headers.len();
    let mut days = columns().filter(|at| means(*at, Column::Date) && !of_pair(*at));
    let mut statuses = columns().filter(|at| means(*at, Column::Status));
    days.any(|at| !is_constant(draft, rows, at))
        && statuses.any(|at| are_states_of_meetings(draft, at))
}

/// Whether a header says what a pair has once: its two people, its beginning, its end.
fn is_of_register(draft: &Draft) -> bool {
    draft.names.iter().any(|name| {
        let first = columns::meaning(name, Table::Pairs);
        first.is_some_and(|column| {
            is_day_of_pair(column) || column.is_identity() && column != Column::PairId
        })
    })
}

/// Whether a column holds days, with or without a time, and not the same on all rows of each pair.
fn have_several_days(draft: &Draft, rows: &BTreeMap<String, Vec<usize>>) -> bool {
    let holds_days =
        |at: usize| draft.cells(at).next().is_some() && draft.cells(at).all(dates::is_dated);
    (0..draft.headers.len()).any(|at| holds_days(at) && !is_constant(draft, rows, at))
}

/// Whether every cell of a column says what became of a meeting, and not only that some were
/// cancelled.
pub(super) fn are_states_of_meetings(draft: &Draft, column: usize) -> bool {
    let known: Option<Vec<Status>> = draft.cells(column).map(answers::status).collect();
    known.is_some_and(|known| known.iter().any(|status| is_of_meeting(*status)))
}

const fn is_of_meeting(status: Status) -> bool {
    matches!(
        status,
        Status::Held | Status::Missed | Status::MissedByMentee | Status::MissedByMentor
    )
}

/// Whether the rows of each pair say the same in a column, or nothing.
fn is_constant(draft: &Draft, rows: &BTreeMap<String, Vec<usize>>, column: usize) -> bool {
    rows.values().all(|rows| {
        let cells = rows.iter().map(|row| cell(&draft.rows[*row], column));
        let said: BTreeSet<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        said.len() <= 1
    })
}
