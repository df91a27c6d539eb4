//! Who belongs to whom: spellings, near misses, several people in a cell.

use crate::support::{Reports, Workspace};
use std::fs;

const PAIRS: &str = "\
pair_id,mentor,mentee,cohort,started_on,closed_on
P-01,Dr. Anna Müller,\"Li, Bo\",spring,2026-01-05,
P-02,Cai Wu,Di Oz,spring,2026-01-05,2026-03-01
P-03,Cai Wu,Di Oz,autumn,2026-03-02,
";

fn reported(sessions: &str, config: &str) -> Reports {
    workspace(sessions, config).reported(&["--as-of", "2026-06-30"])
}

fn workspace(sessions: &str, config: &str) -> Workspace {
    Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", sessions),
        ("mentorstat.toml", config),
    ])
}

#[test]
fn spellings_of_a_name_are_one_person() {
    let reports = reported(
        "mentor,mentee,date,status\n\
         anna muller,Bo Li,2026-01-10,held\n\
         \"Müller, Anna, PhD\",Mr Bo LI,2026-02-10,held\n\
         ANNA  MÜLLER,\"LI, BO\",2026-03-10,held\n",
        "",
    );
    assert_eq!(reports.pair("P-01")["sessions_held"], "3");
    assert_eq!(reports.count("rows_unknown_pair"), 0);
}

#[test]
fn names_that_fit_two_pairs_go_by_the_date() {
    let reports = reported(
        "mentor,mentee,date,status\nCai Wu,Di Oz,2026-02-10,held\nCai Wu,Di Oz,2026-04-10,held\n\
         Cai Wu,Di Oz,2025-04-10,held\n",
        "",
    );
    assert_eq!(reports.pair("P-02")["sessions_held"], "1");
    assert_eq!(reports.pair("P-03")["sessions_held"], "1");
    assert_eq!(reports.count("rows_unknown_pair"), 1);
}

#[test]
fn near_misses_are_offered_in_a_file_that_joins_them_once_answered() {
    let workspace = workspace(
        "pair_id,mentor,mentee,date,status\n\
         P-O1,,,2026-01-10,held\n\
         ,Ana Müller,Bo Li,2026-02-10,held\n\
         ,Somebody,Else,2026-02-11,held\n",
        "",
    );
    let before = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(before.pair("P-01")["sessions_held"], "0");
    assert_eq!(before.count("rows_unknown_pair"), 3);
    let ledger = before.table("internal/ledger.csv");
    let found = ledger.one(&[("value", "Ana Müller / Bo Li")]);
    assert!(
        found["consequence"].contains("did you mean `P-01` (`ana muller` and `anna muller` differ"),
        "{found:?}"
    );

    workspace
        .run(&["check", "in"])
        .says(0, &["wrote links.csv: 2 names may mean"]);
    let path = workspace.path().join("links.csv");
    let offered = fs::read_to_string(&path).unwrap();
    assert!(
        offered.starts_with("name as found,likely pair,evidence,same?\n"),
        "{offered}"
    );
    assert!(offered.contains("\nP-O1,P-01,"), "{offered}");
    workspace
        .run(&["check", "in"])
        .says(0, &["links.csv is there already and was left as it is"]);

    // Nothing is joined before it is answered.
    fs::write(workspace.inputs().join("links.csv"), &offered).unwrap();
    let unanswered = workspace.run(&["report", "in", "--out", "un", "--as-of", "2026-06-30"]);
    unanswered.says(0, &["3 rows match no pair"]);
    let answered = offered.replace(",\n", ",y\n");
    assert_ne!(answered, offered);
    fs::write(workspace.inputs().join("links.csv"), answered).unwrap();
    let after = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(after.pair("P-01")["sessions_held"], "2");
    assert_eq!(after.count("rows_unknown_pair"), 1);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked.out.contains("names that were said to mean a pair"),
        "{}",
        checked.out
    );
}

#[test]
fn links_that_lead_nowhere_or_say_neither_yes_nor_no_are_named() {
    let workspace = workspace("pair_id,date,status\nP-O1,2026-01-10,held\n", "");
    let links = "name as found,likely pair,evidence,same?\nP-O1,P-99,,y\nP-O2,P-01,,perhaps\n";
    fs::write(workspace.inputs().join("links.csv"), links).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let ledger = reports.table("internal/ledger.csv");
    let lost = ledger.one(&[("value", "P-99")]);
    assert_eq!((&*lost["file"], &*lost["line"]), ("in/links.csv", "2"));
    assert_eq!(ledger.one(&[("value", "perhaps")])["line"], "3");
}

