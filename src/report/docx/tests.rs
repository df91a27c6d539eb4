use super::*;
use crate::report::specimen;
use std::io::{Cursor, Read};

fn file() -> Vec<u8> {
    let document = specimen::document();
    let as_of = Day::from_iso("2026-09-30").unwrap();
    render(&document, as_of).unwrap()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn the_same_document_is_the_same_file() {
    assert_eq!(file(), file());
}

#[test]
fn hostile_text_is_text() {
    let document = part(&file(), "word/document.xml");
    assert!(!document.contains("<script"));
    assert!(document.contains("&lt;script&gt;"), "{document}");
    assert!(!document.contains("&amp;lt;"), "escaped twice");
}

#[test]
fn every_table_repeats_its_header_and_says_what_it_shows() {
    let document = part(&file(), "word/document.xml");
    let tables = document.matches("<w:tbl>").count();
    // The boxes, the two tables, and the data of the picture.
    assert_eq!(tables, 4);
    assert_eq!(document.matches("<w:tblHeader/>").count(), tables);
    assert_eq!(document.matches("<w:tblCaption w:val=\"").count(), tables);
    assert!(!document.contains("<w:tblCaption w:val=\"\""));
}

#[test]
fn pictures_say_what_they_show() {
    let file = file();
    let document = part(&file, "word/document.xml");
    for said in [
        "<wp:docPr id=\"1\" name=\"Picture 1\" descr=\"Logo\"/>",
        "<wp:docPr id=\"2\" name=\"Picture 2\" descr=\"Picture &lt;script&gt;",
    ] {
        assert!(document.contains(said), "{said}");
    }
    let files = part(&file, "word/_rels/document.xml.rels");
    assert!(files.contains("media/rIdPicture2.png"));
}

#[test]
fn the_file_speaks_british_english_of_its_day() {
    let file = file();
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains("2026-09-30T00:00:00Z") && core.contains("Effectiveness report"));
    assert!(part(&file, "word/styles.xml").contains("w:lang w:val=\"en-GB\""));
}
