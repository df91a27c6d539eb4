//! Session records on their way into a partition.

use super::placing::{Placed, PlacedChunk};
use super::registers::fullest_file;
use super::{Context, months};
use crate::config::BlankStatus;
use crate::ingest::columns::Column;
use crate::ingest::date_orders::FileOrders;
use crate::ingest::pairing::{Address, Share};
use crate::ingest::plan::TablePlan;
use crate::ingest::records::{Chunk, RawSession, as_fraction};
use crate::ingest::stages::Ranks;
use crate::ingest::supply::StatusCounts;
use crate::ingest::trouble::{self, Finding, Trouble};
use crate::programme::{Action, Day, Detail, Fate, Progress, Session, Status, Table};
use crate::values::answers::Coding;
use crate::values::dates::{DateCell, PackedDate};
use crate::values::progress::ProgressScale;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A session record with the chunk it comes from.
#[derive(Clone, Copy)]
pub(super) struct Gathered {
    pub session: Session,
    pub chunk: u32,
    pub record: u32,
    hash: u64,
}

impl Gathered {
    /// What the record is to its pair in a partition.
    pub fn share(&self, context: &Context<'_>, partition: usize) -> Share {
        if !context.pairing.divided {
            return Share::Whole;
        }
        let chunk = self.chunk as usize;
        let who = context.chunks[chunk].sessions[self.record as usize].who;
        let to = Address {
            partition: u32::try_from(partition).unwrap_or(u32::MAX),
            pair: self.session.pair,
        };
        context.pairing.share(chunk, who, to)
    }
}

/// The session records of one partition.
#[derive(Default)]
pub(super) struct Sessions {
    /// Records that count, by pair, date and every other field.
    pub kept: Vec<Gathered>,
    pub details: Vec<Detail>,
    pub actions: Vec<Action>,
    pub fates: BTreeMap<(u16, Table, Fate), u64>,
    pub findings: Vec<Finding>,
    /// What records say of their status, by file and day.
    pub statuses: BTreeMap<(u16, Day), StatusCounts>,
}

