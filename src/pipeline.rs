//! The run: the only file that knows every stage.

use crate::config::Config;
use crate::ingest::{self, Entry, Fetch, IngestError, Ingested, Ledger, Severity, Watch};
use crate::measures::{AsOf, Registry, StageNorms, unused_records};
use crate::output::{InputFile, MANIFEST_FILE, Manifest, OutputError, ReportedPeriod, Staging};
use crate::programme::{Day, Fate, Origin, Programme, Table, is_filled};
use crate::report::document::Document;
use crate::report::effectiveness::{self, Audience, Brief, Records};
use crate::report::{html, markdown, write_ledger};
use crate::summary::{
    self, GroupingError, Period, PeriodError, Summarised, Summary, SummaryError, SupportList,
    SupportRow,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Random methods begin here; the manifest says so.
const SEED: u64 = 20_260_930;

/// Why no report could be made.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Nothing could be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// What was read cannot be summed up as asked.
    #[error(transparent)]
    Summary(#[from] SummaryError),
    /// A shared report may not be grouped like that.
    #[error(transparent)]
    Grouping(#[from] GroupingError),
    /// A text that the shared report takes over names a participant.
    #[error(
        "“{0}” names a participant and would stand in the shared report; change the notes, the programme's name or the file's name"
    )]
    NamesPeople(String),
    /// The period cannot be settled.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The outputs cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Rows were rejected where none may be.
    #[error("{}; nothing was written\n{examples}", rejected(*rows))]
    Rejections {
        /// How many.
        rows: u64,
        /// The first of them, a line each.
        examples: String,
    },
    /// The program itself failed at putting a page together.
    #[error("the report could not be put together: {0}")]
    Page(String),
}

fn rejected(rows: u64) -> String {
    if rows == 1 {
        "1 row was rejected".to_owned()
    } else {
        format!("{rows} rows were rejected")
    }
}

/// Everything read, with the measures that it allows.
#[derive(Debug)]
pub struct Reading {
    /// The configuration in force.
    pub config: Config,
    /// What was read.
    pub ingested: Ingested,
    /// What is measured.
    pub registry: Registry,
}

impl Reading {
    /// Reads the inputs.
    ///
    /// # Errors
    /// Nothing could be read; or rows were rejected and the configuration is strict.
    pub fn of(inputs: &[PathBuf], config: Config, watch: &dyn Watch) -> Result<Self, RunError> {
        let ingested = ingest::read(inputs, &config, watch)?;
        if config.strict {
            refuse_rejections(&ingested)?;
        }
        let registry = Registry::new(&ingested.programme.stage_model, &config.rules);
        Ok(Self {
            config,
            ingested,
            registry,
        })
    }

    /// The programme that was read.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.ingested.programme
    }

    /// How long pairs usually stay in each stage, as of a date.
    #[must_use]
    pub fn norms(&self, date: Day) -> StageNorms {
        StageNorms::collect(self.programme(), &self.config.rules, date)
    }

    /// The constants of measuring as of a date.
    #[must_use]
    pub fn as_of<'a>(&'a self, norms: &'a StageNorms, date: Day) -> AsOf<'a> {
        AsOf::new(self.programme(), &self.config.rules, norms, date)
    }

    /// The period that is spoken about.
    ///
    /// # Errors
    /// What was asked for does not fit, or the records name no day.
    pub fn period(&self) -> Result<Period, PeriodError> {
        summary::period_of(self.programme(), &self.config)
    }

    /// Measures every pair and sums up. The support list has the texts of its last records.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn summarise(&self) -> Result<Summarised, SummaryError> {
        let mut summed = summary::summarise(self.programme(), &self.config, &self.registry)?;
        fetch_texts(&mut summed.support, &self.ingested);
        Ok(summed)
    }

    /// The ledger as of a date: rows that are used in the files but not in the figures move to
    /// where they belong, each with an entry.
    #[must_use]
    pub fn ledger(&self, date: Day) -> Ledger {
        let mut ledger = self.ingested.ledger.clone();
        for (table, origin, fate) in self.unused(date) {
            if let Some(tally) = ledger.tallies.get_mut(&(origin.file, table)) {
                tally.move_used(fate);
            }
            ledger.entries.push(unused_entry(table, origin, fate, date));
        }
        ledger.entries.sort();
        ledger
    }

    fn unused(&self, date: Day) -> Vec<(Table, Origin, Fate)> {
        let norms = StageNorms::default();
        let as_of = self.as_of(&norms, date);
        let programme = self.programme();
        let of_partition = |partition: &crate::programme::Partition| {
            let mut unused = Vec::new();
            for history in partition.histories(programme) {
                unused_records(&history, &as_of, |table, origin, fate| {
                    unused.push((table, origin, fate));
                });
            }
            unused
        };
        programme
            .partitions
            .par_iter()
            .flat_map_iter(of_partition)
            .collect()
    }
}

