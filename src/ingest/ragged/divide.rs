//! Divides a line into a wanted number of cells, however its quotes and delimiters stand.
//!
//! Every way to join the pieces between the delimiters into so many cells has a price: quotes
//! that do not stand where they should, delimiters inside of an unquoted cell, empty pieces left
//! out. The cheapest way counts, if it is the only one of its price and every cell looks like
//! the others of its column.

use super::shapes::pattern;

/// Prices. What the rules of quoting allow is free.
const STRAY: u32 = 2;
const DROPPED: u32 = 40;
const JOINED: u32 = 60;
const UNLIKELY: u32 = 100_000;

/// Pieces that a line may have more than wanted.
const MOST_SURPLUS: usize = 48;

/// Bytes that all runs of pieces of a line may have together, about.
const MOST_WORK: usize = 1 << 16;

/// How the cells of a line are divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells.
    pub quote: u8,
}

/// A line divided into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Division<'a> {
    /// The cells as they stand in the line, with their quotes.
    pub raw: Vec<&'a str>,
    /// What it cost.
    pub price: u32,
}

impl Division<'_> {
    /// Whether no delimiter was taken for text and no piece left out.
    pub fn is_whole(&self) -> bool {
        self.price < DROPPED
    }

    /// Whether no delimiter was taken for text and at most one piece left out.
    pub fn keeps_text(&self) -> bool {
        self.price < JOINED
    }

    /// The values of the cells.
    pub fn values(&self, quote: u8) -> Vec<String> {
        self.raw.iter().map(|raw| value(raw, quote)).collect()
    }
}

/// The cheapest way to divide a line into `width` cells, where there is only one; `fits` says
/// whether a cell of a pattern may stand in a column.
pub(super) fn divide(
    line: &str,
    signs: Signs,
    width: usize,
    fits: impl Fn(usize, &str) -> bool,
) -> Option<Division<'_>> {
    Runs::of(line, signs, width)?.divide(fits)
}

/// What a cell says, without the quotes around it; quotes that are data stay.
pub(super) fn value(raw: &str, quote: u8) -> String {
    let quote = char::from(quote);
    let Some(inner) = inner(raw, quote) else {
        return raw.to_owned();
    };
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        value.push(character);
        if character == quote {
            characters.next_if_eq(&quote);
        }
    }
    value
}

/// Price of the quotes and delimiters of a cell.
pub(super) fn price(raw: &str, signs: Signs) -> u32 {
    let quote = char::from(signs.quote);
    if let Some(inner) = inner(raw, quote) {
        return strays(inner, signs);
    }
    if raw.contains('\n') {
        return UNLIKELY;
    }
    let quotes = match raw.find(quote) {
        None => 0,
        Some(0) => STRAY,
        Some(_) => 1,
    };
    let joined = memchr::memchr_iter(signs.delimiter, raw.as_bytes()).count();
    let joined = u32::try_from(joined).unwrap_or(u32::MAX);
    joined.saturating_mul(JOINED).saturating_add(quotes)
}

/// What stands between the quotes around a cell.
fn inner(raw: &str, quote: char) -> Option<&str> {
    raw.strip_prefix(quote)?.strip_suffix(quote)
}

/// Price of the quotes that are not doubled: those beside a delimiter look like the end of a
/// cell and the beginning of the next.
fn strays(inner: &str, signs: Signs) -> u32 {
    let bytes = inner.as_bytes();
    let (mut at, mut price) = (0, 0_u32);
    while let Some(found) = memchr::memchr(signs.quote, &bytes[at..]) {
        let from = at + found;
        let run = bytes[from..]
            .iter()
            .take_while(|byte| **byte == signs.quote);
        at = from + run.count();
        if (at - from) % 2 == 1 {
            let before = from.checked_sub(1).and_then(|before| bytes.get(before));
            let beside = [before, bytes.get(at)].contains(&Some(&signs.delimiter));
            price = price.saturating_add(if beside { JOINED } else { STRAY });
        }
    }
    price
}

/// A line cut at its delimiters, and all runs of pieces that a cell may be made of.
pub(super) struct Runs<'a> {
    line: &'a str,
    ends: Vec<usize>,
    width: usize,
    surplus: usize,
    all: Vec<Run>,
}

/// What a run of pieces would be as a cell.
struct Run {
    price: u32,
    pattern: String,
}

