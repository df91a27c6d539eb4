//! `report`: all reports of a period.

use super::args::ReportArgs;
use super::failure::Failure;
use super::run::{self, Asked};
use super::terminal::tell;
use crate::output::MANIFEST_FILE;
use crate::pipeline::{self, Destination};
use crate::summary::CodingKey;
use std::fs;
use std::path::{Path, PathBuf};

/// A text beside the inputs that becomes "Programme notes".
const NOTES_FILE: &str = "notes.md";

/// Makes the reports and names the files.
///
/// # Errors
/// No report could be made.
pub fn run(args: &ReportArgs) -> Result<(), Failure> {
    let asked = Asked {
        as_of: args.when.as_of.as_deref().map(run::day).transpose()?,
        period: args.when.period.as_deref(),
        at_days: args.grouping.at_days,
        by: &args.grouping.by,
        pairwise: args.grouping.pairwise,
        adjust: &args.grouping.adjust,
    };
    let reading = run::read(&args.inputs, asked)?;
    run::warn(&reading, args.inputs.quiet);
    let destination = Destination {
        out: &args.out,
        force: args.force,
        arguments: run::arguments(),
        notes: notes(&args.inputs.paths)?,
        key: args.key.as_deref().map(key).transpose()?,
        pdf: args.pdf,
    };
    let written = pipeline::report(&reading, &destination).map_err(run::failure)?;
    run::tell_of_kept(&written.workbook);
    if !args.inputs.quiet {
        for file in written.files.iter().filter(|file| *file != MANIFEST_FILE) {
            tell(format_args!(
                "wrote {}",
                written.folder.join(file).display()
            ));
        }
        tell(format_args!(
            "wrote {}",
            written.folder.join(MANIFEST_FILE).display()
        ));
    }
    for sentence in &written.not_made {
        tell(format_args!("note: {sentence}"));
    }
    // The program ends here: giving back a million records one by one would only take time.
    std::mem::forget(reading);
    Ok(())
}

fn key(path: &Path) -> Result<CodingKey, Failure> {
    let content = fs::read(path).map_err(|error| {
        Failure::Usage(format!("--key {}: cannot be read: {error}", path.display()))
    })?;
    CodingKey::of(&content).ok_or_else(|| {
        Failure::Usage(format!(
            "--key {}: a key has at least 16 characters; make one with a password manager and keep it \
             outside of the reports",
            path.display()
        ))
    })
}

fn notes(inputs: &[PathBuf]) -> Result<Option<String>, Failure> {
    let beside = inputs
        .iter()
        .filter(|input| input.is_dir())
        .map(|folder| folder.join(NOTES_FILE));
    let Some(path) = beside.into_iter().find(|path| path.is_file()) else {
        return Ok(None);
    };
    let cannot = |error| Failure::Run(format!("cannot read {}: {error}", path.display()));
    fs::read_to_string(&path).map(Some).map_err(cannot)
}
