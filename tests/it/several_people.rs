//! Several mentors, or mentees, of one pair of the register: all are people, or it is asked.

use crate::support::{Ended, Reports, Workspace, main_text};

const SESSIONS: &str = "pair_id,date,status,minutes\n\
    P1,2026-02-03,held,60\nP2,2026-02-03,held,60\nP3,2026-02-03,held,60\nP4,2026-02-04,held,60\n";

fn made(pairs: &str, config: &str) -> (Ended, Reports) {
    let files = [
        ("pairs.csv", pairs),
        ("sessions.csv", SESSIONS),
        ("mentorstat.toml", config),
    ];
    let workspace = Workspace::new(&files);
    let ended = workspace.report(&["--as-of", "2026-06-30"]);
    let reports = workspace.last_made();
    (ended, reports)
}

/// Whether the first page counts so many mentors and mentees.
fn served(reports: &Reports, mentors: usize, mentees: usize) -> bool {
    let page = main_text(&reports.prose("internal/effectiveness.html"));
    page.contains(&format!("{mentors} mentors and {mentees} mentees"))
}

#[test]
fn cells_of_a_register_with_several_mentors_are_asked_about_before_any_figure() {
    let pairs = "pair_id,mentor,mentee,started_on\nP1,Ann Lee,Bo,2026-01-05\n\
                 P2,Cy Dee; Ann Lee,Di,2026-01-05\nP3,Ann Lee & Fay Gil,Ed,2026-01-05\n\
                 P4,Gus Bell-Lee,Flo,2026-01-05\n";
    let (ended, reports) = made(pairs, "");
    ended.says(
        0,
        &[
            "pairs.csv: cells of `mentor` seem to hold the names of several people",
            "split_people = [\"&\", \";\"]",
        ],
    );
    let page = reports.prose("share/effectiveness.md");
    assert!(
        page.contains("seem to hold the names of several people"),
        "{page}"
    );
    let ledger = reports.table("internal/ledger.csv");
    let rules = ledger.column("rule");
    let asked = rules
        .iter()
        .filter(|rule| rule.contains("seems to name several people"));
    assert_eq!(asked.count(), 2);

    let (ended, reports) = made(pairs, "split_people = [\"&\", \";\"]\n");
    assert!(!ended.err.contains("several"), "{}", ended.err);
    assert!(served(&reports, 4, 4), "Ann, Cy, Fay and Gus");
    let clusters = reports.measure("attendance", "");
    assert_eq!(clusters["pairs"], "4");
}

#[test]
fn a_row_of_the_register_for_each_mentor_of_a_pair_makes_all_of_them_mentors() {
    let pairs = "pair_id,mentor,mentee,started_on\nP1,Ann Lee,Bo,2026-01-05\n\
                 P1,Cy Dee,Bo,2026-01-05\nP2,\"Lee, Ann\",Di,2026-01-05\n\
                 P2,Ann Lee,Di,2026-01-05\n\
                 P3,Fay Gil,Ed,2026-01-05\nP3,Fay Gil,Flo,2026-01-05\nP4,Cy Dee,Hal,2026-01-05\n";
    let (ended, reports) = made(pairs, "");
    ended.says(0, &["rows of one pair name different people in `mentor`"]);
    assert!(served(&reports, 3, 5), "Ann, Cy, Fay; Bo, Di, Ed, Flo, Hal");
    assert_eq!(reports.pair("P1")["mentor"], "Ann Lee");
    let ledger = reports.table("internal/ledger.csv");
    let rules = ledger.column("rule");
    let rule = "rows of one pair name different people";
    assert_eq!(rules.iter().filter(|one| **one == rule).count(), 2);
    assert!(
        !rules.contains(&"the values for one pair differ"),
        "{rules:?}"
    );
}

#[test]
fn lists_of_mentees_in_most_cells_are_asked_about() {
    let pairs = "pair_id,mentor,mentee,started_on\n\
                 P1,Ann Lee,\"Bo Ek, Di Ro, Ed Oz\",2026-01-05\n\
                 P2,Cy Dee,\"Flo Ek, Gus Ro, Hal Oz\",2026-01-05\nP3,Fay Gil,Ida Ek,2026-01-05\n";
    let (ended, _) = made(pairs, "");
    ended.says(
        0,
        &["cells of `mentee` seem to hold", "split_people = [\",\"]"],
    );
    let (_, reports) = made(pairs, "split_people = \",\"\n");
    assert!(served(&reports, 3, 7), "three circles");
}