impl<'a> Runs<'a> {
    /// Cuts a line that may be so many cells; `None` where it has too few or too many pieces.
    pub fn of(line: &'a str, signs: Signs, width: usize) -> Option<Self> {
        let mut ends: Vec<_> = memchr::memchr_iter(signs.delimiter, line.as_bytes()).collect();
        ends.push(line.len());
        let surplus = ends.len().checked_sub(width)?;
        if surplus > MOST_SURPLUS || width == 0 || (surplus + 1) * line.len() > MOST_WORK {
            return None;
        }
        let mut runs = Self {
            line,
            ends,
            width,
            surplus,
            all: Vec::new(),
        };
        for first in 0..runs.ends.len() {
            for more in 0..=surplus {
                let run = runs.run(first, more, signs);
                runs.all.push(run);
            }
        }
        Some(runs)
    }

    fn run(&self, first: usize, more: usize, signs: Signs) -> Run {
        if first + more >= self.ends.len() {
            return Run {
                price: UNLIKELY,
                pattern: String::new(),
            };
        }
        let raw = self.text(first, more + 1);
        Run {
            price: price(raw, signs),
            pattern: pattern(&value(raw, signs.quote)),
        }
    }

    /// The cheapest way, where there is only one.
    pub fn divide(&self, fits: impl Fn(usize, &str) -> bool) -> Option<Division<'a>> {
        let mut table = Table::new(self.width, self.surplus);
        for cell in 0..self.width {
            for left_out in 0..=self.surplus {
                table.extend(cell, left_out, self, &fits);
            }
        }
        table.finish(self)
    }

    fn at(&self, first: usize, more: usize) -> &Run {
        &self.all[first * (self.surplus + 1) + more]
    }

    fn count(&self) -> usize {
        self.ends.len()
    }

    /// The text of `count` pieces from one on.
    fn text(&self, first: usize, count: usize) -> &'a str {
        let from = first
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] + 1);
        &self.line[from..self.ends[first + count - 1]]
    }

    fn is_empty(&self, piece: usize) -> bool {
        self.text(piece, 1).is_empty()
    }
}

/// The cheapest ways to take a number of cells out of the first pieces.
struct Table {
    width: usize,
    surplus: usize,
    best: Vec<Best>,
}

#[derive(Clone, Copy, Debug)]
struct Best {
    price: u32,
    /// Whether there is another way of the same price.
    several: bool,
    /// The last cell: pieces left out before it, and pieces it is made of.
    last: (usize, usize),
}

const NOTHING: Best = Best {
    price: u32::MAX,
    several: false,
    last: (0, 0),
};

impl Best {
    fn offer(&mut self, offered: Self) {
        if offered.price < self.price {
            *self = offered;
        } else if offered.price == self.price {
            self.several = true;
        }
    }
}

impl Table {
    fn new(width: usize, surplus: usize) -> Self {
        let mut best = vec![NOTHING; (width + 1) * (surplus + 1)];
        best[0].price = 0;
        Self {
            width,
            surplus,
            best,
        }
    }

    /// The best way to have `cells` cells, with `beyond` pieces more than cells used up.
    fn at(&mut self, cells: usize, beyond: usize) -> &mut Best {
        &mut self.best[cells * (self.surplus + 1) + beyond]
    }

    /// Takes one more cell in every way. Of a run of empty pieces the first are cells, so that
    /// it does not matter which of them are left out.
    fn extend(
        &mut self,
        cells: usize,
        beyond: usize,
        pieces: &Runs<'_>,
        fits: &impl Fn(usize, &str) -> bool,
    ) {
        let from = *self.at(cells, beyond);
        if from.price == u32::MAX {
            return;
        }
        let first = cells + beyond;
        for dropped in 0..=self.surplus - beyond {
            if dropped > 0 && !pieces.is_empty(first + dropped - 1) {
                break;
            }
            if dropped > 0 && pieces.is_empty(first + dropped) {
                continue;
            }
            for more in 0..=self.surplus - beyond - dropped {
                let run = pieces.at(first + dropped, more);
                let unlikely = if fits(cells, &run.pattern) {
                    0
                } else {
                    UNLIKELY
                };
                let left_out = u32::try_from(dropped).unwrap_or(u32::MAX);
                let offered = Best {
                    price: from
                        .price
                        .saturating_add(run.price)
                        .saturating_add(unlikely)
                        .saturating_add(left_out.saturating_mul(DROPPED)),
                    several: from.several,
                    last: (dropped, more + 1),
                };
                self.at(cells + 1, beyond + dropped + more).offer(offered);
            }
        }
    }

