//! The cells of one session record, with everything that is not understood noted.

use super::memo::{Memo, Said};
use super::placed::Place;
use super::{Chunk, TextId, footer};
use crate::ingest::called_off::{LONGEST_NOTE, begins_with_it, called_off, speaks_of_it};
use crate::ingest::plan::FactSource;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{self, Finding, Trouble};
use crate::programme::{Fate, Status};
use crate::values::dates::{self, DateCell, PackedDate};
use crate::values::progress::ProgressUnit;
use crate::values::{answers, durations, is_missing, numbers};

/// What was made of the texts of a block so far.
#[derive(Debug, Default)]
pub(super) struct Memos {
    dates: Memo<DateCell>,
    times: Memo<Said<u16>>,
    starts: Memo<Said<u16>>,
    minutes: Memo<Said<f32>>,
    hours: Memo<Said<f32>>,
    progress: Memo<Said<f64>>,
    ratings: Memo<Said<f32>>,
    statuses: Memo<Said<Status>>,
    called_off: Memo<Option<Status>>,
    begun: Memo<Option<Status>>,
    speaking: Memo<bool>,
}

/// One session record while it is read.
pub(super) struct SessionCells<'a> {
    pub sheet: &'a Sheet,
    pub record: &'a csv::StringRecord,
    pub place: Place,
    pub chunk: &'a mut Chunk,
    pub memos: &'a mut Memos,
    /// The column in which the meeting is called off, whose cell is nothing else.
    pub called_off_in: Option<usize>,
}

