//! Which room may know which: what `ARCHITECTURE.md` says, held against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// For each room the rooms that it may know.
const ARROWS: [(&str, &str); 13] = [
    ("programme", ""),
    ("stats", ""),
    ("values", "programme"),
    ("charts", "programme"),
    ("config", "charts programme values"),
    ("ingest", "config programme values"),
    ("measures", "config programme stats"),
    ("summary", "config measures programme stats values"),
    ("output", "config programme"),
    (
        "report",
        "charts config ingest measures output programme stats summary",
    ),
    ("simulate", ""),
    (
        "pipeline",
        "config ingest measures output programme report summary",
    ),
    (
        "cli",
        "config ingest measures output pipeline programme report simulate summary",
    ),
];

/// The files of a folder and its folders.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let of_entry = |path: PathBuf| {
        if path.is_dir() {
            sources(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(of_entry).collect()
}

/// The rooms that a text of code names, comments left out.
fn named(code: &str) -> BTreeSet<&str> {
    let lines = code.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.starts_with("//"));
    let named = lines.flat_map(|line| line.split("crate::").skip(1));
    let rooms = named.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    });
    rooms
        .filter(|room| ARROWS.iter().any(|(known, _)| known == room))
        .collect()
}

fn room_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str();
    first.to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn arrows_between_rooms_are_those_of_the_architecture() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(&source) {
        let inside = path.strip_prefix(&source).unwrap();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let is_test = inside.components().any(|part| {
            let name = part.as_os_str().to_string_lossy();
            name == "tests" || name == "tests.rs"
        });
        if !is_rust || is_test {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        let code = code.unwrap_or_default();
        let rooms = named(code).into_iter().map(str::to_owned);
        found.entry(room_of(inside)).or_default().extend(rooms);
    }
    for rooms in ["lib", "main"] {
        found.remove(rooms);
    }
    for (room, may) in ARROWS {
        let mut known = found.remove(room).unwrap_or_default();
        known.remove(room);
        let may: BTreeSet<String> = may.split_whitespace().map(str::to_owned).collect();
        assert_eq!(known, may, "what {room} knows");
    }
    assert!(found.is_empty(), "rooms without arrows: {found:?}");
}

#[test]
fn no_two_rooms_know_each_other() {
    for (place, (room, may)) in ARROWS.iter().enumerate() {
        for known in may.split_whitespace() {
            let before = ARROWS[..place].iter().any(|(other, _)| *other == known);
            assert!(before, "{room} knows {known}, which stands behind it");
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    const HOMES: [(&str, &[&str]); 6] = [
        ("polars::", &["summary"]),
        ("plotters", &["charts"]),
        ("resvg", &["charts"]),
        ("minijinja", &["report"]),
        ("docx_rs", &["report"]),
        ("rust_xlsxwriter", &["report"]),
    ];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&source) {
        let inside = path.strip_prefix(&source).unwrap();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        for line in text.lines().filter(is_code) {
            for (library, homes) in HOMES {
                let at_home = homes.contains(&room_of(inside).as_str());
                assert!(
                    at_home || !line.contains(library),
                    "{}: {line}",
                    inside.display()
                );
            }
        }
    }
}
