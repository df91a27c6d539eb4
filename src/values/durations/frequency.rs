//! How often a pair agreed to meet, as days between meetings.

use super::super::numbers::number;
use super::words::{Word, words};
use crate::programme::DAYS_PER_MONTH;

/// Days between meetings, above 0: `14`, `weekly`, `2 weeks`, `every other week`, `every six
/// weeks`, `twice a month`, `2x/month`, `quarterly`. A bare number is days. Months have 30.4375
/// days; `biweekly` means every two weeks, `bimonthly` could mean either and is not understood,
/// nor is a range (`4-6 weeks`).
#[must_use]
pub fn every_days(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| in_words(&words(text)?))
        .filter(|days| *days > 0.0 && days.is_finite())
}

/// `[times] [per] interval`.
fn in_words(words: &[Word]) -> Option<f64> {
    let words: Vec<Token<'_>> = words.iter().filter_map(Token::of).collect();
    let (times, interval) = times(&words);
    Some(days_of(interval)? / times)
}

/// A word by what it does in a phrase.
#[derive(Clone, Copy)]
enum Token<'a> {
    Number(f64),
    /// "a", "per", "every": what follows is an interval.
    Per,
    /// "times", "x": what precedes is a number of meetings.
    Times,
    Letters(&'a str),
}

impl<'a> Token<'a> {
    /// `None` for the meetings themselves, which go without saying.
    fn of(word: &'a Word) -> Option<Self> {
        let letters = match word {
            Word::Number(value) => return Some(Self::Number(*value)),
            Word::Letters(letters) => letters.as_str(),
        };
        match letters {
            "meet" | "meeting" | "meetings" | "session" | "sessions" => None,
            "a" | "an" | "each" | "every" | "in" | "per" | "the" => Some(Self::Per),
            "times" | "time" | "x" => Some(Self::Times),
            "once" => Some(Self::Number(1.0)),
            "twice" => Some(Self::Number(2.0)),
            "thrice" => Some(Self::Number(3.0)),
            _ => Some(Self::Letters(letters)),
        }
    }
}

/// How many times in the interval that follows; once if the phrase does not say.
fn times<'a, 'b>(words: &'b [Token<'a>]) -> (f64, &'b [Token<'a>]) {
    let [Token::Number(times), rest @ ..] = words else {
        return (1.0, words);
    };
    match rest {
        [Token::Times, interval @ ..] => (*times, interval),
        [Token::Per, ..] => (*times, rest),
        [Token::Letters(adverb)] if adverb_days(adverb).is_some() => (*times, rest),
        _ => (1.0, words),
    }
}

fn days_of(mut interval: &[Token<'_>]) -> Option<f64> {
    while let [Token::Per, rest @ ..] = interval {
        interval = rest;
    }
    match interval {
        [Token::Letters(word)] => adverb_days(word).or_else(|| unit_days(word)),
        [Token::Number(count), Token::Letters(unit)] => Some(count * unit_days(unit)?),
        [Token::Letters(which), Token::Letters(unit)] => Some(match *which {
            "other" | "second" | "alternate" => 2.0 * unit_days(unit)?,
            "third" => 3.0 * unit_days(unit)?,
            "fourth" => 4.0 * unit_days(unit)?,
            "bi" if *unit == "weekly" => 14.0,
            "semi" | "half" => adverb_days(unit)? / 2.0,
            _ => return None,
        }),
        _ => None,
    }
}

fn adverb_days(word: &str) -> Option<f64> {
    match word {
        "daily" => Some(1.0),
        "weekly" => Some(7.0),
        "fortnightly" | "biweekly" => Some(14.0),
        "semimonthly" => Some(DAYS_PER_MONTH / 2.0),
        "monthly" => Some(DAYS_PER_MONTH),
        "quarterly" => Some(3.0 * DAYS_PER_MONTH),
        "yearly" | "annually" | "annual" => Some(12.0 * DAYS_PER_MONTH),
        _ => None,
    }
}

fn unit_days(word: &str) -> Option<f64> {
    match word {
        "d" | "day" | "days" => Some(1.0),
        "w" | "wk" | "wks" | "week" | "weeks" | "monday" | "tuesday" | "wednesday" | "thursday"
        | "friday" | "saturday" | "sunday" => Some(7.0),
        "fortnight" | "fortnights" => Some(14.0),
        "mo" | "mth" | "mths" | "month" | "months" => Some(DAYS_PER_MONTH),
        "quarter" | "quarters" => Some(3.0 * DAYS_PER_MONTH),
        "yr" | "yrs" | "year" | "years" | "annum" => Some(12.0 * DAYS_PER_MONTH),
        _ => None,
    }
}
