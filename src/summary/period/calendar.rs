//! Quarters, months and years of a programme, and plain stretches of days.

use crate::programme::Day;

/// The kind of a period: what "the one before" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Quarter,
    Year,
    /// Any two dates, this many days with both ends included.
    Days(i32),
}

/// A whole period of some kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    pub unit: Unit,
    pub from: Day,
    /// First month of the programme's year, 1–12.
    pub year_starts_in: u32,
}

impl Unit {
    const fn months(self) -> Option<i32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
            Self::Days(_) => None,
        }
    }
}

impl Whole {
    /// The quarter of the programme's year that contains a day.
    pub fn quarter_of(day: Day, year_starts_in: u32) -> Self {
        let back = months_into_year(day, year_starts_in) % 3;
        Self {
            unit: Unit::Quarter,
            from: day.month_start(-back),
            year_starts_in,
        }
    }

    /// Its last day.
    pub fn to(&self) -> Day {
        match self.unit {
            Unit::Days(days) => self.from.plus(days - 1),
            _ => self.shifted(1).from.plus(-1),
        }
    }

    /// Number of days, both ends included.
    pub fn days(&self) -> i32 {
        self.to().since(self.from) + 1
    }

    /// The period of the same kind `by` places later (earlier if negative).
    pub fn shifted(&self, by: i32) -> Self {
        let from = match (self.unit, self.unit.months()) {
            (_, Some(months)) => self.from.month_start(months * by),
            (Unit::Days(days), None) => self.from.plus(days.saturating_mul(by)),
            _ => self.from,
        };
        Self { from, ..*self }
    }

    /// The same period a year before.
    pub fn year_before(&self) -> Self {
        let from = self.from.year_before();
        let unit = match self.unit {
            Unit::Days(_) => Unit::Days(self.to().year_before().since(from) + 1),
            unit => unit,
        };
        Self {
            unit,
            from,
            ..*self
        }
    }

    /// Its name in a sentence.
    pub fn title(&self) -> String {
        let year = self.programme_year();
        let dates = format!("{} to {}", self.from, self.to());
        match self.unit {
            Unit::Month => self.from.date().format("%B %Y").to_string(),
            Unit::Quarter if self.year_starts_in == 1 => format!("Q{} {year}", self.quarter()),
            Unit::Quarter => format!("Q{} {year} ({dates})", self.quarter()),
            Unit::Year if self.year_starts_in == 1 => year.to_string(),
            Unit::Year => format!("year {year} ({dates})"),
            Unit::Days(_) => dates,
        }
    }

    /// Its name as a folder: the shortest that says exactly these days.
    pub fn label(&self) -> String {
        match self.unit {
            Unit::Month => self.from.date().format("%Y-%m").to_string(),
            Unit::Quarter => format!("{:04}-Q{}", self.programme_year(), self.quarter()),
            Unit::Year => format!("{:04}", self.programme_year()),
            Unit::Days(_) => days_label(self.from, self.to()),
        }
    }

    /// The calendar year in which the programme's year begins.
    fn programme_year(&self) -> i32 {
        self.from.year() - i32::from(self.from.month() < self.year_starts_in)
    }

    fn quarter(&self) -> i32 {
        months_into_year(self.from, self.year_starts_in) / 3 + 1
    }
}

/// Name of a folder for any two dates.
pub(super) fn days_label(from: Day, to: Day) -> String {
    format!("{from}_{to}")
}

fn months_into_year(day: Day, year_starts_in: u32) -> i32 {
    i32::try_from((day.month() + 12 - year_starts_in) % 12).unwrap_or(0)
}
