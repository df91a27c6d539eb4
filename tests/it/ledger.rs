//! What the ledger says of records as of a date: every row once, and nothing done silently.

use crate::support::{Reports, Workspace};
use std::collections::BTreeSet;

fn reported(files: &[(&str, &str)], arguments: &[&str]) -> Reports {
    Workspace::new(files).reported(arguments)
}

/// Line and consequence of the entries under a rule.
fn entries(reports: &Reports, rule: &str) -> Vec<(String, String)> {
    let ledger = reports.table("internal/ledger.csv");
    let cells = ["rule", "line", "consequence"].map(|name| ledger.column(name));
    let [rules, lines, consequences] = cells;
    let told = rules.iter().zip(lines.iter().zip(consequences));
    told.filter(|(of, _)| **of == rule)
        .map(|(_, (line, consequence))| ((*line).to_owned(), consequence.to_owned()))
        .collect()
}

#[test]
fn what_is_reconciled_or_contradicts_itself_is_noted() {
    let reports = reported(
        &[
            (
                "pairs.csv",
                "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
                 P-01,Ann,Bob,2026-01-10,,\n\
                 P-02,Cat,Dan,,2026-03-01,completed\n\
                 P-03,Eve,Fay,2026-01-10,,completed\n",
            ),
            (
                "sessions.csv",
                "pair_id,date,next_meeting\n\
                 P-01,2026-01-05,2026-02-01\n\
                 P-01,2026-02-01,2026-01-20\n\
                 P-01,2026-02-01,2026-03-01\n\
                 P-02,2026-04-01,\n",
            ),
            (
                "goals.csv",
                "pair_id,goal,text,status,attained_on\nP-01,1,Speak,dropped,2026-02-02\n",
            ),
        ],
        &["--as-of", "2026-06-30"],
    );
    let lines = |rule: &str| -> Vec<String> {
        entries(&reports, rule)
            .into_iter()
            .map(|(line, _)| line)
            .collect()
    };
    assert_eq!(lines("dated before the start of its pair"), ["2"]);
    assert_eq!(lines("the next meeting is not after this one"), ["3"]);
    assert_eq!(lines("another record of the same pair and day").len(), 1);
    assert_eq!(
        lines("the goal has a day of attainment and a status that denies it"),
        ["2"]
    );
    assert_eq!(lines("the pair is closed before its first record"), ["3"]);
    assert_eq!(
        lines("a reason says that the pair has ended, and no day says when"),
        ["4"]
    );
}

#[test]
fn a_row_of_several_pairs_is_moved_once_and_only_if_none_of_them_uses_it() {
    let reports = reported(
        &[
            ("mentorstat.toml", "split_people = [\";\"]\n"),
            (
                "pairs.csv",
                "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
                 P-01,Ann,Bob,2026-01-10,,\n\
                 P-02,Ann,Cat,2026-01-10,,\n\
                 P-03,Ann,Dan,2026-01-10,2026-02-01,completed\n",
            ),
            (
                "sessions.csv",
                "mentor,mentee,date\n\
                 Ann,Bob; Cat; Dan,2026-01-20\n\
                 Ann,Bob; Cat; Dan,2026-03-01\n\
                 Ann,Bob; Cat; Dan,2026-09-01\n",
            ),
        ],
        &["--as-of", "2026-06-30"],
    );
    assert_eq!(reports.count("rows"), 6);
    assert_eq!(reports.count("rows_used"), 5);
    assert_eq!(reports.count("rows_after_as_of"), 1);
    assert_eq!(reports.count("rows_after_end"), 0);
    let after_end = entries(&reports, "dated after the end of its pair");
    assert_eq!(
        after_end,
        [("3".to_owned(), "the row counts for others only".to_owned())]
    );
}

