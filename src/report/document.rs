//! What a document says, before how it looks.
//!
//! All text is plain: renderers escape it for their format. A [`Document`] holds everything that
//! is printed, so that every renderer says the same.

mod boxes;
mod cases;
mod figure;
mod table;

pub use boxes::{Change, HeadlineBox, Trend};
pub use cases::{Case, CaseCell, CaseColumn, CaseFilter, CaseList};
pub use figure::Figure;
pub use table::{Align, Band, Column, Table};

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

    /// The document without pictures in which there is nothing.
    #[must_use]
    pub fn without_empty_figures(mut self) -> Self {
        let says_something = |block: &Block| match block {
            Block::Figure(figure) => !figure.is_empty(),
            _ => true,
        };
        for section in &mut self.sections {
            section.blocks.retain(says_something);
        }
        self
    }

    /// All lists of cases to choose among, in order.
    pub fn case_lists(&self) -> impl Iterator<Item = &CaseList> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| match block {
            Block::Cases(list) => Some(list),
            _ => None,
        })
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
