//! `completions` and `man`: what a shell and a manual reader need.

use super::args::Cli;
use super::failure::Failure;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Prints completions for a shell.
///
/// # Errors
/// Standard output cannot be written to.
pub fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "mentorstat", &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// Prints the manual page, with a section for every command.
///
/// # Errors
/// Standard output cannot be written to.
pub fn manual() -> Result<(), Failure> {
    let mut page = Vec::new();
    let command = Cli::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        let name = format!("mentorstat {}", subcommand.get_name());
        clap_mangen::Man::new(subcommand.clone().display_name(name)).render(&mut page)?;
    }
    Ok(io::stdout().write_all(&page)?)
}
