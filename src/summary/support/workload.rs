//! What each mentor carries: a mentor with several silent pairs is one call, not several.

use crate::measures::{PairAt, State};
use crate::summary::roster::Member;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The open pairs of one mentor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentorLoad {
    /// The mentor as recorded; of several spellings the alphabetically first.
    pub mentor: String,
    /// Open pairs.
    pub open: usize,
    /// Open pairs that need support.
    pub needing: usize,
    /// Ids of those that stalled or never started, in order.
    pub silent: Vec<String>,
}

/// The open pairs of each mentor.
#[derive(Default)]
pub(super) struct Workload(BTreeMap<u32, MentorLoad>);

impl Workload {
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let recorded = pair.history.pair;
        let Some((person, name)) = member.mentor.zip(recorded.mentor.as_deref()) else {
            return;
        };
        if !pair.is_open() {
            return;
        }
        let state = pair.support().state;
        let is_silent = matches!(state, Some(State::NeverStarted | State::Stalled));
        self.put(
            person,
            MentorLoad {
                mentor: name.to_owned(),
                open: 1,
                needing: usize::from(state.and_then(State::urgency).is_some()),
                silent: is_silent.then(|| recorded.id.clone()).into_iter().collect(),
            },
        );
    }

    fn put(&mut self, person: u32, more: MentorLoad) {
        let Some(load) = self.0.get_mut(&person) else {
            self.0.insert(person, more);
            return;
        };
        if more.mentor < load.mentor {
            load.mentor = more.mentor;
        }
        load.open += more.open;
        load.needing += more.needing;
        load.silent.extend(more.silent);
    }

    pub fn absorb(&mut self, other: Self) {
        for (person, load) in other.0 {
            self.put(person, load);
        }
    }

    /// Most silent pairs first, then most that need support, most open ones, by name.
    pub fn found(self) -> Vec<MentorLoad> {
        let mut loads: Vec<MentorLoad> = self.0.into_values().collect();
        for load in &mut loads {
            load.silent.sort_unstable();
        }
        loads.sort_by(|left, right| {
            let weight = |load: &MentorLoad| Reverse((load.silent.len(), load.needing, load.open));
            (weight(left), &left.mentor).cmp(&(weight(right), &right.mentor))
        });
        loads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(mentor: &str, needing: usize, silent: &[&str]) -> MentorLoad {
        MentorLoad {
            mentor: mentor.into(),
            open: 1,
            needing,
            silent: silent.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn a_mentor_is_one_person_and_the_one_with_most_silent_pairs_comes_first() {
        let (mut one, mut other) = (Workload::default(), Workload::default());
        one.put(2, load("Zoe", 1, &["P3"]));
        one.put(1, load("Müller, Anna", 0, &[]));
        one.put(3, load("Abe", 1, &[]));
        other.put(2, load("zoe", 1, &["P1"]));
        other.put(1, load("Anna Müller", 1, &["P2"]));
        one.absorb(other);
        let found = one.found();
        let said: Vec<_> = found
            .iter()
            .map(|load| {
                (
                    load.mentor.as_str(),
                    load.open,
                    load.needing,
                    load.silent.len(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [("Zoe", 2, 2, 2), ("Anna Müller", 2, 1, 1), ("Abe", 1, 1, 0)]
        );
        assert_eq!(found[0].silent, ["P1", "P3"]);
    }
}
