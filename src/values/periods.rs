//! Periods as they are written in configuration and on the command line.

use crate::programme::Day;

/// A period as written. Years and quarters are those of the programme, which may begin in any
/// month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodText {
    /// `2026`.
    Year(i32),
    /// `2026-Q3`: a quarter from 1 to 4.
    Quarter(i32, u32),
    /// `2026-09`: a month from 1 to 12 of the calendar.
    Month(i32, u32),
    /// `2026-07-01..2026-08-15`: from the first day to the last, which is not before it.
    Days(Day, Day),
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPeriod {
    /// It has none of the four forms.
    NotUnderstood,
    /// It ends before it begins.
    Reversed,
}

impl PeriodText {
    /// Reads `2026-Q3`, `2026-09`, `2026` or `FROM..TO`.
    ///
    /// # Errors
    /// The text is none of these.
    pub fn parse(text: &str) -> Result<Self, NoPeriod> {
        let text = text.trim();
        match text.split_once("..") {
            Some((from, to)) => between(from, to),
            None => named(text).ok_or(NoPeriod::NotUnderstood),
        }
    }
}

fn between(from: &str, to: &str) -> Result<PeriodText, NoPeriod> {
    let day = |text: &str| Day::from_iso(text.trim()).ok_or(NoPeriod::NotUnderstood);
    let (from, to) = (day(from)?, day(to)?);
    if to < from {
        return Err(NoPeriod::Reversed);
    }
    Ok(PeriodText::Days(from, to))
}

fn named(text: &str) -> Option<PeriodText> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    let year: i32 = digits(year, 4)?;
    Day::from_ymd(year, 1, 1)?;
    let Some(part) = part else {
        return Some(PeriodText::Year(year));
    };
    let among = |number: u32, most: u32| (1..=most).contains(&number).then_some(number);
    Some(match part.strip_prefix(['Q', 'q']) {
        Some(quarter) => PeriodText::Quarter(year, among(digits(quarter, 1)?, 4)?),
        None => PeriodText::Month(year, among(digits(part, 2)?, 12)?),
    })
}

/// A number of exactly this many digits.
fn digits<N: std::str::FromStr>(text: &str, length: usize) -> Option<N> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_forms_are_read() {
        let day = |text| Day::from_iso(text).unwrap();
        for (text, expected) in [
            ("2026", PeriodText::Year(2026)),
            (" 2026-Q3 ", PeriodText::Quarter(2026, 3)),
            ("2026-q4", PeriodText::Quarter(2026, 4)),
            ("2026-09", PeriodText::Month(2026, 9)),
            (
                "2026-07-01 .. 2026-08-15",
                PeriodText::Days(day("2026-07-01"), day("2026-08-15")),
            ),
        ] {
            assert_eq!(PeriodText::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_none_of_them_is_no_period() {
        for text in [
            "", "26", "2026-", "2026-Q5", "2026-Q0", "2026-13", "2026-9", "2026-00",
        ] {
            assert_eq!(
                PeriodText::parse(text),
                Err(NoPeriod::NotUnderstood),
                "{text}"
            );
        }
        let reversed = PeriodText::parse("2026-09-01..2026-08-01");
        assert_eq!(reversed, Err(NoPeriod::Reversed));
    }
}
