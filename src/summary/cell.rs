//! Cells of delimited tables: text made safe for spreadsheets, numbers, flags and dates.

use super::number::push_number;
use crate::programme::Day;
use crate::stats::Estimate;
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io;
use std::ops::Range;

/// A table on its way out: a header, then rows of as many cells.
pub(crate) struct TableWriter<W: io::Write> {
    out: W,
    row: Row,
}

/// Rows that are made into text at once.
const ROWS_AT_ONCE: usize = 1 << 10;

/// Writes a table of so many rows, of which `write` writes any range. Ranges are made into text
/// in parallel and written in order, few at a time.
pub(crate) fn write_table<E: From<csv::Error> + Send>(
    mut out: impl io::Write,
    header: impl IntoIterator<Item = impl AsRef<str>>,
    rows: usize,
    write: impl Fn(Range<usize>, &mut TableWriter<&mut Vec<u8>>) -> Result<(), E> + Sync,
) -> Result<(), E> {
    TableWriter::new(&mut out, header)?.finish()?;
    let starts: Vec<usize> = (0..rows).step_by(ROWS_AT_ONCE).collect();
    for starts in starts.chunks(rayon::current_num_threads() * 4) {
        let texts = starts.par_iter().map(|&start| {
            let mut text = Vec::new();
            let mut table = TableWriter::after_header(&mut text);
            write(start..rows.min(start + ROWS_AT_ONCE), &mut table)?;
            table.finish()?;
            Ok(text)
        });
        for text in texts.collect::<Result<Vec<_>, E>>()? {
            out.write_all(&text).map_err(csv::Error::from)?;
        }
    }
    Ok(())
}

/// The cells of one row.
pub(crate) struct Row {
    csv: csv::Writer<Vec<u8>>,
    scratch: String,
}

impl<W: io::Write> TableWriter<W> {
    /// Writes the header, in which columns may be called as somebody typed.
    pub fn new(
        out: W,
        header: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, csv::Error> {
        let mut table = Self::after_header(out);
        table.row(|row| {
            for name in header {
                row.text(Some(name.as_ref()));
            }
        })?;
        Ok(table)
    }

    /// Goes on after a header.
    fn after_header(out: W) -> Self {
        Self {
            out,
            row: Row {
                csv: csv::Writer::from_writer(Vec::new()),
                scratch: String::new(),
            },
        }
    }

    /// Writes the row that `fill` makes.
    pub fn row(&mut self, fill: impl FnOnce(&mut Row)) -> Result<(), csv::Error> {
        fill(&mut self.row);
        self.row.csv.write_record(None::<&[u8]>)
    }

    /// Hands everything on to the underlying writer.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        let text = self
            .row
            .csv
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(self.out.write_all(&text)?)
    }
}

/// Text without control characters other than line ends and tabs.
fn without_commands(text: &str) -> Cow<'_, str> {
    let is_command = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    if text.contains(is_command) {
        text.replace(is_command, "").into()
    } else {
        text.into()
    }
}

impl Row {
    fn cell(&mut self, text: &str) {
        // The text goes to memory, which cannot fail; a row of too few or too many cells does.
        let _ = self.csv.write_field(text);
    }

    /// Text that somebody typed, so that no spreadsheet runs it and no terminal obeys it.
    pub fn text(&mut self, text: Option<&str>) {
        let text = without_commands(text.unwrap_or(""));
        let text = text.as_ref();
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.cell(&format!("'{text}"));
        } else {
            self.cell(text);
        }
    }

    /// A word of our own.
    pub fn word(&mut self, word: &str) {
        self.cell(word);
    }

    /// A number, or nothing.
    pub fn number(&mut self, number: Option<f64>) {
        self.scratch.clear();
        if let Some(number) = number {
            push_number(&mut self.scratch, number);
        }
        self.scratched();
    }

    fn scratched(&mut self) {
        let text = std::mem::take(&mut self.scratch);
        self.cell(&text);
        self.scratch = text;
    }

    /// True, false or nothing.
    pub fn flag(&mut self, flag: Option<bool>) {
        self.word(flag.map_or("", |flag| if flag { "true" } else { "false" }));
    }

    /// An ISO date, or nothing.
    pub fn day(&mut self, day: Option<Day>) {
        self.shown(day);
    }

    /// A count or whatever else of ours prints itself, or nothing.
    pub fn shown(&mut self, value: Option<impl Display>) {
        self.scratch.clear();
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = write!(self.scratch, "{value}");
        }
        self.scratched();
    }

    /// The name of a variant of one of our enumerations, or nothing.
    pub fn key(&mut self, variant: Option<impl Serialize>) {
        self.word(&variant.map_or_else(String::new, key));
    }

    /// Value and interval.
    pub fn interval(&mut self, estimate: &Estimate) {
        self.number(estimate.value);
        self.number(estimate.lower);
        self.number(estimate.upper);
    }
}

/// The name of a variant of one of our enumerations, as it stands in tables.
pub(crate) fn key(variant: impl Serialize) -> String {
    let mut name = serde_json::to_string(&variant).unwrap_or_default();
    name.retain(|letter| letter != '"');
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::State;

    fn written(fill: impl FnOnce(&mut Row)) -> String {
        let mut out = Vec::new();
        let mut table = TableWriter::new(&mut out, ["a", "b"]).unwrap();
        table.row(fill).unwrap();
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            let row = written(|row| {
                row.text(Some(text));
                row.number(Some(-1.0));
            });
            let quoted = row.strip_prefix("a,b\n").unwrap().trim_start_matches('"');
            assert!(quoted.starts_with(&format!("'{}", &text[..1])), "{row:?}");
            assert!(row.ends_with(",-1\n"), "{row:?}");
        }
    }

    #[test]
    fn a_terminal_obeys_no_cell() {
        let row = written(|row| {
            row.text(Some("a\u{1b}[31mb\u{7}\nc"));
            row.text(None);
        });
        assert_eq!(row, "a,b\n\"a[31mb\nc\",\n");
    }

    #[test]
    fn nor_a_header_that_somebody_typed() {
        let mut out = Vec::new();
        let table = TableWriter::new(&mut out, ["pair_id", "=1+1", "@x"]).unwrap();
        table.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "pair_id,'=1+1,'@x\n");
    }

    #[test]
    fn nothing_is_an_empty_cell_and_quotes_are_doubled() {
        let row = written(|row| {
            row.flag(None);
            row.text(Some("says \"yes\", twice"));
        });
        assert_eq!(row, "a,b\n,\"says \"\"yes\"\", twice\"\n");
    }

    #[test]
    fn variants_have_the_names_of_tables() {
        assert_eq!(key(State::NeverStarted), "never_started");
    }
}
