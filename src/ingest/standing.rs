//! What a register says of the state of its pairs: that they go on, rest or have ended.

use super::columns::key;
use crate::programme::{Closure, fold};
use crate::values::answers;

/// Headers under which a register says in which state its pairs are, by key, as other tables say it
/// of other things.
const OF_ANYTHING: [&str; 6] = ["status", "state", "statut", "estado", "stato", "situacao"];

/// Such headers of nothing but pairs.
const OF_PAIRS: [&str; 6] = [
    "pairstatus",
    "matchstatus",
    "pairingstatus",
    "connectionstatus",
    "relationshipstatus",
    "mentorshipstatus",
];

/// States of pairs that are over, folded.
const ENDED: [&str; 22] = [
    "closed",
    "ended",
    "completed",
    "complete",
    "finished",
    "inactive",
    "terminated",
    "dissolved",
    "unmatched",
    "cancelled",
    "canceled",
    "archived",
    "closed early",
    "expired",
    "beendet",
    "abgeschlossen",
    "termine",
    "cloture",
    "finalizado",
    "cerrado",
    "concluso",
    "afgesloten",
];

/// States of pairs that rest.
const PAUSED: [&str; 13] = [
    "on hold",
    "paused",
    "on pause",
    "suspended",
    "on break",
    "pausiert",
    "ruhend",
    "en pause",
    "en pausa",
    "in pausa",
    "em pausa",
    "in pauze",
    "gepauzeerd",
];

/// States of pairs that go on.
const GOING_ON: [&str; 18] = [
    "active",
    "open",
    "current",
    "ongoing",
    "in progress",
    "matched",
    "aktiv",
    "laufend",
    "actif",
    "active match",
    "en cours",
    "activo",
    "activa",
    "en curso",
    "attivo",
    "in corso",
    "ativo",
    "actief",
];

/// The header under which a register says in which state its pairs are.
pub(super) fn column(titles: &[String]) -> Option<usize> {
    let is_state = |title: &String| {
        let mut known = OF_PAIRS.iter().chain(&OF_ANYTHING);
        known.any(|header| *header == key(title))
    };
    titles.iter().position(is_state)
}

/// The header of a state that nothing but a pair has.
pub(super) fn column_of_pairs(titles: &[String]) -> Option<usize> {
    let is_state = |title: &String| OF_PAIRS.contains(&key(title).as_str());
    titles.iter().position(is_state)
}

/// A state since which there is a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The pair is over.
    Ended,
    /// It rests.
    Resting,
}

impl Standing {
    /// Whether a state says so.
    pub fn is(self, state: &str) -> bool {
        match self {
            Self::Ended => has_ended(state),
            Self::Resting => rests(state),
        }
    }
}

/// Whether a state says that a pair is over; a remark may follow (`Closed - Successful`).
pub(super) fn has_ended(state: &str) -> bool {
    begins(state, &ENDED)
}

/// Whether a state says not only that a pair is over, but whether as planned or early.
pub(super) fn says_how_ended(state: &str) -> bool {
    has_ended(state) && answers::closure(state, &[], &[]) != Closure::Unrecognised
}

/// Whether a state says that a pair rests.
pub(super) fn rests(state: &str) -> bool {
    begins(state, &PAUSED)
}

/// Whether a state says that a pair is not over.
pub(super) fn goes_on(state: &str) -> bool {
    GOING_ON.contains(&fold(state).as_str()) || rests(state)
}

fn begins(state: &str, states: &[&str]) -> bool {
    let folded = fold(state);
    let is = |known: &&str| {
        let rest = folded.strip_prefix(*known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    states.iter().any(is)
}

/// Whether states contradict that a day is the one on which a pair ended: most pairs that go on
/// have one, too. Rows are a state and that day.
pub(super) fn contradicts<S: AsRef<str>>(rows: impl Iterator<Item = (S, S)>) -> bool {
    let going_on = rows.filter(|(state, _)| goes_on(state.as_ref()));
    let (mut dated, mut all) = (0, 0);
    for (_, day) in going_on {
        all += 1;
        dated += usize::from(!day.as_ref().trim().is_empty());
    }
    2 * dated > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_with_their_remarks() {
        assert!(has_ended("Closed - Successful") && has_ended("closed"));
        assert!(!has_ended("Active") && !has_ended("Closing soon"));
        assert!(goes_on("On hold") && rests("On hold (illness)") && goes_on("Active"));
    }

    #[test]
    fn an_end_that_most_of_those_who_go_on_have_is_none() {
        let rows = |rows: &[(&'static str, &'static str)]| contradicts(rows.iter().copied());
        let day = "2026-12-31";
        assert!(rows(&[("Active", day), ("Closed", day)]));
        assert!(!rows(&[("Active", ""), ("Closed", day)]));
        assert!(!rows(&[("Active", day), ("Active", ""), ("Active", "")]));
        assert!(!rows(&[("Closed", day)]));
    }
}
