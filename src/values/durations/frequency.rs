//! How often a pair agreed to meet, as days between meetings.

use super::super::numbers::number;
use super::rhythm::{Interval, Token};
use super::words::{Word, words};

/// Days between meetings, above 0: `14`, `weekly`, `2 weeks`, `every other week`, `every six
/// weeks`, `twice a month`, `2x/month`, `quarterly`, `alle 2 Wochen`. A bare number is days.
/// Months have 30.4375 days; `biweekly` and `two-weekly` mean every two weeks. Not understood is
/// what could mean two things: `bimonthly`, `2 weekly` (twice a week, or every two weeks?), and a
/// range (`4-6 weeks`).
#[must_use]
pub fn every_days(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| joined(text))
        .or_else(|| in_words(&words(text)?))
        .filter(|days| *days > 0.0 && days.is_finite())
}

/// `4-weekly`: a number that a hyphen joins to the adverb counts weeks, not meetings.
fn joined(text: &str) -> Option<f64> {
    let (count, adverb) = text.split_once(['-', '\u{2010}', '\u{2011}'])?;
    let (Token::Number(count), Token::Adverb(interval)) = (only(count)?, only(adverb)?) else {
        return None;
    };
    Some(count * interval.days())
}

/// The one word of a text.
fn only(text: &str) -> Option<Token> {
    match words(text)?.as_slice() {
        [word] => Some(Token::of(word)),
        _ => None,
    }
}

/// `[times] [per] interval`.
fn in_words(words: &[Word]) -> Option<f64> {
    let tokens = tokens(words);
    let (times, interval) = times(&tokens);
    Some(days_of(interval)? / times)
}

/// What the words do. The meetings go without saying, but for a number before them, which then is
/// one of meetings.
fn tokens(words: &[Word]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for token in words.iter().map(Token::of) {
        match (token, tokens.last()) {
            (Token::Meetings, Some(Token::Number(_))) => tokens.push(Token::Times),
            (Token::Meetings, _) => {}
            (token, _) => tokens.push(token),
        }
    }
    tokens
}

/// How many times in the interval that follows; once if the phrase does not say.
fn times(tokens: &[Token]) -> (f64, &[Token]) {
    match tokens {
        [Token::Often(times), interval @ ..]
        | [
            Token::Number(times),
            Token::Times | Token::Per,
            interval @ ..,
        ] => (*times, interval),
        _ => (1.0, tokens),
    }
}

fn days_of(mut interval: &[Token]) -> Option<f64> {
    if let [Token::Om, Token::De, rest @ ..] = interval {
        return match *rest {
            [Token::Unit(one)] => Some(2.0 * one.days()),
            [Token::Number(count), Token::Unit(unit)] => Some(count * unit.days()),
            _ => None,
        };
    }
    while let [Token::Per | Token::Om | Token::De, rest @ ..] = interval {
        interval = rest;
    }
    match *interval {
        [Token::Adverb(one) | Token::Unit(one)] => Some(one.days()),
        [Token::Number(count) | Token::Nth(count), Token::Unit(unit)] => Some(count * unit.days()),
        [Token::Half, Token::Adverb(one)] => Some(one.days() / 2.0),
        [Token::Bi, Token::Adverb(Interval::Week)] => Some(2.0 * Interval::Week.days()),
        _ => None,
    }
}
