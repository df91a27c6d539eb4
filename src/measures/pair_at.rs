//! What holds for one pair on the as-of date: the facts that every measure reads.

use super::goals::GoalAt;
use super::stages::StagesAt;
use super::support::Support;
use crate::config::Rules;
use crate::programme::{Closure, Day, Elements, Form, IssuePrint, PairHistory, StageModel, Status};

/// What a run holds constant while pairs are measured as of a date.
#[derive(Clone, Copy)]
pub struct AsOf<'a> {
    /// The as-of date D.
    pub date: Day,
    /// Thresholds.
    pub rules: &'a Rules,
    /// The programme's stage model.
    pub model: &'a StageModel,
    /// Whether undated facts hold on D.
    pub undated_hold: bool,
}

/// How a pair ended by the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Day on which it ended.
    pub on: Day,
    /// As planned, early, or not known which.
    pub how: Closure,
}

/// A meeting: the records of one pair on one day, reconciled.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Its day.
    pub date: Day,
    /// What became of it.
    pub status: Status,
    /// Minutes, the longest that any record has.
    pub minutes: Option<f64>,
    /// Highest stage rank recorded.
    pub stage: Option<u8>,
    /// Highest overall progress recorded, 0–100.
    pub progress: Option<f64>,
    /// Highest progress of each goal recorded, by number.
    pub goal_progress: Vec<(u16, f64)>,
    /// Issues, one per column.
    pub issues: Vec<IssuePrint>,
    /// Folded text and text as written of a goal that arose.
    pub new_goal: Option<(String, String)>,
    /// Elements filled in.
    pub filled: Elements,
    /// Elements that its sources have columns for.
    pub supplied: Elements,
    /// Latest agreed next day after the meeting.
    pub next_meeting: Option<Day>,
    /// Highest rating recorded, 0–1.
    pub rating: Option<f64>,
}

/// One pair on the as-of date.
pub struct PairAt<'a> {
    /// Everything recorded.
    pub history: PairHistory<'a>,
    /// The constants of the run.
    pub as_of: AsOf<'a>,
    /// First day, recorded or inferred; `None` without any dated record.
    pub started_on: Option<Day>,
    /// Whether the first day was inferred from the records.
    pub started_on_inferred: bool,
    /// How it ended by the as-of date; `None` = open.
    pub ending: Option<Ending>,
    /// The earlier of its end and the as-of date.
    pub observed_to: Day,
    /// Paused times as first day and first day back, merged and sorted.
    pub pauses: Vec<(Day, Day)>,
    /// Observed days since the start less paused ones.
    pub active_days: Option<i32>,
    /// Agreed days between meetings, else the programme's default.
    pub expected_gap_days: f64,
    /// Meetings up to `observed_to`, by date and start time.
    pub meetings: Vec<Meeting>,
    /// Distinct days with a held meeting, ascending.
    pub held_dates: Vec<Day>,
    /// Days between consecutive held dates, paused days taken out.
    pub closed_gaps: Vec<i32>,
    /// Days from the last held date to `observed_to`, paused days taken out.
    pub open_gap: Option<i32>,
    /// Forms that exist on the as-of date.
    pub forms: Vec<&'a Form>,
    /// Goals that exist on the as-of date, by key.
    pub goals: Vec<GoalAt>,
    /// Where it stands on the path.
    pub stages: StagesAt,
    /// State and signals.
    pub support: Support,
}
