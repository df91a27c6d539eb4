//! `support.csv`: the list as text.

use super::{SupportList, SupportRow};
use crate::summary::cell::{Row, write_table};
use std::io;

pub(super) const HEADER: [&str; 15] = [
    "rank",
    "pair_id",
    "mentor",
    "mentee",
    "cohort",
    "state",
    "reasons",
    "last_contact",
    "days_since_contact",
    "contact_ratio",
    "agreed_next",
    "stage",
    "last_issue",
    "last_actions",
    "suggested_step",
];

/// Writes `support.csv`: the list in its order, worst first.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_support(list: &SupportList, out: impl io::Write) -> Result<(), csv::Error> {
    write_table(out, HEADER, list.rows.len(), |range, table| {
        list.rows[range]
            .iter()
            .try_for_each(|pair| table.row(|row| write_row(row, Some(pair.rank), pair)))
    })
}

pub(super) fn write_row(row: &mut Row, rank: Option<usize>, pair: &SupportRow) {
    row.shown(rank);
    row.text(Some(&pair.pair_id));
    row.text(pair.mentor.as_deref());
    row.text(pair.mentee.as_deref());
    row.text(pair.cohort.as_deref());
    row.word(pair.state.name());
    row.text(Some(&pair.why(";")));
    row.day(pair.last_contact);
    row.shown(pair.days_since_contact);
    row.number(pair.contact_ratio);
    row.day(pair.agreed_next);
    row.text(pair.stage.as_deref());
    row.text(pair.last_issue.as_deref());
    row.text(pair.last_actions.as_deref());
    row.text(pair.suggested_step.as_deref());
}
