//! The day since which a pair is in its state: of those that have ended their last day, of those
//! that rest the first day of the pause.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::ingest::standing::{self, Standing};
use crate::programme::{Table, display_text};
use csv::StringRecord;
use std::collections::BTreeSet;

/// Headers of the day of a state, by key.
const DAYS: [&str; 16] = [
    "statusdate",
    "dateofstatus",
    "statusason",
    "statusasof",
    "statussince",
    "statuschangedon",
    "statuschangedate",
    "statuschanged",
    "statusupdatedon",
    "statusdatum",
    "statusseit",
    "datedustatut",
    "fechadeestado",
    "fechadelestado",
    "datastato",
    "datadostatus",
];

/// Makes the last day and the beginning of the pause of the day of a state, in a register that has
/// no such columns.
pub(super) fn find(draft: &mut Draft) {
    say_how_ended(draft);
    let is_day = |header: &String| DAYS.contains(&key(header).as_str());
    let (Some(state), Some(day)) = (
        standing::column(&draft.headers),
        draft.headers.iter().position(is_day),
    ) else {
        return;
    };
    if !is_register(draft) || !draft.cells(state).any(standing::goes_on) {
        return;
    }
    let ends =
        |name: &String| columns::meanings(name, Table::Pairs).first() == Some(&Column::ClosedOn);
    let is_known = draft.names.iter().position(ends).is_some_and(|end| {
        let rows = draft.rows.iter();
        !standing::contradicts(rows.map(|row| (cell(row, state), cell(row, end))))
    });
    if !is_known {
        make(draft, [state, day], Column::ClosedOn, Standing::Ended);
    }
    let rests =
        |name: &String| columns::meanings(name, Table::Pairs).first() == Some(&Column::PausedFrom);
    if !draft.names.iter().any(rests) {
        make(draft, [state, day], Column::PausedFrom, Standing::Resting);
    }
}

/// Makes the reason of closing of a state that says how pairs ended (`Ended early`), in a register
/// that has no such column.
fn say_how_ended(draft: &mut Draft) {
    let Some(state) = standing::column_of_pairs(&draft.headers) else {
        return;
    };
    let has = |wanted: Column| {
        let mut names = draft.names.iter();
        names.any(|name| columns::meanings(name, Table::Pairs).first() == Some(&wanted))
    };
    let is_open = has(Column::ClosedOn) && !has(Column::ClosureReason);
    let tells = draft.cells(state).any(standing::says_how_ended);
    if !is_open || !tells || !is_register(draft) {
        return;
    }
    let title = draft.headers[state].clone();
    draft.notes.push(format!(
        "how pairs ended is read from `{}`, where it says so",
        display_text(&title)
    ));
    let made = draft.make(&title, Making::HowEnded(state));
    Column::ClosureReason
        .to_string()
        .clone_into(&mut draft.names[made]);
}

fn cell(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or_default().trim()
}

fn make(draft: &mut Draft, [state, day]: [usize; 2], column: Column, is: Standing) {
    if !draft.cells(state).any(|state| is.is(state)) {
        return;
    }
    let title = draft.headers[day].clone();
    draft.notes.push(format!(
        "{column} is read from `{}` where `{}` says so",
        display_text(&title),
        display_text(&draft.headers[state])
    ));
    let made = draft.make(&title, Making::Since { state, day, is });
    draft.names[made] = column.to_string();
}

/// Whether each row names a pair of its own.
fn is_register(draft: &Draft) -> bool {
    let of = |wanted| {
        let is = |name: &String| columns::meanings(name, Table::Pairs).first() == Some(&wanted);
        draft.names[..draft.headers.len()].iter().position(is)
    };
    let naming = match (of(Column::PairId), of(Column::Mentor), of(Column::Mentee)) {
        (Some(pair), _, _) => vec![pair],
        (None, Some(mentor), Some(mentee)) => vec![mentor, mentee],
        _ => return false,
    };
    let mut seen = BTreeSet::new();
    let named = draft.rows.iter().map(|row| {
        let cells = naming.iter().map(|column| cell(row, *column));
        cells.collect::<Vec<_>>().join("\n")
    });
    named
        .filter(|name| !name.trim().is_empty())
        .all(|name| seen.insert(name))
}
