//! Lengths that are asked for in two cells: `How long did you meet? - Hours` and `- Minutes`.

use super::options::divided;
use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;
use crate::values::{is_missing, numbers};

const HOURS: [&str; 12] = [
    "hours", "hour", "hrs", "hr", "h", "stunden", "std", "heures", "horas", "ore", "uren", "timmar",
];
const MINUTES: [&str; 10] = [
    "minutes", "minute", "mins", "min", "m", "minuten", "minutos", "minuti", "minuter", "mn",
];

/// Makes one column of the hours and the minutes of a question.
pub(super) fn join(draft: &mut Draft) {
    let minutes: Vec<Asked> = asked_in(draft, &MINUTES).collect();
    let both = asked_in(draft, &HOURS).find_map(|hours| {
        let mut minutes = minutes.iter();
        let minutes = minutes.find(|minutes| minutes.question == hours.question)?;
        let is_one_length = hours.is_option && minutes.is_option
            || amount_to_one(draft, hours.column, minutes.column);
        is_one_length.then_some((hours.column, minutes.column, hours.question))
    });
    let Some((hours, minutes, question)) = both else {
        return;
    };
    draft.hide(hours);
    draft.hide(minutes);
    let title = if question.is_empty() {
        format!("{} + {}", draft.headers[hours], draft.headers[minutes])
    } else {
        question
    };
    let made = draft.make(&title, Making::Length { hours, minutes });
    "duration in minutes".clone_into(&mut draft.names[made]);
    draft.notes.push(format!(
        "the length is what `{}` and `{}` amount to",
        draft.headers[hours], draft.headers[minutes]
    ));
}

/// A column that asks for a length in a unit.
struct Asked {
    column: usize,
    /// What is asked, without the unit; empty where the header is no more than that.
    question: String,
    /// Whether the unit stands there as an option of the question.
    is_option: bool,
}

/// The columns that ask for a length in some units.
fn asked_in<'a>(draft: &'a Draft, units: &'a [&str]) -> impl Iterator<Item = Asked> + 'a {
    (0..draft.headers.len()).filter_map(move |column| {
        let name = &draft.names[column];
        let option = divided(name, draft.profile);
        let is_option = option.is_some();
        let (question, unit) = option.unwrap_or_else(|| in_brackets(name));
        let meaning = columns::meanings(name, Table::Sessions);
        let is_length = matches!(meaning.first(), Some(Column::Minutes | Column::Hours));
        (is_length && units.contains(&key(&unit).as_str())).then_some(Asked {
            column,
            question,
            is_option,
        })
    })
}

/// `Duration (hours)` as `Duration` and `hours`; what has no brackets is a unit or nothing.
fn in_brackets(name: &str) -> (String, String) {
    let inner = name.trim().strip_suffix([')', ']']);
    let parts = inner.and_then(|name| name.rsplit_once(['(', '[']));
    let (question, unit) = parts.unwrap_or(("", name));
    (question.trim().to_owned(), unit.trim().to_owned())
}

/// Whether hours and minutes are the parts of one length: wherever both say something, the hours
/// are whole and the minutes less than one more, or they say the same; and the hours are not
/// everywhere the minutes rounded.
fn amount_to_one(draft: &Draft, hours: usize, minutes: usize) -> bool {
    let number = |row: &csv::StringRecord, column: usize| {
        let cell = row.get(column).unwrap_or_default();
        if is_missing(cell) {
            Some(0.0)
        } else {
            numbers::number(cell)
        }
    };
    let lengths: Option<Vec<(f64, f64)>> = draft
        .rows
        .iter()
        .map(|row| number(row, hours).zip(number(row, minutes)))
        .collect();
    let is_same = |(hours, minutes): &(f64, f64)| (hours * 60.0 - minutes).abs() < 0.5;
    let is_part = |length: &(f64, f64)| {
        is_same(length) || length.0.fract() == 0.0 && (0.0..60.0).contains(&length.1)
    };
    let is_rounded = |(hours, minutes): &(f64, f64)| {
        (hours - minutes / 60.0).abs() <= 0.5 || (hours - (minutes / 60.0).ceil()).abs() < 0.01
    };
    lengths.is_some_and(|all| all.iter().all(is_part) && !all.iter().all(is_rounded))
}
