//! How events come about over time, group by group.

use super::Comparing;
use super::words::{anchor, by};
use crate::charts::{CumulativeIncidence, Curve, MeanCumulative};
use crate::report::document::{Block, Figure, Section};
use crate::report::effectiveness::{HORIZONS, curve};
use crate::report::wording::{decimal, list};
use crate::summary::{Compared, GroupCurve};

/// Curves that one picture can hold and still be told apart.
const MOST: usize = 6;
/// Curves are drawn no further than so many pairs are at risk.
const LEAST_AT_RISK: usize = 10;
/// Events that are drawn.
const EVENTS: [&str; 4] = [
    "to_first_meeting",
    "to_first_goal_attained",
    "to_first_new_goal",
    "to_early_closure",
];

/// A section for each column that makes groups.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groupings = report.study.groupings.iter().enumerate();
    groupings
        .filter_map(|(place, compared)| section(report, compared, place))
        .collect()
}

fn section(report: &Comparing<'_>, compared: &Compared, place: usize) -> Option<Section> {
    let mut figures: Vec<Figure> = EVENTS
        .iter()
        .filter_map(|event| incidence(report, compared, event, place))
        .collect();
    figures.extend(new_goals(report, compared, place));
    let (place_of, by) = (
        anchor("curves", &compared.grouping, place),
        by(&compared.grouping),
    );
    (!figures.is_empty()).then(|| Section {
        id: place_of,
        title: format!("Over time by {by}"),
        description: format!("By days since the start, all pairs, {}.", report.brief.as_of()),
        how_to_read: vec![format!(
            "A cumulative incidence is the share of pairs to whom the event has happened by a day (Aalen–Johansen: pairs that ended first cannot reach it any more). Bands are pointwise 95\u{a0}% intervals. Under the curves stand the pairs still observed; curves end where fewer than {LEAST_AT_RISK} are."
        )],
        blocks: figures.into_iter().map(Block::Figure).collect(),
        ..Section::default()
    })
}

/// The curves of the groups, as far as enough pairs are at risk; none for more groups than a
/// picture holds.
fn of_groups<'a>(
    report: &Comparing<'a>,
    compared: &Compared,
    measure: &str,
    outcome: &str,
) -> Vec<&'a GroupCurve> {
    let is_it = |curve: &&GroupCurve| {
        curve.grouping == compared.grouping
            && compared.groups.contains(&curve.group)
            && (curve.curve.measure.as_str(), curve.curve.outcome) == (measure, outcome)
            && curve
                .curve
                .points
                .first()
                .is_some_and(|point| point.at_risk >= LEAST_AT_RISK)
            && curve.curve.points.len() > 1
    };
    let curves: Vec<&GroupCurve> = report.study.curves.iter().filter(is_it).collect();
    if curves.len() > MOST {
        Vec::new()
    } else {
        curves
    }
}

fn drawn(curves: &[&GroupCurve]) -> Vec<Curve> {
    let drawn = |group: &&GroupCurve| {
        let mut shown = group.curve.clone();
        let enough = shown
            .points
            .iter()
            .take_while(|point| point.at_risk >= LEAST_AT_RISK)
            .count();
        shown.points.truncate(enough);
        curve(&group.group, &shown)
    };
    curves.iter().map(drawn).collect()
}

fn incidence(
    report: &Comparing<'_>,
    compared: &Compared,
    measure: &str,
    place: usize,
) -> Option<Figure> {
    let curves = of_groups(report, compared, measure, "reached");
    let title = report
        .brief
        .registry
        .measures()
        .iter()
        .find(|known| known.id == measure)
        .map(|known| known.title.clone())?;
    let medians: Vec<String> = curves.iter().filter_map(|curve| half(curve)).collect();
    let headline = if medians.is_empty() {
        format!("{title}: in no group has half of the pairs come to it")
    } else {
        format!("{title}: half of the pairs by day {}", list(&medians))
    };
    (!curves.is_empty()).then(|| Figure {
        id: anchor(&measure.replace('_', "-"), &compared.grouping, place),
        headline,
        subtitle: format!("Cumulative incidence by {}", by(&compared.grouping)),
        chart: Box::new(CumulativeIncidence {
            event: title,
            curves: drawn(&curves),
            days: HORIZONS.to_vec(),
        }),
        notes: begins_late(&curves),
    })
}

/// What is hidden of the first steps, which only a few pairs have made.
fn begins_late(curves: &[&GroupCurve]) -> Vec<String> {
    let late = curves.iter().any(|curve| {
        let first = curve.curve.points.first();
        first.is_some_and(|first| first.day > 0.0)
    });
    late.then(|| {
        "A curve that begins after the start has its first steps hidden: too few pairs made them."
            .to_owned()
    })
    .into_iter()
    .collect()
}

fn half(curve: &GroupCurve) -> Option<String> {
    let point = curve
        .curve
        .points
        .iter()
        .find(|point| point.estimate >= 0.5 - 1e-9)?;
    Some(format!("{} ({})", point.day.round(), curve.group))
}

fn new_goals(report: &Comparing<'_>, compared: &Compared, place: usize) -> Option<Figure> {
    let curves = of_groups(report, compared, "new_goals", "mean_count");
    let reached: Vec<String> = drawn(&curves).iter().filter_map(at_its_end).collect();
    (!curves.is_empty()).then(|| Figure {
        id: anchor("new-goals", &compared.grouping, place),
        headline: format!("New goals per pair: {}", list(&reached)),
        subtitle: format!(
            "Mean cumulative number of dated new goals per pair by {}",
            by(&compared.grouping)
        ),
        chart: Box::new(MeanCumulative {
            curves: drawn(&curves),
            days: HORIZONS.to_vec(),
        }),
        notes: begins_late(&curves),
    })
}

/// Where a curve ends: "0.58 by day 237 (2025 spring)".
fn at_its_end(curve: &Curve) -> Option<String> {
    let last = curve.points.last()?;
    Some(format!(
        "{} by day {} ({})",
        decimal(last.estimate),
        last.day.round(),
        curve.label
    ))
}
