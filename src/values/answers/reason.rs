//! Answers to questions that ask for the answer and its reason at once.

use super::all_goals;
use crate::programme::{AllGoals, Answer, display_text, is_filled};

/// Takes "No, because …" or "Partly - lack of time" apart, for questions such as "Were the goals
/// achieved? If not, why?". The text up to the first mark (or "because", "as", "since", "due
/// to") must be an answer as a whole, else there is none and all of the text is the reason. A
/// reason that gives another answer itself ("Yes for goal 1; no for goal 2") leaves the answer
/// open too.
#[must_use]
pub fn split_answer_and_reason(text: &str) -> (Option<AllGoals>, Option<String>) {
    if let Some(answer) = all_goals(text) {
        return (Some(answer), None);
    }
    for (head, rest) in splits(text) {
        if let Some(answer) = all_goals(head) {
            let contradicted = parts(rest).any(|part| contradicts(part, answer));
            return if contradicted {
                (None, reason(text))
            } else {
                (Some(answer), reason(rest))
            };
        }
    }
    (None, reason(text))
}

fn reason(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = display_text(text.trim_end_matches([')', ' ']));
    is_filled(&text).then_some(text)
}

/// Words that open a reason.
const CONJUNCTIONS: [&str; 5] = [" because", " as ", " since ", " due to ", " for "];

/// The text before and after its first mark, and before and after its first conjunction.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let at_mark = head(text);
    let at_word = CONJUNCTIONS
        .iter()
        .filter_map(|word| text.find(word))
        .min()
        .map(|at| text.split_at(at));
    [at_mark, at_word].into_iter().flatten()
}

/// Where the first mark stands that ends an answer. A comma or point inside a number and a
/// hyphen inside a word do not.
fn first_mark(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let after = text[at + character.len_utf8()..].chars().next();
        let is_end = match character {
            ';' | '(' | '\n' | '–' | '—' | '!' => true,
            ',' | '.' | ':' => {
                !(before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit()))
            }
            '-' => before.is_whitespace() || after.is_none_or(char::is_whitespace),
            _ => false,
        };
        if is_end && at > 0 {
            return Some(at);
        }
        before = character;
    }
    None
}

/// The text before and after its first mark.
pub(super) fn head(text: &str) -> Option<(&str, &str)> {
    first_mark(text).map(|at| text.split_at(at))
}

/// The clauses of a reason, by their first word.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '.', '\n'])
        .filter_map(|clause| clause.split_whitespace().next())
}

fn contradicts(word: &str, answer: AllGoals) -> bool {
    let other = match word.to_lowercase().as_str() {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "partly" | "partially" => Answer::Partly,
        _ => return false,
    };
    // "No, no time": a no after a no is part of the reason.
    answer != AllGoals::Answer(other)
}
