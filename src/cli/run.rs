//! What every command that reads has in common: configuration, threads, progress.

use super::args::{DateOrderArg, Inputs};
use super::failure::Failure;
use super::progress::Bar;
use crate::config::{self, Config, ConfigFile, DateOrder, Flags};
use crate::ingest::IngestError;
use crate::pipeline::{Reading, RunError};
use crate::programme::Day;
use std::io::IsTerminal;

/// What the command line asks for beside the inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The day to speak for: a date or `today`.
    pub as_of: Option<&'a str>,
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
    let file = config_file(inputs)?;
    let config = Config::resolve(file.as_ref(), &flags(inputs, asked)?).map_err(Failure::usage)?;
    use_threads(inputs.threads)?;
    let bar = Bar::new(!inputs.quiet && std::io::stderr().is_terminal());
    let reading = Reading::of(&inputs.paths, config, &bar).map_err(failure);
    bar.finish();
    let reading = reading?;
    let ids: Vec<&str> = reading
        .registry
        .measures()
        .iter()
        .map(|measure| measure.id.as_str())
        .collect();
    if let Some(file) = &file {
        file.check_measures(&ids).map_err(Failure::usage)?;
    }
    Ok(reading)
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
        as_of: asked.as_of.map(day).transpose()?,
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
        partitions: inputs.partitions,
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

fn use_threads(threads: Option<usize>) -> Result<(), Failure> {
    let Some(threads) = threads else {
        return Ok(());
    };
    if threads == 0 {
        return Err(Failure::Usage("--threads must be at least 1".to_owned()));
    }
    // Fails only where the pool exists already, as when tests call this twice.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global();
    Ok(())
}

/// Why a run failed, with the exit status that fits.
pub fn failure(error: RunError) -> Failure {
    match error {
        RunError::Rejections { .. } => Failure::Rejections(error.to_string()),
        RunError::Summary(_)
        | RunError::Grouping(_)
        | RunError::NamesPeople(_)
        | RunError::Period(_)
        | RunError::Ingest(IngestError::Setting { .. }) => Failure::usage(error),
        RunError::Ingest(_) | RunError::Output(_) | RunError::Page(_) => Failure::run(error),
    }
}

/// Says on standard error what somebody should know before relying on what was read.
pub fn warn(reading: &Reading, quiet: bool) {
    if quiet {
        return;
    }
    for path in &reading.ingested.unsupported {
        eprintln!("note: {path} was not read: not a CSV or TSV file");
    }
    for file in &reading.ingested.unclear_status {
        eprintln!(
            "warning: {}: {} of {} past sessions do not say what became of them; decide with \
             blank_status = \"held\" or \"unknown\" in mentorstat.toml",
            file.path, file.unclear, file.of
        );
    }
    let ledger = &reading.ingested.ledger;
    let rejected = ledger.rejections();
    let unknown: u64 = ledger
        .tallies
        .values()
        .map(|tally| tally.unknown_pair)
        .sum();
    if rejected > 0 {
        eprintln!("warning: {rejected} rows were rejected; `mentorstat check` says which and why");
    }
    if unknown > 0 {
        eprintln!("warning: {unknown} rows match no pair; `mentorstat check` says which");
    }
}
