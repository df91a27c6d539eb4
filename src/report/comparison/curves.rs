//! How events come about over time, group by group.

use super::Comparing;
use super::words::{anchor, by};
use crate::charts::{CumulativeIncidence, Curve, MeanCumulative};
use crate::report::document::{Block, Figure, Section};
use crate::report::effectiveness::curve;
use crate::report::wording::{decimal, list};
use crate::summary::{Compared, GroupCurve, HORIZONS};

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
            "A cumulative incidence is the share of pairs to whom the event has happened by a day (Aalen–Johansen: pairs that ended first cannot reach it any more). Bands are pointwise 95\u{a0}% intervals. Under the curves stand the pairs still observed; curves end where fewer than {LEAST_AT_RISK} are."
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
            let points = &curve.curve.points;
            curve.grouping == compared.grouping
                && compared.groups.contains(&curve.group)
                && (curve.curve.measure.as_str(), curve.curve.outcome) == (measure, outcome)
                && points.len() > 1
                && points[0].at_risk >= LEAST_AT_RISK
        };
        let curves: Vec<_> = report.study.curves.iter().filter(is_it).collect();
        (!curves.is_empty()).then_some(Self { compared, curves })
    }

    fn drawn(&self) -> Vec<Curve> {
        let drawn = |group: &&GroupCurve| {
            let mut shown = group.curve.clone();
            let enough = shown
                .points
                .iter()
                .take_while(|point| point.at_risk >= LEAST_AT_RISK)
                .count();
            shown.truncate(enough);
            curve(&group.group, &shown)
        };
        self.curves.iter().map(drawn).collect()
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
        self.begins_late()
            .into_iter()
            .chain(self.left_out())
            .collect()
    }

    /// What is hidden of the first steps, which only a few pairs have made.
    fn begins_late(&self) -> Option<String> {
        let first = |curve: &&GroupCurve| curve.curve.points.first().map(|first| first.day);
        let late = self.curves.iter().filter_map(first).any(|day| day > 0.0);
        late.then(|| {
            "A curve that begins after the start has its first steps hidden: too few pairs made them."
                .to_owned()
        })
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
    let medians: Vec<String> = groups
        .curves
        .iter()
        .filter_map(|curve| half(curve))
        .collect();
    let headline = if medians.is_empty() {
        format!("{title}: in no group has half of the pairs come to it")
    } else {
        format!("{title}: half of the pairs by day {}", list(&medians))
    };
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

fn half(curve: &GroupCurve) -> Option<String> {
    let point = curve
        .curve
        .points
        .iter()
        .find(|point| point.estimate >= 0.5 - 1e-9)?;
    Some(format!("{} ({})", point.day.round(), curve.group))
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
