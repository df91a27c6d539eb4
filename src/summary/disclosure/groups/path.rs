//! How far pairs came: the ladder of stages and the funnel, in which each step counts some of the
//! pairs of the one before.

use crate::summary::count::Count;
use crate::summary::disclosure::Control;
use crate::summary::tallies::{Rung, Tallies};

/// The step of those that ended as planned, after those that met and met again.
const ENDED: usize = 2;

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
/// the same pairs. How many of a whole programme ended as planned is no secret: its states say it.
pub(super) fn protect_funnel(
    control: &mut Control,
    tallies: &mut Tallies,
    pairs: u64,
    is_exempt: bool,
) {
    let funnel = &mut tallies.continuity.funnel;
    let (met, again) = (&mut funnel.met, &mut funnel.met_again);
    control.protect_steps([met, again].into_iter().flatten(), pairs);
    // Who ended as planned need not be among those who met again.
    if !is_exempt {
        control.protect_steps(&mut funnel.ended_as_planned, pairs);
    }
    if tallies.stages.derived {
        protect_derived_stages(control, tallies, is_exempt);
    }
    let funnel = &mut tallies.continuity.funnel;
    let steps = [&funnel.met, &funnel.met_again, &funnel.ended_as_planned];
    let is_shown = steps.map(|step| step.is_some_and(|pairs| pairs.exact().is_some()));
    // A share of those who met tells how many these are.
    let is_shown = [is_shown[0], is_shown[0] && is_shown[1], is_shown[2]];
    for (share, is_shown) in funnel.shares.iter_mut().zip(is_shown) {
        if !is_shown {
            control.hide_estimate(share);
        }
    }
}

/// Hides how many ended as planned, in the funnel and in the ladder.
pub(super) fn hide_ended(control: &mut Control, tallies: &mut Tallies) {
    let funnel = &mut tallies.continuity.funnel;
    if let Some(step) = &mut funnel.ended_as_planned {
        control.hide_count(step);
        control.hide_estimate(&mut funnel.shares[ENDED]);
    }
    if tallies.stages.derived {
        protect_derived_stages(control, tallies, false);
    }
}

/// Where the stages follow from the records they count the same pairs as the funnel.
fn protect_derived_stages(control: &mut Control, tallies: &mut Tallies, is_exempt: bool) {
    let funnel = &mut tallies.continuity.funnel;
    let (met, again) = (&mut funnel.met, &mut funnel.met_again);
    let ended = &mut funnel.ended_as_planned;
    // The first stage is that of all pairs, the last that of a form.
    let rungs = tallies.stages.ladder.iter_mut().skip(1);
    for (place, (rung, step)) in rungs.zip([met, again, ended]).enumerate() {
        let Some(step) = step else {
            continue;
        };
        if place == ENDED && is_exempt {
            rung.observed = *step;
        } else if step.exact().is_none() || rung.observed.exact().is_none() {
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
            self.protect_none_and_all(step, of);
            before = step.exact().unwrap_or(before);
        }
    }
}
