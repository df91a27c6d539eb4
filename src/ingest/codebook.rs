//! What issues are about: the themes whose words a text holds.
//!
//! Texts are looked through while they are read and in hand anyway; only the set of themes is
//! kept. Words are whole words, folded as names are. Scripts that do not part words by spaces
//! have no whole words: there a word is found wherever it stands.

use crate::config::Theme;
use crate::programme::{Themes, fold};
use rustc_hash::FxHashMap;

/// The words of all themes, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Codebook {
    /// Words and phrases by their first word, each with a space at its end unless it is the
    /// beginning of a word.
    by_first: FxHashMap<String, Vec<(String, Themes)>>,
    /// Beginnings of single words.
    beginnings: Vec<(String, Themes)>,
    /// Words of scripts without spaces.
    anywhere: Vec<(String, Themes)>,
}

impl Codebook {
    /// The codebook of these themes, of which the first [`Themes::MOST`] count.
    pub fn of(themes: &[Theme]) -> Self {
        let mut book = Self::default();
        for (place, theme) in themes.iter().enumerate() {
            for word in &theme.words {
                book.add(word, Themes::at(place));
            }
        }
        book
    }

    fn add(&mut self, word: &str, theme: Themes) {
        let folded = fold(word);
        let end = if word.trim_end().ends_with('*') {
            ""
        } else {
            " "
        };
        match folded.split_once(' ') {
            _ if folded.is_empty() => {}
            _ if folded.contains(is_unspaced) => self.anywhere.push((folded, theme)),
            None if end.is_empty() => self.beginnings.push((folded, theme)),
            first => {
                let first = first.map_or(folded.as_str(), |(first, _)| first).to_owned();
                let phrase = format!("{folded}{end}");
                self.by_first
                    .entry(first)
                    .or_default()
                    .push((phrase, theme));
            }
        }
    }

    /// The themes of which the text holds a word.
    pub fn themes(&self, text: &str) -> Themes {
        if self.by_first.is_empty() && self.beginnings.is_empty() && self.anywhere.is_empty() {
            return Themes::default();
        }
        let spaced = fold(text) + " ";
        let in_words = words(&spaced).fold(Themes::default(), |found, rest| {
            found.union(self.at_word(rest))
        });
        let anywhere = self.anywhere.iter();
        let held = anywhere.filter(|(word, _)| spaced.contains(word.as_str()));
        held.fold(in_words, |found, (_, theme)| found.union(*theme))
    }

    /// The themes of which a word or phrase stands at the beginning of the rest of a text.
    fn at_word(&self, rest: &str) -> Themes {
        let first = rest.split(' ').next().unwrap_or_default();
        let phrases = self.by_first.get(first).into_iter().flatten();
        phrases
            .chain(&self.beginnings)
            .filter(|(phrase, _)| rest.starts_with(phrase.as_str()))
            .fold(Themes::default(), |found, (_, theme)| found.union(*theme))
    }
}

/// The text from each of its words on.
fn words(spaced: &str) -> impl Iterator<Item = &str> {
    let after_spaces = spaced.match_indices(' ').map(|(at, _)| &spaced[at + 1..]);
    std::iter::once(spaced)
        .chain(after_spaces)
        .filter(|rest| !rest.is_empty())
}

/// Letters of scripts that do not part words by spaces: Thai, Lao, Tibetan, Myanmar, Khmer, kana
/// and Han.
const fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Codebook {
        let theme = |words: &[&str]| Theme {
            name: String::new(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        Codebook::of(&[
            theme(&["time", "Überstunden", "too  busy"]),
            theme(&["travel*", "child care", "public trans*"]),
            theme(&["时间", "เวลา", "وقت", "время"]),
        ])
    }

    fn places(text: &str) -> Vec<usize> {
        book().themes(text).places().collect()
    }

    #[test]
    fn whole_words_and_phrases_are_found_whatever_their_case_and_accents() {
        assert_eq!(places("No TIME!"), [0]);
        assert_eq!(places("uberstunden, again"), [0]);
        assert_eq!(places("She is too busy; child-care"), [0, 1]);
        assert_eq!(places("time"), [0]);
    }

    #[test]
    fn parts_of_words_are_not() {
        for text in [
            "sometimes",
            "timely",
            "too busybody",
            "grandchild care",
            "",
            "—",
        ] {
            assert!(places(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_star_stands_for_any_ending() {
        assert_eq!(places("long travels, travelling"), [1]);
        assert_eq!(places("Public transport"), [1]);
        assert!(places("the public, trains").is_empty());
    }

    #[test]
    fn other_scripts_are_searched_by_word_where_they_have_spaces() {
        for text in ["没有时间见面", "ไม่มีเวลาพบกัน", "لا وقت للقاء", "Нет. Время!"]
        {
            assert_eq!(places(text), [2], "{text}");
        }
        assert!(places("временами").is_empty());
    }

    #[test]
    fn without_themes_nothing_is_found() {
        assert_eq!(Codebook::of(&[]).themes("time"), Themes::default());
    }
}
