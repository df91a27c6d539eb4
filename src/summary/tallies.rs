//! What a group of pairs adds up to beside its measures: counts, distributions and curves.
//!
//! All since the start, as of the last day of the period.

use super::count::Count;
use super::curve::Curve;
use super::figures::NamedCount;
use super::outcome_sets::OutcomeSets;
use crate::measures::{GoalOutcome, State};
use crate::programme::{Day, Phase, Respondent};
use crate::stats::Estimate;
use serde::Serialize;

/// Everything counted over a group of pairs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tallies {
    /// Goals and their outcomes.
    pub goals: GoalTallies,
    /// Meetings and the time between them.
    pub meetings: MeetingTallies,
    /// The path.
    pub stages: StageTallies,
    /// Goals that arose on the way.
    pub new_goals: NewGoalTallies,
    /// How long pairs last, and how they end.
    pub continuity: ContinuityTallies,
    /// Forms, benefits, scales.
    pub experience: ExperienceTallies,
}

/// Goals and their outcomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalTallies {
    /// Goals by outcome, every outcome once; `None` without goals and forms.
    pub by_outcome: Option<Vec<(GoalOutcome, Count)>>,
    /// Pairs by the outcomes of their goals, for disclosure control, which leaves none of it.
    #[serde(skip)]
    pub in_pairs: OutcomeSets,
    /// Attainment if every open or unknown goal counted as not attained, and if each counted as
    /// attained; fractions. `None` without goals.
    pub bounds: Option<(f64, f64)>,
    /// Whether so few outcomes are known that the bounds stand in for `goals_attained`.
    pub bounds_instead: bool,
    /// Goals whose due day has passed and that are in progress or unknown.
    pub overdue: Count,
    /// Coded reasons for goals not or partly attained.
    pub reasons: Vec<NamedCount>,
    /// Agreement of mentor and mentee; `None` where no goal was judged by both.
    pub agreement: Option<Agreement>,
    /// Goals with an outcome that rests on an undated fact.
    pub undated_outcomes: u64,
    /// Goals with a known outcome (attained, partly, not attained).
    pub known_outcomes: u64,
}

/// How far mentor and mentee agree: on the attainment of goals, or on whether new goals arose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// What both judged: goals, or for new goals pairs.
    pub judged: Count,
    /// Of these, those of which the mentor's answer is the lower, the same, and the higher one.
    pub sides: [Count; 3],
    /// Share of them on which both say the same.
    pub raw: Estimate,
    /// Cohen's κ, with quadratic weights over not / partly / attained.
    pub kappa: Estimate,
    /// Share of them on which the mentor's answer is the higher one.
    pub mentor_higher: Estimate,
}

/// Meetings and the time between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingTallies {
    /// Every month from the first start to the last day, at most the latest 24.
    pub by_month: Vec<MonthOfMeetings>,
    /// Meetings held.
    pub held: u64,
    /// Those of them that have a length.
    pub with_length: u64,
    /// Hours of those that have a length.
    pub hours: Option<f64>,
    /// Days between consecutive meetings of a pair.
    pub gaps: Gaps,
}

/// One month of meetings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthOfMeetings {
    /// First day of the month.
    pub month: Day,
    /// Meetings held in it.
    pub held: u64,
    /// Meetings missed in it.
    pub missed: u64,
    /// Meetings expected in it: active days of the pairs ÷ the gap that each agreed.
    pub expected: f64,
    /// Whether the as-of date cuts it short.
    pub cut: bool,
}

/// Distribution of the closed gaps.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Gaps {
    /// Gaps as (first day of the bin, first day of the next bin, gaps in it); the last bin is
    /// open.
    pub bins: Vec<(u32, Option<u32>, Count)>,
    /// Number of gaps.
    pub n: u64,
    /// Median gap in days.
    pub median: Option<f64>,
    /// Median over pairs of the agreed (or default) gap in days.
    pub agreed: Option<f64>,
}

/// The path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageTallies {
    /// One rung per stage, by rank.
    pub ladder: Vec<Rung>,
    /// Whether the stages are those that records imply (first meeting, second, end as planned), so
    /// that the funnel counts the same pairs.
    pub derived: bool,
    /// Pairs without any stage observation.
    pub none_reached: Count,
    /// Moves between consecutive distinct observations, by rank from and to.
    pub transitions: Vec<Transition>,
    /// Held sessions without a recognised stage.
    pub unstaged_sessions: u64,
    /// Held sessions in all.
    pub held_sessions: u64,
}

