//! What a document says, before how it looks.
//!
//! All text is plain: renderers escape it for their format. A [`Document`] holds everything that
//! is printed, so that every renderer says the same.

mod cases;

pub use cases::{Case, CaseCell, CaseColumn, CaseFilter, CaseList};

use super::wording::sentence;
use crate::charts::{Chart, ChartError, DataTable, Edition, Frame};
use crate::config::Brand;
use serde::Serialize;

/// A report, from its title to its last note.
#[derive(Debug)]
pub struct Document {
    /// What stands on top.
    pub title: TitleBlock,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

impl Document {
    /// All figures in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Figure(figure) => Some(figure),
                _ => None,
            })
    }

    /// Whether it has cases to choose among.
    #[must_use]
    pub fn has_cases(&self) -> bool {
        let mut blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.any(|block| matches!(block, Block::Cases(_)))
    }
}

/// What stands on top of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TitleBlock {
    /// Name of the programme.
    pub programme: String,
    /// What kind of document it is ("Effectiveness report").
    pub title: String,
    /// The period in words.
    pub period: String,
    /// As-of date, data through, version and the like.
    pub facts: Vec<Fact>,
    /// What has to be known before any figure is read.
    pub notices: Vec<String>,
    /// Printed on every page of what must not leave the building.
    pub confidential: Option<String>,
    /// Whose it is, to be seen.
    pub brand: Brand,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it is here.
    pub value: String,
}

impl Fact {
    /// A label with its value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On the first page, which stands alone as a summary.
    FirstPage,
    /// In the body.
    #[default]
    Body,
    /// In the appendix.
    Appendix,
}

/// One section.
#[derive(Debug, Default)]
pub struct Section {
    /// Anchor; letters, digits and `-`.
    pub id: String,
    /// Short name, for the contents.
    pub title: String,
    /// The message, made from the figures; its heading. Empty: the title stands in.
    pub headline: String,
    /// What is shown, of whom and when; always visible. May be empty.
    pub description: String,
    /// How to read what follows; folded. May be empty.
    pub how_to_read: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// Its content in order.
    pub blocks: Vec<Block>,
    /// Anchor of the section of the appendix that goes into details.
    pub details: Option<String>,
}

impl Section {
    /// A section of the body, still without content.
    pub fn titled(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    /// The section with one more piece.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Its details as a section of the appendix, linked to; none without content.
    #[must_use]
    pub fn with_details(mut self, blocks: Vec<Block>) -> Vec<Self> {
        if blocks.is_empty() {
            return vec![self];
        }
        let details = Self {
            id: format!("{}-details", self.id),
            title: format!("{}: details", self.title),
            place: Place::Appendix,
            blocks,
            ..Self::default()
        };
        self.details = Some(details.id.clone());
        vec![self, details]
    }
}

/// A piece of a section.
#[derive(Debug)]
pub enum Block {
    /// The boxes of the headline figures.
    Boxes(Vec<HeadlineBox>),
    /// Sentences, each standing on its own.
    Sentences(Vec<String>),
    /// A paragraph.
    Paragraph(String),
    /// A picture with its data.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// Something to bear in mind about what stands above.
    Note(String),
    /// Something that cannot be said, and what to supply so that it can.
    Missing(Missing),
    /// Terms with what they mean.
    Definitions(Vec<Definition>),
    /// Cases to be looked into one by one.
    Cases(CaseList),
}

impl Block {
    /// Sentences, or nothing where there are none.
    #[must_use]
    pub fn sentences(sentences: Vec<String>) -> Option<Self> {
        (!sentences.is_empty()).then_some(Self::Sentences(sentences))
    }
}

/// A headline figure.
#[derive(Debug, Default)]
pub struct HeadlineBox {
    /// Anchor of its definition, if it has one.
    pub definition: Option<String>,
    /// What it is.
    pub label: String,
    /// The figure, or "not available".
    pub value: String,
    /// Whether there is a figure.
    pub is_available: bool,
    /// Its interval in words; why there is none, or no figure.
    pub interval: Option<String>,
    /// What it rests on ("of 212 settled goals").
    pub basis: String,
    /// The target and whether it is met.
    pub target: Option<String>,
    /// How it has changed, in words that follow the interval.
    pub change: Option<Change>,
    /// How it ran over the last periods.
    pub trend: Option<Box<dyn Chart>>,
}

impl HeadlineBox {
    /// Headings of [`Self::row`].
    pub const ROW: [&'static str; 4] = ["Figure", "Value", "What it rests on", "Change and target"];

    /// The box as a row of a table, for documents without boxes.
    #[must_use]
    pub fn row(&self) -> [String; 4] {
        let change = self.change.as_ref();
        let revised = change.map(|change| change.revised.as_str());
        let change = change.map(|change| change.words.as_str());
        [
            self.label.clone(),
            self.value.clone(),
            sentences(&[self.interval.as_deref(), Some(&self.basis)]),
            sentences(&[change, revised, self.target.as_deref()]),
        ]
    }
}

fn sentences(parts: &[Option<&str>]) -> String {
    parts
        .iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .map(|part| sentence(part))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A change in words, and which way it points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Up or down where that can be told.
    pub trend: Trend,
    /// The sentence.
    pub words: String,
    /// That the earlier figure is not what was printed then, and why. May be empty.
    pub revised: String,
}

/// Which way a figure has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// It rose; the interval of the change lies above 0.
    Rose,
    /// It fell; the interval of the change lies below 0.
    Fell,
    /// Neither can be told.
    Unclear,
}

impl Trend {
    /// A sign for it, beside the words and never instead of them.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Rose => "▲",
            Self::Fell => "▼",
            Self::Unclear => "◆",
        }
    }
}

