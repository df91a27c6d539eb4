//! Cases to be looked into one by one.

use super::Fact;
use crate::charts::{CalendarStrip, Chart, WeekScale};
use serde::Serialize;

/// Cases to be looked into, in the order in which they should be: a table in which each case has
/// a row of short cells and a row of sentences. Where a page can run scripts, readers may choose
/// among them and order them otherwise.
#[derive(Debug, Default)]
pub struct CaseList {
    /// What it shows.
    pub caption: String,
    /// What the cases are called, in the singular and the plural.
    pub noun: (&'static str, &'static str),
    /// The short cells; the first names the case.
    pub columns: Vec<CaseColumn>,
    /// Heading of the pictures, and their axis.
    pub scale: (String, WeekScale),
    /// By what cases can be chosen.
    pub filters: Vec<CaseFilter>,
    /// What the box is called in which text is looked for.
    pub by_text: &'static str,
    /// The cases, the most urgent first.
    pub cases: Vec<Case>,
    /// What stands under it.
    pub notes: Vec<String>,
}

/// A column of a list of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseColumn {
    /// Its heading.
    pub label: String,
    /// Whether cases can be ordered by it.
    pub sorts: bool,
}

/// Something by which cases can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseFilter {
    /// What it is ("Site").
    pub label: String,
    /// The values that cases have, in the order in which they are offered.
    pub values: Vec<String>,
}

/// One case.
#[derive(Debug, Default)]
pub struct Case {
    /// One cell per column.
    pub cells: Vec<CaseCell>,
    /// Its last weeks.
    pub strip: CalendarStrip,
    /// Sentences, each with what it is about; the first says why the case is here.
    pub sentences: Vec<Fact>,
    /// Its value for each filter, by place; `None` where it has none.
    pub values: Vec<Option<usize>>,
}

/// A short cell of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CaseCell {
    /// What it says; empty = not recorded.
    pub text: String,
    /// What is said beside it, smaller. May be empty.
    pub aside: String,
    /// Its place among those of its column if cases are ordered by it; `None` comes last.
    pub order: Option<i32>,
}

impl CaseList {
    /// Name of a case.
    #[must_use]
    pub fn name<'a>(&self, case: &'a Case) -> &'a str {
        case.cells.first().map_or("", |cell| cell.text.as_str())
    }

    /// What is said of a case besides its name, for a page without tables: its cells, its
    /// sentences, and its picture in words.
    #[must_use]
    pub fn facts(&self, case: &Case) -> Vec<Fact> {
        let cells = self.columns.iter().zip(&case.cells).enumerate();
        let cells = cells.map(|(place, (column, cell))| {
            let text = match (place, cell.aside.as_str()) {
                (0, aside) => aside.to_owned(),
                (_, "") => cell.text.clone(),
                (_, aside) => format!("{} ({aside})", cell.text),
            };
            Fact::new(&column.label, text)
        });
        let weeks = Fact::new(&self.scale.0, case.strip.description());
        let all = cells.chain(case.sentences.iter().cloned()).chain([weeks]);
        all.filter(|fact| !fact.value.is_empty()).collect()
    }
}
