//! State and signals of a pair: does it need somebody, and why?

mod signals;

use super::{Ending, PairAt};
use crate::programme::{Closure, Day, Origin};
use serde::Serialize;
use std::borrow::Cow;

/// The state of a pair on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Ended as planned.
    Completed,
    /// Ended early.
    ClosedEarly,
    /// Ended, not known how.
    Ended,
    /// Resting by agreement.
    Paused,
    /// Has not met and should have.
    NeverStarted,
    /// Too young to judge.
    TooEarly,
    /// Has stopped meeting.
    Stalled,
    /// Worth an eye.
    Watch,
    /// Meeting as it should.
    OnTrack,
}

impl State {
    /// Every state, in the order in which reports list them.
    pub const ALL: [Self; 9] = [
        Self::NeverStarted,
        Self::Stalled,
        Self::Watch,
        Self::OnTrack,
        Self::TooEarly,
        Self::Paused,
        Self::Completed,
        Self::ClosedEarly,
        Self::Ended,
    ];

    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::ClosedEarly => "closed_early",
            Self::Ended => "ended",
            Self::Paused => "paused",
            Self::NeverStarted => "never_started",
            Self::TooEarly => "too_early",
            Self::Stalled => "stalled",
            Self::Watch => "watch",
            Self::OnTrack => "on_track",
        }
    }

    /// Name in reports.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Completed => "Completed",
            Self::ClosedEarly => "Closed early",
            Self::Ended => "Ended, not known how",
            Self::Paused => "Paused",
            Self::NeverStarted => "Never started",
            Self::TooEarly => "Too early to say",
            Self::Stalled => "Stalled",
            Self::Watch => "Watch",
            Self::OnTrack => "On track",
        }
    }

    /// Whether the pair had not ended.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Completed | Self::ClosedEarly | Self::Ended)
    }

    /// Whether a coordinator should look at it, most urgent first.
    #[must_use]
    pub const fn urgency(self) -> Option<u8> {
        match self {
            Self::NeverStarted => Some(0),
            Self::Stalled => Some(1),
            Self::Watch => Some(2),
            _ => None,
        }
    }
}

/// Something that speaks for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// No recorded meeting for longer than usual.
    NoContact,
    /// The agreed meeting did not take place.
    MissedNextMeeting,
    /// No next meeting was agreed.
    NoNextMeetingAgreed,
    /// In one stage for long.
    StuckInStage,
    /// Progress recorded, none made.
    NoProgress,
    /// No goals.
    NoGoalsSet,
    /// Actions not done in time.
    ActionsOverdue,
    /// The latest meetings were missed.
    RepeatedAbsence,
    /// A low rating.
    LowRating,
    /// The same issue again and again.
    IssueRecurs,
}

impl SignalKind {
    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoContact => "no_contact",
            Self::MissedNextMeeting => "missed_next_meeting",
            Self::NoNextMeetingAgreed => "no_next_meeting_agreed",
            Self::StuckInStage => "stuck_in_stage",
            Self::NoProgress => "no_progress",
            Self::NoGoalsSet => "no_goals_set",
            Self::ActionsOverdue => "actions_overdue",
            Self::RepeatedAbsence => "repeated_absence",
            Self::LowRating => "low_rating",
            Self::IssueRecurs => "issue_recurs",
        }
    }
}

/// A signal with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signal {
    /// Which.
    pub kind: SignalKind,
    /// The evidence in words, without names or free text; names the threshold that fired.
    pub evidence: String,
    /// The records it rests on.
    pub records: Vec<Origin>,
    /// What to do next.
    pub step: Cow<'static, str>,
}

/// State, signals and contact of one pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Support {
    /// `None` where there are no session records.
    pub state: Option<State>,
    /// Signals, in the order of [`SignalKind`].
    pub signals: Vec<Signal>,
    /// Days without contact, paused days out; open pairs only.
    pub contact_gap: Option<i32>,
    /// The pair's own gap in days; open pairs only.
    pub own_gap: Option<f64>,
    /// `contact_gap` ÷ `own_gap`.
    pub contact_ratio: Option<f64>,
    /// Last held date.
    pub last_contact: Option<Day>,
    /// Latest next meeting agreed on the last held date.
    pub agreed_next: Option<Day>,
    /// Whether that agreed meeting is overdue.
    pub overdue: bool,
    /// Silent for so long that it may have ended unrecorded.
    pub presumed_ended: bool,
}

impl Support {
    /// The most useful next step: that of the first signal, else none.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        let first_meeting =
            (self.state == Some(State::NeverStarted)).then_some(signals::FIRST_MEETING_STEP);
        first_meeting.or_else(|| self.signals.first().map(|signal| &*signal.step))
    }
}

