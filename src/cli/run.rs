//! What every command that reads has in common: configuration, threads, progress.

use super::args::{DateOrderArg, Inputs};
use super::failure::Failure;
use super::progress::Bar;
use super::terminal::tell;
use super::words::{count, count_past};
use crate::config::{self, Config, ConfigFile, DateOrder, Flags, IsAmong, SeenFile};
use crate::ingest::{AmbiguityReport, FileReport, IngestError, Ledger, Question, header_position};
use crate::measures::{Kind, Registry};
use crate::output::PlacedWorkbook;
use crate::pipeline::{Reading, RunError};
use crate::programme::{Day, display_text};
use crate::summary::{SummaryError, own_columns};
use std::io::IsTerminal;
use std::path::Path;

/// What the command line asks for beside the inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The day to speak for.
    pub as_of: Option<Day>,
    /// The period as written.
    pub period: Option<&'a str>,
    /// Equal age in days.
    pub at_days: Option<u32>,
    /// Columns to group by.
    pub by: &'a [String],
    /// Whether each group is compared with each other.
    pub pairwise: bool,
    /// Attributes whose mix is made equal.
    pub adjust: &'a [String],
}

/// Reads the inputs under the configuration in force.
///
/// # Errors
/// Wrong usage or configuration; nothing to read; rejections where none may be.
pub fn read(inputs: &Inputs, asked: Asked<'_>) -> Result<Reading, Failure> {
    let prepared = Prepared::new(inputs, asked)?;
    let reading = prepared.read().map_err(failure)?;
    prepared.check(&reading)?;
    prepared.warn(&reading.ingested.files);
    Ok(reading)
}

/// What was typed behind the name of the program; what is no text is shown as well as it can be.
pub fn arguments() -> Vec<String> {
    let typed = std::env::args_os().skip(1);
    typed
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

/// Everything that is settled before the inputs are read.
pub struct Prepared<'a> {
    inputs: &'a Inputs,
    file: Option<ConfigFile>,
    /// The configuration in force.
    pub config: Config,
}

impl<'a> Prepared<'a> {
    /// Settles the configuration and the threads.
    ///
    /// # Errors
    /// Wrong usage or configuration.
    pub fn new(inputs: &'a Inputs, asked: Asked<'_>) -> Result<Self, Failure> {
        let file = config_file(inputs)?;
        let config = Config::resolve(file.as_ref(), &flags(inputs, asked)?);
        let config = config.map_err(Failure::usage)?;
        use_threads(inputs.threads);
        Ok(Self {
            inputs,
            file,
            config,
        })
    }

    /// Reads the inputs.
    ///
    /// # Errors
    /// Nothing to read; rejections where none may be.
    pub fn read(&self) -> Result<Reading, RunError> {
        let bar = Bar::new(!self.inputs.quiet && std::io::stderr().is_terminal());
        let reading = Reading::of(&self.inputs.paths, self.config.clone(), &bar);
        bar.finish();
        reading
    }

    /// Refuses measures in the configuration that there are not.
    ///
    /// # Errors
    /// Wrong configuration.
    pub fn check(&self, reading: &Reading) -> Result<(), Failure> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let measures = reading.registry.measures().iter();
        let ids: Vec<&str> = measures
            .clone()
            .map(|measure| measure.id.as_str())
            .collect();
        file.check_scales(&names_taken(&reading.registry))
            .map_err(Failure::usage)?;
        file.check_measures(&ids).map_err(Failure::usage)?;
        let shares = measures.filter(|measure| matches!(measure.kind, Kind::Share | Kind::Flag));
        let shares: Vec<&str> = shares.map(|measure| measure.id.as_str()).collect();
        file.check_shares(&shares).map_err(Failure::usage)
    }

    /// Says on standard error what the configuration says in vain. Where single files were named,
    /// it may speak about others.
    pub fn warn(&self, files: &[FileReport]) {
        let seen: Vec<_> = files
            .iter()
            .map(|file| SeenFile {
                path: &file.path,
                headers: &file.columns,
            })
            .collect();
        for caution in self.file.iter().filter_map(ConfigFile::cautions) {
            tell(format_args!("warning: {caution}"));
        }
        if self.inputs.paths.iter().any(|path| path.is_dir()) {
            let is_among: IsAmong = |headers, wanted| header_position(headers, wanted).is_some();
            let unmet = self
                .file
                .iter()
                .flat_map(|file| file.unmet(&seen, is_among));
            for unmet in unmet {
                tell(format_args!("warning: {unmet}"));
            }
        }
    }
}

