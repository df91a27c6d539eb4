//! Who is in the programme: pairs in order of id, mentors as clusters, people counted once.

use crate::programme::{Pair, Programme, fold_person};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One pair among all pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its place among all pairs ordered by id.
    pub rank: u32,
    /// Its mentor, who may have other pairs; a number of its own without mentor.
    pub cluster: u32,
    /// Its mentor and its mentee as people, the same number for one name in either role.
    pub mentor: Option<u32>,
    pub mentee: Option<u32>,
    /// Everybody else on its two sides.
    others: Option<Box<Others>>,
}

/// The people of a pair beside its first mentor and mentee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Others {
    mentors: Vec<u32>,
    mentees: Vec<u32>,
}

impl Member {
    /// Its mentors as people.
    pub fn mentors(&self) -> impl Iterator<Item = u32> {
        let others = self.others.iter().flat_map(|others| &others.mentors);
        self.mentor.into_iter().chain(others.copied())
    }

    /// Its mentees as people.
    pub fn mentees(&self) -> impl Iterator<Item = u32> {
        let others = self.others.iter().flat_map(|others| &others.mentees);
        self.mentee.into_iter().chain(others.copied())
    }
}

/// The members of each partition, in the order of its pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Roster {
    partitions: Vec<Vec<Member>>,
}

impl Roster {
    pub fn of(programme: &Programme) -> Self {
        let pairs = || {
            programme
                .partitions
                .iter()
                .map(|partition| &partition.pairs[..])
        };
        let people = numbered(pairs().flatten().flat_map(|pair| {
            let people = pair.mentors().chain(pair.mentees());
            people.filter_map(|name| person(Some(name)))
        }));
        let ranks = ranks(pairs());
        let partitions = pairs()
            .zip(ranks)
            .map(|(pairs, ranks)| {
                let members = pairs.iter().zip(ranks);
                members
                    .map(|(pair, rank)| member(pair, rank, &people))
                    .collect()
            })
            .collect();
        Self { partitions }
    }

    /// The members of a partition.
    pub fn partition(&self, index: usize) -> &[Member] {
        self.partitions.get(index).map_or(&[], Vec::as_slice)
    }
}

/// What names one person, as people are compared when pairs are joined.
pub(super) fn person(name: Option<&str>) -> Option<String> {
    let folded = fold_person(name?);
    (!folded.is_empty()).then_some(folded)
}

fn numbered(names: impl Iterator<Item = String>) -> BTreeMap<String, u32> {
    let mut people: BTreeMap<String, u32> = names.map(|name| (name, 0)).collect();
    for (number, person) in (0..).zip(people.values_mut()) {
        *person = number;
    }
    people
}

/// The place of each pair of each partition in the order of all ids.
fn ranks<'a>(partitions: impl Iterator<Item = &'a [Pair]>) -> Vec<Vec<u32>> {
    let partitions: Vec<&[Pair]> = partitions.collect();
    let mut all: Vec<(&str, usize, usize)> = Vec::new();
    for (partition, pairs) in partitions.iter().enumerate() {
        let ids = pairs.iter().enumerate();
        all.extend(ids.map(|(index, pair)| (pair.id.as_str(), partition, index)));
    }
    all.par_sort_unstable();
    let mut ranks: Vec<Vec<u32>> = partitions
        .iter()
        .map(|pairs| vec![0; pairs.len()])
        .collect();
    for (rank, (_, partition, index)) in (0..).zip(all) {
        ranks[partition][index] = rank;
    }
    ranks
}

fn member(pair: &Pair, rank: u32, people: &BTreeMap<String, u32>) -> Member {
    let number = |name: &str| people.get(&person(Some(name))?).copied();
    let (mut mentors, mut mentees) = (
        pair.mentors().filter_map(number),
        pair.mentees().filter_map(number),
    );
    let (mentor, mentee) = (mentors.next(), mentees.next());
    let others = pair.several.is_some().then(|| Others {
        mentors: mentors.collect(),
        mentees: mentees.collect(),
    });
    let people = u32::try_from(people.len()).unwrap_or(u32::MAX);
    Member {
        rank,
        cluster: mentor.unwrap_or_else(|| people.saturating_add(rank)),
        mentor,
        mentee,
        others: others.map(Box::new),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{pair, programme};
    use super::*;
    use crate::programme::Several;

    #[test]
    fn a_mentor_is_one_cluster_however_the_name_is_written() {
        let mut pairs = vec![pair("b"), pair("a"), pair("c"), pair("d")];
        pairs[0].mentor = Some("Müller, Anna".into());
        pairs[1].mentor = Some("anna MULLER".into());
        pairs[3].mentee = Some("Anna Müller".into());
        let roster = Roster::of(&programme(pairs));
        let members = roster.partition(0);
        assert_eq!(members[0].cluster, members[1].cluster);
        assert_eq!(members[0].mentor, members[3].mentee);
        assert_ne!(members[2].cluster, members[3].cluster);
        assert_eq!((members[2].mentor, members[2].mentee), (None, None));
        let ranks: Vec<u32> = members.iter().map(|member| member.rank).collect();
        assert_eq!(ranks, [1, 0, 2, 3]);
    }

    #[test]
    fn of_several_mentors_each_is_a_person_and_the_first_the_cluster() {
        let mut pairs = vec![pair("a"), pair("b"), pair("c")];
        pairs[0].mentor = Some("Ann Lee & Cy Dee".into());
        pairs[0].mentee = Some("Bo".into());
        pairs[0].several = Some(Box::new(Several {
            mentors: vec!["Ann Lee".into(), "Cy Dee".into()],
            mentees: Vec::new(),
        }));
        pairs[1].mentor = Some("Ann Lee".into());
        pairs[2].mentor = Some("Cy Dee".into());
        let roster = Roster::of(&programme(pairs));
        let [both, ann, cy] = roster.partition(0) else {
            panic!("three members");
        };
        assert_eq!((both.cluster, both.mentor), (ann.cluster, ann.mentor));
        let mentors: Vec<u32> = both.mentors().collect();
        assert_eq!(mentors, [ann.mentor, cy.mentor].map(Option::unwrap));
        assert_eq!(both.mentees().count(), 1);
    }

    #[test]
    fn pairs_without_a_mentor_are_clusters_of_their_own() {
        let mut pairs = vec![pair("a"), pair("b")];
        pairs[0].mentor = Some(" ".into());
        pairs[1].mentor = Some("—".into());
        let roster = Roster::of(&programme(pairs));
        let [first, second] = roster.partition(0) else {
            panic!("two members");
        };
        assert_ne!(first.cluster, second.cluster);
    }
}
