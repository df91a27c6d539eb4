//! Goals in the columns of a register: everything that a list of goals says of them, and the days of
//! the pairs beside them. All data is invented.

use crate::support::{Reports, Workspace};

const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

/// The goals of a report: goal, text, outcome, set, attained, level and weight of each.
fn goals(reports: &Reports) -> Vec<String> {
    let table = reports.table("internal/goals.csv");
    let columns = [
        "pair_id",
        "goal",
        "text",
        "outcome",
        "outcome_source",
        "set_on",
        "attained_on",
        "level",
        "weight",
    ];
    let columns = columns.map(|name| table.column(name));
    let row = |row: usize| columns.each_ref().map(|column| column[row]).join(" | ");
    (0..columns[0].len()).map(row).collect()
}

fn reported(register: &str) -> (Workspace, Reports) {
    let workspace = Workspace::new(&[("Register.csv", register)]);
    let reports = workspace.reported(&AS_OF);
    (workspace, reports)
}

/// Start and end of the pairs, which must not become days of forms.
fn days(reports: &Reports) -> [[String; 2]; 2] {
    ["P1", "P2"].map(|pair| {
        let pair = reports.pair(pair);
        [pair["started_on"].clone(), pair["ended_on"].clone()]
    })
}

#[test]
fn numbered_goals_of_a_register_are_goals_with_all_that_is_said_of_them() {
    let rows = "P1,Ann Lee,Bo Poe,2026-01-05,2026-09-01,,,Lead,Speak,2026-01-10,2026-02-10,2026-05-01,\
                2026-06-01,attained,in progress,2026-04-20,,+1,\u{2212}1,2,1\n\
                P2,Cid Roe,Di Foe,2026-01-06,2026-09-01,2026-05-01,completed,Learn R,,2026-01-11,,\
                2026-05-01,,dropped,,,,0,,1,1\n";
    let numbered = "Pair ID,Mentor,Mentee,Start date,Planned end date,End date,Closure reason,Goal 1,\
                    Goal 2,Goal 1 set on,Goal 2 set on,Goal 1 due date,Goal 2 due date,Goal 1 status,\
                    Goal 2 status,Goal 1 date achieved,Goal 2 date achieved,Goal 1 GAS level,\
                    Goal 2 GAS level,Goal 1 weight,Goal 2 weight\n";
    let named_once = "Pair ID,Mentor,Mentee,First day,Planned end date,Last day,Reason for leaving,\
                      Objective 1,Objective 2,Date set 1,Date set 2,Target date 1,Target date 2,\
                      Outcome 1,Outcome 2,Date met 1,Date met 2,GAS 1,GAS 2,Weight 1,Weight 2\n";
    for headers in [numbered, named_once] {
        let (_folder, reports) = reported(&format!("{headers}{rows}"));
        assert_eq!(
            goals(&reports),
            [
                "P1 | 1 | Lead | attained | register | 2026-01-10 | 2026-04-20 | 1 | 2",
                "P1 | 2 | Speak | in_progress | register | 2026-02-10 |  | -1 | 1",
                "P2 | 1 | Learn R | dropped | register | 2026-01-11 |  | 0 | 1",
            ],
            "{headers}"
        );
        let expected = [["2026-01-05", ""], ["2026-01-06", "2026-05-01"]];
        assert_eq!(days(&reports), expected, "{headers}");
    }
}

#[test]
fn one_goal_needs_no_second_and_no_number() {
    for headers in ["Goal 1,Goal 1 achieved?", "Goal,Goal status"] {
        let (_folder, reports) = reported(&format!(
            "Pair ID,Mentor,Mentee,Start date,End date,Closure reason,{headers}\n\
             P1,Ann Lee,Bo Poe,2026-01-05,,,Lead,yes\n\
             P2,Cid Roe,Di Foe,2026-01-06,2026-05-01,completed,Speak,no\n"
        ));
        let pair = reports.pair("P1");
        let settled = ["goals_set", "goals_attained_num", "goals_attained_den"];
        assert_eq!(
            settled.map(|column| &*pair[column]),
            ["1", "1", "1"],
            "{headers}"
        );
        let expected = [["2026-01-05", ""], ["2026-01-06", "2026-05-01"]];
        assert_eq!(days(&reports), expected, "{headers}");
    }
}

#[test]
fn texts_alone_are_goals_and_statuses_alone_are_too() {
    for (headers, cells) in [
        ("Goal 1,Goal 2", ["Lead,Speak", "Learn R,Plan"]),
        (
            "Goal 1 status,Goal 2 status",
            ["achieved,in progress", "dropped,achieved"],
        ),
    ] {
        let (_folder, reports) = reported(&format!(
            "Pair ID,Mentor,Mentee,Start date,End date,{headers}\n\
             P1,Ann Lee,Bo Poe,2026-01-05,,{}\nP2,Cid Roe,Di Foe,2026-01-06,2026-05-01,{}\n",
            cells[0], cells[1]
        ));
        for pair in ["P1", "P2"] {
            assert_eq!(reports.pair(pair)["goals_set"], "2", "{headers}");
        }
        assert_eq!(days(&reports)[1], ["2026-01-06", "2026-05-01"], "{headers}");
    }
}

