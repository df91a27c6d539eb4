//! Whose a row is and what it is of: the pair's or a goal's, one goal's or none's, one person's or
//! the meeting's.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
                     P1,Ann A,Bob B,2026-01-05,,\nP2,Cid C,Dot D,2026-01-12,2026-06-01,Completed\n\
                     P3,Eve E,Fay F,2026-01-12,,\n";
const SESSIONS: &str = "pair_id,date\nP1,2026-02-02\nP2,2026-02-02\nP3,2026-03-02\n";
const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

fn with(file: &str, text: &str) -> Workspace {
    Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", SESSIONS),
        (file, text),
    ])
}

/// The reports, with the folder in which they are.
fn reported(file: &str, text: &str) -> (Workspace, Reports) {
    let workspace = with(file, text);
    let reports = workspace.reported(&AS_OF);
    (workspace, reports)
}

#[test]
fn the_start_of_a_goal_is_not_that_of_its_pair() {
    for start in ["Start Date", "Started on"] {
        let goals = format!(
            "pair_id,Goal,Goal Status,{start}\nP1,Learn,Met,2025-12-20\nP2,Run,Met,2026-02-01\n"
        );
        let (_folder, reports) = reported("goals.csv", &goals);
        assert_eq!(reports.pair("P1")["started_on"], "2026-01-05", "{start}");
        let goals = reports.table("internal/goals.csv");
        assert_eq!(
            goals.column("set_on"),
            ["2025-12-20", "2026-02-01"],
            "{start}"
        );
    }
}

#[test]
fn who_came_is_told_of_each_of_the_two_by_name_and_role() {
    for status in ["Attended", "Attendance"] {
        let log = format!(
            "Date,Name,Role,{status}\n2026-02-02,Ann A,Mentor,Yes\n2026-02-02,Bob B,Mentee,No\n\
             2026-02-02,Eve E,Mentor,Yes\n2026-02-02,Fay F,Mentee,Yes\n\
             2026-03-02,Ann A,Mentor,Yes\n2026-03-02,Bob B,Mentee,Yes\n"
        );
        let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("attendance.csv", &log)]);
        let reports = workspace.reported(&AS_OF);
        assert_eq!(reports.pair("P1")["sessions_held"], "1", "{status}");
        assert_eq!(reports.pair("P1")["attendance_den"], "2", "{status}");
        assert_eq!(reports.pair("P3")["sessions_held"], "1", "{status}");
    }
}

#[test]
fn a_column_that_counts_the_goals_of_each_pair_is_their_number() {
    let goals = |header: &str| {
        format!(
            "Pair,{header},Goal,Status\nP2,1,Write,Achieved\nP2,2,Read,Not achieved\nP1,1,Run,open\n"
        )
    };
    let form =
        "Pair,Date,Respondent,Goal 1 achieved?,Goal 2 achieved?\nP2,2026-06-01,Mentee,Yes,Partly\n";
    for header in ["No.", "Nr", "#", "Number"] {
        let workspace = Workspace::new(&[
            ("pairs.csv", PAIRS),
            ("sessions.csv", SESSIONS),
            ("goals.csv", &goals(header)),
            ("final_evaluation.csv", form),
        ]);
        assert_eq!(
            workspace.reported(&AS_OF).pair("P2")["goals_set"],
            "2",
            "{header}"
        );
    }
}

#[test]
fn numbers_of_rows_are_no_numbers_of_goals() {
    // Each pair is named by the addresses of its people.
    let pairs = "mentor_email,mentee_email,started_on\na@x.org,b@x.org,2026-01-05\n\
                 c@x.org,d@x.org,2026-01-05\n";
    let goals = "Mentor email,Mentee email,No.,Goal,Status\na@x.org,b@x.org,1,Run,open\n\
                 c@x.org,d@x.org,2,Write,open\nc@x.org,d@x.org,3,Read,open\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("goals.csv", goals)]);
    let reports = workspace.reported(&AS_OF);
    let goals = reports.table("internal/goals.csv");
    let mut names = goals.column("goal");
    names.sort_unstable();
    assert_eq!(names, ["read", "run", "write"]);
}

