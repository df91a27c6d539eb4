//! Where in a file the header and the data are.
//!
//! A header is assumed unless the first row looks like data in every column: survey exports of
//! text look as if they had none. Lines above it with few cells are a preamble; what stands
//! below the data is known row by row ([`super::records::footer`]).

use super::dialect::{Dialect, separator_line};
use super::grid::Grid;
use super::header_rows::{self, Header};
use super::profiles::Profile;
use super::ragged::RowShape;
use super::values::dates;
use csv::StringRecord;

/// The parts of a file above its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The exporter that the file seems to come from.
    pub profile: Profile,
    /// Lines and records above the header.
    pub preamble_rows: u32,
    /// Rows of the header; none where the first row is data.
    pub header_rows: u32,
    /// Headers as they are understood, joined where there are several rows of them.
    pub headers: Vec<String>,
    /// Headers as they stand in the file, joined where there are several rows of them; none
    /// where there is no header.
    pub titles: Vec<String>,
    /// The first row of the header as it stands in the file.
    first_row: StringRecord,
    /// Offset of the first data record from the start of the text.
    pub data_offset: u64,
    /// Line of the first data record, from 1.
    pub data_line: u32,
}

impl Layout {
    /// Whether a row repeats the header: another table, or another file behind the first one.
    pub fn begins_again(&self, record: &StringRecord) -> bool {
        let first = self.first_row.get(0).map(str::trim);
        if self.header_rows == 0 || first != record.get(0).map(str::trim) {
            return false;
        }
        let mut pairs = self.first_row.iter().zip(record);
        let shared = pairs
            .clone()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .count();
        let named = filled(&self.first_row);
        shared > 1
            && shared * 4 >= named * 3
            && pairs.all(|(one, other)| one.trim() == other.trim())
    }
}

/// Finds the layout of a file, and what its rows look like, from the beginning of its text.
pub(super) fn find(
    sample: &str,
    dialect: Dialect,
    configured_rows: Option<usize>,
) -> (Layout, RowShape) {
    let skipped = separator_line(sample.as_bytes()).map_or(0, |(_, length)| length);
    let text = &sample[skipped..];
    let grid = Grid::of(text, dialect);
    let header = header_at(&grid);
    let header = blank_among_names(&grid, header).unwrap_or(header);
    let below = &grid.rows[header.min(grid.rows.len())..];
    let first_row = below.first().map(|row| row.cells.clone());
    let first_row = first_row.unwrap_or_default();
    let unquoted: StringRecord = first_row.iter().map(without_apostrophes).collect();
    let records: Vec<&StringRecord> = std::iter::once(&unquoted)
        .chain(below.iter().skip(1).map(|row| &row.cells))
        .take(below.len())
        .collect();
    let heading = match configured_rows {
        None if is_data(&records, &grid.shape) => Header::missing(grid.shape.width),
        None => Header::of(&records),
        Some(0) => Header::missing(grid.shape.width),
        Some(rows) => header_rows::joined(&records, rows),
    };
    let end = below.get(heading.rows).map_or(text.len(), |row| row.offset);
    let offset = skipped + end;
    let layout = Layout {
        preamble_rows: count(header) + u32::from(skipped > 0),
        header_rows: count(heading.rows),
        headers: heading.names,
        titles: heading.titles,
        first_row,
        data_offset: offset as u64,
        data_line: count(memchr::memchr_iter(b'\n', &sample.as_bytes()[..offset]).count()) + 1,
        profile: heading.profile,
    };
    (layout, grid.shape)
}

/// The first record that is about as wide as most and filled: the header.
fn header_at(grid: &Grid) -> usize {
    let width = grid.shape.width.max(1);
    let regular = grid.rows.iter().filter(|row| row.cells.len() == width);
    let most = regular.skip(1).map(|row| filled(&row.cells)).max();
    let wanted = if width > 3 { 3 } else { width };
    let wanted = wanted.min(most.unwrap_or(wanted)).max(1);
    let records: Vec<&StringRecord> = grid.rows.iter().map(|row| &row.cells).collect();
    let is_header = |place: &usize| {
        let (cells, below) = (records[*place], &records[place + 1..]);
        let groups = || filled(cells) > 1 && header_rows::is_above(cells, below);
        could_be_header(cells, width, wanted) && !is_title(cells, below, grid) || groups()
    };
    (0..records.len()).find(is_header).unwrap_or(0)
}

/// The row above what would be the header, if that is data and the row above has words for half of
/// the columns: a header with a blank in it is none the less the header.
fn blank_among_names(grid: &Grid, place: usize) -> Option<usize> {
    let records: Vec<&StringRecord> = grid.rows[place..].iter().map(|row| &row.cells).collect();
    let first = records.first()?;
    let day = |record: &StringRecord, column: usize| record.get(column).is_some_and(dates::is_day);
    let goes_on =
        |record: &&StringRecord| (0..first.len()).any(|at| day(first, at) && day(record, at));
    let has_letters = first.iter().any(|cell| cell.contains(char::is_alphabetic));
    let above = place.checked_sub(1)?;
    let names = &grid.rows[above].cells;
    let words = filled(names);
    let is_header = names.len() == first.len()
        && words > 1
        && words * 2 >= names.len()
        && header_rows::words(names);
    let below_is_data =
        || is_data(&records, &grid.shape) || !has_letters || records[1..].iter().any(goes_on);
    (is_header && below_is_data()).then_some(above)
}

