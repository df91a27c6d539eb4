//! Groups held against each other, through the whole program.

use crate::support::{REPOSITORY, Reports, Table, Workspace, run};
use std::sync::LazyLock;

/// Two cohorts of pairs with a mentor each, closed as long after their start as said.
fn cohorts(lengths: &[(&str, &[u32])]) -> Workspace {
    let mut pairs = String::from(
        "pair_id,mentor,mentee,cohort,site,started_on,planned_end_on,closed_on,closure_reason\n",
    );
    let mut sessions = String::from("pair_id,date,status\n");
    for (cohort, lengths) in lengths {
        for (place, days) in lengths.iter().enumerate() {
            let id = format!("{cohort}{place}");
            let site = if place % 2 == 0 { "North" } else { "South" };
            let closed = if *days < 400 {
                day(*days)
            } else {
                String::new()
            };
            let reason = if *days < 400 { "lost contact" } else { "" };
            let line = format!(
                "{id},Mentor {id},Mentee {id},{cohort},{site},2025-01-01,2027-01-01,{closed},{reason}\n"
            );
            pairs.push_str(&line);
            let met = day(5 + u32::try_from(place).unwrap());
            let line = format!("{id},{met},held\n");
            sessions.push_str(&line);
        }
    }
    Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)])
}

/// The day so many days after 1 January 2025.
fn day(days: u32) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    (start + chrono::Days::new(u64::from(days))).to_string()
}

/// Of twenty pairs of cohort A twelve still meet after 180 days, of twenty of B five.
fn retained() -> Workspace {
    let lengths = |kept: usize| {
        (0..20)
            .map(|place| if place < kept { 500 } else { 100 })
            .collect::<Vec<u32>>()
    };
    cohorts(&[("A", &lengths(12)), ("B", &lengths(5))])
}

const AS_OF: [&str; 2] = ["--as-of", "2026-06-30"];

static SAMPLE: LazyLock<(Workspace, Reports)> = LazyLock::new(|| {
    let workspace = Workspace::empty();
    let sample = format!("{REPOSITORY}/sample_data");
    let out = workspace.outputs();
    run(&[
        "report",
        &sample,
        "--quiet",
        "--by",
        "cohort",
        "--by",
        "site",
        "--out",
        out.to_str().unwrap(),
    ])
    .says(0, &[]);
    let reports = Reports::in_folder(&out);
    (workspace, reports)
});

#[test]
fn the_columns_are_those_of_the_contract() {
    let header = |name: &str| {
        let text = SAMPLE.1.text(&format!("internal/tables/{name}.csv"));
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        header("comparisons"),
        "grouping,measure,horizon,at_day,adjusted_for,group_a,group_b,n_a,n_b,clusters_a,clusters_b,estimate_a,\
         estimate_b,difference,lower,upper,effect,effect_size,effect_lower,effect_upper,test,statistic,p,p_adjusted,\
         adjustment,family,note"
    );
    assert_eq!(
        header("curves"),
        "grouping,group,measure,outcome,day,estimate,lower,upper,at_risk,events,censored"
    );
    assert_eq!(header("transitions"), "grouping,group,from,to,moves,pairs");
}

