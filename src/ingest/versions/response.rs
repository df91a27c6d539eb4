//! One response, as far as it is told from others.

use super::ResponseColumns;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::plan::Plan;
use crate::programme::{display_text, fold};
use crate::values::dates::{self, PackedDate};
use crate::values::is_missing;
use csv::StringRecord;

/// A row that somebody sent, with what tells whether it is a version of another.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Response {
    /// Line of the row.
    pub line: u32,
    /// Offset of the row.
    pub offset: u64,
    /// Hash of what tells it from all other responses.
    pub id: Option<u64>,
    /// Hash of who sent it.
    pub who: Option<u64>,
    /// Hash of the pair that it names.
    pub naming: u64,
    /// Hash of the goal of which alone it tells; 0 where it tells of none or all.
    pub goal: u64,
    /// Whether it names one.
    pub names_pair: bool,
    /// When it was sent: the column, its date, and seconds after midnight.
    pub sent: Option<(usize, PackedDate, u32)>,
    /// Number of cells with content.
    pub filled: usize,
    /// Hash of its content.
    pub hash: u64,
}

/// Shorter ids may be counted from 1 in every form.
const LENGTH_OF_UNIQUE_IDS: usize = 8;

impl Response {
    /// Reads what tells a row from others.
    pub fn of(plan: &Plan, record: &StringRecord, (line, offset): (u32, u64), hash: u64) -> Self {
        let columns = &plan.responses;
        let naming = naming(plan, record);
        let goal = goal(plan, record);
        Self {
            line,
            offset,
            id: id(columns, record, naming).map(|id| with_goal(id, goal)),
            goal,
            who: who(columns, record),
            naming,
            names_pair: naming_cells(plan, record).any(|cell| !fold(cell).is_empty()),
            sent: sent(columns, record),
            filled: record.iter().filter(|cell| !cell.trim().is_empty()).count(),
            hash,
        }
    }
}

/// The id of the response in a row, as a person knows it.
pub(super) fn shown(columns: &ResponseColumns, record: &StringRecord) -> String {
    let cells = columns.ids.iter().filter_map(|at| record.get(*at));
    let said: Vec<_> = cells
        .map(display_text)
        .filter(|cell| !cell.is_empty())
        .collect();
    said.join(" / ")
}

fn cell(record: &StringRecord, at: usize) -> Option<&str> {
    record
        .get(at)
        .map(str::trim)
        .filter(|cell| !is_missing(cell))
}

/// An id that only one form can have given stands for itself; a short one for the response that
/// was begun at the same time, or that names the same pair in a file with the same headers.
fn id(columns: &ResponseColumns, record: &StringRecord, naming: u64) -> Option<u64> {
    let first = cell(record, *columns.ids.first()?)?;
    let parts = columns
        .ids
        .iter()
        .map(|at| record.get(*at).unwrap_or_default().trim());
    let id = parts
        .map(|part| stable_hash(part.as_bytes()))
        .fold(0, combined);
    if columns.ids.len() == 1 && is_unique(first) {
        return Some(id);
    }
    let started = columns.started.and_then(|at| cell(record, at));
    let scope = match started {
        Some(started) => stable_hash(started.as_bytes()),
        None => combined(columns.fingerprint, naming),
    };
    Some(combined(scope, id))
}

fn is_unique(id: &str) -> bool {
    id.chars().count() >= LENGTH_OF_UNIQUE_IDS && id.contains(|c: char| c.is_ascii_digit())
}

/// Names of nobody.
const ANONYMOUS: [&str; 6] = [
    "anonymous",
    "anonym",
    "anonyme",
    "anonimo",
    "anoniem",
    "guest",
];

fn who(columns: &ResponseColumns, record: &StringRecord) -> Option<u64> {
    let mut cells = columns
        .who
        .iter()
        .filter_map(|at| cell(record, *at))
        .map(fold);
    let who = cells.find(|who| !who.is_empty() && !ANONYMOUS.contains(&who.as_str()))?;
    Some(stable_hash(who.as_bytes()))
}

fn naming(plan: &Plan, record: &StringRecord) -> u64 {
    let cells = naming_cells(plan, record).map(|cell| stable_hash(fold(cell).as_bytes()));
    cells.fold(0, combined)
}

/// The goal of a row, where each has a row of its own.
fn goal(plan: &Plan, record: &StringRecord) -> u64 {
    let header = plan.goal_of_row();
    let cell = header.and_then(|header| cell(record, header));
    cell.map_or(0, |cell| stable_hash(fold(cell).as_bytes()))
}

/// What tells a row from others, where rows that are alike tell of several goals.
pub(super) fn with_goal(hash: u64, goal: u64) -> u64 {
    if goal == 0 {
        hash
    } else {
        combined(hash, goal)
    }
}

/// What a row says of its pair, blank where a column is missing.
fn naming_cells<'a>(
    plan: &'a Plan,
    record: &'a StringRecord,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let headers = plan.tables.first().map(|table| table.naming);
    headers.into_iter().flatten().map(|header| {
        let cell = header.and_then(|header| Some(plan.value(header, record.get(header)?)));
        cell.unwrap_or_default()
    })
}

fn sent(columns: &ResponseColumns, record: &StringRecord) -> Option<(usize, PackedDate, u32)> {
    columns.sent.iter().find_map(|at| {
        let cell = cell(record, *at)?;
        let date = PackedDate::pack(&dates::parse(cell));
        let second = dates::second_of_day(cell).unwrap_or(0);
        (!date.is_blank()).then_some((*at, date, second))
    })
}
