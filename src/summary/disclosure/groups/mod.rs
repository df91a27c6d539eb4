//! Groups since the start: each on its own, then against the total of its grouping.

mod alone;
mod fates;
mod hidden;
mod outcomes;
mod path;
mod sums;
mod table;
mod told;

use self::alone::protect_tallies;
pub(super) use self::fates::hides_ends;
use self::hidden::{hide_counts, hide_group, hide_size_elsewhere};
use self::table::{closure_reasons, moves, protect_table};
use super::figures::hide_bound;
use super::together::Cell;
use super::{Control, LEAST_MENTORS};
use crate::summary::count::Count;
use crate::summary::figures::{Contributing, MeasureSummary, Shown};
use crate::summary::result::{Counts, GroupSummary};
use crate::summary::tallies::Tallies;
use std::collections::BTreeSet;

/// Protects every group; the first holds all pairs, of which `counts` says how they are counted.
pub(super) fn protect(
    control: &mut Control,
    counts: Counts,
    open: &[GroupSummary],
    groups: &mut [GroupSummary],
) {
    let of_all = open.iter().take(1).flat_map(|all| &all.measures);
    let known: Vec<bool> = of_all.map(|figure| figure.contributing.pairs > 0).collect();
    // Of a part of a programme nothing says what the others have.
    let of_any = vec![true; known.len()];
    for (index, group) in groups.iter_mut().enumerate() {
        let is_exempt = index == 0 && counts == Counts::Exempt;
        if is_too_small(control, group) {
            hide_group(control, group, if index == 0 { &of_any } else { &known });
        } else {
            for figure in &mut group.measures {
                control.protect_figure(figure);
            }
            let pairs = group.pairs.exact().unwrap_or(0);
            protect_tallies(control, &mut group.tallies, pairs, is_exempt);
        }
    }
    if let Some(all) = groups.first_mut().filter(|_| counts == Counts::Hidden) {
        hide_counts(control, all);
    }
    let Some((all, groups)) = groups.split_first_mut() else {
        return;
    };
    let Some((open_all, open)) = open.split_first() else {
        return;
    };
    outcomes::protect_all(control, open_all, all);
    fates::protect_all(control, counts, open_all, all);
    let groupings: BTreeSet<String> = groups.iter().map(|group| group.grouping.clone()).collect();
    for grouping in groupings {
        let members = groups.iter_mut();
        let mut members: Vec<&mut GroupSummary> =
            members.filter(|group| group.grouping == grouping).collect();
        let open = open.iter();
        let open: Vec<&GroupSummary> = open.filter(|group| group.grouping == grouping).collect();
        outcomes::protect_groups(control, (open_all, &open), all, &mut members);
        fates::protect_groups(control, counts, (open_all, &open), all, &mut members);
        protect_against_total(control, &open, &mut members);
    }
}

/// Figures of all pairs that were given up so that no outcome or state of few follows.
pub(super) fn given_up(all: &GroupSummary) -> Vec<&'static str> {
    let is_given_up = |id: &&'static str| {
        let figure = all.measure(id);
        figure.is_some_and(|figure| figure.shown == Shown::Derivable)
    };
    let ids = outcomes::FIGURES.iter().copied();
    ids.chain(fates::figures_of_periods())
        .filter(is_given_up)
        .collect()
}

pub(super) fn is_too_small(control: &Control, group: &GroupSummary) -> bool {
    let below = |count: Count, least: u64| count.exact().is_some_and(|count| count < least);
    below(group.pairs, control.k_as_count()) || below(group.mentors, LEAST_MENTORS as u64)
}

/// Where what is hidden could be derived from the total, hides the next smallest group: of the
/// sizes, and of each measure. `open` are the same groups with nothing hidden.
fn protect_against_total(
    control: &mut Control,
    open: &[&GroupSummary],
    groups: &mut [&mut GroupSummary],
) {
    let mut sizes: Vec<&mut Count> = groups.iter_mut().map(|group| &mut group.pairs).collect();
    control.hide_complement(&mut sizes);
    let mut mentors: Vec<&mut Count> = groups.iter_mut().map(|group| &mut group.mentors).collect();
    control.hide_complement(&mut mentors);
    let alike = outcomes::alike(open, groups);
    let rows = groups
        .iter()
        .map(|group| group.measures.len())
        .min()
        .unwrap_or(0);
    for row in 0..rows {
        let on = open.iter().map(|group| group.measures[row].contributing);
        let figures = groups.iter_mut().map(|group| &mut group.measures[row]);
        hide_until_safe(control, &mut on.zip(figures).collect::<Vec<_>>());
    }
    outcomes::hide_alike(control, &alike, groups);
    for list in [closure_reasons, moves] {
        let mut open: Vec<Tallies> = open.iter().map(|group| group.tallies.clone()).collect();
        protect_table(control, &mut open, groups, list);
    }
    super::answers::protect(control, open, groups);
    for group in groups {
        hide_size_elsewhere(group);
    }
}

/// Hides the smallest figures shown until those hidden may be known together, and no size of one
/// follows from those of the others.
fn hide_until_safe(control: &mut Control, figures: &mut [(Contributing, &mut MeasureSummary)]) {
    let is_full = |figure: &MeasureSummary| figure.shown == Shown::Full;
    while !control.is_safe_together(&cells(figures)) {
        let shown = figures
            .iter_mut()
            .filter(|(on, figure)| is_full(figure) && on.pairs > 0);
        let Some((_, figure)) = shown.min_by_key(|(on, _)| (on.is_uniform(), on.pairs)) else {
            break;
        };
        control.hide_figure(figure, Shown::Derivable);
    }
    while !control.are_sizes_safe(&cells(figures)) {
        let bounded = figures
            .iter_mut()
            .filter(|(_, figure)| matches!(figure.shown, Shown::MoreThan(_)));
        let Some((_, figure)) = bounded.min_by_key(|(on, _)| on.pairs) else {
            break;
        };
        hide_bound(figure);
    }
}

fn cells(figures: &[(Contributing, &mut MeasureSummary)]) -> Vec<Cell> {
    let cells = figures.iter().map(|(on, figure)| Cell {
        on: *on,
        shown: figure.shown,
    });
    cells.collect()
}
