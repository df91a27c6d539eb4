//! States of goals and actions in words, behind a code or before a remark.

use super::lexicon::Words;
use super::{coded, remark};
use crate::programme::{ActionStatus, GoalOrigin, GoalStatus};
use crate::values::numbers::percentage;
use std::sync::LazyLock;

/// Status of a goal in the register; a percentage below 100 is a goal in progress, as it is where
/// a session records it.
#[must_use]
pub fn goal_status(text: &str) -> Option<GoalStatus> {
    static WORDS: LazyLock<Words<GoalStatus>> = LazyLock::new(|| {
        let meanings = [
            ("attained", GoalStatus::Attained),
            ("partly", GoalStatus::Partly),
            ("not_attained", GoalStatus::NotAttained),
            ("dropped", GoalStatus::Dropped),
            ("in_progress", GoalStatus::InProgress),
        ];
        Words::new("goal_status", &meanings)
    });
    let read = |text: &str| {
        WORDS.get(text).or_else(|| match percentage(text)? {
            percent if (0.0..100.0).contains(&percent) => Some(GoalStatus::InProgress),
            100.0 => Some(GoalStatus::Attained),
            _ => None,
        })
    };
    coded_or_remarked(text, read, GoalStatus::Attained)
}

/// Whether a goal was set at the start or arose later.
#[must_use]
pub fn goal_origin(text: &str) -> Option<GoalOrigin> {
    static WORDS: LazyLock<Words<GoalOrigin>> = LazyLock::new(|| {
        let meanings = [("initial", GoalOrigin::Initial), ("new", GoalOrigin::New)];
        Words::new("goal_origin", &meanings)
    });
    WORDS.get(text)
}

/// State of an action.
#[must_use]
pub fn action_status(text: &str) -> Option<ActionStatus> {
    static WORDS: LazyLock<Words<ActionStatus>> = LazyLock::new(|| {
        let meanings = [
            ("completed", ActionStatus::Completed),
            ("open", ActionStatus::Open),
            ("cancelled", ActionStatus::Cancelled),
        ];
        Words::new("action_status", &meanings)
    });
    // Words of other languages are those of goals.
    let read = |text: &str| {
        WORDS.get(text).or_else(|| {
            goal_status(text).map(|status| match status {
                GoalStatus::Attained => ActionStatus::Completed,
                GoalStatus::Dropped => ActionStatus::Cancelled,
                GoalStatus::Partly | GoalStatus::NotAttained | GoalStatus::InProgress => {
                    ActionStatus::Open
                }
            })
        })
    };
    coded_or_remarked(text, read, ActionStatus::Completed)
}

/// A state as it stands, or with a remark behind it; behind a code, what its label says.
fn coded_or_remarked<T: Copy + PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
    success: T,
) -> Option<T> {
    let state = |text: &str| read(text).or_else(|| remark::remarked(text, &read, success));
    coded::label(text)
        .filter(|label| label.is_all)
        .and_then(|label| state(label.text))
        .or_else(|| state(text))
}
