//! Any one file as plain CSV: UTF-8, commas, one header row, quotes doubled, values untouched,
//! without what stands above and below the data. Where a file holds several tables, the first
//! counts.

use super::blocks::{BLOCK_BYTES, Cutter};
use super::error::IngestError;
use super::records::{each_record, footer};
use super::sheet::{self, Sheet};
use super::source::{self, SourceFile};
use crate::config::Config;
use csv::StringRecord;
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

/// Why a file could not be written as plain CSV.
#[derive(Debug, thiserror::Error)]
pub enum PlainError {
    /// It could not be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The output takes no more.
    #[error("cannot write: {0}")]
    Output(io::Error),
}

/// Rows of a file, as [`write_plain`] tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlainRows {
    /// Rows of data.
    pub data: u64,
    /// Rows below the data, and empty rows.
    pub footer: u64,
    /// Rows that were put right because a quote or a delimiter was missing or too many.
    pub mended: u64,
    /// Rows from where the header is repeated.
    pub beyond: u64,
    /// Rows of the header; none where the first row is data.
    pub header: u32,
}

/// What is said about a file above its configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// Name of its character encoding.
    pub encoding: Option<String>,
    /// The character between its cells.
    pub delimiter: Option<char>,
    /// Number of its header rows.
    pub header_rows: Option<usize>,
}

impl ReadAs {
    /// The configuration of a file with these settings above it.
    fn above(&self, source: &SourceFile, config: &Config) -> Config {
        let mut config = config.clone();
        let mut own = sheet::configured(source, &config).unwrap_or_default();
        own.file.clone_from(&source.shown);
        own.encoding = self.encoding.clone().or(own.encoding);
        own.delimiter = self.delimiter.or(own.delimiter);
        own.header_rows = self.header_rows.or(own.header_rows);
        // Of all that is said about a file, the last counts.
        config.sources.push(own);
        config
    }
}

/// Writes a file as it was understood, whatever it holds.
///
/// # Errors
/// When the file cannot be read or is not text, or the output takes no more.
pub fn write_plain(
    path: &Path,
    config: &Config,
    read_as: &ReadAs,
    output: impl Write,
) -> Result<PlainRows, PlainError> {
    let source = source::one(path)?;
    let sheet = Sheet::open(0, &source, &read_as.above(&source, config))?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(output);
    if !sheet.layout.titles.is_empty() {
        writer.write_record(&sheet.layout.titles).map_err(failed)?;
    }
    let width = sheet.layout.headers.len();
    let rows = rows(&sheet, |record| {
        let missing = width.saturating_sub(record.len());
        for cell in trimmed_to(record, width) {
            writer.write_field(as_written(&sheet, cell).as_bytes())?;
        }
        (0..missing).try_for_each(|_| writer.write_field(""))?;
        writer.write_record(None::<&[u8]>)
    })?;
    writer.flush().map_err(PlainError::Output)?;
    Ok(rows)
}

/// Counts the rows of a file that no table was found in.
pub(super) fn count(sheet: &Sheet) -> Result<PlainRows, IngestError> {
    rows(sheet, |_| Ok(())).map_err(|error| match error {
        PlainError::Ingest(error) => error,
        PlainError::Output(source) => unreadable(sheet, source),
    })
}

