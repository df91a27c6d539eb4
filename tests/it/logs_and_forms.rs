//! Logs of meetings, forms, registers and lists of people, where one header or the name of a folder
//! could make one of another. All data is invented.

use crate::support::{Reports, Workspace};
use std::fs;

const REGISTER: &str = "Pair ID,Mentor,Mentee,Match date\n001,Ann Lee,Bo Ray,2025-12-01\n\
                        002,Cy Fox,Di Orr,2025-12-01\n";
const LOG: &str = "Pair ID,Date,Minutes\n001,2026-01-10,60\n001,2026-02-10,60\n002,2026-01-11,45\n";
const ARGS: [&str; 3] = ["--as-of", "2026-03-31", "--force"];

fn reported(files: &[(&str, &str)]) -> Reports {
    Workspace::new(files).reported(&ARGS)
}

/// Meetings that were held, their hours, and the last day of a pair.
fn held(reports: &Reports, pair: &str) -> [String; 3] {
    let pair = reports.pair(pair);
    ["sessions_held", "hours_held", "ended_on"].map(|column| pair[column].clone())
}

#[test]
fn beginnings_and_ends_of_meetings_are_no_days_of_pairs() {
    let past_midnight = "Pair ID,Start,End,Minutes,Status\n\
        001,2026-01-14T17:00:00Z,2026-01-14T18:15:00Z,75,Completed\n\
        002,2026-02-04T22:30:00Z,2026-02-04T23:30:00Z,60,Completed\n\
        001,2026-02-14T17:00:00Z,2026-02-14T18:00:00Z,60,No show\n\
        002,2026-03-04T23:30:00Z,2026-03-05T00:30:00Z,60,Completed\n\
        001,2026-03-14T17:00:00Z,2026-03-14T18:00:00Z,60,Completed\n";
    let mistyped = past_midnight.replace("2026-03-05T00:30", "2026-04-04T23:59");
    let start_only = "Pair ID,Start,Minutes\n001,2026-01-14T17:00:00Z,75\n\
        001,2026-02-14T17:00:00Z,60\n002,2026-02-04T22:30:00Z,120\n";
    for log in [past_midnight, &mistyped, start_only] {
        let reports = reported(&[("pairs.csv", REGISTER), ("sessions.csv", log)]);
        assert_eq!(held(&reports, "001"), ["2", "2.25", ""], "{log}");
        assert_eq!(held(&reports, "002")[1..], ["2", ""], "{log}");
    }
}

#[test]
fn moments_at_which_pairs_began_and_ended_stay_their_days() {
    let register = "Pair ID,Mentor,Mentee,Start,End,Minutes\n\
        001,Ann Lee,Bo Ray,2025-09-01 10:12,2025-12-20 15:00,60\n\
        001,Ann Lee,Bo Ray,2026-01-05 09:30,,60\n002,Cy Fox,Di Orr,2025-12-01 11:00,,60\n";
    let reports = reported(&[("pairs.csv", register), ("log.csv", LOG)]);
    assert_eq!(reports.pair("002")["started_on"], "2025-12-01");
    assert_eq!(held(&reports, "002"), ["1", "0.75", ""]);
}

#[test]
fn a_log_of_meetings_that_asks_what_forms_ask_is_none_of_forms() {
    let asked = "Pair ID,Date,Minutes,Topics,Goals met?,What got in the way?\n\
        001,2026-01-13,60,CV,Partly,Bus late\n001,2026-01-27,60,Interview,Yes,\n\
        002,2026-02-13,45,Maths,No,Ill\n";
    for name in ["session log.csv", "2026.csv"] {
        let reports = reported(&[("pairs.csv", REGISTER), (name, asked)]);
        assert_eq!(held(&reports, "001"), ["2", "2", ""], "{name}");
        assert_eq!(held(&reports, "002"), ["1", "0.75", ""], "{name}");
    }
    let workspace = Workspace::new(&[("pairs.csv", REGISTER), ("session log.csv", asked)]);
    let said = workspace.run(&["check", "in"]).out;
    assert!(said.contains("so `Goals met?` is not read"), "{said}");
    for header in [
        "Benefits",
        "Goals achieved",
        "Targets",
        "Why not",
        "What got in the way?",
    ] {
        let log = format!(
            "Mentor,Mentee,Date,Minutes,{header}\nAnn Lee,Bo Ray,2026-01-13,60,CV\n\
             Cy Fox,Di Orr,2026-02-13,45,Maths\n"
        );
        let reports = reported(&[("pairs.csv", REGISTER), ("sessions log.csv", &log)]);
        assert_eq!(held(&reports, "001")[0], "1", "{header}");
    }
}

