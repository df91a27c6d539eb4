//! Goals by outcome: of no outcome, and of no outcomes together, does a number follow that is of
//! goals of too few pairs or of one mentor.
//!
//! The cells of the table are not all that is known of them: numerators and denominators of the
//! figures of goals are sums of the same cells, in each group and in all pairs. So what is hidden
//! is decided by everything that follows from what is shown.

use super::told::{self, Item};
use crate::measures::GoalOutcome;
use crate::summary::disclosure::Control;
use crate::summary::figures::{MeasureSummary, Shown};
use crate::summary::outcome_sets::{OutcomeSets, Outcomes, only};
use crate::summary::result::GroupSummary;
use std::cmp::Reverse;

const ATTAINED: Outcomes = only(GoalOutcome::Attained);
const PARTLY: Outcomes = only(GoalOutcome::Partly);
const DROPPED: Outcomes = only(GoalOutcome::Dropped);
const KNOWN: Outcomes = ATTAINED | PARTLY | only(GoalOutcome::NotAttained);
const ALL: Outcomes = (1 << GoalOutcome::ALL.len()) - 1;

/// A measure that is made of the cells, and the sums that it tells.
type Figure = (&'static str, &'static [Outcomes]);

const SET: Figure = ("goals_set", &[ALL]);
const OUTCOME_KNOWN: Figure = ("goal_outcome_known", &[KNOWN, ALL & !DROPPED]);
const ATTAINED_OR_PARTLY: Figure = ("goals_attained_or_partly", &[ATTAINED | PARTLY, KNOWN]);
const GOALS_ATTAINED: Figure = ("goals_attained", &[ATTAINED, KNOWN]);

/// Where every goal that was attained is settled, as at the end of a programme.
const SETTLED: Figure = ("goals_attained_settled", &[ATTAINED]);

/// Figures of a group, the most important first: by attainment groups are compared, and without the
/// number of its goals nothing can be drawn.
const OF_A_GROUP: [Figure; 5] = [
    SETTLED,
    GOALS_ATTAINED,
    SET,
    ATTAINED_OR_PARTLY,
    OUTCOME_KNOWN,
];
/// And of all pairs, where the share of known outcomes stands beside every figure of attainment.
const OF_ALL: [Figure; 5] = [
    SETTLED,
    GOALS_ATTAINED,
    OUTCOME_KNOWN,
    ATTAINED_OR_PARTLY,
    SET,
];

/// The measures of them all.
pub(super) const FIGURES: [&str; 5] = [
    SETTLED.0,
    GOALS_ATTAINED.0,
    SET.0,
    ATTAINED_OR_PARTLY.0,
    OUTCOME_KNOWN.0,
];

/// Hides what tells too much of all pairs by themselves.
pub(super) fn protect_all(control: &mut Control, open: &GroupSummary, all: &mut GroupSummary) {
    let rows = vec![row(open, all, &OF_ALL)];
    for row in told::shown_where_safe(control.k_as_count(), rows) {
        hide(control, &row, all);
    }
}

/// Hides in the groups of one grouping what tells too much of one of them or of all pairs; `open`
/// are the same with nothing hidden, all pairs first.
pub(super) fn protect_groups(
    control: &mut Control,
    open: (&GroupSummary, &[&GroupSummary]),
    all: &GroupSummary,
    groups: &mut [&mut GroupSummary],
) {
    let members = open.1.iter().zip(groups.iter());
    let members = members.map(|(open, group)| row(open, group, &OF_A_GROUP));
    let rows = std::iter::once(row(open.0, all, &OF_ALL)).chain(members);
    let rows = told::shown_where_safe(control.k_as_count(), rows.collect());
    for (row, group) in rows.iter().skip(1).zip(groups) {
        hide(control, row, group);
    }
}

