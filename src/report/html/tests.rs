use super::*;
use crate::report::specimen::{HOSTILE, document};

fn page() -> String {
    render(&document()).unwrap()
}

fn main_of(page: &str) -> &str {
    let (_, rest) = page.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0
}

#[test]
fn text_stays_text() {
    let page = page();
    assert!(!page.contains("<script"));
    let escaped =
        "&lt;script&gt;alert(1)&lt;&#x2f;script&gt; | `code` =cmd|&#x27;&#x2f;C calc&#x27;!A0 *x*";
    // Heading, sentence, headline and caption each once, the rest in labels and cells.
    assert!(page.matches(escaped).count() >= 5, "{HOSTILE}");
}

#[test]
fn the_style_is_the_one_that_the_policy_allows_and_no_other_exists() {
    let page = page();
    let (_, rest) = page.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    assert!(
        page.contains(
            &policy::of(style, "")
                .replace('\'', "&#x27;")
                .replace('/', "&#x2f;")
        )
    );
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains(" style="));
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page().replace("http://www.w3.org/2000/svg", "");
    for outside in ["http:", "https:", "//", "src=", "@import", "url("] {
        assert!(!main_of(&page).contains(outside), "{outside}");
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
}

#[test]
fn headings_descend_by_one_and_anchors_are_found() {
    let page = page();
    let levels: Vec<u32> = page
        .match_indices("<h")
        .filter_map(|(place, _)| page[place + 2..].chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
    for target in page.split("href=\"#").skip(1) {
        let id = target.split('"').next().unwrap();
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn tables_have_captions_and_scopes() {
    let page = page();
    assert_eq!(
        page.matches("<table>").count(),
        page.matches("<caption>").count()
    );
    assert!(page.contains("<th scope=\"col\" class=\"number\">Goals</th>"));
    assert!(page.contains(
        "<tr class=\"total\"><th scope=\"row\">All</th><td class=\"number\">5,678</td></tr>"
    ));
}

#[test]
fn rows_of_a_band_stand_under_its_heading_and_intervals_in_one_piece() {
    let page = page();
    let (_, table) = page.split_once("In bands</span></caption>").unwrap();
    let table = table.split_once("</table>").unwrap().0;
    assert_eq!(table.matches("<tbody>").count(), 2);
    let (before, band) = table.split_once("<tr class=\"band\">").unwrap();
    assert!(before.contains(">All</th>"));
    assert!(band.starts_with("<th scope=\"rowgroup\" colspan=\"2\">Band &lt;script"));
    assert!(band.contains(
        "<td class=\"number loose\">−3 points <span class=\"bracket\">[−8 to 4]</span></td>"
    ));
}

#[test]
fn a_confidential_document_says_so() {
    let mut internal = document();
    assert!(!render(&internal).unwrap().contains("class=\"banner\""));
    internal.title.confidential = Some("Confidential".into());
    let page = render(&internal).unwrap();
    assert!(page.contains("<body class=\"confidential\">"));
    assert!(page.contains(
        "<aside class=\"banner\" aria-label=\"Confidentiality\"><p>Confidential</p></aside>"
    ));
}

#[test]
fn a_picture_that_cannot_be_drawn_leaves_its_reason_and_its_data() {
    let mut document = document();
    for section in &mut document.sections {
        for block in &mut section.blocks {
            if let crate::report::document::Block::Figure(figure) = block {
                figure.chart = Box::new(crate::charts::Sparkline {
                    unit: crate::charts::Unit::Share,
                    periods: Vec::new(),
                    target: None,
                });
            }
        }
    }
    let page = render(&document).unwrap();
    assert!(page.contains("<p class=\"note\">No picture: "));
    assert!(page.contains("<details class=\"data\">"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(page(), page());
}

/// A page with so many cases.
fn page_of_cases(cases: usize) -> String {
    use crate::report::document::{
        Block, Case, CaseCell, CaseColumn, CaseFilter, CaseList, Document, Fact, Section,
    };
    let case = |number: usize| Case {
        cells: vec![CaseCell {
            text: format!("Case {number} {HOSTILE}"),
            aside: "aside".into(),
            order: Some(7),
        }],
        sentences: vec![Fact::new("Why", HOSTILE)],
        values: vec![(number > 0).then_some(0)],
        ..Case::default()
    };
    let list = CaseList {
        caption: format!("Cases {HOSTILE}"),
        noun: ("case", "cases"),
        columns: vec![CaseColumn {
            label: "Who".into(),
            sorts: true,
        }],
        filters: vec![CaseFilter {
            label: "Site".into(),
            values: vec![HOSTILE.into()],
        }],
        cases: (0..cases).map(case).collect(),
        ..CaseList::default()
    };
    let section = Section::titled("list", "List").with(Block::Cases(list));
    render(&Document {
        title: document().title,
        sections: vec![section],
    })
    .unwrap()
}

#[test]
fn a_page_of_cases_has_one_script_which_its_policy_allows() {
    let page = page_of_cases(3);
    let between = |from: &str, to: &str| {
        let (_, rest) = page.split_once(from).unwrap();
        rest.split_once(to).unwrap().0
    };
    let policy = policy::of(
        between("<style>", "</style>"),
        between("<script>", "</script>"),
    );
    assert!(page.contains(&policy.replace('\'', "&#x27;").replace('/', "&#x2f;")));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
}

#[test]
fn cases_are_there_without_the_script_and_say_what_they_are_chosen_by() {
    let page = page_of_cases(3);
    let page = main_of(&page);
    assert_eq!(page.matches("<tbody data-v=").count(), 3);
    assert!(page.contains("<tbody data-v=\"-\" data-o=\"7\">"), "{page}");
    assert_eq!(page.matches("<tbody data-v=\"0\" data-o=\"7\">").count(), 2);
    assert!(page.contains("<form class=\"choice\" hidden>"));
    assert!(page.contains("<option value=\"-\">(not recorded)</option>"));
    assert!(!page.contains("<noscript>"));
}

#[test]
fn more_cases_than_a_page_holds_at_once_are_folded_text() {
    let page = page_of_cases(cases::IN_PAGE + 2);
    let page = main_of(&page);
    let (_, rest) = page.split_once("<noscript>").unwrap();
    let (folded, _) = rest.split_once("</noscript>").unwrap();
    let more = cases::IN_PAGE + 2 - cases::FIRST;
    assert_eq!(folded.matches("<tbody data-v=").count(), more);
    assert_eq!(page.matches("<tbody data-v=").count(), cases::IN_PAGE + 2);
    assert!(
        folded.contains(&format!("<summary>{more}\u{a0}more cases</summary>")),
        "{folded}"
    );
    assert!(!folded.contains("<script"));
}