impl<'a> SessionCells<'a> {
    /// The text of a cell.
    pub fn cell(&self, header: usize) -> &'a str {
        let cell = self.record.get(header).unwrap_or_default();
        self.sheet.plan.value(header, cell)
    }

    /// The text of a cell that is not empty, with its column.
    fn written(&self, header: Option<usize>) -> Option<(usize, &'a str)> {
        let header = header?;
        let text = self.cell(header);
        (!text.is_empty()).then_some((header, text))
    }

    /// Whether a cell says something.
    pub fn says(&self, header: usize) -> bool {
        let text = self.cell(header);
        text.starts_with(|first: char| first.is_ascii_digit()) || !is_missing(text)
    }

    /// Notes that a cell falls under a rule.
    pub fn note(&mut self, header: usize, trouble: Trouble) {
        let value = self.record.get(header).unwrap_or_default();
        self.note_value(header, value, trouble);
    }

    /// The same with as much of the cell as the rule is about: what else was noted of a meeting
    /// stays in the file.
    pub fn note_value(&mut self, header: usize, value: &str, trouble: Trouble) {
        self.chunk.findings.push(Finding {
            origin: self.place.origin(self.sheet.file),
            header: Some(header),
            value: value.into(),
            trouble,
        });
    }

    fn known<T>(&mut self, header: usize, said: Said<T>, trouble: Trouble) -> Option<T> {
        match said {
            Said::Value(value) => Some(value),
            Said::Blank => None,
            Said::Bad => {
                if self.called_off_in != Some(header) {
                    self.note(header, trouble);
                }
                None
            }
        }
    }

    /// The day of the record, or where the record ends without one.
    pub fn needed_date(&mut self, header: Option<usize>) -> Result<PackedDate, Fate> {
        let cell = header.map_or(DateCell::Blank, |header| self.date_cell(header));
        let trouble = match cell {
            DateCell::Day(_) | DateCell::Serial(_) | DateCell::Ordered { .. } => {
                return Ok(PackedDate::pack(&cell));
            }
            DateCell::Blank => trouble::NO_DATE,
            DateCell::Bad => trouble::NOT_A_NEEDED_DATE,
        };
        if footer::is_footer(self.record, self.sheet.layout.headers.len()) {
            return Err(Fate::Footer);
        }
        self.note(header.unwrap_or(usize::MAX), trouble);
        Err(Fate::Rejected)
    }

    /// A date that may be missing.
    pub fn date(&mut self, header: Option<usize>) -> PackedDate {
        let cell = header.map_or(DateCell::Blank, |header| self.date_cell(header));
        if let (DateCell::Bad, Some(header)) = (cell, header) {
            self.note(header, trouble::NOT_A_DATE);
            return PackedDate::pack(&DateCell::Blank);
        }
        PackedDate::pack(&cell)
    }

    fn date_cell(&mut self, header: usize) -> DateCell {
        let text = self.cell(header);
        if text.is_empty() {
            return DateCell::Blank;
        }
        let cell = self.memos.dates.get(text, dates::parse);
        if let Ok(place) = self.sheet.plan.dates.binary_search(&header) {
            self.chunk.dates[place].observe(cell, text, self.place.origin(self.sheet.file));
        }
        cell
    }

    /// A time of day in minutes after midnight.
    pub fn time(&mut self, header: Option<usize>) -> Option<u16> {
        let (header, text) = self.written(header)?;
        let read = |text: &str| said(text, dates::clock_time);
        let time = self.memos.times.get(text, read);
        self.known(header, time, trouble::NOT_A_TIME)
    }

    /// The time of day in the cell of a day, to the minute: with seconds it is the time of a clock
    /// that stamped the record, and tells nothing of the meeting.
    pub fn start_in(&mut self, header: Option<usize>) -> Option<u16> {
        let text = self.cell(header?);
        if text.len() <= DAY_ALONE {
            return None;
        }
        let read = |text: &str| {
            let second = dates::second_of_day(text).filter(|second| second.is_multiple_of(60));
            second.map_or(Said::Blank, |_| said(text, dates::time_of_day))
        };
        match self.memos.starts.get(text, read) {
            Said::Value(start) => Some(start),
            Said::Blank | Said::Bad => None,
        }
    }

    /// A length in minutes; 0 is no length.
    pub fn minutes(&mut self, header: usize) -> Option<f32> {
        let read = |text: &str| said(text, |text| length(durations::minutes(text)?));
        let minutes = self.memos.minutes.get(self.cell(header), read);
        self.known(header, minutes, trouble::NOT_A_LENGTH)
            .filter(|minutes| *minutes > 0.0)
    }

    /// A length in hours, as minutes; 0 is no length.
    pub fn hours(&mut self, header: usize) -> Option<f32> {
        let read = |text: &str| said(text, |text| length(60.0 * durations::hours(text)?));
        let minutes = self.memos.hours.get(self.cell(header), read);
        self.known(header, minutes, trouble::NOT_A_LENGTH)
            .filter(|minutes| *minutes > 0.0)
    }

    /// Progress, as far as a cell says by itself what it is worth.
    pub fn progress(&mut self, header: Option<usize>) -> Option<f64> {
        let (header, text) = self.written(header)?;
        let unit = self.sheet.plan.progress;
        let evidence = &mut self.chunk.progress;
        let origin = self.place.origin(self.sheet.file);
        let progress = self.memos.progress.get(text, |text| {
            said(text, |text| {
                evidence.observe(text, header, origin);
                unit.read(text)
            })
        });
        let trouble = match unit {
            ProgressUnit::Points(..) => trouble::NOT_PROGRESS_IN_RANGE,
            _ => trouble::NOT_PROGRESS,
        };
        self.known(header, progress, trouble)
    }

    /// A rating as written.
    #[expect(clippy::cast_possible_truncation, reason = "a rating of a few points")]
    pub fn rating(&mut self, header: Option<usize>) -> Option<f32> {
        let (header, text) = self.written(header)?;
        let evidence = &mut self.chunk.ratings;
        let rating = self.memos.ratings.get(text, |text| {
            said(text, |text| {
                let (rating, most) = numbers::rating(text)?;
                evidence.observe(rating, most);
                Some(rating as f32)
            })
        });
        self.known(header, rating, trouble::NOT_A_NUMBER)
    }

    /// The status: held where the source has no column for it, unknown where it is not
    /// recognised, `None` where it is blank.
    pub fn status(&mut self, header: Option<usize>) -> Option<Status> {
        let Some(header) = header else {
            return Some(Status::Held);
        };
        let cell = self.cell(header);
        let codes = &mut self.chunk.statuses;
        // “unknown” is a status before it is a word for a blank, which may be read as held.
        let word = |text: &str| answers::status(text).map(Said::Value);
        let read = |text: &str| {
            codes.entry(header).or_default().observe(text);
            word(text).unwrap_or_else(|| said(text, |_| None))
        };
        match self.memos.statuses.get(cell, read) {
            Said::Value(status) => Some(status),
            Said::Blank => None,
            Said::Bad => {
                self.note(header, trouble::NOT_A_STATUS);
                Some(Status::Unknown)
            }
        }
    }

    /// Whether a status says what became of the meeting.
    pub fn has_status(&self, header: Option<usize>) -> bool {
        header.is_some_and(|header| {
            let cell = self.cell(header);
            !is_missing(cell) || answers::status(cell).is_some()
        })
    }

    /// The status of a meeting that a cell calls off, and says nothing else.
    pub fn called_off(&mut self, header: usize) -> Option<Status> {
        const LONGEST: usize = 48;
        let text = self.cell(header);
        let first = text.chars().next().filter(|_| text.len() <= LONGEST)?;
        let is_word = first.is_alphabetic();
        let read = |text: &str| called_off(text);
        is_word.then(|| self.memos.called_off.get(text, read))?
    }

    /// What became of a meeting of which a note says first that it was not held.
    pub fn begins_with_it(&mut self, header: usize) -> Option<Status> {
        let text = self.cell(header);
        (text.len() <= LONGEST_NOTE).then(|| self.memos.begun.get(text, begins_with_it))?
    }

    /// Whether a note speaks of a meeting that was not held, this one or another.
    pub fn speaks_of_it(&mut self, header: usize) -> bool {
        let text = self.cell(header);
        text.len() <= LONGEST_NOTE && self.memos.speaking.get(text, speaks_of_it)
    }

    /// Whether a cell gives a length of 0.
    pub fn is_zero(&self, header: usize) -> bool {
        durations::minutes(self.cell(header)) == Some(0.0)
    }

    /// A text that is looked up later.
    pub fn text(&mut self, header: Option<usize>) -> TextId {
        let text = header.map_or("", |header| self.cell(header));
        self.chunk.texts.intern(text)
    }

    /// What the record says about its pair.
    pub fn facts(&mut self) {
        for (fact, source) in &self.sheet.plan.facts {
            let text = match source {
                FactSource::Header(header) => self.cell(*header),
                FactSource::Set(value) => value,
            };
            if let (true, FactSource::Header(header)) = (fact.is_date(), source) {
                self.date_cell(*header);
            }
            let id = self.chunk.texts.intern(text);
            self.chunk.facts.push(id);
        }
    }
}

fn said<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Said<T> {
    if is_missing(text) {
        return Said::Blank;
    }
    read(text).map_or(Said::Bad, Said::Value)
}

/// Characters of a day in figures: most cells with a day have no more.
const DAY_ALONE: usize = 10;

/// No meeting of one day is longer; 90 hours are minutes.
const MOST_MINUTES: f64 = 24.0 * 60.0;

#[expect(clippy::cast_possible_truncation, reason = "minutes of a meeting")]
fn length(minutes: f64) -> Option<f32> {
    (0.0..=MOST_MINUTES)
        .contains(&minutes)
        .then_some(minutes as f32)
}
