//! Cuts a text into blocks of whole records, so that they can be parsed side by side.
//!
//! Where every quote opens or closes a field, the parity of quotes says whether a line end ends
//! a record; that is fast. A quote inside an unquoted field breaks the parity: from there on
//! the cutter follows the states of the parser byte by byte, so that blocks hold exactly the
//! records that the plain reader finds, whatever the file. One thing is read differently: a
//! quote that is never closed would swallow the rest of the file, so the line that it stands in
//! is a block of its own, to be read without quoting.

use super::dialect::Dialect;
use std::io::{self, Read};

/// Whole records of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The records.
    pub bytes: Vec<u8>,
    /// Offset of the first in the text.
    pub offset: u64,
    /// Line of the first, from 1.
    pub line: u32,
    /// Line ends in it: about as many as records.
    pub lines: usize,
    /// Place among the blocks, from 0.
    pub index: usize,
    /// Whether it is one line with a quote that is never closed.
    pub unclosed: bool,
    /// Whether quotes may stand where they should not.
    pub strays: bool,
}

/// Size that blocks are cut to; longer records make longer blocks.
pub const BLOCK_BYTES: usize = 2 << 20;

/// A quote that is still open after so many bytes is never closed.
const LONGEST_RECORD: usize = 64 << 20;

/// Cuts a text into [`Block`]s.
#[derive(Debug)]
pub struct Cutter<R> {
    input: R,
    dialect: Dialect,
    wanted: usize,
    pending: Vec<u8>,
    offset: u64,
    line: u32,
    index: usize,
    careful: bool,
    ended: bool,
}

impl<R: Read> Cutter<R> {
    /// Cuts what `input` gives, which stands at `offset` and `line` of the text.
    pub fn new(input: R, dialect: Dialect, offset: u64, line: u32, wanted: usize) -> Self {
        Self {
            input,
            dialect,
            wanted: wanted.max(1),
            pending: Vec::new(),
            offset,
            line,
            index: 0,
            careful: false,
            ended: false,
        }
    }

    fn next_block(&mut self) -> io::Result<Option<Block>> {
        let mut wanted = self.wanted;
        loop {
            self.fill(wanted)?;
            if self.pending.is_empty() {
                return Ok(None);
            }
            let scan = self.scan();
            let unclosed = scan.open && (self.ended || self.pending.len() >= LONGEST_RECORD);
            match scan.end {
                _ if self.ended && !scan.open => return Ok(Some(self.cut(self.pending.len()))),
                Some(end) => return Ok(Some(self.cut(end))),
                None if unclosed => return Ok(Some(self.cut_line())),
                None => wanted *= 2,
            }
        }
    }

    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.pending.len());
        if self.ended || missing == 0 {
            return Ok(());
        }
        self.pending.reserve(missing);
        let read = (&mut self.input)
            .take(missing as u64)
            .read_to_end(&mut self.pending)?;
        self.ended = read < missing;
        Ok(())
    }

    /// Finds the records in what is pending.
    fn scan(&mut self) -> Scan {
        let Some(quote) = self.dialect.quote else {
            let end = memchr::memrchr(b'\n', &self.pending).map(|at| at + 1);
            return Scan { end, open: false };
        };
        if !self.careful {
            match scan_by_parity(&self.pending, quote, self.dialect.delimiter) {
                Some(scan) => return scan,
                None => self.careful = true,
            }
        }
        scan_carefully(&self.pending, quote, self.dialect.delimiter)
    }

    fn cut_line(&mut self) -> Block {
        let line = memchr::memchr(b'\n', &self.pending).map_or(self.pending.len(), |at| at + 1);
        Block {
            unclosed: true,
            strays: true,
            ..self.cut(line)
        }
    }

    fn cut(&mut self, end: usize) -> Block {
        let rest = self.pending.split_off(end);
        let bytes = std::mem::replace(&mut self.pending, rest);
        let lines = memchr::memchr_iter(b'\n', &bytes).count();
        let block = Block {
            offset: self.offset,
            line: self.line,
            index: self.index,
            lines,
            bytes,
            unclosed: false,
            strays: self.careful,
        };
        self.offset += end as u64;
        self.line = self
            .line
            .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.index += 1;
        block
    }
}

impl<R: Read> Iterator for Cutter<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.next_block().transpose();
        if let Some(Err(_)) = block {
            self.ended = true;
            self.pending.clear();
        }
        block
    }
}

/// What is found in a run of bytes that begins with a record.
#[derive(Clone, Copy, Debug)]
struct Scan {
    /// End of the last whole record.
    end: Option<usize>,
    /// Whether it ends inside of quotes.
    open: bool,
}

