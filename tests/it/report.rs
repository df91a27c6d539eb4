//! The manager's report from a summary made up by hand: what it says, and what it never says.

pub mod programme;

use crate::support::{main_text, numbers};
use mentorstat::config::Config;
use mentorstat::measures::Registry;
use mentorstat::programme::built_in_stage_models;
use mentorstat::report::document::Document;
use mentorstat::report::effectiveness::{Audience, Brief, Records, compose};
use mentorstat::report::{Pictures, html, markdown};
use mentorstat::summary::{Count, Disclosure, Shown, Summary, protect};
use std::fs;
use std::path::Path;

const HOSTILE: &str = "<script>alert(1)</script> | `code` =cmd|'/C calc'!A0";

struct Setting {
    summary: Summary,
    config: Config,
    records: Records,
    audience: Audience,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            summary: programme::summary(),
            config: programme::config(),
            records: programme::records(),
            audience: Audience::Shared,
        }
    }
}

impl Setting {
    fn document(&self) -> Document {
        let model = &built_in_stage_models()[0];
        compose(&Brief {
            summary: &self.summary,
            registry: &Registry::new(model, &self.config.rules),
            config: &self.config,
            records: &self.records,
            audience: self.audience,
        })
    }

    fn pictures(&self) -> Pictures {
        Pictures::of(&self.document())
    }

    fn page(&self) -> String {
        html::render(&self.document()).unwrap()
    }

    fn markdown(&self) -> String {
        markdown::render(&self.document(), "charts")
    }
}

/// Headings of the second level, in order.
fn headings(markdown: &str) -> Vec<&str> {
    markdown
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.split(':').next().unwrap_or(heading))
        .collect()
}

#[test]
fn sections_follow_the_order_of_the_contract() {
    assert_eq!(
        headings(&Setting::default().markdown()),
        [
            "At a glance",
            "Goals",
            "Meetings",
            "Stages",
            "New goals",
            "Continuity",
            "Experience and reach",
            "Cohorts",
            "What the figures rest on",
            "Goals",
            "Meetings",
            "Stages",
            "New goals",
            "Continuity",
            "Experience and reach",
            "What the figures rest on",
            "Definitions",
            "Methods",
            "Inputs",
        ]
    );
}

