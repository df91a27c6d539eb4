//! What only somebody who knows the data can decide, with the lines that decide it.

mod column;
mod dates;
mod header;
mod length;
mod phase;
mod progress;
mod rows;
mod stages;
mod table;
mod values;

pub use column::{Candidate, ColumnQuestion};
pub use dates::DateQuestion;
pub use header::HeaderQuestion;
pub use length::LengthQuestion;
pub(super) use phase::LATE_DAYS;
pub use phase::PhaseQuestion;
pub use progress::ProgressQuestion;
pub use rows::{RowsDoubt, RowsQuestion};
pub use stages::StagesQuestion;
pub use table::{Content, TableQuestion};
pub use values::ValueQuestion;

use serde::Serialize;
use std::fmt::{self, Write as _};

/// Something about a file that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Question {
    /// The order of day and month.
    Dates(DateQuestion),
    /// The header that a column is read from.
    Column(ColumnQuestion),
    /// The column that a header stands for.
    Header(HeaderQuestion),
    /// What the numbers of progress are worth.
    Progress(ProgressQuestion),
    /// What a row of the file is.
    Rows(RowsQuestion),
    /// What the file holds.
    Table(TableQuestion),
    /// The unit of lengths.
    Length(LengthQuestion),
    /// What values of a column stand for.
    Values(ValueQuestion),
    /// When forms were filled in.
    Phase(PhaseQuestion),
    /// What the stages of the programme are.
    Stages(StagesQuestion),
}

impl Question {
    /// Whether rows cannot be used without an answer.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        match self {
            Self::Dates(question) => question.needed,
            Self::Column(question) => question.needed,
            Self::Rows(_) => true,
            Self::Header(_)
            | Self::Progress(_)
            | Self::Table(_)
            | Self::Length(_)
            | Self::Values(_)
            | Self::Phase(_)
            | Self::Stages(_) => false,
        }
    }

    /// The question without the lines that answer it.
    #[must_use]
    pub fn asked(&self) -> String {
        let text = self.to_string();
        text.lines().next().unwrap_or_default().to_owned()
    }

    /// Questions that have to be answered before anything else, with their numbers.
    pub(super) fn listed(questions: &[Self]) -> String {
        let is_rows = |question: &Self| matches!(question, Self::Rows(_));
        let what = match (questions.len(), questions.iter().any(is_rows)) {
            (1, false) => "A column that is needed can be read in more than one way".to_owned(),
            (1, true) => "A file can be read in more than one way".to_owned(),
            (several, false) => {
                format!("{several} needed columns can be read in more than one way")
            }
            (several, true) => {
                format!("{several} files or needed columns can be read in more than one way")
            }
        };
        // What a spreadsheet swapped is not right in any order.
        let is_order =
            |question: &Self| matches!(question, Self::Dates(dates) if dates.swapped.is_none());
        let or = if questions.iter().any(is_order) {
            " The order of dates can be given for all files with --date-order, too."
        } else {
            ""
        };
        format!(
            "{what}. Answer by adding the lines to mentorstat.toml beside the inputs.{or}{}",
            Self::numbered(questions)
        )
    }

    /// The questions below each other, with their numbers.
    pub(super) fn numbered(questions: &[Self]) -> String {
        let mut text = String::new();
        for (number, question) in (1..).zip(questions) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n\n{number}. {question}");
        }
        text
    }
}

impl fmt::Display for Question {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dates(question) => question.fmt(formatter),
            Self::Column(question) => question.fmt(formatter),
            Self::Header(question) => question.fmt(formatter),
            Self::Rows(question) => question.fmt(formatter),
            Self::Progress(question) => question.fmt(formatter),
            Self::Table(question) => question.fmt(formatter),
            Self::Length(question) => question.fmt(formatter),
            Self::Values(question) => question.fmt(formatter),
            Self::Phase(question) => question.fmt(formatter),
            Self::Stages(question) => question.fmt(formatter),
        }
    }
}

/// The first lines of the section about a file.
fn section(file: &str) -> String {
    format!("[[source]]\nfile = {}", quoted(file))
}

/// A text in quotes, as in a configuration.
fn quoted(text: &str) -> toml::Value {
    toml::Value::String(text.to_owned())
}

/// A value as an example, not too long.
fn example(value: &str) -> String {
    const LONGEST: usize = 40;
    let shown = crate::programme::display_text(value);
    if shown.chars().count() <= LONGEST {
        return format!("“{shown}”");
    }
    let beginning: String = shown.chars().take(LONGEST).collect();
    format!("“{}…”", beginning.trim_end())
}
