//! The document as Markdown that GitHub and pandoc read: the same figures, pictures by link.

mod cases;
mod escape;

use super::document::{
    Align, Block, Definition, Document, Figure, HeadlineBox, Missing, Place, Section, Table,
};
use crate::config::{Brand, Logo};
use escape::line;
pub use escape::line as escaped;
use std::io::{self, Write};

/// The document as Markdown in memory; `pictures` is the folder of its pictures, relative to the
/// file.
#[must_use]
pub fn render(document: &Document, pictures: &str) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = write(document, pictures, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// Writes the document as Markdown, part by part.
///
/// # Errors
/// `out` refused.
pub fn write(document: &Document, pictures: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page {
        out,
        begun: false,
        pictures,
    };
    page.title(document)?;
    let mut in_appendix = false;
    for section in &document.sections {
        if section.place == Place::Appendix && !in_appendix {
            page.part("---")?;
            in_appendix = true;
        }
        page.section(section)?;
    }
    Ok(())
}

/// Where the logo stands in the folder of pictures.
#[must_use]
pub fn logo_name(logo: &Logo) -> String {
    format!("logo.{}", logo.format.extension())
}

struct Page<'a> {
    out: &'a mut dyn Write,
    /// Whether anything has been written.
    begun: bool,
    pictures: &'a str,
}

