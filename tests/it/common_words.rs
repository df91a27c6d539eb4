//! Words and columns that registers and lists of goals commonly have. All data is invented.

use crate::support::{Reports, Workspace};

const MEETINGS: &str = "Pair ID,Date\nP1,2026-01-10\nP2,2026-01-10\nP3,2026-03-10\n";

fn made(files: &[(&str, &str)]) -> (String, Reports) {
    let workspace = Workspace::new(files);
    let ended = workspace.report(&["--as-of", "2026-03-31"]);
    ended.says(0, &[]);
    (ended.err, workspace.last_made())
}

fn register(columns: &str, cells: [&str; 3]) -> String {
    let mut text = format!("Pair ID,Mentor,Mentee,Match date,{columns}\n");
    let people = [
        "P1,Anna Berg,Jon Lund",
        "P2,Carl Dahl,Eva Ek",
        "P3,Ida Fox,Gil Hay",
    ];
    for (people, cells) in people.iter().zip(cells) {
        text += &format!("{people},2025-09-01,{cells}\n");
    }
    text
}

#[test]
fn a_word_for_an_end_with_its_day_ends_a_pair() {
    let cells = [
        "Graduated,2026-02-20",
        "Withdrawn,2026-02-20",
        "Active,2025-09-01",
    ];
    let pairs = register("Status,Status date", cells);
    let (_, reports) = made(&[("pairs.csv", &pairs), ("sessions.csv", MEETINGS)]);
    let state = |pair: &str| {
        let row = reports.pair(pair);
        (row["state"].clone(), row["ended_on"].clone())
    };
    let on = |state: &str| (state.to_owned(), "2026-02-20".to_owned());
    assert_eq!(state("P1"), on("completed"));
    assert_eq!(state("P2"), on("closed_early"));
    assert_eq!(reports.pair("P3")["ended_on"], "");
}

#[test]
fn a_word_for_an_end_without_a_day_is_said() {
    for (column, cells) in [
        ("Status", ["Exited", "Active", "Active"]),
        ("Match state", ["Lapsed", "Active", "Active"]),
        ("Active?", ["No", "Yes", "Yes"]),
        ("Archived", ["Yes", "No", "No"]),
    ] {
        let pairs = register(column, cells);
        let (said, _) = made(&[("pairs.csv", &pairs), ("sessions.csv", MEETINGS)]);
        let value = cells[0];
        let expected = format!("`{column}` says of pairs that they have ended (“{value}”)");
        assert!(said.contains(&expected), "{column}: {said}");
    }
}

#[test]
fn a_header_says_what_the_numbers_of_a_rhythm_count() {
    for (column, days) in [
        ("Frequency (weeks)", "14"),
        ("Days between meetings", "2"),
        ("Meeting frequency", "30"),
    ] {
        let pairs = register(column, ["2", "", ""]);
        let (_, reports) = made(&[("pairs.csv", &pairs), ("sessions.csv", MEETINGS)]);
        assert_eq!(reports.pair("P1")["expected_gap_days"], days, "{column}");
        let ledger = reports.table("internal/ledger.csv");
        let is_open = ledger.0.iter().any(|entry| entry["column"] == column);
        assert_eq!(is_open, column == "Meeting frequency", "{column}");
    }
}

#[test]
fn of_a_list_of_goals_without_their_outcomes_no_share_is_reported() {
    let pairs = register("End", ["2026-03-01", "2026-03-01", ""]);
    let goals = "Pair ID,Goal,Final review\nP1,CV,fine\nP1,Job,see notes\nP2,Net,good\n";
    let files = [
        ("pairs.csv", pairs.as_str()),
        ("goals.csv", goals),
        ("sessions.csv", MEETINGS),
    ];
    let (_, reports) = made(&files);
    assert_eq!(reports.pair("P1")["goals_set"], "2");
    let page = reports.prose("internal/effectiveness.html");
    assert!(
        page.contains("What became of the goals is not known"),
        "{page}"
    );
    assert!(
        page.contains("What became of the goals was not supplied"),
        "{page}"
    );
}

#[test]
fn texts_for_no_address_do_not_make_two_people_one() {
    let pairs = "Mentor,Mentor email,Mentee,Mentee email,Start\n\
                 Ann Lee,a@x.org,Bo Ray,no email,2025-12-01\n\
                 Ann Lee,a@x.org,Jo Ray,no email,2025-12-01\n";
    let log = "Mentor,Mentee,Date\nAnn Lee,Bo Ray,2026-01-10\nAnn Lee,Jo Ray,2026-01-11\n";
    let (_, reports) = made(&[("pairs.csv", pairs), ("log.csv", log)]);
    assert_eq!(reports.pair("Ann Lee – Bo Ray")["sessions_held"], "1");
    assert_eq!(reports.pair("Ann Lee – Jo Ray")["sessions_held"], "1");
}

#[test]
fn days_and_reasons_of_a_match_have_many_names() {
    for (began, ended, reason) in [
        (
            "Date of first match",
            "Date match ended",
            "Reason match ended",
        ),
        ("Partnered on", "Finished", "Why ended"),
        ("Mentoring began", "Date of exit", "Reason for exit"),
        ("Date match began", "Match deactivated", "Cause of ending"),
    ] {
        let pairs = format!(
            "Pair ID,Mentor,Mentee,{began},{ended},{reason}\n\
             P1,Anna Berg,Jon Lund,2025-09-01,2026-02-20,Moved away\n\
             P2,Carl Dahl,Eva Ek,2025-09-02,,\nP3,Ida Fox,Gil Hay,2025-09-03,,\n"
        );
        let (_, reports) = made(&[("pairs.csv", &pairs), ("sessions.csv", MEETINGS)]);
        let row = reports.pair("P1");
        let read = ["started_on", "ended_on", "state"].map(|column| row[column].as_str());
        assert_eq!(
            read,
            ["2025-09-01", "2026-02-20", "closed_early"],
            "{began}"
        );
    }
}
