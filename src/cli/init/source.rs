//! What was found in one file, as a section of the configuration.

use crate::config::path_fits;
use crate::ingest::{AmbiguityReport, ColumnQuestion, FileReport, Question};
use crate::programme::{Table, display_text};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Marks what only somebody who knows the data can decide.
pub(super) const TO_DECIDE: &str = "TO BE DECIDED";

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The name by which the configuration speaks of a file: its path in the inputs, or all of its
/// path where that would fit others too.
pub(super) fn pattern<'a>(
    file: &FileReport,
    inputs: &[PathBuf],
    mut files: impl Iterator<Item = &'a FileReport>,
) -> String {
    let folders = inputs.iter().filter(|input| input.is_dir());
    let inside = folders.filter_map(|folder| {
        let folder = folder.to_string_lossy().replace('\\', "/");
        let rest = file.path.strip_prefix(folder.trim_end_matches('/'))?;
        rest.strip_prefix('/')
    });
    let name = file.path.rsplit('/').next();
    let short = inside.min_by_key(|path| path.len()).or(name);
    let short = short.unwrap_or(&file.path);
    let others = files.any(|other| other.path != file.path && path_fits(short, &other.path));
    if others { &file.path } else { short }.to_owned()
}

/// The section of a file.
pub(super) fn text(file: &FileReport, pattern: &str) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "[[source]]\nfile = {}", quoted(pattern));
    tables(&mut text, file);
    let is_sheet = file.path.contains('#') && file.encoding == "UTF-8" && file.delimiter == ',';
    if !is_sheet {
        format(&mut text, file);
    }
    date_order(&mut text, file);
    progress_range(&mut text, file);
    for ambiguity in &file.ambiguities {
        if let AmbiguityReport::Headers(sentence) = ambiguity {
            let _ = writeln!(text, "# {TO_DECIDE}: {}", display_text(sentence));
        }
    }
    columns(&mut text, file);
    open_values(&mut text, file);
    open_phase(&mut text, file);
    text.push('\n');
    text
}

fn tables(text: &mut String, file: &FileReport) {
    let names = file.tables.iter().map(|table| quoted(table.table.name()));
    let mut names: Vec<String> = names.collect();
    // Columns beside each other are one table several times.
    names.dedup();
    let asked = questions(file).find_map(|question| match question {
        Question::Rows(rows) => Some((question.asked(), rows.choices())),
        _ => None,
    });
    let _ = if file.left_out {
        writeln!(text, "# As the configuration says.\ntable = \"none\"")
    } else if let Some((asked, choices)) = asked {
        let mut choices = choices.into_iter().map(quoted);
        let likely = choices.next().unwrap_or_default();
        let others: Vec<String> = choices.collect();
        writeln!(
            text,
            "# {TO_DECIDE}: {}\n# table = {}  # or {}",
            display_text(&asked),
            likely,
            others.join(" or ")
        )
    } else if names.is_empty() {
        writeln!(
            text,
            "# {TO_DECIDE}: no table was recognised; name it here if it is one, and its columns below.\n\
             # table = \"sessions\"  # or evaluations, pairs, goals, actions, partnerships"
        )
    } else {
        writeln!(text, "# From its headers.\ntables = [{}]", names.join(", "))
    };
}

fn format(text: &mut String, file: &FileReport) {
    let _ = writeln!(
        text,
        "# From its bytes.\nencoding = {}",
        quoted(&file.encoding)
    );
    let delimiter = match file.delimiter {
        '\t' => "tab".to_owned(),
        other => other.to_string(),
    };
    let known = [',', ';', '\t', '|'].contains(&file.delimiter);
    let mark = if known { "" } else { "# " };
    let _ = writeln!(text, "{mark}delimiter = {}", quoted(&delimiter));
    let _ = writeln!(
        text,
        "# Rows of the header, as its exporter writes them; to be said only where that is wrong.\n\
         # header_rows = {}",
        file.header_rows
    );
}

/// What the numbers of progress are worth, where that is open.
fn progress_range(text: &mut String, file: &FileReport) {
    for question in questions(file) {
        if let Question::Progress(progress) = question {
            let asked = display_text(&question.asked());
            let _ = writeln!(text, "# {TO_DECIDE}: {asked}\n# {}", progress.setting());
        }
    }
}

/// One order for the file, where all of its columns that need one have the same.
fn date_order(text: &mut String, file: &FileReport) {
    let mut open: BTreeSet<&str> = BTreeSet::new();
    for question in questions(file) {
        if let Question::Dates(dates) = question {
            let _ = writeln!(text, "# {TO_DECIDE}: {}", display_text(&question.asked()));
            open.extend(dates.readings.iter().map(|(order, _)| order.as_str()));
        }
    }
    let mut open = open.into_iter();
    if let Some(first) = open.next() {
        let others: Vec<String> = open.map(|order| format!("  # or \"{order}\"")).collect();
        let _ = writeln!(text, "# date_order = \"{first}\"{}", others.concat());
        return;
    }
    let decided: BTreeMap<String, (&str, &str)> = file
        .date_order
        .iter()
        .filter_map(|column| {
            let order = serde_json::to_value(column.order?).ok()?;
            let order = order.as_str()?.to_owned();
            Some((order, (column.column.as_str(), column.reason.as_str())))
        })
        .collect();
    let mark = if decided.len() == 1 { "" } else { "# " };
    for (order, (column, reason)) in decided {
        let _ = writeln!(
            text,
            "# Column “{}”: {}.\n{mark}date_order = {}",
            display_text(column),
            display_text(reason),
            quoted(&order)
        );
    }
}

