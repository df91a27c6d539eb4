//! Whole folders read into a programme.

use mentorstat::config::{BlankStatus, Config, DateOrder, SourceConfig, UnknownPairs};
use mentorstat::ingest::{
    self, AmbiguityReport, IngestError, Ingested, Severity, UnclearStatus, Unwatched,
};
use mentorstat::programme::{
    Answer, Closure, Day, Detail, Elements, Fate, GoalStatus, Pair, PairHistory, Phase, Programme,
    Respondent, Status, Table,
};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

/// A folder of files, read.
fn read_with(files: &[(&str, &[u8])], config: &Config) -> Result<Ingested, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    ingest::read(&[folder.path().to_path_buf()], config, &Unwatched)
}

fn read(files: &[(&str, &str)]) -> Ingested {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    read_with(&files, &Config::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn histories(programme: &Programme) -> Vec<PairHistory<'_>> {
    let mut histories: Vec<_> = programme
        .partitions
        .iter()
        .flat_map(|partition| partition.histories(programme))
        .collect();
    histories.sort_by(|a, b| a.pair.id.cmp(&b.pair.id));
    histories
}

fn ids(programme: &Programme) -> Vec<String> {
    histories(programme)
        .iter()
        .map(|history| history.pair.id.clone())
        .collect()
}

fn pair<'a>(programme: &'a Programme, id: &str) -> PairHistory<'a> {
    let found = histories(programme)
        .into_iter()
        .find(|history| history.pair.id == id);
    found.unwrap_or_else(|| panic!("no pair {id} among {:?}", ids(programme)))
}

/// Rows of a fate over all files and tables.
fn rows(ingested: &Ingested, fate: Fate) -> u64 {
    let tallies = ingested.ledger.tallies.values();
    tallies
        .map(|tally| match fate {
            Fate::Used => tally.used,
            Fate::Repeated => tally.repeated,
            Fate::UnknownPair => tally.unknown_pair,
            Fate::Footer => tally.footer,
            Fate::Rejected => tally.rejected,
            Fate::AfterAsOf | Fate::AfterEnd | Fate::NotYetStarted => 0,
        })
        .sum()
}

fn rules(ingested: &Ingested) -> Vec<(u32, &str, &str, &str)> {
    let entries = ingested.ledger.entries.iter();
    entries
        .map(|entry| {
            let (line, column) = (entry.origin.line, entry.column.as_str());
            (line, column, entry.value.as_str(), entry.rule.as_str())
        })
        .collect()
}

const SESSIONS: &str = "\
pair_id,date,status,minutes,stage,progress,goal_1_progress,issues,learnings,actions,next_meeting,new_goal,rating
P-01,2026-01-10,held,60,Exploration,20,10,Time,Plan ahead,Write CV,2026-02-10,,4
P-01,2026-02-11,held,45,Learning,40,35,time!,n/a,-,2026-03-11,Learn Rust,5
P-02,2026-01-12,missed by mentee,,,,,,,,,,
P-02,2026-01-19,held,30,Planning,,,,,,,,3
";

const PAIRS: &str = "\
pair_id,mentor,mentee,cohort,site,started_on,planned_end_on,closed_on,closure_reason,agreed_every,agreed_minutes
P-01,Anna Ek,Bo Li,2026 spring,Oslo,2026-01-05,2026-12-31,,,2 weeks,60
P-02,Cai Wu,Di Oz,2026 spring,Rome,2026-01-06,2026-12-31,2026-02-01,completed,30,45
P-03,Eve Ry,Fu Xi,2026 autumn,Rome,2026-09-01,,,,,
";

const EVALUATIONS: &str = "\
pair_id,date,respondent,phase,goals_achieved,goal_1,goal_1_achieved,new_goals,partnership
P-01,2026-02-20,mentee,end,2 of 3,Write a CV,yes,yes,no
";

const GOALS: &str = "\
pair_id,goal,text,set_on,due_on,status,attained_on,level
P-01,1,Write a CV,2026-01-10,2026-03-01,attained,2026-02-20,2
";