fn refuse_rejections(ingested: &Ingested) -> Result<(), RunError> {
    let rows: u64 = ingested
        .ledger
        .tallies
        .values()
        .map(|tally| tally.rejected)
        .sum();
    if rows == 0 {
        return Ok(());
    }
    let errors = ingested
        .ledger
        .entries
        .iter()
        .filter(|entry| entry.severity == Severity::Error);
    let examples: Vec<String> = errors
        .take(5)
        .map(|entry| sentence(entry, ingested))
        .collect();
    Err(RunError::Rejections {
        rows,
        examples: examples.join("\n"),
    })
}

/// An entry of the ledger as a line for a person.
#[must_use]
pub fn sentence(entry: &Entry, ingested: &Ingested) -> String {
    let path = ingested
        .programme
        .files
        .get(usize::from(entry.origin.file))
        .map_or("?", |file| file.path.as_str());
    sentence_about(entry, path)
}

/// An entry of the ledger about a file as a line for a person.
#[must_use]
pub fn sentence_about(entry: &Entry, path: &str) -> String {
    let column = if entry.column.is_empty() {
        String::new()
    } else {
        format!(", {}", entry.column)
    };
    let value = if entry.value.is_empty() {
        String::new()
    } else {
        format!(" “{}”", entry.value)
    };
    format!(
        "  {path}:{}{column}:{value} {}; {}",
        entry.origin.line, entry.rule, entry.consequence
    )
}

fn unused_entry(table: Table, origin: Origin, fate: Fate, date: Day) -> Entry {
    let rule = match fate {
        Fate::AfterAsOf => format!("dated after the as-of date {date}"),
        Fate::AfterEnd => "dated after the end of its pair".to_owned(),
        _ => format!("of a pair of which nothing is known on {date}"),
    };
    Entry {
        origin,
        table: Some(table),
        column: String::new(),
        value: String::new(),
        rule,
        severity: Severity::Note,
        consequence: "the row does not count".to_owned(),
    }
}

/// Reads again the issues and actions of the last records of the pairs on the list. A record
/// that cannot be read again leaves its cells empty: the list itself does not rest on them.
fn fetch_texts(list: &mut SupportList, ingested: &Ingested) {
    list.rows.par_chunks_mut(256).for_each(|rows| {
        let mut fetch = ingested.texts.fetch();
        for row in rows {
            fetch_last_texts(row, &mut fetch);
        }
    });
}

fn fetch_last_texts(row: &mut SupportRow, fetch: &mut Fetch<'_>) {
    let mut issues = Vec::new();
    let mut actions = Vec::new();
    for origin in &row.last_records {
        let Ok(cells) = fetch.record(*origin, Table::Sessions) else {
            continue;
        };
        for (column, _, text) in cells.into_iter().filter(|(_, _, text)| is_filled(text)) {
            match column {
                Some(column) if column.is_issue() => issues.push(text),
                Some(column) if column.is_action() => actions.push(text),
                _ => {}
            }
        }
    }
    row.last_issue = joined(issues);
    row.last_actions = joined(actions);
}

