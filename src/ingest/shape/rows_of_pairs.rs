//! Whether the rows of a file are pairs or actions of pairs, and which of them are of one pair.

use super::Draft;
use crate::ingest::columns::{self, Column, is_day_of_pair};
use crate::programme::Table;
use std::collections::BTreeMap;

/// The rows of each pair, by what names it where the file is a table; `None` where nothing names
/// pairs.
pub(super) fn by_pair(draft: &Draft, table: Table) -> Option<BTreeMap<String, Vec<usize>>> {
    let of = |wanted| {
        let is = |name: &String| columns::meaning(name, table) == Some(wanted);
        draft.names.iter().take(draft.headers.len()).position(is)
    };
    let naming = match (of(Column::PairId), of(Column::Mentor), of(Column::Mentee)) {
        (Some(pair), _, _) => vec![pair],
        (None, Some(mentor), Some(mentee)) => vec![mentor, mentee],
        _ => return None,
    };
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, record) in draft.rows.iter().enumerate() {
        let cell = |at: &usize| record.get(*at).unwrap_or_default().trim();
        let name: Vec<&str> = naming.iter().map(cell).collect();
        let name = name.join("\n");
        if !name.trim().is_empty() {
            rows.entry(name).or_default().push(row);
        }
    }
    Some(rows)
}

/// Whether a pair has several rows.
pub(in crate::ingest) fn repeats_pairs(draft: &Draft) -> bool {
    let rows = by_pair(draft, Table::Sessions);
    rows.is_some_and(|rows| rows.values().any(|rows| rows.len() > 1))
}

/// For each column whether the rows of each pair say the same in it, where some pair has several
/// that say something: so what is known of pairs is repeated on each of their rows.
pub(in crate::ingest) fn repeated(draft: &Draft) -> Vec<bool> {
    let rows = by_pair(draft, Table::Sessions).unwrap_or_default();
    let is_repeated = |at: usize| {
        let cell = |row: &usize| draft.rows[*row].get(at).unwrap_or_default().trim();
        let mut several = rows.values().filter(|rows| rows.len() > 1);
        let says_same = |rows: &Vec<usize>| rows.iter().all(|row| cell(row) == cell(&rows[0]));
        several.clone().any(|rows| !cell(&rows[0]).is_empty()) && several.all(says_same)
    };
    (0..draft.headers.len()).map(is_repeated).collect()
}

/// Whether each row names a pair of its own, as those of a register do.
pub(super) fn are_pairs(draft: &Draft) -> bool {
    let rows = by_pair(draft, Table::Pairs);
    rows.is_some_and(|rows| rows.values().all(|rows| rows.len() == 1))
}

/// Whether headers say when pairs began or ended.
pub(super) fn have_days_of_pairs(draft: &Draft) -> bool {
    let mut names = draft.names.iter();
    names.any(|name| {
        let first = columns::meaning(name, Table::Pairs);
        first.is_some_and(is_day_of_pair)
    })
}

/// Whether the rows are actions: `Completed on` is then no day of a pair, and none of them a
/// meeting.
pub(super) fn are_actions(draft: &Draft) -> bool {
    let has = |wanted: Column, table| {
        let is = |name: &String| columns::meaning(name, table) == Some(wanted);
        draft.names.iter().any(is)
    };
    let of_action = [Column::Text, Column::ScheduledOn];
    let mut names = [Column::Mentor, Column::Mentee].into_iter();
    let mut is_register = || {
        has(Column::StartedOn, Table::Pairs)
            || names.any(|name| has(name, Table::Pairs)) && are_pairs(draft)
    };
    has(Column::CompletedOn, Table::Actions)
        && of_action
            .into_iter()
            .any(|column| has(column, Table::Actions))
        && !is_register()
}
