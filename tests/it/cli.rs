//! The commands as they are typed: what they print, and the status that they end with.

use crate::support::{REPOSITORY, Reports, Table, Workspace, ended, entries, program, run};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

const AS_OF: &[&str] = &["--as-of", "2026-09-30"];

fn typed(words: &[&str], more: &[&str]) -> crate::support::Ended {
    run(&[words, more].concat())
}

#[test]
fn help_names_every_command_and_the_exit_statuses() {
    let help = run(&["--help"]);
    help.says(0, &[]);
    for word in [
        "report",
        "support",
        "backtest",
        "explain",
        "check",
        "init",
        "forms",
        "simulate",
        "completions",
        "man",
    ] {
        assert!(help.out.contains(&format!("\n  {word} ")), "{word}");
        run(&["help", word]).says(0, &[]);
    }
    assert!(help.out.contains("Exit status: 0"), "{}", help.out);
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = run(&["--version"]);
    version.says(0, &[]);
    assert_eq!(
        version.out,
        format!("mentorstat {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn nothing_typed_and_unknown_flags_are_wrong_usage() {
    run::<&str>(&[]).says(2, &["Usage"]);
    run(&["report"]).says(2, &["<INPUT>"]);
    run(&["report", "sample_data", "--wherever"]).says(2, &["--wherever"]);
    typed(&["support", "sample_data", "--format", "xml"], AS_OF).says(2, &["xml", "json"]);
}

#[test]
fn a_folder_alone_is_reported_on() {
    let workspace = Workspace::new(&[("sessions.csv", "pair_id,date,status\nA,2026-01-05,held\n")]);
    workspace
        .run(&["in", "--out", "out", "--period", "2026-Q1"])
        .says(0, &["wrote out/2026-Q1"]);
    workspace
        .run(&["report", "in", "--out", "other", "--period", "2026-Q1"])
        .says(0, &[]);
    let page = "2026-Q1/internal/pairs.csv";
    let alone = fs::read(workspace.outputs().join(page)).unwrap();
    assert_eq!(
        alone,
        fs::read(workspace.path().join("other").join(page)).unwrap()
    );
}

#[test]
fn a_word_that_is_neither_command_nor_folder_is_named() {
    let ended = run(&["frobnicate"]);
    assert_ne!(ended.status, Some(0));
    assert!(ended.err.contains("frobnicate"), "{}", ended.err);
}

#[test]
fn blank_forms_are_recognised_as_the_tables_they_are_for() {
    let workspace = Workspace::empty();
    workspace
        .run(&["forms", "in"])
        .says(0, &["1-needs-analysis.csv"]);
    let checked = workspace.run(&["check", "in", "--format", "json"]);
    checked.says(0, &[]);
    let files: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let tables: Vec<_> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            assert_eq!(
                file["tables"].as_array().unwrap().len(),
                1,
                "{}",
                file["path"]
            );
            let mapped = file["tables"][0]["mapping"].as_object().unwrap().len();
            assert_eq!(
                mapped,
                file["columns"].as_array().unwrap().len(),
                "{}",
                file["path"]
            );
            file["tables"][0]["table"].as_str().unwrap().to_owned()
        })
        .collect();
    let expected = [
        "evaluations",
        "goals",
        "actions",
        "sessions",
        "evaluations",
        "partnerships",
    ];
    assert_eq!(tables, expected);
}

/// Adds a row to a form, with cells by column.
fn fill_in(workspace: &Workspace, form: &str, cells: &[(&str, &str)]) {
    let path = workspace.inputs().join(form);
    let blank = fs::read_to_string(&path).unwrap();
    let row: Vec<_> = blank
        .trim_end()
        .split(',')
        .map(|column| {
            let cell = cells.iter().find(|(name, _)| *name == column);
            cell.map_or("", |(_, value)| *value)
        })
        .collect();
    for (column, _) in cells {
        assert!(
            blank.trim_end().split(',').any(|header| header == *column),
            "{column}"
        );
    }
    fs::write(&path, format!("{blank}{}\r\n", row.join(","))).unwrap();
}

