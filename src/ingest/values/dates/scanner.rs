//! Takes a date from the beginning of a text.

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

    /// Reads a date.
    pub(super) fn date(&mut self) -> Option<DateCell> {
        self.skip_weekday();
        let first = self.part()?;
        if let Part::Number(number, 8) = first {
            return eight_digits(number).map(DateCell::Day);
        }
        let before = self.separator();
        let second = self.part()?;
        let after = self.separator();
        let third = self.part()?;
        let numeric = before == after && matches!(before, "-" | "/" | ".");
        assemble([first, second, third], numeric)
    }

    fn part(&mut self) -> Option<Part> {
        let digits = self.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            return month(self.take_while(char::is_alphabetic)).map(Part::Month);
        }
        self.skip_ordinal();
        let number = (digits.len() <= 8).then(|| digits.parse().ok()).flatten()?;
        Some(Part::Number(number, digits.len()))
    }

    /// `.`, `,`, `-` or `/`, if any, and the spaces after it.
    fn separator(&mut self) -> &'a str {
        let from = self.rest;
        if let Some(rest) = from.strip_prefix(['.', ',', '-', '/']) {
            self.rest = rest;
        }
        self.take_while(char::is_whitespace);
        &from[..from.len() - self.rest.len()]
    }

    fn skip_weekday(&mut self) {
        let from = self.rest;
        let word = self.take_while(|c| c.is_ascii_alphabetic());
        if is_weekday(word) {
            self.separator();
        } else {
            self.rest = from;
        }
    }

    /// The letters of `12th`, where no other letter follows.
    fn skip_ordinal(&mut self) {
        let from = self.rest;
        let word = self.take_while(char::is_alphabetic);
        if !["st", "nd", "rd", "th"].contains(&word) {
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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The number of a month by its English name, its first three letters, or `Sept`.
fn month(word: &str) -> Option<i32> {
    let position = MONTHS
        .iter()
        .position(|name| is_name(word, name, 3) || (word.len() == 4 && is_name(word, name, 4)))?;
    i32::try_from(position + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|name| {
        is_name(word, name, 3) || ((4..=5).contains(&word.len()) && is_name(word, name, word.len()))
    })
}

/// Whether a word is a name, or its abbreviation of so many letters, in any case.
fn is_name(word: &str, name: &str, letters: usize) -> bool {
    word.eq_ignore_ascii_case(name)
        || name
            .get(..letters)
            .is_some_and(|short| word.eq_ignore_ascii_case(short))
}
