//! Words and numbers that can mean more than one thing: what they decide, and what is asked.

use crate::support::Workspace;
use std::fs;

const TO_JUNE: [&str; 2] = ["--as-of", "2026-06-30"];

/// What `check` says of the inputs.
fn checked(workspace: &Workspace) -> String {
    workspace.run(&["check", "in"]).out
}

/// The configuration that `init` would write.
fn made(workspace: &Workspace) -> String {
    workspace.run(&["init", "in", "--out", "-"]).out
}

#[test]
fn what_was_not_completed_was_not_left_blank() {
    let pair = |id: &str, reason: &str| format!("{id},2026-01-10,2026-04-30,2026-05-01,{reason}\n");
    let reasons = [
        ("A", "Not completed"),
        ("B", "N/A"),
        ("C", "unknown"),
        ("D", "declined"),
    ];
    let pairs: String = reasons
        .iter()
        .map(|(id, reason)| pair(id, reason))
        .collect();
    let workspace = Workspace::new(&[
        (
            "pairs.csv",
            format!("pair_id,started_on,planned_end_on,closed_on,closure_reason\n{pairs}"),
        ),
        (
            "sessions.csv",
            "pair_id,date,status\nA,2026-02-10,Not completed\nB,2026-02-10,held\n".to_owned(),
        ),
        (
            "goals.csv",
            "pair_id,goal,text,status\nA,1,Write a plan,Not completed\n".to_owned(),
        ),
        (
            "evaluations.csv",
            "pair_id,date,respondent,phase,goals_achieved\nB,2026-04-20,mentee,end,None\n"
                .to_owned(),
        ),
    ]);
    let reports = workspace.reported(&TO_JUNE);
    let state = |id: &str| reports.pair(id)["state"].clone();
    assert_eq!(state("A"), "closed_early");
    assert_eq!(state("B"), "completed");
    assert_eq!((state("C"), state("D")), ("ended".into(), "ended".into()));
    let goals = reports.table("internal/goals.csv");
    assert_eq!(goals.column("outcome"), ["not_attained", "not_attained"]);
    let ledger = reports.text("internal/ledger.csv");
    assert!(ledger.contains("not a status of a session"), "{ledger}");
    assert_eq!(
        ledger.matches("not a closure reason").count(),
        2,
        "{ledger}"
    );
}

#[test]
fn lengths_that_may_be_hours_are_asked_about_and_not_read_until_it_is_said() {
    let log = "pair_id,date,status,Duration\nA,2026-01-10,held,1.5\nA,2026-02-10,held,2\n\
               B,2026-02-20,held,0.75\n";
    let workspace = Workspace::new(&[("sessions.csv", log)]);
    let seen = checked(&workspace);
    let question = "are the lengths in `Duration` (“1.5”) hours or minutes?";
    assert!(seen.contains(question), "{seen}");
    let line = "hours = \"Duration\"   # or minutes = \"Duration\"";
    assert!(seen.contains(line), "{seen}");
    assert!(made(&workspace).contains(&format!("# {line}")));
    assert_eq!(workspace.reported(&TO_JUNE).pair("A")["hours_held"], "");
    let config = workspace.inputs().join("mentorstat.toml");
    for (unit, hours) in [("hours", "3.5"), ("minutes", "0.0583333")] {
        let text = format!(
            "[[source]]\nfile = \"sessions.csv\"\n[source.columns]\n{unit} = \"Duration\"\n"
        );
        fs::write(&config, text).unwrap();
        assert!(!checked(&workspace).contains("hours or minutes"));
        let read = workspace.reported(&TO_JUNE).pair("A")["hours_held"].clone();
        assert_eq!(read, hours, "{unit}");
    }
}

#[test]
fn a_short_length_among_minutes_is_noted() {
    let log = |header: &str| {
        format!(
            "pair_id,date,status,{header}\nA,2026-01-10,held,90\nA,2026-02-10,held,1.5\n\
             A,2026-03-10,held,1.5 hours\nA,2026-04-10,held,2 min\n"
        )
    };
    let workspace = Workspace::new(&[("sessions.csv", log("Duration"))]);
    let seen = checked(&workspace);
    let no_unit = "a length below 5, below a header that gives no unit";
    assert_eq!(seen.matches(no_unit).count(), 1, "{seen}");
    let workspace = Workspace::new(&[("sessions.csv", log("Duration (min)"))]);
    let seen = checked(&workspace);
    assert!(!seen.contains(no_unit), "{seen}");
    assert_eq!(
        seen.matches("a length below 5 minutes").count(),
        1,
        "{seen}"
    );
}

