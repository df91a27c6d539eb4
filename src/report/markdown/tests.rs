use super::*;
use crate::report::document::{Block, Case, CaseList, Document, Section};
use crate::report::specimen::document;
use crate::report::{Pictures, html};

#[test]
fn text_stays_text_and_tables_stay_tables() {
    let text = render(&document(), "charts");
    assert!(!text.contains("<script"));
    let row = text
        .lines()
        .find(|line| line.ends_with("| 1,234 |"))
        .unwrap();
    assert_eq!(
        row,
        r"| &lt;script&gt;alert(1)&lt;/script&gt; \| \`code\` =cmd\|'/C calc'!A0 \*x\* | 1,234 |"
    );
    assert!(text.contains("| --- | ---: |"));
}

#[test]
fn the_heading_of_a_band_is_a_row_of_its_own() {
    let text = render(&document(), "charts");
    let (_, table) = text.split_once("### In bands").unwrap();
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .take(5)
        .collect();
    assert_eq!(rows[2], "| All | 0 |");
    assert!(rows[3].starts_with("| **Band &lt;script") && rows[3].ends_with("** |  |"));
    assert_eq!(rows[4], r"| North | −3 points \[−8 to 4\] |");
}

#[test]
fn long_lists_of_cases_go_on_on_the_page() {
    let cases = |number: usize| CaseList {
        caption: "Pairs".into(),
        noun: ("pair", "pairs"),
        cases: (0..number).map(|_| Case::default()).collect(),
        ..CaseList::default()
    };
    let rendered = |number| {
        let section = Section::titled("list", "List").with(Block::Cases(cases(number)));
        let sections = vec![section];
        render(
            &Document {
                sections,
                ..document()
            },
            "charts",
        )
    };
    let (whole, cut) = (rendered(2_000), rendered(2_001));
    assert!(whole.contains("### 2,000.") && !whole.contains("goes on"));
    assert!(!cut.contains("### 2,001."));
    assert!(cut.contains("The page goes on with 1\u{a0}pair more, less urgent."));
}

#[test]
fn pictures_are_relative_links() {
    let text = render(&document(), "charts");
    assert!(text.contains("](charts/goals-by-cohort.svg)"));
    let pictures = Pictures::of(&document());
    let names: Vec<_> = pictures.files().map(|(name, _)| name).collect();
    assert_eq!(names, ["goals-by-cohort.svg", "goals-by-cohort.png"]);
}

/// Numbers as they are printed, without what surrounds them.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',')))
        .map(|number| number.trim_matches(['.', ',']).to_owned())
        .filter(|number| !number.is_empty())
}

/// What a reader sees of a page: no tags, no pictures.
fn visible(page: &str) -> String {
    let body = page.split_once("<body").unwrap().1;
    let without_pictures: String = body
        .split("<svg")
        .map(|part| part.split_once("</svg>").map_or(part, |(_, after)| after))
        .collect();
    without_pictures
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
}

#[test]
fn every_number_of_the_page_is_in_the_markdown() {
    let page = visible(&html::render(&document()).unwrap());
    let markdown: std::collections::BTreeSet<_> = numbers(&render(&document(), "charts")).collect();
    let body = page.split("Made with mentorstat").next().unwrap();
    let missing: Vec<_> = numbers(body)
        .filter(|number| !markdown.contains(number))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(numbers(body).count() > 20);
}

#[test]
fn the_same_document_gives_the_same_text() {
    assert_eq!(render(&document(), "charts"), render(&document(), "charts"));
}
