//! The office's register: a spreadsheet with one line per pair, saved as CSV by an older Excel.

use std::io;
use std::path::{Path, PathBuf};

use super::super::line::{DateStyle, Dialect, Table};
use super::super::records::{PairRow, Simulated};
use super::capitalised;

const SPREADSHEET: Dialect = Dialect {
    delimiter: b',',
    crlf: false,
    byte_order_mark: false,
    windows: true,
    dates: DateStyle::MonthName,
};

const HEADER: [&str; 16] = [
    "Pair ID",
    "Mentor",
    "Mentor e-mail",
    "Mentee",
    "Cohort",
    "Site",
    "Type",
    "Start date",
    "Planned end",
    "End date",
    "Reason for closing",
    "Agreed frequency",
    "Meeting length",
    "Agreement signed",
    "Paused from",
    "Paused until",
];

/// Writes `register.csv`.
pub(super) fn write(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    let path = dir.join("register.csv");
    let mut table = Table::create(&path, SPREADSHEET, &HEADER)?;
    programme
        .pairs
        .iter()
        .try_for_each(|pair| line(&mut table, pair))?;
    table.finish()?;
    Ok(path)
}

fn line(table: &mut Table, pair: &PairRow) -> io::Result<()> {
    table.texts([
        pair.pair_id.as_str(),
        &pair.mentor,
        &pair.mentor_email,
        &pair.mentee,
        &pair.cohort,
        &pair.site,
    ])?;
    table.text(capitalised(pair.mentoring_type).as_str())?;
    table.date(pair.started_on)?;
    table.date(pair.planned_end_on)?;
    table.date(pair.closed_on)?;
    table.text(pair.closure_reason.map(reason).as_deref())?;
    table.text(pair.agreed_every.map(frequency).as_deref())?;
    table.text(
        pair.agreed_minutes
            .map(|minutes| format!("{minutes} min"))
            .as_deref(),
    )?;
    table.date(pair.agreement_signed_on)?;
    table.date(pair.paused_from)?;
    table.date(pair.paused_until)?;
    table.end_row()
}

/// As the office says it.
fn reason(reason: &str) -> String {
    match reason {
        "time" => "Lack of time".to_owned(),
        "changed job" => "Mentee changed job".to_owned(),
        "incompatible" => "Not compatible".to_owned(),
        other => capitalised(other),
    }
}

fn frequency(days: u32) -> String {
    match days {
        7 => "weekly".to_owned(),
        14 => "every 2 weeks".to_owned(),
        21 => "every 3 weeks".to_owned(),
        30 => "monthly".to_owned(),
        days => format!("every {days} days"),
    }
}
