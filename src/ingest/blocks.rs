//! Cuts a text into blocks of whole records, so that they can be parsed side by side.
//!
//! Where every quote opens or closes a field, the parity of quotes says whether a line end ends
//! a record; that is fast. A quote inside an unquoted field breaks the parity: from there on
//! the cutter follows the states of the parser byte by byte, so that blocks hold exactly the
//! records that the plain reader finds, whatever the file.

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
    /// Place among the blocks, from 0.
    pub index: usize,
}

/// Size that blocks are cut to; longer records make longer blocks.
pub const BLOCK_BYTES: usize = 2 << 20;

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
            if self.ended {
                let length = self.pending.len();
                return Ok(Some(self.cut(length)));
            }
            if let Some(end) = self.last_record_end() {
                return Ok(Some(self.cut(end)));
            }
            wanted *= 2;
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

    /// The end of the last whole record that is pending, if any.
    fn last_record_end(&mut self) -> Option<usize> {
        let Some(quote) = self.dialect.quote else {
            return memchr::memrchr(b'\n', &self.pending).map(|at| at + 1);
        };
        if !self.careful {
            match parity_end(&self.pending, quote, self.dialect.delimiter) {
                Parity::End(end) => return end,
                Parity::Stray => self.careful = true,
            }
        }
        careful_end(&self.pending, quote, self.dialect.delimiter)
    }

    fn cut(&mut self, end: usize) -> Block {
        let rest = self.pending.split_off(end);
        let bytes = std::mem::replace(&mut self.pending, rest);
        let lines = memchr::memchr_iter(b'\n', &bytes).count();
        let block = Block {
            offset: self.offset,
            line: self.line,
            index: self.index,
            bytes,
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

/// What the parity of quotes says about a run of bytes that begins with a record.
enum Parity {
    /// End of the last whole record in it.
    End(Option<usize>),
    /// A quote stands inside an unquoted field, so parity says nothing.
    Stray,
}

fn parity_end(bytes: &[u8], quote: u8, delimiter: u8) -> Parity {
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
                return Parity::Stray;
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
    Parity::End(end)
}

/// Follows the parser: a quote opens a field only at its start; after a closing quote anything
/// but another quote goes on unquoted.
fn careful_end(bytes: &[u8], quote: u8, delimiter: u8) -> Option<usize> {
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
    end
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
            let cut = blocks(text.as_bytes(), wanted);
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
