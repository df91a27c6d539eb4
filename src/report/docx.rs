//! The document as a Word file: headings, tables, captions, lists and pictures that Word knows as
//! such, for those who go on writing in it.
//!
//! `body` says everything that the document says; `tables` lays tables out; `package` puts the
//! file together, with what the library has no words for. The looks are in `templates/docx/`.

mod body;
mod package;
mod tables;
mod text;

use super::Pictures;
use super::document::Document;
use crate::programme::Day;
use body::Body;

/// Why a document could not be put together; a fault of this program, not of the data.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A part of the file is not text as it should be.
    #[error("a part of the Word file is not UTF-8")]
    Part(#[from] std::string::FromUtf8Error),
    /// The parts could not be put into one file.
    #[error("the Word file could not be packed")]
    Pack(#[from] zip::result::ZipError),
    /// The same.
    #[error("the Word file could not be packed")]
    Write(#[from] std::io::Error),
}

/// The document as the bytes of a `.docx` file, dated with the day that it speaks for. The same
/// document gives the same bytes.
///
/// # Errors
/// The parts cannot be put together; tests do so with every kind of block.
pub fn render(document: &Document, as_of: Day) -> Result<Vec<u8>, DocxError> {
    let pictures = Pictures::without_headings(document);
    let mut body = Body::new(&pictures);
    body.document(document);
    package::pack(body, &document.title, as_of)
}

#[cfg(test)]
mod tests;
