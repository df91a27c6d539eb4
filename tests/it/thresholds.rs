//! `docs/thresholds.md` against the thresholds that there are.

use mentorstat::config::Rules;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT: &str = include_str!("../../docs/thresholds.md");

/// Key and second cell of every row of the tables under headings that begin so.
fn explained(heading: &str) -> BTreeMap<String, String> {
    let sections = DOCUMENT.split("\n## ").skip(1);
    let tables = sections.filter(|section| section.starts_with(heading));
    let rows = tables
        .flat_map(str::lines)
        .filter(|line| line.starts_with("| `"));
    let mut found = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let known = found.insert(cells[0].trim_matches('`').to_owned(), cells[1].to_owned());
        assert_eq!(known, None, "{row} stands twice");
        assert!(cells.last().unwrap().len() > 5, "{row} explains nothing");
    }
    found
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        number => number.as_f64().unwrap().to_string(),
    }
}

fn rules() -> Value {
    serde_json::to_value(Rules::default()).unwrap()
}

#[test]
fn every_threshold_of_support_is_explained_with_its_default() {
    let rules = rules();
    let thresholds = rules["support"].as_object().unwrap().iter();
    let expected: BTreeMap<String, String> = thresholds
        .map(|(key, value)| (key.clone(), shown(value)))
        .collect();
    assert_eq!(explained("`[support]`"), expected);
}

#[test]
fn every_next_step_is_explained() {
    let rules = rules();
    let expected: BTreeSet<String> = rules["steps"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let explained: BTreeSet<String> = explained("`[support.steps]`").into_keys().collect();
    assert_eq!(explained, expected);
}

#[test]
fn every_other_number_is_explained_with_its_default() {
    let rules = rules();
    // What the file calls otherwise than the program does.
    let in_file = |key: &str| key.strip_prefix("cadence_").unwrap_or(key).to_owned();
    let numbers = rules.as_object().unwrap().iter();
    let expected: BTreeMap<String, String> = numbers
        .filter(|(_, value)| value.is_number() || value.is_null())
        .map(|(key, value)| (in_file(key), shown(value)))
        .collect();
    let mut all = explained("`[cadence]`");
    all.extend(explained("At the top"));
    assert_eq!(all, expected);
}
