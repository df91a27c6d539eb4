//! Lengths of meetings, and how often they are agreed.

mod below;
mod frequency;
mod rhythm;
mod units;
mod words;

pub use below::{counts_meetings, every_days_below};
pub use frequency::every_days;

use super::numbers::number;
use rhythm::Token;
use words::{Word, words};

/// Length in minutes, at least 0: `90`, `90 min`, `1h30`, `1:30`, `1.5 h`, `1 hour 15 minutes`,
/// `half an hour`, `3/4 h`, `1 Std. 15 Min.`, `PT1H30M`. A bare number is minutes, `~45` and
/// `90 (approx)` among them; two numbers with a colon are hours and minutes.
#[must_use]
pub fn minutes(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| about(text))
        .or_else(|| with_units(text))
        .filter(|minutes| minutes.is_finite() && *minutes >= 0.0)
}

/// Length in hours, at least 0: as [`minutes`], but a bare number is hours.
#[must_use]
pub fn hours(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| about(text))
        .or_else(|| with_units(text).map(|minutes| minutes / 60.0))
        .filter(|hours| hours.is_finite() && *hours >= 0.0)
}

/// A number of which it is only said that it is not exact.
fn about(text: &str) -> Option<f64> {
    let is_usual = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " .,()~≈∼".contains(c);
    match words(text)?.as_slice() {
        [Word::Number(about)] if text.chars().all(is_usual) => Some(*about),
        _ => None,
    }
}

fn with_units(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.contains(':') {
        let unit = text
            .trim_end_matches('.')
            .trim_start_matches(|c: char| !c.is_alphabetic());
        let is_hours = units::unit(unit) == Some(60.0);
        let end = text.find(unit).filter(|_| is_hours).unwrap_or(text.len());
        return clock_length(text[..end].trim_end());
    }
    let text = with_fractions(text);
    units::phrase(&text).or_else(|| sum_of_units(text.strip_prefix("PT").unwrap_or(&text)))
}

/// Fractions as one character each, behind the whole number that they belong to: `1 1/2 h`.
fn with_fractions(text: &str) -> String {
    let mut text = text.to_owned();
    for (digits, fraction) in [("1/2", "½"), ("1/4", "¼"), ("3/4", "¾")] {
        let stands_alone = |(at, _): &(usize, &str)| {
            let is_part = |c: char| c.is_ascii_digit() || c == '/';
            !text[..*at].ends_with(is_part) && !text[at + digits.len()..].starts_with(is_part)
        };
        if let Some((at, _)) = text.match_indices(digits).find(stands_alone) {
            let before = text[..at].trim_end();
            let whole = before.ends_with(|c: char| c.is_ascii_digit());
            let from = if whole { before.len() } else { at };
            text.replace_range(from..at + digits.len(), fraction);
        }
    }
    text
}

/// `h:mm` or `h:mm:ss`, of less than a day.
fn clock_length(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let hours = clock_part(parts.next()?, 23)?;
    let minutes = clock_part(parts.next()?, 59)?;
    let seconds = parts
        .next()
        .map_or(Some(0.0), |part| clock_part(part, 59))?;
    parts
        .next()
        .is_none()
        .then_some(hours * 60.0 + minutes + seconds / 60.0)
}

fn clock_part(text: &str, most: u8) -> Option<f64> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: u8 = is_number.then(|| text.parse().ok()).flatten()?;
    (value <= most).then_some(f64::from(value))
}

/// Numbers, each with its unit; the minutes after hours need none (`1h30`).
fn sum_of_units(text: &str) -> Option<f64> {
    let words = numbers_and_units(words(text)?);
    let mut total = None;
    let mut last_unit = 0.0;
    for pair in words.chunks(2) {
        let (amount, unit) = match pair {
            [Word::Number(amount), Word::Letters(unit)] => (*amount, units::unit(unit)?),
            [Word::Number(amount)] if last_unit >= 60.0 && *amount < 60.0 => (*amount, 1.0),
            _ => return None,
        };
        total = Some(total.unwrap_or(0.0) + amount * unit);
        last_unit = unit;
    }
    total
}

/// The words without those that join, and numbers in words of other languages as numbers.
fn numbers_and_units(words: Vec<Word>) -> Vec<Word> {
    let is_join = |word: &Word| matches!(word, Word::Letters(letters) if units::is_join(letters));
    let as_number = |word: Word| match Token::of(&word) {
        Token::Number(number) => Word::Number(number),
        _ => word,
    };
    let words = words.into_iter().filter(|word| !is_join(word));
    words.map(as_number).collect()
}

#[cfg(test)]
mod tests;
