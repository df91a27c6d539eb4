//! Meeting cadence: how often and how reliably a pair meets.

use super::event::event;
use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{Meeting, PairAt, Span, Value};
use crate::config::Rules;
use crate::programme::{DAYS_PER_MONTH, Day};

/// Active days below which a rate per month says nothing.
const LEAST_DAYS_FOR_A_RATE: i32 = 28;

/// The measures of the family, in the order of tables.
pub(super) fn measures(rules: &Rules) -> Vec<Measure> {
    amounts()
        .into_iter()
        .chain(gaps(rules))
        .chain(reliability())
        .chain(contact())
        .collect()
}

fn quantity(
    id: &str,
    title: &str,
    definition: &str,
    compute: fn(&PairAt<'_>, &Span) -> Value,
) -> Measure {
    Measure::new(
        id,
        title,
        definition,
        Kind::Quantity,
        Family::Cadence,
        only_with_sessions(compute),
    )
}

fn share(
    id: &str,
    title: &str,
    definition: &str,
    compute: fn(&PairAt<'_>, &Span) -> Value,
) -> Measure {
    Measure::new(
        id,
        title,
        definition,
        Kind::Share,
        Family::Cadence,
        only_with_sessions(compute),
    )
    .better(Direction::Higher)
}

fn only_with_sessions(
    compute: fn(&PairAt<'_>, &Span) -> Value,
) -> impl Fn(&PairAt<'_>, &Span) -> Value + Send + Sync + 'static {
    move |pair, span| {
        if pair.history.has_session_records() {
            compute(pair, span)
        } else {
            Value::Null
        }
    }
}

fn amounts() -> [Measure; 3] {
    [
        Measure::new(
            "sessions_held",
            "Meetings held",
            "Number of meetings that took place; records of one day are one meeting unless their start times differ.",
            Kind::Quantity,
            Family::Cadence,
            sessions_held,
        )
        .unit("meetings")
        .better(Direction::Higher)
        .window(Window::Flow),
        quantity(
            "hours_held",
            "Hours held",
            "Length of the meetings held, in hours; not available if none has a length.",
            |pair, span| Value::quantity(minutes_held(pair, span).map(|minutes| minutes / 60.0)),
        )
        .unit("hours")
        .better(Direction::Higher)
        .window(Window::Flow),
        quantity(
            "sessions_per_month",
            "Meetings per month",
            "Meetings held per active month of 30.4375 days, paused days left out; from 28 active days on.",
            |pair, _| Value::quantity(sessions_per_month(pair)),
        )
        .unit("meetings per month")
        .better(Direction::Higher),
    ]
}

fn gaps(rules: &Rules) -> [Measure; 5] {
    [
        quantity(
            "median_gap_days",
            "Median gap between meetings",
            "Median of the days between consecutive days with a meeting, paused days taken out.",
            |pair, _| Value::quantity(median_gap(pair)),
        )
        .unit("days")
        .better(Direction::Lower),
        quantity(
            "longest_gap_days",
            "Longest gap",
            "Largest number of days without a meeting since the first one, the time since the last one included, \
             paused days taken out.",
            |pair, _| Value::quantity(longest_gap(pair).map(f64::from)),
        )
        .unit("days")
        .better(Direction::Lower),
        share(
            "on_cadence",
            "Days on cadence",
            &format!(
                "Of the days since the first meeting, the share that lies within {} times the agreed gap after a \
                 meeting.",
                rules.cadence_tolerance
            ),
            on_cadence,
        )
        .unit("days"),
        quantity(
            "delivery_ratio",
            "Meetings held against expected",
            "Meetings held ÷ meetings that the agreed rhythm lets expect in the active days; once one could be expected.",
            |pair, _| Value::quantity(delivery_ratio(pair)),
        )
        .unit("ratio")
        .better(Direction::Higher),
        Measure::new(
            "benchmark_met",
            "Benchmark of expected meetings met",
            &format!(
                "Whether the meetings held reach {} of the expected ones.",
                in_percent(rules.benchmark)
            ),
            Kind::Flag,
            Family::Cadence,
            |pair, _| Value::flag(delivery_ratio(pair).map(|ratio| ratio >= pair.as_of.rules.benchmark)),
        )
        .unit("pairs")
        .better(Direction::Higher),
    ]
}

fn reliability() -> [Measure; 5] {
    [
        share(
            "attendance",
            "Attendance",
            "Of the meetings held or missed, the share that was held.",
            attendance,
        )
        .unit("meetings")
        .window(Window::Flow),
        share(
            "appointments_kept",
            "Appointments kept",
            "Of the meetings at which a next day was agreed that has come, the share followed by a meeting on a later \
             day, at most three days after the agreed one.",
            appointments_kept,
        )
        .unit("meetings")
        .window(Window::Flow),
        share(
            "next_meeting_agreed",
            "Next meeting agreed",
            "Of the meetings held, the share whose record has a next day; the last ones of an ended pair left out.",
            next_meeting_agreed,
        )
        .unit("meetings")
        .window(Window::Flow),
        share(
            "record_completeness",
            "Completeness of session records",
            "Of the elements progress, issues, learnings, actions and next meeting that the source asks for, the share \
             filled in, over the meetings held.",
            record_completeness,
        )
        .unit("elements")
        .window(Window::Flow),
        Measure::new(
            "minimum_dosage_met",
            "Minimum dosage met",
            "Whether the hours held per active month reach the configured minimum.",
            Kind::Flag,
            Family::Cadence,
            |pair, _| Value::flag(minimum_dosage_met(pair)),
        )
        .unit("pairs")
        .better(Direction::Higher),
    ]
}

fn contact() -> [Measure; 2] {
    [
        Measure::new(
            "to_first_meeting",
            "Time to the first meeting",
            "Days from the recorded start to the first meeting held; a pair that ended without one can no longer meet.",
            Kind::Event,
            Family::Cadence,
            to_first_meeting,
        )
        .unit("days")
        .better(Direction::Lower),
        Measure::new(
            "days_since_contact",
            "Days since the last meeting",
            "Days from the last meeting held to the as-of date; open pairs that have met.",
            Kind::Quantity,
            Family::Cadence,
            |pair, _| Value::quantity(days_since_contact(pair).map(f64::from)),
        )
        .unit("days")
        .better(Direction::Lower),
    ]
}

/// A configured share as it is written in a definition.
fn in_percent(share: f64) -> String {
    format!("{} %", (share * 1e4).round() / 100.0)
}

fn held_in<'p>(pair: &'p PairAt<'_>, span: &'p Span) -> impl Iterator<Item = &'p Meeting<'p>> {
    pair.held().filter(|meeting| span.contains(meeting.date))
}

fn sessions_held(pair: &PairAt<'_>, span: &Span) -> Value {
    if pair.history.has_session_records() {
        return Value::Quantity(held_in(pair, span).count() as f64);
    }
    // A total up to a later day counts meetings that the as-of date does not know of.
    let stated = pair.history.pair.stated;
    let is_later = stated
        .last_session_on
        .is_some_and(|day| day > pair.as_of.date);
    let holds = span.from.is_none() && pair.as_of.undated_hold && !is_later;
    Value::quantity(stated.sessions_total.map(f64::from).filter(|_| holds))
}

fn minutes_held(pair: &PairAt<'_>, span: &Span) -> Option<f64> {
    held_in(pair, span)
        .filter_map(|meeting| meeting.minutes)
        .reduce(|sum, minutes| sum + minutes)
}

fn held_count(pair: &PairAt<'_>) -> f64 {
    pair.held().count() as f64
}

fn sessions_per_month(pair: &PairAt<'_>) -> Option<f64> {
    let days = pair
        .active_days
        .filter(|days| *days >= LEAST_DAYS_FOR_A_RATE)?;
    Some(held_count(pair) / (f64::from(days) / DAYS_PER_MONTH))
}

fn median_gap(pair: &PairAt<'_>) -> Option<f64> {
    // Of whole numbers no sample is needed: the mean of the two in the middle is exact.
    let mut gaps = pair.closed_gaps.clone();
    let middle = gaps.len() / 2;
    let (below, above, _) = (middle < gaps.len()).then(|| gaps.select_nth_unstable(middle))?;
    let above = f64::from(*above);
    if pair.closed_gaps.len() % 2 == 1 {
        return Some(above);
    }
    below
        .iter()
        .max()
        .map(|below| f64::midpoint(f64::from(*below), above))
}

fn longest_gap(pair: &PairAt<'_>) -> Option<i32> {
    pair.closed_gaps.iter().copied().chain(pair.open_gap).max()
}

/// Days covered by a gap that is still within tolerance.
fn allowed_gap(pair: &PairAt<'_>) -> f64 {
    // A tolerance such as 1.1 is not exact in binary: 1.1 × 30 must stay 33 days.
    const ROUNDING: f64 = 1e-9;
    (pair.as_of.rules.cadence_tolerance * pair.expected_gap_days - ROUNDING).ceil()
}

fn on_cadence(pair: &PairAt<'_>, _: &Span) -> Value {
    let allowed = allowed_gap(pair);
    let gaps = || {
        pair.closed_gaps
            .iter()
            .copied()
            .chain(pair.open_gap)
            .map(f64::from)
    };
    Value::share(gaps().map(|gap| gap.min(allowed)).sum(), gaps().sum())
}

fn delivery_ratio(pair: &PairAt<'_>) -> Option<f64> {
    let days = f64::from(pair.active_days?);
    let expected = pair.expected_gap_days;
    (pair.history.has_session_records() && days >= expected)
        .then(|| held_count(pair) * expected / days)
}

fn attendance(pair: &PairAt<'_>, span: &Span) -> Value {
    let in_span = || {
        pair.meetings
            .iter()
            .filter(|meeting| span.contains(meeting.date))
    };
    let held = in_span().filter(|meeting| meeting.is_held()).count() as f64;
    let missed = in_span()
        .filter(|meeting| meeting.status.is_missed())
        .count() as f64;
    Value::share(held, held + missed)
}

fn appointments_kept(pair: &PairAt<'_>, span: &Span) -> Value {
    let grace = pair.as_of.rules.appointment_grace_days;
    // An appointment falls into the period in which its grace ends: each into one, none into two.
    let latest = |meeting: &Meeting| meeting.next_meeting.map(|next| next.plus(grace));
    let next_held = |day: Day| {
        let after = pair.held_dates.partition_point(|held| *held <= day);
        pair.held_dates.get(after).copied()
    };
    let (mut kept, mut due) = (0_u32, 0_u32);
    for meeting in pair.held() {
        let latest = latest(meeting).filter(|day| span.contains(*day) && *day <= pair.observed_to);
        if let Some(latest) = latest {
            due += 1;
            kept += u32::from(next_held(meeting.date).is_some_and(|held| held <= latest));
        }
    }
    Value::share(f64::from(kept), f64::from(due))
}

fn next_meeting_agreed(pair: &PairAt<'_>, span: &Span) -> Value {
    if !pair.history.supplied.next_meeting {
        return Value::Null;
    }
    let final_day: Option<Day> = pair.held_dates.last().copied().filter(|_| !pair.is_open());
    let counted = || held_in(pair, span).filter(|meeting| Some(meeting.date) != final_day);
    let agreed = counted()
        .filter(|meeting| meeting.next_meeting.is_some())
        .count();
    Value::share(agreed as f64, counted().count() as f64)
}

fn record_completeness(pair: &PairAt<'_>, span: &Span) -> Value {
    let filled: u32 = held_in(pair, span)
        .map(|meeting| meeting.filled.intersection(meeting.supplied).count())
        .sum();
    let asked: u32 = held_in(pair, span)
        .map(|meeting| meeting.supplied.count())
        .sum();
    Value::share(f64::from(filled), f64::from(asked))
}

fn minimum_dosage_met(pair: &PairAt<'_>) -> Option<bool> {
    let minimum = pair.as_of.rules.minimum_hours_per_month?;
    let days = pair.active_days.filter(|days| *days > 0)?;
    let span = Span {
        from: None,
        to: pair.as_of.date,
    };
    let minutes = minutes_held(pair, &span)?;
    // One rounding, so that a pair exactly at the minimum meets it.
    Some(minutes * DAYS_PER_MONTH / (60.0 * f64::from(days)) >= minimum)
}

fn to_first_meeting(pair: &PairAt<'_>, _: &Span) -> Value {
    if pair.started_on_inferred || !pair.history.has_session_records() {
        return Value::Null;
    }
    event(pair, &pair.held_dates.first().copied().into())
}

/// Days since the last meeting of an open pair that has met.
pub(super) fn days_since_contact(pair: &PairAt<'_>) -> Option<i32> {
    let last = super::support::last_contact(pair)?;
    pair.is_open().then(|| pair.as_of.date.since(last))
}
