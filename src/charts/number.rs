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
            Self::Points => format!("{} points", signed(value * 100.0)),
            Self::Days => format!("{} days", decimal(value)),
            Self::Number => exact(value),
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

    /// An interval, as short as can be read beside its value.
    pub(super) fn range(self, lower: f64, upper: f64) -> String {
        let bare = |value: f64| match self {
            Self::Share => fixed(value * 100.0, 0),
            Self::Points => signed(value * 100.0),
            Self::Days | Self::Number => decimal(value),
        };
        let (lower, upper) = (bare(lower), bare(upper));
        let signs = lower.starts_with(['−', '+']) || upper.starts_with(['−', '+']);
        if signs {
            format!("{lower} to {upper}")
        } else {
            format!("{lower}–{upper}")
        }
    }
}

/// A whole number with thousands separated.
pub(super) fn count(value: u64) -> String {
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
pub(super) fn percent(share: f64) -> String {
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

/// At most two decimals, fewer for large numbers.
fn exact(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 || size.fract() == 0.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    grouped(&fixed(value, decimals))
}

/// The same without trailing noughts, for axes.
pub(super) fn decimal(value: f64) -> String {
    let text = exact(value);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn grouped(text: &str) -> String {
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
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
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
    }

    #[test]
    fn thousands_are_separated_and_decimals_few() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(decimal(2.50), "2.5");
        assert_eq!(decimal(12_345.6), "12,346");
        assert_eq!(decimal(-0.25), "−0.25");
        assert_eq!(decimal(0.0), "0");
        assert_eq!(Unit::Number.show(1.6), "1.60");
        assert_eq!(Unit::Number.show(2.0), "2");
    }

    #[test]
    fn intervals_are_short_unless_signs_would_be_misread() {
        assert_eq!(Unit::Share.range(0.52, 0.70), "52–70");
        assert_eq!(Unit::Points.range(-0.02, 0.10), "−2 to +10");
    }

    #[test]
    fn what_cannot_be_drawn_is_no_number() {
        assert_eq!(finite(Some(f64::NAN)), None);
        assert_eq!(cell(Some(f64::INFINITY), Unit::Number), "");
        assert_eq!(share(1, 0), None);
    }
}
