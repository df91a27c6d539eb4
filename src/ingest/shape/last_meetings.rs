//! The day of the last meeting in a register that says of each pair how many there were: `No. of
//! sessions to date, Date of most recent session`. In a log the same header is the day of its row.

use super::{Draft, rows_of_pairs};
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;
use crate::values::dates::{self, DateCell};

/// Headers of that day, by key.
const LAST: [&str; 10] = [
    "dateofmostrecentsession",
    "dateofmostrecentmeeting",
    "dateofthemostrecentsession",
    "dateofthemostrecentmeeting",
    "dateofmostrecentvisit",
    "dateoflatestsession",
    "dateoflatestmeeting",
    "dateofthelatestsession",
    "dateofthelatestmeeting",
    "dateoflatestvisit",
];

/// Names it, where each row is a pair of its own and states a number of meetings.
pub(super) fn name(draft: &mut Draft) {
    let is_total =
        |name: &String| columns::meaning(name, Table::Pairs) == Some(Column::SessionsTotal);
    let is_day = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad);
    let mut columns = 0..draft.headers.len();
    let last = columns
        .find(|at| LAST.contains(&key(&draft.names[*at]).as_str()) && draft.cells(*at).all(is_day));
    if let Some(last) = last
        && draft.names.iter().any(is_total)
        && rows_of_pairs::are_pairs(draft)
    {
        draft.names[last] = Column::LastSessionOn.to_string();
    }
}
