//! Forms and meetings with a row for each goal, goals whose columns hold answers, and files that
//! may be forms or meetings. All data is invented.

use crate::support::{Reports, Workspace};
use std::fs;

const PAIRS: &str = "pair_id,started_on,closed_on,closure_reason\n\
                     A,2026-01-05,2026-06-25,completed\nB,2026-01-05,2026-06-25,completed\n";

/// The report of a file beside a register of two pairs that have ended.
fn reported(name: &str, text: &str) -> Reports {
    Workspace::new(&[("pairs.csv", PAIRS), (name, text)]).reported(&["--as-of", "2026-06-30"])
}

/// Key, text and outcome of the goals of a pair.
fn goals(reports: &Reports, pair: &str) -> Vec<[String; 3]> {
    let table = reports.table("internal/goals.csv");
    let columns = ["pair_id", "goal", "text", "outcome"].map(|name| table.column(name));
    let rows = 0..columns[0].len();
    let rows = rows.filter(|row| columns[0][*row] == pair);
    rows.map(|row| [1, 2, 3].map(|column: usize| columns[column][row].to_owned()))
        .collect()
}

fn goal(key: &str, text: &str, outcome: &str) -> [String; 3] {
    [key.to_owned(), text.to_owned(), outcome.to_owned()]
}

const ROWS: &str = "pair_id,date,respondent,phase,goal_number,goal_achieved,new_goals\n\
                    A,2026-06-20,mentee,end,1,yes,yes\nA,2026-06-20,mentee,end,2,no,yes\n\
                    A,2026-06-20,mentor,end,1,partly,no\nB,2026-06-20,mentee,end,1,no,no\n";

#[test]
fn a_form_may_have_a_row_for_each_goal() {
    let expected = [goal("1", "", "attained"), goal("2", "", "not_attained")];
    for (goal_header, answer) in [
        ("goal_number", "goal_achieved"),
        ("goal", "achieved"),
        ("Goal #", "Achieved?"),
        ("goal_id", "outcome"),
        ("Goal No", "Were the goals achieved?"),
    ] {
        let text = ROWS.replace("goal_number", goal_header);
        let text = text.replace("goal_achieved", answer);
        let reports = reported("evaluations.csv", &text);
        assert_eq!(goals(&reports, "A"), expected, "{goal_header}, {answer}");
        let pair = reports.pair("A");
        let settled = ["num", "den"].map(|part| &*pair[&format!("goals_attained_settled_{part}")]);
        assert_eq!(settled, ["1", "2"], "{goal_header}");
        assert_eq!(pair["sessions_held"], "", "{goal_header}");
        let other = [goal("1", "", "not_attained")];
        assert_eq!(goals(&reports, "B"), other, "{goal_header}");
    }
}

#[test]
fn rows_of_one_form_are_no_versions_of_each_other() {
    let rows = "Response ID,Timestamp,pair_id,date,respondent,goal,achieved\n\
                7,2026-06-20 10:00:00,A,2026-06-20,mentee,1,yes\n\
                7,2026-06-20 10:00:00,A,2026-06-20,mentee,2,yes\n\
                8,2026-06-21 10:00:00,B,2026-06-21,mentee,1,no\n\
                8,2026-06-21 12:00:00,B,2026-06-21,mentee,1,yes\n";
    let reports = reported("evaluations.csv", rows);
    let both = [goal("1", "", "attained"), goal("2", "", "attained")];
    assert_eq!(goals(&reports, "A"), both);
    assert_eq!(goals(&reports, "B"), [goal("1", "", "attained")]);
    let ledger = reports.table("internal/ledger.csv");
    let again = ledger.column("rule");
    let again = again.iter().filter(|rule| rule.contains("a later version"));
    assert_eq!(again.count(), 1);
}

#[test]
fn a_later_export_replaces_what_it_says_of_the_same_goal_alone() {
    let head = "pair_id,date,respondent,phase,goal_number,achieved\n";
    let first = format!("{head}A,2026-06-20,mentee,end,1,no\nA,2026-06-20,mentee,end,2,no\n");
    let second = format!("{head}A,2026-06-20,mentee,end,1,yes\nA,2026-06-20,mentee,end,2,no\n");
    let workspace = Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("evaluations 2026-06-21.csv", &*first),
        ("evaluations 2026-06-25.csv", &*second),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let expected = [goal("1", "", "attained"), goal("2", "", "not_attained")];
    assert_eq!(goals(&reports, "A"), expected);
}

#[test]
fn goals_of_rows_may_be_named_in_words_or_by_an_id_of_the_register() {
    let rows = "pair_id,date,respondent,phase,goal,achieved\n\
                A,2026-06-20,mentee,end,Speak in public,yes\n\
                A,2026-06-20,mentee,end,Build a network,no\n\
                A,2026-06-21,mentor,end,speak in public,yes\n";
    let alone = goals(&reported("evaluations.csv", rows), "A");
    let texts = [
        goal("1", "Build a network", "not_attained"),
        goal("2", "Speak in public", "attained"),
    ];
    assert_eq!(alone, texts);
    let register = "pair_id,goal,text,set_on\nA,1,Speak in public,2026-01-10\n\
                    A,2,Build a network,2026-01-10\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("goals.csv", register),
        ("evaluations.csv", rows),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let registered = [
        goal("1", "Speak in public", "attained"),
        goal("2", "Build a network", "not_attained"),
    ];
    assert_eq!(goals(&reports, "A"), registered);
}

