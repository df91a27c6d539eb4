//! What a row of a file is, where its headers fit more than one reading: meetings, calls by the
//! programme, forms, or pairs.

use crate::support::Workspace;
use std::fmt::Write as _;
use std::fs;

const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

/// A log of one row a month for each of so many pairs, under headers of a register.
fn monthly(pairs: u32, months: u32) -> String {
    let mut text = "Mentor name,Mentee name,Month,Number of meetings,Total hours\n".to_owned();
    for pair in 1..=pairs {
        for month in 1..=months {
            let held = (pair + month) % 5;
            let _ = writeln!(text, "Jane {pair},Tim {pair},2026-0{month},{held},{held}");
        }
    }
    text
}

#[test]
fn a_register_with_many_rows_that_differ_is_asked_about() {
    let workspace = Workspace::new(&[("Mentor monthly log.csv", monthly(5, 5).as_str())]);
    let words = [
        "1. in/Mentor monthly log.csv: is it a log, with a row for each meeting, or a register of pairs? \
         It has 25 rows for 5 pairs, which differ in `Number of meetings`",
        "table = \"sessions\"   # or \"pairs\"",
    ];
    workspace.report(&AS_OF).says(1, &words);
    workspace.assert_nothing_written();
    let checked = workspace.run(&["check", "in"]);
    checked.says(1, &words);
    assert!(
        checked.out.contains("to decide: in/Mentor monthly"),
        "{}",
        checked.out
    );
    workspace.run(&["init", "in"]).says(0, &[]);
    let path = workspace.inputs().join("mentorstat.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("# table = \"sessions\"  # or \"pairs\""),
        "{text}"
    );
    let decided = "[[source]]\nfile = \"Mentor monthly log.csv\"\ntable = \"pairs\"\n";
    fs::write(&path, decided).unwrap();
    workspace.run(&["check", "in"]).says(0, &[]);
}

#[test]
fn registers_with_doubled_rows_and_pairs_matched_again_are_not_asked_about() {
    let mut doubled = "pair_id,mentor,mentee,started_on,closed_on,Note\n".to_owned();
    for pair in 1..=6 {
        for note in 1..=4 {
            let _ = writeln!(
                doubled,
                "P{pair},Ann {pair},Bo {pair},2026-01-0{pair},,note {note}"
            );
        }
    }
    let mut again = "pair_id,mentor,mentee,started_on,closed_on\n".to_owned();
    for pair in 1..=6 {
        let _ = writeln!(
            again,
            "P{pair},Ann {pair},Bo {pair},2026-01-0{pair},2026-02-01"
        );
        let _ = writeln!(again, "P{pair},Ann {pair},Bo {pair},2026-03-0{pair},");
    }
    let mut group = "pair_id,mentor,mentee,started_on\n".to_owned();
    for mentee in 1..=12 {
        let _ = writeln!(group, "G{},Ann,Bo {mentee},2026-01-{mentee:02}", mentee % 3);
    }
    for text in [doubled, again, group] {
        let workspace = Workspace::new(&[("register.csv", text.as_str())]);
        let checked = workspace.run(&["check", "in"]);
        checked.says(0, &[]);
        assert!(!checked.out.contains("is it a log"), "{}", checked.out);
    }
}

#[test]
fn actual_times_are_those_of_a_meeting_and_close_no_pair() {
    let text = "Session #,Mentor ID,Mentee ID,Scheduled start,Actual start,Actual end,Attendance\n\
                1,M1,E1,2026-01-10 10:00,2026-01-10 10:05,2026-01-10 11:00,Both attended\n\
                2,M1,E1,2026-02-10 10:00,,,Mentee did not attend\n\
                3,M2,E2,2026-03-12 10:00,2026-03-12 10:00,2026-03-12 10:45,Both attended\n";
    let dated = "Session ID,Mentor ID,Mentee ID,Scheduled date,Actual start,Actual end,Status\n\
                 1,M1,E1,2026-01-10,2026-01-10 10:05,2026-01-10 11:00,Held\n\
                 2,M1,E1,2026-02-10,,,No show\n\
                 3,M2,E2,2026-03-12,2026-03-12 10:00,2026-03-12 10:45,Held\n";
    for text in [text, dated] {
        let workspace = Workspace::new(&[("export.csv", text)]);
        let reports = workspace.reported(&AS_OF);
        let pairs = reports.table("internal/pairs.csv");
        let mut hours = pairs.column("hours_held");
        hours.sort_unstable();
        assert_eq!(hours, ["0.75", "0.916667"], "{text}");
        assert!(pairs.column("ended_on").iter().all(|day| day.is_empty()));
    }
}

