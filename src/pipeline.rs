//! The run: the only file that knows every stage.

use crate::config::Config;
use crate::ingest::columns::Column;
use crate::ingest::{self, Entry, Fetch, IngestError, Ingested, Ledger, Severity, Watch};
use crate::measures::{AsOf, Registry, StageNorms, unused_records};
use crate::output::{InputFile, MANIFEST_FILE, Manifest, OutputError, ReportedPeriod, Staging};
use crate::programme::{Day, Fate, Origin, Programme, Table, is_filled};
use crate::report::comparison::{self, Comparing};
use crate::report::document::Document;
use crate::report::effectiveness::{self, Audience, Brief, Records};
use crate::report::{html, markdown, write_ledger};
use crate::summary::{
    self, Analysis, CodingKey, GroupingError, Period, PeriodError, Study, Summarised, Summary,
    SummaryError, SupportList, SupportRow,
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
        "“{0}” names a participant and would stand in the shared report; change the notes, the name of the programme, file or group"
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

    /// Compares the groups of what was summed up.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn study(&self, summed: &Summarised) -> Result<Study, SummaryError> {
        summary::study(self.programme(), &self.config, &self.registry, summed, SEED)
    }

    /// The ledger as of a date: rows that are used in the files but not in the figures move to
    /// where they belong, each with an entry.
    #[must_use]
    pub fn ledger(&self, date: Day) -> Ledger {
        let mut ledger = self.ingested.ledger.clone();
        for (table, origin, fate) in self.unused(date) {
            if origin.counted
                && let Some(tally) = ledger.tallies.get_mut(&(origin.file, table))
            {
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
    let rows = ingested.ledger.rejections();
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
    row.last_issue = texts(&row.issue_records, fetch, Column::is_issue);
    row.last_actions = texts(&row.action_records, fetch, Column::is_action);
}

/// The filled cells of some columns in some records, in their order.
fn texts(
    records: &[Origin],
    fetch: &mut Fetch<'_>,
    is_wanted: fn(Column) -> bool,
) -> Option<String> {
    let mut texts = Vec::new();
    for record in records {
        let cells = fetch.record(*record, Table::Sessions).unwrap_or_default();
        let wanted = cells
            .into_iter()
            .filter(|(column, _, text)| column.is_some_and(is_wanted) && is_filled(text));
        texts.extend(wanted.map(|(_, _, text)| text));
    }
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
    /// What the codes of pairs and mentors are made from; without it they hold for one run only.
    pub key: Option<CodingKey>,
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
    let study = reading.study(&summed)?;
    let shared = summary::protect(&summed.summary, reading.config.suppression_k);
    let shared_study = summary::protect_study(&study, &summed.summary, &shared);
    for (audience, summary, study) in [
        (Audience::Shared, &shared, &shared_study),
        (Audience::Internal, &summed.summary, &study),
    ] {
        let brief = Brief {
            summary,
            registry: &reading.registry,
            config: &reading.config,
            records: &records,
            audience,
        };
        write_audience(&mut staging, &brief, study)?;
    }
    write_internal(&mut staging, reading, &summed, &ledger)?;
    write_analysis(&mut staging, reading, &summed, destination.key.as_ref())?;
    let mut files: Vec<String> = staging.outputs().iter().cloned().collect();
    files.push(MANIFEST_FILE.to_owned());
    let folder = staging.publish(&manifest(reading, &ledger, &period, destination))?;
    Ok(Written { folder, files })
}

/// Refuses what would carry names into the shared report: columns that name people, and names in
/// the texts that it takes over as they are.
fn refuse_names(reading: &Reading, destination: &Destination<'_>) -> Result<(), RunError> {
    let filtered = reading.config.filters.iter().map(|(column, _)| column);
    let grouped = reading.config.by.iter().chain(&reading.config.adjust);
    let columns: Vec<String> = grouped.chain(filtered).cloned().collect();
    summary::refuse_identifying(reading.programme(), &columns)?;
    let paths = reading
        .programme()
        .files
        .iter()
        .map(|file| file.path.as_str());
    let notes = destination.notes.as_deref();
    let groups = summary::group_names(reading.programme(), &reading.config.by);
    let texts: Vec<&str> = [reading.config.programme.as_str()]
        .into_iter()
        .chain(notes)
        .chain(paths)
        .chain(groups)
        .chain(
            reading
                .config
                .filters
                .iter()
                .map(|(_, value)| value.as_str()),
        )
        .collect();
    match summary::named_person(reading.programme(), &texts) {
        None => Ok(()),
        Some(text) => Err(RunError::NamesPeople(text.chars().take(60).collect())),
    }
}

/// What may be handed on to one audience: the document, its pictures, its tables.
fn write_audience(staging: &mut Staging, brief: &Brief<'_>, study: &Study) -> Result<(), RunError> {
    let folder = match brief.audience {
        Audience::Shared => "share",
        Audience::Internal => "internal",
    };
    let comparing = Comparing {
        brief: *brief,
        study,
    };
    for (name, document) in [
        ("effectiveness", effectiveness::compose(brief)),
        ("comparison", comparison::compose(&comparing)),
    ] {
        let page = html::render(&document).map_err(|error| RunError::Page(error.to_string()))?;
        staging.write(&format!("{folder}/{name}.html"), page.as_bytes())?;
        if brief.audience == Audience::Shared {
            write_shared_document(staging, name, &document)?;
        }
    }
    write_tables(staging, folder, brief, study)
}

fn write_shared_document(
    staging: &mut Staging,
    name: &str,
    document: &Document,
) -> Result<(), RunError> {
    let text = markdown::render(document, "charts");
    staging.write(&format!("share/{name}.md"), text.as_bytes())?;
    for (name, picture) in document.pictures() {
        staging.write(&format!("share/charts/{name}"), picture.as_bytes())?;
    }
    Ok(())
}

fn write_tables(
    staging: &mut Staging,
    folder: &str,
    brief: &Brief<'_>,
    study: &Study,
) -> Result<(), RunError> {
    let summary: &Summary = brief.summary;
    let tables = format!("{folder}/tables");
    write_table(staging, &format!("{tables}/measures.csv"), |out| {
        Ok(summary::write_measures(summary, out)?)
    })?;
    write_table(staging, &format!("{tables}/periods.csv"), |out| {
        Ok(summary::write_periods(summary, out)?)
    })?;
    write_table(staging, &format!("{tables}/comparisons.csv"), |out| {
        Ok(summary::write_contrasts(study, out)?)
    })?;
    write_table(staging, &format!("{tables}/curves.csv"), |out| {
        Ok(summary::write_curves(study, out)?)
    })?;
    write_table(staging, &format!("{tables}/transitions.csv"), |out| {
        Ok(summary::write_transitions(summary, out)?)
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

/// Tables for further analysis, coded.
fn write_analysis(
    staging: &mut Staging,
    reading: &Reading,
    summed: &Summarised,
    key: Option<&CodingKey>,
) -> Result<(), RunError> {
    let (programme, config) = (reading.programme(), &reading.config);
    let analysis = Analysis::of(programme, config, &reading.registry, summed, key)?;
    write_table(staging, "internal/analysis/pairs.csv", |out| {
        analysis.write_pairs(out).map_err(io::Error::other)
    })?;
    write_table(staging, "internal/analysis/sessions.csv", |out| {
        Ok(analysis.write_sessions(out)?)
    })?;
    write_table(staging, "internal/analysis/goals.csv", |out| {
        Ok(analysis.write_goals(out)?)
    })?;
    write_table(staging, "internal/analysis/answers.csv", |out| {
        Ok(analysis.write_answers(out)?)
    })?;
    write_table(staging, "internal/analysis/columns.csv", |out| {
        Ok(summary::write_analysis_columns(out)?)
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
