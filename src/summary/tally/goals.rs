//! Goals by outcome, bounds of attainment, reasons, agreement of mentor and mentee.

use super::cells::Cells;
use super::{Group, Tally};
use crate::measures::{GoalAt, GoalOutcome, PairAt};
use crate::stats::agreement::{RatingTable, Weights};
use crate::summary::changes::LEAST_KNOWN;
use crate::summary::coding::{Code, GOAL_REASONS};
use crate::summary::count::Count;
use crate::summary::outcome_sets::OutcomeSets;
use crate::summary::roster::Member;
use crate::summary::tallies::{Agreement, GoalTallies};
use std::cmp::Ordering;
use std::collections::BTreeSet;

#[derive(Clone, Default)]
pub(super) struct Goals {
    outcomes: Cells<GoalOutcome>,
    in_pairs: OutcomeSets,
    overdue: Cells<()>,
    undated: u64,
    reasons: Cells<&'static Code>,
    /// What the mentee and the mentor say of a goal, as categories from 0 (not attained) up.
    judged: Cells<(usize, usize)>,
    sides: Cells<Ordering>,
    judged_pairs: u64,
}

impl Tally for Goals {
    type Sum = GoalTallies;

    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let goals = || pair.goals.iter();
        self.outcomes.add_pair(goals().map(|goal| goal.outcome));
        let outcomes = goals().map(|goal| goal.outcome);
        self.in_pairs.add_pair(outcomes, member.cluster);
        let overdue = goals().filter(|goal| is_overdue(goal, pair));
        self.overdue.add_pair(overdue.map(|_| ()));
        self.undated += goals().filter(|goal| goal.is_undated()).count() as u64;
        let reasons: BTreeSet<&'static Code> = goals()
            .filter_map(|goal| Some(GOAL_REASONS.code(goal.reason.as_deref()?)))
            .collect();
        self.reasons.add_pair(reasons);
        let judged: Vec<(usize, usize)> = goals().filter_map(judged_by_both).collect();
        self.judged_pairs += u64::from(!judged.is_empty());
        self.sides.add_pair(judged.iter().map(side));
        self.judged.add_pair(judged);
    }

    fn absorb(&mut self, other: Self) {
        self.outcomes.absorb(other.outcomes);
        self.in_pairs.absorb(other.in_pairs);
        self.overdue.absorb(other.overdue);
        self.undated += other.undated;
        self.reasons.absorb(other.reasons);
        self.judged.absorb(other.judged);
        self.sides.absorb(other.sides);
        self.judged_pairs += other.judged_pairs;
    }

    fn sum(self, group: &Group<'_>) -> GoalTallies {
        let supplied = group.programme.supplied;
        let supplied = supplied.goals || supplied.evaluations;
        let known = self.known();
        let kept = self.outcomes.total() - self.outcomes.number(&GoalOutcome::Dropped);
        GoalTallies {
            by_outcome: supplied.then(|| every_outcome(&self.outcomes)),
            in_pairs: self.in_pairs.clone(),
            bounds: self.bounds(kept),
            bounds_instead: kept > 0 && (known as f64) < LEAST_KNOWN * kept as f64,
            overdue: self.overdue.count(&()),
            reasons: self.reasons.by_count(),
            agreement: self.agreement(),
            undated_outcomes: self.undated,
            known_outcomes: known,
        }
    }
}

impl Goals {
    fn known(&self) -> u64 {
        let outcomes = GoalOutcome::ALL.iter();
        outcomes
            .filter(|outcome| outcome.is_known())
            .map(|outcome| self.outcomes.number(outcome))
            .sum()
    }

    /// Attainment of `kept` goals if none of the open ones, and if all of them, were attained.
    fn bounds(&self, kept: u64) -> Option<(f64, f64)> {
        let attained = self.outcomes.number(&GoalOutcome::Attained);
        let open = self.outcomes.number(&GoalOutcome::InProgress)
            + self.outcomes.number(&GoalOutcome::Unknown);
        let share = |count: u64| count as f64 / kept as f64;
        (kept > 0).then(|| (share(attained), share(attained + open)))
    }

    fn agreement(&self) -> Option<Agreement> {
        agreement(&self.judged, &self.sides, self.judged_pairs, 3)
    }
}

/// How the mentor's answer is to the mentee's, from both as (mentee's, mentor's).
pub(super) fn side(&(mentee, mentor): &(usize, usize)) -> Ordering {
    mentor.cmp(&mentee)
}

/// How far mentor and mentee agree, from their answers as (mentee's, mentor's) among so many
/// categories, and how these are to each other, in so many pairs.
pub(super) fn agreement(
    answers: &Cells<(usize, usize)>,
    sides: &Cells<Ordering>,
    pairs: u64,
    categories: usize,
) -> Option<Agreement> {
    let judged: Vec<(usize, usize)> = answers
        .iter()
        .flat_map(|(&(mentee, mentor), _)| {
            let times = answers.number(&(mentee, mentor));
            std::iter::repeat_n(
                (mentor, mentee),
                usize::try_from(times).unwrap_or(usize::MAX),
            )
        })
        .collect();
    let table = RatingTable::of(&judged, categories);
    (!judged.is_empty()).then(|| Agreement {
        judged: Count::in_pairs(judged.len() as u64, pairs),
        sides: [Ordering::Less, Ordering::Equal, Ordering::Greater].map(|side| sides.count(&side)),
        raw: table.raw_agreement(),
        kappa: table.kappa(Weights::Quadratic),
        mentor_higher: table.first_higher(),
    })
}

fn every_outcome(cells: &Cells<GoalOutcome>) -> Vec<(GoalOutcome, Count)> {
    GoalOutcome::ALL
        .iter()
        .map(|outcome| (*outcome, cells.count(outcome)))
        .collect()
}

fn is_overdue(goal: &GoalAt, pair: &PairAt<'_>) -> bool {
    let open = matches!(goal.outcome, GoalOutcome::InProgress | GoalOutcome::Unknown);
    open && pair.is_open() && goal.due_on.is_some_and(|due| due < pair.as_of.date)
}

/// What the mentee and what the mentor says, if both judged the goal.
fn judged_by_both(goal: &GoalAt) -> Option<(usize, usize)> {
    let category = |outcome: Option<GoalOutcome>| match outcome? {
        GoalOutcome::NotAttained => Some(0),
        GoalOutcome::Partly => Some(1),
        GoalOutcome::Attained => Some(2),
        GoalOutcome::Dropped | GoalOutcome::InProgress | GoalOutcome::Unknown => None,
    };
    let [mentee, mentor] = goal.answers;
    Some((category(mentee)?, category(mentor)?))
}