/// Goes by the parity of quotes; `None` where a quote stands inside an unquoted field.
fn scan_by_parity(bytes: &[u8], quote: u8, delimiter: u8) -> Option<Scan> {
    let mut open = false;
    let mut whole_until = 0;
    let mut end = None;
    for at in memchr::memchr_iter(quote, bytes) {
        if open {
            whole_until = at + 1;
        } else {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            let escapes = before == Some(&quote) && whole_until == at;
            let starts = before.is_none_or(|byte| [delimiter, b'\n', b'\r'].contains(byte));
            if !escapes && !starts {
                return None;
            }
            end = memchr::memrchr(b'\n', &bytes[whole_until..at])
                .map(|found| whole_until + found + 1)
                .or(end);
        }
        open = !open;
    }
    if !open {
        end = memchr::memrchr(b'\n', &bytes[whole_until..])
            .map(|found| whole_until + found + 1)
            .or(end);
    }
    Some(Scan { end, open })
}

/// Follows the parser: a quote opens a field only at its start; after a closing quote anything
/// but another quote goes on unquoted.
fn scan_carefully(bytes: &[u8], quote: u8, delimiter: u8) -> Scan {
    #[derive(Clone, Copy)]
    enum State {
        FieldStart,
        Unquoted,
        Quoted,
        QuoteInQuoted,
    }
    let mut state = State::FieldStart;
    let mut end = None;
    for (at, &byte) in bytes.iter().enumerate() {
        state = match (state, byte) {
            (State::Quoted, byte) if byte == quote => State::QuoteInQuoted,
            (State::Quoted, _) => State::Quoted,
            (State::QuoteInQuoted | State::FieldStart, byte) if byte == quote => State::Quoted,
            (_, b'\n') => {
                end = Some(at + 1);
                State::FieldStart
            }
            (_, byte) if byte == delimiter || byte == b'\r' => State::FieldStart,
            _ => State::Unquoted,
        };
    }
    let open = matches!(state, State::Quoted);
    Scan { end, open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect {
        delimiter: b',',
        quote: Some(b'"'),
    };

    fn records(bytes: &[u8], dialect: Dialect) -> Vec<csv::ByteRecord> {
        dialect
            .reader(bytes)
            .byte_records()
            .map(|record| record.unwrap())
            .collect()
    }

    fn blocks(text: &[u8], wanted: usize) -> Vec<Block> {
        Cutter::new(text, COMMA, 0, 1, wanted)
            .map(|block| block.unwrap())
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn blocks_hold_the_records_of_the_plain_reader(
            text in "[a,\"\n\r ]{0,60}",
            wanted in 1usize..20,
        ) {
            let open = scan_carefully(text.as_bytes(), b'"', b',').open;
            let text = text + if open { "\"" } else { "" };
            let cut = blocks(text.as_bytes(), wanted);
            prop_assert!(cut.iter().all(|block| !block.unclosed));
            let parsed: Vec<_> = cut.iter().flat_map(|block| records(&block.bytes, COMMA)).collect();
            prop_assert_eq!(parsed, records(text.as_bytes(), COMMA));
            let whole: Vec<u8> = cut.iter().flat_map(|block| block.bytes.clone()).collect();
            prop_assert_eq!(whole, text.as_bytes());
        }

        #[test]
        fn blocks_know_their_place(text in "[a,\"\n]{0,60}", wanted in 1usize..20) {
            for block in blocks(text.as_bytes(), wanted) {
                let before = &text.as_bytes()[..usize::try_from(block.offset).unwrap()];
                let lines = memchr::memchr_iter(b'\n', before).count();
                prop_assert_eq!(block.line as usize, lines + 1);
            }
        }
    }

    #[test]
    fn well_formed_text_is_cut_near_the_wanted_size() {
        let text = "\"a, \"\"b\"\"\nc\",d\n".repeat(1000);
        let cut = blocks(text.as_bytes(), 1000);
        assert!(cut.len() > 10, "{} blocks", cut.len());
        assert!(cut.iter().all(|block| block.bytes.len() <= 1000));
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_its_line_only() {
        for wanted in [4, 1000] {
            let cut = blocks(b"a,b\n\"c\nd\",e\nf,\"g\nh,i\nj,k\n", wanted);
            let unclosed: Vec<_> = cut.iter().filter(|block| block.unclosed).collect();
            assert_eq!(unclosed.len(), 1);
            assert_eq!(
                (unclosed[0].bytes.as_slice(), unclosed[0].line),
                (&b"f,\"g\n"[..], 4)
            );
            let records: usize = cut
                .iter()
                .map(|block| {
                    let quote = COMMA.quote.filter(|_| !block.unclosed);
                    records(&block.bytes, Dialect { quote, ..COMMA }).len()
                })
                .sum();
            assert_eq!(records, 5);
        }
    }

    #[test]
    fn without_quoting_every_line_is_a_record() {
        let dialect = Dialect {
            delimiter: b'\t',
            quote: None,
        };
        let text = b"\"a\tb\n\"c\td\n";
        let cut: Vec<_> = Cutter::new(&text[..], dialect, 0, 1, 6)
            .map(Result::unwrap)
            .collect();
        assert_eq!(cut.len(), 2);
    }
}
