//! Parts of a form that repeat, in files of their own: each row belongs to the pair of its form,
//! and to no other.

use crate::containers::archive;
use mentorstat::config::Config;
use mentorstat::ingest::{self, AmbiguityReport, Ingested, Question, Unwatched};
use std::fs;
use std::path::Path;

fn read(files: &[(&str, &str)]) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    read_folder(folder.path())
}

fn read_folder(folder: &Path) -> Ingested {
    let inputs = [folder.to_path_buf()];
    ingest::read(&inputs, &Config::default(), &Unwatched).unwrap_or_else(|error| panic!("{error}"))
}

/// The pairs with the texts of their goals and actions.
fn texts(ingested: &Ingested) -> Vec<String> {
    let programme = &ingested.programme;
    let histories = programme
        .partitions
        .iter()
        .flat_map(|partition| partition.histories(programme));
    let mut texts: Vec<String> = histories
        .flat_map(|history| {
            let goals = history.goals.iter().map(|goal| goal.text.clone());
            let actions = history.actions.iter().map(|action| action.text.clone());
            let texts: Vec<_> = goals.chain(actions).flatten().collect();
            let of_pair = |text| format!("{}: {text}", history.pair.id);
            texts.into_iter().map(of_pair).collect::<Vec<_>>()
        })
        .collect();
    texts.sort();
    texts
}

/// What is said of a file whose form cannot be told.
fn unjoined(ingested: &Ingested, name: &str) -> String {
    let mut files = ingested.unsupported.iter();
    let file = files.find(|file| file.path.ends_with(name)).unwrap();
    file.sentence()
}

const OWN: [&str; 3] = ["P1: goal of P1", "P2: goal of P2", "P3: goal of P3"];

const MEETINGS: &str = "\
pair_id,date,status,_uuid,_index
P1,2026-01-05,held,u-a1,1
P2,2026-01-06,held,u-a2,2
P3,2026-01-07,held,u-a3,3
";

const EVALUATION: &str = "\
pair_id,form_date,phase,_uuid,_index
P3,2026-02-01,baseline,u-b1,1
P1,2026-02-02,baseline,u-b2,2
P2,2026-02-03,baseline,u-b3,3
";

/// Goals of the rows 1, 2 and 3 of the evaluation, with what points to it.
fn goals(headers: &str, pointing: [&str; 3]) -> String {
    let mut text = format!("goal,status,set_on,_index,{headers}\n");
    for ((row, pair), pointing) in (1..).zip(["P3", "P1", "P2"]).zip(pointing) {
        text += &format!("goal of {pair},in progress,2026-02-0{row},{row},{pointing}\n");
    }
    text
}

#[test]
fn numbers_point_into_the_form_that_is_named() {
    let pointing = ["evaluation,1", "evaluation,2", "evaluation,3"];
    let goals = goals("_parent_table_name,_parent_index", pointing);
    let files = [
        ("a_meetings.csv", MEETINGS),
        ("evaluation.csv", EVALUATION),
        ("goals.csv", &goals),
    ];
    assert_eq!(texts(&read(&files)), OWN);
}

#[test]
fn numbers_point_into_the_form_whose_name_their_file_carries_on() {
    let goals = goals("_parent_index", ["1", "2", "3"]);
    let files = [
        ("a_meetings.csv", MEETINGS),
        ("evaluation.csv", EVALUATION),
        ("evaluation-goals.csv", &goals),
    ];
    assert_eq!(texts(&read(&files)), OWN);
}

#[test]
fn numbers_that_say_no_form_join_nobody_and_are_asked_about() {
    let goals = goals("_parent_index", ["1", "2", "3"]);
    for forms in [
        &[("a_meetings.csv", MEETINGS), ("evaluation.csv", EVALUATION)][..],
        &[("a_meetings.csv", MEETINGS)],
    ] {
        let mut files = forms.to_vec();
        files.push(("goals.csv", &goals));
        let ingested = read(&files);
        assert_eq!(texts(&ingested), [""; 0]);
        let said = unjoined(&ingested, "goals.csv");
        assert!(
            said.contains("nothing says that it is a_meetings"),
            "{said}"
        );
        assert!(said.contains("such as a_meetings-goals"), "{said}");
        let goals = ingested.files.iter();
        let goals = goals.filter(|file| file.path.ends_with("goals.csv"));
        let mut asked = goals.flat_map(|file| &file.ambiguities);
        let asks_what_it_is =
            |asked: &AmbiguityReport| matches!(asked, AmbiguityReport::Open(Question::Table(_)));
        assert!(!asked.any(asks_what_it_is));
    }
}

#[test]
fn a_form_of_that_name_in_another_folder_is_not_the_one() {
    let pointing = ["evaluation,1", "evaluation,2", "evaluation,3"];
    let goals = goals("_parent_table_name,_parent_index", pointing);
    let may = EVALUATION.replace("P3", "P9");
    let files = [
        ("may/evaluation.csv", may.as_str()),
        ("june/evaluation.csv", EVALUATION),
        ("june/goals.csv", &goals),
    ];
    assert_eq!(texts(&read(&files)), OWN);
}

