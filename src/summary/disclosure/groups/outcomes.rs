//! Goals by outcome: of no outcome, and of no outcomes together, does a number follow that is of
//! goals of too few pairs or of one mentor.
//!
//! The cells of the table are not all that is known of them: numerators and denominators of the
//! figures of goals are sums of the same cells, in each group and in all pairs. So what is hidden
//! is decided by everything that follows from what is shown.

use super::sums::Sums;
use crate::measures::GoalOutcome;
use crate::summary::disclosure::Control;
use crate::summary::figures::{MeasureSummary, Shown};
use crate::summary::outcome_sets::{Behind, OutcomeSets, Outcomes, only};
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

/// Hides what tells too much of all pairs by themselves.
pub(super) fn protect_all(control: &mut Control, open: &GroupSummary, all: &mut GroupSummary) {
    let mut table = Table {
        k: control.k_as_count(),
        rows: vec![Row::of(open, all, &OF_ALL)],
    };
    table.show_what_is_safe();
    let [row] = table.rows.as_slice() else {
        return;
    };
    hide(control, row, all);
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
    let members = members.map(|(open, group)| Row::of(open, group, &OF_A_GROUP));
    let mut table = Table {
        k: control.k_as_count(),
        rows: std::iter::once(Row::of(open.0, all, &OF_ALL))
            .chain(members)
            .collect(),
    };
    table.show_what_is_safe();
    for (row, group) in table.rows.iter().skip(1).zip(groups) {
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

/// Figures of all pairs that were given up so that no outcome of few follows.
pub(in crate::summary::disclosure) fn given_up(all: &GroupSummary) -> Vec<&'static str> {
    let is_given_up = |id: &&'static str| {
        let figure = all.measure(id);
        figure.is_some_and(|figure| figure.shown == Shown::Derivable)
    };
    OF_ALL
        .map(|(id, _)| id)
        .into_iter()
        .filter(is_given_up)
        .collect()
}

/// Something that is shown of a group, and the sums that it tells.
struct Item {
    what: What,
    tells: Vec<Outcomes>,
    is_shown: bool,
}

#[derive(Clone, Copy)]
enum What {
    Cell(GoalOutcome),
    Figure(&'static str),
}

/// What is shown of a group, the most important first.
struct Row {
    items: Vec<Item>,
    /// Who is behind each set of outcomes.
    behind: Vec<Behind>,
}

impl Row {
    fn of(open: &GroupSummary, shared: &GroupSummary, figures: &[Figure]) -> Self {
        let sets = &open.tallies.goals.in_pairs;
        let cells = shared.tallies.goals.by_outcome.iter().flatten();
        let cells = cells.filter(|(_, count)| count.exact().is_some());
        let mut cells: Vec<GoalOutcome> = cells.map(|(outcome, _)| *outcome).collect();
        cells.sort_by_key(|outcome| Reverse(sets.with_any(only(*outcome)).pairs));
        let cells = cells.into_iter().map(|outcome| Item {
            what: What::Cell(outcome),
            tells: vec![only(outcome)],
            is_shown: true,
        });
        let figures = figures
            .iter()
            .filter(|(id, _)| shared.measure(id).is_some_and(is_full))
            .filter(|figure| **figure != SETTLED || counts_alike(open));
        let figures = figures.map(|(id, tells)| Item {
            what: What::Figure(id),
            tells: tells.to_vec(),
            is_shown: true,
        });
        Self {
            items: figures.chain(cells).collect(),
            behind: (0..=ALL).map(|set| sets.with_any(set)).collect(),
        }
    }

    /// Who has a goal with one of these outcomes.
    fn behind(&self, set: Outcomes) -> Behind {
        self.behind[usize::from(set)]
    }

    fn known(&self) -> Sums {
        let shown = self.items.iter().filter(|item| item.is_shown);
        Sums::of(shown.flat_map(|item| item.tells.iter().copied()))
    }

