//! The period beside the same one a year before: what recurs with the seasons is no change.

use super::brief::Brief;
use super::key_figures::{CHANGES_OF_QUANTITIES, explained, marked, period_cell};
use crate::report::document::{Block, Column, Place, Section, Table};
use crate::report::wording::capitalised;
use crate::summary::Comparison;

/// The section; `None` where nothing had begun a year before, or where that is the previous
/// period.
pub(super) fn section(brief: &Brief<'_>) -> Option<Section> {
    let before = brief.summary.year_before.as_ref()?;
    if brief.summary.period.year_before == brief.summary.period.previous {
        return None;
    }
    let rows: Vec<Vec<String>> = brief
        .now()
        .measures
        .iter()
        .filter_map(|figure| row(brief, before, &figure.measure))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let (period, earlier) = (brief.period(), brief.year_before());
    let mark = explained(&rows, "either period");
    Some(Section {
        id: "year-before".into(),
        title: format!("{period} and {earlier}"),
        description: format!(
            "The same period a year before, measured by the same code on the same records as of its last day, {}.",
            before.figures.to
        ),
        place: Place::Appendix,
        blocks: vec![Block::Table(Table {
            caption: format!("Figures of {period} and of {earlier}"),
            columns: vec![
                Column::words("Measure"),
                Column::numbers(period),
                Column::numbers(earlier),
                Column::words("Change"),
            ],
            rows,
            notes: mark
                .into_iter()
                .chain([CHANGES_OF_QUANTITIES.to_owned()])
                .collect(),
            ..Table::default()
        })],
        ..Section::default()
    })
}

/// A measure that has a figure in both.
fn row(brief: &Brief<'_>, before: &Comparison, id: &str) -> Option<Vec<String>> {
    let cells = [brief.now(), &before.figures].map(|figures| period_cell(brief, figures, id));
    if cells.iter().any(String::is_empty) {
        return None;
    }
    let change = brief.change_from(before, id, "");
    let change = change.map_or_else(String::new, |change| capitalised(&change.words));
    let [now, then] = cells;
    Some(vec![marked(brief, id, brief.title(id)), now, then, change])
}
