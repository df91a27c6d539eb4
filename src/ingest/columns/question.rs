//! Whole questions as headers, recognised by their words.

use serde::Deserialize;

/// The words by which a question is recognised. Words are folded; those of `all` and `none` are
/// beginnings of words, alternatives set apart by `|`.
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
    /// Whether the folded words of a header are the question.
    pub(super) fn fits(&self, words: &[String]) -> bool {
        let occurs = |alternatives: &String| {
            alternatives
                .split('|')
                .any(|start| words.iter().any(|word| word.starts_with(start)))
        };
        words.len() >= LEAST_WORDS
            && (self.starts.is_empty() || self.starts.contains(&words[0]))
            && self.all.iter().all(occurs)
            && !self.none.iter().any(occurs)
    }
}
