//! Values with a remark behind them, in the words of other languages, and forms of which nothing says
//! when they were filled in.

use crate::support::Workspace;

const TO_JUNE: [&str; 2] = ["--as-of", "2026-06-30"];

#[test]
fn a_remark_behind_a_status_does_not_make_it_unknown_nor_a_missed_meeting_held() {
    let statuses = [
        ("Completed (late)", "1", "0"),
        ("Held - in the library", "1", "0"),
        ("Missed - mentor ill", "0", "1"),
        ("Unexcused absence", "0", "1"),
        ("Rescheduled to 3 Feb", "0", "0"),
        ("Attempted - no answer", "0", "0"),
        ("Cancelled due to illness", "0", "0"),
        ("Attended (mentee only)", "0", "0"),
        ("Completed - mentor did not come", "0", "0"),
    ];
    let rows = statuses
        .iter()
        .enumerate()
        .map(|(at, (status, ..))| format!("P{at},2026-02-10,{status}\n"))
        .collect::<Vec<_>>()
        .concat();
    let log = format!("pair_id,date,status\n{rows}");
    let workspace = Workspace::new(&[("sessions.csv", log)]);
    let reports = workspace.reported(&TO_JUNE);
    for (at, (status, held, missed)) in statuses.iter().enumerate() {
        let pair = reports.pair(&format!("P{at}"));
        assert_eq!(pair["sessions_held"], *held, "{status}");
        let of = if *held == *missed { "" } else { "1" };
        assert_eq!(pair["attendance_den"], of, "{status}");
    }
    let ledger = reports.text("internal/ledger.csv");
    let unknown = ledger.matches("not a status of a session").count();
    assert_eq!(unknown, 2, "{ledger}");
}

#[test]
fn not_yet_is_no_and_is_never_lost() {
    let forms = "pair_id,date,respondent,phase,goals_achieved,new_goals,partnership\n\
                 A,2026-06-01,mentee,end,Not yet,Not yet,Not yet\n\
                 B,2026-06-01,mentee,end,Not really,No,Not really\n";
    let workspace = Workspace::new(&[("evaluations.csv", forms)]);
    let reports = workspace.reported(&TO_JUNE);
    for id in ["A", "B"] {
        let pair = reports.pair(id);
        assert_eq!(pair["goals_attained_settled_den"], "1", "{id}");
        assert_eq!(pair["goals_attained_settled_num"], "0", "{id}");
        assert_eq!(pair["new_goal_declared"], "false", "{id}");
        assert_eq!(pair["partnership_opportunity"], "false", "{id}");
    }
}

#[test]
fn lengths_and_reasons_are_read_as_people_write_them() {
    let lengths = [
        "1 Std. 15 Min.",
        "75 Minuten",
        "~75",
        "75 (approx)",
        "1 heure et 15 minutes",
    ];
    let sessions = lengths
        .iter()
        .enumerate()
        .map(|(at, length)| format!("P{at},13-janv.-26,held,{length}\n"))
        .collect::<Vec<_>>()
        .concat();
    let reasons = [
        ("other: sick", "closed_early"),
        ("Closed - goals achieved", "completed"),
        ("No response from mentee", "closed_early"),
        ("Completed (mentor moved)", "ended"),
        ("No longer eligible", "closed_early"),
    ];
    let pairs = reasons
        .iter()
        .enumerate()
        .map(|(at, (reason, _))| format!("P{at},2026-01-01,2026-05-01,{reason}\n"))
        .collect::<Vec<_>>()
        .concat();
    let workspace = Workspace::new(&[
        (
            "sessions.csv",
            format!("pair_id,date,status,minutes\n{sessions}"),
        ),
        (
            "pairs.csv",
            format!("pair_id,started_on,closed_on,closure_reason\n{pairs}"),
        ),
    ]);
    let reports = workspace.reported(&TO_JUNE);
    for (at, (length, (reason, state))) in lengths.iter().zip(reasons).enumerate() {
        let pair = reports.pair(&format!("P{at}"));
        assert_eq!(pair["hours_held"], "1.25", "{length}");
        assert_eq!(pair["state"], state, "{reason}");
    }
}

const MEETINGS: &str = "pair_id,date,status\nP1,2026-01-10,held\nP1,2026-06-01,held\n";

