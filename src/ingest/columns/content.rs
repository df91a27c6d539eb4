//! What stands below a header, as far as it rules columns out: `Begin` is the first day of a pair
//! or the time at which a meeting began.

use super::Column;
use crate::ingest::plan::holds_dates;
use crate::values::{dates, is_missing};

/// What most cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Content {
    /// Days without a time.
    Days,
    /// Times without a day.
    Times,
    /// Both together, neither, or nothing.
    #[default]
    Other,
}

impl Content {
    /// What most of the cells are that are not blank.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut days, mut times, mut all) = (0, 0, 0);
        for cell in cells.filter(|cell| !is_missing(cell)) {
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
        } else {
            Self::Other
        }
    }

    /// Whether a column can have such cells.
    pub fn fits(self, column: Column) -> bool {
        match self {
            Self::Days => !matches!(column, Column::Start | Column::End),
            Self::Times => !holds_dates(column),
            Self::Other => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_no_days_and_days_no_times() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let times = content(&["10:00", "", "2:30 PM", "14h30", "Total"]);
        assert_eq!(times, Content::Times);
        assert!(times.fits(Column::Start) && !times.fits(Column::StartedOn));
        let days = content(&["2026-01-10", "n/a", "12.01.2026", "1 May 2026"]);
        assert_eq!(days, Content::Days);
        assert!(days.fits(Column::StartedOn) && !days.fits(Column::End));
        for cells in [&["2026-01-10 10:00"][..], &["10", "45"], &[""], &[]] {
            assert_eq!(content(cells), Content::Other, "{cells:?}");
        }
    }
}