/// A picture with its data.
#[derive(Debug)]
pub struct Figure {
    /// Anchor and name of the file; letters, digits and `-`.
    pub id: String,
    /// The message.
    pub headline: String,
    /// What, who and when.
    pub subtitle: String,
    /// What is drawn.
    pub chart: Box<dyn Chart>,
    /// What has to be known to read it rightly. May be empty.
    pub notes: Vec<String>,
}

impl Figure {
    /// The picture for a page that prints the headline itself.
    ///
    /// # Errors
    /// Why it cannot be drawn; its table can still be shown.
    pub fn embedded(&self) -> Result<String, ChartError> {
        let frame = self.frame().without_heading();
        self.chart.draw(&frame, Edition::Embedded)
    }

    /// The picture as a file of its own.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn standalone(&self) -> Result<String, ChartError> {
        self.chart.draw(&self.frame(), Edition::Standalone)
    }

    /// The picture as a file for a document that prints the headline itself.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn without_heading(&self) -> Result<String, ChartError> {
        let frame = self.frame().without_heading();
        self.chart.draw(&frame, Edition::Standalone)
    }

    /// Name of its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.svg", self.id)
    }

    /// What it says to those who do not see it.
    #[must_use]
    pub fn alternative(&self) -> String {
        format!("{}. {}", self.headline, self.chart.description())
    }

    /// Its numbers as a table that can be shown under it.
    #[must_use]
    pub fn table(&self) -> Table {
        Table::from_data(format!("Data: {}", self.headline), self.chart.table())
    }

    fn frame(&self) -> Frame<'_> {
        Frame::new(&self.id, &self.headline, &self.subtitle)
    }
}

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Right,
        }
    }
}

/// A heading over the rows of a table that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The first row under it.
    pub before: usize,
    /// What its rows have in common.
    pub label: String,
}

/// A table; the first cell of each row is its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell per column; an empty cell is not available.
    pub rows: Vec<Vec<String>>,
    /// Headings over rows that belong together, from the top down.
    pub bands: Vec<Band>,
    /// Whether the last row stands for all others together.
    pub total: bool,
    /// What stands under it.
    pub notes: Vec<String>,
}

impl Table {
    /// The rows in their bands, each with its heading; rows before the first band have none.
    pub fn in_bands(&self) -> impl Iterator<Item = (Option<&str>, &[Vec<String>])> {
        let first = self
            .bands
            .first()
            .map_or(self.rows.len(), |band| band.before);
        let ends = self.bands.iter().skip(1).map(|band| band.before);
        let banded = self
            .bands
            .iter()
            .zip(ends.chain([self.rows.len()]))
            .map(|(band, end)| (Some(band.label.as_str()), &self.rows[band.before..end]));
        let without = (first > 0).then(|| (None, &self.rows[..first]));
        without.into_iter().chain(banded)
    }

    /// A table of a figure's data, columns without a letter being numbers.
    #[must_use]
    pub fn from_data(caption: String, data: DataTable) -> Self {
        let align = |column: usize| {
            let numbers = column > 0
                && data.rows.iter().all(|row| {
                    row.get(column).is_none_or(|cell| {
                        cell.is_empty() || cell == "hidden" || cell.starts_with(is_start_of_number)
                    })
                });
            if numbers { Align::Right } else { Align::Left }
        };
        Self {
            caption,
            columns: data
                .headers
                .iter()
                .enumerate()
                .map(|(index, label)| Column {
                    label: label.clone(),
                    align: align(index),
                })
                .collect(),
            rows: data.rows,
            ..Self::default()
        }
    }
}

fn is_start_of_number(first: char) -> bool {
    first.is_ascii_digit() || matches!(first, '−' | '+' | '<' | '>')
}

/// Something that cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What is not there.
    pub what: String,
    /// What to supply, and where it is usually found.
    pub supply: String,
}

/// A term with what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// Key in tables and anchor.
    pub id: String,
    /// Name in reports.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// Unit, kind and the like, in words.
    pub facts: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_numbers_are_told_from_columns_of_words() {
        let data = DataTable {
            headers: vec!["Cohort".into(), "Attained".into(), "Note".into()],
            rows: vec![
                vec!["2025".into(), "61 %".into(), String::new()],
                vec!["2026".into(), "< 5".into(), "fewer than 5 goals".into()],
            ],
        };
        let table = Table::from_data("c".into(), data);
        let aligned: Vec<_> = table.columns.iter().map(|column| column.align).collect();
        assert_eq!(aligned, [Align::Left, Align::Right, Align::Left]);
    }
}
