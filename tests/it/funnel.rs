//! How far pairs came: from matched to ended as planned.

use crate::support::{Reports, Workspace};
use mentorstat::stats::proportion::clustered_share;

/// Thirty pairs, two of each mentor. The first 25 met, the first 20 of them again; the last 15 ended
/// as planned, of which only five had met again.
fn programme() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,started_on,closed_on,closure_reason\n");
    let mut sessions = String::from("pair_id,date,status\n");
    for number in 0..30 {
        let closed = if number < 15 {
            ","
        } else {
            "2026-06-30,completed"
        };
        let mentor = number / 2;
        pairs.push_str(&format!(
            "P{number:02},Mentor {mentor},Mentee {number},2026-01-05,{closed}\n"
        ));
        let meetings = usize::from(number < 25) + usize::from(number < 20);
        for month in 2..2 + meetings {
            sessions.push_str(&format!("P{number:02},2026-0{month}-10,held\n"));
        }
    }
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-09-30"]);
    (workspace, reports)
}

#[test]
fn who_ended_as_planned_is_a_share_of_those_matched_and_mentors_are_allowed_for() {
    let (_folder, reports) = programme();
    let page = reports
        .text("share/effectiveness.md")
        .replace('\u{a0}', " ");
    let row = |step: &str| {
        let begins = format!("| {step} | ");
        page.lines().find(|line| line.starts_with(&begins)).unwrap()
    };
    assert!(
        row("Met again").contains("| 20 | 80 % |"),
        "{}",
        row("Met again")
    );
    let ended = row("Ended as planned");
    assert!(ended.contains("| 15 | 50 % of those matched |"), "{ended}");
    let units: Vec<_> = (0..30_u32)
        .map(|pair| (pair / 2, f64::from(u8::from(pair < 25)), 1.0))
        .collect();
    let expected = clustered_share(&units).interval().unwrap();
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let interval = format!(
        "| {} to {} |",
        percent(expected.lower),
        percent(expected.upper)
    );
    let met = row("Met");
    assert!(met.contains(&interval), "{met} has no {interval}");
}

#[test]
fn stages_that_nothing_could_say_are_not_said_to_be_reached_by_nobody() {
    let (_folder, reports) = programme();
    let page = reports.text("share/effectiveness.md");
    assert!(!page.contains("No pair has reached the last stage"));
    assert!(page.contains("follows from end forms, which were not supplied"));
}
