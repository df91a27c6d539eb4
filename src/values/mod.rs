//! What a cell says: dates, answers, numbers, lengths and progress, read strictly; and periods as
//! they are asked for.
//!
//! Each reader takes the text of one cell and gives what it means, or `None` where it cannot be
//! understood; nothing here guesses from the beginning of a word or from neighbouring cells.
//! What only a whole column can decide (the order of day and month, the scale of progress) is
//! collected as evidence and decided once all of it is in.

pub mod answers;
pub mod dates;
pub mod durations;
pub mod lists;
pub mod numbers;
pub mod periods;
pub mod progress;

use crate::programme::fold;

/// Why a cell holds no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing was recorded.
    Blank,
    /// Nobody knows.
    Unknown,
    /// The question was not asked, or does not apply.
    NotAsked,
    /// Whoever was asked preferred not to answer.
    Declined,
}

/// Whether a cell only says that nothing was recorded: blank, punctuation, or one of the words
/// with which systems and people fill empty cells (`n/a`, `null`, `[not completed]`, `TBC`).
#[must_use]
pub fn is_missing(text: &str) -> bool {
    missing(text).is_some()
}

/// Why a cell holds no answer; `None` where it says something.
#[must_use]
pub fn missing(text: &str) -> Option<Missing> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case(NOT_COMPLETED) {
        return Some(Missing::Blank);
    }
    // None of the words has a figure, and most cells that say something have one.
    if text.len() > LONGEST_MISSING || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let folded = fold(text);
    if folded.is_empty() && text.contains(MARKS) {
        return None;
    }
    let kinds = [
        (Missing::Blank, &BLANK[..]),
        (Missing::Unknown, &UNKNOWN[..]),
        (Missing::NotAsked, &NOT_ASKED[..]),
        (Missing::Declined, &DECLINED[..]),
    ];
    kinds
        .into_iter()
        .find(|(_, words)| words.contains(&folded.as_str()))
        .map(|(kind, _)| kind)
}

/// Longer texts say something.
const LONGEST_MISSING: usize = 48;

/// Ticks and crosses, of which nothing is left when a text is folded.
const MARKS: [char; 9] = ['✓', '✔', '☑', '√', '✅', '✗', '✘', '☒', '❌'];

/// What `REDCap` writes for a form that was not sent; without brackets it says what became of
/// something.
const NOT_COMPLETED: &str = "[not completed]";

/// Folded texts that say that nobody knows.
const UNKNOWN: [&str; 2] = ["not known", "unknown"];

/// Folded texts that stand for an empty cell.
const BLANK: [&str; 20] = [
    "",
    "na",
    "nan",
    "nat",
    "null",
    "nil",
    "none",
    "not available",
    "not answered",
    "no answer given",
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

/// Folded texts that say that the question was not for this respondent.
const NOT_ASKED: [&str; 13] = [
    "n a",
    "not applicable",
    "does not apply",
    "not asked",
    "not shown",
    "question not shown",
    "not displayed",
    "skipped",
    "nicht zutreffend",
    "sans objet",
    "non applicable",
    "no aplica",
    "nao se aplica",
];

/// Folded texts that say that somebody would not answer.
const DECLINED: [&str; 16] = [
    "prefer not to say",
    "prefer not to answer",
    "i prefer not to say",
    "i prefer not to answer",
    "i d rather not say",
    "rather not say",
    "would rather not say",
    "decline to answer",
    "declined",
    "declined to answer",
    "refused",
    "keine angabe",
    "je prefere ne pas repondre",
    "prefiero no responder",
    "prefiro nao responder",
    "preferisco non rispondere",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_missing_for_a_reason() {
        for (text, kind) in [
            ("", Some(Missing::Blank)),
            (" - ", Some(Missing::Blank)),
            ("[not completed]", Some(Missing::Blank)),
            ("Not completed", None),
            ("Unknown", Some(Missing::Unknown)),
            ("N/A", Some(Missing::NotAsked)),
            ("Not applicable", Some(Missing::NotAsked)),
            ("Prefer not to say", Some(Missing::Declined)),
            ("k. A.", None),
            ("none of them", None),
            ("no", None),
        ] {
            assert_eq!(missing(text), kind, "{text}");
        }
    }
}
