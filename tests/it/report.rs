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
fn what_is_since_the_start_is_not_taken_for_a_figure_of_the_period() {
    let mut setting = Setting::default();
    let usual = main_text(&setting.page());
    assert!(usual.contains("Figures of Q3 2026; in brackets"), "{usual}");
    setting.config.headline = ["on_cadence", "attendance"].map(str::to_owned).to_vec();
    let text = main_text(&setting.page());
    for said in [
        "Figures of Q3 2026 or, where a box says so, since the start; in brackets",
        "25,431 of 32,604 days, 115 pairs, since the start, as of 2026-09-30",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let markdown = setting.markdown().replace('\u{a0}', " ");
    let rows = |title: &str| markdown.matches(&format!("| {title} |")).count();
    assert_eq!(
        (rows("On cadence\\*"), rows("On cadence")),
        (1, 1),
        "the table of cohorts"
    );
    assert_eq!(rows("Attendance\\*"), 0);
    let note = "\\* Not of Q3 2026 alone: since the start, as of the last day.";
    assert!(markdown.contains(note), "{markdown}");
}

#[test]
fn a_total_is_held_against_a_target_of_the_total() {
    let mut setting = Setting::default();
    let targets = [
        ("sessions_held", 412.0),
        ("hours_held", 619.0),
        ("new_goals", 20.0),
    ];
    setting.config.targets = targets.map(|(id, wanted)| (id.to_owned(), wanted)).into();
    let text = main_text(&setting.page());
    for said in ["target 412: met", "target 619: missed", "target 20: met"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn the_headline_of_continuity_says_of_how_many_pairs_it_is() {
    let text = main_text(&Setting::default().page());
    for said in [
        "82 % of pairs were still meeting after 180 days (73–88 %; 80 of 98 pairs)",
        "those are left out that are too young for it, and those that ended as planned before",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn figures_of_few_mentors_are_to_be_read_with_care() {
    let mut setting = Setting::default();
    let said = |setting: &Setting| {
        let text = main_text(&setting.page());
        let end = text.find(" on fewer than 20 mentors: read ")?;
        Some(text[..end].rsplit(". ").next().unwrap().to_owned())
    };
    assert_eq!(said(&setting), None);
    let mut figures = setting.summary.current.measures.iter_mut();
    let settled = figures.find(|figure| figure.measure == "goals_attained_settled");
    settled.unwrap().contributing.mentors = 19;
    assert_eq!(
        said(&setting).as_deref(),
        Some("“Settled goals attained” rests")
    );
    setting.summary.groups[0].mentors = Count::of(19);
    assert_eq!(said(&setting).as_deref(), Some("The figures rest"));
    setting.summary.groups[0].mentors = Count::of(20);
    programme::hide(
        &mut setting.summary,
        "goals_attained_settled",
        Shown::SmallCell,
    );
    assert_eq!(said(&setting), None);
}

#[test]
fn one_pair_is_it_and_beyond_the_last_stage_is_nothing() {
    let mut setting = Setting::default();
    let tallies = &mut setting.summary.groups[0].tallies;
    tallies.continuity.presumed_ended = Some(Count::of(1));
    tallies.stages.ladder.last_mut().unwrap().reached = Count::of(100);
    let markdown = setting.markdown().replace('\u{a0}', " ");
    for said in [
        "1 open pair has been silent for so long that it may have ended",
        "Stages: 100 of 121 pairs have reached the last stage, “Transition” (83 %)",
        "How many pairs have reached each stage, and how many are there now",
        "recorded with a date in Q3 2026, in 121 pairs",
        "| Pairs followed until then |",
    ] {
        assert!(
            markdown.to_lowercase().contains(&said.to_lowercase()),
            "{said}\n{markdown}"
        );
    }
    assert_eq!(markdown.matches("the last stage, “Transition”").count(), 1);
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
