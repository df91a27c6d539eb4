//! Levels of Goal Attainment Scaling that are coded in another way than −2 to +2.

use super::columns::{Column, Recognition, name_of};
use super::doubt::Sample;
use super::records::register::level_as_written;
use crate::config::SourceConfig;
use crate::programme::{display_text, fold};

/// Sets levels aside of which some lie beyond −2 to +2 and none is below 0, such as 1 to 5: what
/// the others mean is not known either. Where some are below 0 the levels are what they should be,
/// and the one beyond them is a slip. Gives what is to be said of it, as a sentence.
pub(super) fn set_aside_coded(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    source: &SourceConfig,
) -> Option<String> {
    let tables = recognition.tables.iter();
    let levels = tables.flat_map(|one| one.columns.iter().map(|column| (one.table, *column)));
    let levels = levels.filter(|(_, (_, column))| is_level(*column) && !is_said(source, *column));
    let levels: Vec<_> = levels.collect();
    let cells = levels
        .iter()
        .flat_map(|(_, (header, _))| sample.cells(*header));
    if cells.filter_map(level_as_written).any(|level| level < 0.0) {
        return None;
    }
    let is_beyond = |cell: &&str| level_as_written(cell).is_some_and(|level| level > 2.0);
    let (header, beyond) = levels.iter().find_map(|(_, (header, _))| {
        let beyond = sample.cells(*header).find(is_beyond)?;
        Some((*header, display_text(beyond)))
    })?;
    let (_, (_, column)) = levels.first()?;
    let said = format!(
        "no level of a goal is read, since `{}` has levels beyond \u{2212}2 to +2 (such as \
         “{beyond}”), and what 1 and 2 stand for is not known: say it in mentorstat.toml under \
         [source.values], such as {column} = {{ \"1\" = \"-2\", \"2\" = \"-1\", \"3\" = \"0\" }}",
        name_of(sample.titles, header)
    );
    for (table, (_, column)) in levels {
        recognition.set_aside(table, column);
    }
    Some(said)
}

const fn is_level(column: Column) -> bool {
    matches!(column, Column::Level | Column::GoalLevel(_))
}

/// Whether the configuration says what the values of a column stand for.
fn is_said(source: &SourceConfig, column: Column) -> bool {
    let name = fold(&column.to_string());
    source.values.keys().any(|known| fold(known) == name)
}
