//! Answers and states in words, looked up whole in a lexicon.

use crate::config::Config;
use crate::programme::{
    ActionStatus, AllGoals, Answer, Closure, GoalOrigin, GoalStatus, Phase, Respondent, Status,
};

/// Yes or no.
#[must_use]
pub fn yes_no(_text: &str) -> Option<bool> {
    None
}

/// Yes, partly or no for one goal.
#[must_use]
pub fn answer(_text: &str) -> Option<Answer> {
    None
}

/// An answer for all goals at once.
#[must_use]
pub fn all_goals(_text: &str) -> Option<AllGoals> {
    None
}

/// An answer with its reason in one cell.
#[must_use]
pub fn split_answer_and_reason(_text: &str) -> (Option<AllGoals>, Option<String>) {
    (None, None)
}

/// Status of a session.
#[must_use]
pub fn status(_text: &str) -> Option<Status> {
    None
}

/// Status of a goal.
#[must_use]
pub fn goal_status(_text: &str) -> Option<GoalStatus> {
    None
}

/// Origin of a goal.
#[must_use]
pub fn goal_origin(_text: &str) -> Option<GoalOrigin> {
    None
}

/// Status of an action.
#[must_use]
pub fn action_status(_text: &str) -> Option<ActionStatus> {
    None
}

/// Who answered a form.
#[must_use]
pub fn respondent(_text: &str) -> Option<Respondent> {
    None
}

/// When in the relationship a form belongs.
#[must_use]
pub fn phase(_text: &str) -> Option<Phase> {
    None
}

/// How a closure reason is to be read.
#[must_use]
pub fn closure(_reason: &str, _config: &Config) -> Closure {
    Closure::Unrecognised
}
