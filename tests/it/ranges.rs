//! Cells that hold two days: the first and the last of a pause, and of the time for a goal.

use crate::support::{Reports, Workspace};

const SESSIONS: &str = "pair_id,date\nP1,2026-02-02\nP2,2026-02-02\nP3,2026-04-02\n";
const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

/// The reports, with the folder in which they are.
fn reported(file: (&str, &str)) -> (Workspace, Reports) {
    let workspace = Workspace::new(&[("sessions.csv", SESSIONS), file]);
    let reports = workspace.reported(&AS_OF);
    (workspace, reports)
}

#[test]
fn a_range_of_days_below_a_pause_is_its_first_and_its_last_day() {
    let tidy = "pair_id,mentor,mentee,started_on,paused_from,paused_until\n\
                P1,Ann A,Bob B,2026-01-05,,\n\
                P2,Cid C,Dot D,2026-01-12,2026-02-01,2026-03-01\n\
                P3,Eve E,Fay F,2026-01-12,2026-06-20,\n";
    let (_tidy, expected) = reported(("pairs.csv", tidy));
    assert_eq!(expected.pair("P3")["state"], "paused");
    for (header, range, day) in [
        (
            "Break",
            "\"February 1, 2026 → March 1, 2026\"",
            "\"June 20, 2026\"",
        ),
        ("On hold", "2026-02-01 - 2026-03-01", "2026-06-20"),
        ("Paused", "1/2/2026 to 1/3/2026", "20/6/2026"),
        ("Pause", "01.02.2026 – 01.03.2026", "20.06.2026 –"),
    ] {
        let pairs = format!(
            "Pair,Mentor,Mentee,Start,{header}\nP1,Ann A,Bob B,2026-01-05,\n\
             P2,Cid C,Dot D,2026-01-12,{range}\nP3,Eve E,Fay F,2026-01-12,{day}\n"
        );
        let (_folder, reports) = reported(("pairs.csv", &pairs));
        assert_eq!(
            reports.text("internal/pairs.csv"),
            expected.text("internal/pairs.csv"),
            "{header}"
        );
    }
}

#[test]
fn the_period_of_a_goal_is_the_days_on_which_it_was_set_and_is_due() {
    let tidy = "pair_id,text,status,set_on,due_on\nP1,Learn,Achieved,2026-01-05,2026-03-01\n\
                P2,Run,In progress,2026-01-12,2026-04-01\n";
    let (_tidy, expected) = reported(("goals.csv", tidy));
    for header in ["Period", "Timeline"] {
        let goals = format!(
            "Pair,Goal,Status,{header}\nP1,Learn,Achieved,\"January 5, 2026 → March 1, 2026\"\n\
             P2,Run,In progress,\"January 12, 2026 → April 1, 2026\"\n"
        );
        let (_folder, reports) = reported(("goals.csv", &goals));
        for name in ["internal/goals.csv", "internal/pairs.csv"] {
            assert_eq!(reports.text(name), expected.text(name), "{header}");
        }
    }
}

#[test]
fn two_days_in_a_cell_of_a_column_of_days_are_one_bad_day() {
    let pairs = "pair_id,mentor,mentee,started_on,paused_from,paused_until\n\
                 P1,Ann A,Bob B,2026-01-05,2026-02-01,2026-03-01\n\
                 P2,Cid C,Dot D,2026-01-12,2026-02-01 - 2026-03-01,\n\
                 P3,Eve E,Fay F,2026-01-12 - 2026-06-01,2026-05-01,2026-06-01\n";
    let (_folder, reports) = reported(("pairs.csv", pairs));
    assert_eq!(reports.pair("P1")["started_on"], "2026-01-05");
    assert_eq!(reports.pair("P3")["active_days"], "58");
    let ledger = reports.table("internal/ledger.csv");
    for column in ["started_on", "paused_from"] {
        assert!(ledger.column("column").contains(&column), "{column}");
    }
}

#[test]
fn ranges_of_which_it_is_not_known_what_they_are_are_asked_about() {
    let goals = "Pair,Goal,Status,Window\nP1,Learn,Achieved,2026-01-05 – 2026-03-01\n";
    let pairs = "Pair,Mentor,Mentee,Runs\nP1,Ann A,Bob B,2026-01-05 – 2026-12-31\n";
    let workspace = Workspace::new(&[
        ("goals.csv", goals),
        ("pairs.csv", pairs),
        ("sessions.csv", SESSIONS),
    ]);
    let said = workspace.run(&["check", "in"]).out;
    for line in [
        "set_on = \"Window from\"",
        "due_on = \"Window until\"",
        "started_on = \"Runs from\"",
        "closed_on = \"Runs until\"",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}
