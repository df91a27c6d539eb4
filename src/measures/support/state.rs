//! The states of a pair.

use crate::measures::Ending;
use crate::programme::Closure;
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

impl From<Ending> for State {
    fn from(ending: Ending) -> Self {
        match ending.how {
            Closure::AsPlanned => Self::Completed,
            Closure::Early => Self::ClosedEarly,
            Closure::Unrecognised => Self::Ended,
        }
    }
}
