//! The first run on files that nobody has prepared: what is asked, and how it is answered.

use crate::support::{Workspace, entries};
use std::fs;

const OPEN: &str = "pair_id,date,status\nA,03/04/2026,held\nA,05/05/2026,held\nB,02/03/2026,held\n";

#[test]
fn dates_that_nothing_decides_are_asked_about_with_the_line_to_paste() {
    let workspace = Workspace::new(&[("sessions.csv", OPEN), ("more.csv", OPEN)]);
    let asked = workspace.report(&[]);
    asked.says(
        1,
        &[
            "1. in/more.csv, column `date`: does `03/04/2026` (line 2) mean 2026-04-03 (day first, dmy) or \
             2026-03-04 (month first, mdy)?",
            "2. in/sessions.csv",
            "[[source]]\n     file = \"in/sessions.csv\"\n     date_order = \"dmy\"   # or \"mdy\"",
        ],
    );
    workspace.assert_nothing_written();
    let answer = "[[source]]\nfile = \"in/sessions.csv\"\ndate_order = \"dmy\"\n\
                  [[source]]\nfile = \"in/more.csv\"\ndate_order = \"dmy\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), answer).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-04-03");
}

#[test]
fn an_answer_below_another_section_for_the_file_counts() {
    let answer = "[[source]]\nfile = \"*.csv\"\n[source.columns]\nstatus = \"status\"\n\
                  [[source]]\nfile = \"in/sessions.csv\"\ndate_order = \"mdy\"\n";
    let workspace = Workspace::new(&[("sessions.csv", OPEN), ("mentorstat.toml", answer)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-03-04");
}

#[test]
fn check_describes_everything_before_it_asks() {
    let workspace = Workspace::new(&[
        ("sessions.csv", OPEN),
        ("other.csv", "colour,price\nred,3\n"),
    ]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(1, &["1. in/sessions.csv, column `date`"]);
    assert!(checked.out.contains("in/other.csv"), "{}", checked.out);
    assert!(
        checked.out.contains("to decide: in/sessions.csv"),
        "{}",
        checked.out
    );
    let json = workspace.run(&["check", "in", "--format", "json"]);
    let files: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let question = &files[1]["ambiguities"][0];
    assert_eq!(question["example"], "03/04/2026");
    assert_eq!(question["line"], 2);
    assert_eq!(question["readings"][0][1], "2026-04-03");
    assert_eq!(question["readings"][1][1], "2026-03-04");
    assert_eq!(files[1]["rows"], 3);
}

#[test]
fn dates_that_contradict_each_other_are_both_named() {
    let mixed = "pair_id,date,status\nA,05/05/2026,held\nA,13/04/2026,held\nB,02/28/2026,held\n";
    let workspace = Workspace::new(&[("sessions.csv", mixed)]);
    workspace.report(&[]).says(
        1,
        &["`13/04/2026` in line 3 and `02/28/2026` in line 4 follow different orders"],
    );
}

#[test]
fn dates_that_no_figure_needs_are_set_aside_with_the_same_question() {
    let sessions = "pair_id,date,status,next_meeting\nA,2026-01-05,held,03/04/2026\n";
    let workspace = Workspace::new(&[("sessions.csv", sessions)]);
    let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-03-31"]);
    ended.says(
        0,
        &[
            "set aside: in/sessions.csv, column `next_meeting`",
            "date_order =",
        ],
    );
}

#[test]
fn files_without_rows_are_named() {
    let workspace = Workspace::new(&[("sessions.csv", "pair_id,date,status\n"), ("empty.csv", "")]);
    workspace.report(&[]).says(
        1,
        &[
            "in/sessions.csv has headers and no rows",
            "in/empty.csv is empty",
        ],
    );
    let workspace = Workspace::new(&[("empty.csv", "")]);
    workspace.report(&[]).says(1, &["in/empty.csv is empty"]);
}

#[test]
fn a_table_that_lacks_something_is_named_with_what_it_lacks() {
    let workspace = Workspace::new(&[("sessions.csv", "pair_id,status\nA,held\n")]);
    workspace.report(&[]).says(
        1,
        &["in/sessions.csv is most like sessions, and lacks the date"],
    );
}

#[test]
fn what_is_no_input_is_never_read() {
    let sessions = "pair_id,date,status\nA,2026-01-05,held\n";
    let workspace = Workspace::new(&[
        ("sessions.csv", sessions),
        ("~$sessions.xlsx", "lock"),
        (".sessions.csv", sessions),
        ("Thumbs.db", "x"),
        ("desktop.ini", "x"),
        ("2025-Q4/manifest.json", "{\"program\": \"mentorstat\"}"),
        ("2025-Q4/pairs.csv", "pair_id,mentor\nZ,Zed\n"),
    ]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(0, &[]);
    assert!(!checked.out.contains("not read"), "{}", checked.out);
    assert!(checked.out.contains("\n1 pair;"), "{}", checked.out);
    let own = workspace.run(&["check", "in/2025-Q4"]);
    own.says(
        1,
        &["in/2025-Q4 was not read: reports that this program made"],
    );
}

#[test]
fn totals_of_a_platform_stand_for_meetings_where_there_are_no_records() {
    let pairs = "pair_id,mentor,mentee,started_on,Last session date,Sessions completed\n\
                 A,Anna Ek,Bo Li,2026-01-05,2026-03-01,4\nB,Cai Wu,Di Oz,2026-01-05,,0\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs)]);
    let reports = workspace.reported(&["--as-of", "2026-03-10"]);
    let pair = reports.pair("A");
    assert_eq!((&*pair["sessions_held"], &*pair["contact_gap"]), ("4", "9"));
    let told = workspace.run(&["explain", "A", "in", "--as-of", "2026-03-10"]);
    let line = "2026-03-01  last meeting, number 4, as stated by the source";
    assert!(told.out.contains(line), "{}", told.out);
    // Without any date asked for, they say how far the records reach.
    let latest = workspace.run(&["report", "in", "--out", "latest", "--quiet"]);
    latest.says(0, &[]);
    assert_eq!(entries(&workspace.path().join("latest")).len(), 1);
}

#[test]
fn counts_of_one_are_said_in_the_singular() {
    let sessions = "pair_id,date,status\nA,2026-01-05,held\nA,31/02/2026,held\n";
    let workspace = Workspace::new(&[("sessions.csv", sessions)]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(3, &["1 row was rejected"]);
    for words in ["1 header row,", "\n1 pair;"] {
        assert!(checked.out.contains(words), "{}", checked.out);
    }
}

#[test]
fn a_filter_that_leaves_nobody_names_the_nearest_value() {
    let pairs = "pair_id,cohort,started_on\nA,2025 Autumn,2026-01-05\n";
    let sessions = "pair_id,date,status\nA,2026-01-05,held\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    workspace.report(&["--where", "cohort=2025 autum"]).says(
        1,
        &[
            "no pair has cohort=2025 autum",
            "did you mean `cohort=2025 Autumn`?",
        ],
    );
    workspace
        .report(&["--where", "cohrt=x"])
        .says(2, &["did you mean `cohort`?"]);
}

fn configured(text: &str) -> Workspace {
    let sessions = "pair_id,date,status,Place\nA,2026-01-05,held,Oslo\n";
    Workspace::new(&[("sessions.csv", sessions), ("mentorstat.toml", text)])
}

#[test]
fn what_the_configuration_says_in_vain_is_said_with_line_and_nearest_name() {
    let said = |text: &str, words: &[&str]| {
        let workspace = configured(text);
        let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-03-31"]);
        ended.says(0, &["warning: in/mentorstat.toml, line "]);
        ended.says(0, words);
    };
    said(
        "[[source]]\nfile = \"session.csv\"\n",
        &[
            "line 2",
            "no file of the inputs fits “session.csv”",
            "Did you mean “sessions.csv”?",
        ],
    );
    said(
        "[[source]]\nfile = \"sessions.csv\"\n[source.columns]\nmode = \"Plce\"\n",
        &["line 4", "“Plce” is no header", "Did you mean “Place”?"],
    );
    said(
        "[[scale]]\nname = \"trust\"\nitems = [\"Plac\"]\nmin = 1\nmax = 5\n",
        &[
            "line 3",
            "no file has a column “Plac”",
            "Did you mean “Place”?",
        ],
    );
}

#[test]
fn values_that_stand_for_nothing_known_are_refused() {
    let workspace = configured(
        "[[source]]\nfile = \"sessions.csv\"\n[source.values.status]\nheld = \"hled\"\n",
    );
    workspace.report(&[]).says(
        2,
        &[
            "line 4",
            "“hled” is no value of status",
            "Did you mean “held”?",
        ],
    );
    let workspace = configured(
        "[[source]]\nfile = \"sessions.csv\"\n[source.values.statsu]\nheld = \"held\"\n",
    );
    workspace
        .report(&[])
        .says(2, &["line 3", "Did you mean “status”?"]);
}
