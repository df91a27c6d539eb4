//! How much two namings of pairs are alike, and what that is evidence for.

use super::near::Counted;
use crate::programme::{Pair, fold_id, fold_person};
use rayon::prelude::*;

/// What a naming or a pair is compared by.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its id as shown; empty for a naming.
    pub shown: String,
    id: Option<String>,
    /// The id as [`unmistakable`] has it.
    plain: Option<String>,
    mentor: Option<String>,
    mentee: Option<String>,
}

impl Known {
    /// A naming by what it says.
    pub fn new(id: Option<&str>, mentor: Option<&str>, mentee: Option<&str>) -> Self {
        Self {
            shown: String::new(),
            plain: id.map(|id| unmistakable(&fold_id(id))),
            id: id.map(fold_id),
            mentor: mentor.map(fold_person),
            mentee: mentee.map(fold_person),
        }
    }

    /// A pair. An id that is made of its names says no more than they do.
    pub fn of(pair: &Pair) -> Self {
        let id = Some(pair.id.as_str()).filter(|id| !id.contains(" – "));
        Self {
            shown: pair.id.clone(),
            ..Self::new(id, pair.mentor.as_deref(), pair.mentee.as_deref())
        }
    }
}

/// How far a naming is from a pair, and what speaks for their being the same; `None` where
/// nothing does.
pub(super) fn evidence(wanted: &Known, known: &Known) -> Option<(usize, String)> {
    of_ids(wanted, known)
        .into_iter()
        .chain(of_names(wanted, known))
        .min_by_key(|(distance, _)| *distance)
}

fn of_ids(wanted: &Known, known: &Known) -> Option<(usize, String)> {
    let (wanted_id, known_id) = wanted.id.as_deref().zip(known.id.as_deref())?;
    if wanted.plain == known.plain {
        let reason = "the ids differ only in characters that look alike, zeros or punctuation";
        return Some((0, reason.to_owned()));
    }
    let distance = edits(wanted_id, known_id)?;
    Some((
        distance,
        format!("the ids differ in {}", characters(distance)),
    ))
}

/// An id without punctuation and leading zeros, with figures for letters that look like them in
/// words that have figures; its words and numbers one by one. A number as programs write it that
/// take it for an amount (`12.0`) is the number.
fn unmistakable(id: &str) -> String {
    let mut plain = String::new();
    let whole = id.strip_suffix(".0").filter(|id| ends_in_figure(id));
    let id = whole.unwrap_or(id);
    let words = id.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let is_number = word.contains(|c: char| c.is_ascii_digit()) || is_of_lookalikes(word);
        let spelt: Vec<char> = if is_number {
            word.chars().map(lookalike).collect()
        } else {
            word.chars().collect()
        };
        for part in spelt.chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit()) {
            let part: String = part.iter().collect();
            plain.push(' ');
            plain.push_str(part.trim_start_matches('0'));
        }
    }
    plain
}

fn ends_in_figure(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

fn is_of_lookalikes(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| lookalike(c) != c)
}

fn lookalike(character: char) -> char {
    match character {
        'o' => '0',
        'l' | 'i' => '1',
        other => other,
    }
}

/// Edits by which the names of a pair may differ.
const FARTHEST: usize = 3;

fn of_names(wanted: &Known, known: &Known) -> Option<(usize, String)> {
    let wanted = wanted.mentor.as_deref().zip(wanted.mentee.as_deref())?;
    let known = known.mentor.as_deref().zip(known.mentee.as_deref())?;
    if wanted == known {
        return Some((0, "both names are the same".to_owned()));
    }
    if wanted == (known.1, known.0) {
        return Some((1, "mentor and mentee are the other way round".to_owned()));
    }
    let sides = [(wanted.0, known.0), (wanted.1, known.1)];
    let [mentor, mentee] = sides.map(|(wanted, known)| of_persons(wanted, known));
    let (mentor, mentee) = (mentor?, mentee?);
    let distance = mentor.0 + mentee.0;
    let reasons: Vec<String> = [mentor.1, mentee.1].into_iter().flatten().collect();
    (distance <= FARTHEST).then(|| (distance, reasons.join("; ")))
}

