//! What became of pairs: of no state, and of no states together, does a number follow that is of too
//! few pairs.
//!
//! States are not all that is told of them: how many ended, and how, stands beside figures of forms,
//! of closures and of follow-up as well. So what is hidden is decided by everything that follows
//! from what is shown, and what is hidden is so in every place.

use super::told::{self, Item};
use super::{path, sums::Set};
use crate::measures::State;
use crate::summary::count::Count;
use crate::summary::disclosure::Control;
use crate::summary::figures::{MeasureSummary, Shown};
use crate::summary::result::{Counts, GroupSummary};
use crate::summary::tallies::{ContinuityTallies, Endings};
use std::cmp::Reverse;

/// The reason for closing of those that ended as planned.
const AS_PLANNED: &str = "as_planned";

const STATES: usize = State::ALL.len();
const ALL: Set = (1 << STATES) - 1;
const PLANNED: Set = only(State::Completed);
const EARLY: Set = only(State::ClosedEarly);
const ENDED: Set = PLANNED | EARLY | only(State::Ended);
const IN_NEED: Set = only(State::NeverStarted) | only(State::Stalled) | only(State::Watch);

/// Figures over all pairs that are open, or over all that ended; and of meetings all but the last of
/// each pair that ended.
const OF_ENDS: [&str; 6] = [
    "evaluation_returned",
    "actions_overdue",
    "final_stage_reached",
    "days_since_contact",
    "days_in_stage",
    "next_meeting_agreed",
];
/// Figures that count pairs by how they ended or by their need: what is counted, and what it is of.
const FIGURES: [(&str, &[Set]); 3] = [
    ("to_early_closure", &[ENDED & !PLANNED]),
    ("closed_early", &[EARLY, EARLY | PLANNED]),
    ("followed_up", &[IN_NEED]),
];

/// Those of them that periods have as well.
pub(super) fn figures_of_periods() -> impl Iterator<Item = &'static str> {
    ["closed_early", "followed_up"].into_iter().chain(OF_ENDS)
}

type Row = told::Row<What, STATES>;

