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
    /// A day of the column, with its line, where a spreadsheet has probably swapped day and month
    /// wherever it could; the example is one that it left as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swapped: Option<(u32, String)>,
    /// Whether rows cannot be used without an answer.
    pub needed: bool,
}

impl DateQuestion {
    /// Whether nothing in the column says the order.
    pub(in crate::ingest) const fn is_silent(&self) -> bool {
        self.contradiction.is_none() && self.swapped.is_none()
    }

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
        match (&self.swapped, &self.contradiction) {
            (Some((line, day)), _) => write!(
                formatter,
                "the dates that are text, such as `{}` in line {}, are after the 12th of a month, \
                 and the others, such as `{}` in line {line}, are not: a spreadsheet has \
                 probably swapped day and month wherever it could. Export the file again and do \
                 not save it in a spreadsheet; or, if all days are right as they stand, say so:",
                display_text(&self.example),
                self.line,
                display_text(day)
            )?,
            (None, Some((line, other))) => write!(
                formatter,
                "`{}` in line {} and `{}` in line {line} follow different orders. Which one is \
                 that of the file?",
                display_text(&self.example),
                self.line,
                display_text(other)
            )?,
            (None, None) => write!(
                formatter,
                "does `{}` (line {}) mean {}?",
                display_text(&self.example),
                self.line,
                self.said()
            )?,
        }
        let order = |place: usize| self.readings.get(place).map(|(order, _)| order.as_str());
        for line in self.answer(order(0).unwrap_or("dmy")).lines() {
            write!(formatter, "\n     {line}")?;
        }
        match order(1) {
            Some(other) => write!(formatter, "   # or \"{other}\""),
            None => Ok(()),
        }
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
