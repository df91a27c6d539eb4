//! Attendance with a row for each of the two: a meeting is held where both came.

use crate::support::Workspace;
use std::fs;

const REGISTER: &str =
    "Pair ID,Mentor,Mentee,Started on\n1,Ann Lee,Bo Chen,2026-01-05\n2,Cy Day,Di Fox,2026-01-05\n";

/// Rows of four meetings of one pair: both came, the mentee did not, the mentor did not, neither.
fn log(header: &str, [mentor, mentee]: [&str; 2], [yes, no]: [&str; 2]) -> String {
    let came = [(yes, yes), (yes, no), (no, yes), (no, no)];
    let mut text = format!("Pair ID,Date,{header}\n");
    for (month, (one, other)) in (1..).zip(came) {
        text +=
            &format!("1,2026-0{month}-13,{mentor},{one}\n1,2026-0{month}-13,{mentee},{other}\n");
    }
    text
}

/// What became of the meetings, one row for each record.
fn statuses(workspace: &Workspace) -> Vec<String> {
    let reports = workspace.reported(&["--as-of", "2026-06-30", "--force"]);
    let sessions = reports.table("internal/analysis/sessions.csv");
    let statuses = sessions.column("status");
    statuses.iter().map(|status| (*status).to_owned()).collect()
}

const AS_THEY_WERE: [&str; 4] = ["held", "missed_by_mentee", "missed_by_mentor", "missed"];

#[test]
fn a_meeting_with_a_row_for_each_of_the_two_is_held_where_both_came() {
    for (header, roles, words) in [
        ("Role,Attended", ["Mentor", "Mentee"], ["Yes", "No"]),
        (
            "Person type,Status",
            ["mentee", "mentor"],
            ["Present", "Absent"],
        ),
        (
            "Participant role,Attendance",
            ["Mentor", "Mentee"],
            ["Attended", "No show"],
        ),
        ("Role,Absent", ["Mentor", "Mentee"], ["No", "Yes"]),
    ] {
        let swapped = roles[0].to_lowercase() == "mentee";
        let text = log(header, roles, words);
        let workspace = Workspace::new(&[("attendance.csv", text.as_str())]);
        let mut expected = AS_THEY_WERE;
        if swapped {
            expected.swap(1, 2);
        }
        assert_eq!(statuses(&workspace), expected, "{header}");
        let checked = workspace.run(&["check", "in"]);
        let said = checked
            .out
            .contains("says who: a meeting is held where both did");
        assert!(said, "{}", checked.out);
    }
}

#[test]
fn names_say_whose_row_it_is_once_that_is_said() {
    let text = log("Name,Attended", ["Ann Lee", "\"Chen, Bo\""], ["Yes", "No"]);
    let workspace = Workspace::new(&[("attendance.csv", text.as_str()), ("pairs.csv", REGISTER)]);
    workspace.report(&[]).says(
        1,
        &[
            "is `Name` (“Ann Lee”) whose coming each row tells of",
            "attendee_role = \"Name\"   # or \"\" if there is none",
        ],
    );
    workspace.assert_nothing_written();
    let say = |line: &str| {
        let text = format!("[[source]]\nfile = \"attendance.csv\"\n[source.columns]\n{line}\n");
        fs::write(workspace.inputs().join("mentorstat.toml"), text).unwrap();
    };
    say("attendee_role = \"Name\"");
    assert_eq!(statuses(&workspace), AS_THEY_WERE);
    say("attendee_role = \"\"");
    assert_eq!(statuses(&workspace), ["held", "held", "held", "missed"]);
}

#[test]
fn names_that_stand_beside_those_of_the_pair_need_no_question() {
    let text = "Mentor,Mentee,Date,Attendee,Attendance\n\
                Ann Lee,Bo Chen,2026-01-13,Ann Lee,Present\n\
                Ann Lee,Bo Chen,2026-01-13,Bo Chen,No show\n\
                Ann Lee,Bo Chen,2026-02-13,Ann Lee,Present\n\
                Ann Lee,Bo Chen,2026-02-13,Bo Chen,Present\n";
    let workspace = Workspace::new(&[("attendance.csv", text)]);
    assert_eq!(statuses(&workspace), ["missed_by_mentee", "held"]);
}

#[test]
fn who_did_not_come_is_not_made_up() {
    let text = "Pair ID,Date,Role,Attended\n\
                1,2026-01-13,Mentor,Yes\n1,2026-01-13,Mentee,No\n1,2026-02-13,Mentor,Yes\n\
                1,2026-03-13,Mentor,Yes\n1,2026-03-13,Mentee,Yes\n";
    let workspace = Workspace::new(&[("attendance.csv", text)]);
    assert_eq!(
        statuses(&workspace),
        ["missed_by_mentee", "unknown", "held"]
    );
    let reports = workspace.reported(&["--as-of", "2026-06-30", "--force"]);
    let ledger = reports.table("internal/ledger.csv");
    let rules = ledger.column("rule");
    let has = |wanted: &str| rules.iter().any(|rule| rule.contains(wanted));
    assert!(has(
        "no row of the meeting says whether the other one of the pair came"
    ));
    assert!(has("says that the other one of the pair did not come"));
}

#[test]
fn what_both_tell_of_one_meeting_stays_one_meeting() {
    let text = log(
        "Recorded by,Status",
        ["Mentor", "Mentee"],
        ["Held", "Missed"],
    );
    let workspace = Workspace::new(&[("log.csv", text.as_str())]);
    assert_eq!(statuses(&workspace), ["held", "held", "held", "missed"]);
    let text = log("Role,Status", ["Mentor", "Mentee"], ["Held", "Missed"]);
    let workspace = Workspace::new(&[("log.csv", text.as_str())]);
    workspace.report(&[]).says(
        1,
        &["attendee_role = \"Role\"   # or \"\" if there is none"],
    );
}