const ACTIONS: &str = "\
pair_id,goal,text,scheduled_on,completed_on,status
P-01,1,Draft,2026-01-20,2026-01-25,completed
";

const PARTNERSHIPS: &str = "\
pair_id,text,support_needed,scheduled_on,status
P-01,Share a stand,Money,2026-05-01,planned
";

fn all_tables() -> [(&'static str, &'static str); 6] {
    [
        ("sessions.csv", SESSIONS),
        ("pairs.csv", PAIRS),
        ("evaluations.csv", EVALUATIONS),
        ("goals.csv", GOALS),
        ("actions.csv", ACTIONS),
        ("partnerships.csv", PARTNERSHIPS),
    ]
}

#[test]
fn six_tidy_tables_become_a_programme() {
    let ingested = read(&all_tables());
    let programme = &ingested.programme;
    assert_eq!(ids(programme), ["P-01", "P-02", "P-03"]);
    assert_eq!(programme.attributes, ["cohort", "site"]);
    assert_eq!(programme.data_through, Some(day("2026-02-20")));
    assert_eq!(programme.stage_model.key, "exploration-to-experimentation");
    let history = pair(programme, "P-01");
    let expected = Pair {
        id: "P-01".into(),
        mentor: Some("Anna Ek".into()),
        mentee: Some("Bo Li".into()),
        attributes: vec![Some("2026 spring".into()), Some("Oslo".into())],
        started_on: Some(day("2026-01-05")),
        planned_end_on: Some(day("2026-12-31")),
        agreed_every_days: Some(14.0),
        agreed_minutes: Some(60.0),
        origin: history.pair.origin,
        ..Pair::default()
    };
    assert_eq!(*history.pair, expected);
    assert_eq!(history.pair.origin.map(|origin| origin.line), Some(2));
    assert_eq!(
        pair(programme, "P-02").pair.closure,
        Some(Closure::AsPlanned)
    );
    assert_eq!(rows(&ingested, Fate::Used), 4 + 3 + 1 + 1 + 1 + 1);
    assert_eq!(rules(&ingested), []);
}

#[test]
fn sessions_keep_what_can_be_measured() {
    let ingested = read(&all_tables());
    let history = pair(&ingested.programme, "P-01");
    let [first, second] = history.sessions else {
        panic!("{:?}", history.sessions)
    };
    assert_eq!(
        (first.date, first.status),
        (day("2026-01-10"), Status::Held)
    );
    assert_eq!(
        (first.minutes.get(), first.progress.get()),
        (Some(60.0), Some(20.0))
    );
    assert_eq!(first.stage.map(std::num::NonZeroU8::get), Some(1));
    assert_eq!(first.rating, Some(0.75));
    assert_eq!(first.next_meeting, Some(day("2026-02-10")));
    assert_eq!(first.filled.count(), 5);
    let missing = Elements::LEARNINGS.union(Elements::ACTIONS);
    assert_eq!(second.filled.intersection(missing), Elements::default());
    let issue =
        |session: &mentorstat::programme::Session| match &session.details_in(history.details)[1] {
            Detail::Issue(0, print, _) => *print,
            other => panic!("{other:?}"),
        };
    assert_eq!(issue(first), issue(second));
    assert!(
        matches!(first.details_in(history.details)[0], Detail::Progress(progress)
        if progress.goal == 1 && (progress.value - 10.0).abs() < 1e-6)
    );
    assert!(
        matches!(&second.details_in(history.details)[2], Detail::NewGoal(goal) if goal.folded == "learn rust")
    );
    assert_eq!(
        pair(&ingested.programme, "P-02").sessions[0].status,
        Status::MissedByMentee
    );
}

