//! Exports as their makers write them, each read whole: what was recognised, how many rows, and
//! a few of the facts in them. The files stand in `tests/fixtures/exports`; all data is invented.

use crate::support::histories;
use mentorstat::config::Config;
use mentorstat::ingest::{self, FileReport, Ingested, Profile, Unwatched};
use mentorstat::programme::{AllGoals, Answer, Day, PairHistory, Respondent, Status, Table};
use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/exports")
        .join(name)
}

fn read(names: &[&str]) -> Ingested {
    let inputs: Vec<PathBuf> = names.iter().map(|name| fixture(name)).collect();
    ingest::read(&inputs, &Config::default(), &Unwatched)
        .unwrap_or_else(|error| panic!("{names:?}: {error}"))
}

/// The report of the only file.
fn report(ingested: &Ingested) -> &FileReport {
    assert_eq!(ingested.files.len(), 1);
    &ingested.files[0]
}

/// The tables of a file with its columns and headers, as `check` shows them.
fn mapping(report: &FileReport) -> Vec<String> {
    let tables = report.tables.iter();
    tables
        .map(|table| {
            let columns = table.mapping.keys().cloned().collect::<Vec<_>>();
            format!("{:?}: {}", table.table, columns.join(" "))
        })
        .collect()
}

fn pair<'a>(ingested: &'a Ingested, id: &str) -> PairHistory<'a> {
    let found = histories(ingested);
    let ids: Vec<_> = found.iter().map(|one| one.pair.id.clone()).collect();
    let found = found.into_iter().find(|one| one.pair.id == id);
    found.unwrap_or_else(|| panic!("no {id} among {ids:?}"))
}

/// Days, states and minutes of the meetings of a pair.
fn meetings(history: &PairHistory<'_>) -> Vec<(String, Status, Option<f32>)> {
    let mut meetings: Vec<_> = history
        .sessions
        .iter()
        .map(|session| {
            (
                session.date.to_string(),
                session.status,
                session.minutes.get(),
            )
        })
        .collect();
    meetings.sort_by(|a, b| a.0.cmp(&b.0));
    meetings
}

fn held(day: &str, minutes: f32) -> (String, Status, Option<f32>) {
    (day.to_owned(), Status::Held, Some(minutes))
}

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

/// Rules of the ledger that are no notes, with their lines.
fn rules(ingested: &Ingested) -> Vec<(u32, &str)> {
    let entries = ingested.ledger.entries.iter();
    entries
        .filter(|entry| entry.severity != ingest::Severity::Note)
        .map(|entry| (entry.origin.line, entry.rule.as_str()))
        .collect()
}

/// What a file is expected to be: profile, encoding, delimiter, header rows, rows, footer rows.
fn expect(
    report: &FileReport,
    profile: Profile,
    encoding: &str,
    delimiter: char,
    (header_rows, rows, footer_rows): (u32, u64, u64),
) {
    assert_eq!(report.profile, profile, "{}", report.path);
    assert_eq!(report.encoding, encoding, "{}", report.path);
    assert_eq!(report.delimiter, delimiter, "{}", report.path);
    assert_eq!(
        (report.header_rows, report.rows, report.footer_rows),
        (header_rows, rows, footer_rows),
        "{}: header rows, rows, footer rows",
        report.path
    );
}

