//! Forms in short words, progress in words and numbers, days of forms and ends of pairs.

use crate::support::Workspace;

const AS_OF: [&str; 3] = ["--as-of", "2026-06-30", "--force"];

#[test]
fn achieved_and_which_ask_what_stands_before_them() {
    let form = "Pair,Completed by,Date,Goals set,Achieved (Y/N),If not why,New goals (Y/N),Which\n\
                A,Mentee,2026-06-10,1. Lead 2. Speak,Y,,Y,Write\nB,Mentee,2026-06-11,Lead,N,Time,N,\n";
    let workspace = Workspace::new(&[("eval.csv", form)]);
    let reports = workspace.reported(&AS_OF);
    let settled = |pair| {
        let pair = reports.pair(pair);
        [
            &pair["goals_attained_settled_num"],
            &pair["goals_attained_settled_den"],
        ]
        .map(Clone::clone)
    };
    assert_eq!(settled("A"), ["1", "1"]);
    assert_eq!(settled("B"), ["0", "1"]);
    let checked = workspace.run(&["check", "in"]);
    for read in [
        "goals_achieved ← Achieved (Y/N)",
        "new_goal_details ← Which",
    ] {
        assert!(checked.out.contains(read), "{}", checked.out);
    }
}

#[test]
fn reasons_of_several_goals_are_reasons_of_the_form() {
    let form = "Pair,Role,Date,Goal 1,Goal 1 achieved,Why not 1,Goal 2,Goal 2 achieved,Why not 2\n\
                A,Mentee,2026-06-10,Lead,Yes,,Speak,No,no time\n";
    let workspace = Workspace::new(&[("eval.csv", form)]);
    let checked = workspace.run(&["check", "in"]);
    let read = "reason_not_achieved ← Why not 1 / Why not 2";
    assert!(checked.out.contains(read), "{}", checked.out);
}

#[test]
fn a_list_of_goals_that_were_achieved_stays_one() {
    let goals = "pair_id,goal,achieved\nA,Lead,yes\nA,Speak,no\n";
    let workspace = Workspace::new(&[("goals.csv", goals)]);
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains("status ← achieved"), "{}", checked.out);
}

#[test]
fn numbers_of_progress_are_read_beside_words() {
    let log = "Pair,Session date,Progress against Goal 1,Progress against Goal 2\n\
               A,2026-01-10,10%,20%\nA,2026-02-10,good,30%\n";
    let workspace = Workspace::new(&[("Session record.csv", log)]);
    let reports = workspace.reported(&AS_OF);
    assert_eq!(reports.pair("A")["goals_set"], "2");
    assert_eq!(reports.pair("A")["goal_progress"], "20");
    assert_eq!(reports.pair("A")["record_completeness_num"], "2");
    let ledger = reports.table("internal/ledger.csv");
    assert_eq!(
        ledger.one(&[("value", "good")])["column"],
        "Progress against Goal 1"
    );
}

#[test]
fn the_day_of_the_latest_form_says_which_form_it_is() {
    let forms = "Pair;Zwischenevaluation am;Endevaluation am;Ziel 1 erreicht;Ziel 2 erreicht\n\
                 A;14.04.2026;13.06.2026;ja;teilweise\nB;15.04.2026;;nein;ja\n";
    let workspace = Workspace::new(&[("status report.csv", forms)]);
    let reports = workspace.reported(&AS_OF);
    let goals = reports.table("internal/goals.csv");
    let outcome = |pair, goal| goals.one(&[("pair_id", pair), ("goal", goal)])["outcome"].clone();
    assert_eq!(
        [outcome("A", "1"), outcome("A", "2")],
        ["attained", "partly"]
    );
    // Half-way only a yes decides.
    assert_eq!(
        [outcome("B", "1"), outcome("B", "2")],
        ["unknown", "attained"]
    );
    assert_eq!(
        goals.one(&[("pair_id", "B"), ("goal", "2")])["attained_on"],
        "2026-04-15"
    );
}

#[test]
fn a_state_says_how_a_pair_ended_where_nothing_else_does() {
    let register = "Mentor,Mentee,Match Date,Match Status,Match End Date\n\
                    Ann Lee,Bo Chen,2026-01-13,Active,\nCy Day,Di Fox,2026-01-20,Ended Early,2026-04-01\n\
                    Ed Gil,Flo Hay,2026-01-20,Completed,2026-05-01\nGus Ink,Hu Jo,2026-01-20,Closed,2026-05-01\n";
    let workspace = Workspace::new(&[("matches.csv", register)]);
    let checked = workspace.run(&["check", "in"]);
    for read in [
        "closure_reason ← Match Status",
        "how pairs ended is read from `Match Status`",
    ] {
        assert!(checked.out.contains(read), "{}", checked.out);
    }
    let reason = register.replace("Match End Date", "Match End Date,Reason");
    let workspace = Workspace::new(&[("matches.csv", reason.as_str())]);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked.out.contains("closure_reason ← Reason"),
        "{}",
        checked.out
    );
}

#[test]
fn answers_of_mentor_and_mentee_in_one_row_are_two_forms() {
    let forms = "Pair,Goal 1,Achieved? (mentor),Achieved? (mentee),Goal 2,Achieved? (mentor),Achieved? (mentee),New goals emerged?,Form date\n\
                 A,Lead,Yes,Partly,Speak,No,No,Yes,2026-06-20\nB,Lead,Yes,,Speak,Yes,,No,2026-06-20\n";
    let workspace = Workspace::new(&[("evaluation summary.csv", forms)]);
    let reports = workspace.reported(&AS_OF);
    let goals = reports.table("internal/goals.csv");
    let outcome = |pair, goal| {
        let goal = goals.one(&[("pair_id", pair), ("goal", goal)]);
        [goal["outcome"].clone(), goal["respondent"].clone()]
    };
    assert_eq!(outcome("A", "1"), ["partly", "mentee"]);
    assert_eq!(outcome("A", "2"), ["not_attained", "mentee"]);
    assert_eq!(outcome("B", "1"), ["attained", "mentor"]);
    assert_eq!(reports.pair("A")["sessions_held"], "");
    assert_eq!(reports.pair("A")["new_goal_declared"], "true");
}

#[test]
fn whether_they_met_is_no_answer_about_goals() {
    let log = "Pair,Date,Met?,New goals (Y/N),Which\nA,2026-01-10,Y,N,\nA,2026-02-10,N,N,\n";
    let workspace = Workspace::new(&[("log.csv", log)]);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        !checked.out.contains("goals_achieved ← Met?"),
        "{}",
        checked.out
    );
}
