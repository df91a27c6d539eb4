//! From headers to tables and columns.

use super::choice::{Candidate, Choice, choose, nearest};
use super::configured::Configured;
use super::definition::{Definition, is_of_needs};
use super::file::{File, items, names_somebody, of_pair};
use super::headers::Header;
use super::mapped::{mapped, of};
use super::synonyms::{self, Claim};
use super::{Ambiguity, Column, Names, Part, Recognition, Weakness};
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
        repeated: columns.repeated,
        is_log: columns.is_log,
        repeats_pairs: columns.repeats_pairs,
    };
    let given = source.map_or(Vec::new(), tables_of);
    let is_given = !given.is_empty() && !given.contains(&Table::Goals);
    let mut recognition = match Definition::of(&file, columns.parts, file_name) {
        Some(definition) if !is_given => {
            let mut found = definition.rest(&file, file_name);
            // The numbers say what the name of a list of goals would say.
            add_parts(&mut found, &file, &definition.parts, "goals", of_pair);
            found
        }
        _ => {
            let mut found = whole(&file, columns.parts, file_name, source);
            add_parts(&mut found, &file, columns.parts, file_name, names_somebody);
            found
        }
    };
    if !recognition.tables.is_empty() {
        recognition.nearest = None;
    }
    forget_submissions(&mut recognition, &file.headers);
    recognition.ambiguities.extend(configured.missing());
    file.add_attributes(&mut recognition, columns.parts, by);
    recognition
}

/// Adds the tables that the parts of a file are. With a part whose table is known goes what the
/// file says of who it is about.
fn add_parts(
    recognition: &mut Recognition,
    file: &File<'_>,
    parts: &[Part],
    file_name: &str,
    is_about: fn(&Header) -> bool,
) {
    if parts.is_empty() {
        return;
    }
    let named = |at: &usize| !file.headers[*at].key.is_empty();
    let shared: Vec<usize> = (0..file.headers.len()).filter(named).collect();
    let who = shared.iter().copied();
    let who: Vec<usize> = who.filter(|at| is_about(&file.headers[*at])).collect();
    for part in parts {
        let is_here = |table| recognition.tables.iter().any(|one| one.table == table);
        let of_all = if part.table.is_some() { &who } else { &shared };
        // Beside a register the numbers say what the name of a list of goals would say.
        let name = part.beside.map_or(file_name, |_| "goals");
        if part.beside.is_none_or(is_here) {
            let tables = file.part(part, of_all, name);
            recognition.tables.extend(tables);
        }
    }
}

/// The tables that the columns are which are no part of another.
fn whole(
    file: &File<'_>,
    parts: &[Part],
    file_name: &str,
    source: Option<&SourceConfig>,
) -> Recognition {
    let mut candidates = file.candidates(file_name);
    let given: Vec<Table> = source.map_or(Vec::new(), tables_of);
    candidates
        .retain(|one| !file.is_log || one.table != Table::Pairs || given.contains(&one.table));
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
        choose(&candidates, file.repeats_pairs)
    };
    let in_parts = |table: &Table| {
        parts
            .iter()
            .any(|part| part.beside.is_none() && part.table == Some(*table))
    };
    chosen.retain(|table| !in_parts(table) && parts.iter().all(|part| part.table.is_some()));
    // A pair and a day are no meeting where they are those of a form of something else.
    let is_form = |part: &Part| {
        part.beside.is_none()
            && matches!(
                part.table,
                Some(Table::Partnerships | Table::Actions | Table::Evaluations)
            )
    };
    if weakness == Some(Weakness::DaysOnly) && parts.iter().any(is_form) {
        chosen.clear();
    }
    let mut recognition = mapped(&candidates, &chosen);
    recognition.ambiguities.extend(tie);
    recognition.weakness = weakness.filter(|_| !chosen.is_empty());
    if chosen.is_empty() {
        recognition.nearest = nearest(&candidates);
    }
    recognition
}

/// The time of sending is what remains for a date, and the day of a form what remains for the day
/// on which something is planned; neither is a rival of a better one.
fn forget_submissions(recognition: &mut Recognition, headers: &[Header]) {
    for ambiguity in &mut recognition.ambiguities {
        if let Ambiguity::Column { others, column, .. } = ambiguity {
            let is_plan = *column == Column::ScheduledOn;
            others.retain(|rival| {
                let key = headers[rival.header].key.as_str();
                key != synonyms::SUBMITTED && !(is_plan && key == "date")
            });
        }
    }
    recognition.ambiguities.retain(
        |ambiguity| !matches!(ambiguity, Ambiguity::Column { others, .. } if others.is_empty()),
    );
}

/// Whether a file with goals in columns is a register, not a form: nothing else in it is an answer.
/// A day on which pairs end is no day of a form where more is said of the time of the pairs.
fn is_register_of_goals(candidates: &[Candidate], parts: &[Part]) -> bool {
    let goals = parts.iter().filter(|one| one.beside == Some(Table::Pairs));
    let goals: Vec<usize> = goals
        .flat_map(|one| &one.columns)
        .map(|one| one.0)
        .collect();
    let register = of(candidates, Table::Pairs).filter(|one| one.missing.is_empty());
    let (Some(register), false) = (register, goals.is_empty()) else {
        return false;
    };
    let says_time = |at: &usize| {
        let claim = register.assignment.columns.get(at);
        claim.is_some_and(|claim| {
            claim.column == Column::ClosureReason || super::is_day_of_pair(claim.column)
        })
    };
    let all_of_time = register
        .assignment
        .columns
        .keys()
        .filter(|at| says_time(at));
    let is_timed = all_of_time.count() > 1;
    let is_answer = |(at, claim): (&usize, &Claim)| {
        claim.own
            && !claim.column.is_numbered()
            && !claim.column.is_identity()
            && !goals.contains(at)
            && !(is_timed && (says_time(at) || is_of_needs(claim.column)))
    };
    let form = of(candidates, Table::Evaluations);
    !form.is_some_and(|form| form.assignment.columns.iter().any(is_answer))
}

/// The tables that the configuration names.
fn tables_of(source: &SourceConfig) -> Vec<Table> {
    source
        .tables
        .iter()
        .filter_map(|name| super::Table::named(name))
        .collect()
}
