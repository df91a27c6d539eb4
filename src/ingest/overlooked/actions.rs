//! The days of actions under headers that are not known.

use super::{Said, about_days, speaks_of};
use crate::ingest::columns::{Column, Recognition, meaning};
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
    // The day on which a plan was written is none of its actions.
    let is_of_form =
        |header: usize| meaning(&sample.names[header], Table::Sessions) == Some(Column::Date);
    let may_be = |header: usize| {
        if is_of_form(header) {
            Vec::new()
        } else if speaks_of(&sample.titles[header], &DONE) {
            vec![Column::CompletedOn, Column::ScheduledOn]
        } else {
            vec![Column::ScheduledOn, Column::CompletedOn]
        }
    };
    about_days(shown, Table::Actions, (recognition, sample, said), may_be)
}