#[test]
fn forms_that_their_pair_outlived_are_asked_for_their_phase() {
    let forms = "pair_id,date,respondent,goals_achieved\nP1,2026-01-20,mentee,no\n\
                 P1,2026-06-05,mentee,yes\n";
    let workspace = Workspace::new(&[("evaluations.csv", forms), ("sessions.csv", MEETINGS)]);
    let seen = workspace.run(&["check", "in"]).out;
    let asked = "2 forms name no phase and count as forms of the end, though 1 of them is more than \
                 60 days older than the last record of their pair; the first is of 2026-01-20";
    assert!(seen.contains(asked), "{seen}");
    assert!(seen.contains("phase = \"end\"   # or \"mid\""), "{seen}");
    let made = workspace.run(&["init", "in", "--out", "-"]).out;
    assert!(made.contains("# [source.set]\n# phase = \"end\""), "{made}");
    let loud = ["report", "in", "--out", "loud", "--as-of", "2026-06-30"];
    let reported = workspace.run(&loud);
    reported.says(
        0,
        &["its forms name no phase and count as forms of the end"],
    );
    let told = "[[source]]\nfile = \"evaluations.csv\"\n[source.set]\nphase = \"end\"\n";
    std::fs::write(workspace.inputs().join("mentorstat.toml"), told).unwrap();
    let seen = workspace.run(&["check", "in"]).out;
    assert!(!seen.contains("name no phase"), "{seen}");
}

#[test]
fn forms_at_the_end_of_their_pair_are_not_asked_about_unless_the_name_says_two_phases() {
    let forms = "pair_id,date,respondent,goals_achieved\nP1,2026-06-05,mentee,yes\n";
    let asked = |name: &str| {
        let workspace = Workspace::new(&[(name, forms), ("sessions.csv", MEETINGS)]);
        workspace
            .run(&["check", "in"])
            .out
            .contains("phase and counts as a form of the end")
    };
    assert!(!asked("evaluations.csv"));
    assert!(!asked("Endline survey.csv"));
    assert!(asked("Baseline and end survey.csv"));
    assert!(asked("Survey T1.csv"));
}

#[test]
fn a_survey_with_an_end_date_does_not_end_its_pairs() {
    let survey = "Pair,Baseline date,Confidence (baseline),End date,Confidence (end)\n\
                  P1,2026-01-05,2,2026-06-05,4\n";
    let workspace = Workspace::new(&[("survey wide.csv", survey), ("sessions.csv", MEETINGS)]);
    let seen = workspace.run(&["check", "in"]).out;
    assert!(
        seen.contains("is `End date` (“2026-06-05”) closed_on?"),
        "{seen}"
    );
    assert_eq!(workspace.reported(&TO_JUNE).pair("P1")["state"], "on_track");
    let register = "Pair,Mentor,Mentee,End date\nP1,Ann,Bo,2026-06-05\n";
    let workspace = Workspace::new(&[("pairs.csv", register), ("sessions.csv", MEETINGS)]);
    assert_eq!(workspace.reported(&TO_JUNE).pair("P1")["state"], "ended");
}

#[test]
fn totals_of_few_pairs_reach_to_the_last_meeting_of_any() {
    let register = "pair_id,started_on,last_session_on,sessions_total\n\
                    A,2026-01-13,2026-06-10,5\nB,2026-01-20,2026-02-01,1\n";
    let workspace = Workspace::new(&[("pairs.csv", register)]);
    let seen = workspace.run(&["check", "in"]).out;
    assert!(seen.contains("data through 2026-06-10"), "{seen}");
    let mistyped = register.replace("2026-06-10", "2062-06-10");
    let workspace = Workspace::new(&[("pairs.csv", mistyped)]);
    let seen = workspace.run(&["check", "in"]).out;
    assert!(seen.contains("data through 2026-02-01"), "{seen}");
}

#[test]
fn the_day_of_an_end_evaluation_is_that_of_the_form() {
    let forms = "Pair;Endevaluation am;Ziel 1 erreicht\nA;2026-06-13;ja\n";
    let workspace = Workspace::new(&[("auswertung.csv", forms)]);
    let seen = workspace.run(&["check", "in"]).out;
    assert!(seen.contains("date ← Endevaluation am"), "{seen}");
}
