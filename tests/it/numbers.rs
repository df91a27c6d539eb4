//! Every number of a page is in its Markdown edition, and its figures are those of the tables.

use crate::support::{Reports, Table, ended, main_text, numbers, program};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use tempfile::TempDir;

/// What marks figures of a period that are since the start.
const MARK: &str = "\\*";

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
fn every_number_of_a_page_is_in_its_markdown() {
    for name in ["effectiveness", "comparison"] {
        let markdown = sample().text(&format!("share/{name}.md"));
        let known: BTreeSet<_> = numbers(&markdown).collect();
        let page = main_text(&sample().text(&format!("share/{name}.html")));
        let missing: BTreeSet<_> = numbers(&page)
            .filter(|number| !known.contains(number))
            .collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        assert!(numbers(&page).count() > 500, "{name}");
    }
}

/// Rows of the tables of a Markdown document whose caption ends so, cells by column.
fn rows_of(markdown: &str, caption: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    for part in markdown.split("\n### ").skip(1) {
        if !part.lines().next().unwrap().ends_with(caption) {
            continue;
        }
        let mut lines = part.lines().filter(|line| line.starts_with('|'));
        let cells = |line: &str| {
            let inner = line.trim_matches('|');
            inner
                .split(" | ")
                .map(|cell| cell.trim().replace('\u{a0}', " "))
                .collect::<Vec<_>>()
        };
        let headers = cells(lines.next().unwrap());
        rows.extend(
            lines
                .skip(1)
                .map(|line| headers.iter().cloned().zip(cells(line)).collect()),
        );
    }
    rows
}

/// Numbers of a text as values, each with how far rounding may have moved it.
fn values(text: &str) -> Vec<(f64, f64)> {
    let text = text.replace('−', "-").replace("- ", " ");
    let starts = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '.' | ',');
    text.split(|sign| !starts(sign))
        .filter(|number| number.chars().any(|sign| sign.is_ascii_digit()))
        .map(|number| {
            let plain = number.replace(',', "");
            let decimals = plain
                .split_once('.')
                .map_or(0, |(_, decimals)| decimals.len());
            let value: f64 = plain.trim_end_matches('.').parse().unwrap();
            (
                value,
                0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap()) + 1e-6,
            )
        })
        .collect()
}

/// Fails unless the numbers of a text are these of a row of a table, in order, up to rounding.
#[track_caller]
fn assert_is(text: &str, row: &BTreeMap<String, String>, columns: &[&str], what: &str) {
    let said = values(text);
    let share = if text.contains('%') { 100.0 } else { 1.0 };
    let known: Vec<f64> = columns
        .iter()
        .map(|column| row[*column].parse::<f64>().unwrap_or(f64::NAN) * share)
        .collect();
    assert_eq!(said.len(), known.len(), "{what}: {text} is not {known:?}");
    for ((said, rounding), known) in said.into_iter().zip(known) {
        // At 100 and more no decimals are printed, and days are whole.
        let rounding = if known.abs() >= 100.0 {
            0.5 + 1e-6
        } else {
            rounding
        };
        assert!(
            (said - known).abs() <= rounding,
            "{what}: {text} is not {known}"
        );
    }
}

#[test]
fn key_figures_are_those_of_the_tables() {
    let markdown = sample().text("share/effectiveness.md");
    let by_title: BTreeMap<String, String> = sample()
        .table("share/tables/columns.csv")
        .0
        .into_iter()
        .map(|row| (row["title"].clone(), row["measure"].clone()))
        .collect();
    let measures: Table = sample().table("share/tables/measures.csv");
    let mut checked = 0;
    for row in rows_of(&markdown, "key figures") {
        let title = row["Measure"].trim_end_matches(MARK);
        let title = title.trim_end_matches(", median of pairs");
        let Some(id) = by_title.get(title) else {
            assert!(title.ends_with("(bounds)"), "{title} is no measure");
            continue;
        };
        let figure = measures.one(&[("grouping", "all"), ("measure", id), ("horizon", "")]);
        assert_is(&row["Since the start"], &figure, &["estimate"], title);
        assert_is(
            &row["95 % interval"].replace('–', " "),
            &figure,
            &["lower", "upper"],
            title,
        );
        let rests_on = &row["Rests on"];
        if let Some((part, _)) = rests_on.split_once(" of ") {
            let (_, all) = rests_on.split_once(" of ").unwrap();
            let all = all.split(' ').next().unwrap();
            let counts = format!("{part} {all}");
            assert_is(&counts, &figure, &["numerator", "denominator"], title);
        }
        checked += 1;
    }
    assert!(checked > 25, "{checked} figures checked");
}

