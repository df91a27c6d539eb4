//! What bare numbers in a column of statuses stand for: decided from the whole column.

use super::yes_no;
use crate::values::is_missing;
use std::collections::BTreeSet;

/// What the cells of a column of statuses say about its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusCodes {
    codes: BTreeSet<u32>,
    has_words: bool,
}

/// Whether a cell is a bare whole number, which may be a code.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl StatusCodes {
    /// Takes in one cell.
    pub fn observe(&mut self, text: &str) {
        match text.parse() {
            Ok(code) if is_code(text) => {
                self.codes.insert(code);
            }
            _ => self.has_words |= !is_missing(text) && yes_no(text).is_none(),
        }
    }

    /// Takes in what another part of the column says.
    pub fn merge(&mut self, other: &Self) {
        self.codes.extend(&other.codes);
        self.has_words |= other.has_words;
    }

    /// Whether nobody knows what the numbers stand for: only where 1 and 0 stand alone they are yes
    /// and no. Beside other codes, 1 is often a meeting that was only planned. `is_made` says that
    /// the column is made of others, whose words are no words of its own.
    #[must_use]
    pub fn are_open(&self, is_made: bool) -> bool {
        let mixed = self.has_words && !is_made;
        self.codes.last().is_some_and(|last| *last > 1 || mixed)
    }

    /// The numbers.
    pub fn codes(&self) -> impl Iterator<Item = u32> {
        self.codes.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_nought_alone_are_yes_and_no() {
        for (cells, is_open) in [
            (&["1", "0", "", "n/a"][..], false),
            (&["1"], false),
            (&["1", "yes", "No"], false),
            (&["held", "missed"], false),
            (&["1", "2"], true),
            (&["1", "2", "3", "4"], true),
            (&["2"], true),
            (&["1", "Held"], true),
            (&["0", "cancelled"], true),
        ] {
            let mut codes = StatusCodes::default();
            for cell in cells {
                codes.observe(cell);
            }
            assert_eq!(codes.are_open(false), is_open, "{cells:?}");
        }
        let mut made = StatusCodes::default();
        made.observe("1");
        made.observe("cancelled");
        assert!(!made.are_open(true));
    }
}
