//! Days that goals, actions, forms and meetings have as pairs have them: they begin, rest and end no
//! pair, unless their header or every row of a pair says so. All data is invented.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "Pair,Mentor,Mentee\nA,Ann Lee,Bo Chen\nB,Cy Day,Di Fox\n";
const MEETINGS: &str =
    "Pair,Date,Status\nA,2026-01-13,Held\nA,2026-05-13,Held\nB,2026-02-13,Held\n";

fn reported(files: &[(&str, &str)]) -> Reports {
    let mut all = vec![("pairs.csv", PAIRS)];
    if files.iter().all(|(name, _)| *name != "sessions.csv") {
        all.push(("sessions.csv", MEETINGS));
    }
    all.extend(files);
    Workspace::new(&all).reported(&["--as-of", "2026-06-30"])
}

/// When the pair began and ended, if that was stated, and in which state it is.
fn term(reports: &Reports, pair: &str) -> [String; 3] {
    let pair = reports.pair(pair);
    let stated = pair["started_on_inferred"] == "false";
    let began = pair["started_on"].clone();
    [
        if stated { began } else { String::new() },
        pair["ended_on"].clone(),
        pair["state"].clone(),
    ]
}

#[test]
fn days_of_goals_and_actions_are_none_of_their_pairs() {
    let plain = reported(&[]);
    for (name, text) in [
        (
            "goals.csv",
            "Pair,Goal,Goal status,Date set,Closed At\nA,Plan,Achieved,2026-02-02,2026-05-20\n\
             A,Read,Open,2026-02-02,\n",
        ),
        (
            "goals.csv",
            "Pair,Goal,Goal status,On hold since,Expires,Reason closed\nA,Plan,Open,2026-06-20,2026-06-25,Time\n\
             A,Read,Open,,,\n",
        ),
        (
            "goals.csv",
            "Pair,Goal,Goal status,Closure date\nA,Plan,Achieved,2026-05-20\nB,Read,Achieved,2026-05-21\n",
        ),
        (
            "actions.csv",
            "Pair,Action,Started on,Due date,Action status\nA,Call,2026-02-10,2026-03-01,Done\n",
        ),
        (
            "actions.csv",
            "Pair,Action,Due date,Action status,Closed At\nA,Call,2026-03-01,Done,2026-02-28\n",
        ),
        (
            "Asana goals.csv",
            "Task ID,Completed At,Name,Start Date,Due Date,Pair,Status\n\
             1,2026-05-20,Plan,2026-02-02,2026-06-01,A,Achieved\n2,,Read,2026-02-03,2026-06-01,A,Open\n",
        ),
    ] {
        let reports = reported(&[(name, text)]);
        for pair in ["A", "B"] {
            assert_eq!(term(&reports, pair), term(&plain, pair), "{text}");
        }
    }
}

#[test]
fn what_closes_a_goal_or_an_action_is_its_own_day() {
    let goals = "Pair,Goal,Goal status,Closed At\nA,Plan,Achieved,2026-05-20\nB,Read,Open,\n";
    let reports = reported(&[("goals.csv", goals)]);
    let goals = reports.table("internal/goals.csv");
    assert_eq!(goals.column("attained_on"), ["2026-05-20", ""]);
    let log = "Pair,Action,Due date,Closed At\nA,Call,2026-03-01,2026-02-28\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("actions.csv", log)]);
    let checked = workspace.run(&["check", "in"]);
    let out = &checked.out;
    assert!(out.contains("completed_on ← Closed At"), "{out}");
}

#[test]
fn days_of_forms_and_meetings_are_none_of_their_pairs() {
    let form = "Pair,Role,State,Started on,Completed,Were the goals achieved?\n\
                A,Mentee,Finished,7 May 2026 10:05 AM,7 May 2026 10:11 AM,Yes\n\
                B,Mentee,Finished,8 May 2026 10:05 AM,8 May 2026 10:11 AM,No\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", MEETINGS),
        ("End evaluation.csv", form),
    ]);
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains("date ← Started on"), "{}", checked.out);
    let plain = reported(&[]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(term(&reports, "A"), term(&plain, "A"));
    for log in [
        "Pair,Session date,Status,Closed At\nA,2026-01-13,Held,2026-01-14\nA,2026-05-13,Held,2026-05-15\n\
         B,2026-02-13,Held,2026-02-13\n",
        "Pair,Session date,Started on,Ended on\nA,2026-01-13,2026-01-13 14:00,2026-01-13 15:00\n\
         A,2026-05-13,2026-05-13 14:00,2026-05-13 15:00\nB,2026-02-13,2026-02-13 14:00,2026-02-13 15:00\n",
    ] {
        let reports = reported(&[("sessions.csv", log)]);
        for pair in ["A", "B"] {
            assert_eq!(term(&reports, pair), term(&plain, pair), "{log}");
        }
    }
}

#[test]
fn days_that_speak_of_the_pair_are_its_own_in_any_table() {
    for (start, end) in [
        ("Match start", "Mentoring end date"),
        ("Pair started on", "Pair ended on"),
        ("started_on", "closed_on"),
        ("Relationship start date", "Match closed on"),
    ] {
        for (name, headers, cells) in [
            ("goals.csv", "Goal,Goal status", "Plan,Achieved"),
            ("actions.csv", "Action,Action status", "Call,Done"),
            (
                "evaluations.csv",
                "Role,Were the goals achieved?",
                "Mentee,Yes",
            ),
            ("sessions.csv", "Session date,Status", "2026-02-01,Held"),
        ] {
            let text = format!("Pair,{headers},{start},{end}\nA,{cells},2026-01-05,2026-06-10\n");
            let reports = reported(&[(name, &text)]);
            let [began, ended, _] = term(&reports, "A");
            let expected = ["2026-01-05", "2026-06-10"];
            assert_eq!([&began, &ended], expected, "{name}: {text}");
        }
    }
}

#[test]
fn days_that_all_rows_of_a_pair_repeat_are_the_pairs() {
    let log = "Pair,Session date,Status,Startdatum,Enddatum\n\
               A,2026-01-13,Held,2026-01-05,2026-06-10\nA,2026-05-13,Held,2026-01-05,2026-06-10\n\
               B,2026-02-13,Held,2026-01-06,\n";
    let reports = reported(&[("sessions.csv", log)]);
    assert_eq!(term(&reports, "A")[..2], ["2026-01-05", "2026-06-10"]);
    assert_eq!(term(&reports, "B")[..2], ["2026-01-06", ""]);
}

#[test]
fn a_day_that_is_read_from_nowhere_is_said() {
    let form = "Pair,Role,Startdatum,Were the goals achieved?\nA,Mentee,2026-02-02,Yes\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("evaluation.csv", form)]);
    let checked = workspace.run(&["check", "in"]);
    let said = "nothing is read from `Startdatum`: it may be said of the pair or of what the row";
    assert!(checked.out.contains(said), "{}", checked.out);
}
