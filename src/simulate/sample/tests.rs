//! The folder as it is kept, and as it is made.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use super::super::tests::{files, plan};
use super::*;

/// With `MENTORSTAT_WRITE_SAMPLE` set, the folder is written anew first.
#[test]
fn sample_data_is_what_simulate_makes() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    if std::env::var_os("MENTORSTAT_WRITE_SAMPLE").is_some() {
        write_sample(&SimulationPlan::default(), &kept).unwrap();
    }
    let fresh = tempfile::tempdir().unwrap();
    write_sample(&SimulationPlan::default(), fresh.path()).unwrap();
    let (kept, fresh) = (files(&kept), files(fresh.path()));
    assert_eq!(
        kept.keys().collect::<Vec<_>>(),
        fresh.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &fresh {
        assert!(
            kept[path] == *bytes,
            "sample_data/{} is not what `mentorstat simulate --style sample` makes today",
            path.display()
        );
    }
}

/// The rows of a table with a header, by what separates its cells.
fn rows(text: &[u8], delimiter: u8) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text);
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn the_sample_is_written_as_three_systems_would() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&plan(150), folder.path()).unwrap();
    let files = files(folder.path());
    let file = |name: &str| &files[Path::new(name)];
    assert!(file("platform-sessions.csv").starts_with(b"Match ID;Meeting date;Status;"));
    let survey = std::str::from_utf8(file("survey-evaluations.csv")).unwrap();
    let headers: Vec<_> = survey.lines().take(3).collect();
    assert!(headers[0].starts_with("\u{feff}RecordedDate,Q1,Q2,"));
    assert!(headers[1].starts_with("Recorded Date,What is your pair ID?,"));
    assert!(headers[2].starts_with("\"{\"\"ImportId\"\":\"\"recordedDate\"\","));
    assert!(std::str::from_utf8(file("register.csv")).is_err());
    let (register, ..) = encoding_rs::WINDOWS_1252.decode(file("register.csv"));
    assert!(register.contains("André"), "no accent in any name");
    let register = rows(register.as_bytes(), b',');
    assert!(
        register
            .iter()
            .all(|row| NaiveDate::parse_from_str(&row[7], "%d %b %Y").is_ok())
    );
    let ended = file("platform-sessions.csv")
        .windows(2)
        .filter(|pair| pair == b"\r\n")
        .count();
    assert_eq!(ended, rows(file("platform-sessions.csv"), b';').len() + 1);
}

#[test]
fn the_sample_has_four_rows_beyond_repair_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&plan(150), folder.path()).unwrap();
    let files = files(folder.path());
    let (register, ..) = encoding_rs::WINDOWS_1252.decode(&files[Path::new("register.csv")]);
    let known: BTreeSet<_> = rows(register.as_bytes(), b',')
        .iter()
        .map(|row| row[0].to_owned())
        .collect();
    let mut sessions = rows(&files[Path::new("platform-sessions.csv")], b';');
    let footer = sessions.split_off(sessions.len() - 3);
    assert_eq!(&footer[1][0], format!("Total ({} records)", sessions.len()));
    let dates = sessions.iter().map(|row| &row[1]);
    let broken: Vec<_> = dates
        .filter(|date| NaiveDate::parse_from_str(date, "%d/%m/%Y").is_err())
        .collect();
    assert_eq!(broken, ["31/02/2026", "31/09/2025", ""]);
    assert_eq!(
        sessions
            .iter()
            .filter(|row| !known.contains(&row[0]))
            .count(),
        1
    );
    assert!(
        sessions
            .iter()
            .any(|row| row[1].as_bytes().first() >= Some(&b'2')),
        "no day is beyond the twelfth"
    );
    let forms = rows(&files[Path::new("survey-evaluations.csv")], b',').split_off(2);
    assert_eq!(forms.iter().filter(|row| row[1].is_empty()).count(), 1);
}
