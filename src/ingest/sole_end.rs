//! Files that are taken for a register of pairs by nothing but the day on which they end.

use super::columns::{Column, How, Recognition, TableMapping};
use super::doubt::{Doubt, Sample};
use crate::programme::{Table, fold};
use std::collections::BTreeMap;

/// Asks whether a day is that on which pairs were closed, where nothing else makes the file a
/// register and other columns say that it may be a survey; sets it aside until then.
pub(super) fn sole_end(recognition: &mut Recognition, sample: &Sample<'_>) -> Option<Doubt> {
    let register = recognition.tables.first()?;
    let header = register.header_of(Column::ClosedOn)?;
    let is_told = matches!(
        register.how_of(Column::ClosedOn),
        Some(How::Configured | How::Name)
    );
    let mut columns = register.columns.iter().map(|(_, column)| *column);
    let is_bare = columns.all(|column| column == Column::ClosedOn || column.is_identity());
    let is_doubtful = register.table == Table::Pairs && is_bare && !is_told;
    if !is_doubtful || !may_be_survey(recognition, sample) && !differs_in_pairs(register, sample) {
        return None;
    }
    recognition.set_aside(Table::Pairs, Column::ClosedOn);
    Some(Doubt {
        table: Table::Pairs,
        column: Column::ClosedOn,
        unfit: None,
        candidates: vec![(header, sample.cells(header).next().map(str::to_owned))],
        needed: false,
    })
}

/// Whether rows of one pair say different things of its end: it is that of what they tell of.
fn differs_in_pairs(register: &TableMapping, sample: &Sample<'_>) -> bool {
    let naming = register
        .columns
        .iter()
        .filter(|(_, column)| column.is_identity());
    let naming: Vec<usize> = naming.map(|(at, _)| *at).collect();
    let Some(end) = register.header_of(Column::ClosedOn) else {
        return false;
    };
    let cell = |row: &csv::StringRecord, at: usize| fold(row.get(at).unwrap_or_default());
    let mut ends: BTreeMap<Vec<String>, String> = BTreeMap::new();
    sample.rows.iter().any(|row| {
        let pair = naming.iter().map(|at| cell(row, *at)).collect();
        let end = cell(row, end);
        *ends.entry(pair).or_insert_with(|| end.clone()) != end
    })
}

/// Whether a column that is not understood speaks of the beginning of a survey, or asks something.
fn may_be_survey(recognition: &Recognition, sample: &Sample<'_>) -> bool {
    const WORDS: [&str; 9] = [
        "baseline",
        "pre",
        "survey",
        "evaluation",
        "confidence",
        "satisfaction",
        "score",
        "rating",
        "achieved",
    ];
    let attributes = recognition.attributes.iter().map(|(at, _)| *at);
    let mut others = attributes.chain(recognition.unmapped.iter().copied());
    others.any(|at| {
        let title = &sample.titles[at];
        let folded = fold(title);
        title.trim_end().ends_with('?') || folded.split(' ').any(|word| WORDS.contains(&word))
    })
}
