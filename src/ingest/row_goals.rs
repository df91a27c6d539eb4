//! Files in which a form or a meeting has a row for each goal: a column names the goal, and what
//! the others answer, or how far it is, is said of that goal alone.

use super::columns::{self, Column, Recognition, TableMapping, key, name_of};
use super::doubt::Sample;
use crate::programme::{Table, display_text, fold, goal_number};
use crate::values::answers;
use std::collections::BTreeSet;

/// Finds the column that names the goal of a row, and says so.
pub(super) fn find(recognition: &mut Recognition, sample: &Sample<'_>) -> Option<String> {
    let main = recognition.tables.first()?;
    let table = main.table;
    let mut columns = main.columns.iter().map(|(_, column)| *column);
    if !matches!(table, Table::Sessions | Table::Evaluations) || columns.any(Column::is_of_one_goal)
    {
        return None;
    }
    let free: Vec<usize> = recognition.unmapped.clone();
    let goal = goal_of(main, &free, sample)?;
    let answers = answers_of(main, &free, sample);
    let is_known = |column| main.header_of(column).is_some();
    let answered = match table {
        Table::Sessions => is_known(Column::Progress),
        _ => is_known(Column::GoalsAchieved) || !answers.is_empty(),
    };
    if !answered {
        return None;
    }
    let text = free.iter().copied().find(|header| {
        *header != goal && table == Table::Evaluations && names_text(&sample.names[*header])
    });
    recognition.take(table, Column::Goal, goal);
    for (column, header) in answers
        .into_iter()
        .chain(text.map(|text| (Column::Text, text)))
    {
        recognition.take(table, column, header);
    }
    let name = name_of(sample.titles, goal);
    Some(format!(
        "each row tells of the goal that `{}` names; the rows of one form or meeting are read together",
        display_text(&name)
    ))
}

/// The column that names the goal: by its number, or on forms by anything else where a form has
/// several rows.
fn goal_of(main: &TableMapping, free: &[usize], sample: &Sample<'_>) -> Option<usize> {
    let is_number = |header: &usize| {
        let numbers = sample
            .cells(*header)
            .filter(|cell| goal_number(cell).is_some());
        2 * numbers.count() > sample.cells(*header).count()
    };
    let names_goal = |header: &&usize| {
        let meanings = columns::meanings(&sample.names[**header], Table::Goals);
        meanings.contains(&Column::Goal) || names_text(&sample.names[**header])
    };
    let named: Vec<usize> = free.iter().filter(names_goal).copied().collect();
    let numbered = named.iter().find(|header| is_number(header));
    let by_name = || {
        let may = main.table == Table::Evaluations;
        named
            .iter()
            .find(|header| may && is_one_of_several(main, **header, sample))
    };
    numbered.or_else(by_name).copied()
}

/// Whether rows that agree in everything that is known of a form name several goals.
fn is_one_of_several(main: &TableMapping, goal: usize, sample: &Sample<'_>) -> bool {
    let is_of_form = |column: Column| {
        column.is_identity() || matches!(column, Column::Date | Column::Respondent | Column::Phase)
    };
    let headers = main
        .columns
        .iter()
        .filter(|(_, column)| is_of_form(*column));
    let headers: Vec<usize> = headers.map(|(header, _)| *header).collect();
    let mut forms: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut rows: BTreeSet<(Vec<String>, String)> = BTreeSet::new();
    for row in &sample.rows {
        let cell = |header: usize| fold(row.get(header).unwrap_or_default());
        let form: Vec<String> = headers.iter().map(|header| cell(*header)).collect();
        if !cell(goal).is_empty() {
            forms.insert(form.clone());
            rows.insert((form, cell(goal)));
        }
    }
    rows.len() > forms.len()
}

/// On forms: the columns that say what became of the goal, where nothing is read from them yet.
fn answers_of(main: &TableMapping, free: &[usize], sample: &Sample<'_>) -> Vec<(Column, usize)> {
    if main.table != Table::Evaluations {
        return Vec::new();
    }
    let find = |column: Column, is: &dyn Fn(&str) -> bool| {
        let means = |header: &&usize| {
            let meanings = columns::meanings(&sample.names[**header], Table::Goals);
            meanings.first() == Some(&column) && sample.cells(**header).any(is)
        };
        free.iter().find(means).copied()
    };
    let is_answer = |cell: &str| answers::answer(cell).is_some();
    let status = find(Column::Status, &is_answer);
    let status = status.filter(|_| main.header_of(Column::GoalsAchieved).is_none());
    let level = find(Column::Level, &|_| true);
    let status = status.map(|header| (Column::GoalsAchieved, header));
    status
        .into_iter()
        .chain(level.map(|header| (Column::Level, header)))
        .collect()
}

/// Whether a header is that of the text of a goal, and says so.
fn names_text(name: &str) -> bool {
    const TEXTS: [&str; 14] = [
        "goal",
        "goaltext",
        "goaldescription",
        "goalname",
        "goaltitle",
        "goalstatement",
        "smartgoal",
        "objective",
        "ziel",
        "objectif",
        "objetivo",
        "obiettivo",
        "doel",
        "mal",
    ];
    TEXTS.contains(&key(name).as_str())
}
