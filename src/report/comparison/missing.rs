//! What is missing, and whether that could mislead: unknown outcomes, agreement, pairs without forms.

use super::Comparing;
use super::groups::shown;
use super::words::{NONE, by, difference, effect, p, side, title, with_interval};
use crate::report::document::{Band, Block, Column, Section, Table};
use crate::report::wording::{Unit, decimal, percent, range};
use crate::summary::{Agreement, Contrast, GroupSummary};

/// One section.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groups: Vec<&GroupSummary> = report.brief.summary.groups.iter().collect();
    let mut blocks = vec![
        Block::Table(attainment(&groups)),
        Block::Table(agreement(&groups)),
        Block::Table(agreement_on_new_goals(&groups)),
    ];
    blocks.extend(selection(report));
    vec![Section {
        id: "missing".into(),
        title: "Agreement and missing data".into(),
        description: "What is not known of goals, how far mentor and mentee agree, and whether pairs without an evaluation form met differently.".into(),
        how_to_read: vec![
            "Bounds are attainment if every goal in progress or unknown counted as not attained, and if each counted as attained. κ is agreement beyond chance with quadratic weights over not, partly and attained; it is to be read beside the raw agreement. The intervals of both take the answers to be independent of each other, and are too short where those of one pair or mentor resemble each other.".into(),
        ],
        blocks,
        ..Section::default()
    }]
}

fn name(group: &GroupSummary) -> String {
    if group.grouping == "all" {
        "All pairs".into()
    } else {
        group.group.clone()
    }
}

/// A heading where the groups of another column begin.
fn bands(groups: &[&GroupSummary]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (before, group) in groups.iter().enumerate() {
        let label = format!("By {}", by(&group.grouping));
        let is_new = bands.last().is_none_or(|last| last.label != label);
        if group.grouping != "all" && is_new {
            bands.push(Band { before, label });
        }
    }
    bands
}

fn attainment(groups: &[&GroupSummary]) -> Table {
    let row = |group: &&GroupSummary| {
        let figure = |id: &str| {
            let estimate = group.measure(id).map(|figure| &figure.estimate);
            estimate.map_or_else(
                || NONE.into(),
                |estimate| match estimate.denominator.filter(|_| estimate.value.is_some()) {
                    Some(of) => format!(
                        "{} of {}",
                        with_interval(estimate, Unit::Share),
                        decimal(of)
                    ),
                    None => with_interval(estimate, Unit::Share),
                },
            )
        };
        let bounds = group.tallies.goals.bounds;
        vec![
            name(group),
            figure("goal_outcome_known"),
            figure("goals_attained"),
            bounds.map_or_else(
                || NONE.into(),
                |(lower, upper)| range(lower, upper, Unit::Share),
            ),
            figure("evaluation_returned"),
        ]
    };
    let columns = [
        "Outcome known, of goals",
        "Attained, of known",
        "Bounds",
        "Forms returned, of those due",
    ];
    Table {
        caption: "Goals with an unknown outcome".into(),
        columns: std::iter::once(Column::words("Group"))
            .chain(columns.map(Column::numbers))
            .collect(),
        rows: groups.iter().map(row).collect(),
        bands: bands(groups),
        ..Table::default()
    }
}

fn agreement(groups: &[&GroupSummary]) -> Table {
    let row = |group: &&GroupSummary| {
        let both = group.tallies.goals.agreement.as_ref();
        [vec![name(group)], agreement_cells(both)].concat()
    };
    let columns = ["Goals judged by both", "Same answer", "κ", "Mentor higher"];
    Table {
        caption: "Agreement of mentor and mentee on attainment".into(),
        columns: columns_of_groups(&columns),
        rows: groups.iter().map(row).collect(),
        bands: bands(groups),
        ..Table::default()
    }
}

fn agreement_on_new_goals(groups: &[&GroupSummary]) -> Table {
    let row = |group: &&GroupSummary| {
        let sources = group.measure("new_goal_sources_agree");
        let sources = sources.map_or_else(
            || NONE.into(),
            |figure| with_interval(&figure.estimate, Unit::Share),
        );
        let both = group.tallies.new_goals.agreement.as_ref();
        [vec![name(group)], agreement_cells(both), vec![sources]].concat()
    };
    let columns = [
        "Pairs in which both answered",
        "Same answer",
        "κ",
        "Only the mentor says yes",
        "Forms and records agree",
    ];
    Table {
        caption: "Agreement of mentor and mentee on whether new goals arose".into(),
        columns: columns_of_groups(&columns),
        rows: groups.iter().map(row).collect(),
        bands: bands(groups),
        ..Table::default()
    }
}

/// How many both judged, the same answer, κ, and where the mentor's answer is the higher one.
fn agreement_cells(both: Option<&Agreement>) -> Vec<String> {
    let Some(both) = both else {
        return vec![NONE.to_owned(); 4];
    };
    let higher = both.mentor_higher.value;
    vec![
        shown(both.judged),
        with_interval(&both.raw, Unit::Share),
        with_interval(&both.kappa, Unit::Of("")),
        higher.map_or_else(|| NONE.into(), percent),
    ]
}

fn columns_of_groups(columns: &[&str]) -> Vec<Column> {
    std::iter::once(Column::words("Group"))
        .chain(columns.iter().copied().map(Column::numbers))
        .collect()
}

fn selection(report: &Comparing<'_>) -> Option<Block> {
    let available = report
        .study
        .selection
        .iter()
        .filter(|contrast| contrast.difference.is_available());
    let row = |contrast: &Contrast| {
        vec![
            title(contrast),
            side(report, contrast, 0),
            side(report, contrast, 1),
            difference(report, contrast),
            effect(contrast),
            p(contrast.p_adjusted),
        ]
    };
    let rows: Vec<Vec<String>> = available.map(row).collect();
    let columns = [
        "With a form",
        "Without",
        "Difference",
        "Effect size",
        "Adjusted p",
    ]
    .map(Column::numbers);
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "Meetings of ended pairs with and without an evaluation form".into(),
            columns: std::iter::once(Column::words("Measure"))
                .chain(columns)
                .collect(),
            rows,
            notes: vec![
                "Where these differ, what the forms say holds for the pairs that returned one. RR: risk ratio; δ: Cliff’s delta, from −1 to 1."
                    .into(),
            ],
            ..Table::default()
        })
    })
}
