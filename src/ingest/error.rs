//! Why nothing could be read, each with what to do about it.

use super::question::Question;
use std::path::PathBuf;

/// A reason for which reading ends without a programme. Bad rows are never one: they go to the
/// ledger.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// An input does not exist or may not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The input.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No file to read among the inputs.
    #[error(
        "no data in {}: expected .csv, .tsv or .txt files (also .gz)",
        list(inputs)
    )]
    NothingToRead {
        /// The inputs.
        inputs: Vec<PathBuf>,
        /// Files that are there but of no supported kind.
        unsupported: Vec<String>,
    },
    /// A file that does not hold text.
    #[error("{path} is not text: {found}; {hint}")]
    NotText {
        /// The file as shown.
        path: String,
        /// What it looks like.
        found: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// More files than can be numbered.
    #[error("{0} input files; at most 65,535 can be read at once")]
    TooManyFiles(usize),
    /// A setting for a file names something that does not exist.
    #[error("{path}: {message}")]
    Setting {
        /// The file that the setting is for.
        path: String,
        /// What is wrong and what would be right.
        message: String,
    },
    /// No file holds anything that a figure could be made of.
    #[error("none of the files holds a table of a mentoring programme: no column for a pair (pair_id, or mentor and mentee) was found in {}", files.join(", "))]
    NothingRecognised {
        /// The files that were read.
        files: Vec<String>,
    },
    /// Needed dates that can be read in two ways.
    #[error("{}", Question::listed(.0))]
    Ambiguous(Vec<Question>),
    /// The reading was called off.
    #[error("interrupted")]
    Cancelled,
}

fn list(paths: &[PathBuf]) -> String {
    paths
        .iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
