//! Rows that are not divided like the others: a quote or a delimiter too many or missing.
//!
//! Such a row is put right only where exactly one way gives every column a cell that looks like
//! the others of the column; else it stays as it was read.

mod divide;
mod heading;
mod shapes;
mod split;

use super::dialect::Dialect;
use divide::{Division, Signs, divide};
use shapes::{Shapes, pattern};

/// What rows of a table look like.
#[derive(Clone, Debug, Default)]
pub(super) struct RowShape {
    /// Cells that most rows have; rows of a single cell are never irregular.
    pub width: usize,
    /// Rows that it was learnt from.
    rows: usize,
    shapes: Shapes,
}

/// A row that was put right.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mended {
    /// Its cells.
    pub record: csv::StringRecord,
    /// Where its line begins in the text that it was found in.
    pub offset: usize,
    /// Number of line ends before it in that text.
    pub lines: u32,
}

/// Delimiters that a single row may be divided by instead.
const OTHER_DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b' '];

/// Rows without which only quotes are put right.
const FEWEST_ROWS: usize = 8;

/// Lines of a text that are looked at.
const MOST_LINES: usize = 10_000;

/// Bytes of a line that are looked at.
const LONGEST_LINE: usize = 1 << 14;

impl RowShape {
    /// Learns from rows that are divided well.
    pub fn of<'a>(rows: impl Iterator<Item = &'a csv::StringRecord>, width: usize) -> Self {
        let mut count = 0;
        let counted = rows.inspect(|_| count += 1);
        Self {
            shapes: Shapes::of(counted, width),
            width,
            rows: count,
        }
    }

    /// Whether enough rows are known to tell what a cell looks like.
    fn is_known(&self) -> bool {
        self.rows >= FEWEST_ROWS
    }

    /// Whether a record is divided like most; `strays` says whether there may be quotes out of
    /// place, so that its text has to be looked at.
    pub fn is_regular(
        &self,
        dialect: Dialect,
        record: &csv::StringRecord,
        strays: bool,
        raw: &str,
    ) -> bool {
        self.width < 2
            || record.len() == self.width && !(strays && has_stray_quotes(raw, dialect))
            || record.iter().all(str::is_empty)
    }

    /// Whether a record looks like the others in every column, and not by words or plain numbers
    /// alone.
    pub fn is_row(&self, record: &csv::StringRecord) -> bool {
        let fits = |(column, cell): (usize, &str)| self.shapes.fits(column, &pattern(cell));
        record.len() == self.width
            && record.iter().enumerate().all(fits)
            && self.shapes.tells(record)
    }

    /// The rows that an irregular record amounts to, where they can be put right.
    pub fn mend(&self, raw: &str, dialect: Dialect) -> Option<Vec<Mended>> {
        let text = raw.trim_end_matches(['\n', '\r']);
        if text.contains('\n') {
            return self.mend_lines(text, dialect).or_else(|| {
                let division = self.divided(text, dialect)?;
                Some(vec![mended(&division, dialect, 0, 0)])
            });
        }
        let record = self.mend_line(text, dialect)?;
        Some(vec![Mended {
            record,
            offset: 0,
            lines: 0,
        }])
    }

    /// Takes the lines of a text apart that a quote holds together; each has to be a row.
    fn mend_lines(&self, text: &str, dialect: Dialect) -> Option<Vec<Mended>> {
        let mut rows = Vec::new();
        let mut offset = 0;
        for (line, number) in text.split('\n').zip(0..) {
            let row = line.strip_suffix('\r').unwrap_or(line);
            if rows.len() > MOST_LINES {
                return None;
            }
            if !row.is_empty() {
                let division = self.divided(row, dialect).filter(Division::is_whole)?;
                rows.push(mended(&division, dialect, offset, number));
            }
            offset += line.len() + 1;
        }
        Some(rows)
    }

    fn mend_line(&self, line: &str, dialect: Dialect) -> Option<csv::StringRecord> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        if let Some(division) = self.divided(line, dialect) {
            return Some(record(&division, dialect));
        }
        if !self.is_known() {
            return None;
        }
        split::split(line, signs(dialect), self.width, &self.shapes).or_else(|| {
            let fits = |column: usize, cell: &str| self.shapes.fits(column, cell);
            let (division, other) = self.otherwise(line, dialect, fits)?;
            (self.shapes.telling() > 1).then(|| record(&division, other))
        })
    }

    fn divided<'a>(&self, line: &'a str, dialect: Dialect) -> Option<Division<'a>> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        let fits = |column: usize, cell: &str| self.shapes.fits(column, cell);
        let division = divide(line, signs(dialect), self.width, fits)?;
        (self.is_known() || division.is_whole()).then_some(division)
    }

    /// Divides a line by another delimiter, if exactly one fits.
    fn otherwise<'a>(
        &self,
        line: &'a str,
        dialect: Dialect,
        fits: impl Fn(usize, &str) -> bool,
    ) -> Option<(Division<'a>, Dialect)> {
        let others = OTHER_DELIMITERS.iter().copied();
        let mut found = others
            .filter(|other| *other != dialect.delimiter)
            .filter_map(|delimiter| {
                let other = Dialect {
                    delimiter,
                    ..dialect
                };
                Some((divide(line, signs(other), self.width, &fits)?, other))
            });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

fn signs(dialect: Dialect) -> Signs {
    Signs {
        delimiter: dialect.delimiter,
        // Where quotes are data, nothing is one.
        quote: dialect.quote.unwrap_or(0),
    }
}

fn record(division: &Division<'_>, dialect: Dialect) -> csv::StringRecord {
    csv::StringRecord::from(division.values(signs(dialect).quote))
}

fn mended(division: &Division<'_>, dialect: Dialect, offset: usize, lines: u32) -> Mended {
    Mended {
        record: record(division, dialect),
        offset,
        lines,
    }
}

/// Whether a quote stands where the rules of quoting have none: inside an unquoted cell, or
/// closing a cell that goes on.
pub(super) fn has_stray_quotes(raw: &str, dialect: Dialect) -> bool {
    let Some(quote) = dialect.quote else {
        return false;
    };
    let bytes = raw.as_bytes();
    let ends = |byte: Option<&u8>| {
        byte.is_none_or(|byte| *byte == dialect.delimiter || matches!(byte, b'\n' | b'\r'))
    };
    let mut quotes = memchr::memchr_iter(quote, bytes).peekable();
    let mut open = false;
    while let Some(at) = quotes.next() {
        if open && quotes.next_if_eq(&(at + 1)).is_some() {
            continue;
        }
        let place = if open {
            bytes.get(at + 1)
        } else {
            at.checked_sub(1).and_then(|before| bytes.get(before))
        };
        if !ends(place) {
            return true;
        }
        open = !open;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const COMMA: Dialect = Dialect {
        delimiter: b',',
        quote: Some(b'"'),
    };

    pub(super) fn shape() -> RowShape {
        let rows = [
            "P-1,01/02/2026,90,\"went well, really\",yes",
            "P-2,02/02/2026,60,Short one,no",
            "P-3,03/02/2026,5,\"He said \"\"no\"\"\",yes",
            "P-4,04/02/2026,120,(none),no",
            "P-5,05/02/2026,30,12 new goals,yes",
            "P-6,06/02/2026,30,all fine - next time more,no",
            "P-7,07/02/2026,30,ok,yes",
            "P-8,08/02/2026,30,see mail. Later!,no",
        ];
        let records: Vec<_> = rows
            .iter()
            .flat_map(|row| COMMA.sample(row.as_bytes()))
            .map(csv::StringRecord::from_byte_record_lossy)
            .collect();
        RowShape::of(records.iter(), 5)
    }

    fn mended(raw: &str) -> Option<Vec<Vec<String>>> {
        let rows = shape().mend(raw, COMMA)?;
        let cells = |row: &Mended| row.record.iter().map(str::to_owned).collect();
        Some(rows.iter().map(cells).collect())
    }

    #[test]
    fn one_delimiter_too_many_or_missing_is_put_right() {
        let good = ["P-9", "09/02/2026", "45", "tea, cake", "yes"];
        for line in [
            "P-9,09/02/2026,45,tea, cake,yes\n",
            "P-9,,09/02/2026,45,\"tea, cake\",yes",
            ",P-9,09/02/2026,45,\"tea, cake\",yes",
            "P-9,09/02/2026,45,\"tea, cake\",yes,",
            "P-9,09/02/202645,\"tea, cake\",yes",
            "P-909/02/2026,45,\"tea, cake\",yes",
            "P-9,09/02/2026,45\"tea, cake\",yes",
            "P-9,09/02/2026,45,\"tea, cake\"yes",
        ] {
            assert_eq!(
                mended(line).as_deref(),
                Some(&[good.map(str::to_owned).to_vec()][..]),
                "{line}"
            );
        }
    }

    #[test]
    fn another_delimiter_in_one_row_is_found() {
        let good = ["P-9", "09/02/2026", "45", "Tea and cake", "yes"];
        for line in [
            "P-9;09/02/2026;45;Tea and cake;yes",
            "P-9 09/02/2026 45 Tea and cake yes",
        ] {
            assert_eq!(
                mended(line).as_deref(),
                Some(&[good.map(str::to_owned).to_vec()][..]),
                "{line}"
            );
        }
    }

    #[test]
    fn a_quote_too_many_swallows_no_line() {
        let rows = mended("P-9,09/02/2026,45,tea,\"\nP-10,10/02/2026,45,\"tea, cake\",no\n");
        assert!(rows.is_none(), "P-10 looks like no other");
        let rows = mended("P-9,09/02/2026,45,tea,\"yes\nP-8,10/02/2026,45,\"tea, cake\",no\n");
        let rows = rows.unwrap();
        assert_eq!(rows[0][4], "\"yes");
        assert_eq!(rows[1][3], "tea, cake");
    }

    #[test]
    fn what_fits_in_no_way_or_in_several_stays() {
        for line in [
            "P-9,09/02/2026,45",
            "a,b,c,d,e,f",
            "Total",
            "P-9,09/02/2026,45,tea",
        ] {
            assert_eq!(mended(line), None, "{line}");
        }
    }

    #[test]
    fn stray_quotes_are_seen() {
        for (raw, stray) in [
            ("a,\"b\"\"c\",d\r\n", false),
            ("\"a\nb\",c", false),
            ("a,\"\",c", false),
            ("a,\"b\"c,d", true),
            ("a,b\"c,d", true),
            ("a,\"b", true),
            ("a,\"\"b\",c", true),
        ] {
            assert_eq!(has_stray_quotes(raw, COMMA), stray, "{raw}");
        }
    }
}
