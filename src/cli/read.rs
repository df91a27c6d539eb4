//! `read`: any one file as it was understood, as plain CSV.

use super::args::ReadArgs;
use super::failure::Failure;
use super::terminal::tell;
use crate::config::{self, Config, ConfigFile, Flags};
use crate::ingest::{self, IngestError, PlainError, PlainRows, ReadAs};
use crate::programme::display_text;
use std::io::{self, BufWriter};

/// Prints a file as plain CSV.
///
/// # Errors
/// The file cannot be read, or a setting does not fit it.
pub fn run(args: &ReadArgs) -> Result<(), Failure> {
    let read_as = ReadAs {
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        header_rows: args.header_rows,
    };
    let output = BufWriter::new(io::stdout().lock());
    let rows = ingest::write_plain(&args.file, &config(args)?, &read_as, output);
    let rows = rows.map_err(failure)?;
    if !args.quiet {
        let shown = display_text(&args.file.to_string_lossy());
        for note in notes(&rows) {
            tell(format_args!("note: {shown}: {note}"));
        }
    }
    Ok(())
}

fn config(args: &ReadArgs) -> Result<Config, Failure> {
    let inputs = std::slice::from_ref(&args.file);
    let path = args.config.clone().or_else(|| config::find(inputs));
    let file = path.map(|path| ConfigFile::read(&path)).transpose();
    let file = file.map_err(Failure::usage)?;
    Config::resolve(file.as_ref(), &Flags::default()).map_err(Failure::usage)
}

fn failure(error: PlainError) -> Failure {
    match error {
        PlainError::Output(error) => Failure::from(error),
        PlainError::Ingest(error @ IngestError::Setting { .. }) => Failure::usage(error),
        PlainError::Ingest(error) => Failure::run(error),
    }
}

/// What somebody who reads the output should know.
fn notes(rows: &PlainRows) -> Vec<String> {
    let mut notes = Vec::new();
    match (rows.header, rows.data) {
        (0, 0) => notes.push("the file holds nothing".to_owned()),
        (0, _) => notes.push(
            "the first row looks like data, so there is no header row; --header-rows 1 takes it as one"
                .to_owned(),
        ),
        (_, 0) => notes.push("the file holds a header and no data".to_owned()),
        _ => {}
    }
    if rows.mended > 0 {
        notes.push(format!(
            "{} with a quote or a delimiter missing or too many put right",
            counted(rows.mended)
        ));
    }
    if rows.beyond > 0 {
        notes.push(format!(
            "another table begins below the first; {} from there on left out",
            counted(rows.beyond)
        ));
    }
    notes
}

fn counted(rows: u64) -> String {
    let noun = if rows == 1 { "row" } else { "rows" };
    format!("{rows} {noun}")
}
