//! A column that more than one header could be, or that a header seems to be and is not.

use super::{example, quoted, section};
use crate::programme::{Table, display_text};
use serde::Serialize;
use std::fmt;

/// A header that could be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// As found; of headers that occur more than once the later ones with their number
    /// (`Date#2`), which is how the configuration names them.
    pub header: String,
    /// The first value below it that tells it from the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// A column of which it is not sure under which header it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnQuestion {
    /// The file as shown.
    pub file: String,
    /// The table that has the column.
    pub table: Table,
    /// The canonical column.
    pub column: String,
    /// A header that asks for it, though what stands below it is something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfit: Option<Candidate>,
    /// The headers that it could be, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// Whether rows cannot be used without an answer.
    pub needed: bool,
}

impl ColumnQuestion {
    /// The lines for `mentorstat.toml` that decide it in favour of a header; of an empty one,
    /// that there is no such column.
    #[must_use]
    pub fn answer(&self, header: &str) -> String {
        format!(
            "{}\n[source.columns]\n{} = {}",
            section(&self.file),
            self.column,
            quoted(header)
        )
    }

    /// What the column is, in words.
    fn what(&self) -> &str {
        match self.column.as_str() {
            "pair_id" => "the pair (pair_id)",
            "mentor" => "the mentor (mentor)",
            "mentee" => "the mentee (mentee)",
            "date" if self.table == Table::Evaluations => {
                "the day on which each form was filled in (date)"
            }
            "date" => "the day of each meeting (date)",
            "phase" => "when in the relationship each form was filled in (phase)",
            "respondent" => "who answered each form (respondent)",
            "attendee_role" => {
                "whose coming each row tells of, the mentor's or the mentee's, so that a meeting was \
                 held only where both came (attendee_role)"
            }
            "status" if self.table == Table::Sessions => "what became of each meeting (status)",
            other => other,
        }
    }
}

impl fmt::Display for ColumnQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = display_text(&self.file);
        if let (None, [only]) = (&self.unfit, self.candidates.as_slice()) {
            let only = shown(only);
            write!(formatter, "{file}: is {only} {}?", self.what())?;
            return self.lines(formatter);
        }
        write!(formatter, "{file}: which column is {}? ", self.what())?;
        if let Some(unfit) = &self.unfit {
            let others = if self.candidates.is_empty() {
                "."
            } else {
                ", but perhaps "
            };
            write!(formatter, "Not {}, it seems{others}", shown(unfit))?;
        }
        let candidates: Vec<String> = self.candidates.iter().map(shown).collect();
        formatter.write_str(&candidates.join(" or "))?;
        self.lines(formatter)
    }
}

impl ColumnQuestion {
    /// The lines that answer it.
    fn lines(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.candidates.first().or(self.unfit.as_ref());
        let first = first.map_or("", |candidate| &candidate.header);
        for line in self.answer(first).lines() {
            write!(formatter, "\n     {line}")?;
        }
        let others = self.candidates.iter().skip(1);
        let others = others.map(|candidate| quoted(&candidate.header).to_string());
        let others: Vec<String> = others.chain(["\"\" if there is none".to_owned()]).collect();
        write!(formatter, "   # or {}", others.join(", or "))
    }
}

pub(super) fn shown(candidate: &Candidate) -> String {
    let header = display_text(&candidate.header);
    match &candidate.example {
        Some(value) => format!("`{header}` ({})", example(value)),
        None => format!("`{header}`"),
    }
}
