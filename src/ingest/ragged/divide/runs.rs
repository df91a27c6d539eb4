//! A line as the pieces between its delimiters.

use super::price::{UNLIKELY, price};
use super::table::Table;
use super::{Division, Signs, value};
use crate::ingest::ragged::shapes::pattern;

/// Pieces that a line may have more than wanted.
const MOST_SURPLUS: usize = 48;

/// Bytes that all runs of pieces of a line may have together, about.
pub(in crate::ingest::ragged) const MOST_WORK: usize = 1 << 16;

/// A line cut at its delimiters, and all runs of pieces that a cell may be made of.
pub(in crate::ingest::ragged) struct Runs<'a> {
    line: &'a str,
    ends: Vec<usize>,
    /// Cells that are wanted.
    pub width: usize,
    /// Pieces that there are more.
    pub surplus: usize,
    all: Vec<Run>,
}

/// What a run of pieces would be as a cell.
pub(in crate::ingest::ragged) struct Run {
    /// Its price.
    pub price: u32,
    /// What it looks like.
    pub pattern: String,
}

impl<'a> Runs<'a> {
    /// Cuts a line that may be so many cells; `None` where it has too few or too many pieces.
    pub fn of(line: &'a str, signs: Signs, width: usize) -> Option<Self> {
        let mut ends: Vec<_> = memchr::memchr_iter(signs.delimiter, line.as_bytes()).collect();
        ends.push(line.len());
        let surplus = ends.len().checked_sub(width)?;
        if surplus > MOST_SURPLUS || width == 0 || (surplus + 1) * line.len() > MOST_WORK {
            return None;
        }
        let mut runs = Self {
            line,
            ends,
            width,
            surplus,
            all: Vec::new(),
        };
        for first in 0..runs.ends.len() {
            for more in 0..=surplus {
                let run = runs.run(first, more, signs);
                runs.all.push(run);
            }
        }
        Some(runs)
    }

    fn run(&self, first: usize, more: usize, signs: Signs) -> Run {
        if first + more >= self.ends.len() {
            return Run {
                price: UNLIKELY,
                pattern: String::new(),
            };
        }
        let raw = self.text(first, more + 1);
        Run {
            price: price(raw, signs),
            pattern: pattern(&value(raw, signs.quote)),
        }
    }

    /// The cheapest way, where there is only one.
    pub fn divide(&self, fits: impl Fn(usize, &str) -> bool) -> Option<Division<'a>> {
        let mut table = Table::new(self.width, self.surplus);
        for cell in 0..self.width {
            for left_out in 0..=self.surplus {
                table.extend(cell, left_out, self, &fits);
            }
        }
        table.finish(self)
    }

    /// The run of `more` pieces beyond a first one.
    pub fn at(&self, first: usize, more: usize) -> &Run {
        &self.all[first * (self.surplus + 1) + more]
    }

    /// Number of pieces.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The text of `count` pieces from one on.
    pub fn text(&self, first: usize, count: usize) -> &'a str {
        let from = first
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] + 1);
        &self.line[from..self.ends[first + count - 1]]
    }

    /// Whether a piece has no text.
    pub fn is_empty(&self, piece: usize) -> bool {
        self.text(piece, 1).is_empty()
    }
}