#[test]
fn uuids_are_looked_up_in_all_forms() {
    let goals = goals("_submission__uuid", ["u-b1", "u-b2", "u-b3"]);
    let (first, rest) = EVALUATION.split_at(EVALUATION.find("P1").unwrap());
    let rest = format!("pair_id,form_date,phase,_uuid,_index\n{rest}");
    let files = [
        ("a_meetings.csv", MEETINGS),
        ("b_evaluation.csv", first),
        ("c_evaluation.csv", &rest),
        ("goals.csv", &goals),
    ];
    assert_eq!(texts(&read(&files)), OWN);
}

#[test]
fn a_submission_that_names_two_pairs_in_two_files_names_nobody() {
    let goals = goals("_submission__uuid", ["u-b1", "u-b2", "u-b3"]);
    let other = EVALUATION.replace("P3", "P9");
    let files = [
        ("b_evaluation.csv", EVALUATION),
        ("c_evaluation.csv", &other),
        ("goals.csv", &goals),
    ];
    let ingested = read(&files);
    assert_eq!(texts(&ingested), OWN[..2]);
    let lost = ingested.ledger.tallies.values();
    assert_eq!(lost.map(|tally| tally.unknown_pair).sum::<u64>(), 1);
}

const VISIT: &str = "\
pair_id,date,status,_index
P1,2026-01-05,held,1
P2,2026-01-06,held,2
P3,2026-01-07,held,3
";

const VISIT_ACTIONS: &str = "\
action,scheduled_on,status,_index,_parent_index
act of P3,2026-02-01,open,1,3
act of P1,2026-02-01,open,2,1
act of P2,2026-02-01,open,3,2
";

const VISIT_GOALS: &str = "\
goal,status,set_on,_index,_parent_index
goal of P1,in progress,2026-02-01,1,1
goal of P2,in progress,2026-02-02,2,2
goal of P3,in progress,2026-02-03,3,3
";

const OF_VISITS: [&str; 6] = [
    "P1: act of P1",
    "P1: goal of P1",
    "P2: act of P2",
    "P2: goal of P2",
    "P3: act of P3",
    "P3: goal of P3",
];

#[test]
fn two_repeats_of_one_form_do_not_point_into_each_other() {
    let files = [
        ("visit.csv", VISIT),
        ("visit_actions.csv", VISIT_ACTIONS),
        ("visit_goals.csv", VISIT_GOALS),
    ];
    assert_eq!(texts(&read(&files)), OF_VISITS);
}

#[test]
fn repeats_belong_to_the_form_of_their_archive() {
    let archive = |visit: &str| {
        archive(&[
            ("rep_actions.csv", VISIT_ACTIONS.into()),
            ("rep_goals.csv", VISIT_GOALS.into()),
            ("visit.csv", visit.into()),
        ])
    };
    let folder = tempfile::tempdir().unwrap();
    let other = VISIT.replace('P', "Q");
    fs::write(folder.path().join("a.zip"), archive(&other)).unwrap();
    fs::write(folder.path().join("b.zip"), archive(VISIT)).unwrap();
    let found = texts(&read_folder(folder.path()));
    assert_eq!(found[..6], OF_VISITS);
    assert_eq!(found[6], "Q1: act of P1");
    assert_eq!(found.len(), 12);
}

#[test]
fn numbers_that_the_form_does_not_have_are_not_of_that_form() {
    let goals = VISIT_GOALS.replace("3,3\n", "3,4\n");
    let ingested = read(&[("visit.csv", VISIT), ("visit_goals.csv", &goals)]);
    assert_eq!(texts(&ingested), [""; 0]);
}

#[test]
fn a_repeat_within_a_repeat_belongs_to_the_row_that_it_stands_in() {
    let visit = "mentor,date,status,KEY\nKim Lee,2026-01-05,held,uuid:v1\n";
    let mentees = "\
mentee,PARENT_KEY,KEY
Max Noe,uuid:v1,uuid:v1/mentee[1]
Rex Sol,uuid:v1,uuid:v1/mentee[2]
";
    let goals = "\
goal,status,set_on,PARENT_KEY,KEY
goal of Rex,in progress,2026-01-05,uuid:v1/mentee[2],uuid:v1/mentee[2]/goal[1]
goal of Max,in progress,2026-01-05,uuid:v1/mentee[1],uuid:v1/mentee[1]/goal[1]
";
    let pairs = "pair_id,mentor,mentee\nP1,Kim Lee,Max Noe\nP2,Kim Lee,Rex Sol\n";
    // By their names, the inner repeat comes before the outer one.
    let files = [
        ("a_goals.csv", goals),
        ("b_mentees.csv", mentees),
        ("c_visit.csv", visit),
        ("pairs.csv", pairs),
    ];
    assert_eq!(texts(&read(&files)), ["P1: goal of Max", "P2: goal of Rex"]);
}
