//! The parts of the file, amended by what the library has no words for, in one archive.
//!
//! Amended are: what pictures say to those who do not see them, header rows that repeat, titles
//! of tables, the language, and the order of elements where the library's is not the schema's.
//! Everything is found by the library's own markup, which no text of a document can hold: there,
//! every `<` is escaped.

use super::DocxError;
use super::body::Body;
use super::text::{escape, run};
use crate::programme::Day;
use crate::report::document::TitleBlock;
use docx_rs::{Docx, Footer, NumPages, PageNum, Paragraph, XMLDocx};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const STYLES: &str = include_str!("../templates/docx/styles.xml");
const NUMBERING: &str = include_str!("../templates/docx/numbering.xml");
const SETTINGS: &str = include_str!("../templates/docx/settings.xml");

/// A4 with margins of 20 mm, and the footer on every page.
const SECTION: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#;

/// Colour of rules and small headings.
const ACCENT: &str = "1D5C96";

/// The whole file.
pub(super) fn pack(body: Body<'_>, title: &TitleBlock, as_of: Day) -> Result<Vec<u8>, DocxError> {
    let Body {
        children,
        alternatives,
        tables,
        ..
    } = body;
    let mut word = Docx::new().footer(footer(title));
    word.document.children = children;
    word.document_rels.has_numberings = true;
    let mut parts = word.build();
    name_jpegs(&mut parts)?;
    let text = String::from_utf8(std::mem::take(&mut parts.document))?;
    parts.document = amend(&text, &alternatives, &tables).into_bytes();
    let accent = title.brand.accent.as_ref();
    let accent = accent.map_or(ACCENT, |accent| accent.light.trim_start_matches('#'));
    parts.styles = STYLES.replace("{accent}", accent).into_bytes();
    parts.numberings = NUMBERING.replace("{accent}", accent).into_bytes();
    parts.settings = SETTINGS.as_bytes().to_vec();
    parts.doc_props.core = properties(title, as_of).into_bytes();
    archive(parts)
}

/// The library takes every picture for PNG; a logo may be JPEG.
fn name_jpegs(parts: &mut XMLDocx) -> Result<(), DocxError> {
    let mut relations = String::from_utf8(std::mem::take(&mut parts.document_rels))?;
    for (id, bytes) in &parts.media {
        let (png, named) = (format!("media/{id}.png"), media_name(id, bytes));
        relations = relations.replace(&png, &named);
    }
    parts.document_rels = relations.into_bytes();
    Ok(())
}

/// Name of a picture in the folder of the text.
fn media_name(id: &str, bytes: &[u8]) -> String {
    let is_jpeg = bytes.starts_with(b"\xFF\xD8");
    format!("media/{id}.{}", if is_jpeg { "jpeg" } else { "png" })
}

fn footer(title: &TitleBlock) -> Footer {
    let name = format!("{}, {}, {}", title.title, title.programme, title.period);
    Footer::new().add_paragraph(
        Paragraph::new()
            .style("Footer")
            .add_run(run(&name).add_tab())
            .add_page_num(PageNum::new())
            .add_run(run(" / "))
            .add_num_pages(NumPages::new()),
    )
}

fn amend(document: &str, alternatives: &[String], tables: &[(String, bool)]) -> String {
    let text = document.replace("<w:pPr><w:rPr />", "<w:pPr>");
    // The library counts paragraphs on from one document to the next.
    let text = replaced(&text, " w14:paraId=\"", "\"", |_| String::new());
    let text = replaced(&text, "<w:sectPr", "</w:sectPr>", |_| SECTION.to_owned());
    let text = replaced(&text, "<w:tblPr>", "</w:tblPr>", |place| {
        tables
            .get(place)
            .map_or_else(String::new, |(caption, total)| table_look(caption, *total))
    });
    let header = "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    let text = replaced(&text, "</w:tblGrid>", "</w:trPr>", |_| header.to_owned());
    replaced(&text, "<wp:docPr ", "/>", |place| {
        let said = alternatives.get(place).map_or("", String::as_str);
        format!(
            "<wp:docPr id=\"{0}\" name=\"Picture {0}\" descr=\"{1}\"/>",
            place + 1,
            escape(said)
        )
    })
}

/// How a table looks, and what it shows; its first row and column are headings.
fn table_look(caption: &str, total: bool) -> String {
    let (value, last) = if total { ("00E0", 1) } else { ("00A0", 0) };
    format!(
        "<w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"{value}\" w:firstRow=\"1\" \
         w:lastRow=\"{last}\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" \
         w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr>",
        escape(caption)
    )
}

/// The text with each stretch from `start` up to the next `end` replaced, told its place.
fn replaced(text: &str, start: &str, end: &str, with: impl Fn(usize) -> String) -> String {
    let mut pieces = text.split(start);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for (place, piece) in pieces.enumerate() {
        let rest = piece.split_once(end).map_or("", |(_, rest)| rest);
        replaced.push_str(&with(place));
        replaced.push_str(rest);
    }
    replaced
}

/// Title, language and date; the date is the day that the document speaks for.
fn properties(title: &TitleBlock, as_of: Day) -> String {
    let name = format!("{} – {}, {}", title.title, title.programme, title.period);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>en-GB</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{as_of}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{as_of}T00:00:00Z</dcterms:modified>\
         </cp:coreProperties>",
        escape(&name),
        escape(&title.programme)
    )
}

/// The parts in one file, without the time of day.
fn archive(parts: XMLDocx) -> Result<Vec<u8>, DocxError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .compression_method(CompressionMethod::Deflated);
    let footers = parts.footers.into_iter().enumerate();
    let footers = footers.map(|(place, text)| (format!("word/footer{}.xml", place + 1), text));
    let pictures = parts.media.into_iter();
    let pictures = pictures.map(|(id, bytes)| (format!("word/{}", media_name(&id, &bytes)), bytes));
    let parts = [
        ("[Content_Types].xml", parts.content_type),
        ("_rels/.rels", parts.rels),
        ("docProps/app.xml", parts.doc_props.app),
        ("docProps/core.xml", parts.doc_props.core),
        ("docProps/custom.xml", parts.doc_props.custom),
        ("word/_rels/document.xml.rels", parts.document_rels),
        ("word/document.xml", parts.document),
        ("word/styles.xml", parts.styles),
        ("word/settings.xml", parts.settings),
        ("word/fontTable.xml", parts.font_table),
        ("word/numbering.xml", parts.numberings),
        ("word/comments.xml", parts.comments),
        ("word/commentsExtended.xml", parts.comments_extended),
        ("word/footnotes.xml", parts.footnotes),
    ];
    let parts = parts
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text));
    for (name, content) in parts.chain(footers).chain(pictures) {
        zip.start_file(name, packed)?;
        zip.write_all(&content)?;
    }
    Ok(zip.finish()?.into_inner())
}
