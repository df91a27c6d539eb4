//! Whether quotes are part of the values.

use super::Dialect;

/// The dialect with what the quotes of a longer part of the file say.
pub(in crate::ingest) fn with_quotes_of(dialect: Dialect, text: &[u8]) -> Dialect {
    let quoting = dialect.delimiter != b'\t' || !quotes_are_data(text, dialect.delimiter);
    Dialect {
        quote: dialect.quote.filter(|_| quoting),
        ..dialect
    }
}

/// Whether quotes are part of the values of a text: a quoted value is never followed by more
/// text, and its quote is closed. Spreadsheets write tab-separated text without quoting, so such
/// text tells; read as quoting, its quotes would be lost and some would swallow lines.
fn quotes_are_data(text: &[u8], delimiter: u8) -> bool {
    let mut closed = 0_usize;
    let mut rest = text;
    let mut at_start = true;
    while let Some(&first) = rest.first() {
        if at_start && first == b'"' {
            let Some(length) = quoted_length(rest) else {
                return closed == 0;
            };
            rest = &rest[length..];
            if !rest
                .first()
                .is_none_or(|next| is_cell_end(*next, delimiter))
            {
                return true;
            }
            closed += 1;
            at_start = false;
        } else {
            at_start = is_cell_end(first, delimiter);
            rest = &rest[1..];
        }
    }
    false
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