#[test]
fn a_day_for_each_goal_is_no_question_asked_in_several_copies() {
    let (_folder, reports) = reported(
        "Tandem,Mentorin,Mentee,Beginn,Ende,Ziel 1,Ziel 1 Status,Ziel 1 Frist,Ziel 1 erreicht am,\
         Ziel 2,Ziel 2 Status,Ziel 2 Frist,Ziel 2 erreicht am\n\
         P1,Ann Lee,Bo Poe,05.01.2026,,Leiten,erreicht,13.05.2026,20.04.2026,R,offen,01.06.2026,\n\
         P2,Cid Roe,Di Foe,06.01.2026,13.05.2026,Planen,nicht erreicht,01.05.2026,,R,erreicht,,\
         28.04.2026\n",
    );
    assert_eq!(
        goals(&reports),
        [
            "P1 | 1 | Leiten | attained | register |  | 2026-04-20 |  | ",
            "P1 | 2 | R | in_progress | register |  |  |  | ",
            "P2 | 1 | Planen | not_attained | register |  |  |  | ",
            "P2 | 2 | R | attained | register |  | 2026-04-28 |  | ",
        ]
    );
}

#[test]
fn what_no_list_of_goals_has_is_said_before_the_figures() {
    let workspace = Workspace::new(&[(
        "Register.csv",
        "Pair ID,Mentor,Mentee,Start date,End date,Goal 1,Goal 2,Goal 1 progress,Goal 2 progress\n\
         P1,Ann Lee,Bo Poe,2026-01-05,,Lead,Speak,30 %,100 %\n",
    )]);
    let ended = workspace.report(&AS_OF);
    let said = "of the goals nothing is read from `Goal 1 progress`, `Goal 2 progress`";
    ended.says(0, &[said]);
}

#[test]
fn meetings_in_numbered_columns_keep_their_days_beside_goals() {
    let (_folder, reports) = reported(
        "Pair ID,Mentor,Mentee,Start date,End date,Goal 1,Goal 2,Meeting 1 date,Meeting 2 date,\
         Meeting 1 status,Meeting 2 status,Goal 1 outcome,Goal 2 outcome\n\
         P1,Ann Lee,Bo Poe,2026-01-05,,Lead,Speak,2026-01-09,2026-02-09,held,cancelled,achieved,dropped\n\
         P2,Cid Roe,Di Foe,2026-01-06,2026-05-01,R,Plan,2026-01-10,2026-02-10,held,held,,achieved\n",
    );
    let figures = ["goals_set", "goals_attained_num", "sessions_held"];
    assert_eq!(
        figures.map(|column| reports.pair("P1")[column].clone()),
        ["2", "1", "1"]
    );
    assert_eq!(
        figures.map(|column| reports.pair("P2")[column].clone()),
        ["2", "1", "2"]
    );
}

#[test]
fn a_form_with_its_own_day_stays_one() {
    let (_folder, reports) = reported(
        "Pair ID,Mentor,Mentee,Cohort,Date,Goal 1,Goal 2,Goal 1 achieved,Goal 2 achieved\n\
         P1,Ann Lee,Bo Poe,A,2026-05-05,Lead,Speak,yes,no\nP2,Cid Roe,Di Foe,A,2026-06-06,R,Plan,partly,no\n",
    );
    assert_eq!(
        goals(&reports),
        [
            "P1 | 1 | Lead | attained | evaluation |  | 2026-05-05 |  | ",
            "P1 | 2 | Speak | not_attained | evaluation |  |  |  | ",
            "P2 | 1 | R | partly | evaluation |  |  |  | ",
            "P2 | 2 | Plan | not_attained | evaluation |  |  |  | ",
        ]
    );
}

#[test]
fn numbered_meetings_of_a_register_may_say_why_there_was_none() {
    let (_workspace, reports) = reported(
        "Pair ID,Mentor,Mentee,Start,Session 1,Session 2,Session 3,Session 4\n\
         P1,Ann Lee,Bo Poe,2026-01-05,2026-01-10,2026-02-10,no show,\n\
         P2,Cid Roe,Di Foe,2026-01-05,2026-01-20,2026-02-11,2026-03-01,cancelled\n",
    );
    let held = ["P1", "P2"].map(|pair| reports.pair(pair)["sessions_held"].clone());
    assert_eq!(held, ["2", "3"]);
    let ledger = reports.table("internal/ledger.csv");
    let undated: Vec<&str> = ledger.column("value");
    assert!(undated.contains(&"no show") && undated.contains(&"cancelled"));
}