impl Sessions {
    /// Takes the session records of a partition, sorts them and drops repeats.
    pub fn gather(
        context: &Context<'_>,
        settlers: &[Settler<'_>],
        placed: &[PlacedChunk],
        partition: usize,
    ) -> Self {
        let mut sessions = Self::default();
        let count = placed
            .iter()
            .map(|chunk| chunk.sessions(partition).len())
            .sum();
        let mut all = Vec::with_capacity(count);
        for ((index, settler), placed) in (0_u32..).zip(settlers).zip(placed) {
            sessions.settle(settler, index, placed.sessions(partition), &mut all);
        }
        all.sort_unstable_by(order);
        for (gathered, fate) in months::beside_days(context, &mut all) {
            sessions.count(context, &gathered, fate, partition);
            sessions.note(&gathered, trouble::MONTH_BESIDE_DAYS);
        }
        let same = |a: &Gathered, b: &Gathered| {
            (a.session.pair, a.session.date, a.hash) == (b.session.pair, b.session.date, b.hash)
        };
        for alike in all.chunk_by(same) {
            sessions.take(context, alike, partition);
        }
        sessions.details.shrink_to_fit();
        sessions
    }

    /// Settles what was open in the records of a chunk.
    fn settle(
        &mut self,
        settler: &Settler<'_>,
        index: u32,
        rows: &[Placed],
        all: &mut Vec<Gathered>,
    ) {
        for placed in rows {
            let raw = &settler.chunk.sessions[placed.record as usize];
            if let Some(session) = settler.session(raw, placed.to.pair, &mut self.findings) {
                self.count_status(settler, raw, session.date);
                all.push(Gathered {
                    session,
                    chunk: index,
                    record: placed.record,
                    hash: raw.hash,
                });
            }
        }
    }

    fn count_status(&mut self, settler: &Settler<'_>, raw: &RawSession, day: Day) {
        if settler.has_status(raw) {
            let counts = self.statuses.entry((settler.chunk.file, day)).or_default();
            counts.add(settler.status(raw));
        }
    }

    /// Of records that are alike, those of one file count: they may be repeats that were meant.
    fn take(&mut self, context: &Context<'_>, alike: &[Gathered], partition: usize) {
        let file = match alike {
            [one] => one.session.origin.file,
            _ => fullest_file(alike.iter().map(|gathered| gathered.session.origin.file)),
        };
        let mut kept = 0;
        for gathered in alike {
            let at = gathered.session.origin;
            let counts = at.file == file;
            let fate = if counts { Fate::Used } else { Fate::Repeated };
            self.count(context, gathered, fate, partition);
            if !counts {
                self.note(gathered, trouble::REPEATED_ROW);
            } else if kept > 0 {
                self.note(gathered, trouble::REPEATED_IN_FILE);
            }
            if counts {
                kept += 1;
                self.keep(context, *gathered);
            }
        }
    }

    fn count(&mut self, context: &Context<'_>, record: &Gathered, fate: Fate, partition: usize) {
        let at = record.session.origin;
        if at.counted && record.share(context, partition) != Share::Further {
            let records = self.fates.entry((at.file, Table::Sessions, fate));
            *records.or_default() += 1;
        }
    }

    fn note(&mut self, record: &Gathered, trouble: Trouble) {
        self.findings.push(Finding {
            origin: record.session.origin,
            header: None,
            value: "".into(),
            trouble,
        });
    }

    fn keep(&mut self, context: &Context<'_>, mut gathered: Gathered) {
        let chunk = &context.chunks[gathered.chunk as usize];
        let session = &mut gathered.session;
        let from = session.details_from as usize;
        let details = chunk
            .details
            .get(from..from + usize::from(session.details_len));
        session.details_from = u32::try_from(self.details.len()).unwrap_or(u32::MAX);
        let scale = context.scales[usize::from(chunk.file)].progress;
        for detail in details.unwrap_or_default() {
            self.details.extend(with_progress(detail, scale));
        }
        let kept = self.details.len() - session.details_from as usize;
        session.details_len = u16::try_from(kept).unwrap_or(u16::MAX);
        self.keep_actions(context, chunk, &gathered);
        self.kept.push(gathered);
    }

    fn keep_actions(&mut self, context: &Context<'_>, chunk: &Chunk, gathered: &Gathered) {
        let from = chunk
            .actions
            .partition_point(|action| action.session < gathered.record);
        let actions = chunk.actions[from..].iter();
        let orders = &context.orders[usize::from(chunk.file)];
        for action in actions.take_while(|action| action.session == gathered.record) {
            let scheduled_on = orders.day(action.header, action.scheduled_on);
            self.actions.push(Action {
                pair: gathered.session.pair,
                text: action.text.as_deref().map(str::to_owned),
                scheduled_on,
                agreed_on: Some(gathered.session.date),
                origin: gathered.session.origin,
                ..Action::default()
            });
        }
    }
}

/// What settles the open fields of the session records of one chunk.
pub(super) struct Settler<'a> {
    chunk: &'a Chunk,
    orders: &'a FileOrders,
    ranks: Ranks,
    scales: super::Scales,
    /// For each table of the file.
    columns: Vec<Settled>,
    blank_status: Status,
}

/// Headers of the columns of session records that are settled late.
#[derive(Clone, Copy)]
struct Settled {
    date: Option<usize>,
    next_meeting: Option<usize>,
    rating: Option<usize>,
    has_status: bool,
    /// The column of statuses, where nobody knows what its numbers stand for.
    codes: Option<usize>,
}

impl Settled {
    fn new(table: &TablePlan, orders: &FileOrders) -> Self {
        let header = |column| table.mapping.header_of(column);
        let is_open = |header: &usize| orders.codings.get(header) == Some(&Coding::Unknown);
        Self {
            codes: header(Column::Status).filter(is_open),
            date: header(Column::Date),
            next_meeting: header(Column::NextMeeting),
            rating: header(Column::Rating),
            has_status: header(Column::Status).is_some(),
        }
    }
}

impl<'a> Settler<'a> {
    pub fn new(context: &Context<'a>, chunk: &'a Chunk) -> Self {
        let file = usize::from(chunk.file);
        let tables = &context.sheets[file].plan.tables;
        Self {
            chunk,
            orders: &context.orders[file],
            ranks: context.stages.ranks(chunk),
            scales: context.scales[file],
            columns: tables
                .iter()
                .map(|table| Settled::new(table, &context.orders[file]))
                .collect(),
            blank_status: match context.config.blank_status {
                Some(BlankStatus::Held) => Status::Held,
                Some(BlankStatus::Unknown) | None => Status::Unknown,
            },
        }
    }

    /// Whether the source of a record has a column for its status.
    fn has_status(&self, raw: &RawSession) -> bool {
        let columns = self.columns.get(usize::from(raw.part));
        columns.is_some_and(|columns| columns.has_status)
    }

