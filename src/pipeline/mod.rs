//! The run: the only room that knows every stage.

mod as_of;
mod folder;
mod last_texts;
mod print;
mod printed;
mod publish;
mod records;
mod workbook;

pub use publish::{Destination, Written, report};
pub use workbook::{support_folder, support_workbook};

use crate::config::Config;
use crate::ingest::{self, Entry, IngestError, Ingested, Ledger, Severity, Watch};
use crate::measures::{AsOf, GapCurve, Registry, StageNorms};
use crate::output::OutputError;
use crate::programme::{Day, Programme};
use crate::summary::{
    self, Backtest, GroupingError, ListChanges, Period, PeriodError, Study, Summarised,
    SummaryError, SupportList,
};
use last_texts::fetch_texts;
use std::path::PathBuf;

/// Random methods begin here; the manifest says so.
const SEED: u64 = 20_260_930;

/// Days between the last record and the as-of date from which the reports say so.
const SILENT_DAYS: i32 = 30;

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
        "{what}, “{text}”, names a participant or a pair and would stand in the shared report; change it"
    )]
    NamesPeople {
        /// What the text is.
        what: String,
        /// Its beginning.
        text: String,
    },
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
    /// The program itself failed at putting the workbook together.
    #[error("the workbook of the support list could not be put together: {0}")]
    Workbook(String),
    /// The program itself failed at putting a page together.
    #[error("the report could not be put together: {0}")]
    Page(String),
}

/// Does a part of a run on threads of its own, as many as there are. With them goes what the
/// allocator keeps for each thread: reading needs memory of other sizes than what comes after it.
fn with_own_threads<R: Send>(part: impl FnOnce() -> R + Send) -> R {
    let threads = rayon::current_num_threads();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(own) => own.install(part),
        Err(_) => part(),
    }
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
        let config = with_date(config)?;
        let ingested = with_own_threads(|| ingest::read(inputs, &config, watch))?;
        if config.strict {
            refuse_rejections(&ingested)?;
        }
        let programme = &ingested.programme;
        let registry = Registry::new(&programme.stage_model, &config.rules);
        let registry = if programme.supplied.contacts {
            registry.with_follow_up()
        } else {
            registry
        };
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

    /// How long gaps between meetings last, as of a date: what the chance of meeting again rests
    /// on.
    #[must_use]
    pub fn gaps(&self, date: Day) -> GapCurve {
        GapCurve::collect(self.programme(), &self.config.rules, date)
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

    /// What has to be said of the end of the records, before any figure is read.
    #[must_use]
    pub fn about_the_end(&self) -> Option<String> {
        let to = self.period().ok()?.span.to;
        self.left_out_at_the_end(to)
            .or_else(|| self.silent_at_the_end(to))
    }

    /// The report stops by itself before records that lie long after all others: they may be of
    /// mistyped years, or the programme may have rested.
    fn left_out_at_the_end(&self, to: Day) -> Option<String> {
        let from = self.ingested.isolated_from?;
        (self.config.as_of.is_none() && to < from).then(|| {
            format!(
                "The records of {from} and later are left out of this report: they come long after all others, so that \
                 the day may be mistyped. If they are right, --as-of takes them in, or exported_on in mentorstat.toml."
            )
        })
    }

    /// The report goes on after the last record.
    fn silent_at_the_end(&self, to: Day) -> Option<String> {
        let through = self.programme().data_through?;
        let days = to.since(through);
        let has_later = self.ingested.isolated_from.is_some_and(|from| from <= to);
        (days > SILENT_DAYS && !has_later).then(|| {
            format!(
                "The records end on {through}, {days} days before the last day of this report: what looks like silence \
                 since then may be records that were not exported."
            )
        })
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

    /// The pairs that need somebody on a day, with the texts of their last records.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn support_list(&self, date: Day) -> Result<SupportList, SummaryError> {
        let mut list = summary::support_list(self.programme(), &self.config, date)?;
        fetch_texts(&mut list, &self.ingested);
        Ok(list)
    }

    /// What changed on a list of a day since that of an earlier one.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn support_changes(
        &self,
        list: &SupportList,
        since: Day,
        date: Day,
    ) -> Result<ListChanges, SummaryError> {
        summary::support_changes(self.programme(), &self.config, list, (since, date))
    }

    /// Compares the groups of what was summed up.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn study(&self, summed: &Summarised) -> Result<Study, SummaryError> {
        summary::study(self.programme(), &self.config, &self.registry, summed, SEED)
    }

    /// Replays the states on earlier days and holds them against what followed.
    ///
    /// # Errors
    /// What was asked for does not fit the records.
    pub fn backtest(&self) -> Result<Backtest, SummaryError> {
        summary::backtest(self.programme(), &self.config)
    }

    /// The ledger as of a date: rows that are used in the files but not in the figures move to
    /// where they belong, each with an entry.
    #[must_use]
    pub fn ledger(&self, date: Day) -> Ledger {
        as_of::ledger(self, date)
    }

    /// Rows of the files that are used in figures as of a date.
    fn rows_used(&self, date: Day) -> u64 {
        let ledger = self.ledger(date);
        ledger.tallies.values().map(|tally| tally.used).sum()
    }
}

/// The date that a named period sets: what was sent after it is not read as a correction of what
/// was sent before.
fn with_date(config: Config) -> Result<Config, PeriodError> {
    if config.period.is_none() {
        return Ok(config);
    }
    let period = summary::period_asked_for(&config)?;
    Ok(Config {
        as_of: Some(period.span.to),
        ..config
    })
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
