//! Exports of form tools, platforms and spreadsheets in other languages and with other habits than
//! those of the other fixtures: what each is taken for and what it says of every pair stands in
//! `tests/fixtures/forms/understood.txt`, which was held against the files line by line. All data
//! is invented.

use crate::support::histories;
use mentorstat::config::Config;
use mentorstat::ingest::{self, Ingested, Unwatched};
use mentorstat::programme::{Form, PairHistory, Session};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms")
}

fn meeting(session: &Session) -> String {
    let minutes = session
        .minutes
        .get()
        .map_or_else(String::new, |minutes| format!(" {minutes} min"));
    format!("{} {:?}{minutes}", session.date, session.status)
}

fn form(form: &Form) -> String {
    let date = form
        .date
        .map_or_else(|| "undated".to_owned(), |date| date.to_string());
    format!(
        "{date} {:?} {:?} {:?}",
        form.respondent, form.phase, form.all_goals
    )
}

fn of_pair(history: &PairHistory<'_>) -> String {
    let pair = history.pair;
    let mut said = Vec::new();
    said.extend(pair.started_on.map(|day| format!("since {day}")));
    said.extend(
        pair.stated
            .sessions_total
            .map(|total| format!("{total} stated")),
    );
    said.extend(pair.stated.last_session_on.map(|day| format!("last {day}")));
    said.extend(history.sessions.iter().map(meeting));
    said.extend(history.forms.iter().map(form));
    said.extend((!history.goals.is_empty()).then(|| format!("{} goals", history.goals.len())));
    format!("{}: {}", pair.id, said.join(", "))
}

/// What a file is taken for, and what it says.
fn described(name: &str) -> String {
    let read = ingest::read(&[fixtures().join(name)], &Config::default(), &Unwatched);
    let ingested = read.unwrap_or_else(|error| panic!("{name}: {error}"));
    let file = &ingested.files[0];
    let mut text = format!("{name}\n");
    let profile = serde_json::to_value(file.profile).unwrap();
    let profile = profile.as_str().unwrap();
    let tallies = ingested.ledger.tallies.values();
    let used: u64 = tallies.map(|tally| tally.used).sum();
    writeln!(
        text,
        "  {profile}, {}, {used} of {} rows used",
        file.encoding, file.rows
    )
    .unwrap();
    for table in &file.tables {
        let columns: Vec<_> = table.mapping.keys().map(String::as_str).collect();
        writeln!(text, "  {}: {}", table.table.name(), columns.join(" ")).unwrap();
    }
    for history in histories(&ingested) {
        writeln!(text, "  {}", of_pair(&history)).unwrap();
    }
    for note in &file.notes {
        writeln!(text, "  note: {note}").unwrap();
    }
    text
}

#[test]
fn each_export_says_what_its_maker_means() {
    let entries = fs::read_dir(fixtures()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "understood.txt")
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{names:?}");
    let found: Vec<String> = names.iter().map(|name| described(name)).collect();
    let expected = fs::read_to_string(fixtures().join("understood.txt")).unwrap();
    let found = found.join("\n");
    if found != expected {
        let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("understood.txt");
        fs::write(&shown, &found).unwrap();
        panic!("not as in understood.txt; see {}", shown.display());
    }
}

fn read_folder(files: &[(&str, &str)]) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let inputs = [folder.path().to_path_buf()];
    ingest::read(&inputs, &Config::default(), &Unwatched).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn repeats_of_one_kobo_form_are_not_versions_of_one_response() {
    let visits = "\"Pair code\";\"Visit date\";\"_id\";\"_uuid\";\"_submission_time\";\"_index\"\n\
                  \"P1\";\"2026-09-01\";\"101\";\"u-1\";\"2026-09-01T08:05:00\";\"1\"\n";
    let actions = "\"Action\";\"Due date\";\"Done?\";\"_index\";\"_parent_table_name\";\"_parent_index\";\"_submission__id\"\n\
                   \"Call HR\";\"2026-09-10\";\"Yes\";\"1\";\"visits\";\"1\";\"101\"\n\
                   \"Read\";\"2026-09-12\";\"No\";\"2\";\"visits\";\"1\";\"101\"\n";
    let ingested = read_folder(&[("visits.csv", visits), ("actions.csv", actions)]);
    assert_eq!(histories(&ingested)[0].actions.len(), 2);
}