#[test]
fn forms_goals_actions_and_ideas_are_read() {
    let ingested = read(&all_tables());
    let history = pair(&ingested.programme, "P-01");
    let form = &history.forms[0];
    assert_eq!(
        (form.respondent, form.phase),
        (Respondent::Mentee, Phase::End)
    );
    assert_eq!(
        (form.new_goals, form.partnership),
        (Some(true), Some(false))
    );
    assert_eq!(form.goals[0].answer, Some(Answer::Yes));
    assert_eq!(history.goals[0].status, Some(GoalStatus::Attained));
    assert_eq!(history.goals[0].level, Some(2.0));
    assert_eq!(history.actions[0].completed_on, Some(day("2026-01-25")));
    assert_eq!(history.ideas[0].text.as_deref(), Some("Share a stand"));
}

#[test]
fn what_cannot_be_understood_is_in_the_ledger() {
    let text = "\
pair_id,date,status,minutes
P-01,2026-01-10,held,60
P-01,,held,60
P-01,2026-02-31,held,60
P-01,2026-03-01,dancing,an age
P-01,2026-03-02,held,60,extra
,,,
Total,,,120
";
    let ingested = read(&[("sessions.csv", text)]);
    assert_eq!(rows(&ingested, Fate::Used), 2);
    assert_eq!(rows(&ingested, Fate::Rejected), 3);
    assert_eq!(rows(&ingested, Fate::Footer), 2);
    let found: Vec<_> = rules(&ingested)
        .iter()
        .map(|(line, column, value, _)| (*line, *column, *value))
        .collect();
    assert_eq!(
        found,
        [
            (3, "date", ""),
            (4, "date", "2026-02-31"),
            (5, "minutes", "an age"),
            (5, "status", "dancing"),
            (6, "", "extra"),
        ]
    );
    let report = &ingested.files[0];
    assert_eq!((report.rows, report.footer_rows), (5, 2));
    assert_eq!(report.ledger.entries[&Severity::Error], 3);
}

#[test]
fn rows_of_unknown_pairs_are_set_aside_unless_they_are_taken_in() {
    let sessions = "pair_id,date\nP-01,2026-01-10\nP-9,2026-01-11\n,2026-01-12\n";
    let files = [("pairs.csv", PAIRS), ("sessions.csv", sessions)];
    let ingested = read(&files);
    assert_eq!(rows(&ingested, Fate::UnknownPair), 2);
    assert_eq!(ids(&ingested.programme).len(), 3);
    let config = Config {
        unknown_pairs: UnknownPairs::Add,
        ..Config::default()
    };
    let files = files.map(|(name, text)| (name, text.as_bytes()));
    let ingested = read_with(&files, &config).unwrap();
    assert_eq!(ids(&ingested.programme), ["P-01", "P-02", "P-03", "P-9"]);
    assert_eq!(rows(&ingested, Fate::UnknownPair), 1);
}

