//! A file as UTF-8 text that can be read from any offset, whatever it was written in.
//!
//! UTF-8 files are read where they are, sheets of workbooks from memory. Everything else (other encodings, gzip, rows ended by
//! carriage returns alone) is decoded once into an unnamed temporary file, so that all that
//! follows is the same; the system removes that file whatever happens to the program.

use super::containers::{Content, Limited, Part};
use super::dialect::{self, Written};
use super::encoding::{Found, Survey};
use super::error::IngestError;
use super::source::SourceFile;
use encoding_rs::{CoderResult, Encoding, UTF_8};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The text of one input file, and what is known of the file as a whole.
#[derive(Debug)]
pub struct Text {
    place: Place,
    /// Offset of its first character (after a byte order mark).
    pub(super) start: u64,
    /// Offset after its last character.
    pub(super) end: u64,
    /// Name of the encoding it was written in.
    pub encoding: &'static str,
    /// Size of the file in bytes.
    pub size: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

#[derive(Debug)]
enum Place {
    Original(PathBuf),
    Decoded(Mutex<File>),
    /// A sheet, in which each row is one line.
    Sheet(Arc<[u8]>),
}

impl Text {
    /// Opens a file; `named` is the encoding that the configuration says it has.
    ///
    /// # Errors
    /// When the file cannot be read, is not text, or `named` is no encoding.
    pub fn open(source: &SourceFile, named: Option<&str>) -> Result<Self, IngestError> {
        let forced = named.map(|name| encoding_named(source, name)).transpose()?;
        let failed = |error| IngestError::Unreadable {
            path: source.path.clone(),
            source: error,
        };
        let opened = match source.part.as_deref() {
            None => opened(&source.path),
            Some(part) => match &part.content {
                Content::Sheet(text) => return Ok(Self::of_sheet(part, text)),
                Content::File(file) => file.try_clone().and_then(|file| inner(file, part)),
            },
        };
        let opened = opened.map_err(failed)?;
        let (encoding, mark) = match (forced, opened.survey.found()) {
            (Some(encoding), Found::Text(found, mark)) if found == encoding => (encoding, mark),
            (Some(encoding), _) => (encoding, 0),
            (None, Found::Text(encoding, mark)) => (encoding, mark),
            (None, Found::Binary(found, hint)) => {
                let path = source.shown.clone();
                return Err(IngestError::NotText { path, found, hint });
            }
        };
        opened.text(source, encoding, mark).map_err(failed)
    }

    /// The same text in the usual dialect, in an unnamed temporary file.
    ///
    /// # Errors
    /// When it cannot be read or written any more.
    pub(super) fn rewritten(self, written: Written) -> io::Result<Self> {
        let mut copy = tempfile::tempfile()?;
        dialect::rewrite(self.reader(self.start)?, &mut copy, written)?;
        let end = copy.stream_position()?;
        Ok(Self {
            place: Place::Decoded(Mutex::new(copy)),
            start: 0,
            end,
            ..self
        })
    }

    fn of_sheet(part: &Part, text: &Arc<[u8]>) -> Self {
        Self {
            place: Place::Sheet(Arc::clone(text)),
            start: 0,
            end: text.len() as u64,
            encoding: UTF_8.name(),
            size: part.size,
            sha256: part.sha256.to_string(),
        }
    }

    /// Whether it is a sheet of a workbook, in which line breaks inside of cells are carriage
    /// returns.
    #[must_use]
    pub const fn is_sheet(&self) -> bool {
        matches!(self.place, Place::Sheet(_))
    }

    /// A reader from an offset to the end.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    pub fn reader(&self, offset: u64) -> io::Result<TextReader<'_>> {
        Ok(match &self.place {
            Place::Original(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                TextReader::Original(file)
            }
            Place::Decoded(file) => TextReader::Decoded { file, offset },
            Place::Sheet(text) => {
                let mut text = io::Cursor::new(&**text);
                text.set_position(offset);
                TextReader::Sheet(text)
            }
        })
    }

    /// Its first `wanted` bytes at most.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn beginning(&self, wanted: u64) -> io::Result<Vec<u8>> {
        let mut sample = Vec::new();
        self.reader(self.start)?
            .take(wanted)
            .read_to_end(&mut sample)?;
        Ok(sample)
    }
}

impl Text {
    /// Its last `wanted` bytes at most.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn ending(&self, wanted: u64) -> io::Result<Vec<u8>> {
        let from = self.end.saturating_sub(wanted).max(self.start);
        let mut ending = Vec::new();
        self.reader(from)?.take(wanted).read_to_end(&mut ending)?;
        Ok(ending)
    }
}

/// Reads a [`Text`] from an offset on.
pub enum TextReader<'a> {
    /// The file itself.
    Original(File),
    /// The decoded copy, shared by its readers.
    Decoded {
        /// The copy.
        file: &'a Mutex<File>,
        /// Where this reader is.
        offset: u64,
    },
    /// A sheet in memory.
    Sheet(io::Cursor<&'a [u8]>),
}