/// How far the names of two persons are apart; without a reason where they are the same. Numbers
/// tell codes apart: `M01` is not `M02`.
fn of_persons(wanted: &str, known: &str) -> Option<(usize, Option<String>)> {
    if wanted == known {
        return Some((0, None));
    }
    if numbers(wanted) != numbers(known) {
        return None;
    }
    if words(wanted) == words(known) {
        let reason = format!("`{wanted}` and `{known}` have the same words in another order");
        return Some((1, Some(reason)));
    }
    if let Some(distance) = edits(wanted, known) {
        let reason = format!(
            "`{wanted}` and `{known}` differ in {}",
            characters(distance)
        );
        return Some((distance, Some(reason)));
    }
    let short = |short: &str, long: &str| {
        is_short_for(short, long).then(|| format!("`{short}` may be short for `{long}`"))
    };
    let reason = short(wanted, known).or_else(|| short(known, wanted))?;
    Some((2, Some(reason)))
}

/// The words of a name, in the order of the alphabet.
fn words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words
}

/// The numbers in a name, without leading zeros.
fn numbers(name: &str) -> Vec<String> {
    let plain = unmistakable(name);
    let parts = plain.split(' ').filter(|part| ends_in_figure(part));
    parts.map(str::to_owned).collect()
}

/// Whether each word of a name is a word of a longer one, as where one of two surnames is left
/// out; or, in their order and with the same last word, the first letter of one.
fn is_short_for(short: &str, long: &str) -> bool {
    if short.len() >= long.len() || short.split(' ').count() < 2 {
        return false;
    }
    let (few, mut more) = (words(short), words(long).into_iter());
    if few.iter().all(|word| more.any(|other| other == *word)) {
        return true;
    }
    let mut words = long.split(' ');
    let stands_for = |part: &str, word: &str| {
        part == word || (part.chars().count() == 1 && word.starts_with(part))
    };
    short
        .split(' ')
        .all(|part| words.any(|word| stands_for(part, word)))
        && short.rsplit(' ').next() == long.rsplit(' ').next()
}

/// Number of edits between two texts, if they are few for their length.
fn edits(a: &str, b: &str) -> Option<usize> {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let most = if short < 8 { 1 } else { 2 };
    if short < 3 || long - short > most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

fn characters(distance: usize) -> String {
    match distance {
        1 => "1 character".to_owned(),
        more => format!("{more} characters"),
    }
}

/// Pairs that are written much like another one: the one with fewer records, the other, and the
/// evidence. Ids with other figures are other pairs.
pub(super) fn twins<'a, 'b>(
    pairs: &'b [Counted<'a>],
    comparisons: usize,
) -> Vec<(&'b Counted<'a>, &'b Counted<'a>, String)> {
    const MOST_PAIRS: usize = 100_000;
    if pairs.len() > MOST_PAIRS {
        return Vec::new();
    }
    let by_figures = |counted: &'b Counted<'a>| {
        let known = Known::of(counted.pair);
        let figures = known.plain.as_deref().map_or_else(String::new, figures);
        (figures, (known, counted))
    };
    let mut known: Vec<_> = pairs.par_iter().map(by_figures).collect();
    known.par_sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut left = comparisons;
    let mut twins = Vec::new();
    for group in known.chunk_by(|(one, _), (other, _)| one == other) {
        for (at, (_, one)) in group.iter().enumerate() {
            let others = &group[at + 1..];
            left = left.saturating_sub(others.len());
            if left == 0 {
                return twins;
            }
            let found = others.iter().filter_map(|(_, other)| twin(one, other));
            twins.extend(found);
        }
    }
    twins
}

fn figures(plain: &str) -> String {
    let counts = |c: &char| c.is_ascii_digit() || *c == ' ';
    plain.chars().filter(counts).collect()
}

type Candidate<'a, 'b> = (Known, &'b Counted<'a>);

