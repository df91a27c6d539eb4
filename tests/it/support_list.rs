//! `support`: what part of the list is shown, how, and what changed since an earlier one.

use crate::support::{Ended, Table, Workspace};

const PAIRS: &str = "\
pair_id,mentor,mentee,cohort,site,started_on,agreed_every,closed_on,closure_reason
P-1,Anna Ek,Bo Li,Spring,North,2026-01-05,2 weeks,,
P-2,\"Ek, Anna\",Dora Ny,Spring,South,2026-01-05,2 weeks,,
P-3,Eva Lund,Finn Ost,Autumn,North,2026-01-05,2 weeks,,
P-4,Gus Dal,Hedda Vik,Autumn,South,2026-01-05,2 weeks,,
P-5,Ivo Jul,Kim Lo,Autumn,South,2026-01-05,2 weeks,2026-07-15,lost contact
P-6,Mia Nor,Ola Per,Spring,North,2026-06-01,2 weeks,,
";

/// P-1 and P-5 stop in February, P-2 in June, P-4 comes back in July, P-3 goes on, P-6 never
/// begins.
fn workspace() -> Workspace {
    let day = |pair: &str, month: u32, day: u32| format!("{pair},2026-{month:02}-{day:02},held\n");
    let mut sessions = "pair_id,date,status\n".to_owned();
    for pair in ["P-1", "P-2", "P-3", "P-4", "P-5"] {
        sessions += &day(pair, 1, 5);
        sessions += &day(pair, 1, 19);
        sessions += &day(pair, 2, 2);
    }
    for month in 2..=7 {
        for on in [9, 23] {
            sessions += &day("P-3", month, on);
            if month < 6 {
                sessions += &day("P-2", month, on);
            }
        }
    }
    sessions += &day("P-4", 7, 14);
    sessions += &day("P-4", 7, 27);
    Workspace::new(&[("pairs.csv", PAIRS), ("sessions.csv", &sessions)])
}

fn run(workspace: &Workspace, more: &[&str]) -> Ended {
    let words = [
        "support",
        "in",
        "--quiet",
        "--no-workbook",
        "--as-of",
        "2026-07-31",
    ];
    workspace.run(&[&words[..], more].concat())
}

