//! Calendar days as plain numbers.

use chrono::{Datelike, Duration, NaiveDate};
use std::fmt::{self, Write as _};

/// Mean length of a month in days (365.25 ÷ 12).
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// A calendar day, counted in days since 1970-01-01. Times of day and zones play no part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date, or `None` where the calendar has no such date.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// Whole days from `earlier` to this day; negative if this day is before it.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day `days` later (earlier if negative).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The calendar date, clamped to the years that chrono can hold.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or(if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
    }

    /// Calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// Month of the year, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// Day of the month, 1–31.
    #[must_use]
    pub fn of_month(self) -> u32 {
        self.date().day()
    }

    /// First day of the month that is `months` after this day's month.
    #[must_use]
    pub fn month_start(self, months: i32) -> Self {
        let ordinal = self.year() * 12 + i32::try_from(self.date().month0()).unwrap_or(0) + months;
        Self::from_ymd(
            ordinal.div_euclid(12),
            ordinal.rem_euclid(12).unsigned_abs() + 1,
            1,
        )
        .unwrap_or(self)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        (text.len() == 10)
            .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
            .flatten()
            .map(Self::from)
    }

    /// Appends the day as it prints itself, `YYYY-MM-DD`, and quicker.
    pub fn push_iso(self, text: &mut String) {
        let date = self.date();
        let year = date.year();
        if !(0..=9999).contains(&year) {
            // Writing to a string cannot fail.
            let _ = write!(text, "{date}");
            return;
        }
        let digit =
            |number: u32, unit: u32| char::from_digit(number / unit % 10, 10).unwrap_or('0');
        let year = year.unsigned_abs();
        text.extend([1000, 100, 10, 1].map(|unit| digit(year, unit)));
        for part in [date.month(), date.day()] {
            text.extend(['-', digit(part, 10), digit(part, 1)]);
        }
    }

    /// The same calendar day a year before (28 February for a leap day).
    #[must_use]
    pub fn year_before(self) -> Self {
        let date = self.date();
        Self::from_ymd(date.year() - 1, date.month(), date.day())
            .unwrap_or_else(|| Self::from(date - Duration::days(366)))
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.date())
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_appended_as_it_prints_itself() {
        let days = [
            0, -1, 20_726, 11_016, -719_528, -719_529, 2_932_896, 2_932_897, 5_000_000,
        ];
        for day in days.map(Day) {
            let mut text = "on ".to_owned();
            day.push_iso(&mut text);
            assert_eq!(text, format!("on {day}"));
        }
    }

    #[test]
    fn days_count_from_the_epoch_and_print_as_iso() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(
            Day::from_iso("2026-09-30")
                .map(|day| day.to_string())
                .as_deref(),
            Some("2026-09-30")
        );
        assert_eq!(Day::from_iso("2026-02-31"), None);
        assert_eq!(Day::from_iso("2026-2-03"), None);
    }

    #[test]
    fn month_start_crosses_years() {
        let day = Day::from_ymd(2026, 1, 15).unwrap();
        assert_eq!(day.month_start(-1), Day::from_ymd(2025, 12, 1).unwrap());
        assert_eq!(day.month_start(12), Day::from_ymd(2027, 1, 1).unwrap());
    }

    #[test]
    fn a_leap_day_has_an_anniversary() {
        let leap = Day::from_ymd(2024, 2, 29).unwrap();
        assert_eq!(leap.year_before(), Day::from_ymd(2023, 2, 28).unwrap());
    }
}