#[test]
fn a_meeting_may_have_a_row_for_each_goal() {
    let rows = "pair_id,date,status,goal,progress\n\
                A,2026-05-20,held,1,50\nA,2026-05-20,held,2,20\n\
                A,2026-06-20,held,1,100\nA,2026-06-20,held,2,30\n\
                A,2026-06-21,held,both,40\n";
    let reports = reported("sessions.csv", rows);
    let pair = reports.pair("A");
    assert_eq!(pair["sessions_held"], "3");
    assert_eq!(pair["goal_progress"], "65");
    let ledger = reports.table("internal/ledger.csv");
    ledger.one(&[("value", "both")]);
    let reports = reported("sessions.csv", rows.rsplit_once("A,").unwrap().0);
    let pair = reports.pair("A");
    let told = ["sessions_held", "goal_progress", "goals_set"].map(|name| &*pair[name]);
    assert_eq!(told, ["2", "65", "2"]);
}

#[test]
fn answers_below_the_names_of_goals_are_no_texts_of_goals() {
    let rows = "Pair,Date,Your role,Goal 1,Goal 2,New goals?\n\
                A,2026-06-20,Mentee,Achieved,Partly achieved,Yes\n\
                B,2026-06-21,Mentor,Not achieved,Achieved,No\n";
    let reports = reported("End survey.csv", rows);
    let of_a = [goal("1", "", "attained"), goal("2", "", "partly")];
    assert_eq!(goals(&reports, "A"), of_a);
    let of_b = [goal("1", "", "not_attained"), goal("2", "", "attained")];
    assert_eq!(goals(&reports, "B"), of_b);
}

#[test]
fn the_text_of_a_goal_may_stand_within_the_question_and_a_level_in_brackets() {
    let rows = "Pair,Role,Date,Goal 1: Improve speaking - achieved?,Goal 2: Build network - achieved?\n\
                A,Mentee,2026-06-20,Yes,No\n";
    let answered = goals(&reported("End survey.csv", rows), "A");
    let expected = [goal("1", "", "attained"), goal("2", "", "not_attained")];
    assert_eq!(answered, expected);
    let rows = "Pair,Role,Date,Goal 1 rating (-2 to +2),Goal 2 rating (-2 to +2)\n\
                A,Mentee,2026-06-20,1,-1\n";
    let reports = reported("End survey.csv", rows);
    let levels = reports.table("internal/goals.csv");
    assert_eq!(levels.column("level"), ["1", "-1"]);
}

#[test]
fn what_may_be_a_form_is_no_meeting_until_somebody_says_so() {
    let rows = "Pair,Date,Confidence before,Confidence after\nA,2026-06-20,2,4\n";
    let roles =
        "Pair,Role,Date,I reached it\nA,Mentee,2026-06-20,Quite\nA,Mentor,2026-06-20,Well\n";
    for (name, text, why) in [
        ("End survey.csv", rows, "its name is that of forms"),
        ("feedback.csv", rows, "its name is that of forms"),
        ("june.csv", roles, "`Role` says who filled them in"),
    ] {
        let workspace = Workspace::new(&[("pairs.csv", PAIRS), (name, text)]);
        let report = workspace.report(&["--as-of", "2026-06-30"]);
        assert_eq!(report.status, Some(1), "{name}");
        let said = report.err.replace("\n  ", " ");
        for words in ["are its rows forms, or meetings that were held?", why] {
            assert!(said.contains(words), "“{words}” is not in\n{said}");
        }
        workspace.assert_nothing_written();
        let told = format!("[[source]]\nfile = \"{name}\"\ntable = \"sessions\"\n");
        fs::write(workspace.inputs().join("mentorstat.toml"), told).unwrap();
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        assert_eq!(reports.pair("A")["sessions_held"], "1", "{name}");
    }
    let plain = reported("june.csv", rows);
    assert_eq!(plain.pair("A")["sessions_held"], "1");
}

#[test]
fn stages_of_no_model_are_asked_about_with_the_lines_of_a_model() {
    let rows = "pair_id,date,status,stage\nA,2026-01-10,held,Kindling\n\
                A,2026-02-10,held,Deepening\nA,2026-03-10,held,Parting\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("sessions.csv", rows)]);
    let asked = workspace.run(&["check", "in"]).out;
    let lines = "stages = [\"Deepening\", \"Kindling\", \"Parting\"]";
    for words in [
        "column `stage`: are these the stages",
        "[[stage_models]]",
        lines,
    ] {
        assert!(asked.contains(words), "“{words}” is not in\n{asked}");
    }
    let told =
        "[[stage_models]]\nkey = \"own\"\nstages = [\"Kindling\", \"Deepening\", \"Parting\"]\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), told).unwrap();
    let answered = workspace.run(&["check", "in"]).out;
    assert!(!answered.contains("are these the stages"), "{answered}");
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["stage_rank"], "3");
}
