//! Which table a file is, where what stands in it decides against what some header alone would say.
//! All data is invented.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "pair_id,mentor,mentee,started_on\nA,Ann Lee,Bo Chen,2026-01-05\n\
                     B,Cy Day,Di Fox,2026-01-05\n";

/// The report of files beside a register of two pairs.
fn reported(files: &[(&str, &str)]) -> Reports {
    let mut all = vec![("pairs.csv", PAIRS)];
    all.extend(files);
    Workspace::new(&all).reported(&["--as-of", "2026-06-30"])
}

/// Figures of a pair.
fn figures<const N: usize>(reports: &Reports, pair: &str, columns: [&str; N]) -> [String; N] {
    let pair = reports.pair(pair);
    columns.map(|column| pair[column].clone())
}

/// A column of the goals.
fn goals(reports: &Reports, column: &str) -> Vec<String> {
    let table = reports.table("internal/goals.csv");
    let cells = table.column(column);
    cells.into_iter().map(ToString::to_string).collect()
}

#[test]
fn meetings_that_name_the_mentee_only_may_have_issues() {
    let log = "Mentee,Date,Status,Minutes,Stage,Issues,Learnings,Actions,Next meeting\n\
               Bo Chen,2026-02-05,Held,60,Orientation,No time,Listen,Call,2026-03-05\n\
               Bo Chen,2026-03-05,Missed by mentee,,,,,,\nDi Fox,2026-02-06,Held,30,,Travel,Plan,,\n";
    let reports = reported(&[("Sessions.csv", log)]);
    let columns = ["sessions_held", "attendance_den", "hours_held"];
    assert_eq!(figures(&reports, "A", columns), ["1", "2", "1"]);
    assert_eq!(figures(&reports, "B", columns), ["1", "1", "0.5"]);
    let alone = Workspace::new(&[("Sessions.csv", log)]);
    let ended = alone.report(&[]);
    ended.says(1, &["lacks a column that names the pair"]);
}

