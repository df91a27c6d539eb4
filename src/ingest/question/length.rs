//! Lengths of meetings that may be minutes or hours.

use super::{example, quoted, section};
use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// A column of lengths whose header gives no unit, with numbers that may all be hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LengthQuestion {
    /// The file as shown.
    pub file: String,
    /// Header of the column, as the configuration names it.
    pub header: String,
    /// A value of the column.
    pub example: String,
}

impl LengthQuestion {
    /// The line under `[source.columns]` that decides it.
    #[must_use]
    pub fn line(&self) -> String {
        let header = quoted(&self.header);
        format!("hours = {header}   # or minutes = {header}")
    }
}

impl fmt::Display for LengthQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: are the lengths in `{}` ({}) hours or minutes? Until that is said, they are not \
             read.",
            display_text(&self.file),
            display_text(&self.header),
            example(&self.example)
        )?;
        for line in section(&self.file).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(formatter, "\n     [source.columns]\n     {}", self.line())
    }
}
