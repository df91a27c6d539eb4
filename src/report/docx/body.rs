//! Everything that the document says, as paragraphs, tables and pictures.

use super::tables::{Grid, GridRow};
use super::text::{paragraph, run, styled};
use crate::charts;
use crate::config::{Brand, Logo, LogoFormat};
use crate::report::Pictures;
use crate::report::document::{
    Align, Block, Case, CaseList, Definition, Document, Fact, Figure, HeadlineBox, Missing, Place,
    Section, Table, TitleBlock,
};
use docx_rs::{
    BreakType, DocumentChild, FieldCharType, InstrText, Paragraph, Pic, Run, Table as WordTable,
};

/// English metric units in a pixel: a little under those of a CSS pixel (9525), which makes pictures
/// 132 mm wide, so that two with their words stand on a page.
const EMU_PER_PIXEL: u32 = 8467;

/// A document in the making.
pub(super) struct Body<'a> {
    /// Its paragraphs and tables in order.
    pub children: Vec<DocumentChild>,
    /// What each picture says to those who do not see it, in order.
    pub alternatives: Vec<String>,
    /// What each table shows and whether its last row stands for all others, in order.
    pub tables: Vec<(String, bool)>,
    pictures: &'a Pictures,
    figures: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(pictures: &'a Pictures) -> Self {
        Self {
            children: Vec::new(),
            alternatives: Vec::new(),
            tables: Vec::new(),
            pictures,
            figures: 0,
        }
    }

    /// The whole document. The numbers behind the pictures stand together at its end.
    pub(super) fn document(&mut self, document: &Document) {
        self.title(&document.title);
        let mut last = Place::FirstPage;
        for section in &document.sections {
            self.section(section, section.place != last);
            last = section.place;
        }
        self.data(document);
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.children
            .push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    fn say(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            self.add(paragraph(style, text));
        }
    }

    fn title(&mut self, title: &TitleBlock) {
        if let Some(confidential) = &title.confidential {
            self.say("Notice", confidential);
        }
        self.brand(&title.brand);
        self.say("Title", &title.programme);
        self.say("Subtitle", &format!("{}, {}", title.title, title.period));
        for Fact { label, value } in &title.facts {
            let label = styled("Quiet", label).add_tab();
            self.add(
                Paragraph::new()
                    .style("Fact")
                    .add_run(label)
                    .add_run(run(value)),
            );
        }
        for notice in &title.notices {
            self.say("Notice", notice);
        }
    }

    /// Logo, at most as high as three lines, and name.
    fn brand(&mut self, brand: &Brand) {
        const HIGHEST: u32 = 56;
        if let Some((bytes, width, height)) = brand.logo.as_ref().and_then(pixels) {
            let shown = height.min(HIGHEST);
            self.picture(
                bytes,
                (width * shown / height.max(1), shown),
                "Logo".to_owned(),
            );
        }
        self.say("Organisation", brand.name.as_deref().unwrap_or_default());
    }

    /// A section; one in another part of the document than the one before begins a page.
    fn section(&mut self, section: &Section, begins_page: bool) {
        self.add(heading(section).page_break_before(begins_page));
        self.say("Description", &section.description);
        for block in &section.blocks {
            self.block(block);
        }
        for (place, text) in section.how_to_read.iter().enumerate() {
            let lead = if place == 0 { "How to read this. " } else { "" };
            let lead = styled("Strong", lead);
            self.add(
                Paragraph::new()
                    .style("HowToRead")
                    .add_run(lead)
                    .add_run(run(text)),
            );
        }
        if section.details.is_some() {
            self.say("Note", "More figures are in the appendix.");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Boxes(boxes) => self.boxes(boxes),
            Block::Sentences(sentences) => {
                for text in sentences {
                    self.say("ListBullet", text);
                }
            }
            Block::Paragraph(text) => self.say("Normal", text),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Cases(list) => self.cases(list),
            Block::Note(text) => self.say("Note", text),
            Block::Missing(Missing { what, supply }) => {
                let what = styled("Strong", &format!("{what} "));
                self.add(
                    Paragraph::new()
                        .style("Notice")
                        .add_run(what)
                        .add_run(run(supply)),
                );
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.definition(definition);
                }
            }
        }
    }

    /// The cases as a table of their short cells, each with its sentences in the last.
    fn cases(&mut self, list: &CaseList) {
        let labels = list.columns.iter().map(|column| column.label.as_str());
        let headers: Vec<&str> = labels.chain(["More"]).collect();
        let said = |case: &Case| {
            let facts = case.sentences.iter();
            let facts = facts.map(|fact| format!("{}: {}", fact.label, fact.value));
            facts.collect::<Vec<_>>().join("; ")
        };
        let said: Vec<String> = list.cases.iter().map(said).collect();
        let rows = list.cases.iter().zip(&said).map(|(case, said)| {
            let cells = case.cells.iter().map(|cell| cell.text.as_str());
            GridRow::Cells(cells.chain([said.as_str()]).collect())
        });
        let grid = Grid {
            aligns: vec![Align::Left; headers.len()],
            rows: rows.collect(),
            headers,
            strong: Some(0),
        };
        self.grid(&list.caption, &grid, false);
        for note in &list.notes {
            self.say("Note", note);
        }
    }

    fn boxes(&mut self, boxes: &[HeadlineBox]) {
        let rows: Vec<_> = boxes.iter().map(HeadlineBox::row).collect();
        self.grid(
            "Headline figures",
            &Grid {
                headers: HeadlineBox::ROW.to_vec(),
                aligns: vec![Align::Left; HeadlineBox::ROW.len()],
                rows: rows.iter().map(|row| GridRow::of(row)).collect(),
                strong: Some(1),
            },
            false,
        );
    }

    /// The message as a heading, the picture, and what, who and when as its caption.
    fn figure(&mut self, figure: &Figure) {
        self.say("Heading2", &figure.headline);
        match self.pictures.png(figure) {
            Some(png) => {
                let size = (png.width, png.height);
                self.picture(png.bytes.clone(), size, figure.alternative());
            }
            None => self.say(
                "Note",
                "This picture could not be drawn; its numbers are at the end.",
            ),
        }
        self.figures += 1;
        let caption = captioned("Caption", "Figure", self.figures, &figure.subtitle);
        self.add(caption);
        for note in &figure.notes {
            self.say("Note", note);
        }
    }

    fn picture(&mut self, bytes: Vec<u8>, (width, height): (u32, u32), alternative: String) {
        self.alternatives.push(alternative);
        // The library's own ids would count on from one document to the next.
        let id = format!("rIdPicture{}", self.alternatives.len());
        let picture = Pic::new_with_dimensions(bytes, width, height)
            .size(width * EMU_PER_PIXEL, height * EMU_PER_PIXEL)
            .id(id);
        let run = Run::new().add_image(picture);
        self.add(Paragraph::new().style("Picture").add_run(run));
    }

    fn table(&mut self, table: &Table) {
        let rows = table.in_bands().flat_map(|(band, rows)| {
            let rows = rows.iter().map(|row| GridRow::of(row));
            band.map(GridRow::Band).into_iter().chain(rows)
        });
        let grid = Grid {
            headers: table
                .columns
                .iter()
                .map(|column| column.label.as_str())
                .collect(),
            aligns: table.columns.iter().map(|column| column.align).collect(),
            rows: rows.collect(),
            strong: None,
        };
        self.grid(&table.caption, &grid, table.total);
        for note in &table.notes {
            self.say("Note", note);
        }
    }

    fn grid(&mut self, caption: &str, grid: &Grid<'_>, total: bool) {
        if grid.headers.is_empty() {
            return;
        }
        self.tables.push((caption.to_owned(), total));
        self.add(captioned(
            "TableCaption",
            "Table",
            self.tables.len(),
            caption,
        ));
        let table: WordTable = grid.table();
        self.children.push(DocumentChild::Table(Box::new(table)));
    }

    fn definition(&mut self, definition: &Definition) {
        let term = styled("Strong", &definition.term);
        let id = styled("Quiet", &format!(" ({}): ", definition.id));
        let meaning = run(&format!("{} ", definition.meaning));
        let facts = styled("Quiet", &definition.facts);
        let runs = [term, id, meaning, facts].into_iter();
        self.add(runs.fold(Paragraph::new().style("Definition"), Paragraph::add_run));
    }

    /// The numbers behind the pictures.
    fn data(&mut self, document: &Document) {
        let mut figures = document.figures().peekable();
        if figures.peek().is_none() {
            return;
        }
        self.add(paragraph("Heading1", "Data of the pictures").page_break_before(true));
        for figure in figures {
            self.table(&figure.table());
        }
    }
}

