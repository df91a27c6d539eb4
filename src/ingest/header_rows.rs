//! How many rows the header has, and what they amount to.
//!
//! Exporters that write several rows have profiles. Else a second row belongs to the header if it
//! repeats the first, or if it fills blanks of the first with words above columns of numbers.

use super::profiles::{Heading, Profile};
use csv::{ByteRecord, StringRecord};

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The exporter.
    pub profile: Profile,
    /// Number of its rows.
    pub rows: usize,
    /// What the columns are called, by which they are recognised.
    pub names: Vec<String>,
    /// The same as it stands in the file.
    pub titles: Vec<String>,
}

/// Rows that a header has at most.
const MOST_ROWS: usize = 4;

/// Rows below the header that are looked at.
const LOOKED_AT: usize = 40;

impl Header {
    /// Finds the header of records that begin with it.
    pub fn of(records: &[&StringRecord]) -> Self {
        let bytes: Vec<ByteRecord> = records
            .iter()
            .take(LOOKED_AT)
            .map(|record| record.as_byte_record().clone())
            .collect();
        let heading = Heading::of(&bytes);
        if heading.rows > 1 {
            return Self {
                profile: heading.profile,
                rows: heading.rows,
                titles: heading.headers.clone(),
                names: heading.headers,
            };
        }
        let rows = stacked(records);
        if rows > 1 {
            return joined(records, rows);
        }
        let first = records.first().into_iter().flat_map(|record| record.iter());
        Self {
            profile: heading.profile,
            rows: heading.rows,
            names: heading.headers,
            titles: first.map(str::to_owned).collect(),
        }
    }

    /// The header of a table without any.
    pub fn missing(width: usize) -> Self {
        Self {
            profile: Profile::Plain,
            rows: 0,
            names: (1..=width)
                .map(|column| format!("column {column}"))
                .collect(),
            titles: Vec::new(),
        }
    }
}

/// A header of so many rows: what stands above a blank holds for the columns below it.
pub(super) fn joined(records: &[&StringRecord], rows: usize) -> Header {
    let rows = rows.min(records.len());
    let stack = &records[..rows];
    let width = stack.iter().map(|row| row.len()).max().unwrap_or(0);
    let parts: Vec<Vec<&str>> = (0..width).map(|column| parts(stack, column)).collect();
    let once = |parts: &Vec<&str>| {
        let mut parts = parts.clone();
        parts.dedup();
        parts.join(" ")
    };
    Header {
        profile: Profile::Plain,
        rows,
        names: parts.iter().map(once).collect(),
        titles: parts.iter().map(|parts| parts.join(" ")).collect(),
    }
}

/// What stands above a column, from top to bottom.
fn parts<'a>(stack: &[&'a StringRecord], column: usize) -> Vec<&'a str> {
    let named_below = |row: usize| {
        stack[row + 1..]
            .iter()
            .any(|below| is_filled(below, column))
    };
    let parts = stack.iter().enumerate().map(|(row, cells)| {
        let own = cell(cells, column);
        if own.is_empty() && named_below(row) {
            group(&stack[..row], cells, column)
        } else {
            own
        }
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// The next filled cell to the left, whose meaning reaches over blanks, though not out of the
/// group that a row above names.
fn group<'a>(above: &[&StringRecord], row: &'a StringRecord, column: usize) -> &'a str {
    let begins = |column: &usize| above.iter().any(|upper| is_filled(upper, *column));
    let from = (0..=column).rev().find(begins).unwrap_or(0);
    let left = (from..column).rev().map(|left| cell(row, left));
    left.into_iter()
        .find(|cell| !cell.is_empty())
        .unwrap_or_default()
}

