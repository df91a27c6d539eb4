//! What a register says of the state of its pairs: that they go on, rest or have ended.

use super::columns::key;
use crate::programme::{Closure, fold};
use crate::values::answers;

/// Headers under which a register says in which state its pairs are, by key, as other tables say it
/// of other things.
const OF_ANYTHING: [&str; 6] = ["status", "state", "statut", "estado", "stato", "situacao"];

/// Such headers of nothing but pairs.
const OF_PAIRS: [&str; 9] = [
    "pairstatus",
    "pairstate",
    "matchstatus",
    "matchstate",
    "relationshipstate",
    "pairingstatus",
    "connectionstatus",
    "relationshipstatus",
    "mentorshipstatus",
];

/// Headers of how something ended, by key.
const OUTCOMES: [&str; 10] = [
    "outcome",
    "matchoutcome",
    "pairoutcome",
    "relationshipoutcome",
    "finaloutcome",
    "finalstatus",
    "endstatus",
    "ergebnis",
    "resultat",
    "resultado",
];

/// Headers that ask whether a pair ended early, by key.
const EARLY: [&str; 12] = [
    "closedearly",
    "endedearly",
    "earlyclosure",
    "earlyend",
    "earlyending",
    "earlytermination",
    "terminatedearly",
    "prematureclosure",
    "leftearly",
    "stoppedearly",
    "vorzeitigbeendet",
    "clotureanticipee",
];

/// Headers that ask whether a pair ended as planned, by key.
const AS_PLANNED: [&str; 6] = [
    "completedasplanned",
    "endedasplanned",
    "closedasplanned",
    "completedsuccessfully",
    "wieplanmassigbeendet",
    "planmassigbeendet",
];

/// States of pairs that are over, folded.
const ENDED: [&str; 55] = [
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
    "graduated",
    "successfully completed",
    "completed successfully",
    "withdrawn",
    "withdrew",
    "dropped out",
    "left programme",
    "left program",
    "left the programme",
    "left the program",
    "left mentoring",
    "exited",
    "lapsed",
    "disbanded",
    "discontinued",
    "stopped",
    "concluded",
    "match broken",
    "match ended",
    "match closed",
    "match dissolved",
    "former",
    "former match",
    "past match",
    "alumni",
    "alumnus",
    "alumna",
    "no longer active",
    "not active",
    "no longer matched",
    "rematched",
    "re matched",
    "abgebrochen",
    "beendet",
    "abgeschlossen",
    "termine",
    "cloture",
    "finalizado",
    "cerrado",
    "concluso",
    "afgesloten",
];

/// Headers that ask whether a pair goes on, by key: a no says that it does not.
const ASK_IF_ACTIVE: [&str; 16] = [
    "active",
    "isactive",
    "stillactive",
    "currentlyactive",
    "activematch",
    "activepair",
    "matchactive",
    "pairactive",
    "current",
    "iscurrent",
    "currentmatch",
    "live",
    "ongoing",
    "aktiv",
    "actif",
    "activo",
];

/// Headers that ask whether it is over.
const ASK_IF_ENDED: [&str; 4] = ["archived", "isarchived", "inactive", "isinactive"];

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

/// The header under which a register says with a yes or a no whether its pairs are over, and the
/// answer that says that they are.
pub(super) fn asks_if_ended(titles: &[String]) -> Option<(usize, bool)> {
    let mut titles = titles.iter().map(|title| key(title)).enumerate();
    titles.find_map(|(at, title)| {
        let is_one = |headers: &[&str]| headers.contains(&title.as_str());
        if is_one(&ASK_IF_ACTIVE) {
            Some((at, false))
        } else {
            is_one(&ASK_IF_ENDED).then_some((at, true))
        }
    })
}

/// Headers under which a register may say how its pairs ended: first those of nothing but pairs,
/// each with whether it is one of them.
pub(super) fn columns_of_ends(titles: &[String]) -> Vec<(usize, bool)> {
    let among = |headers: &[&str]| {
        let is_one = |(_, title): &(usize, &String)| headers.contains(&key(title).as_str());
        let found = titles.iter().enumerate().filter(is_one);
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let of_pairs = among(&OF_PAIRS).into_iter().map(|at| (at, true));
    let of_anything = among(&OF_ANYTHING).into_iter().chain(among(&OUTCOMES));
    of_pairs.chain(of_anything.map(|at| (at, false))).collect()
}

/// What a yes says, below a header that asks whether a pair ended in some way, and a no.
pub(super) fn asks_how_ended(title: &str) -> Option<[&'static str; 2]> {
    let key = key(title);
    if EARLY.contains(&key.as_str()) {
        Some(["closed early", "completed as planned"])
    } else if AS_PLANNED.contains(&key.as_str()) {
        Some(["completed as planned", "closed early"])
    } else {
        None
    }
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

/// Whether a state says not only that a pair is over, but whether as planned or early, or why. That
/// it is inactive is a reason among reasons, and among states no more than that it is over.
pub(super) fn says_how_ended(state: &str) -> bool {
    !goes_on(state)
        && fold(state) != "inactive"
        && answers::closure(state, &[], &[]) != Closure::Unrecognised
}

/// Whether a state is one of a pair, as far as its words are known.
pub(super) fn is_state(state: &str) -> bool {
    has_ended(state) || goes_on(state) || says_how_ended(state)
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
    fn words_for_an_end_and_answers_to_whether_a_pair_goes_on_are_known() {
        for state in [
            "Graduated",
            "Withdrawn",
            "Dropped out",
            "Left programme",
            "Exited - moved away",
            "No longer active",
            "Match broken",
        ] {
            assert!(has_ended(state) && is_state(state), "{state}");
        }
        for state in ["Left", "Not started", "Active alumni", "Match", "Matched"] {
            assert!(!has_ended(state), "{state}");
        }
        let asked = |title: &str| asks_if_ended(&["Pair".to_owned(), title.to_owned()]);
        assert_eq!(asked("Active?"), Some((1, false)));
        assert_eq!(asked("Archived"), Some((1, true)));
        assert_eq!(asked("Active since"), None);
    }

    #[test]
    fn states_that_say_how_pairs_ended_are_told_from_those_that_do_not() {
        for state in [
            "Completed",
            "Terminated early",
            "Lost contact",
            "Closed - successful",
        ] {
            assert!(says_how_ended(state) && is_state(state), "{state}");
        }
        for state in ["Closed", "Inactive", "Active", "On hold", "Ongoing"] {
            assert!(!says_how_ended(state) && is_state(state), "{state}");
        }
        assert!(!is_state("North"));
        let titles = ["Status", "Match status", "Outcome"].map(str::to_owned);
        let found = columns_of_ends(&titles);
        assert_eq!(found, [(1, true), (0, false), (2, false)]);
        let early = asks_how_ended("Closed early?").map(|both| both[0]);
        assert_eq!(early, Some("closed early"));
        assert_eq!(asks_how_ended("Closed"), None);
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