#[test]
fn without_a_day_of_closure_nothing_is_said_about_how_long_pairs_lasted() {
    let reports = reported(
        &[
            (
                "pairs.csv",
                "pair_id,started_on,closure_reason\nP-01,2026-01-10,completed\nP-02,2026-01-10,\n",
            ),
            (
                "sessions.csv",
                "pair_id,date\nP-01,2026-02-01\nP-02,2026-02-01\n",
            ),
        ],
        &["--as-of", "2026-09-30"],
    );
    assert_eq!(reports.pair("P-01")["match_length_outcome"], "");
    assert_eq!(reports.pair("P-01")["retained_180d"], "");
}

#[test]
fn what_was_edited_after_the_end_of_a_named_period_does_not_reach_back() {
    let files = [
        ("pairs.csv", "pair_id,started_on\nP-01,2026-01-10\n"),
        (
            "evaluations.csv",
            "Response ID,Submitted at,pair_id,respondent,phase,date,goals_achieved\n\
             r1,2026-06-20 10:00,P-01,mentee,end,2026-06-20,yes\n\
             r1,2026-08-10 10:00,P-01,mentee,end,2026-06-20,no\n",
        ),
    ];
    for arguments in [["--as-of", "2026-06-30"], ["--period", "2026-Q2"]] {
        let reports = reported(&files, &arguments);
        let goals = reports.table("internal/goals.csv");
        assert_eq!(goals.column("outcome"), ["attained"]);
    }
}

#[test]
fn a_mentor_with_and_without_title_is_one_person() {
    let reports = reported(
        &[
            (
                "pairs.csv",
                "pair_id,mentor,mentee,started_on\n\
             P-01,Dr Anna Lee,Bob,2026-01-10\n\
             P-02,Anna Lee,Cat,2026-01-10\n\
             P-03,\"Lee, Dr. Anna\",Dan,2026-01-10\n",
            ),
            ("sessions.csv", "pair_id,date\nP-01,2026-02-01\n"),
        ],
        &["--as-of", "2026-09-30"],
    );
    let coded = reports.table("internal/analysis/pairs.csv");
    let mentors: BTreeSet<&str> = coded.column("mentor").into_iter().collect();
    assert_eq!(mentors.len(), 1);
}

#[test]
fn the_fate_of_a_row_of_several_pairs_does_not_depend_on_partitions() {
    let files = [
        (
            "mentorstat.toml",
            "split_people = [\";\"]\nunknown_pairs = \"add\"\n",
        ),
        (
            "pairs.csv",
            "pair_id,mentor,mentee,started_on\nP-01,Ann,Bob,2026-01-10\n",
        ),
        (
            "sessions.csv",
            "mentor,mentee,date\n\
             Ann,Bob,2026-02-01\n\
             Ann,Bob; Cat,2026-08-01\n\
             Ann,Dan; Bob; Eve,2026-08-02\n\
             Ann,Fay; Bob,2026-08-03\n",
        ),
    ];
    for partitions in ["1", "4", "5", "7"] {
        let reports = reported(
            &files,
            &["--as-of", "2026-05-15", "--partitions", partitions],
        );
        assert_eq!(reports.count("rows_after_as_of"), 3, "{partitions}");
        assert_eq!(reports.count("rows_not_yet_started"), 0, "{partitions}");
        let told = entries(&reports, "dated after the as-of date 2026-05-15");
        assert_eq!(told.len(), 3, "{partitions}");
    }
}

#[test]
fn records_beyond_a_long_gap_are_named_where_the_report_stops_before_them() {
    let workspace = Workspace::new(&[
        ("pairs.csv", "pair_id,started_on\nP-01,2026-01-10\n"),
        (
            "sessions.csv",
            "pair_id,date\nP-01,2026-02-01\nP-01,2026-09-20\n",
        ),
    ]);
    let run = |more: &[&str]| workspace.run(&[&["report", "in", "--out", "out"], more].concat());
    let words = "records of 2026-09-20 and later are left out";
    run(&[]).says(0, &[words, "--as-of"]);
    let page = Reports::in_folder(&workspace.outputs()).text("share/effectiveness.md");
    assert!(page.contains(words), "{page}");
    let ended = run(&["--as-of", "2026-09-30"]);
    assert!(!ended.err.contains(words));
}

