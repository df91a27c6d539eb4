//! `links.csv`: near misses of names, to be filled in.

use super::failure::Failure;
use super::terminal::tell;
use super::words::count;
use crate::ingest::{LINK_COLUMNS, NearMiss};
use crate::output::write_file;
use crate::summary::TableWriter;
use std::path::Path;

/// Writes near misses into a file, unless there is one already, and says so.
///
/// # Errors
/// The file cannot be written.
pub fn offer(suggestions: &[NearMiss], path: &Path) -> Result<(), Failure> {
    if suggestions.is_empty() {
        return Ok(());
    }
    let names = count(suggestions.len() as u64, "name");
    let shown = path.display();
    if path.exists() {
        tell(format_args!(
            "note: {names} may mean a pair that is written otherwise; {shown} is there already and \
             was left as it is (--links names another file)"
        ));
        return Ok(());
    }
    let content = table(suggestions).map_err(Failure::run)?;
    write_file(path, &content, false).map_err(Failure::run)?;
    tell(format_args!(
        "wrote {shown}: {names} may mean a pair that is written otherwise; put y in its last column \
         where that is so, and the file among the inputs"
    ));
    Ok(())
}

fn table(suggestions: &[NearMiss]) -> Result<Vec<u8>, csv::Error> {
    let mut content = Vec::new();
    let mut table = TableWriter::new(&mut content, LINK_COLUMNS)?;
    for suggestion in suggestions {
        table.row(|row| {
            row.text(Some(&suggestion.found));
            row.text(Some(&suggestion.pair));
            row.text(Some(&suggestion.evidence));
            row.word("");
        })?;
    }
    table.finish()?;
    Ok(content)
}