#[derive(Clone, Copy)]
enum What {
    /// How many pairs there are.
    Pairs,
    /// How many of them ended.
    Ends,
    State(State),
    Figure(&'static str),
}

const fn only(state: State) -> Set {
    1 << state as Set
}

/// Pairs by state; where states are not known, all that are open as if in one.
fn pairs(open: &GroupSummary) -> [u64; STATES] {
    let continuity = &open.tallies.continuity;
    let mut pairs = [0; STATES];
    let mut put = |state: State, count: Count| {
        pairs[state as usize] = count.pairs().unwrap_or(0);
    };
    match (&continuity.states, continuity.endings) {
        (Some(states), _) => states.iter().for_each(|(state, count)| put(*state, *count)),
        (None, Some(endings)) => {
            put(State::Completed, endings.as_planned);
            put(State::ClosedEarly, endings.early);
            put(State::Ended, endings.unknown);
            let ended = pairs.iter().sum();
            let all = open.pairs.pairs().unwrap_or(0);
            pairs[State::OnTrack as usize] = all.saturating_sub(ended);
        }
        (None, None) => {}
    }
    pairs
}

fn sum(pairs: &[u64; STATES], set: Set) -> u64 {
    let is_in = |state: &&State| set & only(**state) != 0;
    let states = State::ALL.iter().filter(is_in);
    states.map(|state| pairs[*state as usize]).sum()
}

/// Whether so few are open, or so few ended, that neither may be told.
pub(in crate::summary::disclosure) fn hides_ends(control: &Control, open: &GroupSummary) -> bool {
    let pairs = pairs(open);
    let few = 1..control.k_as_count();
    few.contains(&sum(&pairs, ENDED)) || few.contains(&sum(&pairs, ALL & !ENDED))
}

/// Hides what tells too much of all pairs by themselves; of a whole programme nothing is.
pub(super) fn protect_all(
    control: &mut Control,
    counts: Counts,
    open: &GroupSummary,
    all: &mut GroupSummary,
) {
    if counts == Counts::Exempt {
        return;
    }
    let rows = vec![row(open, all, of_all)];
    for row in told::shown_where_safe(control.k_as_count(), rows) {
        hide(control, (&row, open), all);
        protect_reasons(control, open, all);
    }
}

/// Hides in the groups of one grouping what tells too much of one of them or of all pairs; `open`
/// are the same with nothing hidden, all pairs first.
pub(super) fn protect_groups(
    control: &mut Control,
    counts: Counts,
    open: (&GroupSummary, &[&GroupSummary]),
    all: &GroupSummary,
    groups: &mut [&mut GroupSummary],
) {
    let members = open.1.iter().zip(groups.iter());
    let members = members.map(|(open, group)| row(open, group, of_a_group));
    let all = row(open.0, all, of_all).exempt_if(counts == Counts::Exempt);
    let rows = std::iter::once(all).chain(members).collect();
    let rows = told::shown_where_safe(control.k_as_count(), rows);
    let groups = groups.iter_mut().zip(open.1);
    for (row, (group, open)) in rows.iter().skip(1).zip(groups) {
        hide(control, (row, open), group);
    }
}

type Items = Vec<Item<What>>;

/// The most important of all pairs are their states.
fn of_all(states: Items, figures: Items) -> Items {
    states.into_iter().chain(figures).collect()
}

/// By figures groups are compared.
fn of_a_group(states: Items, figures: Items) -> Items {
    figures.into_iter().chain(states).collect()
}

/// What is shown of a group, the most important first; `order` says which of states and figures are.
fn row(open: &GroupSummary, shared: &GroupSummary, order: fn(Items, Items) -> Items) -> Row {
    let pairs = pairs(open);
    let continuity = &shared.tallies.continuity;
    let is_told = continuity.states.is_some() || continuity.endings.is_some();
    let is_counted = shared.pairs.exact().is_some();
    let all = is_counted.then(|| Item::new(What::Pairs, &[ALL]).given_if(true));
    let ends = is_told.then(|| Item::new(What::Ends, &[ENDED, ALL & !ENDED]));
    let is_shown = |(id, _): &(&str, _)| figures(open, shared, id, &pairs).next().is_some();
    let figures = FIGURES.iter().filter(|figure| is_shown(figure));
    let figures = figures.map(|(id, tells)| Item::new(What::Figure(id), tells));
    let states = if is_told {
        states(&pairs, continuity)
    } else {
        Items::new()
    };
    let others = order(states, figures.collect());
    Row::of_pairs(all.into_iter().chain(ends).chain(others).collect(), pairs)
}

/// The states that are shown, the largest first; that there is no pair in one is known all the same.
fn states(pairs: &[u64; STATES], continuity: &ContinuityTallies) -> Items {
    let count = |state: &State| pairs[*state as usize];
    let mut states = State::ALL.to_vec();
    states.retain(|state| count(state) == 0 || shows(continuity, *state));
    states.sort_by_key(|state| Reverse(count(state)));
    let item =
        |state: State| Item::new(What::State(state), &[only(state)]).given_if(count(&state) == 0);
    states.into_iter().map(item).collect()
}

/// Whether the number of a state is shown, by all that count it.
fn shows(continuity: &ContinuityTallies, state: State) -> bool {
    let mut states = continuity.states.iter().flatten();
    let in_states = states.find(|(of, _)| *of == state).map(|(_, count)| *count);
    let mut endings = continuity.endings;
    let in_endings = endings.as_mut().and_then(|endings| ending(endings, state));
    let in_funnel = continuity.funnel.ended_as_planned;
    let in_funnel = in_funnel.filter(|_| state == State::Completed);
    let counts = [in_states, in_endings.copied(), in_funnel];
    let mut counts = counts.into_iter().flatten().peekable();
    counts.peek().is_some() && counts.all(|count| count.exact().is_some())
}

fn ending(endings: &mut Endings, state: State) -> Option<&mut Count> {
    match state {
        State::Completed => Some(&mut endings.as_planned),
        State::ClosedEarly => Some(&mut endings.early),
        State::Ended => Some(&mut endings.unknown),
        _ => None,
    }
}

/// Where the figures of a measure are that tell sums of these states: the whole of what it counts.
fn figures<'a>(
    open: &'a GroupSummary,
    shared: &'a GroupSummary,
    id: &'a str,
    pairs: &'a [u64; STATES],
) -> impl Iterator<Item = usize> + 'a {
    let is_whole = move |figure: &MeasureSummary| {
        let on = figure.contributing;
        let ends = [ENDED, ALL & !ENDED];
        match id {
            "to_early_closure" => on
                .counted
                .is_some_and(|counted| counted as u64 == sum(pairs, ENDED & !PLANNED)),
            "closed_early" => on.pairs as u64 == sum(pairs, EARLY | PLANNED),
            "followed_up" => on.pairs as u64 == sum(pairs, IN_NEED),
            // All meetings stand beside it.
            "next_meeting_agreed" => sum(pairs, ENDED) > 0,
            _ => ends.iter().any(|set| on.pairs as u64 == sum(pairs, *set)),
        }
    };
    let both = open.measures.iter().zip(&shared.measures).enumerate();
    both.filter(move |(_, (figure, shared))| {
        figure.measure == id && shared.shown == Shown::Full && is_whole(figure)
    })
    .map(|(place, _)| place)
}

