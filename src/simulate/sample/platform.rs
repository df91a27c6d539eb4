//! The platform's session records: semicolons, CRLF, days first, lengths in words, by date, with
//! the number of records and a line about the export below them.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::super::line::{DateStyle, Dialect, Table, spell};
use super::super::records::{SessionRow, Simulated, Status};
use super::capitalised;
use super::quirks::BROKEN_DATES;

const PLATFORM: Dialect = Dialect {
    delimiter: b';',
    crlf: true,
    byte_order_mark: false,
    windows: false,
    dates: DateStyle::DayFirst,
};

const HEADER: [&str; 17] = [
    "Match ID",
    "Meeting date",
    "Status",
    "Duration",
    "Location",
    "Stage",
    "Overall progress (%)",
    "Goal 1 progress (%)",
    "Goal 2 progress (%)",
    "Goal 3 progress (%)",
    "Issues",
    "Possible solutions",
    "Learnings",
    "Actions before next meeting",
    "Next meeting",
    "New goal",
    "Session rating (1-5)",
];

/// A record with its date as the platform's users typed it.
struct Record<'a> {
    pair_id: String,
    date: String,
    session: &'a SessionRow,
}

/// Writes `platform-sessions.csv`.
pub(super) fn write(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    let path = dir.join("platform-sessions.csv");
    let mut table = Table::create(&path, PLATFORM, &HEADER)?;
    let records = records(programme)?;
    records
        .iter()
        .try_for_each(|record| line(&mut table, record))?;
    footer(&mut table, records.len())?;
    table.finish()?;
    Ok(path)
}

/// Lines below the data, as wide as it is.
fn footer(table: &mut Table, records: usize) -> io::Result<()> {
    let total = format!("Total ({records} records)");
    for text in ["", &total, FOOTER] {
        let rest = std::iter::repeat_n("", HEADER.len() - 1);
        table.texts(std::iter::once(text).chain(rest))?;
        table.end_row()?;
    }
    Ok(())
}

/// What the platform writes below every export.
const FOOTER: &str = "Confidential Information - Do Not Distribute";

/// By date, then pair; a few spoilt copies among them.
fn records(programme: &Simulated) -> io::Result<Vec<Record<'_>>> {
    let mut by_date: Vec<_> = programme.sessions.iter().collect();
    by_date.sort_by(|a, b| (a.date, &a.pair_id).cmp(&(b.date, &b.pair_id)));
    let mut records = by_date
        .into_iter()
        .map(sound)
        .collect::<io::Result<Vec<_>>>()?;
    spoil(&mut records);
    Ok(records)
}

fn sound(session: &SessionRow) -> io::Result<Record<'_>> {
    Ok(Record {
        pair_id: session.pair_id.clone(),
        date: day_first(session.date)?,
        session,
    })
}

fn day_first(date: NaiveDate) -> io::Result<String> {
    let mut text = Vec::new();
    spell(date, DateStyle::DayFirst, &mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Adds records whose date cannot be, and one whose pair was typed with the letter O for a nought.
fn spoil(records: &mut Vec<Record<'_>>) {
    let fifth = records.len() / 5;
    for (place, date) in (1..).zip(BROKEN_DATES) {
        if let Some(near) = records.get(place * fifth) {
            let spoilt = Record {
                date: date.to_owned(),
                pair_id: near.pair_id.clone(),
                ..*near
            };
            records.insert(place * fifth, spoilt);
        }
    }
    if let Some(near) = records.get(4 * fifth) {
        let mistyped = Record {
            pair_id: near.pair_id.replacen('0', "O", 1),
            date: near.date.clone(),
            ..*near
        };
        records.insert(4 * fifth, mistyped);
    }
}

fn line(table: &mut Table, record: &Record<'_>) -> io::Result<()> {
    let session = record.session;
    table.texts([
        record.pair_id.as_str(),
        &record.date,
        status(session.status),
    ])?;
    table.text(session.minutes.map(duration).as_deref())?;
    table.text(session.mode.map(capitalised).as_deref())?;
    table.text(session.stage.as_deref())?;
    table.number(session.progress)?;
    session
        .goal_progress
        .iter()
        .take(3)
        .try_for_each(|&progress| table.number(progress))?;
    table.text(session.issues.as_deref())?;
    table.text(session.solutions.as_deref())?;
    table.text(session.learnings.as_deref())?;
    table.text(session.actions.as_deref())?;
    table.date(session.next_meeting)?;
    table.text(session.new_goal.as_deref())?;
    table.number(session.rating)?;
    table.end_row()
}

/// As the platform's drop-down list has it.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "Completed",
        Status::MissedByMentee => "No show",
        Status::MissedByMentor => "Mentor absent",
        Status::Missed => "Missed",
        Status::Cancelled => "Cancelled",
        Status::Rescheduled => "Rescheduled",
        Status::Scheduled => "Scheduled",
    }
}

/// `45 min`, `1h`, `1h30`.
fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_words() {
        assert_eq!(
            [45, 60, 65, 90].map(duration),
            ["45 min", "1h", "1h05", "1h30"]
        );
    }
}
