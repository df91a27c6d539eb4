//! Files in which each row is of one table: each table is looked through as if it stood alone.

use super::{Overlooked, find};
use crate::config::SourceConfig;
use crate::ingest::columns::{Recognition, TableMapping};
use crate::ingest::doubt::Sample;
use crate::ingest::plan::TablePlan;

/// Looks through the columns of each table, in its rows.
pub(in crate::ingest) fn find_apart(
    shown: &str,
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    source: &SourceConfig,
) -> Overlooked {
    let all = recognition.tables.clone();
    let mut found = Overlooked::default();
    for at in 0..all.len() {
        let part = of_table(&all[at], &all, sample);
        let (mut alone, others) = alone(recognition, at, &part);
        let more = find(shown, &mut alone, &part, source);
        found.doubts.extend(more.doubts);
        found.headers.extend(more.headers);
        found.notes.extend(more.notes);
        *recognition = together(others, alone, at);
    }
    found
}

/// The rows that are of a table.
fn of_table<'a>(mapping: &TableMapping, all: &[TableMapping], sample: &Sample<'a>) -> Sample<'a> {
    let table = TablePlan::new(mapping, all);
    let rows = sample.rows.iter().filter(|row| table.speaks_in(row));
    Sample {
        titles: sample.titles,
        names: sample.names,
        rows: rows.cloned().collect(),
    }
}

/// One of the tables with the columns that its rows fill, and the others with the rest.
fn alone(recognition: &Recognition, at: usize, part: &Sample<'_>) -> (Recognition, Recognition) {
    let (mut one, mut others) = (recognition.clone(), recognition.clone());
    one.tables = vec![others.tables.remove(at)];
    others.ambiguities.clear();
    let is_filled = |header: usize| part.cells(header).next().is_some();
    one.attributes.retain(|(header, _)| is_filled(*header));
    others.attributes.retain(|(header, _)| !is_filled(*header));
    one.unmapped.retain(|header| is_filled(*header));
    others.unmapped.retain(|header| !is_filled(*header));
    (one, others)
}

/// The table in its place among the others.
fn together(mut others: Recognition, mut one: Recognition, at: usize) -> Recognition {
    others.tables.splice(at..at, one.tables);
    others.ambiguities = one.ambiguities;
    others.attributes.append(&mut one.attributes);
    others.attributes.sort_unstable();
    others.unmapped.append(&mut one.unmapped);
    others.unmapped.sort_unstable();
    others
}
