//! The order of day, month and year that a header states.

use super::DateOrder;

/// A part of a date, as a pattern of letters has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// The order that a header states as a pattern (`Date of meeting (dd/mm/yyyy)`), of which nobody
/// can say that it is anything else.
#[must_use]
pub fn stated_order(header: &str) -> Option<DateOrder> {
    let folded = header.to_lowercase();
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<Option<Part>> = words.filter(|word| !word.is_empty()).map(part).collect();
    words.windows(3).find_map(|words| match words {
        [Some(Part::Day), Some(Part::Month), Some(Part::Year)] => Some(DateOrder::Dmy),
        [Some(Part::Month), Some(Part::Day), Some(Part::Year)] => Some(DateOrder::Mdy),
        _ => None,
    })
}

/// English patterns, and those of German (`TT.MM.JJJJ`), French and Spanish (`jj/mm/aaaa`).
fn part(word: &str) -> Option<Part> {
    match word {
        "d" | "dd" | "day" | "tt" | "jj" => Some(Part::Day),
        "m" | "mm" | "mmm" | "month" => Some(Part::Month),
        "y" | "yy" | "yyyy" | "year" | "jjjj" | "aaaa" => Some(Part::Year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_in_a_header_says_the_order() {
        for (header, order) in [
            ("Date of meeting (dd/mm/yyyy)", Some(DateOrder::Dmy)),
            ("Date (D/M/Y)", Some(DateOrder::Dmy)),
            ("Date [MM-DD-YYYY]", Some(DateOrder::Mdy)),
            ("Date: month / day / year", Some(DateOrder::Mdy)),
            ("Datum (TT.MM.JJJJ)", Some(DateOrder::Dmy)),
            ("Date", None),
            ("Day of the month", None),
            ("Date (yyyy-mm-dd)", None),
        ] {
            assert_eq!(stated_order(header), order, "{header}");
        }
    }
}