fn failed(error: csv::Error) -> PlainError {
    PlainError::Output(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

fn unreadable(sheet: &Sheet, source: io::Error) -> IngestError {
    IngestError::Unreadable {
        path: sheet.shown.clone().into(),
        source,
    }
}

/// A cell with the line breaks of a sheet as they are in the workbook.
fn as_written<'a>(sheet: &Sheet, cell: &'a str) -> Cow<'a, str> {
    if sheet.text.is_sheet() && cell.contains('\r') {
        Cow::Owned(cell.replace('\r', "\n"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cells of a row without empty ones beyond the headers.
fn trimmed_to(record: &StringRecord, width: usize) -> impl Iterator<Item = &str> {
    let said = record.iter().zip(1..).filter(|(cell, _)| !cell.is_empty());
    let last = said.last().map_or(0, |(_, number)| number);
    record.iter().take(width.max(last))
}

/// Tells each row of data to `each`. Rows that may be a footer are held back until a row of data
/// follows: only at the end of the file they are one.
fn rows(
    sheet: &Sheet,
    mut each: impl FnMut(&StringRecord) -> csv::Result<()>,
) -> Result<PlainRows, PlainError> {
    let offset = sheet.text.start + sheet.layout.data_offset;
    let reader = sheet.text.reader(offset);
    let reader = reader.map_err(|source| unreadable(sheet, source))?;
    let line = sheet.layout.data_line;
    let mut held = HeldBack::default();
    let mut rows = PlainRows {
        header: sheet.layout.header_rows,
        ..PlainRows::default()
    };
    for block in Cutter::new(reader, sheet.dialect, offset, line, BLOCK_BYTES) {
        let block = block.map_err(|source| unreadable(sheet, source))?;
        each_record(sheet, &block, |record, place| {
            if rows.beyond > 0 || sheet.layout.begins_again(record) {
                rows.beyond += 1;
                return Ok(());
            }
            rows.mended += u64::from(place.mended);
            if footer::is_blank(record) {
                held.blank = true;
                rows.footer += 1;
            } else if held.takes(record, place.gap, sheet.layout.headers.len()) {
                held.records.push(record.clone());
            } else {
                held.blank = false;
                let before = std::mem::take(&mut held.records);
                for record in before.iter().chain([record]) {
                    rows.data += 1;
                    each(record).map_err(failed)?;
                }
            }
            Ok::<_, PlainError>(())
        })?;
    }
    rows.footer += held.records.len() as u64;
    Ok(rows)
}

/// Rows at the end that may be a footer.
#[derive(Default)]
struct HeldBack {
    records: Vec<StringRecord>,
    /// Whether an empty row stands before.
    blank: bool,
}

/// Rows that are held back at most: footers are short.
const LONGEST_FOOTER: usize = 40;

impl HeldBack {
    /// A footer begins with a total, with a line that exporters write, or with a row of one
    /// cell after an empty one; it goes on with rows of one or two cells.
    fn takes(&self, record: &StringRecord, gap: bool, width: usize) -> bool {
        let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
        let few = width > 2 && filled <= 2;
        let begins = footer::starts_as_total(record)
            || few && (footer::is_below_data(record) || filled == 1 && (gap || self.blank));
        let goes_on = !self.records.is_empty() && (few || begins);
        self.records.len() < LONGEST_FOOTER && (begins || goes_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> (String, PlainRows) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let mut output = Vec::new();
        let rows = write_plain(&path, &Config::default(), &ReadAs::default(), &mut output).unwrap();
        (String::from_utf8(output).unwrap(), rows)
    }

    #[test]
    fn values_stay_as_they_are() {
        let (text, rows) = plain("a;b;c\r\n 1 ;\"x;\"\"y\"\"\";\"two\nlines\"\r\n4\r\n");
        assert_eq!(text, "a,b,c\n 1 ,\"x;\"\"y\"\"\",\"two\nlines\"\n4,,\n");
        assert_eq!((rows.data, rows.footer), (2, 0));
    }

    #[test]
    fn what_stands_around_the_data_is_left_out() {
        let (text, rows) = plain(
            "Report of 2026\n\na,b,c\n1,2,3\n4,,\n,,\n\"Copyright (c) 2000-2026 somebody\",,\nGenerated By: A,1/2/2026,\n",
        );
        assert_eq!(text, "a,b,c\n1,2,3\n4,,\n");
        assert_eq!((rows.data, rows.footer), (2, 3));
        let (text, _) = plain("a,b,c\n1,2,3\nTotal,2,3\n");
        assert_eq!(text, "a,b,c\n1,2,3\n");
    }

    #[test]
    fn empty_lines_are_seen_whatever_ends_the_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["a,b,c", "1,\"2\n3\",4", "5,6,7", "", "made by hand", ""];
            let (text, rows) = plain(&lines.join(end));
            assert_eq!(text, "a,b,c\n1,\"2\n3\",4\n5,6,7\n", "{end:?}");
            assert_eq!((rows.data, rows.footer), (2, 1), "{end:?}");
        }
    }

    #[test]
    fn rows_that_only_look_like_a_footer_are_data() {
        let (_, rows) = plain("a,b,c\n1,,\n\n2,,\n3,4,5\n6,,\n");
        assert_eq!((rows.data, rows.footer), (4, 0));
        let (_, rows) = plain("name\nAnna\n\nBo\n");
        assert_eq!((rows.data, rows.footer), (2, 0));
    }

    #[test]
    fn text_beyond_the_headers_is_not_lost() {
        assert_eq!(plain("a,b\n1,2,,\n1,2,3\n").0, "a,b\n1,2\n1,2,3\n");
    }
}
