//! Goals that arose on the way: how many per pair over time, and in which stage.

use super::cells::Cells;
use super::goals::{agreement, side};
use super::{Group, Tally, named};
use crate::measures::{GoalAt, PairAt, new_goals_said};
use crate::programme::{Day, GoalOrigin};
use crate::stats::mcf::{MeanCumulativeFunction, RecurrentUnit};
use crate::summary::curve::{Curve, CurvePoint};
use crate::summary::roster::Member;
use crate::summary::tallies::NewGoalTallies;
use std::cmp::Ordering;

#[derive(Clone, Default)]
pub(super) struct NewGoals {
    recorded: u64,
    units: Vec<RecurrentUnit>,
    /// By rank of the stage; `None` before any observation.
    by_stage: Cells<Option<u8>>,
    /// Whether mentee and mentor say that new goals arose, 1 for yes.
    said: Cells<(usize, usize)>,
    sides: Cells<Ordering>,
}

impl Tally for NewGoals {
    type Sum = NewGoalTallies;

    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        if let [Some(mentee), Some(mentor)] = new_goals_said(pair) {
            let said = (usize::from(mentee), usize::from(mentor));
            self.sides.add_pair([side(&said)]);
            self.said.add_pair([said]);
        }
        let goals = || pair.goals.iter().filter(|goal| !goal.stands_for_all());
        if !goals().any(|goal| goal.first_on.is_some() || goal.origin.is_some()) {
            return;
        }
        let new = || goals().filter(|goal| goal.origin == Some(GoalOrigin::New));
        self.recorded += new().count() as u64;
        let dates: Vec<Day> = new().filter_map(|goal: &GoalAt| goal.first_on).collect();
        self.units.extend(unit(pair, &dates, member));
        self.by_stage
            .add_pair(dates.iter().map(|day| stage_on(pair, *day)));
    }

    fn absorb(&mut self, other: Self) {
        self.recorded += other.recorded;
        self.units.extend(other.units);
        self.by_stage.absorb(other.by_stage);
        self.said.absorb(other.said);
        self.sides.absorb(other.sides);
    }

    fn sum(self, group: &Group<'_>) -> NewGoalTallies {
        let stages = (1u8..).zip(&group.programme.stage_model.stages);
        let mut by_stage: Vec<_> = stages
            .map(|(rank, stage)| named(&stage.key, &stage.title, self.by_stage.count(&Some(rank))))
            .collect();
        by_stage.push(named(
            "none",
            "Before any stage was recorded",
            self.by_stage.count(&None),
        ));
        NewGoalTallies {
            recorded: self.recorded,
            curve: curve(&self.units),
            by_stage,
            agreement: agreement(&self.said, &self.sides, self.said.total(), 2),
        }
    }
}

fn unit(pair: &PairAt<'_>, dates: &[Day], member: &Member) -> Option<RecurrentUnit> {
    let start = pair.started_on?;
    Some(RecurrentUnit {
        events: dates
            .iter()
            // What arose after the end counts on the last day.
            .map(|day| f64::from(pair.observed_to.min(*day).since(start).max(0)))
            .collect(),
        until: f64::from(pair.observed_to.since(start).max(0)),
        cluster: member.cluster,
    })
}

/// The stage of the last observation up to a day.
fn stage_on(pair: &PairAt<'_>, day: Day) -> Option<u8> {
    let observations = &pair.stages.observations;
    let earlier = observations.partition_point(|(observed, _)| *observed <= day);
    Some(observations.get(earlier.checked_sub(1)?)?.1)
}

fn curve(units: &[RecurrentUnit]) -> Curve {
    let function = MeanCumulativeFunction::of(units);
    let steps = function.steps();
    let events = |estimate: &crate::stats::Estimate| whole(estimate.numerator.unwrap_or(0.0));
    let start = CurvePoint::start(0.0, function.at_risk(0.0));
    let points = steps.iter().filter_map(|step| {
        Some(CurvePoint {
            day: step.time,
            estimate: step.estimate.value?,
            lower: step.estimate.lower,
            upper: step.estimate.upper,
            at_risk: step.at_risk,
            events: events(&step.estimate),
            censored: units.len().saturating_sub(step.at_risk),
        })
    });
    let start = (!units.is_empty()).then_some(start);
    let points = start.into_iter().chain(points).collect();
    Curve::new("new_goals", "mean_count", points, |day| {
        function.at_risk(day)
    })
}

/// A count that was carried as a float.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(count: f64) -> usize {
    count as usize
}