const MATCHES: (&str, &str) = (
    "matches.csv",
    "Match ID,Big,Little,Match date,Close date,Close reason\n\
     M1,Ann,Bob,2025-06-01,,\nM2,Di,Ed,2025-07-01,2026-03-01,Volunteer moved\n",
);

#[test]
fn calls_by_the_programme_are_no_meetings() {
    let outcomes = "Match ID,Contact date,Staff,Method,Result,Notes\n\
                    M1,2026-01-10,Cora,Phone,Reached,ok\n\
                    M1,2026-02-10,Cora,Phone,No answer,\n\
                    M2,2026-02-12,Cora,Email,Left message,fine\n";
    let people = "Match ID,Contact date,Contact type,Contacted person,Notes\n\
                  M1,2026-01-10,Phone,Volunteer,ok\nM1,2026-02-10,Phone,Parent,no answer\n";
    for (name, text) in [
        ("log.csv", outcomes),
        ("contacts.csv", outcomes),
        ("Match support contacts.csv", people),
    ] {
        let workspace = Workspace::new(&[MATCHES, (name, text)]);
        let checked = workspace.run(&["check", "in"]);
        checked.says(0, &[]);
        assert!(checked.out.contains("table contacts"), "{}", checked.out);
        assert!(!checked.out.contains("table sessions"), "{}", checked.out);
    }
    let workspace = Workspace::new(&[MATCHES, ("export.csv", people)]);
    workspace.report(&AS_OF).says(
        1,
        &[
            "in/export.csv: are its rows contacts of the programme with its pairs, or meetings of the \
             pairs? Only `Contact date` says when they were",
            "table = \"contacts\"   # or \"sessions\"",
        ],
    );
}

#[test]
fn contacts_with_a_length_or_a_status_are_meetings() {
    let long = "Match ID,Contact date,Contact type,Contact hours\nM1,2026-01-10,In person,1.5\n";
    let held = "Match ID,Contact date,Outcome\nM1,2026-01-10,Held\nM1,2026-02-10,No answer\n";
    for text in [long, held] {
        let workspace = Workspace::new(&[MATCHES, ("log.csv", text)]);
        let reports = workspace.reported(&AS_OF);
        assert_eq!(reports.pair("M1")["sessions_held"], "1", "{text}");
    }
}

#[test]
fn a_file_that_fits_several_tables_is_said_wherever_figures_stand() {
    let ideas = "pair_id,text,scheduled_on\nA,Share a stand,2026-03-01\n";
    let sessions = "pair_id,date,status\nA,2026-01-10,held\n";
    let workspace = Workspace::new(&[("list.csv", ideas), ("sessions.csv", sessions)]);
    let said = "in/list.csv: the headers fit several tables: actions, partnerships; the file is read as \
                actions until mentorstat.toml says which it is (table = \"actions\")";
    let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-06-30"]);
    ended.says(0, &["warning: ", said]);
    let reports = workspace.reported(&AS_OF);
    for page in ["share/effectiveness.md", "internal/effectiveness.html"] {
        assert!(
            reports
                .text(page)
                .contains("the headers fit several tables"),
            "{page}"
        );
    }
    let ledger = reports.text("internal/ledger.csv");
    assert!(
        ledger.contains("the headers of the file fit several tables equally well"),
        "{ledger}"
    );
}

