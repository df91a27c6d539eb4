//! Questions that a form asks in each of its branches: mentors answer one copy, mentees the other.
//!
//! The copies are columns that stand for the same and of which no row fills more than one; they
//! are read as one.

use super::{Draft, Making};
use crate::ingest::columns::{self, Header, NUMBER};
use crate::ingest::profiles::{Profile, SUBMITTED};
use crate::programme::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Joins the copies of each question. Where some numbered copies stand beside each other in a row
/// (`Date`, `Date2`), the numbers tell records apart, and none of them is a copy.
pub(super) fn join(draft: &mut Draft) {
    // Its rows belong to one of several forms each.
    if draft.profile == Profile::RedCap {
        return;
    }
    let tables = [Table::Evaluations, Table::Sessions];
    let is_record = |copies: &Copies| copies.numbered && is_answered_together(draft, copies);
    let all = tables.map(|table| copies(draft, table));
    let are_records = all.iter().flatten().any(is_record);
    for table in tables {
        for copies in copies(draft, table) {
            if !(copies.numbered && are_records) && take_turns(draft, &copies) {
                make_one(draft, copies.columns);
            }
        }
    }
}

fn make_one(draft: &mut Draft, copies: Vec<usize>) {
    let name = draft.names[copies[0]].clone();
    let mut titles: Vec<&str> = copies
        .iter()
        .map(|column| draft.headers[*column].trim())
        .collect();
    titles.dedup();
    let title = titles.join(" / ");
    let shown = copies
        .iter()
        .map(|column| format!("`{}`", draft.headers[*column]));
    let shown: Vec<String> = shown.collect();
    draft.notes.push(format!(
        "{} are one question: no row answers more than one of them",
        shown.join(" and ")
    ));
    for column in &copies {
        draft.hide(*column);
    }
    let place = draft.make(&title, Making::Joined(copies));
    draft.names[place] = name;
}

/// Columns that stand for the same column of a table.
#[derive(Default)]
struct Copies {
    columns: Vec<usize>,
    /// Whether some of them have a number behind the words of another.
    numbered: bool,
}

/// Columns of the file that stand for the same column of a table.
fn copies(draft: &Draft, table: Table) -> Vec<Copies> {
    let mut columns: BTreeMap<_, Copies> = BTreeMap::new();
    for (at, name) in draft.names.iter().enumerate().take(draft.headers.len()) {
        let meaning = |name: &str| columns::meaning(name, table);
        let bare = || meaning(without_number(name)).map(|column| (column, true));
        let found = meaning(name).map(|column| (column, false)).or_else(bare);
        if let Some((column, numbered)) = found.filter(|_| name != SUBMITTED) {
            let copies = columns.entry(column).or_default();
            copies.columns.push(at);
            copies.numbered |= numbered;
        }
    }
    let several = |copies: &Copies| copies.columns.len() >= 2 && !are_of_several(draft, copies);
    columns.into_values().filter(several).collect()
}

/// Whether headers have different numbers within the same words (`Goal 1 achieved on`, `Goal 2
/// achieved on`): they speak of several things, whatever they ask.
fn are_of_several(draft: &Draft, copies: &Copies) -> bool {
    let mut numbers = BTreeMap::new();
    let named = copies.columns.iter().map(|at| &draft.names[*at]);
    let mut all = named.flat_map(|name| Header::new(name).numbered_words());
    all.any(|(words, number)| {
        let first = *numbers.entry(words.clone()).or_insert(number);
        first != number && !words.ends_with(NUMBER)
    })
}

/// A header without the number that tells a copy from the first (`Issues2`).
fn without_number(name: &str) -> &str {
    let name = name.trim_end();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < name.len() { bare } else { "" }
}

/// The columns that each row fills.
fn filled<'a>(draft: &'a Draft, copies: &'a Copies) -> impl Iterator<Item = Vec<usize>> + 'a {
    draft.rows.iter().map(|row| {
        let says = |column: &usize| row.get(*column).is_some_and(|cell| !cell.trim().is_empty());
        copies.columns.iter().copied().filter(says).collect()
    })
}

/// Whether some row fills more than one of the columns.
fn is_answered_together(draft: &Draft, copies: &Copies) -> bool {
    filled(draft, copies).any(|columns| columns.len() > 1)
}

/// Whether several of the columns say something, and no two of them in one row.
fn take_turns(draft: &Draft, copies: &Copies) -> bool {
    let said: BTreeSet<usize> = filled(draft, copies).flatten().collect();
    said.len() >= 2 && !is_answered_together(draft, copies)
}
