//! Numbers as they are read.

use super::Unit;
use crate::charts::fixed;

/// No-break space.
const NBSP: char = '\u{A0}';

/// A whole number with thousands separated.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun, in the singular where it is one.
#[must_use]
pub fn counted(value: u64, one: &str, many: &str) -> String {
    format!(
        "{}{NBSP}{}",
        count(value),
        if value == 1 { one } else { many }
    )
}

/// A count as prose writes it: words up to nine.
#[must_use]
pub fn small_count(value: u64) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    usize::try_from(value)
        .ok()
        .and_then(|place| WORDS.get(place))
        .map_or_else(|| count(value), ToString::to_string)
}

/// A fraction as per cent. What is not quite none or all is never rounded to none or all.
#[must_use]
pub fn percent(share: f64) -> String {
    match whole_percent(share) {
        (_, Some(sign)) => sign,
        (whole, None) => format!("{whole}{NBSP}%"),
    }
}

/// Whole per cent, and how they are written where rounding would claim none or all.
fn whole_percent(share: f64) -> (String, Option<String>) {
    let whole = fixed(share * 100.0, 0);
    let guarded = match whole.as_str() {
        "0" if share > 0.0 => Some(format!("<{NBSP}1{NBSP}%")),
        "100" if share < 1.0 => Some(format!(">{NBSP}99{NBSP}%")),
        _ => None,
    };
    (whole, guarded)
}

/// At most two decimals, fewer for large numbers, no trailing noughts.
#[must_use]
pub fn decimal(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let text = fixed(value, decimals);
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => &text,
    };
    separated(text)
}

/// Days to the nearest whole one.
#[must_use]
pub fn days(value: f64) -> String {
    let whole = separated(&fixed(value, 0));
    let noun = if whole == "1" { "day" } else { "days" };
    format!("{whole}{NBSP}{noun}")
}

/// Hours to the nearest whole one, to a tenth below ten.
#[must_use]
pub fn hours(value: f64) -> String {
    let number = if value < 10.0 {
        decimal((value * 10.0).round() / 10.0)
    } else {
        separated(&fixed(value, 0))
    };
    let noun = if number == "1" { "hour" } else { "hours" };
    format!("{number}{NBSP}{noun}")
}

/// Both ends of an interval, the unit after the second.
#[must_use]
pub fn range(lower: f64, upper: f64, unit: Unit<'_>) -> String {
    let (low, high) = (unit.bare(lower), unit.bare(upper));
    let joined = if low.starts_with('−') || high.starts_with('−') {
        format!("{low} to {high}")
    } else {
        format!("{low}–{high}")
    };
    unit.attach(&joined)
}

/// An interval of which an end may be open ("120 days or more").
#[must_use]
pub fn half_open(lower: Option<f64>, upper: Option<f64>, unit: Unit<'_>) -> Option<String> {
    match (lower, upper) {
        (Some(lower), Some(upper)) => Some(range(lower, upper, unit)),
        (Some(lower), None) => Some(format!("{} or more", unit.show(lower))),
        (None, Some(upper)) => Some(format!("up to {}", unit.show(upper))),
        (None, None) => None,
    }
}

fn separated(text: &str) -> String {
    let (sign, size) = text
        .strip_prefix('−')
        .map_or(("", text), |size| ("−", size));
    let (whole, fraction) = match size.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (size, String::new()),
    };
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    format!("{sign}{whole}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(decimal(-12_345.6), "−12,346");
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(1, "pair", "pairs"), "1\u{A0}pair");
        assert_eq!(counted(0, "pair", "pairs"), "0\u{A0}pairs");
        assert_eq!(days(1.2), "1\u{A0}day");
        assert_eq!(hours(1.0), "1\u{A0}hour");
        assert_eq!(small_count(1), "one");
        assert_eq!(small_count(10), "10");
    }

    #[test]
    fn nearly_none_and_nearly_all_are_not_none_and_all() {
        assert_eq!(percent(0.0), "0\u{A0}%");
        assert_eq!(percent(0.004), "<\u{A0}1\u{A0}%");
        assert_eq!(percent(0.614), "61\u{A0}%");
        assert_eq!(percent(0.996), ">\u{A0}99\u{A0}%");
        assert_eq!(percent(1.0), "100\u{A0}%");
    }

    #[test]
    fn decimals_are_few_and_there_is_no_minus_nought() {
        assert_eq!(decimal(1.0), "1");
        assert_eq!(decimal(1.256), "1.26");
        assert_eq!(decimal(12.34), "12.3");
        assert_eq!(decimal(100.0), "100");
        assert_eq!(decimal(-0.001), "0");
    }

    #[test]
    fn ends_of_intervals_that_may_be_negative_are_joined_by_a_word() {
        assert_eq!(range(0.541, 0.792, Unit::Share), "54–79\u{A0}%");
        assert_eq!(range(-0.031, 0.052, Unit::Points), "−3 to 5\u{A0}points");
        assert_eq!(
            half_open(Some(120.0), None, Unit::Of("days")).as_deref(),
            Some("120\u{A0}days or more")
        );
        assert_eq!(half_open(None, None, Unit::Share), None);
    }
}
