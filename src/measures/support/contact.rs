//! Contact of a pair, and the states that rest on it alone.

use super::{State, Support};
use crate::config::SupportThresholds;
use crate::measures::PairAt;
use crate::programme::Day;

/// Whether anything says when the pair met, or that it did not: session records, or totals
/// stated by the source. A total without the day of the last session does not, nor does a last
/// session after the as-of date.
pub(super) fn is_known(pair: &PairAt<'_>) -> bool {
    let supplied = pair.history.supplied;
    let undated = !pair.history.has_session_records()
        && pair.history.pair.stated.has_met()
        && last_contact(pair).is_none();
    (supplied.sessions || supplied.stated_sessions) && !undated
}

/// Whether it is the source that says when the pair met, not records of its sessions.
pub(super) fn is_stated(pair: &PairAt<'_>) -> bool {
    let stated = pair.history.pair.stated.last_session_on;
    !pair.history.has_session_records() && stated.is_some_and(|day| day <= pair.observed_to)
}

/// Last held date; where there are no session records the one that the source states.
pub(in crate::measures) fn last_contact(pair: &PairAt<'_>) -> Option<Day> {
    if pair.history.has_session_records() {
        return pair.held_dates.last().copied();
    }
    pair.history
        .pair
        .stated
        .last_session_on
        .filter(|day| *day <= pair.observed_to)
}

/// Contact without state and signals.
pub(super) fn contact(pair: &PairAt<'_>) -> Support {
    let last = last_contact(pair);
    let judged = pair.is_open() && is_known(pair);
    let since = last.or(pair.started_on).filter(|_| judged);
    let contact_gap = since.map(|from| pair.unpaused_days(from, pair.as_of.date));
    let rhythm = Rhythm::of(pair);
    let agreed_next = agreed_next(pair);
    Support {
        contact_gap,
        own_gap: judged.then(|| rhythm.own_gap()),
        contact_ratio: contact_gap.and_then(|gap| rhythm.ratio(gap)),
        last_contact: last,
        agreed_next,
        overdue: pair.is_open() && agreed_next.is_some_and(|day| is_overdue(pair, day)),
        ..Support::default()
    }
}

/// The gaps of a pair, drawn towards the expected one: their sum and their number, each with a
/// few expected gaps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rhythm {
    expected_days: f64,
    weight: f64,
    closed_days: i32,
    closed: u32,
}

impl Rhythm {
    /// Before the first gap: what is expected of the pair.
    pub(super) fn expected(pair: &PairAt<'_>) -> Self {
        let weight = pair.as_of.rules.support.own_gap_weight;
        Self {
            expected_days: weight * pair.expected_gap_days,
            weight,
            closed_days: 0,
            closed: 0,
        }
    }

    fn of(pair: &PairAt<'_>) -> Self {
        let mut rhythm = Self::expected(pair);
        for gap in &pair.closed_gaps {
            rhythm.add(*gap);
        }
        rhythm
    }

    /// Takes in one more closed gap.
    pub(super) fn add(&mut self, gap: i32) {
        self.closed_days += gap;
        self.closed += 1;
    }

    fn days(&self) -> f64 {
        self.expected_days + f64::from(self.closed_days)
    }

    fn gaps(&self) -> f64 {
        self.weight + f64::from(self.closed)
    }

    fn own_gap(&self) -> f64 {
        self.days() / self.gaps()
    }

    /// A gap in own gaps. Rounded once, so that a gap of exactly 1.5 own gaps is 1.5.
    pub(super) fn ratio(&self, gap: i32) -> Option<f64> {
        let days = self.days();
        (days > 0.0).then(|| f64::from(gap) * self.gaps() / days)
    }
}

fn agreed_next(pair: &PairAt<'_>) -> Option<Day> {
    let last = pair.held_dates.last()?;
    pair.held()
        .filter(|meeting| meeting.date == *last)
        .filter_map(|meeting| meeting.next_meeting)
        .max()
}

fn is_overdue(pair: &PairAt<'_>, agreed: Day) -> bool {
    pair.as_of.date.since(agreed) > pair.as_of.rules.support.overdue_days
}

fn is_paused(pair: &PairAt<'_>) -> bool {
    let date = pair.as_of.date;
    pair.pauses
        .iter()
        .any(|(from, back)| *from <= date && date < *back)
}

/// Whether a pair has been silent for so long that it may have ended unrecorded.
pub(in crate::measures) fn is_presumed_ended(pair: &PairAt<'_>) -> bool {
    has_long_been_silent(pair, &contact(pair))
}

pub(super) fn has_long_been_silent(pair: &PairAt<'_>, support: &Support) -> bool {
    let limits = &pair.as_of.rules.support;
    exceeds(
        support.contact_gap.map(f64::from),
        limits.presumed_ended_days,
    ) && exceeds(support.contact_ratio, limits.presumed_ended_ratio)
}

pub(super) fn exceeds(value: Option<f64>, limit: f64) -> bool {
    value.is_some_and(|value| value > limit)
}

/// The state as far as contact decides it, the first rule that holds; `None` = the pair is open
/// and watched or on track. Its contact must be known.
pub(super) fn state(pair: &PairAt<'_>, support: &Support) -> Option<State> {
    let limits = &pair.as_of.rules.support;
    if let Some(ending) = pair.ending {
        return Some(ending.into());
    }
    if is_paused(pair) {
        return Some(State::Paused);
    }
    let gap = support.contact_gap.map(f64::from);
    let never_met = support.last_contact.is_none();
    if never_met && gap.is_none_or(|days| days >= limits.never_started_days) {
        return Some(State::NeverStarted);
    }
    if is_too_early(pair) {
        return Some(State::TooEarly);
    }
    is_stalled(
        limits,
        support.contact_gap,
        support.contact_ratio,
        support.overdue,
    )
    .then_some(State::Stalled)
}

/// Whether a pair that meets has stopped doing so: a long contact gap, in days, of many own
/// gaps; of fewer if the meeting that was agreed is overdue.
#[must_use]
pub fn is_stalled(
    limits: &SupportThresholds,
    contact_gap: Option<i32>,
    contact_ratio: Option<f64>,
    overdue: bool,
) -> bool {
    let long = contact_gap.is_some_and(|days| f64::from(days) >= limits.stalled_days);
    let beyond = |limit| exceeds(contact_ratio, limit);
    long && (beyond(limits.stalled_ratio) || overdue && beyond(limits.watch_ratio))
}

fn is_too_early(pair: &PairAt<'_>) -> bool {
    let limit = pair.as_of.rules.support.too_early_days;
    pair.active_days.is_some_and(|days| f64::from(days) < limit) && pair.held_dates.len() < 2
}
