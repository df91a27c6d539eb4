//! Logs of a programme that are no meetings: asked about before any figure, and left out when that
//! is said.

use crate::support::Workspace;
use std::fs;

const REGISTER: &str = "Pair ID,Mentor,Mentee,Started on\n1,Ann Lee,Bo Chen,2026-01-05\n";
const MEETINGS: &str = "Pair ID,Date,Status,Minutes\n1,2026-01-13,Held,60\n1,2026-02-13,Held,60\n";

fn with(name: &str, text: &str) -> Workspace {
    Workspace::new(&[
        ("pairs.csv", REGISTER),
        ("sessions.csv", MEETINGS),
        (name, text),
    ])
}

#[test]
fn trainings_expenses_and_calls_are_asked_about() {
    for (name, text, why, line) in [
        (
            "training.csv",
            "Pair ID,Mentor,Training,Date,Status\n1,Ann Lee,Safeguarding,2026-01-02,Completed\n",
            "a list of trainings or supervision: it has a column `Training`",
            "table = \"none\"   # or \"sessions\"; \"none\" leaves the file out",
        ),
        (
            "expenses.csv",
            "Pair ID,Date,Mentor,Mentee,Amount,Status\n1,2026-02-05,Ann Lee,Bo Chen,12.50,Paid\n",
            "a list of expenses or payments: it has a column `Amount`",
            "table = \"none\"",
        ),
        (
            "Newsletter 2026.csv",
            "Pair ID,Date,Status\n1,2026-02-05,Delivered\n",
            "a list of messages or mailings: so it is called",
            "table = \"none\"",
        ),
        (
            "log.csv",
            "Pair ID,Date,Case worker,Status\n1,2026-02-05,Kim,Completed\n",
            "a list of calls by the programme's own people: it has a column `Case worker`",
            "table = \"contacts\"   # or \"sessions\" or \"none\" to leave the file out",
        ),
    ] {
        let workspace = with(name, text);
        let asked = workspace.report(&[]);
        asked.says(1, &[why, line]);
        workspace.assert_nothing_written();
    }
}

#[test]
fn a_file_that_is_none_of_the_tables_is_left_out() {
    let text = "Pair ID,Training,Date,Status\n1,Safeguarding,2026-01-02,Completed\n";
    let workspace = with("training.csv", text);
    let say = "[[source]]\nfile = \"training.csv\"\ntable = \"none\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), say).unwrap();
    let args = ["--as-of", "2026-06-30", "--force"];
    let reports = workspace.reported(&args);
    assert_eq!(reports.pair("1")["sessions_held"], "2");
    let ledger = reports.table("internal/ledger.csv");
    let rule = "the configuration says that the file is none of the tables (table = \"none\")";
    let left_out = ledger.one(&[("rule", rule)]);
    assert_eq!(left_out["severity"], "note");
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains("left out, as the configuration says"));
    let say = "[[source]]\nfile = \"training.csv\"\ntables = [\"none\", \"sessions\"]\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), say).unwrap();
    workspace
        .run(&["check", "in"])
        .says(2, &["cannot be another as well"]);
}

#[test]
fn logs_of_meetings_with_costs_and_courses_stay_meetings() {
    for log in [
        "Pair ID,Date,Status,Minutes,Mileage\n1,2026-01-13,Held,60,12\n1,2026-02-13,Held,60,10\n",
        "Pair ID,Date,Status,Amount\n1,2026-01-13,Held,3\n1,2026-02-13,Held,4\n",
        "Pair ID,Date,Status,Course\n1,2026-01-13,Held,Law\n1,2026-02-13,Held,Law\n",
        "Pair ID,Date,Status,Training,Progress\n1,2026-01-13,Held,no,10\n1,2026-02-13,Held,First aid,20\n",
    ] {
        let workspace = Workspace::new(&[("pairs.csv", REGISTER), ("log.csv", log)]);
        let reports = workspace.reported(&["--as-of", "2026-06-30", "--force"]);
        assert_eq!(reports.pair("1")["sessions_held"], "2", "{log}");
    }
}

#[test]
fn who_wrote_to_whom_is_no_first_and_last_day_of_a_pair() {
    let text = "Pair ID,From,To,Sent,Message\n1,Ann Lee,Bo Chen,2026-01-13 10:00,hi\n\
                1,Bo Chen,Ann Lee,2026-01-13 11:00,hello\n";
    let workspace = with("messages.csv", text);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        !checked.out.contains("started_on ← From"),
        "{}",
        checked.out
    );
}
