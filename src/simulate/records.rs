//! The rows that a synthetic programme consists of, in plain types, and the truth behind them.
//!
//! These are records as a programme would hold them on the day of the export, with what is missing
//! missing. They are not the program's own model of a programme: nothing here depends on how the
//! rows are read again, so that the truth stays independent of what it is compared with.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::plan::Behaviour;

/// Free text, mostly from a table.
pub type Text = Cow<'static, str>;

/// A whole synthetic programme; or one pair's part of it, while files are written pair by pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Simulated {
    /// One row per pair, in the order of their ids.
    pub pairs: Vec<PairRow>,
    /// Session records, by pair and then in the order in which the meetings were due.
    pub sessions: Vec<SessionRow>,
    /// Goals, by pair and number.
    pub goals: Vec<GoalRow>,
    /// Forms, by pair and then in the order in which they came back.
    pub evaluations: Vec<EvaluationRow>,
    /// Actions, by pair and date.
    pub actions: Vec<ActionRow>,
    /// Ideas for partnership, by pair.
    pub partnerships: Vec<PartnershipRow>,
    /// Contacts of the coordinators with pairs that fell silent, by pair and date.
    pub contacts: Vec<ContactRow>,
    /// What is really so, one row per pair.
    pub truth: Vec<PairTruth>,
}

impl Simulated {
    /// Adds another programme's rows after one's own.
    pub(super) fn append(&mut self, mut other: Self) {
        self.pairs.append(&mut other.pairs);
        self.sessions.append(&mut other.sessions);
        self.goals.append(&mut other.goals);
        self.evaluations.append(&mut other.evaluations);
        self.actions.append(&mut other.actions);
        self.partnerships.append(&mut other.partnerships);
        self.contacts.append(&mut other.contacts);
        self.truth.append(&mut other.truth);
    }
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    /// Names the pair in every table.
    pub pair_id: String,
    /// Invented name of the mentor; the same for all pairs of one mentor, and for no other's.
    pub mentor: String,
    /// Address of the mentor at a domain reserved for examples.
    pub mentor_email: String,
    /// Invented name of the mentee.
    pub mentee: String,
    /// The intake; blank if the plan has none.
    pub cohort: String,
    /// The site; blank if the plan has none.
    pub site: String,
    /// Kind of mentoring.
    pub mentoring_type: &'static str,
    /// When the relationship began.
    pub started_on: NaiveDate,
    /// When it was to end.
    pub planned_end_on: Option<NaiveDate>,
    /// When it was closed in the register.
    pub closed_on: Option<NaiveDate>,
    /// Why it was closed.
    pub closure_reason: Option<&'static str>,
    /// Days between meetings as agreed.
    pub agreed_every: Option<u32>,
    /// Length of a meeting as agreed, in minutes.
    pub agreed_minutes: Option<u32>,
    /// When both signed the agreement.
    pub agreement_signed_on: Option<NaiveDate>,
    /// First day of rest.
    pub paused_from: Option<NaiveDate>,
    /// First day back.
    pub paused_until: Option<NaiveDate>,
}

/// What became of a meeting, as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Both were there.
    Held,
    /// The mentee did not come.
    MissedByMentee,
    /// The mentor did not come.
    MissedByMentor,
    /// Somebody did not come.
    Missed,
    /// Called off.
    Cancelled,
    /// Moved to another day.
    Rescheduled,
    /// An appointment, or one that nobody came back to.
    Scheduled,
}

/// A session record.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// The pair.
    pub pair_id: String,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// What became of it.
    pub status: Status,
    /// When it began: minutes after midnight.
    pub start: Option<u32>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// How they met.
    pub mode: Option<&'static str>,
    /// Title of the stage.
    pub stage: Option<String>,
    /// Overall progress, 0–100.
    pub progress: Option<u32>,
    /// Progress of goals 1–5, 0–100.
    pub goal_progress: [Option<u32>; 5],
    /// Issues that came up.
    pub issues: Option<Text>,
    /// What could be done about them.
    pub solutions: Option<Text>,
    /// What was learnt.
    pub learnings: Option<Text>,
    /// What is to be done before the next meeting.
    pub actions: Option<Text>,
    /// The next meeting as agreed.
    pub next_meeting: Option<NaiveDate>,
    /// A goal that came up.
    pub new_goal: Option<Text>,
    /// How the session was rated, 1–5.
    pub rating: Option<u32>,
}

/// Where a goal stands, as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalStatus {
    /// Reached.
    Attained,
    /// Reached in part.
    Partly,
    /// Not reached.
    NotAttained,
    /// Given up.
    Dropped,
    /// Being worked at.
    InProgress,
}

/// A goal in the register of goals.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    /// The pair.
    pub pair_id: String,
    /// Its number within the pair, from 1.
    pub goal: u32,
    /// What it is.
    pub text: Text,
    /// `personal` or `professional`.
    pub kind: &'static str,
    /// When it was set.
    pub set_on: Option<NaiveDate>,
    /// By when it was to be reached.
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub status: Option<GoalStatus>,
    /// When it was reached.
    pub attained_on: Option<NaiveDate>,
    /// Whether it came after the others; None where nobody said.
    pub is_new: Option<bool>,
    /// Level of goal attainment scaling, −2…+2.
    pub level: Option<i32>,
    /// Weight, 1–3.
    pub weight: Option<u32>,
}

