//! From blocks of text to records, side by side.
//!
//! Session records become fixed-size [`RawSession`]s: what their notes hold stays in the file.
//! Rows of the other tables are kept as cells ([`RawRow`]) until all evidence about dates and
//! pairs is in.

mod cells;
pub(super) mod footer;
pub(super) mod forms;
mod memo;
mod named_goals;
mod not_held;
mod parse;
mod placed;
pub(super) mod register;
mod row_hash;
mod session_cells;
mod session_columns;
mod sessions;
mod texts;

pub(super) use cells::Cells;
pub(super) use parse::parse;
pub(super) use placed::each_record;
pub(super) use texts::{TextId, Texts};

use super::date_orders::DateColumn;
use super::ledger::Tally;
use super::trouble::Finding;
use super::values::answers::{CodeEvidence, StatusCodes};
use super::values::dates::PackedDate;
use super::values::progress::ProgressEvidence;
use super::versions::Response;
use crate::programme::{Detail, Elements, Fate, Origin, Slim, Status, Table};
use std::collections::BTreeMap;

/// How a row names its pair: id, mentor, mentee, and the e-mails of the two, blank where it does
/// not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Naming(pub [TextId; 5]);

/// Everything read from one block of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    /// Index of the file.
    pub file: u16,
    /// Place of the block in the file.
    pub index: usize,
    /// The texts that records point to.
    pub texts: Texts,
    /// The distinct namings of pairs.
    pub namings: Vec<Naming>,
    /// Session records.
    pub sessions: Vec<RawSession>,
    /// Facts about pairs said by session records: as many for each as the file has facts.
    pub facts: Vec<TextId>,
    /// Details of session records.
    pub details: Vec<Detail>,
    /// Dated actions of session records.
    pub actions: Vec<RawAction>,
    /// Rows of other tables.
    pub rows: Vec<RawRow>,
    /// Of whom a row of a meeting tells whether they came, by its offset, where rows tell that of one.
    pub attendees: Vec<(u64, TextId)>,
    /// Rows that form tools tell apart, in the order of the file.
    pub responses: Vec<Response>,
    /// What fell under a rule.
    pub findings: Vec<Finding>,
    /// Rows whose fate is settled.
    pub settled: BTreeMap<Table, Tally>,
    /// Evidence for the order of dates, for each date column of the file.
    pub dates: Vec<DateColumn>,
    /// The same for each column of the file with times that its exporter wrote.
    pub times: Vec<DateColumn>,
    /// Evidence for what numbers stand for, for each column of answers.
    pub codes: BTreeMap<usize, CodeEvidence>,
    /// Evidence for what numbers among statuses stand for, for each column of the file.
    pub statuses: BTreeMap<usize, StatusCodes>,
    /// Evidence for the scale of progress.
    pub progress: ProgressEvidence,
    /// Evidence for the range of ratings.
    pub ratings: RatingEvidence,
}

impl Chunk {
    /// A naming as it was written.
    pub fn named(&self, who: u32) -> String {
        let naming = self.namings.get(who as usize).copied().unwrap_or_default();
        let texts = naming.0.iter().map(|id| self.texts.text(*id));
        let said: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
        said.join(" / ")
    }

