//! Progress whose numbers may be per cent or points of a scale.

use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// Progress in a file of which nobody can tell whether it is per cent or points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgressQuestion {
    /// The file as shown.
    pub file: String,
    /// Header, as found, of the column with the greatest number.
    pub column: String,
    /// Line of that number.
    pub line: u32,
    /// The greatest number.
    pub greatest: f64,
}

impl ProgressQuestion {
    /// The key and the range that would make per cent of the numbers, with others as a comment.
    #[must_use]
    pub fn setting(&self) -> String {
        let most = if self.greatest <= 5.0 { 5 } else { 10 };
        format!("progress_range = [1, {most}]   # or [0, {most}], or [0, 100] for per cent")
    }
}

impl fmt::Display for ProgressQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}, column `{}`: are the numbers of progress per cent, or points of a scale? The \
             greatest is {} (line {})",
            display_text(&self.file),
            display_text(&self.column),
            self.greatest,
            self.line
        )?;
        for line in super::section(&self.file).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(formatter, "\n     {}", self.setting())
    }
}
