//! Dates, by a strict list of formats, with the calendar in force.
//!
//! Read are: year first with any of `-`, `/`, `.` or eight digits (`2026-09-30`, `2026/9/3`,
//! `20260930`), month names in many languages (`12 Mar 2025`,
//! `March 12th, 2025`, `12-Mar-25`, `12 de marzo de 2025`), and two
//! numbers before a year (`3/4/2026`, `03.04.26`), whose order is decided for the whole file from
//! [`DateEvidence`]. A weekday before the date and a time, with or without a zone, after it are
//! allowed; the day is the local one, as written. Everything else is [`DateCell::Bad`]: a date
//! with a day too many is never moved into the next month, and a number is a date only as the serial
//! number of a spreadsheet, of which no other number of the column is one too.

mod clock;
mod evidence;
mod names;
mod packed;
mod scanner;
mod stated;

pub use clock::{clock_time, end_of_span, is_dated, is_day, is_time, second_of_day, time_of_day};
pub use evidence::{DateEvidence, Decision};
pub use packed::PackedDate;
pub use stated::stated_order;

use super::is_missing;
use crate::programme::{Day, fold};
use clock::Tail;
use scanner::Scanner;
use serde::{Deserialize, Serialize};

/// Order of day, month and year in dates that could be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// What one cell of a date column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateCell {
    /// Nothing was recorded.
    Blank,
    /// A day that can be read in one way only.
    Day(Day),
    /// Three numbers that are a day in at least one order.
    Ordered {
        /// The first number: the day or the month.
        first: u8,
        /// The second number: the month or the day.
        second: u8,
        /// The year as written: below 100 it was written with two digits.
        year: i16,
    },
    /// A day as the serial number of a spreadsheet, counted from 1899-12-30.
    Serial(u32),
    /// Not a date of the calendar.
    Bad,
}

/// Years that dates of a programme may have; others are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads one cell of a date column.
#[must_use]
pub fn parse(text: &str) -> DateCell {
    let text = text.trim();
    let found = at_a_glance(text).map(|day| (DateCell::Day(day), Tail::Empty));
    match found.or_else(|| dated(text)) {
        Some((cell, tail)) if is_epoch(cell, tail) => DateCell::Blank,
        Some((cell, _)) => cell,
        None if is_missing(text) || is_zero_date(text) || is_not_completed(text) => DateCell::Blank,
        None if serial(text).is_some() => serial(text).map_or(DateCell::Bad, DateCell::Serial),
        None => DateCell::Bad,
    }
}

/// The day of a spreadsheet's serial number (1900 system; the fraction is the time of day), for
/// numbers from 20 000 (1954) to 80 000 (2119). Only for cells of a column that is known to hold
/// dates: any other number would be a day as well.
#[must_use]
pub fn excel_serial(serial: f64) -> Option<Day> {
    const EPOCH: i32 = -25_569; // 1899-12-30, so that 60 stays the 29 February 1900 of Excel.
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    (20_000.0..=80_000.0)
        .contains(&serial)
        .then(|| Day(EPOCH).plus(serial.floor() as i32))
}

impl DateCell {
    /// The day in a given order; `None` for blank and bad cells and for what is no day in it.
    #[must_use]
    pub fn resolve(&self, order: DateOrder) -> Option<Day> {
        match *self {
            Self::Day(day) => Some(day),
            Self::Ordered {
                first,
                second,
                year,
            } => resolve(first, second, year, order),
            Self::Serial(serial) => excel_serial(f64::from(serial)),
            Self::Blank | Self::Bad => None,
        }
    }
}

/// Days from 1900 to 1904: what the serial numbers of old Macintosh spreadsheets lack.
pub const DAYS_TO_1904: i32 = 1462;

/// The whole part of a number that may be the serial number of a day.
fn serial(text: &str) -> Option<u32> {
    let (days, time) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = days.len() == 5
        && [days, time]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let serial: u32 = is_number.then(|| days.parse().ok()).flatten()?;
    excel_serial(f64::from(serial)).map(|_| serial)
}

/// The days that a text such as the name of a file says as `2026-03-31`, `2026_03_31` or
/// `20260331`.
#[must_use]
pub fn iso_days(text: &str) -> Vec<Day> {
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<i32>().ok();
    let of = |year: &str, month: &str, day: &str| {
        let is_iso = year.len() == 4 && month.len() == 2 && day.len() == 2;
        is_iso
            .then(|| calendar_day(number(year)?, number(month)?, number(day)?))
            .flatten()
    };
    let apart = numbers
        .windows(3)
        .filter_map(|parts| of(parts[0], parts[1], parts[2]));
    let joined = numbers.iter().filter(|part| part.len() == 8);
    let joined = joined.filter_map(|part| of(&part[..4], &part[4..6], &part[6..]));
    apart.chain(joined).collect()
}

