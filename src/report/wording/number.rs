//! Numbers as they are read.

use super::Unit;
use crate::charts::{count, decimal, fixed, grouped};

/// No-break space.
const NBSP: char = '\u{A0}';

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

/// Days to the nearest whole one.
#[must_use]
pub fn days(value: f64) -> String {
    let whole = grouped(&fixed(value, 0));
    let noun = if whole == "1" { "day" } else { "days" };
    format!("{whole}{NBSP}{noun}")
}

/// Hours to the nearest whole one, to a tenth below ten.
#[must_use]
pub fn hours(value: f64) -> String {
    let number = if value < 10.0 {
        decimal((value * 10.0).round() / 10.0)
    } else {
        grouped(&fixed(value, 0))
    };
    let noun = if number == "1" { "hour" } else { "hours" };
    format!("{number}{NBSP}{noun}")
}

/// Both ends of an interval, the unit after the second.
#[must_use]
pub fn range(lower: f64, upper: f64, unit: Unit<'_>) -> String {
    unit.together([lower, upper]).range(lower, upper)
}

/// An interval of which an end may be open ("120 days or more").
#[must_use]
pub fn half_open(lower: Option<f64>, upper: Option<f64>, unit: Unit<'_>) -> Option<String> {
    let ends = lower.into_iter().chain(upper);
    unit.together(ends).half_open(lower, upper)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn ends_of_intervals_that_may_be_negative_are_joined_by_a_word() {
        assert_eq!(range(0.541, 0.792, Unit::Share), "54–79\u{A0}%");
        assert_eq!(range(-0.031, 0.052, Unit::Points), "−3 to 5\u{A0}points");
        assert_eq!(
            range(10.6, 20.0, Unit::Of("points")),
            "10.6–20.0\u{A0}points"
        );
    }
}
