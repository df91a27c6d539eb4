//! What speaks for a call: the kinds of signals, and a signal with its evidence.

use crate::programme::Origin;
use serde::Serialize;

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

    /// Whether it says no more than that the pair has not met.
    pub(super) const fn is_about_contact(self) -> bool {
        matches!(self, Self::NoContact | Self::MissedNextMeeting)
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
    pub step: String,
}
