//! Reads one session record.

use super::parse::Place;
use super::{Chunk, RawAction, RawSession, TextId, footer};
use crate::ingest::columns::{Column, TableMapping};
use crate::ingest::hash::stable_hash;
use crate::ingest::plan::FactSource;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{self, Finding, Trouble};
use crate::ingest::values::dates::{self, DateCell, PackedDate};
use crate::ingest::values::{answers, durations, is_missing, numbers};
use crate::programme::{
    Detail, Elements, Fate, IssuePrint, NewGoalText, Origin, Progress, Status, display_text,
    fold_text, is_filled,
};
use rustc_hash::FxHashMap;

/// Headers of the columns of a session record.
#[derive(Clone, Debug)]
pub(super) struct SessionColumns {
    date: Option<usize>,
    status: Option<usize>,
    minutes: Option<usize>,
    hours: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    stage: Option<usize>,
    progress: Option<usize>,
    goal_progress: Vec<(u16, usize)>,
    issues: Vec<(u16, usize)>,
    learnings: Option<usize>,
    actions: Vec<(usize, Option<usize>)>,
    next_meeting: Option<usize>,
    new_goal: Option<usize>,
    rating: Option<usize>,
}

impl SessionColumns {
    pub fn new(mapping: &TableMapping) -> Self {
        let header = |column| mapping.header_of(column);
        let numbered = |number: fn(Column) -> Option<u16>| {
            let columns = mapping.columns.iter();
            let mut found: Vec<_> = columns
                .filter_map(|(header, column)| Some((number(*column)?, *header)))
                .collect();
            found.sort_unstable();
            found
        };
        let actions = |column: Column| match column {
            Column::Actions => Some(0),
            Column::Action(number) => Some(number),
            _ => None,
        };
        Self {
            date: header(Column::Date),
            status: header(Column::Status),
            minutes: header(Column::Minutes),
            hours: header(Column::Hours),
            start: header(Column::Start),
            end: header(Column::End),
            stage: header(Column::Stage),
            progress: header(Column::Progress),
            goal_progress: numbered(|column| match column {
                Column::GoalProgress(number) => Some(number),
                _ => None,
            }),
            issues: numbered(|column| match column {
                Column::Issues => Some(0),
                Column::Issue(number) => Some(number),
                _ => None,
            }),
            learnings: header(Column::Learnings),
            actions: numbered(actions)
                .into_iter()
                .map(|(number, text)| (text, header(Column::ActionOn(number))))
                .collect(),
            next_meeting: header(Column::NextMeeting),
            new_goal: header(Column::NewGoal),
            rating: header(Column::Rating),
        }
    }
}

/// Reads session records of one file.
pub(super) struct SessionReader<'a> {
    sheet: &'a Sheet,
    columns: SessionColumns,
    statuses: FxHashMap<String, Option<Status>>,
}

/// One record while it is read.
struct Reading<'a> {
    sheet: &'a Sheet,
    record: &'a csv::StringRecord,
    place: Place,
    chunk: &'a mut Chunk,
}

impl<'a> SessionReader<'a> {
    pub fn new(sheet: &'a Sheet, columns: SessionColumns) -> Self {
        Self {
            sheet,
            columns,
            statuses: FxHashMap::default(),
        }
    }

    /// Adds a record to the chunk, or says where it ends instead.
    pub fn read(
        &mut self,
        record: &csv::StringRecord,
        (place, hash): (Place, u64),
        who: u32,
        chunk: &mut Chunk,
    ) -> Option<Fate> {
        let mut reading = Reading {
            sheet: self.sheet,
            record,
            place,
            chunk,
        };
        let date = match reading.needed_date(self.columns.date) {
            Ok(date) => date,
            Err(fate) => return Some(fate),
        };
        let details_from = reading.chunk.details.len();
        let filled = self.elements(&reading);
        let progress = reading.progress(self.columns.progress);
        self.details(&mut reading);
        self.actions(&mut reading);
        let details_len = reading.chunk.details.len() - details_from;
        let session = RawSession {
            who,
            date,
            next_meeting: reading.date(self.columns.next_meeting),
            start: reading.time(self.columns.start),
            status: self.status(&mut reading),
            filled,
            minutes: self.minutes(&mut reading),
            stage: reading.text(self.columns.stage),
            progress,
            rating: reading.rating(self.columns.rating),
            details_from: u32::try_from(details_from).unwrap_or(u32::MAX),
            details_len: u16::try_from(details_len).unwrap_or(u16::MAX),
            line: place.line,
            offset: place.offset,
            hash,
        };
        reading.facts();
        chunk.sessions.push(session);
        None
    }