#[test]
fn google_forms_sessions() {
    let ingested = read(&["google-forms-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::GoogleForms, "UTF-8", ',', (1, 5, 0));
    assert_eq!(
        mapping(report),
        [
            "Sessions: actions date issues learnings mentee mentor minutes next_meeting progress_notes rating solutions"
        ]
    );
    let pair = pair(&ingested, "Aino Ek – Bo Lindqvist");
    assert_eq!(
        meetings(&pair),
        [held("2026-01-13", 60.0), held("2026-02-10", 75.0)]
    );
    assert_eq!(pair.sessions[0].next_meeting, Some(day("2026-02-10")));
    assert_eq!(ingested.programme.pair_count(), 3);
}

#[test]
fn google_forms_evaluations_in_tabbed_text() {
    let ingested = read(&["google-forms-evaluations.tsv"]);
    let report = report(&ingested);
    expect(report, Profile::GoogleForms, "UTF-8", '\t', (1, 3, 0));
    assert_eq!(report.quote, None);
    assert_eq!(
        mapping(report),
        [
            "Evaluations: benefits date goal_1 goal_2 goals_achieved new_goal_details new_goals pair_id partnership partnership_barriers partnership_support respondent"
        ]
    );
    let pair = pair(&ingested, "P-01");
    let forms: Vec<_> = pair
        .forms
        .iter()
        .map(|form| (form.respondent, form.all_goals, form.new_goals))
        .collect();
    assert_eq!(
        forms,
        [
            (
                Respondent::Mentee,
                Some(AllGoals::Answer(Answer::Yes)),
                Some(true)
            ),
            (
                Respondent::Mentor,
                Some(AllGoals::Answer(Answer::Partly)),
                Some(false)
            ),
        ]
    );
    assert_eq!(
        pair.forms[1].reason_not_achieved.as_deref(),
        Some("lack of time")
    );
    assert_eq!(
        pair.forms[0].benefits,
        ["New skills", "Confidence with problems"]
    );
    assert_eq!(
        pair.forms[0].goals[0].text.as_deref(),
        Some("\"Soft\" skills")
    );
}

#[test]
fn microsoft_forms_sessions() {
    let ingested = read(&["microsoft-forms-sessions.csv"]);
    let report = report(&ingested);
    expect(
        report,
        Profile::MicrosoftForms,
        "windows-1252",
        ',',
        (1, 3, 0),
    );
    let pair = pair(&ingested, "Zoë Grün – Ana Cruz");
    assert_eq!(
        meetings(&pair),
        [held("2026-01-13", 90.0), held("2026-02-10", 45.0)]
    );
    let actions: Vec<_> = pair
        .actions
        .iter()
        .filter_map(|action| Some((action.text.clone()?, action.scheduled_on?.to_string())))
        .collect();
    assert_eq!(actions.len(), 5, "{actions:?}");
    assert_eq!(
        actions[0],
        ("Draft – first page".into(), "2026-01-27".into())
    );
}

#[test]
fn excel_in_german() {
    let ingested = read(&["excel-german.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Plain, "windows-1252", ';', (1, 4, 0));
    assert_eq!(
        mapping(report),
        [
            "Sessions: actions date hours issues learnings mentee mentor next_meeting pair_id progress status"
        ]
    );
    assert_eq!(
        meetings(&pair(&ingested, "T-1")),
        [held("2026-01-12", 90.0), held("2026-02-09", 75.0)]
    );
    assert_eq!(pair(&ingested, "T-2").sessions[0].status, Status::Cancelled);
}

#[test]
fn excel_unicode_text_with_serial_dates() {
    let ingested = read(&["excel-unicode-text.txt"]);
    let report = report(&ingested);
    expect(report, Profile::Plain, "UTF-16LE", '\t', (1, 4, 0));
    let pair = pair(&ingested, "K-1");
    assert_eq!(
        meetings(&pair),
        [held("2026-01-13", 60.0), held("2026-02-10", 45.0)]
    );
    assert_eq!(pair.sessions[0].next_meeting, Some(day("2026-02-10")));
    assert_eq!(pair.pair.mentee.as_deref(), Some("Łukasz Ćwik"));
}

#[test]
fn qualtrics_evaluations_in_a_german_account() {
    let ingested = read(&["qualtrics-evaluations.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Qualtrics, "UTF-8", ',', (3, 5, 0));
    assert_eq!(
        rules(&ingested),
        [
            (4, "a preview of the survey, not a response"),
            (7, "a response that was not finished"),
        ]
    );
    let pair = pair(&ingested, "A-01");
    assert_eq!(pair.forms.len(), 2);
    assert_eq!(
        pair.forms[0].all_goals,
        Some(AllGoals::Answer(Answer::Partly))
    );
    assert_eq!(
        pair.forms[0].benefits,
        ["Network", "Confidence with problems"]
    );
    assert_eq!(pair.forms[0].date, Some(day("2026-06-02")));
}

#[test]
fn qualtrics_sessions_in_the_legacy_format() {
    let ingested = read(&["qualtrics-legacy-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Qualtrics, "UTF-8", ',', (2, 4, 0));
    assert_eq!(
        mapping(report),
        ["Sessions: date issues mentee mentor minutes"]
    );
    assert_eq!(
        meetings(&pair(&ingested, "Gus Berg – Hana Kim")),
        [held("2026-01-13", 60.0), held("2026-02-10", 45.0)]
    );
}

#[test]
fn survey_monkey_evaluations() {
    let ingested = read(&["surveymonkey-evaluations.csv"]);
    let report = report(&ingested);
    expect(report, Profile::SurveyMonkey, "UTF-8", ',', (2, 3, 0));
    assert_eq!(
        mapping(report),
        [
            "Evaluations: benefits date goals_achieved new_goals pair_id reason_not_achieved respondent"
        ]
    );
    let pair = pair(&ingested, "S-01");
    let answers: Vec<_> = pair.forms.iter().map(|form| form.all_goals).collect();
    assert_eq!(
        answers,
        [
            Some(AllGoals::Answer(Answer::Yes)),
            Some(AllGoals::Answer(Answer::Partly))
        ]
    );
    assert_eq!(
        pair.forms[1].reason_not_achieved.as_deref(),
        Some("too many holidays")
    );
    assert_eq!(
        pair.forms[1].benefits,
        ["New skills and expertise", "patience"]
    );
}

#[test]
fn red_cap_raw_and_with_labels() {
    for name in ["redcap-raw.csv", "redcap-label.csv"] {
        let ingested = read(&[name]);
        let report = report(&ingested);
        expect(report, Profile::RedCap, "UTF-8", ',', (1, 7, 0));
        let tables: Vec<_> = report.tables.iter().map(|table| table.table).collect();
        assert_eq!(
            tables,
            [Table::Pairs, Table::Sessions, Table::Evaluations],
            "{name}"
        );
        let pair = pair(&ingested, "1");
        assert_eq!(pair.pair.mentor.as_deref(), Some("Kai Lund"));
        assert_eq!(
            meetings(&pair),
            [held("2026-01-12", 60.0), held("2026-01-26", 45.0)]
        );
        assert_eq!(pair.forms.len(), 1, "{name}");
        assert_eq!(pair.forms[0].respondent, Respondent::Mentee);
        assert_eq!(pair.forms[0].new_goals, Some(true));
        assert_eq!(pair.forms[0].benefits.len(), 1);
    }
}

#[test]
fn kobo_toolbox_sessions() {
    let ingested = read(&["kobo-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::KoboToolbox, "UTF-8", ';', (2, 4, 0));
    assert_eq!(
        mapping(report),
        ["Sessions: date issues mentee mentor minutes next_meeting pair_id"]
    );
    assert_eq!(
        meetings(&pair(&ingested, "B-1")),
        [held("2026-01-13", 60.0), held("2026-02-10", 50.0)]
    );
    assert_eq!(
        rules(&ingested),
        [(6, "a form that was rejected in review")]
    );
    assert!(report.notes[0].contains("repeated groups"));
}

#[test]
fn lime_survey_with_codes_and_questions() {
    let ingested = read(&["limesurvey-evaluations.csv"]);
    let report = report(&ingested);
    expect(report, Profile::LimeSurvey, "UTF-8", ',', (1, 4, 0));
    assert_eq!(
        mapping(report),
        [
            "Evaluations: benefits date goals_achieved new_goals pair_id partnership reason_not_achieved respondent"
        ]
    );
    assert_eq!(rules(&ingested), [(5, "a response that was not finished")]);
    let pair = pair(&ingested, "L-1");
    assert_eq!(pair.forms[0].benefits, ["Network"]);
    assert_eq!(pair.forms[1].benefits, ["New skills", "calm"]);
    assert_eq!(
        pair.forms[1].reason_not_achieved.as_deref(),
        Some("Illness, then holidays")
    );
    assert_eq!(pair.forms[1].partnership, None);
}

#[test]
fn lime_survey_without_times() {
    let ingested = read(&["limesurvey-codes.csv"]);
    let report = report(&ingested);
    expect(report, Profile::LimeSurvey, "UTF-8", ';', (1, 3, 0));
    let pair = pair(&ingested, "L-1");
    assert_eq!(pair.forms.len(), 2);
    assert_eq!(pair.forms[0].date, None);
    assert_eq!(pair.forms[0].all_goals, Some(AllGoals::Answer(Answer::Yes)));
}

#[test]
fn connections_of_a_platform() {
    let ingested = read(&["platform-connections.csv"]);
    let report = report(&ingested);
    expect(report, Profile::MentoringPlatform, "UTF-8", ',', (1, 3, 0));
    assert_eq!(
        mapping(report),
        [
            "Pairs: last_session_on mentee mentee_email mentor mentor_email pair_id planned_end_on sessions_total started_on"
        ]
    );
    let pair = pair(&ingested, "Ek & Lindqvist");
    assert_eq!(pair.pair.mentor.as_deref(), Some("Aino Ek"));
    assert_eq!(pair.pair.stated.sessions_total, Some(3));
    assert_eq!(pair.pair.stated.last_session_on, Some(day("2026-03-10")));
}

#[test]
fn sessions_of_a_platform_with_its_connections() {
    let ingested = read(&["platform-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::MentoringPlatform, "UTF-8", ',', (1, 4, 0));
    let pair = pair(&ingested, "Ruiz / Patel");
    assert_eq!(pair.sessions[0].minutes, Some(45.0));
    assert_eq!(pair.sessions[1].status, Status::MissedByMentee);
}

#[test]
fn typeform_evaluations() {
    let ingested = read(&["typeform-evaluations.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Typeform, "UTF-8", ',', (1, 3, 0));
    assert_eq!(
        mapping(report),
        ["Evaluations: benefits date goals_achieved new_goals pair_id rating respondent"]
    );
    let pair = pair(&ingested, "Y-1");
    assert_eq!(
        pair.forms[0].benefits,
        ["Network", "Confidence with problems"]
    );
    assert_eq!(pair.forms[1].new_goals, Some(false));
}

#[test]
fn salesforce_with_its_footer() {
    let ingested = read(&["salesforce-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Salesforce, "UTF-8", ',', (1, 3, 5));
    assert_eq!(
        meetings(&pair(&ingested, "SF-001")),
        [held("2026-01-13", 60.0), held("2026-02-10", 45.0)]
    );
    assert!(rules(&ingested).is_empty(), "{:?}", rules(&ingested));
}

#[test]
fn salesforce_grouped_by_pair() {
    let ingested = read(&["salesforce-grouped.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Salesforce, "UTF-8", ',', (1, 5, 6));
    assert_eq!(
        meetings(&pair(&ingested, "SF-001")),
        [held("2026-01-13", 60.0), held("2026-02-10", 45.0)]
    );
    assert_eq!(pair(&ingested, "SF-002").sessions.len(), 3);
}

#[test]
fn airtable_sessions() {
    let ingested = read(&["airtable-sessions.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Airtable, "UTF-8", ',', (1, 3, 0));
    let states: Vec<_> = meetings(&pair(&ingested, "AT-1"))
        .into_iter()
        .map(|(_, status, _)| status)
        .collect();
    assert_eq!(states, [Status::Held, Status::Missed]);
}

#[test]
fn repeats_of_an_odk_form_belong_to_its_pair() {
    let ingested = read(&["odk-visits.csv", "odk-visits-actions.csv"]);
    assert_eq!(ingested.files.len(), 2);
    assert!(
        ingested
            .files
            .iter()
            .all(|file| file.profile == Profile::Odk)
    );
    let pair = pair(&ingested, "O-1");
    assert_eq!(pair.sessions.len(), 1);
    let texts: Vec<_> = pair
        .actions
        .iter()
        .filter_map(|action| action.text.as_deref())
        .collect();
    assert_eq!(texts, ["Write CV", "Call Ann"]);
}

#[test]
fn jot_form_with_roles_instead_of_pairs() {
    let ingested = read(&["jotform-evaluations.csv"]);
    let report = report(&ingested);
    expect(report, Profile::JotForm, "UTF-8", ',', (1, 3, 0));
    let pair = pair(&ingested, "Tom Unn – Val Wye");
    assert_eq!(pair.forms.len(), 2);
    assert_eq!(pair.forms[0].benefits, ["Network", "New skills"]);
    assert_eq!(
        pair.forms[1].reason_not_achieved.as_deref(),
        Some("no time")
    );
}

#[test]
fn goals_and_meetings_in_the_columns_of_a_register() {
    let ingested = read(&["wide-register.csv"]);
    let report = report(&ingested);
    expect(report, Profile::Plain, "UTF-8", ',', (1, 3, 0));
    let pair = pair(&ingested, "W-1");
    let days: Vec<_> = pair
        .sessions
        .iter()
        .map(|one| one.date.to_string())
        .collect();
    assert_eq!(days, ["2026-01-12", "2026-02-09", "2026-03-09"]);
    let goals: Vec<_> = pair
        .goals
        .iter()
        .map(|goal| (goal.id.as_deref(), goal.text.as_deref()))
        .collect();
    assert_eq!(
        goals,
        [
            (Some("1"), Some("Write a CV")),
            (Some("2"), Some("Network"))
        ]
    );
    assert_eq!(ingested.programme.pair_count(), 3);
    assert_eq!(report.ledger.rows[&Table::Pairs].used, 3);
}

#[test]
fn months_in_columns() {
    let ingested = read(&["wide-months.csv"]);
    expect(report(&ingested), Profile::Plain, "UTF-8", ';', (1, 3, 0));
    assert_eq!(
        meetings(&pair(&ingested, "M-1")),
        [held("2026-01-15", 90.0), held("2026-02-15", 60.0)]
    );
    assert!(pair(&ingested, "M-3").sessions.is_empty());
}

/// What a programme records of meetings and forms, as sentences.
fn facts(ingested: &Ingested) -> Vec<String> {
    let mut facts = Vec::new();
    for history in histories(ingested) {
        let id = &history.pair.id;
        for one in history.sessions {
            facts.push(format!(
                "{id} {} {:?} {:?} {:?}",
                one.date, one.status, one.minutes, one.next_meeting
            ));
        }
        for form in history.forms {
            facts.push(format!(
                "{id} {:?} {:?} {:?} {:?} {:?}",
                form.date, form.respondent, form.all_goals, form.new_goals, form.benefits
            ));
        }
        for goal in history.goals {
            facts.push(format!(
                "{id} {:?} {:?} {:?}",
                goal.id, goal.text, goal.status
            ));
        }
    }
    facts
}

/// Non-breaking spaces in the headers, other line ends, another encoding, a blank row, empty
/// cells beyond the headers and a row that breaks off: everything else is read as before.
#[test]
fn damage_to_a_file_stays_where_it_is() {
    for name in [
        "airtable-sessions.csv",
        "excel-german.csv",
        "excel-unicode-text.txt",
        "google-forms-evaluations.tsv",
        "google-forms-sessions.csv",
        "jotform-evaluations.csv",
        "kobo-sessions.csv",
        "limesurvey-codes.csv",
        "limesurvey-evaluations.csv",
        "microsoft-forms-sessions.csv",
        "odk-visits.csv",
        "platform-connections.csv",
        "platform-sessions.csv",
        "qualtrics-evaluations.csv",
        "qualtrics-legacy-sessions.csv",
        "redcap-label.csv",
        "redcap-raw.csv",
        "salesforce-grouped.csv",
        "salesforce-sessions.csv",
        "surveymonkey-evaluations.csv",
        "typeform-evaluations.csv",
        "wide-months.csv",
        "wide-register.csv",
    ] {
        let (stem, ending) = name.rsplit_once('.').unwrap();
        let damaged_name = format!("{stem}.damaged.{ending}");
        let (clean, damaged) = (read(&[name]), read(&[&damaged_name]));
        assert_eq!(
            report(&damaged).profile,
            report(&clean).profile,
            "{damaged_name}"
        );
        assert_eq!(
            mapping(report(&damaged)),
            mapping(report(&clean)),
            "{damaged_name}"
        );
        let found = facts(&damaged);
        for fact in facts(&clean) {
            assert!(
                found.contains(&fact),
                "{damaged_name}: {fact} not in {found:#?}"
            );
        }
    }
}

/// A file of these rows, read.
fn read_text(name: &str, text: &str) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let inputs = [folder.path().to_path_buf()];
    ingest::read(&inputs, &Config::default(), &Unwatched).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn one_and_two_are_yes_and_no_where_no_other_number_is() {
    let ingested = read_text(
        "forms.csv",
        "pair_id,date,respondent,Did new goals arise?,partnership\n\
         P1,2026-05-01,mentee,1,2\nP1,2026-05-02,mentor,2,1\nP2,2026-05-03,mentee,2,3\n",
    );
    let pair = pair(&ingested, "P1");
    assert_eq!(pair.forms[0].new_goals, Some(true));
    assert_eq!(pair.forms[1].new_goals, Some(false));
    assert_eq!(pair.forms[0].partnership, None);
    let report = report(&ingested);
    assert!(
        report.notes[0].contains("1 is read as yes"),
        "{:?}",
        report.notes
    );
    assert!(report.notes[1].contains("codes"), "{:?}", report.notes);
}

#[test]
fn what_was_not_asked_and_what_was_declined_is_told_apart() {
    let ingested = read_text(
        "forms.csv",
        "pair_id,date,respondent,goals_achieved,new_goals\n\
         P1,2026-05-01,mentee,Prefer not to say,N/A\nP1,2026-05-02,mentor,,\n",
    );
    let rules: Vec<_> = ingested
        .ledger
        .entries
        .iter()
        .map(|one| one.rule.as_str())
        .collect();
    assert_eq!(
        rules,
        [
            "whoever was asked preferred not to answer",
            "the question was not asked, or does not apply"
        ]
    );
}

#[test]
fn columns_that_come_again_are_meetings() {
    for header in [
        "Pair,Date,Minutes,Notes,Date,Minutes,Notes",
        "Pair,Date,Minutes,Notes,Date.1,Minutes.1,Notes.1",
        "Pair,Date,Minutes,Notes,Date2,Minutes2,Notes2",
        "Pair,1st meeting date,1st meeting minutes,1st meeting notes,2nd meeting date,2nd meeting minutes,2nd meeting notes",
        "Pair,Session [1] Date,Session [1] Minutes,Session [1] Notes,Session [2] Date,Session [2] Minutes,Session [2] Notes",
        "Pair,session_1_date,session_1_minutes,session_1_notes,session_2_date,session_2_minutes,session_2_notes",
    ] {
        let text =
            format!("{header}\nP1,2026-01-13,60,ok,2026-02-10,45,fine\nP2,2026-01-20,30,,,,\n");
        let ingested = read_text("log.csv", &text);
        assert_eq!(
            meetings(&pair(&ingested, "P1")),
            [held("2026-01-13", 60.0), held("2026-02-10", 45.0)],
            "{header}"
        );
        assert_eq!(pair(&ingested, "P2").sessions.len(), 1, "{header}");
        assert_eq!(report(&ingested).rows, 2, "{header}");
        assert!(
            rules(&ingested).is_empty(),
            "{header}: {:?}",
            rules(&ingested)
        );
    }
}

#[test]
fn a_meeting_in_columns_without_a_date_is_rejected_and_the_others_are_kept() {
    let ingested = read_text(
        "log.csv",
        "Pair,Session 1 date,Session 1 minutes,Session 2 date,Session 2 minutes\n\
         P1,2026-01-13,60,,45\nP2,,30,,\n",
    );
    assert_eq!(meetings(&pair(&ingested, "P1")), [held("2026-01-13", 60.0)]);
    assert_eq!(
        rules(&ingested),
        [(2, "a session needs a date"), (3, "a session needs a date")]
    );
    let tally = report(&ingested).ledger.rows[&Table::Sessions];
    assert_eq!((tally.rows, tally.used, tally.rejected), (2, 1, 1));
}

#[test]
fn crosses_below_months_are_meetings() {
    let ingested = read_text(
        "log.csv",
        "Pair,Mentor,Mentee,January 2026,Feb 2026,2026-03\nP1,Ann Ek,Bo Li,x,X,\nP2,Cy Dax,Eli Fox,,no,2\n",
    );
    let days: Vec<_> = pair(&ingested, "P1")
        .sessions
        .iter()
        .map(|one| one.date)
        .collect();
    assert_eq!(days, [day("2026-01-15"), day("2026-02-15")]);
    assert_eq!(pair(&ingested, "P2").sessions.len(), 1);
    assert!(report(&ingested).notes[0].contains("the 15th"));
}

#[test]
fn words_below_days_say_what_became_of_the_meeting() {
    let ingested = read_text(
        "tracker.csv",
        "Pair,Mentor,Mentee,2026-01-13,2026-02-13,2026-03-13,2026-04-13\n\
         P1,Ann Ek,Bo Li,✓,C,cancelled,✗\nP2,Cy Dax,Eli Fox,√,abs,1,holiday\n\
         P3,Di Gee,Fi Hu,x,x,x,x\n",
    );
    let statuses = |id| {
        let sessions = pair(&ingested, id).sessions.iter();
        sessions.map(|one| one.status).collect::<Vec<_>>()
    };
    assert_eq!(
        statuses("P1"),
        [Status::Held, Status::Unknown, Status::Cancelled]
    );
    assert_eq!(
        statuses("P2"),
        [Status::Held, Status::Missed, Status::Held, Status::Unknown]
    );
}

#[test]
fn a_mentor_who_names_the_mentee_only_is_the_mentor() {
    let ingested = read_text(
        "log.csv",
        "Your name,Name of your mentee,Date of meeting,Minutes\nAnn Ek,Bo Li,2026-01-13,60\n",
    );
    let pair = pair(&ingested, "Ann Ek – Bo Li");
    assert_eq!(pair.pair.mentor.as_deref(), Some("Ann Ek"));
    assert!(report(&ingested).notes[0].contains("`Your name`, is the mentor"));
}

#[test]
fn how_each_column_was_found_is_told() {
    let ingested = read_text(
        "forms.csv",
        "pair_id,Date of evaluation,Did you manage to reach the goals that you had set?\nP1,2026-05-01,Yes\n",
    );
    let found = serde_json::to_value(&report(&ingested).tables[0].found).unwrap();
    assert_eq!(
        found,
        serde_json::json!({"pair_id": "name", "date": "synonym", "goals_achieved": "key_words"})
    );
}

#[test]
fn a_row_of_hundreds_of_meetings_is_read_as_far_as_they_are_told_apart() {
    let days =
        (1..=300).map(|number| format!(",2026-{:02}-{:02}", number / 28 + 1, number % 28 + 1));
    let text = format!(
        "Pair{}\nP1{}\n",
        ",Date".repeat(300),
        days.collect::<String>()
    );
    let ingested = read_text("log.csv", &text);
    assert_eq!(pair(&ingested, "P1").sessions.len(), 240);
    assert!(report(&ingested).notes[0].contains("only the first 240"));
}

#[test]
fn options_that_nobody_asks_for_are_not_taken_for_answers() {
    let ingested = read_text(
        "log.csv",
        "Pair,Date of the visit,What was covered? - Issues,What was covered? - Goals,Please enter the length in minutes\n\
         P1,2026-01-13,Issues,,60\nP1,2026-02-10,,Goals,30\n",
    );
    assert_eq!(
        mapping(report(&ingested)),
        ["Sessions: date minutes pair_id"]
    );
}

#[test]
fn a_question_for_the_day_comes_before_the_time_of_sending() {
    let ingested = read_text(
        "log.csv",
        "Timestamp,Pair,On which day did this meeting take place?,Minutes\n2026-01-14 09:00:00,P1,2026-01-13,60\n",
    );
    assert_eq!(meetings(&pair(&ingested, "P1")), [held("2026-01-13", 60.0)]);
    assert!(report(&ingested).ambiguities.is_empty());
}
