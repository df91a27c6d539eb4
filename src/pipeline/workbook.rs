//! The support list as a workbook: into the reports of a period, or into a folder of its own.

use super::records::manifest;
use super::{Destination, Reading, RunError};
use crate::output::{self, PlacedWorkbook};
use crate::programme::Day;
use crate::report::workbook::{SupportBook, support_book};
use crate::summary::SupportList;
use std::path::{Path, PathBuf};

/// Name of the workbook.
pub(super) const WORKBOOK: &str = "support.xlsx";

/// The folder of what names people, inside the folder of outputs.
const INTERNAL: &str = "internal";

/// The bytes of the workbook for a list.
pub(super) fn workbook(
    reading: &Reading,
    list: &SupportList,
    date: Day,
) -> Result<Vec<u8>, RunError> {
    let files = reading.programme().files.iter();
    let newest: Vec<(String, Day)> = files
        .filter_map(|file| Some((file.path.clone(), file.newest?)))
        .collect();
    let book = SupportBook {
        programme: &reading.config.programme,
        date,
        list,
        limits: &reading.config.rules.support,
        newest: &newest,
    };
    support_book(&book).map_err(|error| RunError::Workbook(error.to_string()))
}

/// Where [`support_workbook`] writes: the same place every week, whatever the period.
#[must_use]
pub fn support_folder(out: &Path) -> PathBuf {
    out.join(INTERNAL)
}

/// Writes the workbook of a list into a folder of its own among the outputs.
///
/// # Errors
/// The old one is open somewhere, or the system refused.
pub fn support_workbook(
    reading: &Reading,
    list: &SupportList,
    destination: &Destination<'_>,
) -> Result<PlacedWorkbook, RunError> {
    let period = reading.period()?;
    let ledger = reading.ledger(period.span.to);
    let content = workbook(reading, list, period.span.to)?;
    let manifest = manifest(reading, &ledger, &period, destination, None);
    let folder = support_folder(destination.out);
    Ok(output::write_workbook(
        &folder, WORKBOOK, &content, &manifest,
    )?)
}