#[test]
fn figures_of_the_period_are_those_of_the_tables() {
    let markdown = sample().text("share/effectiveness.md");
    let periods = sample().table("share/tables/periods.csv");
    let mut checked = 0;
    for row in rows_of(&markdown, "key figures") {
        let title = row["Measure"].trim_end_matches(MARK);
        let said = &row["Q3 2026"];
        let columns = sample().table("share/tables/columns.csv");
        let known = columns.0.iter().find(|column| column["title"] == title);
        if let (Some(known), true) = (known, said.contains('%')) {
            let id = known["measure"].as_str();
            let figure = periods.one(&[("period", "2026-Q3"), ("measure", id)]);
            assert_is(said, &figure, &["estimate"], title);
            let change = &row["Change since Q2 2026"];
            if let Some((_, interval)) = change.split_once('(') {
                let interval = interval.replace('–', " ").replace("points", "%");
                let columns = ["change_lower", "change_upper"];
                let fell = change.starts_with("Fell");
                let interval = if fell {
                    format!("% {interval}")
                } else {
                    format!("{interval} %")
                };
                let signless = if fell {
                    ["change_upper", "change_lower"]
                } else {
                    columns
                };
                let mut figure = figure.clone();
                if fell {
                    for column in columns {
                        let turned = -figure[column].parse::<f64>().unwrap();
                        figure.insert(column.to_owned(), turned.to_string());
                    }
                }
                assert_is(&interval, &figure, &signless, title);
            }
            checked += 1;
        }
    }
    assert!(checked > 12, "{checked} figures checked");
}

#[test]
fn the_year_before_has_the_figures_of_that_period() {
    let markdown = sample().prose("share/effectiveness.md");
    let periods = sample().table("share/tables/periods.csv");
    let columns = sample().table("share/tables/columns.csv");
    let rows = rows_of(&markdown, "Figures of Q3 2026 and of Q3 2025");
    let mut checked = 0;
    for row in &rows {
        let title = row["Measure"].trim_end_matches(MARK);
        let known = columns.0.iter().find(|column| column["title"] == title);
        let id = known.unwrap()["measure"].as_str();
        for (said, period) in [("Q3 2026", "2026-Q3"), ("Q3 2025", "2025-Q3")] {
            if row[said].contains('%') {
                let figure = periods.one(&[("period", period), ("measure", id)]);
                assert_is(&row[said], &figure, &["estimate"], title);
                checked += 1;
            }
        }
    }
    assert!(checked > 12, "{checked} figures checked");
    assert!(
        rows.iter()
            .any(|row| row["Change"].contains("pairs in both periods"))
    );
}

#[test]
fn the_year_before_a_month_is_that_month_and_before_a_year_it_is_the_previous_one() {
    let of = |period: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = program();
        command.args([
            "report",
            "sample_data",
            "--quiet",
            "--period",
            period,
            "--out",
        ]);
        ended(command.arg(folder.path())).says(0, &[]);
        Reports::in_folder(folder.path()).prose("share/effectiveness.md")
    };
    assert!(!rows_of(&of("2026-08"), "Figures of August 2026 and of August 2025").is_empty());
    assert!(!of("2025").contains("The same period a year before"));
}

#[test]
fn comparisons_are_those_of_the_table() {
    let markdown = sample().text("share/comparison.md");
    let contrasts = sample().table("share/tables/comparisons.csv");
    let known: Vec<(f64, f64)> = contrasts
        .0
        .iter()
        .filter_map(|row| Some((row["lower"].parse().ok()?, row["upper"].parse().ok()?)))
        .collect();
    let mut checked = 0;
    for row in rows_of(&markdown, ": comparisons") {
        let Some((_, interval)) = row["Difference"].split_once("\\[") else {
            continue;
        };
        let scale = if row["Difference"].contains("point") {
            100.0
        } else {
            1.0
        };
        let said = values(&interval.replace('–', " "));
        if let [(lower, down), (upper, up)] = said[..] {
            let is_it = |(known_lower, known_upper): &(f64, f64)| {
                (lower - known_lower * scale).abs()
                    <= down.max(0.5 * f64::from(u8::from(lower.abs() >= 100.0)))
                    && (upper - known_upper * scale).abs() <= up
            };
            assert!(known.iter().any(is_it), "{row:?}");
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked} intervals checked");
}
