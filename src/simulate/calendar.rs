//! Whole days: the only arithmetic on dates that a synthetic programme needs.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A date known when the program is compiled; a date that does not exist does not compile.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        // Only called in constants, so this is a compile error, never a panic of the program.
        None => panic!("no such day"),
    }
}

/// The date `days` after `date` (before it if negative); stays at `date` beyond the calendar's ends.
pub(super) fn after(date: NaiveDate, days: i64) -> NaiveDate {
    let moved = if days < 0 {
        date.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        date.checked_add_days(Days::new(days.unsigned_abs()))
    };
    moved.unwrap_or(date)
}

/// Days from `from` to `to`; negative if `to` is the earlier.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.num_days_from_ce()) - i64::from(from.num_days_from_ce())
}

/// If `date` lies in the quiet weeks of summer (11 July – 31 August) or around the new year
/// (15 December – 8 January), the first day after them.
pub(super) fn end_of_quiet_weeks(date: NaiveDate) -> Option<NaiveDate> {
    let year = date.year();
    match (date.month(), date.day()) {
        (7, 11..) | (8, _) => NaiveDate::from_ymd_opt(year, 9, 1),
        (12, 15..) => NaiveDate::from_ymd_opt(year + 1, 1, 9),
        (1, ..=8) => NaiveDate::from_ymd_opt(year, 1, 9),
        _ => None,
    }
}

/// `date`, or the Monday after it if it falls on a weekend.
pub(super) fn weekday(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => after(date, 2),
        Weekday::Sun => after(date, 1),
        _ => date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_run_over_leap_days_and_back() {
        let eve = day(2024, 2, 28);
        assert_eq!(after(eve, 2), day(2024, 3, 1));
        assert_eq!(after(day(2024, 3, 1), -2), eve);
        assert_eq!(days_between(eve, day(2025, 2, 28)), 366);
        assert_eq!(after(NaiveDate::MAX, 1), NaiveDate::MAX);
    }

    #[test]
    fn weekends_become_mondays() {
        let monday = day(2026, 9, 28);
        assert_eq!(
            [-3, -2, -1, 0].map(|days| weekday(after(monday, days))),
            [day(2026, 9, 25), monday, monday, monday]
        );
    }

    #[test]
    fn quiet_weeks_end_when_work_starts_again() {
        assert_eq!(end_of_quiet_weeks(day(2025, 7, 10)), None);
        assert_eq!(end_of_quiet_weeks(day(2025, 7, 11)), Some(day(2025, 9, 1)));
        assert_eq!(end_of_quiet_weeks(day(2025, 12, 15)), Some(day(2026, 1, 9)));
        assert_eq!(end_of_quiet_weeks(day(2026, 1, 8)), Some(day(2026, 1, 9)));
        assert_eq!(end_of_quiet_weeks(day(2026, 1, 9)), None);
    }
}
