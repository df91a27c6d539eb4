//! Differences by family: a forest plot and a table with everything that belongs to them.

use super::Comparing;
use super::words::{anchor, by, difference, effect, groups, is_share, p, side, title};
use crate::charts::{self, DotInterval, DotRow, Reference};
use crate::measures::Family;
use crate::report::document::{Block, Column, Figure, Section, Table};
use crate::report::wording::counted;
use crate::stats::Estimate;
use crate::summary::{Compared, Contrast, Horizon};

const FAMILIES: [Family; 6] = [
    Family::Goals,
    Family::Cadence,
    Family::Stages,
    Family::NewGoals,
    Family::Continuity,
    Family::Experience,
];

/// Rows of a forest plot that can still be read.
const MOST_ROWS: usize = 24;

/// A section for each family of each grouping that has a comparison.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groupings = report.study.groupings.iter().enumerate();
    groupings
        .flat_map(|(place, compared)| {
            FAMILIES
                .iter()
                .filter_map(move |family| section(report, compared, *family, place))
        })
        .collect()
}

fn section(
    report: &Comparing<'_>,
    compared: &Compared,
    family: Family,
    place: usize,
) -> Option<Section> {
    let contrasts: Vec<&Contrast> = compared
        .contrasts
        .iter()
        .filter(|contrast| contrast.family == family)
        .collect();
    let available: Vec<&Contrast> = contrasts
        .iter()
        .copied()
        .filter(|contrast| contrast.difference.is_available())
        .collect();
    let left_out = contrasts.len() - available.len();
    if available.is_empty() {
        return None;
    }
    let id = anchor(
        &format!("differences-{}", key(family)),
        &compared.grouping,
        place,
    );
    let mut blocks: Vec<Block> = forests(&available, family, compared, &id)
        .into_iter()
        .map(Block::Figure)
        .collect();
    blocks.push(Block::Table(table(report, &available, family)));
    if left_out > 0 {
        let comparisons = counted(left_out as u64, "comparison is", "comparisons are");
        blocks.push(Block::Note(format!(
            "{comparisons} not available or hidden; comparisons.csv says why."
        )));
    }
    let age = compared.at_day.map_or_else(String::new, |day| {
        format!(", each pair as of {day} days after its start")
    });
    Some(Section {
        id,
        title: format!("{} by {}", family.title(), by(&compared.grouping)),
        description: format!("First group less second{age}. Intervals are 95\u{a0}%."),
        how_to_read: vec![
            "RR is the share of the first group over that of the second; δ (Cliff) how much more often a pair of the first group lies above one of the second than below, from −1 to 1. Differences of quantities are Hodges–Lehmann shifts. The test of a time to an event stands with its median.".into(),
        ],
        blocks,
        ..Section::default()
    })
}

const fn key(family: Family) -> &'static str {
    match family {
        Family::Goals => "goals",
        Family::Cadence => "meetings",
        Family::Stages => "stages",
        Family::NewGoals => "new-goals",
        Family::Continuity => "continuity",
        Family::Experience => "experience",
    }
}

/// One for shares in percentage points, one for quantities as Cliff's δ.
fn forests(contrasts: &[&Contrast], family: Family, compared: &Compared, id: &str) -> Vec<Figure> {
    let shares: Vec<(&Contrast, &Estimate)> = contrasts
        .iter()
        .filter(|contrast| is_share(contrast) && is_told(contrast))
        .map(|contrast| (*contrast, &contrast.difference))
        .collect();
    let effects = contrasts.iter().filter(|contrast| !is_share(contrast));
    let effects: Vec<(&Contrast, &Estimate)> = effects
        .filter_map(|contrast| Some((*contrast, &contrast.effect.as_ref()?.estimate)))
        .filter(|(_, estimate)| estimate.is_available())
        .collect();
    let by = by(&compared.grouping);
    [
        (
            shares,
            charts::Unit::Points,
            "shares",
            format!("{}: differences of shares by {by}", family.title()),
        ),
        (
            effects,
            charts::Unit::Number,
            "delta",
            format!(
                "{}: how far quantities lie apart by {by}, as Cliff’s δ",
                family.title()
            ),
        ),
    ]
    .into_iter()
    .filter(|(rows, ..)| !rows.is_empty())
    .map(|(rows, unit, name, headline)| forest(&rows, unit, format!("{id}-{name}"), headline))
    .collect()
}

/// Of an event, the incidence at half a year stands for its course.
fn is_told(contrast: &Contrast) -> bool {
    matches!(contrast.horizon, None | Some(Horizon::Days(180)))
}

fn forest(
    rows: &[(&Contrast, &Estimate)],
    unit: charts::Unit,
    id: String,
    headline: String,
) -> Figure {
    let pairs = |contrast: &Contrast| {
        let n: usize = contrast.sides.iter().map(|side| side.estimate.n).sum();
        Some(n as u64)
    };
    let row = |(contrast, estimate): &(&Contrast, &Estimate)| DotRow {
        label: format!("{}: {}", title(contrast), groups(contrast)),
        n: pairs(contrast),
        estimate: estimate.value,
        lower: estimate.lower,
        upper: estimate.upper,
        note: estimate.not_available.clone(),
        total: false,
    };
    let left_out = rows.len().saturating_sub(MOST_ROWS);
    Figure {
        id,
        headline,
        subtitle: "First group less second, with 95\u{a0}% intervals".into(),
        chart: Box::new(DotInterval {
            measure: "Difference".into(),
            unit,
            counted: "pairs".into(),
            interval: "95 % interval".into(),
            rows: rows.iter().take(MOST_ROWS).map(row).collect(),
            references: vec![Reference {
                label: "No difference".into(),
                value: 0.0,
            }],
        }),
        notes: if left_out > 0 {
            vec![format!("{left_out} more are in the table.")]
        } else {
            Vec::new()
        },
    }
}

fn table(report: &Comparing<'_>, contrasts: &[&Contrast], family: Family) -> Table {
    let words = ["Measure", "Groups"].map(Column::words);
    let numbers =
        ["First", "Second", "Difference", "Effect", "p", "Adjusted p"].map(Column::numbers);
    let row = |contrast: &&Contrast| {
        vec![
            title(contrast),
            groups(contrast),
            side(report, contrast, 0),
            side(report, contrast, 1),
            difference(report, contrast),
            effect(contrast),
            p(contrast.p()),
            p(contrast.p_adjusted),
        ]
    };
    Table {
        caption: format!("{}: comparisons", family.title()),
        columns: words.into_iter().chain(numbers).collect(),
        rows: contrasts.iter().map(row).collect(),
        notes: notes(contrasts),
        ..Table::default()
    }
}

/// The families that p was adjusted among, and the tests.
fn notes(contrasts: &[&Contrast]) -> Vec<String> {
    let mut families: Vec<String> = contrasts
        .iter()
        .filter(|contrast| !contrast.among.is_empty())
        .map(|contrast| format!("{}: adjusted by {}.", contrast.among, contrast.adjustment))
        .collect();
    let tested = contrasts
        .iter()
        .filter_map(|contrast| contrast.test.as_ref());
    let mut tests: Vec<&str> = tested
        .filter(|test| test.p_value.is_some())
        .map(|test| test.method)
        .collect();
    families.sort_unstable();
    families.dedup();
    tests.sort_unstable();
    tests.dedup();
    if !tests.is_empty() {
        families.push(format!("Tests: {}.", tests.join("; ")));
    }
    families
}