#[test]
fn people_in_numbered_columns_are_each_meant() {
    let register = "pair_id,mentor,mentee,started_on\nP1,Anna Berg,Jon Lund,2026-01-05\n\
                    P2,Anna Berg,Eva Ek,2026-01-05\nP3,Carl Dahl,Ole Moe,2026-01-05\n";
    let log = "Mentor,Mentee 1,Mentee 2,Date\nAnna Berg,Jon Lund,Eva Ek,2026-02-03\n\
               Anna Berg,Jon Lund,n/a,2026-03-03\nCarl Dahl,Ole Moe,,2026-03-03\n";
    let held = |files: &[(&str, &str)]| -> Vec<String> {
        let workspace = Workspace::new(files);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        let pairs = reports.table("internal/pairs.csv").0;
        let told = pairs.iter().map(|pair| {
            let [id, mentor, held] = ["pair_id", "mentor", "sessions_held"].map(|it| &pair[it]);
            format!("{id} {mentor} {held}")
        });
        told.collect()
    };
    assert_eq!(
        held(&[("register.csv", register), ("log.csv", log)]),
        ["P1 Anna Berg 2", "P2 Anna Berg 1", "P3 Carl Dahl 1"]
    );
    // Two mentors of one pair, who are named together by its id and alone in the log.
    let register = "Pair ID,Mentor 1,Mentor 2,Mentee,Start\nP1,Anna Berg,Carl Dahl,Jon Lund,2026-01-05\n\
                    P2,Anna Berg,,Eva Ek,2026-01-05\n";
    let log = "Mentor,Mentee,Date\nAnna Berg,Jon Lund,2026-01-20\nCarl Dahl,Jon Lund,2026-02-20\n\
               Anna Berg,Eva Ek,2026-02-20\n";
    assert_eq!(
        held(&[("register.csv", register), ("log.csv", log)]),
        ["P1 Anna Berg; Carl Dahl 2", "P2 Anna Berg 1"]
    );
}

#[test]
fn numbered_columns_are_people_only_where_nothing_else_can_be_meant() {
    let register = "pair_id,mentor,mentee,started_on,mentee_email\n\
                    P1,Anna Berg,Jon Lund,2026-01-05,jon@x.org\nP2,Anna Berg,Eva Ek,2026-01-05,eva@x.org\n";
    let told = |log: &str| -> Vec<String> {
        let workspace = Workspace::new(&[("register.csv", register), ("log.csv", log)]);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        let pairs = reports.table("internal/pairs.csv").0;
        pairs
            .iter()
            .map(|pair| pair["sessions_held"].clone())
            .collect()
    };
    // One cell that names nobody decides nothing, wherever it stands.
    let row = "Anna Berg,Jon Lund,Eva Ek,2026-02-03\n";
    let nobody = "Anna Berg,Jon Lund,-,2026-03-03\n";
    let header = "Mentor,Mentee 1,Mentee 2,Date\n";
    assert_eq!(told(&[header, row, nobody].concat()), ["2", "1"]);
    assert_eq!(told(&[header, nobody, row].concat()), ["2", "1"]);
    // A day for each of them: not every meeting is one of both.
    let log = "Mentor,Mentee 1,Date 1,Mentee 2,Date 2\n\
               Anna Berg,Jon Lund,2026-02-03,Eva Ek,2026-02-10\n";
    assert_ne!(told(log), ["2", "2"]);
}

#[test]
fn several_people_with_one_address_are_found_by_it() {
    let register = "Pair ID,Mentor,Mentee 1,Mentee 2,Mentee email,Mentor email,Start\n\
                    P1,Anna Berg,Jon Lund,Eva Ek,home@x.org,anna@x.org,2026-01-05\n\
                    P2,Carl Dahl,Ole Moe,,ole@x.org,carl@x.org,2026-01-05\n";
    let log = "Mentor email,Mentee email,Date\nanna@x.org,home@x.org,2026-02-03\n\
               carl@x.org,ole@x.org,2026-02-03\n";
    let workspace = Workspace::new(&[("register.csv", register), ("log.csv", log)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("P1")["sessions_held"], "1");
    assert_eq!(reports.pair("P2")["sessions_held"], "1");
}
