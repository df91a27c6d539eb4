//! The days that a report speaks about: which period, up to which day, compared with which.
//!
//! Never from the clock: from what was asked for, else from how far the records reach.

mod calendar;
mod request;
#[cfg(test)]
mod tests;

pub use request::PeriodError;

use crate::programme::Day;
use calendar::{Whole, days_label};
use serde::Serialize;

/// Days that records may come in late: the default period is the quarter that holds the day
/// this long before data through.
const LATE_DAYS: i32 = 14;

/// Periods in the history.
const HISTORY: i32 = 8;

/// The period reported and those that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The days reported; the last is the as-of date.
    pub span: Stretch,
    /// Days so far and days in all, where the as-of date cuts the period short.
    pub so_far: Option<SoFar>,
    /// The period before, cut to the same number of days where this one is cut.
    pub previous: Stretch,
    /// The same period a year before, cut alike.
    pub year_before: Stretch,
    /// The last eight periods, oldest first, cut alike; the last is `span`.
    pub history: Vec<Stretch>,
}

/// A named stretch of days, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Name of the folder: `2026-Q3`, `2026-09`, `2026` where it is exactly that, else
    /// `2026-07-01_2026-08-15`.
    pub label: String,
    /// Name in reports: `Q3 2026`, `Q4 2026 so far, 51 of 92 days`, `Q3 2026, first 51 days`.
    pub title: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// How much of a period has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SoFar {
    /// Days from its first to the as-of date, both included.
    pub days: i32,
    /// Days in all.
    pub of: i32,
}

/// What was asked for, and what the records allow.
#[derive(Clone, Copy, Debug)]
pub struct PeriodRequest<'a> {
    /// The period as written (`2026-Q3`, `2026-09`, `2026`, `FROM..TO`).
    pub period: Option<&'a str>,
    /// The day the report speaks for.
    pub as_of: Option<Day>,
    /// First month of the programme's year, 1–12. A year and its quarters are named after the
    /// calendar year in which it begins.
    pub year_starts_in: u32,
    /// Latest day that the records reach.
    pub data_through: Option<Day>,
}

impl Period {
    /// The period that was asked for, else the one that follows from the records.
    ///
    /// `period` alone sets both ends; `as_of` alone takes the quarter that contains it, up to
    /// it. By default it is the quarter that holds the day 14 days before data through: all of
    /// it if it is over by data through, else up to data through.
    ///
    /// # Errors
    /// [`PeriodError`] where the text is no period, where it and the as-of date disagree, and
    /// where there is neither and no meeting or form tells how far the records reach.
    pub fn resolve(request: &PeriodRequest<'_>) -> Result<Self, PeriodError> {
        let year_starts_in = request.year_starts_in.clamp(1, 12);
        let (whole, to) = match (request.period, request.as_of) {
            (Some(text), as_of) => asked_for(text, as_of, year_starts_in)?,
            (None, Some(as_of)) => (Whole::quarter_of(as_of, year_starts_in), as_of),
            (None, None) => latest(request.data_through, year_starts_in)?,
        };
        Ok(Self::of(&whole, to))
    }

    fn of(whole: &Whole, to: Day) -> Self {
        let so_far = (to < whole.to()).then(|| SoFar {
            days: to.since(whole.from) + 1,
            of: whole.days(),
        });
        let days = so_far.map(|so_far| so_far.days);
        let mut history: Vec<Stretch> = (1..HISTORY)
            .rev()
            .map(|back| earlier(&whole.shifted(-back), days))
            .collect();
        let span = reported(whole, so_far);
        history.push(span.clone());
        Self {
            span,
            so_far,
            previous: earlier(&whole.shifted(-1), days),
            year_before: earlier(&whole.year_before(), days),
            history,
        }
    }
}

fn asked_for(
    text: &str,
    as_of: Option<Day>,
    year_starts_in: u32,
) -> Result<(Whole, Day), PeriodError> {
    let whole = request::parse(text, year_starts_in)?;
    match as_of.filter(|as_of| *as_of != whole.to()) {
        Some(as_of) => Err(PeriodError::Disagree {
            period: text.to_owned(),
            from: whole.from,
            to: whole.to(),
            as_of,
        }),
        None => Ok((whole, whole.to())),
    }
}

fn latest(data_through: Option<Day>, year_starts_in: u32) -> Result<(Whole, Day), PeriodError> {
    let data_through = data_through.ok_or(PeriodError::NoDates)?;
    let quarter = Whole::quarter_of(data_through.plus(-LATE_DAYS), year_starts_in);
    Ok((quarter, quarter.to().min(data_through)))
}

fn reported(whole: &Whole, so_far: Option<SoFar>) -> Stretch {
    let mut stretch = earlier(whole, so_far.map(|so_far| so_far.days));
    if let Some(SoFar { days, of }) = so_far {
        stretch.title = format!("{} so far, {days} of {of} days", whole.title());
    }
    stretch
}

/// A period, cut to its first `days` if it is longer.
fn earlier(whole: &Whole, days: Option<i32>) -> Stretch {
    match days.filter(|days| *days < whole.days()) {
        Some(days) => Stretch {
            label: days_label(whole.from, whole.from.plus(days - 1)),
            title: format!("{}, first {days} days", whole.title()),
            from: whole.from,
            to: whole.from.plus(days - 1),
        },
        None => Stretch {
            label: whole.label(),
            title: whole.title(),
            from: whole.from,
            to: whole.to(),
        },
    }
}
