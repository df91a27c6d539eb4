//! Numbers in place of words: read by the whole column, and asked about where they may be codes.

use crate::support::Workspace;
use std::fs;

fn log(header: &str, statuses: &[&str]) -> Workspace {
    let mut text = format!("pair_id,date,{header}\n");
    for (day, status) in (1..).zip(statuses) {
        text += &format!("A,2026-01-{day:02},{status}\n");
    }
    Workspace::new(&[("sessions.csv", text.as_str())])
}

fn statuses(workspace: &Workspace) -> Vec<String> {
    let reports = workspace.reported(&["--as-of", "2026-06-30", "--force"]);
    let sessions = reports.table("internal/analysis/sessions.csv");
    let statuses = sessions.column("status");
    statuses.iter().map(|status| (*status).to_owned()).collect()
}

#[test]
fn no_code_of_several_counts_as_held_by_itself() {
    for (header, codes) in [
        ("status", ["1", "2", "3"]),
        ("held", ["1", "2", "2"]),
        ("status", ["1", "cancelled", "no show"]),
    ] {
        let workspace = log(header, &codes);
        assert_eq!(statuses(&workspace)[0], "unknown", "{header} {codes:?}");
        let checked = workspace.run(&["check", "in"]);
        for said in [
            "[source.values.status]",
            "\"1\" = \"held\"",
            "none of them counts as held",
        ] {
            assert!(checked.out.contains(said), "{}", checked.out);
        }
    }
}

#[test]
fn one_and_nought_are_yes_and_no() {
    let workspace = log("held", &["1", "0", "1"]);
    assert_eq!(statuses(&workspace), ["held", "missed", "held"]);
}

#[test]
fn what_codes_mean_can_be_said() {
    let workspace = log("status", &["1", "2", "3"]);
    let say = "[[source]]\nfile = \"sessions.csv\"\n[source.values.status]\n\
               \"1\" = \"scheduled\"\n\"2\" = \"held\"\n\"3\" = \"cancelled\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), say).unwrap();
    assert_eq!(statuses(&workspace), ["scheduled", "held", "cancelled"]);
}

#[test]
fn codes_of_respondents_are_asked_about() {
    let text = "pair_id,date,respondent,phase,goals_achieved\nA,2026-06-01,1,end,yes\n\
                A,2026-06-01,2,end,no\n";
    let workspace = Workspace::new(&[("evaluations.csv", text)]);
    let checked = workspace.run(&["check", "in"]);
    for said in [
        "[source.values.respondent]",
        "\"1\" = \"mentor\"",
        "nobody knows who answered",
    ] {
        assert!(checked.out.contains(said), "{}", checked.out);
    }
}