#[test]
fn each_side_of_a_form_has_its_own_day() {
    let forms = "Pair ID,Mentee: date completed,Mentee: goals achieved?,Mentee: any new goals?,\
                 Mentor: date completed,Mentor: goals achieved?,Mentor: any new goals?\n\
                 A,2026-06-20,no,no,2026-07-04,yes,yes\nB,,,,2026-06-21,partly,yes\n";
    let workspace = Workspace::new(&[
        (
            "pairs.csv",
            &PAIRS.replace("mentee,started_on", "mentee,started_on,goals")[..],
        ),
        ("Evaluation.csv", forms),
        (
            "goals.csv",
            "pair_id,goal,text,set_on\nA,1,Lead,2026-01-05\nB,1,Speak,2026-01-05\n",
        ),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    // What the mentor answers in July is not known in June.
    let columns = ["goal", "outcome", "respondent"].map(|column| goals(&reports, column));
    assert_eq!(columns[1], ["not_attained", "partly"]);
    assert_eq!(columns[2], ["mentee", "mentor"]);
    let checked = workspace.run(&["check", "in", "--format", "json"]);
    assert!(checked.out.contains("\"repeated\": 0"), "{}", checked.out);
    let declared = ["A", "B"].map(|pair| reports.pair(pair)["new_goal_declared"].clone());
    assert_eq!(declared, ["false", "true"]);
}

#[test]
fn numbers_of_goals_are_one_answer_and_no_meetings() {
    for headers in [
        "Number of goals set,Number of goals achieved",
        "Goals set,Goals achieved",
    ] {
        let forms = format!(
            "pair_id,date,respondent,phase,{headers}\nA,2026-05-01,mentee,end,3,2\n\
             B,2026-05-01,mentee,end,2,0\n"
        );
        let reports = reported(&[("evaluations.csv", &forms)]);
        let columns = ["goals_attained_num", "goals_attained_den", "sessions_held"];
        assert_eq!(figures(&reports, "A", columns), ["2", "3", ""], "{headers}");
        assert_eq!(figures(&reports, "B", columns), ["0", "2", ""], "{headers}");
    }
}

#[test]
fn rows_with_a_phase_and_a_respondent_are_no_meetings() {
    let answers = "Pair ID,Date,Respondent,Phase,Question,Answer\n\
                   A,2026-05-01,mentee,end,Was it good?,Yes\nB,2026-05-01,mentor,mid,Was it?,No\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("answers.csv", answers)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(0, &["the file is not recognised as any table"]);
}

#[test]
fn goals_in_columns_of_a_list_of_goals_are_no_forms() {
    let achieved = ["attained", "not_attained", "in_progress"];
    for (headers, expected) in [
        ("Goal,Status,Due date,Goal,Status,Due date", achieved),
        ("Goal,Status,Due date,Goal2,Status2,Due date2", achieved),
        (
            "Goal 1,Goal 1 status,Goal 1 due date,Goal 2,Goal 2 status,Goal 2 due date",
            achieved,
        ),
        (
            "Goal 1,Goal 1 met?,Date goal 1 met,Goal 2,Goal 2 met?,Date goal 2 met",
            achieved,
        ),
    ] {
        let list = format!(
            "Pair ID,{headers}\nA,Lead,Achieved,2026-05-01,Speak,Not achieved,\n\
             B,Plan,In progress,,,,\n"
        );
        let reports = reported(&[("goals.csv", &list)]);
        assert_eq!(goals(&reports, "outcome"), expected, "{headers}");
        assert_eq!(
            goals(&reports, "outcome_source"),
            ["register"; 3],
            "{headers}"
        );
        assert_eq!(
            goals(&reports, "text"),
            ["Lead", "Speak", "Plan"],
            "{headers}"
        );
    }
}

#[test]
fn two_moments_of_one_day_are_a_meeting_and_no_pair() {
    let log = "Pair ID,Start,End,Status\nA,2026-02-01 11:30,2026-02-01 13:00,Held\n\
               A,2026-03-01 09:00,2026-03-01 10:30,Held\nB,2026-02-01 14:00,2026-02-01 15:30,No-show\n";
    let reports = reported(&[("sessions.csv", log)]);
    let columns = ["sessions_held", "hours_held", "ended_on"];
    assert_eq!(figures(&reports, "A", columns), ["2", "3", ""]);
    assert_eq!(figures(&reports, "B", columns), ["0", "", ""]);
}

#[test]
fn a_file_of_pauses_begins_and_ends_no_pair() {
    for (name, text) in [
        (
            "pauses.csv",
            "Pair ID,From,To,Reason\nB,2026-03-01,2026-04-01,Exams\n",
        ),
        (
            "b.csv",
            "Pair ID,Leave from,Leave until,Type\nB,2026-03-01,2026-04-01,Parental leave\n",
        ),
    ] {
        let reports = reported(&[(name, text)]);
        let columns = ["started_on", "ended_on", "active_days"];
        assert_eq!(
            figures(&reports, "A", columns),
            ["2026-01-05", "", "176"],
            "{name}"
        );
        assert_eq!(
            figures(&reports, "B", columns),
            ["2026-01-05", "", "145"],
            "{name}"
        );
    }
}

#[test]
fn the_day_of_the_status_of_a_goal_is_that_of_its_attainment() {
    let list = "Pair ID,Goal no.,Goal,Date set,Status,Status date\n\
                A,1,Lead,2026-01-06,Achieved,2026-03-01\nB,1,Ask,2026-01-06,In progress,2026-04-01\n";
    let reports = reported(&[("goals.csv", list)]);
    assert_eq!(goals(&reports, "attained_on"), ["2026-03-01", ""]);
    assert_eq!(goals(&reports, "outcome"), ["attained", "in_progress"]);
}

#[test]
fn a_missed_meeting_has_the_day_on_which_it_was_planned() {
    let log = "Pair ID,Planned date,Actual date,Status,Minutes\nA,2026-02-01,2026-02-03,Held,60\n\
               A,2026-03-01,,Missed,\nB,2026-02-05,2026-02-05,Held,30\n";
    let reports = reported(&[("sessions.csv", log)]);
    let columns = ["sessions_held", "attendance_den", "to_first_meeting_days"];
    assert_eq!(figures(&reports, "A", columns), ["1", "2", "29"]);
    assert_eq!(figures(&reports, "B", columns), ["1", "1", "31"]);
}

#[test]
fn phases_under_a_header_of_cohorts_are_phases() {
    let forms = "Pair ID,Date,Survey round,Goal 1,Goals achieved?\nA,2026-01-10,start,Lead,no\n\
                 A,2026-05-10,end,Lead,yes\nB,2026-01-12,start,Ask,no\nB,2026-04-10,mid-point,Ask,partly\n";
    let reports = reported(&[("evaluations.csv", forms)]);
    let cohorts = figures(&reports, "A", ["cohort"]);
    assert_eq!(cohorts, ["2026 H1"]);
    assert_eq!(goals(&reports, "outcome"), ["attained", "unknown"]);
}

#[test]
fn ids_that_begin_at_one_at_each_site_are_not_versions_of_one_pair() {
    let workspace = Workspace::empty();
    for (site, people) in [
        ("Leeds", ["A B", "C D", "E F"]),
        ("York", ["G H", "I J", "K L"]),
    ] {
        let folder = workspace.inputs().join(site);
        std::fs::create_dir(&folder).unwrap();
        let [mentor, one, other] = people;
        let register = format!(
            "Pair ID,Mentor,Mentee,Start date\n1,{mentor},{one},2026-01-05\n\
             2,{mentor},{other},2026-01-06\n"
        );
        std::fs::write(folder.join("pairs.csv"), register).unwrap();
    }
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(
        0,
        &["2 ids of pairs stand for other people than in in/Leeds/pairs.csv"],
    );
    assert!(!ended.err.contains("G H"), "{}", ended.err);
}

#[test]
fn progress_in_a_list_of_goals_is_not_lost_without_a_word() {
    let list = "Pair ID,Goal,Update date,Progress (%),Comment\nA,Lead,2026-02-01,20,\n\
                A,Lead,2026-04-01,100,done\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("goal updates.csv", list)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(0, &["nothing is read from `Progress (%)`"]);
}

#[test]
fn levels_are_read_in_one_coding_or_not_at_all() {
    let list = |levels: [&str; 2]| {
        format!(
            "pair_id,goal,text,set_on,status,level\nA,1,Lead,2026-01-05,in progress,{}\n\
             B,1,Ask,2026-01-05,in progress,{}\n",
            levels[0], levels[1]
        )
    };
    let reports = reported(&[("goals.csv", &list(["Much less than expected", "\u{2013}2"]))]);
    assert_eq!(goals(&reports, "level"), ["-2", "-2"]);
    // Where some are below 0, the one beyond is a slip and no other coding.
    let reports = reported(&[("goals.csv", &list(["\u{2013}1", "3"]))]);
    assert_eq!(goals(&reports, "level"), ["-1", ""]);
    let coded = list(["1", "5"]);
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("goals.csv", &coded)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(0, &["no level of a goal is read", "such as “5”"]);
    let reports = Reports::in_folder(&workspace.outputs());
    assert_eq!(goals(&reports, "level"), ["", ""]);
    let config = "[[source]]\nfile = \"goals.csv\"\n[source.values]\n\
                  level = { \"1\" = \"-2\", \"5\" = \"2\" }\n";
    std::fs::write(workspace.inputs().join("mentorstat.toml"), config).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30", "--force"]);
    assert_eq!(goals(&reports, "level"), ["-2", "2"]);
}

#[test]
fn points_that_nobody_has_explained_are_said_before_the_figures() {
    let forms = "pair_id,date,respondent,phase,To what extent did you achieve your goals? (1-5)\n\
                 A,2026-05-01,mentee,end,5\nB,2026-05-01,mentee,end,3\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("evaluations.csv", forms)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(
        0,
        &["bare numbers could be points of a scale or codes and are not read"],
    );
}

#[test]
fn meetings_may_repeat_the_days_of_their_pair() {
    for headers in [
        "Pair ID,Mentor,Mentee,Start date,End date,Date,Status",
        "Pair ID,Mentor,Mentee,Match start date,Match end date,Date,Status",
    ] {
        let log = format!(
            "{headers}\nX,Ann Lee,Bo Poe,2026-01-07,,2026-02-01,Held\n\
             X,Ann Lee,Bo Poe,2026-01-07,,2026-05-01,No-show\n\
             Y,Cid Roe,Di Foe,2026-01-08,2026-06-10,2026-05-01,Held\n\
             Y,Cid Roe,Di Foe,2026-01-08,2026-06-10,2026-06-01,Held\n"
        );
        let workspace = Workspace::new(&[("sessions.csv", &log)]);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        let columns = ["started_on", "ended_on", "sessions_held"];
        let expected = ["2026-01-07", "", "1"];
        assert_eq!(figures(&reports, "X", columns), expected, "{headers}");
        let expected = ["2026-01-08", "2026-06-10", "2"];
        assert_eq!(figures(&reports, "Y", columns), expected, "{headers}");
    }
}

#[test]
fn a_log_whose_day_is_not_understood_is_no_register() {
    for header in ["Completed Date", "Start time"] {
        let mut log = format!("Pair ID,Status,{header},Duration\n");
        for (pair, date) in [
            ("A", "2026-02-05"),
            ("B", "2026-02-06"),
            ("A", "2026-03-05"),
        ] {
            log += &format!("{pair},Held,{date},60\n");
        }
        let alone = Workspace::new(&[("sessions.csv", &log)]);
        let asked = format!("# date = \"{header}\"");
        alone.report(&[]).says(1, &[&asked]);
        // Beside a register it is asked about, too, and nothing of it becomes an attribute.
        let beside = Workspace::new(&[("pairs.csv", PAIRS), ("sessions.csv", &log)]);
        let unread = "sessions.csv: the file is not recognised as any table";
        beside.report(&["--as-of", "2026-06-30"]).says(0, &[unread]);
        let settings = format!(
            "[[source]]\nfile = \"sessions.csv\"\ntable = \"sessions\"\n[source.columns]\ndate = \"{header}\"\n"
        );
        let said = Workspace::new(&[
            ("pairs.csv", PAIRS),
            ("sessions.csv", &log),
            ("mentorstat.toml", &settings),
        ]);
        let reports = said.reported(&["--as-of", "2026-06-30"]);
        let columns = ["sessions_held", "hours_held"];
        assert_eq!(figures(&reports, "A", columns), ["2", "2"], "{header}");
    }
}

#[test]
fn plain_logs_of_meetings_are_read_whatever_else_they_tell() {
    for (name, headers, cells) in [
        ("export.csv", "Meeting date,Goal,Attended", "Plan,Yes"),
        ("export.csv", "Meeting date,Goal,Progress", "Plan,50%"),
        ("export.csv", "Session date,Task,Status", "Read,Completed"),
        ("match activity.csv", "Date,Attended", "Yes"),
        ("taskforce-mentoring.csv", "Date,Attended", "Yes"),
        ("sessions.csv", "Date,Overall status,Status", "ok,Held"),
    ] {
        let log = format!("Pair ID,{headers}\nA,2026-02-05,{cells}\nB,2026-02-06,{cells}\n");
        let reports = reported(&[(name, &log)]);
        let held = figures(&reports, "A", ["sessions_held"]);
        assert_eq!(held, ["1"], "{name}: {headers}");
    }
}

#[test]
fn one_goal_of_each_pair_is_no_register() {
    let list = "pair_id,goal,status,Closure date,Closure reason\nA,Plan,Attained,2026-03-11,done\n\
                B,Read,Open,,\n";
    let reports = reported(&[("goals.csv", list)]);
    assert_eq!(goals(&reports, "outcome"), ["attained", "in_progress"]);
    assert_eq!(figures(&reports, "A", ["ended_on"]), [""]);
}

#[test]
fn words_of_meetings_for_goals_are_said() {
    let list = "pair_id,goal,set_on,due_on,Status\nA,Plan,2026-01-10,2026-03-01,No-show\n\
                B,Read,2026-01-10,2026-03-01,Held\n";
    let reports = reported(&[("goals.csv", list)]);
    let ledger = reports.table("internal/ledger.csv").0;
    let said = |word: &str| ledger.iter().any(|row| row["value"] == word);
    assert!(said("No-show") && said("Held"), "{ledger:?}");
}

#[test]
fn words_before_a_header_make_it_another_one() {
    let register = "Pair ID,First mentor,Mentor,Mentee,Match date,First session date,Status\n\
                    C,Old Hand,Eve Hill,Gil Ives,2026-01-05,2026-02-01,Active\n";
    let reports = Workspace::new(&[("pairs.csv", register)]).reported(&["--as-of", "2026-06-30"]);
    assert_eq!(figures(&reports, "C", ["mentor"]), ["Eve Hill"]);
}

#[test]
fn the_day_of_a_form_is_that_of_who_fills_it_in() {
    for (headers, first) in [
        ("Completed on,Entry date", true),
        ("Submitted,Entry date", true),
        ("Entry date,Submitted on", false),
        ("Submitted on,Date received", true),
    ] {
        let [one, other] = if first {
            ["06-20", "07-04"]
        } else {
            ["07-04", "06-20"]
        };
        let forms = format!(
            "Pair ID,Respondent,{headers},Goals achieved\nA,Mentee,2026-{one},2026-{other},yes\n\
             B,Mentee,2026-{one},2026-{other},no\n"
        );
        let goals_of_a = "pair_id,goal,text,set_on\nA,1,Lead,2026-01-05\nB,1,Speak,2026-01-05\n";
        let reports = reported(&[("Evaluation.csv", &forms), ("goals.csv", goals_of_a)]);
        assert_eq!(
            goals(&reports, "outcome"),
            ["attained", "not_attained"],
            "{headers}"
        );
    }
}

#[test]
fn meetings_from_one_moment_to_another_have_a_length() {
    for headers in ["Start Date/Time,End Date/Time", "Started on,Ended on"] {
        let log = format!(
            "Pair ID,{headers},Status\nA,2026-02-05 10:00,2026-02-05 11:30,Held\n\
             A,2026-03-05 10:00,2026-03-05 11:30,Held\nB,2026-02-06 10:00,2026-02-06 11:00,Held\n"
        );
        let reports = reported(&[("sessions.csv", &log)]);
        let columns = ["sessions_held", "hours_held"];
        assert_eq!(figures(&reports, "A", columns), ["2", "3"], "{headers}");
    }
}

#[test]
fn one_cell_says_from_when_until_when_a_meeting_lasted() {
    for (headers, one, other) in [
        (
            "Date,Time",
            "2026-02-05,14:00-15:15",
            "2026-03-05,09:30 – 10:15",
        ),
        ("Date", "2026-02-05 14:00-15:15", "2026-03-05 09:30–10:15"),
        (
            "Date",
            "\"February 5, 2026 2:00 PM (GMT+1) → 3:15 PM\"",
            "\"March 5, 2026 9:30 AM (GMT+1) → 10:15 AM\"",
        ),
        (
            "Date,Time slot",
            "2026-02-05,2:00 pm - 3:15 pm",
            "2026-03-05,9:30 am - 10:15 am",
        ),
    ] {
        let log = format!("Pair ID,{headers},Status\nA,{one},Held\nA,{other},Held\n");
        let reports = reported(&[("sessions.csv", &log)]);
        let columns = ["sessions_held", "hours_held"];
        assert_eq!(
            figures(&reports, "A", columns),
            ["2", "2"],
            "{headers}: {one}"
        );
    }
}

#[test]
fn what_lasts_from_one_day_to_another_is_a_pair() {
    let register = "Pair ID,Mentor,Mentee,Started at,Ended at\n\
                    P1,Ana Roe,Bea Lund,2025-09-30 08:00,2026-01-29 10:00\n\
                    P2,Cid Poe,Dov Hart,2025-10-02 08:00,\nP3,Eva Moor,Fay Nash,2025-10-05 08:00,\n";
    let log = "Pair ID,Date,Minutes\nP1,2025-10-10,60\nP2,2025-10-12,60\nP3,2025-10-14,60\n";
    let workspace = Workspace::new(&[("pairs.csv", register), ("log.csv", log)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let columns = ["started_on", "ended_on", "sessions_held", "hours_held"];
    let read = ["2025-09-30", "2026-01-29", "1", "1"];
    assert_eq!(figures(&reports, "P1", columns), read);
}

#[test]
fn days_with_times_that_a_register_has_no_column_for_are_asked_about() {
    let register = "Pair ID,Mentor,Mentee,Match date,Parted\n\
                    P1,Ana Roe,Bea Lund,2025-09-30 08:00,2026-01-29 10:00\n\
                    P2,Cid Poe,Dov Hart,2025-10-02 08:00,\nP3,Eva Moor,Fay Nash,2025-10-05 08:00,\n";
    let workspace = Workspace::new(&[("pairs.csv", register)]);
    let checked = workspace.run(&["check", "in"]);
    let asked = "is `Parted` (“2026-01-29 10:00”) closed_on";
    assert!(checked.out.contains(asked), "{}", checked.out);
}
