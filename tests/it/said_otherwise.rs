//! What sources say in another way than in a column of its own: how pairs ended, and lengths, times,
//! answers, goals that were achieved and ratings as people write them.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "pair_id,mentor,mentee,started_on\n\
                     X1,Ann Lee,Bo Ek,2026-01-01\n\
                     X2,Cy Moss,Di Nash,2026-01-01\n";

/// The reports of files beside a register, as of the end of June 2026, and the folder that they are
/// in.
#[track_caller]
fn reported(files: &[(&str, &str)]) -> (Reports, Workspace) {
    let with_pairs = [("pairs.csv", PAIRS)];
    let given = files.iter().copied();
    let has_pairs = files.iter().any(|(name, _)| *name == "pairs.csv");
    let register = with_pairs.into_iter().filter(|_| !has_pairs);
    let all: Vec<(&str, &str)> = register.chain(given).collect();
    let workspace = Workspace::new(&all);
    (workspace.reported(&["--as-of", "2026-06-30"]), workspace)
}

/// What a measure is for some pairs.
#[track_caller]
fn figures<const N: usize>(reports: &Reports, measure: &str, pairs: [&str; N]) -> [String; N] {
    pairs.map(|pair| reports.pair(pair)[measure].clone())
}

/// A register of three pairs of which two have ended, with a further column.
fn register(header: &str, cells: [&str; 3]) -> String {
    let [going_on, completed, early] = cells;
    format!(
        "Pair ID,Mentor,Mentee,Start date,Closed on,{header}\n\
         X1,Ann Lee,Bo Ek,2026-01-05,,{going_on}\n\
         X2,Cy Moss,Di Nash,2026-01-05,2026-05-01,{completed}\n\
         X3,Ed Orr,Fay Page,2026-01-05,2026-04-01,{early}\n"
    )
}

const THREE_MET: &str =
    "Pair ID,Date,Status\nX1,2026-03-01,Held\nX2,2026-03-01,Held\nX3,2026-03-01,Held\n";

#[test]
fn how_pairs_ended_is_read_from_a_plain_state_or_an_answer() {
    for (header, cells) in [
        (
            "Status",
            ["Active", "Completed successfully", "Terminated early"],
        ),
        (
            "Status",
            ["Active", "Completed", "Closed early - lost contact"],
        ),
        ("Outcome", ["Ongoing", "Completed", "Lost contact"]),
        ("Match status", ["Active", "Completed", "Lost contact"]),
        ("Closed early?", ["", "No", "Yes"]),
        ("Closed early?", ["No", "No", "Yes"]),
        ("Completed as planned?", ["", "Yes", "No"]),
    ] {
        let pairs = register(header, cells);
        let (reports, _workspace) = reported(&[("pairs.csv", &pairs), ("sessions.csv", THREE_MET)]);
        let states = figures(&reports, "state", ["X2", "X3"]);
        assert_eq!(states, ["completed", "closed_early"], "{header} {cells:?}");
        let early = figures(&reports, "closed_early", ["X1", "X2", "X3"]);
        assert_eq!(early, ["", "false", "true"], "{header} {cells:?}");
    }
}

#[test]
fn a_status_of_something_else_does_not_say_how_pairs_ended() {
    let pairs = register("Status", ["Paid", "Paid", "Completed"]);
    let (reports, _workspace) = reported(&[("pairs.csv", &pairs), ("sessions.csv", THREE_MET)]);
    assert_eq!(figures(&reports, "state", ["X3"]), ["ended"]);
}

#[test]
fn the_state_since_a_day_says_how_a_pair_ended_too() {
    let pairs = "Pair ID,Mentor,Mentee,Start date,Status,Status since\n\
                 X1,Ann Lee,Bo Ek,2026-01-05,Active,2026-01-05\n\
                 X2,Cy Moss,Di Nash,2026-01-05,Completed,2026-05-01\n\
                 X3,Ed Orr,Fay Page,2026-01-05,Ended early - time,2026-04-01\n";
    let (reports, _workspace) = reported(&[("pairs.csv", pairs), ("sessions.csv", THREE_MET)]);
    let states = figures(&reports, "state", ["X2", "X3"]);
    assert_eq!(states, ["completed", "closed_early"]);
}

#[test]
fn hours_and_minutes_of_one_length_are_added_and_a_nought_beside_hours_is_no_length() {
    for (header, rows, hours) in [
        ("Hours,Minutes", ["1,30", "0,45", "2,"], ["2.25", "2"]),
        (
            "Duration (hours),Duration (minutes)",
            ["1,30", ",45", "2,0"],
            ["2.25", "2"],
        ),
        ("Hours,Minutes", ["1.5,90", "1,60", "2,0"], ["2.5", "2"]),
    ] {
        let [first, second, third] = rows;
        let sessions = format!(
            "Pair ID,Date,{header}\nX1,2026-02-01,{first}\nX1,2026-03-01,{second}\n\
             X2,2026-02-01,{third}\n"
        );
        let (reports, _workspace) = reported(&[("sessions.csv", &sessions)]);
        assert_eq!(
            figures(&reports, "hours_held", ["X1", "X2"]),
            hours,
            "{header} {rows:?}"
        );
    }
}

