//! The line of headers: its cells look like those of no column.

use super::divide::{Division, divide};
use super::{RowShape, record, signs, split};
use crate::ingest::dialect::Dialect;

impl RowShape {
    /// The cells of a line above the data, whose cells look like those of no column: its quotes
    /// are put right, an empty cell too many is left out, a delimiter missing beside a quote is
    /// put in, a delimiter before a space belongs to the question around it (`If cancelled, why?`), and
    /// where no other header follows (`bare`), another delimiter is tried.
    pub fn mend_heading(
        &self,
        raw: &str,
        dialect: Dialect,
        bare: bool,
    ) -> Option<csv::StringRecord> {
        let line = raw.trim_end_matches(['\n', '\r']);
        let usual = divide(line, signs(dialect), self.width, |_, _| true);
        if let Some(division) = usual.filter(Division::keeps_text) {
            return Some(record(&division, dialect));
        }
        if let Some(record) = split::split_at_quote(line, signs(dialect), self.width) {
            return Some(record);
        }
        if let Some(record) = self.joined_at_spaces(line, dialect) {
            return Some(record);
        }
        if line
            .bytes()
            .filter(|byte| *byte == dialect.delimiter)
            .count()
            >= self.width
        {
            return None;
        }
        let named = |_: usize, cell: &str| !cell.is_empty();
        let (division, other) = self.otherwise(line, dialect, named).filter(|_| bare)?;
        division.is_whole().then(|| record(&division, other))
    }

    /// A line whose delimiters before a space are those of questions, where it has one cell for each column then.
    fn joined_at_spaces(&self, line: &str, dialect: Dialect) -> Option<csv::StringRecord> {
        if dialect
            .quote
            .is_some_and(|quote| line.bytes().any(|byte| byte == quote))
        {
            return None;
        }
        let delimiter = char::from(dialect.delimiter);
        let mut cells: Vec<String> = Vec::new();
        for piece in line.split(delimiter) {
            match cells.last_mut() {
                Some(cell) if piece.starts_with(' ') => {
                    cell.push(delimiter);
                    cell.push_str(piece);
                }
                _ => cells.push(piece.to_owned()),
            }
        }
        // A title has delimiters, too; a question is none.
        let are_questions = |cell: &String| !cell.contains(delimiter) || cell.ends_with('?');
        let fits = cells.len() == self.width && cells.iter().all(are_questions);
        fits.then(|| csv::StringRecord::from(cells))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{COMMA, shape};

    #[test]
    fn headers_are_mended_by_their_quotes_only() {
        let shape = shape();
        let cells = |line: &str| {
            let record = shape.mend_heading(line, COMMA, true)?;
            Some(record.iter().map(str::to_owned).collect::<Vec<_>>())
        };
        let names = ["pair", "date", "minutes", "notes", "held"].map(str::to_owned);
        assert_eq!(cells("pair date minutes notes held\r\n").unwrap(), names);
        assert_eq!(
            cells("pair,\"date,minutes,\"notes\",held").unwrap()[1],
            "\"date"
        );
        for line in [
            "pair,date\"minutes\",notes,held",
            "pair,\"date\"minutes,notes,held",
            "pair,\"date\"\"minutes\",notes,held",
        ] {
            assert_eq!(cells(line).unwrap(), names, "{line}");
        }
        assert_eq!(cells("Sessions of all our pairs, 2026"), None);
        assert_eq!(cells("pair,date,minutes,notes,held,and more"), None);
        assert_eq!(
            cells("pair,date,minutes,If cancelled, why?,held").unwrap()[3],
            "If cancelled, why?"
        );
        assert_eq!(cells("pair,,date,minutes,notes,held").unwrap(), names);
        assert_eq!(shape.mend_heading("a b c d e", COMMA, false), None);
    }
}
