//! Disclosure control: what of a summary may leave the building.
//!
//! Pure: a [`Summary`] in, a [`Summary`] out, before any renderer sees it. A figure is hidden if
//! fewer than k pairs or fewer than two mentors contribute; a share also if fewer than k pairs
//! are on one side of it; a count also if it is of fewer than k pairs. Where only one group of a
//! grouping, or one cell of a distribution, is hidden, the next smallest is hidden too, so that
//! no total gives it away. Meeting counts and the states of the whole programme are shown.
//!
//! Source: Hundepool, A. et al. (2012), *Statistical Disclosure Control*, chapter 4. That two
//! successive reports can be subtracted from each other is a stated limit.

mod cells;
mod figures;
mod groups;
mod periods;
#[cfg(test)]
mod tests;

use super::result::{Disclosure, Summary};

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
/// mentors for every figure of a group. Below 2 nothing is hidden.
#[must_use]
pub fn protect(summary: &Summary, k: usize) -> Summary {
    let mut shared = summary.clone();
    if k < 2 {
        return shared;
    }
    let mut control = Control { k, hidden: 0 };
    groups::protect(&mut control, &mut shared.groups);
    periods::protect(&mut control, &mut shared);
    shared.disclosure = Disclosure {
        k: Some(k),
        hidden: control.hidden,
    };
    shared
}
