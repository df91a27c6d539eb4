//! A column of stages that are those of no model.

use super::{example, quoted};
use crate::programme::display_text;
use serde::Serialize;
use std::fmt;

/// Stages as written of which most are those of no model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StagesQuestion {
    /// The file as shown.
    pub file: String,
    /// Header of the column as found.
    pub header: String,
    /// The stages that are not known, sorted.
    pub unknown: Vec<String>,
    /// All stages of the column, sorted.
    pub stages: Vec<String>,
}

/// Stages that are shown; of more, the first.
const SHOWN: usize = 6;

/// Stages that are listed for a model; more are no stages but texts.
const MOST: usize = 20;

impl StagesQuestion {
    /// The lines for `mentorstat.toml` that make a model of the stages.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let stages = self.stages.iter().take(MOST);
        let stages: Vec<String> = stages.map(|stage| quoted(stage).to_string()).collect();
        vec![
            "[[stage_models]]   # the stages in the order in which pairs go through them"
                .to_owned(),
            "key = \"own\"".to_owned(),
            format!("stages = [{}]", stages.join(", ")),
        ]
    }
}

impl fmt::Display for StagesQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.unknown.iter().take(SHOWN).map(|stage| example(stage));
        let shown: Vec<String> = shown.collect();
        let more = match self.unknown.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        write!(
            formatter,
            "{}, column `{}`: are these the stages of the programme? {}{more} are stages of no model that \
             is known. Until a model has them, meetings in them say nothing of the stages of their pairs",
            display_text(&self.file),
            display_text(&self.header),
            shown.join(", "),
        )?;
        for line in self.lines() {
            write!(formatter, "\n     {line}")?;
        }
        Ok(())
    }
}
