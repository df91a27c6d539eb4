//! Why something could not be written, as a sentence with the path.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The system refused.
    #[error("cannot {action} {}: {}", path.display(), reason(source))]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder stands in the way that this program did not make.
    #[error(
        "{} exists and was not made by mentorstat; choose another folder with --out, or overwrite it with --force",
        path.display()
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// Somebody has put files into a folder of ours; replacing it would lose them.
    #[error(
        "{} holds {}, which mentorstat did not write; move that elsewhere, or overwrite the folder with --force",
        path.display(), stranger.display()
    )]
    Strangers {
        /// The folder.
        path: PathBuf,
        /// The first file that is not of ours, relative to the folder.
        stranger: PathBuf,
    },
    /// Somebody has a file open that would be replaced.
    #[error(
        "{} is open in a spreadsheet program; close it and run again (if nobody has it open, delete {})",
        path.display(), lock.display()
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// What tells that it is open.
        lock: PathBuf,
    },
    /// A workbook would be written into the reports of a period.
    #[error(
        "{} holds the reports of one period, which replace it as a whole; name the folder above it with --out",
        path.display()
    )]
    InReports {
        /// The folder of the period.
        path: PathBuf,
    },
    /// The reports of other pairs would be replaced.
    #[error(
        "{} holds reports of other pairs of the programme, or of pairs at another age; choose another folder with --out, or replace them with --force",
        path.display()
    )]
    OtherPairs {
        /// The folder.
        path: PathBuf,
    },
    /// A file stands in the way.
    #[error("{} exists; choose another name, or overwrite it with --force", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The path has no last part that a folder or file could be called.
    #[error("{} is not a name for an output", path.display())]
    NoName {
        /// The path.
        path: PathBuf,
    },
    /// The manifest could not be put into words; a fault of this program, not of the data.
    #[error("the manifest cannot be written")]
    Manifest(#[from] serde_json::Error),
}

impl OutputError {
    /// An error of the system as ours.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}

/// The reasons that people can do something about, in words.
fn reason(source: &io::Error) -> String {
    match source.kind() {
        // What Windows says of a file that another program has open.
        _ if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) => {
            "it is open in another program; close it and run again".into()
        }
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".into(),
        ErrorKind::FileTooLarge => "the file would be larger than is allowed here".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        ErrorKind::NotFound => "the folder does not exist".into(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a part of the path is a file, not a folder".into()
        }
        _ => source.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_a_sentence_with_the_path() {
        let error = OutputError::io("write", Path::new("reports/a.csv"))(io::Error::from(
            ErrorKind::StorageFull,
        ));
        assert_eq!(
            error.to_string(),
            "cannot write reports/a.csv: the disk is full"
        );
    }
}
