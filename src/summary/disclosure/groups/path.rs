//! How far pairs came: the ladder of stages and the funnel, in which each step counts some of the
//! pairs of the one before.

use crate::summary::count::Count;
use crate::summary::disclosure::Control;
use crate::summary::tallies::{Rung, Tallies};

/// Protects the rungs: each is some of the pairs of the last one shown, of whom few may not be
/// left behind, and those seen at a stage are some of those who reached it.
pub(super) fn protect_ladder(control: &mut Control, ladder: &mut [Rung], pairs: u64) {
    control.protect_steps(ladder.iter_mut().map(|rung| &mut rung.reached), pairs);
    for rung in ladder {
        control.protect_count(&mut rung.observed, Some(pairs));
        match rung.reached.exact() {
            Some(reached) => control.protect_count(&mut rung.observed, Some(reached)),
            None => control.hide_count(&mut rung.observed),
        }
        control.protect_estimate(&mut rung.dwell);
    }
}

/// Protects the funnel, and hides of it and of the ladder what the other hides where both count
/// the same pairs.
pub(super) fn protect_funnel(control: &mut Control, tallies: &mut Tallies, pairs: u64) {
    let funnel = &mut tallies.continuity.funnel;
    let (met, again) = (&mut funnel.met, &mut funnel.met_again);
    let ended = &mut funnel.ended_as_planned;
    // Who ended as planned is not among those who met again, but said to be a share of them.
    control.protect_steps(
        [&mut *met, &mut *again, &mut *ended].into_iter().flatten(),
        pairs,
    );
    if !tallies.stages.derived {
        return;
    }
    // The first stage is that of all pairs, the last that of a form.
    let rungs = tallies.stages.ladder.iter_mut().skip(1);
    for (rung, step) in rungs.zip([met, again, ended]) {
        let Some(step) = step else {
            continue;
        };
        if step.exact().is_none() || rung.observed.exact().is_none() {
            control.hide_count(step);
            control.hide_count(&mut rung.observed);
            // Few reach a stage without having been in it.
            control.hide_count(&mut rung.reached);
        }
    }
}

impl Control {
    /// Protects counts of which each is of some of the pairs of the last one shown.
    fn protect_steps<'a>(&mut self, steps: impl IntoIterator<Item = &'a mut Count>, of: u64) {
        let mut before = of;
        for step in steps {
            self.protect_count(step, Some(before));
            self.protect_count(step, Some(of));
            before = step.exact().unwrap_or(before);
        }
    }
}
