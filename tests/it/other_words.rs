//! Headers, answers and states in other words and other languages mean what tidy ones do.

use crate::support::Workspace;

const PAIRS: &str = "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
                     P1,Ann A,Bob B,2026-01-05,,\nP2,Cid C,Dot D,2026-01-12,2026-06-01,Completed\n";
const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

/// Some figures of a pair, beside a register and one other file.
fn figures(file: &str, text: &str, columns: &[&str]) -> Vec<String> {
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), (file, text)]);
    let pair = workspace.reported(&AS_OF).pair("P1");
    columns.iter().map(|name| pair[*name].clone()).collect()
}

fn checked(file: &str, text: &str) -> String {
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), (file, text)]);
    workspace.run(&["check", "in"]).out
}

#[test]
fn lengths_in_hours_are_read_under_headers_with_the_unit() {
    for header in [
        "hours",
        "Length of the conversation (hours)",
        "Duur (uur)",
        "Lengte (uren)",
        "Hours spent together",
    ] {
        let log = format!("pair_id,date,{header}\nP1,2026-02-02,1.5\nP1,2026-03-02,1\n");
        assert_eq!(
            figures("sessions.csv", &log, &["hours_held"]),
            ["2.5"],
            "{header}"
        );
    }
    let log = "pair_id,date,Our talk (hours)\nP1,2026-02-02,1.5\n";
    let said = checked("sessions.csv", log);
    assert!(said.contains("hours = \"Our talk (hours)\""), "{said}");
}

#[test]
fn ratings_are_read_under_headers_with_a_scale_or_asked_about() {
    for header in [
        "rating",
        "Cijfer",
        "Note /5",
        "Gradimento (1-5)",
        "How did it go? (1-5)",
    ] {
        let log = format!("pair_id,date,{header}\nP1,2026-06-02,1\nP1,2026-06-09,2\n");
        let rated = figures("sessions.csv", &log, &["signals"]);
        let tidy = "pair_id,date,rating\nP1,2026-06-02,1\nP1,2026-06-09,2\n";
        let tidy = figures("sessions.csv", tidy, &["signals"]);
        assert!(tidy[0].contains("low_rating"), "{tidy:?}");
        assert_eq!(rated, tidy, "{header}");
    }
    let log = "pair_id,date,The hour we had together (1-5)\nP1,2026-06-02,1\nP1,2026-06-09,2\n";
    let said = checked("sessions.csv", log);
    assert!(
        said.contains("rating = \"The hour we had together (1-5)\""),
        "{said}"
    );
    let log = "pair_id,date,status,Confidence score (1-5)\nP1,2026-06-02,held,1\n";
    let said = checked("sessions.csv", log);
    assert!(!said.contains("rating"), "{said}");
}

#[test]
fn what_was_learned_and_agreed_is_read_in_other_words() {
    for (header, column) in [
        ("Aha moments", "learnings"),
        ("Cosa ho imparato", "learnings"),
        ("Ideas to solve it", "solutions"),
        ("Actions décidées", "actions"),
    ] {
        let log = format!("pair_id,date,minutes,{header}\nP1,2026-06-02,60,Small steps count\n");
        let said = checked("sessions.csv", &log);
        assert!(said.contains(&format!("{column} ← {header}")), "{said}");
    }
}

#[test]
fn answers_to_each_goal_are_read_in_other_languages() {
    let columns = ["goals_set", "goals_attained_num", "goals_attained_den"];
    let form = |headers: &str| {
        format!("Pair,Date,Respondent,{headers}\nP1,2026-06-01,Mentee,yes,partly,no,yes\n")
    };
    let tidy = "goal_1_achieved,goal_2_achieved,new_goals,partnership";
    let tidy = figures("final_evaluation.csv", &form(tidy), &columns);
    for headers in [
        "Doel 1 behaald?,Doel 2 behaald?,Nieuwe doelen ontstaan?,Mogelijkheid tot samenwerking?",
        "¿Se logró el objetivo 1?,¿Se logró el objetivo 2?,¿Surgieron nuevos objetivos?,¿Hay posibilidad de colaboración?",
        "Wurde das vereinbarte Ziel 1 erreicht?,Wurde das vereinbarte Ziel 2 erreicht?,Neue Ziele entstanden?,Möglichkeit zur Zusammenarbeit?",
    ] {
        let said = checked("final_evaluation.csv", &form(headers));
        for column in [
            "goal_1_achieved ←",
            "goal_2_achieved ←",
            "new_goals ←",
            "partnership ←",
        ] {
            assert!(said.contains(column), "{column}: {said}");
        }
        assert_eq!(
            figures("final_evaluation.csv", &form(headers), &columns),
            tidy,
            "{headers}"
        );
    }
}

#[test]
fn who_did_not_come_and_why_a_pair_ended_is_read_in_other_languages() {
    for status in ["No - my mentee did not show up", "Absence du mentoré"] {
        let log = format!("pair_id,date,status\nP1,2026-06-02,held\nP1,2026-06-09,{status}\n");
        let columns = ["sessions_held", "attendance_den"];
        let tidy = log.replace(status, "missed by mentee");
        let tidy = figures("sessions.csv", &tidy, &columns);
        assert_eq!(figures("sessions.csv", &log, &columns), tidy, "{status}");
    }
    let reasons = |reason: &str| {
        let pairs = PAIRS.replace("Completed", reason);
        let sessions = "pair_id,date\nP2,2026-02-02\n";
        let workspace =
            Workspace::new(&[("pairs.csv", pairs.as_str()), ("sessions.csv", sessions)]);
        workspace.reported(&AS_OF).pair("P2")["state"].clone()
    };
    for reason in [
        "Umzug des Mentors",
        "Mudanza del mentor",
        "Trasferimento del mentor",
        "Geen klik",
    ] {
        assert_eq!(reasons(reason), reasons("Mentor moved"), "{reason}");
    }
}
