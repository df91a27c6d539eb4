//! What the templates are filled from: the document, with its pictures drawn.

use super::cases::CasesView;
use super::policy::{self, base64};
use crate::charts::{Chart, Edition, Frame};
use crate::report::document::{
    Align, Block, Change, Column, Definition, Document, Figure, HeadlineBox, Missing, Place,
    Section, Table, TitleBlock, Trend,
};
use serde::Serialize;

/// The whole page.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    policy: String,
    style: String,
    script: &'static str,
    version: &'static str,
    title: &'a TitleBlock,
    logo: Option<LogoView>,
    sections: Vec<SectionView<'a>>,
}

/// The logo, embedded.
#[derive(Serialize)]
struct LogoView {
    address: String,
    alternative: String,
    width: u32,
    height: u32,
}

impl LogoView {
    /// Where the name stands beside it, it says nothing more.
    fn of(title: &TitleBlock) -> Option<Self> {
        let logo = title.brand.logo.as_ref()?;
        let data = base64(&logo.bytes);
        Some(Self {
            address: format!("data:{};base64,{data}", logo.format.media_type()),
            alternative: match title.brand.name {
                Some(_) => String::new(),
                None => format!("Logo of {}", title.programme),
            },
            width: logo.width,
            height: logo.height,
        })
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(
        document: &'a Document,
        style: String,
        script: &'static str,
    ) -> Result<Self, minijinja::Error> {
        let sections = document.sections.iter();
        let sections = sections.map(SectionView::new);
        Ok(Self {
            policy: policy::of(&style, script),
            style,
            script,
            version: env!("CARGO_PKG_VERSION"),
            title: &document.title,
            logo: LogoView::of(&document.title),
            sections: sections.collect::<Result<_, _>>()?,
        })
    }
}

#[derive(Serialize)]
struct SectionView<'a> {
    id: &'a str,
    title: &'a str,
    headline: &'a str,
    description: &'a str,
    how_to_read: &'a [String],
    place: Place,
    blocks: Vec<BlockView<'a>>,
    details: Option<&'a str>,
}

impl<'a> SectionView<'a> {
    fn new(section: &'a Section) -> Result<Self, minijinja::Error> {
        let blocks = section.blocks.iter().enumerate();
        let blocks =
            blocks.map(|(index, block)| BlockView::new(block, &format!("{}-{index}", section.id)));
        Ok(Self {
            id: &section.id,
            title: &section.title,
            headline: &section.headline,
            description: &section.description,
            how_to_read: &section.how_to_read,
            place: section.place,
            blocks: blocks.collect::<Result<_, _>>()?,
            details: section.details.as_deref(),
        })
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView<'a> {
    Boxes {
        boxes: Vec<BoxView<'a>>,
    },
    Sentences {
        sentences: &'a [String],
    },
    Paragraph {
        text: &'a str,
    },
    Figure(FigureView<'a>),
    Table {
        table: TableView,
    },
    Note {
        text: &'a str,
    },
    Missing {
        missing: &'a Missing,
    },
    Definitions {
        definitions: Vec<DefinitionView<'a>>,
    },
    Cases(CasesView<'a>),
}

impl<'a> BlockView<'a> {
    /// `id` is unique in the page.
    fn new(block: &'a Block, id: &str) -> Result<Self, minijinja::Error> {
        Ok(match block {
            Block::Boxes(boxes) => Self::Boxes {
                boxes: boxes
                    .iter()
                    .enumerate()
                    .map(|(index, shown)| BoxView::new(shown, &format!("{id}-{index}")))
                    .collect(),
            },
            Block::Sentences(sentences) => Self::Sentences { sentences },
            Block::Paragraph(text) => Self::Paragraph { text },
            Block::Figure(figure) => Self::Figure(FigureView::new(figure)),
            Block::Table(table) => Self::Table {
                table: TableView::new(table),
            },
            Block::Note(text) => Self::Note { text },
            Block::Missing(missing) => Self::Missing { missing },
            Block::Definitions(definitions) => Self::Definitions {
                definitions: definitions.iter().map(DefinitionView::new).collect(),
            },
            Block::Cases(list) => Self::Cases(CasesView::new(list)?),
        })
    }
}

#[derive(Serialize)]
struct BoxView<'a> {
    definition: Option<String>,
    label: &'a str,
    value: &'a str,
    is_available: bool,
    interval: Option<&'a str>,
    basis: &'a str,
    target: Option<&'a str>,
    change: Option<ChangeView<'a>>,
    trend: Option<String>,
}

impl<'a> BoxView<'a> {
    fn new(shown: &'a HeadlineBox, id: &str) -> Self {
        let headline = format!("{}, the last periods", shown.label);
        Self {
            definition: shown.definition.as_deref().map(anchor),
            label: &shown.label,
            value: &shown.value,
            is_available: shown.is_available,
            interval: shown.interval.as_deref(),
            basis: &shown.basis,
            target: shown.target.as_deref(),
            change: shown.change.as_ref().map(ChangeView::new),
            trend: shown
                .trend
                .as_deref()
                .and_then(|chart| sparkline(chart, &Frame::new(id, &headline, ""))),
        }
    }
}

/// A trend that cannot be drawn is left out: the change beside it says it in words.
fn sparkline(chart: &dyn Chart, frame: &Frame<'_>) -> Option<String> {
    chart.draw(&frame.without_heading(), Edition::Embedded).ok()
}

#[derive(Serialize)]
struct ChangeView<'a> {
    trend: Trend,
    sign: &'static str,
    words: &'a str,
    revised: &'a str,
}

impl<'a> ChangeView<'a> {
    fn new(change: &'a Change) -> Self {
        Self {
            trend: change.trend,
            sign: change.trend.sign(),
            words: &change.words,
            revised: &change.revised,
        }
    }
}

#[derive(Serialize)]
struct FigureView<'a> {
    id: &'a str,
    headline: &'a str,
    subtitle: &'a str,
    picture: Option<String>,
    no_picture: String,
    notes: &'a [String],
    table: TableView,
}

