//! A period as it is asked for.

use super::calendar::{Unit, Whole};
use crate::programme::Day;
use crate::values::periods::{NoPeriod, PeriodText};
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
    /// No meeting was held and no form is dated, so no period follows from the records.
    #[error(
        "no meeting is recorded as held and no form is dated, so no period follows from the records: say --period or --as-of"
    )]
    NoDates,
}

/// Reads `2026-Q3`, `2026-09`, `2026` or `FROM..TO`.
///
/// # Errors
/// [`PeriodError::NotUnderstood`], and [`PeriodError::Reversed`] where TO is before FROM.
pub(super) fn parse(text: &str, year_starts_in: u32) -> Result<Whole, PeriodError> {
    let text = text.trim();
    let written = PeriodText::parse(text).map_err(|error| match error {
        NoPeriod::NotUnderstood => PeriodError::NotUnderstood(text.to_owned()),
        NoPeriod::Reversed => PeriodError::Reversed(text.to_owned()),
    })?;
    whole(written, year_starts_in).ok_or_else(|| PeriodError::NotUnderstood(text.to_owned()))
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

/// The days of a period as written, in a year that begins in some month; `None` beyond the
/// calendar.
fn whole(written: PeriodText, year_starts_in: u32) -> Option<Whole> {
    let (unit, year, month) = match written {
        PeriodText::Days(from, to) => return Some(spanning(from, to, year_starts_in)),
        PeriodText::Year(year) => (Unit::Year, year, year_starts_in),
        PeriodText::Month(year, month) => (Unit::Month, year, month),
        PeriodText::Quarter(year, quarter) => {
            let month = (year_starts_in - 1 + 3 * (quarter - 1)) % 12 + 1;
            let year = year + i32::from(month < year_starts_in);
            (Unit::Quarter, year, month)
        }
    };
    Some(Whole {
        unit,
        from: Day::from_ymd(year, month, 1)?,
        year_starts_in,
    })
}
