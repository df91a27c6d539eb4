//! Curves of groups: where few are at risk, few had the event, or what is hidden of one group
//! would follow from the curve of all and those of the others.

use super::Control;
use crate::summary::comparisons::GroupCurve;
use crate::summary::curve::{Curve, CurvePoint};
use crate::summary::result::Summary;
use std::collections::BTreeSet;
use std::ops::Range;

/// Protects the curves of each measure and outcome, grouping by grouping.
pub(super) fn protect(control: &mut Control, curves: &mut Vec<GroupCurve>, shared: &Summary) {
    let kinds: BTreeSet<(String, &'static str)> = curves.iter().map(kind).collect();
    let groupings: BTreeSet<String> = curves.iter().map(|curve| curve.grouping.clone()).collect();
    let mut visible: Vec<Vec<bool>> = curves
        .iter()
        .map(|curve| alone(control, curve, shared))
        .collect();
    for of in &kinds {
        for grouping in groupings.iter().filter(|grouping| *grouping != "all") {
            let members: Vec<usize> = (0..curves.len())
                .filter(|place| {
                    curves[*place].grouping == *grouping && kind(&curves[*place]) == *of
                })
                .collect();
            together(control, curves, &members, &mut visible);
        }
    }
    for (curve, visible) in curves.iter_mut().zip(&visible) {
        keep(control, &mut curve.curve, visible);
    }
    curves.retain(|curve| !curve.curve.points.is_empty());
}

fn kind(curve: &GroupCurve) -> (String, &'static str) {
    (curve.curve.measure.clone(), curve.curve.outcome)
}

/// Protects the curve of all pairs by itself.
pub(super) fn protect_alone(control: &mut Control, curve: &mut Curve) {
    // Every pair that counts is observed on the day of its start.
    let pairs = curve.points.first().map_or(0, |point| point.at_risk);
    let points = curve.points.iter();
    let visible: Vec<bool> = points
        .map(|point| State::at(curve, pairs, point).is_safe(control))
        .collect();
    keep(control, curve, &visible);
}

fn keep(control: &mut Control, curve: &mut Curve, visible: &[bool]) {
    control.hidden += usize::from(visible.contains(&false));
    curve.keep(longest_run(visible));
}

/// Which points may be shown for themselves. A group whose size is hidden has none.
fn alone(control: &Control, of: &GroupCurve, shared: &Summary) -> Vec<bool> {
    let mut groups = shared.groups.iter();
    let group = groups.find(|group| group.grouping == of.grouping && group.group == of.group);
    let is_sized = group.is_some_and(|group| group.pairs.exact().is_some());
    let points = of.curve.points.iter();
    points
        .map(|point| is_sized && State::at(&of.curve, of.pairs, point).is_safe(control))
        .collect()
}

/// How many pairs are at risk, have had the event and have not; summed over groups.
#[derive(Clone, Copy, Default)]
struct State {
    at_risk: usize,
    events: usize,
    rest: usize,
}

impl State {
    /// At a point of the curve of so many pairs.
    fn at(curve: &Curve, pairs: usize, point: &CurvePoint) -> Self {
        let counts_pairs = curve.outcome != "mean_count";
        let rest = if counts_pairs {
            pairs.saturating_sub(point.events)
        } else {
            0
        };
        Self {
            at_risk: point.at_risk,
            events: point.events,
            rest,
        }
    }

    fn is_safe(&self, control: &Control) -> bool {
        let few = |count: usize| 0 < count && count < control.k;
        self.at_risk >= control.k && !few(self.events) && !few(self.rest)
    }

    fn with(self, other: Self) -> Self {
        Self {
            at_risk: self.at_risk + other.at_risk,
            events: self.events + other.events,
            rest: self.rest + other.rest,
        }
    }
}

/// The index of the point that holds on a day: the last one not after it.
fn holding(curve: &GroupCurve, day: f64) -> Option<usize> {
    let points = &curve.curve.points;
    points
        .partition_point(|point| point.day <= day)
        .checked_sub(1)
}

fn state_on(curve: &GroupCurve, day: f64) -> State {
    let Some(place) = holding(curve, day) else {
        return State::default();
    };
    let points = &curve.curve.points;
    let at_risk = points[points.partition_point(|point| point.day < day)..].first();
    let state = State::at(&curve.curve, curve.pairs, &points[place]);
    State {
        at_risk: at_risk.map_or(0, |point| point.at_risk),
        ..state
    }
}

/// Hides further groups on each day until what is hidden on it could be shown together.
fn together(
    control: &Control,
    curves: &[GroupCurve],
    members: &[usize],
    visible: &mut [Vec<bool>],
) {
    let points = members
        .iter()
        .flat_map(|place| &curves[*place].curve.points);
    let mut days: Vec<f64> = points.map(|point| point.day).collect();
    days.sort_unstable_by(f64::total_cmp);
    days.dedup();
    for day in days {
        loop {
            let is_shown = |place: usize, visible: &[Vec<bool>]| {
                holding(&curves[place], day).is_some_and(|point| visible[place][point])
            };
            let (shown, hidden): (Vec<usize>, Vec<usize>) =
                members.iter().partition(|place| is_shown(**place, visible));
            let states = hidden.iter().map(|place| state_on(&curves[*place], day));
            let sum = states.fold(State::default(), State::with);
            let nothing = sum.events + sum.rest + sum.at_risk == 0;
            if nothing || (hidden.len() > 1 && sum.is_safe(control)) {
                break;
            }
            let smallest = shown
                .iter()
                .min_by_key(|place| state_on(&curves[**place], day).at_risk);
            let Some(place) = smallest else {
                break;
            };
            if let Some(point) = holding(&curves[*place], day) {
                visible[*place][point] = false;
            }
        }
    }
}

/// The longest run of visible points, the first of several.
fn longest_run(visible: &[bool]) -> Range<usize> {
    let mut best = 0..0;
    let mut start = 0;
    for run in visible.chunk_by(|a, b| a == b) {
        if run[0] && run.len() > best.len() {
            best = start..start + run.len();
        }
        start += run.len();
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_of_all_pairs_begins_with_the_kth_event_and_ends_before_few_are_left() {
        let point = |day: f64, at_risk, events| CurvePoint {
            day,
            estimate: 0.0,
            lower: None,
            upper: None,
            at_risk,
            events,
            censored: 0,
        };
        let of_events = |events: &[usize]| {
            let points = events.iter().zip(1_u32..);
            let points = points.map(|(events, day)| point(f64::from(day), 20, *events));
            let points = std::iter::once(point(0.0, 20, 0)).chain(points).collect();
            let mut curve = Curve::new("match_length", "still_meeting", points, |_| 20);
            protect_alone(&mut Control { k: 5, hidden: 0 }, &mut curve);
            curve
                .points
                .iter()
                .map(|point| point.events)
                .collect::<Vec<_>>()
        };
        assert_eq!(of_events(&[1, 4, 5, 6, 15, 16, 20]), [5, 6, 15]);
        assert_eq!(of_events(&[0, 0]), [0, 0, 0]);
    }

    #[test]
    fn the_longest_run_of_points_is_kept() {
        let run = longest_run(&[true, false, true, true, false, true]);
        assert_eq!(run, 2..4);
        assert!(longest_run(&[false, false]).is_empty());
    }
}
