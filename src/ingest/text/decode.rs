//! From bytes in any encoding to UTF-8.

use encoding_rs::{CoderResult, Encoding};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// The content from `start` on as UTF-8 in an unnamed file; characters that cannot be decoded
/// become U+FFFD.
pub(super) fn decode(
    mut content: File,
    encoding: &'static Encoding,
    start: u64,
    returns: bool,
) -> io::Result<File> {
    content.seek(SeekFrom::Start(start))?;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut copy = BufWriter::new(tempfile::tempfile()?);
    let mut input = vec![0; 1 << 18];
    let mut output = vec![0; 1 << 19];
    loop {
        let read = content.read(&mut input)?;
        let mut rest = &input[..read];
        loop {
            let (result, used, written, _) = decoder.decode_to_utf8(rest, &mut output, read == 0);
            if returns {
                line_feeds(&mut output[..written]);
            }
            copy.write_all(&output[..written])?;
            rest = &rest[used..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return copy.into_inner().map_err(io::IntoInnerError::into_error);
        }
    }
}

/// A line that is longer is read in pieces.
const LONGEST_LINE: u64 = 1 << 22;

/// How many lines that are not ASCII are written in what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Mixture {
    /// In UTF-8.
    pub utf_8: u64,
    /// In a code page.
    pub others: u64,
}

impl Mixture {
    /// What is to be said of it, as a sentence; nothing of a file that is all of one kind.
    pub fn said(self, page: &str) -> Option<String> {
        (self.utf_8 > 0 && self.others > 0).then(|| {
            format!(
                "{} of its lines with letters beyond ASCII are written in UTF-8 and {} in {page}, as \
                 if two exports had been put together: each is read as what it is",
                self.utf_8, self.others
            )
        })
    }
}

/// The same of a file in a code page of single bytes, in which lines that are UTF-8 stay as they
/// are: bytes that mean something else are hardly ever valid UTF-8.
pub(super) fn decode_lines(
    mut content: File,
    page: &'static Encoding,
    start: u64,
    returns: bool,
) -> io::Result<(File, Mixture)> {
    content.seek(SeekFrom::Start(start))?;
    let end = if returns { b'\r' } else { b'\n' };
    let mut content = BufReader::with_capacity(1 << 18, content);
    let mut copy = BufWriter::new(tempfile::tempfile()?);
    let mut mixture = Mixture::default();
    let mut line = Vec::new();
    while content
        .by_ref()
        .take(LONGEST_LINE)
        .read_until(end, &mut line)?
        > 0
    {
        if returns {
            line_feeds(&mut line);
        }
        if line.is_ascii() {
            copy.write_all(&line)?;
        } else if std::str::from_utf8(&line).is_ok() {
            mixture.utf_8 += 1;
            copy.write_all(&line)?;
        } else {
            mixture.others += 1;
            let (text, _) = page.decode_without_bom_handling(&line);
            copy.write_all(text.as_bytes())?;
        }
        line.clear();
    }
    let copy = copy.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((copy, mixture))
}

fn line_feeds(text: &mut [u8]) {
    for byte in text {
        if *byte == b'\r' {
            *byte = b'\n';
        }
    }
}
