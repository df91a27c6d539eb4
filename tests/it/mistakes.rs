//! The mistakes that tools of this kind are known for, each as a test of the whole program.

use crate::support::{Reports, Table, Workspace};
use std::fs;

const PAIRS: &str = "\
pair_id,mentor,mentee,cohort,started_on,planned_end_on,closed_on,closure_reason
A,Ada Lovett,Bo Quill,Batch 5,2026-01-01,,,
B,Ada Lovett,Cy Dale,Batch 50,2026-01-01,2026-03-02,2026-03-02,Completed
C,Di Evans,Ed Ford,Batch 5,2026-01-01,,,
";

const SESSIONS: &str = "\
pair_id,date,status,minutes
A,2026-01-10,held,60
A,2026-02-10,held,60
B,2026-01-20,held,60
";

/// The reports on the three pairs, with further rows of sessions.
fn reports_with(rows: &str) -> (Workspace, Reports) {
    let sessions = format!("{SESSIONS}{rows}");
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("sessions.csv", &sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    (workspace, reports)
}

#[test]
fn a_missing_rating_is_not_counted_as_zero() {
    let config =
        "[[scale]]\nname = \"relationship\"\nitems = [\"listens\", \"trusts\"]\nmin = 1\nmax = 5\n";
    let sessions = "pair_id,date,status,rating\nA,2026-01-10,held,5\nA,2026-02-10,held,\nB,2026-01-10,held,5\nB,2026-02-10,held,1\n";
    let forms = "pair_id,date,respondent,phase,listens,trusts\nA,2026-03-01,mentee,end,4,\nB,2026-03-01,mentee,end,,\n";
    let workspace = Workspace::new(&[
        ("mentorstat.toml", config),
        ("sessions.csv", sessions),
        ("evaluations.csv", forms),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let (a, b) = (reports.pair("A"), reports.pair("B"));
    assert!(!a["signals"].contains("low_rating"), "{}", a["signals"]);
    assert!(b["signals"].contains("low_rating"), "{}", b["signals"]);
    assert_eq!(a["relationship"], "4");
    assert_eq!(b["relationship"], "");
    assert_eq!(reports.measure("relationship", "")["mean"], "4");
}

#[test]
fn a_missing_date_does_not_become_1970() {
    let sessions = format!("{SESSIONS}A,,held,60\n");
    let goals = "pair_id,goal,text,set_on,status,attained_on\nA,1,Plan,,Achieved,\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", &sessions),
        ("goals.csv", goals),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    for (name, text) in reports.texts() {
        assert!(!text.contains("1970-"), "{name}");
    }
    assert_eq!(reports.pair("A")["sessions_held"], "2");
    let goal = reports.table("internal/goals.csv").one(&[("pair_id", "A")]);
    assert_eq!((&*goal["set_on"], &*goal["attained_on"]), ("", ""));
    let ledger = reports.table("internal/ledger.csv");
    let entry = ledger.one(&[("severity", "error")]);
    assert_eq!((&*entry["line"], &*entry["column"]), ("5", "date"));
}

#[test]
fn batch_5_is_not_batch_50() {
    let (workspace, reports) = reports_with("");
    let table = reports.table("internal/tables/measures.csv");
    for (group, held) in [("Batch 5", "2"), ("Batch 50", "1")] {
        let row = table.one(&[("group", group), ("measure", "sessions_held")]);
        assert_eq!(row["total"], held, "{group}");
    }
    fs::remove_dir_all(workspace.outputs()).unwrap();
    let chosen = workspace.reported(&["--as-of", "2026-03-31", "--where", "cohort=Batch 5"]);
    let pairs = chosen.table("internal/pairs.csv");
    assert_eq!(pairs.column("pair_id"), ["A", "C"]);
}

#[test]
fn pair_5_is_not_pair_50() {
    let pairs = "pair_id,mentor,mentee,started_on\n5,A,B,2026-01-01\n50,C,D,2026-01-01\n";
    let sessions = "pair_id,date,status\n50,2026-02-01,held\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    assert_eq!(reports.pair("5")["sessions_held"], "0");
    assert_eq!(reports.pair("50")["sessions_held"], "1");
}

#[test]
fn a_past_appointment_does_not_count_as_held() {
    let (_workspace, reports) = reports_with("A,2026-03-01,scheduled,60\n");
    let pair = reports.pair("A");
    assert_eq!((&*pair["sessions_held"], &*pair["hours_held"]), ("2", "2"));
    assert_eq!(pair["days_since_contact"], "49");
}

#[test]
fn a_failed_attempt_at_contact_is_not_contact() {
    for status in ["Attempted contact", "no answer", "Left message"] {
        let (_workspace, reports) = reports_with(&format!("A,2026-03-20,{status},\n"));
        let pair = reports.pair("A");
        assert_eq!(pair["sessions_held"], "2", "{status}");
        assert_eq!(pair["days_since_contact"], "49", "{status}");
    }
}

#[test]
fn rows_dated_after_the_as_of_date_do_not_count() {
    let (_workspace, reports) = reports_with("A,2026-04-01,held,60\nC,2027-05-01,held,60\n");
    assert_eq!(reports.pair("A")["sessions_held"], "2");
    assert_eq!(reports.pair("C")["sessions_held"], "0");
    assert_eq!(reports.count("rows_after_as_of"), 2);
}

#[test]
fn an_empty_denominator_is_not_a_share_of_zero() {
    let (_workspace, reports) = reports_with("");
    let measure = reports.measure("goals_attained", "");
    assert_eq!(measure["estimate"], "");
    assert_eq!(measure["not_available"], "nothing to take a share of");
    let pair = reports.pair("C");
    let cells = (&*pair["attendance_num"], &*pair["attendance_den"]);
    assert_eq!(cells, ("", ""));
    let report = reports.prose("share/effectiveness.md");
    let figure = report
        .lines()
        .find(|line| line.starts_with("| Settled goals attained |"));
    assert!(figure.unwrap().contains("not available"), "{figure:?}");
}

#[test]
fn a_hidden_count_is_not_shown_as_zero() {
    let (_workspace, reports) = reports_with("");
    let shared = reports.prose("share/effectiveness.md");
    assert!(shared.contains("3 meetings") && !shared.contains("0 meetings"));
}

#[test]
fn a_pair_without_rows_does_not_vanish() {
    let (_workspace, reports) = reports_with("");
    assert_eq!(
        reports.table("internal/pairs.csv").column("pair_id"),
        ["A", "B", "C"]
    );
    assert_eq!(reports.pair("C")["sessions_held"], "0");
    assert_eq!(reports.pair("C")["state"], "never_started");
    assert_eq!(reports.measure("sessions_held", "")["n"], "3");
    assert_eq!(reports.measure("sessions_held", "")["mean"], "1");
}

#[test]
fn a_no_show_does_not_count_as_completed() {
    for status in [
        "no-show",
        "No show",
        "Mentee did not attend",
        "not completed",
    ] {
        let (_workspace, reports) = reports_with(&format!("A,2026-03-10,{status},60\n"));
        let pair = reports.pair("A");
        assert_eq!(pair["sessions_held"], "2", "{status}");
        assert_eq!(pair["days_since_contact"], "49", "{status}");
    }
    let (_workspace, reports) = reports_with("A,2026-03-10,no-show,60\n");
    let pair = reports.pair("A");
    let attendance = (&*pair["attendance_num"], &*pair["attendance_den"]);
    assert_eq!(attendance, ("2", "3"));
}

#[test]
fn the_length_of_matches_is_not_averaged_over_closed_pairs_only() {
    // Closed: 60 days. Open: 89 days and going on. The mean of the closed ones would be 60.
    let (_workspace, reports) = reports_with("");
    let mean = reports.measure("match_length", "rmean");
    assert_eq!((&*mean["n"], &*mean["numerator"]), ("3", "1"));
    assert_eq!(mean["estimate"], "79.333333", "(60 + 89 + 89) ÷ 3");
    let method = &mean["method"];
    assert!(method.ends_with("log-log interval, to day 89"), "{method}");
    let median = reports.measure("match_length", "median");
    assert_eq!(median["not_available"], "not reached");
}

#[test]
fn open_on_the_last_day_is_not_open_at_any_time_in_the_period() {
    let (_workspace, reports) = reports_with("");
    let report = reports.prose("share/effectiveness.md");
    assert!(
        report.contains("3 pairs were open at any time in Q1 2026; 1 of them ended"),
        "the closure rate is over the three pairs open in the period"
    );
    let pairs = reports.table("internal/pairs.csv");
    let open = pairs
        .column("ended_on")
        .iter()
        .filter(|end| end.is_empty())
        .count();
    assert_eq!(open, 2);
    let contact = reports.measure("days_since_contact", "");
    assert_eq!(
        contact["n"], "1",
        "only pairs open on the last day that have met"
    );
}

#[test]
fn people_are_counted_once_and_not_by_session_or_pair() {
    let (_workspace, reports) = reports_with("A,2026-02-20,held,60\nA,2026-03-20,held,60\n");
    let report = reports.prose("share/effectiveness.md");
    let served = report
        .lines()
        .find(|line| line.starts_with("| People served |"))
        .unwrap();
    assert!(served.starts_with("| People served | 5 |"), "{served}");
    assert!(
        served.contains("2 mentors and 3 mentees, each counted once, in 3 pairs"),
        "{served}"
    );
}

#[test]
fn no_cell_of_an_exported_table_runs_as_a_formula() {
    let hostile = "=HYPERLINK(\"http://x.example\")";
    let quoted = "\"=HYPERLINK(\"\"http://x.example\"\")\"";
    let pairs = format!(
        "pair_id,mentor,mentee,cohort,started_on,team\n{quoted},{quoted},+44,@SUM(A1),2026-01-01,-2+3\n=2,\"\t=1\",-x,=cmd|' /C calc'!A0,2026-01-01,@a\n"
    );
    let sessions = format!(
        "pair_id,date,status,issues,actions\n{quoted},2026-01-10,held,=1+1,@now\n=2,2026-02-31,held,+1,-1+1\n=2,2026-01-10,held,=1+1,+2\n"
    );
    let goals = format!("pair_id,goal,text,status\n{quoted},1,=1+1,open\n=2,1,-3+4,open\n");
    let workspace = Workspace::new(&[
        ("pairs.csv", pairs.as_str()),
        ("sessions.csv", &sessions),
        ("goals.csv", &goals),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let mut seen = 0;
    for (name, text) in reports.texts() {
        if !name.ends_with(".csv") {
            continue;
        }
        for (column, cell) in Table::read(&text).0.into_iter().flatten() {
            seen += usize::from(cell.contains(hostile));
            assert!(!runs_as_formula(&cell), "{name}, {column}: {cell}");
        }
    }
    assert!(seen >= 3, "the hostile name is kept, made harmless");
}

/// Whether a spreadsheet would run a cell. A plain negative number is one.
fn runs_as_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
}

#[test]
fn sessions_that_do_not_say_whether_they_took_place_are_said_above_the_figures() {
    let blank = "A,2026-01-25,,60\nC,2026-01-26,,60\n";
    let (workspace, reports) = reports_with(blank);
    let caution = "2 of 5 past sessions do not say whether they took place";
    for section in ["at-a-glance", "meetings", "continuity"] {
        let page = reports.text("share/effectiveness.html");
        let from = page.find(&format!("<section id=\"{section}\"")).unwrap();
        let end = from + page[from..].find("</section>").unwrap();
        assert!(page[from..end].contains(caution), "{section}");
    }
    assert!(reports.text("share/effectiveness.md").contains(caution));
    // Told how to read them, the reports say nothing.
    fs::write(
        workspace.inputs().join("mentorstat.toml"),
        "blank_status = \"unknown\"\n",
    )
    .unwrap();
    let told = workspace.reported(&["--as-of", "2026-03-31", "--force"]);
    assert!(!told.text("share/effectiveness.md").contains("Provisional"));
}

#[test]
fn a_role_that_is_not_recorded_is_not_nought_people() {
    let pairs = "pair_id,mentee,started_on\nA,Ana Example,2026-01-05\nB,Bo Example,2026-01-05\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", pairs),
        ("sessions.csv", "pair_id,date,status\nA,2026-02-20,held\n"),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let report = reports.prose("share/effectiveness.md");
    let said = "2 mentees (mentors are not recorded), each counted once, in 2 pairs";
    assert!(report.contains(said), "{report}");
    assert!(!report.contains("0 mentors"), "{report}");
}
