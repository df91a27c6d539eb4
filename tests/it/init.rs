//! `init` and `forms`: files to begin with.

use crate::support::{REPOSITORY, Workspace};
use std::fs;
use std::path::Path;

/// Every file of the reports but the manifest, which has the configuration in it.
fn outputs(workspace: &Workspace) -> Vec<(String, String)> {
    let reports = workspace.reported(&["--as-of", "2026-09-30"]);
    let texts = reports.texts().into_iter();
    let outputs = texts.filter(|(name, _)| name != "manifest.json").collect();
    fs::remove_dir_all(workspace.outputs()).unwrap();
    outputs
}

fn copied(folder: &str, but: &[&str]) -> Workspace {
    let workspace = Workspace::empty();
    for entry in fs::read_dir(Path::new(REPOSITORY).join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_file() && !but.contains(&name) {
            fs::copy(&path, workspace.inputs().join(name)).unwrap();
        }
    }
    workspace
}

#[track_caller]
fn changes_nothing(workspace: &Workspace, arguments: &[&str]) -> String {
    let before = outputs(workspace);
    let mut all = vec!["init", "in"];
    all.extend(arguments);
    workspace.run(&all).says(0, &["wrote in/mentorstat.toml"]);
    let after = outputs(workspace);
    for ((name, before), (_, after)) in before.iter().zip(&after) {
        assert!(before == after, "{name} has changed");
    }
    assert_eq!(before.len(), after.len());
    let checked = workspace.run(&["check", "in", "--links", "none.csv"]);
    assert!(!checked.err.contains("mentorstat.toml"), "{}", checked.err);
    fs::read_to_string(workspace.inputs().join("mentorstat.toml")).unwrap()
}

#[test]
fn the_configuration_written_for_the_sample_changes_nothing() {
    let text = changes_nothing(&copied("sample_data", &["mentorstat.toml"]), &[]);
    assert!(text.contains("date_order = \"dmy\""), "{text}");
    assert!(text.contains("date = \"Meeting date\""), "{text}");
}

#[test]
fn a_configuration_that_is_there_is_kept_and_added_to_by_force_only() {
    let workspace = copied("sample_data", &[]);
    workspace
        .run(&["init", "in"])
        .says(1, &["in/mentorstat.toml exists already", "--force"]);
    let text = changes_nothing(&workspace, &["--force"]);
    assert!(text.contains("name = \"relationship\""), "{text}");
}

#[test]
fn the_configuration_written_for_awkward_files_changes_nothing() {
    let workspace = Workspace::new(&[
        (
            "a.csv",
            "\u{feff}Title of 2026\n\nPair ID;Meeting date;Status;Status;\"Odd \"\"one\"\"\nname\"\nA;13/04/2026;held;x;y\n"
                .as_bytes(),
        ),
        ("more/a.csv", b"mentor\tmentee\tstart date\tsite\nAnna\tBo\t2026-01-05\tOslo\n".as_slice()),
        ("forms.csv", b"pair_id,date,goals achieved,Caf\xe9?\nA,2026-05-05,yes,1\n".as_slice()),
    ]);
    let text = changes_nothing(&workspace, &[]);
    assert!(text.contains("encoding = \"windows-1252\""), "{text}");
    assert!(text.contains("file = \"in/a.csv\""), "{text}");
    assert!(text.contains("file = \"more/a.csv\""), "{text}");
}

#[test]
fn what_is_open_is_marked_and_can_be_decided_in_the_file() {
    let sessions = "pair_id,date,status\nA,03/04/2026,held\n";
    let workspace = Workspace::new(&[
        ("sessions.csv", sessions),
        ("other.csv", "colour,price\nred,3\n"),
    ]);
    workspace
        .run(&["init", "in"])
        .says(0, &["wrote in/mentorstat.toml", "2 questions to decide"]);
    let path = workspace.inputs().join("mentorstat.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("# TO BE DECIDED: in/sessions.csv, column `date`: is `03/04/2026`"),
        "{text}"
    );
    let decided = text.replace("# date_order = \"dmy\"  # or", "date_order = \"mdy\"  # or");
    assert_ne!(decided, text);
    fs::write(&path, decided).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-03-04");
}

#[test]
fn it_can_be_printed() {
    let workspace = Workspace::new(&[("sessions.csv", "pair_id,date,status\nA,2026-01-05,held\n")]);
    let printed = workspace.run(&["init", "in", "--out", "-"]);
    printed.says(0, &[]);
    assert!(
        printed.out.contains("[[source]]\nfile = \"sessions.csv\""),
        "{}",
        printed.out
    );
    assert!(!workspace.inputs().join("mentorstat.toml").exists());
}