/// Names of columns and measures. A measure of two columns, which have other names, has its own in
/// headlines and long tables all the same.
fn names_taken(registry: &Registry) -> Vec<String> {
    let ids = registry.measures().iter();
    let ids = ids.filter(|measure| measure.kind.suffixes() != [""]);
    own_columns(registry)
        .chain(ids.map(|measure| measure.id.clone()))
        .collect()
}

fn config_file(inputs: &Inputs) -> Result<Option<ConfigFile>, Failure> {
    let path = inputs
        .config
        .clone()
        .or_else(|| config::find(&inputs.paths));
    path.map(|path| ConfigFile::read(&path))
        .transpose()
        .map_err(Failure::usage)
}

fn flags(inputs: &Inputs, asked: Asked<'_>) -> Result<Flags, Failure> {
    Ok(Flags {
        as_of: asked.as_of,
        period: asked.period.map(str::to_owned),
        at_days: asked.at_days,
        by: asked.by.to_vec(),
        pairwise: asked.pairwise,
        adjust: asked.adjust.to_vec(),
        filters: inputs
            .filters
            .iter()
            .map(|text| filter(text))
            .collect::<Result<_, _>>()?,
        date_order: inputs.date_order.map(date_order),
        strict: inputs.strict,
        partitions: inputs.partitions.map(usize::from),
    })
}

const fn date_order(argument: DateOrderArg) -> DateOrder {
    match argument {
        DateOrderArg::Dmy => DateOrder::Dmy,
        DateOrderArg::Mdy => DateOrder::Mdy,
        DateOrderArg::Ymd => DateOrder::Ymd,
    }
}

/// A day as typed: `YYYY-MM-DD`, or `today`, the only look at the clock that there is.
///
/// # Errors
/// The text is neither.
pub fn day(text: &str) -> Result<Day, Failure> {
    if text == "today" {
        return Ok(Day::from(chrono::Local::now().date_naive()));
    }
    let wrong = || {
        Failure::Usage(format!(
            "“{text}” is not a date; write it as YYYY-MM-DD, for example 2026-09-30"
        ))
    };
    Day::from_iso(text).ok_or_else(wrong)
}

fn filter(text: &str) -> Result<(String, String), Failure> {
    let parts = text
        .split_once('=')
        .map(|(column, value)| (column.trim().to_owned(), value.trim().to_owned()));
    parts.ok_or_else(|| {
        Failure::Usage(format!(
            "--where {text}: write it as COLUMN=VALUE, for example site=Hillside"
        ))
    })
}

fn use_threads(threads: Option<u16>) {
    if let Some(threads) = threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        // Fails only where the pool exists already, as when tests call this twice.
        let _ = pool.build_global();
    }
}

/// Why a run failed, with the exit status that fits.
pub fn failure(error: RunError) -> Failure {
    match error {
        RunError::Rejections { .. } => Failure::Rejections(error.to_string()),
        RunError::Summary(SummaryError::NoPairs(_)) => Failure::run(error),
        RunError::Summary(_)
        | RunError::Grouping(_)
        | RunError::NamesPeople { .. }
        | RunError::Period(_)
        | RunError::Ingest(IngestError::Setting { .. }) => Failure::usage(error),
        RunError::Ingest(_) | RunError::Output(_) | RunError::Page(_) | RunError::Workbook(_) => {
            Failure::run(error)
        }
    }
}

