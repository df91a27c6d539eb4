//! Any one file as plain CSV: UTF-8, commas, one header row, quotes doubled, values untouched,
//! without what stands above and below the data. Where a file holds several tables, the first
//! counts.

pub(super) mod another;
mod rows;

use super::error::IngestError;
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
    /// Rows from where another table begins.
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
    let rows = rows::tell(&sheet, |record| {
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
    rows::tell(sheet, |_| Ok(())).map_err(|error| match error {
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
    fn the_first_of_several_tables_counts() {
        let first = "site,meets on,pairs\nHarbour,2026-01-02,12\nHill,2026-01-03,8\n";
        for (second, beyond) in [
            ("\nmentor,subject\nAnna,law\nBo,art\n", 3),
            ("\nmentor,subject,hours\nAnna,law,1\n", 2),
            (",,\nMentors of the year,,\nmentor,subject,\nAnna,law,\n", 3),
            (
                "\nMentors,,\n2026,,\n\nsite,meets on,pairs\nHill,2027-01-03,8\n",
                4,
            ),
            ("site,meets on,pairs,more\nHill,2027-01-03,8,x\n", 2),
        ] {
            let (text, rows) = plain(&format!("{first}{second}"));
            assert_eq!((text.as_str(), rows.beyond), (first, beyond), "{second}");
        }
        for rest in [
            "\nMoor,2026-01-04,3\n",
            "\nMoor,unknown,3\n",
            "\nMoor,,\nFell,2026-02-01,3\n",
        ] {
            let (text, rows) = plain(&format!("{first}{rest}"));
            assert_eq!((text, rows.beyond), (format!("{first}{}", &rest[1..]), 0));
        }
    }

    #[test]
    fn a_lone_cell_below_two_columns_is_data_unless_another_table_follows() {
        let (text, rows) = plain("who,pairs\nAnna,1\nBo,2\n\nCy\n");
        assert_eq!(
            (text.as_str(), rows.data),
            ("who,pairs\nAnna,1\nBo,2\nCy,\n", 3)
        );
        let (text, rows) = plain("who,pairs\nAnna,1\nBo,2\n,\nSites,\n,\nsite,pairs\nHill,3\n");
        assert_eq!(
            (text.as_str(), rows.beyond),
            ("who,pairs\nAnna,1\nBo,2\n", 3)
        );
    }

    #[test]
    fn text_beyond_the_headers_is_not_lost() {
        assert_eq!(plain("a,b\n1,2,,\n1,2,3\n").0, "a,b\n1,2\n1,2,3\n");
    }
}
