//! `explain`: the story of one pair, told three ways, with the figures of the reports and the
//! records behind them.

use crate::support::Workspace;
use serde_json::Value;
use std::collections::BTreeMap;

const PAIRS: &str = "\
pair_id,mentor,mentee,cohort,started_on,agreed_every,closed_on,closure_reason
A,Anna Ek,Bo *Li*,Spring,2026-01-05,2 weeks,,
B,Cai Wu,Di Oz,Spring,2026-01-05,2 weeks,2026-06-30,lost contact
";

const SESSIONS: &str = "\
pair_id,date,status,minutes,stage,goal_1_progress,next_meeting
A,2026-01-05,held,60,Exploration,10,2026-01-19
A,2026-01-19,held,45,Learning,20,2026-02-02
A,2026-02-02,missed by mentee,,,,
A,2026-03-16,held,30,Exploration,40,2026-03-30
B,2026-01-05,held,60,Exploration,,
";

const GOALS: &str = "pair_id,goal,text,set_on,status,attained_on\n\
                     A,1,Write a CV,2026-01-05,in progress,\n\
                     A,2,\"Find a | job\",2026-01-19,attained,2026-03-16\n";

const CONTACTS: &str = "contacted_on,pair_id,contacted_by,outcome,note,snooze_until\n\
                        2026-05-01,A,Kim,no answer,,\n2026-05-04,A,Kim,reached,on leave,2026-06-15\n";

fn workspace() -> Workspace {
    Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", SESSIONS),
        ("goals.csv", GOALS),
        ("contacts.csv", CONTACTS),
    ])
}

fn explained(workspace: &Workspace, pair: &str, more: &[&str]) -> String {
    let words = ["explain", pair, "in", "--quiet"];
    let told = workspace.run(&[&words[..], more].concat());
    told.says(0, &[]);
    told.out
}

fn json(workspace: &Workspace, pair: &str, as_of: &str) -> Value {
    let told = explained(workspace, pair, &["--as-of", as_of, "--format", "json"]);
    serde_json::from_str(&told).unwrap()
}

#[test]
fn the_timeline_holds_everything_that_happened() {
    let workspace = workspace();
    let story = json(&workspace, "A", "2026-05-31");
    let timeline = story["timeline"].as_array().unwrap();
    let kinds: Vec<_> = timeline
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    for kind in ["start", "meeting", "gap", "stage", "goal", "contact"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let told = explained(&workspace, "A", &["--as-of", "2026-05-31"]);
    let flowing = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "2026-01-05 start",
        "2026-01-19 meeting held, 45 min, stage “Learning”, goal 1 at 20, next agreed for 2026-02-02",
        "2026-01-19 reaches stage “Learning”",
        "2026-02-02 meeting missed by the mentee",
        "2026-03-16 back to stage “Exploration”",
        "2026-03-16 56 days without a meeting (expected every 14; paused days do not count)",
        "2026-03-16 goal 2 attained “Find a | job”",
        "2026-05-01 failed attempt of the programme to reach the pair (Kim): no answer",
        "2026-05-04 contact by the programme (Kim): reached; on leave, wait until 2026-06-15",
        "76 days without a recorded meeting so far",
        "in/contacts.csv:3",
        "waiting until 2026-06-15",
    ] {
        assert!(flowing.contains(words), "“{words}” is not in:\n{told}");
    }
    let ended = explained(&workspace, "B", &["--as-of", "2026-07-31"]);
    assert!(
        ended.contains("2026-06-30  end, early (“lost contact”)"),
        "{ended}"
    );
}

#[test]
fn nothing_of_later_days_is_told() {
    let workspace = workspace();
    let told = explained(&workspace, "A", &["--as-of", "2026-03-01"]);
    for words in ["2026-03-16", "2026-05-04", "Kim"] {
        assert!(!told.contains(words), "{words} in {told}");
    }
    let none = explained(&workspace, "A", &["--as-of", "2025-12-31"]);
    assert!(none.contains("starts after 2025-12-31"), "{none}");
    assert_eq!(json(&workspace, "A", "2025-12-31")["state"], Value::Null);
}

#[test]
fn the_state_is_decided_by_the_last_rule_that_is_told() {
    let workspace = workspace();
    for (pair, as_of, state) in [
        ("A", "2026-01-10", "too_early"),
        ("A", "2026-01-25", "on_track"),
        ("A", "2026-05-31", "stalled"),
        ("B", "2026-07-31", "closed_early"),
    ] {
        let story = json(&workspace, pair, as_of);
        assert_eq!(story["state"]["state"], state, "{pair} {as_of}");
        let decided = story["state"]["decided"].as_array().unwrap();
        let (last, before) = decided.split_last().unwrap();
        assert_eq!(
            (&last["state"], &last["holds"]),
            (&state.into(), &true.into())
        );
        assert!(before.iter().all(|step| step["holds"] == false));
    }
    let told = explained(&workspace, "A", &["--as-of", "2026-05-31"]);
    let flowing = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flowing.contains("stalled? yes: 76 days without contact (at least 14)"),
        "{told}"
    );
}