fn ids(workspace: &Workspace, more: &[&str]) -> Vec<String> {
    let ended = run(workspace, &[&["--format", "csv"], more].concat());
    ended.says(0, &[]);
    let ids = Table::read(&ended.out);
    ids.column("pair_id")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_list_can_be_narrowed() {
    let workspace = workspace();
    assert_eq!(ids(&workspace, &[]), ["P-6", "P-1", "P-2"]);
    assert_eq!(ids(&workspace, &["--state", "never_started"]), ["P-6"]);
    assert_eq!(
        ids(
            &workspace,
            &["--state", "never-started", "--state", "stalled"]
        )
        .len(),
        3
    );
    assert_eq!(ids(&workspace, &["--state", "watch"]), [""; 0]);
    assert_eq!(ids(&workspace, &["--cohort", "spring"]).len(), 3);
    assert_eq!(ids(&workspace, &["--cohort", "Autumn"]), [""; 0]);
    assert_eq!(ids(&workspace, &["--site", "south"]), ["P-2"]);
    assert_eq!(ids(&workspace, &["--mentor", "anna ek"]), ["P-1", "P-2"]);
    assert_eq!(ids(&workspace, &["--top", "2"]), ["P-6", "P-1"]);
    let first = run(&workspace, &["--top", "1"]).out;
    let words = "The first 1 of 3 pairs that need support: 1 never started.";
    assert!(first.contains(words), "{first}");
    run(&workspace, &["--top", "0"]).says(2, &["--top"]);
    let ended = run(&workspace, &["--format", "csv", "--site", "south"]);
    let rows = Table::read(&ended.out);
    assert_eq!(rows.column("rank"), ["3"], "the place on the whole list");
}

#[test]
fn a_value_that_no_pair_has_is_no_good_news() {
    let workspace = workspace();
    run(&workspace, &["--cohort", "Sprung"]).says(2, &["--cohort Sprung", "“Spring”"]);
    run(&workspace, &["--mentor", "Anna Eck"]).says(2, &["--mentor", "did you mean"]);
    run(&workspace, &["--state", "stuck"]).says(2, &["stalled", "watch"]);
    run(&workspace, &["--since", "2026-08-01"]).says(2, &["--since", "2026-07-31"]);
}

#[test]
fn since_an_earlier_list_pairs_are_new_still_there_or_gone() {
    let workspace = workspace();
    let ended = run(&workspace, &["--since", "2026-06-05", "--format", "csv"]);
    ended.says(0, &[]);
    let rows = Table::read(&ended.out);
    let changed = |id| {
        let row = rows.one(&[("pair_id", id)]);
        (row["change"].clone(), row["rank"].clone())
    };
    let expected = |change: &str, rank: &str| (change.to_owned(), rank.to_owned());
    assert_eq!(changed("P-6"), expected("new", "1"));
    assert_eq!(changed("P-1"), expected("still", "2"));
    assert_eq!(changed("P-2"), expected("new", "3"));
    assert_eq!(changed("P-4"), expected("gone", ""));
    assert_eq!(changed("P-5"), expected("gone", ""));
    let json = run(&workspace, &["--since", "2026-06-05", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["since"], "2026-06-05");
    assert_eq!(json["new"][0]["pair_id"], "P-6");
    assert_eq!(json["still"][0]["pair_id"], "P-1");
    let why = &json["still"][0]["signals"][0];
    let record = &why["records"][0];
    let file = record["file"].as_str().unwrap();
    assert!(file.ends_with("sessions.csv"), "{record}");
    assert!(
        record["line"].is_u64() && record["offset"].is_null(),
        "{record}"
    );
    let (last, reasons) = (&why["evidence"], &json["still"][0]["reasons"]);
    assert!(reasons.as_array().unwrap().contains(last), "{reasons}");
    let gone: Vec<_> = json["gone"].as_array().unwrap().iter().collect();
    assert!(gone[0]["was"]["reasons"][0].is_string(), "{}", gone[0]);
    let became = |id: &str| {
        let pair = gone.iter().find(|gone| gone["was"]["pair_id"] == id);
        pair.unwrap()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(became("P-4"), "on_track");
    assert_eq!(became("P-5"), "closed_early");
    let text = run(&workspace, &["--since", "2026-06-05"]).out;
    let summary = "Since 2026-06-05: 2 new on the list, 1 still on it (0 waiting), 2 gone from it (1 recovered).";
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains(summary), "{text}");
    assert!(
        text.contains("P-4 · Gus Dal and Hedda Vik · recovered"),
        "{text}"
    );
    // Of the first few, what changed is told of all.
    let top = run(&workspace, &["--since", "2026-06-05", "--top", "1"]).out;
    let flowing = top.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains(summary), "{top}");
    let narrowed = run(&workspace, &["--since", "2026-06-05", "--cohort", "Autumn"]).out;
    assert!(
        narrowed.contains("P-5") && !narrowed.contains("P-6"),
        "{narrowed}"
    );
}

#[test]
fn no_line_is_wider_than_eighty_columns_where_there_is_no_terminal() {
    let workspace = workspace();
    for more in [&[][..], &["--since", "2026-06-05"]] {
        let text = run(&workspace, more).out;
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(text.contains("\n1   P-6"), "{text}");
    }
}

#[test]
fn colours_are_optional() {
    let workspace = workspace();
    assert!(!run(&workspace, &[]).out.contains('\u{1b}'));
    assert!(
        run(&workspace, &["--color", "always"])
            .out
            .contains("\u{1b}[31m")
    );
}

#[test]
fn excel_is_told_that_the_text_is_utf_8_where_that_is_asked_for() {
    let workspace = workspace();
    let plain = run(&workspace, &["--format", "csv"]).out;
    assert!(plain.starts_with("rank,pair_id,"));
    let marked = run(&workspace, &["--format", "csv", "--excel"]).out;
    assert_eq!(marked, format!("\u{feff}{plain}"));
}

#[test]
fn without_session_records_nobody_is_said_to_need_no_support() {
    let workspace = Workspace::new(&[(
        "pairs.csv",
        "pair_id,mentor,mentee,started_on\nP1,Ann,Bo,2026-01-05\nP2,Cy,Di,2026-02-05\n",
    )]);
    let ended = workspace.run(&["support", "in", "--as-of", "2026-09-30"]);
    ended.says(0, &[]);
    let said = ended.out.replace('\n', " ");
    assert!(said.contains("who needs support is not known"), "{said}");
    assert!(!said.contains("No pair needs support"), "{said}");
}
