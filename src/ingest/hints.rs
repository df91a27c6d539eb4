//! What a file seems to say and nothing is read from: said, so that nobody relies on it.

use super::columns::{self, Column, Recognition};
use super::doubt::Sample;
use super::standing;
use super::unnamed::is_code;
use crate::programme::{Table, display_text};
use crate::values::{answers, is_missing};
use csv::StringRecord;

/// What is to be said of a file beside how it was read, as sentences.
pub(super) fn hints(recognition: &Recognition, sample: &Sample<'_>) -> Vec<String> {
    let all = [
        codes(recognition, sample),
        resting(recognition, sample),
        days_of_rows(recognition, sample),
    ];
    all.into_iter().flatten().collect()
}

/// Headers that are codes and that nothing is read from.
fn codes(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    const SHOWN: usize = 3;
    let unread = recognition
        .unmapped
        .iter()
        .chain(recognition.attributes.iter().map(|(at, _)| at));
    let codes: Vec<String> = unread
        .filter(|at| is_code(&sample.titles[**at]) && sample.cells(**at).next().is_some())
        .map(|at| format!("`{}`", display_text(&sample.titles[*at])))
        .collect();
    let enough = !recognition.tables.is_empty() && codes.len() >= SHOWN;
    enough.then(|| {
        format!(
            "{} columns have codes for headers ({}, …) that do not say what was asked, and are not \
             read; export the file with the texts of the questions, or name the columns under \
             [source.columns]",
            codes.len(),
            codes[..SHOWN].join(", ")
        )
    })
}

/// Headers that say when pairs begin, rest or end, and may say it of what each row tells of.
fn days_of_rows(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let table = recognition.tables.first()?.table;
    let unread = recognition.unmapped.iter().filter(|at| {
        let name = sample.names.get(**at).map(String::as_str);
        columns::may_be_of_row(name.unwrap_or_default(), table)
            && sample.cells(**at).next().is_some()
    });
    let titles: Vec<String> = unread
        .map(|at| format!("`{}`", display_text(&sample.titles[*at])))
        .collect();
    (!titles.is_empty()).then(|| {
        format!(
            "nothing is read from {}: it may be said of the pair or of what the row tells of. If it is \
             said of the pair, name the column under [source.columns]",
            titles.join(", ")
        )
    })
}

/// Pairs of which a register with people or first days says nothing but an id: they may be lines of a
/// template, and count as pairs that never met. How many is not said: it stands in shared reports.
pub(super) fn ids_alone(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let mut tables = recognition.tables.iter();
    let register = tables.find(|one| one.table == Table::Pairs)?;
    let id = register.header_of(Column::PairId)?;
    let of_all = [Column::Mentor, Column::Mentee, Column::StartedOn].into_iter();
    let of_all: Vec<usize> = of_all
        .filter_map(|column| register.header_of(column))
        .collect();
    let is_filled =
        |row: &StringRecord, at: usize| !is_missing(row.get(at).unwrap_or_default().trim());
    let is_alone = |row: &StringRecord| {
        is_filled(row, id) && (0..row.len()).all(|at| at == id || !is_filled(row, at))
    };
    let has_others = |row: &StringRecord| of_all.iter().any(|at| is_filled(row, *at));
    let may_be_template = sample.rows.iter().any(is_alone) && sample.rows.iter().any(has_others);
    may_be_template.then(|| {
        "some pairs have an id and nothing else, and are counted: if these are empty lines of a \
         template, delete them"
            .to_owned()
    })
}

/// A register that says of pairs that they have ended, and not when: how many go on is wrong then,
/// and so is who needs somebody.
pub(super) fn ended(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let register = recognition
        .tables
        .iter()
        .find(|one| one.table == Table::Pairs)?;
    if register.header_of(Column::ClosedOn).is_some() {
        return None;
    }
    let (header, value) = state_of_ended(sample).or_else(|| answer_of_ended(sample))?;
    Some(format!(
        "`{}` says of pairs that they have ended (“{}”), and no column says when: they count as going \
         on until a column closed_on has their last day",
        display_text(&sample.titles[header]),
        display_text(value)
    ))
}

/// A state that says that a pair is over, with its header.
fn state_of_ended<'a>(sample: &'a Sample<'_>) -> Option<(usize, &'a str)> {
    let header = standing::column(sample.titles)?;
    let mut cells = sample.cells(header);
    Some((header, cells.find(|cell| standing::has_ended(cell))?))
}

/// The answer that says so to whether a pair goes on, with its header (`Active` = No).
fn answer_of_ended<'a>(sample: &'a Sample<'_>) -> Option<(usize, &'a str)> {
    let (header, over) = standing::asks_if_ended(sample.titles)?;
    let are_answers = sample
        .cells(header)
        .all(|cell| answers::yes_no(cell).is_some());
    let mut cells = sample.cells(header).filter(|_| are_answers);
    Some((
        header,
        cells.find(|cell| answers::yes_no(cell) == Some(over))?,
    ))
}

/// A register that says of pairs that they rest, and not since when.
fn resting(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let register = recognition
        .tables
        .iter()
        .find(|one| one.table == Table::Pairs)?;
    if register.header_of(Column::PausedFrom).is_some() {
        return None;
    }
    let header = standing::column(sample.titles)?;
    let value = sample.cells(header).find(|cell| standing::rests(cell))?;
    Some(format!(
        "`{}` says of pairs that they rest (“{}”), and no column says since when: they count as going \
         on until a column paused_from has that day",
        display_text(&sample.titles[header]),
        display_text(value)
    ))
}
