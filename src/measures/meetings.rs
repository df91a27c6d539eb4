//! Records of one pair and one day reconciled into meetings.

use crate::programme::{
    Day, Detail, Elements, IssuePrint, NewGoalText, Origin, PairHistory, Session, Status, Themes,
};

/// A meeting: the records of one pair on one day, reconciled. Of several values the higher
/// counts, of dates the later, of texts the alphabetically first.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting<'a> {
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
    /// Elements filled in.
    pub filled: Elements,
    /// Elements that its sources have columns for.
    pub supplied: Elements,
    /// Latest agreed next day after the meeting.
    pub next_meeting: Option<Day>,
    /// Highest rating recorded, 0–1.
    pub rating: Option<f64>,
    /// The records behind it.
    pub records: &'a [Session],
    /// The details of its partition, to which the records point.
    details: &'a [Detail],
}

impl<'a> Meeting<'a> {
    /// Reconciles the records of one meeting, of which there is at least one.
    fn of(history: &PairHistory<'a>, records: &'a [Session]) -> Self {
        let mut meeting = Self {
            date: records[0].date,
            start: records.iter().find_map(|record| record.start.get()),
            status: Status::Unknown,
            minutes: None,
            stage: None,
            progress: None,
            filled: Elements::default(),
            supplied: Elements::default(),
            next_meeting: None,
            rating: None,
            records,
            details: history.details,
        };
        for record in records {
            meeting.absorb(record, history.elements_supplied(record));
        }
        meeting
    }

    fn absorb(&mut self, record: &Session, supplied: Elements) {
        self.status = self.status.min(record.status);
        self.minutes = higher(self.minutes, record.minutes.get().map(f64::from));
        self.stage = self.stage.max(record.stage.map(std::num::NonZeroU8::get));
        self.progress = higher(self.progress, record.progress.get());
        let next_meeting = record.next_meeting.get().filter(|next| *next > record.date);
        self.filled = self.filled.union(filled(record, next_meeting));
        self.supplied = self.supplied.union(supplied);
        self.next_meeting = self.next_meeting.max(next_meeting);
        self.rating = higher(self.rating, record.rating.get().map(f64::from));
    }

    /// Whether it took place.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.status == Status::Held
    }

    /// Whether any progress was recorded.
    #[must_use]
    pub fn records_progress(&self) -> bool {
        self.progress.is_some() || self.goal_progress().next().is_some()
    }

    /// Number and progress of goals, 0–100, as its records have them: a goal that two records
    /// speak of comes twice, and the higher progress counts.
    pub fn goal_progress(&self) -> impl Iterator<Item = (u16, f64)> + use<'a> {
        self.details().filter_map(|detail| match detail {
            Detail::Progress(progress) => Some((progress.goal, progress.value)),
            _ => None,
        })
    }

    /// Issues by column; of two records the first in order of text.
    #[must_use]
    pub fn issues(&self) -> Vec<(u16, IssuePrint)> {
        let found = self.details().filter_map(|detail| match detail {
            Detail::Issue(column, print, _) => Some((*column, *print)),
            _ => None,
        });
        let mut issues: Vec<_> = found.collect();
        issues.sort_unstable();
        issues.dedup_by_key(|(column, _)| *column);
        issues
    }

    /// Themes of all its issues.
    #[must_use]
    pub fn themes(&self) -> Themes {
        self.details()
            .fold(Themes::default(), |all, detail| match detail {
                Detail::Issue(_, _, themes) => all.union(*themes),
                _ => all,
            })
    }

    /// The goal that arose, the first in order of folded text.
    #[must_use]
    pub fn new_goal(&self) -> Option<&'a NewGoalText> {
        let goals = self.details().filter_map(|detail| match detail {
            Detail::NewGoal(goal) => Some(&**goal),
            _ => None,
        });
        goals.min_by(|a, b| (&a.folded, &a.text).cmp(&(&b.folded, &b.text)))
    }

    /// Where its records stand.
    pub fn origins(&self) -> impl Iterator<Item = Origin> + use<'a> {
        self.records.iter().map(|record| record.origin)
    }

    fn details(&self) -> impl Iterator<Item = &'a Detail> + use<'a> {
        let details = self.details;
        let of_record = |record: &'a Session| record.details_in(details);
        self.records.iter().flat_map(of_record)
    }
}

/// The elements filled in; a next meeting that is not after this one is not understood.
fn filled(session: &Session, next_meeting: Option<Day>) -> Elements {
    match next_meeting {
        Some(_) => session.filled.union(Elements::NEXT_MEETING),
        None => session.filled.without(Elements::NEXT_MEETING),
    }
}

/// The meetings up to a day, by date and start time: one a day, or one for each start time;
/// records without a start time belong to the first.
pub(super) fn meetings<'a>(history: &PairHistory<'a>, observed_to: Day) -> Vec<Meeting<'a>> {
    reconciled(history, history.sessions_to(observed_to))
}

/// The meetings of one day.
pub(super) fn meetings_on<'a>(history: &PairHistory<'a>, day: Day) -> Vec<Meeting<'a>> {
    let counted = history.sessions_to(day);
    let before = counted.partition_point(|session| session.date < day);
    reconciled(history, &counted[before..])
}

fn reconciled<'a>(history: &PairHistory<'a>, counted: &'a [Session]) -> Vec<Meeting<'a>> {
    let mut meetings = Vec::with_capacity(counted.len());
    // Sessions stand by date and start, those without a start first.
    let is_one = |left: &Session, right: &Session| {
        left.date == right.date && (left.start == right.start || left.start.get().is_none())
    };
    let records = counted.chunk_by(is_one);
    meetings.extend(records.map(|records| Meeting::of(history, records)));
    meetings
}

/// One value a day, the higher of several; the values come by day.
pub(super) fn by_day(dated: impl Iterator<Item = (Day, f64)>) -> Vec<(Day, f64)> {
    let mut days: Vec<(Day, f64)> = Vec::new();
    for (day, value) in dated {
        match days.last_mut() {
            Some(last) if last.0 == day => last.1 = last.1.max(value),
            _ => days.push((day, value)),
        }
    }
    days
}

/// The higher of two values, either of which may be missing.
pub(super) fn higher(left: Option<f64>, right: Option<f64>) -> Option<f64> {
    match (left, right) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (known, None) | (None, known) => known,
    }
}