#[test]
fn two_groups_of_independent_pairs_are_a_fourfold_table() {
    let workspace = retained();
    let reports = workspace.reported(&AS_OF);
    let row = reports
        .table("internal/tables/comparisons.csv")
        .one(&[("measure", "retained_180d")]);
    for (column, value) in [
        ("grouping", "cohort"),
        ("group_a", "A"),
        ("group_b", "B"),
        ("n_a", "20"),
        ("clusters_b", "20"),
        ("estimate_a", "0.6"),
        ("estimate_b", "0.25"),
        ("difference", "0.35"),
        ("effect", "risk_ratio"),
        ("effect_size", "2.4"),
        ("effect_lower", "1.036928"),
        ("effect_upper", "5.554871"),
        ("test", "chi-squared without continuity correction"),
        ("statistic", "5.012788"),
        ("p", "0.0251608"),
        ("adjustment", "Holm"),
        // Pairs of B ended sooner, so they were observed for a shorter time.
        ("at_day", "365"),
        ("note", ""),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    assert!(
        row["family"].starts_with("primary measures by cohort ("),
        "{}",
        row["family"]
    );
}

#[test]
fn an_event_is_compared_over_its_course_and_tested_once() {
    let workspace = retained();
    let reports = workspace.reported(&AS_OF);
    let table = reports.table("internal/tables/comparisons.csv");
    let of = |horizon: &str| table.one(&[("measure", "match_length"), ("horizon", horizon)]);
    // 8 and 15 of 20 had ended by day 100.
    assert_eq!(
        (
            of("180")["estimate_a"].as_str(),
            of("180")["difference"].as_str()
        ),
        ("0.4", "-0.35")
    );
    assert_eq!(
        (of("180")["p"].as_str(), of("median")["test"].as_str()),
        ("", "log-rank")
    );
    // 100 days for those, 365 for the others.
    assert_eq!(of("rmean")["difference"], "92.75");
    assert_eq!(of("rmean")["note"], "restricted mean to day 365");
    let page = reports.prose("internal/comparison.html");
    assert!(page.contains("A – B, mean up to day 365"), "{page}");
}

#[test]
fn several_groups_meet_the_rest_and_each_other_if_asked() {
    let lengths = [500, 100, 500, 100, 500, 100, 500, 100, 500, 100, 500, 100];
    let workspace = cohorts(&[("A", &lengths), ("B", &lengths), ("C", &lengths)]);
    let groups = |arguments: &[&str]| {
        let _ = std::fs::remove_dir_all(workspace.outputs());
        let reports = workspace.reported(&[&AS_OF, arguments].concat());
        let table = reports.table("internal/tables/comparisons.csv");
        let rows = table
            .0
            .into_iter()
            .filter(|row| row["measure"] == "retained_90d");
        rows.map(|row| format!("{}{}", row["group_a"], row["group_b"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(groups(&[]), ["A(rest)", "B(rest)", "C(rest)"]);
    assert_eq!(
        groups(&["--pairwise"]),
        ["A(rest)", "B(rest)", "C(rest)", "AB", "AC", "BC"]
    );
}

#[test]
fn what_cannot_be_compared_says_why() {
    let workspace = cohorts(&[("A", &[500, 100, 500]), ("B", &[500, 500, 500])]);
    let table = workspace
        .reported(&AS_OF)
        .table("internal/tables/comparisons.csv");
    let retained = table.one(&[("measure", "retained_180d")]);
    assert!(retained["p"].is_empty() && !retained["difference"].is_empty());
    assert!(
        retained["note"].contains("fewer than 10 mentors"),
        "{}",
        retained["note"]
    );
    let length = table.one(&[("measure", "match_length"), ("horizon", "180")]);
    assert!(
        length["difference"].is_empty() && length["note"].contains("no events"),
        "{}",
        length["note"]
    );
    let alone = cohorts(&[("A", &[500, 100, 500])]);
    let one = alone.reported(&AS_OF);
    assert!(one.table("internal/tables/comparisons.csv").0.is_empty());
}

#[test]
fn groups_of_unequal_age_are_compared_at_equal_age() {
    let mut pairs = String::from("pair_id,mentor,cohort,started_on\n");
    let mut sessions = String::from("pair_id,date\n");
    for place in 0..24 {
        // The old ones started 400 days before the end, half of the young 200 and half 100 days.
        let (cohort, start) = match place {
            0..12 => ("old", 0),
            12..18 => ("young", 200),
            _ => ("young", 300),
        };
        let line = format!("P{place},M{place},{cohort},{}\n", day(start));
        pairs.push_str(&line);
        for meeting in 0..10 {
            let line = format!("P{place},{}\n", day(start + 2 + meeting * 30));
            sessions.push_str(&line);
        }
    }
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let as_of = ["--as-of", &day(400)];
    let table = workspace
        .reported(&as_of)
        .table("internal/tables/comparisons.csv");
    let held = table.one(&[("measure", "sessions_held")]);
    // At 180 days every pair has met 6 times; half of the young ones are too young for that.
    for (column, value) in [
        ("at_day", "180"),
        ("n_a", "12"),
        ("n_b", "6"),
        ("estimate_a", "6"),
        ("estimate_b", "6"),
    ] {
        assert_eq!(held[column], value, "{column}");
    }
    assert!(table.0.iter().all(|row| row["horizon"] != "365"));
    let _ = std::fs::remove_dir_all(workspace.outputs());
    let at = workspace.reported(&[&as_of[..], &["--at", "90"]].concat());
    let held = at
        .table("internal/tables/comparisons.csv")
        .one(&[("measure", "sessions_held")]);
    assert_eq!(
        (held["at_day"].as_str(), held["n_b"].as_str()),
        ("90", "12")
    );
}

#[test]
fn an_adjusted_difference_stands_beside_the_plain_one() {
    let lengths: Vec<u32> = (0..24)
        .map(|place| if place % 3 == 0 { 500 } else { 100 })
        .collect();
    let workspace = cohorts(&[("A", &lengths), ("B", &lengths)]);
    let reports = workspace.reported(&[&AS_OF[..], &["--adjust", "site"]].concat());
    let table = reports.table("internal/tables/comparisons.csv");
    let adjusted = table.one(&[("measure", "retained_180d"), ("adjusted_for", "site")]);
    let plain = table.one(&[("measure", "retained_180d"), ("adjusted_for", "")]);
    assert_eq!(adjusted["difference"], plain["difference"]);
    assert!(!adjusted["lower"].is_empty() && adjusted["p"].is_empty());
    workspace
        .report(&["--adjust", "shoe size"])
        .says(2, &["shoe size: there is no such column"]);
}

#[test]
fn every_measure_of_the_registry_is_compared() {
    let columns = SAMPLE.1.table("internal/tables/columns.csv");
    let compared = SAMPLE.1.table("internal/tables/comparisons.csv");
    let compared = compared.column("measure");
    let labels = columns
        .0
        .iter()
        .filter(|row| row["kind"] == "label")
        .count();
    let missing: Vec<_> = columns
        .0
        .iter()
        .filter(|row| row["part"] != "column")
        .filter(|row| !compared.contains(&row["measure"].as_str()))
        .collect();
    assert_eq!(missing.len(), labels, "{missing:?}");
    assert!(labels > 0);
}

#[test]
fn p_values_are_adjusted_within_their_family() {
    let table = SAMPLE.1.table("internal/tables/comparisons.csv");
    let tested: Vec<_> = table.0.iter().filter(|row| !row["p"].is_empty()).collect();
    assert!(tested.len() > 20);
    for row in tested {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        assert!(number("p") <= number("p_adjusted") + 1e-9, "{row:?}");
        let primary = [
            "goals_attained_settled",
            "sessions_held",
            "hours_held",
            "retained_180d",
            "new_goals",
        ];
        let is_primary = primary.contains(&row["measure"].as_str());
        let adjustment = if is_primary {
            "Holm"
        } else {
            "Benjamini–Hochberg"
        };
        assert_eq!(row["adjustment"], adjustment);
    }
}

#[test]
fn curves_agree_with_the_figures_at_their_horizons() {
    let (curves, measures) = (
        SAMPLE.1.table("internal/tables/curves.csv"),
        SAMPLE.1.table("internal/tables/measures.csv"),
    );
    let mut compared = 0;
    for row in measures
        .0
        .iter()
        .filter(|row| row["kind"] == "event" && !row["estimate"].is_empty())
    {
        let Ok(day) = row["horizon"].parse::<f64>() else {
            continue;
        };
        let points = curves.0.iter().filter(|point| {
            ["grouping", "group", "measure"]
                .iter()
                .all(|column| point[*column] == row[*column])
                && point["outcome"] == "reached"
                && point["day"].parse::<f64>().unwrap() <= day
        });
        let last = points
            .max_by_key(|point| point["day"].parse::<u32>().unwrap())
            .unwrap();
        assert_eq!(
            (&last["estimate"], &last["events"]),
            (&row["estimate"], &row["numerator"]),
            "{row:?}"
        );
        compared += 1;
    }
    assert!(compared > 50);
}

#[test]
fn the_command_prints_what_the_report_writes() {
    let workspace = retained();
    let reports = workspace.reported(&AS_OF);
    let printed = |format: &str| {
        let ended = workspace.run(&[
            "compare", "in", "--by", "cohort", AS_OF[0], AS_OF[1], "--format", format,
        ]);
        ended.says(0, &[]);
        ended.out
    };
    assert_eq!(
        printed("csv"),
        reports.text("internal/tables/comparisons.csv")
    );
    let json: serde_json::Value = serde_json::from_str(&printed("json")).unwrap();
    let contrasts = json[0]["contrasts"].as_array().unwrap();
    assert_eq!(contrasts.len(), Table::read(&printed("csv")).0.len());
    let table = printed("table");
    let line = table
        .lines()
        .find(|line| line.contains("180 days"))
        .unwrap_or_else(|| panic!("{table}"));
    for part in ["A – B", "60 % (n 20)", "25 % (n 20)", "35 points", "0.025"] {
        assert!(line.contains(part), "“{part}” is not in {line}");
    }
}

#[test]
fn a_column_that_is_not_there_is_named() {
    let ended = retained().run(&["compare", "in", "--by", "cohrt"]);
    ended.says(2, &["--by cohrt", "did you mean `cohort`?"]);
}

/// The tables for analysis of the sample, made with or without a key.
fn analysed(key: Option<&str>) -> (Workspace, Reports) {
    let workspace = Workspace::empty();
    let sample = format!("{REPOSITORY}/sample_data");
    let (out, key_file) = (workspace.outputs(), workspace.path().join("key"));
    let mut arguments = vec!["report", &sample, "--quiet", "--out", out.to_str().unwrap()];
    if let Some(key) = key {
        std::fs::write(&key_file, key).unwrap();
        arguments.extend(["--key", key_file.to_str().unwrap()]);
    }
    run(&arguments).says(0, &[]);
    let reports = Reports::in_folder(&out);
    (workspace, reports)
}

const ANALYSIS: [&str; 4] = ["pairs", "sessions", "goals", "answers"];

#[test]
fn the_tables_for_analysis_name_nobody_and_hold_no_text() {
    let (_folder, reports) = analysed(None);
    let named = reports.table("internal/pairs.csv");
    let mut secrets: Vec<&str> = ["pair_id", "mentor", "mentee"]
        .iter()
        .flat_map(|column| named.column(column))
        .collect();
    let goals = reports.table("internal/goals.csv");
    secrets.extend(goals.column("text"));
    secrets.retain(|secret| secret.len() > 3);
    assert!(secrets.len() > 300);
    for table in ANALYSIS {
        let text = reports.text(&format!("internal/analysis/{table}.csv"));
        let cells: std::collections::BTreeSet<&str> = text.split([',', '\n', '"']).collect();
        let found: Vec<_> = secrets
            .iter()
            .filter(|secret| cells.contains(**secret))
            .collect();
        assert!(found.is_empty(), "{table}: {found:?}");
    }
}

#[test]
fn the_tables_for_analysis_hold_every_pair_goal_and_measure() {
    let (_folder, reports) = analysed(None);
    let (coded, named) = (
        reports.table("internal/analysis/pairs.csv"),
        reports.table("internal/pairs.csv"),
    );
    assert_eq!(coded.0.len(), named.0.len());
    // The same rows, but in another order: that of the ids would tell who is who.
    let measures = |table: &Table| {
        let rows = table.0.iter().map(|row| {
            let mut row = row.clone();
            for name in ["pair", "pair_id", "mentor", "mentee"] {
                row.remove(name);
            }
            row
        });
        rows.collect::<Vec<_>>()
    };
    let (mut of_coded, mut of_named) = (measures(&coded), measures(&named));
    assert_ne!(of_coded, of_named);
    of_coded.sort();
    of_named.sort();
    assert!(of_coded == of_named);
    assert!(coded.column("pair").is_sorted());
    let mentors = |table: &Table, column: &str| {
        table
            .column(column)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    assert_eq!(mentors(&coded, "mentor"), mentors(&named, "mentor"));
    let goals = |name: &str| reports.table(name).0.len();
    assert_eq!(
        goals("internal/analysis/goals.csv"),
        goals("internal/goals.csv")
    );
    let known = coded.column("pair");
    for table in &ANALYSIS[1..] {
        let of = reports.table(&format!("internal/analysis/{table}.csv"));
        assert!(
            of.column("pair").iter().all(|code| known.contains(code)),
            "{table}"
        );
        assert!(of.0.len() > 100, "{table}");
    }
    let held = |table: &Table| {
        table
            .column("status")
            .iter()
            .filter(|status| **status == "held")
            .count()
    };
    let sessions: f64 = named
        .column("sessions_held")
        .iter()
        .filter_map(|n| n.parse::<f64>().ok())
        .sum();
    let meetings = held(&reports.table("internal/analysis/sessions.csv"));
    assert!(
        (meetings as f64 - sessions).abs() < 1e-9,
        "{meetings} meetings, {sessions} in pairs.csv"
    );
}

#[test]
fn every_column_of_the_tables_for_analysis_is_documented_with_its_type() {
    let (_folder, reports) = analysed(None);
    let documented = reports.table("internal/analysis/columns.csv");
    for name in ANALYSIS {
        let text = reports.text(&format!("internal/analysis/{name}.csv"));
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let own = documented.0.iter().filter(|row| row["table"] == name);
        let columns: Vec<&str> = own.clone().map(|row| row["column"].as_str()).collect();
        assert_eq!(columns, header);
        let table = Table::read(&text);
        for row in own {
            assert!(row["meaning"].len() > 5, "{row:?}");
            let cells = table.column(&row["column"]);
            let strange = cells.iter().find(|cell| !is_of(&row["type"], cell));
            assert_eq!(strange, None, "{row:?}");
        }
    }
}

/// Whether a cell is of a type of `columns.csv`; an empty one is of any.
fn is_of(cells: &str, cell: &str) -> bool {
    cell.is_empty()
        || match cells {
            "text" => true,
            "date" => chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d").is_ok(),
            "flag" => ["true", "false"].contains(&cell),
            "whole" => cell.parse::<i64>().is_ok(),
            "number" => cell.parse::<f64>().is_ok(),
            _ => false,
        }
}

#[cfg(feature = "parquet")]
#[test]
fn the_tables_for_analysis_are_there_as_parquet_too() {
    let (_folder, reports) = analysed(None);
    let (files, manifest) = (reports.files(), reports.text("manifest.json"));
    for name in ANALYSIS {
        let path = format!("internal/analysis/{name}.parquet");
        let file = &files[&path];
        let ends = (&file[..4], &file[file.len() - 4..]);
        assert_eq!(ends, (&b"PAR1"[..], &b"PAR1"[..]));
        assert!(manifest.contains(&path), "{path}");
    }
}

#[test]
fn codes_stay_the_same_under_a_key() {
    let codes = |reports: &Reports| {
        let table = reports.table("internal/analysis/pairs.csv");
        table
            .0
            .iter()
            .map(|row| (row["pair"].clone(), row["mentor"].clone()))
            .collect::<Vec<_>>()
    };
    let key = Some("a secret that is long enough");
    let (first, again, other, without) = (
        analysed(key),
        analysed(key),
        analysed(Some("another secret of that kind")),
        analysed(None),
    );
    assert_eq!(codes(&first.1), codes(&again.1));
    assert_ne!(codes(&first.1), codes(&other.1));
    assert_ne!(codes(&first.1), codes(&without.1));
    let short = Workspace::new(&[("pairs.csv", "pair_id\nA\n")]);
    std::fs::write(short.path().join("key"), "short").unwrap();
    short
        .report(&["--key", "key"])
        .says(2, &["at least 16 characters"]);
    short
        .report(&["--key", "nowhere"])
        .says(2, &["--key nowhere", "cannot be read"]);
}

#[test]
fn the_comparison_report_describes_compares_and_cites() {
    let page = SAMPLE.1.prose("share/comparison.md");
    let mut from = 0;
    for heading in [
        "## Overview",
        "## Groups by cohort",
        "## Groups by site",
        "## Goals by cohort",
        "## Meetings by cohort",
        "## Over time by cohort",
        "## Agreement and missing data",
        "## Methods",
        "## Moves between stages",
        "## Definitions",
    ] {
        let place = page
            .find(heading)
            .unwrap_or_else(|| panic!("{heading} is missing"));
        assert!(place > from, "{heading} stands too early");
        from = place;
    }
    for words in [
        "each pair is taken as of 90 days after its start",
        "Newcombe, R. G. (1998)",
        "adjusted by Holm",
    ] {
        assert!(page.contains(words), "“{words}” is missing");
    }
    assert!(
        !page.to_lowercase().contains("effect of "),
        "differences are no effects"
    );
    let internal = SAMPLE.1.text("internal/comparison.html");
    assert!(internal.contains("Confidential"));
}

#[test]
fn many_groups_stand_in_a_funnel() {
    // Of each group eight pairs are retained and six are not: neither is too few to show.
    let lengths = [
        500, 100, 500, 100, 500, 100, 500, 100, 500, 100, 500, 100, 500, 500,
    ];
    let names: Vec<String> = (0..11).map(|place| format!("C{place:02}")).collect();
    let few: Vec<(&str, &[u32])> = names
        .iter()
        .take(9)
        .map(|name| (name.as_str(), &lengths[..]))
        .collect();
    let many: Vec<(&str, &[u32])> = names
        .iter()
        .map(|name| (name.as_str(), &lengths[..]))
        .collect();
    let page = |groups: &[(&str, &[u32])]| {
        let workspace = cohorts(groups);
        workspace.reported(&AS_OF).prose("share/comparison.md")
    };
    let headline = "Still meeting after 180 days: no group lies outside the outer limits";
    assert!(page(&many).contains(headline));
    assert!(!page(&few).contains("outer limits"));
}

#[test]
fn mentor_and_mentee_are_held_against_each_other_on_new_goals() {
    let mut forms = "pair_id,mentor,date,respondent,phase,new_goals\n".to_owned();
    for (pair, mentee, mentor) in [(1, "yes", "yes"), (2, "no", "yes"), (3, "no", "yes")] {
        forms += &format!("P-{pair},Ana {pair},2026-03-01,mentee,end,{mentee}\n");
        forms += &format!("P-{pair},Ana {pair},2026-02-01,mentor,end,no\n");
        forms += &format!("P-{pair},Ana {pair},2026-03-01,mentor,end,{mentor}\n");
    }
    forms += "P-4,Ana 4,2026-03-01,mentor,end,yes\n";
    let workspace = Workspace::new(&[("forms.csv", forms)]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let page = reports.prose("internal/comparison.html");
    let caption = "Agreement of mentor and mentee on whether new goals arose";
    let (_, table) = page.split_once(caption).unwrap();
    let (_, all) = table.split_once("All pairs").unwrap();
    let all: String = all.chars().take(500).collect();
    // Of three pairs one agrees, and in two only the mentor says yes.
    for cell in [">3</td>", ">33", ">67"] {
        assert!(all.contains(cell), "{cell}: {all}");
    }
}
