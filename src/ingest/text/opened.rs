//! A file as it is found: packed or not, with its size and hash, seen once from end to end.

use super::decode::{Mixture, decode, decode_lines};
use super::{Place, Text};
use crate::ingest::containers::{Limited, Part};
use crate::ingest::encoding::Survey;
use crate::ingest::source::SourceFile;
use encoding_rs::{Encoding, UTF_8};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;

/// A file whose bytes have been seen once: packed ones are unpacked in `content`.
pub(super) struct Opened {
    content: File,
    unpacked: bool,
    /// What its bytes say about its characters.
    pub survey: Survey,
    size: u64,
    sha256: String,
}

impl Opened {
    /// Its text in an encoding, behind a byte order mark of so many bytes.
    pub fn text(
        self,
        source: &SourceFile,
        encoding: &'static Encoding,
        mark: usize,
    ) -> io::Result<Text> {
        let returns = self.survey.ends_rows_in_carriage_returns();
        let mut mixture = Mixture::default();
        let (place, start) = if encoding == UTF_8 && self.survey.is_utf8() && !returns {
            let place = if self.unpacked {
                Place::Decoded(Mutex::new(self.content))
            } else {
                Place::Original(source.path.clone())
            };
            (place, mark as u64)
        } else if encoding.is_single_byte() && !self.survey.is_utf8() {
            let (decoded, lines) = decode_lines(self.content, encoding, mark as u64, returns)?;
            mixture = lines;
            (Place::Decoded(Mutex::new(decoded)), 0)
        } else {
            let decoded = decode(self.content, encoding, mark as u64, returns)?;
            (Place::Decoded(Mutex::new(decoded)), 0)
        };
        let mut text = Text {
            place,
            start,
            end: 0,
            encoding: encoding.name(),
            mixture,
            size: self.size,
            sha256: self.sha256,
        };
        text.end = text.length()?;
        Ok(text)
    }
}

/// A file as it is in its folder.
pub(super) fn whole(path: &Path) -> io::Result<Opened> {
    let mut file = File::open(path)?;
    if is_gzip(&mut file)? {
        unpacked(file)
    } else {
        surveyed(file)
    }
}

/// A file of an archive, which may be packed by itself.
pub(super) fn inner(mut file: File, part: &Part) -> io::Result<Opened> {
    file.seek(SeekFrom::Start(0))?;
    let opened = if is_gzip(&mut file)? {
        unpacked(file)?
    } else {
        surveyed(file)?
    };
    Ok(Opened {
        unpacked: true,
        size: part.size,
        sha256: part.sha256.to_string(),
        ..opened
    })
}

fn is_gzip(file: &mut File) -> io::Result<bool> {
    let mut magic = Vec::new();
    file.take(2).read_to_end(&mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(magic == [0x1f, 0x8b])
}

fn surveyed(file: File) -> io::Result<Opened> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let survey = Survey::of(&file, |chunk| {
        hash.update(chunk);
        size += chunk.len() as u64;
    })?;
    Ok(Opened {
        content: file,
        unpacked: false,
        survey,
        size,
        sha256: hexadecimal(&hash.finalize()),
    })
}

fn unpacked(file: File) -> io::Result<Opened> {
    let size = file.metadata()?.len();
    let mut packed = Hashing {
        inner: file,
        hash: Sha256::new(),
        size: 0,
    };
    let mut copy = BufWriter::new(tempfile::tempfile()?);
    let mut written = Ok(());
    let survey = Survey::of(
        Limited::new(
            MultiGzDecoder::new(BufReader::with_capacity(1 << 18, &mut packed)),
            size,
        ),
        |chunk| {
            if written.is_ok() {
                written = copy.write_all(chunk);
            }
        },
    )?;
    written?;
    io::copy(&mut packed, &mut io::sink())?;
    Ok(Opened {
        content: copy.into_inner().map_err(io::IntoInnerError::into_error)?,
        unpacked: true,
        survey,
        size: packed.size,
        sha256: hexadecimal(&packed.hash.finalize()),
    })
}

/// Hashes what is read through it.
struct Hashing {
    inner: File,
    hash: Sha256,
    size: u64,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.size += read as u64;
        Ok(read)
    }
}

/// Bytes as hexadecimal digits.
pub(in crate::ingest) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digits = |byte: &u8| {
        [
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ]
    };
    bytes.iter().flat_map(digits).collect()
}
