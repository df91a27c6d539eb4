//! Dates that can be read in two ways.

use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// A column whose dates can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateQuestion {
    /// The file as shown.
    pub file: String,
    /// Header of the column as found.
    pub column: String,
    /// Line of the example.
    pub line: u32,
    /// A value of the column.
    pub example: String,
    /// Each reading of the example: the order that gives it, and the day as ISO date.
    pub readings: Vec<(String, String)>,
    /// A value that is a day in the other order only, with its line, where the dates of the
    /// column contradict each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradiction: Option<(u32, String)>,
    /// Whether rows cannot be used without an answer.
    pub needed: bool,
}

impl DateQuestion {
    /// The lines for `mentorstat.toml` that decide it in favour of an order.
    #[must_use]
    pub fn answer(&self, order: &str) -> String {
        format!("{}\ndate_order = \"{order}\"", super::section(&self.file))
    }
}

impl fmt::Display for DateQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}, column `{}`: ",
            display_text(&self.file),
            display_text(&self.column)
        )?;
        let orders: Vec<_> = self.readings.iter().map(|(order, _)| order).collect();
        match &self.contradiction {
            Some((line, other)) => write!(
                formatter,
                "`{}` in line {} and `{}` in line {line} follow different orders. Which one is \
                 that of the file?",
                display_text(&self.example),
                self.line,
                display_text(other)
            )?,
            None => write!(
                formatter,
                "does `{}` (line {}) mean {}?",
                display_text(&self.example),
                self.line,
                self.said()
            )?,
        }
        let other = orders.get(1).map_or("mdy", |order| order.as_str());
        let first = orders.first().map_or("dmy", |order| order.as_str());
        for line in self.answer(first).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(formatter, "   # or \"{other}\"")
    }
}

impl DateQuestion {
    /// "2026-04-03 (day first) or 2026-03-04 (month first)".
    fn said(&self) -> String {
        let reading = |(order, day): &(String, String)| {
            let first = match order.as_str() {
                "dmy" => "day first, dmy",
                "mdy" => "month first, mdy",
                other => other,
            };
            format!("{day} ({first})")
        };
        let readings: Vec<_> = self.readings.iter().map(reading).collect();
        readings.join(" or ")
    }
}
