//! What stands below a header, as far as it rules columns out: `Begin` is the first day of a pair
//! or the time at which a meeting began.

use super::Column;
use crate::ingest::plan::holds_dates;
use crate::programme::{Status, Table, fold};
use crate::values::dates::{self, DateCell};
use crate::values::{answers, is_missing, numbers};

/// What most cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Content {
    /// Days without a time.
    Days,
    /// Times without a day.
    Times,
    /// Days with a time.
    Moments,
    /// What came of calling somebody: `Reached`, `No answer`.
    Calls,
    /// What became of meetings and of nothing else: `Held`, `No-show`.
    Meetings,
    /// Numbers and shares.
    Numbers,
    /// Words, and no yes or no before them.
    Texts,
    /// Answers and nothing else: yes, partly, not achieved.
    Answers,
    /// Numbers and words, and neither of them stray ones; whether most are words.
    Mixed { words: bool },
    /// Several of these together, none of them, or nothing.
    #[default]
    Other,
}

/// One number in so many cells is no stray one.
const STRAY: usize = 5;

impl Content {
    /// What most of the cells are that are not blank.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Self {
        let cells = cells.filter(|cell| !is_missing(cell));
        let (mut days, mut moments, mut times, mut numbers, mut all) = (0, 0, 0, 0, 0);
        for cell in cells.clone() {
            all += 1;
            if dates::is_time(cell) {
                times += 1;
            } else if dates::is_day(cell) {
                days += 1;
            } else if is_moment(cell) {
                moments += 1;
            } else if is_number(cell) {
                numbers += 1;
            }
        }
        if 2 * times > all {
            Self::Times
        } else if 2 * days > all {
            Self::Days
        } else if 2 * moments > all {
            Self::Moments
        } else if 2 * numbers > all {
            Self::Numbers
        } else if are_calls(cells.clone()) {
            Self::Calls
        } else if are_of_meetings(cells.clone()) {
            Self::Meetings
        } else if all > 0 && cells.clone().all(|cell| answers::answer(cell).is_some()) {
            Self::Answers
        } else {
            let texts = cells.filter(|cell| is_text(cell)).count();
            let words = 2 * texts > all;
            if texts > 0 && STRAY * numbers >= all && numbers > 0 {
                Self::Mixed { words }
            } else if words {
                Self::Texts
            } else {
                Self::Other
            }
        }
    }

    /// Whether a column of a table can have such cells.
    pub fn fits(self, table: Table, column: Column) -> bool {
        match self {
            Self::Days => !matches!(
                column,
                Column::Start | Column::End | Column::Status | Column::Text
            ),
            Self::Moments => !matches!(column, Column::Status | Column::Text),
            Self::Times => !holds_dates(column),
            Self::Calls => table == Table::Contacts || column != Column::Status,
            Self::Meetings => {
                !matches!(table, Table::Goals | Table::Actions) || column != Column::Status
            }
            // What a goal is called is no number.
            Self::Numbers => !matches!(column, Column::GoalText(_)),
            // `Completed` and `Returned` are whether or when.
            Self::Answers => {
                let is_day_of_form = (table, column) == (Table::Evaluations, Column::Date);
                !matches!(column, Column::GoalText(_))
                    && !is_end_of_step(table, column)
                    && !is_day_of_form
            }
            // `Target` is the goal or its day.
            Self::Texts => {
                (table != Table::Goals || column != Column::DueOn) && !is_end_of_step(table, column)
            }
            Self::Mixed { .. } | Self::Other => true,
        }
    }

    /// Whether such cells go with a header that may be read as several columns: progress is told
    /// in numbers or in words, and days beside texts are not themselves texts.
    pub fn suggests(self, column: Column, is_question: bool) -> bool {
        match column {
            Column::ProgressNotes => self != Self::Numbers,
            // Whether there are new goals is answered by yes or no; which, in words.
            Column::NewGoals => !self.is_text(),
            Column::GoalProgress(_) if is_question => {
                matches!(self, Self::Numbers | Self::Mixed { .. })
            }
            Column::GoalText(_) | Column::Action(_) | Column::Issue(_) | Column::Solution(_) => {
                self != Self::Days
            }
            _ => true,
        }
    }

    /// Whether most cells are words.
    const fn is_text(self) -> bool {
        matches!(self, Self::Texts | Self::Mixed { words: true })
    }

    /// The column that such cells are rather than one that they do not go with.
    pub fn instead_of(self, column: Column) -> Column {
        match (self, column) {
            (_, Column::NewGoals) if self.is_text() => Column::NewGoalDetails,
            (Self::Texts, Column::DueOn) => Column::Text,
            (Self::Answers, Column::GoalText(number)) => Column::GoalAchieved(number),
            _ => column,
        }
    }
}

/// Whether a column is the day on which a goal was attained or an action done.
fn is_end_of_step(table: Table, column: Column) -> bool {
    matches!(
        (table, column),
        (Table::Goals, Column::AttainedOn) | (Table::Actions, Column::CompletedOn)
    )
}

/// Whether a cell is a day with a time.
fn is_moment(cell: &str) -> bool {
    dates::time_of_day(cell).is_some()
        && !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank)
}

/// Whether a cell is a number or a share ("30 %", "2 of 5").
fn is_number(cell: &str) -> bool {
    numbers::number(cell).is_some()
        || numbers::percentage(cell).is_some()
        || numbers::out_of(cell).is_some()
}