#[test]
fn forms_filled_in_are_read_with_their_values() {
    let workspace = Workspace::empty();
    workspace.run(&["forms", "in"]).says(0, &[]);
    fill_in(
        &workspace,
        "2-goals.csv",
        &[
            ("pair_id", "P1"),
            ("goal", "1"),
            ("text", "Lead a team"),
            ("set_on", "2026-01-10"),
            ("status", "Achieved"),
            ("attained_on", "2026-03-01"),
        ],
    );
    fill_in(
        &workspace,
        "3-action-plan.csv",
        &[
            ("pair_id", "P1"),
            ("goal", "1"),
            ("text", "Read"),
            ("scheduled_on", "2026-02-01"),
            ("completed_on", "2026-02-01"),
        ],
    );
    fill_in(
        &workspace,
        "4-session-record.csv",
        &[
            ("pair_id", "P1"),
            ("date", "2026-01-10"),
            ("status", "held"),
            ("minutes", "90"),
            ("goal_1_progress", "20"),
            ("issue_1", "Time"),
            ("next_meeting", "2026-02-10"),
        ],
    );
    fill_in(
        &workspace,
        "5-evaluation.csv",
        &[
            ("pair_id", "P1"),
            ("date", "2026-03-20"),
            ("respondent", "mentee"),
            ("phase", "end"),
            ("goal_1_achieved", "yes"),
            ("new_goals", "yes"),
            ("partnership", "no"),
        ],
    );
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    let pair = reports.pair("P1");
    let found = [
        "sessions_held",
        "hours_held",
        "goals_attained_num",
        "goal_progress",
        "actions_completed_num",
        "new_goal_declared",
        "partnership_opportunity",
    ]
    .map(|column| pair[column].as_str());
    assert_eq!(found, ["1", "1.5", "1", "20", "1", "true", "false"]);
    let goal = reports
        .table("internal/goals.csv")
        .one(&[("pair_id", "P1")]);
    assert_eq!(
        (&*goal["text"], &*goal["attained_on"]),
        ("Lead a team", "2026-03-01")
    );
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        script.says(0, &[]);
        assert!(
            script.out.contains("simulate") && script.out.contains("as-of"),
            "{shell}"
        );
    }
    run(&["completions", "vms"]).says(2, &["vms", "bash"]);
}

#[test]
fn the_manual_page_has_a_section_for_every_command() {
    let manual = run(&["man"]);
    manual.says(0, &[]);
    assert!(manual.out.contains(".TH mentorstat"));
    for option in [
        "\\-\\-as\\-of",
        "\\-\\-where",
        "\\-\\-sessions\\-per\\-pair",
    ] {
        assert!(manual.out.contains(option), "{option}");
    }
}

#[test]
fn the_support_list_is_the_same_in_every_format() {
    let csv = typed(&["support", "sample_data", "--format", "csv"], AS_OF);
    let json = typed(&["support", "sample_data", "--format", "json"], AS_OF);
    let text = typed(&["support", "sample_data", "--no-workbook"], AS_OF);
    csv.says(0, &["as of 2026-09-30"]);
    let rows = Table::read(&csv.out);
    let list: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    let ids: Vec<_> = list
        .iter()
        .map(|row| row["pair_id"].as_str().unwrap())
        .collect();
    assert!(ids.len() > 10, "{} rows", ids.len());
    assert_eq!(rows.column("pair_id"), ids);
    let mut rest = text.out.as_str();
    for id in ids {
        let at = rest
            .find(&format!("  {id}  "))
            .unwrap_or_else(|| panic!("{id}"));
        rest = &rest[at..];
    }
    let header = csv.out.lines().next().unwrap();
    assert_eq!(
        header,
        "rank,pair_id,mentor,mentee,cohort,state,reasons,last_contact,days_since_contact,contact_ratio,agreed_next,stage,last_issue,last_actions,suggested_step"
    );
}

#[test]
fn the_support_list_in_the_terminal_is_that_of_the_report() {
    let workspace = Workspace::empty();
    workspace
        .run(&["simulate", "--pairs", "30", "--seed", "3", "--out", "in"])
        .says(0, &[]);
    let reports = workspace.reported(&["--period", "2026-Q3"]);
    let listed = workspace.run(&["support", "in", "--format", "csv", "--as-of", "2026-09-30"]);
    listed.says(0, &[]);
    assert_eq!(listed.out, reports.text("internal/support.csv"));
}

#[test]
fn a_pair_is_explained_with_places_and_every_measure() {
    let told = typed(&["explain", "MP-0001", "sample_data"], AS_OF);
    told.says(0, &[]);
    assert!(
        told.out.contains("sample_data/register.csv:2\n"),
        "{}",
        told.out
    );
    assert!(
        told.out
            .contains("sample_data/platform-sessions.csv:1096\n")
    );
    let folder = tempfile::tempdir().unwrap();
    let mut report = program();
    report
        .args(["report", "sample_data", "-q", "--out"])
        .arg(folder.path());
    ended(&mut report).says(0, &[]);
    let columns =
        crate::support::Reports::in_folder(folder.path()).table("share/tables/columns.csv");
    let measures: BTreeSet<_> = columns.column("measure").into_iter().collect();
    assert!(measures.len() > 40);
    for measure in measures {
        assert!(told.out.contains(&format!("  {measure}: ")), "{measure}");
    }
}