#[test]
fn names_join_whatever_their_order_and_accents() {
    let pairs = "pair_id,mentor,mentee,mentor_email\nP-01,Anna Müller,Bo Li,anna@x.org\nP-02,Anna Müller,Di Oz,anna@x.org\n";
    let sessions = "mentor,mentee,date\n\"MULLER, Anna\",bo li,2026-01-10\nanna@x.org,Di Oz,2026-01-11\nAnna Muller,Di Ozz,2026-01-12\n";
    let ingested = read(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    assert_eq!(pair(&ingested.programme, "P-01").sessions.len(), 1);
    assert_eq!(pair(&ingested.programme, "P-02").sessions.len(), 1);
    assert_eq!(rows(&ingested, Fate::UnknownPair), 1);
}

#[test]
fn near_misses_are_suggested_and_never_joined() {
    let pairs = "pair_id\nBatch 50\nOther\n";
    let sessions = "pair_id,date\nBatch 5 ,2026-01-10\nNobody here,2026-01-10\n";
    let ingested = read(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    assert_eq!(rows(&ingested, Fate::UnknownPair), 2);
    let entries = &ingested.ledger.entries;
    assert!(
        entries[0]
            .consequence
            .ends_with("did you mean `Batch 50` (the ids differ in 1 character)?"),
        "{entries:?}"
    );
    assert_eq!(entries[1].consequence, "the row is set aside");
}

#[test]
fn a_quote_that_is_never_closed_loses_no_other_row() {
    let sessions = "pair_id,date,learnings\nP-1,2026-01-10,\"never closed\nP-1,2026-02-10,fine\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert_eq!(pair(&ingested.programme, "P-1").sessions.len(), 2);
    assert_eq!(rules(&ingested)[0].3, "a quote is opened and never closed");
}

#[test]
fn without_a_register_every_pair_named_is_a_pair() {
    let sessions = "mentor,mentee,date\nAnna Ek,Bo Li,2026-01-10\n\"Ek, Anna\",BO LI,2026-02-10\nCai Wu,Di Oz,2026-01-10\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert_eq!(
        ids(&ingested.programme),
        ["Anna Ek – Bo Li", "Cai Wu – Di Oz"]
    );
    assert_eq!(
        pair(&ingested.programme, "Anna Ek – Bo Li").sessions.len(),
        2
    );
    assert_eq!(
        pair(&ingested.programme, "Anna Ek – Bo Li")
            .pair
            .mentor
            .as_deref(),
        Some("Ek, Anna")
    );
}

#[test]
fn names_that_fit_two_pairs_are_decided_by_the_date() {
    let pairs = "pair_id,mentor,mentee,started_on,closed_on\nP-1,A B,C D,2025-01-01,2025-06-30\nP-2,A B,C D,2025-09-01,\n";
    let sessions =
        "mentor,mentee,date\nA B,C D,2025-02-01\nA B,C D,2026-02-01\nA B,C D,2025-08-01\n";
    let ingested = read(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    assert_eq!(pair(&ingested.programme, "P-1").sessions.len(), 1);
    assert_eq!(pair(&ingested.programme, "P-2").sessions.len(), 1);
    assert_eq!(rows(&ingested, Fate::UnknownPair), 1);
}

#[test]
fn repeats_between_files_are_dropped_and_inside_a_file_kept() {
    let once = "pair_id,date,minutes\nP-1,2026-01-10,60\nP-1,2026-01-10,60\nP-1,2026-02-10,30\n";
    let again = "date;pair_id;minutes\n2026-01-10;P-1;60\n2026-03-10;P-1;60\n";
    let ingested = read(&[("a.csv", once), ("sessions b.csv", again)]);
    assert_eq!(pair(&ingested.programme, "P-1").sessions.len(), 4);
    assert_eq!(rows(&ingested, Fate::Repeated), 1);
    assert_eq!(rows(&ingested, Fate::Used), 4);
}

#[test]
fn ambiguous_dates_of_sessions_are_a_question() {
    let sessions = b"pair_id,date\nP-1,03/04/2026\nP-1,05/06/2026\n";
    let files: [(&str, &[u8]); 1] = [("sessions.csv", sessions)];
    let error = read_with(&files, &Config::default()).unwrap_err();
    let shown = error.to_string();
    assert!(matches!(error, IngestError::Ambiguous(ref questions) if questions.len() == 1));
    for part in [
        "2026-04-03",
        "2026-03-04",
        "date_order = \"dmy\"",
        "sessions.csv",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
    let config = Config {
        sources: vec![SourceConfig {
            file: "sess*".into(),
            date_order: Some(DateOrder::Mdy),
            ..SourceConfig::default()
        }],
        ..Config::default()
    };
    let ingested = read_with(&files, &config).unwrap();
    assert_eq!(
        pair(&ingested.programme, "P-1").sessions[0].date,
        day("2026-03-04")
    );
}

#[test]
fn another_column_of_the_file_may_decide_the_order() {
    let sessions = "pair_id,date,next_meeting\nP-1,03/04/2026,25/04/2026\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert_eq!(
        pair(&ingested.programme, "P-1").sessions[0].date,
        day("2026-04-03")
    );
}

#[test]
fn ambiguous_dates_that_are_not_needed_are_set_aside() {
    let sessions =
        "pair_id,date,next_meeting\nP-1,2026-01-10,03/04/2026\nP-1,2026-02-10,05/06/2026\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert_eq!(
        pair(&ingested.programme, "P-1").sessions[0].next_meeting,
        None
    );
    assert_eq!(rules(&ingested).len(), 1);
    assert_eq!(ingested.files[0].ambiguities.len(), 1);
}

#[test]
fn the_latest_row_says_what_a_pair_is_and_the_register_stands_above_it() {
    let sessions = "pair_id,date,site,mentor\nP-1,2026-01-10,Oslo,Anna\nP-1,2026-03-10,Rome,ANNA\nP-2,2026-01-10,Bonn,Cai\n";
    let pairs = "pair_id,site\nP-1,\nP-2,Paris\n";
    let ingested = read(&[("sessions.csv", sessions), ("pairs.csv", pairs)]);
    let site = |id| pair(&ingested.programme, id).pair.attributes[1].clone();
    assert_eq!(site("P-1").as_deref(), Some("Rome"));
    assert_eq!(site("P-2").as_deref(), Some("Paris"));
    let found: Vec<_> = rules(&ingested)
        .iter()
        .map(|(_, column, value, _)| (*column, *value))
        .collect();
    assert_eq!(found, [("site", "Oslo"), ("site", "Bonn")]);
}

/// Start, end, days of pauses and how it ended, of each pair.
fn terms(ingested: &Ingested) -> Vec<[String; 4]> {
    let shown = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let term = |history: PairHistory<'_>| {
        let pair = history.pair;
        let pauses = pair.pauses.iter();
        let pauses = pauses.map(|pause| format!("{}/{}", pause.from, shown(pause.until)));
        [
            shown(pair.started_on),
            shown(pair.closed_on),
            pauses.collect::<Vec<_>>().join(" "),
            pair.closure_reason.clone().unwrap_or_default(),
        ]
    };
    histories(&ingested.programme)
        .into_iter()
        .map(term)
        .collect()
}

