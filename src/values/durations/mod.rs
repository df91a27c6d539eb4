//! Lengths of meetings, and how often they are agreed.

mod frequency;
mod rhythm;
mod words;

pub use frequency::every_days;

use super::numbers::number;
use crate::programme::fold;
use words::{Word, words};

/// Length in minutes, at least 0: `90`, `90 min`, `1h30`, `1:30`, `1.5 h`, `1 hour 15 minutes`,
/// `half an hour`, `PT1H30M`. A bare number is minutes; two numbers with a colon are hours and
/// minutes.
#[must_use]
pub fn minutes(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| with_units(text))
        .filter(|minutes| minutes.is_finite() && *minutes >= 0.0)
}

/// Length in hours, at least 0: as [`minutes`], but a bare number is hours.
#[must_use]
pub fn hours(text: &str) -> Option<f64> {
    number(text)
        .or_else(|| with_units(text).map(|minutes| minutes / 60.0))
        .filter(|hours| hours.is_finite() && *hours >= 0.0)
}

fn with_units(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.contains(':') {
        return clock_length(text);
    }
    phrase(text).or_else(|| sum_of_units(text.strip_prefix("PT").unwrap_or(text)))
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

/// Lengths that people write without a number, in minutes.
const PHRASES: [(&str, f64); 10] = [
    ("quarter of an hour", 15.0),
    ("a quarter of an hour", 15.0),
    ("half an hour", 30.0),
    ("a half hour", 30.0),
    ("half hour", 30.0),
    ("three quarters of an hour", 45.0),
    ("an hour and a half", 90.0),
    ("one hour and a half", 90.0),
    ("one and a half hours", 90.0),
    ("two and a half hours", 150.0),
];

fn phrase(text: &str) -> Option<f64> {
    let folded = fold(text);
    PHRASES
        .iter()
        .find(|(phrase, _)| *phrase == folded)
        .map(|(_, minutes)| *minutes)
}

/// Numbers, each with its unit; the minutes after hours need none (`1h30`).
fn sum_of_units(text: &str) -> Option<f64> {
    let words = words(text)?;
    let mut total = None;
    let mut last_unit = 0.0;
    for pair in words.chunks(2) {
        let (amount, unit) = match pair {
            [Word::Number(amount), Word::Letters(unit)] => (*amount, minutes_in(unit)?),
            [Word::Number(amount)] if last_unit >= 60.0 && *amount < 60.0 => (*amount, 1.0),
            _ => return None,
        };
        total = Some(total.unwrap_or(0.0) + amount * unit);
        last_unit = unit;
    }
    total
}

fn minutes_in(unit: &str) -> Option<f64> {
    match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(60.0),
        "m" | "min" | "mins" | "minute" | "minutes" | "'" => Some(1.0),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0 / 60.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
