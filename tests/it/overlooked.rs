//! Columns whose headers are not known, though figures would rest on them: what is asked, what is
//! read all the same, and that the lines that are printed answer it.

use crate::support::Workspace;
use std::fs;

const AS_OF: [&str; 3] = ["--as-of", "2026-06-30", "--force"];

/// A log with its register, so that nothing else is open about it.
fn log(header: &str, statuses: [&str; 4]) -> Workspace {
    let mut text = format!("pair_id,date,minutes,{header}\n");
    for (month, status) in (1..).zip(statuses) {
        text += &format!("A,2026-0{month}-05,60,{status}\nB,2026-0{month}-06,60,{status}\n");
    }
    Workspace::new(&[("log.csv", text.as_str())])
}

/// What is written into the configuration beside the inputs.
fn say(workspace: &Workspace, columns: &str, file: &str) {
    let text = format!("[[source]]\nfile = \"{file}\"\n[source.columns]\n{columns}\n");
    fs::write(workspace.inputs().join("mentorstat.toml"), text).unwrap();
}

#[test]
fn a_log_whose_cancelled_meetings_stand_in_an_unknown_column_is_asked_about() {
    let workspace = log(
        "Kam zustande",
        ["ja", "abgesagt", "Mentee nicht erschienen", "ja"],
    );
    let asked = workspace.report(&[]);
    asked.says(
        1,
        &[
            "is `Kam zustande` (“ja”) what became of each meeting (status)?",
            "status = \"Kam zustande\"   # or \"\" if there is none",
        ],
    );
    workspace.assert_nothing_written();
    say(&workspace, "status = \"Kam zustande\"", "log.csv");
    assert_eq!(workspace.reported(&AS_OF).pair("A")["sessions_held"], "2");
    say(&workspace, "status = \"\"", "log.csv");
    assert_eq!(workspace.reported(&AS_OF).pair("A")["sessions_held"], "4");
}

#[test]
fn answers_that_say_nothing_of_meetings_are_no_question() {
    for (header, statuses) in [
        ("Useful", ["yes", "no", "yes", "no"]),
        ("Task status", ["done", "cancelled", "open", "done"]),
        ("Weather", ["fine", "cancelled", "rain", "snow"]),
    ] {
        let workspace = log(header, statuses);
        let reports = workspace.reported(&AS_OF);
        assert_eq!(reports.pair("A")["sessions_held"], "4", "{header}");
    }
}

#[test]
fn known_headers_in_other_languages_are_statuses() {
    let workspace = log("Treffen fand statt", ["ja", "abgesagt", "nein", "ja"]);
    assert_eq!(workspace.reported(&AS_OF).pair("A")["sessions_held"], "2");
}

#[test]
fn who_was_there_says_what_became_of_a_meeting() {
    let text = "Date,Mentor,Mentee,Mentor present,Mentee present,Minutes\n\
                2026-01-13,Ann Lee,Bo Chen,1,1,60\n2026-02-13,Ann Lee,Bo Chen,1,0,\n\
                2026-03-13,Ann Lee,Bo Chen,0,1,\n2026-04-13,Ann Lee,Bo Chen,0,0,\n";
    let workspace = Workspace::new(&[("attendance.csv", text)]);
    let reports = workspace.reported(&AS_OF);
    let pairs = reports.table("internal/pairs.csv");
    let pair = pairs.one(&[]);
    assert_eq!(pair["sessions_held"], "1");
    let sessions = reports.table("internal/analysis/sessions.csv");
    let statuses = sessions.column("status");
    assert_eq!(
        statuses,
        ["held", "missed_by_mentee", "missed_by_mentor", "missed"]
    );
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked
            .out
            .contains("`Mentor present` and `Mentee present` say who was there")
    );
}

#[test]
fn who_was_there_refines_a_status_of_its_own() {
    let text = "Mentor,Mentee,Date,Session Completed?,Mentor Attended,Mentee Attended\n\
                Ann Lee,Bo Chen,2026-01-13,Yes,Yes,Yes\nAnn Lee,Bo Chen,2026-02-13,No,Yes,No\n\
                Ann Lee,Bo Chen,2026-03-13,Cancelled,No,No\n";
    let workspace = Workspace::new(&[("sessions.csv", text)]);
    let reports = workspace.reported(&AS_OF);
    let sessions = reports.table("internal/analysis/sessions.csv");
    assert_eq!(
        sessions.column("status"),
        ["held", "missed_by_mentee", "cancelled"]
    );
}

const REGISTER: &str = "Match ID,Mentor,Mentee,Status,Start Date,End Date\n\
                        M1,Ann Lee,Bo Chen,Active,2026-01-05,2026-12-31\n\
                        M2,Cy Day,Di Fox,Closed - Successful,2026-01-05,2026-12-31\n\
                        M3,Ed Fry,Gi Hix,On hold,2026-01-05,2026-12-31\n";

