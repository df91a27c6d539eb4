//! What can be typed: the command line as clap reads it.

use clap::builder::RangedU64ValueParser;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Effectiveness reports from the records that mentoring programmes already have.
#[derive(Debug, Parser)]
#[command(name = "mentorstat", version, about, propagate_version = true)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
#[command(
    after_help = "`mentorstat FOLDER` alone means `mentorstat report FOLDER`.\n\n\
    Exit status: 0 done; 1 no report could be made; 2 wrong usage or configuration; \
    3 rows were rejected, with --strict or check."
)]
pub struct Cli {
    /// What to do; without it, a report.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The report to make where no command is named.
    #[command(flatten)]
    pub report: Option<ReportArgs>,
}

impl Cli {
    /// Reads the command line; a mistake in it ends the program with a usage message.
    #[must_use]
    pub fn read() -> Self {
        let matches = Self::command().get_matches();
        let mut cli = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        if cli.command.is_none() {
            // The derive sees an optional flattened struct only by its own arguments, not by
            // those of the structs flattened into it.
            cli.report = ReportArgs::from_arg_matches(&matches).ok();
        }
        cli
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make all reports of a period from a folder of exports.
    Report(ReportArgs),
    /// List the pairs that need support, worst first.
    Support(SupportArgs),
    /// Compare groups of pairs by every measure, with intervals and tests.
    Compare(CompareArgs),
    /// Say how often the flags of the support list were right: states replayed on earlier dates.
    Backtest(BacktestArgs),
    /// Show one pair: its timeline, and how each of its figures came about.
    Explain(ExplainArgs),
    /// Make no report: what was recognised, mapped and rejected, and why.
    Check(CheckArgs),
    /// Print any one file as it was understood, as plain CSV.
    Read(ReadArgs),
    /// Write a configuration with everything that was found in the inputs.
    Init(InitArgs),
    /// Write blank forms 1–6 as CSV files, and the configuration that fits them.
    Forms(FormsArgs),
    /// Write the records of a synthetic programme with known truth.
    Simulate(SimulateArgs),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// Files and folders to read, and how.
#[derive(Args, Clone, Debug)]
pub struct Inputs {
    /// CSV or TSV files (also gzipped), workbooks, zip archives, or folders of them.
    #[arg(value_name = "INPUT", required = true)]
    pub paths: Vec<PathBuf>,
    /// Configuration file; without it, `mentorstat.toml` beside the inputs.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Order of dates that could be read in two ways.
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<DateOrderArg>,
    /// Only pairs whose column has this value; may be repeated.
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    pub filters: Vec<String>,
    /// Make any rejected row an error, before anything is written.
    #[arg(long)]
    pub strict: bool,
    /// Number of threads; without it, one per core.
    #[arg(long, value_name = "N", value_parser = at_least_one())]
    pub threads: Option<u16>,
    /// Number of partitions of the pairs; the result never depends on it.
    #[arg(long, value_name = "N", hide = true, value_parser = at_least_one())]
    pub partitions: Option<u16>,
    /// No progress bars, notes and list of files written; only warnings.
    #[arg(long, short)]
    pub quiet: bool,
    /// Whether to use colours.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: clap::ColorChoice,
}

/// A number of things of which there has to be one, and of which more than some thousands are of no
/// use.
fn at_least_one() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=4096)
}

/// The day, or the period, that is spoken about.
#[derive(Args, Clone, Debug, Default)]
pub struct When {
    /// The day to speak for: a date (YYYY-MM-DD) or `today`.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The period: 2026-Q3, 2026-09, 2026 or FROM..TO.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
}

/// The groups that are compared, and how.
#[derive(Args, Clone, Debug, Default)]
pub struct Grouping {
    /// Take each pair as of its start plus this many days.
    #[arg(long = "at", value_name = "DAYS", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub at_days: Option<u32>,
    /// Column to group pairs by; may be repeated. Without it, `cohort`.
    #[arg(long, value_name = "COLUMN")]
    pub by: Vec<String>,
    /// Compare each group with each other, beside each with all others together.
    #[arg(long)]
    pub pairwise: bool,
    /// Columns whose mix is made equal in adjusted comparisons, separated by commas.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub adjust: Vec<String>,
}

/// `compare`.
#[derive(Args, Clone, Debug)]
pub struct CompareArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to speak about.
    #[command(flatten)]
    pub when: When,
    /// What to compare.
    #[command(flatten)]
    pub grouping: Grouping,
    /// How to print the comparisons.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

/// `report`.
#[derive(Args, Clone, Debug)]
pub struct ReportArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to speak about.
    #[command(flatten)]
    pub when: When,
    /// What to compare.
    #[command(flatten)]
    pub grouping: Grouping,
    /// File with a secret, so that the codes of pairs and mentors in `internal/analysis` stay the
    /// same from run to run.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Folder in which the folder of the period is made.
    #[arg(long, value_name = "FOLDER", default_value = "reports")]
    pub out: PathBuf,
    /// Overwrite a folder that was not made by this program.
    #[arg(long)]
    pub force: bool,
    /// Also print the shared effectiveness report to PDF, by an installed Chromium, Chrome or Edge.
    #[arg(long)]
    pub pdf: bool,
}

