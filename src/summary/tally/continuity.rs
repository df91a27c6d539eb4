//! States, endings and their reasons, retention, the funnel.

use super::cells::Cells;
use super::{Group, Tally};
use crate::measures::{Ending, PairAt, State};
use crate::programme::Closure;
use crate::stats::Estimate;
use crate::stats::proportion::{Unit, clustered_share};
use crate::stats::survival::{KaplanMeier, Subject};
use crate::summary::coding::{CLOSURE_REASONS, Code};
use crate::summary::curve::{Curve, CurvePoint};
use crate::summary::roster::Member;
use crate::summary::tallies::{ContinuityTallies, Endings, Funnel};

#[derive(Clone, Default)]
pub(super) struct Continuity {
    inferred_starts: Cells<()>,
    states: Cells<State>,
    presumed_ended: Cells<()>,
    endings: Cells<Closure>,
    reasons: Cells<&'static Code>,
    met: Cells<()>,
    met_again: Cells<()>,
    came: Vec<(u32, Came)>,
}

/// How far a pair came.
#[derive(Clone, Copy)]
struct Came {
    met: bool,
    met_again: bool,
    ended_as_planned: bool,
}

impl Tally for Continuity {
    type Sum = ContinuityTallies;

    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let support = &pair.support();
        self.inferred_starts
            .add_pair(pair.started_on_inferred.then_some(()));
        self.states.add_pair(support.state);
        self.presumed_ended
            .add_pair(support.presumed_ended.then_some(()));
        self.endings.add_pair(pair.ending.map(|ending| ending.how));
        self.reasons.add_pair(closure_code(pair));
        let met = pair.held_dates.len();
        self.met.add_pair((met > 0).then_some(()));
        self.met_again.add_pair((met > 1).then_some(()));
        let as_planned = |ending: Ending| ending.how == Closure::AsPlanned;
        let came = Came {
            met: met > 0,
            met_again: met > 1,
            ended_as_planned: pair.ending.is_some_and(as_planned),
        };
        self.came.push((member.cluster, came));
    }

    fn absorb(&mut self, other: Self) {
        self.inferred_starts.absorb(other.inferred_starts);
        self.states.absorb(other.states);
        self.presumed_ended.absorb(other.presumed_ended);
        self.endings.absorb(other.endings);
        self.reasons.absorb(other.reasons);
        self.met.absorb(other.met);
        self.met_again.absorb(other.met_again);
        self.came.extend(other.came);
    }

    fn sum(self, group: &Group<'_>) -> ContinuityTallies {
        let supplied = group.programme.supplied;
        let contact = supplied.sessions || supplied.stated_sessions;
        let states = || {
            State::ALL
                .iter()
                .map(|state| (*state, self.states.count(state)))
        };
        ContinuityTallies {
            inferred_starts: self.inferred_starts.count(&()),
            states: contact.then(|| states().collect()),
            presumed_ended: contact.then(|| self.presumed_ended.count(&())),
            endings: supplied.closure.then(|| self.endings()),
            closure_reasons: self.reasons.by_count(),
            retention: retention(&group.pairs.subjects("match_length")),
            funnel: self.funnel(group),
        }
    }
}

impl Continuity {
    fn endings(&self) -> Endings {
        Endings {
            as_planned: self.endings.count(&Closure::AsPlanned),
            early: self.endings.count(&Closure::Early),
            unknown: self.endings.count(&Closure::Unrecognised),
        }
    }

    fn funnel(&self, group: &Group<'_>) -> Funnel {
        let supplied = group.programme.supplied;
        Funnel {
            matched: crate::summary::Count::of(group.pairs.pairs() as u64),
            met: supplied.sessions.then(|| self.met.count(&())),
            met_again: supplied.sessions.then(|| self.met_again.count(&())),
            ended_as_planned: supplied
                .closure
                .then(|| self.endings.count(&Closure::AsPlanned)),
            shares: [
                self.share(|_| true, |came| came.met),
                self.share(|came| came.met, |came| came.met_again),
                self.share(|_| true, |came| came.ended_as_planned),
            ],
        }
    }

    /// Of some pairs the share that came so far.
    fn share(&self, among: fn(&Came) -> bool, so_far: fn(&Came) -> bool) -> Estimate {
        let pairs = self.came.iter().filter(|(_, came)| among(came));
        let unit = |(cluster, came): &(u32, Came)| {
            let came = f64::from(u8::from(so_far(came)));
            (*cluster, came, 1.0)
        };
        clustered_share(&pairs.map(unit).collect::<Vec<Unit>>())
    }
}

/// The code of the reason for which a pair ended; reasons of open pairs are not for today.
fn closure_code(pair: &PairAt<'_>) -> Option<&'static Code> {
    let ending = pair.ending?;
    let reason = pair.history.pair.closure_reason.as_deref();
    let reason = reason.filter(|reason| crate::programme::is_filled(reason))?;
    Some(if ending.how == Closure::AsPlanned {
        CLOSURE_REASONS.by_key("as_planned")
    } else {
        CLOSURE_REASONS.code(reason)
    })
}

/// The share of pairs still meeting, by days since the start.
fn retention(subjects: &[Subject]) -> Curve {
    let kaplan_meier = KaplanMeier::of(subjects);
    let sets = kaplan_meier.curve().risk().sets();
    let mut left = (0, 0);
    let mut points = Vec::with_capacity(sets.len() + 1);
    if !subjects.is_empty() {
        points.push(CurvePoint::start(1.0, subjects.len()));
    }
    for (step, set) in kaplan_meier.steps().iter().zip(sets) {
        left = (left.0 + set.events(), left.1 + set.censored);
        points.push(CurvePoint::at(step, left.0, left.1));
    }
    let at_risk = |day| kaplan_meier.curve().risk().at_risk(day);
    Curve::new("match_length", "still_meeting", points, at_risk)
}
