//! Files that hold other files: workbooks, whose sheets are files of their own, and archives.
//!
//! What a file is, is known from its first bytes and from what is in it, not from its name. Parts
//! are taken out into memory (sheets) or unnamed temporary files (files of an archive), so that
//! any record can be read again from its offset.

mod archive;
mod cells;
mod compound;
mod limit;
mod workbook;

pub(super) use limit::Limited;
pub use workbook::ABOUT_SHEET;

use crate::programme::display_text;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// A file that was found inside another.
#[derive(Debug)]
pub struct Part {
    /// Its name in the file that holds it.
    pub name: String,
    /// What it holds.
    pub content: Content,
    /// Size in bytes of the file that holds it.
    pub size: u64,
    /// SHA-256 of the file that holds it, in hexadecimal.
    pub sha256: Arc<str>,
}

/// What a part holds.
#[derive(Debug)]
pub enum Content {
    /// A sheet as UTF-8 text with commas and quotes. Each of its rows is one line; line breaks
    /// inside of cells are carriage returns.
    Sheet(Arc<[u8]>),
    /// The bytes of a file, of whatever encoding.
    File(File),
}

/// Something among the inputs that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsupported {
    /// Its path as shown.
    pub path: String,
    /// Why, and what to do.
    pub reason: String,
}

impl Unsupported {
    /// That it was not read, and why, as a line for a person.
    #[must_use]
    pub fn sentence(&self) -> String {
        display_text(&format!("{} was not read: {}", self.path, self.reason))
    }
}

/// What a file turned out to be.
#[derive(Debug)]
pub(super) enum Opened {
    /// A text, or something that is told when it is read as one.
    Plain,
    /// A file of other files: those that can be read, and those that cannot, by their names in it.
    Parts(Vec<Part>, Vec<Unsupported>),
    /// A file that cannot be read, with the reason.
    Unsupported(String),
}

/// The kinds of files that hold others, by their first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Magic {
    Zip,
    CompoundFile,
    Other,
}

/// Opens a file as far as it holds others.
///
/// # Errors
/// When the system refuses to read it.
pub(super) fn open(path: &Path) -> io::Result<Opened> {
    let mut file = File::open(path)?;
    if magic(&mut file)? == Magic::Other {
        return Ok(Opened::Plain);
    }
    let (size, sha256) = fingerprint(&mut file)?;
    let mut found = Found::default();
    if let Err(reason) = found.unpack(file, size, true) {
        return Ok(Opened::Unsupported(reason));
    }
    let part = |(name, content)| Part {
        name,
        content,
        size,
        sha256: sha256.clone(),
    };
    let parts = found.parts.into_iter().map(part).collect();
    Ok(Opened::Parts(parts, found.unsupported))
}

/// What was found in a file so far.
#[derive(Default)]
struct Found {
    parts: Vec<(String, Content)>,
    unsupported: Vec<Unsupported>,
}

impl Found {
    /// Takes a file apart; `outermost` is false for a file in an archive, which may be a workbook
    /// but no archive.
    fn unpack(&mut self, mut file: File, size: u64, outermost: bool) -> Result<(), String> {
        match magic(&mut file).map_err(|error| error.to_string())? {
            Magic::CompoundFile => workbook::old(file, self),
            Magic::Zip => {
                let kind = archive::kind(&file, size)?;
                match kind {
                    archive::Kind::Workbook => workbook::new(file, self),
                    archive::Kind::OpenDocument => workbook::open_document(file, self),
                    archive::Kind::Files if outermost => archive::unpack(file, size, self),
                    archive::Kind::Files => Err("an archive in an archive; unpack it".to_owned()),
                    archive::Kind::Other(what) => Err(what.to_owned()),
                }
            }
            Magic::Other => Err("not a table".to_owned()),
        }
    }

    fn add(&mut self, name: String, content: Content) {
        self.parts.push((name, content));
    }

    fn skip(&mut self, path: impl Into<String>, reason: impl Into<String>) {
        self.unsupported.push(Unsupported {
            path: path.into(),
            reason: reason.into(),
        });
    }
}

fn magic(file: &mut File) -> io::Result<Magic> {
    let mut first = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(4).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(match first.as_slice() {
        [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] => Magic::Zip,
        [0xd0, 0xcf, 0x11, 0xe0] => Magic::CompoundFile,
        _ => Magic::Other,
    })
}

/// Size and SHA-256 of a file.
fn fingerprint(file: &mut File) -> io::Result<(u64, Arc<str>)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    let mut size = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => {
                hash.update(&buffer[..read]);
                size += read as u64;
            }
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok((size, super::text::hexadecimal(&hash.finalize()).into()))
}

#[cfg(test)]
mod tests;
