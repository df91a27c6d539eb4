//! What a naming says by itself: an id, names, several couples, or nobody.

use super::names::{Couple, People};
use crate::ingest::links::Links;
use crate::ingest::records::{Chunk, Naming};
use crate::programme::fold_id;
use crate::values::is_missing;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// A naming of a chunk, understood as far as it can be by itself.
pub(super) enum Key {
    Id(Box<str>),
    /// The id of a pair that a file of links names.
    Link(Box<str>),
    Names(Box<People>),
    /// Several couples, because cells name several people.
    Couples(Box<[People]>),
    Nobody,
}

/// Ids are used unless there is a register that has none.
pub(super) fn keys(
    chunks: &[Chunk],
    registered: &[FxHashSet<u32>],
    links: &Links,
    separators: &[String],
) -> Vec<Vec<Key>> {
    let has_id = |chunk: &Chunk, naming: &Naming| !is_missing(chunk.texts.text(naming.0[0]));
    let has_register = registered.iter().any(|namings| !namings.is_empty());
    let register_has_ids = chunks.iter().zip(registered).any(|(chunk, namings)| {
        let mut named = namings.iter().map(|who| &chunk.namings[*who as usize]);
        named.any(|naming| has_id(chunk, naming))
    });
    let use_ids = !has_register || register_has_ids;
    let key = |chunk: &Chunk, naming: &Naming, who: u32| {
        if !links.is_empty()
            && let Some(pair) = links.pair_of(&chunk.named(who))
        {
            return Key::Link(pair.into());
        }
        if use_ids && has_id(chunk, naming) {
            return Key::Id(fold_id(chunk.texts.text(naming.0[0])).into());
        }
        by_names(Couple::of(naming, &chunk.texts), separators)
    };
    chunks
        .par_iter()
        .map(|chunk| {
            let namings = chunk.namings.iter().zip(0..);
            namings
                .map(|(naming, who)| key(chunk, naming, who))
                .collect()
        })
        .collect()
}

fn by_names(couple: Couple<'_>, separators: &[String]) -> Key {
    let each = couple.each(separators);
    if each.len() > 1 {
        return Key::Couples(each.into_iter().map(People::of).collect());
    }
    let people = People::of(couple);
    if people.is_empty() {
        Key::Nobody
    } else {
        Key::Names(Box::new(people))
    }
}
