//! Logs that say in columns of their own which meetings did not take place. All data is invented.

use crate::support::{REPOSITORY, Workspace};
use mentorstat::config::Config;
use mentorstat::ingest::{self, Unwatched};
use mentorstat::programme::Status::{
    self, Cancelled, Held, Missed, MissedByMentee, MissedByMentor, Unknown,
};
use std::fs;
use std::path::{Path, PathBuf};

/// A log of three meetings with one more column (`Pair, Mentor, Mentee, Date, X, Minutes`).
fn log(header: &str, cells: [&str; 3]) -> String {
    let mut text = format!("Pair,Mentor,Mentee,Date,{header},Minutes\n");
    for (cell, day) in cells.iter().zip(["2026-01-13", "2026-02-13", "2026-03-13"]) {
        text += &format!("A,Ann Lee,Bo Ek,{day},{cell},45\n");
    }
    text
}

/// What became of the meetings of a log, by day.
fn statuses(log: &str) -> Vec<Status> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.csv");
    fs::write(&path, log).unwrap();
    meetings(path)
        .into_iter()
        .map(|(status, _)| status)
        .collect()
}

/// What became of the meetings of a file, and how many minutes they lasted, by day.
fn meetings(path: PathBuf) -> Vec<(Status, Option<f32>)> {
    let ingested = ingest::read(&[path], &Config::default(), &Unwatched).unwrap();
    let partitions = ingested.programme.partitions.iter();
    let sessions = partitions.flat_map(|partition| partition.sessions.all());
    let mut days: Vec<_> = sessions.collect();
    days.sort_unstable_by_key(|session| session.date);
    let told = days
        .iter()
        .map(|session| (session.status, session.minutes.get()));
    told.collect()
}

#[test]
fn a_yes_below_a_word_for_a_meeting_that_did_not_take_place_is_no_meeting() {
    for (header, no, yes, status) in [
        ("Cancelled?", "No", "Yes", Cancelled),
        ("Session cancelled", "0", "1", Cancelled),
        ("No-show (Y/N)", "N", "Y", Missed),
        ("Absent", "", "x", Missed),
        ("Not held", "FALSE", "TRUE", Missed),
        ("Missed by", "", "Mentor", MissedByMentor),
        ("Ausgefallen", "nein", "ja", Cancelled),
        ("Annulé", "non", "oui", Cancelled),
    ] {
        let found = statuses(&log(header, [no, yes, no]));
        assert_eq!(found, [Held, status, Held], "{header}");
    }
}

#[test]
fn a_reason_a_day_or_a_name_is_one_of_a_meeting_that_did_not_take_place() {
    for (header, cell, status) in [
        ("Reason for cancellation", "ill", Cancelled),
        ("Cancellation date", "2026-02-10", Cancelled),
        ("Cancelled by", "Mentor", Cancelled),
        ("Reason not held", "holidays", Missed),
        ("Why didn't you meet?", "mentee no-show", MissedByMentee),
    ] {
        let found = statuses(&log(header, ["", cell, "n/a"]));
        assert_eq!(found, [Held, status, Held], "{header}");
    }
}

#[test]
fn no_below_a_word_for_a_meeting_that_took_place_is_none() {
    for (header, yes, no) in [
        ("Occurred", "Yes", "No"),
        ("Present", "Yes", "No"),
        ("Showed up", "1", "0"),
        ("Appointment kept?", "yes", "no"),
        ("Show/No show", "Show", "No show"),
        ("Erschienen", "ja", "nein"),
        ("Présence", "présent", "absent"),
        ("Realizada", "sí", "no"),
        ("Gehouden", "ja", "nee"),
        ("Session type", "Held", "No show"),
    ] {
        let found = statuses(&log(header, [yes, no, yes]));
        assert_eq!(found, [Held, Missed, Held], "{header}");
    }
    let found = statuses(&log("Who attended", ["Both", "Mentor", "Mentee only"]));
    assert_eq!(found, [Held, MissedByMentee, MissedByMentor]);
}

