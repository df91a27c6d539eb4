//! Files that name only one of the two, beside a register that knows the other one.

use crate::support::Workspace;

const REGISTER: &str = "pair_id,mentor,mentee,started_on,closed_on\n\
                        A,Ann Lee,Bo Chen,2026-01-05,\nB,Cy Day,Di Fox,2026-01-05,\n\
                        C,Ann Lee,Di Fox,2025-01-05,2025-06-30\n";
const AS_OF: [&str; 3] = ["--as-of", "2026-06-30", "--force"];

#[test]
fn goals_and_meetings_by_mentee_belong_to_the_pair_of_the_register() {
    let goals = "Mentee,Goal,Set on,Status\nBo Chen,Lead,2026-01-05,Achieved\n\
                 \"Fox, Di\",Write,2026-01-05,In progress\nDi Fox,Old,2025-02-05,Achieved\n";
    let log = "Mentee,Date,Status\nBo Chen,2026-02-05,held\nDi Fox,2026-02-05,held\n\
               Di Fox,2025-03-05,held\n";
    let files = [
        ("pairs.csv", REGISTER),
        ("goals.csv", goals),
        ("sessions.csv", log),
    ];
    let workspace = Workspace::new(&files);
    let reports = workspace.reported(&AS_OF);
    for pair in ["A", "B", "C"] {
        assert_eq!(reports.pair(pair)["goals_set"], "1", "{pair}");
        assert_eq!(reports.pair(pair)["sessions_held"], "1", "{pair}");
    }
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked.out.contains("only the mentee is named"),
        "{}",
        checked.out
    );
}

#[test]
fn one_who_stands_in_several_pairs_at_that_time_is_set_aside_with_both() {
    let log = "Mentor,Date,Status\nCy Day,2026-02-05,held\nAnn Lee,2025-02-05,held\n\
               Ann Lee,2026-02-05,held\nAnn Lee,2024-02-05,held\nNo Body,2026-02-05,held\n";
    let register = "pair_id,mentor,mentee,started_on\nA,Ann Lee,Bo Chen,2026-01-05\n\
                    B,Cy Day,Di Fox,2026-01-05\nC,Ann Lee,Di Fox,2025-01-05\n";
    let workspace = Workspace::new(&[("pairs.csv", register), ("sessions.csv", log)]);
    let reports = workspace.reported(&AS_OF);
    let held = ["A", "B", "C"].map(|pair| reports.pair(pair)["sessions_held"].clone());
    assert_eq!(held, ["0", "1", "1"]);
    let ledger = reports.table("internal/ledger.csv");
    let values = ledger.column("value");
    let both = values.iter().filter(|value| **value == "Ann Lee (A or C)");
    assert_eq!(both.count(), 2, "{values:?}");
    assert!(values.contains(&"No Body"));
}

#[test]
fn lists_of_people_and_logs_of_nothing_but_a_day_stay_as_they_are() {
    for (name, text) in [
        (
            "mentees.csv",
            "Mentee,School,Joined\nBo Chen,North,2026-01-01\n",
        ),
        ("log.csv", "Mentor,Date,Note\nCy Day,2026-02-05,called\n"),
        (
            "training.csv",
            "Mentor,Training,Date,Status\nCy Day,First aid,2026-02-05,Completed\n",
        ),
    ] {
        let workspace = Workspace::new(&[("pairs.csv", REGISTER), (name, text)]);
        let ended = workspace.report(&AS_OF);
        ended.says(0, &["the file is not recognised as any table"]);
    }
    let alone = "Mentee,Date,Status\nBo Chen,2026-02-05,held\n";
    let workspace = Workspace::new(&[("sessions.csv", alone)]);
    workspace
        .report(&[])
        .says(1, &["lacks a column that names the pair"]);
}
