//! `support`: the pairs that need support, worst first.

mod changes;
mod json;
mod table;

use super::args::{ListFormat, StateArg, SupportArgs};
use super::failure::Failure;
use super::run::{self, Asked};
use super::terminal::{Terminal, tell};
use crate::measures::State;
use crate::output::refuse_open;
use crate::pipeline::{self, Destination, Reading};
use crate::programme::{Day, FileFacts};
use crate::report::support::newest_line;
use crate::summary::{self, ListChanges, SupportList, View, write_changes, write_support};
use std::io::{self, Write as _};
use std::path::Path;

/// Where outputs go unless another folder is named.
const OUT: &str = "reports";

/// The mark by which Excel knows that a text file is UTF-8.
const EXCEL_MARK: &[u8] = "\u{feff}".as_bytes();

/// Prints the list, and writes it as a workbook.
///
/// # Errors
/// The inputs cannot be read, what is asked for is not there, or the workbook cannot be written.
pub fn run(args: &SupportArgs) -> Result<(), Failure> {
    let date = run::day(&args.as_of)?;
    let since = args.since.as_deref().map(run::day).transpose()?;
    if since.is_some_and(|since| since >= date) {
        return Err(Failure::Usage(format!(
            "--since must be a day before {date}, the day of the list"
        )));
    }
    let out = workbook_out(args);
    if let Some(out) = out {
        refuse_open(&pipeline::support_folder(out)).map_err(Failure::run)?;
    }
    let asked = Asked {
        as_of: Some(date),
        ..Asked::default()
    };
    let reading = run::read(&args.inputs, asked)?;
    run::warn(&reading, args.inputs.quiet);
    let view = view(args);
    view.check(reading.programme()).map_err(Failure::usage)?;
    let failed = |error: summary::SummaryError| run::failure(error.into());
    let list = reading.support_list(date).map_err(failed)?;
    let changes = since.map(|since| reading.support_changes(&list, since, date));
    let changes = changes.transpose().map_err(failed)?;
    if !args.inputs.quiet {
        tell(format_args!("as of {date}. {}", newest_line(&list.newest)));
    }
    let all = view.of(&list);
    let seen = Seen {
        date,
        list: view.first(&all),
        all,
        changes: changes.map(|changes| changes.seen(&view)),
        narrowed: !view.is_all(),
        is_known: !list.states.is_empty(),
    };
    io::stdout().write_all(&printed(args, &seen, &reading.programme().files)?)?;
    out.map_or(Ok(()), |out| write_workbook(args, &reading, &list, out))
}

/// What is printed.
struct Seen {
    date: Day,
    /// As many pairs as are printed.
    list: SupportList,
    /// All that were asked for, whatever number of them is printed.
    all: SupportList,
    changes: Option<ListChanges>,
    /// Whether only a part of the list was asked for.
    narrowed: bool,
    /// Whether anything says which pairs met, and so who needs support.
    is_known: bool,
}

fn printed(args: &SupportArgs, seen: &Seen, files: &[FileFacts]) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    match args.format {
        ListFormat::Csv => {
            if args.excel {
                out.extend(EXCEL_MARK);
            }
            match &seen.changes {
                Some(changes) => write_changes(&seen.list, changes, &mut out),
                None => write_support(&seen.list, &mut out),
            }
            .map_err(Failure::run)?;
        }
        ListFormat::Json => {
            match &seen.changes {
                Some(changes) => {
                    serde_json::to_writer_pretty(&mut out, &json::changed(seen, changes, files))
                }
                None => serde_json::to_writer_pretty(&mut out, &json::list(seen, files)),
            }
            .map_err(Failure::run)?;
            out.push(b'\n');
        }
        ListFormat::Table => {
            let terminal = Terminal::new(args.inputs.color);
            let text = table::text(seen, terminal).map_err(Failure::run)?;
            out.extend(text.bytes());
        }
    }
    Ok(out)
}

fn view(args: &SupportArgs) -> View {
    let states = args.state.iter().map(|state| match state {
        StateArg::NeverStarted => State::NeverStarted,
        StateArg::Stalled => State::Stalled,
        StateArg::Watch => State::Watch,
    });
    View {
        states: states.collect(),
        cohort: args.cohort.clone(),
        site: args.site.clone(),
        mentor: args.mentor.clone(),
        top: args.top,
    }
}

/// The folder in which the workbook is written: always beside a table for people; beside what is
/// for programs only where a folder is named.
fn workbook_out(args: &SupportArgs) -> Option<&Path> {
    let usual = (args.format == ListFormat::Table).then_some(Path::new(OUT));
    let out = args.out.as_deref().or(usual);
    out.filter(|_| !args.no_workbook)
}

/// The workbook holds the whole list, whatever part of it is printed.
fn write_workbook(
    args: &SupportArgs,
    reading: &Reading,
    list: &SupportList,
    out: &Path,
) -> Result<(), Failure> {
    let destination = Destination {
        out,
        force: false,
        arguments: run::arguments(),
        notes: None,
        key: None,
        pdf: false,
    };
    let placed = pipeline::support_workbook(reading, list, &destination).map_err(run::failure)?;
    run::tell_of_kept(&placed);
    if !args.inputs.quiet {
        tell(format_args!("wrote {}", placed.path.display()));
    }
    Ok(())
}
