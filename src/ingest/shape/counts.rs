//! Numbers of goals in two columns of a form: `Goals set` and `Goals achieved` are one answer, 2 of 3.

use super::{Draft, Making, rows_of_pairs};
use crate::ingest::columns::{Column, key};
use crate::programme::display_text;
use crate::values::numbers;

/// How many were achieved, by key.
const ACHIEVED: [&str; 14] = [
    "numberofgoalsachieved",
    "goalsachieved",
    "noofgoalsachieved",
    "goalsachievedcount",
    "numberofgoalsattained",
    "goalsattained",
    "noofgoalsattained",
    "numberofgoalsmet",
    "goalsmet",
    "numberofgoalsreached",
    "goalsreached",
    "goalscompleted",
    "numberofgoalscompleted",
    "howmanygoalswereachieved",
];

/// Of how many, by key.
const SET: [&str; 14] = [
    "numberofgoalsset",
    "numberofgoals",
    "noofgoals",
    "noofgoalsset",
    "goalsset",
    "goalssetcount",
    "goalstotal",
    "totalgoals",
    "totalnumberofgoals",
    "goals",
    "outof",
    "outofgoals",
    "goalsagreed",
    "howmanygoalswereset",
];

/// Makes the one answer of them.
pub(super) fn join(draft: &mut Draft) {
    let of = |keys: &[&str]| {
        let mut columns = 0..draft.headers.len();
        columns.find(|at| {
            let name = key(&draft.names[*at]);
            !name.is_empty() && keys.contains(&name.as_str())
        })
    };
    let (Some(part), Some(whole)) = (of(&ACHIEVED), of(&SET)) else {
        return;
    };
    // Beside the days of pairs the numbers are not answers of a form.
    if !are_counts(draft, [part, whole]) || rows_of_pairs::have_days_of_pairs(draft) {
        return;
    }
    let titles = [part, whole].map(|at| display_text(&draft.headers[at]));
    draft.notes.push(format!(
        "`{}` and `{}` are one answer: so many goals of so many",
        titles[0], titles[1]
    ));
    for column in [part, whole] {
        draft.hide(column);
    }
    let made = draft.make(&titles.join(" / "), Making::OutOf { part, whole });
    Column::GoalsAchieved
        .to_string()
        .clone_into(&mut draft.names[made]);
}

/// Whether every row has two whole numbers, of which the second is no smaller, or none.
fn are_counts(draft: &Draft, [part, whole]: [usize; 2]) -> bool {
    let cell = |row: &csv::StringRecord, at| row.get(at).unwrap_or_default().trim().to_owned();
    let count = |text: &str| numbers::whole(text);
    let mut rows = draft.rows.iter();
    let fits = rows.all(|row| match (&*cell(row, part), &*cell(row, whole)) {
        ("", _) => true,
        (part, whole) => count(part).is_some() && count(part) <= count(whole),
    });
    fits && draft.cells(part).next().is_some()
}