#[test]
fn phases_that_nobody_knows_are_asked_about() {
    let form = |id: &str, phase: &str| format!("{id},2026-03-10,mentee,{phase},no\n");
    let phases = [("A", "T0"), ("B", "T1"), ("C", "End"), ("D", "Follow-up")];
    let forms: String = phases.iter().map(|(id, phase)| form(id, phase)).collect();
    let text = format!("pair_id,date,respondent,phase,goals_achieved\n{forms}");
    let workspace = Workspace::new(&[("evaluations.csv", text)]);
    let seen = checked(&workspace);
    for line in [
        "column `phase`: what is meant by “Follow-up”, “T1”?",
        "[source.values.phase]",
        "\"T1\" = \"baseline\"   # or \"mid\" or \"end\"",
    ] {
        assert!(seen.contains(line), "{line}: {seen}");
    }
    let loud = ["report", "in", "--out", "loud", "--as-of", "2026-06-30"];
    let reported = workspace.run(&loud);
    reported.says(0, &["values can be read in more than one way"]);
    let config = made(&workspace);
    assert!(config.contains("# \"T1\" = \"baseline\""), "{config}");
    let goals = workspace.reported(&TO_JUNE).table("internal/goals.csv");
    assert!(!goals.column("pair_id").contains(&"A"));
}

#[test]
fn points_of_a_scale_are_read_with_their_labels() {
    let forms = "pair_id,date,respondent,phase,I trust my mentor,I would rather have another\n\
                 A,2026-01-20,mentee,baseline,3 - neutral,4 - agree\n\
                 A,2026-06-20,mentee,end,5 - strongly agree,Strongly disagree (1)\n";
    let config = "[[scale]]\nname = \"trust\"\nmin = 1\nmax = 5\n\
                  items = [\"I trust my mentor\", \"I would rather have another\"]\n\
                  reversed = [\"I would rather have another\"]\n";
    let workspace = Workspace::new(&[("evaluations.csv", forms), ("mentorstat.toml", config)]);
    let pair = workspace.reported(&TO_JUNE).pair("A");
    assert_eq!((&*pair["trust"], &*pair["trust_change"]), ("5", "2.5"));
}

#[test]
fn a_time_beside_the_day_of_a_meeting_is_its_start() {
    let held = |header: &str, times: [&str; 2]| {
        let rows = times.map(|time| format!("A,2026-02-01{time},held,60\n"));
        let text = format!("pair_id,{header},status,minutes\n{}", rows.concat());
        let workspace = Workspace::new(&[("sessions.csv", text)]);
        workspace.reported(&TO_JUNE).pair("A")["sessions_held"].clone()
    };
    assert_eq!(held("date", [" 10:00", " 16:00"]), "2");
    assert_eq!(held("date", [" 10:00", " 10:00:00"]), "1");
    assert_eq!(held("date", [" 10:00", ""]), "1");
    // Moments at which somebody wrote something down.
    assert_eq!(held("date", [" 10:00:12", " 16:00:53"]), "1");
    assert_eq!(held("Timestamp", [" 10:00", " 16:00"]), "1");
}

#[test]
fn a_percentage_of_a_workbook_is_read_as_it_is_shown() {
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let headers = ["pair_id", "date", "status", "goal_1_progress"];
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header).unwrap();
    }
    for (row, (day, done)) in (1..).zip([("2026-01-10", 0.0), ("2026-02-10", 1.0)]) {
        for (column, text) in (0..).zip(["A", day, "held"]) {
            sheet.write(row, column, text).unwrap();
        }
        sheet.write_with_format(row, 3, done, &percent).unwrap();
    }
    let workspace = Workspace::new(&[("log.xlsx", book.save_to_buffer().unwrap())]);
    assert!(!checked(&workspace).contains("to decide"));
    let goals = workspace.reported(&TO_JUNE).table("internal/goals.csv");
    let goal = goals.one(&[("pair_id", "A")]);
    assert_eq!((&*goal["progress"], &*goal["outcome"]), ("100", "attained"));
}
