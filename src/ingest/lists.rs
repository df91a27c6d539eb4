//! Lists of goals, actions, milestones, resources or pairs whose headers are those of meetings: a
//! pair, a day, and whether it is done. An action that is open would be a meeting that was missed.

use super::columns::{self, Column, TableMapping, is_called_meetings, name_of, speaks_of};
use super::doubt::Sample;
use super::other_logs::{Evidence, LogOf};
use crate::programme::{Table, fold};
use csv::StringRecord;
use std::collections::BTreeSet;

/// Words, as they begin, of what a row may tell of.
const GOALS: [&str; 7] = [
    "goal",
    "objective",
    "ziel",
    "objectif",
    "objetivo",
    "obiettiv",
    "doel",
];
const ACTIONS: [&str; 12] = [
    "action",
    "task",
    "todo",
    "aktion",
    "massnahme",
    "aufgabe",
    "tache",
    "accion",
    "tarea",
    "acao",
    "azion",
    "actie",
];
const STEPS: [&str; 4] = ["milestone", "resource", "checklist", "issues"];
const PAIRS: [&str; 4] = ["match", "pairs", "register", "relationship"];

/// The same, of the day or the state of a meeting.
const MEETINGS: [&str; 11] = [
    "meeting", "session", "visit", "attend", "held", "treffen", "sitzung", "reunion", "seance",
    "sesion", "incontr",
];

/// Looks whether what is taken for meetings says which goal or action each row is of, and nothing
/// that only a meeting has.
pub(super) fn evidence(
    meetings: &TableMapping,
    name: &str,
    sample: &Sample<'_>,
) -> Option<Evidence> {
    let of = kind(meetings, name, sample)?;
    let mut columns = meetings.columns.iter();
    let is_of_meetings = columns.any(|(at, column)| says_more(*column, &sample.names[*at]));
    let is_called_so = |column: Column| {
        let header = meetings.header_of(column);
        header.is_some_and(|at| speaks_of(&sample.names[at], &MEETINGS))
    };
    let may_be = meetings.table == Table::Sessions
        && !is_called_a_log_of_meetings(name)
        && !is_of_meetings
        && ![Column::Date, Column::Status].into_iter().any(is_called_so)
        && !tells_of_meetings(meetings, sample);
    may_be.then_some(of)
}

/// Whether a name is one of meetings; a log may be one of goals or actions, if it is called so.
fn is_called_a_log_of_meetings(name: &str) -> bool {
    let is_of_steps = speaks_of(name, &GOALS) || speaks_of(name, &ACTIONS);
    is_called_meetings(&fold(name).replace("log", "")) || is_called_meetings(name) && !is_of_steps
}

/// Whether the first word of a name begins with one of some: `Human resources` are people.
fn begins_with(name: &str, words: &[&str]) -> bool {
    let folded = fold(name);
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let first = folded.split(' ').find(is_word);
    first.is_some_and(|first| words.iter().any(|word| first.starts_with(word)))
}

/// Of what the rows may be by a header, or by the name of the file.
fn kind(meetings: &TableMapping, name: &str, sample: &Sample<'_>) -> Option<Evidence> {
    let headers = || 0..sample.titles.len();
    let find = |table: Table, words: &[&str]| {
        headers().find(|at| {
            let header = &sample.names[*at];
            let meanings = columns::meanings(header, table);
            let names_one = meanings.iter().any(|column| {
                *column == Column::Text || *column == Column::Goal && table == Table::Goals
            });
            names_one && speaks_of(header, words) && sample.cells(*at).next().is_some()
        })
    };
    let by = |of: LogOf, at: usize| Evidence {
        of,
        header: Some(name_of(sample.titles, at)),
    };
    let by_name = |of: LogOf, words: &[&str]| {
        begins_with(name, words).then_some(Evidence { of, header: None })
    };
    find(Table::Actions, &ACTIONS)
        .map(|at| by(LogOf::Actions, at))
        .or_else(|| find(Table::Goals, &GOALS).map(|at| by(LogOf::Goals, at)))
        .or_else(|| by_name(LogOf::Actions, &ACTIONS))
        .or_else(|| by_name(LogOf::Goals, &GOALS))
        .or_else(|| by_name(LogOf::Steps, &STEPS))
        .or_else(|| by_name(LogOf::Pairs, &PAIRS).filter(|_| are_pairs(meetings, sample)))
}

/// Whether each row is of another pair, as in a register.
fn are_pairs(meetings: &TableMapping, sample: &Sample<'_>) -> bool {
    let columns = meetings.columns.iter();
    let naming = columns.filter(|(_, column)| column.is_identity());
    let naming: Vec<usize> = naming.map(|(at, _)| *at).collect();
    let mut pairs: BTreeSet<Vec<String>> = BTreeSet::new();
    let cell = |row: &StringRecord, at: usize| fold(row.get(at).unwrap_or_default());
    let mut rows = sample.rows.iter();
    rows.all(|row| pairs.insert(naming.iter().map(|at| cell(row, *at)).collect()))
}

/// Whether a column is one that only meetings have: neither what was done or is to be done, nor how
/// far it is, nor which milestone it is.
fn says_more(column: Column, header: &str) -> bool {
    let is_of_list = matches!(
        column,
        Column::Date
            | Column::Status
            | Column::Actions
            | Column::Action(_)
            | Column::Progress
            | Column::ProgressNotes
            | Column::GoalProgress(_)
    );
    let is_of_pair = column.is_identity() || !columns::is_own(Table::Sessions, column);
    let is_step = column == Column::Stage && speaks_of(header, &STEPS)
        || column == Column::Issues && speaks_of(header, &["issue"]);
    !is_of_list && !is_of_pair && !is_step
}

/// Whether a column says what becomes of meetings alone.
fn tells_of_meetings(meetings: &TableMapping, sample: &Sample<'_>) -> bool {
    let status = meetings.header_of(Column::Status);
    status.is_some_and(|at| {
        let cells: Vec<&str> = sample.cells(at).collect();
        columns::Content::of(cells.into_iter()) == columns::Content::Meetings
    })
}