#[test]
fn the_figures_are_those_of_the_reports_with_the_records_behind_them() {
    let workspace = Workspace::empty();
    workspace
        .run(&["simulate", "--pairs", "12", "--seed", "5", "--out", "in"])
        .says(0, &[]);
    let reports = workspace.reported(&["--period", "2026-Q3"]);
    let pairs = reports.table("internal/pairs.csv");
    for pair in &pairs.0[..4] {
        let story = json(&workspace, &pair["pair_id"], "2026-09-30");
        let mut with_records = 0;
        for figure in story["measures"].as_array().unwrap() {
            let id = figure["id"].as_str().unwrap();
            for (part, column) in [
                ("numerator", format!("{id}_num")),
                ("denominator", format!("{id}_den")),
                ("value", format!("{id}_days")),
            ] {
                if let (Some(cell), Some(value)) = (pair.get(&column), figure[part].as_f64()) {
                    let cell: f64 = cell.parse().unwrap();
                    assert!((cell - value).abs() < 1e-5, "{id} {part}: {cell} {value}");
                }
            }
            let is_available = figure["not_available"].is_null();
            assert_ne!(is_available, figure["words"] == "not available", "{id}");
            with_records += usize::from(!figure["records"].as_array().unwrap().is_empty());
        }
        assert!(with_records > 25, "{with_records}");
    }
}

#[test]
fn the_records_behind_a_figure_are_lines_of_the_files() {
    let workspace = workspace();
    let story = json(&workspace, "A", "2026-05-31");
    let figures: BTreeMap<&str, &Value> = story["measures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| (figure["id"].as_str().unwrap(), figure))
        .collect();
    let lines = |id: &str| -> Vec<(String, u64)> {
        let records = figures[id]["records"].as_array().unwrap().iter();
        let place = |place: &Value| {
            let file = place["file"].as_str().unwrap().to_owned();
            (file, place["line"].as_u64().unwrap())
        };
        records.map(place).collect()
    };
    let of = |file: &str, lines: &[u64]| -> Vec<(String, u64)> {
        let file = format!("in/{file}");
        lines.iter().map(|line| (file.clone(), *line)).collect()
    };
    assert_eq!(lines("sessions_held"), of("sessions.csv", &[2, 3, 5]));
    assert_eq!(lines("attendance"), of("sessions.csv", &[2, 3, 4, 5]));
    assert_eq!(lines("days_since_contact"), of("sessions.csv", &[5]));
    assert_eq!(figures["attendance"]["numerator"], 3.0);
    assert_eq!(figures["attendance"]["denominator"], 4.0);
    assert_eq!(figures["attendance"]["workings"], "3 held, 1 missed");
    assert_eq!(
        figures["median_gap_days"]["workings"],
        "gaps in days: 14, 56; since the last meeting: 76"
    );
    assert!(lines("goals_attained").starts_with(&of("goals.csv", &[2, 3])));
    assert_eq!(lines("followed_up")[..2], of("contacts.csv", &[2, 3])[..]);
}

#[test]
fn no_line_of_the_story_is_wider_than_eighty_columns() {
    let workspace = workspace();
    for as_of in ["2026-01-25", "2026-05-31"] {
        let told = explained(&workspace, "A", &["--as-of", as_of]);
        assert!(!told.contains('\u{1b}'));
        for line in told.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
    let coloured = explained(
        &workspace,
        "A",
        &["--as-of", "2026-05-31", "--color", "always"],
    );
    assert!(coloured.contains("\u{1b}[1mTIMELINE"));
}

#[test]
fn as_markdown_no_text_of_the_records_is_markup() {
    let workspace = workspace();
    let told = explained(
        &workspace,
        "A",
        &["--as-of", "2026-05-31", "--format", "md"],
    );
    assert!(told.starts_with("# Pair A as of 2026-05-31\n"), "{told}");
    for words in [
        r"* mentee: Bo \*Li\*",
        r"“Find a \| job”",
        "## State: Stalled",
        "| stalled | **yes** |",
        "| 2026-01-05 | start | in/pairs.csv:2 |",
        "| sessions\\_held | 3 meetings |",
    ] {
        assert!(told.contains(words), "“{words}” is not in:\n{told}");
    }
}

#[test]
fn a_name_in_place_of_an_id_is_told_where_it_stands() {
    let workspace = workspace();
    let told = |who: &str| workspace.run(&["explain", who, "in", "--quiet"]);
    for who in ["Anna Ek", "ek, anna", "anna"] {
        told(who).says(2, &["no pair has the id", "is in A"]);
    }
    let ended = told("nobody at all");
    ended.says(2, &["no pair has the id nobody at all"]);
    assert!(!ended.err.contains("called so"), "{}", ended.err);
}

#[test]
fn what_the_list_suggests_is_said_and_who_waits_and_why() {
    let workspace = workspace();
    let told = explained(&workspace, "A", &["--as-of", "2026-05-20"]);
    let flowing = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "waiting until 2026-06-15, as noted on 2026-05-04",
        "next step: Wait until 2026-06-15, then look again.",
    ] {
        assert!(flowing.contains(words), "{words}: {told}");
    }
    let back = json(&workspace, "A", "2026-06-16");
    let listed = workspace.run(&[
        "support",
        "in",
        "--quiet",
        "--as-of",
        "2026-06-16",
        "--format",
        "json",
    ]);
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    let mut rows = listed.as_array().unwrap().iter();
    let row = rows.find(|row| row["pair_id"] == "A").unwrap();
    assert_eq!(row["suggested_step"], back["state"]["suggested_step"]);
    let step = back["state"]["suggested_step"].as_str().unwrap();
    for format in ["text", "md"] {
        let told = explained(
            &workspace,
            "A",
            &["--as-of", "2026-06-16", "--format", format],
        );
        let flowing = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let start: String = step.chars().take(20).collect();
        assert_eq!(flowing.matches(&start).count(), 1, "{told}");
    }
}
