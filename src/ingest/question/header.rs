//! A header that may stand for one of several columns.

use super::column::shown;
use super::{Candidate, quoted, section};
use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// A header that nothing is read from until it is said which column it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeaderQuestion {
    /// The file as shown.
    pub file: String,
    /// The header.
    pub header: Candidate,
    /// The canonical columns that it may be, the likeliest first.
    pub columns: Vec<String>,
    /// Why it is asked about, as a clause.
    pub why: String,
}

impl HeaderQuestion {
    /// The line under `[source.columns]` that decides it in favour of the first column.
    #[must_use]
    pub fn line(&self) -> String {
        let (first, others) = match self.columns.as_slice() {
            [first, others @ ..] => (first.as_str(), others),
            [] => ("", &[][..]),
        };
        let others = others.iter().map(|column| format!("{column}, or "));
        format!(
            "{first} = {}   # or {}any other name, under which it is kept as an attribute",
            quoted(&self.header.header),
            others.collect::<String>()
        )
    }
}

impl fmt::Display for HeaderQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: is {} {}? {}.",
            display_text(&self.file),
            shown(&self.header),
            self.columns.join(" or "),
            capital(&self.why)
        )?;
        for line in section(&self.file).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(formatter, "\n     [source.columns]\n     {}", self.line())
    }
}

/// A clause as a sentence.
fn capital(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