#[test]
fn a_link_joins_the_name_as_it_stands_and_none_that_is_written_otherwise() {
    let sessions = "pair_id,date,status\n1-5,2026-01-10,held\n1 5,2026-01-11,held\n\
                    1/5,2026-01-12,held\nX-1,2026-01-13,held\nX-1,2026-01-14,held\n";
    let workspace = workspace(sessions, "");
    let links = "name as found,likely pair,evidence,same?\n1-5,P-01,,y\nx 9,P-01,,y\n\
                 X-1,P-01,,y\nx-1,P-02,,y\n";
    fs::write(workspace.inputs().join("links.csv"), links).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("P-01")["sessions_held"], "1");
    assert_eq!(reports.count("rows_unknown_pair"), 4);
    let ledger = reports.table("internal/ledger.csv");
    let unused = ledger.one(&[("file", "in/links.csv"), ("value", "x 9")]);
    assert_eq!(&*unused["rule"], "no row names anybody as in this line");
    for (name, line) in [("X-1", "4"), ("x-1", "5")] {
        let entry = ledger.one(&[("file", "in/links.csv"), ("value", name)]);
        assert_eq!(entry["line"], line);
        assert!(entry["rule"].contains("several pairs"), "{entry:?}");
    }
}

#[test]
fn without_a_register_pairs_written_alike_are_suggested_and_stay_two() {
    let sessions = "mentor,mentee,date,status\n\
                    Anna Ek,Bo Li,2026-01-10,held\nAnna Ek,Bo Li,2026-02-10,held\n\
                    Ana Ek,Bo Li,2026-03-10,held\nCai Wu,Bo Li,2026-03-11,held\n";
    let workspace = Workspace::new(&[("sessions.csv", sessions)]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(0, &["1 name may mean"]);
    assert!(checked.out.contains("3 pairs"), "{}", checked.out);
    let links = fs::read_to_string(workspace.path().join("links.csv")).unwrap();
    assert!(
        links.contains("\nAna Ek / Bo Li,Anna Ek – Bo Li,"),
        "{links}"
    );
    fs::write(
        workspace.inputs().join("links.csv"),
        links.replace(",\n", ",yes\n"),
    )
    .unwrap();
    let joined = workspace.run(&["check", "in"]);
    assert!(joined.out.contains("2 pairs"), "{}", joined.out);
}

#[test]
fn names_in_another_order_or_with_another_surname_are_suggested() {
    let workspace = workspace(
        "mentor,mentee,date,status\n\
         Muller Anna,Bo Li,2026-01-10,held\nAnna Müller Ek,Li Bo,2026-02-10,held\n",
        "",
    );
    let checked = workspace.run(&["check", "in"]);
    checked.says(0, &["2 names may mean"]);
    assert!(
        checked.out.contains("the same words in another order"),
        "{}",
        checked.out
    );
    let links = fs::read_to_string(workspace.path().join("links.csv")).unwrap();
    assert!(links.contains("\nMuller Anna / Bo Li,P-01,"), "{links}");
    assert!(links.contains("\nAnna Müller Ek / Li Bo,P-01,"), "{links}");
}

#[test]
fn cells_that_seem_to_name_several_people_are_asked_about() {
    let sessions = |cells: [&str; 3]| {
        let rows = (1..).zip(cells);
        let rows = rows.map(|(day, cell)| format!("Cai Wu,\"{cell}\",2026-01-0{day},held\n"));
        format!("mentor,mentee,date,status\n{}", rows.collect::<String>())
    };
    let asked = |cells: [&str; 3], config: &str| {
        let files = [
            ("sessions.csv", sessions(cells)),
            ("mentorstat.toml", config.to_owned()),
        ];
        let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
        let checked = Workspace::new(&files).run(&["check", "in"]);
        assert!(checked.out.contains("table sessions"), "{}", checked.out);
        checked.out.matches("seems to name several people").count()
    };
    for (cells, expected) in [
        (["Tim Ro; Ann Ek; Bob", "Tim Ro; Ann Ek", "Tim Ro"], 2),
        (["Tim & Ann", "Ann", "Bob"], 1),
        (["Tim, Ann", "Ann", "Tim"], 1),
        (["Li; Wu", "Ek; Ro", "Ann Ek"], 2),
        // A name with a comma, and one with a hyphen and a stroke, are names.
        (["Ro, Tim", "Ek, Ann", "Tim"], 0),
        (["Ann Ek/Ro", "Bo Li", "Tim"], 0),
    ] {
        assert_eq!(asked(cells, ""), expected, "{cells:?}");
        assert_eq!(asked(cells, "split_people = \";\"\n"), 0, "{cells:?}");
    }
}

#[test]
fn several_people_in_a_cell_are_pairs_of_their_own() {
    let sessions = "mentor,mentee,date,status\n\
                    Cai Wu,Anna Ek; Ben Ro,2026-01-10,held\nCai Wu,Anna Ek,2026-02-10,held\n\
                    Cai Wu,Anna Ek; Ben Ro,2026-01-10,held\n";
    let split = "split_people = \";\"\n";
    let workspace = Workspace::new(&[("sessions.csv", sessions), ("mentorstat.toml", split)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.count("pairs"), 2);
    assert_eq!(reports.count("rows"), 3);
    assert_eq!(reports.count("rows_used"), 3);
    let anna = reports.pair("Cai Wu – Anna Ek");
    assert_eq!(
        (&*anna["mentee"], &*anna["sessions_held"]),
        ("Anna Ek", "2")
    );
    let ben = reports.pair("Cai Wu – Ben Ro");
    assert_eq!((&*ben["mentor"], &*ben["mentee"]), ("Cai Wu", "Ben Ro"));
    assert_eq!(ben["sessions_held"], "1");
}

#[test]
fn of_several_people_those_that_are_not_known_are_named() {
    let reports = reported(
        "mentor,mentee,date,status\nAnna Müller,Bo Li & Somebody New,2026-01-10,held\n",
        "split_people = [\"&\", \";\"]\n",
    );
    assert_eq!(reports.pair("P-01")["sessions_held"], "1");
    let ledger = reports.table("internal/ledger.csv");
    let found = ledger.one(&[(
        "rule",
        "not everybody whom the row names belongs to a known pair",
    )]);
    assert_eq!(found["line"], "2");
}

#[test]
fn forms_without_a_name_are_counted_by_cohort_and_belong_to_no_pair() {
    let forms = "date,respondent,cohort,goals_achieved\n2026-02-01,mentee,spring,yes\n\
                 2026-02-02,mentee,spring,no\n2026-02-03,mentor,,yes\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("forms.csv", forms)]);
    let checked = workspace.run(&["check", "in"]);
    for line in [
        "2 forms of cohort “spring” without a name",
        "1 form without a name",
    ] {
        assert!(checked.out.contains(line), "{}", checked.out);
    }
}

#[test]
fn who_answered_may_be_said_by_name() {
    let workspace = Workspace::new(&[
        (
            "pairs.csv",
            "pair_id,mentor,mentee,started_on\nA,Ann Lee,Bo Chen,2026-01-05\nB,Di Fox,Ed Gil,2026-01-05\n",
        ),
        (
            "eval.csv",
            "Pair,Completed by,Date,Phase,Goals achieved?\n\
             A,\"Lee, Ann\",2026-06-10,end,Yes\nA,bo chen,2026-06-10,end,No\n\
             B,Mentor (Di),2026-06-11,end,Yes\nB,Ann Lee,2026-06-12,end,Yes\n",
        ),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let goals = reports.table("internal/goals.csv");
    let of = |pair: &str| {
        let row = goals.0.iter().find(|row| row["pair_id"] == pair);
        row.map(|row| (row["outcome"].clone(), row["respondent"].clone()))
    };
    let said = |outcome: &str, who: &str| Some((outcome.to_owned(), who.to_owned()));
    assert_eq!(of("A"), said("not_attained", "mentee"));
    assert_eq!(of("B"), said("attained", "mentor"));
    let ledger = reports.table("internal/ledger.csv");
    let unknown = ledger
        .0
        .iter()
        .filter(|row| row["column"] == "Completed by");
    assert_eq!(
        unknown.count(),
        1,
        "another pair's mentor is nobody of this one"
    );
}

#[test]
fn ids_under_an_unknown_header_make_no_second_register() {
    let register = "pair_id,mentor,mentee,started_on\nPE-001,A B,C D,2026-01-01\n\
                    PE-002,E F,G H,2026-01-01\nPE-003,I J,K L,2026-01-01\n";
    let check = |header: &str| {
        let rows = format!(
            "Docket,{header},Minutes\nPE-001,2026-02-01,60\n\
                            PE-002,2026-02-02,45\nPE-003,2026-02-03,30\n"
        );
        let files = [("pairs.csv", register.to_owned()), ("deliveries.csv", rows)];
        Workspace::new(&files).run(&["check", "in"]).out
    };
    let unknown = check("Handed over");
    assert_eq!(unknown.matches("table pairs").count(), 1, "{unknown}");
    let meetings = check("Delivery Date");
    assert!(meetings.contains("table sessions"), "{meetings}");
    assert!(meetings.contains("pair_id ← Docket"), "{meetings}");
}