#[test]
fn several_columns_are_read_together_and_a_status_refines() {
    let text = "Pair,Mentor,Mentee,Date,Canceled,Marked as No-Show,Minutes\n\
                A,Ann Lee,Bo Ek,2026-01-13,FALSE,No,45\n\
                A,Ann Lee,Bo Ek,2026-02-03,TRUE,No,45\n\
                A,Ann Lee,Bo Ek,2026-02-13,FALSE,Yes,45\n\
                A,Ann Lee,Bo Ek,2026-03-13,FALSE,No,45\n";
    assert_eq!(statuses(text), [Held, Cancelled, Missed, Held]);
    let text = "Pair,Mentor,Mentee,Date,Status,Cancelled?,Minutes\n\
                A,Ann Lee,Bo Ek,2026-01-13,Completed,No,45\n\
                A,Ann Lee,Bo Ek,2026-02-03,Completed,Yes,45\n\
                A,Ann Lee,Bo Ek,2026-02-13,No-show,No,45\n\
                A,Ann Lee,Bo Ek,2026-03-13,Completed,,45\n";
    assert_eq!(statuses(text), [Held, Cancelled, Missed, Held]);
}

#[test]
fn a_reason_beside_a_meeting_that_was_held_leaves_it_open() {
    let text = "Pair,Mentor,Mentee,Date,Did you meet?,Why didn't you meet?\n\
                A,Ann Lee,Bo Ek,2026-01-13,Yes,\n\
                A,Ann Lee,Bo Ek,2026-02-03,No,ill\n\
                A,Ann Lee,Bo Ek,2026-02-13,No,mentor no-show\n\
                A,Ann Lee,Bo Ek,2026-03-13,Yes,mentor was ill\n";
    assert_eq!(statuses(text), [Held, Missed, MissedByMentor, Unknown]);
}

#[test]
fn bookings_of_a_calendar_are_meetings_unless_cancelled_or_missed() {
    let path = Path::new(REPOSITORY).join("tests/fixtures/tools/calendly.csv");
    assert_eq!(
        meetings(path),
        [
            (Held, Some(60.0)),
            (Cancelled, Some(60.0)),
            (Missed, Some(60.0)),
            (Held, Some(45.0)),
        ]
    );
}

#[test]
fn what_is_read_is_said() {
    let log = log("Cancelled?", ["No", "Yes", "No"]);
    let said = Workspace::new(&[("sessions.csv", log)])
        .run(&["check", "in"])
        .out;
    assert!(said.contains("status ← Cancelled?"), "{said}");
    assert!(
        said.contains(
            "`Cancelled?` says which meetings did not take place; the others count as held"
        ),
        "{said}"
    );
    assert!(!said.contains("not read"), "{said}");
}

#[test]
fn what_init_writes_reads_the_same() {
    let several = "Pair,Mentor,Mentee,Date,Canceled,Marked as No-Show,Minutes\n\
                   A,Ann Lee,Bo Ek,2026-01-13,FALSE,No,45\n\
                   A,Ann Lee,Bo Ek,2026-02-03,TRUE,No,45\n\
                   A,Ann Lee,Bo Ek,2026-02-13,FALSE,Yes,45\n\
                   A,Ann Lee,Bo Ek,2026-03-13,FALSE,No,45\n";
    for text in [several, &log("Cancelled?", ["No", "Yes", "No"])] {
        let workspace = Workspace::new(&[("sessions.csv", text)]);
        workspace.run(&["init", "in"]).says(0, &[]);
        let config = fs::read_to_string(workspace.inputs().join("mentorstat.toml")).unwrap();
        assert!(!config.contains("nothing is read from"), "{config}");
        let report = workspace.reported(&["--as-of", "2026-03-31"]);
        assert_eq!(report.pair("A")["sessions_held"], "2", "{config}");
    }
}

#[test]
fn the_configuration_has_the_last_word() {
    let text = log("Cancelled?", ["No", "Yes", "No"]);
    let with = |lines: &str| {
        let config = format!("[[source]]\nfile = \"sessions.csv\"\n[source.columns]\n{lines}\n");
        let files = [
            ("sessions.csv", text.as_str()),
            ("mentorstat.toml", &config),
        ];
        let workspace = Workspace::new(&files);
        let report = workspace.reported(&["--as-of", "2026-03-31"]);
        report.pair("A").remove("sessions_held").unwrap()
    };
    assert_eq!(with("status = \"Cancelled?\""), "2", "as its header says");
    assert_eq!(with("status = \"\""), "3", "there is no status");
    assert_eq!(
        with("fee_waived = \"Cancelled?\""),
        "3",
        "it is something else"
    );
}

