//! Reports that show whose they are and what was aimed at, on paper, and over time.

use crate::support::{Workspace, parts};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Ten pairs of which eight meet monthly until the given month of 2026; one goal each.
fn programme(config: &str, months: u32) -> Workspace {
    let mut pairs = String::from("pair_id,mentor,mentee,started_on,closed_on,closure_reason\n");
    let mut sessions = String::from("pair_id,date,status,minutes\n");
    let mut goals = String::from("pair_id,goal,text,set_on,due_on,status,attained_on\n");
    for pair in 0..40 {
        let _ = writeln!(pairs, "P{pair:02},Mentor {pair},Mentee {pair},2026-01-05,,");
        for month in 1..=months {
            if pair % 5 != 0 {
                let _ = writeln!(sessions, "P{pair:02},2026-{month:02}-1{},held,60", pair % 9);
            }
        }
        let status = if pair % 4 == 0 {
            "open,,"
        } else {
            "attained,2026-05-20"
        };
        let status = status.replace("open,,", "open,");
        let _ = writeln!(
            goals,
            "P{pair:02},1,Learn to cook,2026-01-20,2026-06-10,{status}"
        );
    }
    Workspace::new(&[
        ("register.csv", pairs.as_str()),
        ("sessions.csv", sessions.as_str()),
        ("goals.csv", goals.as_str()),
        ("mentorstat.toml", config),
    ])
}

const BRAND: &str = r##"
programme = "Bridgework"
headline = ["people_served", "meetings", "attendance"]
[brand]
name = "The <Bridge> Trust"
logo = "logo.svg"
accent = "#FFCC00"
[targets]
people_served = 60
sessions_held = 90
goals_attained_settled = 0.95
attendance = 0.5
[reach]
eligible = 400
applied = 90
matched = 41
"##;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"20\"><rect width=\"60\" height=\"20\" fill=\"#FFCC00\"/></svg>";

#[test]
fn a_brand_targets_and_reach_stand_in_every_document() {
    let workspace = programme(BRAND, 9);
    fs::write(workspace.inputs().join("logo.svg"), LOGO).unwrap();
    let run = workspace.run(&["report", "in", "--out", "out", "--period", "2026-Q2"]);
    run.says(
        0,
        &[
            "line 7, column 10",
            "#FFCC00 could not be read",
            "darkened to #",
        ],
    );
    let reports = crate::support::Reports::in_folder(&workspace.outputs());

    let page = reports
        .prose("share/effectiveness.html")
        .replace("&#x2f;", "/");
    assert!(page.contains("<img src=\"data:image/svg+xml;base64,"));
    assert!(page.contains("The &lt;Bridge&gt; Trust"));
    assert!(page.contains("--accent:#") && !page.contains("--accent:#FFCC00}\n@media"));
    assert!(page.contains("target 60: met"), "people served");
    assert!(page.contains("target 90: met"), "a target adds its box");
    assert!(page.contains("target 95 %: missed"));
    assert!(page.contains("target 50 %: met"));
    assert!(page.contains("Of 40 pairs in the records, 80 % have met"));

    let markdown = reports.prose("share/effectiveness.md");
    assert!(markdown.contains("Target 60: met.") && markdown.contains("| Eligible | 400 |"));
    assert!(markdown.contains(
        "41 pairs were matched according to the configuration; the records hold 40 pairs"
    ));
    assert!(markdown.starts_with("![Logo of The &lt;Bridge&gt; Trust](charts/logo.svg)"));
    assert_eq!(reports.text("share/charts/logo.svg"), LOGO);
    let list = reports.text("internal/support.md");
    assert!(list.contains("(../share/charts/logo.svg)"));
    let word = reports.files().remove("share/effectiveness.docx").unwrap();
    let word = &parts(&word)["word/document.xml"];
    assert!(word.contains("descr=\"Logo\"") && word.contains("The &lt;Bridge&gt; Trust"));
    let comparison = reports.text("share/comparison.html");
    assert!(comparison.contains("<img src=\"data:image"));
}