    /// Hides everything but cells without a goal: that there is none is known all the same.
    fn hide(&mut self) {
        let behind = &self.behind;
        for item in &mut self.items {
            item.is_shown = match item.what {
                What::Cell(outcome) => behind[usize::from(only(outcome))].pairs == 0,
                What::Figure(_) => false,
            };
        }
    }
}

/// All pairs and the groups that they are made of, or all pairs alone.
struct Table {
    k: u64,
    rows: Vec<Row>,
}

impl Table {
    /// Shows what is safe beside what is shown already, the most important first: in every row where
    /// that is safe, else row by row.
    fn show_what_is_safe(&mut self) {
        let rows: Vec<usize> = (0..self.rows.len())
            .filter(|row| self.may_change(*row))
            .collect();
        for row in &rows {
            self.rows[*row].hide();
        }
        let places = rows.iter().map(|row| self.rows[*row].items.len());
        for place in 0..places.max().unwrap_or(0) {
            if !self.is_safe_with(&rows, place) {
                for row in &rows {
                    self.is_safe_with(std::slice::from_ref(row), place);
                }
            }
        }
    }

    /// Shows an item of some rows if that is safe; gives whether it is.
    fn is_safe_with(&mut self, rows: &[usize], place: usize) -> bool {
        let mut shown = Vec::new();
        for row in rows {
            let item = self.rows[*row].items.get_mut(place);
            if let Some(item) = item.filter(|item| !item.is_shown) {
                item.is_shown = true;
                shown.push(*row);
            }
        }
        let is_safe = shown.is_empty() || !self.leaks();
        for row in shown.iter().filter(|_| !is_safe) {
            self.rows[*row].items[place].is_shown = false;
        }
        is_safe
    }

    /// Of all pairs nothing more is hidden for the sake of their groups.
    fn may_change(&self, row: usize) -> bool {
        row > 0 || self.rows.len() == 1
    }

    /// Whether a sum of too few follows: of one row, or of all rows that do not tell it themselves.
    fn leaks(&self) -> bool {
        let derived = self.derived();
        let of_row = |(row, sums): (&Row, &Sums)| {
            (1..ALL).any(|set| row.behind(set).is_few(self.k) && sums.tell(set))
        };
        self.rows.iter().zip(&derived).any(of_row)
            || (1..ALL).any(|set| self.rest(&derived, set).is_few(self.k))
    }

    /// The pairs of the groups that do not tell the sum of a set, where all pairs tell it.
    fn rest(&self, derived: &[Sums], set: Outcomes) -> Behind {
        let mut rest = Behind::default();
        let is_total_told = derived.first().is_some_and(|all| all.tell(set));
        let groups = self.rows.iter().zip(derived).skip(1);
        for (row, _) in groups.filter(|(_, sums)| is_total_told && !sums.tell(set)) {
            rest.add(row.behind(set));
        }
        rest
    }

    /// What follows of each row: what it tells, and what all others tell, since all pairs are the
    /// sum of the groups.
    fn derived(&self) -> Vec<Sums> {
        let known: Vec<Sums> = self.rows.iter().map(Row::known).collect();
        if known.len() == 1 {
            return known;
        }
        let open: Vec<Sums> = known.iter().map(Sums::open).collect();
        let mut after = vec![Sums::default()];
        for open in open.iter().rev() {
            let last = after.last().cloned().unwrap_or_default();
            after.push(last.and(open));
        }
        after.reverse();
        let mut before = Sums::default();
        let mut derived = Vec::with_capacity(known.len());
        for (row, known) in known.into_iter().enumerate() {
            let others = before.clone().and(&after[row + 1]);
            derived.push(known.and(&others.open()));
            before = before.and(&open[row]);
        }
        derived
    }
}

/// Hides in a group what its row no longer shows.
fn hide(control: &mut Control, row: &Row, group: &mut GroupSummary) {
    for item in row.items.iter().filter(|item| !item.is_shown) {
        match item.what {
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
