//! Values of a column that can mean more than one thing.

use super::{example, quoted, section};
use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// Values of a column that only somebody who knows them can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueQuestion {
    /// The file as shown.
    pub file: String,
    /// The canonical column.
    pub column: String,
    /// Header of the column as found.
    pub header: String,
    /// The values, sorted.
    pub values: Vec<String>,
    /// What each of them may be read as.
    pub readings: Vec<&'static str>,
    /// What becomes of them until it is said, as a sentence.
    pub until: &'static str,
}

/// Values that are shown; of more, the first.
const SHOWN: usize = 6;

impl ValueQuestion {
    /// The lines under the section of the file that decide it, the first reading for each value.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let readings: Vec<String> = self
            .readings
            .iter()
            .map(|one| quoted(one).to_string())
            .collect();
        let (first, others) = match readings.as_slice() {
            [first, others @ ..] => (first.as_str(), others.join(" or ")),
            [] => ("\"\"", String::new()),
        };
        let line = |value: &String| format!("{} = {first}   # or {others}", quoted(value));
        let head = format!("[source.values.{}]", self.column);
        let lines = self.values.iter().take(SHOWN).map(line);
        std::iter::once(head).chain(lines).collect()
    }
}

impl fmt::Display for ValueQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.values.iter().take(SHOWN).map(|value| example(value));
        let shown: Vec<String> = shown.collect();
        let more = match self.values.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        write!(
            formatter,
            "{}, column `{}`: what is meant by {}{more}? {}",
            display_text(&self.file),
            display_text(&self.header),
            shown.join(", "),
            self.until
        )?;
        for line in section(&self.file).lines() {
            write!(formatter, "\n     {line}")?;
        }
        for line in self.lines() {
            write!(formatter, "\n     {line}")?;
        }
        Ok(())
    }
}