    fn elements(&self, reading: &Reading<'_>) -> Elements {
        let columns = &self.columns;
        let any = |element: Elements, mut headers: &mut dyn Iterator<Item = usize>| {
            let filled = (&mut headers).any(|header| is_filled_in(reading.cell(header)));
            if filled { element } else { Elements::default() }
        };
        let goals = columns.goal_progress.iter().map(|(_, header)| *header);
        let issues = columns.issues.iter().map(|(_, header)| *header);
        let actions = columns.actions.iter().map(|(header, _)| *header);
        [
            any(Elements::PROGRESS, &mut goals.chain(columns.progress)),
            any(Elements::ISSUES, &mut issues.into_iter()),
            any(Elements::LEARNINGS, &mut columns.learnings.into_iter()),
            any(Elements::ACTIONS, &mut actions.into_iter()),
            any(
                Elements::NEXT_MEETING,
                &mut columns.next_meeting.into_iter(),
            ),
        ]
        .into_iter()
        .fold(Elements::default(), Elements::union)
    }

    fn details(&self, reading: &mut Reading<'_>) {
        for &(goal, header) in &self.columns.goal_progress {
            if let Some(value) = reading.progress(Some(header)) {
                let progress = Progress { goal, value };
                reading.chunk.details.push(Detail::Progress(progress));
            }
        }
        for &(column, header) in &self.columns.issues {
            if let Some(print) = issue_print(reading.cell(header)) {
                reading.chunk.details.push(Detail::Issue(column, print));
            }
        }
        let new_goal = self.columns.new_goal.map(|header| reading.cell(header));
        if let Some(text) = new_goal.filter(|text| is_filled(text)) {
            let goal = NewGoalText {
                text: display_text(text),
                folded: fold_text(text),
            };
            reading.chunk.details.push(Detail::NewGoal(Box::new(goal)));
        }
    }

    /// Actions without a date are never due: they stay in the file with the other notes.
    fn actions(&self, reading: &mut Reading<'_>) {
        let session = u32::try_from(reading.chunk.sessions.len()).unwrap_or(u32::MAX);
        for &(text, on) in &self.columns.actions {
            let Some(header) = on else { continue };
            let scheduled_on = reading.date(on);
            if scheduled_on.cell() != DateCell::Blank {
                let text = reading.cell(text);
                let text = is_filled(text).then(|| display_text(text).into());
                reading.chunk.actions.push(RawAction {
                    session,
                    text,
                    scheduled_on,
                    header,
                });
            }
        }
    }

    fn status(&mut self, reading: &mut Reading<'_>) -> Option<Status> {
        let Some(header) = self.columns.status else {
            return Some(Status::Held);
        };
        let text = reading.cell(header);
        if text.is_empty() {
            return None;
        }
        let known = self.statuses.get(text).copied();
        let status = known.unwrap_or_else(|| {
            let status = answers::status(text);
            self.statuses.insert(text.to_owned(), status);
            status
        });
        if status.is_none() && !is_missing(text) {
            reading.note(header, trouble::NOT_A_STATUS);
            return Some(Status::Unknown);
        }
        status
    }

    fn minutes(&self, reading: &mut Reading<'_>) -> Option<f32> {
        let said = |header: Option<usize>, reading: &Reading<'_>| {
            header.filter(|header| !is_missing(reading.cell(*header)))
        };
        if let Some(header) = said(self.columns.minutes, reading) {
            reading.length(header, durations::minutes)
        } else if let Some(header) = said(self.columns.hours, reading) {
            reading.length(header, |text| {
                durations::hours(text).map(|hours| hours * 60.0)
            })
        } else {
            let start = reading.time(self.columns.start)?;
            let end = reading.time(self.columns.end)?;
            let length = end.checked_sub(start);
            if let (None, Some(header)) = (length, self.columns.end) {
                reading.note(header, trouble::ENDS_BEFORE_START);
            }
            length.filter(|minutes| *minutes > 0).map(f32::from)
        }
    }
}

