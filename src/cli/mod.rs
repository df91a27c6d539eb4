//! The command line: what was typed, and one small file per command.

mod args;
mod backtest;
mod check;
mod compare;
mod explain;
mod failure;
mod forms;
mod init;
mod links;
mod places;
mod progress;
mod read;
mod report;
mod run;
mod shell;
mod simulate;
mod support;
mod terminal;
mod words;

pub use args::{Cli, Command};
pub use failure::Failure;
pub use terminal::tell;

/// Does what was typed.
///
/// # Errors
/// [`Failure`], with the exit status that scripts rely on.
pub fn run(cli: &Cli) -> Result<(), Failure> {
    progress::end_cleanly_on_interrupt();
    progress::outlive_the_limit_of_file_size();
    match &cli.command {
        None => report::run(required(cli)?),
        Some(Command::Report(args)) => report::run(args),
        Some(Command::Support(args)) => support::run(args),
        Some(Command::Compare(args)) => compare::run(args),
        Some(Command::Backtest(args)) => backtest::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Read(args)) => read::run(args),
        Some(Command::Init(args)) => init::run(args),
        Some(Command::Forms(args)) => forms::run(args),
        Some(Command::Simulate(args)) => simulate::run(args),
        Some(Command::Completions { shell }) => shell::completions(*shell),
        Some(Command::Man) => shell::manual(),
    }
}

fn required(cli: &Cli) -> Result<&args::ReportArgs, Failure> {
    let nothing =
        || Failure::Usage("name a folder of exports to report on, or a command".to_owned());
    cli.report.as_ref().ok_or_else(nothing)
}
