//! Why nothing could be read, each with what to do about it.

use super::containers::Unsupported;
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
    /// An input is a pipe or a device.
    #[error(
        "{} is neither a file nor a folder; records are read more than once, so save them to a file first",
        _0.display()
    )]
    NoFile(PathBuf),
    /// No file to read among the inputs.
    #[error(
        "no data in {}: expected .csv, .tsv or .txt files (also .gz), workbooks (.xlsx, .xls, .ods) \
         or a .zip of them{}",
        list(inputs),
        not_read(unsupported)
    )]
    NothingToRead {
        /// The inputs.
        inputs: Vec<PathBuf>,
        /// What is there and cannot be read.
        unsupported: Vec<Unsupported>,
    },
    /// A file of several files where one is wanted.
    #[error(
        "{} holds several tables; name one of them: {}",
        path.display(),
        parts.join(", ")
    )]
    SeveralParts {
        /// The file.
        path: PathBuf,
        /// Its parts as shown.
        parts: Vec<String>,
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
    /// The files have headers but no rows.
    #[error("there is nothing to report on:\n  {}", files.join("\n  "))]
    NoRows {
        /// The files with what they lack.
        files: Vec<String>,
    },
    /// No file holds anything that a figure could be made of.
    #[error(
        "none of the files holds a table of a mentoring programme, with a column for the pair \
         (pair_id, or mentor and mentee):\n  {}\nA table with other headers can be named in \
         mentorstat.toml; `mentorstat init` writes one to begin with{}",
        files.join("\n  "),
        Question::numbered(questions)
    )]
    NothingRecognised {
        /// The files that were read, with what they lack.
        files: Vec<String>,
        /// What they could be, with the lines that say it.
        questions: Vec<Question>,
    },
    /// Needed columns that can be read in more than one way.
    #[error("{}", Question::listed(.0))]
    Ambiguous(Vec<Question>),
    /// The reading was called off.
    #[error("interrupted")]
    Cancelled,
}

/// What could not be read, a line each.
fn not_read(unsupported: &[Unsupported]) -> String {
    unsupported
        .iter()
        .flat_map(|skipped| ["\n  ".to_owned(), skipped.sentence()])
        .collect()
}

fn list(paths: &[PathBuf]) -> String {
    paths
        .iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