/// Number of rows that stand on top of each other as a header.
fn stacked(records: &[&StringRecord]) -> usize {
    let [first, rest @ ..] = records else {
        return 0;
    };
    let repeated = rest
        .iter()
        .take(MOST_ROWS)
        .take_while(|row| row.iter().eq(first.iter()));
    let repeated = repeated.count();
    if repeated > 0 && words(first) {
        return 1 + repeated;
    }
    let mut rows = 1;
    let mut names = (*first).clone();
    while let Some(more) = completed_by(&names, &records[rows..]) {
        let lower = records[rows + more];
        // A third row is below groups, so that the column of keys has no name in it.
        if rows > 1 && is_filled(lower, 0) || rows + more >= MOST_ROWS {
            break;
        }
        names = over(&names, lower);
        rows += more + 1;
    }
    rows
}

/// Two rows of a header as one: the lower cell where there is one.
fn over(upper: &StringRecord, lower: &StringRecord) -> StringRecord {
    let width = upper.len().max(lower.len());
    let lowest = |column: usize| match cell(lower, column) {
        "" => cell(upper, column),
        own => own,
    };
    (0..width).map(lowest).collect()
}

/// Whether a row names every column of a table in which some columns hold nothing but numbers.
pub(super) fn names_numbers(row: &StringRecord, below: &[&StringRecord]) -> bool {
    let below = &below[..below.len().min(LOOKED_AT)];
    let numbers = |column: usize| {
        let mut cells = below.iter().map(|row| cell(row, column));
        !below.is_empty() && cells.all(is_number)
    };
    words(row) && (0..row.len()).all(|column| is_filled(row, column)) && (0..row.len()).any(numbers)
}

/// Whether a row names groups of the columns that the next row names.
pub(super) fn is_above(row: &StringRecord, rest: &[&StringRecord]) -> bool {
    completed_by(row, rest).is_some()
}

/// The row that completes a header, among those below it; there may be blank ones between.
fn completed_by(first: &StringRecord, rest: &[&StringRecord]) -> Option<usize> {
    let mut near = rest.iter().take(MOST_ROWS - 1);
    let second = near.position(|row| !is_blank(row))?;
    let below = &rest[second + 1..];
    let below = &below[..below.len().min(LOOKED_AT)];
    completes(first, rest[second], below).then_some(second)
}

/// Whether a row fills blanks of the row above it with words, where the rows below have numbers,
/// or nothing in the columns that the row above names.
fn completes(first: &StringRecord, second: &StringRecord, below: &[&StringRecord]) -> bool {
    let width = first.len().max(second.len());
    let filled: Vec<usize> = (0..width)
        .filter(|column| is_filled(second, *column))
        .collect();
    let fills = filled.iter().any(|column| !is_filled(first, *column));
    let gaps = (0..width).any(|column| is_filled(first, column) && !is_filled(second, column));
    let numbers = |column: &usize| {
        let mut cells = below
            .iter()
            .map(|row| cell(row, *column))
            .filter(|cell| !cell.is_empty());
        let first = cells.next();
        first.is_some_and(is_number) && cells.all(is_number)
    };
    let above_numbers = filled.iter().any(numbers);
    let opens_blank = gaps && !is_filled(second, 0) && below.iter().any(|row| is_filled(row, 0));
    // A full row below needs no title of two cells.
    let spread = gaps || (2..first.len()).any(|column| is_filled(first, column));
    words(first)
        && words(second)
        && fills
        && spread
        && (above_numbers
            || opens_blank && above_some_numbers(&filled, below)
            || names_parts(first, &filled, below))
}

/// Whether a row names but the parts of some columns (`First`, `Last` below `Name`), in all columns
/// that the row above leaves blank, while every row below begins in the first column.
fn names_parts(first: &StringRecord, filled: &[usize], below: &[&StringRecord]) -> bool {
    let is_part = |column: &usize| !is_filled(first, *column) || !is_filled(first, column + 1);
    let blanks = (0..first.len()).filter(|column| !is_filled(first, *column));
    !below.is_empty()
        && !filled.contains(&0)
        && below.iter().all(|row| is_filled(row, 0))
        && filled.iter().all(is_part)
        && blanks.into_iter().all(|column| filled.contains(&column))
}