#[test]
fn a_few_words_more_do_not_hide_the_states_of_goals() {
    let goals = "Pair,Goal,State of play,Deadline\nP1,Learn,Achieved,2026-03-01\n\
                 P1,Find,In progress,2026-04-01\nP2,Write,Achieved,2026-04-01\n\
                 P3,Run,Fallow,2026-04-01\n";
    let ended = with("goals.csv", goals).report(&AS_OF);
    ended.says(0, &["goals.csv: is `State of play`"]);
}

#[test]
fn a_pair_beside_columns_of_goals_that_are_all_blank_has_none() {
    let goals = "Pair,Goal 1,Goal 1 status,Goal 2,Goal 2 status\n\
                 P1,Learn,Achieved,Find,In progress\nP3,,,,\n";
    let (_folder, reports) = reported("goals.csv", goals);
    assert_eq!(
        reports.table("internal/goals.csv").column("pair_id"),
        ["P1", "P1"]
    );
    assert_eq!(reports.pair("P3")["goals_set"], "0");
}

#[test]
fn the_later_of_two_italian_forms_counts() {
    let form = "Coppia;Data;Compilato da;Obiettivi raggiunti\nP2;01/03/2026;Mentee;si\n\
                P2;28/05/2026;Mentee;no\n";
    let (_folder, reports) = reported("Valutazione finale.csv", form);
    assert_eq!(reports.pair("P2")["goals_attained_num"], "0");
}

#[test]
fn goals_reached_out_of_all_are_read_in_other_languages() {
    let form = "Tandem;Ausgefüllt am;Rolle;Erreichte Ziele\nP2;01.06.2026;Mentee;2 von 3\n";
    let (_folder, reports) = reported("Abschlussbogen.csv", form);
    assert_eq!(reports.pair("P2")["goals_set"], "3");
}

#[test]
fn an_agreed_rhythm_may_be_so_many_days() {
    let pairs =
        "pair_id,mentor,mentee,started_on,Meeting frequency (days)\nP1,Ann A,Bob B,2026-01-05,7\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", SESSIONS)]);
    assert_eq!(
        workspace.reported(&AS_OF).pair("P1")["expected_gap_days"],
        "7"
    );
}

#[test]
fn tasks_that_are_done_are_no_goals_attained() {
    let goals = "pair_id,goal,text,status\nP1,1,Learn,in progress\nP1,2,Find,achieved\n";
    let tasks = "Pair,Goal no,Name,Due Date,Completion date\nP1,1,Call,2026-03-01,2026-03-02\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", SESSIONS),
        ("goals.csv", goals),
        ("Tasks.csv", tasks),
    ]);
    let ended = workspace.report(&AS_OF);
    ended.says(0, &["Tasks.csv"]);
    let reports = Reports::last_made(&workspace.outputs());
    assert_eq!(reports.pair("P1")["goals_attained_num"], "1");
    assert_eq!(reports.pair("P1")["goals_set"], "2");
    assert_eq!(reports.pair("P1")["ended_on"], "");
}

#[test]
fn actions_that_are_done_close_no_pair() {
    let rows = "Call,2026-02-01,2026-02-03,completed\nP1,Write,2026-06-01,,open\n\
                P2,Call,2026-02-01,2026-02-04,completed\nP3,Call,2026-02-01,,open\n";
    let by_id = format!("pair_id,text,scheduled_on,completed_on,status\nP1,{rows}");
    let by_name = ["P1", "P2", "P3"]
        .into_iter()
        .zip(["Ann A,Bob B", "Cid C,Dot D", "Eve E,Fay F"])
        .fold(
            by_id.replace("pair_id", "mentor,mentee"),
            |text, (id, names)| text.replace(&format!("{id},"), &format!("{names},")),
        );
    for actions in [by_id, by_name] {
        let (_folder, reports) = reported("actions.csv", &actions);
        let first = reports.pair("P1");
        assert_eq!(first["ended_on"], "", "{actions}");
        assert_eq!(first["actions_completed_num"], "1", "{actions}");
    }
}

#[test]
fn forms_may_say_no_more_than_who_returned_one() {
    let forms = "pair_id,date,respondent,phase\nP2,2026-06-01,mentee,end\n\
                 P2,2026-06-01,mentor,end\n";
    let (_folder, reports) = reported("evaluations.csv", forms);
    assert_eq!(reports.pair("P2")["evaluation_returned_num"], "2");
}