#[test]
fn moved_meetings_with_a_length_and_unconfirmed_ones_are_asked_about() {
    for (header, cells) in [
        ("Rescheduled?", ["No", "Yes", "No"]),
        ("Confirmed", ["Yes", "No", "Yes"]),
        ("Successful contact", ["Yes", "No", "Yes"]),
        ("Was contact made with mentee?", ["Yes", "No", "Yes"]),
    ] {
        let workspace = Workspace::new(&[("sessions.csv", log(header, cells))]);
        let ended = workspace.report(&["--as-of", "2026-03-31"]);
        ended.says(1, &[header, "status ="]);
        workspace.assert_nothing_written();
    }
}

#[test]
fn other_columns_stay_what_they_are() {
    for (header, cells) in [
        ("Missed", ["0", "2", "1"]),
        ("Present", ["Ann", "Ann and Bo", "Bo"]),
        ("Notes (why cancelled)", ["went well", "ill", "fine"]),
    ] {
        assert_eq!(statuses(&log(header, cells)), [Held; 3], "{header}");
    }
}

#[test]
fn a_word_alone_calls_a_meeting_off_where_its_kind_its_place_or_notes_are_asked_for() {
    for header in [
        "Session type",
        "Event Type",
        "Venue",
        "Notes",
        "What did you discuss?",
        "Start time",
    ] {
        let text = format!(
            "Pair,Mentor,Mentee,Date,Minutes,{header}\n\
             A,Ann Lee,Bo Ek,2026-01-13,60,Online\n\
             A,Ann Lee,Bo Ek,2026-02-03,,Cancelled by mentor\n\
             A,Ann Lee,Bo Ek,2026-02-13,45,Talked about the cancelled trip\n\
             A,Ann Lee,Bo Ek,2026-03-01,,DNA\n\
             A,Ann Lee,Bo Ek,2026-03-10,30,Online\n\
             A,Ann Lee,Bo Ek,2026-03-13,,\n"
        );
        let expected = [Held, Cancelled, Held, Missed, Held, Held];
        assert_eq!(statuses(&text), expected, "{header}");
    }
    let text = "Pair,Mentor,Mentee,Date,How long did you meet?\n\
                A,Ann Lee,Bo Ek,2026-01-13,1 hour\n\
                A,Ann Lee,Bo Ek,2026-02-13,We did not meet\n";
    assert_eq!(statuses(text), [Held, Missed]);
}

#[test]
fn a_word_alone_gives_way_to_a_status_and_is_doubtful_beside_a_length() {
    let text = "Pair,Mentor,Mentee,Date,Status,Minutes,Notes\n\
                A,Ann Lee,Bo Ek,2026-01-13,Held,45,CV\n\
                A,Ann Lee,Bo Ek,2026-02-03,Held,45,No show\n\
                A,Ann Lee,Bo Ek,2026-02-13,,,No show\n\
                A,Ann Lee,Bo Ek,2026-03-13,Held,45,Maths\n";
    assert_eq!(statuses(text), [Held, Held, Missed, Held]);
    let text = "Pair,Mentor,Mentee,Date,Minutes,Notes\n\
                A,Ann Lee,Bo Ek,2026-01-13,45,CV\n\
                A,Ann Lee,Bo Ek,2026-02-03,45,No show\n\
                A,Ann Lee,Bo Ek,2026-02-13,45,Postponed\n\
                A,Ann Lee,Bo Ek,2026-03-13,45,Maths\n";
    assert_eq!(statuses(text), [Held, Unknown, Held, Held]);
}

