//! The words in which people say how often they meet: data in `rhythm.toml`.

use super::words::Word;
use crate::programme::{DAYS_PER_MONTH, fold};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A word by what it does in a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    /// "twice": a number of meetings.
    Often(f64),
    /// "a", "per", "every": what follows is an interval.
    Per,
    /// "times", "x": what precedes is a number of meetings.
    Times,
    /// The meetings themselves.
    Meetings,
    /// "other", "second", "third": one of so many intervals.
    Nth(f64),
    /// "half", "semi".
    Half,
    /// "bi".
    Bi,
    /// "om": as "per", but before "de".
    Om,
    /// "de": after "om" every so many, or every other, interval.
    De,
    /// "weekly".
    Adverb(Interval),
    /// "weeks".
    Unit(Interval),
    /// Any other word.
    Other,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interval {
    Day,
    Week,
    Fortnight,
    HalfMonth,
    Month,
    Quarter,
    Year,
}

impl Interval {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "half_month" => Self::HalfMonth,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// Its length.
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Fortnight => 14.0,
            Self::HalfMonth => DAYS_PER_MONTH / 2.0,
            Self::Month => DAYS_PER_MONTH,
            Self::Quarter => 3.0 * DAYS_PER_MONTH,
            Self::Year => 12.0 * DAYS_PER_MONTH,
        }
    }
}

impl Token {
    pub fn of(word: &Word) -> Self {
        match word {
            Word::Number(value) => Self::Number(*value),
            Word::Letters(letters) => {
                let known = WORDS.get(fold(letters).as_str());
                known.copied().unwrap_or(Self::Other)
            }
        }
    }

    /// What the words of a list of the data file do.
    fn listed(section: &str, name: &str) -> Option<Self> {
        Some(match (section, name) {
            ("number", number) => Self::Number(number.parse().ok()?),
            ("adverb", name) => Self::Adverb(Interval::named(name)?),
            ("unit", name) => Self::Unit(Interval::named(name)?),
            ("word", "per") => Self::Per,
            ("word", "times") => Self::Times,
            ("word", "meetings") => Self::Meetings,
            ("word", "once") => Self::Often(1.0),
            ("word", "twice") => Self::Often(2.0),
            ("word", "thrice") => Self::Often(3.0),
            ("word", "other") => Self::Nth(2.0),
            ("word", "third") => Self::Nth(3.0),
            ("word", "fourth") => Self::Nth(4.0),
            ("word", "half") => Self::Half,
            ("word", "om") => Self::Om,
            ("word", "de") => Self::De,
            ("word", "bi") => Self::Bi,
            _ => return None,
        })
    }
}

/// Section → name → words, as in the data file.
type Sections = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// An unreadable file would leave no words; a test reads every section of it.
static SECTIONS: LazyLock<Sections> =
    LazyLock::new(|| toml::from_str(include_str!("rhythm.toml")).unwrap_or_default());

static WORDS: LazyLock<HashMap<&'static str, Token>> = LazyLock::new(|| {
    let lists = SECTIONS.iter().flat_map(|(section, lists)| {
        let lists = lists.iter();
        lists.filter_map(move |(name, words)| Some((Token::listed(section, name)?, words)))
    });
    lists
        .flat_map(|(token, words)| words.iter().map(move |word| (word.as_str(), token)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded_stands_once_and_does_something() {
        let mut words = 0;
        for (section, lists) in SECTIONS.iter() {
            for (name, list) in lists {
                assert!(Token::listed(section, name).is_some(), "{section}.{name}");
                words += list.len();
                for word in list {
                    assert_eq!(&fold(word), word);
                }
            }
        }
        assert_eq!((SECTIONS.len(), WORDS.len()), (4, words));
    }
}
