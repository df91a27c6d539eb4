//! The one way in which a number leaves the program as data.

use std::fmt::Write;

/// Decimals of numbers from 1 up, and significant digits of those below.
const DECIMALS: usize = 6;

/// More decimals than any number that is not noise needs.
const MOST_DECIMALS: usize = 20;

/// A number with up to six decimals, below 1 with up to six significant digits, without trailing
/// zeros, exponent or negative zero. Empty if it is not finite.
#[must_use]
pub fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// Appends what [`number`] gives.
pub(super) fn push_number(text: &mut String, value: f64) {
    if !value.is_finite() {
        return;
    }
    if let Some(whole) = as_whole(value) {
        let _ = write!(text, "{whole}");
        return;
    }
    let from = text.len();
    // Writing to a string cannot fail.
    let _ = write!(text, "{value:.*}", decimals(value));
    trim_zeros(text, from);
    if text[from..].trim_start_matches('-') == "0" {
        text.replace_range(from.., "0");
    }
}

/// Most numbers are counts, and quicker to write as such.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2⁵³")]
fn as_whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64)
}

fn decimals(value: f64) -> usize {
    if value.fract() == 0.0 {
        return 0;
    }
    let mut size = value.abs();
    let mut decimals = DECIMALS;
    while size < 0.1 && decimals < MOST_DECIMALS {
        size *= 10.0;
        decimals += 1;
    }
    decimals
}

fn trim_zeros(text: &mut String, from: usize) {
    if text[from..].contains('.') {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept.max(from));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_short_and_plain() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (100.0, "100"),
            (-2.5, "-2.5"),
            (1.0 / 3.0, "0.333333"),
            (2.0 / 3.0, "0.666667"),
            (1_234.567_891_23, "1234.567891"),
            (0.012_345_678, "0.0123457"),
            (0.000_012_345_678, "0.0000123457"),
            (0.1 + 0.2, "0.3"),
            (0.999_999_9, "1"),
            (-0.000_000_000_000_000_000_000_1, "0"),
            (1e15, "1000000000000000"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(number(value), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_within_its_digits(value in -1e9_f64..1e9) {
            let back: f64 = number(value).parse().unwrap();
            prop_assert!((back - value).abs() <= 5.1e-7 * value.abs().clamp(1.0, 1e3));
        }
    }
}