#[test]
fn what_is_about_somebody_or_something_else_calls_no_meeting_off() {
    for header in [
        "Interpreter",
        "Goal notes",
        "Action status",
        "Next meeting notes",
    ] {
        let text = format!(
            "Pair,Mentor,Mentee,Date,Minutes,{header}\n\
             A,Ann Lee,Bo Ek,2026-01-13,60,fine\n\
             A,Ann Lee,Bo Ek,2026-02-13,45,Cancelled\n\
             A,Ann Lee,Bo Ek,2026-03-13,45,good\n"
        );
        assert_eq!(statuses(&text), [Held; 3], "{header}");
    }
}

#[test]
fn who_attended_and_whether_you_were_able_to_meet_say_what_became_of_a_meeting() {
    let text = "Pair,Mentor,Mentee,Date,Attended by mentee,Attended by mentor\n\
                A,Ann Lee,Bo Ek,2026-01-13,Yes,Yes\n\
                A,Ann Lee,Bo Ek,2026-02-03,No,Yes\n\
                A,Ann Lee,Bo Ek,2026-02-13,Yes,No\n";
    assert_eq!(statuses(text), [Held, MissedByMentee, MissedByMentor]);
    for header in [
        "Were you able to meet?",
        "Were you able to meet this month?",
        "Did it happen",
        "Turn up",
        "Turned up?",
    ] {
        let found = statuses(&log(header, ["Yes", "No", "Yes"]));
        assert_eq!(found, [Held, Missed, Held], "{header}");
    }
    let found = statuses(&log("Mentee turned up", ["Yes", "No", "Yes"]));
    assert_eq!(found, [Held, MissedByMentee, Held]);
}

/// A log of three meetings with one more column and nothing else.
fn bare_log(header: &str, cell: &str) -> String {
    format!(
        "Pair,Mentor,Mentee,Date,{header}\nA,Ann Lee,Bo Ek,2026-01-13,CV\n\
         A,Ann Lee,Bo Ek,2026-02-13,\"{cell}\"\nA,Ann Lee,Bo Ek,2026-03-13,Maths\n"
    )
}

#[test]
fn a_note_that_begins_with_it_calls_a_meeting_off() {
    for (note, status) in [
        ("Mentee did not show up, waited 20 min", MissedByMentee),
        ("Mentee cancelled last minute", Cancelled),
        ("Not held: bank holiday", Missed),
        ("Cancelled by mentee at short notice. Rebooked.", Cancelled),
        ("Mentee never arrived", MissedByMentee),
        ("No one turned up", Missed),
        ("Meeting fell through", Missed),
        ("Had to cancel (childcare)", Cancelled),
        ("Stood up by mentee", MissedByMentee),
        ("We talked about her cancelled interview", Held),
        ("Cancelled the trip, met at the cafe instead", Held),
        ("Mentee did not show up, but rang later", Held),
        ("Rescheduled from last week. Talked about interviews", Held),
    ] {
        let found = statuses(&bare_log("Notes", note));
        assert_eq!(found, [Held, status, Held], "{note}");
    }
}

#[test]
fn a_note_calls_off_no_meeting_with_anything_that_only_a_held_one_has() {
    for (header, cell) in [
        ("Minutes", "40"),
        ("Rating", "4"),
        ("Learnings", "patience"),
    ] {
        let text = format!(
            "Pair,Mentor,Mentee,Date,Notes,{header}\nA,Ann Lee,Bo Ek,2026-01-13,CV,{cell}\n\
             A,Ann Lee,Bo Ek,2026-02-13,\"No show, waited\",{cell}\n\
             A,Ann Lee,Bo Ek,2026-03-13,\"No show, waited\",\n"
        );
        assert_eq!(statuses(&text), [Held, Held, Missed], "{header}");
    }
    let text = "Pair,Mentor,Mentee,Date,Status,Notes\n\
                A,Ann Lee,Bo Ek,2026-01-13,Held,\"No show last week, we spoke\"\n\
                A,Ann Lee,Bo Ek,2026-02-13,Held,\"No show, waited\"\n\
                A,Ann Lee,Bo Ek,2026-03-13,Missed,\"No show, waited\"\n";
    assert_eq!(statuses(text), [Held, Held, Missed], "a status stands");
}

