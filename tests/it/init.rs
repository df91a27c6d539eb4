//! `init` and `forms`: files to begin with.

use crate::support::{REPOSITORY, Workspace};
use mentorstat::config::{Config, ConfigFile, Flags};
use mentorstat::ingest::{self, Severity, Unwatched};
use mentorstat::programme::{
    ActionStatus, AllGoals, Answer, Day, GoalStatus, Origin, Phase, Respondent, Status, Table,
};
use std::collections::BTreeMap;
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
fn the_configuration_written_for_exports_of_many_tools_changes_nothing() {
    let workspace = Workspace::empty();
    for name in [
        "branches-names.csv",
        "google-forms-italian.csv",
        "qualtrics-portuguese.tsv",
        "redcap-events-raw.csv",
        "salesforce-footer.csv",
        "typeform-partial.csv",
        "wufoo.csv",
    ] {
        let fixtures = Path::new(REPOSITORY).join("tests/fixtures/forms");
        fs::copy(fixtures.join(name), workspace.inputs().join(name)).unwrap();
    }
    changes_nothing(&workspace, &[]);
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
        text.contains("# TO BE DECIDED: in/sessions.csv, column `date`: does `03/04/2026`"),
        "{text}"
    );
    let decided = text.replace("# date_order = \"dmy\"  # or", "date_order = \"mdy\"  # or");
    assert_ne!(decided, text);
    fs::write(&path, decided).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-03-04");
}

#[test]
fn an_answer_to_the_question_about_stages_counts() {
    let mut sessions = String::from("pair_id,date,status,stage\n");
    for (number, stage) in (1..).zip(["Kennenlernen", "Arbeit", "Abschied"]) {
        for pair in ["A", "B", "C"] {
            sessions.push_str(&format!("{pair},2026-0{number}-05,held,{stage}\n"));
        }
    }
    let workspace = Workspace::new(&[("sessions.csv", sessions)]);
    workspace.run(&["init", "in"]).says(0, &["to decide"]);
    let path = workspace.inputs().join("mentorstat.toml");
    let text = fs::read_to_string(&path).unwrap();
    let mut is_answer = false;
    let mut decided = String::new();
    for line in text.lines() {
        is_answer = line.starts_with("# [[stage_models]]") || (is_answer && line.starts_with("# "));
        decided += if is_answer { &line[2..] } else { line };
        decided.push('\n');
    }
    assert!(decided.contains("\n[[stage_models]]"), "{text}");
    fs::write(&path, decided).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["current_stage"], "abschied");
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

/// A value for each column of the forms.
fn value(form: &str, column: &str) -> String {
    let text = match column {
        "pair_id" => "P-1",
        "date" => "2026-03-20",
        "respondent" => "mentee",
        "phase" if form.starts_with('1') => "baseline",
        "phase" => "end",
        "goal" => "2",
        "set_on" | "scheduled_on" => "2026-02-01",
        "due_on" => "2026-06-01",
        "attained_on" | "completed_on" => "2026-03-01",
        "status" if form.starts_with('2') => "attained",
        "status" if form.starts_with('3') => "completed",
        "status" if form.starts_with('4') => "held",
        "minutes" => "90",
        "stage" => "First meeting",
        "progress" => "40",
        "next_meeting" => "2026-04-20",
        "goals_achieved" => "3 of 5",
        "new_goals" => "yes",
        "partnership" => "no",
        column if column.ends_with("_achieved") => "partly",
        column if column.starts_with("goal_") && column.ends_with("_progress") => "35",
        column if column.starts_with("action_") && column.ends_with("_on") => "2026-04-01",
        column => return format!("{column}, \"as said\""),
    };
    text.to_owned()
}

/// Fills in every cell of every form; gives the cells by file.
fn filled_in(folder: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let mut filled = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".csv") {
            continue;
        }
        let header = fs::read_to_string(&path).unwrap();
        let cells: Vec<_> = header
            .trim_end()
            .split(',')
            .map(|column| (column.to_owned(), value(&name, column)))
            .collect();
        let mut writer = csv::Writer::from_path(&path).unwrap();
        writer
            .write_record(cells.iter().map(|(column, _)| column))
            .unwrap();
        writer
            .write_record(cells.iter().map(|(_, value)| value))
            .unwrap();
        writer.flush().unwrap();
        filled.insert(name, cells);
    }
    filled
}

