//! Which delimiter divides a text best.

use super::{Dialect, Written};
use crate::ingest::grid::commonest_width;
use csv::StringRecord;
use rayon::prelude::*;
use std::iter::zip;

/// Delimiters in the order in which ties are decided.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records of a sample that are looked at.
const SAMPLE_RECORDS: usize = 200;

/// The delimiter that fits a sample best; a space only where nothing else does as well.
pub(super) fn best_delimiter(sample: &[u8]) -> u8 {
    let delimiters = DELIMITERS.par_iter().with_max_len(1);
    let scores = delimiters.map(|delimiter| score(&Candidate::of(sample, *delimiter)));
    let mut best = (0.0, DELIMITERS[0]);
    for (score, delimiter) in zip(scores.collect::<Vec<_>>(), DELIMITERS) {
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    let spaces = Candidate::of(sample, b' ');
    if spaces.can_be_spaces() && score(&spaces) / 2.0 > best.0 {
        return b' ';
    }
    best.1
}

/// A sample as a delimiter divides it.
struct Candidate {
    records: Vec<StringRecord>,
    width: Option<usize>,
    /// Share of the quotes that stand where quotes belong.
    quotes: f64,
    /// Cells with quotes around them.
    quoted: usize,
}

impl Candidate {
    fn of(sample: &[u8], delimiter: u8) -> Self {
        let quote = Some(b'"');
        let records: Vec<_> = Dialect { delimiter, quote }
            .reader(sample)
            .into_byte_records()
            .filter_map(Result::ok)
            .take(SAMPLE_RECORDS)
            .map(StringRecord::from_byte_record_lossy)
            .filter(|record| record.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        let written = Written::of(sample, delimiter);
        let quoting = written.quoting(sample);
        let misplaced = (quoting.stray + quoting.bare) as f64;
        let placed = (quoting.around * 2 + quoting.doubled + quoting.escaped) as f64;
        Self {
            width: commonest_width(records.iter()),
            records,
            quotes: (1.0 + placed) / (1.0 + placed + misplaced),
            quoted: quoting.around,
        }
    }

    fn fitting(&self, width: usize) -> f64 {
        let fitting = self.records.iter().filter(|record| record.len() == width);
        fitting.count() as f64 / self.records.len().max(1) as f64
    }

    /// Words have spaces between them: they delimit only where the header has as many cells as
    /// the rows, and where quotes or columns of numbers show it.
    fn can_be_spaces(&self) -> bool {
        let (Some(width), Some(first)) = (self.width, self.records.first()) else {
            return false;
        };
        let named = first.len() == width && first.iter().all(|cell| !cell.is_empty());
        let shown_by_quotes = self.quoted > 1 && self.quotes > 0.9;
        let shown_by_numbers =
            self.fitting(width) > 0.95 && self.numeric_columns(width) * 2 > width;
        width > 2 && self.records.len() > 1 && named && (shown_by_quotes || shown_by_numbers)
    }

    fn numeric_columns(&self, width: usize) -> usize {
        let numeric = |column: &usize| {
            let mut cells = self
                .records
                .iter()
                .skip(1)
                .filter_map(|row| row.get(*column));
            cells.all(|cell| cell.parse::<f64>().is_ok())
        };
        (0..width).filter(numeric).count()
    }
}

/// Share of the records that have the commonest width, more for wide ones, less where the first
/// of them does not look like headers or quotes stand inside of cells.
fn score(candidate: &Candidate) -> f64 {
    let Some(width) = candidate.width else {
        return 0.0;
    };
    let header = candidate
        .records
        .iter()
        .find(|record| record.len() == width);
    let plausible = if header.is_some_and(looks_like_headers) {
        1.0
    } else {
        0.3
    };
    plausible * candidate.fitting(width) * (1.0 - 1.0 / width as f64) * candidate.quotes.max(0.25)
}

/// Headers are mostly there and hold no numbers.
fn looks_like_headers(record: &StringRecord) -> bool {
    let filled = record.iter().filter(|cell| !cell.trim().is_empty());
    let (mut named, mut numbers) = (0, 0);
    for cell in filled {
        named += 1;
        numbers += usize::from(!cell.chars().any(char::is_alphabetic));
    }
    named > 0 && numbers * 5 <= named
}
