//! Two exports of one programme in a folder: the figures are those of the newest, for any day.

use crate::support::Workspace;

const APRIL: [(&str, &str); 3] = [
    (
        "pairs export 2026-04-30.csv",
        "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
         P1,Ann,Bo,2026-01-05,,\nP2,Cy,Di,2026-01-05,,\n",
    ),
    (
        "sessions export 2026-04-30.csv",
        "pair_id,date,status,minutes\nP1,2026-02-03,held,60\nP1,2026-05-07,scheduled,\n\
         P2,2026-02-03,held,60\nP2,2026-03-03,held,60\n",
    ),
    (
        "goals export 2026-04-30.csv",
        "pair_id,goal,text,status,set_on,attained_on\nP1,1,Plan ahead,in progress,2026-02-03,\n\
         P2,1,Speak up,in progress,2026-02-03,\n",
    ),
];

const JULY: [(&str, &str); 3] = [
    (
        "pairs export 2026-07-21.csv",
        "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
         P1,Ann,Bo,2026-01-05,,\nP2,Cy,Di,2026-01-05,2026-05-18,completed\n",
    ),
    (
        "sessions export 2026-07-21.csv",
        "pair_id,date,status,minutes\nP1,2026-02-03,held,45\nP1,2026-05-07,held,60\n\
         P2,2026-02-03,held,60\nP2,2026-03-03,missed_by_mentee,\nP1,2026-07-10,held,60\n",
    ),
    (
        "goals export 2026-07-21.csv",
        "pair_id,goal,text,status,set_on,attained_on\nP1,1,Plan ahead,attained,2026-02-03,2026-07-10\n\
         P2,1,Speak up,attained,2026-02-03,2026-05-11\n",
    ),
];

#[test]
fn an_export_of_april_changes_nothing_in_a_report_from_that_of_july() {
    for as_of in ["2026-04-15", "2026-06-30", "2026-07-25"] {
        let arguments = ["--as-of", as_of];
        let (one, both) = (
            Workspace::new(&JULY),
            Workspace::new(&[APRIL, JULY].concat()),
        );
        let (one, both) = (one.reported(&arguments), both.reported(&arguments));
        for table in ["internal/pairs.csv", "internal/goals.csv"] {
            assert_eq!(one.text(table), both.text(table), "{as_of}");
        }
    }
}

#[test]
fn what_is_dated_after_the_as_of_date_is_cut_from_the_newest_export() {
    let workspace = Workspace::new(&[APRIL, JULY].concat());
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let (first, second) = (reports.pair("P1"), reports.pair("P2"));
    assert_eq!(first["sessions_held"], "2");
    assert_eq!(
        (&*second["ended_on"], &*second["sessions_held"]),
        ("2026-05-18", "1")
    );
    let goals = reports.table("internal/goals.csv");
    assert_eq!(goals.column("outcome"), ["in_progress", "attained"]);
    let ledger = reports.table("internal/ledger.csv");
    let replaced = ledger.column("file").len();
    assert!(replaced > 0);
    let later = "the same row stands in a later export with other values";
    let files = ledger.0.iter().filter(|row| row["rule"] == later);
    let files: Vec<&str> = files.map(|row| row["file"].as_str()).collect();
    assert!(
        !files.is_empty() && files.iter().all(|file| file.contains("2026-04-30")),
        "{files:?}"
    );
}
