//! Columns under headers that nobody knows whose cells say what they are: read or asked about.

use crate::support::{Reports, Workspace};

const PAIRS: &str = "pair_id,mentor,mentee,started_on\nX1,Ann,Bo,2026-01-05\nX2,Cy,Di,2026-01-05\n";

fn reported(files: &[(&str, &str)]) -> (String, Reports) {
    let workspace = Workspace::new(files);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    ended.says(0, &[]);
    let reports = workspace.last_made();
    (ended.err, reports)
}

#[test]
fn states_of_goals_are_their_status_and_days_beside_them_are_asked_about() {
    let goals = "Pair ID,Goal,Where it stands,Rung the bell,Changed on\n\
                 X1,Lead,Achieved,2026-03-01,2026-03-02\nX2,Speak,In progress,,2026-03-02\n";
    let (said, reports) = reported(&[("pairs.csv", PAIRS), ("goals.csv", goals)]);
    let outcomes = reports.table("internal/goals.csv");
    assert_eq!(outcomes.column("outcome"), ["attained", "in_progress"]);
    assert!(
        said.contains("is `Rung the bell` (“2026-03-01”) attained_on or due_on"),
        "{said}"
    );
    let (said, _) = reported(&[
        ("pairs.csv", PAIRS),
        ("goals.csv", &goals.replace("Rung the bell", "Timeline")),
    ]);
    assert!(
        said.contains("is `Timeline` (“2026-03-01”) due_on or attained_on"),
        "{said}"
    );
}

#[test]
fn titles_of_stages_are_the_stages_of_meetings() {
    let sessions = "Pair ID,Date,Status,Topic group,Kind\nX1,2026-02-01,held,Exploration,First meeting\n\
                    X1,2026-03-01,held,Planning,Final meeting\nX2,2026-03-01,held,Learning,First meeting\n";
    let (_, reports) = reported(&[("pairs.csv", PAIRS), ("sessions.csv", sessions)]);
    assert_eq!(reports.pair("X1")["current_stage"], "planning");
    assert_eq!(reports.pair("X2")["stage_rank"], "2");
}

#[test]
fn days_of_a_register_are_asked_about_as_what_they_most_likely_are() {
    let asked = |header: &str, cells: [&str; 2]| {
        let [one, other] = cells;
        let pairs = format!(
            "Pair ID,Mentor,Mentee,Match date,{header}\nX1,Ann,Bo,2026-01-05,{one}\n\
             X2,Cy,Di,2026-01-05,{other}\n"
        );
        let sessions = "Pair ID,Date,Status\nX1,2026-02-01,held\nX2,2026-02-02,held\n";
        let files = [("pairs.csv", pairs.as_str()), ("sessions.csv", sessions)];
        let (said, _) = reported(&files);
        let question = said
            .lines()
            .find(|line| line.contains(&format!("is `{header}`")));
        let question = question.unwrap_or_else(|| panic!("{header}: {said}"));
        question
            .split_once("”) ")
            .unwrap()
            .1
            .split(['?', ' '])
            .next()
            .unwrap()
            .to_owned()
    };
    let day = "2026-05-01";
    for (header, cells, first) in [
        ("Suspension began", [day, ""], "paused_from"),
        ("Break was until", [day, ""], "paused_until"),
        ("Projected wind up", [day, day], "planned_end_on"),
        ("Wound up", [day, ""], "closed_on"),
    ] {
        assert_eq!(asked(header, cells), first, "{header}");
    }
}

#[test]
fn half_a_pause_asks_for_the_other_half() {
    let pairs = "Pair ID,Mentor,Mentee,Start date,On hold from,Fresh again,End date\n\
                 X1,Ann,Bo,2026-01-05,2026-03-01,2026-04-01,\nX2,Cy,Di,2026-01-05,,,2026-05-01\n";
    let sessions = "Pair ID,Date,Status\nX1,2026-02-01,held\nX2,2026-02-02,held\n";
    let (said, _) = reported(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    assert!(
        said.contains("is `Fresh again` (“2026-04-01”) paused_until"),
        "{said}"
    );
    let known = pairs.replace("Fresh again", "On hold to");
    let (said, reports) = reported(&[("pairs.csv", &known), ("sessions.csv", sessions)]);
    assert!(!said.contains("On hold to"), "{said}");
    assert_ne!(reports.pair("X1")["state"], "paused");
}

#[test]
fn a_plain_status_of_pairs_says_how_they_ended() {
    let pairs = "Pair ID,Mentor,Mentee,Start date,Closed on,Status\nX1,Ann,Bo,2026-01-05,,Active\n\
                 X2,Cy,Di,2026-01-05,2026-05-01,Completed successfully\n\
                 X3,Cy,Ed,2026-01-05,2026-04-01,Terminated early\n";
    let sessions =
        "Pair ID,Date,Status\nX1,2026-02-01,held\nX2,2026-02-02,held\nX3,2026-02-02,held\n";
    let (_, reports) = reported(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let outcome = |pair| reports.pair(pair)["to_early_closure_outcome"].clone();
    assert_eq!(
        ["X1", "X2", "X3"].map(outcome),
        ["censored", "competing", "reached"]
    );
}
