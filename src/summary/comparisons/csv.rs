//! `comparisons.csv`, `curves.csv` and `transitions.csv`.

use super::contrast::{Contrast, Side};
use super::{GroupCurve, Study};
use crate::summary::cell::{Row, TableWriter};
use crate::summary::curve::CurvePoint;
use crate::summary::number::number;
use crate::summary::result::{GroupSummary, Summary};
use crate::summary::tallies::Transition;
use std::io;

const CONTRASTS: [&str; 26] = [
    "grouping",
    "measure",
    "horizon",
    "at_day",
    "adjusted_for",
    "group_a",
    "group_b",
    "n_a",
    "n_b",
    "clusters_a",
    "clusters_b",
    "estimate_a",
    "estimate_b",
    "difference",
    "lower",
    "upper",
    "effect",
    "effect_size",
    "effect_lower",
    "effect_upper",
    "test",
    "statistic",
    "p",
    "p_adjusted",
    "adjustment",
    "family",
];

const CURVES: [&str; 11] = [
    "grouping", "group", "measure", "outcome", "day", "estimate", "lower", "upper", "at_risk",
    "events", "censored",
];

const TRANSITIONS: [&str; 6] = ["grouping", "group", "from", "to", "moves", "pairs"];

/// Writes `comparisons.csv`: every measure of every two groups compared.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_contrasts(study: &Study, out: impl io::Write) -> Result<(), csv::Error> {
    let header = CONTRASTS.into_iter().chain(["note"]);
    let mut table = TableWriter::new(out, header)?;
    for contrast in study
        .groupings
        .iter()
        .flat_map(|compared| &compared.contrasts)
    {
        table.row(|row| write_contrast(row, contrast))?;
    }
    table.finish()
}

fn write_contrast(row: &mut Row, contrast: &Contrast) {
    row.text(Some(&contrast.grouping));
    row.word(&contrast.measure);
    row.shown(contrast.horizon);
    row.shown(contrast.at_day);
    row.text(Some(&contrast.adjusted_for.join(";")));
    row.text(Some(&contrast.groups[0]));
    row.text(Some(&contrast.groups[1]));
    let [first, second] = &contrast.sides;
    let shown = |count: usize| (!contrast.hidden).then_some(count);
    let clusters = |side: &Side| side.estimate.clusters.and_then(shown);
    row.shown(shown(first.estimate.n));
    row.shown(shown(second.estimate.n));
    row.shown(clusters(first));
    row.shown(clusters(second));
    row.number(first.estimate.value);
    row.number(second.estimate.value);
    row.interval(&contrast.difference);
    write_effect(row, contrast);
    write_test(row, contrast);
    let restricted = contrast.until();
    let restricted = restricted.map(|day| format!("restricted mean to day {}", number(day)));
    let notes: Vec<String> = restricted
        .into_iter()
        .chain(contrast.notes.iter().cloned())
        .collect();
    row.text(Some(&notes.join("; ")));
}

fn write_effect(row: &mut Row, contrast: &Contrast) {
    match &contrast.effect {
        Some(effect) => {
            row.word(effect.name);
            row.interval(&effect.estimate);
        }
        None => (0..4).for_each(|_| row.word("")),
    }
}

fn write_test(row: &mut Row, contrast: &Contrast) {
    let test = contrast.test.as_ref().filter(|test| test.p_value.is_some());
    row.word(test.map_or("", |test| test.method));
    row.number(test.and_then(|test| test.statistic));
    row.number(test.and_then(|test| test.p_value));
    row.number(contrast.p_adjusted);
    row.word(contrast.adjustment);
    row.text(Some(&contrast.among));
}

/// Writes `curves.csv`: cumulative incidences and mean cumulative numbers, by days since the start.
/// Pairs at risk are those just before the day; events and censored ones are counted up to it.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_curves(study: &Study, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, CURVES)?;
    for curve in &study.curves {
        for point in &curve.curve.points {
            table.row(|row| write_point(row, curve, point))?;
        }
    }
    table.finish()
}

fn write_point(row: &mut Row, curve: &GroupCurve, point: &CurvePoint) {
    row.text(Some(&curve.grouping));
    row.text(Some(&curve.group));
    row.word(&curve.curve.measure);
    row.word(curve.curve.outcome);
    row.number(Some(point.day));
    row.number(Some(point.estimate));
    row.number(point.lower);
    row.number(point.upper);
    row.shown(Some(point.at_risk));
    row.shown(Some(point.events));
    row.shown(Some(point.censored));
}

/// Writes `transitions.csv`: moves between stages from one observation to the next, and the pairs
/// that made them. A move that is not listed was not made.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_transitions(summary: &Summary, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, TRANSITIONS)?;
    for group in &summary.groups {
        for transition in &group.tallies.stages.transitions {
            table.row(|row| write_transition(row, group, transition))?;
        }
    }
    table.finish()
}

fn write_transition(row: &mut Row, group: &GroupSummary, transition: &Transition) {
    row.text(Some(&group.grouping));
    row.text(Some(&group.group));
    row.text(Some(&transition.from));
    row.text(Some(&transition.to));
    row.shown(transition.count.exact());
    row.shown(transition.count.pairs());
}
