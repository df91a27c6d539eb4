//! Lists of options in one cell, set apart by semicolons, line ends, slashes or commas.
//!
//! Options may hold commas themselves. What belongs together shows in the whole column: two
//! pieces that never come without each other are one option, and so is a piece that begins with
//! a small letter with the one before it, where options begin with capitals.

use crate::programme::{display_text, is_filled};
use std::collections::{BTreeMap, BTreeSet};

/// The options of a column that hold commas, learnt from its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    glued: BTreeSet<(String, String)>,
}

/// So often two pieces have to come together to be held for one.
const OFTEN: u32 = 3;

impl Options {
    /// Learns the options from the cells of a column.
    #[must_use]
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut single: BTreeMap<String, u32> = BTreeMap::new();
        let mut pairs: BTreeMap<(String, String), u32> = BTreeMap::new();
        for cell in cells.filter(|cell| !has_own_mark(cell)) {
            let pieces = pieces(cell);
            for piece in &pieces {
                *single.entry(piece.clone()).or_default() += 1;
            }
            for pair in pieces.windows(2) {
                *pairs.entry((pair[0].clone(), pair[1].clone())).or_default() += 1;
            }
        }
        let capitals = single.keys().filter(|piece| begins_large(piece)).count();
        let are_capital = capitals * 2 > single.len();
        let belong = |pair: &(String, String), times: u32| {
            let always = times >= OFTEN && single[&pair.0] == times && single[&pair.1] == times;
            always && single.len() > 2 || are_capital && begins_small(&pair.1)
        };
        Self {
            glued: pairs
                .into_iter()
                .filter(|(pair, times)| belong(pair, *times))
                .map(|(pair, _)| pair)
                .collect(),
        }
    }

    /// The options that a cell lists.
    #[must_use]
    pub fn split(&self, text: &str) -> Vec<String> {
        let pieces = if has_own_mark(text) {
            text.split([';', '\n', '\r', '|'])
                .map(display_text)
                .collect()
        } else if text.trim_start().starts_with("/ ") || text.contains(" / ") {
            text.split('/').map(display_text).collect()
        } else {
            self.joined(pieces(text))
        };
        pieces
            .into_iter()
            .filter(|piece: &String| is_filled(piece))
            .collect()
    }

    fn joined(&self, pieces: Vec<String>) -> Vec<String> {
        let mut joined: Vec<String> = Vec::new();
        let mut before = String::new();
        for piece in pieces {
            let pair = (before, piece.clone());
            match joined.last_mut() {
                Some(last) if self.glued.contains(&pair) => {
                    last.push_str(", ");
                    last.push_str(&piece);
                }
                _ => joined.push(piece.clone()),
            }
            before = piece;
        }
        joined
    }
}

/// Whether items are set apart by a mark that is no comma.
fn has_own_mark(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(';')
        .contains([';', '\n', '|'])
        || text.trim_end().ends_with(';')
}

/// What stands between commas; quotes keep what they enclose together.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut quoted = false;
    for character in text.chars() {
        match (character, pieces.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => pieces.push(String::new()),
            (_, Some(last)) => last.push(character),
            (_, None) => {}
        }
    }
    let shown = pieces.iter().map(|piece| display_text(piece));
    shown.filter(|piece| !piece.is_empty()).collect()
}

fn begins_large(piece: &str) -> bool {
    piece.starts_with(char::is_uppercase)
}

fn begins_small(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(cells: &[&str], text: &str) -> Vec<String> {
        Options::of(cells.iter().copied()).split(text)
    }

    #[test]
    fn lists_are_split_at_their_own_marks() {
        for text in [
            "Network;New skills;",
            "Network\nNew skills",
            "Network, New skills",
            "Network,New skills",
            " / Network / New skills",
        ] {
            assert_eq!(split(&[text], text), ["Network", "New skills"], "{text:?}");
        }
        assert_eq!(split(&[], "n/a"), Vec::<String>::new());
    }

    #[test]
    fn commas_inside_options_do_not_split_them() {
        let cells = [
            "Tools, methods and tricks, Network",
            "Network",
            "Tools, methods and tricks",
        ];
        assert_eq!(
            split(&cells, cells[0]),
            ["Tools, methods and tricks", "Network"]
        );
        let cells = [
            "Skills, Expertise, Network",
            "Skills, Expertise",
            "Network, Skills, Expertise",
            "Change",
        ];
        assert_eq!(split(&cells, cells[0]), ["Skills, Expertise", "Network"]);
        assert_eq!(split(&["\"A, B\",C"], "\"A, B\",C"), ["A, B", "C"]);
    }

    #[test]
    fn pieces_that_come_alone_are_options() {
        let cells = ["Skills, Network", "Network", "Skills, Network"];
        assert_eq!(split(&cells, cells[0]), ["Skills", "Network"]);
    }
}