    /// The column of a status that is a number of which nobody knows what it stands for.
    fn unknown_code(&self, raw: &RawSession) -> Option<usize> {
        let columns = self.columns.get(usize::from(raw.part))?;
        columns.codes.filter(|_| raw.coded)
    }

    /// The status of a record; `None` is a blank.
    fn status(&self, raw: &RawSession) -> Option<Status> {
        let unknown = self.unknown_code(raw).map(|_| Status::Unknown);
        unknown.or(raw.status)
    }

    /// `None` is impossible: only records with a day are placed.
    fn session(&self, raw: &RawSession, pair: u32, findings: &mut Vec<Finding>) -> Option<Session> {
        let columns = *self.columns.get(usize::from(raw.part))?;
        let at = raw.origin(self.chunk.file);
        let mut note = |header: Option<usize>, value: String, trouble| {
            findings.push(Finding {
                origin: at,
                header,
                value: value.into(),
                trouble,
            });
        };
        let rating = raw.rating.get().and_then(|rating| {
            let fraction = self
                .scales
                .rating
                .and_then(|range| as_fraction(f64::from(rating), range));
            if fraction.is_none() {
                note(columns.rating, rating.to_string(), trouble::NOT_A_RATING);
            }
            fraction
        });
        // What is no status in any column was noted when it was read.
        let known = raw.status.filter(|status| *status != Status::Unknown);
        if let (Some(header), Some(known)) = (self.unknown_code(raw), known) {
            let value = if known == Status::Held { "1" } else { "0" };
            note(Some(header), value.to_owned(), trouble::NOT_A_STATUS);
        }
        let next_meeting = self.day(columns.next_meeting, raw.next_meeting);
        if next_meeting.is_none() && self.is_impossible(columns.next_meeting, raw.next_meeting) {
            note(columns.next_meeting, String::new(), trouble::NOT_A_DATE);
        }
        let date = self.day(columns.date, raw.date)?;
        // The measures leave it out.
        if let Some(next) = next_meeting.filter(|next| *next <= date) {
            note(
                columns.next_meeting,
                next.to_string(),
                trouble::NEXT_NOT_AFTER,
            );
        }
        Some(Session {
            pair,
            date,
            start: raw.start,
            status: self.status(raw).unwrap_or(self.blank_status),
            minutes: raw.minutes,
            stage: self.ranks.get(&raw.stage).copied().flatten(),
            progress: raw
                .progress
                .get()
                .and_then(|progress| self.scales.progress.apply(progress))
                .into(),
            filled: raw.filled,
            next_meeting: next_meeting.into(),
            #[expect(clippy::cast_possible_truncation, reason = "a fraction")]
            rating: rating.map(|rating| rating as f32).into(),
            details_from: raw.details_from,
            details_len: raw.details_len,
            origin: at,
        })
    }

    fn day(&self, header: Option<usize>, date: PackedDate) -> Option<Day> {
        self.orders.day(header?, date)
    }

    /// Whether a date does not exist in the order of its column.
    fn is_impossible(&self, header: Option<usize>, date: PackedDate) -> bool {
        let cell = date.cell();
        matches!(cell, DateCell::Ordered { .. })
            && header.is_some_and(|header| !self.orders.sets_aside(header, cell))
    }
}

/// A detail with its progress as 0–100; nothing where that cannot be said.
fn with_progress(detail: &Detail, scale: ProgressScale) -> Option<Detail> {
    let Detail::Progress(progress) = detail else {
        return Some(detail.clone());
    };
    let value = scale.apply(progress.value)?;
    Some(Detail::Progress(Progress { value, ..*progress }))
}

/// By pair, date and every other field: where rows stand in files decides only between records
/// that are alike.
pub(super) fn order(a: &Gathered, b: &Gathered) -> Ordering {
    let (one, other) = (&a.session, &b.session);
    let numbers = |session: &Session| {
        let [minutes, rating] =
            [session.minutes, session.rating].map(|of| of.get().map(f32::to_bits));
        (minutes, session.progress.get().map(f64::to_bits), rating)
    };
    let days = |session: &Session| {
        let start = session.start.get();
        (session.pair, session.date, start, session.status)
    };
    let path = |session: &Session| (session.stage, session.next_meeting.get());
    days(one)
        .cmp(&days(other))
        .then_with(|| path(one).cmp(&path(other)))
        .then_with(|| numbers(one).cmp(&numbers(other)))
        .then_with(|| one.filled.0.cmp(&other.filled.0))
        .then_with(|| a.hash.cmp(&b.hash))
        .then_with(|| one.origin.cmp(&other.origin))
}