impl<'a> FigureView<'a> {
    fn new(figure: &'a Figure) -> Self {
        let (picture, no_picture) = match figure.embedded() {
            Ok(picture) => (Some(picture), String::new()),
            Err(error) => (None, format!("No picture: {error}.")),
        };
        Self {
            id: &figure.id,
            headline: &figure.headline,
            subtitle: &figure.subtitle,
            picture,
            no_picture,
            notes: &figure.notes,
            table: TableView::new(&figure.table()),
        }
    }
}

#[derive(Serialize)]
struct TableView {
    caption: String,
    columns: Vec<Column>,
    bands: Vec<BandView>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct BandView {
    label: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    cells: Vec<CellView>,
    total: bool,
}

#[derive(Serialize)]
struct CellView {
    text: String,
    interval: String,
    number: bool,
    loose: bool,
    /// Whether it is a sentence.
    prose: bool,
}

impl TableView {
    fn new(table: &Table) -> Self {
        let mut bands: Vec<_> = table
            .in_bands()
            .map(|band| BandView::new(band, &table.columns))
            .collect();
        let last = bands.last_mut().and_then(|band| band.rows.last_mut());
        if let Some(last) = last {
            last.total = table.total;
        }
        Self {
            caption: table.caption.clone(),
            columns: table.columns.clone(),
            bands,
            notes: table.notes.clone(),
        }
    }
}

impl BandView {
    fn new((label, rows): (Option<&str>, &[Vec<String>]), columns: &[Column]) -> Self {
        let row = |row: &Vec<String>| RowView {
            cells: row.iter().zip(columns).map(CellView::new).collect(),
            total: false,
        };
        Self {
            label: label.map(str::to_owned),
            rows: rows.iter().map(row).collect(),
        }
    }
}

/// Words of more letters are sentences, which are not read in a narrow column.
const PROSE: usize = 60;

/// Figures of no more letters stay on one line.
const SHORT: usize = 14;

impl CellView {
    /// A figure with its interval may take two lines, broken before the bracket and nowhere else.
    fn new((text, column): (&String, &Column)) -> Self {
        let number = column.align == Align::Right;
        let bracket = text.find(['(', '[']).filter(|place| number && *place > 0);
        let (text, interval) = text.split_at(bracket.unwrap_or(text.len()));
        Self {
            text: text.trim_end().to_owned(),
            interval: interval.to_owned(),
            number,
            prose: !number && text.chars().count() > PROSE,
            loose: number && (!interval.is_empty() || text.chars().count() > SHORT),
        }
    }
}

#[derive(Serialize)]
struct DefinitionView<'a> {
    anchor: String,
    #[serde(flatten)]
    definition: &'a Definition,
}

impl<'a> DefinitionView<'a> {
    fn new(definition: &'a Definition) -> Self {
        Self {
            anchor: anchor(&definition.id),
            definition,
        }
    }
}

/// The anchor of a definition.
fn anchor(id: &str) -> String {
    format!("measure-{id}")
}
