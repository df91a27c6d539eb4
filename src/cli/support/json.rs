//! The list for programs: records as files and lines, in which somebody can look them up.

use super::Seen;
use crate::cli::places::Place;
use crate::measures::{SignalKind, State};
use crate::programme::{Day, FileFacts, Origin};
use crate::summary::{Addresses, Gone, ListChange, ListChanges, Reason, SupportRow};
use serde::Serialize;

/// A pair of the list.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    #[serde(flatten)]
    row: &'a SupportRow,
    reasons: Vec<&'a str>,
    signals: Vec<Fired<'a>>,
    issue_records: Vec<Place>,
    action_records: Vec<Place>,
    addresses: Addresses,
}

/// A signal with what it rests on.
#[derive(Serialize)]
struct Fired<'a> {
    signal: SignalKind,
    evidence: &'a str,
    records: Vec<Place>,
}

/// The lists of what changed.
#[derive(Serialize)]
pub(super) struct Changed<'a> {
    as_of: Day,
    since: Day,
    new: Vec<Listed<'a>>,
    still: Vec<Listed<'a>>,
    gone: Vec<Left<'a>>,
}

/// A pair that was on the earlier list only.
#[derive(Serialize)]
struct Left<'a> {
    was: Listed<'a>,
    state: Option<State>,
    last_contact: Option<Day>,
}

/// The list, whose records stand in these files.
pub(super) fn list<'a>(seen: &'a Seen, files: &[FileFacts]) -> Vec<Listed<'a>> {
    let rows = seen.list.rows.iter();
    rows.map(|row| listed(row, files)).collect()
}

/// The list, in what is new on it and what was on it before.
pub(super) fn changed<'a>(
    seen: &'a Seen,
    changes: &'a ListChanges,
    files: &[FileFacts],
) -> Changed<'a> {
    let of = |wanted| {
        let rows = seen.list.rows.iter();
        rows.filter(|row| changes.of(row) == wanted)
            .map(|row| listed(row, files))
            .collect()
    };
    Changed {
        as_of: seen.date,
        since: changes.since,
        new: of(ListChange::New),
        still: of(ListChange::Still),
        gone: changes.gone.iter().map(|gone| left(gone, files)).collect(),
    }
}

fn left<'a>(gone: &'a Gone, files: &[FileFacts]) -> Left<'a> {
    Left {
        was: listed(&gone.was, files),
        state: gone.state,
        last_contact: gone.last_contact,
    }
}

fn listed<'a>(row: &'a SupportRow, files: &[FileFacts]) -> Listed<'a> {
    let places = |records: &[Origin]| Place::among(files, records.iter().copied());
    let fired = |reason: &'a Reason| {
        Some(Fired {
            signal: reason.signal?,
            evidence: &reason.text,
            records: places(&reason.records),
        })
    };
    Listed {
        row,
        reasons: row
            .reasons
            .iter()
            .map(|reason| reason.text.as_str())
            .collect(),
        signals: row.reasons.iter().filter_map(fired).collect(),
        issue_records: places(&row.issue_records),
        action_records: places(&row.action_records),
        addresses: row.addresses.as_deref().cloned().unwrap_or_default(),
    }
}
