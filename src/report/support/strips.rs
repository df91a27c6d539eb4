//! The last weeks of pairs as pictures: days become weeks of a common calendar.

use crate::charts::{CalendarStrip, StripMark, WeekScale, Weeks};
use crate::programme::Day;
use crate::summary::{CALENDAR_WEEKS, SupportRow};

/// Weeks shown after the as-of date at most; later agreed dates stand in words only.
const MOST_AHEAD: i32 = 12;

/// The weeks that hold what there is to show of these pairs.
pub(super) fn weeks(rows: &[SupportRow], date: Day) -> Weeks {
    let ahead = rows
        .iter()
        .filter_map(|row| Some(row.agreed_next?.since(date)));
    let ahead = ahead.map(|days| (days + 6).div_euclid(7));
    let shown = ahead
        .filter(|weeks| *weeks <= MOST_AHEAD)
        .max()
        .unwrap_or(0);
    Weeks {
        past: whole(CALENDAR_WEEKS),
        ahead: whole(shown),
    }
}

fn whole(weeks: i32) -> usize {
    usize::try_from(weeks).unwrap_or(0)
}

/// The week of a day, if it is shown: the last past one ends on the as-of date.
fn week(day: Day, date: Day, weeks: Weeks) -> Option<usize> {
    let first = date.plus(1 - 7 * CALENDAR_WEEKS);
    let week = usize::try_from(day.since(first).div_euclid(7)).ok()?;
    (week < weeks.past + weeks.ahead).then_some(week)
}

/// The last weeks of a pair.
pub(super) fn strip(row: &SupportRow, date: Day, weeks: Weeks) -> CalendarStrip {
    let calendar = &row.calendar;
    let held = calendar.held.iter().map(|day| (*day, StripMark::Held));
    let missed = calendar.missed.iter().map(|day| (*day, StripMark::Missed));
    let agreed = row.agreed_next.map(|day| (day, StripMark::Agreed));
    let mut days: Vec<(Day, StripMark)> = held.chain(missed).chain(agreed).collect();
    days.sort_unstable();
    let marks = days.into_iter();
    let marks = marks.filter_map(|(day, mark)| Some((week(day, date, weeks)?, mark, day)));
    let pauses = calendar.paused.iter().filter_map(|(from, to)| {
        let said = format!("{from} to {to}");
        Some((week(*from, date, weeks)?, week(*to, date, weeks)?, said))
    });
    CalendarStrip {
        weeks,
        marks: marks.collect(),
        pauses: pauses.collect(),
    }
}

/// Where months begin.
pub(super) fn scale(weeks: Weeks, date: Day) -> WeekScale {
    let first = date.plus(1 - 7 * CALENDAR_WEEKS);
    let months = (1..).map(|ahead| first.month_start(ahead));
    let months = months.map_while(|start| {
        let name = start.date().format("%b").to_string();
        Some((week(start, date, weeks)?, name))
    });
    WeekScale {
        weeks,
        months: months.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "2026-09-30";

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn the_last_past_week_ends_on_the_day_of_the_list() {
        let weeks = Weeks { past: 26, ahead: 1 };
        let of = |text: &str| week(day(text), day(DATE), weeks);
        assert_eq!(of("2026-09-30"), Some(25));
        assert_eq!(of("2026-09-24"), Some(25));
        assert_eq!(of("2026-09-23"), Some(24));
        assert_eq!(of("2026-10-01"), Some(26));
        assert_eq!(of("2026-10-08"), None);
        assert_eq!(of("2026-04-02"), Some(0));
        assert_eq!(of("2026-04-01"), None);
    }

    #[test]
    fn months_stand_where_they_begin() {
        let scale = scale(Weeks { past: 26, ahead: 2 }, day(DATE));
        let names: Vec<&str> = scale.months.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["May", "Jun", "Jul", "Aug", "Sep", "Oct"]);
        assert_eq!(scale.months[5].0, 26);
    }
}
