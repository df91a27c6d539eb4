//! Pairs that an unknown naming may have meant: suggested in the ledger, never joined.

use super::names::person_key;
use super::{Pairing, Target};
use crate::ingest::records::Chunk;
use crate::programme::{Pair, fold, fold_id};
use std::collections::BTreeMap;

/// Comparisons after which no more are made: suggestions are a help, not a duty.
const COMPARISONS: usize = 5_000_000;

/// The pairs that unknown namings may have meant: the naming as shown, and the id of the pair.
pub(in crate::ingest) fn near_misses<'a>(
    chunks: &[Chunk],
    pairing: &Pairing,
    pairs: impl Iterator<Item = &'a Pair>,
) -> BTreeMap<String, String> {
    let unknown = unknown(chunks, pairing);
    if unknown.is_empty() {
        return BTreeMap::new();
    }
    let known: Vec<_> = pairs.map(Known::of).collect();
    let most = COMPARISONS / known.len().max(1);
    unknown
        .into_iter()
        .take(most)
        .filter_map(|(shown, wanted)| Some((shown, nearest(&wanted, &known)?)))
        .collect()
}

/// What a naming or a pair is compared by.
struct Known<'a> {
    shown: &'a str,
    id: String,
    names: Option<String>,
}

impl<'a> Known<'a> {
    fn of(pair: &'a Pair) -> Self {
        let names = pair.mentor.as_deref().zip(pair.mentee.as_deref());
        Self {
            shown: &pair.id,
            id: fold_id(&pair.id),
            names: names.map(|(mentor, mentee)| both(mentor, mentee)),
        }
    }
}

/// What an unknown naming names: an id, or two people.
struct Wanted {
    id: Option<String>,
    names: Option<String>,
}

fn both(mentor: &str, mentee: &str) -> String {
    format!("{} / {}", person_key(mentor), person_key(mentee))
}

fn unknown(chunks: &[Chunk], pairing: &Pairing) -> BTreeMap<String, Wanted> {
    let mut unknown = BTreeMap::new();
    for (chunk, targets) in chunks.iter().zip(&pairing.targets) {
        let namings = (0_u32..).zip(targets);
        for (who, _) in namings.filter(|(_, target)| **target == Target::Unknown) {
            let [id, mentor, mentee, ..] = chunk.namings[who as usize].0;
            let text = |id| Some(chunk.texts.text(id)).filter(|text| !fold(text).is_empty());
            let wanted = || Wanted {
                id: text(id).map(fold_id),
                names: text(mentor)
                    .zip(text(mentee))
                    .map(|(mentor, mentee)| both(mentor, mentee)),
            };
            unknown.entry(chunk.named(who)).or_insert_with(wanted);
        }
    }
    unknown
}

/// The one pair that is nearest; none where several are equally near.
fn nearest(wanted: &Wanted, known: &[Known<'_>]) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    let mut alone = true;
    for pair in known {
        let by_id = wanted.id.as_deref().and_then(|id| distance(id, &pair.id));
        let names = wanted.names.as_deref().zip(pair.names.as_deref());
        let by_names = names.and_then(|(wanted, known)| distance(wanted, known));
        let Some(found) = by_id.into_iter().chain(by_names).min() else {
            continue;
        };
        match best {
            Some((nearest, _)) if nearest < found => {}
            Some((nearest, _)) if nearest == found => alone = false,
            _ => (best, alone) = (Some((found, pair.shown)), true),
        }
    }
    best.filter(|_| alone).map(|(_, id)| id.to_owned())
}

/// Number of edits between two texts, if they are few for their length.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let most = if short < 8 { 1 } else { 2 };
    if short < 3 || long - short > most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_nearest_pair_is_suggested() {
        let pairs: Vec<_> = ["Batch 50", "Batch 70", "P-0001", "P-0002", "x"]
            .map(|id| Pair {
                id: id.into(),
                mentor: Some("Anna Ek".into()),
                mentee: Some(format!("Mentee {id}")),
                ..Pair::default()
            })
            .into();
        let known: Vec<_> = pairs.iter().map(Known::of).collect();
        let by_id = |id: &str| {
            let wanted = Wanted {
                id: Some(fold_id(id)),
                names: None,
            };
            nearest(&wanted, &known)
        };
        assert_eq!(by_id("batch  5 0").as_deref(), Some("Batch 50"));
        assert_eq!(by_id("Batch 5").as_deref(), Some("Batch 50"));
        assert_eq!(by_id("Batch 60"), None, "two are as near");
        assert_eq!(by_id("y"), None, "too short to tell");
        assert_eq!(by_id("somebody else"), None);
        let names = Some(both("Ek, Anna", "Mentee batch 70!"));
        let by_names = nearest(&Wanted { id: None, names }, &known);
        assert_eq!(by_names.as_deref(), Some("Batch 70"));
    }
}
