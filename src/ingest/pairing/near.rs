//! Pairs that a naming may have meant: suggested with the evidence, never joined.

use super::alike::{Known, evidence, twins};
use super::{Address, Pairing, Target};
use crate::ingest::records::Chunk;
use crate::ingest::trouble::{Finding, LIKE_ANOTHER};
use crate::programme::{Origin, Pair, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A pair that a naming may have meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearMiss {
    /// The naming as it stands in the files.
    pub found: String,
    /// Id of the pair that it may have meant.
    pub pair: String,
    /// What speaks for it, as a sentence.
    pub evidence: String,
}

/// A pair with its number of dated records.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Counted<'a> {
    pub address: Address,
    pub pair: &'a Pair,
    pub records: usize,
}

/// Comparisons after which no more are made: suggestions are a help, not a duty.
const COMPARISONS: usize = 2_000_000;

/// Near misses of a programme, and what they are in the ledger where they made pairs.
#[derive(Debug, Default)]
pub(in crate::ingest) struct NearMisses {
    pub suggestions: Vec<NearMiss>,
    pub findings: Vec<Finding>,
}

impl NearMisses {
    /// For each naming with a suggestion, the pair and the evidence as words.
    pub fn by_name(&self) -> BTreeMap<String, String> {
        let meant = |miss: &NearMiss| {
            let words = format!("`{}` ({})", miss.pair, miss.evidence);
            (miss.found.clone(), words)
        };
        self.suggestions.iter().map(meant).collect()
    }
}

