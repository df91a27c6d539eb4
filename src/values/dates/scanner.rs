//! Takes a date from the beginning of a text.

use super::names::{is_weekday, month};
use super::{DateCell, calendar_day, full_year, ordered};
use crate::programme::Day;

/// A text that is read from its beginning.
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

/// One of the three parts of a date.
#[derive(Clone, Copy)]
enum Part {
    /// A number of so many digits.
    Number(i32, usize),
    /// The name of a month, 1–12.
    Month(i32),
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What has not been read.
    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    /// Reads a date. A word that is a weekday and a month (`mar.`) is the weekday where a whole date
    /// stands behind it.
    pub(super) fn date(&mut self) -> Option<DateCell> {
        let from = self.rest;
        self.skip_weekday();
        self.parts().or_else(|| {
            self.rest = from;
            self.parts()
        })
    }

    fn parts(&mut self) -> Option<DateCell> {
        let first = self.part()?;
        if let Part::Number(number, 8) = first {
            return eight_digits(number).map(DateCell::Day);
        }
        let before = self.separator();
        let second = self.part()?;
        let after = self.separator();
        let third = self.part()?;
        self.skip_year_word();
        let numeric = before == after && matches!(before, Some('-' | '/' | '.' | '年'));
        assemble([first, second, third], numeric)
    }

    fn part(&mut self) -> Option<Part> {
        let digits = self.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            let month = month(self.take_while(char::is_alphabetic))?;
            self.skip_point();
            return Some(Part::Month(month));
        }
        self.skip_ordinal();
        let number = (digits.len() <= 8).then(|| digits.parse().ok()).flatten()?;
        Some(Part::Number(number, digits.len()))
    }

    /// The point of an abbreviated month before another mark: `13-janv.-26`.
    fn skip_point(&mut self) {
        if let Some(rest) = self.rest.strip_prefix('.')
            && rest.starts_with(['-', '/', ','])
        {
            self.rest = rest;
        }
    }

    /// What stands between two parts: the mark, if any, with the spaces around it, and words such
    /// as `de`. Years, months and days of East Asia have a mark of their own.
    fn separator(&mut self) -> Option<char> {
        self.take_while(char::is_whitespace);
        let mark = self
            .rest
            .chars()
            .next()
            .filter(|mark| matches!(mark, '.' | ',' | '-' | '/' | '年' | '月' | '년' | '월'));
        if let Some(mark) = mark {
            self.rest = &self.rest[mark.len_utf8()..];
        }
        self.take_while(char::is_whitespace);
        self.skip_word(&["de", "del", "of", "d"]);
        match mark {
            Some('年' | '月' | '년' | '월') => Some('年'),
            other => other,
        }
    }

    /// Skips one of some words, with the spaces after it.
    fn skip_word(&mut self, words: &[&str]) {
        let from = self.rest;
        let word = self.take_while(char::is_alphabetic);
        let after = self.take_while(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '.'));
        if after.is_empty() || !words.contains(&word) {
            self.rest = from;
        }
    }

    fn skip_weekday(&mut self) {
        let from = self.rest;
        let word = self.take_while(|c| c.is_alphabetic() || c == '-');
        if is_weekday(word) {
            self.take_while(|c| c.is_whitespace() || matches!(c, '.' | ','));
        } else {
            self.rest = from;
        }
        self.skip_word(&["the", "den", "der", "am", "le", "el", "il", "on"]);
    }

    /// What some languages write after the year or the day: `2026 г.`, `12日`.
    fn skip_year_word(&mut self) {
        for word in [" г.", " г", " р.", " року", " года", " m.", "日", "일", "."] {
            if let Some(rest) = self.rest.strip_prefix(word)
                && !rest.starts_with(char::is_alphanumeric)
            {
                self.rest = rest;
                return;
            }
        }
    }

    /// The letters of `12th`, where no other letter follows.
    fn skip_ordinal(&mut self) {
        let from = self.rest;
        let word = self.take_while(char::is_alphabetic);
        if !["st", "nd", "rd", "th", "er", "re", "e", "º", "ª"].contains(&word) {
            self.rest = from;
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

fn eight_digits(number: i32) -> Option<Day> {
    calendar_day(number / 10_000, number / 100 % 100, number % 100)
}

fn assemble(parts: [Part; 3], numeric: bool) -> Option<DateCell> {
    use Part::{Month, Number};
    match parts {
        [Number(year, 4), Number(month, 1..=2), Number(day, 1..=2)] if numeric => {
            calendar_day(year, month, day).map(DateCell::Day)
        }
        [
            Number(first, 1..=2),
            Number(second, 1..=2),
            Number(year, 2 | 4),
        ] if numeric => {
            let long = matches!(parts[2], Number(_, 4));
            let year = i16::try_from(year)
                .ok()
                .filter(|year| !long || *year >= 100)?;
            ordered(u8::try_from(first).ok()?, u8::try_from(second).ok()?, year)
        }
        [Number(day, 1..=2), Month(month), year] | [Month(month), Number(day, 1..=2), year] => {
            calendar_day(year.as_year()?, month, day).map(DateCell::Day)
        }
        [Number(year, 4), Month(month), Number(day, 1..=2)] => {
            calendar_day(year, month, day).map(DateCell::Day)
        }
        _ => None,
    }
}

impl Part {
    const fn as_year(self) -> Option<i32> {
        match self {
            Self::Number(year, 4) => Some(year),
            Self::Number(year, 2) => Some(full_year(year)),
            _ => None,
        }
    }
}
