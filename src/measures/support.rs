//! State and signals of a pair: does it need somebody?

use crate::programme::{Day, Origin};
use serde::Serialize;

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
    pub step: String,
}

/// State, signals and contact of one pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Support {
    /// `None` where there are no session records.
    pub state: Option<State>,
    /// Signals, in the order of [`SignalKind`].
    pub signals: Vec<Signal>,
    /// Days without contact, paused days out; open pairs only.
    pub contact_gap: Option<f64>,
    /// The pair's own gap in days.
    pub own_gap: Option<f64>,
    /// `contact_gap` ÷ `own_gap`.
    pub contact_ratio: Option<f64>,
    /// Last held date.
    pub last_contact: Option<Day>,
    /// Latest next meeting agreed on the last held date.
    pub agreed_next: Option<Day>,
    /// Silent for so long that it may have ended unrecorded.
    pub presumed_ended: bool,
}
