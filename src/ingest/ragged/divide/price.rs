//! What it costs to take a piece of a line as a cell.

use super::Signs;

/// Price of a quote out of place. What the rules of quoting allow is free.
const STRAY: u32 = 2;
/// Price of an empty piece left out.
pub(super) const DROPPED: u32 = 40;
/// Price of a delimiter that is text.
pub(super) const JOINED: u32 = 60;
/// Price of what cannot be.
pub(super) const UNLIKELY: u32 = 100_000;

/// Price of the quotes and delimiters of a cell.
pub(in crate::ingest::ragged) fn price(raw: &str, signs: Signs) -> u32 {
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
pub(super) fn inner(raw: &str, quote: char) -> Option<&str> {
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
