//! Disclosure control: what of a summary may leave the building.
//!
//! Pure: a [`Summary`] in, a [`Summary`] out, before any renderer sees it. A figure is hidden if
//! fewer than k pairs or fewer than two mentors contribute; a share also if fewer than k pairs
//! are on one side of it; a count also if it is of fewer than k pairs. Where only one group of a
//! grouping, or one cell of a distribution, is hidden, the next smallest is hidden too, so that
//! no total gives it away; nor do bounds, unless the total itself is 0 % or 100 %. What follows
//! otherwise is looked at where it arises: goals by outcome from the figures of goals, the settled
//! ones from all of them where they are the same (`groups::outcomes`); states of pairs from how many
//! ended, how, and what else counts them (`groups::fates`); a period from the other
//! periods and the figure since the start (`periods::totals`); a cell of who the pairs are from the
//! difference beside it (`composition`); a pair from the step of a curve (`curves`). Of groupings
//! that tell something of each other (see `linked`) the first is shared. Meeting counts and the
//! states of the whole programme are shown, those of a part of it as for any other group.
//!
//! Source: Hundepool, A. et al. (2012), *Statistical Disclosure Control*, chapter 4. That two
//! successive reports can be subtracted from each other is a stated limit.

mod answers;
mod cells;
mod composition;
mod curves;
mod figures;
mod groups;
mod names;
mod periods;
mod study;
#[cfg(test)]
mod tests;
mod themes;
mod together;

pub use study::protect_study;

use super::count::Count;
use super::result::{Counts, Disclosure, GroupSummary, Summary};
use crate::stats::Estimate;

/// Mentors that must contribute to a figure.
const LEAST_MENTORS: usize = 2;

/// The smallest number of pairs shown, and how many figures were hidden so far.
struct Control {
    k: usize,
    hidden: usize,
}

impl Control {
    fn k_as_count(&self) -> u64 {
        self.k as u64
    }
}

/// The summary with everything hidden that rests on too few: at least `k` pairs of at least two
/// mentors for every figure of a group. Below 2 nothing is hidden. What is protected already is
/// left as it is: the counts behind what it hides are gone and cannot be judged again.
#[must_use]
pub fn protect(summary: &Summary, k: usize) -> Summary {
    let mut shared = summary.clone();
    if k < 2 {
        return shared;
    }
    if summary.disclosure.k.is_some_and(|protected| protected >= k) {
        shared.disclosure.hidden = 0;
        return shared;
    }
    let mut control = Control { k, hidden: 0 };
    let counts = counts(&control, summary);
    groups::protect(&mut control, counts, &summary.groups, &mut shared.groups);
    names::protect(&control, summary, &mut shared);
    periods::protect(&mut control, counts, summary, &mut shared);
    if let Some(themes) = &mut shared.themes {
        themes::protect(&mut control, themes);
    }
    shared.disclosure = Disclosure {
        k: Some(k),
        hidden: control.hidden,
        counts,
    };
    let withheld = |group: &GroupSummary| shared.is_withheld(&group.grouping);
    let withheld: Vec<bool> = shared.groups.iter().map(withheld).collect();
    let mut withheld = withheld.into_iter();
    shared.groups.retain(|_| !withheld.next().unwrap_or(false));
    shared
}

/// How the counts of all pairs may be shown: those of a whole programme, however small, may.
fn counts(control: &Control, summary: &Summary) -> Counts {
    let few_left_out = (1..control.k_as_count()).contains(&summary.filtered_out);
    let is_too_small =
        |all: &GroupSummary| groups::is_too_small(control, all) && all.pairs != Count::of(0);
    let is_too_small = summary.all().is_some_and(is_too_small);
    if summary.filters.is_empty() {
        Counts::Exempt
    } else if few_left_out || is_too_small {
        Counts::Hidden
    } else {
        Counts::OfAGroup
    }
}

/// Whether disclosure control took an estimate away.
#[must_use]
pub fn is_hidden(estimate: &Estimate) -> bool {
    let reason = estimate.not_available.as_deref();
    reason.is_some_and(|reason| reason.starts_with(figures::HIDDEN))
}
