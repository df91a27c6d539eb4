//! What the measures depend on: every threshold with its default.

use super::NextSteps;
use crate::programme::Day;
use serde::{Deserialize, Serialize};

/// Everything configurable that a figure depends on, fully resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rules {
    /// Days between meetings of a pair that agreed no frequency.
    pub expected_gap_days: f64,
    /// A gap is on cadence up to this multiple of the expected gap, rounded up to whole days.
    pub cadence_tolerance: f64,
    /// Delivery ratio from which the benchmark is met.
    pub benchmark: f64,
    /// Days after an agreed date within which the meeting still counts as kept.
    pub appointment_grace_days: i32,
    /// Least hours per active month, if the programme has a minimum dosage.
    pub minimum_hours_per_month: Option<f64>,
    /// Undated facts hold only if the as-of date is at most this many days before data through.
    pub undated_facts_days: i32,
    /// Goals that first appear more than this many days after the pair's first are new.
    pub new_goal_after_days: i32,
    /// Sources of a goal's outcome in the order in which they are asked.
    pub outcome_order: Vec<OutcomeSource>,
    /// Programme-wide breaks: first day, first day back.
    pub breaks: Vec<(Day, Day)>,
    /// Questionnaire scales.
    pub scales: Vec<Scale>,
    /// Thresholds of states and signals.
    pub support: SupportThresholds,
    /// What to do next about each signal.
    pub steps: NextSteps,
}

/// Where the outcome of a goal is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeSource {
    /// Evaluation forms.
    #[serde(rename = "evaluation", alias = "form")]
    Form,
    /// The goal register.
    Register,
    /// The last recorded progress.
    Progress,
}

/// A named set of rating items.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// Name in columns; `snake_case`.
    pub name: String,
    /// Name in reports.
    pub title: String,
    /// Headers of its items as they stand in the forms.
    pub items: Vec<String>,
    /// Lowest possible answer.
    pub min: f64,
    /// Highest possible answer.
    pub max: f64,
    /// For each item, whether a high answer means little.
    pub reversed: Vec<bool>,
}

/// Name of the measure of how the mean of a scale changes, by the name of the scale.
#[must_use]
pub fn change_of(scale: &str) -> String {
    format!("{scale}_change")
}

impl Scale {
    /// The answers to its items, reverse-scored where needed: of a reversed item, what lies as far
    /// from the highest possible answer as the one given from the lowest. `answers` are those to
    /// its items in order, as given; what is missing at their end was not answered.
    pub fn scored(&self, answers: &[Option<f64>]) -> impl Iterator<Item = Option<f64>> {
        self.reversed.iter().enumerate().map(|(item, reversed)| {
            let answer = answers.get(item).copied().flatten();
            answer.map(|answer| {
                if *reversed {
                    self.min + self.max - answer
                } else {
                    answer
                }
            })
        })
    }
}

/// Thresholds of states and signals; days unless said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SupportThresholds {
    /// A pair that never met is a concern from this contact gap on.
    pub never_started_days: f64,
    /// Below this many active days, and two meetings, it is too early to judge.
    pub too_early_days: f64,
    /// No pair is stalled below this contact gap.
    pub stalled_days: f64,
    /// Contact ratio beyond which a pair is stalled.
    pub stalled_ratio: f64,
    /// Contact ratio beyond which a pair is watched, or stalled if an agreed meeting is overdue.
    pub watch_ratio: f64,
    /// An agreed meeting is overdue when it has passed by more than this.
    pub overdue_days: i32,
    /// Other signals that together make a pair watched (count).
    pub watch_signals: usize,
    /// Weight of the expected gap in a pair's own gap, in gaps.
    pub own_gap_weight: f64,
    /// Active days from which a pair without goals is a signal.
    pub no_goals_days: f64,
    /// Overdue actions that are a signal (count).
    pub overdue_actions: usize,
    /// Latest meetings that were all missed (count).
    pub absences: usize,
    /// Held meetings in a row with progress recorded and none made (count).
    pub no_progress_meetings: usize,
    /// Ratings up to this fraction of their range are low.
    pub low_rating: f64,
    /// Held meetings with the same issue (count).
    pub issue_recurs: usize,
    /// Completed dwell times of a stage below which their upper quartile is not used (count).
    pub dwell_times: usize,
    /// Contact gap beyond which a pair may have ended unrecorded.
    pub presumed_ended_days: f64,
    /// Contact ratio beyond which a pair may have ended unrecorded.
    pub presumed_ended_ratio: f64,
    /// A pair that was contacted at most this many days ago is waiting.
    pub waiting_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            expected_gap_days: 30.0,
            cadence_tolerance: 1.25,
            benchmark: 0.65,
            appointment_grace_days: 3,
            minimum_hours_per_month: None,
            undated_facts_days: 14,
            new_goal_after_days: 30,
            outcome_order: vec![
                OutcomeSource::Form,
                OutcomeSource::Register,
                OutcomeSource::Progress,
            ],
            breaks: Vec::new(),
            scales: Vec::new(),
            support: SupportThresholds::default(),
            steps: NextSteps::default(),
        }
    }
}

impl Default for SupportThresholds {
    fn default() -> Self {
        Self {
            never_started_days: 21.0,
            too_early_days: 21.0,
            stalled_days: 14.0,
            stalled_ratio: 2.0,
            watch_ratio: 1.5,
            overdue_days: 7,
            watch_signals: 2,
            own_gap_weight: 2.0,
            no_goals_days: 60.0,
            overdue_actions: 2,
            absences: 2,
            no_progress_meetings: 3,
            low_rating: 0.4,
            issue_recurs: 3,
            dwell_times: 10,
            presumed_ended_days: 180.0,
            presumed_ended_ratio: 4.0,
            waiting_days: 14,
        }
    }
}