/// Hides in a group what its row no longer shows.
fn hide(control: &mut Control, (row, open): (&Row, &GroupSummary), group: &mut GroupSummary) {
    let of_states = State::ALL.into_iter().filter(|state| {
        let is_hidden = |what| matches!(what, What::State(hidden) if hidden == *state);
        row.hidden().any(is_hidden) || !shows(&group.tallies.continuity, *state)
    });
    for state in of_states.collect::<Vec<_>>() {
        hide_state(control, state, group);
    }
    for what in row.hidden() {
        match what {
            What::Ends => hide_ends_in(control, open, group),
            What::Figure(id) => hide_figures(control, id, open, group),
            What::Pairs | What::State(_) => {}
        }
    }
}

/// Hides how many pairs are in a state wherever that is said.
fn hide_state(control: &mut Control, state: State, group: &mut GroupSummary) {
    let continuity = &mut group.tallies.continuity;
    let states = continuity.states.iter_mut().flatten();
    let in_states = states.filter(|(of, _)| *of == state);
    in_states.for_each(|(_, count)| control.hide_count(count));
    let endings = continuity.endings.as_mut();
    if let Some(count) = endings.and_then(|endings| ending(endings, state)) {
        control.hide_count(count);
    }
    if state == State::Completed {
        path::hide_ended(control, &mut group.tallies);
    }
}

/// Hides how many ended, and so how many are open, wherever that is said.
fn hide_ends_in(control: &mut Control, open: &GroupSummary, group: &mut GroupSummary) {
    let experience = &mut group.tallies.experience;
    control.hide_estimate(&mut experience.mentee_response);
    control.hide_estimate(&mut experience.mentor_response);
    for id in OF_ENDS {
        hide_figures(control, id, open, group);
    }
}

fn hide_figures(control: &mut Control, id: &str, open: &GroupSummary, group: &mut GroupSummary) {
    let pairs = pairs(open);
    let places: Vec<usize> = figures(open, group, id, &pairs).collect();
    for place in places {
        control.hide_figure(&mut group.measures[place], Shown::Derivable);
    }
}

/// Hides reasons for closing that tell how few ended so without one: most that ended as planned say
/// so, and those that did not have one of the others.
fn protect_reasons(control: &mut Control, open: &GroupSummary, group: &mut GroupSummary) {
    let pairs = pairs(open);
    let continuity = &mut group.tallies.continuity;
    let is_planned_shown = shows(continuity, State::Completed);
    for reason in &mut continuity.closure_reasons {
        let is_planned = reason.key == AS_PLANNED;
        let of = if is_planned {
            PLANNED
        } else {
            ENDED & !PLANNED
        };
        control.protect_count(&mut reason.count, Some(sum(&pairs, of)));
        if is_planned && !is_planned_shown {
            control.hide_count(&mut reason.count);
        }
    }
    let reasons = continuity.closure_reasons.iter_mut();
    control.hide_complement(&mut reasons.map(|reason| &mut reason.count).collect::<Vec<_>>());
}
