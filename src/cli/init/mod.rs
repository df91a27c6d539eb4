//! `init`: a configuration with everything that was found, to be edited.

mod settings;
mod source;

use super::args::InitArgs;
use super::failure::Failure;
use super::run::{self, Asked, Prepared};
use super::terminal::tell;
use super::words::count;
use crate::config::{self, FILE_NAME};
use crate::ingest::{self, FileReport, IngestError, UnclearStatus, Unwatched, is_links};
use crate::output::write_file;
use crate::pipeline::RunError;
use crate::programme::Programme;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What was found in the inputs.
struct Found {
    files: Vec<FileReport>,
    /// The programme, where one can be made of the inputs.
    programme: Option<Programme>,
    unclear: Vec<UnclearStatus>,
}

/// Writes the configuration.
///
/// # Errors
/// The inputs cannot be read, or a configuration is there already and must not be overwritten.
pub fn run(args: &InitArgs) -> Result<(), Failure> {
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| beside(&args.inputs.paths));
    let printed = out == Path::new("-");
    if !printed && out.exists() && !args.force {
        return Err(Failure::Run(format!(
            "{} exists already; --force adds what was found to it, and --out - prints it",
            out.display()
        )));
    }
    let found = found(args)?;
    let text = text(args, &found)?;
    if printed {
        return Ok(io::stdout().write_all(text.as_bytes())?);
    }
    write_file(&out, text.as_bytes(), args.force).map_err(Failure::run)?;
    let open = text.matches(source::TO_DECIDE).count() as u64;
    tell(format_args!("wrote {}", out.display()));
    if open > 0 {
        let questions = count(open, "question");
        tell(format_args!(
            "{questions} to decide: look for “{}” in it",
            source::TO_DECIDE
        ));
    }
    Ok(())
}

/// The file in the first folder among the inputs, or beside the first file.
fn beside(inputs: &[PathBuf]) -> PathBuf {
    let first = inputs.first().map_or(Path::new(""), PathBuf::as_path);
    let folder = if first.is_dir() {
        first
    } else {
        first.parent().unwrap_or(Path::new(""))
    };
    folder.join(FILE_NAME)
}

/// Reads the inputs as far as that is possible before questions are answered.
fn found(args: &InitArgs) -> Result<Found, Failure> {
    let prepared = Prepared::new(&args.inputs, Asked::default())?;
    match prepared.read() {
        Ok(reading) => Ok(Found {
            files: reading.ingested.files,
            programme: Some(reading.ingested.programme),
            unclear: reading.ingested.unclear_status,
        }),
        Err(RunError::Ingest(error)) if !matches!(error, IngestError::Cancelled) => {
            let inspected = ingest::inspect(&args.inputs.paths, &prepared.config, &Unwatched);
            let inspected = inspected.map_err(|_| run::failure(error.into()))?;
            Ok(Found {
                files: inspected.files,
                programme: None,
                unclear: Vec::new(),
            })
        }
        Err(error) => Err(run::failure(error)),
    }
}

/// The configuration in force as it stands, or the settings with their defaults; then what was
/// found in each file.
fn text(args: &InitArgs, found: &Found) -> Result<String, Failure> {
    let existing = args
        .inputs
        .config
        .clone()
        .or_else(|| config::find(&args.inputs.paths));
    let mut text = match existing {
        Some(path) => {
            let text = fs::read_to_string(&path).map_err(|error| {
                Failure::Run(format!("cannot read {}: {error}", path.display()))
            })?;
            text.trim_start_matches('\u{feff}').trim_end().to_owned() + "\n"
        }
        None => settings::text(found),
    };
    let files = || found.files.iter().filter(|file| !is_links(&file.columns));
    for file in files() {
        let pattern = source::pattern(file, &args.inputs.paths, files());
        text += &source::text(file, &pattern);
    }
    Ok(text)
}
