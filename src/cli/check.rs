//! `check`: how the files were understood, before anybody relies on a figure.

use super::args::{CheckArgs, CheckFormat};
use super::failure::Failure;
use super::run::{self, Asked};
use crate::ingest::{AmbiguityReport, FileReport, Severity, Tally};
use crate::pipeline::{self, Reading};
use crate::programme::{Fate, display_text};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Entries of a file that are printed in full.
const ENTRIES_SHOWN: usize = 20;

/// Prints how every file was understood.
///
/// # Errors
/// The inputs cannot be read, or rows were rejected.
pub fn run(args: &CheckArgs) -> Result<(), Failure> {
    let mut inputs = args.inputs.clone();
    let strict = std::mem::take(&mut inputs.strict);
    let reading = run::read(&inputs, Asked::default())?;
    let text = match args.format {
        CheckFormat::Json => json(&reading)?,
        CheckFormat::Text => described(&reading).map_err(Failure::run)?,
    };
    io::stdout().write_all(text.as_bytes())?;
    let rejected = reading.ingested.ledger.rejections();
    if rejected > 0 {
        let note = if strict {
            ""
        } else {
            "; the other rows can be used"
        };
        return Err(Failure::Rejections(format!(
            "{rejected} rows were rejected{note}"
        )));
    }
    Ok(())
}

fn json(reading: &Reading) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&reading.ingested.files).map_err(Failure::run)?;
    Ok(text + "\n")
}

fn described(reading: &Reading) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for (number, file) in reading.ingested.files.iter().enumerate() {
        describe_file(&mut text, file)?;
        describe_entries(&mut text, reading, number)?;
        writeln!(text)?;
    }
    for path in &reading.ingested.unsupported {
        writeln!(
            text,
            "{}: not read, not a CSV or TSV file",
            display_text(path)
        )?;
    }
    let programme = reading.programme();
    writeln!(
        text,
        "{} pairs; stage model: {}",
        programme.pair_count(),
        programme.stage_model.title
    )?;
    if let Some(day) = programme.data_through {
        writeln!(text, "data through {day}")?;
    }
    Ok(text)
}

fn describe_file(text: &mut String, file: &FileReport) -> std::fmt::Result {
    writeln!(text, "{}", display_text(&file.path))?;
    let delimiter = if file.delimiter == '\t' {
        "tab".to_owned()
    } else {
        format!("“{}”", file.delimiter)
    };
    writeln!(
        text,
        "  {}, delimiter {delimiter}, {} header row(s), {} rows",
        file.encoding, file.header_rows, file.rows
    )?;
    if file.tables.is_empty() {
        writeln!(
            text,
            "  not recognised as any table: no column for a pair was found"
        )?;
    }
    for table in &file.tables {
        writeln!(text, "  table {}", word(&table.table))?;
        for (column, header) in &table.mapping {
            writeln!(text, "    {column} ← {}", display_text(header))?;
        }
    }
    for ambiguity in &file.ambiguities {
        let words = match ambiguity {
            AmbiguityReport::Dates(question) => question.to_string(),
            AmbiguityReport::Headers(sentence) => sentence.clone(),
        };
        writeln!(text, "  to decide: {words}")?;
    }
    for note in &file.notes {
        writeln!(text, "  note: {}", display_text(note))?;
    }
    for (table, tally) in &file.ledger.rows {
        writeln!(text, "  {}: {}", word(table), fates(tally))?;
    }
    Ok(())
}

fn fates(tally: &Tally) -> String {
    let counted = [
        (Fate::Used, tally.used),
        (Fate::Repeated, tally.repeated),
        (Fate::UnknownPair, tally.unknown_pair),
        (Fate::Footer, tally.footer),
        (Fate::Rejected, tally.rejected),
    ];
    let shown = counted
        .iter()
        .filter(|(_, rows)| *rows > 0)
        .map(|(fate, rows)| format!("{rows} {}", word(fate)));
    format!(
        "{} rows: {}",
        tally.rows,
        shown.collect::<Vec<_>>().join(", ")
    )
}

fn describe_entries(text: &mut String, reading: &Reading, file: usize) -> std::fmt::Result {
    let of_file = || {
        let entries = reading.ingested.ledger.entries.iter();
        entries.filter(|entry| {
            usize::from(entry.origin.file) == file && entry.severity != Severity::Note
        })
    };
    for entry in of_file().take(ENTRIES_SHOWN) {
        writeln!(
            text,
            "{}",
            display_text(&pipeline::sentence(entry, &reading.ingested))
        )?;
    }
    let more = of_file().count().saturating_sub(ENTRIES_SHOWN);
    if more > 0 {
        writeln!(
            text,
            "  and {more} more; the ledger of a report has them all"
        )?;
    }
    Ok(())
}

/// The word for a table or a fate in tables.
fn word(name: &impl serde::Serialize) -> String {
    match serde_json::to_value(name) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}
