//! The canonical columns.

use std::fmt;

/// A canonical column of any of the six tables; what it means depends on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// `pair_id`.
    PairId,
    /// `mentor`.
    Mentor,
    /// `mentee`.
    Mentee,
    /// `mentor_email`, internal only.
    MentorEmail,
    /// `mentee_email`, internal only.
    MenteeEmail,
    /// `mentor_phone`, internal only.
    MentorPhone,
    /// `mentee_phone`, internal only.
    MenteePhone,
    /// `cohort`.
    Cohort,
    /// `site`.
    Site,
    /// `mentoring_type`.
    MentoringType,
    /// `started_on`.
    StartedOn,
    /// `planned_end_on`.
    PlannedEndOn,
    /// `closed_on`.
    ClosedOn,
    /// `closure_reason`.
    ClosureReason,
    /// `agreed_every`.
    AgreedEvery,
    /// `agreed_minutes`.
    AgreedMinutes,
    /// `agreement_signed_on`.
    AgreementSignedOn,
    /// `paused_from`.
    PausedFrom,
    /// `paused_until`.
    PausedUntil,
    /// `last_session_on`.
    LastSessionOn,
    /// `sessions_total`.
    SessionsTotal,
    /// `date` of a session or a form.
    Date,
    /// `status` of a session, goal, action or idea.
    Status,
    /// `minutes`.
    Minutes,
    /// `hours`.
    Hours,
    /// `start`, a time of day.
    Start,
    /// `end`, a time of day.
    End,
    /// `mode`.
    Mode,
    /// `stage`.
    Stage,
    /// `progress`.
    Progress,
    /// `goal_N_progress`.
    GoalProgress(u16),
    /// `issues`.
    Issues,
    /// `issue_N`.
    Issue(u16),
    /// `solutions`.
    Solutions,
    /// `solution_N`.
    Solution(u16),
    /// `learnings`.
    Learnings,
    /// `actions`.
    Actions,
    /// `action_N`.
    Action(u16),
    /// `action_N_on`.
    ActionOn(u16),
    /// `next_meeting`.
    NextMeeting,
    /// `new_goal`.
    NewGoal,
    /// `rating`.
    Rating,
    /// `respondent`.
    Respondent,
    /// `phase`.
    Phase,
    /// `goals_achieved`.
    GoalsAchieved,
    /// `goal_N`, its text.
    GoalText(u16),
    /// `goal_N_achieved`.
    GoalAchieved(u16),
    /// `goal_N_level`.
    GoalLevel(u16),
    /// `needs`.
    Needs,
    /// `interests`.
    Interests,
    /// `targets`.
    Targets,
    /// `reason_not_achieved`.
    ReasonNotAchieved,
    /// `new_goals`.
    NewGoals,
    /// `new_goal_details`.
    NewGoalDetails,
    /// `partnership`.
    Partnership,
    /// `partnership_support`.
    PartnershipSupport,
    /// `partnership_barriers`.
    PartnershipBarriers,
    /// `benefits`.
    Benefits,
    /// An item of a configured scale, both counted from 0.
    ScaleItem {
        /// Index of the scale.
        scale: u16,
        /// Index of the item in it.
        item: u16,
    },
    /// `goal`, its number or id.
    Goal,
    /// `text` of a goal, action or idea.
    Text,
    /// `kind`.
    Kind,
    /// `set_on`.
    SetOn,
    /// `due_on`.
    DueOn,
    /// `attained_on`.
    AttainedOn,
    /// `origin`.
    Origin,
    /// `level`.
    Level,
    /// `weight`.
    Weight,
    /// `scheduled_on`.
    ScheduledOn,
    /// `completed_on`.
    CompletedOn,
    /// `support_needed`.
    SupportNeeded,
}

impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}
