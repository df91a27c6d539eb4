//! What stands below a header, as far as it rules columns out: `Begin` is the first day of a pair
//! or the time at which a meeting began.

use super::Column;
use crate::ingest::plan::holds_dates;
use crate::ingest::values::{answers, dates, is_missing};
use crate::programme::{Status, Table};

/// What most cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Content {
    /// Days without a time.
    Days,
    /// Times without a day.
    Times,
    /// What came of calling somebody: `Reached`, `No answer`.
    Calls,
    /// Both together, neither, or nothing.
    #[default]
    Other,
}

impl Content {
    /// What most of the cells are that are not blank.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Self {
        let cells = cells.filter(|cell| !is_missing(cell));
        let (mut days, mut times, mut all) = (0, 0, 0);
        for cell in cells.clone() {
            all += 1;
            if dates::is_time(cell) {
                times += 1;
            } else if dates::is_day(cell) {
                days += 1;
            }
        }
        if 2 * times > all {
            Self::Times
        } else if 2 * days > all {
            Self::Days
        } else if are_calls(cells) {
            Self::Calls
        } else {
            Self::Other
        }
    }

    /// Whether a column of a table can have such cells.
    pub fn fits(self, table: Table, column: Column) -> bool {
        match self {
            Self::Days => !matches!(column, Column::Start | Column::End),
            Self::Times => !holds_dates(column),
            Self::Calls => (table, column) != (Table::Sessions, Column::Status),
            Self::Other => true,
        }
    }
}

/// Whether most cells say that somebody was called and reached or not, and none that a meeting was
/// held or missed: then they are no statuses of meetings.
fn are_calls<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut calls, mut failed, mut all) = (0, false, 0);
    for cell in cells {
        match answers::status(cell) {
            Some(Status::Cancelled) | None => {}
            Some(_) => return false,
        }
        let call = answers::call(cell);
        calls += usize::from(call.is_some());
        failed |= call == Some(false);
        all += 1;
    }
    failed && 2 * calls > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_no_days_and_days_no_times() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let times = content(&["10:00", "", "2:30 PM", "14h30", "Total"]);
        assert_eq!(times, Content::Times);
        assert!(times.fits(Table::Sessions, Column::Start));
        assert!(!times.fits(Table::Pairs, Column::StartedOn));
        let days = content(&["2026-01-10", "n/a", "12.01.2026", "1 May 2026"]);
        assert_eq!(days, Content::Days);
        assert!(days.fits(Table::Pairs, Column::StartedOn));
        assert!(!days.fits(Table::Sessions, Column::End));
        for cells in [&["2026-01-10 10:00"][..], &["10", "45"], &[""], &[]] {
            assert_eq!(content(cells), Content::Other, "{cells:?}");
        }
    }

    #[test]
    fn what_came_of_a_call_is_no_status_of_a_meeting() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let calls = content(&["Reached", "No answer", "", "Left voicemail"]);
        assert_eq!(calls, Content::Calls);
        assert!(!calls.fits(Table::Sessions, Column::Status));
        assert!(calls.fits(Table::Contacts, Column::Outcome));
        assert!(calls.fits(Table::Goals, Column::Status));
        for cells in [
            &["Held", "No answer", "No answer"][..],
            &["Reached", "Reached"],
            &["No answer", "via Zoom", "in town"],
        ] {
            assert_eq!(content(cells), Content::Other, "{cells:?}");
        }
    }
}