fn joined(mut texts: Vec<String>) -> Option<String> {
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Where the outputs go and what the manifest says of the run.
#[derive(Clone, Debug)]
pub struct Destination<'a> {
    /// The folder in which the folder of the period is made.
    pub out: &'a Path,
    /// Whether a folder that is not ours may be overwritten.
    pub force: bool,
    /// The command line after the name of the program.
    pub arguments: Vec<String>,
    /// The programme's own notes, as written.
    pub notes: Option<String>,
}

/// The folder that was made and the files in it, relative to it.
#[derive(Clone, Debug)]
pub struct Written {
    /// The folder of the period.
    pub folder: PathBuf,
    /// The files, by path.
    pub files: Vec<String>,
}

/// Makes all reports of the period.
///
/// # Errors
/// What was asked for does not fit the records, or the outputs cannot be written; then nothing is.
pub fn report(reading: &Reading, destination: &Destination<'_>) -> Result<Written, RunError> {
    refuse_names(reading, destination)?;
    let period = reading.period()?;
    let folder = destination.out.join(&period.span.label);
    let mut staging = Staging::begin(&folder, destination.force)?;
    let summed = reading.summarise()?;
    let ledger = reading.ledger(period.span.to);
    let records = records(reading, &ledger, destination.notes.clone());
    let shared = summary::protect(&summed.summary, reading.config.suppression_k);
    for (audience, summary) in [
        (Audience::Shared, &shared),
        (Audience::Internal, &summed.summary),
    ] {
        let brief = Brief {
            summary,
            registry: &reading.registry,
            config: &reading.config,
            records: &records,
            audience,
        };
        write_audience(&mut staging, &brief)?;
    }
    write_internal(&mut staging, reading, &summed, &ledger)?;
    let mut files: Vec<String> = staging.outputs().iter().cloned().collect();
    files.push(MANIFEST_FILE.to_owned());
    let folder = staging.publish(&manifest(reading, &ledger, &period, destination))?;
    Ok(Written { folder, files })
}

/// Refuses what would carry names into the shared report: columns that name people, and names in
/// the texts that it takes over as they are.
fn refuse_names(reading: &Reading, destination: &Destination<'_>) -> Result<(), RunError> {
    let filtered = reading.config.filters.iter().map(|(column, _)| column);
    let columns: Vec<String> = reading.config.by.iter().chain(filtered).cloned().collect();
    summary::refuse_identifying(reading.programme(), &columns)?;
    let paths = reading
        .programme()
        .files
        .iter()
        .map(|file| file.path.as_str());
    let notes = destination.notes.as_deref();
    let texts: Vec<&str> = [reading.config.programme.as_str()]
        .into_iter()
        .chain(notes)
        .chain(paths)
        .collect();
    match summary::named_person(reading.programme(), &texts) {
        None => Ok(()),
        Some(text) => Err(RunError::NamesPeople(text.chars().take(60).collect())),
    }
}

/// What may be handed on to one audience: the document, its pictures, its tables.
fn write_audience(staging: &mut Staging, brief: &Brief<'_>) -> Result<(), RunError> {
    let folder = match brief.audience {
        Audience::Shared => "share",
        Audience::Internal => "internal",
    };
    let document = effectiveness::compose(brief);
    let page = html::render(&document).map_err(|error| RunError::Page(error.to_string()))?;
    staging.write(&format!("{folder}/effectiveness.html"), page.as_bytes())?;
    if brief.audience == Audience::Shared {
        write_shared_document(staging, &document)?;
    }
    write_tables(staging, folder, brief.summary, brief)
}

fn write_shared_document(staging: &mut Staging, document: &Document) -> Result<(), RunError> {
    let text = markdown::render(document, "charts");
    staging.write("share/effectiveness.md", text.as_bytes())?;
    for (name, picture) in document.pictures() {
        staging.write(&format!("share/charts/{name}"), picture.as_bytes())?;
    }
    Ok(())
}

