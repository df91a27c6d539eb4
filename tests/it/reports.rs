//! The reports on the sample: as kept in the repository, safe to hand on, and complete.

use crate::support::{REPOSITORY, Reports, Workspace, ended, program};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The reports on the sample, made once per process.
fn sample() -> &'static Reports {
    static SAMPLE: OnceLock<(TempDir, Reports)> = OnceLock::new();
    let (_, reports) = SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program();
        command.args(["report", "sample_data", "--quiet", "--out"]);
        ended(command.arg(folder.path())).says(0, &[]);
        let reports = Reports::in_folder(folder.path());
        (folder, reports)
    });
    reports
}

#[test]
fn the_reports_kept_in_the_repository_are_those_that_the_program_makes() {
    const AGAIN: &str = "make it again with `cargo run -- report sample_data` and commit it";
    let folder = Path::new(REPOSITORY).join("reports/2026-Q3");
    assert!(folder.is_dir(), "{} is missing: {AGAIN}", folder.display());
    let (kept, made) = (Reports::at(&folder), sample());
    assert_eq!(kept.manifest(), made.manifest(), "manifest.json: {AGAIN}");
    let (kept, made) = (kept.files(), made.files());
    assert!(kept.keys().eq(made.keys()), "other files: {AGAIN}");
    for (name, bytes) in &kept {
        let same = name == "manifest.json" || *bytes == made[name];
        assert!(same, "{name} differs: {AGAIN}");
    }
}

/// The cells of some columns of a file of the sample.
fn cells_of(file: &str, delimiter: u8, columns: &[&str]) -> BTreeSet<String> {
    let path = Path::new(REPOSITORY).join("sample_data").join(file);
    let bytes = std::fs::read(path).unwrap();
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let wanted: Vec<usize> = columns
        .iter()
        .map(|column| headers.iter().position(|header| header == *column).unwrap())
        .collect();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cells = records.iter().flat_map(|record| {
        wanted
            .iter()
            .map(|column| record[*column].trim().to_owned())
    });
    cells.filter(|cell| !cell.is_empty()).collect()
}

#[track_caller]
fn assert_not_shared<'a>(secrets: impl IntoIterator<Item = &'a String>) {
    let secrets: Vec<_> = secrets.into_iter().collect();
    assert!(
        secrets.len() > 10,
        "only {} secrets to look for",
        secrets.len()
    );
    for (name, text) in sample().texts() {
        if name.starts_with("share/") {
            let found = secrets.iter().find(|secret| text.contains(secret.as_str()));
            assert_eq!(found, None, "in {name}");
        }
    }
}

#[test]
fn what_is_shared_names_nobody() {
    let columns = ["Pair ID", "Mentor", "Mentor e-mail", "Mentee"];
    let names = cells_of("register.csv", b',', &columns);
    let surnames: BTreeSet<_> = cells_of("register.csv", b',', &["Mentor", "Mentee"])
        .iter()
        .filter_map(|name| name.split(' ').next_back().map(str::to_owned))
        .collect();
    assert_not_shared(names.union(&surnames));
}

#[test]
fn what_is_shared_holds_no_free_text() {
    let columns = [
        "Issues",
        "Possible solutions",
        "Learnings",
        "Actions before next meeting",
    ];
    let mut texts = cells_of("platform-sessions.csv", b';', &columns);
    texts.extend(cells_of("goals.csv", b',', &["Goal description"]));
    texts.extend(cells_of("actions.csv", b',', &["Action"]));
    texts.extend(cells_of(
        "partnership-ideas.csv",
        b',',
        &["Partnership idea"],
    ));
    assert_not_shared(&texts);
}

#[test]
fn internal_reports_do_name_people() {
    // Otherwise the two tests above would pass on empty reports.
    let names = cells_of("register.csv", b',', &["Mentee"]);
    let pairs = sample().text("internal/pairs.csv");
    assert!(names.iter().all(|name| pairs.contains(name.as_str())));
}

/// Every page of the reports by name.
fn pages() -> Vec<(String, String)> {
    let pages: Vec<_> = sample()
        .texts()
        .into_iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .collect();
    assert!(pages.len() >= 2, "{} pages", pages.len());
    pages
}

#[test]
fn no_page_has_an_outside_address() {
    for (name, page) in pages() {
        for scheme in ["http://", "https://"] {
            for (at, _) in page.match_indices(scheme) {
                let before = &page[..at];
                assert!(
                    before.ends_with("xmlns=\"") || before.ends_with("xmlns:xlink=\""),
                    "{name}: {}",
                    &page[at..at + 60]
                );
            }
        }
        for loading in ["<link", "<iframe", "<img", "@import", "src=", "url("] {
            assert!(!page.contains(loading), "{name} has {loading}");
        }
    }
}

