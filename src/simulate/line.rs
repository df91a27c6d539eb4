//! Writing one table cell by cell, in the dialect of the system that exports it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use csv::{Terminator, Writer, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

/// How a system writes its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateStyle {
    /// 2025-03-12
    Iso,
    /// 12/03/2025
    DayFirst,
    /// 12 Mar 2025
    MonthName,
}

/// How a system writes its files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    pub(super) crlf: bool,
    pub(super) byte_order_mark: bool,
    /// Whether it writes windows-1252, as older Windows programs do, instead of UTF-8.
    pub(super) windows: bool,
    pub(super) dates: DateStyle,
}

/// Comma, line feed, ISO dates: plain CSV.
pub(super) const TIDY: Dialect = Dialect {
    delimiter: b',',
    crlf: false,
    byte_order_mark: false,
    windows: false,
    dates: DateStyle::Iso,
};

/// A table on its way to a file.
pub(super) struct Table {
    writer: Writer<File>,
    dates: DateStyle,
    windows: bool,
    /// Where dates and numbers are spelt out, so that no cell allocates.
    spelling: Vec<u8>,
}

impl Table {
    /// Creates the file (whatever was there is gone) and writes its header.
    pub(super) fn create(path: &Path, dialect: Dialect, header: &[&str]) -> io::Result<Self> {
        let mut file = File::create(path)?;
        if dialect.byte_order_mark {
            file.write_all("\u{feff}".as_bytes())?;
        }
        let terminator = if dialect.crlf {
            Terminator::CRLF
        } else {
            Terminator::Any(b'\n')
        };
        let mut builder = WriterBuilder::new();
        builder
            .delimiter(dialect.delimiter)
            .terminator(terminator)
            .buffer_capacity(1 << 17);
        let mut table = Self {
            writer: builder.from_writer(file),
            dates: dialect.dates,
            windows: dialect.windows,
            spelling: Vec::with_capacity(32),
        };
        table.texts(header.iter().copied())?;
        table.end_row()?;
        Ok(table)
    }

    /// A cell of text; None is an empty cell.
    pub(super) fn text<'a>(&mut self, text: impl Into<Option<&'a str>>) -> io::Result<()> {
        let text = text.into().unwrap_or("");
        if self.windows && !text.is_ascii() {
            return Ok(self.writer.write_field(windows_1252(text))?);
        }
        Ok(self.writer.write_field(text)?)
    }

    /// A cell of several texts.
    pub(super) fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        texts.into_iter().try_for_each(|text| self.text(text))
    }

    /// A cell with a number; None is an empty cell.
    pub(super) fn number<N: Into<i64>>(&mut self, number: Option<N>) -> io::Result<()> {
        self.spelling.clear();
        if let Some(number) = number {
            spell_number(number.into(), 1, &mut self.spelling);
        }
        Ok(self.writer.write_field(&self.spelling)?)
    }

    /// A cell with a date; None is an empty cell.
    pub(super) fn date(&mut self, date: impl Into<Option<NaiveDate>>) -> io::Result<()> {
        self.spelling.clear();
        if let Some(date) = date.into() {
            spell(date, self.dates, &mut self.spelling)?;
        }
        Ok(self.writer.write_field(&self.spelling)?)
    }

    /// The end of a row.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Everything on the disk, or the error that kept it from there.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A text in windows-1252. Letters that it lacks lose their accents, as Windows itself writes them.
fn windows_1252(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut spelling = [0; 4];
    for letter in text.chars() {
        let (encoded, _, lacking) = WINDOWS_1252.encode(letter.encode_utf8(&mut spelling));
        if lacking {
            let plain = letter.nfd().next().filter(char::is_ascii);
            let plain = plain.unwrap_or(match letter {
                'ł' => 'l',
                'Ł' => 'L',
                'đ' => 'd',
                'ı' => 'i',
                _ => '?',
            });
            // Only ASCII is left.
            bytes.extend(u8::try_from(plain));
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

/// Writes a number with at least `width` digits: what files of millions of cells spend their time on.
fn spell_number(number: i64, width: usize, to: &mut Vec<u8>) {
    if number < 0 {
        to.push(b'-');
    }
    let first = to.len();
    let mut left = number.unsigned_abs();
    while left > 0 || to.len() < first + width.max(1) {
        // A remainder of ten is a digit.
        to.push(b'0' + (left % 10) as u8);
        left /= 10;
    }
    to[first..].reverse();
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Writes `date` in a style.
pub(super) fn spell(date: NaiveDate, style: DateStyle, to: &mut Vec<u8>) -> io::Result<()> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match style {
        DateStyle::Iso => {
            spell_number(i64::from(year), 4, to);
            for part in [month, day] {
                to.push(b'-');
                spell_number(i64::from(part), 2, to);
            }
            Ok(())
        }
        DateStyle::DayFirst => write!(to, "{day:02}/{month:02}/{year:04}"),
        DateStyle::MonthName => write!(to, "{day} {} {year}", MONTHS[date.month0() as usize % 12]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::day;
    use super::*;

    #[test]
    fn dates_are_written_in_the_style_of_the_system() {
        let spelt = |style| {
            let mut text = Vec::new();
            spell(day(2025, 3, 2), style, &mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        assert_eq!(spelt(DateStyle::Iso), "2025-03-02");
        assert_eq!(spelt(DateStyle::DayFirst), "02/03/2025");
        assert_eq!(spelt(DateStyle::MonthName), "2 Mar 2025");
    }

    #[test]
    fn numbers_are_written_digit_by_digit() {
        let spelt = |number, width| {
            let mut text = Vec::new();
            spell_number(number, width, &mut text);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(spelt(0, 1), "0");
        assert_eq!(spelt(7, 2), "07");
        assert_eq!(spelt(-2, 1), "-2");
        assert_eq!(spelt(i64::MIN, 1), i64::MIN.to_string());
        assert_eq!(spelt(2025, 4), "2025");
    }

    #[test]
    fn windows_writes_the_letters_that_it_has() {
        assert_eq!(windows_1252("Zoë Łuğ 漢"), b"Zo\xeb Lug ?");
    }

    #[test]
    fn cells_that_need_quotes_get_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        let mut table = Table::create(&path, TIDY, &["a", "b", "c"]).unwrap();
        table.text("x,\n\"y\"").unwrap();
        table.number(None::<u32>).unwrap();
        table.date(day(2025, 1, 31)).unwrap();
        table.end_row().unwrap();
        table.finish().unwrap();
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            "a,b,c\n\"x,\n\"\"y\"\"\",,2025-01-31\n"
        );
    }
}
