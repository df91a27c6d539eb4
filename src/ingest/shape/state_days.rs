//! The day since which a pair is in its state: of those that have ended their last day, of those
//! that rest the first day of the pause.

use super::{Draft, Making, rows_of_pairs};
use crate::ingest::columns::{self, Column, key};
use crate::ingest::standing::{self, Standing};
use crate::programme::{GoalStatus, Table, display_text};
use crate::values::answers;
use csv::StringRecord;

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
    say_since(draft);
    say_how_ended(draft);
    say_when_attained(draft);
}

fn say_since(draft: &mut Draft) {
    let is_day = |header: &String| DAYS.contains(&key(header).as_str());
    let (Some(state), Some(day)) = (
        standing::column(&draft.headers),
        draft.headers.iter().position(is_day),
    ) else {
        return;
    };
    if !rows_of_pairs::are_pairs(draft) || !draft.cells(state).any(standing::goes_on) {
        return;
    }
    let ends = |name: &String| columns::meaning(name, Table::Pairs) == Some(Column::ClosedOn);
    let is_known = draft.names.iter().position(ends).is_some_and(|end| {
        let rows = draft.rows.iter();
        !standing::contradicts(rows.map(|row| (cell(row, state), cell(row, end))))
    });
    if !is_known {
        make(draft, [state, day], Column::ClosedOn, Standing::Ended);
    }
    let rests = |name: &String| columns::meaning(name, Table::Pairs) == Some(Column::PausedFrom);
    if !draft.names.iter().any(rests) {
        make(draft, [state, day], Column::PausedFrom, Standing::Resting);
    }
}

/// Makes the reason of closing of a column that says how pairs ended (`Status` = Ended early,
/// `Closed early?` = yes), in a register that has no such column.
fn say_how_ended(draft: &mut Draft) {
    let of = |wanted: Column| {
        let is = |name: &String| columns::meaning(name, Table::Pairs) == Some(wanted);
        draft.names.iter().position(is)
    };
    let Some(day) = of(Column::ClosedOn).filter(|_| of(Column::ClosureReason).is_none()) else {
        return;
    };
    if rows_of_pairs::are_actions(draft) {
        return;
    }
    let Some((said, making)) = state_of_ends(draft, day).or_else(|| answer_of_ends(draft, day))
    else {
        return;
    };
    if !rows_of_pairs::are_pairs(draft) {
        return;
    }
    let title = draft.headers[said].clone();
    draft.notes.push(format!(
        "how pairs ended is read from `{}`, where it says so",
        display_text(&title)
    ));
    let made = draft.make(&title, making);
    Column::ClosureReason
        .to_string()
        .clone_into(&mut draft.names[made]);
}

/// Makes the day on which a goal was attained of the day of its status, in a list of goals that has
/// no such column.
fn say_when_attained(draft: &mut Draft) {
    let of = |wanted: Column| {
        let is = |name: &String| columns::meanings(name, Table::Goals).contains(&wanted);
        draft.names.iter().position(is)
    };
    let is_day = |header: &String| DAYS.contains(&key(header).as_str());
    let is_attained = |cell: &str| answers::goal_status(cell) == Some(GoalStatus::Attained);
    let (Some(_), Some(status), Some(day), None) = (
        of(Column::Text).or(of(Column::Goal)),
        of(Column::Status),
        draft.headers.iter().position(is_day),
        of(Column::AttainedOn),
    ) else {
        return;
    };
    let starts = |name: &String| {
        let first = columns::meaning(name, Table::Pairs);
        first.is_some_and(|column| column == Column::ClosedOn || column == Column::PlannedEndOn)
    };
    if status == day || !draft.cells(status).any(is_attained) || draft.names.iter().any(starts) {
        return;
    }
    let title = draft.headers[day].clone();
    draft.notes.push(format!(
        "{} is read from `{}` where `{}` says that a goal was attained",
        Column::AttainedOn,
        display_text(&title),
        display_text(&draft.headers[status])
    ));
    draft.hide(day);
    let made = draft.make(&title, Making::AttainedSince { status, day });
    draft.names[made] = Column::AttainedOn.to_string();
}

/// A state that says of some pairs with a last day how they ended. Under a header of anything, all
/// that is said of them has to be a state of a pair.
fn state_of_ends(draft: &Draft, day: usize) -> Option<(usize, Making)> {
    let is_made = day >= draft.headers.len();
    let has_ended = |row: &&StringRecord| is_made || !cell(row, day).is_empty();
    let of_ended = |at: usize| {
        let cells = draft.rows.iter().filter(has_ended);
        let cells = cells.map(move |row| cell(row, at));
        cells.filter(|cell| !cell.is_empty())
    };
    let tells = |(at, of_pairs): &(usize, bool)| {
        let all = || of_ended(*at).all(standing::is_state);
        of_ended(*at).any(standing::says_how_ended) && (*of_pairs || all())
    };
    let mut states = standing::columns_of_ends(&draft.headers).into_iter();
    let (state, _) = states.find(tells)?;
    Some((state, Making::HowEnded(state)))
}

/// A column of yes and no that asks whether pairs ended early, or as planned.
fn answer_of_ends(draft: &Draft, day: usize) -> Option<(usize, Making)> {
    let mut headers = draft.headers.iter().enumerate();
    let (said, yes_no) = headers.find_map(|(at, title)| {
        let is_answer = |cell: &str| answers::yes_no(cell).is_some();
        let answered = draft.cells(at).next().is_some() && draft.cells(at).all(is_answer);
        Some((at, standing::asks_how_ended(title).filter(|_| answered)?))
    })?;
    Some((said, Making::EndedSo { said, day, yes_no }))
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