#[test]
fn notes_that_speak_of_it_and_lengths_of_zero_are_said_once() {
    let said = |log: String| {
        let workspace = Workspace::new(&[("sessions.csv", log)]);
        workspace.report(&["--as-of", "2026-03-31"]).err
    };
    let speaks = "in some rows `Notes` speaks of a meeting that was cancelled, missed or moved";
    let doubtful = said(bare_log("Notes", "We talked about her cancelled interview"));
    assert!(!doubtful.contains("interview"), "notes stay in the file");
    assert_eq!(doubtful.matches(speaks).count(), 1, "{doubtful}");
    for clear in ["Reviewed missed targets", "Cancelled by mentee: ill"] {
        let clear = said(bare_log("Notes", clear));
        assert!(!clear.contains("speaks of"), "{clear}");
    }
    let text = "Pair,Mentor,Mentee,Date,Duration (min),Format\n\
                A,Ann Lee,Bo Ek,2026-01-13,60,online\nA,Ann Lee,Bo Ek,2026-02-13,0,\n\
                A,Ann Lee,Bo Ek,2026-03-13,0,\n";
    assert_eq!(statuses(text), [Held; 3], "the contract has them count");
    let zero = said(text.to_owned());
    let wanted = "in some rows `Duration (min)` gives a length of 0";
    assert_eq!(zero.matches(wanted).count(), 1, "{zero}");
    let told = text.replace(",Format", ",Status").replace("online", "Held");
    assert!(!said(told).contains("length of 0"));
}

#[test]
fn an_event_that_its_calendar_calls_cancelled_is_no_meeting() {
    for (header, mark) in [
        ("Subject", "Canceled:"),
        ("Subject", "Cancelled:"),
        ("Title", "Abgesagt:"),
        ("Summary", "Annulé :"),
        ("Betreff", "Annulée :"),
        ("Asunto", "Cancelado:"),
        ("Onderwerp", "Geannuleerd:"),
    ] {
        let text = format!(
            "{header},Start Date,Start Time,End Date,End Time,Mentor,Mentee\n\
             Mentoring: Ann/Bo,1/13/2026,10:15:00 AM,1/13/2026,11:15:00 AM,Ann Lee,Bo Ek\n\
             {mark} Mentoring Ann/Bo,2/13/2026,10:15:00 AM,2/13/2026,11:15:00 AM,Ann Lee,Bo Ek\n\
             Cancelled trip: Ann/Bo,3/13/2026,10:15:00 AM,3/13/2026,11:15:00 AM,Ann Lee,Bo Ek\n"
        );
        assert_eq!(statuses(&text), [Held, Cancelled, Held], "{header} {mark}");
    }
    let text = bare_log("Subject,Minutes", "Canceled: CV\",\"45").replace("CV\n", "CV,45\n");
    let text = text.replace("Maths\n", "Maths,45\n");
    assert_eq!(
        statuses(&text),
        [Held, Unknown, Held],
        "a length of its own"
    );
}

#[test]
fn a_column_that_asks_whether_both_came_and_whose_cells_all_say_it_is_the_status() {
    let text = "Pair,Mentor,Mentee,Date,Did both of you attend?,Minutes\n\
                A,Ann Lee,Bo Ek,2026-01-13,Yes,45\n\
                A,Ann Lee,Bo Ek,2026-02-03,\"No, the mentee was absent\",\n\
                A,Ann Lee,Bo Ek,2026-02-13,\"No, the mentor was absent\",\n\
                A,Ann Lee,Bo Ek,2026-03-03,\"No, we cancelled\",\n\
                A,Ann Lee,Bo Ek,2026-03-13,Yes,60\n";
    assert_eq!(
        statuses(text),
        [Held, MissedByMentee, MissedByMentor, Cancelled, Held]
    );
    let checked = |log: String| {
        Workspace::new(&[("sessions.csv", log)])
            .run(&["check", "in"])
            .out
    };
    let said = checked(text.to_owned());
    let note = "`Did both of you attend?` is read as what became of each meeting (status)";
    assert!(said.contains(note), "{said}");
    for open in [
        text.replace("Did both of you attend?", "Did you attend the workshop?"),
        text.replace("No, we cancelled", "Partly so"),
    ] {
        let asked = checked(open);
        assert!(
            asked.contains("what became of each meeting (status)?"),
            "{asked}"
        );
    }
}
