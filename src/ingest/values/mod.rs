//! What a cell says: dates, answers, numbers and durations, read strictly.
//!
//! Each reader takes the text of one cell and gives what it means, or `None` where it cannot be
//! understood; nothing here guesses from the beginning of a word or from neighbouring cells.
//! What only a whole column can decide (the order of day and month, the scale of progress) is
//! collected as evidence and decided once all of it is in.

pub mod answers;
pub mod dates;
pub mod durations;
pub mod numbers;

use crate::programme::fold;

/// Whether a cell only says that nothing was recorded: blank, punctuation, or one of the words
/// with which systems and people fill empty cells (`n/a`, `null`, `[not completed]`, `TBC`).
#[must_use]
pub fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || (text.len() <= 24 && MISSING.contains(&fold(text).as_str()))
}

/// Folded texts that stand for an empty cell.
const MISSING: [&str; 26] = [
    "",
    "n a",
    "na",
    "nan",
    "nat",
    "null",
    "nil",
    "none",
    "not applicable",
    "not available",
    "not completed",
    "not answered",
    "no answer given",
    "not known",
    "unknown",
    "prefer not to say",
    "tba",
    "tbc",
    "tbd",
    "to be agreed",
    "to be announced",
    "to be confirmed",
    "to be decided",
    "not set",
    "not yet",
    "not agreed",
];
