//! What can go wrong outside the program: it says so in a sentence and leaves nothing half written.

use crate::support::{Ended, Workspace, ended, entries, program, run};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SESSIONS: &str = "pair_id,date,status\nA,2026-01-05,held\nA,2026-02-05,held\n";

fn small() -> Workspace {
    Workspace::new(&[("sessions.csv", SESSIONS)])
}

/// Fails unless a report on these bytes ends with status 1 and a sentence with these words.
#[track_caller]
fn refused(bytes: &[u8], words: &[&str]) {
    let workspace = Workspace::new(&[("sessions.csv", bytes)]);
    let refused = workspace.report(&[]);
    refused.says(1, &["in/sessions.csv"]);
    refused.says(1, words);
    workspace.assert_nothing_written();
}

#[test]
fn a_file_of_zeros_is_named_as_damaged() {
    refused(&[0; 5000], &["not text", "damaged"]);
}

#[test]
fn a_picture_is_not_read_as_a_table() {
    refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", &["not text"]);
}

#[test]
fn a_table_of_something_else_is_not_taken_for_a_programme() {
    refused(b"colour,price\nred,3\n", &["pair_id"]);
}

#[test]
fn a_file_cut_inside_quotes_keeps_its_earlier_rows() {
    let cut =
        "pair_id,date,status,issues\nA,2026-01-05,held,ok\nA,2026-02-05,held,\"cut in the mid";
    let workspace = Workspace::new(&[("sessions.csv", cut)]);
    let reports = workspace.reported(&["--as-of", "2026-02-28"]);
    assert_eq!(reports.count("rows"), 2);
    assert!(reports.pair("A")["sessions_held"].parse::<u32>().unwrap() >= 1);
}

#[test]
fn a_header_without_rows_makes_no_report_and_says_why() {
    let workspace = Workspace::new(&[("sessions.csv", "pair_id,date,status\n")]);
    workspace
        .report(&[])
        .says(1, &["in/sessions.csv has headers and no rows"]);
    workspace.assert_nothing_written();
}

#[test]
fn an_empty_file_is_no_crash() {
    let workspace = Workspace::new(&[("sessions.csv", "")]);
    let ended = workspace.report(&[]);
    ended.says(1, &["in/sessions.csv is empty"]);
    workspace.assert_nothing_written();
}