#[test]
fn a_misspelt_pair_is_answered_with_the_nearest_id() {
    let told = typed(&["explain", "MP-00011", "sample_data"], AS_OF);
    told.says(2, &["MP-00011", "the nearest id is MP-0001"]);
    assert_eq!(told.out, "");
}

#[test]
fn check_as_json_says_how_each_file_was_understood() {
    let checked = run(&["check", "sample_data", "--format", "json"]);
    checked.says(3, &["3 rows were rejected"]);
    let files: Vec<serde_json::Value> = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(files.len(), 7);
    let fields = [
        "path",
        "encoding",
        "delimiter",
        "quote",
        "profile",
        "preamble_rows",
        "header_rows",
        "footer_rows",
        "rows",
        "columns",
        "tables",
        "date_order",
        "ambiguities",
        "ledger",
    ];
    for file in &files {
        for field in fields {
            assert!(file.get(field).is_some(), "{field} of {}", file["path"]);
        }
        let tallies = file["ledger"]["rows"].as_object().unwrap();
        for tally in tallies.values() {
            let counts = tally.as_object().unwrap();
            let fates = counts.iter().filter(|(name, _)| *name != "rows");
            let fates: u64 = fates.map(|(_, rows)| rows.as_u64().unwrap()).sum();
            assert_eq!(Some(fates), tally["rows"].as_u64(), "{}", file["path"]);
        }
    }
    let sessions = files
        .iter()
        .find(|file| file["path"] == "sample_data/platform-sessions.csv")
        .unwrap();
    assert_eq!(sessions["delimiter"], ";");
    assert_eq!(sessions["tables"][0]["table"], "sessions");
    assert_eq!(sessions["tables"][0]["mapping"]["pair_id"], "Match ID");
}

#[test]
fn a_reader_that_stops_listening_is_not_an_error() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("mentorstat"))
        .current_dir(REPOSITORY)
        .args([
            "support",
            "sample_data",
            "--format",
            "json",
            "--quiet",
            "--as-of",
            "2026-09-30",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.lines().all(|line| line.starts_with("warning: ")),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(0));
}