    /// The cheapest way with all cells and nothing but empty pieces behind them.
    fn finish<'a>(mut self, pieces: &Runs<'a>) -> Option<Division<'a>> {
        let mut found = NOTHING;
        let mut place = 0;
        for behind in 0..=self.surplus {
            if behind > 0 && !pieces.is_empty(pieces.count() - behind) {
                break;
            }
            let beyond = self.surplus - behind;
            let mut offered = *self.at(self.width, beyond);
            let left_out = u32::try_from(behind).unwrap_or(u32::MAX);
            offered.price = offered
                .price
                .saturating_add(left_out.saturating_mul(DROPPED));
            if offered.price < found.price {
                place = beyond;
            }
            found.offer(offered);
        }
        let accepted = found.price < UNLIKELY && !found.several;
        accepted.then(|| Division {
            raw: self.cells(place, pieces),
            price: found.price,
        })
    }

    /// The cells of the way that ends in a place.
    fn cells<'a>(&mut self, mut beyond: usize, pieces: &Runs<'a>) -> Vec<&'a str> {
        let mut cells = Vec::with_capacity(self.width);
        for cell in (1..=self.width).rev() {
            let (dropped, count) = self.at(cell, beyond).last;
            let end = cell + beyond;
            cells.push(pieces.text(end - count, count));
            beyond -= dropped + count - 1;
        }
        cells.reverse();
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Signs = Signs {
        delimiter: b',',
        quote: b'"',
    };

    fn divided(
        line: &str,
        width: usize,
        fits: impl Fn(usize, &str) -> bool,
    ) -> Option<Vec<String>> {
        divide(line, COMMA, width, fits).map(|division| division.values(b'"'))
    }

    fn any(_: usize, _: &str) -> bool {
        true
    }

    #[test]
    fn well_quoted_lines_are_divided_as_always() {
        let line = r#"a,"b, ""c""",,d"#;
        assert_eq!(divided(line, 4, any).unwrap(), ["a", "b, \"c\"", "", "d"]);
        assert_eq!(divide(line, COMMA, 4, any).unwrap().price, 0);
    }

    #[test]
    fn quotes_out_of_place_are_data() {
        for (line, cells) in [
            (r#"a,"b,c,"d, e",f"#, ["a", "\"b", "c", "d, e", "f"]),
            (r#"a,""b, c"",d,e,f"#, ["a", "\"b, c\"", "d", "e", "f"]),
            (r#"a,""b, c",d,e,f"#, ["a", "\"b, c", "d", "e", "f"]),
            (r#"a,b,c,"d 10" e","f""#, ["a", "b", "c", "d 10\" e", "f"]),
            (r#"a,b,"c, 10"","d","e""#, ["a", "b", "c, 10\"", "d", "e"]),
            (r#"a,"b","c",,"d",e"#, ["a", "b", "c", "d", "e"]),
            (r#"a,b,c,d,""#, ["a", "b", "c", "d", "\""]),
        ] {
            assert_eq!(
                divided(line, 5, any).as_deref(),
                Some(&cells.map(str::to_owned)[..]),
                "{line}"
            );
        }
    }

    #[test]
    fn delimiters_are_joined_or_dropped_only_where_one_way_fits() {
        let numbers = |column: usize, cell: &str| match column {
            0 | 2 => cell.bytes().all(|byte| byte == b'9') && !cell.is_empty(),
            _ => true,
        };
        let line = "1,well, very good,2";
        assert_eq!(
            divided(line, 3, numbers).unwrap(),
            ["1", "well, very good", "2"]
        );
        assert_eq!(divided("1,a,b,c", 3, any), None);
        assert_eq!(divided("1,,a,2", 3, numbers).unwrap(), ["1", "a", "2"]);
        assert_eq!(divided(",1,a,2", 3, numbers).unwrap(), ["1", "a", "2"]);
        assert_eq!(divided("1,a,2,", 3, numbers).unwrap(), ["1", "a", "2"]);
        assert_eq!(divided("1,,,2", 3, numbers).unwrap(), ["1", "", "2"]);
        assert_eq!(divided("1,a", 3, any), None);
    }
}
