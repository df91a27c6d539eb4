//! Where in a file the header and the data are.
//!
//! A header is assumed: survey exports of text look as if they had none. Lines above it with
//! few cells are a preamble; what stands below the data is known row by row
//! ([`super::records::footer`]).

use super::dialect::{Dialect, commonest_width, separator_line};
use super::profiles::{Heading, Profile};

/// The parts of a file above its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The exporter that the file seems to come from.
    pub profile: Profile,
    /// Lines and records above the header.
    pub preamble_rows: u32,
    /// Rows of the header.
    pub header_rows: u32,
    /// Headers as found, joined where there are several rows of them.
    pub headers: Vec<String>,
    /// Offset of the first data record from the start of the text.
    pub data_offset: u64,
    /// Line of the first data record, from 1.
    pub data_line: u32,
}

/// Finds the layout of a file from the beginning of its text.
pub(super) fn find(sample: &[u8], dialect: Dialect, configured_rows: Option<usize>) -> Layout {
    let skipped = separator_line(sample).map_or(0, |(_, length)| length);
    let text = sample.get(skipped..).unwrap_or_default();
    let records = dialect.sample(text);
    let header = header_at(&records);
    let Heading {
        profile,
        rows,
        headers,
    } = Heading::of(records.get(header..).unwrap_or_default(), configured_rows);
    let end = records
        .get(header + rows)
        .and_then(csv::ByteRecord::position)
        .map_or(text.len() as u64, csv::Position::byte);
    let offset = skipped + usize::try_from(end).unwrap_or(text.len());
    Layout {
        preamble_rows: count(header) + u32::from(skipped > 0),
        header_rows: count(rows),
        headers,
        data_offset: offset as u64,
        data_line: count(memchr::memchr_iter(b'\n', &sample[..offset]).count()) + 1,
        profile,
    }
}

/// The first record that is about as wide as most and filled: the header.
fn header_at(records: &[csv::ByteRecord]) -> usize {
    let width = commonest_width(records).unwrap_or(1);
    let wanted = if width > 3 { 3 } else { width };
    records
        .iter()
        .position(|record| filled(record) >= wanted && record.len() * 2 >= width)
        .unwrap_or(0)
}

fn filled(record: &csv::ByteRecord) -> usize {
    record
        .iter()
        .filter(|cell| !cell.trim_ascii().is_empty())
        .count()
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

    #[test]
    fn the_first_full_row_is_the_header() {
        let layout = find(b"pair_id,date\nA,2026-01-02\n", COMMA, None);
        assert_eq!(layout.headers, ["pair_id", "date"]);
        assert_eq!((layout.preamble_rows, layout.header_rows), (0, 1));
        assert_eq!((layout.data_offset, layout.data_line), (13, 2));
    }

    #[test]
    fn titles_above_the_header_are_a_preamble() {
        let text = b"Sessions of 2026\n\n,,,\n\"pair\nid\",date,status,notes\nA,2026-01-02,held,\n";
        let layout = find(text, COMMA, None);
        assert_eq!(layout.headers[0], "pair\nid");
        assert_eq!((layout.preamble_rows, layout.data_line), (2, 6));
    }

    #[test]
    fn a_separator_line_is_part_of_the_preamble() {
        let layout = find(b"sep=,\r\npair_id,date\r\nA,2026-01-02\r\n", COMMA, None);
        assert_eq!(layout.headers, ["pair_id", "date"]);
        assert_eq!(layout.preamble_rows, 1);
    }

    #[test]
    fn an_empty_file_has_no_headers() {
        for text in [&b""[..], b"\n", b"   \n"] {
            let layout = find(text, COMMA, None);
            assert!(layout.headers.iter().all(String::is_empty), "{layout:?}");
            assert_eq!(layout.data_offset, text.len() as u64);
        }
    }

    #[test]
    fn the_configuration_may_say_how_many_header_rows_there_are() {
        let layout = find(b"a,b\nid,day\nA,2026-01-02\n", COMMA, Some(2));
        assert_eq!(layout.headers, ["a – id", "b – day"]);
        assert_eq!(layout.data_line, 3);
    }
}
