//! Which outcomes the goals of each pair have: so many pairs and mentors stand behind several
//! outcomes together, of which a pair can have more than one.

use crate::measures::GoalOutcome;
use std::collections::BTreeMap;

/// Several outcomes, a bit for each.
pub(super) type Outcomes = u16;

/// One outcome as a set.
pub(super) const fn only(outcome: GoalOutcome) -> Outcomes {
    1 << outcome as u8
}

/// Pairs by the outcomes that their goals have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutcomeSets {
    pairs: BTreeMap<Outcomes, Behind>,
}

impl OutcomeSets {
    /// Takes in the goals of a pair of this mentor.
    pub(super) fn add_pair(&mut self, goals: impl Iterator<Item = GoalOutcome>, mentor: u32) {
        let outcomes = goals.fold(0, |all, outcome| all | only(outcome));
        if outcomes != 0 {
            let mentors = Mentors::One(mentor);
            let found = self.pairs.entry(outcomes).or_default();
            found.add(Behind { pairs: 1, mentors });
        }
    }

    /// Takes in what another partition counted.
    pub(super) fn absorb(&mut self, other: Self) {
        for (outcomes, more) in other.pairs {
            self.pairs.entry(outcomes).or_default().add(more);
        }
    }

    /// Who has a goal with any of these outcomes.
    pub(super) fn with_any(&self, wanted: Outcomes) -> Behind {
        let mut all = Behind::default();
        let found = self.pairs.iter().filter(|(of, _)| **of & wanted != 0);
        found.for_each(|(_, behind)| all.add(*behind));
        all
    }
}

/// Pairs, and how many mentors they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Behind {
    pub pairs: u64,
    mentors: Mentors,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mentors {
    #[default]
    None,
    One(u32),
    Several,
}

impl Behind {
    /// So many pairs of more than one mentor.
    pub const fn of_several(pairs: u64) -> Self {
        let mentors = Mentors::Several;
        Self { pairs, mentors }
    }

    /// Takes in other pairs.
    pub fn add(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.mentors = match (self.mentors, other.mentors) {
            (Mentors::None, one) | (one, Mentors::None) => one,
            (Mentors::One(one), Mentors::One(other)) if one == other => Mentors::One(one),
            _ => Mentors::Several,
        };
    }

    /// Whether there are some, but fewer than `k` or those of one mentor only.
    pub fn is_few(self, k: u64) -> bool {
        self.pairs > 0 && (self.pairs < k || self.mentors != Mentors::Several)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use GoalOutcome::{Attained, Dropped, Partly};

    #[test]
    fn a_pair_of_two_outcomes_is_one_pair_of_both_together() {
        let mut sets = OutcomeSets::default();
        sets.add_pair([Attained, Partly, Partly].into_iter(), 1);
        sets.add_pair([].into_iter(), 2);
        let mut others = OutcomeSets::default();
        others.add_pair([Partly, Attained].into_iter(), 1);
        others.add_pair([Dropped].into_iter(), 3);
        sets.absorb(others);
        let both = sets.with_any(only(Attained) | only(Partly));
        assert_eq!(both.pairs, 2);
        assert!(both.is_few(2), "of one mentor");
        let all = sets.with_any(only(Partly) | only(Dropped));
        assert_eq!(all.pairs, 3);
        assert!(!all.is_few(3) && all.is_few(4));
        assert!(!sets.with_any(0).is_few(5), "nobody");
    }
}
