//! How the rows of a file are divided into cells.
//!
//! A first line `sep=;` decides; else the delimiter that divides most rows of a sample into the
//! same number of cells, the first of which look like headers, with the quotes where quotes
//! belong ([`score`]). Files in an unusual dialect (apostrophes as quotes, backslashes before
//! quotes, a space behind each delimiter) are rewritten in the usual one ([`fn@rewrite`]).

mod quotes;
mod rewrite;
mod score;
mod written;

pub(super) use quotes::with_quotes_of;
pub(super) use rewrite::rewrite;
pub(super) use written::Written;

use super::error::IngestError;

/// Delimiter and quote of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells that hold delimiters or line ends; `None` where quotes are data.
    pub quote: Option<u8>,
}

impl Dialect {
    /// A reader of records in this dialect, of any width and without headers.
    pub fn reader<R: std::io::Read>(self, input: R) -> csv::Reader<R> {
        self.reader_with(1 << 16, input)
    }

    /// The same with a buffer of so many bytes.
    pub(in crate::ingest) fn reader_with<R: std::io::Read>(
        self,
        buffer: usize,
        input: R,
    ) -> csv::Reader<R> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(self.quote.is_some())
            .quote(self.quote.unwrap_or(b'"'))
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(buffer)
            .from_reader(input)
    }

    /// The records of a text.
    #[cfg(test)]
    pub(super) fn sample(self, sample: &[u8]) -> Vec<csv::ByteRecord> {
        self.reader(sample)
            .into_byte_records()
            .filter_map(Result::ok)
            .collect()
    }
}

/// Finds how a sample of a file is written; `configured` is the delimiter that is said to be its.
///
/// # Errors
/// When the configured delimiter is not one byte long.
pub(super) fn detect(
    sample: &[u8],
    path: &str,
    configured: Option<char>,
) -> Result<Written, IngestError> {
    let known = match configured {
        Some(delimiter) => Some(one_byte(delimiter, path)?),
        None => separator_line(sample).map(|(delimiter, _)| delimiter),
    };
    let skipped = separator_line(sample).map_or(0, |(_, length)| length);
    let text = sample.get(skipped..).unwrap_or_default();
    let delimiter = known.unwrap_or_else(|| score::best_delimiter(text));
    Ok(Written::of(text, delimiter))
}

fn one_byte(delimiter: char, path: &str) -> Result<u8, IngestError> {
    let byte = u8::try_from(delimiter).ok().filter(u8::is_ascii);
    byte.filter(|byte| !matches!(byte, b'"' | b'\n' | b'\r'))
        .ok_or_else(|| IngestError::Setting {
            path: path.into(),
            message: format!(
                "the delimiter `{}` is not a single ASCII character; for example: , ; or \\t",
                delimiter.escape_default()
            ),
        })
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
        Some([delimiter]) if delimiter.is_ascii() => Some((*delimiter, length)),
        Some([]) if sample.get(4) == Some(&b'\t') => Some((b'\t', length)),
        _ => None,
    }
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
            let written = detect(text.as_bytes(), "a.tsv", None).unwrap();
            with_quotes_of(written.usual().unwrap(), text.as_bytes()).quote
        };
        assert_eq!(quote("a\tb\nx\t\"quoted start\ny\tplain\n"), None);
        assert_eq!(
            quote("a\tb\nx\t\"Native\" graphics\ny\tthe \"end\"\n"),
            None
        );
        let quoted = "a\tb\nx\t\"one\nline\"\ny\t\"two\tcells\"\nz\t\"a \"\"b\"\"\"\n";
        assert_eq!(quote(quoted), Some(b'"'));
        assert_eq!(quote("a\tb\nx\tthe \"end\"\n"), Some(b'"'));
        // Whole rows between two quotes are rows; lines that are none are part of a value.
        let rows = "a\tb\tc\nx\t1\t\"opens\ny\t2\tplain\nz\t3\tcloses\"\n";
        assert_eq!(quote(rows), None);
        assert_eq!(quote(&format!("{rows}w\t4\t\"a \"\"b\"\"\"\n")), Some(b'"'));
        let middle = "a\tb\tc\nx\t\"one\nline\"\t1\ny\t\"two\nlines\"\t2\n";
        assert_eq!(quote(middle), Some(b'"'));
    }
}