/// Says on standard error what somebody should know before relying on what was read.
pub fn warn(reading: &Reading, quiet: bool) {
    let logo = reading.config.brand.logo.as_ref();
    let is_logo = |path: &str| logo.is_some_and(|logo| Path::new(path).ends_with(&logo.file));
    let unsupported = reading.ingested.unsupported.iter();
    for skipped in unsupported.filter(|skipped| !quiet && !is_logo(&skipped.path)) {
        tell(format_args!("note: {}", skipped.sentence()));
    }
    // That a file is not recognised, and when forms were filled in, stands among the cautions.
    let is_cautioned =
        |question: &&Question| matches!(question, Question::Table(_) | Question::Phase(_));
    let open = questions(&reading.ingested.files);
    for question in open.filter(|question| !is_cautioned(question)) {
        tell(format_args!("warning: {}", set_aside(question)));
    }
    for caution in &reading.ingested.cautions {
        tell(format_args!("warning: {caution}"));
    }
    if let Some(told) = reading.about_the_end() {
        tell(format_args!("warning: {told}"));
    }
    for file in &reading.ingested.unclear_status {
        tell(format_args!(
            "warning: {}: {file}",
            display_text(&file.path)
        ));
    }
    warn_of_rows(&reading.ingested.ledger);
}

/// What is not read until a question has an answer, with the question.
fn set_aside(question: &Question) -> String {
    match question {
        Question::Dates(_) => format!("the dates of a column are set aside: {question}"),
        Question::Column(_) | Question::Header(_) => {
            format!("a column is set aside: {question}")
        }
        Question::Progress(_) => format!("the progress of a file is set aside: {question}"),
        Question::Rows(_) | Question::Table(_) => {
            format!("a file is set aside: {}", question.asked())
        }
        Question::Length(_) => format!("the lengths of meetings are set aside: {question}"),
        Question::Phase(_) => question.to_string(),
        Question::Stages(_) => format!("stages that no model has are not read: {question}"),
        Question::Values(_) => format!("values can be read in more than one way: {question}"),
    }
}

/// Says how many rows came to nothing.
fn warn_of_rows(ledger: &Ledger) {
    let rejected = ledger.rejections();
    if rejected > 0 {
        let rejected = count_past(rejected, "row");
        tell(format_args!(
            "warning: {rejected} rejected; `mentorstat check` says which and why"
        ));
    }
    let unknown: u64 = ledger
        .tallies
        .values()
        .map(|tally| tally.unknown_pair)
        .sum();
    if unknown > 0 {
        let matches = if unknown == 1 { "matches" } else { "match" };
        let unknown = count(unknown, "row");
        tell(format_args!(
            "warning: {unknown} {matches} no pair; `mentorstat check` says which"
        ));
    }
}

/// For which day something speaks, and how far each file reaches.
pub fn newest(reading: &Reading, date: Day) -> String {
    let files = reading.programme().files.iter();
    let reach =
        files.filter_map(|file| Some(format!("{} to {}", display_text(&file.path), file.newest?)));
    format!(
        "as of {date}; records: {}",
        reach.collect::<Vec<_>>().join(", ")
    )
}

/// Says on standard error where the new workbook stands, if somebody has filled in the old one.
pub fn tell_of_kept(placed: &PlacedWorkbook) {
    for kept in &placed.kept {
        tell(format_args!(
            "note: {} was changed since it was made and stays as it is; the new list is {}. Put the filled-in one \
             among the records to have its contacts counted.",
            display_text(&kept.to_string_lossy()),
            display_text(&placed.path.to_string_lossy())
        ));
    }
}

/// Questions about what no figure needs.
fn questions(files: &[FileReport]) -> impl Iterator<Item = &Question> {
    let ambiguities = files.iter().flat_map(|file| &file.ambiguities);
    ambiguities.filter_map(|ambiguity| match ambiguity {
        AmbiguityReport::Open(question) => Some(question),
        AmbiguityReport::Statuses(_) | AmbiguityReport::Headers(_) => None,
    })
}
