//! What the cells of a column look like in rows that are divided well.

use std::collections::BTreeMap;

/// What is known of the columns of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Shapes(Vec<Shape>);

/// What the cells of a column look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shape {
    /// The patterns of all cells with content; `None` for free text.
    patterns: Option<Vec<Box<str>>>,
    /// Whether there are cells without content.
    blank: bool,
    /// Whether nearly all cells begin with a letter.
    letter_first: bool,
}

/// Patterns that a column of numbers, dates or codes has at most.
const MOST_PATTERNS: usize = 16;

/// Patterns that a column of words has at most.
const MOST_WORD_PATTERNS: usize = 3;

impl Shapes {
    /// Looks at rows of one width.
    pub fn of<'a>(rows: impl Iterator<Item = &'a csv::StringRecord>, width: usize) -> Self {
        let mut seen = vec![Seen::default(); width];
        for row in rows {
            for (seen, cell) in seen.iter_mut().zip(row) {
                seen.add(cell);
            }
        }
        Self(seen.iter().map(Seen::shape).collect())
    }

    /// Whether a cell of a pattern looks like the others of its column.
    pub fn fits(&self, column: usize, pattern: &str) -> bool {
        let Some(shape) = self.0.get(column) else {
            return false;
        };
        if pattern.is_empty() {
            return shape.blank;
        }
        let patterns = shape.patterns.as_ref();
        patterns.is_none_or(|patterns| patterns.iter().any(|known| **known == *pattern))
    }

    /// Whether a cell that was cut off another looks like the others of its column, also at its
    /// beginning.
    pub fn begins_well(&self, column: usize, pattern: &str) -> bool {
        let letter = pattern.starts_with('a');
        self.fits(column, pattern) && (letter || !self.0[column].letter_first)
    }

    /// Number of columns whose cells have a pattern with digits.
    pub fn telling(&self) -> usize {
        let telling = |shape: &&Shape| {
            let patterns = shape.patterns.as_ref();
            patterns.is_some_and(|all| !all.is_empty() && all.iter().all(|one| one.contains('9')))
        };
        self.0.iter().filter(telling).count()
    }
}

impl Shapes {
    /// Whether a record holds something that no header would be: all numbers, or a date, a
    /// decimal number or a code where the column has them.
    pub fn tells(&self, record: &csv::StringRecord) -> bool {
        let known = |column: usize| {
            self.0
                .get(column)
                .is_some_and(|shape| shape.patterns.is_some())
        };
        let composed = |(column, cell): (usize, &str)| {
            let pattern = pattern(cell);
            let digits = pattern.chars().filter(|found| *found == '9').count();
            known(column) && digits > 1 && digits < pattern.chars().count()
        };
        let number = |cell: &str| cell.trim().parse::<f64>().is_ok();
        record.iter().enumerate().any(composed) || record.iter().all(number)
    }
}

/// The cells of a column, counted.
#[derive(Clone, Debug, Default)]
struct Seen {
    patterns: BTreeMap<Box<str>, usize>,
    filled: usize,
    blank: usize,
    letter_first: usize,
}

impl Seen {
    fn add(&mut self, cell: &str) {
        let pattern = pattern(cell);
        if pattern.is_empty() {
            self.blank += 1;
            return;
        }
        self.filled += 1;
        self.letter_first += usize::from(pattern.starts_with('a'));
        if self.patterns.len() <= MOST_PATTERNS {
            *self.patterns.entry(pattern.into()).or_default() += 1;
        }
    }

    fn shape(&self) -> Shape {
        let digits = self.patterns.keys().all(|pattern| pattern.contains('9'));
        let most = if digits {
            MOST_PATTERNS.min(self.filled / 2)
        } else {
            MOST_WORD_PATTERNS.min(self.filled / 2)
        };
        let few = self.patterns.len() <= most;
        Shape {
            patterns: few.then(|| self.patterns.keys().cloned().collect()),
            blank: self.blank > 0,
            letter_first: self.letter_first * 10 >= self.filled * 9,
        }
    }
}

/// Digits as 9, words as one a, other characters as they are; quotes around it do not count.
pub(super) fn pattern(cell: &str) -> String {
    let mut pattern = String::new();
    for character in cell.trim().trim_matches('"').chars() {
        let class = match character {
            found if found.is_numeric() => '9',
            found if found.is_alphabetic() => 'a',
            found => found,
        };
        if class != 'a' || !pattern.ends_with('a') {
            pattern.push(class);
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(rows: &[&[&str]]) -> Shapes {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| csv::StringRecord::from(row.to_vec()))
            .collect();
        Shapes::of(rows.iter(), rows[0].len())
    }

    #[test]
    fn dates_codes_and_numbers_have_patterns() {
        let shapes = shapes(&[
            &["28/01/2018", "P-17", "12", "well, fine", ""],
            &["01/02/2018", "P-18", "4", "why not? Next time", ""],
            &["01/03/2018", "P-19", "40", "(none)", ""],
            &["02/03/2018", "P-20", "7", "A. B. said so", ""],
        ]);
        assert!(shapes.fits(0, &pattern("31/12/2020")) && !shapes.fits(0, &pattern("31/12/20203")));
        assert!(
            !shapes.fits(0, &pattern(""))
                && shapes.fits(4, &pattern(""))
                && !shapes.fits(4, &pattern("x"))
        );
        assert!(shapes.fits(1, &pattern("P-21")) && !shapes.fits(1, &pattern("4P-21")));
        assert!(shapes.fits(2, &pattern("\"12")) && !shapes.fits(2, &pattern("123")));
        assert!(shapes.fits(3, &pattern("anything: 1")));
        assert!(!shapes.fits(5, &pattern("")));
        assert_eq!(shapes.telling(), 3);
    }

    #[test]
    fn two_rows_say_nothing() {
        let shapes = shapes(&[&["1", "a"]]);
        assert!(shapes.fits(0, &pattern("x-y z, 3")));
    }
}
