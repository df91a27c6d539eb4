//! Where records stand, as somebody can look them up.

use crate::measures::PairAt;
use crate::programme::{FileFacts, Origin, display_text};
use serde::Serialize;
use std::collections::BTreeSet;

/// File and line of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Place {
    pub file: String,
    pub line: u32,
}

impl Place {
    /// The places of records of a pair, by file and line, each once.
    pub fn of(pair: &PairAt<'_>, records: impl IntoIterator<Item = Origin>) -> Vec<Self> {
        Self::among(pair.history.files, records)
    }

    /// The places of records in these files, by file and line, each once.
    pub fn among(files: &[FileFacts], records: impl IntoIterator<Item = Origin>) -> Vec<Self> {
        let places = records.into_iter().map(|origin| Self {
            file: files
                .get(usize::from(origin.file))
                .map_or_else(|| "?".to_owned(), |file| file.path.clone()),
            line: origin.line,
        });
        places.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Places in few words, a file each: `sessions.csv:2, 5-7`.
pub(super) fn in_words(places: &[Place]) -> Vec<String> {
    let of_file = |places: &[Place]| {
        let mut lines: Vec<(u32, u32)> = Vec::new();
        for place in places {
            match lines.last_mut() {
                Some((_, last)) if place.line <= last.saturating_add(1) => *last = place.line,
                _ => lines.push((place.line, place.line)),
            }
        }
        let lines = lines.iter().map(|(from, to)| match to - from {
            0 => from.to_string(),
            1 => format!("{from}, {to}"),
            _ => format!("{from}-{to}"),
        });
        let lines = lines.collect::<Vec<_>>().join(", ");
        format!("{}:{lines}", display_text(&places[0].file))
    };
    places
        .chunk_by(|left, right| left.file == right.file)
        .map(of_file)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_each_other_are_a_range() {
        let place = |file: &str, line| Place {
            file: file.to_owned(),
            line,
        };
        let places = [
            place("a.csv", 2),
            place("a.csv", 5),
            place("a.csv", 6),
            place("a.csv", 7),
            place("a.csv", 9),
            place("a.csv", 10),
            place("b.csv", 1),
        ];
        assert_eq!(in_words(&places), ["a.csv:2, 5-7, 9, 10", "b.csv:1"]);
        assert_eq!(in_words(&[]), [""; 0]);
    }
}
