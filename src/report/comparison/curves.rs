//! How events come about over time, group by group.

use super::Comparing;
use super::words::{anchor, by};
use crate::charts::{CumulativeIncidence, Curve, MeanCumulative};
use crate::report::document::{Block, Figure, Section};
use crate::report::effectiveness::{LEAST_AT_RISK, begins_late, curve, drawn};
use crate::report::wording::{decimal, list};
use crate::summary::{Compared, GroupCurve, HORIZONS, Horizon, MeasureSummary, Shown};

/// Curves that one picture can hold and still be told apart.
const MOST: usize = 6;
/// A share that is below ½ by no more than rounding has reached it.
const HALF: f64 = 0.5 - 1e-9;
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
    let mut blocks: Vec<Block> = EVENTS
        .iter()
        .filter_map(|event| incidence(report, compared, event, place))
        .collect();
    blocks.extend(new_goals(report, compared, place));
    let (place_of, by) = (
        anchor("curves", &compared.grouping, place),
        by(&compared.grouping),
    );
    (!blocks.is_empty()).then(|| Section {
        id: place_of,
        title: format!("Over time by {by}"),
        description: format!("By days since the start, all pairs, {}.", report.brief.as_of()),
        how_to_read: vec![format!(
            "A cumulative incidence is the share of pairs to whom the event has happened by a day (Aalen–Johansen: pairs that ended first cannot reach it any more). Bands are pointwise 95\u{a0}% intervals. Under the curves stand the pairs followed until then; curves end where fewer than {LEAST_AT_RISK} are."
        )],
        blocks,
        ..Section::default()
    })
}

/// The curves of the groups, as far as enough pairs are at risk.
struct OfGroups<'a> {
    compared: &'a Compared,
    curves: Vec<&'a GroupCurve>,
}

impl<'a> OfGroups<'a> {
    fn of(
        report: &Comparing<'a>,
        compared: &'a Compared,
        measure: &str,
        outcome: &str,
    ) -> Option<Self> {
        let is_it = |curve: &&GroupCurve| {
            curve.grouping == compared.grouping
                && compared.groups.contains(&curve.group)
                && (curve.curve.measure.as_str(), curve.curve.outcome) == (measure, outcome)
                && drawn(&curve.curve).is_some()
        };
        let curves: Vec<_> = report.study.curves.iter().filter(is_it).collect();
        (!curves.is_empty()).then_some(Self { compared, curves })
    }

    fn drawn(&self) -> Vec<Curve> {
        let of_group = |group: &&GroupCurve| {
            let shown = drawn(&group.curve)?;
            Some(curve(&group.group, &shown))
        };
        self.curves.iter().filter_map(of_group).collect()
    }

    /// The figure, or where to find the curves if a picture cannot hold so many.
    fn block(&self, what: &str, figure: impl FnOnce() -> Figure) -> Block {
        if self.curves.len() <= MOST {
            return Block::Figure(figure());
        }
        Block::Note(format!(
            "{what}: the curves of {} groups cannot be told apart in one picture; they are in curves.csv.",
            self.curves.len()
        ))
    }

    /// What the curves are parted by, and of which group the only one is.
    fn by(&self) -> String {
        let by = by(&self.compared.grouping);
        match self.curves.as_slice() {
            [only] => format!("{by}: {}", only.group),
            _ => by,
        }
    }

    /// What is not in the picture, or not all of it.
    fn notes(&self) -> Vec<String> {
        begins_late(self.curves.iter().map(|group| &group.curve))
            .into_iter()
            .chain(self.left_out())
            .collect()
    }

    fn left_out(&self) -> Option<String> {
        let is_drawn = |group: &&String| self.curves.iter().any(|curve| curve.group == **group);
        let groups = self.compared.groups.iter();
        let left_out: Vec<String> = groups.filter(|group| !is_drawn(group)).cloned().collect();
        (!left_out.is_empty()).then(|| {
            format!(
                "Not drawn: {}, of which too few pairs are observed or have come to it.",
                list(&left_out)
            )
        })
    }
}

fn incidence(
    report: &Comparing<'_>,
    compared: &Compared,
    measure: &str,
    place: usize,
) -> Option<Block> {
    let groups = OfGroups::of(report, compared, measure, "reached")?;
    let title = report
        .brief
        .registry
        .measures()
        .iter()
        .find(|known| known.id == measure)
        .map(|known| known.title.clone())?;
    let headline = half(report, &groups, measure, &title);
    Some(groups.block(&title, || Figure {
        id: anchor(&measure.replace('_', "-"), &compared.grouping, place),
        headline,
        subtitle: format!("Cumulative incidence by {}", groups.by()),
        chart: Box::new(CumulativeIncidence {
            event: title.clone(),
            curves: groups.drawn(),
            days: HORIZONS.to_vec(),
        }),
        notes: groups.notes(),
    }))
}

/// When half of the pairs of each group have come to an event, as the curves and the table of
/// measures have it.
fn half(report: &Comparing<'_>, groups: &OfGroups<'_>, measure: &str, title: &str) -> String {
    let compared = groups.compared;
    let medians = report.brief.summary.of_grouping(&compared.grouping);
    let medians = medians.filter(|group| compared.groups.contains(&group.group));
    let medians = medians.filter_map(|group| {
        let mut figures = group.measures.iter();
        let is_median = |figure: &&MeasureSummary| {
            figure.measure == measure && figure.horizon == Some(Horizon::Median)
        };
        Some((group.group.as_str(), figures.find(is_median)?))
    });
    let medians: Vec<_> = medians.collect();
    let on_curve = |group: &str| {
        let mut curves = groups.curves.iter();
        curves
            .find(|curve| curve.group == group)
            .and_then(|curve| crosses_half(curve))
    };
    let said = medians.iter().filter_map(|(group, figure)| {
        let day = figure.estimate.value.or_else(|| on_curve(group))?;
        Some(format!("{} ({group})", decimal(day)))
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        format!("{title}: half of the pairs by day {}", list(&said))
    } else if medians
        .iter()
        .any(|(_, figure)| figure.shown != Shown::Full)
    {
        format!("{title}: in no group of which it is shown has half of the pairs come to it")
    } else {
        format!("{title}: in no group has half of the pairs come to it")
    }
}

/// The day on which a curve that is seen below ½ reaches it.
fn crosses_half(curve: &GroupCurve) -> Option<f64> {
    let points = &curve.curve.points;
    let place = points.iter().position(|point| point.estimate >= HALF)?;
    (place > 0).then(|| points[place].day)
}

fn new_goals(report: &Comparing<'_>, compared: &Compared, place: usize) -> Option<Block> {
    let groups = OfGroups::of(report, compared, "new_goals", "mean_count")?;
    let reached: Vec<String> = groups.drawn().iter().filter_map(at_its_end).collect();
    Some(groups.block("New goals per pair", || Figure {
        id: anchor("new-goals", &compared.grouping, place),
        headline: format!("New goals per pair: {}", list(&reached)),
        subtitle: format!(
            "Mean cumulative number of dated new goals per pair by {}",
            groups.by()
        ),
        chart: Box::new(MeanCumulative {
            curves: groups.drawn(),
            days: HORIZONS.to_vec(),
        }),
        notes: groups.notes(),
    }))
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
