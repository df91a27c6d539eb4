//! Atomic writing: outputs are made beside their place and renamed into it.
//!
//! [`Staging`] is a folder in the making, [`Manifest`] the file by which a later run knows that
//! the folder is ours to replace, [`write_file`] the same for a single file. What is unfinished
//! is removed on error, and by [`remove_unfinished`] when the program is interrupted.

mod error;
mod file;
mod manifest;
mod staging;
mod unfinished;
mod workbooks;

pub use error::OutputError;
pub use file::write_file;
pub use manifest::{InputFile, MANIFEST_FILE, Manifest, ReadBack, ReportedPeriod, read_back};
pub use staging::Staging;
pub use unfinished::remove_unfinished;
pub use workbooks::{PlacedWorkbook, refuse_open, write_workbook};
