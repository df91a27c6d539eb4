//! Zip archives: of exports, and those that workbooks and documents are.

use super::limit::{Limited, allowed};
use super::{Content, Found, Magic, magic};
use crate::ingest::source::{is_skipped, is_text_name};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;

/// What a zip archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of Excel.
    Workbook,
    /// A spreadsheet of `LibreOffice` and others.
    OpenDocument,
    /// An archive of files.
    Files,
    /// Something that holds no tables, in words.
    Other(&'static str),
}

/// Files by which the kind is known.
const SIGNS: [(&str, Kind); 7] = [
    ("xl/workbook.xml", Kind::Workbook),
    (
        "xl/workbook.bin",
        Kind::Other("a binary workbook (.xlsb); save it as .xlsx"),
    ),
    ("word/document.xml", Kind::Other("a Word document")),
    ("ppt/presentation.xml", Kind::Other("a presentation")),
    (
        "Index/Document.iwa",
        Kind::Other("a Numbers or Pages document; export it as CSV"),
    ),
    ("META-INF/MANIFEST.MF", Kind::Other("a Java archive")),
    ("content.xml", Kind::OpenDocument),
];

/// What an archive is; an error says why it cannot be read.
pub(super) fn kind(file: &File, size: u64) -> Result<Kind, String> {
    let mut archive = opened(file.try_clone().map_err(|error| error.to_string())?)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let kind = SIGNS.iter().find(|(name, _)| has(name));
    let kind = kind.map_or(Kind::Files, |(_, kind)| *kind);
    match kind {
        Kind::Workbook => measure(&mut archive, size)?,
        Kind::OpenDocument => {
            if !is_spreadsheet(&mut archive) {
                return Ok(Kind::Other("an OpenDocument text or picture"));
            }
            measure(&mut archive, size)?;
        }
        Kind::Files | Kind::Other(_) => {}
    }
    Ok(kind)
}

fn opened(mut file: File) -> Result<ZipArchive<File>, String> {
    file.seek(SeekFrom::Start(0))
        .map_err(|error| error.to_string())?;
    ZipArchive::new(file).map_err(|error| format!("a damaged archive or workbook ({error})"))
}

fn is_spreadsheet(archive: &mut ZipArchive<File>) -> bool {
    let mut kind = String::new();
    archive.by_name("mimetype").is_ok_and(|entry| {
        entry.take(200).read_to_string(&mut kind).is_ok() && kind.contains("spreadsheet")
    })
}

/// Unpacks everything into nothing: workbooks are held in memory, so it is known beforehand that
/// they fit.
fn measure(archive: &mut ZipArchive<File>, size: u64) -> Result<(), String> {
    let mut left = allowed(size);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| said(&error))?;
        let mut entry = Limited::up_to(entry, left);
        io::copy(&mut entry, &mut io::sink()).map_err(|error| error.to_string())?;
        left = entry.left();
    }
    Ok(())
}

fn said(error: &zip::result::ZipError) -> String {
    let error = error.to_string();
    if error.to_lowercase().contains("password") {
        "protected by a password; save it without one".to_owned()
    } else {
        error
    }
}

/// Takes the tables out of an archive.
pub(super) fn unpack(file: File, size: u64, found: &mut Found) -> Result<(), String> {
    let mut archive = opened(file)?;
    let mut left = allowed(size);
    for index in 0..archive.len() {
        let name = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => match entry.name() {
                Ok(name) => name.replace('\\', "/"),
                Err(error) => {
                    found.skip(format!("file {}", index + 1), said(&error));
                    continue;
                }
            },
            Err(error) => return Err(said(&error)),
        };
        if name.split('/').any(|part| is_skipped(Path::new(part))) || name.starts_with("__MACOSX") {
            continue;
        }
        match archive.by_index(index) {
            Ok(entry) => {
                let mut entry = Limited::up_to(entry, left);
                let unpacked = temporary(&mut entry).map_err(|error| error.to_string())?;
                left = entry.left();
                take(&name, unpacked, found);
            }
            Err(error) => found.skip(name, said(&error)),
        }
    }
    if found.parts.is_empty() && found.unsupported.is_empty() {
        return Err("an archive of no files".to_owned());
    }
    Ok(())
}

fn temporary(entry: &mut impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(entry, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A file of an archive: a text, or a workbook with its sheets.
fn take(name: &str, mut file: File, found: &mut Found) {
    let size = file.metadata().map_or(0, |meta| meta.len());
    if magic(&mut file).is_ok_and(|magic| magic == Magic::Other) {
        if is_text_name(Path::new(name)) {
            found.add(name.to_owned(), Content::File(file));
        } else {
            found.skip(name, "not a table");
        }
        return;
    }
    let mut inner = Found::default();
    if let Err(reason) = inner.unpack(file, size, false) {
        found.skip(name, reason);
        return;
    }
    let inside = |part: &str| format!("{name}#{part}");
    for (part, content) in inner.parts {
        found.add(inside(&part), content);
    }
    for skipped in inner.unsupported {
        found.skip(inside(&skipped.path), skipped.reason);
    }
}