#[test]
fn a_pair_that_was_opened_again_rested_between_its_terms() {
    let register = "pair_id,mentor,mentee,started_on,closed_on,closure_reason\n\
                    R1,A,B,2026-01-01,2026-03-31,lost contact\nR1,A,B,2026-05-01,,\n\
                    R2,C,D,2026-05-01,2026-06-30,time\nR2,C,,2026-01-01,2026-03-31,completed\n\
                    R3,E,F,2026-01-01,2026-03-31,time\nR3,E,G,2026-05-01,,\n\
                    R4,H,I,2026-01-01,2026-05-31,time\nR4,H,I,2026-05-01,,\n";
    let ingested = read(&[("pairs.csv", register)]);
    let expected = [
        ["2026-01-01", "", "2026-04-01/2026-05-01", ""],
        ["2026-01-01", "2026-06-30", "2026-04-01/2026-05-01", "time"],
        // Other people, and terms that overlap, are said to differ.
        ["2026-01-01", "2026-03-31", "", "time"],
        ["2026-01-01", "2026-05-31", "", "time"],
    ];
    assert_eq!(terms(&ingested), expected);
    let of = |rule: &str| -> Vec<u32> {
        let found = rules(&ingested);
        let lines = found.iter().filter(|entry| entry.3.contains(rule));
        lines.map(|entry| entry.0).collect()
    };
    assert_eq!(of("after an earlier one ended"), [3, 4]);
    assert!(
        of("differ").iter().all(|line| *line >= 6),
        "{:?}",
        of("differ")
    );
}

#[test]
fn the_end_of_a_pause_that_never_began_is_said() {
    let register = "pair_id,started_on,paused_from,paused_until\n\
                    P1,2026-01-01,,2026-04-01\nP2,2026-01-01,2026-03-01,2026-04-01\n";
    let ingested = read(&[("pairs.csv", register)]);
    let found = rules(&ingested);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].0, found[0].1, found[0].2),
        (2, "paused_until", "2026-04-01")
    );
}

