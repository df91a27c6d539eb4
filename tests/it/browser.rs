//! The reports in a real browser: `tests/browser/check.mjs` opens every page in Chromium, on wide
//! and narrow screens, light and dark, and on paper.
//!
//! Needs Chromium, Node and `npm ci` in `tests/browser`. Where one is missing the tests are
//! skipped with a message, except where `CI` is set: there its absence is a failure.

use crate::support::{REPOSITORY, ended, program};
use std::path::{Path, PathBuf};
use std::process::Command;

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
];

fn on_the_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Chromium and Node, or what is missing of what the tests need.
fn browser() -> Result<(PathBuf, PathBuf), &'static str> {
    let chromium = BROWSERS.iter().find_map(|name| on_the_path(name));
    let chromium = chromium.ok_or("Chromium (on Debian: apt-get install chromium)")?;
    let node = on_the_path("node").ok_or("Node (on Debian: apt-get install nodejs npm)")?;
    let packages = Path::new(REPOSITORY).join("tests/browser/node_modules/playwright-core");
    if !packages.is_dir() {
        return Err("the packages of tests/browser (npm ci --prefix tests/browser)");
    }
    Ok((chromium, node))
}

/// Opens every page in a folder; fails with what is wrong with them.
#[track_caller]
pub fn assert_sound(folder: &Path) {
    let (chromium, node) = match browser() {
        Ok(found) => found,
        Err(missing) => {
            let required = std::env::var_os("CI").is_some_and(|set| !set.is_empty());
            assert!(!required, "the browser tests need {missing}");
            eprintln!("skipped: the browser tests need {missing}");
            return;
        }
    };
    let check = Path::new(REPOSITORY).join("tests/browser/check.mjs");
    let output = Command::new(node)
        .arg(check)
        .arg(chromium)
        .arg(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{failed}");
}

#[test]
fn every_page_of_the_sample_is_sound_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command.args(["report", "sample_data", "--quiet", "--out"]);
    ended(command.arg(folder.path())).says(0, &[]);
    assert_sound(folder.path());
}
