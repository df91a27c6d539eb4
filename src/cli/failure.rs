//! Why a command ended without success, as a sentence and an exit status.

use std::process::ExitCode;

/// Why a command ended without success.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The words on the command line or in the configuration do not fit.
    #[error("{0}")]
    Usage(String),
    /// What was asked for could not be made.
    #[error("{0}")]
    Run(String),
    /// Rows were rejected where none may be.
    #[error("{0}")]
    Rejections(String),
    /// Whoever reads our output has heard enough; not an error.
    #[error("the output was closed")]
    OutputClosed,
}

impl Failure {
    /// The exit status that scripts rely on.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::OutputClosed => ExitCode::SUCCESS,
            Self::Run(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
            Self::Rejections(_) => ExitCode::from(3),
        }
    }

    /// A failure of making what was asked for.
    pub fn run(error: impl std::fmt::Display) -> Self {
        Self::Run(error.to_string())
    }

    /// A failure of usage or configuration.
    pub fn usage(error: impl std::fmt::Display) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::OutputClosed;
        }
        Self::Run(format!("cannot write to standard output: {error}"))
    }
}
