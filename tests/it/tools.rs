//! Exports of more tools and in more languages, as they come: what each column is taken for, and
//! how many rows count. The files stand in `tests/fixtures/tools`; all data is invented.

use crate::support::histories;
use mentorstat::config::Config;
use mentorstat::ingest::{self, Ingested, Profile, Unwatched};
use mentorstat::programme::{PairHistory, Status};
use std::fs;
use std::path::PathBuf;

fn read(name: &str) -> Ingested {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tools");
    ingest::read(&[fixtures.join(name)], &Config::default(), &Unwatched)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Each table with its columns, and the rows that count.
fn understood(ingested: &Ingested) -> (Vec<String>, u64) {
    let mut tables: Vec<String> = Vec::new();
    for table in &ingested.files[0].tables {
        let columns: Vec<_> = table.mapping.keys().map(String::as_str).collect();
        let table = format!("{}: {}", table.table.name(), columns.join(" "));
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let used = ingested
        .ledger
        .tallies
        .values()
        .map(|tally| tally.used)
        .sum();
    (tables, used)
}

const MEETING: &str = "sessions: date issues mentee mentor minutes next_meeting pair_id status";

/// A file, the tool that it is known to come from, its tables, and the rows that count.
type Case = (&'static str, Profile, &'static [&'static str], u64);

const CASES: [Case; 26] = [
    (
        "alchemer.csv",
        Profile::Alchemer,
        &["evaluations: date goals_achieved new_goals pair_id reason_not_achieved respondent"],
        2,
    ),
    (
        "formstack.csv",
        Profile::Formstack,
        &["sessions: date issues mentee mentor minutes next_meeting status"],
        1,
    ),
    (
        "jisc.csv",
        Profile::JiscOnlineSurveys,
        &[
            "evaluations: benefits date goals_achieved new_goals pair_id partnership reason_not_achieved respondent",
        ],
        2,
    ),
    (
        "notion.csv",
        Profile::Plain,
        &["sessions: actions date issues learnings minutes next_meeting pair_id status"],
        2,
    ),
    (
        "microsoft-forms-german.csv",
        Profile::MicrosoftForms,
        &["sessions: actions date issues minutes next_meeting pair_id"],
        2,
    ),
    (
        "google-forms-french.csv",
        Profile::GoogleForms,
        &[
            "evaluations: date goals_achieved mentee mentor new_goals partnership reason_not_achieved respondent",
        ],
        2,
    ),
    ("excel-japanese.csv", Profile::Plain, &[MEETING], 3),
    ("excel-turkish.csv", Profile::Plain, &[MEETING], 3),
    ("excel-polish.csv", Profile::Plain, &[MEETING], 3),
    ("excel-russian.csv", Profile::Plain, &[MEETING], 2),
    (
        "qualtrics-german.csv",
        Profile::Qualtrics,
        &[
            "evaluations: date goals_achieved new_goals pair_id partnership reason_not_achieved respondent",
        ],
        2,
    ),
    (
        "smartsheet.csv",
        Profile::Plain,
        &["sessions: date hours issues next_meeting pair_id solutions status"],
        2,
    ),
    (
        "sharepoint.csv",
        Profile::Plain,
        &["sessions: date issues minutes next_meeting pair_id status"],
        2,
    ),
    (
        "chronus-meetings.csv",
        Profile::Plain,
        &["sessions: date mentee mentor minutes mode status"],
        2,
    ),
    (
        "typeform-sessions.csv",
        Profile::Typeform,
        &["sessions: date mentee mentor minutes next_meeting rating"],
        2,
    ),
    (
        "surveymonkey-pairs.csv",
        Profile::SurveyMonkey,
        &[
            "evaluations: benefits date goals_achieved pair_id rating reason_not_achieved respondent",
        ],
        3,
    ),
    (
        "tracker-both-names.csv",
        Profile::Plain,
        &["sessions: date end mentee mentor minutes start status"],
        2,
    ),
    (
        "sosci.csv",
        Profile::SoSci,
        &["evaluations: date goals_achieved pair_id reason_not_achieved respondent"],
        2,
    ),
    (
        "questionpro.csv",
        Profile::QuestionPro,
        &["evaluations: date goals_achieved pair_id reason_not_achieved"],
        1,
    ),
    (
        "commcare.csv",
        Profile::CommCare,
        &["sessions: date issues mentee mentor minutes next_meeting status"],
        1,
    ),
    (
        "surveycto.csv",
        Profile::Odk,
        &["sessions: date issue_1 issue_2 mentee mentor minutes next_meeting status"],
        2,
    ),
    (
        "gravity-forms.csv",
        Profile::Plain,
        &["sessions: date mentee mentor minutes next_meeting status"],
        1,
    ),
    (
        "tally.csv",
        Profile::Plain,
        &[
            "evaluations: benefits date goals_achieved new_goals pair_id reason_not_achieved respondent",
        ],
        2,
    ),
    (
        "two-header-rows.csv",
        Profile::Plain,
        &["sessions: actions date mentee mentor minutes next_meeting status"],
        3,
    ),
    (
        "redcap-issues.csv",
        Profile::RedCap,
        &[
            "pairs: mentee mentor pair_id started_on",
            "sessions: date issues minutes pair_id status",
            "evaluations: date goals_achieved pair_id phase respondent",
        ],
        3,
    ),
    (
        "goal-actions.csv",
        Profile::Plain,
        &[
            "goals: goal pair_id status text",
            "actions: goal pair_id scheduled_on text",
        ],
        1,
    ),
];

#[test]
fn each_export_is_read_as_it_comes() {
    for (name, profile, tables, used) in CASES {
        let ingested = read(name);
        assert_eq!(ingested.files[0].profile, profile, "{name}");
        assert_eq!(
            understood(&ingested),
            (tables.iter().map(|one| (*one).to_owned()).collect(), used),
            "{name}"
        );
    }
}

/// Days and states of the meetings of each pair.
fn meetings(ingested: &Ingested) -> Vec<String> {
    let of_pair = |history: PairHistory<'_>| {
        let meetings: Vec<_> = history
            .sessions
            .iter()
            .map(|session| format!("{} {:?}", session.date, session.status))
            .collect();
        format!("{}: {}", history.pair.id, meetings.join(", "))
    };
    histories(ingested).into_iter().map(of_pair).collect()
}

#[test]
fn states_are_read_in_each_language() {
    for (name, expected) in [
        (
            "excel-japanese.csv",
            [
                "P1: 2026-01-12 Held, 2026-01-26 Cancelled",
                "P2: 2026-02-03 Held",
            ],
        ),
        (
            "excel-turkish.csv",
            [
                "1: 2026-01-12 Held, 2026-01-26 Cancelled",
                "2: 2026-02-03 Held",
            ],
        ),
        (
            "excel-polish.csv",
            [
                "1: 2026-01-12 Held, 2026-01-26 Cancelled",
                "2: 2026-02-03 Held",
            ],
        ),
        (
            "smartsheet.csv",
            ["P-1: 2026-01-05 Held, 2026-01-19 Missed", ""],
        ),
        (
            "notion.csv",
            ["P-1: 2026-01-05 Held, 2026-01-19 Cancelled", ""],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .filter(|pair| !pair.is_empty())
            .collect();
        assert_eq!(meetings(&read(name)), expected, "{name}");
    }
}

#[test]
fn months_without_a_year_take_it_from_the_name_or_the_title() {
    assert_eq!(
        meetings(&read("meetings 2026.csv")),
        [
            "P-1: 2026-01-15 Held, 2026-02-15 Held, 2026-04-15 Held",
            "P-2: 2026-02-15 Held, 2026-03-15 Held",
        ]
    );
    let school_year = meetings(&read("attendance-school-year.csv"));
    assert!(
        school_year[0].starts_with("P-1: 2025-09-15"),
        "{school_year:?}"
    );
    assert!(school_year[0].contains("2026-02-15"), "{school_year:?}");
}

#[test]
fn days_as_headers_follow_each_other_and_letters_say_who_was_absent() {
    assert_eq!(
        meetings(&read("attendance-days.csv")),
        [
            "Lena Ode – Tom Park: 2026-01-08 Held, 2026-01-15 Held, 2026-01-22 Missed, 2026-01-29 Held",
            "Ola Berg – Ines Diaz: 2026-01-08 Held, 2026-01-22 Missed, 2026-01-29 Held",
        ]
    );
}

#[test]
fn months_of_which_no_year_is_known_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv");
    fs::write(
        &path,
        "Pair ID,Mentor,Mentee,Jan,Feb,Mar\nP-1,A B,C D,x,x,\n",
    )
    .unwrap();
    let ingested = ingest::read(&[path], &Config::default(), &Unwatched).unwrap();
    assert!(histories(&ingested)[0].sessions.is_empty());
    let notes = ingested.files[0].notes.join("\n");
    assert!(notes.contains("have no year"), "{notes}");
}

/// A folder of files, read.
fn read_folder(files: &[(&str, &str)]) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    ingest::read(
        &[folder.path().to_path_buf()],
        &Config::default(),
        &Unwatched,
    )
    .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn what_can_have_happened_decides_the_order_of_dates() {
    let first_day = |files: &[(&str, &str)]| {
        let ingested = read_folder(files);
        let histories = histories(&ingested);
        (
            histories[0].sessions[0].date.to_string(),
            ingested.files.last().unwrap().date_order[0].reason.clone(),
        )
    };
    let next = "pair_id,date,next_meeting\nP-1,05/01/2026,12/01/2026\nP-1,12/01/2026,02/02/2026\nP-2,06/01/2026,03/02/2026\n";
    let (day, reason) = first_day(&[("sessions.csv", next)]);
    assert_eq!(day, "2026-01-05");
    assert!(
        reason.contains("line 3") && reason.contains("next meeting"),
        "{reason}"
    );
    let sessions =
        "pair_id,date,status\nP-1,05/01/2026,held\nP-1,05/02/2026,held\nP-2,04/03/2026,held\n";
    let pairs =
        "pair_id,started_on,closed_on\nP-1,2026-01-02,2026-03-15\nP-2,2026-01-02,2026-03-30\n";
    let (day, reason) = first_day(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    assert_eq!(day, "2026-01-05");
    assert!(reason.contains("end of its pair"), "{reason}");
    let (day, reason) = first_day(&[("sessions 2026-04-01.csv", sessions)]);
    assert_eq!(day, "2026-01-05");
    assert!(reason.contains("file was made"), "{reason}");
    let stamped = "Timestamp,Pair ID,Session date,Minutes\n25/01/2026 18:00:00,P-1,02/01/2026,60\n";
    assert_eq!(first_day(&[("log.csv", stamped)]).0, "2026-01-02");
    let points = "pair_id,date,minutes\n1,05.01.2026,60\n1,02.02.2026,45\n";
    assert_eq!(first_day(&[("sessions.csv", points)]).0, "2026-01-05");
    let semicolons = "Paar;Datum;Dauer (Std.)\n1;05/01/2026;1,5\n1;02/02/2026;0,75\n";
    assert_eq!(first_day(&[("sessions.csv", semicolons)]).0, "2026-01-05");
    let short = "pair_id,date,minutes\n1,26-01-05,60\n1,26-01-19,45\n2,26-02-24,60\n";
    assert_eq!(first_day(&[("sessions.csv", short)]).0, "2026-01-05");
}

#[test]
fn events_that_could_be_in_either_order_of_dates_decide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.csv");
    fs::write(
        &path,
        "pair_id,date,next_meeting\nP-1,05/01/2026,06/02/2026\n",
    )
    .unwrap();
    let error = ingest::read(&[path], &Config::default(), &Unwatched).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("does `05/01/2026` (line 2) mean"),
        "{error}"
    );
}

#[test]
fn a_yes_or_a_no_may_say_more_of_a_meeting() {
    let log = "pair_id,date,Did the meeting take place?\n\
        P-1,2026-01-01,Yes\nP-1,2026-01-02,\"No, cancelled\"\nP-1,2026-01-03,No - mentee did not show up\n\
        P-1,2026-01-04,\"Yes, online\"\nP-1,2026-01-05,Nie\n";
    let ingested = read_folder(&[("log.csv", log)]);
    let states: Vec<_> = histories(&ingested)[0]
        .sessions
        .iter()
        .map(|one| one.status)
        .collect();
    assert_eq!(
        states,
        [
            Status::Held,
            Status::Cancelled,
            Status::MissedByMentee,
            Status::Held,
            Status::Missed
        ]
    );
}
