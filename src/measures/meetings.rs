//! Records of one pair and one day reconciled into meetings.

use crate::programme::{Day, Detail, Elements, IssuePrint, PairHistory, Session, Status};
use std::collections::BTreeMap;

/// A meeting: the records of one pair on one day, reconciled. Of several values the higher
/// counts, of dates the later, of texts the alphabetically first.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Its day.
    pub date: Day,
    /// Start in minutes after midnight, where any record has one.
    pub start: Option<u16>,
    /// What became of it.
    pub status: Status,
    /// Minutes, the longest that any record has.
    pub minutes: Option<f64>,
    /// Highest stage rank recorded.
    pub stage: Option<u8>,
    /// Highest overall progress recorded, 0–100.
    pub progress: Option<f64>,
    /// Highest progress of each goal recorded, by number.
    pub goal_progress: BTreeMap<u16, f64>,
    /// Issues by column.
    pub issues: BTreeMap<u16, IssuePrint>,
    /// Folded text and text as written of a goal that arose.
    pub new_goal: Option<(String, String)>,
    /// Elements filled in.
    pub filled: Elements,
    /// Elements that its sources have columns for.
    pub supplied: Elements,
    /// Latest agreed next day after the meeting.
    pub next_meeting: Option<Day>,
    /// Highest rating recorded, 0–1.
    pub rating: Option<f64>,
    /// The records behind it, for evidence.
    pub records: Vec<crate::programme::Origin>,
}

impl Meeting {
    /// Whether it took place.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.status == Status::Held
    }

    /// Whether any progress was recorded.
    #[must_use]
    pub fn records_progress(&self) -> bool {
        self.progress.is_some() || !self.goal_progress.is_empty()
    }
}

/// The meetings up to a day, by date and start time.
pub(super) fn meetings(history: &PairHistory<'_>, observed_to: Day) -> Vec<Meeting> {
    let counted: Vec<&Session> = history
        .sessions
        .iter()
        .filter(|session| session.date <= observed_to)
        .collect();
    counted
        .chunk_by(|left, right| left.date == right.date)
        .flat_map(|day| meetings_of_day(history, day))
        .collect()
}

/// One meeting, or one for each start time; records without a start time belong to the first.
fn meetings_of_day(history: &PairHistory<'_>, day: &[&Session]) -> Vec<Meeting> {
    let first = day.iter().filter_map(|session| session.start).min();
    let mut by_start: BTreeMap<Option<u16>, Meeting> = BTreeMap::new();
    for session in day {
        let start = session.start.or(first);
        let meeting = by_start
            .entry(start)
            .or_insert_with(|| blank(session.date, start));
        absorb(meeting, session, history);
    }
    by_start.into_values().collect()
}

fn blank(date: Day, start: Option<u16>) -> Meeting {
    Meeting {
        date,
        start,
        status: Status::Unknown,
        minutes: None,
        stage: None,
        progress: None,
        goal_progress: BTreeMap::new(),
        issues: BTreeMap::new(),
        new_goal: None,
        filled: Elements::default(),
        supplied: Elements::default(),
        next_meeting: None,
        rating: None,
        records: Vec::new(),
    }
}

fn absorb(meeting: &mut Meeting, session: &Session, history: &PairHistory<'_>) {
    meeting.status = meeting.status.min(session.status);
    meeting.minutes = higher(meeting.minutes, session.minutes.map(f64::from));
    meeting.stage = meeting
        .stage
        .max(session.stage.map(std::num::NonZeroU8::get));
    meeting.progress = higher(meeting.progress, session.progress.map(f64::from));
    let next_meeting = session.next_meeting.filter(|next| *next > session.date);
    meeting.filled = meeting.filled.union(filled(session, next_meeting));
    meeting.supplied = meeting.supplied.union(history.elements_supplied(session));
    meeting.next_meeting = meeting.next_meeting.max(next_meeting);
    meeting.rating = higher(meeting.rating, session.rating.map(f64::from));
    meeting.records.push(session.origin);
    for detail in history.details_of(session) {
        absorb_detail(meeting, detail);
    }
}

/// The elements filled in; a next meeting that is not after this one is not understood.
fn filled(session: &Session, next_meeting: Option<Day>) -> Elements {
    match next_meeting {
        Some(_) => session.filled.union(Elements::NEXT_MEETING),
        None => session.filled.without(Elements::NEXT_MEETING),
    }
}

fn absorb_detail(meeting: &mut Meeting, detail: &Detail) {
    match detail {
        Detail::Progress(progress) => {
            let value = f64::from(progress.value);
            let best = meeting.goal_progress.entry(progress.goal).or_insert(value);
            *best = best.max(value);
        }
        Detail::Issue(column, print) => {
            let first = meeting.issues.entry(*column).or_insert(*print);
            *first = (*first).min(*print);
        }
        Detail::NewGoal(goal) => {
            let named = (goal.folded.clone(), goal.text.clone());
            meeting.new_goal = Some(
                meeting
                    .new_goal
                    .take()
                    .map_or(named.clone(), |known| known.min(named)),
            );
        }
    }
}

/// The higher of two values, either of which may be missing.
pub(super) fn higher(left: Option<f64>, right: Option<f64>) -> Option<f64> {
    match (left, right) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (known, None) | (None, known) => known,
    }
}
