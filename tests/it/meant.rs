//! Columns and files whose names or cells say what is meant by them.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "pair_id,mentor,mentee,started_on\nX1,Ann,Bo,2026-01-05\nX2,Cy,Di,2026-01-05\n";

fn reported(files: &[(&str, &str)]) -> Reports {
    Workspace::new(&[&[("pairs.csv", PAIRS)], files].concat()).reported(&["--as-of", "2026-06-30"])
}

#[test]
fn attempts_to_reach_somebody_are_asked_about_and_never_meetings() {
    let log = "Pair ID,Date,Type,Notes\nX1,2026-02-01,Meeting,ok\nX1,2026-03-01,Attempted call,\n\
               X1,2026-04-01,Voicemail,\nX2,2026-02-02,Meeting,\nX2,2026-03-02,Email sent,\n";
    let files = [("pairs.csv", PAIRS), ("log.csv", log)];
    let workspace = Workspace::new(&files);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    assert_ne!(ended.status, Some(0), "{}", ended.err);
    assert!(ended.err.contains("status = \"Type\""), "{}", ended.err);

    let config = "[[source]]\nfile = \"log.csv\"\n[source.columns]\nstatus = \"Type\"\n\
                  [source.values.status]\nMeeting = \"held\"\n\"Attempted call\" = \"cancelled\"\n\
                  Voicemail = \"cancelled\"\n\"Email sent\" = \"cancelled\"\n";
    let told = reported(&[("log.csv", log), ("mentorstat.toml", config)]);
    assert_eq!(told.pair("X1")["sessions_held"], "1");
    // Where all are meetings, their kind is none of what became of them.
    let met = log
        .replace("Attempted call", "Phone")
        .replace("Voicemail", "Video");
    let met = met.replace("Email sent", "Email");
    assert_eq!(
        reported(&[("log.csv", &met)]).pair("X1")["sessions_held"],
        "3"
    );
}

#[test]
fn meetings_of_a_file_that_is_called_upcoming_are_planned() {
    let held = "Pair ID,Date,Minutes\nX1,2026-02-01,60\n";
    let planned = "Pair ID,Date,Time,Place\nX1,2026-06-01,10:00,Library\nX2,2026-06-02,10:00,\n";
    for (name, sessions) in [
        ("upcoming sessions.csv", "1"),
        ("Geplante Treffen.csv", "1"),
        ("sessions.csv", "2"),
        ("planned and held sessions.csv", "2"),
    ] {
        let reports = reported(&[("held.csv", held), (name, planned)]);
        assert_eq!(reports.pair("X1")["sessions_held"], sessions, "{name}");
    }
}

#[test]
fn hours_and_minutes_beside_each_other_are_one_length() {
    let hours = |rows: &str, header: &str| {
        let log = format!("Pair ID,Date,Status,{header}\n{rows}");
        reported(&[("sessions.csv", &log)]).pair("X1")["hours_held"].clone()
    };
    let parts = "X1,2026-02-01,held,1,30\nX1,2026-02-08,held,0,45\nX1,2026-02-15,held,2,\n";
    assert_eq!(hours(parts, "Hours,Minutes"), "4.25");
    let brackets = "X1,2026-02-01,held,2,0\nX1,2026-02-08,held,0,20\n";
    assert_eq!(
        hours(brackets, "Duration (hours),Duration (minutes)"),
        "2.333333"
    );
    let same = "X1,2026-02-01,held,1.5,90\nX1,2026-02-08,held,0.75,45\n";
    assert_eq!(hours(same, "Hours,Minutes"), "2.25");
    let rounded = "X1,2026-02-01,held,1,50\nX1,2026-02-08,held,1,45\n";
    assert_eq!(hours(rounded, "Hours,Minutes"), "1.583333");
}

#[test]
fn days_below_completed_are_the_days_of_completion() {
    let actions = "Pair ID,Action,Due date,Completed\nX1,Write,2026-02-01,2026-01-14\n\
                   X1,Call,2026-02-02,\nX2,Read,2026-02-03,2026-04-20\n";
    let sessions = "Pair ID,Date,Status\nX1,2026-02-01,held\nX2,2026-02-02,held\n";
    let goals = "Pair ID,Goal,Target,Status\nX1,1,Lead a meeting,achieved\nX2,1,2026-05-01,open\n\
                 X2,2,Speak up,open\n";
    let files = [
        ("actions.csv", actions),
        ("sessions.csv", sessions),
        ("goals.csv", goals),
    ];
    let reports = reported(&files);
    let ledger = reports.table("internal/ledger.csv");
    assert!(
        ledger.0.iter().all(|row| row["column"] != "Completed"),
        "{:?}",
        ledger.column("rule")
    );
    assert!(
        reports
            .table("internal/goals.csv")
            .column("text")
            .contains(&"Lead a meeting")
    );
}

#[test]
fn a_second_table_below_the_first_is_said_and_no_pair() {
    let both = "PAIRS\nPair ID,Mentor,Mentee,Start date\nX1,Ann,Bo,2026-01-05\n\
                X2,Cy,Di,2026-01-06\n\nSESSIONS\nPair ID,Date,Status,Minutes\n\
                X1,2026-02-01,Held,60\nX2,2026-02-03,No-show,\n";
    let workspace = Workspace::new(&[("export.csv", both)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(0, &["export.csv: from line 6 on stands another table"]);
    let reports = Reports::last_made(&workspace.outputs());
    assert_eq!(reports.count("pairs"), 2);
}

#[test]
fn one_point_nought_is_a_yes() {
    let forms = "pair_id,date,respondent,phase,new_goals\nX1,2026-05-01,mentee,end,1.0\n\
                 X2,2026-05-01,mentee,end,0.0\n";
    let reports = reported(&[("forms.csv", forms)]);
    assert_eq!(reports.pair("X1")["new_goal_declared"], "true");
    assert_eq!(reports.pair("X2")["new_goal_declared"], "false");
}