impl Read for TextReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Original(file) => file.read(buffer),
            Self::Sheet(text) => text.read(buffer),
            Self::Decoded { file, offset } => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(*offset))?;
                let read = file.read(buffer)?;
                *offset += read as u64;
                Ok(read)
            }
        }
    }
}

impl Seek for TextReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Original(file) => file.seek(to),
            Self::Sheet(text) => text.seek(to),
            Self::Decoded { file, offset } => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                if let SeekFrom::Current(_) = to {
                    file.seek(SeekFrom::Start(*offset))?;
                }
                *offset = file.seek(to)?;
                Ok(*offset)
            }
        }
    }
}

/// A file whose bytes have been seen once: packed ones are unpacked in `content`.
struct Opened {
    content: File,
    unpacked: bool,
    survey: Survey,
    size: u64,
    sha256: String,
}

impl Opened {
    fn text(
        self,
        source: &SourceFile,
        encoding: &'static Encoding,
        mark: usize,
    ) -> io::Result<Text> {
        let returns = self.survey.ends_rows_in_carriage_returns();
        let (place, start) = if encoding == UTF_8 && self.survey.is_utf8() && !returns {
            let place = if self.unpacked {
                Place::Decoded(Mutex::new(self.content))
            } else {
                Place::Original(source.path.clone())
            };
            (place, mark as u64)
        } else {
            let decoded = decode(self.content, encoding, mark as u64, returns)?;
            (Place::Decoded(Mutex::new(decoded)), 0)
        };
        let mut text = Text {
            place,
            start,
            end: 0,
            encoding: encoding.name(),
            size: self.size,
            sha256: self.sha256,
        };
        text.end = text.length()?;
        Ok(text)
    }
}

impl Text {
    fn length(&self) -> io::Result<u64> {
        match &self.place {
            Place::Original(_) => Ok(self.size),
            Place::Sheet(text) => Ok(text.len() as u64),
            Place::Decoded(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::End(0))
            }
        }
    }
}

fn encoding_named(source: &SourceFile, name: &str) -> Result<&'static Encoding, IngestError> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| IngestError::Setting {
        path: source.shown.clone(),
        message: format!(
            "`{name}` is no character encoding; for example: utf-8, windows-1252, macintosh, utf-16le"
        ),
    })
}

/// A file as it is in its folder.
fn opened(path: &Path) -> io::Result<Opened> {
    let mut file = File::open(path)?;
    if is_gzip(&mut file)? {
        unpacked(file)
    } else {
        surveyed(file)
    }
}

/// A file of an archive, which may be packed by itself.
fn inner(mut file: File, part: &Part) -> io::Result<Opened> {
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

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
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

/// The content from `start` on as UTF-8 in an unnamed file; characters that cannot be decoded
/// become U+FFFD.
fn decode(
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::fs;

    fn opened(
        name: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<(Text, String), IngestError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let source = SourceFile {
            shown: name.into(),
            ..SourceFile::whole(path)
        };
        let text = Text::open(&source, encoding)?;
        let content = String::from_utf8(text.beginning(u64::MAX).unwrap()).unwrap();
        Ok((text, content))
    }

    #[test]
    fn every_encoding_reads_as_the_same_text() {
        let wide: Vec<u8> = "\u{feff}Zoë;ü\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, encoding) in [
            ("Zoë;ü\n".as_bytes(), "UTF-8"),
            ("\u{feff}Zoë;ü\n".as_bytes(), "UTF-8"),
            (b"Zo\xeb;\xfc\n", "windows-1252"),
            (&wide, "UTF-16LE"),
            (b"Zo\xeb;\xfc\r", "windows-1252"),
        ] {
            let (text, content) = opened("a.csv", bytes, None).unwrap();
            assert_eq!((content.as_str(), text.encoding), ("Zoë;ü\n", encoding));
            assert_eq!(text.size, bytes.len() as u64);
        }
    }

    #[test]
    fn gzip_is_unpacked_and_its_own_bytes_are_hashed() {
        let mut writer = GzEncoder::new(Vec::new(), Compression::default());
        writer.write_all(b"a,b\n1,2\n").unwrap();
        let packed = writer.finish().unwrap();
        let (text, content) = opened("a.csv.gz", &packed, None).unwrap();
        assert_eq!(content, "a,b\n1,2\n");
        assert_eq!(text.sha256, hexadecimal(&Sha256::digest(&packed)));
        assert!(opened("cut.csv.gz", &packed[..packed.len() - 9], None).is_err());
    }

    #[test]
    fn the_configured_encoding_wins_and_has_to_exist() {
        let (_, content) = opened("a.csv", b"caf\x8e", Some("macintosh")).unwrap();
        assert_eq!(content, "café");
        let error = opened("a.csv", b"", Some("latin-77")).unwrap_err();
        assert!(error.to_string().contains("latin-77"), "{error}");
    }

    #[test]
    fn the_hash_is_the_known_one() {
        let (text, _) = opened("a.csv", b"abc", None).unwrap();
        assert_eq!(
            text.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
