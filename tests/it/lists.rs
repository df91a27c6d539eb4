//! Lists of goals and actions with a plain day: they are no meetings, and meetings that tell of a
//! goal or of actions are no lists. All data is invented.

use crate::support::{Reports, Workspace};

const PAIRS: &str =
    "Pair,Mentor,Mentee,Match start\nA,Ann Lee,Bo Chen,2026-01-05\nB,Cy Day,Di Fox,2026-01-05\n";
const MEETINGS: &str = "Pair,Date,Status,Minutes\nA,2026-01-13,Held,60\nB,2026-02-13,Held,60\n";

fn with(name: &str, text: &str) -> Workspace {
    Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", MEETINGS),
        (name, text),
    ])
}

fn reported(name: &str, text: &str) -> Reports {
    with(name, text).reported(&["--as-of", "2026-06-30"])
}

fn meetings(reports: &Reports) -> [String; 2] {
    ["A", "B"].map(|pair| reports.pair(pair)["attendance_den"].clone())
}

#[test]
fn a_list_of_goals_with_a_plain_day_holds_no_meetings() {
    let three = ["attained", "in_progress", "not_attained"];
    for (name, headers, cells, outcomes) in [
        (
            "Goals.csv",
            "Status",
            ["Achieved", "Open", "Not achieved"],
            three,
        ),
        (
            "Goals 2026.csv",
            "Status",
            ["Done", "Open", "Not met"],
            three,
        ),
        (
            "Goal tracker.csv",
            "Outcome",
            ["Met", "Ongoing", "Not met"],
            three,
        ),
        (
            "MyGoals.csv",
            "Completed?",
            ["Yes", "In progress", "No"],
            three,
        ),
        (
            "Objectives.csv",
            "Completed",
            ["Achieved", "In progress", "Not achieved"],
            three,
        ),
    ] {
        let [first, second, third] = cells;
        let text = format!(
            "Pair,Goal,Date,{headers}\nA,Plan,2026-02-02,{first}\nA,Write,2026-02-02,{second}\n\
             B,Read,2026-03-02,{third}\n"
        );
        let reports = reported(name, &text);
        assert_eq!(meetings(&reports), ["1", "1"], "{name}");
        let goals = reports.table("internal/goals.csv");
        assert_eq!(goals.column("outcome"), outcomes, "{name}");
        assert_eq!(goals.column("text"), ["Plan", "Write", "Read"], "{name}");
        let days = ["2026-02-02", "2026-02-02", "2026-03-02"];
        assert_eq!(goals.column("set_on"), days, "{name}");
    }
}

#[test]
fn a_plan_of_actions_with_a_plain_day_holds_no_meetings() {
    for (name, headers, rows) in [
        (
            "Action plan.csv",
            "Action,Status",
            ["Call,Done", "Visit,Open"],
        ),
        ("Actions.csv", "Action,Completed", ["Call,Yes", "Visit,No"]),
        (
            "Form 3 action plan.csv",
            "Goal,Action",
            ["Plan,Call", "CV,Visit"],
        ),
        ("action_plan.csv", "Action", ["Call", "Visit"]),
    ] {
        let [one, other] = rows;
        let text = format!("Pair,Date,{headers}\nA,2026-02-02,{one}\nB,2026-03-02,{other}\n");
        let workspace = with(name, &text);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        assert_eq!(meetings(&reports), ["1", "1"], "{name}");
        let checked = workspace.run(&["check", "in"]);
        assert!(
            checked.out.contains("scheduled_on ← Date"),
            "{name}: {}",
            checked.out
        );
    }
}

#[test]
fn meetings_that_tell_of_goals_and_actions_stay_meetings() {
    for (name, headers, one, other) in [
        (
            "Sessions.csv",
            "Status,Goal",
            "Completed,Plan",
            "Cancelled,Read",
        ),
        ("Meetings.csv", "Goal", "Plan", "Read"),
        ("Goals.csv", "Status,Goal", "Held,Plan", "No-show,Read"),
        ("Goals.csv", "Goal,Minutes", "Plan,60", "Read,45"),
        (
            "Actions.csv",
            "Action,Next meeting",
            "Call,2026-03-02",
            "Visit,",
        ),
        (
            "Interactions.csv",
            "Status,Action",
            "Attended,Call",
            "Missed,Visit",
        ),
        ("export.csv", "Status,Goal", "Attended,Plan", "No-show,Read"),
        (
            "export.csv",
            "Status,Minutes,Goal,Notes,Actions agreed",
            "Completed,60,Plan,x,Call",
            "Cancelled,,Read,y,",
        ),
    ] {
        let text = format!("Pair,Date,{headers}\nA,2026-02-02,{one}\nB,2026-03-02,{other}\n");
        let reports = reported(name, &text);
        let held = reports.pair("A")["sessions_held"].clone();
        assert_eq!(held, "2", "{name}: {headers}");
    }
}

#[test]
fn lists_that_may_be_logs_are_asked_about() {
    for (name, text, why, line) in [
        (
            "list.csv",
            "Pair,Date,Goal,Status\nA,2026-02-02,Plan,Done\nB,2026-03-02,Read,Open\n",
            "a list of goals: it has a column `Goal`",
            "table = \"goals\"   # or \"sessions\" or \"none\" to leave the file out",
        ),
        (
            "Action log.csv",
            "Pair,Date,Actions agreed,Done?\nA,2026-02-02,Call,Yes\nB,2026-03-02,Visit,No\n",
            "a list of actions: so it is called",
            "table = \"actions\"   # or \"sessions\"",
        ),
        (
            "Goal updates.csv",
            "Pair,Date,Goal,Progress\nA,2026-02-02,Plan,50%\nA,2026-03-02,Plan,100%\n",
            "a list of goals: it has a column `Goal`",
            "table = \"goals\"",
        ),
        (
            "Milestones.csv",
            "Pair,Milestone,Date,Status\nA,Signed,2026-02-02,Completed\nB,Signed,2026-02-03,Open\n",
            "a list of milestones, resources or issues: so it is called",
            "table = \"none\"   # or \"sessions\"",
        ),
        (
            "Resources.csv",
            "Pair,Date,Resource,Completed\nA,2026-02-02,Guide,Yes\nB,2026-02-03,Video,No\n",
            "a list of milestones, resources or issues: so it is called",
            "table = \"none\"   # or \"sessions\"",
        ),
        (
            "Matches.csv",
            "Mentor,Mentee,Date,Status\nAnn Lee,Bo Chen,2026-02-02,Active\n\
             Cy Day,Di Fox,2026-02-03,Completed\n",
            "a list of pairs: so it is called",
            "table = \"pairs\"   # or \"sessions\"",
        ),
    ] {
        let workspace = with(name, text);
        workspace.report(&[]).says(1, &[why, line]);
        workspace.assert_nothing_written();
    }
}

#[test]
fn days_below_goal_set_are_no_goals() {
    let text = "Pair,Goal,Goal set,Status\nA,Plan,2026-02-02,Achieved\nB,Read,2026-03-02,Open\n";
    let reports = reported("goals.csv", text);
    let goals = reports.table("internal/goals.csv");
    assert_eq!(goals.column("text"), ["Plan", "Read"]);
    assert_eq!(goals.column("set_on"), ["2026-02-02", "2026-03-02"]);
}
