//! Months or days as columns, with a cross, a date or hours in the cells.

use super::derived::speaks_of_meeting;
use super::{Draft, Making};
use crate::config::DateOrder;
use crate::ingest::columns::Part;
use crate::programme::{Day, Table, display_text};
use crate::values::dates::{self, DateCell, month_named, month_of};
use crate::values::numbers;

/// Fewer columns are no calendar.
const LEAST_MONTHS: usize = 3;

/// What is assumed of cells below a month.
const NOTE: &str = "a cell below a month stands for a meeting in that month; where it says no day \
                    the meeting is dated the 15th";

/// The day by which a meeting is dated of which only the month is known.
pub(in crate::ingest) const MIDDLE: u32 = 15;

/// Finds the months among the headers: each is a part of the table of sessions.
pub(super) fn find(draft: &mut Draft) {
    let mut months: Vec<(usize, Day)> = (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty())
        .filter_map(|column| Some((column, day_of(&draft.headers[column])?)))
        .collect();
    if months.is_empty() {
        months = days_in_order(draft);
    }
    if months.is_empty() {
        months = without_year(draft);
    }
    let said = months
        .iter()
        .any(|(column, _)| draft.cells(*column).any(speaks_of_meeting));
    if months.len() < LEAST_MONTHS || !said {
        return;
    }
    let only_month = |column: &usize| month_of(&draft.headers[*column]).is_some();
    if months.iter().any(|(column, _)| only_month(column)) {
        draft.notes.push(NOTE.to_owned());
        draft.is_by_month = true;
    }
    let are_hours = months
        .iter()
        .any(|(column, _)| draft.cells(*column).any(is_part_of_hour));
    let numbered = months
        .iter()
        .find_map(|(column, _)| Some((*column, draft.cells(*column).find(is_several)?)));
    if let Some((column, number)) = numbered {
        let note = said_of_numbers(&draft.headers[column], number, are_hours);
        draft.notes.push(note);
    }
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

/// Days of which the order of day and month is not said: the one in which they follow each other.
fn days_in_order(draft: &Draft) -> Vec<(usize, Day)> {
    let cells: Vec<(usize, DateCell)> = (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty())
        .map(|column| (column, dates::parse(&draft.headers[column])))
        .filter(|(_, cell)| matches!(cell, DateCell::Ordered { .. }))
        .collect();
    let in_order = |order: DateOrder| -> Option<Vec<(usize, Day)>> {
        let days = cells
            .iter()
            .map(|(column, cell)| Some((*column, cell.resolve(order)?)));
        let days = days.collect::<Option<Vec<_>>>()?;
        days.windows(2)
            .all(|two| two[0].1 < two[1].1)
            .then_some(days)
    };
    match [DateOrder::Dmy, DateOrder::Mdy].map(in_order) {
        [Some(days), None] | [None, Some(days)] => days,
        [Some(one), Some(other)] if one == other => one,
        _ => Vec::new(),
    }
}

/// Months without a year, in the year that stands above them or in the name of the file.
fn without_year(draft: &mut Draft) -> Vec<(usize, Day)> {
    let months: Vec<(usize, u32)> = (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty())
        .filter_map(|column| Some((column, month_named(&draft.headers[column])?)))
        .collect();
    if months.len() < LEAST_MONTHS {
        return Vec::new();
    }
    let turns = months.windows(2).filter(|two| two[1].1 < two[0].1).count();
    let Some((first, last)) = years_of(&draft.titles_above, turns) else {
        draft.notes.push(format!(
            "the months `{}` to `{}` have no year: write it into the name of the file, or above \
             the header, such as {}",
            draft.headers[months[0].0],
            draft.headers[months[months.len() - 1].0],
            if turns == 0 { "2026" } else { "2025/26" }
        ));
        return Vec::new();
    };
    draft.notes.push(format!(
        "the months have no year of their own; they are those of {}",
        if first == last {
            first.to_string()
        } else {
            format!("{first} and {last}")
        }
    ));
    let mut dated = Vec::new();
    let (mut year, mut before) = (first, 0);
    for (column, month) in months {
        if month < before {
            year = last;
        }
        before = month;
        dated.extend(Day::from_ymd(year, month, MIDDLE).map(|day| (column, day)));
    }
    dated
}

/// The year of months that turn from December to January never or once, where a text names one
/// year for the first, or two years that follow each other for the second. Dates name no year.
fn years_of(text: &str, turns: usize) -> Option<(i32, i32)> {
    let mut found: Vec<(i32, i32)> = Vec::new();
    for line in text.lines().filter(|line| dates::iso_days(line).is_empty()) {
        let numbers: Vec<&str> = line
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect();
        let year = |part: &str| {
            part.parse()
                .ok()
                .filter(|year| part.len() == 4 && (1990..2100).contains(year))
        };
        let mut at = 0;
        while at < numbers.len() {
            let Some(first) = year(numbers[at]) else {
                at += 1;
                continue;
            };
            let next = numbers.get(at + 1).copied().unwrap_or_default();
            let follows = next.parse().ok().is_some_and(|next: i32| {
                next == first + 1 || (next == (first + 1) % 100 && numbers[at + 1].len() == 2)
            });
            found.push((first, if follows { first + 1 } else { first }));
            at += if follows { 2 } else { 1 };
        }
    }
    found.sort_unstable();
    found.dedup();
    match (found.as_slice(), turns) {
        ([(first, last)], 0) if first == last => Some((*first, *last)),
        ([(first, last)], 1) if first < last => Some((*first, *last)),
        _ => None,
    }
}

/// A number that is no whole number of meetings.
fn is_part_of_hour(cell: &str) -> bool {
    numbers::number(cell).is_some_and(|number| number.fract() != 0.0)
}

/// A number that may count meetings, or be a day.
fn is_several(cell: &&str) -> bool {
    numbers::number(cell).is_some_and(|number| number > 1.0)
}

/// How numbers below months are read.
fn said_of_numbers(header: &str, number: &str, are_hours: bool) -> String {
    let (header, number) = (display_text(header), display_text(number));
    if are_hours {
        return format!("“{number}” below `{header}` is read as hours of one meeting");
    }
    format!(
        "“{number}” below `{header}` is read as one meeting, for the number may be of meetings, of \
         hours or of a day; where there were several, give each meeting a row of its own with its \
         date"
    )
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

/// The date, what became of the meeting, and its length where the cells are hours.
fn columns(draft: &mut Draft, column: usize, day: Day, are_hours: bool) -> Vec<(usize, String)> {
    let is_date = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank);
    if draft.cells(column).next().is_some() && draft.cells(column).all(is_date) {
        return vec![(column, "session date".to_owned())];
    }
    let title = draft.headers[column].clone();
    let making = Making::Met {
        text: day.to_string(),
        cell: column,
    };
    let date = draft.make(&title, making);
    draft.names[date].clear();
    let status = draft.make(&title, Making::Became(column));
    draft.names[status].clear();
    let mut columns = vec![
        (date, "session date".to_owned()),
        (status, "session status".to_owned()),
    ];
    if are_hours {
        let hours = draft.make(&title, Making::Spent(column));
        draft.names[hours].clear();
        columns.push((hours, "hours".to_owned()));
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_months_are_said_to_be_one_meeting_or_its_hours() {
        let cells = ["x", "1", "0", "", "2"];
        assert_eq!(cells.iter().find(|cell| is_several(cell)), Some(&"2"));
        assert!(said_of_numbers("Jan 2026", "2", false).contains("as one meeting"));
        assert!(said_of_numbers("Jan 2026", "1.5", true).contains("as hours"));
    }

    #[test]
    fn the_year_of_months_stands_above_them_or_nowhere() {
        assert_eq!(years_of("Meetings 2026", 0), Some((2026, 2026)));
        assert_eq!(years_of("Attendance 2025/26", 1), Some((2025, 2026)));
        assert_eq!(years_of("2025-2026\nlog", 1), Some((2025, 2026)));
        assert_eq!(years_of("Meetings 2026", 1), None);
        assert_eq!(years_of("2024 and 2026", 0), None);
        assert_eq!(years_of("export 2026-03-31", 0), None);
        assert_eq!(years_of("log", 0), None);
    }
}
