//! Workload: mentors with several silent pairs, and what each mentor carries.

use super::Helping;
use crate::programme::display_text;
use crate::report::document::{Block, Column, Section, Table};
use crate::report::wording::{count, counted};
use crate::summary::MentorLoad;

/// Mentors in a table; the others are counted.
const MOST_ROWS: usize = 200;

/// Pairs named in a cell; the others are counted.
const MOST_PAIRS: usize = 20;

/// The section; none without mentors, or without records of when their pairs met.
pub(super) fn section(helping: &Helping<'_>) -> Option<Section> {
    let mentors = &helping.list.mentors;
    if mentors.is_empty() || helping.list.states.is_empty() {
        return None;
    }
    let several: Vec<&MentorLoad> = mentors
        .iter()
        .filter(|load| load.silent.len() > 1)
        .collect();
    let section = Section {
        headline: headline(several.len()),
        description: "Open pairs of each mentor. Silent pairs are those that stalled or never started; several of one mentor are often one reason, and one call.".into(),
        ..Section::titled("workload", "Mentors")
    };
    let section = match several.as_slice() {
        [] => section,
        several => section.with(Block::Table(together(several))),
    };
    Some(section.with(Block::Table(loads(mentors))))
}

fn headline(mentors: usize) -> String {
    match mentors {
        0 => "No mentor has more than one silent pair".into(),
        some => format!(
            "{} more than one silent pair",
            counted(some as u64, "mentor has", "mentors have")
        ),
    }
}

fn together(mentors: &[&MentorLoad]) -> Table {
    let row = |load: &&MentorLoad| {
        let mut pairs: Vec<String> = load
            .silent
            .iter()
            .take(MOST_PAIRS)
            .map(|id| display_text(id))
            .collect();
        if load.silent.len() > MOST_PAIRS {
            pairs.push(format!("{} more", load.silent.len() - MOST_PAIRS));
        }
        vec![
            display_text(&load.mentor),
            count(load.silent.len() as u64),
            count(load.open as u64),
            pairs.join(", "),
        ]
    };
    Table {
        caption: "Mentors with several silent pairs".into(),
        columns: vec![
            Column::words("Mentor"),
            Column::numbers("Silent pairs"),
            Column::numbers("Of open pairs"),
            Column::words("Which"),
        ],
        rows: mentors.iter().take(MOST_ROWS).map(row).collect(),
        notes: others(mentors.len()),
        ..Table::default()
    }
}

fn loads(mentors: &[MentorLoad]) -> Table {
    let row = |load: &MentorLoad| {
        vec![
            display_text(&load.mentor),
            count(load.open as u64),
            count(load.needing as u64),
        ]
    };
    Table {
        caption: "Open pairs of each mentor".into(),
        columns: vec![
            Column::words("Mentor"),
            Column::numbers("Open pairs"),
            Column::numbers("Need support"),
        ],
        rows: mentors.iter().take(MOST_ROWS).map(row).collect(),
        notes: others(mentors.len()),
        ..Table::default()
    }
}

fn others(mentors: usize) -> Vec<String> {
    let others = mentors.saturating_sub(MOST_ROWS) as u64;
    let said = counted(
        others,
        "mentor with less to look after is",
        "mentors with less to look after are",
    );
    (others > 0)
        .then(|| format!("{said} left out; all pairs are in pairs.csv."))
        .into_iter()
        .collect()
}
