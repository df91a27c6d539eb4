//! Goal attainment: which goals exist on the as-of date, and what became of them.

use crate::config::OutcomeSource;
use crate::programme::{Day, GoalOrigin, Respondent};
use serde::Serialize;

/// What became of a goal by the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalOutcome {
    /// Reached.
    Attained,
    /// Reached in part.
    Partly,
    /// Not reached.
    NotAttained,
    /// Given up by agreement.
    Dropped,
    /// Being worked on.
    InProgress,
    /// Nobody says.
    Unknown,
}

/// One goal on the as-of date.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalAt {
    /// Number, id, folded text, `new:1`, or `all`.
    pub key: String,
    /// Its text as written, where a source has one.
    pub text: Option<String>,
    /// Initial, new, or neither.
    pub origin: Option<GoalOrigin>,
    /// Set date, else first mention in a held session.
    pub first_on: Option<Day>,
    /// Set date as recorded.
    pub set_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// What became of it.
    pub outcome: GoalOutcome,
    /// The source that decided; `None` for unknown.
    pub source: Option<OutcomeSource>,
    /// Who decided, where a form did.
    pub respondent: Option<Respondent>,
    /// Day it was attained, for attained goals.
    pub attained_on: Option<Day>,
    /// Day on which the deciding source settled its outcome, if dated.
    pub decided_on: Option<Day>,
    /// Whether the outcome rests on an undated fact.
    pub undated: bool,
    /// Day from which it counts as settled; `None` = not settled.
    pub settled_on: Option<Day>,
    /// Whether it is settled (also by an undated form).
    pub settled: bool,
    /// Last recorded progress, 0–100.
    pub progress: Option<f64>,
    /// Goal Attainment Scaling level.
    pub level: Option<f64>,
    /// Weight for Goal Attainment Scaling.
    pub weight: Option<f64>,
    /// What the latest form of mentee and of mentor say, for agreement.
    pub answers: [Option<GoalOutcome>; 2],
    /// Why it was not attained, as written on the deciding form.
    pub reason: Option<String>,
}
