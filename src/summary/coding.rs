//! Free text made codes: reasons and benefits appear in reports as one of a list, never as
//! written. The lists are data (`codes/`).

use crate::programme::fold;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// Reasons for closures.
pub(super) static CLOSURE_REASONS: LazyLock<CodeBook> =
    LazyLock::new(|| CodeBook::read(include_str!("codes/closure_reasons.toml")));

/// Reasons why goals were not achieved.
pub(super) static GOAL_REASONS: LazyLock<CodeBook> =
    LazyLock::new(|| CodeBook::read(include_str!("codes/goal_reasons.toml")));

/// Benefits chosen.
pub(super) static BENEFITS: LazyLock<CodeBook> =
    LazyLock::new(|| CodeBook::read(include_str!("codes/benefits.toml")));

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub key: String,
    pub title: String,
    /// What is looked for in a text that has a space at both ends.
    #[serde(deserialize_with = "sought")]
    words: Vec<String>,
    #[serde(skip)]
    folded_title: String,
}

/// Words as they stand in a folded text, with a space at both ends; the beginning of a word, which
/// ends in `*`, with one before it.
fn sought<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<String>, D::Error> {
    let words: Vec<String> = Vec::deserialize(list)?;
    let sought = words.iter().map(|word| match word.strip_suffix('*') {
        Some(beginning) => format!(" {}", fold(beginning)),
        None => format!(" {} ", fold(word)),
    });
    Ok(sought.collect())
}

/// A list of codes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeBook {
    code: Vec<Code>,
    #[serde(skip, default = "other")]
    other: Code,
}

fn other() -> Code {
    Code {
        key: "other".into(),
        title: "Other".into(),
        words: Vec::new(),
        folded_title: String::new(),
    }
}

impl CodeBook {
    /// A list that comes with the program. An unreadable one would code everything as other; a
    /// test reads them all.
    fn read(text: &str) -> Self {
        let mut book: Self = toml::from_str(text).unwrap_or_else(|_| Self {
            code: Vec::new(),
            other: other(),
        });
        for code in &mut book.code {
            code.folded_title = fold(&code.title);
        }
        book
    }

    /// The first code of which a word occurs in the text, else "other".
    pub fn code(&self, text: &str) -> &Code {
        let text = format!(" {} ", fold(text));
        self.code
            .iter()
            .find(|code| code.is_in(&text))
            .unwrap_or(&self.other)
    }

    /// The code with a key, else "other".
    pub fn by_key(&self, key: &str) -> &Code {
        self.code
            .iter()
            .find(|code| code.key == key)
            .unwrap_or(&self.other)
    }
}

impl Code {
    fn is_in(&self, spaced: &str) -> bool {
        self.folded_title == spaced.trim()
            || self.words.iter().any(|word| spaced.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_list_is_readable_and_its_keys_and_titles_are_distinct() {
        for book in [&CLOSURE_REASONS, &GOAL_REASONS, &BENEFITS] {
            assert!(book.code.len() > 7);
            let keys: BTreeSet<&str> = book.code.iter().map(|code| code.key.as_str()).collect();
            assert_eq!(keys.len(), book.code.len());
            for code in &book.code {
                assert!(!code.words.is_empty(), "{}", code.key);
                assert!(!keys.contains("other"));
            }
        }
    }

    #[test]
    fn reasons_as_written_find_their_code() {
        for (text, key) in [
            ("Mentor moved away", "mentor_moved"),
            ("Mentee relocated to Leeds", "mentee_moved"),
            ("Too busy at work", "time"),
            ("LOST CONTACT", "lost_contact"),
            ("Incompatible", "incompatible"),
            ("changed job or school", "changed_job_or_school"),
            ("Lost interest", "lost_interest"),
            ("Completed as planned", "as_planned"),
            ("something else", "other"),
            ("sometimes", "other"),
        ] {
            assert_eq!(CLOSURE_REASONS.code(text).key, key, "{text}");
        }
        assert_eq!(GOAL_REASONS.code("Not enough time").key, "time");
        assert_eq!(BENEFITS.code("Extend my network").key, "network");
        assert_eq!(BENEFITS.code("New skills and expertise").key, "new_skills");
    }
}
