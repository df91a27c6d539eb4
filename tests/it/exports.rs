//! Exports as their makers write them, each read whole: what was recognised, how many rows, and
//! a few of the facts in them. The files stand in `tests/fixtures/exports`; all data is invented.

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

fn histories(ingested: &Ingested) -> Vec<PairHistory<'_>> {
    let programme = &ingested.programme;
    let mut histories: Vec<_> = programme
        .partitions
        .iter()
        .flat_map(|partition| partition.histories(programme))
        .collect();
    histories.sort_by(|a, b| a.pair.id.cmp(&b.pair.id));
    histories
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
        .map(|session| (session.date.to_string(), session.status, session.minutes))
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
            "Sessions: actions date issues learnings mentee mentor minutes next_meeting progress rating solutions"
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
