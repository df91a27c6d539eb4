//! Files that tell of the same beside each other: a tracker by months and a log, counts of months
//! and totals, two exports of one register. All data is invented.

use crate::support::{Reports, Workspace};

fn made(files: &[(&str, &str)], as_of: &str) -> (String, Reports) {
    let workspace = Workspace::new(files);
    let ended = workspace.report(&["--as-of", as_of]);
    ended.says(0, &[]);
    (ended.err, workspace.last_made())
}

const REGISTER: &str = "Pair ID,Mentor,Mentee,Start date\n\
    P1,Anna Berg,Jon Lund,2026-01-05\nP2,Carl Dahl,Eva Ek,2026-01-05\n";

#[test]
fn a_tracker_by_months_adds_no_meetings_to_months_with_their_days() {
    let tracker = "Pair ID,Jan 2026,Feb 2026,Mar 2026,Apr 2026\nP1,1,1.5,,\nP2,1,,2,1\n";
    let log = "Pair ID,Date,Hours\nP1,2026-01-20,1\nP1,2026-02-10,1.5\nP2,2026-01-21,1\n\
               P2,2026-03-03,1\nP2,2026-03-20,1\n";
    let files = [
        ("pairs.csv", REGISTER),
        ("tracker.csv", tracker),
        ("log.csv", log),
    ];
    let (_, reports) = made(&files, "2026-04-30");
    assert_eq!(reports.pair("P1")["sessions_held"], "2");
    // April stands in the tracker alone.
    assert_eq!(reports.pair("P2")["sessions_held"], "4");
    let ledger = reports.table("internal/ledger.csv");
    let beside = ledger.0.iter().filter(|entry| {
        entry["rule"].contains("only the month is known") && entry["file"].contains("tracker")
    });
    assert_eq!(beside.count(), 4);

    // What was cancelled or missed is no meeting that the tracker tells of; days of its own stay.
    let tracker = "Pair ID,Jan 2026,Feb 2026,2026-03\nP1,x,x,2026-03-05\nP2,,,\n";
    let log = "Pair ID,Date,Status\nP1,2026-02-03,cancelled\nP1,2026-03-20,held\n";
    let files_of_days = [
        ("pairs.csv", REGISTER),
        ("tracker.csv", tracker),
        ("log.csv", log),
    ];
    let (_, reports) = made(&files_of_days, "2026-04-30");
    assert_eq!(reports.pair("P1")["sessions_held"], "4");

    let (_, alone) = made(&files[..2], "2026-04-30");
    assert_eq!(alone.pair("P1")["sessions_held"], "2");
    assert_eq!(alone.pair("P2")["sessions_held"], "3");
}

#[test]
fn counts_of_months_are_no_totals_of_pairs() {
    let counts = "Pair ID,Month,Number of sessions,Hours\nP1,2026-01,2,3\nP1,2026-02,0,0\n\
                  P1,2026-03,1,1.5\nP2,2026-01,4,4\nP2,2026-02,4,4\n";
    let files = [("pairs.csv", REGISTER), ("counts.csv", counts)];
    let (said, reports) = made(&files, "2026-04-30");
    assert!(
        said.contains("rows of one pair say different numbers of meetings in `Number of sessions`"),
        "{said}"
    );
    assert!(
        reports
            .prose("share/effectiveness.md")
            .contains("which of them is the total of the pair is not known"),
    );
    assert_eq!(reports.pair("P1")["sessions_held"], "");
    assert_eq!(
        reports.pair("P1")["state"],
        "",
        "it met, and nobody knows when"
    );
    // The same number in each row may as well be the total.
    assert_eq!(reports.pair("P2")["sessions_held"], "4");

    let twice = "Pair ID,Number of sessions\nP1,5\nP1,many\nP2,8\n";
    let (said, reports) = made(
        &[("pairs.csv", REGISTER), ("counts.csv", twice)],
        "2026-04-30",
    );
    assert!(!said.contains("different numbers"), "{said}");
    assert_eq!(reports.pair("P1")["sessions_held"], "5");

    let totals = "Pair ID,Number of sessions\nP1,3\nP2,8\n";
    let (said, reports) = made(
        &[("pairs.csv", REGISTER), ("totals.csv", totals)],
        "2026-04-30",
    );
    assert!(!said.contains("different numbers"), "{said}");
    assert_eq!(reports.pair("P1")["sessions_held"], "3");
}

/// Two exports of a register in which the last end lies apart from all other days.
const WINTER: &str = "Pair ID,Mentor,Mentee,Start date,Closed on,Reason\n\
    P1,Anna Berg,Jon Lund,2025-10-01,,\nP2,Siri Aas,Per Moe,2025-10-15,2025-12-05,Lost contact\n\
    P3,Liv Ness,Ida Holm,2025-10-15,,\n";
const SPRING: &str = "Pair ID,Mentor,Mentee,Start date,Closed on,Reason\n\
    P1,Anna Berg,Jon Lund,2025-10-01,,\nP2,Siri Aas,Per Moe,2025-10-15,,\n\
    P3,Liv Ness,Ida Holm,2025-10-15,2026-03-31,Mentor moved\n";

#[test]
fn a_register_is_not_the_older_one_because_its_last_end_lies_apart() {
    let files = [
        ("Register winter.csv", WINTER),
        ("Register spring.csv", SPRING),
    ];
    let (said, reports) = made(&files, "2026-04-15");
    assert!(
        said.contains("nothing says which file is the later one"),
        "{said}"
    );
    assert_eq!(reports.pair("P3")["ended_on"], "2026-03-31");

    let dated = [
        ("Register 2025-12-15.csv", WINTER),
        ("Register 2026-04-10.csv", SPRING),
    ];
    let (said, reports) = made(&dated, "2026-04-15");
    assert!(!said.contains("nothing says"), "{said}");
    assert_eq!(reports.pair("P2")["ended_on"], "");
    assert_eq!(reports.pair("P3")["ended_on"], "2026-03-31");
}

#[test]
fn a_register_that_says_who_has_ended_and_not_when_is_told_of_before_any_figure() {
    let register = "Pair ID,Mentor,Mentee,Start date,Status\nP1,Anna Berg,Jon Lund,2026-01-05,Active\n\
                    P2,Carl Dahl,Eva Ek,2026-01-05,Completed\n";
    let log = "Pair ID,Date\nP1,2026-04-20\nP2,2026-02-20\n";
    let (said, reports) = made(&[("pairs.csv", register), ("log.csv", log)], "2026-04-30");
    let expected =
        "`Status` says of pairs that they have ended (“Completed”), and no column says when";
    assert!(said.contains(expected), "{said}");
    let page = reports.prose("share/effectiveness.md");
    assert!(page.contains("and no column says when"), "{page}");

    let ends = "Pair ID,Closed on\nP2,2026-03-01\n";
    let files = [
        ("pairs.csv", register),
        ("log.csv", log),
        ("ends.csv", ends),
    ];
    let (said, reports) = made(&files, "2026-04-30");
    assert!(!said.contains("no column says when"), "{said}");
    assert_eq!(reports.pair("P2")["ended_on"], "2026-03-01");
}
