//! Who is in the programme: mentors one after the other, each with one to four mentees.

use super::names::name;
use super::plan::{SimulationPlan, Site};
use super::rng::{Purpose, Rng};

/// A mentor, as all of their pairs share them.
#[derive(Clone, Debug)]
pub(super) struct Mentor<'plan> {
    /// From 1.
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) site: Option<&'plan Site>,
    /// Added to the probability of attainment of each goal of the mentor's mentees.
    pub(super) effect: f64,
}

/// One place in the programme: a mentor and one of their mentees.
#[derive(Clone, Debug)]
pub(super) struct Seat<'plan> {
    /// From 0.
    pub(super) index: u32,
    pub(super) pair_id: String,
    pub(super) mentor: Mentor<'plan>,
    pub(super) mentee: String,
}

/// All places of a programme in the order of their ids, made one at a time.
pub(super) struct Roster<'plan> {
    plan: &'plan SimulationPlan,
    mentor: Mentor<'plan>,
    mentees_left: u32,
    next: u32,
}

impl<'plan> Roster<'plan> {
    pub(super) fn of(plan: &'plan SimulationPlan) -> Self {
        let nobody = Mentor {
            number: 0,
            name: String::new(),
            site: None,
            effect: 0.0,
        };
        Self {
            plan,
            mentor: nobody,
            mentees_left: 0,
            next: 0,
        }
    }

    fn next_mentor(&mut self) {
        let number = self.mentor.number + 1;
        let mut rng = Rng::stream(self.plan.seed, Purpose::Mentor, u64::from(number));
        self.mentees_left = rng.weighted(&[(40, 1), (30, 2), (20, 3), (10, 4)]);
        self.mentor = Mentor {
            number,
            name: name(u64::from(number), self.plan.seed),
            site: one_of(&self.plan.sites, &mut rng),
            effect: rng.pick(&[-0.12, -0.06, -0.03, 0.0, 0.0, 0.03, 0.06, 0.12]),
        };
    }

    /// A new person, or one who is in one of the eight to twenty-seven pairs before: far enough back
    /// for the mentor to be another one.
    fn mentee_name(&self) -> String {
        let mut rng = Rng::stream(self.plan.seed, Purpose::Mentee, u64::from(self.next));
        let back = if rng.chance(self.plan.rates.matched_twice) {
            8 + rng.below(20)
        } else {
            0
        };
        let person = self.next.checked_sub(back).unwrap_or(self.next);
        // Entered a third of the list away from the mentors.
        name(u64::from(person), self.plan.seed.wrapping_add(2_049))
    }
}

impl<'plan> Iterator for Roster<'plan> {
    type Item = Seat<'plan>;

    fn next(&mut self) -> Option<Seat<'plan>> {
        if self.next >= self.plan.pairs {
            return None;
        }
        if self.mentees_left == 0 {
            self.next_mentor();
        }
        let seat = Seat {
            index: self.next,
            pair_id: pair_id(self.next, self.plan.pairs),
            mentor: self.mentor.clone(),
            mentee: self.mentee_name(),
        };
        self.mentees_left -= 1;
        self.next += 1;
        Some(seat)
    }
}

/// One of a list, all equally likely; none of an empty one.
pub(super) fn one_of<'a, T>(list: &'a [T], rng: &mut Rng) -> Option<&'a T> {
    let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list.get(rng.below(count) as usize)
}

/// `MP-` and the number from 1, as wide as the last of `pairs` and at least four digits.
fn pair_id(index: u32, pairs: u32) -> String {
    let width = pairs.to_string().len().max(4);
    format!("MP-{:0width$}", u64::from(index) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn plan(pairs: u32) -> SimulationPlan {
        SimulationPlan {
            pairs,
            ..SimulationPlan::default()
        }
    }

    #[test]
    fn mentors_have_one_to_four_mentees_at_one_site() {
        let plan = plan(500);
        let mut mentees: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for seat in Roster::of(&plan) {
            mentees
                .entry(seat.mentor.number)
                .or_default()
                .push(seat.mentor.site.map(|site| &site.name));
        }
        let sizes: std::collections::BTreeSet<_> = mentees.values().map(Vec::len).collect();
        assert_eq!(sizes.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(
            mentees
                .values()
                .all(|sites| sites.iter().all(|site| site == &sites[0]))
        );
    }

    #[test]
    fn ids_sort_as_text_in_their_order() {
        assert_eq!(pair_id(0, 150), "MP-0001");
        assert_eq!(pair_id(9, 123_456), "MP-000010");
        assert_eq!(pair_id(u32::MAX, u32::MAX), "MP-4294967296");
    }

    #[test]
    fn a_programme_without_pairs_or_sites_is_possible() {
        assert_eq!(Roster::of(&plan(0)).count(), 0);
        let bare = SimulationPlan {
            sites: Vec::new(),
            ..plan(3)
        };
        assert!(Roster::of(&bare).all(|seat| seat.mentor.site.is_none()));
    }
}
