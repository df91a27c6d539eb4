//! Numbers as they are read in a picture and its table.

use serde::Serialize;

/// What the values of a figure are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share between 0 and 1, shown as per cent.
    Share,
    /// A difference of two shares between −1 and 1, shown as percentage points with its sign.
    Points,
    /// Days.
    Days,
    /// Any other number.
    Number,
}

impl Unit {
    /// The value with its unit, as a label.
    #[must_use]
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Share => percent(value),
            Self::Points => match signed(value * 100.0) {
                one if matches!(one.as_str(), "+1" | "−1") => format!("{one} point"),
                more => format!("{more} points"),
            },
            Self::Days => format!("{} days", decimal(value)),
            Self::Number => decimal(value),
        }
    }

    /// The value as a label beside others, which all have so many decimals.
    pub(super) fn show_to(self, decimals: usize, value: f64) -> String {
        match self {
            Self::Number => grouped(&fixed(value, decimals)),
            other => other.show(value),
        }
    }

    /// The value as short as an axis wants it.
    pub(super) fn tick(self, value: f64) -> String {
        match self {
            Self::Share => format!("{}\u{A0}%", fixed(value * 100.0, 0)),
            Self::Points => signed(value * 100.0),
            Self::Days | Self::Number => decimal(value),
        }
    }

    /// The value without its unit, which is said elsewhere.
    pub(super) fn bare_to(self, decimals: usize, value: f64) -> String {
        match self {
            Self::Share => fixed(value * 100.0, 0),
            Self::Points => signed(value * 100.0),
            Self::Days => decimal(value),
            Self::Number => grouped(&fixed(value, decimals)),
        }
    }

    /// An interval, as short as can be read beside its value, bare numbers with so many decimals.
    pub(super) fn range_to(self, decimals: usize, lower: f64, upper: f64) -> String {
        let (lower, upper) = (self.bare_to(decimals, lower), self.bare_to(decimals, upper));
        let signs = lower.starts_with(['−', '+']) || upper.starts_with(['−', '+']);
        if signs {
            format!("{lower} to {upper}")
        } else {
            format!("{lower}–{upper}")
        }
    }
}

/// A whole number with thousands separated.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with its noun, in the singular where it is one.
pub(super) fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(value), if value == 1 { one } else { many })
}

/// A share as per cent; what is not quite none or all is never rounded to none or all.
#[must_use]
pub fn percent(share: f64) -> String {
    let whole = fixed(share * 100.0, 0);
    match whole.as_str() {
        "0" if share > 0.0 => "<\u{A0}1\u{A0}%".to_owned(),
        "100" if share < 1.0 => ">\u{A0}99\u{A0}%".to_owned(),
        _ => format!("{whole}\u{A0}%"),
    }
}

/// Part of a whole as a share; none of a whole of nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The decimals with which numbers that are read together are all written: at most two, fewer
/// beside large numbers, and no more than one of them needs.
#[must_use]
pub fn decimals_of(values: impl IntoIterator<Item = f64>) -> usize {
    let values: Vec<f64> = values
        .into_iter()
        .filter(|value| value.is_finite())
        .collect();
    let largest = values
        .iter()
        .fold(0.0, |most: f64, value| most.max(value.abs()));
    let most = match largest {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let needed = |value: &f64| {
        let text = fixed(*value, most);
        let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
        fraction.trim_end_matches('0').len()
    };
    values.iter().map(needed).max().unwrap_or(0)
}

/// A number that is read alone: at most two decimals, fewer if it is large, no trailing noughts.
#[must_use]
pub fn decimal(value: f64) -> String {
    grouped(&fixed(value, decimals_of([value])))
}

/// Thousands of a number in digits separated.
#[must_use]
pub fn grouped(text: &str) -> String {
    let (sign, rest) = text
        .strip_prefix('−')
        .map_or(("", text), |rest| ("−", rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// With its sign, rounded to a whole number.
fn signed(value: f64) -> String {
    let text = fixed(value, 0);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

/// The one formatter of floats in reports: fixed decimals, a half rounded away from nought as
/// readers expect, a real minus sign, never minus nought.
#[must_use]
pub fn fixed(value: f64, decimals: usize) -> String {
    let power = (0..decimals).fold(1.0, |power, _| power * 10.0);
    let scaled = value.abs() * power;
    let is_half = (scaled.fract() - 0.5).abs() < 1e-9;
    let size = if is_half {
        scaled.ceil() / power
    } else {
        value.abs()
    };
    let text = format!("{size:.decimals$}");
    let nought = text.chars().all(|character| matches!(character, '0' | '.'));
    if value < 0.0 && !nought {
        format!("−{text}")
    } else {
        text
    }
}

/// An optional number for a data table; empty where there is none.
pub(super) fn cell(value: Option<f64>, unit: Unit) -> String {
    finite(value)
        .map(|value| unit.show(value))
        .unwrap_or_default()
}

/// Only a number that can be drawn.
pub(super) fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_none_and_nearly_all_are_not_none_and_all() {
        assert_eq!(percent(0.0), "0\u{A0}%");
        assert_eq!(percent(0.004), "<\u{A0}1\u{A0}%");
        assert_eq!(percent(0.614), "61\u{A0}%");
        assert_eq!(percent(0.997), ">\u{A0}99\u{A0}%");
        assert_eq!(percent(1.0), "100\u{A0}%");
    }

    #[test]
    fn there_is_no_minus_nought() {
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(-0.5, 1), "−0.5");
        assert_eq!(Unit::Points.show(-0.001), "0 points");
        assert_eq!(Unit::Points.show(0.062), "+6 points");
        assert_eq!(Unit::Points.show(-0.01), "−1 point");
    }

    #[test]
    fn thousands_are_separated_and_decimals_few() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(decimal(2.50), "2.5");
        assert_eq!(decimal(12_345.6), "12,346");
        assert_eq!(decimal(-0.25), "−0.25");
        assert_eq!(decimal(0.0), "0");
        assert_eq!(Unit::Number.show(1.6), "1.6");
        assert_eq!(Unit::Number.show(2.0), "2");
    }

    #[test]
    fn numbers_read_together_have_the_same_decimals() {
        assert_eq!(decimals_of([-0.2, 0.23]), 2);
        assert_eq!(decimals_of([6.53, 2.48, 10.6]), 1);
        assert_eq!(decimals_of([65.0, 80.0]), 0);
        assert_eq!(decimals_of([7.0, 6.0, 8.5]), 1);
        assert_eq!(decimals_of([0.5, 250.25]), 0);
        assert_eq!(decimals_of([f64::NAN, f64::INFINITY]), 0);
        assert_eq!(decimals_of([]), 0);
        assert_eq!(Unit::Number.range_to(2, -0.2, 0.23), "−0.20 to 0.23");
        assert_eq!(Unit::Number.show_to(2, 0.1), "0.10");
        assert_eq!(Unit::Share.show_to(2, 0.1), "10\u{A0}%");
    }

    #[test]
    fn intervals_are_short_unless_signs_would_be_misread() {
        assert_eq!(Unit::Share.range_to(0, 0.52, 0.70), "52–70");
        assert_eq!(Unit::Points.range_to(0, -0.02, 0.10), "−2 to +10");
    }

    #[test]
    fn what_cannot_be_drawn_is_no_number() {
        assert_eq!(finite(Some(f64::NAN)), None);
        assert_eq!(cell(Some(f64::INFINITY), Unit::Number), "");
        assert_eq!(share(1, 0), None);
    }
}