/// Whether a cell is in words that answer no question of yes or no.
fn is_text(cell: &str) -> bool {
    cell.contains(char::is_alphabetic)
        && matches!(dates::parse(cell), DateCell::Bad)
        && answers::yes_no_and_more(cell).is_none()
        && answers::answer(cell).is_none()
}

/// Whether most cells say that somebody was called and reached or not, and none that a meeting was
/// held or missed: then they are no statuses of meetings. Goals are reached or not, too, but
/// nobody leaves them a message.
fn are_calls<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut known, mut failed, mut all) = (0, false, 0);
    for cell in cells {
        match answers::status(cell) {
            Some(Status::Cancelled) | None => {}
            Some(_) => return false,
        }
        let call = answers::call(cell);
        known += usize::from(call.is_some());
        failed |= call == Some(false) && answers::goal_status(cell).is_none();
        all += 1;
    }
    failed && 2 * known > all
}

/// Whether most cells say what became of a meeting, and one of them what becomes of meetings alone:
/// goals and actions are completed, cancelled or missed, too.
fn are_of_meetings<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut known, mut alone, mut all) = (0, false, 0);
    for cell in cells {
        let status = answers::status(cell);
        let is_of_step = answers::goal_status(cell).is_some()
            || answers::action_status(cell).is_some()
            || answers::answer(cell).is_some()
            || answers::yes_no(cell).is_some();
        alone |= !is_of_step
            && matches!(
                status,
                Some(
                    Status::Held | Status::Missed | Status::MissedByMentee | Status::MissedByMentor
                )
            )
            && fold(cell) != "missed";
        known += usize::from(status.is_some());
        all += 1;
    }
    alone && 2 * known > all
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
        assert!(!days.fits(Table::Actions, Column::Status));
        assert!(days.fits(Table::Actions, Column::CompletedOn));
        assert_eq!(content(&["2026-01-10 10:00"]), Content::Moments);
        for cells in [&[""][..], &[]] {
            assert_eq!(content(cells), Content::Other, "{cells:?}");
        }
    }

    #[test]
    fn what_becomes_of_meetings_alone_is_no_state_of_a_goal() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let meetings = content(&["Completed", "No-show", "Cancelled"]);
        assert_eq!(meetings, Content::Meetings);
        assert!(meetings.fits(Table::Sessions, Column::Status));
        assert!(!meetings.fits(Table::Goals, Column::Status));
        for cells in [
            &["Completed", "Cancelled", "Open"][..],
            &["Met", "Missed"],
            &["Done", "Open"],
            &["Yes", "No"],
            &["ja"],
        ] {
            assert_ne!(content(cells), Content::Meetings, "{cells:?}");
        }
    }

    #[test]
    fn numbers_beside_words_are_no_stray_ones() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let mixed = content(&["10 %", "good"]);
        assert_eq!(mixed, Content::Mixed { words: false });
        assert!(mixed.suggests(Column::GoalProgress(1), true));
        let words = content(&["good", "so so", "slow", "well", "50"]);
        assert_eq!(words, Content::Mixed { words: true });
        let stray = content(&["good", "so so", "slow", "well", "fine", "50"]);
        assert_eq!(stray, Content::Texts);
    }

    #[test]
    fn what_came_of_a_call_is_no_status_of_a_meeting_or_a_goal() {
        let content = |cells: &[&str]| Content::of(cells.iter().copied());
        let calls = content(&["Reached", "No answer", "", "Left voicemail"]);
        assert_eq!(calls, Content::Calls);
        assert!(!calls.fits(Table::Sessions, Column::Status));
        assert!(calls.fits(Table::Contacts, Column::Outcome));
        assert!(!calls.fits(Table::Goals, Column::Status));
        for cells in [
            &["Held", "No answer", "No answer"][..],
            &["Reached", "Reached"],
            &["Reached", "Not reached"],
            &["No answer", "via Zoom", "in town"],
        ] {
            assert_ne!(content(cells), Content::Calls, "{cells:?}");
        }
    }

    #[test]
    fn numbers_are_no_notes_and_words_no_percentages() {
        let numbers = Content::of(["10", "30 %", "2 of 5"].into_iter());
        assert_eq!(numbers, Content::Numbers);
        let goal = Column::GoalProgress(1);
        assert!(numbers.suggests(goal, true) && !numbers.suggests(Column::ProgressNotes, false));
        let words = Content::of(["well", "a bit"].into_iter());
        assert!(!words.suggests(goal, true) && words.suggests(goal, false));
        assert!(words.suggests(Column::ProgressNotes, true));
        let days = Content::of(["2026-01-10"].into_iter());
        assert!(!days.suggests(Column::Action(1), false));
        assert!(!numbers.fits(Table::Evaluations, Column::GoalText(1)));
        assert!(words.fits(Table::Evaluations, Column::GoalText(1)));
    }

    #[test]
    fn whether_there_are_new_goals_is_answered_by_yes_or_no() {
        let suggests =
            |cells: &[&str]| Content::of(cells.iter().copied()).suggests(Column::NewGoals, false);
        assert!(!suggests(&["Start a blog", "", "Write a book"]));
        assert!(suggests(&["Yes, a blog", "no", "Ja"]));
        assert!(suggests(&["", ""]));
    }
}