fn day(iso: &str) -> Option<Day> {
    Day::from_iso(iso)
}

#[test]
fn forms_filled_in_give_back_every_value() {
    let workspace = Workspace::empty();
    workspace
        .run(&["forms", "in"])
        .says(0, &["1-needs-analysis.csv", "mentorstat.toml"]);
    let filled = filled_in(&workspace.inputs());
    assert_eq!(filled.len(), 6);
    let file = ConfigFile::read(&workspace.inputs().join("mentorstat.toml")).unwrap();
    let config = Config::resolve(Some(&file), &Flags::default()).unwrap();
    let ingested = ingest::read(&[workspace.inputs()], &config, &Unwatched).unwrap();
    let entries = &ingested.ledger.entries;
    assert!(
        entries.iter().all(|entry| entry.severity == Severity::Note),
        "{entries:?}"
    );

    let partitions = &ingested.programme.partitions;
    let partition = partitions.iter().find(|one| !one.pairs.is_empty()).unwrap();
    let session = &partition.sessions.all()[0];
    assert_eq!(
        (session.status, session.minutes.get()),
        (Status::Held, Some(90.0))
    );
    assert_eq!(
        (session.progress.get(), session.next_meeting.get()),
        (Some(40.0), day("2026-04-20"))
    );
    assert_eq!(Some(session.date), day("2026-03-20"));
    let goal = &partition.goals.all()[0];
    assert_eq!(
        (goal.status, goal.set_on),
        (Some(GoalStatus::Attained), day("2026-02-01"))
    );
    assert_eq!(
        (goal.due_on, goal.attained_on),
        (day("2026-06-01"), day("2026-03-01"))
    );
    let actions = partition.actions.all();
    let action = actions
        .iter()
        .find(|action| action.status.is_some())
        .unwrap();
    assert_eq!(action.status, Some(ActionStatus::Completed));
    assert_eq!(
        (action.scheduled_on, action.completed_on),
        (day("2026-02-01"), day("2026-03-01"))
    );
    let of_session = actions.iter().filter(|action| action.agreed_on.is_some());
    assert!(
        of_session
            .clone()
            .all(|action| action.scheduled_on == day("2026-04-01"))
    );
    assert_eq!(of_session.count(), 2);
    let forms = partition.forms.all();
    assert_eq!(
        [forms[0].phase, forms[1].phase],
        [Phase::Baseline, Phase::End]
    );
    let form = &forms[1];
    assert_eq!(form.respondent, Respondent::Mentee);
    assert_eq!(form.all_goals, Some(AllGoals::OutOf { attained: 3, of: 5 }));
    assert_eq!(form.goals.len(), 5);
    assert!(
        form.goals
            .iter()
            .all(|goal| goal.answer == Some(Answer::Partly) && goal.text.is_some())
    );
    assert_eq!(
        (form.new_goals, form.partnership),
        (Some(true), Some(false))
    );
    assert_eq!(form.benefits.len(), 2);
    let idea = &partition.ideas.all()[0];
    assert_eq!(idea.scheduled_on, day("2026-02-01"));

    let origins: [(Origin, Table); 6] = [
        (forms[0].origin, Table::Evaluations),
        (goal.source, Table::Goals),
        (action.origin, Table::Actions),
        (session.origin, Table::Sessions),
        (form.origin, Table::Evaluations),
        (idea.origin, Table::Partnerships),
    ];
    let mut fetch = ingested.texts.fetch();
    for ((name, cells), (origin, table)) in filled.iter().zip(origins) {
        let read: Vec<_> = fetch
            .record(origin, table)
            .unwrap()
            .into_iter()
            .map(|(column, _, text)| (column.map_or_else(String::new, |one| one.to_string()), text))
            .collect();
        assert_eq!(&read, cells, "{name}");
    }
}