#[test]
fn an_empty_folder_is_named_with_what_was_expected() {
    let workspace = Workspace::empty();
    workspace.report(&[]).says(1, &["no data in in", ".csv"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let workspace = small();
    let ended = workspace.run(&["report", "nowhere", "--out", "out"]);
    ended.says(1, &["cannot read nowhere"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_link_that_leads_nowhere_is_named() {
    let workspace = small();
    symlink("/nonexistent", workspace.inputs().join("lost.csv")).unwrap();
    workspace.report(&[]).says(1, &["cannot read in/lost.csv"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_folder_with_the_name_of_a_file_is_searched_and_found_empty() {
    let workspace = Workspace::empty();
    fs::create_dir(workspace.inputs().join("x.csv")).unwrap();
    let ended = workspace.run(&["report", "in/x.csv", "--out", "out"]);
    ended.says(1, &["no data in in/x.csv"]);
    workspace.assert_nothing_written();
}

#[test]
fn an_output_folder_that_is_a_file_is_left_as_it_was() {
    let workspace = small();
    fs::write(workspace.outputs(), "mine").unwrap();
    for out in ["out", "out/deeper"] {
        let ended = workspace.run(&["report", "in", "--out", out]);
        ended.says(1, &[out, "is a file, not a folder"]);
    }
    assert_eq!(fs::read_to_string(workspace.outputs()).unwrap(), "mine");
    assert_eq!(entries(workspace.path()), ["in", "out"]);
}

#[test]
fn a_folder_of_somebody_else_is_replaced_only_by_force() {
    let workspace = small();
    let asked = ["--period", "2026-Q1"];
    let theirs = workspace.outputs().join("2026-Q1");
    fs::create_dir_all(&theirs).unwrap();
    fs::write(theirs.join("mine.txt"), "mine").unwrap();
    let refused = workspace.report(&asked);
    refused.says(1, &["out/2026-Q1", "was not made by mentorstat", "--force"]);
    assert_eq!(entries(&theirs), ["mine.txt"]);
    assert_eq!(entries(&workspace.outputs()), ["2026-Q1"]);
    workspace
        .report(&["--period", "2026-Q1", "--force"])
        .says(0, &[]);
    assert_eq!(entries(&theirs), ["internal", "manifest.json", "share"]);
}

#[test]
fn a_file_put_among_the_reports_is_not_lost() {
    let workspace = small();
    let asked = ["--period", "2026-Q1"];
    workspace.report(&asked).says(0, &[]);
    workspace.report(&asked).says(0, &[]);
    let note = workspace.outputs().join("2026-Q1/share/my notes.txt");
    fs::write(&note, "mine").unwrap();
    workspace
        .report(&asked)
        .says(1, &["my notes.txt", "--force"]);
    assert_eq!(fs::read_to_string(&note).unwrap(), "mine");
}

/// Runs a report under a limit on the size of files, which stands for a full disk.
fn report_with_little_room(workspace: &Workspace) -> Ended {
    let script = "trap '' XFSZ; ulimit -f 20; exec \"$0\" report in --out out";
    let mut shell = assert_cmd::Command::new("sh");
    let binary = assert_cmd::cargo::cargo_bin!("mentorstat");
    ended(
        shell
            .current_dir(workspace.path())
            .args(["-c", script])
            .arg(binary),
    )
}

#[test]
fn a_write_that_fails_midway_leaves_nothing_behind() {
    let workspace = small();
    report_with_little_room(&workspace).says(1, &["cannot write out/", "larger than is allowed"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_write_that_fails_midway_leaves_older_reports_as_they_were() {
    let workspace = small();
    let before = workspace.reported(&[]).files();
    report_with_little_room(&workspace).says(1, &["cannot write out/"]);
    let after = crate::support::Reports::in_folder(&workspace.outputs()).files();
    assert_eq!(before, after);
}

/// Waits for a temporary folder in `out`: the report is being written.
fn wait_for_writing(out: &Path) -> bool {
    let limit = Instant::now() + Duration::from_mins(1);
    while Instant::now() < limit {
        if out.is_dir()
            && entries(out)
                .iter()
                .any(|name| name.starts_with(".mentorstat"))
        {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}

#[test]
fn an_interrupted_report_leaves_nothing_behind() {
    let workspace = Workspace::empty();
    workspace
        .run(&["simulate", "--pairs", "3000", "--seed", "7", "--out", "in"])
        .says(0, &[]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("mentorstat"))
        .current_dir(workspace.path())
        .args(["report", "in", "--out", "out", "--quiet"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    assert!(wait_for_writing(&workspace.outputs()), "nothing was begun");
    let signalled = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(signalled.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    if workspace.outputs().exists() {
        assert_eq!(entries(&workspace.outputs()), Vec::<String>::new());
    }
}

#[test]
fn an_unknown_setting_is_shown_in_its_line_with_the_nearest_one() {
    let config = "programme = \"X\"\nstage_modell = \"layers\"\n";
    let workspace = Workspace::new(&[("sessions.csv", SESSIONS), ("mentorstat.toml", config)]);
    let words = [
        "mentorstat.toml, line 2",
        "stage_modell",
        "Did you mean “stage_model”?",
    ];
    workspace.report(&[]).says(2, &words);
    workspace.assert_nothing_written();
}

#[test]
fn a_setting_of_the_wrong_kind_is_shown_in_its_line() {
    let config = "programme = \"X\"\nsuppression_k = \"five\"\n";
    let workspace = Workspace::new(&[("sessions.csv", SESSIONS), ("mentorstat.toml", config)]);
    workspace
        .report(&[])
        .says(2, &["mentorstat.toml, line 2", "five"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_period_that_is_none_is_refused_with_examples() {
    let workspace = small();
    for wrong in ["2026-Q9", "2026-13", "soon", "2026-03-01..2026-01-01"] {
        workspace.report(&["--period", wrong]).says(2, &[wrong]);
    }
    workspace
        .report(&["--as-of", "2026-02-30"])
        .says(2, &["2026-02-30", "YYYY-MM-DD"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_period_that_ends_on_another_day_than_the_as_of_date_is_refused() {
    let workspace = small();
    let ended = workspace.report(&["--period", "2026-Q1", "--as-of", "2026-02-20"]);
    ended.says(
        2,
        &[
            "2026-Q1",
            "2026-03-31",
            "2026-02-20",
            "leave one of them out",
        ],
    );
    workspace.assert_nothing_written();
}

#[test]
fn a_needed_date_with_two_readings_is_asked_about_with_the_lines_to_paste() {
    let dates = "pair_id,date,status\nA,03/04/2026,held\nA,05/06/2026,held\n";
    let workspace = Workspace::new(&[("sessions.csv", dates)]);
    let asked = workspace.report(&[]);
    let readings = ["`date`", "`03/04/2026`", "2026-04-03", "2026-03-04"];
    asked.says(1, &readings);
    workspace.assert_nothing_written();
    let lines = &asked.err[asked.err.find("[[source]]").unwrap()..];
    fs::write(workspace.inputs().join("mentorstat.toml"), lines).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-04-03");
}

#[test]
fn strict_refuses_rejected_rows_before_anything_is_written() {
    let rows = format!("{SESSIONS}A,2026-02-30,held\n");
    let workspace = Workspace::new(&[("sessions.csv", &rows)]);
    let words = [
        "1 row",
        "nothing was written",
        "in/sessions.csv:4",
        "2026-02-30",
    ];
    workspace.report(&["--strict"]).says(3, &words);
    workspace.assert_nothing_written();
    workspace.report(&[]).says(0, &[]);
}

#[test]
fn check_ends_with_status_3_only_where_rows_were_rejected() {
    let rows = format!("{SESSIONS}A,2026-02-30,held\n");
    let workspace = Workspace::new(&[("sessions.csv", &rows)]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(3, &["1 row"]);
    assert!(checked.out.contains("in/sessions.csv:4"), "{}", checked.out);
    small().run(&["check", "in"]).says(0, &[]);
}

#[test]
fn forms_that_are_filled_in_are_not_overwritten() {
    let workspace = Workspace::empty();
    workspace.run(&["forms", "in"]).says(0, &[]);
    let form = workspace.inputs().join("4-session-record.csv");
    fs::write(&form, "filled in").unwrap();
    workspace
        .run(&["forms", "in"])
        .says(1, &["exists", "--force"]);
    assert_eq!(fs::read_to_string(&form).unwrap(), "filled in");
}

#[test]
fn no_threads_are_too_few() {
    let folder = small();
    let inputs = folder.inputs();
    let inputs = inputs.to_str().unwrap();
    run(&["check", inputs, "--threads", "0"]).says(2, &["--threads"]);
    assert!(ended(program().args(["check", inputs, "--threads", "1"])).status == Some(0));
}

#[test]
fn a_limit_of_file_size_is_told_and_leaves_nothing_behind() {
    let workspace = small();
    let program = assert_cmd::cargo::cargo_bin!("mentorstat");
    // In blocks of 512 bytes: room for small tables, not for a page.
    let limited = "ulimit -f 40 && exec \"$0\" report in --out out --quiet";
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(["-c", limited]).arg(program);
    let refused = ended(shell.current_dir(workspace.path()));
    refused.says(1, &["cannot write out/", "larger than is allowed here"]);
    workspace.assert_nothing_written();
}

#[test]
fn a_scale_that_is_called_like_a_column_is_refused_before_anything_is_written() {
    for name in ["state", "attendance"] {
        let config = format!("[[scale]]\nname = \"{name}\"\nitems = [\"q1\"]\nmin = 1\nmax = 5\n");
        let workspace = Workspace::new(&[("sessions.csv", SESSIONS), ("mentorstat.toml", &config)]);
        let called = format!("a scale cannot be called “{name}”");
        workspace.report(&[]).says(2, &["mentorstat.toml", &called]);
        workspace.run(&["check", "in"]).says(2, &[&called]);
        workspace.assert_nothing_written();
    }
}
