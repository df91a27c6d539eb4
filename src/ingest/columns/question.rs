//! Whole questions as headers, recognised by their words.

use super::headers::Header;
use serde::Deserialize;

/// The words by which a question is recognised. Words are folded; those of `all` and `none` are
/// beginnings of words, alternatives set apart by `|`. Several words of `none` occur only one behind
/// the other, and not behind an `if` or a `why`: what is asked of those that said no is another
/// question; nor as the other of two answers (`achieved or not achieved`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// Its first word is one of these; any where there are none.
    starts: Vec<String>,
    /// Each of these occurs.
    all: Vec<String>,
    /// None of these occurs.
    none: Vec<String>,
}

/// Fewer words are a header, not a question.
const LEAST_WORDS: usize = 4;

impl Question {
    /// Whether a header is the question; what leads to it tells of what it is asked, too.
    pub(super) fn fits(&self, header: &Header) -> bool {
        let words = &header.words;
        let question = header.after_lead_in.as_ref();
        let mut first = [words.first(), question.and_then(|words| words.first())]
            .into_iter()
            .flatten();
        let occurs = |alternatives: &String| {
            alternatives
                .split('|')
                .any(|start| words.iter().any(|word| word.starts_with(start)))
        };
        let is_said = |start: &String| {
            if start.contains(' ') {
                occurs_in_a_row(start, words)
            } else {
                occurs(start)
            }
        };
        words.len() >= LEAST_WORDS
            && (self.starts.is_empty() || first.any(|word| self.starts.contains(word)))
            && self.all.iter().all(occurs)
            && !self.none.iter().any(is_said)
    }
}

/// Behind these words something else is asked of some.
const ASKED_BESIDE: [&str; 5] = ["if", "why", "please", "explain", "describe"];

/// Whether words stand one behind the other, the last as a beginning, in what is asked of all.
fn occurs_in_a_row(phrase: &str, words: &[String]) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let Some((last, before)) = phrase.split_last() else {
        return false;
    };
    let of_all = words.split(|word| ASKED_BESIDE.contains(&word.as_str()));
    let of_all = of_all.into_iter().next().unwrap_or_default();
    let mut places = 0..(of_all.len() + 1).saturating_sub(phrase.len());
    places.any(|at| {
        let found = &of_all[at..at + phrase.len()];
        let fits = found.iter().zip(before).all(|(one, other)| one == other);
        let end = &found[before.len()];
        // The other answer, one of a legend (`1 = not achieved`), or the goals `you discussed`.
        let before = at.checked_sub(1).map(|before| of_all[before].as_str());
        let is_other = before.is_some_and(|word| {
            word == "or" || word == end || word.starts_with(|sign: char| sign.is_ascii_digit())
        });
        let is_late = phrase[0] == "you" && at > 2;
        fits && end.starts_with(last) && !is_other && !is_late
    })
}
