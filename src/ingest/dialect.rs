//! How the rows of a file are divided into cells.
//!
//! A first line `sep=;` decides; else the delimiter that divides most rows of a sample into the
//! same number of cells, the first of which look like headers.

use super::error::IngestError;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Delimiter and quote of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells that hold delimiters or line ends; `None` where quotes are data.
    pub quote: Option<u8>,
}

/// Delimiters in the order in which ties are decided.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records of a sample that are looked at.
const SAMPLE_RECORDS: usize = 200;

impl Dialect {
    /// A reader of records in this dialect, of any width and without headers.
    pub fn reader<R: std::io::Read>(self, input: R) -> csv::Reader<R> {
        self.reader_with(1 << 16, input)
    }

    /// The same with a buffer of so many bytes.
    pub(super) fn reader_with<R: std::io::Read>(self, buffer: usize, input: R) -> csv::Reader<R> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(self.quote.is_some())
            .quote(self.quote.unwrap_or(b'"'))
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(buffer)
            .from_reader(input)
    }

    /// The first records of a sample.
    pub(super) fn sample(self, sample: &[u8]) -> Vec<csv::ByteRecord> {
        self.reader(sample)
            .into_byte_records()
            .filter_map(Result::ok)
            .take(SAMPLE_RECORDS)
            .collect()
    }
}

/// Finds the dialect of a sample of a file; `configured` is the delimiter that is said to be its.
///
/// # Errors
/// When the configured delimiter is not one byte long.
pub(super) fn detect(
    sample: &[u8],
    path: &str,
    configured: Option<char>,
) -> Result<Dialect, IngestError> {
    let delimiter = match configured {
        Some(delimiter) => u8::try_from(delimiter).map_err(|_| IngestError::Setting {
            path: path.into(),
            message: format!("the delimiter `{delimiter}` is not a single ASCII character"),
        })?,
        None => separator_line(sample)
            .map_or_else(|| best_delimiter(sample), |(delimiter, _)| delimiter),
    };
    let quote = Some(b'"');
    Ok(Dialect { delimiter, quote })
}

/// The dialect with what the quotes of a longer part of the file say.
pub(super) fn with_quotes_of(dialect: Dialect, text: &[u8]) -> Dialect {
    let quoting = dialect.delimiter != b'\t' || !quotes_are_data(text, dialect.delimiter);
    Dialect {
        quote: dialect.quote.filter(|_| quoting),
        ..dialect
    }
}

/// The delimiter that a first line `sep=;` names, and the length of that line.
pub(super) fn separator_line(sample: &[u8]) -> Option<(u8, usize)> {
    let length = memchr::memchr(b'\n', sample).map_or(sample.len(), |end| end + 1);
    let line = sample[..length].trim_ascii_end();
    let tail = sample[..length].get(..4)?;
    if !tail.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    match line.get(4..) {
        Some([delimiter]) => Some((*delimiter, length)),
        Some([]) if sample.get(4) == Some(&b'\t') => Some((b'\t', length)),
        _ => None,
    }
}

fn best_delimiter(sample: &[u8]) -> u8 {
    let scored = DELIMITERS.map(|delimiter| (score(sample, delimiter), delimiter));
    let mut best = scored[0];
    for candidate in &scored[1..] {
        if candidate.0 > best.0 {
            best = *candidate;
        }
    }
    best.1
}

/// Share of the records that have the commonest width, more for wide ones, less where the first
/// of them does not look like headers.
fn score(sample: &[u8], delimiter: u8) -> f64 {
    let quote = Some(b'"');
    let records = Dialect { delimiter, quote }.sample(sample);
    let Some(width) = commonest_width(&records) else {
        return 0.0;
    };
    let fitting = records
        .iter()
        .filter(|record| record.len() == width)
        .count();
    let header = records.iter().find(|record| record.len() == width);
    let plausible = if header.is_some_and(looks_like_headers) {
        1.0
    } else {
        0.3
    };
    plausible * fitting as f64 / records.len() as f64 * (1.0 - 1.0 / width as f64)
}

