//! Months or days as columns, with a cross, a date or hours in the cells.

use super::derived::happened;
use super::{Draft, Making};
use crate::ingest::columns::Part;
use crate::ingest::values::dates::{self, DateCell, month_of};
use crate::ingest::values::numbers;
use crate::programme::{Day, Table};

/// Fewer columns are no calendar.
const LEAST_MONTHS: usize = 3;

/// What is assumed of cells below a month.
const NOTE: &str = "a cell below a month stands for a meeting in that month; where it says no day \
                    the meeting is dated the 15th";

/// The day by which a meeting is dated of which only the month is known.
const MIDDLE: u32 = 15;

/// Finds the months among the headers: each is a part of the table of sessions.
pub(super) fn find(draft: &mut Draft) {
    let months: Vec<(usize, Day)> = (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty())
        .filter_map(|column| Some((column, day_of(&draft.headers[column])?)))
        .collect();
    let said = months
        .iter()
        .any(|(column, _)| draft.cells(*column).any(happened));
    if months.len() < LEAST_MONTHS || !said {
        return;
    }
    let only_month = |column: &usize| month_of(&draft.headers[*column]).is_some();
    if months.iter().any(|(column, _)| only_month(column)) {
        draft.notes.push(NOTE.to_owned());
    }
    let are_hours = months
        .iter()
        .any(|(column, _)| draft.cells(*column).any(is_part_of_hour));
    for (column, day) in months {
        let columns = columns(draft, column, day, are_hours);
        draft.hide(column);
        draft.parts.push(Part {
            table: Some(Table::Sessions),
            columns,
            beside: None,
        });
    }
}

/// A number that is no whole number of meetings.
fn is_part_of_hour(cell: &str) -> bool {
    numbers::number(cell).is_some_and(|number| number.fract() != 0.0)
}

/// The day that a header says; the middle of its month where it says no more.
fn day_of(header: &str) -> Option<Day> {
    if let Some((year, month)) = month_of(header) {
        return Day::from_ymd(year, month, MIDDLE);
    }
    match dates::parse(header) {
        DateCell::Day(day) => Some(day),
        _ => None,
    }
}

/// The date, and the length where the cells are hours.
fn columns(draft: &mut Draft, column: usize, day: Day, are_hours: bool) -> Vec<(usize, String)> {
    let is_date = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank);
    if draft.cells(column).next().is_some() && draft.cells(column).all(is_date) {
        return vec![(column, "session date".to_owned())];
    }
    let title = draft.headers[column].clone();
    let making = Making::Happened {
        text: day.to_string(),
        cell: column,
    };
    let date = draft.make(&title, making);
    draft.names[date].clear();
    let mut columns = vec![(date, "session date".to_owned())];
    if are_hours {
        let hours = draft.make(&title, Making::Spent(column));
        draft.names[hours].clear();
        columns.push((hours, "hours".to_owned()));
    }
    columns
}