/// A title stands in the first cell; headers are wider, or begin further right.
fn could_be_header(cells: &StringRecord, width: usize, wanted: usize) -> bool {
    let filled = filled(cells);
    let begins_right =
        width <= 3 && filled > 0 && cells.get(0).is_some_and(|c| c.trim().is_empty());
    cells.len() * 2 >= width && (filled >= wanted || begins_right)
}

/// Whether a row of another width is a title with delimiters in it: the header is below.
fn is_title(cells: &StringRecord, below: &[&StringRecord], grid: &Grid) -> bool {
    let [next, data @ ..] = below else {
        return false;
    };
    cells.len() != grid.shape.width
        && next.len() == grid.shape.width
        && header_rows::names_numbers(next, data)
}

/// Whether the first record is data: each of its cells looks like those below it, among them a
/// date, a decimal number or a code.
fn is_data(records: &[&StringRecord], shape: &RowShape) -> bool {
    let [first, below @ ..] = records else {
        return false;
    };
    below.len() > 1 && shape.is_row(first) && !comes_again(first, below)
}

/// Whether a record without any day comes again as it is: headers that are repeated among the rows
/// look like these.
fn comes_again(first: &StringRecord, below: &[&StringRecord]) -> bool {
    below.contains(&first) && !first.iter().any(dates::is_day)
}

/// A name without apostrophes around it: where they are not the quotes of the file, somebody put
/// them around this name alone.
fn without_apostrophes(name: &str) -> &str {
    let inner = name
        .strip_prefix('\'')
        .and_then(|name| name.strip_suffix('\''));
    inner
        .filter(|inner| !inner.is_empty() && !inner.contains('\''))
        .unwrap_or(name)
}