/// Who filled a form in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Respondent {
    /// The mentor.
    Mentor,
    /// The mentee.
    Mentee,
}

/// Which form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// At the start: the needs analysis.
    Baseline,
    /// Half-way.
    Mid,
    /// At the end.
    End,
}

/// Whether a goal was achieved, as somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Achieved {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
}

/// A form that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationRow {
    /// The pair.
    pub pair_id: String,
    /// When it was filled in.
    pub date: Option<NaiveDate>,
    /// Who filled it in.
    pub respondent: Respondent,
    /// Which form.
    pub phase: Phase,
    /// Form 1: what the pair wants to accomplish, interests, issues, what is expected.
    pub analysis: Option<NeedsAnalysis>,
    /// Goals 1–5 as remembered, each with whether it was achieved.
    pub goals: [Option<(Text, Option<Achieved>)>; 5],
    /// The answer for all goals.
    pub goals_achieved: Option<Achieved>,
    /// Why goals were not achieved.
    pub reason_not_achieved: Option<&'static str>,
    /// Whether new goals arose.
    pub new_goals: Option<bool>,
    /// Which.
    pub new_goal_details: Option<Text>,
    /// Whether there is an opportunity for partnership.
    pub partnership: Option<bool>,
    /// What support it needs.
    pub partnership_support: Option<&'static str>,
    /// What prevents it.
    pub partnership_barriers: Option<&'static str>,
    /// Benefits chosen.
    pub benefits: Vec<&'static str>,
    /// Answers to the relationship scale, 1–5, in the order of [`SCALE_ITEMS`].
    pub ratings: [Option<u32>; 5],
}

/// The answers to form 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeedsAnalysis {
    /// What the pair wants to accomplish.
    pub needs: &'static str,
    /// Interests and main skills.
    pub interests: &'static str,
    /// Issues at work now.
    pub issues: &'static str,
    /// What is expected of the mentoring.
    pub targets: &'static str,
}

/// Names of the items of the relationship scale; the last is scored the other way round.
pub const SCALE_ITEMS: [&str; 5] = [
    "satisfaction",
    "trust",
    "listening",
    "usefulness",
    "rather_another_partner",
];

/// A dated step towards a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionRow {
    /// The pair.
    pub pair_id: String,
    /// The goal it serves.
    pub goal: Option<u32>,
    /// What is to be done.
    pub text: Text,
    /// By when.
    pub scheduled_on: Option<NaiveDate>,
    /// When it was done.
    pub completed_on: Option<NaiveDate>,
    /// `done`, `open` or `cancelled`.
    pub status: &'static str,
}

/// An idea for a partnership of the two organisations.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnershipRow {
    /// The pair.
    pub pair_id: String,
    /// The idea.
    pub text: &'static str,
    /// Support that it needs.
    pub support_needed: Option<&'static str>,
    /// By when.
    pub scheduled_on: Option<NaiveDate>,
    /// `idea`, `agreed` or `done`.
    pub status: &'static str,
}

/// A contact of a coordinator with a pair, or an attempt at one.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactRow {
    /// The pair.
    pub pair_id: String,
    /// The day of it.
    pub contacted_on: NaiveDate,
    /// Invented name of the coordinator.
    pub contacted_by: &'static str,
    /// What came of it.
    pub outcome: &'static str,
    /// What was said.
    pub note: Option<&'static str>,
    /// First day on which to look at the pair again, where one was agreed.
    pub snooze_until: Option<NaiveDate>,
}

/// How a relationship really ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It has not.
    Running,
    /// As planned.
    AsPlanned,
    /// Early, and the register says so.
    Early,
    /// Early, and the pair told nobody; the office may have found out.
    Faded,
}

impl Ending {
    /// The word for it in the truth table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::AsPlanned => "as_planned",
            Self::Early => "early",
            Self::Faded => "faded",
        }
    }
}

/// What is really so about a pair, whatever was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct PairTruth {
    /// The pair.
    pub pair_id: String,
    /// Number of the mentor, from 1.
    pub mentor_number: u32,
    /// How it meets and writes down.
    pub behaviour: Behaviour,
    /// It never met and never will.
    pub never_starts: bool,
    /// How it really ended, by the day of the export.
    pub ending: Ending,
    /// The day on which it really stopped.
    pub stopped_on: Option<NaiveDate>,
    /// Mean days between meetings that the pair means to have.
    pub intended_gap_days: f64,
    /// Probability that both attend a meeting that takes place as due.
    pub attendance: f64,
    /// Probability of closing early, per month, of a pair that meets.
    pub early_closure_per_month: f64,
    /// Probability that a goal is attained if the pair runs its planned course.
    pub attainment: f64,
    /// The mentor's part in `attainment`; the same for all pairs of the mentor.
    pub mentor_effect: f64,
    /// Quality of the relationship, 1–5, behind its ratings.
    pub quality: f64,
    /// Meetings that really took place by the day of the export.
    pub meetings_held: u32,
    /// Those of them that have a record.
    pub meetings_recorded: u32,
    /// Goals really set by then, not given up.
    pub goals_set: u32,
    /// Those of them really attained by then.
    pub goals_attained: u32,
    /// Goals that really emerged after the first month.
    pub new_goals: u32,
}