#[test]
fn the_first_page_holds_five_boxes_and_three_to_five_sentences() {
    let page = Setting::default().page();
    let first = page.split("</section>").next().unwrap();
    let boxes = first.split("class=\"sentences\"").next().unwrap();
    assert_eq!(boxes.matches("<p class=\"value").count(), 5);
    let sentences = first.split("class=\"sentences\"").nth(1).unwrap();
    let number = sentences.matches("<li>").count();
    assert!((3..=5).contains(&number), "{number}");
    let text = main_text(&page);
    for said in [
        "203",
        "96 mentors and 118 mentees, each counted once, in 121 pairs",
        "412 meetings",
        "618 hours, from the 93 % of meetings that have a length",
        "130 of 212 goals, 96 pairs",
        "target 70 %: missed",
        "no clear change since Q2 2026 (−2 to 14 points)",
        "12 more than in Q2 2026 (191)",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn a_change_is_claimed_only_where_the_interval_excludes_nought() {
    let text = main_text(&Setting::default().page());
    assert!(text.contains("were attained. No clear change since Q2 2026 (−2 to 14 points)."));
    assert!(text.contains("The share rose by 9 points (2 to 16) since Q2 2026."));
}

#[test]
fn bounds_stand_in_for_attainment_where_too_few_outcomes_are_known() {
    let mut setting = Setting::default();
    assert!(!main_text(&setting.page()).contains("(bounds)"));
    setting.summary.groups[0].tallies.goals.bounds_instead = true;
    let text = main_text(&setting.page());
    assert!(text.contains("Goals attained (bounds) 45–78 %"), "{text}");
    assert!(text.contains("bounds stand in its place"));
}

#[test]
fn sections_without_data_say_what_to_supply() {
    let setting = Setting {
        summary: programme::empty(),
        records: Records::default(),
        ..Setting::default()
    };
    let text = main_text(&setting.page());
    for what in [
        "Goals were not supplied.",
        "Session records were not supplied.",
        "Stages cannot be shown.",
        "New goals cannot be shown.",
        "When pairs end was not supplied.",
        "Evaluation forms were not supplied.",
    ] {
        assert!(text.contains(what), "{what}");
    }
    // Of nothing but the configuration, only the reach can be drawn.
    assert_eq!(setting.page().matches("<figure").count(), 1);
    assert!(setting.page().contains("<figure id=\"reach\">"));
    for silly in ["NaN", "inf", " 0 %", "None", "Some("] {
        assert!(!text.contains(silly), "{silly}: {text}");
    }
}

#[test]
fn hidden_figures_are_nowhere() {
    let mut setting = Setting::default();
    programme::hide(
        &mut setting.summary,
        "goals_attained_settled",
        Shown::TooFewPairs,
    );
    let (page, text) = (setting.page(), setting.markdown());
    for secret in [
        "130 of 212",
        "54–68",
        "of settled goals have been attained",
        "target 70",
    ] {
        assert!(!page.contains(secret), "{secret}");
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(main_text(&page).contains("too few pairs or mentors to show"));
}

#[test]
fn outcomes_that_cannot_be_drawn_are_a_table() {
    let mut setting = Setting::default();
    setting.summary.disclosure = Disclosure::default();
    for group in &mut setting.summary.groups {
        if let Some(counts) = &mut group.tallies.goals.by_outcome {
            counts[3].1 = Count::in_pairs(4, 4);
        }
        // Without the number of all goals the hidden outcomes have no common rest to share.
        group
            .measures
            .retain(|figure| figure.measure != "goals_set");
    }
    setting.summary = protect(&setting.summary, 5);
    let text = main_text(&setting.page());
    assert!(
        text.contains("Group Attained Partly attained Not attained Dropped In progress Unknown")
    );
    assert!(text.contains("< 5"), "{text}");
    assert!(!setting.page().contains("id=\"goals-by-outcome\""));
}

#[test]
fn text_from_outside_stays_text() {
    let mut setting = Setting::default();
    setting.summary.programme = HOSTILE.into();
    for group in &mut setting.summary.groups {
        if group.group == "2025 autumn" {
            group.group = HOSTILE.into();
        }
    }
    setting.records = programme::records_with_notes(&format!("{HOSTILE}\n\n# Not a heading"));
    let page = setting.page();
    assert!(!page.contains("<script"));
    assert!(main_text(&page).contains(HOSTILE));
    let markdown = setting.markdown();
    assert!(!markdown.contains("<script"));
    assert!(markdown.contains("\\# Not a heading"));
    let escaped = r"&lt;script&gt;alert(1)&lt;/script&gt; \| \`code\` =cmd\|'/C calc'!A0";
    assert!(markdown.contains(&format!("| {escaped} |")));
    for table in markdown.split("\n\n").filter(|part| part.starts_with('|')) {
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        let header = table.lines().next().map(columns);
        assert!(
            table.lines().all(|line| Some(columns(line)) == header),
            "{table}"
        );
    }
}

#[test]
fn every_number_of_the_page_is_in_the_markdown() {
    let setting = Setting::default();
    let markdown: std::collections::BTreeSet<_> = numbers(&setting.markdown()).collect();
    let page = main_text(&setting.page());
    let missing: Vec<_> = numbers(&page)
        .filter(|number| !markdown.contains(number))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(numbers(&page).count() > 300);
}

#[test]
fn no_section_has_more_than_four_figures_and_every_figure_has_its_data() {
    let page = Setting::default().page();
    for section in page.split("<section").skip(1) {
        let figures = section.matches("<figure").count();
        assert!(figures <= 4);
        assert_eq!(section.matches("<details class=\"data\">").count(), figures);
        assert_eq!(section.matches("<figcaption>").count(), figures);
    }
    assert_eq!(page.matches("<figure").count(), 9);
    assert!(!page.contains("No picture"));
}

#[test]
fn the_internal_edition_says_that_it_is_confidential() {
    let setting = Setting {
        audience: Audience::Internal,
        ..Setting::default()
    };
    assert!(setting.page().contains("<body class=\"confidential\">"));
    assert!(setting.markdown().starts_with("> **Confidential"));
    assert!(
        !Setting::default()
            .page()
            .contains("onfidential: for internal use only. Small")
    );
}

#[test]
fn the_same_summary_gives_the_same_bytes() {
    let (one, two) = (Setting::default(), Setting::default());
    assert_eq!(one.page(), two.page());
    assert_eq!(one.markdown(), two.markdown());
    let (one, two) = (one.pictures(), two.pictures());
    assert!(one.files().eq(two.files()));
}

/// Writes the report beside the test binaries, to be looked at.
#[test]
fn the_report_can_be_looked_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    fs::create_dir_all(folder.join("charts")).unwrap();
    let setting = Setting::default();
    fs::write(folder.join("effectiveness.html"), setting.page()).unwrap();
    fs::write(folder.join("effectiveness.md"), setting.markdown()).unwrap();
    for (name, picture) in setting.pictures().files() {
        fs::write(folder.join("charts").join(&name), picture).unwrap();
        let is_linked = setting.markdown().contains(&format!("](charts/{name})"));
        assert_eq!(is_linked, name.ends_with(".svg"));
    }
    let empty = Setting {
        summary: programme::empty(),
        records: Records::default(),
        audience: Audience::Internal,
        ..Setting::default()
    };
    fs::write(folder.join("empty.html"), empty.page()).unwrap();
}