/// The commonest width above one, the first of equals.
pub(super) fn commonest_width(records: &[csv::ByteRecord]) -> Option<usize> {
    let mut counts: BTreeMap<usize, (usize, Reverse<usize>)> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        if record.len() > 1 {
            let count = counts.entry(record.len()).or_insert((0, Reverse(place)));
            count.0 += 1;
        }
    }
    let commonest = counts.into_iter().max_by_key(|(_, count)| *count);
    commonest.map(|(width, _)| width)
}

/// Headers are mostly there and hold no numbers.
fn looks_like_headers(record: &csv::ByteRecord) -> bool {
    let filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty());
    let (mut named, mut numbers) = (0, 0);
    for cell in filled {
        named += 1;
        numbers += usize::from(
            !cell
                .iter()
                .any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80),
        );
    }
    named > 0 && numbers * 5 <= named
}

/// Whether quotes are part of the values of a text: a quoted value is never followed by more
/// text, and its quote is closed. Spreadsheets write tab-separated text without quoting, so such
/// text tells; read as quoting, its quotes would be lost and some would swallow lines.
fn quotes_are_data(text: &[u8], delimiter: u8) -> bool {
    let mut closed = 0_usize;
    let mut rest = text;
    let mut at_start = true;
    while let Some(&first) = rest.first() {
        if at_start && first == b'"' {
            let Some(length) = quoted_length(rest) else {
                return closed == 0;
            };
            rest = &rest[length..];
            if !rest
                .first()
                .is_none_or(|next| is_cell_end(*next, delimiter))
            {
                return true;
            }
            closed += 1;
            at_start = false;
        } else {
            at_start = is_cell_end(first, delimiter);
            rest = &rest[1..];
        }
    }
    false
}

fn is_cell_end(byte: u8, delimiter: u8) -> bool {
    byte == delimiter || matches!(byte, b'\n' | b'\r')
}

/// Length of a quoted value with its quotes; `None` where it is not closed.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(b'"', text).skip(1).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> char {
        char::from(detect(sample.as_bytes(), "a.csv", None).unwrap().delimiter)
    }

    #[test]
    fn the_delimiter_divides_rows_evenly() {
        assert_eq!(delimiter("pair_id,date\nA,2026-01-02\n"), ',');
        assert_eq!(delimiter("pair;hours\nA;1,5\nB;2,5\nC;0,5\n"), ';');
        assert_eq!(delimiter("pair\tnotes\nA\tx, y; z\n"), '\t');
        assert_eq!(delimiter("pair|date\nA|2026\n"), '|');
        assert_eq!(delimiter("pair_id,benefits\nA,x; y\nB,x; z\n"), ',');
        assert_eq!(delimiter("pair_id\nA\nB\n"), ',');
        assert_eq!(delimiter(""), ',');
    }

    #[test]
    fn a_separator_line_decides() {
        assert_eq!(delimiter("sep=|\na,b|c\n1,2|3\n"), '|');
        assert_eq!(separator_line(b"sep=;\r\na;b"), Some((b';', 7)));
        assert_eq!(separator_line(b"separate,b\n"), None);
    }

    #[test]
    fn a_lone_quote_in_tabbed_text_is_data() {
        let quote = |text: &str| {
            let dialect = detect(text.as_bytes(), "a.tsv", None).unwrap();
            with_quotes_of(dialect, text.as_bytes()).quote
        };
        assert_eq!(quote("a\tb\nx\t\"quoted start\ny\tplain\n"), None);
        assert_eq!(
            quote("a\tb\nx\t\"Native\" graphics\ny\tthe \"end\"\n"),
            None
        );
        let quoted = "a\tb\nx\t\"one\nline\"\ny\t\"two\tcells\"\nz\t\"a \"\"b\"\"\"\n";
        assert_eq!(quote(quoted), Some(b'"'));
        assert_eq!(quote("a\tb\nx\tthe \"end\"\n"), Some(b'"'));
    }
}