#[test]
fn without_cohorts_pairs_are_grouped_by_half_year() {
    let sessions = "pair_id,date\nP-1,2025-07-01\nP-2,2026-06-30\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert!(ingested.programme.cohort_derived);
    let cohort = |id| pair(&ingested.programme, id).pair.attributes[0].clone();
    assert_eq!(cohort("P-1").as_deref(), Some("2025 H2"));
    assert_eq!(cohort("P-2").as_deref(), Some("2026 H1"));
}

#[test]
fn blank_statuses_are_unknown_and_asked_about() {
    let sessions =
        "pair_id,date,status\nP-1,2026-01-10,held\nP-1,2026-01-11,\nP-1,2026-01-12,held\n";
    let ingested = read(&[("sessions.csv", sessions)]);
    assert_eq!(
        pair(&ingested.programme, "P-1").sessions[1].status,
        Status::Unknown
    );
    assert_eq!(
        (
            ingested.unclear_status[0].unclear(),
            ingested.unclear_status[0].of
        ),
        (1, 3)
    );
    let config = Config {
        blank_status: Some(BlankStatus::Held),
        ..Config::default()
    };
    let ingested = read_with(&[("sessions.csv", sessions.as_bytes())], &config).unwrap();
    assert_eq!(
        pair(&ingested.programme, "P-1").sessions[1].status,
        Status::Held
    );
    assert_eq!(ingested.unclear_status, []);
}

#[test]
fn statuses_that_nobody_understands_are_asked_about_though_they_are_the_newest() {
    let sessions = "pair_id,date,status\nP-1,2026-02-10,held\nP-1,2026-03-10,held\n\
                    P-1,2026-04-10,via Zoom\nP-1,2026-05-10,via Zoom\nP-1,2026-09-10,scheduled\n\
                    P-1,2026-09-11,\n";
    let files = [("sessions.csv", sessions.as_bytes())];
    let with = |blank_status, as_of: Option<&str>| {
        let config = Config {
            blank_status,
            as_of: as_of.and_then(Day::from_iso),
            ..Config::default()
        };
        let read = read_with(&files, &config).unwrap().unclear_status;
        let counts = |file: &UnclearStatus| (file.blank, file.unrecognised, file.of);
        read.first().map(counts)
    };
    assert_eq!(with(None, None), Some((0, 2, 4)), "later ones are plans");
    assert_eq!(with(None, Some("2026-04-30")), Some((0, 1, 3)));
    assert_eq!(with(None, Some("2026-03-31")), None);
    assert_eq!(with(None, Some("2026-10-01")), Some((1, 2, 6)));
    let held = Some(BlankStatus::Held);
    assert_eq!(with(held, None), Some((0, 2, 4)), "words are no blanks");
    assert_eq!(with(Some(BlankStatus::Unknown), None), None);
    let ingested = read_with(&files, &Config::default()).unwrap();
    let [AmbiguityReport::Statuses(asked)] = ingested.files[0].ambiguities.as_slice() else {
        panic!("{:?}", ingested.files[0].ambiguities);
    };
    let asked = asked.to_string();
    assert!(
        asked.contains("2 of 4") && asked.contains("[source.values.status]"),
        "{asked}"
    );
}

#[test]
fn a_status_that_says_unknown_is_never_read_as_held() {
    let sessions = "pair_id,date,status\nP-1,2026-01-10,held\nP-1,2026-01-11,unknown\nP-1,2026-01-12,lorem\nP-1,2026-01-13,n/a\n";
    let config = Config {
        blank_status: Some(BlankStatus::Held),
        ..Config::default()
    };
    let ingested = read_with(&[("sessions.csv", sessions.as_bytes())], &config).unwrap();
    let statuses: Vec<Status> = pair(&ingested.programme, "P-1")
        .sessions
        .iter()
        .map(|session| session.status)
        .collect();
    assert_eq!(
        statuses,
        [Status::Held, Status::Unknown, Status::Unknown, Status::Held]
    );
}