/// Whether a word is the name of a weekday.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    names::is_weekday(word)
}

/// The month that a text names, without a year.
#[must_use]
pub fn month_named(text: &str) -> Option<u32> {
    names::month(text.trim()).and_then(|month| u32::try_from(month).ok())
}

/// The year and month that a text says, where it says no day: `Jan 2026`, `2026-01`, `01/2026`,
/// `März 26`.
#[must_use]
pub fn month_of(text: &str) -> Option<(i32, u32)> {
    let text = text.trim();
    let mut parts = text
        .split([' ', '-', '/', '.', ','])
        .filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let year = |part: &str| {
        let year: i32 = part.trim_start_matches('\'').parse().ok()?;
        match part.len() {
            4 => YEARS.contains(&year).then_some(year),
            _ => None,
        }
    };
    let short_year = |part: &str| {
        let digits = part.trim_start_matches(['\'', '’']);
        let is_short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_short
            .then(|| digits.parse().ok().map(full_year))
            .flatten()
    };
    let number = |part: &str| {
        let is_short = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_short
            .then(|| part.parse::<u32>().ok())
            .flatten()
            .filter(|month| (1..=12).contains(month))
    };
    let named = |part: &str| names::month(part).and_then(|month| u32::try_from(month).ok());
    if parts.next().is_some() {
        return None;
    }
    let named_month =
        named(first).and_then(|month| Some((year(second).or_else(|| short_year(second))?, month)));
    named_month
        .or_else(|| Some((year(first)?, named(second).or_else(|| number(second))?)))
        .or_else(|| Some((year(second)?, number(first)?)))
}

/// The day of `2026-09-30`, as most programs write it: told at a glance, with the same result.
fn at_a_glance(text: &str) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| 10 * number + i32::from(digit - b'0'))
        })
    };
    calendar_day(
        number(&[y1, y2, y3, y4])?,
        number(&[m1, m2])?,
        number(&[d1, d2])?,
    )
}

/// Reads a date and what follows it, if that can follow a date.
fn dated(text: &str) -> Option<(DateCell, Tail)> {
    let mut scanner = Scanner::new(text);
    let cell = scanner.date()?;
    let tail = clock::after_date(scanner.rest())?;
    Some((cell, tail))
}

/// What stands for the day on which something was completed.
fn is_not_completed(text: &str) -> bool {
    fold(text) == "not completed"
}

/// `0000-00-00` and the like, which databases write for nothing.
fn is_zero_date(text: &str) -> bool {
    text.starts_with("00")
        && !text.contains(|c: char| c.is_ascii_alphabetic() || ('1'..='9').contains(&c))
}

/// The day from which a system counts, which it writes for nothing: 1900-01-01, 1904-01-01 and
/// 1970-01-01, and with a time of nought that of `LimeSurvey`, 1980-01-01 00:00:00.
fn is_epoch(cell: DateCell, tail: Tail) -> bool {
    let year = match cell {
        DateCell::Day(day) if Day::from_ymd(day.year(), 1, 1) == Some(day) => day.year(),
        DateCell::Ordered {
            first: 1,
            second: 1,
            year,
        } => i32::from(year),
        _ => return false,
    };
    match year {
        1900 | 1904 | 1970 => true,
        1980 => matches!(tail, Tail::Time(0)),
        _ => false,
    }
}

/// Three numbers as a day, where at least one order has such a day.
fn ordered(first: u8, second: u8, year: i16) -> Option<DateCell> {
    [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd]
        .iter()
        .any(|order| resolve(first, second, year, *order).is_some())
        .then_some(DateCell::Ordered {
            first,
            second,
            year,
        })
}

fn resolve(first: u8, second: u8, year: i16, order: DateOrder) -> Option<Day> {
    let (first, second, year) = (i32::from(first), i32::from(second), i32::from(year));
    match order {
        DateOrder::Dmy => calendar_day(full_year(year), second, first),
        DateOrder::Mdy => calendar_day(full_year(year), first, second),
        DateOrder::Ymd if year < 100 => calendar_day(full_year(first), second, year),
        DateOrder::Ymd => None,
    }
}

/// A year written with two digits lies in 1969–2068, as in POSIX.
const fn full_year(year: i32) -> i32 {
    match year {
        0..=68 => year + 2000,
        69..=99 => year + 1900,
        _ => year,
    }
}

fn calendar_day(year: i32, month: i32, day: i32) -> Option<Day> {
    let month = u32::try_from(month).ok()?;
    let day = u32::try_from(day).ok()?;
    YEARS
        .contains(&year)
        .then(|| Day::from_ymd(year, month, day))
        .flatten()
}

#[cfg(test)]
mod tests;
