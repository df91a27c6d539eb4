//! The cells of one sheet, as text with commas in which each row is one line.

use calamine::{Data, Dimensions, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Cells with content that a sheet may have: far more than an export of a programme.
const MOST_CELLS: usize = 50_000_000;

/// Cells that the rows may have with blank ones.
const MOST_PLACES: u64 = 500_000_000;

/// Cells with content, by row and column, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Row, column, and where its text begins and ends.
    places: Vec<(u32, u32, usize, usize)>,
    texts: String,
}

impl Cells {
    /// Takes in a cell.
    pub fn add(&mut self, row: u32, column: u32, value: &Data) -> Result<(), String> {
        let start = self.texts.len();
        write(value, &mut self.texts);
        if self.texts[start..].trim().is_empty() {
            self.texts.truncate(start);
            return Ok(());
        }
        if self.places.len() == MOST_CELLS {
            return Err("a sheet of more than 50 million cells; export it as CSV".to_owned());
        }
        self.places.push((row, column, start, self.texts.len()));
        Ok(())
    }

    /// Whether nothing stands in the sheet.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Cells that were merged down a column all say what the first of them says. Where the same
    /// row also has cells merged across columns, they are a header of several rows and stay as
    /// they are, and so does the first row.
    pub fn fill(&mut self, merged: &[Dimensions]) {
        let Some(first_row) = self.places.iter().map(|(row, ..)| *row).min() else {
            return;
        };
        let is_down = |area: &&Dimensions| area.start.1 == area.end.1 && area.start.0 < area.end.0;
        let is_header = |row: u32| {
            row == first_row
                || merged
                    .iter()
                    .any(|area| area.start.0 == row && area.start.1 < area.end.1)
        };
        let known: BTreeMap<(u32, u32), (usize, usize)> = self
            .places
            .iter()
            .map(|&(row, column, start, end)| ((row, column), (start, end)))
            .collect();
        let last_row = self.places.iter().map(|(row, ..)| *row).max();
        for area in merged.iter().filter(is_down) {
            let column = area.start.1;
            let Some(&(start, end)) = known.get(&(area.start.0, column)) else {
                continue;
            };
            if is_header(area.start.0) {
                continue;
            }
            for row in area.start.0 + 1..=area.end.0.min(last_row.unwrap_or(0)) {
                if !known.contains_key(&(row, column)) && self.places.len() < MOST_CELLS {
                    self.places.push((row, column, start, end));
                }
            }
        }
    }

    /// The text: rows without content are empty lines, columns before the first with content are
    /// left out.
    pub fn text(mut self) -> Result<Vec<u8>, String> {
        self.places.sort_by_key(|(row, column, ..)| (*row, *column));
        self.places
            .dedup_by_key(|(row, column, ..)| (*row, *column));
        let columns = || self.places.iter().map(|(_, column, ..)| *column);
        let (first, last) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        let rows = self.places.chunk_by(|one, other| one.0 == other.0);
        if rows.clone().count() as u64 * u64::from(last - first + 1) > MOST_PLACES {
            return Err("a sheet with cells far apart; delete what stands beside the table".into());
        }
        let mut text = Vec::new();
        let mut line = 0;
        for row in rows {
            text.resize(text.len() + (row[0].0 - line) as usize, b'\n');
            line = row[0].0 + 1;
            self.write_row(row, first..=last, &mut text);
        }
        Ok(text)
    }

    fn write_row(
        &self,
        row: &[(u32, u32, usize, usize)],
        columns: std::ops::RangeInclusive<u32>,
        text: &mut Vec<u8>,
    ) {
        let mut cells = row.iter().peekable();
        let first = *columns.start();
        for column in columns {
            if column > first {
                text.push(b',');
            }
            if let Some((_, _, start, end)) = cells.next_if(|(_, at, ..)| *at == column) {
                write_quoted(&self.texts[*start..*end], text);
            }
        }
        text.push(b'\n');
    }
}

fn write_quoted(cell: &str, text: &mut Vec<u8>) {
    let quoted = cell.contains([',', '"', '\r']) || cell.starts_with(char::is_whitespace);
    if quoted {
        text.push(b'"');
        text.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        text.push(b'"');
    } else {
        text.extend_from_slice(cell.as_bytes());
    }
}

/// Writes what a cell says: dates as ISO text, numbers without the noise of their last digits,
/// line breaks as carriage returns.
fn write(value: &Data, text: &mut String) {
    match value {
        Data::Empty => {}
        Data::String(said) => text.push_str(&said.replace("\r\n", "\r").replace('\n', "\r")),
        Data::Bool(true) => text.push_str("TRUE"),
        Data::Bool(false) => text.push_str("FALSE"),
        Data::Int(number) => put(text, number),
        Data::Float(number) => put(text, &without_noise(*number)),
        Data::DateTime(date) => write_date(date, text),
        Data::DateTimeIso(date) => {
            text.push_str(date.strip_suffix("T00:00:00").unwrap_or(date));
        }
        Data::DurationIso(duration) => match seconds(duration) {
            Some(seconds) => write_seconds(seconds, text),
            None => text.push_str(duration),
        },
        Data::Error(error) => put(text, error),
    }
}

fn put(text: &mut String, value: &dyn std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{value}");
}

/// A number with the 15 digits that spreadsheets show and keep.
fn without_noise(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// Whether a format for numbers shows them as percentages, by what it says of positive ones.
pub(super) fn shows_percent(format: &str) -> bool {
    let mut is_quoted = false;
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            // What stands behind these is shown or spaced as it is.
            '\\' | '_' | '*' => drop(characters.next()),
            ';' => return false,
            '%' => return true,
            _ => {}
        }
    }
    false
}

/// A number as it is shown in a cell of percentages.
pub(super) fn as_percent(value: Data) -> Data {
    let percent = |number: f64| Data::String(format!("{}%", without_noise(100.0 * number)));
    match value {
        Data::Float(number) => percent(number),
        #[expect(clippy::cast_precision_loss, reason = "a share, or a few times all")]
        Data::Int(number) => percent(number as f64),
        other => other,
    }
}

const SECONDS_OF_A_DAY: f64 = 86_400.0;

fn write_date(date: &ExcelDateTime, text: &mut String) {
    let value = date.as_f64();
    if date.is_duration() || (0.0..1.0).contains(&value) {
        write_seconds((value * SECONDS_OF_A_DAY).round(), text);
        return;
    }
    let Some(moment) = moment(date) else {
        put(text, &without_noise(value));
        return;
    };
    put(text, &moment.date());
    if moment.time() != NaiveTime::MIN {
        put(text, &format_args!(" {}", moment.time()));
    }
}

/// To the nearest second.
fn moment(date: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let exact = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?.and_hms_milli_opt(
        hour.into(),
        minute.into(),
        second.into(),
        milli.into(),
    )?;
    exact
        .checked_add_signed(TimeDelta::milliseconds(500))?
        .with_nanosecond(0)
}

/// Hours, minutes and, if there are any, seconds.
fn write_seconds(seconds: f64, text: &mut String) {
    if seconds < 0.0 {
        text.push('-');
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts saturate"
    )]
    let seconds = seconds.abs() as u64;
    put(
        text,
        &format_args!("{}:{:02}", seconds / 3600, seconds / 60 % 60),
    );
    if !seconds.is_multiple_of(60) {
        put(text, &format_args!(":{:02}", seconds % 60));
    }
}

/// The seconds of `PT1H30M00S`.
fn seconds(duration: &str) -> Option<f64> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok()? * worth;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds.round())
}
