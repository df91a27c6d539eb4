//! State and signals of a pair: does it need somebody, and why?

mod chance;
mod contact;
mod replay;
mod signal;
mod signals;
mod state;
mod step;

pub use chance::{Chance, Gap, GapCurve, NoChance};
pub use contact::is_stalled;
pub(super) use contact::{is_presumed_ended, last_contact};
pub use replay::{Aftermath, ContactAt};
pub use signal::{Signal, SignalKind};
pub use state::State;

use super::PairAt;
use crate::programme::Day;

/// State, signals and contact of one pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Support {
    /// `None` where there are no session records.
    pub state: Option<State>,
    /// Signals, in the order of [`SignalKind`].
    pub signals: Vec<Signal>,
    /// Days without contact, paused days out; open pairs only.
    pub contact_gap: Option<i32>,
    /// The pair's own gap in days; open pairs only.
    pub own_gap: Option<f64>,
    /// `contact_gap` ÷ `own_gap`.
    pub contact_ratio: Option<f64>,
    /// Last held date.
    pub last_contact: Option<Day>,
    /// Latest next meeting agreed on the last held date.
    pub agreed_next: Option<Day>,
    /// Whether that agreed meeting is overdue.
    pub overdue: bool,
    /// Silent for so long that it may have ended unrecorded.
    pub presumed_ended: bool,
    /// What to do first: about a pair that may have ended, or that never met, else about its first
    /// signal.
    step: Option<String>,
}

impl Support {
    /// The most useful next step.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        self.step.as_deref()
    }
}

/// State and signals of a pair whose other facts are in place.
pub(super) fn support_at(pair: &PairAt<'_>) -> Support {
    let mut support = contact::contact(pair);
    if !contact::is_known(pair) {
        // How a pair has ended is known without its last meeting.
        let supplied = pair.history.supplied;
        let has_states = supplied.sessions || supplied.stated_sessions;
        support.state = pair.ending.filter(|_| has_states).map(State::from);
        return support;
    }
    let by_contact = contact::state(pair, &support);
    if pair.is_open() && by_contact != Some(State::Paused) {
        support.signals = signals::signals(pair, &support);
    }
    support.presumed_ended = contact::has_long_been_silent(pair, &support);
    support.state = by_contact.or_else(|| Some(watched(pair, &support)));
    support.step = match support.state {
        _ if support.presumed_ended => Some(step::presumed_ended(pair)),
        Some(State::NeverStarted) => Some(step::first_meeting(pair)),
        _ => support.signals.first().map(|signal| signal.step.clone()),
    };
    support
}

/// Watched or on track: what is left of an open pair when contact alone decides nothing.
fn watched(pair: &PairAt<'_>, support: &Support) -> State {
    let limits = &pair.as_of.rules.support;
    let signals = support.signals.iter();
    let others = signals.filter(|signal| !signal.kind.is_about_contact());
    let is_watched = support.overdue
        || contact::exceeds(support.contact_ratio, limits.watch_ratio)
        || others.count() >= limits.watch_signals;
    if is_watched {
        State::Watch
    } else {
        State::OnTrack
    }
}