/// Which header is read as which column. Headers that occur twice cannot be named.
fn columns(text: &mut String, file: &FileReport) {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    let mut second = Vec::new();
    for table in &file.tables {
        for (column, header) in &table.mapping {
            let is_own = !column.starts_with("scale_") && !header.trim().is_empty();
            let once = file.columns.iter().filter(|known| *known == header).count() == 1;
            let known = named.get(column.as_str()).copied();
            if in_doubt(file).any(|question| question.column == *column) {
                continue;
            }
            if is_own && once && known.is_none_or(|known| known == header) {
                named.insert(column, header);
            } else {
                second.push((column, header));
            }
        }
    }
    unread(text, file);
    if named.is_empty() && second.is_empty() && questions(file).next().is_none() {
        return;
    }
    let _ = writeln!(text, "\n[source.columns]");
    open_columns(text, file);
    for (column, header) in named {
        let _ = writeln!(text, "{column} = {}", quoted(header));
    }
    for (column, header) in second {
        let _ = writeln!(text, "# {column} is read from “{}”", display_text(header));
    }
}

/// What is open about a file.
pub(super) fn questions(file: &FileReport) -> impl Iterator<Item = &Question> {
    let ambiguities = file.ambiguities.iter();
    ambiguities.filter_map(|ambiguity| match ambiguity {
        AmbiguityReport::Open(question) => Some(question),
        AmbiguityReport::Statuses(_) | AmbiguityReport::Headers(_) => None,
    })
}

/// Columns of which it is not sure under which header they stand.
fn in_doubt(file: &FileReport) -> impl Iterator<Item = &ColumnQuestion> {
    questions(file).filter_map(|question| match question {
        Question::Column(question) => Some(question),
        _ => None,
    })
}

/// The questions about columns, with answers that are commented out.
fn open_columns(text: &mut String, file: &FileReport) {
    for question in questions(file) {
        let lines = match question {
            Question::Column(column) => {
                let _ = writeln!(text, "# {TO_DECIDE}: {}", display_text(&question.asked()));
                let headers = column.candidates.iter().map(|one| quoted(&one.header));
                let headers: Vec<String> = headers.chain(["\"\"".to_owned()]).collect();
                let (first, others) = (&headers[0], headers[1..].join(" or "));
                let or = if others.is_empty() { "" } else { "  # or " };
                vec![format!("# {} = {first}{or}{others}", column.column)]
            }
            Question::Header(header) => {
                let _ = writeln!(text, "# {TO_DECIDE}: {}", display_text(&question.asked()));
                vec![format!("# {}", header.line())]
            }
            Question::Table(table) => table.lines(),
            Question::Length(length) => {
                let _ = writeln!(text, "# {TO_DECIDE}: {}", display_text(&question.asked()));
                vec![format!("# {}", length.line())]
            }
            Question::Dates(_)
            | Question::Rows(_)
            | Question::Progress(_)
            | Question::Values(_)
            | Question::Phase(_)
            | Question::Stages(_) => Vec::new(),
        };
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
    }
}

/// The questions about values, with answers that are commented out.
fn open_values(text: &mut String, file: &FileReport) {
    for question in questions(file) {
        let lines = match question {
            Question::Values(values) => values.lines(),
            Question::Stages(stages) => stages.lines(),
            _ => continue,
        };
        let _ = writeln!(text, "\n# {TO_DECIDE}: {}", display_text(&question.asked()));
        for line in lines {
            let _ = writeln!(text, "# {line}");
        }
    }
}

/// The question when forms were filled in, with an answer that is commented out.
fn open_phase(text: &mut String, file: &FileReport) {
    for question in questions(file) {
        if let Question::Phase(phase) = question {
            let _ = writeln!(text, "\n# {TO_DECIDE}: {}", display_text(&question.asked()));
            for line in phase.lines() {
                let _ = writeln!(text, "# {line}");
            }
        }
    }
}

/// Lists the headers that nothing is read from.
fn unread(text: &mut String, file: &FileReport) {
    let read = |header: &&String| file.tables.iter().any(|table| table.reads(header));
    let rest: Vec<String> = file
        .columns
        .iter()
        .filter(|header| !header.trim().is_empty() && !read(header))
        .map(|header| format!("“{}”", display_text(header)))
        .collect();
    if rest.is_empty() {
        return;
    }
    let register = file.tables.iter().any(|table| table.table == Table::Pairs);
    let what = if register {
        "Kept as attributes of the pair"
    } else {
        "Columns that nothing is read from"
    };
    let _ = writeln!(text, "# {what}: {}.", rest.join(", "));
}
