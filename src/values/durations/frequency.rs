//! How often a pair agreed to meet, as days between meetings.

use super::super::dates::is_weekday;
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
        .or_else(|| in_words(&without_ordinal(words(text)?)))
        .or_else(|| every_days(without_weekday(text)?))
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

/// `monthly (1st Tuesday)` without its brackets, which say on which day of the week; what else stands
/// in brackets may be another rhythm.
fn without_weekday(text: &str) -> Option<&str> {
    let (rhythm, day) = text.trim().strip_suffix(')')?.split_once('(')?;
    let mut words = day.split(|c: char| !c.is_alphanumeric());
    let says_day = words.any(is_weekday);
    let is_plain = |word: &Word| {
        let is_day = matches!(word, Word::Letters(letters) if is_weekday(letters));
        is_day
            || matches!(
                Token::of(word),
                Token::Number(1.0..=5.0) | Token::Nth(_) | Token::Other
            )
    };
    let words = self::words(day)?;
    let is_or = |word: &Word| matches!(word, Word::Letters(letters) if letters == "or");
    (says_day && words.iter().all(is_plain) && !words.iter().any(is_or)).then_some(rhythm)
}

/// `every 3rd week` as `every 3 week`. Of weekdays that is open: every third Thursday may be that of
/// each month; but every second one is every other one.
fn without_ordinal(mut words: Vec<Word>) -> Vec<Word> {
    const ORDINALS: [&str; 3] = ["nd", "rd", "th"];
    let is = |word: &Word, known: &[&str]| matches!(word, Word::Letters(letters) if known.contains(&letters.as_str()));
    if let [every, Word::Number(number), ordinal, Word::Letters(unit)] = words.as_slice()
        && is(every, &["every", "each"])
        && is(ordinal, &ORDINALS)
        && (!is_weekday(unit) || (1.5..2.5).contains(number))
    {
        words.remove(2);
    }
    words
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