    /// Whether no row was found.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty() && self.rows.is_empty() && self.settled.is_empty()
    }

    /// Keeps the records that stand at some offsets; each session says so many facts.
    pub fn retain(&mut self, facts: usize, keeps: impl Fn(u64) -> bool) {
        let kept: Vec<bool> = self.sessions.iter().map(|one| keeps(one.offset)).collect();
        let mut moved = Vec::with_capacity(kept.len());
        let mut count = 0_u32;
        for kept in &kept {
            moved.push(kept.then_some(count));
            count += u32::from(*kept);
        }
        let place = |session: u32| moved.get(session as usize).copied().flatten();
        if facts > 0 {
            let said = self.facts.chunks_exact(facts).zip(&kept);
            let said = said.filter(|(_, kept)| **kept).flat_map(|(said, _)| said);
            self.facts = said.copied().collect();
        }
        self.actions.retain_mut(|action| {
            let moved = place(action.session);
            action.session = moved.unwrap_or(action.session);
            moved.is_some()
        });
        self.sessions.retain(|session| keeps(session.offset));
        self.rows.retain(|row| keeps(row.offset));
        self.attendees.retain(|(offset, _)| keeps(*offset));
        self.responses.retain(|response| keeps(response.offset));
        self.forget_namings();
    }

    /// Leaves out namings that no record has.
    fn forget_namings(&mut self) {
        let sessions = self.sessions.iter().map(|session| session.who);
        let mut used: Vec<u32> = sessions
            .chain(self.rows.iter().map(|row| row.who))
            .collect();
        used.sort_unstable();
        used.dedup();
        let place = |who: u32| {
            used.binary_search(&who)
                .ok()
                .and_then(|at| u32::try_from(at).ok())
        };
        for who in self.sessions.iter_mut().map(|session| &mut session.who) {
            *who = place(*who).unwrap_or(*who);
        }
        for who in self.rows.iter_mut().map(|row| &mut row.who) {
            *who = place(*who).unwrap_or(*who);
        }
        let namings = used.iter().map(|who| self.namings[*who as usize]);
        self.namings = namings.collect();
    }

    fn settle(&mut self, table: Table, fate: Fate) {
        self.settled.entry(table).or_default().add(fate, 1);
    }
}

/// A session record whose dates, stage, rating and pair are not settled yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RawSession {
    /// Index into [`Chunk::namings`].
    pub who: u32,
    /// Day of the meeting.
    pub date: PackedDate,
    /// Agreed next meeting.
    pub next_meeting: PackedDate,
    /// Start time in minutes after midnight.
    pub start: Slim<u16>,
    /// Status; `None` where blank or not recognised.
    pub status: Option<Status>,
    /// Whether the status is a bare number, of which the whole column says what it means.
    pub coded: bool,
    /// Elements that were filled in.
    pub filled: Elements,
    /// Length in minutes.
    pub minutes: Slim<f32>,
    /// Stage as written.
    pub stage: TextId,
    /// Overall progress; a bare number as written, unless it is known what it is worth.
    pub progress: Slim<f64>,
    /// Rating as written.
    pub rating: Slim<f32>,
    /// First of its details in [`Chunk::details`].
    pub details_from: u32,
    /// Number of its details.
    pub details_len: u16,
    /// Index into the tables of the file.
    pub part: u8,
    /// Whether the row is counted where this record ends: each row is counted once.
    pub counted: bool,
    /// Line of the record.
    pub line: u32,
    /// Offset of the record.
    pub offset: u64,
    /// Hash of its content.
    pub hash: u64,
}

impl RawSession {
    /// Where the record stands.
    pub fn origin(&self, file: u16) -> Origin {
        Origin {
            file,
            line: self.line,
            offset: self.offset,
            part: self.part,
            counted: self.counted,
        }
    }
}

/// A dated action that a session record names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawAction {
    /// Index into [`Chunk::sessions`].
    pub session: u32,
    /// What is to be done.
    pub text: Option<Box<str>>,
    /// When.
    pub scheduled_on: PackedDate,
    /// Header of its date.
    pub header: usize,
}

/// A row of another table, as cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawRow {
    /// Index into the tables of the file.
    pub table: usize,
    /// Whether the row is counted under this table: each row is under one.
    pub counted: bool,
    /// Index into [`Chunk::namings`].
    pub who: u32,
    /// Its cells.
    pub record: csv::StringRecord,
    /// Line of the record.
    pub line: u32,
    /// Offset of the record.
    pub offset: u64,
    /// Hash of its content.
    pub hash: u64,
}

impl RawRow {
    /// Where the record stands.
    pub fn origin(&self, file: u16) -> Origin {
        Origin {
            file,
            line: self.line,
            offset: self.offset,
            part: part(self.table),
            counted: self.counted,
        }
    }
}

