//! The days of actions under headers that are not known.

use super::{Said, is_lacking, question, speaks_of, unread_days};
use crate::ingest::columns::{Column, Recognition, meanings};
use crate::ingest::doubt::Sample;
use crate::ingest::question::HeaderQuestion;
use crate::programme::Table;

/// Words, as they begin, of days on which something was done.
const DONE: [&str; 22] = [
    "done",
    "complet",
    "finish",
    "actual",
    "clos",
    "tick",
    "achiev",
    "erledigt",
    "abgeschlossen",
    "fertig",
    "getan",
    "fait",
    "realis",
    "realiz",
    "termin",
    "hech",
    "feit",
    "fatt",
    "conclu",
    "gedaan",
    "afgerond",
    "voltooid",
];

/// Asks about columns of days of which nothing is read, where actions lack one: an action without
/// the day for which it was planned is never overdue.
pub(super) fn days(
    shown: &str,
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Vec<HeaderQuestion> {
    let is_open = |column: &Column| {
        is_lacking(recognition, Table::Actions, *column) && !said.decides(*column)
    };
    let ask = |header: usize| {
        let columns = if speaks_of(&sample.titles[header], &DONE) {
            [Column::CompletedOn, Column::ScheduledOn]
        } else {
            [Column::ScheduledOn, Column::CompletedOn]
        };
        let columns: Vec<Column> = columns.into_iter().filter(is_open).collect();
        let why = "its cells are days, and nothing is read from it".to_owned();
        question(shown, (sample, header), &columns, why)
    };
    // The day on which a plan was written is none of its actions.
    let is_of_form =
        |at: &usize| meanings(&sample.names[*at], Table::Sessions).first() == Some(&Column::Date);
    unread_days(recognition, sample, said)
        .filter(|at| !is_of_form(at))
        .filter_map(ask)
        .collect()
}
