//! Names of files and columns that would steer whatever shows them.

use crate::support::Workspace;

/// A file that colours the terminal, and a column that a spreadsheet would run.
fn workspace() -> Workspace {
    let pairs = "pair_id,mentor,mentee,started_on,=1+1\n\
                 P1,Ann,Ben,2026-01-05,north\nP2,Cid,Dee,2026-01-05,south\n";
    let sessions = "pair_id,date,status\nP1,2026-02-01,held\nP2,2026-03-01,held\nP2,never,held\n";
    Workspace::new(&[
        ("pairs\u{1b}[31m.csv", pairs),
        ("ses\u{202e}sions\u{1b}[31m.csv", sessions),
    ])
}

#[test]
fn no_name_of_a_file_steers_the_terminal() {
    let workspace = workspace();
    for command in [
        &["report", "in", "--out", "out"][..],
        &["report", "in", "--out", "other", "--strict"],
        &["check", "in"],
        &["support", "in"],
        &["explain", "P1", "in", "--as-of", "2026-06-30"],
    ] {
        let ended = workspace.run(command);
        let said = format!("{}{}", ended.out, ended.err);
        assert!(said.contains("sessions[31m.csv"), "{command:?}: {said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{command:?}");
    }
}

#[test]
fn no_name_of_a_file_steers_what_shows_a_document() {
    let workspace = workspace();
    let reports = workspace.reported(&[]);
    let mut named = 0;
    for (name, text) in reports.texts() {
        let is_document = [".html", ".md", ".docx", ".svg", ".xlsx"]
            .iter()
            .any(|ending| name.ends_with(ending));
        if is_document {
            named += usize::from(text.contains("[31m.csv"));
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{name}");
        }
    }
    assert!(named > 2, "{named}");
}

#[test]
fn no_name_of_a_column_is_run_by_a_spreadsheet() {
    let workspace = workspace();
    let reports = workspace.reported(&["--by", "=1+1"]);
    for (name, text) in reports.texts() {
        if name.ends_with(".csv") {
            let mut cells = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.as_bytes());
            let cells = cells.records().flat_map(|row| {
                let row = row.unwrap();
                row.iter().map(str::to_owned).collect::<Vec<_>>()
            });
            assert!(
                !cells.into_iter().any(|cell| cell.starts_with('=')),
                "{name}"
            );
        }
    }
    let header = reports.text("internal/pairs.csv");
    assert!(
        header.lines().next().unwrap().contains(",'=1+1,"),
        "{header}"
    );
}
