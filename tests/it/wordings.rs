//! Questions, reasons, boxes and days as people word them. All data is invented.

use crate::support::{Reports, Workspace};

const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

const PAIRS: &str = "pair_id,mentor,mentee,started_on\nPR-1,Ann Lee,Bo Ek,2026-01-05\nPR-2,Cy Fox,Di Gale,2026-01-06\nPR-3,Ed Hall,Flo Ives,2026-01-07\n";

fn reported(file: (&str, &str)) -> Reports {
    Workspace::new(&[("pairs.csv", PAIRS), file]).reported(&AS_OF)
}

/// The outcomes of the goals of all pairs, in their order.
fn outcomes(reports: &Reports) -> Vec<String> {
    let goals = reports.table("internal/goals.csv");
    let outcomes = goals.column("outcome").into_iter();
    outcomes.map(str::to_owned).collect()
}

#[test]
fn reasons_behind_a_no_say_what_became_of_a_meeting() {
    for header in [
        "Reason",
        "\"If no, why not?\"",
        "\"If not, who cancelled?\"",
    ] {
        let log = format!(
            "Pair,Date,Did the session take place?,{header}\nPR-1,2026-02-03,Yes,\n\
             PR-1,2026-02-10,No,Mentee did not turn up\nPR-1,2026-02-17,No,Mentor cancelled\n\
             PR-1,2026-02-24,No,Snow\n"
        );
        let pair = reported(("sessions.csv", &log)).pair("PR-1");
        // The one that was cancelled was nobody's to attend.
        let expected = if header.contains("cancelled") {
            "2"
        } else {
            "3"
        };
        assert_eq!(pair["sessions_held"], "1", "{header}");
        assert_eq!(pair["attendance_den"], expected, "{header}");
    }
    // A reason that also stands beside meetings that were held is that of the meeting.
    let log = "Pair,Date,Did the session take place?,Reason\nPR-1,2026-02-03,Yes,Career\n\
               PR-1,2026-02-10,No,Cancelled by mentor\n";
    let pair = reported(("sessions.csv", log)).pair("PR-1");
    assert_eq!(
        (&*pair["sessions_held"], &*pair["attendance_den"]),
        ("1", "2")
    );
}

#[test]
fn questions_are_found_behind_what_leads_to_them() {
    for (goals, new) in [
        (
            "\"Overall, did you achieve your goals?\"",
            "Did any additional goals emerge?",
        ),
        (
            "Thinking about the goals you agreed at the start: were they achieved?",
            "New goals were identified",
        ),
        (
            "Do you feel you achieved your goals?",
            "New objectives identified?",
        ),
        (
            "I achieved my goals",
            "Did further goals arise from the mentoring?",
        ),
    ] {
        let form = format!(
            "Pair ID (from your invitation e-mail),Date,First who are you?,{goals},{new}\n\
             PR-1,2026-06-01,I'm a mentee,Yes,Yes\nPR-1,2026-06-02,I'm a mentor,No,No\n\
             PR-2,2026-06-01,I'm a mentee,Partly,No\nPR-3,2026-06-01,I'm a mentee,No,No\n"
        );
        let reports = reported(("End survey.csv", &form));
        let declared = |id: &str| reports.pair(id)["new_goal_declared"].clone();
        assert_eq!(
            outcomes(&reports),
            ["attained", "partly", "not_attained"],
            "{goals}"
        );
        assert_eq!(
            [declared("PR-1"), declared("PR-2")],
            ["true", "false"],
            "{new}"
        );
    }
}

#[test]
fn answers_of_forms_under_unknown_headers_are_asked_about() {
    let form = "pair_id,date,respondent,Goals: the end of the story,Something new in the goals,\
                Collaboration in sight,Filled\nPR-1,,mentee,yes,no,no,2026-06-01\n\
                PR-2,,mentee,no,yes,yes,2026-06-02\n";
    let form = form.replace(",date,", ",").replace(",,", ",");
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("end survey.csv", &form)]);
    let checked = workspace.run(&["check", "in"]);
    for asked in [
        "goals_achieved = \"Goals: the end of the story\"",
        "new_goals = \"Something new in the goals\"",
        "partnership = \"Collaboration in sight\"",
        "date = \"Filled\"",
    ] {
        assert!(checked.out.contains(asked), "{asked}\n{}", checked.out);
    }
}

#[test]
fn ids_of_pairs_that_stand_twice_are_found() {
    let form = "External Data Reference,RecordedDate,Respondent,Key,Were the goals achieved?\n\
                PR-1,2026-06-01,mentee,PR-1,yes\nPR-2,2026-06-01,mentee,PR-2,no\n\
                PR-3,2026-06-01,mentee,PR-3,partly\n";
    let reports = reported(("end survey.csv", form));
    assert_eq!(outcomes(&reports), ["attained", "not_attained", "partly"]);
}

#[test]
fn an_empty_box_says_nothing_of_a_goal_and_a_fuller_column_does() {
    let goals = "Goal,Pair,Done,Stage\nWrite a plan,PR-1,checked,Done\nDelegate,PR-1,,Doing\n\
                 Present,PR-2,,Dropped\nSpeak,PR-3,,Not reached\n";
    let reports = reported(("goals.csv", goals));
    assert_eq!(
        outcomes(&reports),
        ["in_progress", "attained", "dropped", "not_attained"]
    );
    let boxes = "Goal,Pair,Done\nWrite a plan,PR-1,checked\nDelegate,PR-1,\nPresent,PR-2,\n";
    let reports = reported(("goals.csv", boxes));
    assert_eq!(outcomes(&reports), ["unknown", "attained", "unknown"]);
}

