//! What a report does not claim, because no source says it.

use crate::support::Workspace;
use std::fs;

#[test]
fn forms_alone_do_not_say_that_no_pair_has_ended() {
    let mut forms = String::from("pair_id,date,respondent,phase,goals_achieved\n");
    for pair in 10..22 {
        forms.push_str(&format!(
            "P{pair},2026-06-0{},mentee,end,yes\n",
            pair % 9 + 1
        ));
        if pair < 18 {
            forms.push_str(&format!("P{pair},2026-06-11,mentor,end,partly\n"));
        }
    }
    let workspace = Workspace::new(&[("evaluations.csv", forms)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let page = reports
        .prose("internal/effectiveness.html")
        .replace('\u{a0}', " ");
    assert!(!page.contains("No pair has ended yet"), "{page}");
    assert!(page.contains("Nothing says when pairs ended"), "{page}");
    let counted = "12 forms by mentees, of 12 pairs and 8 forms by mentors, of 8 pairs";
    assert!(page.contains(counted), "{page}");
}

/// Twenty pairs that met three times each, with or without a column for what became of meetings.
fn meetings(status: bool) -> Workspace {
    let (header, held) = if status {
        (",status", ",held")
    } else {
        ("", "")
    };
    let mut sessions = format!("pair_id,cohort,date,minutes{header}\n");
    for pair in 10..30 {
        let cohort = if pair % 2 == 0 { "2025" } else { "2026" };
        for month in 1..=3 {
            sessions.push_str(&format!("P{pair},{cohort},2026-0{month}-10,60{held}\n"));
        }
    }
    Workspace::new(&[("sessions.csv", sessions)])
}

#[test]
fn attendance_is_not_told_where_no_source_says_what_was_missed() {
    for (status, is_told) in [(true, true), (false, false)] {
        let workspace = meetings(status);
        let reports = workspace.reported(&["--as-of", "2026-03-31"]);
        for page in ["effectiveness", "comparison"] {
            let page = reports.prose(&format!("internal/{page}.html"));
            let body = page.split("Definitions").next().unwrap();
            assert!(!body.contains("Attendance") || is_told, "{body}");
        }
        let page = reports.prose("internal/effectiveness.html");
        let sentence = "of the meetings held or missed";
        assert_eq!(
            page.to_lowercase().contains(&format!("{sentence}, 100")),
            is_told
        );
        // The cells are as they are defined.
        assert_eq!(reports.pair("P10")["attendance_den"], "3");
    }
}

#[test]
fn a_report_asks_for_what_is_still_to_be_decided_of_statuses() {
    let mut sessions = String::from("pair_id,date,status\n");
    for day in 10..20 {
        let status = ["held", "held", "", "Hmm"][day % 4];
        sessions.push_str(&format!("P1,2026-01-{day},{status}\n"));
    }
    let workspace = Workspace::new(&[("sessions.csv", sessions)]);
    let said = |configured: &str| {
        fs::write(workspace.inputs().join("mentorstat.toml"), configured).unwrap();
        let reports = workspace.reported(&["--as-of", "2026-01-31", "--force"]);
        let page = reports.prose("internal/effectiveness.html");
        let from = page.find("Provisional")?;
        let end = page[from..].find("run again")?;
        Some(page[from..from + end].to_owned())
    };
    let words = "say under [source.values.status] what the words mean that are not known";
    let both = said("").unwrap();
    assert!(
        both.contains("blank_status = &quot;held&quot; or &quot;unknown&quot;, and under"),
        "{both}"
    );
    let held = said("blank_status = \"held\"\n").unwrap();
    assert!(
        held.contains(words) && !held.contains("blank_status"),
        "{held}"
    );
    assert_eq!(said("blank_status = \"unknown\"\n"), None);
}

#[test]
fn quiet_keeps_warnings_about_the_configuration() {
    let sessions = "pair_id,date,status\nP1,2026-01-10,held\n";
    for (configured, warning) in [
        (
            "[[source]]\nfile = \"sesions.csv\"\n",
            "no file of the inputs fits “sesions.csv”",
        ),
        (
            "[[source]]\nfile = \"sessions.csv\"\n[source.columns]\nstatus = \"statuss\"\n",
            "“statuss” is no header of “sessions.csv”",
        ),
    ] {
        let workspace =
            Workspace::new(&[("sessions.csv", sessions), ("mentorstat.toml", configured)]);
        let ended = workspace.run(&[
            "report",
            "in",
            "-q",
            "--as-of",
            "2026-01-31",
            "--out",
            "out",
        ]);
        ended.says(0, &["warning: ", warning]);
    }
}

#[test]
fn a_file_that_ends_in_the_middle_of_a_row_is_asked_about() {
    let whole = "pair_id;date;status;minutes;notes\r\n\
                 P1;10/01/2026;held;60;good\r\n\
                 P1;20/01/2026;held;60;good\r\n\
                 P2;25/01/2026;held;60;good\r\n";
    let said = |text: String| {
        let workspace = Workspace::new(&[("sessions.csv", text)]);
        let ended = workspace.run(&["report", "in", "--as-of", "2026-01-31", "--out", "out"]);
        ended.says(0, &[]);
        ended.err.contains("the file ends in the middle of line 5")
    };
    assert!(said(format!("{whole}P2;29/01/2026;hel")));
    assert!(!said(whole.to_owned()));
    assert!(
        !said(format!("{whole}P2;29/01/2026;held;60;")),
        "only the line end is missing"
    );
    assert!(
        !said(format!("{whole}P2;29/01/2026;held\r\n")),
        "a short row is no end"
    );
    let ragged = whole.replacen(";60;good", "", 1);
    assert!(
        !said(format!("{ragged}P2;29/01/2026;held")),
        "others are as short"
    );
}

#[test]
fn of_few_pairs_it_is_said_how_many_ended_and_no_share() {
    let row = |pair: u32| {
        let ended = if pair == 1 { "2026-08-01" } else { "" };
        format!("P{pair},M{pair},E{pair},2026-01-05,{ended}\n")
    };
    let report = |pairs: u32| {
        let header = "pair_id,mentor,mentee,started_on,closed_on\n";
        let rows: Vec<String> = (1..=pairs).map(row).collect();
        let register = header.to_owned() + &rows.concat();
        let workspace = Workspace::new(&[("pairs.csv", register)]);
        let reports = workspace.reported(&["--as-of", "2026-09-30"]);
        reports
            .text("share/effectiveness.md")
            .replace('\u{a0}', " ")
    };
    let few = report(4);
    assert!(few.contains("of them ended and"), "{few}");
    assert!(!few.contains("25 %"), "{few}");
    let many = report(8);
    assert!(
        many.contains("of them ended (13 %") || many.contains("of them ended (12 %"),
        "{many}"
    );
}

#[test]
fn lines_of_a_template_and_meetings_that_are_not_read_stand_above_every_figure() {
    let register =
        "Pair ID,Mentor,Mentee,Match date\nP1,Ana Roe,Bea Lund,2025-09-30\nP2,,,\nP3,,,\n";
    let project = "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,\
                   mentor_name,mentee_name,match_date,v_day,v_min\n\
                   1,enrol_arm_1,,,Ana Roe,Bea Lund,2025-09-30,,\n\
                   1,meetings_arm_1,meeting_log,1,,,,2025-10-10,60\n\
                   1,meetings_arm_1,meeting_log,2,,,,2025-10-20,60\n";
    for (file, said) in [
        (
            ("pairs.csv", register),
            "some pairs have an id and nothing else, and are counted",
        ),
        (
            ("project.csv", project),
            "no meetings are read from the form “meeting_log”",
        ),
    ] {
        let workspace = Workspace::new(&[file]);
        workspace
            .report(&["--as-of", "2026-06-30"])
            .says(0, &[said]);
        let page = workspace.last_made().prose("share/effectiveness.md");
        assert!(page.replace('\\', "").contains(said), "{page}");
    }
}

#[test]
fn pairs_of_a_bare_list_of_ends_are_no_lines_of_a_template() {
    let register = "Pair ID,Cohort,End date\nP1,,\nP2,A,2026-03-01\nP3,,\n";
    let log = "Pair ID,Date,Minutes\nP1,2026-02-10,60\nP2,2026-02-10,60\nP3,2026-02-10,60\n";
    let workspace = Workspace::new(&[("pairs.csv", register), ("log.csv", log)]);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    assert!(!ended.err.contains("nothing else"), "{}", ended.err);
}
