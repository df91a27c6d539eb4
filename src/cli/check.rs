//! `check`: how the files were understood, before anybody relies on a figure.

use super::args::{CheckArgs, CheckFormat};
use super::failure::Failure;
use super::links;
use super::run::{self, Asked, Prepared};
use super::terminal::tell;
use super::words::{count, count_past};
use crate::ingest::{
    self, AmbiguityReport, FileReport, IngestError, Ledger, NearMiss, Severity, Tally, Unsupported,
    Unwatched, is_links,
};
use crate::pipeline::{self, Reading, RunError};
use crate::programme::{Programme, display_text};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Entries of a file that are printed in full.
const ENTRIES_SHOWN: usize = 20;

/// Prints how every file was understood.
///
/// # Errors
/// The inputs cannot be read, a question has to be answered first, or rows were rejected.
pub fn run(args: &CheckArgs) -> Result<(), Failure> {
    let mut inputs = args.inputs.clone();
    let strict = std::mem::take(&mut inputs.strict);
    let prepared = Prepared::new(&inputs, Asked::default())?;
    let understood = match prepared.read() {
        Ok(reading) => {
            prepared.check(&reading)?;
            Understood::of(reading)
        }
        Err(RunError::Ingest(error)) => {
            let inspected = ingest::inspect(&inputs.paths, &prepared.config, &Unwatched);
            match inspected {
                Ok(inspected) => Understood {
                    files: inspected.files,
                    ledger: inspected.ledger,
                    unsupported: inspected.unsupported,
                    programme: None,
                    suggestions: Vec::new(),
                    error: Some(error),
                },
                Err(_) => return Err(run::failure(error.into())),
            }
        }
        Err(error) => return Err(run::failure(error)),
    };
    prepared.warn(&understood.files);
    understood.print(args.format)?;
    links::offer(&understood.suggestions, &args.links)?;
    understood.outcome(strict)
}

/// How the files were understood, whether or not a programme can be made of them.
struct Understood {
    files: Vec<FileReport>,
    ledger: Ledger,
    unsupported: Vec<Unsupported>,
    programme: Option<Programme>,
    suggestions: Vec<NearMiss>,
    /// Why no programme can be made.
    error: Option<IngestError>,
}

impl Understood {
    fn of(reading: Reading) -> Self {
        let ingested = reading.ingested;
        Self {
            files: ingested.files,
            ledger: ingested.ledger,
            unsupported: ingested.unsupported,
            programme: Some(ingested.programme),
            suggestions: ingested.suggestions,
            error: None,
        }
    }

    fn print(&self, format: CheckFormat) -> Result<(), Failure> {
        let text = match format {
            CheckFormat::Json => self.as_json().map_err(Failure::run)? + "\n",
            CheckFormat::Text => self.described().map_err(Failure::run)?,
        };
        Ok(io::stdout().write_all(text.as_bytes())?)
    }

    /// How each file was understood, then what was not read, with why.
    fn as_json(&self) -> serde_json::Result<String> {
        let mut all = Vec::new();
        for file in &self.files {
            all.push(serde_json::to_value(file)?);
        }
        for skipped in &self.unsupported {
            all.push(serde_json::json!({ "path": skipped.path, "not_read": skipped.reason }));
        }
        serde_json::to_string_pretty(&all)
    }

    /// The end of the command: files without rows are understood as well as can be.
    fn outcome(self, strict: bool) -> Result<(), Failure> {
        match self.error {
            None => {}
            Some(error @ IngestError::NoRows { .. }) => {
                tell(format_args!("note: {error}"));
                return Ok(());
            }
            Some(error) => return Err(run::failure(error.into())),
        }
        let rejected = self.ledger.rejections();
        if rejected == 0 {
            return Ok(());
        }
        let note = if strict {
            ""
        } else {
            "; the other rows can be used"
        };
        let rejected = count_past(rejected, "row");
        Err(Failure::Rejections(format!("{rejected} rejected{note}")))
    }

