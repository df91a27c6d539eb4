//! `support`: the pairs that need support, worst first.

use super::args::{ListFormat, SupportArgs};
use super::failure::Failure;
use super::run::{self, Asked};
use crate::programme::display_text;
use crate::report::support::newest_line;
use crate::summary::{SupportList, SupportRow, write_support};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Prints the list.
///
/// # Errors
/// The inputs cannot be read.
pub fn run(args: &SupportArgs) -> Result<(), Failure> {
    let asked = Asked {
        as_of: Some(&args.as_of),
        ..Asked::default()
    };
    let reading = run::read(&args.inputs, asked)?;
    run::warn(&reading, args.inputs.quiet);
    let list = reading
        .summarise()
        .map_err(|error| run::failure(error.into()))?
        .support;
    let date = run::day(&args.as_of)?;
    if !args.inputs.quiet {
        eprintln!("as of {date}. {}", newest_line(&list.newest));
    }
    let mut out = Vec::new();
    match args.format {
        ListFormat::Csv => write_support(&list, &mut out).map_err(Failure::run)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &list.rows).map_err(Failure::run)?;
        }
        ListFormat::Table => out.extend(table(&list).map_err(Failure::run)?.bytes()),
    }
    Ok(io::stdout().write_all(&out)?)
}

fn table(list: &SupportList) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for silence in &list.silences {
        writeln!(text, "{}", silence.question())?;
    }
    if list.rows.is_empty() {
        writeln!(text, "No pair needs support.")?;
    }
    let mut closing = false;
    for (rank, row) in (1..).zip(&list.rows) {
        if row.presumed_ended && !closing {
            closing = true;
            writeln!(text, "Close these? They may have ended unrecorded.\n")?;
        }
        entry(&mut text, rank, row)?;
    }
    Ok(text)
}

fn entry(text: &mut String, rank: usize, row: &SupportRow) -> std::fmt::Result {
    let name = |name: &Option<String>| name.as_deref().map_or_else(|| "?".to_owned(), display_text);
    let people = format!("{} and {}", name(&row.mentor), name(&row.mentee));
    writeln!(
        text,
        "{rank:>3}. {} · {people} · {}",
        display_text(&row.pair_id),
        row.state.title()
    )?;
    for reason in &row.reasons {
        writeln!(text, "     {}", display_text(reason))?;
    }
    if let Some(issue) = &row.last_issue {
        writeln!(text, "     last issue: {}", display_text(issue))?;
    }
    if let Some(actions) = &row.last_actions {
        writeln!(text, "     last actions: {}", display_text(actions))?;
    }
    if let Some(step) = &row.suggested_step {
        writeln!(text, "     → {}", display_text(step))?;
    }
    writeln!(text)
}