fn twin<'a, 'b>(
    one: &Candidate<'a, 'b>,
    other: &Candidate<'a, 'b>,
) -> Option<(&'b Counted<'a>, &'b Counted<'a>, String)> {
    let (_, evidence) = if one.0.id.is_some() && other.0.id.is_some() {
        of_ids(&one.0, &other.0)?
    } else {
        of_names(&one.0, &other.0)?
    };
    let rank =
        |counted: &Counted<'_>| (counted.records, std::cmp::Reverse(counted.pair.id.clone()));
    let (lesser, greater) = if rank(one.1) < rank(other.1) {
        (one.1, other.1)
    } else {
        (other.1, one.1)
    };
    Some((lesser, greater, evidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pairing::Address;

    fn found(ids: &[(&str, usize)]) -> Vec<(String, String)> {
        let pairs: Vec<Pair> = ids
            .iter()
            .map(|(id, _)| {
                let names = id.split_once(" – ");
                Pair {
                    id: (*id).to_owned(),
                    mentor: names.map(|(mentor, _)| mentor.to_owned()),
                    mentee: names.map(|(_, mentee)| mentee.to_owned()),
                    ..Pair::default()
                }
            })
            .collect();
        let counted: Vec<_> = pairs
            .iter()
            .zip(ids)
            .map(|(pair, (_, records))| Counted {
                address: Address {
                    partition: 0,
                    pair: 0,
                },
                pair,
                records: *records,
            })
            .collect();
        twins(&counted, 1000)
            .into_iter()
            .map(|(one, other, _)| (one.pair.id.clone(), other.pair.id.clone()))
            .collect()
    }

    #[test]
    fn names_that_may_mean_one_person_and_codes_that_mean_two() {
        let distance = |one: &str, other: &str| of_persons(one, other).map(|found| found.0);
        for (one, other, expected) in [
            ("lee ann", "ann lee", Some(1)),
            ("carla gomez ruiz", "carla gomez", Some(2)),
            ("carla gomez ruiz", "carla ruiz", Some(2)),
            ("ruiz carla", "carla gomez ruiz", Some(2)),
            ("a ek", "anna ek", Some(2)),
            ("carla", "carla gomez", None),
            ("m01", "m02", None),
            ("mentee 11", "mentee 1", None),
            ("mentee 01", "mentee 1", Some(1)),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_number_that_was_taken_for_an_amount_is_the_number() {
        let known = |id: &str| Known::new(Some(id), None, None);
        let distance = |id: &str| evidence(&known("12.0"), &known(id)).map(|found| found.0);
        assert_eq!(distance("12"), Some(0));
        assert_eq!(distance("012"), Some(0));
        assert_eq!(distance("120"), Some(1), "and so not the nearest");
        assert_eq!(distance("13.5"), None);
    }

    #[test]
    fn pairs_written_alike_are_told_apart_from_numbered_ones() {
        let twins = found(&[("P-01", 9), ("P-02", 9), ("P-O1", 1), ("P 1", 2)]);
        assert_eq!(twins.len(), 3, "{twins:?}");
        assert!(twins.contains(&("P-O1".into(), "P-01".into())), "{twins:?}");
        let twins = found(&[
            ("Anna Ek – Bo Li", 2),
            ("Ana Ek – Bo Li", 5),
            ("Cy Wu – Bo Li", 1),
        ]);
        assert_eq!(twins, [("Anna Ek – Bo Li".into(), "Ana Ek – Bo Li".into())]);
        let twins = found(&[
            ("John Smith – Mary O Neil", 2),
            ("John Smith – O Neil Mary", 1),
            ("Carla Gomez Ruiz – Li Wei", 1),
            ("Carla Gomez – Wei Li", 3),
            ("M01 – E01", 1),
            ("M02 – E02", 2),
        ]);
        let twin = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let expected = [
            twin("John Smith – O Neil Mary", "John Smith – Mary O Neil"),
            twin("Carla Gomez Ruiz – Li Wei", "Carla Gomez – Wei Li"),
        ];
        assert_eq!(twins, expected);
        assert_eq!(found(&[("A-1-11", 1), ("A-11-1", 2), ("A-1-10", 3)]), []);
        assert_eq!(found(&[("Team Alpha", 1), ("Team Beta", 1)]), []);
    }
}