/// The pairs that namings may have meant: those that name no known pair, and, where any naming
/// makes a pair, pairs that are written much like another one.
pub(in crate::ingest) fn near_misses(
    chunks: &[Chunk],
    pairing: &Pairing,
    pairs: &[Counted<'_>],
) -> NearMisses {
    let mut misses = NearMisses::default();
    let unknown = unknown(chunks, pairing);
    if !unknown.is_empty() {
        let known: Vec<_> = pairs.iter().map(|one| Known::of(one.pair)).collect();
        let most = COMPARISONS / known.len().max(1);
        let nearest = |(found, wanted): (String, Known)| nearest(found, &wanted, &known);
        misses.suggestions = unknown.into_iter().take(most).filter_map(nearest).collect();
    }
    if pairing.open {
        for (lesser, greater, evidence) in twins(pairs, COMPARISONS) {
            misses.add_twin(chunks, pairing, (lesser, greater), &evidence);
        }
    }
    misses.suggestions.sort();
    misses.suggestions.dedup();
    misses
}

impl NearMisses {
    /// Suggests that every naming of one pair may have meant the other.
    fn add_twin(
        &mut self,
        chunks: &[Chunk],
        pairing: &Pairing,
        (lesser, greater): (&Counted<'_>, &Counted<'_>),
        evidence: &str,
    ) {
        for (found, origin) in namings(chunks, pairing, lesser.address) {
            self.findings.push(Finding {
                origin,
                header: None,
                value: found.as_str().into(),
                trouble: LIKE_ANOTHER,
            });
            self.suggestions.push(NearMiss {
                found,
                pair: greater.pair.id.clone(),
                evidence: evidence.to_owned(),
            });
        }
    }
}

/// The namings of a pair, each with its first place.
fn namings(chunks: &[Chunk], pairing: &Pairing, pair: Address) -> BTreeMap<String, Origin> {
    let mut found: BTreeMap<String, Origin> = BTreeMap::new();
    for (chunk, targets) in chunks.iter().zip(&pairing.targets) {
        let is_meant = |who: u32| targets[who as usize] == Target::Pair(pair);
        let whos: BTreeSet<u32> = (0..)
            .take(targets.len())
            .filter(|who| is_meant(*who))
            .collect();
        if whos.is_empty() {
            continue;
        }
        let sessions = chunk.sessions.iter();
        let sessions = sessions.map(|row| (row.who, row.origin(chunk.file)));
        let rows = chunk.rows.iter();
        let rows = rows.map(|row| (row.who, row.origin(chunk.file)));
        for (who, origin) in sessions.chain(rows).filter(|row| whos.contains(&row.0)) {
            let first = found.entry(chunk.named(who)).or_insert(origin);
            *first = (*first).min(origin);
        }
    }
    found
}

fn unknown(chunks: &[Chunk], pairing: &Pairing) -> BTreeMap<String, Known> {
    let mut unknown = BTreeMap::new();
    for (chunk, targets) in chunks.iter().zip(&pairing.targets) {
        let namings = (0_u32..).zip(targets);
        for (who, _) in namings.filter(|(_, target)| **target == Target::Unknown) {
            let [id, mentor, mentee, ..] = chunk.namings[who as usize].0;
            let text = |id| Some(chunk.texts.text(id)).filter(|text| !fold(text).is_empty());
            let wanted = || Known::new(text(id), text(mentor), text(mentee));
            unknown.entry(chunk.named(who)).or_insert_with(wanted);
        }
    }
    unknown
}

/// The one pair that is nearest; none where several are equally near.
fn nearest(found: String, wanted: &Known, known: &[Known]) -> Option<NearMiss> {
    let mut best: Option<(usize, &Known, String)> = None;
    let mut alone = true;
    for pair in known {
        let Some((distance, evidence)) = evidence(wanted, pair) else {
            continue;
        };
        match best {
            Some((nearest, ..)) if nearest < distance => {}
            Some((nearest, ..)) if nearest == distance => alone = false,
            _ => (best, alone) = (Some((distance, pair, evidence)), true),
        }
    }
    let (_, pair, evidence) = best.filter(|_| alone)?;
    Some(NearMiss {
        found,
        pair: pair.shown.clone(),
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Known> {
        let pair = |id: &str| Pair {
            id: id.into(),
            mentor: Some("Anna Ek".into()),
            mentee: Some(format!("Mentee {id}")),
            ..Pair::default()
        };
        let ids = ["Batch 50", "Batch 70", "P-0001", "P-0002", "x"];
        ids.map(|id| Known::of(&pair(id))).into()
    }

    fn suggested(wanted: &Known) -> Option<String> {
        nearest(String::new(), wanted, &known()).map(|miss| miss.pair)
    }

    #[test]
    fn only_the_one_nearest_pair_is_suggested() {
        let by_id = |id: &str| suggested(&Known::new(Some(id), None, None));
        assert_eq!(by_id("batch  5 0").as_deref(), Some("Batch 50"));
        assert_eq!(by_id("Batch 5").as_deref(), Some("Batch 50"));
        assert_eq!(by_id("P-OOO2").as_deref(), Some("P-0002"));
        assert_eq!(by_id("Batch 60"), None, "two are as near");
        assert_eq!(by_id("y"), None, "too short to tell");
        assert_eq!(by_id("somebody else"), None);
    }

    #[test]
    fn names_suggest_a_pair_with_what_speaks_for_it() {
        let by_names = |mentor, mentee| {
            let wanted = Known::new(None, Some(mentor), Some(mentee));
            nearest(String::new(), &wanted, &known()).map(|miss| (miss.pair, miss.evidence))
        };
        for (mentor, mentee, words) in [
            ("Ek, Anna", "Mentee batch 70!", "both names"),
            ("Ana Ek", "Mentee Batch 70", "differ in 1 character"),
            ("A. Ek", "Mentee Batch 70", "may be short for"),
            ("Mentee Batch 70", "Anna Ek", "other way round"),
        ] {
            let (pair, evidence) = by_names(mentor, mentee).unwrap_or_default();
            assert_eq!(pair, "Batch 70", "{mentor} {mentee}");
            assert!(evidence.contains(words), "{evidence}");
        }
        assert_eq!(by_names("Bo Li", "Somebody New"), None);
    }
}
