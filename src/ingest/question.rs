//! What only somebody who knows the data can decide, with the lines that decide it.

use serde::Serialize;
use std::fmt;

/// A column whose dates can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The file as shown.
    pub file: String,
    /// Header of the column as found.
    pub column: String,
    /// A value of the column.
    pub example: String,
    /// Each reading: the order that gives it, and the day as ISO date.
    pub readings: Vec<(String, String)>,
    /// Whether rows cannot be used without an answer.
    pub needed: bool,
}

impl Question {
    /// The lines for `mentorstat.toml` that decide it in favour of an order.
    #[must_use]
    pub fn answer(&self, order: &str) -> String {
        format!(
            "[[source]]\nfile = \"{}\"\ndate_order = \"{order}\"",
            self.file
        )
    }

    pub(super) fn listed(questions: &[Self]) -> String {
        questions
            .iter()
            .map(Self::to_string)
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}

impl fmt::Display for Question {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{}: the dates in column `{}` can be read in more than one way. `{}` is",
            self.file, self.column, self.example
        )?;
        for (order, day) in &self.readings {
            writeln!(formatter, "  {day} if date_order = \"{order}\"")?;
        }
        let order = self.readings.first().map_or("dmy", |(order, _)| order);
        write!(
            formatter,
            "Say which in mentorstat.toml, for example:\n{}",
            self.answer(order)
        )
    }
}
