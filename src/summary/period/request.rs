//! A period as it is asked for.

use super::calendar::{Unit, Whole};
use crate::programme::Day;
use thiserror::Error;

/// Why no period could be made of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// The text is none of the four forms.
    #[error("`{0}` is not a period: write 2026-Q3, 2026-09, 2026 or 2026-07-01..2026-08-15")]
    NotUnderstood(String),
    /// It ends before it begins.
    #[error("the period `{0}` ends before it begins")]
    Reversed(String),
    /// The period ends on another day than the as-of date.
    #[error(
        "the period {period} ends on {to}, but the as-of date is {as_of}: leave one of them out, or write the period as {from}..{as_of}"
    )]
    Disagree {
        /// The period as asked for.
        period: String,
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
        /// The as-of date.
        as_of: Day,
    },
    /// No record is dated, so no period follows from the records.
    #[error("no record is dated, so no period follows from the records: say --period or --as-of")]
    NoDates,
}

/// Reads `2026-Q3`, `2026-09`, `2026` or `FROM..TO`.
///
/// # Errors
/// [`PeriodError::NotUnderstood`], and [`PeriodError::Reversed`] where TO is before FROM.
pub(super) fn parse(text: &str, year_starts_in: u32) -> Result<Whole, PeriodError> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        return between(text, from, to, year_starts_in);
    }
    named(text, year_starts_in).ok_or_else(|| PeriodError::NotUnderstood(text.to_owned()))
}

fn between(text: &str, from: &str, to: &str, year_starts_in: u32) -> Result<Whole, PeriodError> {
    let day = |part: &str| {
        Day::from_iso(part.trim()).ok_or_else(|| PeriodError::NotUnderstood(text.to_owned()))
    };
    let (from, to) = (day(from)?, day(to)?);
    if to < from {
        return Err(PeriodError::Reversed(text.to_owned()));
    }
    Ok(spanning(from, to, year_starts_in))
}

/// The quarter, month or year that two dates span exactly, else plain days.
fn spanning(from: Day, to: Day, year_starts_in: u32) -> Whole {
    let whole = |unit| Whole {
        unit,
        from,
        year_starts_in,
    };
    let quarter = Whole::quarter_of(from, year_starts_in);
    let month_begins = from == from.month_start(0);
    let year_begins = month_begins && from.month() == year_starts_in;
    let named = [
        Some(quarter),
        month_begins.then(|| whole(Unit::Month)),
        year_begins.then(|| whole(Unit::Year)),
    ];
    named
        .into_iter()
        .flatten()
        .find(|named| named.from == from && named.to() == to)
        .unwrap_or_else(|| whole(Unit::Days(to.since(from) + 1)))
}

fn named(text: &str, year_starts_in: u32) -> Option<Whole> {
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let year: i32 = digits(year, 4)?;
    let (unit, month) = match part.strip_prefix(['Q', 'q']) {
        Some(quarter) => (Unit::Quarter, quarter_start(quarter, year_starts_in)?),
        None if text.len() == 4 => (Unit::Year, year_starts_in),
        None => (Unit::Month, digits(part, 2)?),
    };
    let year = year + i32::from(unit == Unit::Quarter && month < year_starts_in);
    Some(Whole {
        unit,
        from: Day::from_ymd(year, month, 1)?,
        year_starts_in,
    })
}

/// First month of a quarter of the programme's year.
fn quarter_start(quarter: &str, year_starts_in: u32) -> Option<u32> {
    let quarter: u32 = digits(quarter, 1)?;
    (1..=4)
        .contains(&quarter)
        .then(|| (year_starts_in - 1 + 3 * (quarter - 1)) % 12 + 1)
}

/// A number of exactly this many digits.
fn digits<N: std::str::FromStr>(text: &str, length: usize) -> Option<N> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
