//! The signs that a file is written with: quotes, and what stands before quotes that are data.

use super::Dialect;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Written {
    /// The byte between cells.
    pub delimiter: u8,
    /// Whether a space follows each delimiter, also before quotes.
    pub spaced: bool,
    /// The byte around cells.
    pub quote: u8,
    /// Whether a backslash stands before quotes that are data.
    pub backslash: bool,
}

/// Cells of a sample by how they are quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoting {
    /// Cells with quotes around them.
    pub around: usize,
    /// Of these, cells that hold a delimiter or a line end.
    pub needed: usize,
    /// Quotes inside such a cell that are neither doubled nor behind a backslash.
    pub bare: usize,
    /// Quotes inside such a cell behind a backslash.
    pub escaped: usize,
    /// Quotes inside such a cell that are doubled.
    pub doubled: usize,
    /// Quotes in other places.
    pub stray: usize,
    /// Cells.
    pub cells: usize,
}

impl Written {
    /// Finds the signs of a text whose delimiter is known.
    pub fn of(text: &[u8], delimiter: u8) -> Self {
        let usual = Self {
            delimiter,
            spaced: false,
            quote: b'"',
            backslash: false,
        };
        let spaced = usual.is_spaced(text);
        let usual = Self { spaced, ..usual };
        let double = usual.quoting(text);
        let single = Self {
            quote: b'\'',
            ..usual
        };
        let chosen = if double.around == 0 && single.quoting(text).is_rule() {
            single
        } else {
            usual
        };
        let quoting = chosen.quoting(text);
        let backslash = quoting.escaped > 0 && quoting.escaped > quoting.doubled;
        Self {
            backslash,
            ..chosen
        }
    }

    /// The dialect as which files in the usual one can be read; `None` for the others.
    pub fn usual(self) -> Option<Dialect> {
        let usual = !self.spaced && !self.backslash && self.quote == b'"';
        usual.then_some(self.rewritten())
    }

    /// The dialect of the file after it was rewritten.
    pub fn rewritten(self) -> Dialect {
        Dialect {
            delimiter: self.delimiter,
            quote: Some(b'"'),
        }
    }

    /// A space behind a delimiter belongs to the delimiter if quotes stand behind it: otherwise
    /// it may be part of the value.
    fn is_spaced(self, text: &[u8]) -> bool {
        if self.delimiter == b' ' {
            return false;
        }
        let behind = |wanted: &[u8]| {
            memchr::memchr_iter(self.delimiter, text)
                .filter(|at| text[at + 1..].starts_with(wanted))
                .count()
        };
        let quoted = behind(b" \"") + behind(b" '");
        quoted > 1 && quoted > 4 * (behind(b"\"") + behind(b"'"))
    }

    /// Looks at all quotes of a text.
    pub(super) fn quoting(self, text: &[u8]) -> Quoting {
        let mut found = Quoting::default();
        let (mut at, mut barren) = (0, 0);
        while at < text.len() {
            at += self.cell(&text[at..], (at, &mut barren), &mut found) + 1;
            found.cells += 1;
            if self.spaced && text.get(at) == Some(&b' ') {
                at += 1;
            }
        }
        found
    }

    /// Length of the cell that a text begins with, whose quotes are counted. Before `barren` no
    /// quote closes a cell: nothing is looked through twice.
    fn cell(self, text: &[u8], (at, barren): (usize, &mut usize), found: &mut Quoting) -> usize {
        if text.first() == Some(&self.quote) {
            let from = barren.saturating_sub(at).max(1);
            if let Some(length) = self.quoted(text, from, found) {
                return length;
            }
            *barren = at + text.len().min(LONGEST_CELL);
        }
        let length = text
            .iter()
            .position(|byte| self.ends(*byte))
            .unwrap_or(text.len());
        found.stray += memchr::memchr_iter(self.quote, &text[..length]).count();
        length
    }