#[test]
fn forms_that_ask_for_a_length_stay_forms() {
    let forms = "Pair ID,Date,Role,Phase,Minutes,Goals met?,What got in the way?\n\
        001,2026-03-13,Mentee,End,60,Yes,\n001,2026-03-14,Mentor,End,60,Yes,\n";
    let files = [
        ("pairs.csv", REGISTER),
        ("log.csv", LOG),
        ("Final evaluation.csv", forms),
    ];
    let reports = reported(&files);
    assert_eq!(held(&reports, "001")[0], "2");
    let goals = reports.table("internal/goals.csv");
    assert_eq!(goals.one(&[("pair_id", "001")])["outcome"], "attained");
}

#[test]
fn surveys_that_ask_what_a_record_of_a_meeting_has_are_asked_about() {
    for (name, header, row) in [
        (
            "End of year survey (Responses) - Form Responses 1.csv",
            "Timestamp,Mentor,Mentee,What did you learn this year?,Would you recommend mentoring?",
            "3/14/2026 10:00:00,Ann Lee,Bo Ray,Lots,Yes",
        ),
        (
            "Mentee feedback.csv",
            "Timestamp,Mentor,Mentee,What challenges did you face?,Overall rating",
            "3/14/2026 10:00:00,Ann Lee,Bo Ray,Time,4",
        ),
        (
            "Mid-point check in.csv",
            "Timestamp,Mentor,Mentee,What issues did you discuss?,Overall rating",
            "3/14/2026 10:00:00,Ann Lee,Bo Ray,Time,4",
        ),
    ] {
        let text = format!("{header}\n{row}\n");
        let workspace = Workspace::new(&[
            ("pairs.csv", REGISTER),
            ("sessions.csv", LOG),
            (name, &text),
        ]);
        let why = [
            "are its rows forms, or meetings that were held?",
            "which forms ask as well",
            "its name is that of forms",
        ];
        workspace.report(&[]).says(1, &why);
        workspace.assert_nothing_written();
    }
}

#[test]
fn records_of_meetings_are_not_asked_about() {
    for (name, log) in [
        (
            "Mentor reports.csv",
            "Date,Pair ID,Issues,Actions\n2026-01-10,001,Time,Call\n",
        ),
        (
            "Meeting feedback.csv",
            "Date,Pair ID,What did you learn?\n2026-01-10,001,Lots\n",
        ),
        (
            "Feedback.csv",
            "Meeting date,Pair ID,What did you learn?\n2026-01-10,001,Lots\n",
        ),
        (
            "Survey.csv",
            "Date,Pair ID,Issues,Solutions,Actions,Next meeting\n\
             2026-01-10,001,Time,Plan,Call,2026-02-10\n",
        ),
    ] {
        let reports = reported(&[("pairs.csv", REGISTER), (name, log)]);
        assert_eq!(held(&reports, "001")[0], "1", "{name}");
    }
}

