//! Curves over days since the start: of all pairs, and of each group.

use super::PairGroup;
use super::event::EventCurve;
use crate::measures::{Kind, Measure, Registry};
use crate::stats::survival::{Outcome, RiskSet, Step, Subject};
use crate::summary::curve::{Curve, CurvePoint};
use crate::summary::result::GroupSummary;
use serde::Serialize;

/// The curve of one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupCurve {
    /// Column that makes the groups; `all` for the programme.
    pub grouping: String,
    /// The group.
    pub group: String,
    /// Pairs that it is of.
    pub pairs: usize,
    /// Its steps.
    pub curve: Curve,
}

/// The curves of a group: of every event, what competes with it, and new goals.
pub(super) fn of_group(
    registry: &Registry,
    group: &GroupSummary,
    pairs: &PairGroup<'_>,
) -> Vec<GroupCurve> {
    let events = registry
        .measures()
        .iter()
        .filter(|measure| measure.kind == Kind::Event);
    let mut curves: Vec<Curve> = events
        .flat_map(|measure| of_event(measure, pairs))
        .collect();
    curves.push(group.tallies.new_goals.curve.clone());
    let of_group = |curve: Curve| GroupCurve {
        grouping: group.grouping.clone(),
        group: group.group.clone(),
        pairs: curve.points.first().map_or(0, |point| point.at_risk),
        curve,
    };
    curves
        .into_iter()
        .filter(|curve| !curve.points.is_empty())
        .map(of_group)
        .collect()
}

fn of_event(measure: &Measure, pairs: &PairGroup<'_>) -> Vec<Curve> {
    let subjects = pairs.subjects(&measure.id);
    let competes = measure.competes;
    let mut curves = vec![curve(measure, "reached", &subjects, competes)];
    if subjects
        .iter()
        .any(|subject| subject.outcome == Outcome::Competing)
    {
        let exchanged: Vec<Subject> = subjects.iter().map(|subject| subject.exchanged()).collect();
        curves.push(curve(measure, "competing", &exchanged, competes));
    }
    curves
}

fn curve(measure: &Measure, outcome: &'static str, subjects: &[Subject], competes: bool) -> Curve {
    let (steps, sets) = EventCurve::of(subjects, competes).incidence_steps();
    let start = sets.first().map(|set| CurvePoint::start(0.0, set.at_risk));
    let points = start.into_iter().chain(points(&steps, &sets)).collect();
    let at_risk = |day: f64| {
        let next = sets.partition_point(|set| set.time < day);
        sets.get(next).map_or(0, |set| set.at_risk)
    };
    Curve::new(&measure.id, outcome, points, at_risk)
}

/// A point wherever something happened that was no mere end of observation, and at the end.
fn points(steps: &[Step], sets: &[RiskSet]) -> Vec<CurvePoint> {
    let (mut events, mut censored) = (0, 0);
    let mut points = Vec::new();
    for (place, (step, set)) in steps.iter().zip(sets).enumerate() {
        events += set.reached;
        censored += set.censored;
        if set.events() > 0 || place + 1 == sets.len() {
            points.push(CurvePoint::at(step, events, censored));
        }
    }
    points
}
