//! From headers to tables and columns.

use super::choice::{Candidate, Choice, choose, nearest};
use super::configured::Configured;
use super::file::{File, items, names_somebody};
use super::headers::Header;
use super::mapped::{mapped, of};
use super::synonyms;
use super::{Ambiguity, Names, Part, Recognition};
use crate::config::{Scale, SourceConfig};
use crate::programme::Table;

/// Recognises the tables of a file and the meaning of its headers.
///
/// `source` is what the configuration says of the file: its tables are taken as given, its
/// columns stand above everything else. Items of `scales` are columns of evaluations; columns of
/// `by` are attributes of the pair in any table, all other columns only in a register. The name of
/// the file decides between tables that the headers fit equally well, and nothing else.
#[must_use]
pub(in crate::ingest) fn recognise(
    columns: &Names<'_>,
    file_name: &str,
    source: Option<&SourceConfig>,
    scales: &[Scale],
    by: &[String],
) -> Recognition {
    let configured = Configured::new(columns.titles, source);
    let items = items(scales);
    let file = File {
        titles: columns.titles,
        headers: columns
            .looked_up
            .iter()
            .map(|name| Header::new(name))
            .collect(),
        places: (0..columns.looked_up.len()).collect(),
        configured: &configured,
        items: &items,
        contents: columns.contents,
    };
    let named = |at: &usize| !file.headers[*at].key.is_empty();
    let shared: Vec<usize> = (0..file.headers.len()).filter(named).collect();
    let who: Vec<usize> = shared
        .iter()
        .copied()
        .filter(|at| !columns.parts.is_empty() && names_somebody(&file.headers[*at]))
        .collect();
    let mut recognition = whole(&file, columns.parts, file_name, source);
    for part in columns.parts {
        let is_here = |table| recognition.tables.iter().any(|one| one.table == table);
        let of_all = if part.table.is_some() { &who } else { &shared };
        if part.beside.is_none_or(is_here) {
            recognition
                .tables
                .extend(file.part(part, of_all, file_name));
        }
    }
    if !recognition.tables.is_empty() {
        recognition.nearest = None;
    }
    forget_submissions(&mut recognition, &file.headers);
    recognition.ambiguities.extend(configured.missing());
    file.add_attributes(&mut recognition, by);
    recognition
}

/// The tables that the columns are which are no part of another.
fn whole(
    file: &File<'_>,
    parts: &[Part],
    file_name: &str,
    source: Option<&SourceConfig>,
) -> Recognition {
    let candidates = file.candidates(file_name);
    let given: Vec<Table> = source.map_or(Vec::new(), tables_of);
    let only = |tables| Choice {
        tables,
        ..Choice::default()
    };
    let Choice {
        tables: mut chosen,
        tie,
        weakness,
    } = if !given.is_empty() {
        only(given)
    } else if is_register_of_goals(&candidates, parts) {
        only(vec![Table::Pairs])
    } else {
        choose(&candidates)
    };
    let in_parts = |table: &Table| {
        parts
            .iter()
            .any(|part| part.beside.is_none() && part.table == Some(*table))
    };
    chosen.retain(|table| !in_parts(table) && parts.iter().all(|part| part.table.is_some()));
    let mut recognition = mapped(&candidates, &chosen);
    recognition.ambiguities.extend(tie);
    recognition.weakness = weakness;
    if chosen.is_empty() {
        recognition.nearest = nearest(&candidates);
    }
    recognition
}

/// The time of sending is what remains for a date; it is no rival of a better one.
fn forget_submissions(recognition: &mut Recognition, headers: &[Header]) {
    for ambiguity in &mut recognition.ambiguities {
        if let Ambiguity::Column { others, .. } = ambiguity {
            others.retain(|rival| headers[rival.header].key != synonyms::SUBMITTED);
        }
    }
    recognition.ambiguities.retain(
        |ambiguity| !matches!(ambiguity, Ambiguity::Column { others, .. } if others.is_empty()),
    );
}

/// Whether a file with numbered goals is a register, not a form: nothing else in it is an answer.
fn is_register_of_goals(candidates: &[Candidate], parts: &[Part]) -> bool {
    let has_goals = parts.iter().any(|part| part.beside == Some(Table::Pairs));
    let register = of(candidates, Table::Pairs).is_some_and(|one| one.missing.is_empty());
    let form = of(candidates, Table::Evaluations);
    let says_more = form.is_some_and(|form| {
        let mut claims = form.assignment.columns.values().filter(|claim| claim.own);
        claims.any(|claim| !claim.column.is_numbered() && !claim.column.is_identity())
    });
    has_goals && register && !says_more
}

/// The tables that the configuration names.
fn tables_of(source: &SourceConfig) -> Vec<Table> {
    source
        .tables
        .iter()
        .filter_map(|name| super::Table::named(name))
        .collect()
}
