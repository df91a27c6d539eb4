//! The facts that a programme records about a pair: meetings, forms, goals, actions, ideas.
//!
//! Facts are as recorded, not as of a date: deciding what holds on a day is the business of
//! `measures`. Ratings are fractions of their range; minutes, progress and levels are in the
//! units of the forms.

use super::{Day, Slim};
use serde::Serialize;

/// Where a fact stands in the inputs, so that it can be shown and read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// Index into [`super::Programme::files`].
    pub file: u16,
    /// Line of the record's first character, counted from 1.
    pub line: u32,
    /// Byte offset of the record in the file's decoded text.
    pub offset: u64,
    /// Which of the tables of the file it was read for: a row may hold several records.
    pub part: u8,
    /// Whether the row is counted where this record ends; each row is counted once.
    pub counted: bool,
}

/// What became of a meeting, in the order in which one meeting's records are reconciled: the
/// first that any record of the meeting has is the status of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The meeting took place.
    Held,
    /// The mentee did not come.
    MissedByMentee,
    /// The mentor did not come.
    MissedByMentor,
    /// Somebody did not come; it is not known who.
    Missed,
    /// Called off beforehand.
    Cancelled,
    /// Moved to another day.
    Rescheduled,
    /// Planned; a planned meeting in the past is not held.
    Scheduled,
    /// Blank or not understood.
    Unknown,
}

impl Status {
    /// Whether somebody failed to come.
    #[must_use]
    pub const fn is_missed(self) -> bool {
        matches!(
            self,
            Self::MissedByMentee | Self::MissedByMentor | Self::Missed
        )
    }
}

/// The five elements of a session record, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Elements(pub u8);

impl Elements {
    /// Progress overall or of any goal.
    pub const PROGRESS: Self = Self(1);
    /// Issues identified.
    pub const ISSUES: Self = Self(2);
    /// Learnings.
    pub const LEARNINGS: Self = Self(4);
    /// Actions before the next meeting.
    pub const ACTIONS: Self = Self(8);
    /// Agreed next meeting.
    pub const NEXT_MEETING: Self = Self(16);

    /// Elements in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Elements in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Elements of this set that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Number of elements in the set, 0–5.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// One session record: a fixed size whatever its notes hold, which stay in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Session {
    /// Pair within its partition.
    pub pair: u32,
    /// Day of the meeting.
    pub date: Day,
    /// Start time in minutes after midnight, where recorded.
    pub start: Slim<u16>,
    /// What became of it.
    pub status: Status,
    /// Length in minutes, above 0.
    pub minutes: Slim<f32>,
    /// Rank of its recognised stage in the programme's stage model, from 1.
    pub stage: Option<std::num::NonZeroU8>,
    /// Overall progress, 0–100.
    pub progress: Slim<f64>,
    /// Elements that were filled in.
    pub filled: Elements,
    /// Agreed next meeting; not yet checked against the day of this one.
    pub next_meeting: Slim<Day>,
    /// Rating as a fraction of its range, 0–1.
    pub rating: Slim<f32>,
    /// First of its details in [`super::Partition::details`].
    pub details_from: u32,
    /// Number of its details.
    pub details_len: u16,
    /// Where it stands.
    pub origin: Origin,
}

/// Progress of one numbered goal in one session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// Number of the goal, from 1.
    pub goal: u16,
    /// Progress, 0–100.
    pub value: f64,
}

/// Enough of a folded issue text to know it again and to sort it: its first eight bytes and a
/// hash of the whole. The text itself stays in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct IssuePrint {
    /// First eight bytes of the folded text, most significant first.
    pub prefix: u64,
    /// 64-bit hash of the folded text, the same on every machine.
    pub hash: u64,
}

/// Themes of the programme's codebook that a text speaks of, as a set of their places in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Themes(u32);

impl Themes {
    /// Themes that a codebook can hold.
    pub const MOST: usize = u32::BITS as usize;

    /// The theme at a place of the codebook; none beyond [`Self::MOST`].
    #[must_use]
    pub const fn at(place: usize) -> Self {
        Self(if place < Self::MOST { 1 << place } else { 0 })
    }

    /// Themes of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Places of the themes in the codebook, ascending.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST).filter(move |place| self.0 & 1 << place != 0)
    }
}

/// The text of a goal that a session says is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewGoalText {
    /// As recorded.
    pub text: String,
    /// As compared.
    pub folded: String,
}

/// Status of a goal in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalStatus {
    /// Reached.
    Attained,
    /// Reached in part.
    Partly,
    /// Given a final no.
    NotAttained,
    /// Given up by agreement; left out of denominators.
    Dropped,
    /// Being worked on, or not begun.
    InProgress,
}

impl GoalStatus {
    /// Whether it wins over a day of attainment.
    #[must_use]
    pub const fn denies_attainment(self) -> bool {
        matches!(self, Self::Partly | Self::NotAttained | Self::Dropped)
    }
}

/// Whether a goal belongs to the first agreement or arose later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalOrigin {
    /// Set at the start.
    Initial,
    /// Arose during the mentoring.
    New,
}

