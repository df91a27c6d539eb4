//! From bytes in any encoding to UTF-8.

use encoding_rs::{CoderResult, Encoding};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

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

fn line_feeds(text: &mut [u8]) {
    for byte in text {
        if *byte == b'\r' {
            *byte = b'\n';
        }
    }
}
