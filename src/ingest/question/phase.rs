//! Forms of which nothing says when they were filled in.

use super::section;
use crate::programme::{Day, display_text};
use serde::Serialize;
use std::fmt;

/// Forms that count as forms of the end because nothing says their phase, where that is doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhaseQuestion {
    /// The file as shown.
    pub file: String,
    /// Forms that count as forms of the end.
    pub forms: u64,
    /// The day of the first of them.
    pub first: Option<Day>,
    /// How many of them are much older than the last record of their pair.
    pub early: u64,
    /// Whether the name of the file says more than one phase.
    pub several: bool,
}

/// Days that a form of the end may lie before the last record of its pair.
pub(in crate::ingest) const LATE_DAYS: i32 = 60;

impl PhaseQuestion {
    /// The lines under the section of the file that decide it.
    #[must_use]
    pub fn lines(&self) -> [&'static str; 2] {
        [
            "[source.set]",
            "phase = \"end\"   # or \"mid\" or \"baseline\"; if they differ, name the column that says it",
        ]
    }

    /// What is assumed, as a sentence for the head of a report.
    #[must_use]
    pub fn caution(&self) -> String {
        format!(
            "{}: its forms name no phase and count as forms of the end, though {}; `mentorstat check` \
             says how to tell",
            display_text(&self.file),
            self.doubt("some of them are")
        )
    }

    /// Why that is doubtful.
    fn doubt(&self, some_are: &str) -> String {
        let several = self
            .several
            .then(|| "the name of the file says more than one phase".to_owned());
        let early = (self.early > 0).then(|| {
            format!(
                "{some_are} more than {LATE_DAYS} days older than the last record of their pair"
            )
        });
        let doubts: Vec<String> = several.into_iter().chain(early).collect();
        doubts.join(", and ")
    }
}

impl fmt::Display for PhaseQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (forms, have) = if self.forms == 1 {
            ("form", "names no phase and counts as a form")
        } else {
            ("forms", "name no phase and count as forms")
        };
        let are = if self.early == 1 { "is" } else { "are" };
        let first = self
            .first
            .map_or_else(String::new, |day| format!("; the first is of {day}"));
        write!(
            formatter,
            "{}: {} {forms} {have} of the end, though {}{first}. When were they filled in?",
            display_text(&self.file),
            self.forms,
            self.doubt(&format!("{} of them {are}", self.early))
        )?;
        let section = section(&self.file);
        for line in section.lines().chain(self.lines()) {
            write!(formatter, "\n     {line}")?;
        }
        Ok(())
    }
}