/// Whether there is a column with words on top and with a number anywhere below.
fn above_some_numbers(columns: &[usize], below: &[&StringRecord]) -> bool {
    columns
        .iter()
        .any(|column| below.iter().any(|row| is_number(cell(row, *column))))
}

/// Whether all cells with content are words: there are letters and it is no number or date.
pub(super) fn words(row: &StringRecord) -> bool {
    let mut filled = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let word = |cell: &str| cell.chars().any(char::is_alphabetic) && !is_number(cell);
    filled.next().is_some_and(word) && filled.all(word)
}

/// Whether digits are most of a cell, as in numbers, amounts and dates.
fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|found| found.is_alphabetic()).count();
    digits > 0 && digits > letters
}

fn is_blank(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn is_filled(row: &StringRecord, column: usize) -> bool {
    !cell(row, column).is_empty()
}

fn cell(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Header {
        let rows: Vec<StringRecord> = text
            .lines()
            .map(|line| StringRecord::from(line.split(',').collect::<Vec<_>>()))
            .collect();
        Header::of(&rows.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_single_row_is_kept_as_it_stands() {
        let found = header("pair , date\nA,x\nB,y\n");
        assert_eq!(
            (found.rows, &found.titles[..]),
            (1, &["pair ".to_owned(), " date".into()][..])
        );
        assert_eq!(found.names, ["pair", "date"]);
        assert_eq!(header("").rows, 0);
    }

    #[test]
    fn repeated_rows_are_one_header() {
        let found = header("pair,date\npair,date\npair,date\nA,2026-01-02\n");
        assert_eq!((found.rows, found.names[0].as_str()), (3, "pair"));
        assert_eq!(found.titles, ["pair pair pair", "date date date"]);
    }

    #[test]
    fn groups_reach_over_blanks() {
        let found = header(
            "Dates,Purpose,Travel,,Other,Total\n,,,,,\n,,Air,Rail,,\n04/04/2014,Visit,,65.60,,65.60\n05/04/2014,,3.10,,,3.10\n",
        );
        assert_eq!(found.rows, 3);
        let names = [
            "Dates",
            "Purpose",
            "Travel Air",
            "Travel Rail",
            "Other",
            "Total",
        ];
        assert_eq!(
            (&found.names, &found.titles),
            (&names.map(str::to_owned).to_vec(), &found.names)
        );
        let found = header("control,,fire,\nX,Y,X,Y\n4.4,0.1,4.8,2.0\n");
        assert_eq!(found.names, ["control X", "control Y", "fire X", "fire Y"]);
        let found = header("Id,Mentor,,Notes\n,First,Last,\n1,Ann,Lee,fine\n2,Bo,Ek,\n");
        assert_eq!(found.names, ["Id", "Mentor First", "Mentor Last", "Notes"]);
    }

    #[test]
    fn a_third_row_names_what_is_counted_in_each_group() {
        let found = header(
            "Site,Kind,Mentors,,,,Total,,Notes\n,,Paid,,Unpaid,,,,\n,,People,Hours,People,Hours,People,Hours,\nA,x,1,2,3,4,4,6,\nB,y,1,2,3,4,4,6,late\n",
        );
        assert_eq!(found.rows, 3);
        let names = [
            "Site",
            "Kind",
            "Mentors Paid People",
            "Mentors Paid Hours",
            "Mentors Unpaid People",
            "Mentors Unpaid Hours",
            "Total People",
            "Total Hours",
            "Notes",
        ];
        assert_eq!(found.names, names);
    }

    #[test]
    fn a_first_row_of_data_is_no_header() {
        for text in [
            "pair,notes,\nA,fine,more\nB,good,\n",
            "pair,date,\nA,2026-01-02,late\nB,2026-01-03,\n",
            "pair,goal,\nA,12,\nB,13,\n",
            "name,says\nAnna,yes\nAnna,yes\n",
            "pair,notes,,goal\n,fine,,more\nB,good,,\n",
        ] {
            assert_eq!(header(text).rows, 1, "{text}");
        }
    }
}
