//! Every pair on every day of replay, from nothing but what was dated by then.

use super::{FOLLOW_UP_DAYS, Standing};
use crate::measures::{Aftermath, AsOf, Chance, ContactAt, Gap, GapCurve};
use crate::programme::{Day, PairHistory, Partition};
use crate::summary::pass::Passes;
use crate::summary::roster::Member;
use crate::summary::selection::PairColumn;
use rayon::prelude::*;

/// An open pair on a day of replay, and what followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record<'a> {
    /// Which of the days of replay.
    pub replay: usize,
    /// Its place among all pairs ordered by id.
    pub rank: u32,
    /// Its mentor.
    pub cluster: u32,
    pub cohort: Option<&'a str>,
    pub standing: Standing,
    /// Days without contact, paused days out.
    pub contact_gap: Option<i32>,
    pub own_gap: Option<f64>,
    pub contact_ratio: Option<f64>,
    pub overdue: bool,
    /// Days since the last meeting, whatever happened in them; `None` if it had never met.
    pub days_since: Option<i32>,
    /// Whether it had no meeting in the days of follow-up.
    pub silent: bool,
    /// Whether it met within the days that its chance of meeting speaks of; `None` if it ended as
    /// planned in them.
    pub met_soon: Option<bool>,
    /// What its chance of meeting was said to be.
    pub chance: Option<f64>,
}

impl Record<'_> {
    /// Whether a rule about silence can speak of it: it had met, and was not resting.
    pub fn may_be_flagged(&self) -> bool {
        let standing = !matches!(self.standing, Standing::Paused | Standing::NeverStarted);
        standing && self.days_since.is_some()
    }
}

/// All pairs that were open on a day of replay.
#[derive(Debug)]
pub(super) struct Replayed<'a> {
    /// The days of replay, earliest first.
    pub days: Vec<Day>,
    /// By day, then by id.
    pub records: Vec<Record<'a>>,
    /// Open pairs left out on each day because they ended as planned soon after.
    pub completed: Vec<u64>,
}

impl<'a> Replayed<'a> {
    /// Replays the days, which ascend.
    pub fn of(passes: &'a Passes<'_>, days: &[Day], cohort: Option<&'a PairColumn>) -> Self {
        let partitions = passes.programme.par_partitions().enumerate();
        let parts: Vec<Part<'a>> = partitions
            .map(|(index, partition)| Part::of(passes, index, partition, days, cohort))
            .collect();
        let of_parts = |number: fn(&Part<'a>) -> usize| parts.iter().map(number).sum();
        let mut replayed = Self {
            days: days.to_vec(),
            records: Vec::with_capacity(of_parts(|part| part.records.len())),
            completed: vec![0; days.len()],
        };
        let mut closed = Vec::with_capacity(of_parts(|part| part.closed.len()));
        let mut open = vec![Vec::new(); days.len()];
        for part in parts {
            replayed.records.extend(part.records);
            closed.extend(part.closed);
            for (index, day) in part.days.into_iter().enumerate() {
                replayed.completed[index] += day.completed;
                open[index].extend(day.open);
            }
        }
        let order = |record: &Record<'_>| (record.replay, record.rank);
        replayed.records.par_sort_unstable_by_key(order);
        closed.par_sort_unstable_by(|left: &Gap, right| left.own_gaps.total_cmp(&right.own_gaps));
        replayed.add_chances(&closed, open);
        replayed
    }

    /// What could be said on each day about the chance of each pair, from the gaps known then.
    fn add_chances(&mut self, closed: &[Gap], open: Vec<Vec<Gap>>) {
        for (replay, (day, open)) in self.days.iter().zip(open).enumerate() {
            let known = closed
                .iter()
                .copied()
                .filter(|gap| gap.ended_on.is_some_and(|end| end <= *day));
            let curve = GapCurve::of(known.chain(open));
            let of_day = self.records.iter_mut();
            of_day
                .filter(|record| record.replay == replay && record.may_be_flagged())
                .for_each(|record| record.chance = chance(&curve, record));
        }
    }
}

fn chance(curve: &GapCurve, record: &Record<'_>) -> Option<f64> {
    let own_gap = record.own_gap.filter(|own| *own > 0.0)?;
    let chance = curve.chance(record.contact_gap?, own_gap).ok()?;
    Some(chance.share)
}

/// What one partition gives.
struct Part<'a> {
    records: Vec<Record<'a>>,
    /// Gaps that had ended by the last day of replay.
    closed: Vec<Gap>,
    days: Vec<OfDay>,
}

/// What one partition gives for one day.
#[derive(Clone, Default)]
struct OfDay {
    open: Vec<Gap>,
    completed: u64,
}

impl<'a> Part<'a> {
    fn of(
        passes: &'a Passes<'_>,
        index: usize,
        partition: &'a Partition,
        days: &[Day],
        cohort: Option<&'a PairColumn>,
    ) -> Self {
        let mut part = Self {
            records: Vec::new(),
            closed: Vec::new(),
            days: vec![OfDay::default(); days.len()],
        };
        let members = passes.roster.partition(index);
        let pairs = partition.histories(passes.programme).zip(members);
        for (history, member) in pairs.filter(|(history, _)| passes.filters.keep(history.pair)) {
            for (replay, day) in days.iter().enumerate() {
                part.add(passes, &history, member, (replay, *day), cohort);
            }
        }
        part
    }

    fn add(
        &mut self,
        passes: &'a Passes<'_>,
        history: &PairHistory<'a>,
        member: &Member,
        (replay, day): (usize, Day),
        cohort: Option<&'a PairColumn>,
    ) {
        let as_of = |date| AsOf::new(passes.programme, passes.rules, passes.norms, date);
        let Some(pair) = ContactAt::new(*history, as_of(day)) else {
            return;
        };
        self.add_gaps(&pair, replay);
        if !pair.is_open() || !history.has_session_records() {
            return;
        }
        let after = Aftermath::of(history, &as_of(day.plus(FOLLOW_UP_DAYS)), day);
        if after.completed_within(FOLLOW_UP_DAYS, day) {
            self.days[replay].completed += 1;
            return;
        }
        let soon = !after.completed_within(Chance::DAYS, day);
        let contact = pair.contact();
        self.records.push(Record {
            replay,
            rank: member.rank,
            cluster: member.cluster,
            cohort: cohort
                .and_then(|column| column.value_among(history.pair, |index| pair.attribute(index))),
            standing: Standing::of(contact.state),
            contact_gap: contact.contact_gap,
            own_gap: contact.own_gap,
            contact_ratio: contact.contact_ratio,
            overdue: contact.overdue,
            days_since: contact.last_contact.map(|last| day.since(last)),
            silent: !after.met_within(FOLLOW_UP_DAYS, day),
            met_soon: soon.then(|| after.met_within(Chance::DAYS, day)),
            chance: None,
        });
    }

    /// Every gap that was open on the day, and on the last day those that had ended.
    fn add_gaps(&mut self, pair: &ContactAt<'_>, replay: usize) {
        let is_last = replay + 1 == self.days.len();
        for gap in pair.gaps() {
            match gap.ended_on {
                None => self.days[replay].open.push(gap),
                Some(_) if is_last => self.closed.push(gap),
                Some(_) => {}
            }
        }
    }
}
