//! Lengths that are asked for in two cells: `How long did you meet? - Hours` and `- Minutes`.

use super::options::divided;
use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;

const HOURS: [&str; 12] = [
    "hours", "hour", "hrs", "hr", "h", "stunden", "std", "heures", "horas", "ore", "uren", "timmar",
];
const MINUTES: [&str; 10] = [
    "minutes", "minute", "mins", "min", "m", "minuten", "minutos", "minuti", "minuter", "mn",
];

/// Makes one column of the hours and the minutes of a question.
pub(super) fn join(draft: &mut Draft) {
    let minutes: Vec<(usize, String)> = asked_in(draft, &MINUTES).collect();
    let both = asked_in(draft, &HOURS).find_map(|(hours, question)| {
        let (minutes, _) = minutes.iter().find(|(_, other)| *other == question)?;
        Some((hours, *minutes, question))
    });
    let Some((hours, minutes, question)) = both else {
        return;
    };
    draft.hide(hours);
    draft.hide(minutes);
    let made = draft.make(&question, Making::Length { hours, minutes });
    "duration in minutes".clone_into(&mut draft.names[made]);
    draft.notes.push(format!(
        "the length is what `{}` and `{}` amount to",
        draft.headers[hours], draft.headers[minutes]
    ));
}

/// The columns that ask for a length in some units, each with its question.
fn asked_in<'a>(
    draft: &'a Draft,
    units: &'a [&str],
) -> impl Iterator<Item = (usize, String)> + 'a {
    (0..draft.headers.len()).filter_map(move |column| {
        let (question, unit) = divided(&draft.names[column], draft.profile)?;
        let meaning = columns::meanings(&draft.names[column], Table::Sessions);
        let is_length = matches!(meaning.first(), Some(Column::Minutes | Column::Hours));
        (is_length && units.contains(&key(&unit).as_str())).then_some((column, question))
    })
}