#[test]
fn every_page_forbids_scripts_and_has_none_but_that_of_the_support_list() {
    for (name, page) in pages() {
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\""),
            "{name}"
        );
        let lower = page.replace("&#x27;", "'").to_lowercase();
        assert!(lower.contains("default-src 'none'"), "{name}");
        for script in ["javascript:", " onclick=", " onload="] {
            assert!(!lower.contains(script), "{name} has {script}");
        }
        let scripts = usize::from(name == "internal/support.html");
        assert_eq!(lower.matches("<script").count(), scripts, "{name}");
        assert_eq!(lower.matches("script-src").count(), scripts, "{name}");
    }
}

#[test]
fn internal_pages_say_that_they_are_confidential() {
    for (name, page) in pages() {
        let (_, body) = page.split_once("</style>").unwrap();
        let says = body.contains("Confidential");
        assert_eq!(says, name.starts_with("internal/"), "{name}");
    }
}

const FATES: [&str; 8] = [
    "used",
    "repeated",
    "after_as_of",
    "after_end",
    "not_yet_started",
    "unknown_pair",
    "footer",
    "rejected",
];

#[test]
fn every_row_ends_in_exactly_one_place() {
    let fates = FATES.map(|fate| sample().count(&format!("rows_{fate}")));
    assert_eq!(fates.iter().sum::<u64>(), sample().count("rows"));
    assert!(sample().count("rows_rejected") > 0);
}

#[test]
fn as_many_rows_are_accounted_for_as_stand_in_each_file() {
    let manifest = sample().manifest();
    let inputs = manifest["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 7, "the truth of the sample is not an input");
    for input in inputs {
        let path = input["path"].as_str().unwrap();
        let platform = path.contains("platform");
        let reader = csv::ReaderBuilder::new()
            .delimiter(if platform { b';' } else { b',' })
            .from_path(Path::new(REPOSITORY).join(path));
        // The platform writes three lines below the data, the survey tool three header rows.
        let others = match path {
            _ if platform => 3,
            path if path.contains("survey") => 2,
            _ => 0,
        };
        let rows = reader.unwrap().into_byte_records().count() - others;
        assert_eq!(input["rows"].as_u64(), Some(rows as u64), "{path}");
    }
}

#[test]
fn the_ledger_holds_every_row_that_was_not_used_with_its_place() {
    let ledger = sample().table("internal/ledger.csv");
    assert_eq!(ledger.0.len() as u64, sample().count("ledger_entries"));
    let errors = ledger
        .column("severity")
        .iter()
        .filter(|severity| **severity == "error")
        .count();
    assert_eq!(errors as u64, sample().count("rows_rejected"));
    for row in &ledger.0 {
        assert!(row["file"].starts_with("sample_data/"), "{row:?}");
        assert!(
            row["line"].parse::<u64>().is_ok_and(|line| line > 0),
            "{row:?}"
        );
        assert!(
            !row["rule"].is_empty() && !row["consequence"].is_empty(),
            "{row:?}"
        );
    }
}

#[test]
fn the_columns_of_the_pair_table_are_documented() {
    let pairs = sample().text("internal/pairs.csv");
    let documented = sample().table("share/tables/columns.csv");
    let documented: BTreeSet<_> = documented.column("column").into_iter().collect();
    let header = pairs.lines().next().unwrap().split(',');
    let measures: Vec<_> = header
        .skip_while(|column| *column != "active_days")
        .skip(1)
        .collect();
    assert!(measures.len() > 50, "{measures:?}");
    for column in measures {
        assert!(documented.contains(column), "{column}");
    }
}

#[test]
fn small_groups_are_hidden_in_shared_tables_and_only_there() {
    let hidden = |name: &str| {
        let table = sample().table(name);
        let reasons = table.column("not_available");
        let hidden = reasons.iter().filter(|reason| reason.contains("hidden"));
        hidden.count()
    };
    assert_eq!(hidden("internal/tables/measures.csv"), 0);
    assert!(hidden("share/tables/measures.csv") > 0);
}

#[test]
fn figures_that_rest_on_totals_of_a_platform_say_so() {
    let pairs = "pair_id,mentor,mentee,started_on,last_session_on,sessions_total\n\
        P-1,Ana,Ben,2026-01-10,2026-03-20,4\nP-2,Cy,Dee,2026-01-12,2026-03-01,2\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs.to_owned())]);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    for page in ["share/effectiveness.md", "internal/support.html"] {
        assert!(
            reports
                .prose(page)
                .contains("as stated by the source of the pairs"),
            "{page}"
        );
    }
}
