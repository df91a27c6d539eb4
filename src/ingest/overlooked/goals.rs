//! How far goals are, and their days, under headers that are not known.

use super::{Overlooked, Said, doubt, is_lacking, lacks, question, speaks_of};
use crate::ingest::columns::{Column, Recognition, name_of};
use crate::ingest::doubt::Sample;
use crate::ingest::question::HeaderQuestion;
use crate::programme::{GoalStatus, Table};
use crate::values::{answers, dates};

/// Words, as they begin, of headers of states that are not those of goals.
const OF_OTHERS: [&str; 13] = [
    "action",
    "task",
    "step",
    "match",
    "pair",
    "relationship",
    "approv",
    "consent",
    "form",
    "review",
    "sync",
    "mentor",
    "mentee",
];

/// The status: a column in which every cell is the state of a goal can be nothing else.
pub(super) fn status(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Goals, Column::Status);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let tells =
        |at: &usize| !speaks_of(&sample.titles[*at], &OF_OTHERS) && are_states(sample.cells(*at));
    let headers: Vec<usize> = said.unread(recognition, sample).filter(tells).collect();
    if let [header] = headers[..] {
        recognition.take(wanted.0, wanted.1, header);
        found.notes.push(format!(
            "`{}` is read as the status of each goal, since every cell of it is one",
            name_of(sample.titles, header)
        ));
    } else {
        found.doubts.extend(doubt(wanted, &headers, sample, false));
    }
}

/// Whether every cell is the state of a goal, not all of them the same.
fn are_states<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut different: Vec<GoalStatus> = Vec::new();
    for cell in cells {
        let Some(status) = answers::goal_status(cell) else {
            return false;
        };
        if !different.contains(&status) {
            different.push(status);
        }
    }
    different.len() > 1
}

/// Words, as they begin, of headers whose days are those of a record and not of a goal.
const OTHER_DAYS: [&str; 14] = [
    "updat", "modif", "creat", "review", "record", "submi", "import", "export", "last", "next",
    "status", "birth", "session", "meeting",
];

/// Words, as they begin, of days by which something is to be done.
const AHEAD: [&str; 8] = [
    "by", "due", "until", "deadline", "target", "plan", "expect", "timeline",
];

/// Asks about columns of days of which nothing is read, where goals lack one.
pub(super) fn days(
    shown: &str,
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Vec<HeaderQuestion> {
    let wanted = |columns: [Column; 3]| -> Vec<Column> {
        let is_open = |column: &Column| {
            is_lacking(recognition, Table::Goals, *column) && !said.decides(*column)
        };
        columns.into_iter().filter(is_open).collect()
    };
    let are_days = |at: &usize| {
        let mut cells = sample.cells(*at).peekable();
        cells.peek().is_some()
            && cells.all(dates::is_day)
            && !speaks_of(&sample.titles[*at], &OTHER_DAYS)
    };
    let headers = said.unread(recognition, sample).filter(are_days);
    headers
        .filter_map(|header| {
            let columns = if speaks_of(&sample.titles[header], &AHEAD) {
                wanted([Column::DueOn, Column::AttainedOn, Column::SetOn])
            } else {
                wanted([Column::AttainedOn, Column::DueOn, Column::SetOn])
            };
            let why = "its cells are days, and nothing is read from it".to_owned();
            question(shown, (sample, header), &columns, why)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::are_states;

    #[test]
    fn states_of_goals_are_told_from_other_words() {
        let are = |cells: &[&str]| are_states(cells.iter().copied());
        assert!(are(&["Achieved", "In progress", "Achieved"]));
        assert!(
            !are(&["In progress", "In progress"]),
            "all the same may be said of anything"
        );
        assert!(!are(&["Achieved", "High"]));
        assert!(!are(&[]));
    }
}
