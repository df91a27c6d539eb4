//! What a file seems to say and nothing is read from: said, so that nobody relies on it.

use super::columns::{Column, Recognition, key};
use super::doubt::Sample;
use super::unnamed::is_code;
use crate::programme::{Table, display_text, fold};

/// What is to be said of a file beside how it was read, as sentences.
pub(super) fn hints(recognition: &Recognition, sample: &Sample<'_>) -> Vec<String> {
    let both = [codes(recognition, sample), ended(recognition, sample)];
    both.into_iter().flatten().collect()
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

/// A register that says of pairs that they have ended, and not when.
fn ended(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    const STATUS: [&str; 8] = [
        "status",
        "state",
        "pairstatus",
        "matchstatus",
        "pairingstatus",
        "connectionstatus",
        "relationshipstatus",
        "mentorshipstatus",
    ];
    let register = recognition
        .tables
        .iter()
        .find(|one| one.table == Table::Pairs)?;
    if register.header_of(Column::ClosedOn).is_some() {
        return None;
    }
    let status = |at: &usize| STATUS.contains(&key(&sample.titles[*at]).as_str());
    let header = (0..sample.titles.len()).find(status)?;
    let value = sample.cells(header).find(|cell| is_ended(cell))?;
    Some(format!(
        "`{}` says of pairs that they have ended (“{}”), and no column says when: they count as going \
         on until a column closed_on has their last day",
        display_text(&sample.titles[header]),
        display_text(value)
    ))
}

/// Whether a state of a pair says that it is over.
fn is_ended(cell: &str) -> bool {
    const ENDED: [&str; 22] = [
        "closed",
        "ended",
        "completed",
        "complete",
        "finished",
        "inactive",
        "terminated",
        "dissolved",
        "unmatched",
        "cancelled",
        "canceled",
        "archived",
        "closed early",
        "expired",
        "beendet",
        "abgeschlossen",
        "termine",
        "cloture",
        "finalizado",
        "cerrado",
        "concluso",
        "afgesloten",
    ];
    ENDED.contains(&fold(cell).as_str())
}
