//! Reads a text from any offset.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

/// Reads a [`Text`](super::Text) from an offset on.
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