fn write_tables(
    staging: &mut Staging,
    folder: &str,
    summary: &Summary,
    brief: &Brief<'_>,
) -> Result<(), RunError> {
    let tables = format!("{folder}/tables");
    write_table(staging, &format!("{tables}/measures.csv"), |out| {
        Ok(summary::write_measures(summary, out)?)
    })?;
    write_table(staging, &format!("{tables}/periods.csv"), |out| {
        Ok(summary::write_periods(summary, out)?)
    })?;
    write_table(staging, &format!("{tables}/columns.csv"), |out| {
        Ok(summary::write_columns(brief.registry, out)?)
    })
}

/// What names people: pairs, goals, the support list and the ledger.
fn write_internal(
    staging: &mut Staging,
    reading: &Reading,
    summed: &Summarised,
    ledger: &Ledger,
) -> Result<(), RunError> {
    write_table(staging, "internal/pairs.csv", |out| {
        summary::write_pairs(&summed.pairs, out).map_err(io::Error::other)
    })?;
    write_table(staging, "internal/goals.csv", |out| {
        Ok(summary::write_goals(&summed.goals, out)?)
    })?;
    write_table(staging, "internal/support.csv", |out| {
        Ok(summary::write_support(&summed.support, out)?)
    })?;
    let paths: Vec<&str> = reading
        .programme()
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    write_table(staging, "internal/ledger.csv", |out| {
        Ok(write_ledger(ledger, &paths, out)?)
    })
}

fn write_table(
    staging: &mut Staging,
    name: &str,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), RunError> {
    Ok(staging.write_with(name, write)?)
}

fn records(reading: &Reading, ledger: &Ledger, notes: Option<String>) -> Records {
    let tallies = ledger
        .tallies
        .iter()
        .map(|((_, table), tally)| (*table, *tally));
    let unclear = &reading.ingested.unclear_status;
    let (unclear, of) = unclear.iter().fold((0, 0), |sums, file| {
        (sums.0 + file.unclear, sums.1 + file.of)
    });
    Records::new(input_files(reading), tallies, &ledger.entries, notes)
        .with_unclear_status(unclear, of)
}

fn input_files(reading: &Reading) -> Vec<InputFile> {
    let files = reading.ingested.files.iter().map(|file| InputFile {
        path: file.path.clone(),
        size: file.size,
        rows: file.rows,
        sha256: file.sha256.clone(),
    });
    files.collect()
}

fn manifest(
    reading: &Reading,
    ledger: &Ledger,
    period: &Period,
    destination: &Destination<'_>,
) -> Manifest {
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        arguments: destination.arguments.clone(),
        config: reading.config.clone(),
        as_of: period.span.to,
        period: ReportedPeriod {
            name: period.span.label.clone(),
            from: period.span.from,
            to: period.span.to,
        },
        inputs: input_files(reading),
        counts: counts(reading, ledger),
        seed: SEED,
    }
}

fn counts(reading: &Reading, ledger: &Ledger) -> BTreeMap<String, u64> {
    let mut all = crate::ingest::Tally::default();
    ledger.tallies.values().for_each(|tally| all.absorb(tally));
    let rows = [
        ("pairs", reading.programme().pair_count() as u64),
        ("rows", all.rows),
        ("rows_used", all.used),
        ("rows_repeated", all.repeated),
        ("rows_after_as_of", all.after_as_of),
        ("rows_after_end", all.after_end),
        ("rows_not_yet_started", all.not_yet_started),
        ("rows_unknown_pair", all.unknown_pair),
        ("rows_footer", all.footer),
        ("rows_rejected", all.rejected),
        ("ledger_entries", ledger.entries.len() as u64),
    ];
    rows.map(|(name, count)| (name.to_owned(), count)).into()
}