const MEETINGS: &str =
    "pair_id,date,status\nM1,2026-06-05,held\nM2,2026-02-05,held\nM3,2026-02-05,held\n";

#[test]
fn an_end_that_active_pairs_have_is_no_end() {
    let workspace = Workspace::new(&[("matches.csv", REGISTER), ("log.csv", MEETINGS)]);
    let asked = workspace.report(&AS_OF);
    asked.says(
        0,
        &[
            "is `End Date` (“2026-12-31”) planned_end_on or closed_on?",
            "`Status` says of pairs with a day there that they go on (“Active”)",
            "planned_end_on = \"End Date\"   # or closed_on, or any other name",
        ],
    );
    let checked = workspace.run(&["check", "in"]);
    assert!(!checked.out.contains("closed_on ←"), "{}", checked.out);
    assert!(checked.out.contains("they rest (“On hold”)"));
    assert!(
        checked
            .out
            .contains("kept as attributes of pairs: `Status`"),
        "{}",
        checked.out
    );
    for (columns, read) in [
        ("planned_end_on = \"End Date\"", "planned_end_on ← End Date"),
        ("closed_on = \"End Date\"", "closed_on ← End Date"),
    ] {
        say(&workspace, columns, "matches.csv");
        let checked = workspace.run(&["check", "in"]);
        assert!(checked.out.contains(read), "{}", checked.out);
        assert!(!checked.out.contains("to decide"), "{}", checked.out);
    }
}

#[test]
fn the_day_of_a_state_is_the_last_of_pairs_that_have_ended() {
    let days = ["Status Date", "2026-01-05", "2026-05-01", "2026-04-01"];
    let lines = REGISTER.lines().zip(days);
    let lines = lines.map(|(line, day)| format!("{line},{day}\n"));
    let text = lines.collect::<Vec<_>>().concat();
    let workspace = Workspace::new(&[("matches.csv", text.as_str()), ("log.csv", MEETINGS)]);
    let reports = workspace.reported(&AS_OF);
    assert_eq!(reports.pair("M2")["ended_on"], "2026-05-01");
    assert_eq!(reports.pair("M1")["ended_on"], "");
    assert_eq!(reports.pair("M3")["state"], "paused");
    let checked = workspace.run(&["check", "in"]);
    let asked = "is `End Date` (“2026-12-31”) planned_end_on?";
    assert!(checked.out.contains(asked), "{}", checked.out);
}

#[test]
fn forms_of_the_start_are_told_by_their_cells() {
    let header = "Where in the journey";
    let text = format!(
        "Pair number,Date,I am the,{header},Were your goals achieved?\n\
         1,2026-01-10,mentee,At the start,No\n1,2026-06-10,mentee,At the end,Yes\n\
         2,2026-01-10,mentee,Am Anfang,No\n"
    );
    let workspace = Workspace::new(&[("forms.csv", text.as_str())]);
    let checked = workspace.run(&["check", "in"]);
    let read = format!("phase ← {header}");
    assert!(checked.out.contains(&read), "{}", checked.out);
    assert!(checked.out.contains("is read as the phase of each form"));
    let only = text.replace("At the end", "Beginning");
    let workspace = Workspace::new(&[("forms.csv", only.as_str())]);
    workspace.report(&AS_OF).says(
        1,
        &["is `Where in the journey` (“At the start”) when in the relationship each form was"],
    );
}

#[test]
fn two_respondents_under_an_unknown_header_are_asked_about() {
    let text = "pair_id,date,phase,Ausgefüllt durch,goals_achieved\n\
                1,2026-06-10,end,Mentor,yes\n1,2026-06-10,end,Mentee,no\n";
    let workspace = Workspace::new(&[("forms.csv", text)]);
    let asked = "is `Ausgefüllt durch` (“Mentor”) who answered each form (respondent)?";
    workspace.report(&AS_OF).says(0, &[asked]);
}

#[test]
fn days_rhythms_and_reasons_of_a_register_are_not_passed_over() {
    let text = "pair_id,mentor,mentee,Inception,Curtain,Pulse,Verdict,Tint\n\
                1,Anna Rossi,Bo Chen,2026-02-01,2026-05-13,weekly,Lost contact,red\n\
                2,Carla Verdi,Dan Wu,2026-02-15,,monthly,,blue\n";
    let workspace = Workspace::new(&[
        ("pairs.csv", text),
        ("log.csv", "pair_id,date\n1,2026-03-01\n2,2026-06-01\n"),
    ]);
    let checked = workspace.run(&["check", "in"]);
    for asked in [
        "is `Inception` (“2026-02-01”) started_on or planned_end_on or closed_on?",
        "is `Curtain` (“2026-05-13”) closed_on or planned_end_on or started_on?",
        "is `Pulse` (“weekly”) agreed_every?",
        "is `Verdict` (“Lost contact”) closure_reason?",
        "kept as attributes of pairs: `Inception`, `Curtain`, `Pulse`, `Verdict`, `Tint`",
    ] {
        assert!(checked.out.contains(asked), "{asked}\n{}", checked.out);
    }
    assert!(!checked.out.contains("is `Tint`"), "{}", checked.out);
    let said = "started_on = \"Inception\"\nclosed_on = \"Curtain\"\nagreed_every = \"Pulse\"\nverdict = \"Verdict\"";
    say(&workspace, said, "pairs.csv");
    let checked = workspace.run(&["check", "in"]);
    assert!(!checked.out.contains("to decide"), "{}", checked.out);
    let pair = workspace.reported(&AS_OF).pair("1");
    assert_eq!(
        (&*pair["ended_on"], &*pair["verdict"]),
        ("2026-05-13", "Lost contact")
    );
}