#[test]
fn rows_that_only_a_day_calls_meetings_are_said() {
    let text = "Pair,Date,Confidence\nA,2026-01-05,2\nB,2026-01-06,3\n";
    let workspace = Workspace::new(&[("days.csv", text)]);
    let said = "only a pair and a day say that its rows are meetings, and every row counts as one that \
                was held; its other columns are not read";
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains(said), "{}", checked.out);
    let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-06-30"]);
    ended.says(0, &["warning: in/days.csv: ", said]);
    let reports = workspace.reported(&AS_OF);
    assert!(
        reports
            .text("share/effectiveness.md")
            .contains("only a pair and a day")
    );
    for (name, text) in [
        ("sessions.csv", text),
        ("days.csv", "Pair,Date\nA,2026-01-05\n"),
    ] {
        let workspace = Workspace::new(&[(name, text)]);
        let checked = workspace.run(&["check", "in"]);
        assert!(!checked.out.contains("only a pair"), "{}", checked.out);
    }
}

const FORMS: [(&str, &str); 3] = [
    ("sessions.csv", "pair_id,date,status\nP1,2026-02-01,held\n"),
    (
        "Mentee baseline survey.csv",
        "Timestamp,Pair ID,Did you reach your goals?\n2026-01-05 11:00:00,P1,No\n",
    ),
    (
        "Mentor end-of-programme survey.csv",
        "Timestamp,Pair ID,Did your mentee reach their goals?\n2026-06-05 11:00:00,P1,Yes\n",
    ),
];

#[test]
fn the_name_of_a_file_says_who_answered_and_when_where_no_column_does() {
    let workspace = Workspace::new(&FORMS);
    let explained = workspace.run(&["explain", "P1", "in", "--as-of", "2026-06-30"]);
    explained.says(0, &[]);
    let lines = |text: &str| {
        let forms = text.lines().filter(|line| line.contains("form "));
        forms.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let forms = lines(&explained.out);
    assert!(forms.contains("form at the start by the mentee"), "{forms}");
    assert!(forms.contains("form at the end by the mentor"), "{forms}");
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked.out.contains(
            "its name says of all its forms: respondent = \"mentee\", phase = \"baseline\""
        ),
        "{}",
        checked.out
    );
    let config = "[[source]]\nfile = \"Mentor end*\"\n[source.set]\nphase = \"mid\"\nrespondent = \"mentee\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), config).unwrap();
    let checked = workspace.run(&["check", "in"]);
    assert!(!checked.out.contains("phase = \"end\""), "{}", checked.out);
    let explained = workspace.run(&["explain", "P1", "in", "--as-of", "2026-06-30"]);
    let forms = lines(&explained.out);
    assert!(forms.contains("form half-way by the mentee"), "{forms}");
    assert!(!forms.contains("at the end"), "{forms}");
}

#[test]
fn a_phase_that_is_none_is_an_error_of_the_configuration() {
    let workspace = Workspace::new(&FORMS);
    let config = "[[source]]\nfile = \"Mentor end*\"\n[source.set]\nphase = \"sometimes\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), config).unwrap();
    workspace
        .run(&["check", "in"])
        .says(2, &["“sometimes” is no value of phase that is known"]);
}

#[test]
fn a_list_of_smart_goals_is_no_register_that_ends_its_pairs() {
    let text = "Mentee,Mentor,Goal (SMART),Priority,Start,Target,Completed on,% complete,RAG\n\
                Tim,Jane,Get CV ready,High,2026-01-10,2026-03-01,2026-02-20,100%,Green\n\
                Tim,Jane,Find job,Med,2026-01-10,2026-06-01,,40%,Amber\n";
    let workspace = Workspace::new(&[("goals.csv", text)]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(0, &[]);
    assert!(checked.out.contains("table goals"), "{}", checked.out);
    assert!(
        checked.out.contains("text ← Goal (SMART)"),
        "{}",
        checked.out
    );
}