#[test]
fn a_meeting_of_more_than_a_day_is_no_length() {
    let reports = reported(
        &[(
            "sessions.csv",
            "pair_id,date,hours\nP-01,2026-02-01,90\nP-01,2026-02-08,1.5\n",
        )],
        &["--as-of", "2026-02-28"],
    );
    assert_eq!(reports.pair("P-01")["hours_held"], "1.5");
    assert_eq!(entries(&reports, "not a length of a meeting").len(), 1);
}

#[test]
fn a_goal_under_the_number_of_another_is_told() {
    let goals = "pair_id,goal,text\nP1,1,Publish\nP1,2,Learn Rust\n";
    let forms = "pair_id,date,respondent,phase,goal_1,goal_1_achieved,goal_2,goal_2_achieved\n\
                 P1,2026-02-10,mentee,end,Learn Rust,yes,Publish,no\n\
                 P1,2026-02-11,mentor,end,Publish,yes,Rust,no\n";
    let files = [("goals.csv", goals), ("evaluations.csv", forms)];
    let reports = reported(&files, &["--as-of", "2026-02-28"]);
    let told = entries(
        &reports,
        "a goal of the form has the text of another goal of the register",
    );
    assert_eq!(told, [("2".into(), "it is joined by its number".into())]);
}

#[test]
fn a_file_that_is_not_recognised_is_in_the_account_of_every_row() {
    let workspace = Workspace::new(&[
        (
            "pairs.csv",
            "pair_id,mentor,mentee,started_on\nA,Ann Ek,Bo Li,2026-01-05\n",
        ),
        (
            "sessions.csv",
            "pair_id,date,status\nA,2026-02-20,held\nA,2026-03-20,held\n",
        ),
        (
            "rooms.csv",
            "Room,Seats,Beamer\nBlue,12,yes\nRed,8,no\nGreen,20,yes\n",
        ),
    ]);
    let arguments = ["--as-of", "2026-03-31"];
    let said = ["rooms.csv", "its 3 rows are in no figure"];
    workspace.report(&arguments).says(0, &said);
    let reports = workspace.reported(&arguments);
    let ledger = reports.table("internal/ledger.csv");
    let entry = ledger
        .0
        .iter()
        .find(|row| row["file"].ends_with("rooms.csv"));
    let entry = entry.expect("the ledger has an entry for the file");
    assert_eq!(
        (entry["line"].as_str(), entry["value"].as_str()),
        ("1", "3 rows")
    );
    let report = reports.prose("share/effectiveness.md");
    assert!(report.contains("its 3 rows are in no figure"), "{report}");
    assert!(
        report.contains("50 % of 6 records read are in the figures"),
        "{report}"
    );
    let internal = reports.text("internal/effectiveness.html");
    let row = "Files not recognised</th><td class=\"number\">3</td>";
    assert!(internal.contains(row), "{internal}");
}

#[test]
fn columns_that_are_set_aside_have_entries() {
    let workspace = Workspace::new(&[
        ("sessions.csv", "pair_id,date,status\nA,2026-02-20,held\n"),
        (
            "forms.csv",
            "pair_id,Date,Phase,Were the goals achieved? (a),Were the goals achieved? (b)\nA,2026-03-20,end,yes,no\n",
        ),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let ledger = reports.table("internal/ledger.csv");
    let columns: Vec<&str> = ledger
        .0
        .iter()
        .filter(|row| row["rule"].contains("which of several columns"))
        .map(|row| row["column"].as_str())
        .collect();
    assert_eq!(columns.len(), 2, "{:?}", ledger.0);
}
