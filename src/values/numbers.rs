//! Numbers, counts, percentages and ratios.

/// A number with a decimal point or comma, thousands set apart by spaces, apostrophes, points or
/// commas. A single comma before exactly three digits could be either and is not understood
/// (`1,234`), nor are exponents (`1.23E+15` is what a spreadsheet leaves of a long id).
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // Hundreds of digits are no number that anybody wrote.
    let value = unsigned(digits).filter(|value| value.is_finite())?;
    Some(if negative { -value } else { value })
}

/// A point of a scale, alone or with its label before or after it: `3`, `3 - neutral`, `4: agree`,
/// `Strongly agree (5)`. A label has letters and no digits.
#[must_use]
pub fn point(text: &str) -> Option<f64> {
    number(text).or_else(|| {
        let text = text.trim();
        let (point, label) = point_first(text).or_else(|| point_last(text))?;
        let letters = label.contains(char::is_alphabetic);
        (letters && !label.contains(|c: char| c.is_ascii_digit()))
            .then(|| number(point))
            .flatten()
    })
}

/// A rating, and the most that could be given where it says so: a point of a scale, or `2/5`.
#[must_use]
pub fn rating(text: &str) -> Option<(f64, Option<f64>)> {
    let of = || out_of(text).map(|(points, all)| (f64::from(points), Some(f64::from(all))));
    of().or_else(|| Some((point(text)?, None)))
}

/// `3 - neutral`, `3. Neutral`, `3 (neutral)`.
fn point_first(text: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 9] = ['-', '–', '—', ':', '=', '.', '(', ')', '|'];
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (point, label) = text.split_at(end);
    label
        .trim_start()
        .starts_with(MARKS)
        .then_some((point, label))
}

/// `Neutral (3)`.
fn point_last(text: &str) -> Option<(&str, &str)> {
    let (label, point) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((point, label))
}

/// A count: a number without a fraction, at least 0.
#[must_use]
pub fn whole(text: &str) -> Option<u32> {
    let value = number(text)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and in range"
    )]
    (value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value)).then_some(value as u32)
}

/// "x of y" as `3/5`, `3 of 5`, `3 out of 5` or `3 of 5 goals`, also as `3 von 5` and in other
/// languages, with y above 0 and x at most y.
#[must_use]
pub fn out_of(text: &str) -> Option<(u16, u16)> {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches("goals").trim_end();
    let (part, all) = [
        " out of ", " of ", "/", " von ", " sur ", " su ", " de ", " van ",
    ]
    .iter()
    .find_map(|between| text.split_once(between))?;
    let (part, all) = (count(part)?, count(all)?);
    (all > 0 && part <= all).then_some((part, all))
}

/// The number before a per cent sign or word.
#[must_use]
pub fn percentage(text: &str) -> Option<f64> {
    let text = text.trim_end();
    let number_part = ["%", "percent", "per cent", "pct"]
        .iter()
        .find_map(|sign| text.strip_suffix(sign))?;
    number(number_part)
}

fn count(text: &str) -> Option<u16> {
    u16::try_from(whole(text)?).ok()
}

fn unsigned(text: &str) -> Option<f64> {
    if is_plain(text) {
        return text.parse().ok();
    }
    let (whole, fraction) = split_decimal(text)?;
    if !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    format!("{}.{fraction}0", ungrouped(whole)?).parse().ok()
}

/// Digits with at most one point among them.
fn is_plain(text: &str) -> bool {
    let points = text.bytes().filter(|byte| *byte == b'.').count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    points <= 1 && digits > 0 && points + digits == text.len()
}

/// The parts before and after the decimal mark, where there is no doubt which mark it is.
fn split_decimal(text: &str) -> Option<(&str, &str)> {
    let Some(at) = text.rfind(['.', ',']) else {
        return Some((text, ""));
    };
    let (whole, fraction) = (&text[..at], &text[at + 1..]);
    let mark = &text[at..=at];
    if whole.contains(mark) {
        return Some((text, ""));
    }
    let may_be_thousands =
        mark == "," && fraction.len() == 3 && is_first_group(whole) && !whole.starts_with('0');
    (!may_be_thousands).then_some((whole, fraction))
}