impl<'a> Reading<'a> {
    fn cell(&self, header: usize) -> &'a str {
        let cell = self.record.get(header).unwrap_or_default();
        self.sheet.plan.value(header, cell)
    }

    fn note(&mut self, header: usize, trouble: Trouble) {
        let origin: Origin = self.place.origin(self.sheet.file);
        let value = self.record.get(header).unwrap_or_default().into();
        self.chunk.findings.push(Finding {
            origin,
            header: Some(header),
            value,
            trouble,
        });
    }

    fn date_cell(&mut self, header: usize) -> DateCell {
        let cell = dates::parse(self.cell(header));
        if let Ok(place) = self.sheet.plan.dates.binary_search(&header) {
            self.chunk.dates[place].observe(cell, self.place.origin(self.sheet.file));
        }
        cell
    }

    fn needed_date(&mut self, header: Option<usize>) -> Result<PackedDate, Fate> {
        let cell = header.map_or(DateCell::Blank, |header| self.date_cell(header));
        let trouble = match cell {
            DateCell::Day(_) | DateCell::Ordered { .. } => return Ok(PackedDate::pack(&cell)),
            DateCell::Blank => trouble::NO_DATE,
            DateCell::Bad => trouble::NOT_A_NEEDED_DATE,
        };
        if footer::is_footer(self.record) {
            return Err(Fate::Footer);
        }
        self.note(header.unwrap_or(usize::MAX), trouble);
        Err(Fate::Rejected)
    }

    fn date(&mut self, header: Option<usize>) -> PackedDate {
        let Some(header) = header else {
            return PackedDate::pack(&DateCell::Blank);
        };
        match self.date_cell(header) {
            DateCell::Bad => {
                self.note(header, trouble::NOT_A_DATE);
                PackedDate::pack(&DateCell::Blank)
            }
            cell => PackedDate::pack(&cell),
        }
    }

    fn time(&mut self, header: Option<usize>) -> Option<u16> {
        let header = header?;
        let text = self.cell(header);
        if is_missing(text) {
            return None;
        }
        let time = dates::time_of_day(text);
        if time.is_none() {
            self.note(header, trouble::NOT_A_TIME);
        }
        time
    }

    /// A length of 0 is no length.
    #[expect(clippy::cast_possible_truncation, reason = "minutes of a meeting")]
    fn length(&mut self, header: usize, read: impl Fn(&str) -> Option<f64>) -> Option<f32> {
        let minutes = read(self.cell(header)).filter(|minutes| *minutes >= 0.0);
        if minutes.is_none() {
            self.note(header, trouble::NOT_A_LENGTH);
        }
        minutes
            .filter(|minutes| *minutes > 0.0)
            .map(|minutes| minutes as f32)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
    fn progress(&mut self, header: Option<usize>) -> Option<f32> {
        let header = header?;
        let text = self.cell(header);
        if is_missing(text) {
            return None;
        }
        self.chunk.progress.observe(text);
        let progress = numbers::progress(text);
        if progress.is_none() {
            self.note(header, trouble::NOT_PROGRESS);
        }
        progress.map(|progress| progress as f32)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a rating of a few points")]
    fn rating(&mut self, header: Option<usize>) -> Option<f32> {
        let header = header?;
        let text = self.cell(header);
        if is_missing(text) {
            return None;
        }
        let rating = numbers::number(text);
        match rating {
            Some(rating) => self.chunk.ratings.observe(rating),
            None => self.note(header, trouble::NOT_A_NUMBER),
        }
        rating.map(|rating| rating as f32)
    }

    fn text(&mut self, header: Option<usize>) -> TextId {
        let text = header.map_or("", |header| self.cell(header));
        if is_missing(text) {
            return TextId::BLANK;
        }
        self.chunk.texts.intern(text)
    }

    fn facts(&mut self) {
        for (fact, source) in &self.sheet.plan.facts {
            let text = match source {
                FactSource::Header(header) => {
                    if fact.is_date() {
                        self.date_cell(*header);
                    }
                    self.cell(*header)
                }
                FactSource::Set(value) => value,
            };
            let id = self.chunk.texts.intern(text);
            self.chunk.facts.push(id);
        }
    }
}

/// As [`is_filled`], which only looks twice at texts of less than five letters and digits: no
/// phrase for an empty cell is longer.
fn is_filled_in(text: &str) -> bool {
    text.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .nth(4)
        .is_some()
        || is_filled(text)
}

/// The print of an issue that was filled in.
pub(in crate::ingest) fn issue_print(text: &str) -> Option<IssuePrint> {
    if !is_filled_in(text) {
        return None;
    }
    let folded = fold_text(text);
    let mut prefix = [0; 8];
    for (slot, byte) in prefix.iter_mut().zip(folded.bytes()) {
        *slot = byte;
    }
    Some(IssuePrint {
        prefix: u64::from_be_bytes(prefix),
        hash: stable_hash(folded.as_bytes()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_agree_on_what_is_filled() {
        for text in [
            "",
            "n/a",
            "None.",
            "-",
            "abcde",
            "a b c d e",
            "ok",
            "…",
            "été",
            "nil 1",
        ] {
            assert_eq!(is_filled_in(text), is_filled(text), "{text}");
        }
    }

    #[test]
    fn issue_prints_sort_as_their_texts() {
        let time = issue_print(" Time!").unwrap();
        assert_eq!(time, issue_print("time").unwrap());
        assert!(time < issue_print("travel").unwrap());
        assert_eq!(time.prefix, u64::from_be_bytes(*b"time\0\0\0\0"));
        assert_eq!(issue_print("n/a"), None);
    }
}