/// Whether settled goals and all goals have the same number attained, so that either tells it of
/// the other.
fn counts_alike(open: &GroupSummary) -> bool {
    let attained = |(id, _): Figure| open.measure(id)?.estimate.numerator;
    let both = attained(SETTLED).zip(attained(GOALS_ATTAINED));
    both.is_some_and(|(settled, known)| (settled - known).abs() < 0.5)
}

/// The groups of which both figures are shown that count the same goals attained.
pub(super) fn alike(open: &[&GroupSummary], groups: &[&mut GroupSummary]) -> Vec<bool> {
    let both = open.iter().zip(groups);
    both.map(|(open, group)| counts_alike(open) && twins(group).all(is_full))
        .collect()
}

/// Hides the other one as well where one of both was hidden since: what is hidden of the one would
/// follow from the other.
pub(super) fn hide_alike(control: &mut Control, alike: &[bool], groups: &mut [&mut GroupSummary]) {
    for (_, group) in alike.iter().zip(groups).filter(|(alike, _)| **alike) {
        if !twins(group).all(is_full) {
            let figures = group.measures.iter_mut();
            let twins = figures.filter(|figure| is_twin(figure));
            twins.for_each(|figure| control.hide_figure(figure, Shown::Derivable));
        }
    }
}

fn twins(group: &GroupSummary) -> impl Iterator<Item = &MeasureSummary> {
    group.measures.iter().filter(|figure| is_twin(figure))
}

fn is_twin(figure: &MeasureSummary) -> bool {
    [SETTLED.0, GOALS_ATTAINED.0].contains(&figure.measure.as_str())
}

fn is_full(figure: &MeasureSummary) -> bool {
    figure.shown == Shown::Full
}

type Row = told::Row<What, { GoalOutcome::ALL.len() }>;

#[derive(Clone, Copy)]
enum What {
    Cell(GoalOutcome),
    Figure(&'static str),
}

/// What is shown of a group, the most important first.
fn row(open: &GroupSummary, shared: &GroupSummary, figures: &[Figure]) -> Row {
    let sets = &open.tallies.goals.in_pairs;
    let cells = shared.tallies.goals.by_outcome.iter().flatten();
    let cells = cells.filter(|(_, count)| count.exact().is_some());
    let mut cells: Vec<GoalOutcome> = cells.map(|(outcome, _)| *outcome).collect();
    cells.sort_by_key(|outcome| Reverse(sets.with_any(only(*outcome)).pairs));
    let cells = cells.into_iter().map(|outcome| {
        let set = only(outcome);
        // That there is no such goal is known all the same.
        Item::new(What::Cell(outcome), &[set]).given_if(sets.with_any(set).pairs == 0)
    });
    let figures = figures
        .iter()
        .filter(|(id, _)| shared.measure(id).is_some_and(is_full))
        .filter(|figure| **figure != SETTLED || counts_alike(open));
    let figures = figures.map(|(id, tells)| Item::new(What::Figure(id), tells));
    let behind = (0..=ALL).map(|set| sets.with_any(set));
    Row::new(figures.chain(cells).collect(), behind.collect())
}

/// Hides in a group what its row no longer shows.
fn hide(control: &mut Control, row: &Row, group: &mut GroupSummary) {
    for what in row.hidden() {
        match what {
            What::Cell(wanted) => {
                let cells = group.tallies.goals.by_outcome.iter_mut().flatten();
                let cells = cells.filter(|(outcome, _)| *outcome == wanted);
                cells.for_each(|(_, count)| control.hide_count(count));
            }
            What::Figure(id) => {
                let figures = group.measures.iter_mut();
                let figures = figures.filter(|figure| figure.measure == id);
                figures.for_each(|figure| control.hide_figure(figure, Shown::Derivable));
            }
        }
    }
    let goals = &mut group.tallies.goals;
    let mut cells = goals.by_outcome.iter().flatten();
    if cells.any(|(_, count)| count.exact().is_none()) {
        goals.bounds = None;
    }
    goals.in_pairs = OutcomeSets::default();
}