/// One row of the goal register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// Pair within its partition.
    pub pair: u32,
    /// Number or id as recorded (`3`, `G-17`), if any.
    pub id: Option<String>,
    /// What is to be reached.
    pub text: Option<String>,
    /// Kind, as recorded.
    pub kind: Option<String>,
    /// Day it was set.
    pub set_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// Status as understood.
    pub status: Option<GoalStatus>,
    /// Day it was attained.
    pub attained_on: Option<Day>,
    /// Recorded origin.
    pub origin: Option<GoalOrigin>,
    /// Goal Attainment Scaling level, −2 to +2.
    pub level: Option<f64>,
    /// Weight for Goal Attainment Scaling, above 0.
    pub weight: Option<f64>,
    /// Where it stands.
    pub source: Origin,
}

/// Who filled in a form, in the order in which answers decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Respondent {
    /// The mentee.
    Mentee,
    /// The mentor.
    Mentor,
    /// A coordinator.
    Coordinator,
    /// Not recorded.
    #[serde(rename = "")]
    Blank,
}

/// When in the relationship a form belongs; on one day the later phase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Asked for but not said: it answers like a form at the end, but settles nothing.
    Blank,
    /// Before or at the first meeting.
    Baseline,
    /// On the way.
    Mid,
    /// At the end.
    End,
}

/// A yes / partly / no answer; the greater is the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// No.
    No,
    /// Partly, or a percentage between 0 and 100.
    Partly,
    /// Yes.
    Yes,
}

/// An answer given for all goals at once.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AllGoals {
    /// Yes, partly or no; percentages are one of these.
    Answer(Answer),
    /// "x of y goals", y above 0 and x at most y.
    OutOf {
        /// Goals attained.
        attained: u16,
        /// Goals in all.
        of: u16,
    },
}

/// What a form says about one of its numbered goals.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FormGoal {
    /// Number of the goal on the form, from 1.
    pub number: u16,
    /// Its text.
    pub text: Option<String>,
    /// Whether it was achieved.
    pub answer: Option<Answer>,
    /// Goal Attainment Scaling level, −2 to +2.
    pub level: Option<f64>,
    /// Why it was not achieved, where that stands behind the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One form that was filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Pair within its partition.
    pub pair: u32,
    /// Day of the form, if dated.
    pub date: Option<Day>,
    /// Who answered.
    pub respondent: Respondent,
    /// When in the relationship.
    pub phase: Phase,
    /// Were the goals achieved, all at once.
    pub all_goals: Option<AllGoals>,
    /// Goals named or answered one by one, by number.
    pub goals: Vec<FormGoal>,
    /// Why goals were not achieved, as written.
    pub reason_not_achieved: Option<String>,
    /// Did new goals arise.
    pub new_goals: Option<bool>,
    /// Is there a partnership opportunity.
    pub partnership: Option<bool>,
    /// Benefits chosen, as written, in order of the form.
    pub benefits: Vec<String>,
    /// Answers to the items of each configured scale, scale after scale, before reverse scoring.
    pub items: Vec<Option<f64>>,
    /// Rating as a fraction of its range, 0–1, where the form has one.
    pub rating: Option<f64>,
    /// Where it stands.
    pub origin: Origin,
}

/// State of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// Done.
    Completed,
    /// To be done, or being done.
    Open,
    /// No longer to be done.
    Cancelled,
    /// Recorded in words that are not understood: whether it was done is not known.
    Unclear,
}

/// One action agreed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    /// Pair within its partition.
    pub pair: u32,
    /// The goal it serves, as recorded.
    pub goal: Option<String>,
    /// What is to be done.
    pub text: Option<String>,
    /// When it is to be done.
    pub scheduled_on: Option<Day>,
    /// When it was done.
    pub completed_on: Option<Day>,
    /// Status as understood.
    pub status: Option<ActionStatus>,
    /// The day of the session whose record names it, where it came from one.
    pub agreed_on: Option<Day>,
    /// Where it stands.
    pub origin: Origin,
}

/// Somebody of the programme getting in touch with a pair. Never a meeting of the pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// Pair within its partition.
    pub pair: u32,
    /// Day of the contact; `None` where a row only says until when to wait.
    pub date: Option<Day>,
    /// Whether the attempt failed: nobody answered, a message was left, an e-mail came back.
    pub failed: bool,
    /// Who got in touch.
    pub by: Option<String>,
    /// What came of it, as written.
    pub outcome: Option<String>,
    /// What else was noted.
    pub note: Option<String>,
    /// First day on which to look at the pair again.
    pub snooze_until: Option<Day>,
    /// Where it stands.
    pub origin: Origin,
}

/// One idea for a partnership between the organisations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Idea {
    /// Pair within its partition.
    pub pair: u32,
    /// The idea.
    pub text: Option<String>,
    /// Day it is planned for or was recorded.
    pub scheduled_on: Option<Day>,
    /// Where it stands.
    pub origin: Origin,
}
