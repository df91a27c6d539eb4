//! Writes a text in the usual dialect: quotes doubled, nothing behind delimiters.

use super::Written;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// Rewrites a text in an unusual dialect; line ends stay where they are, so lines keep their
/// numbers. A quote that is not followed by a delimiter closes nothing.
///
/// # Errors
/// When one of the two fails.
pub(in crate::ingest) fn rewrite(
    input: impl Read,
    output: impl Write,
    written: Written,
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut writer = Rewriter {
        written,
        output: BufWriter::with_capacity(1 << 16, output),
        cell: Vec::new(),
        state: State::Start,
    };
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            writer.end_cell()?;
            return writer.output.flush();
        }
        for byte in buffer {
            writer.take(*byte)?;
        }
        let taken = buffer.len();
        input.consume(taken);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the start of a cell.
    Start,
    /// Behind a delimiter, where a space may follow.
    BehindDelimiter,
    Bare,
    Quoted,
    /// Behind a backslash in quotes.
    Escaped,
    /// Behind a quote in quotes.
    Closing,
}

struct Rewriter<W> {
    written: Written,
    output: W,
    cell: Vec<u8>,
    state: State,
}

impl<W: Write> Rewriter<W> {
    fn take(&mut self, byte: u8) -> io::Result<()> {
        let quote = self.written.quote;
        let ends = byte == self.written.delimiter || matches!(byte, b'\n' | b'\r');
        match self.state {
            State::BehindDelimiter if byte == b' ' => self.state = State::Start,
            State::Start | State::BehindDelimiter if byte == quote => self.state = State::Quoted,
            State::Start | State::BehindDelimiter | State::Bare | State::Closing if ends => {
                self.end_cell()?;
                self.output.write_all(&[byte])?;
                let spaced = self.written.spaced && byte == self.written.delimiter;
                self.state = if spaced {
                    State::BehindDelimiter
                } else {
                    State::Start
                };
            }
            State::Start | State::BehindDelimiter | State::Bare => {
                self.cell.push(byte);
                self.state = State::Bare;
            }
            State::Quoted if byte == quote => self.state = State::Closing,
            State::Quoted if byte == b'\\' && self.written.backslash => {
                self.state = State::Escaped;
            }
            State::Quoted => self.cell.push(byte),
            State::Escaped => self.take_escaped(byte),
            State::Closing => {
                self.cell.push(quote);
                self.state = State::Quoted;
                if byte != quote {
                    return self.take(byte);
                }
            }
        }
        Ok(())
    }

    /// Only quotes and backslashes are escaped; before anything else a backslash is data.
    fn take_escaped(&mut self, byte: u8) {
        if byte != self.written.quote && byte != b'\\' {
            self.cell.push(b'\\');
        }
        self.cell.push(byte);
        self.state = State::Quoted;
    }

    fn end_cell(&mut self) -> io::Result<()> {
        let needs_quotes =
            |byte: &u8| *byte == self.written.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if self.cell.iter().any(needs_quotes) {
            self.output.write_all(b"\"")?;
            for part in self.cell.split_inclusive(|byte| *byte == b'"') {
                self.output.write_all(part)?;
                if part.ends_with(b"\"") {
                    self.output.write_all(b"\"")?;
                }
            }
            self.output.write_all(b"\"")?;
        } else {
            self.output.write_all(&self.cell)?;
        }
        self.cell.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str, delimiter: u8) -> String {
        let written = Written::of(text.as_bytes(), delimiter);
        let mut output = Vec::new();
        rewrite(text.as_bytes(), &mut output, written).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn unusual_dialects_become_the_usual_one() {
        for (text, usual) in [
            (
                "a,b\n1,'x, y'\n2,'it's late'\n3,it's\n4,5\" wide\n",
                "a,b\n1,\"x, y\"\n2,it's late\n3,it's\n4,\"5\"\" wide\"\n",
            ),
            (
                "a,b\r\n\"10\\\" wide\",\"C:\\\\x\"\r\n\"48\\\"\",\"y, \\'z\\'\"\r\n",
                "a,b\r\n\"10\"\" wide\",C:\\x\r\n\"48\"\"\",\"y, \\'z\\'\"\r\n",
            ),
            (
                "a, b, c\n1, \"x, y\", 2\n2,  z, \n3, \"w\", \"4\"\n",
                "a,b,c\n1,\"x, y\",2\n2, z,\n3,w,4\n",
            ),
        ] {
            assert_eq!(rewritten(text, b','), usual);
        }
    }

    #[test]
    fn an_open_quote_loses_nothing() {
        let text = "a,b\n'x','y'\n'z','w\n";
        assert_eq!(rewritten(text, b','), "a,b\nx,y\nz,\"w\n\"");
    }
}