    /// Length of a cell with quotes around it, of which none closes it before `at`; `None` where
    /// no quote does.
    fn quoted(self, text: &[u8], mut at: usize, found: &mut Quoting) -> Option<usize> {
        let mut inside = Quoting::default();
        loop {
            at += memchr::memchr(self.quote, text.get(at..)?)?;
            let next = text.get(at + 1);
            if text[at - 1] == b'\\' && at > 1 && next != Some(&self.quote) && !self.closes(next) {
                inside.escaped += 1;
            } else if text[at - 1] == b'\\' && at > 1 && next == Some(&self.quote) {
                // Escaped and then closed, or doubled behind a backslash that is data.
                if self.closes(text.get(at + 2)) {
                    inside.escaped += 1;
                    at += 1;
                    break;
                }
                inside.doubled += 1;
                at += 1;
            } else if next == Some(&self.quote) {
                inside.doubled += 1;
                at += 1;
            } else if self.closes(next) {
                break;
            } else {
                inside.bare += 1;
            }
            at += 1;
            if at > LONGEST_CELL {
                return None;
            }
        }
        found.around += 1;
        found.needed += usize::from(text[1..at].iter().any(|byte| self.ends(*byte)));
        found.bare += inside.bare;
        found.escaped += inside.escaped;
        found.doubled += inside.doubled;
        Some(at + 1)
    }

    fn closes(self, next: Option<&u8>) -> bool {
        next.is_none_or(|byte| self.ends(*byte))
    }

    fn ends(self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r')
    }
}

/// A quote that is still open after so many bytes is none.
const LONGEST_CELL: usize = 1 << 16;

impl Quoting {
    /// Whether quotes of this kind are more than an apostrophe here and there.
    fn is_rule(self) -> bool {
        self.around > 1 && (self.needed > 0 || self.around * 8 >= self.cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Written {
        Written::of(text.as_bytes(), b',')
    }

    #[test]
    fn doubled_quotes_are_usual() {
        for text in [
            "a,b\n1,\"x, \"\"y\"\"\"\n2,it's\n",
            "a,b\n1,\"{\"\"k\"\": \"\"\\\"\"v\\\"\"\"\"}\"\n2,\"x\"\"y\"\n",
            "a,b\n1,'tis late\n2,5' 8\"\n",
            "a, b\n1, x\n2, y\n",
            "",
        ] {
            assert!(written(text).usual().is_some(), "{text}");
        }
    }

    #[test]
    fn apostrophes_are_quotes_where_they_are_needed() {
        let found = written("a,b\n1,'x, y'\n2,'it's late'\n");
        assert_eq!((found.quote, found.backslash), (b'\'', false));
        assert_eq!(written("a,b\n'x','y'\n'z','w'\n").quote, b'\'');
        assert_eq!(written("a,b\n\"x\",'y'\n\"z\",'w'\n").quote, b'"');
    }

    #[test]
    fn quotes_that_close_nothing_are_looked_through_once() {
        let text = ",\"a".repeat(200_000);
        let started = std::time::Instant::now();
        let found = written("a,b\n").quoting(text.as_bytes());
        // Each quote on its own would look through the next 64 KiB: minutes instead of moments.
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
        assert_eq!((found.around, found.stray), (0, 200_000));
        let text = format!("{},\"b, c\",d", ",\"a".repeat(30_000));
        assert_eq!(written("a,b\n").quoting(text.as_bytes()).around, 1);
    }

    #[test]
    fn backslashes_before_quotes_are_seen() {
        let found = written("a,b\n\"10\\\" wide\",x\n\"48\\\"\",\"y, z\"\n");
        assert!(found.backslash && found.quote == b'"');
    }

    #[test]
    fn a_space_belongs_to_the_delimiter_if_quotes_follow() {
        let found = written("a, b, c\n1, \"x, y\", 2\n2, \"z, w\", 3\n");
        assert!(found.spaced);
        assert!(!written("a,b\n\"x, \"\"y\"\"\",z\n").spaced);
    }
}
