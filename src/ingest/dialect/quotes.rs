//! Whether quotes are part of the values.

use super::Dialect;
use std::ops::Range;

/// The dialect with what the quotes of a longer part of the file say.
pub(in crate::ingest) fn with_quotes_of(dialect: Dialect, text: &[u8]) -> Dialect {
    let quoting = dialect.delimiter != b'\t' || !quotes_are_data(text, dialect.delimiter);
    Dialect {
        quote: dialect.quote.filter(|_| quoting),
        ..dialect
    }
}

/// Whether quotes are part of the values of a text: a quoted value is never followed by more
/// text, its quote is closed, and it is no run of whole rows. Spreadsheets write tab-separated
/// text without quoting, so such text tells; read as quoting, its quotes would be lost and some
/// would swallow lines.
fn quotes_are_data(text: &[u8], delimiter: u8) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n');
    let width = lines.find_map(|line| count(line, delimiter));
    let (mut closed, mut rows, mut needed) = (0_usize, 0_usize, 0_usize);
    let (mut at, mut at_start) = (0, true);
    while let Some(&first) = text.get(at) {
        if !at_start || first != b'"' {
            at_start = is_cell_end(first, delimiter);
            at += 1;
            continue;
        }
        let Some(length) = quoted_length(&text[at..]) else {
            return closed == rows;
        };
        let value = at..at + length;
        (at, at_start) = (value.end, false);
        if text
            .get(at)
            .is_some_and(|next| !is_cell_end(*next, delimiter))
        {
            return true;
        }
        let is_rows = holds_rows(text, &value, delimiter, width);
        closed += 1;
        rows += usize::from(is_rows);
        needed += usize::from(!is_rows && needs_quotes(&text[value], delimiter));
    }
    rows > 0 && needed == 0
}

/// Number of delimiters in a line, if there are any.
fn count(line: &[u8], delimiter: u8) -> Option<usize> {
    let count = memchr::memchr_iter(delimiter, line).count();
    (count > 0).then_some(count)
}

/// Whether a value with its quotes has several lines, of which each is as wide as the header.
fn holds_rows(text: &[u8], value: &Range<usize>, delimiter: u8, width: Option<usize>) -> bool {
    let whole = |line: &[u8]| count(line, delimiter) == width;
    let lines = || lines_of(text, value).split(|byte| *byte == b'\n');
    width.is_some() && text[value.clone()].contains(&b'\n') && lines().all(whole)
}

/// Whether a value with its quotes could not be written without them.
fn needs_quotes(value: &[u8], delimiter: u8) -> bool {
    let inside = &value[1..value.len() - 1];
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\n') || *byte == delimiter;
    inside.iter().any(is_special)
}

/// The lines in which a value stands, from the first byte of the first one on.
fn lines_of<'a>(text: &'a [u8], value: &Range<usize>) -> &'a [u8] {
    let begin = memchr::memrchr(b'\n', &text[..value.start]).map_or(0, |before| before + 1);
    let rest = memchr::memchr(b'\n', &text[value.end..]);
    &text[begin..rest.map_or(text.len(), |length| value.end + length)]
}

fn is_cell_end(byte: u8, delimiter: u8) -> bool {
    byte == delimiter || matches!(byte, b'\n' | b'\r')
}

/// Length of a quoted value with its quotes; `None` where it is not closed.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(b'"', text).skip(1).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return Some(at + 1);
        }
    }
    None
}
