//! People, pairs and meetings of a period. People count once, however many pairs they are in.

use super::count::Count;
use super::result::PeriodCounts;
use super::roster::Member;
use crate::measures::{PairAt, Span};
use crate::programme::Supplied;
use crate::stats::Estimate;
use crate::stats::proportion::{Unit, clustered_share};
use crate::stats::quantile::Sample;

/// What is counted over the pairs of a period.
#[derive(Clone, Debug, Default)]
pub(super) struct PeopleAndPairs {
    mentors: Vec<u32>,
    mentees: Vec<u32>,
    open_on_last_day: u64,
    started: u64,
    presumed_ended: u64,
    /// Pairs open at any time in the period, and whether they ended in it.
    ended: Vec<Unit>,
    meetings: u64,
    /// Pairs that met.
    met: u64,
    meetings_with_length: u64,
    minutes: Vec<f64>,
    begun: u64,
    supplied: Supplied,
}

impl PeopleAndPairs {
    /// Takes in a pair.
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member, span: &Span) {
        self.supplied = pair.history.supplied;
        self.presumed_ended += u64::from(pair.is_presumed_ended());
        let Some(start) = pair.started_on else {
            return;
        };
        self.begun += 1;
        self.open_on_last_day += u64::from(pair.is_open());
        self.started += u64::from(span.contains(start));
        if pair.is_open_in(span) {
            self.mentors.extend(member.mentors());
            self.mentees.extend(member.mentees());
            let ended = pair.ending.is_some_and(|ending| span.contains(ending.on));
            self.ended
                .push((member.cluster, f64::from(u8::from(ended)), 1.0));
        }
        self.add_meetings(pair, span);
    }

    fn add_meetings(&mut self, pair: &PairAt<'_>, span: &Span) {
        let (mut meetings, mut with_length, mut minutes) = (0, 0, 0.0);
        for meeting in pair.held().filter(|meeting| span.contains(meeting.date)) {
            meetings += 1;
            if let Some(length) = meeting.minutes {
                with_length += 1;
                minutes += length;
            }
        }
        self.meetings += meetings;
        self.met += u64::from(meetings > 0);
        self.meetings_with_length += with_length;
        if with_length > 0 {
            self.minutes.push(minutes);
        }
    }

    /// Takes in what another partition counted.
    pub fn absorb(&mut self, other: Self) {
        if other.supplied != Supplied::default() {
            self.supplied = other.supplied;
        }
        self.mentors.extend(other.mentors);
        self.mentees.extend(other.mentees);
        self.open_on_last_day += other.open_on_last_day;
        self.started += other.started;
        self.presumed_ended += other.presumed_ended;
        self.ended.extend(other.ended);
        self.meetings += other.meetings;
        self.met += other.met;
        self.meetings_with_length += other.meetings_with_length;
        self.minutes.extend(other.minutes);
        self.begun += other.begun;
    }

    /// Whether any pair had started by the last day.
    pub const fn has_begun(&self) -> bool {
        self.begun > 0
    }

    /// What all of it adds up to.
    pub fn sum(&self) -> PeriodCounts {
        let Supplied {
            sessions, closure, ..
        } = self.supplied;
        let people = self.mentors.iter().chain(&self.mentees);
        let ended = self.ended.iter().filter(|unit| unit.1 > 0.0).count();
        let minutes = Sample::new(self.minutes.iter().copied());
        PeriodCounts {
            people: distinct(people.copied().collect()),
            mentors: distinct(self.mentors.clone()),
            mentees: distinct(self.mentees.clone()),
            open_on_last_day: Count::of(self.open_on_last_day),
            open_in_period: Count::of(self.ended.len() as u64),
            started: Count::of(self.started),
            ended: closure.then(|| Count::of(ended as u64)),
            closure_rate: closure_rate(&self.ended, closure),
            presumed_ended: Count::of(self.presumed_ended),
            meetings: sessions.then(|| Count::in_pairs(self.meetings, self.met)),
            hours: (!minutes.is_empty()).then(|| minutes.total() / 60.0),
            meetings_with_length: self.meetings_with_length,
        }
    }
}

fn closure_rate(ended: &[Unit], supplied: bool) -> Estimate {
    if supplied {
        clustered_share(ended)
    } else {
        Estimate::not_available("no column says when pairs ended", 0, "share")
    }
}

fn distinct(mut numbers: Vec<u32>) -> Count {
    numbers.sort_unstable();
    numbers.dedup();
    Count::of(numbers.len() as u64)
}