/// The table of a record as part of its [`Origin`]; no file has more than 255.
fn part(table: usize) -> u8 {
    u8::try_from(table).unwrap_or(u8::MAX)
}

/// What the ratings of a file say about their range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct RatingEvidence {
    highest: Option<f64>,
    /// The most that could be given, where a rating says so.
    most: Option<f64>,
    zero: bool,
}

impl RatingEvidence {
    /// Takes in one rating, with the most that could be given where it says so.
    pub fn observe(&mut self, rating: f64, most: Option<f64>) {
        self.highest = higher(self.highest, Some(rating));
        self.most = higher(self.most, most);
        self.zero |= rating == 0.0;
    }

    /// Takes in the evidence of another part.
    pub fn merge(&mut self, other: &Self) {
        self.highest = higher(self.highest, other.highest);
        self.most = higher(self.most, other.most);
        self.zero |= other.zero;
    }

    /// The lowest and highest possible rating: as many points as ratings say themselves, else five,
    /// ten or a hundred, from 0 where a 0 was given or the range is a hundred.
    pub fn range(&self) -> Option<(f64, f64)> {
        let highest = self.highest?;
        let lowest = if self.zero { 0.0 } else { 1.0 };
        if let Some(most) = self
            .most
            .filter(|most| (highest..100.0).contains(most) && *most > 1.0)
        {
            return Some((lowest, most));
        }
        match highest {
            highest if highest <= 5.0 => Some((lowest, 5.0)),
            highest if highest <= 10.0 => Some((lowest, 10.0)),
            highest if highest <= 100.0 => Some((0.0, 100.0)),
            _ => None,
        }
    }
}

fn higher(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    one.into_iter().chain(other).reduce(f64::max)
}

/// A rating as a fraction of its range, or `None` outside of it.
pub(super) fn as_fraction(rating: f64, (lowest, highest): (f64, f64)) -> Option<f64> {
    let fraction = (rating - lowest) / (highest - lowest);
    (0.0..=1.0).contains(&fraction).then_some(fraction)
}

#[cfg(test)]
impl RawSession {
    /// A record that says its stage only.
    pub fn of_stage(stage: TextId) -> Self {
        Self {
            who: 0,
            date: PackedDate::default(),
            next_meeting: PackedDate::default(),
            start: Slim::NONE,
            coded: false,
            status: None,
            filled: Elements::default(),
            minutes: Slim::NONE,
            stage,
            progress: Slim::NONE,
            rating: Slim::NONE,
            details_from: 0,
            details_len: 0,
            part: 0,
            counted: true,
            line: 0,
            offset: 0,
            hash: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_of_ratings_follows_from_the_highest() {
        let range = |ratings: &[f64]| {
            let mut evidence = RatingEvidence::default();
            for rating in ratings {
                evidence.observe(*rating, None);
            }
            evidence.range()
        };
        let of = |rating, most| {
            let mut evidence = RatingEvidence::default();
            evidence.observe(rating, Some(most));
            evidence.range()
        };
        assert_eq!(of(2.0, 4.0), Some((1.0, 4.0)));
        assert_eq!(of(4.0, 10.0), Some((1.0, 10.0)));
        assert_eq!(of(60.0, 100.0), Some((0.0, 100.0)));
        assert_eq!(range(&[]), None);
        assert_eq!(range(&[3.0, 4.0]), Some((1.0, 5.0)));
        assert_eq!(range(&[0.0, 4.0]), Some((0.0, 5.0)));
        assert_eq!(range(&[7.0, 1.0]), Some((1.0, 10.0)));
        assert_eq!(range(&[0.0, 7.0]), Some((0.0, 10.0)));
        assert_eq!(range(&[60.0]), Some((0.0, 100.0)));
        assert_eq!(range(&[600.0]), None);
        assert_eq!(as_fraction(3.0, (1.0, 5.0)), Some(0.5));
        assert_eq!(as_fraction(6.0, (1.0, 5.0)), None);
    }
}