/// The digits of a whole number whose thousands are set apart by one and the same mark.
fn ungrouped(text: &str) -> Option<String> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '\u{2019}');
    let mut marks = text.chars().filter(|c| is_mark(*c));
    if let Some(first) = marks.next() {
        let mut groups = text.split(is_mark);
        let proper = groups.next().is_some_and(is_first_group)
            && groups.all(|group| group.len() == 3 && is_digits(group))
            && marks.all(|mark| mark == first);
        return proper.then(|| text.replace(is_mark, ""));
    }
    (text.is_empty() || is_digits(text)).then(|| format!("0{text}"))
}

fn is_first_group(text: &str) -> bool {
    (1..=3).contains(&text.len()) && is_digits(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ratings_may_say_of_how_many_points_they_are() {
        for (text, expected) in [
            ("2/5", Some((2.0, Some(5.0)))),
            ("8 out of 10", Some((8.0, Some(10.0)))),
            ("4", Some((4.0, None))),
            ("4 - good", Some((4.0, None))),
            ("6/5", None),
            ("good", None),
        ] {
            assert_eq!(rating(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_of_many_countries_are_read() {
        for (text, expected) in [
            ("90", 90.0),
            (" 90.5 ", 90.5),
            ("90,5", 90.5),
            ("0,125", 0.125),
            ("0.125", 0.125),
            (",5", 0.5),
            ("5.", 5.0),
            ("1.234", 1.234),
            ("12,3456", 12.3456),
            ("1 234,5", 1234.5),
            ("1\u{a0}234", 1234.0),
            ("1'234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("1.234.567,25", 1_234_567.25),
            ("-3", -3.0),
            ("\u{2212}3", -3.0),
            ("+2", 2.0),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_no_number_is_not_read() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "1,234",
            "12,34,567",
            "1.2.3",
            "1.23E+15",
            "1e5",
            "inf",
            "NaN",
            "infinity",
            "0x10",
            "12 min",
            "1 2",
            "--5",
            "1,2,3",
            "1.234,567.8",
            "٣",
        ] {
            assert_eq!(number(text), None, "{text:?}");
        }
    }

    #[test]
    fn points_of_a_scale_may_have_a_label() {
        for (text, expected) in [
            ("3", 3.0),
            ("3 - neutral", 3.0),
            ("5 – Strongly agree", 5.0),
            ("4: agree", 4.0),
            ("1. Not at all", 1.0),
            ("2 (rarely)", 2.0),
            ("10=excellent", 10.0),
            ("Strongly agree (5)", 5.0),
        ] {
            assert_eq!(point(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "neutral",
            "1 - 2 times",
            "3 -",
            "3 meetings",
            "3/5",
            "5 (of 7)",
            "(agree)",
            "2nd - good",
        ] {
            assert_eq!(point(text), None, "{text:?}");
        }
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(whole("12"), Some(12));
        assert_eq!(whole("12.0"), Some(12));
        for text in ["12.5", "-1", "4294967296", ""] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn parts_of_a_whole_are_read_in_words_and_figures() {
        for text in [
            "3/5",
            "3 / 5",
            "3 of 5",
            "3 out of 5",
            "3 von 5",
            "3 sur 5",
            "3 of 5 goals",
            "3 OF 5 Goals",
        ] {
            assert_eq!(out_of(text), Some((3, 5)), "{text}");
        }
        for text in ["6/5", "0/0", "3", "3/5/2026", "some of 5", "-1/5"] {
            assert_eq!(out_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic_or_gives_what_is_no_number(text in "\\PC*|[-+0-9., '%/]{0,12}") {
            prop_assert!(number(&text).is_none_or(f64::is_finite));
            let _ = (whole(&text), out_of(&text), percentage(&text));
        }

        #[test]
        fn decimal_comma_and_point_give_the_same(whole in 0u32..1_000_000, cents in 0u32..100) {
            let expected = f64::from(whole) + f64::from(cents) / 100.0;
            for text in [format!("{whole}.{cents:02}"), format!("{whole},{cents:02}")] {
                let value = number(&text);
                prop_assert!(value.is_some_and(|value| (value - expected).abs() < 1e-9), "{}", text);
            }
        }
    }
}