#[test]
fn forms_that_name_nobody_are_counted() {
    let forms = "pair_id,date,respondent,goals_achieved,cohort\nP-1,2026-01-10,mentor,yes,A\n,2026-01-11,mentor,no,B\n";
    let ingested = read(&[("evaluations.csv", forms)]);
    assert_eq!(
        ingested.programme.unlinked_forms,
        [(Some("B".to_owned()), 1)]
    );
    assert_eq!(rows(&ingested, Fate::UnknownPair), 1);
}

#[test]
fn a_record_can_be_read_again() {
    let ingested = read(&all_tables());
    // The folder is gone, so only that the place is kept can be seen here.
    let origin = pair(&ingested.programme, "P-01").sessions[1].origin;
    assert_eq!(origin.line, 3);
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("sessions.csv"),
        SESSIONS.replace('\n', "\r\n"),
    )
    .unwrap();
    let ingested = ingest::read(
        &[folder.path().to_path_buf()],
        &Config::default(),
        &Unwatched,
    )
    .unwrap();
    let origin = pair(&ingested.programme, "P-01").sessions[1].origin;
    assert_eq!(origin.line, 3);
    let cells = ingested
        .texts
        .fetch()
        .record(origin, Table::Sessions)
        .unwrap();
    let texts: Vec<_> = cells
        .iter()
        .map(|(_, header, cell)| (header.as_str(), cell.as_str()))
        .collect();
    assert!(texts.contains(&("new_goal", "Learn Rust")), "{texts:?}");
}