/// Whether anything says when the pair met: session records, or totals stated by the source.
fn contact_is_known(pair: &PairAt<'_>) -> bool {
    pair.history.supplied.sessions || pair.history.supplied.stated_sessions
}

/// Last held date; where there are no session records the one that the source states.
pub(super) fn last_contact(pair: &PairAt<'_>) -> Option<Day> {
    if pair.history.supplied.sessions {
        return pair.held_dates.last().copied();
    }
    pair.history
        .pair
        .stated
        .last_session_on
        .filter(|day| *day <= pair.observed_to)
}

/// State and signals of a pair whose other facts are in place.
pub(super) fn support_at(pair: &PairAt<'_>) -> Support {
    let mut support = contact(pair);
    if !contact_is_known(pair) {
        return support;
    }
    if let Some(ending) = pair.ending {
        support.state = Some(ended_state(ending));
        return support;
    }
    let paused = is_paused(pair);
    if !paused {
        support.signals = signals::signals(pair, &support);
    }
    support.presumed_ended = has_long_been_silent(pair, &support);
    support.state = Some(if paused {
        State::Paused
    } else {
        open_state(pair, &support)
    });
    support
}

fn contact(pair: &PairAt<'_>) -> Support {
    let last = last_contact(pair);
    let judged = pair.is_open() && contact_is_known(pair);
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
struct Rhythm {
    days: f64,
    gaps: f64,
}

impl Rhythm {
    fn of(pair: &PairAt<'_>) -> Self {
        let weight = pair.as_of.rules.support.own_gap_weight;
        let closed: i32 = pair.closed_gaps.iter().sum();
        Self {
            days: weight * pair.expected_gap_days + f64::from(closed),
            gaps: weight + pair.closed_gaps.len() as f64,
        }
    }

    fn own_gap(&self) -> f64 {
        self.days / self.gaps
    }

    /// A gap in own gaps. Rounded once, so that a gap of exactly 1.5 own gaps is 1.5.
    fn ratio(&self, gap: i32) -> Option<f64> {
        (self.days > 0.0).then(|| f64::from(gap) * self.gaps / self.days)
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

const fn ended_state(ending: Ending) -> State {
    match ending.how {
        Closure::AsPlanned => State::Completed,
        Closure::Early => State::ClosedEarly,
        Closure::Unrecognised => State::Ended,
    }
}

fn is_paused(pair: &PairAt<'_>) -> bool {
    let date = pair.as_of.date;
    pair.pauses
        .iter()
        .any(|(from, back)| *from <= date && date < *back)
}

/// Whether a pair has been silent for so long that it may have ended unrecorded.
pub(super) fn is_presumed_ended(pair: &PairAt<'_>) -> bool {
    has_long_been_silent(pair, &contact(pair))
}

fn has_long_been_silent(pair: &PairAt<'_>, support: &Support) -> bool {
    let limits = &pair.as_of.rules.support;
    exceeds(
        support.contact_gap.map(f64::from),
        limits.presumed_ended_days,
    ) && exceeds(support.contact_ratio, limits.presumed_ended_ratio)
}

fn exceeds(value: Option<f64>, limit: f64) -> bool {
    value.is_some_and(|value| value > limit)
}

/// The state of an open pair that is not paused; the first rule that holds.
fn open_state(pair: &PairAt<'_>, support: &Support) -> State {
    let limits = &pair.as_of.rules.support;
    let gap = support.contact_gap.map(f64::from);
    if has_never_met(pair, support) && gap.is_none_or(|days| days >= limits.never_started_days) {
        return State::NeverStarted;
    }
    if is_too_early(pair) {
        return State::TooEarly;
    }
    let long = gap.is_some_and(|days| days >= limits.stalled_days);
    let beyond = |ratio| exceeds(support.contact_ratio, ratio);
    if long && (beyond(limits.stalled_ratio) || support.overdue && beyond(limits.watch_ratio)) {
        return State::Stalled;
    }
    let others = support
        .signals
        .iter()
        .filter(|signal| !is_about_contact(signal.kind))
        .count();
    if support.overdue || beyond(limits.watch_ratio) || others >= limits.watch_signals {
        return State::Watch;
    }
    State::OnTrack
}

fn has_never_met(pair: &PairAt<'_>, support: &Support) -> bool {
    let stated = pair
        .history
        .pair
        .stated
        .sessions_total
        .is_some_and(|total| total > 0);
    support.last_contact.is_none() && (pair.history.supplied.sessions || !stated)
}

fn is_too_early(pair: &PairAt<'_>) -> bool {
    let limit = pair.as_of.rules.support.too_early_days;
    pair.active_days.is_some_and(|days| f64::from(days) < limit) && pair.held_dates.len() < 2
}

const fn is_about_contact(kind: SignalKind) -> bool {
    matches!(kind, SignalKind::NoContact | SignalKind::MissedNextMeeting)
}
