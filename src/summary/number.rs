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
        push_whole(text, whole);
        return;
    }
    let decimals = decimals(value);
    match scaled(value, decimals) {
        Some(scaled) => push_scaled(text, scaled, decimals),
        None => push_formatted(text, value, decimals),
    }
}

/// As the standard library rounds it.
fn push_formatted(text: &mut String, value: f64, decimals: usize) {
    let from = text.len();
    // Writing to a string cannot fail.
    let _ = write!(text, "{value:.decimals$}");
    trim_zeros(text, from);
    if text[from..].trim_start_matches('-') == "0" {
        text.replace_range(from.., "0");
    }
}

fn push_whole(text: &mut String, whole: i64) {
    if whole < 0 {
        text.push('-');
    }
    push_digits(text, whole.unsigned_abs(), 1);
}

/// Appends the digits of a number, so many at least: quicker than the standard library formats
/// it, and tables hold millions.
#[expect(clippy::cast_possible_truncation, reason = "a digit is below 10")]
fn push_digits(text: &mut String, mut number: u64, least: usize) {
    let mut digits = [b'0'; 20];
    let mut from = digits.len();
    while number > 0 {
        from -= 1;
        digits[from] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let from = from.min(digits.len() - least.min(digits.len()));
    text.push_str(std::str::from_utf8(&digits[from..]).expect("digits are ASCII"));
}

/// The number in units of its last decimal, where it can be told exactly which: far from any limit
/// and from the middle between two.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2⁵³")]
fn scaled(value: f64, decimals: usize) -> Option<i64> {
    let power = *POWERS.get(decimals)?;
    let scaled = value * power;
    let from_middle = ((scaled - scaled.floor()) - 0.5).abs();
    (scaled.abs() < 1e11 && from_middle > 1e-4).then(|| scaled.round() as i64)
}

const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// Appends a number of so many decimals, given in units of the last, without zeros at its end.
fn push_scaled(text: &mut String, scaled: i64, mut decimals: usize) {
    let unit = 10_u64.pow(u32::try_from(decimals).unwrap_or(0));
    let (whole, mut part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    if scaled < 0 {
        text.push('-');
    }
    push_digits(text, whole, 1);
    if part > 0 {
        while part.is_multiple_of(10) {
            part /= 10;
            decimals -= 1;
        }
        text.push('.');
        push_digits(text, part, decimals);
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
        fn numbers_are_rounded_as_the_standard_library_rounds_them(
            value in prop_oneof![-1e5_f64..1e5, -1.0_f64..1.0, -1e-3_f64..1e-3],
        ) {
            let decimals = decimals(value);
            let mut quick = String::new();
            if let Some(scaled) = scaled(value, decimals) {
                push_scaled(&mut quick, scaled, decimals);
                let mut plain = String::new();
                push_formatted(&mut plain, value, decimals);
                prop_assert_eq!(quick, plain);
            }
        }

        #[test]
        fn what_is_written_reads_back_within_its_digits(value in -1e9_f64..1e9) {
            let back: f64 = number(value).parse().unwrap();
            prop_assert!((back - value).abs() <= 5.1e-7 * value.abs().clamp(1.0, 1e3));
        }
    }
}