#[test]
fn every_way_of_writing_a_file_reads_as_the_same_programme() {
    let plain = read(&[("sessions.csv", SESSIONS)]);
    let wide: Vec<u8> = format!("\u{feff}{SESSIONS}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let semicolons = SESSIONS.replace(',', ";");
    let titled = format!("Export of the programme\n\n{SESSIONS}");
    let separator = format!("sep=,\r\n{}", SESSIONS.replace('\n', "\r\n"));
    let returns = SESSIONS.replace('\n', "\r");
    for bytes in [
        wide.as_slice(),
        semicolons.as_bytes(),
        titled.as_bytes(),
        separator.as_bytes(),
        returns.as_bytes(),
    ] {
        let other = read_with(&[("sessions.csv", bytes)], &Config::default()).unwrap();
        assert_eq!(facts(&other.programme), facts(&plain.programme));
    }
}

/// Everything known about the pairs, without where it stands.
fn facts(programme: &Programme) -> Vec<String> {
    histories(programme)
        .iter()
        .map(|history| {
            let mut pair = history.pair.clone();
            pair.origin = None;
            let sessions = history.sessions.iter().map(|session| {
                let details = session.details_in(history.details);
                let mut session = *session;
                session.pair = 0;
                session.details_from = 0;
                session.origin = mentorstat::programme::Origin::default();
                format!("{session:?} {details:?}")
            });
            let sessions: Vec<_> = sessions.collect();
            format!("{pair:?} {sessions:#?}")
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn neither_rows_nor_partitions_nor_threads_show(
        order in Just((0..60).collect::<Vec<usize>>()).prop_shuffle(),
        partitions in 1usize..9,
        threads in 1usize..4,
    ) {
        let row = |number: &usize| format!(
            "P-{},2026-0{}-1{},{},{},{}\n",
            number % 7, number % 3 + 1, number % 5, ["held", "missed", ""][number % 3], number % 4 * 30, ["Oslo", "Rome"][number % 2],
        );
        let header = "pair_id,date,status,minutes,site\n";
        let sorted: String = (0..60).map(|number| row(&number)).collect();
        let shuffled: String = order.iter().map(row).collect();
        let base = read(&[("sessions.csv", &format!("{header}{sorted}"))]);
        let config = Config { partitions, ..Config::default() };
        let text = format!("{header}{shuffled}");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let other = pool.install(|| read_with(&[("sessions.csv", text.as_bytes())], &config)).unwrap();
        prop_assert_eq!(facts(&other.programme), facts(&base.programme));
        prop_assert_eq!(&other.ledger.tallies, &base.ledger.tallies);
    }

    #[test]
    fn any_bytes_are_read_or_refused_and_rows_add_up(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        words in proptest::collection::vec("(P-1|P-2|held|2026-01-1[0-9]|0[1-9]/0[1-9]/2026|,|,|,|\"|\n|\n|Total|x)", 0..80),
    ) {
        let mut files: Vec<Vec<u8>> = vec![bytes];
        files.push(format!("pair_id,date,status,next_meeting\n{}", words.concat()).into_bytes());
        for content in files {
            if let Ok(ingested) = read_with(&[("sessions.csv", &content)], &Config::default()) {
                for tally in ingested.ledger.tallies.values() {
                    prop_assert_eq!(
                        tally.rows,
                        tally.used + tally.repeated + tally.unknown_pair + tally.footer + tally.rejected
                    );
                }
                let sessions: usize = histories(&ingested.programme).iter().map(|history| history.sessions.len()).sum();
                prop_assert_eq!(rows(&ingested, Fate::Used), sessions as u64);
            }
        }
    }
}

#[test]
fn what_no_programme_can_be_made_of_is_described() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("foreign.csv"),
        "colour;size\nred;3\nblue;4\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("sessions.csv"),
        "pair_id,date\nP-1,03/04/2026\nP-1,\n",
    )
    .unwrap();
    let inputs = [folder.path().to_path_buf()];
    assert!(ingest::read(&inputs, &Config::default(), &Unwatched).is_err());
    let inspected = ingest::inspect(&inputs, &Config::default(), &Unwatched).unwrap();
    let files = inspected.files;
    assert_eq!((files[0].delimiter, files[0].rows), (';', 2));
    assert_eq!(files[0].tables, []);
    assert_eq!((files[1].rows, files[1].ambiguities.len()), (2, 1));
    let tally = files[1].ledger.rows[&Table::Sessions];
    assert_eq!((tally.used, tally.rejected), (1, 1));
}

#[test]
fn inputs_that_cannot_be_read_are_named() {
    let missing = ingest::read(
        &[PathBuf::from("nowhere.csv")],
        &Config::default(),
        &Unwatched,
    );
    assert!(missing.unwrap_err().to_string().contains("nowhere.csv"));
    let files: [(&str, &[u8]); 1] = [("sessions.csv", &[0; 300])];
    let zeros = read_with(&files, &Config::default()).unwrap_err();
    assert!(zeros.to_string().contains("zero bytes"), "{zeros}");
    let files: [(&str, &[u8]); 1] = [("other.csv", b"colour,size\nred,3\n")];
    let foreign = read_with(&files, &Config::default()).unwrap_err();
    assert!(matches!(foreign, IngestError::NothingRecognised { .. }));
}

#[test]
fn a_row_that_is_put_right_is_used_and_said() {
    let row = |day: u32| format!("P-01,2026-01-{day},held,60,\"tea, and cake {day}\"\n");
    let rows = (10..30).map(row).collect::<Vec<_>>().concat();
    let good = format!("pair_id,date,status,minutes,learnings\n{rows}");
    let repeated = format!("{good}pair_id,date,status,minutes,learnings\n");
    for (text, line) in [
        (good.replace("2026-01-12,held", "2026-01-12held"), 4),
        (
            good.replace("\"tea, and cake 12", "\"\"tea, and cake 12"),
            4,
        ),
        (good.replace("\"tea, and cake 12\"", "tea, and cake 12"), 4),
        (repeated, 0),
    ] {
        let ingested = read(&[("sessions.csv", &text)]);
        assert_eq!(rows_used(&ingested), 20, "{text}");
        let mended = rules(&ingested)
            .iter()
            .filter(|(.., rule)| rule.contains("missing or too many"))
            .map(|(line, ..)| *line)
            .collect::<Vec<_>>();
        assert_eq!(mended.first().copied().unwrap_or(0), line, "{text}");
    }
}

fn rows_used(ingested: &Ingested) -> u64 {
    rows(ingested, Fate::Used)
}
