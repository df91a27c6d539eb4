//! Divides a line into a wanted number of cells, however its quotes and delimiters stand.
//!
//! Every way to join the pieces between the delimiters into so many cells has a price: quotes
//! that do not stand where they should, delimiters inside of an unquoted cell, empty pieces left
//! out. The cheapest way counts, if it is the only one of its price and every cell looks like
//! the others of its column.

mod price;
mod runs;
mod table;

pub(super) use price::price;
pub(super) use runs::{MOST_WORK, Runs};

use price::{DROPPED, JOINED};

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
    let Some(inner) = price::inner(raw, quote) else {
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
