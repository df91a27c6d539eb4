//! Exports in which the rows of several instruments stand below each other: what is asked once of
//! a record, and what is asked again and again. All data is invented.

use crate::support::{Reports, Workspace};

const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

const COLUMNS: &str = "record_id,redcap_event_name,redcap_repeat_instrument,\
    redcap_repeat_instance,mentor_name,mentee_name,gender,match_date,close_date,close_reason,\
    meeting_date,meeting_minutes,goal_number,goal_text,goal_status,goal_achieved_date,eval_date,\
    eval_by,goal1_achieved,new_goals_yn";

/// What is asked once.
const BASE: [&str; 3] = [
    "P1,,,,Ann A,Bob B,f,2026-01-05,,,,,,,,,,,,",
    "P2,,,,Cid C,Dot D,m,2026-01-12,2026-06-01,Completed,,,,,,,,,,",
    "P3,,,,Eve E,Fay F,f,2026-01-12,,,,,,,,,,,,",
];

const MEETINGS: [&str; 3] = [
    "P1,,meeting,1,,,,,,,2026-02-02,60,,,,,,,,",
    "P1,,meeting,2,,,,,,,2026-04-02,45,,,,,,,,",
    "P2,,meeting,1,,,,,,,2026-02-02,60,,,,,,,,",
];

const GOALS: [&str; 2] = [
    "P1,,goal,1,,,,,,,,,1,Learn,Achieved,2026-04-01,,,,",
    "P2,,goal,1,,,,,,,,,1,Run,In progress,,,,,",
];

const FORMS: [&str; 2] = [
    "P2,,end_evaluation,1,,,,,,,,,,,,,2026-06-01,Mentee,Yes,Yes",
    "P2,,end_evaluation,2,,,,,,,,,,,,,2026-06-01,Mentor,Yes,No",
];

/// The same as tidy files.
const TIDY: [(&str, &str); 4] = [
    (
        "pairs.csv",
        "pair_id,mentor,mentee,gender,started_on,closed_on,closure_reason\n\
         P1,Ann A,Bob B,f,2026-01-05,,\nP2,Cid C,Dot D,m,2026-01-12,2026-06-01,Completed\n\
         P3,Eve E,Fay F,f,2026-01-12,,\n",
    ),
    (
        "sessions.csv",
        "pair_id,date,minutes\nP1,2026-02-02,60\nP1,2026-04-02,45\nP2,2026-02-02,60\n",
    ),
    (
        "goals.csv",
        "pair_id,goal,text,status,attained_on\nP1,1,Learn,Achieved,2026-04-01\n\
         P2,1,Run,In progress,\n",
    ),
    (
        "evaluations.csv",
        "pair_id,date,respondent,goal_1_achieved,new_goals\nP2,2026-06-01,Mentee,Yes,Yes\n\
         P2,2026-06-01,Mentor,Yes,No\n",
    ),
];

fn project(rows: &[&str]) -> Workspace {
    let text = format!("{COLUMNS}\n{}\n", rows.join("\n"));
    Workspace::new(&[("Mentoring_DATA.csv", text)])
}

/// What is said of the files.
fn checked(workspace: &Workspace, words: &[&str]) {
    let ended = workspace.run(&["check", "in"]);
    ended.says(0, &[]);
    for word in words {
        assert!(ended.out.contains(word), "{word}: {}", ended.out);
    }
}

fn figures(reports: &Reports) -> [String; 2] {
    ["internal/pairs.csv", "internal/goals.csv"].map(|name| reports.text(name))
}

#[test]
fn each_instrument_is_read_as_if_it_stood_in_a_file_of_its_own() {
    let rows = [&BASE[..], &MEETINGS, &GOALS, &FORMS].concat();
    let mut sorted = rows.clone();
    sorted.sort_by_key(|row| &row[..2]);
    let tidy = Workspace::new(&TIDY);
    let expected = figures(&tidy.reported(&AS_OF));
    for rows in [&rows, &sorted] {
        let workspace = project(rows);
        checked(
            &workspace,
            &["pairs: 3 rows: 3 used", "goals: 2 rows: 2 used"],
        );
        assert_eq!(figures(&workspace.reported(&AS_OF)), expected);
    }
}

#[test]
fn rows_of_an_instrument_that_no_table_has_are_left_out_and_said() {
    let text = "record_id,redcap_repeat_instrument,redcap_repeat_instance,mentor_name,mentee_name,\
                meeting_date,course,course_score\n\
                P1,,,Ann A,Bob B,,,\nP1,meeting,1,,,2026-02-02,,\nP1,training,1,,,,Listening,4\n\
                P2,,,Cid C,Dot D,,,\n";
    let workspace = Workspace::new(&[("DATA.csv", text)]);
    checked(
        &workspace,
        &[
            "no table has their columns: “training”",
            "1 footer or empty",
            "sessions: 1 row: 1 used",
        ],
    );
    let reports = workspace.reported(&AS_OF);
    assert_eq!(reports.pair("P1")["sessions_held"], "1");
    assert_eq!(reports.pair("P2")["state"], "never_started");
}

#[test]
fn a_column_of_an_instrument_is_asked_about_as_in_a_file_of_its_own() {
    let text = "record_id,redcap_repeat_instrument,redcap_repeat_instance,mentor_name,mentee_name,\
                match_date,meeting_date,goal_text,goal_status,milestone\n\
                P1,,,Ann A,Bob B,2026-01-05,,,,\nP1,meeting,1,,,,2026-02-02,,,\n\
                P1,goal,1,,,,,Learn,Achieved,2026-04-01\n";
    let workspace = Workspace::new(&[("DATA.csv", text)]);
    checked(
        &workspace,
        &["is `milestone`", "attained_on = \"milestone\""],
    );
}