/// `support`.
#[derive(Args, Clone, Debug)]
pub struct SupportArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The day to speak for: a date (YYYY-MM-DD) or `today`.
    #[arg(long, value_name = "DATE", default_value = "today")]
    pub as_of: String,
    /// How to print the list.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    /// Only pairs in this state; may be repeated.
    #[arg(long, value_name = "STATE")]
    pub state: Vec<StateArg>,
    /// Only pairs of this cohort.
    #[arg(long, value_name = "COHORT")]
    pub cohort: Option<String>,
    /// Only pairs of this site.
    #[arg(long, value_name = "SITE")]
    pub site: Option<String>,
    /// Only pairs of this mentor.
    #[arg(long, value_name = "NAME")]
    pub mentor: Option<String>,
    /// Only the first so many pairs.
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub top: Option<usize>,
    /// Say what changed since the list of this day: who is new, still there, and gone.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Folder in which `internal/support.xlsx` is written, with the whole list; without it,
    /// `reports`, and nothing is written beside CSV and JSON.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Write no workbook.
    #[arg(long)]
    pub no_workbook: bool,
    /// Begin CSV with the mark by which Excel knows that it is UTF-8.
    #[arg(long)]
    pub excel: bool,
}

/// A state in which a pair needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum StateArg {
    /// Has not met and should have.
    #[value(alias = "never-started")]
    NeverStarted,
    /// Has stopped meeting.
    Stalled,
    /// Worth an eye.
    Watch,
}

/// `backtest`.
#[derive(Args, Clone, Debug)]
pub struct BacktestArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The day up to which pairs are followed.
    #[command(flatten)]
    pub when: When,
    /// How to print the figures.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

/// `explain`.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// The pair to explain, by its id.
    #[arg(value_name = "PAIR")]
    pub pair: String,
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The day to speak for: a date (YYYY-MM-DD) or `today`.
    #[arg(long, value_name = "DATE", default_value = "today")]
    pub as_of: String,
    /// How to print the story.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: StoryFormat,
}

/// How the story of a pair is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoryFormat {
    /// For reading in the terminal.
    Text,
    /// Markdown.
    Md,
    /// For programs.
    Json,
}

/// `check`.
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Where to write names that may mean a pair: fill it in and put it among the inputs.
    #[arg(long, value_name = "FILE", default_value = "links.csv")]
    pub links: PathBuf,
}

/// `init`.
#[derive(Args, Clone, Debug)]
pub struct InitArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// File to write, or `-` for standard output; without it, `mentorstat.toml` beside the inputs.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Overwrite a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// `read`.
#[derive(Args, Clone, Debug)]
pub struct ReadArgs {
    /// The file; whatever it holds is printed in UTF-8, with commas and one header row.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Its character encoding, for example windows-1252; without it, as the bytes say.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The character between its cells; `tab` for a tab.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub delimiter: Option<char>,
    /// Number of its header rows, 0 where there is none.
    #[arg(long, value_name = "N")]
    pub header_rows: Option<usize>,
    /// Configuration file; without it, `mentorstat.toml` beside the file.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// No notes on standard error.
    #[arg(long, short)]
    pub quiet: bool,
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut characters = text.chars();
    match (text, characters.next(), characters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(delimiter), None) => Ok(delimiter),
        _ => Err("it is one character, or the word tab".to_owned()),
    }
}

/// `forms`.
#[derive(Args, Clone, Debug)]
pub struct FormsArgs {
    /// Folder to write the forms into.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Overwrite forms that are there.
    #[arg(long)]
    pub force: bool,
}

/// `simulate`.
#[derive(Args, Clone, Debug)]
pub struct SimulateArgs {
    /// Where all random numbers come from.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Number of pairs.
    #[arg(long, value_name = "N")]
    pub pairs: Option<u32>,
    /// Session records that a pair has on average.
    #[arg(long, value_name = "N")]
    pub sessions_per_pair: Option<u32>,
    /// How all pairs behave; without it, a mixture. With it, the programme is made for judging how
    /// early silent pairs are found: rhythms from weekly to every two months, most meetings that
    /// fall through made up for, most pairs that stop doing so without a word, and most of these
    /// closed by the office after some months.
    #[arg(long, visible_alias = "rhythm", value_name = "HOW")]
    pub behaviour: Option<BehaviourArg>,
    /// As tidy tables, or as three different systems would export them.
    #[arg(long, value_name = "STYLE", default_value = "tidy")]
    pub style: Style,
    /// Folder to write into: a new or empty one, or one with an earlier simulation.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// Write into a folder with other files too, over those of the same names.
    #[arg(long)]
    pub force: bool,
    /// No list of files written.
    #[arg(long, short)]
    pub quiet: bool,
}

/// Order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DateOrderArg {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading in the terminal.
    Table,
    /// The columns of the table of the same name in the reports.
    Csv,
    /// The same as JSON.
    Json,
}

/// How `check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For reading.
    Text,
    /// For programs.
    Json,
}

/// How simulated pairs behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BehaviourArg {
    /// Meets as agreed.
    Regular,
    /// Meets at very different gaps.
    Irregular,
    /// Hardly meets in the summer and around the new year.
    Seasonal,
    /// Writes down about half of its meetings.
    LooselyLogged,
}

/// What simulated files look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// One tidy table per kind of record.
    Tidy,
    /// A spreadsheet, a platform and a survey tool.
    Sample,
}