impl Page<'_> {
    /// A part with an empty line before it.
    fn part(&mut self, text: &str) -> io::Result<()> {
        if self.begun {
            self.out.write_all(b"\n")?;
        }
        self.begun = true;
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn title(&mut self, document: &Document) -> io::Result<()> {
        let title = &document.title;
        if let Some(confidential) = &title.confidential {
            self.part(&format!("> **{}**", line(confidential)))?;
        }
        self.brand(&title.brand)?;
        self.part(&format!("# {}", line(&title.programme)))?;
        self.part(&format!(
            "**{}**, {}",
            line(&title.title),
            line(&title.period)
        ))?;
        let facts: Vec<_> = title
            .facts
            .iter()
            .map(|fact| format!("* {}: {}", line(&fact.label), line(&fact.value)))
            .collect();
        self.list(&facts)?;
        for notice in &title.notices {
            self.part(&format!("> {}", line(notice)))?;
        }
        Ok(())
    }

    /// Logo and name of the organisation.
    fn brand(&mut self, brand: &Brand) -> io::Result<()> {
        if let Some(logo) = &brand.logo {
            let whose = brand.name.as_deref().map_or_else(String::new, line);
            let alternative = format!("Logo of {whose}");
            let picture = format!("{}/{}", self.pictures, logo_name(logo));
            self.part(&format!(
                "![{}]({picture})",
                alternative.trim_end_matches(" of ")
            ))?;
        }
        match &brand.name {
            Some(name) => self.part(&line(name)),
            None => Ok(()),
        }
    }

    fn section(&mut self, section: &Section) -> io::Result<()> {
        let heading = if section.headline.is_empty() {
            line(&section.title)
        } else {
            format!("{}: {}", line(&section.title), line(&section.headline))
        };
        self.part(&format!("## {heading}"))?;
        if !section.description.is_empty() {
            self.part(&format!("*{}*", line(&section.description)))?;
        }
        for block in &section.blocks {
            self.block(block)?;
        }
        self.how_to_read(&section.how_to_read)?;
        if section.details.is_some() {
            self.part("More figures are in the appendix.")?;
        }
        Ok(())
    }

    fn how_to_read(&mut self, paragraphs: &[String]) -> io::Result<()> {
        if paragraphs.is_empty() {
            return Ok(());
        }
        self.part("<details><summary>How to read this</summary>")?;
        for paragraph in paragraphs {
            self.part(&line(paragraph))?;
        }
        self.part("</details>")
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Boxes(boxes) => self.boxes(boxes),
            Block::Sentences(sentences) => {
                let items: Vec<_> = sentences
                    .iter()
                    .map(|text| format!("* {}", line(text)))
                    .collect();
                self.list(&items)
            }
            Block::Paragraph(text) | Block::Note(text) => self.part(&line(text)),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Missing(missing) => self.missing(missing),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Cases(list) => cases::write(self, list),
        }
    }

    fn list(&mut self, items: &[String]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.part(&items.join("\n"))
    }

    fn boxes(&mut self, boxes: &[HeadlineBox]) -> io::Result<()> {
        let rows: Vec<_> = boxes
            .iter()
            .map(|shown| shown.row().iter().map(|text| line(text)).collect())
            .collect();
        self.rows(
            &HeadlineBox::ROW.map(str::to_owned),
            &[Align::Left; 4],
            &rows,
        )
    }

    fn figure(&mut self, figure: &Figure) -> io::Result<()> {
        self.part(&format!("### {}", line(&figure.headline)))?;
        if !figure.subtitle.is_empty() {
            self.part(&line(&figure.subtitle))?;
        }
        match figure.standalone() {
            Ok(_) => self.part(&format!(
                "![{}]({}/{})",
                line(&figure.alternative()),
                self.pictures,
                figure.file_name()
            )),
            Err(error) => self.part(&line(&format!("No picture: {error}."))),
        }?;
        for note in &figure.notes {
            self.part(&line(note))?;
        }
        self.part("<details><summary>Data</summary>")?;
        self.grid(&figure.table())?;
        self.part("</details>")
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        self.part(&format!("### {}", line(&table.caption)))?;
        self.grid(table)?;
        for note in &table.notes {
            self.part(&line(note))?;
        }
        Ok(())
    }

    fn grid(&mut self, table: &Table) -> io::Result<()> {
        let headers: Vec<_> = table
            .columns
            .iter()
            .map(|column| column.label.clone())
            .collect();
        let aligns: Vec<_> = table.columns.iter().map(|column| column.align).collect();
        let mut rows = Vec::new();
        for (band, banded) in table.in_bands() {
            rows.extend(band.map(|label| band_row(label, headers.len())));
            rows.extend(
                banded
                    .iter()
                    .map(|row| row.iter().map(|text| line(text)).collect()),
            );
        }
        self.rows(&headers, &aligns, &rows)
    }

    /// A table; the cells of its rows are Markdown already, its headers are text.
    fn rows(
        &mut self,
        headers: &[String],
        aligns: &[Align],
        rows: &[Vec<String>],
    ) -> io::Result<()> {
        let rule = aligns.iter().map(|align| match align {
            Align::Left => "---",
            Align::Right => "---:",
        });
        let mut lines = vec![
            joined(headers.iter().map(|label| line(label))),
            joined(rule.map(str::to_owned)),
        ];
        lines.extend(rows.iter().map(|row| joined(row.iter().cloned())));
        self.part(&lines.join("\n"))
    }

    fn missing(&mut self, missing: &Missing) -> io::Result<()> {
        self.part(&format!(
            "> **{}** {}",
            line(&missing.what),
            line(&missing.supply)
        ))
    }

    fn definitions(&mut self, definitions: &[Definition]) -> io::Result<()> {
        let items: Vec<_> = definitions
            .iter()
            .map(|definition| {
                format!(
                    "* **{}** (`{}`): {} {}",
                    line(&definition.term),
                    definition.id.replace('`', ""),
                    line(&definition.meaning),
                    line(&definition.facts)
                )
                .trim_end()
                .to_owned()
            })
            .collect();
        self.list(&items)
    }
}

/// A row of a table from its cells.
fn joined(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The heading of a band of rows: in the first cell, for a table has no other place for it.
fn band_row(label: &str, columns: usize) -> Vec<String> {
    let mut row = vec![String::new(); columns];
    if let Some(first) = row.first_mut() {
        *first = format!("**{}**", line(label));
    }
    row
}

#[cfg(test)]
mod tests;