#[test]
fn figures_that_were_printed_otherwise_are_marked() {
    let early = programme("programme = \"Bridgework\"\n", 5);
    early.report(&["--period", "2026-Q2"]).says(0, &[]);
    let late = programme("programme = \"Bridgework\"\n", 9);
    fs::create_dir(late.outputs()).unwrap();
    copy(&early.outputs(), &late.outputs());
    late.report(&["--period", "2026-Q3"]).says(0, &[]);
    let reports = crate::support::Reports::at(&late.outputs().join("2026-Q3"));
    // June came late: 32 more meetings of Q2.
    let mark = "Q2 2026 revised: was 64, now 96; 32 records more than then";
    for name in [
        "share/effectiveness.html",
        "share/effectiveness.md",
        "internal/effectiveness.html",
    ] {
        assert!(reports.prose(name).contains(mark), "{name}");
    }
    let word = reports.files().remove("share/effectiveness.docx").unwrap();
    let word = parts(&word)["word/document.xml"].replace('\u{a0}', " ");
    assert!(word.contains(mark));
    // Made from the same records, it revises nothing.
    late.report(&["--period", "2026-Q2"]).says(0, &[]);
    late.report(&["--period", "2026-Q3"]).says(0, &[]);
    assert!(
        !reports
            .prose("share/effectiveness.html")
            .contains("Q2 2026 revised")
    );
}

#[test]
fn people_who_were_registered_late_revise_how_many_were_served() {
    let early = programme("programme = \"Bridgework\"\n", 9);
    early.report(&["--period", "2026-Q2"]).says(0, &[]);
    let late = programme("programme = \"Bridgework\"\n", 9);
    let registered = "pair_id,mentor,mentee,started_on\nP90,Mentor 90,Mentee 90,2026-05-04\n";
    fs::write(late.inputs().join("more.csv"), registered).unwrap();
    fs::create_dir(late.outputs()).unwrap();
    copy(&early.outputs(), &late.outputs());
    late.report(&["--period", "2026-Q3"]).says(0, &[]);
    let reports = crate::support::Reports::at(&late.outputs().join("2026-Q3"));
    for name in ["share/effectiveness.html", "share/effectiveness.md"] {
        let page = reports.prose(name);
        assert!(page.contains("Q2 2026 revised: was 80, now 82;"), "{name}");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A program of this name, alone on the path.
#[cfg(unix)]
fn report_with_browser(script: Option<&str>) -> (Workspace, crate::support::Ended) {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = programme("", 6);
    let path = workspace.path().join("path");
    fs::create_dir(&path).unwrap();
    if let Some(script) = script {
        let browser = path.join("google-chrome");
        fs::write(&browser, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = crate::support::program();
    command.current_dir(workspace.path()).env("PATH", path);
    command.args([
        "report", "in", "--out", "out", "--quiet", "--pdf", "--period", "2026-Q2",
    ]);
    let ended = crate::support::ended(&mut command);
    (workspace, ended)
}

#[cfg(unix)]
#[test]
fn a_browser_prints_the_report_and_without_one_a_line_says_how() {
    let prints = "for a in \"$@\"; do case \"$a\" in --print-to-pdf=*) \
        echo '%PDF-1.4 /CreationDate (D:20991231235959' > \"${a#--print-to-pdf=}\";; esac; done";
    let (workspace, ended) = report_with_browser(Some(prints));
    ended.says(0, &[]);
    let pdf = fs::read_to_string(workspace.outputs().join("2026-Q2/share/effectiveness.pdf"));
    assert!(
        pdf.unwrap().contains("(D:20260630000000"),
        "dated as the report"
    );
    for browser in [None, Some("exit 1"), Some("true")] {
        let (workspace, ended) = report_with_browser(browser);
        ended.says(0, &["no PDF was made", "print it to PDF"]);
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
        assert!(
            workspace
                .outputs()
                .join("2026-Q2/share/effectiveness.html")
                .is_file()
        );
        assert!(
            !workspace
                .outputs()
                .join("2026-Q2/share/effectiveness.pdf")
                .exists()
        );
    }
}

#[test]
fn a_box_says_of_which_time_its_figure_is() {
    let settings = "headline = [\"days_since_contact\", \"on_cadence\", \"gas_t_score\"]\n";
    let reports = programme(settings, 9).reported(&["--period", "2026-Q2"]);
    let markdown = reports.prose("share/effectiveness.md");
    let boxed = |title: &str| {
        let mut lines = markdown.lines();
        let found = lines.find(|line| line.starts_with(&format!("| {title} |")));
        found.unwrap().to_owned()
    };
    let contact = boxed("Days since the last meeting");
    assert!(contact.contains("32 pairs, on 2026-06-30"), "{contact}");
    let cadence = boxed("Days on cadence");
    assert!(
        cadence.contains("since the start, as of 2026-06-30"),
        "{cadence}"
    );
    let none = boxed("Goal Attainment Scaling T score");
    assert!(!none.contains("as of 2026-06-30"), "{none}");
    assert!(markdown.contains("| Days on cadence\\* |"), "{markdown}");
    assert!(
        !markdown.contains("| Days since the last meeting\\* |"),
        "{markdown}"
    );
}
