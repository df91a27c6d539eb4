//! Words about somebody in a column of the register: none of them is shared, and none is in the
//! tables for analysis.

use crate::support::{Reports, Workspace};

const NOTE: &str = "Mentee disclosed abuse at home - see J. Miller";
const NEED: &str = "dyslexia";

/// 40 pairs of 8 mentors with ordinary attributes, a remark on two pairs and a need of three.
fn workspace() -> Workspace {
    let mut pairs =
        "pair_id,mentor,mentee,started_on,cohort,site,gender,need,referred by,safeguarding note\n"
            .to_owned();
    let mut sessions = "pair_id,date,status\n".to_owned();
    for pair in 0..40 {
        let mentor = ["Ann Ash", "Ben Birch", "Cid Cedar", "Dee Damson"][pair % 4];
        let site =
            ["Hillside", "Riverside", "Lakeside"][usize::from(pair > 29) + usize::from(pair > 35)];
        let gender =
            ["woman", "man", "non-binary"][usize::from(pair > 18) + usize::from(pair > 33)];
        let need = if pair < 3 { NEED } else { "none known" };
        let by = if pair % 2 == 0 { "Ann Ash" } else { "school" };
        let note = if pair < 2 { NOTE } else { "" };
        let cohort = if pair < 20 { "Batch 1" } else { "Batch 2" };
        pairs += &format!(
            "P{pair},{mentor},Mentee {pair},2026-01-{:02},{cohort},{site},{gender},{need},{by},{note}\n",
            1 + pair % 28
        );
        sessions += &format!("P{pair},2026-0{}-11,held\n", 2 + pair % 6);
    }
    Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)])
}

fn reported(by: &[&str]) -> (Workspace, Reports) {
    let workspace = workspace();
    let reports = workspace.reported(&[&["--as-of", "2026-09-30"], by].concat());
    (workspace, reports)
}

/// The shared files in which a text stands.
fn shared_with(reports: &Reports, text: &str) -> Vec<String> {
    let texts = reports.texts().into_iter();
    let shared =
        texts.filter(|(name, content)| name.starts_with("share/") && content.contains(text));
    shared.map(|(name, _)| name).collect()
}

#[test]
fn no_remark_is_shared_whatever_is_compared() {
    for by in [
        &[][..],
        &["--by", "gender"],
        &["--by", "site", "--by", "need"],
    ] {
        let (_folder, reports) = reported(by);
        for text in ["disclosed abuse", "J. Miller", NEED, "Ann Ash"] {
            assert_eq!(shared_with(&reports, text), [""; 0], "{text} by {by:?}");
        }
        assert!(reports.text("internal/comparison.html").contains(NEED) || by.is_empty());
    }
}

#[test]
fn a_small_group_has_a_number_where_its_name_may_be_a_remark() {
    let (_folder, reports) = reported(&["--by", "need"]);
    for table in ["measures", "comparisons"] {
        let shared = reports.text(&format!("share/tables/{table}.csv"));
        assert!(shared.contains("(small group 1)"), "{table}");
        let internal = reports.text(&format!("internal/tables/{table}.csv"));
        assert!(internal.contains(NEED) && !internal.contains("small group"));
    }
    let page = reports.text("share/effectiveness.md");
    assert!(
        page.contains("| (small group 1) | &lt;\u{a0}5 |")
            || page.contains("| (small group 1) | &lt; 5 |"),
        "{page}"
    );
}

#[test]
fn ordinary_categories_keep_their_names_however_small() {
    let (_folder, reports) = reported(&["--by", "gender", "--by", "site"]);
    for name in ["non-binary", "Riverside", "Lakeside"] {
        for file in [
            "share/effectiveness.md",
            "share/comparison.md",
            "share/tables/measures.csv",
        ] {
            assert!(reports.text(file).contains(name), "{name} in {file}");
        }
    }
    // Of the parts of the programme also as values beside other groups.
    let (_folder, reports) = reported(&["--by", "gender"]);
    let comparison = reports.text("share/comparison.md");
    assert!(comparison.contains("Lakeside") && comparison.contains("Riverside"));
}

#[test]
fn a_column_of_remarks_makes_no_groups() {
    let workspace = workspace();
    for option in [
        ["--by", "safeguarding note"],
        ["--adjust", "safeguarding note"],
    ] {
        let ended = workspace.report(&option);
        ended.says(2, &["safeguarding note", "would name people"]);
    }
    workspace.assert_nothing_written();
}

#[test]
fn the_tables_for_analysis_hold_no_remark() {
    let (_folder, reports) = reported(&[]);
    let analysis = reports.table("internal/analysis/pairs.csv");
    assert!(
        !reports
            .text("internal/analysis/pairs.csv")
            .contains("abuse")
    );
    let of = |column: &str, value: &str| {
        let values = analysis.column(column);
        values.iter().filter(|found| **found == value).count()
    };
    assert_eq!(
        [
            of("need", NEED),
            of("need", "(other)"),
            of("need", "none known")
        ],
        [0, 3, 37]
    );
    assert_eq!([of("gender", "non-binary"), of("site", "Lakeside")], [6, 4]);
}