#[test]
fn a_weekday_that_is_a_month_elsewhere_is_a_weekday_before_a_whole_date() {
    let log = "pair_id,date\nPR-1,mar. 3 février 2026\nPR-1,mer. 11 février 2026\n\
               PR-1,mar 17/02/2026\nPR-1,\"Mar 3, 2026\"\n";
    let pair = reported(("sessions.csv", log)).pair("PR-1");
    assert_eq!(pair["sessions_held"], "4");
    assert_eq!(pair["days_since_contact"], "119");
}

#[test]
fn the_fullest_of_several_columns_of_ids_names_the_pairs() {
    let log = "Old ref,Number,Date,Minutes\nPR-1,PR-1,2026-02-03,60\n,PR-1,2026-02-10,60\n\
               PR-2,PR-2,2026-02-04,60\n,PR-2,2026-02-11,60\nPR-3,PR-3,2026-02-05,60\n";
    let reports = reported(("sessions.csv", log));
    let held = ["PR-1", "PR-2", "PR-3"].map(|pair| reports.pair(pair)["sessions_held"].clone());
    assert_eq!(held, ["2", "2", "1"]);
}

#[test]
fn ticked_boxes_of_goals_are_read_however_they_are_exported() {
    for (header, cells, expected) in [
        ("Achieved", ["TRUE", "FALSE"], "not_attained"),
        ("Achieved", ["x", ""], "unknown"),
        ("Done", ["TRUE", "FALSE"], "not_attained"),
        ("Done", ["✓", ""], "unknown"),
    ] {
        let [yes, no] = cells;
        let list = format!("Pair,Goal,{header}\nPR-1,Plan,{yes}\nPR-2,Read,{no}\n");
        let reports = reported(("goals.csv", &list));
        assert_eq!(
            outcomes(&reports),
            ["attained", expected],
            "{header}: {yes}"
        );
    }
}

#[test]
fn what_somebody_has_and_how_two_work_together_is_no_answer_that_is_asked_about() {
    for header in [
        "Do you have goals?",
        "Do you have new aims for your career?",
        "Was the collaboration good?",
        "The cooperation with my mentor was good",
    ] {
        let form = format!(
            "Pair,Respondent,Date,Needs,{header}\nPR-1,Mentee,2026-02-03,Time,Yes\n\
             PR-2,Mentee,2026-02-03,Rest,No\n"
        );
        let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("Baseline.csv", &form)]);
        let ended = workspace.report(&AS_OF);
        ended.says(0, &[]);
        assert!(!ended.err.contains("goals_achieved"), "{}", ended.err);
        assert!(!ended.err.contains("new_goals"), "{}", ended.err);
        assert!(!ended.err.contains("partnership ="), "{}", ended.err);
    }
}

#[test]
fn goals_that_have_names_instead_of_numbers_are_goals() {
    for headers in [
        "Personal goal,Personal goal achieved?,Professional goal,Professional goal achieved?",
        "Goal A,Goal A achieved?,Goal B,Goal B achieved?",
        "Short-term goal,Was your short-term goal achieved?,Long-term goal,Was your long-term goal achieved?",
        "Persönliches Ziel,Persönliches Ziel erreicht?,Berufliches Ziel,Berufliches Ziel erreicht?",
        "Objectif personnel,Objectif personnel atteint ?,Objectif professionnel,Objectif professionnel atteint ?",
    ] {
        let form = format!(
            "Pair,Completed by,Date,{headers}\nPR-1,Mentee,2026-06-10,Swim,Yes,Lead,No\n\
             PR-2,Mentee,2026-06-11,Read,Partly,,\nPR-3,Mentee,2026-06-11,Run,No,Write,Yes\n"
        );
        let reports = reported(("evaluation.csv", &form));
        let goals = reports.table("internal/goals.csv");
        let texts = ["Swim", "Lead", "Read", "Run", "Write"];
        assert_eq!(goals.column("text"), texts, "{headers}");
        let became = [
            "attained",
            "not_attained",
            "partly",
            "not_attained",
            "attained",
        ];
        assert_eq!(outcomes(&reports), became, "{headers}");
    }
}

#[test]
fn whether_something_was_achieved_is_asked_of_the_goals_where_somebody_answers() {
    let form = "Pair,Completed by,Date,Goals,Achieved?\nPR-1,Mentee,2026-06-10,Swim,Yes\n\
                PR-2,Mentor,2026-06-11,Read,No\n";
    let goals = "pair_id,goal,text,set_on\nPR-1,1,Swim,2026-01-10\nPR-2,1,Read,2026-01-10\n";
    let files = [
        ("pairs.csv", PAIRS),
        ("goals.csv", goals),
        ("evaluation.csv", form),
    ];
    let reports = Workspace::new(&files).reported(&AS_OF);
    assert_eq!(outcomes(&reports), ["attained", "not_attained"]);
}