    fn described(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        for (number, file) in self.files.iter().enumerate() {
            describe_file(&mut text, file)?;
            self.describe_entries(&mut text, number)?;
            writeln!(text)?;
        }
        for skipped in &self.unsupported {
            writeln!(text, "{}", skipped.sentence())?;
        }
        if let Some(programme) = &self.programme {
            let pairs = count(programme.pair_count() as u64, "pair");
            writeln!(
                text,
                "{pairs}; stage model: {}",
                programme.stage_model.title
            )?;
            for (cohort, forms) in &programme.unlinked_forms {
                let of = cohort.as_ref().map_or_else(String::new, |cohort| {
                    format!(" of cohort “{}”", display_text(cohort))
                });
                writeln!(
                    text,
                    "{}{of} without a name: counted, but of no pair",
                    count(*forms, "form")
                )?;
            }
            if let Some(day) = programme.data_through {
                writeln!(text, "data through {day}")?;
            }
        }
        Ok(text)
    }

    fn describe_entries(&self, text: &mut String, file: usize) -> std::fmt::Result {
        let of_file = || {
            let entries = self.ledger.entries.iter();
            entries.filter(|entry| {
                usize::from(entry.origin.file) == file && entry.severity != Severity::Note
            })
        };
        for entry in of_file().take(ENTRIES_SHOWN) {
            let sentence = pipeline::sentence_about(entry, &self.files[file].path);
            writeln!(text, "  {}", display_text(&sentence))?;
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
        "  {}, delimiter {delimiter}, {}, {}",
        file.encoding,
        count(file.header_rows, "header row"),
        count(file.rows, "row")
    )?;
    if is_links(&file.columns) {
        writeln!(text, "  names that were said to mean a pair")?;
    } else if file.left_out {
        writeln!(
            text,
            "  left out, as the configuration says (table = \"none\")"
        )?;
    } else if file.tables.is_empty() {
        writeln!(
            text,
            "  not recognised as any table; `mentorstat init` writes a configuration in which you can name it"
        )?;
    }
    describe_tables(text, file)?;
    for ambiguity in &file.ambiguities {
        let words = match ambiguity {
            AmbiguityReport::Open(question) => question.to_string(),
            AmbiguityReport::Statuses(statuses) => statuses.to_string(),
            AmbiguityReport::Headers(sentence) => display_text(sentence),
        };
        writeln!(text, "  to decide: {words}")?;
    }
    for note in &file.notes {
        writeln!(text, "  note: {}", display_text(note))?;
    }
    for (table, tally) in &file.ledger.rows {
        writeln!(text, "  {}: {}", table.name(), fates(tally))?;
    }
    Ok(())
}

/// The tables of a file with what each column of theirs is read from, and what is not read.
fn describe_tables(text: &mut String, file: &FileReport) -> std::fmt::Result {
    for table in &file.tables {
        writeln!(text, "  table {}", table.table.name())?;
        for (column, header) in &table.mapping {
            writeln!(text, "    {column} ← {}", display_text(header))?;
        }
    }
    if !file.tables.is_empty() && !file.unread.is_empty() {
        writeln!(text, "  not read: {}", listed(&file.unread))?;
    }
    if !file.attributes.is_empty() {
        let kept = listed(&file.attributes);
        writeln!(text, "  kept as attributes of pairs: {kept}")?;
    }
    Ok(())
}

/// Headers, the first of them if there are many.
fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = headers.iter().take(SHOWN);
    let shown: Vec<String> = shown
        .map(|header| format!("`{}`", display_text(header)))
        .collect();
    let more = headers.len().saturating_sub(SHOWN);
    let and = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    shown.join(", ") + &and
}

fn fates(tally: &Tally) -> String {
    let counted = [
        ("used", tally.used),
        ("repeated", tally.repeated),
        ("unknown pair", tally.unknown_pair),
        ("footer or empty", tally.footer),
        ("rejected", tally.rejected),
    ];
    let shown = counted.iter().filter(|(_, rows)| *rows > 0);
    let shown = shown.map(|(fate, rows)| format!("{rows} {fate}"));
    format!(
        "{}: {}",
        count(tally.rows, "row"),
        shown.collect::<Vec<_>>().join(", ")
    )
}