/// One stage of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rung {
    /// Key of the stage.
    pub key: String,
    /// Name of the stage.
    pub title: String,
    /// Pairs ever observed at this stage or beyond.
    pub reached: Count,
    /// Pairs ever observed at this stage itself.
    pub observed: Count,
    /// Open pairs that are in it on the last day.
    pub now: Count,
    /// All pairs of the group.
    pub of: usize,
    /// Median days from reaching it to reaching beyond it (closure competing), with its interval.
    pub dwell: Estimate,
}

/// Moves from one stage to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transition {
    /// Key of the stage left.
    pub from: String,
    /// Key of the stage entered.
    pub to: String,
    /// Moves.
    pub count: Count,
}

/// Goals that arose on the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewGoalTallies {
    /// New goals in the records.
    pub recorded: u64,
    /// Mean cumulative number of dated new goals per pair, by days since the start.
    pub curve: Curve,
    /// The stage of the pair on the day on which a new goal arose, by rank; the last entry
    /// counts those before any stage observation.
    pub by_stage: Vec<NamedCount>,
    /// Agreement of mentor and mentee on whether new goals arose; `None` where not both answered.
    pub agreement: Option<Agreement>,
}

/// How long pairs last, and how they end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContinuityTallies {
    /// Pairs whose start is not recorded, and taken from their first dated record.
    pub inferred_starts: Count,
    /// Pairs by state, every state once; `None` without session records.
    pub states: Option<Vec<(State, Count)>>,
    /// Open pairs that may have ended unrecorded; `None` where nothing says when pairs met.
    pub presumed_ended: Option<Count>,
    /// Pairs that ended; `None` without a closure column.
    pub endings: Option<Endings>,
    /// Coded closure reasons, by descending count.
    pub closure_reasons: Vec<NamedCount>,
    /// Share of pairs still meeting by days since the start (Kaplan–Meier of `match_length`).
    pub retention: Curve,
    /// From matched to ended as planned.
    pub funnel: Funnel,
}

/// How pairs ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Endings {
    /// As planned.
    pub as_planned: Count,
    /// Early.
    pub early: Count,
    /// Not known which.
    pub unknown: Count,
}

/// How many pairs came how far. Who ended as planned need not have met in the records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Funnel {
    /// Pairs.
    pub matched: Count,
    /// Pairs that met; `None` without session records.
    pub met: Option<Count>,
    /// Pairs that met on at least two days; `None` without session records.
    pub met_again: Option<Count>,
    /// Pairs that ended as planned; `None` without a closure column.
    pub ended_as_planned: Option<Count>,
    /// Of all pairs the share that met, of these the share that met again, and of all pairs the share
    /// that ended as planned, clustered by mentor.
    pub shares: [Estimate; 3],
}

/// Forms, benefits, scales.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExperienceTallies {
    /// Forms by respondent and phase, and the pairs that they are of.
    pub forms: Vec<FormCount>,
    /// Forms without a date.
    pub undated_forms: u64,
    /// Ended pairs whose mentee returned a form that is not baseline, of all ended pairs.
    pub mentee_response: Estimate,
    /// The same for mentors.
    pub mentor_response: Estimate,
    /// Ideas for partnership recorded; `None` where no such table was supplied.
    pub ideas: Option<Count>,
    /// Benefits chosen by mentees, in pairs.
    pub mentee_benefits: Vec<NamedCount>,
    /// Benefits chosen by mentors, in pairs.
    pub mentor_benefits: Vec<NamedCount>,
    /// Configured scales.
    pub scales: Vec<ScaleTally>,
}

/// Forms of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FormCount {
    /// Who answered.
    pub respondent: Respondent,
    /// When in the relationship.
    pub phase: Phase,
    /// Forms.
    pub forms: u64,
    /// Pairs that they are of.
    pub pairs: Count,
}

/// One configured scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScaleTally {
    /// Name in columns.
    pub key: String,
    /// Name in reports.
    pub title: String,
    /// Cronbach's alpha over complete latest answers.
    pub alpha: Estimate,
}
