//! A file as UTF-8 text that can be read from any offset, whatever it was written in.
//!
//! UTF-8 files are read where they are, sheets of workbooks from memory. Everything else (other
//! encodings, gzip, rows ended by carriage returns alone) is decoded once into an unnamed
//! temporary file, so that all that follows is the same; the system removes that file whatever
//! happens to the program.

mod decode;
mod opened;
mod reader;

use decode::Mixture;
pub(super) use opened::hexadecimal;
pub use reader::TextReader;

use super::containers::{Content, Part};
use super::dialect::{self, Written};
use super::encoding::Found;
use super::error::IngestError;
use super::source::SourceFile;
use encoding_rs::{Encoding, UTF_8};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
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
    /// Its lines by how they are written, where it is in a code page.
    mixture: Mixture,
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
            None => opened::whole(&source.path),
            Some(part) => match &part.content {
                Content::Sheet(text) => return Ok(Self::of_sheet(part, text)),
                Content::File(file) => file.try_clone().and_then(|file| opened::inner(file, part)),
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
            mixture: Mixture::default(),
            size: part.size,
            sha256: part.sha256.to_string(),
        }
    }

    /// What is to be said of the characters it is written in, as a sentence.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        self.mixture.said(self.encoding)
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

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use sha2::{Digest, Sha256};
    use std::fs;
    use std::io::Write;

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
    fn lines_of_two_exports_are_read_as_what_they_are() {
        let both = b"a;b\nZo\xc3\xab;1\nM\xfcller;2\nJos\xe9;3\n";
        for named in [None, Some("windows-1252")] {
            let (text, content) = opened("a.csv", both, named).unwrap();
            assert_eq!(content, "a;b\nZoë;1\nMüller;2\nJosé;3\n");
            let note = text.note().unwrap();
            assert!(note.starts_with("1 of its lines") && note.contains("2 in windows-1252"));
        }
        let (text, content) = opened("a.csv", b"Zo\xc3\xab\r\xfc\r", None).unwrap();
        assert_eq!(
            (content.as_str(), text.note().is_some()),
            ("Zoë\nü\n", true)
        );
        assert_eq!(opened("a.csv", b"Zo\xeb\n", None).unwrap().0.note(), None);
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
