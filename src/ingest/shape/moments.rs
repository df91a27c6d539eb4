//! Meetings that are told by the moments at which they began and ended: `Start, End, Minutes`. The
//! same headers are those of the first and the last day of a pair, so that the cells decide.

use super::meetings_of_pairs::are_states_of_meetings;
use super::{Draft, rows_of_pairs};
use crate::ingest::columns::{self, Column, is_called_a_log_of_meetings};
use crate::programme::Table;
use crate::values::dates::{self, DateCell};
use crate::values::numbers;
use std::collections::BTreeSet;

/// Names the beginnings and the ends of meetings, where no other column says their day.
pub(super) fn name(draft: &mut Draft) {
    name_spans(draft);
    name_beginnings(draft);
}

fn means(name: &str, column: Column) -> bool {
    columns::meanings(name, Table::Sessions).contains(&column)
}

fn has_day(draft: &Draft) -> bool {
    draft.names.iter().any(|name| means(name, Column::Date))
}

/// Two moments of one day in each row are the beginning and the end of a meeting, and no days of a
/// pair. Where pairs have several rows, most of them suffice: a meeting may end past midnight, and a
/// day may be mistyped. Where each row is another pair, and most of the moments lie on several days,
/// they are those of the pairs.
fn name_spans(draft: &mut Draft) {
    let of = |wanted| {
        let mut headers = draft.headers.iter();
        headers.position(|header| means(header, wanted))
    };
    let (false, Some(start), Some(end)) = (has_day(draft), of(Column::Start), of(Column::End))
    else {
        return;
    };
    let cell = |row: usize, at: usize| draft.rows[row].get(at).unwrap_or_default().trim();
    let both: Vec<(&str, &str)> = (0..draft.rows.len())
        .map(|row| (cell(row, start), cell(row, end)))
        .filter(|(_, end)| !end.is_empty())
        .collect();
    let count = |is: fn(&(&str, &str)) -> bool| both.iter().filter(|both| is(both)).count();
    let (at_once, same_days, apart) = (
        count(|(start, end)| are_moments_of_one_day(start, end)),
        count(|(start, end)| day(start).is_some_and(|day| Some(day) == self::day(end))),
        count(|(start, end)| {
            day(start)
                .zip(day(end))
                .is_some_and(|(one, other)| one != other)
        }),
    );
    let is_hidden = draft.names[start].is_empty() || draft.names[end].is_empty();
    let is_log = at_once == both.len() || 2 * same_days > both.len() && begin_anew(draft, start);
    let is_of_pairs =
        2 * apart > both.len() && has_moments(draft, start) && rows_of_pairs::are_pairs(draft);
    if !both.is_empty() && !is_hidden && is_log {
        "session date".clone_into(&mut draft.names[start]);
        "session end time".clone_into(&mut draft.names[end]);
    } else if is_of_pairs {
        name_term(draft, [(start, "match start"), (end, "match end")]);
    }
}

/// Names the first and the last days of pairs as those are looked up.
fn name_term(draft: &mut Draft, columns: [(usize, &str); 2]) {
    for (column, name) in columns {
        if !is_of_pair(&draft.names[column]) {
            name.clone_into(&mut draft.names[column]);
        }
    }
}

fn is_of_pair(name: &str) -> bool {
    let mut of_pair = columns::meanings(name, Table::Pairs).into_iter();
    of_pair.any(columns::is_day_of_pair)
}

/// The day in a cell, if there is one.
fn day(cell: &str) -> Option<DateCell> {
    let day = dates::parse(cell);
    (!matches!(day, DateCell::Bad | DateCell::Blank)).then_some(day)
}

/// Whether two cells are moments of one day.
fn are_moments_of_one_day(start: &str, end: &str) -> bool {
    let day = |cell| dates::time_of_day(cell).and(Some(dates::parse(cell)));
    let first = day(start);
    first.is_some_and(|day| day != DateCell::Bad) && first == day(end)
}

/// The time at which meetings began says their day, where it is written with it and no other column
/// says it. A header that is the first day of a pair, too, is that of meetings where one pair begins
/// several times and something is said that only meetings have.
fn name_beginnings(draft: &mut Draft) {
    if has_day(draft) {
        return;
    }
    let mut columns = 0..draft.names.len().min(draft.headers.len());
    let found = columns.find(|column| {
        let name = &draft.names[*column];
        let has_moments = has_moments(draft, *column);
        let is_anew = || !ends(draft) && begin_anew(draft, *column);
        let is_beginning = if is_of_pair(name) {
            is_anew() && tells_of_meetings(draft, has_moments)
        } else {
            has_moments
        };
        means(name, Column::Start) && is_beginning
    });
    if let Some(column) = found {
        "session date".clone_into(&mut draft.names[column]);
    }
}

/// Whether all cells of a column are a day with a time, and there are some.
fn has_moments(draft: &Draft, column: usize) -> bool {
    let is_moment = |cell: &str| {
        dates::time_of_day(cell).is_some() && !matches!(dates::parse(cell), DateCell::Bad)
    };
    draft.cells(column).next().is_some() && draft.cells(column).all(is_moment)
}

/// Whether one pair has several rows that begin at different times.
fn begin_anew(draft: &Draft, start: usize) -> bool {
    let rows = rows_of_pairs::by_pair(draft, Table::Sessions);
    let begins = |row: &usize| draft.rows[*row].get(start).unwrap_or_default().trim();
    rows.is_some_and(|rows| {
        let mut pairs = rows.values();
        pairs.any(|rows| rows.iter().map(begins).collect::<BTreeSet<_>>().len() > 1)
    })
}

/// Whether a column has the last day of pairs.
fn ends(draft: &Draft) -> bool {
    let is_end = |name: &String| columns::meanings(name, Table::Pairs).contains(&Column::ClosedOn);
    let columns = 0..draft.headers.len();
    let mut ends = columns.filter(|at| is_end(&draft.names[*at]));
    ends.any(|at| draft.cells(at).next().is_some())
}

/// Whether a file is called a log of meetings, or has their lengths or what became of them; where
/// its days have no time of day, it has both.
fn tells_of_meetings(draft: &Draft, has_moments: bool) -> bool {
    let of = |wanted: Column| {
        let columns = 0..draft.headers.len();
        columns
            .filter(move |at| columns::meaning(&draft.names[*at], Table::Sessions) == Some(wanted))
    };
    let is_filled = |at: usize| draft.cells(at).next().is_some();
    let mut lengths = of(Column::Minutes).chain(of(Column::Hours));
    let has_lengths = lengths
        .any(|at| is_filled(at) && draft.cells(at).all(|cell| numbers::number(cell).is_some()));
    let has_states = of(Column::Status).any(|at| are_states_of_meetings(draft, at));
    if has_moments {
        has_lengths || has_states || is_called_a_log_of_meetings(&draft.titles_above)
    } else {
        has_lengths && has_states
    }
}