/// A logo as a picture of pixels, with its size.
fn pixels(logo: &Logo) -> Option<(Vec<u8>, u32, u32)> {
    if logo.format != LogoFormat::Svg {
        return Some((logo.bytes.clone(), logo.width, logo.height));
    }
    let png = charts::png(std::str::from_utf8(&logo.bytes).ok()?).ok()?;
    Some((png.bytes, png.width, png.height))
}

/// The message of a section under its short name.
fn heading(section: &Section) -> Paragraph {
    let heading = Paragraph::new().style("Heading1");
    if section.headline.is_empty() {
        return heading.add_run(run(&section.title));
    }
    let name = styled("Eyebrow", &section.title).add_break(BreakType::TextWrapping);
    heading.add_run(name).add_run(run(&section.headline))
}

/// A caption that Word counts: "Table 3: …".
fn captioned(style: &str, kind: &str, number: usize, text: &str) -> Paragraph {
    let count = run(&format!("{kind} "))
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::Unsupported(format!(" SEQ {kind} \\* ARABIC ")))
        .add_field_char(FieldCharType::Separate, false)
        .add_text(number.to_string())
        .add_field_char(FieldCharType::End, false);
    let caption = Paragraph::new().style(style).add_run(count);
    if text.is_empty() {
        return caption;
    }
    caption.add_run(run(&format!(": {text}")))
}
