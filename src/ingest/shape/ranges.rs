//! Cells that hold two days: `1 Feb 2026 → 1 Mar 2026`. The first and the last of them are read as
//! if they stood in two columns, `… from` and `… until`.

use super::{Draft, Making, says_from, says_until, speaks_of_rest};
use crate::ingest::columns::{self, Column};
use crate::programme::{Table, display_text, fold};
use crate::values::dates;

/// What stands between two days.
const BETWEEN: [&str; 18] = [
    "→",
    "->",
    "–",
    "—",
    "-",
    " to ",
    " until ",
    " till ",
    " through ",
    " bis ",
    " au ",
    " a ",
    " al ",
    " hasta ",
    " ate ",
    " até ",
    " tot ",
    " t/m ",
];

/// What may stand before the first of them.
const BEFORE: [&str; 8] = [
    "from ", "since ", "von ", "vom ", "du ", "del ", "dal ", "van ",
];

/// Headers of the time in which a goal is to be attained, folded.
const PERIODS: [&str; 12] = [
    "period",
    "timeline",
    "timeframe",
    "time frame",
    "zeitraum",
    "zeitrahmen",
    "periode",
    "periodo",
    "plazo",
    "looptijd",
    "duree",
    "dates",
];

/// Makes two columns of each whose cells hold two days.
pub(super) fn divide(draft: &mut Draft) {
    for column in 0..draft.headers.len() {
        let named = named_by(draft, column);
        if !draft.names[column].is_empty()
            && holds_ranges(draft, column, named.is_some())
            && !is_of_row(draft, column)
        {
            divide_one(draft, column, named);
        }
    }
}

/// What the two days are, where the header says of what time they are.
fn named_by(draft: &Draft, column: usize) -> Option<[Column; 2]> {
    let header = &draft.headers[column];
    // The header of one end of a time is of one day.
    if says_from(header) != says_until(header) {
        return None;
    }
    let is_period = PERIODS.contains(&fold(header).as_str());
    if speaks_of_rest(header) || is_period && speaks_of_rest(&draft.titles_above) {
        return Some([Column::PausedFrom, Column::PausedUntil]);
    }
    is_period.then_some([Column::SetOn, Column::DueOn])
}

fn divide_one(draft: &mut Draft, column: usize, named: Option<[Column; 2]>) {
    let header = draft.headers[column].trim().to_owned();
    draft.hide(column);
    let ends = [("from", false), ("until", true)];
    let made = ends.map(|(word, last)| {
        draft.make(&format!("{header} {word}"), Making::DayOf { column, last })
    });
    for (at, column) in made.into_iter().zip(named.into_iter().flatten()) {
        column.to_string().clone_into(&mut draft.names[at]);
    }
    let header = display_text(&header);
    draft.notes.push(format!(
        "the two days in a cell of `{header}` are read as if they stood in columns of their own, \
         `{header} from` and `{header} until`"
    ));
}

/// Whether most cells are days, and some of them two; where the header does not say that it is of a
/// time, most: a slip among days is one bad day.
fn holds_ranges(draft: &Draft, column: usize, is_of_time: bool) -> bool {
    let ranges = draft
        .cells(column)
        .filter(|cell| two_days(cell).is_some())
        .count();
    let days = draft
        .cells(column)
        .filter(|cell| dates::is_day(cell))
        .count();
    let half = draft.cells(column).count() / 2;
    ranges > 0 && ranges + days > half && (is_of_time || ranges > half)
}

/// Whether it is the day for which its row stands.
fn is_of_row(draft: &Draft, column: usize) -> bool {
    columns::meaning(&draft.names[column], Table::Sessions) == Some(Column::Date)
}

/// The first or the last day of a cell. A lone day is the first; what is neither is left to whoever
/// reads days.
pub(super) fn day_of(cell: &str, last: bool) -> &str {
    let (first, end) = two_days(cell).unwrap_or((cell, ""));
    if last { end } else { first }
}

/// The two days of a cell; the last is blank where it is still open.
fn two_days(cell: &str) -> Option<(&str, &str)> {
    let cell = cell.trim();
    let after = |word: &&str| {
        let (start, rest) = cell.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(rest)
    };
    let days = BEFORE.iter().find_map(after).unwrap_or(cell);
    let splits = BETWEEN
        .iter()
        .flat_map(|between| days.match_indices(between));
    let mut splits = splits.map(|(at, between)| {
        let (first, last) = (&days[..at], &days[at + between.len()..]);
        (first.trim(), last.trim())
    });
    splits.find(|(first, last)| dates::is_day(first) && (last.is_empty() || dates::is_day(last)))
}

#[cfg(test)]
mod tests {
    use super::two_days;

    #[test]
    fn two_days_are_told_from_one_and_from_words() {
        for (cell, expected) in [
            (
                "February 1, 2026 → March 1, 2026",
                Some(("February 1, 2026", "March 1, 2026")),
            ),
            (
                "2026-02-01 - 2026-03-01",
                Some(("2026-02-01", "2026-03-01")),
            ),
            ("2026-02-01–2026-03-01", Some(("2026-02-01", "2026-03-01"))),
            ("1/2/2026 to 1/3/2026", Some(("1/2/2026", "1/3/2026"))),
            (
                "von 01.02.2026 bis 01.03.2026",
                Some(("01.02.2026", "01.03.2026")),
            ),
            (
                "From 1 Feb 2026 to 1 Mar 2026",
                Some(("1 Feb 2026", "1 Mar 2026")),
            ),
            ("1/2/2026-1/3/2026", Some(("1/2/2026", "1/3/2026"))),
            ("2026-02-01 →", Some(("2026-02-01", ""))),
            ("2026-02-01", None),
            ("February 1, 2026", None),
            ("1 - 2", None),
            ("from then to now", None),
            ("", None),
        ] {
            assert_eq!(two_days(cell), expected, "{cell}");
        }
    }
}