fn filled(record: &StringRecord) -> usize {
    record.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect {
        delimiter: b',',
        quote: Some(b'"'),
    };

    fn layout(text: &str) -> Layout {
        find(text, COMMA, None).0
    }

    #[test]
    fn the_first_full_row_is_the_header() {
        let layout = layout("pair_id,date\nA,2026-01-02\n");
        assert_eq!(layout.headers, ["pair_id", "date"]);
        assert_eq!((layout.preamble_rows, layout.header_rows), (0, 1));
        assert_eq!((layout.data_offset, layout.data_line), (13, 2));
    }

    #[test]
    fn titles_above_the_header_are_a_preamble() {
        let text = "Sessions of 2026\n\n,,,\n\"pair\nid\",date,status,notes\nA,2026-01-02,held,\n";
        let found = layout(text);
        assert_eq!(found.headers[0], "pair\nid");
        assert_eq!((found.preamble_rows, found.data_line), (2, 6));
        let padded = layout("Sessions of 2026,\n,hours\nA,1\nB,2\n");
        assert_eq!(padded.headers, ["", "hours"]);
    }

    #[test]
    fn a_title_may_hold_delimiters() {
        let rows = "4000.00,98.78\n3999.00,98.79\n3998.00,98.78\n";
        let found = layout(&format!(
            "New data,Sample 2 by A, Friday, 11 May\nnm,%T\n{rows}"
        ));
        assert_eq!(
            (&found.headers[..], found.preamble_rows),
            (&["nm".to_owned(), "%T".into()][..], 1)
        );
        // Without numbers below, the row under the header may be data.
        let found = layout("name,says,\nAnna,yes\nBo,no\nCy,yes\n");
        assert_eq!(
            (found.headers[0].as_str(), found.preamble_rows),
            ("name", 0)
        );
    }

    #[test]
    fn a_row_of_groups_is_no_title() {
        let found = layout("control,,fire,,\nX,Y,X,Y,\n4.4,0.1,4.8,2.0,\n4.6,0.3,,,\n");
        assert_eq!(found.headers[..3], ["control X", "control Y", "fire X"]);
        let found = layout("Printed,2026,,,\nX,Y,X,Y,Z\n4.4,0.1,4.8,2.0,1\n4.6,0.3,,,2\n");
        assert_eq!((found.headers[0].as_str(), found.preamble_rows), ("X", 1));
        let found = layout(
            "Average number of persons,,,\n,,,\nSegment,Staff,2013-14 Total,2012-13 Total\nA,609,672,641\nB,116,119,115\n",
        );
        assert_eq!(
            (found.headers[0].as_str(), found.header_rows),
            ("Segment", 1)
        );
    }

    #[test]
    fn apostrophes_around_a_name_are_no_part_of_it() {
        let found = layout("pair,'date',mentor's notes,'tis\nA,2026-01-02,'x',\n");
        assert_eq!(found.titles, ["pair", "date", "mentor's notes", "'tis"]);
        assert_eq!(found.headers[1], "date");
    }

    #[test]
    fn headers_of_half_empty_tables_are_no_titles() {
        let found = layout("pair,date,,,\nA,2026-01-02,,,\nB,2026-01-03,,,\n");
        assert_eq!(found.headers[..2], ["pair", "date"]);
    }

    #[test]
    fn a_header_with_a_blank_above_data_is_no_title() {
        for text in [
            "pair,,date\nA,x,2026-01-02\nB,y,2026-01-03\nB,y,2026-01-09\n",
            "pair,,date\nA,x,2026-01-02\nB,y,2026-01-03\n",
            "pair,,score\n1,2,3\n4,5,6\n7,8,9\n",
        ] {
            let found = layout(text);
            assert_eq!(found.headers[0], "pair", "{text}");
            assert_eq!((found.preamble_rows, found.header_rows), (0, 1));
        }
        let titled = layout("Meetings,2026,\npair,date,notes\nA,2026-01-02,x\nB,2026-01-03,y\n");
        assert_eq!(
            (titled.headers[0].as_str(), titled.preamble_rows),
            ("pair", 1)
        );
        let titled = layout("Meetings,spring,\npair,date,notes\nA,2026-01-02,x\nB,2026-01-03,y\n");
        assert_eq!(
            (titled.headers[0].as_str(), titled.preamble_rows),
            ("pair", 1)
        );
    }

    #[test]
    fn a_separator_line_is_part_of_the_preamble() {
        let layout = layout("sep=,\r\npair_id,date\r\nA,2026-01-02\r\n");
        assert_eq!(layout.headers, ["pair_id", "date"]);
        assert_eq!(layout.preamble_rows, 1);
    }

    #[test]
    fn an_empty_file_has_no_headers() {
        for text in ["", "\n", "   \n"] {
            let layout = layout(text);
            assert!(layout.headers.iter().all(String::is_empty), "{layout:?}");
            assert_eq!(layout.data_offset, text.len() as u64);
        }
    }

    #[test]
    fn the_configuration_may_say_how_many_header_rows_there_are() {
        let (layout, _) = find("a,b\nid,day\nA,2026-01-02\n", COMMA, Some(2));
        assert_eq!(layout.headers, ["a id", "b day"]);
        assert_eq!(layout.data_line, 3);
        let (layout, _) = find("A,2026-01-02\nB,2026-01-03\n", COMMA, Some(0));
        assert_eq!(layout.headers, ["column 1", "column 2"]);
        assert!(layout.titles.is_empty() && layout.data_line == 1);
    }

    #[test]
    fn a_header_is_missed_only_where_the_first_row_is_data() {
        let found = layout("A,02/01/2026,90\nB,03/01/2026,60\nC,04/01/2026,45\nD,05/01/2026,45\n");
        assert_eq!((found.header_rows, found.data_line), (0, 1));
        assert_eq!(found.headers[2], "column 3");
        let years = layout("site,2024,2025\nA,1200,1300\nB,1400,1100\nC,1000,1900\n");
        assert_eq!(years.header_rows, 1);
        let texts = layout("name,says\nAnna,yes\nBo,no\nCy,yes\n");
        assert_eq!(texts.header_rows, 1);
    }

    #[test]
    fn a_header_that_is_written_otherwise_is_still_the_header() {
        let row = |n| format!("P-{n},0{n}/01/2026,45,\"a, b\",yes\n");
        let rows = (1..=9).map(row).collect::<Vec<_>>().concat();
        for header in [
            "pair;date;minutes;notes;held\n",
            "pair date minutes notes held\n",
        ] {
            let found = layout(&(header.to_owned() + &rows));
            assert_eq!(
                found.headers,
                ["pair", "date", "minutes", "notes", "held"],
                "{header}"
            );
            assert_eq!((found.header_rows, found.data_line), (1, 2));
        }
        let found = layout(&("pair,date,minutes,notes,\"held\"x\"\n".to_owned() + &rows));
        assert_eq!(found.headers.len(), 5);
        let found = layout(&("pair,date,minutes,notes,\"held\n".to_owned() + &rows));
        assert_eq!((found.headers[4].as_str(), found.data_line), ("\"held", 2));
    }

    #[test]
    fn a_repeated_header_is_seen() {
        let found = layout("pair,date,notes,\nA,2026-01-02,x,\n");
        let row = |text: &str| StringRecord::from(text.split(',').collect::<Vec<_>>());
        assert!(found.begins_again(&row("pair,date,notes,")));
        assert!(found.begins_again(&row("pair,date,notes,,more")));
        assert!(!found.begins_again(&row("pair,,,")));
        assert!(!found.begins_again(&row("pair,date,other,")));
    }
}
