//! Meetings with the day on which they were planned and the day on which they were: one that did not
//! take place has the first of them only.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::programme::{Table, display_text};

/// Headers of the day on which a meeting was planned, by key.
const PLANNED: [&str; 10] = [
    "planneddate",
    "dateplanned",
    "plannedon",
    "plannedmeetingdate",
    "plannedsessiondate",
    "scheduleddate",
    "datescheduled",
    "scheduledon",
    "geplantam",
    "dateprevue",
];

/// Headers of the day on which it was.
const ACTUAL: [&str; 11] = [
    "actualdate",
    "dateactual",
    "actualmeetingdate",
    "actualsessiondate",
    "dateheld",
    "heldon",
    "actuallyheldon",
    "datetookplace",
    "tookplaceon",
    "stattgefundenam",
    "datereelle",
];

/// Makes the day of each meeting, in a log that says of each what became of it.
pub(super) fn join(draft: &mut Draft) {
    let of = |keys: &[&str]| {
        let mut columns = 0..draft.headers.len();
        columns.find(|at| keys.contains(&key(&draft.names[*at]).as_str()))
    };
    let (Some(planned), Some(actual)) = (of(&PLANNED), of(&ACTUAL)) else {
        return;
    };
    let has = |wanted| {
        let mut names = draft.names.iter();
        names.any(|name| columns::meaning(name, Table::Sessions) == Some(wanted))
    };
    let says =
        |row: &csv::StringRecord, at| row.get(at).is_some_and(|cell| !cell.trim().is_empty());
    let is_filled = |row| !says(row, actual) && says(row, planned);
    if !has(Column::Status) || !draft.rows.iter().any(is_filled) {
        return;
    }
    let titles = [actual, planned].map(|at| display_text(&draft.headers[at]));
    draft.notes.push(format!(
        "the day of a meeting is read from `{}`, and of one that has none there from `{}`",
        titles[0], titles[1]
    ));
    for column in [planned, actual] {
        draft.hide(column);
    }
    let made = draft.make(&titles.join(" / "), Making::First(vec![actual, planned]));
    Column::Date.to_string().clone_into(&mut draft.names[made]);
}