#[test]
fn times_with_a_point_tell_two_meetings_of_a_day_apart_and_give_lengths() {
    let sessions = "Pair ID,Date,From,To\n\
                    X1,2026-02-01,09.15,10.00\n\
                    X1,2026-02-01,14.30,15.15\n\
                    X2,2026-02-01,9.00,10.30\n";
    let (reports, _workspace) = reported(&[("sessions.csv", sessions)]);
    assert_eq!(figures(&reports, "sessions_held", ["X1", "X2"]), ["2", "1"]);
    assert_eq!(
        figures(&reports, "hours_held", ["X1", "X2"]),
        ["1.5", "1.5"]
    );
}

const GOALS: &str = "pair_id,goal,text,set_on\n\
                     X1,1,Lead team,2026-01-05\n\
                     X1,2,Speak,2026-01-05\n\
                     X1,3,Plan,2026-01-05\n\
                     X2,1,Ask,2026-01-05\n\
                     X2,2,Tell,2026-01-05\n";

#[test]
fn goals_that_an_answer_lists_were_achieved_and_the_others_were_not() {
    for (header, answers, settled) in [
        (
            "Goals achieved",
            ["\"Goal 1, Goal 3\"", "1 and 2"],
            ["2/3", "2/2"],
        ),
        (
            "Goals achieved",
            ["Lead team; Speak", "Ask;Tell;"],
            ["2/3", "2/2"],
        ),
        (
            "Which goals were achieved?",
            ["Goal 2", "None"],
            ["1/3", "0/2"],
        ),
    ] {
        let [first, second] = answers;
        let forms = format!(
            "pair_id,date,respondent,phase,{header},partnership\n\
             X1,2026-06-01,mentee,end,{first},yes\nX2,2026-06-02,mentee,end,{second},no\n"
        );
        let (reports, _workspace) = reported(&[("evaluation.csv", &forms), ("goals.csv", GOALS)]);
        let num = figures(&reports, "goals_attained_settled_num", ["X1", "X2"]);
        let den = figures(&reports, "goals_attained_settled_den", ["X1", "X2"]);
        let shares = [0, 1].map(|pair| format!("{}/{}", num[pair], den[pair]));
        assert_eq!(shares, settled, "{header} {answers:?}");
        assert_eq!(figures(&reports, "goals_set", ["X1", "X2"]), ["3", "2"]);
        let known = figures(&reports, "goal_outcome_known_num", ["X1", "X2"]);
        assert_eq!(
            known,
            ["3", "2"],
            "those that are not listed were not attained"
        );
    }
}

#[test]
fn progress_is_told_without_the_noise_of_short_numbers() {
    for (header, rows, progress) in [
        (
            "Goal 1 progress,Goal 2 progress",
            ["0.6,1.0", "0.25,"],
            ["80", "25"],
        ),
        (
            "Goal 1 progress (1-10),Goal 2 progress (1-10)",
            ["6,10", "3,"],
            ["77.777778", "22.222222"],
        ),
        ("Progress,Rating", ["0.6,3", "0.57,3"], ["60", "57"]),
    ] {
        let [first, second] = rows;
        let sessions =
            format!("Pair ID,Date,{header}\nX1,2026-03-01,{first}\nX2,2026-02-01,{second}\n");
        let (reports, _workspace) = reported(&[("sessions.csv", &sessions)]);
        assert_eq!(
            figures(&reports, "goal_progress", ["X1", "X2"]),
            progress,
            "{header}"
        );
    }
}

#[test]
fn ones_and_noughts_of_a_column_with_blanks_are_yes_and_no() {
    let forms = "pair_id,date,respondent,phase,goal_1_achieved,new_goals,partnership\n\
                 X1,2026-05-01,mentee,end,1.0,1.0,0.0\n\
                 X2,2026-05-01,mentee,end,0.0,0.0,1.0\n";
    let (reports, _workspace) = reported(&[("evaluations.csv", forms)]);
    let declared = figures(&reports, "new_goal_declared", ["X1", "X2"]);
    assert_eq!(declared, ["true", "false"]);
    let partnership = figures(&reports, "partnership_opportunity", ["X1", "X2"]);
    assert_eq!(partnership, ["false", "true"]);
}

#[test]
fn a_question_for_minutes_is_read_and_ratings_may_say_of_how_many_points_they_are() {
    let sessions = "Q1. Pair ID,Q2. Date of the meeting,Q3. Did the meeting take place?,\
                    Q4. How long was it (minutes)?,Rating\n\
                    X1,2026-06-13,Yes,60,2/5\n\
                    X2,2026-06-14,Yes,45,5/5\n";
    let (reports, _workspace) = reported(&[("sessions.csv", sessions)]);
    assert_eq!(figures(&reports, "hours_held", ["X1", "X2"]), ["1", "0.75"]);
    let signals = figures(&reports, "signals", ["X1", "X2"]);
    assert!(signals[0].contains("low_rating"), "{signals:?}");
    assert!(!signals[1].contains("low_rating"), "{signals:?}");
}