#[test]
fn supervision_and_incidents_are_asked_about_and_case_notes_are_contacts() {
    for (name, text, why) in [
        (
            "Supervision log.csv",
            "Date,Mentor,Mentee,Supervisor,Issues discussed,Actions\n\
             2026-03-24,Ann Lee,Bo Ray,Pat,Time,Call\n",
            "It may be a list of trainings or supervision: so it is called",
        ),
        (
            "Incidents.csv",
            "Date,Pair ID,Issue,Action taken\n2026-03-26,001,Late,called\n",
            "of incidents: so it is called",
        ),
    ] {
        let files = [("pairs.csv", REGISTER), ("sessions.csv", LOG), (name, text)];
        let workspace = Workspace::new(&files);
        workspace.report(&[]).says(1, &[why]);
        workspace.assert_nothing_written();
    }
    let notes = "Pair ID,Date,Type,Notes\n001,2026-03-14,Email from mentor,x\n\
                 002,2026-03-15,Phone call with mentee,y\n001,2026-03-20,Supervision,z\n";
    let reports = reported(&[
        ("pairs.csv", REGISTER),
        ("sessions.csv", LOG),
        ("Case notes.csv", notes),
    ]);
    assert_eq!(held(&reports, "001")[0], "2");
    assert_eq!(held(&reports, "002")[0], "1");
}

#[test]
fn what_a_folder_is_called_says_nothing_of_its_files() {
    let january = "Pair ID,Date,Notes\n001,2026-01-10,x\n002,2026-01-11,y\n";
    for folder in ["Programme_follow-up", "Evaluation 2026", "Mentor feedback"] {
        let workspace = Workspace::empty();
        let inside = workspace.inputs().join(folder);
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("pairs.csv"), REGISTER).unwrap();
        fs::write(inside.join("January.csv"), january).unwrap();
        let reports = workspace.reported(&ARGS);
        assert_eq!(held(&reports, "001")[0], "1", "{folder}");
    }
}

#[test]
fn questions_that_do_not_ask_whether_goals_were_achieved_are_not_read_as_such() {
    for question in [
        "Were any of your goals not met?",
        "Were there any goals you did not achieve?",
        "Did you fail to achieve any of your goals?",
        "Did your mentor help you to achieve your goals?",
        "Has mentoring helped you achieve your goals?",
        "Have you set any goals to achieve?",
        "Did you discuss goal achievement?",
        "Goal 1 set?",
    ] {
        let forms = format!(
            "Pair ID,Date,Role,Phase,{question},Benefits\n001,2026-03-14,Mentee,End,Yes,Skills\n\
             002,2026-03-15,Mentee,End,No,Skills\n"
        );
        let reports = reported(&[
            ("pairs.csv", REGISTER),
            ("sessions.csv", LOG),
            ("Final evaluation.csv", &forms),
        ]);
        let outcomes = reports.texts();
        let goals = outcomes
            .iter()
            .find(|(name, _)| name.ends_with("goals.csv"));
        let text = goals.map_or("", |(_, text)| text.as_str());
        assert!(!text.contains("attained,"), "{question}: {text}");
    }
}

#[test]
fn a_register_states_how_many_meetings_there_were_and_which_was_the_last() {
    let register = "Mentor,Mentee,Start,No. of sessions to date,Date of most recent session,Next session\n\
        Ann Lee,Bo Ray,01/12/2025,7,20/03/2026,10/07/2026\n\
        Cy Fox,Di Orr,15/12/2025,8,13/02/2026,\n";
    let reports = reported(&[("Pairs.csv", register)]);
    let pair = reports.pair("Ann Lee – Bo Ray");
    let stated = ["started_on", "sessions_held", "days_since_contact"];
    assert_eq!(
        stated.map(|column| &pair[column]),
        ["2025-12-01", "7", "11"]
    );
}

#[test]
fn a_list_of_people_with_whom_they_are_matched_names_their_pairs() {
    let people = "Name,Role,Email,Matched with,Match date,Status\n\
        Ann Lee,Mentor,a@x.org,Bo Ray,2025-12-01,Active\n\
        Bo Ray,Mentee,b@x.org,Ann Lee,2025-12-01,Active\n";
    let log = "Mentor,Mentee,Date,Minutes\nAnn Lee,Bo Ray,2026-01-10,60\n\
               Ann Lee,Bo Ray,2026-02-10,60\n";
    let reports = reported(&[("participants.csv", people), ("log.csv", log)]);
    assert_eq!(held(&reports, "Ann Lee – Bo Ray"), ["2", "2", ""]);
    assert_eq!(reports.table("internal/pairs.csv").0.len(), 1);
}
