//! Moves between stages: from the row to the column, the more the darker.

use super::Comparing;
use crate::charts::{Moves, TransitionHeat};
use crate::report::document::{Block, Figure, Place, Section};
use crate::report::wording::counted;
use crate::summary::{Count, GroupSummary, Rung};

/// Pictures of one section; those of more groups are in the table.
const MOST: usize = 4;

/// One section; none without moves.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groups = || report.brief.summary.groups.iter();
    let figures: Vec<Figure> = groups()
        .enumerate()
        .filter_map(|(place, group)| figure(report, group, place))
        .take(MOST)
        .collect();
    if figures.is_empty() {
        return Vec::new();
    }
    let drawn = figures.len();
    let left_out = groups().count() - drawn;
    let mut blocks: Vec<Block> = figures.into_iter().map(Block::Figure).collect();
    if left_out > 0 {
        blocks.push(Block::Note(format!(
            "Moves of {} are in transitions.csv.",
            counted(left_out as u64, "more group", "more groups")
        )));
    }
    vec![Section {
        id: "transitions".into(),
        title: "Moves between stages".into(),
        description: "Each pair’s consecutive distinct stages, all pairs first, then each group.".into(),
        how_to_read: vec![
            "The row is the stage left, the column the stage entered, by its number. Cells right of the diagonal are steps forward, those further right skip stages; cells left of it are steps back. The darker a cell, the more moves, compared with the most frequent one of the picture. A number that could tell of a few pairs is hidden: “<” and a limit, “hidden”, or a dash where the cell is narrow, stands instead.".into(),
        ],
        place: Place::Appendix,
        blocks,
        ..Section::default()
    }]
}

fn figure(report: &Comparing<'_>, group: &GroupSummary, place: usize) -> Option<Figure> {
    let stages = &group.tallies.stages;
    let is_shown = |count: Count| count.exact().is_some_and(|moves| moves > 0);
    if !stages.transitions.iter().any(|moved| is_shown(moved.count)) {
        return None;
    }
    let moves = |from: &Rung, to: &Rung| {
        let found = stages
            .transitions
            .iter()
            .find(|moved| moved.from == from.key && moved.to == to.key);
        found.map_or(Moves::None, |moved| counted_moves(moved.count))
    };
    let row = |from: &Rung| stages.ladder.iter().map(|to| moves(from, to)).collect();
    let chart = TransitionHeat {
        stages: stages
            .ladder
            .iter()
            .map(|rung| rung.title.clone())
            .collect(),
        moves: stages.ladder.iter().map(row).collect(),
    };
    let name = match group.grouping.as_str() {
        "all" => "All pairs",
        _ => &group.group,
    };
    Some(Figure {
        id: format!("transitions-{place}"),
        headline: headline(name, &chart),
        subtitle: format!(
            "Moves of pairs from stage to stage since the start, {}",
            report.brief.as_of()
        ),
        chart: Box::new(chart),
        notes: Vec::new(),
    })
}

fn counted_moves(count: Count) -> Moves {
    match count.exact() {
        Some(0) => Moves::None,
        Some(moves) => Moves::Counted(moves),
        None => Moves::Hidden(count.to_string().replace(' ', "\u{a0}")),
    }
}

/// How many moves lead forward; where some are hidden, the most frequent one.
fn headline(name: &str, chart: &TransitionHeat) -> String {
    let (forward, all) = chart.forward();
    match chart.most_frequent() {
        Some((from, to, moves)) if chart.hides() => {
            let moves = counted(moves, "time", "times");
            format!("{name}: most often from {from} to {to}, {moves}")
        }
        _ if forward == all => format!("{name}: no step back in {}", counted(all, "move", "moves")),
        _ => format!(
            "{name}: {forward} of {} lead forward",
            counted(all, "move", "moves")
        ),
    }
}
