//! Which outcomes of goals carry a date: without one, a fact is known on the day of the export
//! only, and no change can be told from it.

use crate::measures::{GoalAt, GoalOutcome, PairAt};
use crate::programme::Day;

/// Outcomes with and without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Undated {
    /// Outcomes that carry no date.
    pub undated: u64,
    /// All of them.
    pub of: u64,
}

/// The outcomes of the goals of a period as of its last day.
#[derive(Clone, Debug, Default)]
pub(super) struct DatedOutcomes {
    known: Undated,
    /// Day on which a goal was settled, and whether it was attained on an unknown day.
    settled: Vec<(Day, bool)>,
}

impl DatedOutcomes {
    /// Takes in the goals of a pair.
    pub fn add(&mut self, pair: &PairAt<'_>) {
        for goal in &pair.goals {
            self.known.of += u64::from(goal.outcome.is_known());
            self.known.undated += u64::from(goal.is_undated());
            let settled_on = goal
                .settled_on
                .filter(|_| goal.outcome != GoalOutcome::Dropped);
            self.settled
                .extend(settled_on.map(|day| (day, is_attained_undated(goal))));
        }
    }

    /// Takes in the goals of another partition.
    pub fn absorb(&mut self, other: Self) {
        self.known.of += other.known.of;
        self.known.undated += other.known.undated;
        self.settled.extend(other.settled);
    }

    /// Of all known outcomes those without a date.
    pub const fn known(&self) -> Undated {
        self.known
    }

    /// Of the goals settled on days that `is_in` picks, those attained without a date. On an
    /// earlier day these would count as not attained; the others count alike on any day.
    pub fn settled(&self, is_in: impl Fn(Day) -> bool) -> Undated {
        let settled = || self.settled.iter().filter(|(day, _)| is_in(*day));
        Undated {
            undated: settled().filter(|(_, undated)| *undated).count() as u64,
            of: settled().count() as u64,
        }
    }
}

fn is_attained_undated(goal: &GoalAt) -> bool {
    goal.outcome == GoalOutcome::Attained && goal.is_undated()
}

impl Undated {
    /// Whether more than a share of the outcomes carry no date.
    pub fn exceeds(self, share: f64) -> bool {
        self.undated as f64 > share * self.of as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_goals_settled_on_the_days_asked_for_count() {
        let outcomes = DatedOutcomes {
            known: Undated { undated: 1, of: 20 },
            settled: vec![
                (Day(1), true),
                (Day(5), false),
                (Day(6), true),
                (Day(9), true),
            ],
        };
        let found = outcomes.settled(|day| day < Day(7));
        assert_eq!((found.undated, found.of), (2, 3));
        assert!(found.exceeds(0.05));
        assert!(!outcomes.known().exceeds(0.05));
        assert!(!Undated::default().exceeds(0.05));
    }
}
