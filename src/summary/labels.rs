//! Which values of a column are names of categories, and which are words about somebody.
//!
//! Any column of a register may hold remarks. A value that several pairs of several mentors share
//! is a category; a rarer one is taken for a remark, unless it is short and in a column that says
//! how the programme is organised.

use super::identifying::is_identifying;
use super::selection::PairColumn;
use crate::programme::{Programme, fold};

/// Columns that say how the programme is organised, not who somebody is.
const OF_THE_PROGRAMME: [&str; 3] = ["cohort", "site", "mentoring_type"];

/// More characters than this are a text.
const LONGEST_LABEL: usize = 40;

/// More words than this are a text.
const MOST_WORDS: usize = 5;

/// Whether a value is short enough for the name of a category.
pub(super) fn is_short(value: &str) -> bool {
    value.chars().count() <= LONGEST_LABEL && fold(value).split(' ').count() <= MOST_WORDS
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labels {
    /// Parts of the programme: a short one may be named whoever is in it.
    OfTheProgramme,
    /// Anything: only what several pairs share may be named.
    OfPairs,
}

impl Labels {
    /// What those of this column are.
    pub fn of(programme: &Programme, column: &PairColumn) -> Self {
        let is_known = OF_THE_PROGRAMME.contains(&fold(&column.name).replace(' ', "_").as_str());
        if is_known && !is_identifying(programme, column) {
            Self::OfTheProgramme
        } else {
            Self::OfPairs
        }
    }

    /// Whether a value may be named however few pairs have it.
    pub fn always_name(self, value: &str) -> bool {
        self == Self::OfTheProgramme && is_short(value)
    }
}

/// Who has a value: how many pairs, and whether they have several mentors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Carriers {
    pub pairs: u64,
    /// The lowest and the highest number of a mentor.
    mentors: Option<(u32, u32)>,
}

impl Carriers {
    /// Takes in a pair of a mentor.
    pub fn add(&mut self, mentor: u32) {
        self.absorb(Self {
            pairs: 1,
            mentors: Some((mentor, mentor)),
        });
    }

    /// Takes in others.
    pub fn absorb(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.mentors = match (self.mentors, other.mentors) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }

    /// Whether they are pairs of at least two mentors.
    pub fn have_several_mentors(self) -> bool {
        self.mentors
            .is_some_and(|(lowest, highest)| lowest < highest)
    }

    /// Whether they are at least `k` pairs of at least two mentors.
    pub fn are_many(self, k: u64) -> bool {
        self.pairs >= k && self.have_several_mentors()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::samples::{pair, programme};

    #[test]
    fn labels_are_short() {
        assert!(is_short("Personal or professional development"));
        assert!(!is_short("Mentee disclosed abuse at home - see J. Miller"));
        assert!(!is_short("left when he fell ill again"));
        assert!(!is_short(&"x".repeat(41)));
    }

    #[test]
    fn only_parts_of_the_programme_are_named_whoever_is_in_them() {
        let pairs = (0..6).map(|number| {
            let mut pair = pair(&format!("P{number}"));
            pair.attributes = vec![Some("Batch 1".into()), Some("pregnant".into())];
            pair
        });
        let mut programme = programme(pairs.collect());
        programme.attributes = vec!["cohort".into(), "remark".into()];
        let labels = |name| {
            let column = PairColumn::find(&programme, name, "--by").unwrap();
            Labels::of(&programme, &column)
        };
        assert!(labels("cohort").always_name("Batch 1"));
        assert!(!labels("cohort").always_name("see the note of the coordinator on him"));
        assert!(!labels("remark").always_name("pregnant"));
    }

    #[test]
    fn carriers_are_many_from_k_pairs_of_two_mentors() {
        let of = |mentors: &[u32]| {
            let mut carriers = Carriers::default();
            for mentor in mentors {
                carriers.add(*mentor);
            }
            carriers.are_many(3)
        };
        assert!(of(&[7, 7, 2]));
        assert!(!of(&[7, 2]));
        assert!(!of(&[7, 7, 7, 7]));
    }
}
