//! Moves between stages, as tables: from the row to the column.

use super::Comparing;
use super::groups::shown;
use crate::report::document::{Block, Column, Place, Section, Table};
use crate::summary::{GroupSummary, Transition};

/// One section; none without moves.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groups = report.brief.summary.groups.iter();
    let tables: Vec<Block> = groups.filter_map(table).map(Block::Table).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    vec![Section {
        id: "transitions".into(),
        title: "Moves between stages".into(),
        description: "Each pair’s consecutive distinct stages, all pairs first, then each group.".into(),
        how_to_read: vec![
            "The row is the stage left, the column the stage entered. Cells to the right of a row’s own stage are steps forward, to the left steps back; ■ marks the most frequent moves, at least half as many as the most frequent of the table.".into(),
        ],
        place: Place::Appendix,
        blocks: tables,
        ..Section::default()
    }]
}

fn table(group: &GroupSummary) -> Option<Table> {
    let stages = &group.tallies.stages;
    if stages.transitions.is_empty() {
        return None;
    }
    let most = stages
        .transitions
        .iter()
        .filter_map(|moved| moved.count.exact())
        .max()
        .unwrap_or(0);
    let mut columns = vec![Column::words("From")];
    columns.extend(
        stages
            .ladder
            .iter()
            .map(|rung| Column::numbers(rung.title.as_str())),
    );
    let cell = |from: &str, to: &str| {
        let found = stages
            .transitions
            .iter()
            .find(|moved| moved.from == from && moved.to == to);
        found.map_or_else(String::new, |moved| marked(moved, most))
    };
    let rows = stages.ladder.iter().map(|from| {
        let cells = stages.ladder.iter().map(|to| cell(&from.key, &to.key));
        std::iter::once(from.title.clone()).chain(cells).collect()
    });
    let name = if group.grouping == "all" {
        "All pairs".to_owned()
    } else {
        format!("{}: {}", group.grouping, group.group)
    };
    Some(Table {
        caption: name,
        columns,
        rows: rows.collect(),
        ..Table::default()
    })
}

fn marked(moved: &Transition, most: u64) -> String {
    let count = shown(moved.count);
    if moved.count.exact().is_some_and(|count| count * 2 >= most) {
        format!("■\u{a0}{count}")
    } else {
        count
    }
}