#[test]
fn the_register_of_an_italian_programme_has_its_ends() {
    let text = "Coppia;Mentor;Mentee;Data inizio;Data fine prevista;Data chiusura;Motivo chiusura\n\
                1;Anna Rossi;Bo Chen;01/02/2026;30/09/2026;13/05/2026;Contatto perso\n\
                2;Carla Verdi;Dan Wu;15/02/2026;30/09/2026;;\n";
    let incontri = "Coppia;Data incontro;Esito\n1;03/03/2026;Svolto\n2;13/04/2026;Mentor assente\n";
    let workspace = Workspace::new(&[("coppie.csv", text), ("incontri.csv", incontri)]);
    let reports = workspace.reported(&AS_OF);
    assert_eq!(reports.pair("1")["ended_on"], "2026-05-13");
    assert_eq!(reports.pair("2")["sessions_held"], "0");
}

#[test]
fn a_no_in_words_of_its_own_is_asked_about_where_all_others_came() {
    let mut text = "pair_id,date,status\n".to_owned();
    for day in 10..25 {
        text += &format!("A,2026-05-{day},Yes\n");
    }
    text += "A,2026-05-26,No - the dog ate it\nA,2026-05-27,Yes\n";
    let workspace = Workspace::new(&[("log.csv", text.as_str())]);
    workspace.report(&AS_OF).says(
        0,
        &[
            "what is meant by “No - the dog ate it”?",
            "\"No - the dog ate it\" = \"missed\"   # or",
        ],
    );
    let other = text.replace("26-05-27,Yes", "26-05-27,No");
    let workspace = Workspace::new(&[("log.csv", other.as_str())]);
    let report = workspace.report(&AS_OF);
    assert!(!report.err.contains("the dog ate it"), "{}", report.err);
}

#[test]
fn totals_below_months_are_no_pair() {
    let text = "Mentor,Mentee,Jan,Feb,Mar,Apr,Total\nAnn Lee,Bo Chen,2,1.5,0,2,5.5\n\
                Cy Day,Di Fox,1,1,1,1,4\nTotal,,3,2.5,1,3,9.5\n";
    let workspace = Workspace::new(&[("hours 2026.csv", text)]);
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains("2 pairs;"), "{}", checked.out);
    assert!(!checked.out.contains("unknown pair"), "{}", checked.out);
    let reports = workspace.reported(&AS_OF);
    assert!(
        reports
            .table("internal/ledger.csv")
            .column("value")
            .is_empty()
    );
}

#[test]
fn what_lacks_a_day_is_said_as_it_is() {
    let goals = "pair_id,goal,text,set_on,status\nP0,1,write,2026-01-01,attained\n";
    let workspace = Workspace::new(&[("goals.csv", goals)]);
    let words = "no meeting is recorded as held and no form is dated";
    workspace.report(&[]).says(2, &[words, "--as-of"]);
}

#[test]
fn days_of_actions_are_read_or_asked_about() {
    let pairs = "pair_id,mentor,mentee,started_on\nP1,Ann A,Bob B,2026-01-05\n";
    let with = |headers: &str| {
        let tasks =
            format!("Pair,Action,{headers}\nP1,Call,2026-02-01,\nP1,Write,2026-02-02,2026-02-02\n");
        Workspace::new(&[("pairs.csv", pairs), ("todos.csv", &tasks)])
    };
    for headers in [
        "Do by,Done on",
        "Prévue le,Réalisée le",
        "Fecha prevista,Fecha realizada",
    ] {
        let workspace = with(headers);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        assert_eq!(reports.pair("P1")["actions_overdue"], "1", "{headers}");
    }
    for (headers, line) in [
        ("Wanted for,Done on", "scheduled_on = \"Wanted for\""),
        ("Do by,Ticked off", "completed_on = \"Ticked off\""),
    ] {
        let said = with(headers).run(&["check", "in"]).out;
        assert!(said.contains(line), "{line}: {said}");
    }
}
