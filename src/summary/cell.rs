//! Cells of delimited tables: text made safe for spreadsheets, numbers, flags and dates.

use super::number::push_number;
use crate::programme::{Day, gives_orders};
use crate::stats::Estimate;
use rayon::prelude::*;
use serde::Serialize;
use std::fmt::{self, Display, Write as _};
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

/// Bytes that are handed on at once.
const TEXT_AT_ONCE: usize = 1 << 16;

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
            row: Row::default(),
        }
    }

    /// Writes the row that `fill` makes, of as many cells as the first one.
    pub fn row(&mut self, fill: impl FnOnce(&mut Row)) -> Result<(), csv::Error> {
        fill(&mut self.row);
        self.row.end()?;
        if self.row.text.len() >= TEXT_AT_ONCE {
            self.hand_on()?;
        }
        Ok(())
    }

    /// Hands everything on to the underlying writer.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        Ok(self.hand_on()?)
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(self.row.text.as_bytes())?;
        self.row.text.clear();
        self.row.from = 0;
        Ok(())
    }
}

/// Signs at the beginning of a cell that make a spreadsheet run it; some take the wide ones of East
/// Asia for them.
const RUNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What steers whatever shows it, and is no line end.
fn is_command(sign: char) -> bool {
    sign != '\r' && gives_orders(sign)
}

/// Whether a cell with this byte stands in quotes (RFC 4180).
const fn asks_for_quotes(byte: u8) -> bool {
    matches!(byte, b',' | b'"' | b'\n' | b'\r')
}

/// The cells of a row, made into text as they come: a large programme has a hundred million.
#[derive(Default)]
pub(crate) struct Row {
    text: String,
    /// Where the row begins in the text.
    from: usize,
    cells: usize,
    /// Cells of the first row.
    width: Option<usize>,
}

impl Row {
    /// Begins a cell: what is pushed next is its text.
    fn begin(&mut self) -> &mut String {
        if self.cells > 0 {
            self.text.push(',');
        }
        self.cells += 1;
        &mut self.text
    }

    /// Puts a cell that was pushed from here on in quotes, if it asks for them.
    fn quote(&mut self, from: usize) {
        if self.text.as_bytes()[from..]
            .iter()
            .copied()
            .any(asks_for_quotes)
        {
            let quoted = self.text[from..].replace('"', "\"\"");
            self.text.truncate(from);
            self.text.extend(["\"", &quoted, "\""]);
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let cells = std::mem::take(&mut self.cells);
        if *self.width.get_or_insert(cells) != cells {
            return Err(io::Error::other("a row has too few or too many cells"));
        }
        // A line without anything in it would be no row.
        if self.text.len() == self.from {
            self.text.push_str("\"\"");
        }
        self.text.push('\n');
        self.from = self.text.len();
        Ok(())
    }

    /// Text that somebody typed, so that no spreadsheet runs it and no terminal obeys it.
    pub fn text(&mut self, text: Option<&str>) {
        let text = text.unwrap_or("");
        if text.contains(is_command) {
            self.obeyed_by_nothing(&text.replace(is_command, ""));
        } else {
            self.obeyed_by_nothing(text);
        }
    }

    fn obeyed_by_nothing(&mut self, text: &str) {
        if text.starts_with(RUNS) {
            self.word(&format!("'{text}"));
        } else {
            self.word(text);
        }
    }

    /// A word of our own.
    pub fn word(&mut self, word: &str) {
        let text = self.begin();
        let from = text.len();
        text.push_str(word);
        self.quote(from);
    }

    /// A number, or nothing.
    pub fn number(&mut self, number: Option<f64>) {
        let text = self.begin();
        if let Some(number) = number {
            push_number(text, number);
        }
    }

    /// True, false or nothing.
    pub fn flag(&mut self, flag: Option<bool>) {
        let word = flag.map_or("", |flag| if flag { "true" } else { "false" });
        self.begin().push_str(word);
    }

    /// An ISO date, or nothing.
    pub fn day(&mut self, day: Option<Day>) {
        let text = self.begin();
        if let Some(day) = day {
            day.push_iso(text);
        }
    }

    /// A count or whatever else of ours prints itself, or nothing.
    pub fn shown(&mut self, value: Option<impl Display>) {
        let text = self.begin();
        let from = text.len();
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = write!(text, "{value}");
        }
        self.quote(from);
    }

    /// The name of a variant of one of our enumerations, or nothing.
    pub fn key(&mut self, variant: Option<impl Serialize>) {
        self.shown(variant.map(Key));
    }

    /// Value and interval.
    pub fn interval(&mut self, estimate: &Estimate) {
        self.number(estimate.value);
        self.number(estimate.lower);
        self.number(estimate.upper);
    }
}

/// A variant of one of our enumerations, shown by its name.
struct Key<T>(T);

impl<T: Serialize> Display for Key<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(formatter)
    }
}

/// The name of a variant of one of our enumerations, as it stands in tables.
pub(crate) fn key(variant: impl Serialize) -> String {
    let mut name = String::new();
    // Writing to a string cannot fail, and a variant without data has a name.
    let _ = write!(name, "{}", Key(variant));
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
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1+1"] {
            let row = written(|row| {
                row.text(Some(text));
                row.number(Some(-1.0));
            });
            let quoted = row.strip_prefix("a,b\n").unwrap().trim_start_matches('"');
            let first = text.chars().next().unwrap();
            assert!(quoted.starts_with(&format!("'{first}")), "{row:?}");
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
    fn no_sign_turns_the_direction_of_a_cell_or_hides_a_formula() {
        let row = written(|row| {
            row.text(Some("Ann\u{202e}nnA\u{2066}"));
            row.text(Some("\u{200f}=1+1"));
        });
        assert_eq!(row, "a,b\nAnnnnA,'=1+1\n");
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
    fn a_row_is_read_back_as_it_was_meant() {
        let mut out = Vec::new();
        let mut table = TableWriter::new(&mut out, ["only"]).unwrap();
        let cells = ["", "a", "a,b", "\"", "a\r", "two\nlines", "é"];
        for cell in cells {
            table.row(|row| row.word(cell)).unwrap();
        }
        table.finish().unwrap();
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let read: Vec<String> = reader
            .records()
            .map(|record| record.unwrap()[0].to_owned())
            .collect();
        assert_eq!(read, cells);
    }

    #[test]
    fn rows_have_as_many_cells_as_the_header() {
        let mut table = TableWriter::new(Vec::new(), ["a", "b"]).unwrap();
        assert!(table.row(|row| row.word("alone")).is_err());
    }

    #[test]
    fn what_is_long_is_handed_on_whole() {
        let mut out = Vec::new();
        let mut table = TableWriter::new(&mut out, ["a", "b"]).unwrap();
        for _ in 0..20_000 {
            let word = |row: &mut Row| {
                row.word("a word");
                row.day(Some(Day(0)));
            };
            table.row(word).unwrap();
        }
        table.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.lines()
                .filter(|line| *line == "a word,1970-01-01")
                .count(),
            20_000
        );
        assert_eq!(text.lines().count(), 20_001);
    }

    #[test]
    fn variants_have_the_names_of_tables() {
        assert_eq!(key(State::NeverStarted), "never_started");
    }
}
