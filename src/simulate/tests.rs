//! The synthetic programme as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::calendar::{after, day, days_between};
use super::*;

fn plan(pairs: u32) -> SimulationPlan {
    SimulationPlan { pairs, ..SimulationPlan::default() }
}

/// Every file below `dir` with its bytes, hidden ones left out, by path.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !entry.file_name().to_string_lossy().starts_with('.') {
                found.insert(path.strip_prefix(dir).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// `MENTORSTAT_WRITE_SAMPLE=1 cargo test sample_data_is` writes the folder anew.
#[test]
fn sample_data_is_what_simulate_makes() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    if std::env::var_os("MENTORSTAT_WRITE_SAMPLE").is_some() {
        write_sample(&SimulationPlan::default(), &kept).unwrap();
    }
    let fresh = tempfile::tempdir().unwrap();
    write_sample(&SimulationPlan::default(), fresh.path()).unwrap();
    let (kept, fresh) = (files(&kept), files(fresh.path()));
    assert_eq!(kept.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>());
    for (path, bytes) in &fresh {
        assert!(kept[path] == *bytes, "sample_data/{} is not what simulate makes today", path.display());
    }
}