/// A folder may have any name; the manifest tells of it as well as it can.
#[cfg(unix)]
#[test]
fn a_folder_whose_name_is_no_text_is_reported_on() {
    use std::os::unix::ffi::OsStrExt as _;
    let workspace = Workspace::new(&[("pairs.csv", TWO_SITES)]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    if std::fs::rename(workspace.inputs(), workspace.path().join(name)).is_err() {
        // Not every file system has such names.
        return;
    }
    let mut command = program();
    command
        .current_dir(workspace.path())
        .arg("report")
        .arg(name);
    command.args(["--out", "out", "--as-of", "2026-03-31"]);
    ended(&mut command).says(0, &[]);
    assert_eq!(workspace.last_made().table("internal/pairs.csv").0.len(), 3);
}

#[test]
fn numbers_of_threads_and_partitions_have_bounds() {
    let workspace = Workspace::new(&[("pairs.csv", TWO_SITES)]);
    for (flag, wrong) in [("--threads", "0"), ("--partitions", "9999999")] {
        let ended = workspace.report(&[flag, wrong]);
        assert_eq!(ended.status, Some(2), "{}", ended.err);
        assert!(ended.err.contains("1..=4096"), "{}", ended.err);
    }
    workspace.assert_nothing_written();
}

const TWO_SITES: &str = "pair_id,mentor,mentee,cohort,site,started_on\nA,M1,E1,Spring,North,2026-01-01\nB,M2,E2,Spring,South,2026-01-01\nC,M3,E3,Autumn,North,2026-01-01\n";

#[test]
fn only_pairs_with_the_value_are_reported_on() {
    let workspace = Workspace::new(&[("pairs.csv", TWO_SITES)]);
    let asked = ["--as-of", "2026-03-31", "--where", "site=North"];
    let reports = workspace.reported(&asked);
    assert_eq!(
        reports.table("internal/pairs.csv").column("pair_id"),
        ["A", "C"]
    );
    let twice = [&asked[..], &["--where", "cohort=Autumn"]].concat();
    workspace.report(&twice).says(0, &[]);
    let part = workspace.outputs().join("2026-Q1_site-North_cohort-Autumn");
    let part = Reports::at(&part).table("internal/pairs.csv");
    assert_eq!(part.column("pair_id"), ["C"]);
}

#[test]
fn a_part_of_the_programme_never_takes_the_place_of_the_whole() {
    let [first, second] =
        ["one", "two"].map(|last| format!("Regional office of the north and the islands {last}"));
    let mut pairs = "pair_id,mentor,mentee,site,started_on\n".to_owned();
    for number in 1..=12 {
        let site = if number <= 6 { &first } else { &second };
        pairs += &format!("P-{number},Mentor {number},Mentee {number},{site},2026-01-01\n");
    }
    let workspace = Workspace::new(&[("pairs.csv", pairs)]);
    let made = |more: &[&str]| workspace.report(&[&["--period", "2026-Q1"], more].concat());
    let read = |folder: &str| {
        let path = workspace.outputs().join(folder).join("internal/pairs.csv");
        fs::read_to_string(path).unwrap()
    };
    made(&[]).says(0, &[]);
    let whole = read("2026-Q1");
    let [first, second] = [first, second].map(|site| format!("site={site}"));
    made(&["--where", &first]).says(0, &[]);
    made(&["--at", "30"]).says(0, &[]);
    let part = "2026-Q1_site-Regional-office-of-the-north-and-the-isl";
    let expected = ["2026-Q1", "2026-Q1_at-30-days", part];
    assert_eq!(entries(&workspace.outputs()), expected);
    assert_eq!(read("2026-Q1"), whole);
    made(&["--where", &second]).says(1, &[part, "holds reports of other pairs", "--out"]);
    assert!(read(part).contains("P-6,"));
    made(&["--where", &second, "--force"]).says(0, &[]);
    assert!(read(part).contains("P-12,") && !read(part).contains("P-6,"));
}

#[test]
fn figures_are_grouped_by_the_columns_asked_for() {
    let workspace = Workspace::new(&[("pairs.csv", TWO_SITES)]);
    let reports = workspace.reported(&["--as-of", "2026-03-31", "--by", "site"]);
    let measures = reports.table("internal/tables/measures.csv");
    let groups: BTreeSet<_> = measures
        .0
        .iter()
        .map(|row| (&*row["grouping"], &*row["group"], &*row["pairs"]))
        .collect();
    for group in [
        ("all", "all", "3"),
        ("site", "North", "2"),
        ("site", "South", "1"),
    ] {
        assert!(groups.contains(&group), "{groups:?}");
    }
}

#[test]
fn columns_that_are_not_there_or_name_people_are_refused() {
    let workspace = Workspace::new(&[("pairs.csv", TWO_SITES)]);
    let with = |more: &[&str]| workspace.report(&[&["--as-of", "2026-03-31"], more].concat());
    with(&["--where", "chort=Spring"]).says(2, &["chort", "`cohort`"]);
    with(&["--where", "site"]).says(2, &["COLUMN=VALUE"]);
    with(&["--by", "sight"]).says(2, &["sight", "site"]);
    for person in ["mentor", "mentee", "pair_id"] {
        with(&["--by", person]).says(2, &[person]);
        with(&["--where", &format!("{person}=M1")]).says(2, &[person]);
    }
    workspace.assert_nothing_written();
}

#[test]
fn a_text_that_names_a_participant_does_not_get_into_a_shared_report() {
    let pairs = "pair_id,mentor,mentee,started_on\nA,Zelda Quux,Jo Bell,2026-01-01\n";
    let cohorts = "pair_id,mentor,mentee,cohort,started_on\nA,Zelda Quux,Jo Bell,Group of Zelda Quux,2026-01-01\n";
    for (pairs, notes, what) in [
        (
            pairs,
            "A good year.\nThanks to Zelda QUUX.",
            "line 2 of the notes, “Thanks to Zelda QUUX.”,",
        ),
        (
            pairs,
            "Thanks to Zelda\nQuux.",
            "the text of the notes, “Thanks to Zelda",
        ),
        (
            cohorts,
            "Thanks to all.",
            "the name of the group, “Group of Zelda Quux”,",
        ),
    ] {
        let workspace = Workspace::new(&[("pairs.csv", pairs), ("notes.md", notes)]);
        workspace
            .report(&["--as-of", "2026-03-31"])
            .says(2, &["names a participant", what]);
        workspace.assert_nothing_written();
    }
}

#[test]
fn a_simulated_programme_is_the_same_for_the_same_seed() {
    let workspace = Workspace::empty();
    for out in ["one", "two"] {
        workspace
            .run(&["simulate", "--pairs", "20", "--seed", "5", "--out", out])
            .says(0, &[]);
    }
    workspace
        .run(&["simulate", "--pairs", "20", "--seed", "6", "--out", "three"])
        .says(0, &[]);
    let sessions =
        |folder: &str| fs::read(workspace.path().join(folder).join("sessions.csv")).unwrap();
    assert_eq!(sessions("one"), sessions("two"));
    assert_ne!(sessions("one"), sessions("three"));
}
