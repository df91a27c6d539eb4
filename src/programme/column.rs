//! The canonical columns.

use std::fmt;

/// A canonical column of any of the seven tables; what it means depends on the table.
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
    /// `progress_notes`: progress in words, where there is a column of figures too.
    ProgressNotes,
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
    /// `attendee_role`: of whom of the two a row tells whether they came, where a meeting has a row
    /// for each.
    AttendeeRole,
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
    /// `contacted_on`.
    ContactedOn,
    /// `contacted_by`.
    ContactedBy,
    /// `outcome` of a contact.
    Outcome,
    /// `note` on a contact.
    Note,
    /// `snooze_until`.
    SnoozeUntil,
}

/// Columns without a number, with their canonical names.
const NAMED: [(Column, &str); 69] = [
    (Column::PairId, "pair_id"),
    (Column::Mentor, "mentor"),
    (Column::Mentee, "mentee"),
    (Column::MentorEmail, "mentor_email"),
    (Column::MenteeEmail, "mentee_email"),
    (Column::MentorPhone, "mentor_phone"),
    (Column::MenteePhone, "mentee_phone"),
    (Column::Cohort, "cohort"),
    (Column::Site, "site"),
    (Column::MentoringType, "mentoring_type"),
    (Column::StartedOn, "started_on"),
    (Column::PlannedEndOn, "planned_end_on"),
    (Column::ClosedOn, "closed_on"),
    (Column::ClosureReason, "closure_reason"),
    (Column::AgreedEvery, "agreed_every"),
    (Column::AgreedMinutes, "agreed_minutes"),
    (Column::AgreementSignedOn, "agreement_signed_on"),
    (Column::PausedFrom, "paused_from"),
    (Column::PausedUntil, "paused_until"),
    (Column::LastSessionOn, "last_session_on"),
    (Column::SessionsTotal, "sessions_total"),
    (Column::Date, "date"),
    (Column::Status, "status"),
    (Column::Minutes, "minutes"),
    (Column::Hours, "hours"),
    (Column::Start, "start"),
    (Column::End, "end"),
    (Column::Mode, "mode"),
    (Column::Stage, "stage"),
    (Column::Progress, "progress"),
    (Column::ProgressNotes, "progress_notes"),
    (Column::Issues, "issues"),
    (Column::Solutions, "solutions"),
    (Column::Learnings, "learnings"),
    (Column::Actions, "actions"),
    (Column::NextMeeting, "next_meeting"),
    (Column::NewGoal, "new_goal"),
    (Column::Rating, "rating"),
    (Column::AttendeeRole, "attendee_role"),
    (Column::Respondent, "respondent"),
    (Column::Phase, "phase"),
    (Column::GoalsAchieved, "goals_achieved"),
    (Column::Needs, "needs"),
    (Column::Interests, "interests"),
    (Column::Targets, "targets"),
    (Column::ReasonNotAchieved, "reason_not_achieved"),
    (Column::NewGoals, "new_goals"),
    (Column::NewGoalDetails, "new_goal_details"),
    (Column::Partnership, "partnership"),
    (Column::PartnershipSupport, "partnership_support"),
    (Column::PartnershipBarriers, "partnership_barriers"),
    (Column::Benefits, "benefits"),
    (Column::Goal, "goal"),
    (Column::Text, "text"),
    (Column::Kind, "kind"),
    (Column::SetOn, "set_on"),
    (Column::DueOn, "due_on"),
    (Column::AttainedOn, "attained_on"),
    (Column::Origin, "origin"),
    (Column::Level, "level"),
    (Column::Weight, "weight"),
    (Column::ScheduledOn, "scheduled_on"),
    (Column::CompletedOn, "completed_on"),
    (Column::SupportNeeded, "support_needed"),
    (Column::ContactedOn, "contacted_on"),
    (Column::ContactedBy, "contacted_by"),
    (Column::Outcome, "outcome"),
    (Column::Note, "note"),
    (Column::SnoozeUntil, "snooze_until"),
];

/// Makes a member of a family of numbered columns.
type Family = fn(u16) -> Column;

/// Families of numbered columns, with what stands before and after the number.
const FAMILIES: [(Family, &str, &str); 8] = [
    (Column::GoalProgress, "goal_", "_progress"),
    (Column::Issue, "issue_", ""),
    (Column::Solution, "solution_", ""),
    (Column::Action, "action_", ""),
    (Column::ActionOn, "action_", "_on"),
    (Column::GoalText, "goal_", ""),
    (Column::GoalAchieved, "goal_", "_achieved"),
    (Column::GoalLevel, "goal_", "_level"),
];

/// Stands for the number in the name of a family.
pub const NUMBER: &str = "{n}";

impl Column {
    /// Whether it holds issues identified at a meeting.
    #[must_use]
    pub const fn is_issue(self) -> bool {
        matches!(self, Self::Issues | Self::Issue(_))
    }

    /// Whether it holds what is to be done before the next meeting.
    #[must_use]
    pub const fn is_action(self) -> bool {
        matches!(self, Self::Actions | Self::Action(_))
    }

    /// Whether it is one of several that are told apart by number.
    #[must_use]
    pub fn is_numbered(self) -> bool {
        self.number() > 0
    }

    /// Whether it tells of one goal, which its number names.
    #[must_use]
    pub const fn is_of_one_goal(self) -> bool {
        matches!(
            self,
            Self::GoalText(_) | Self::GoalAchieved(_) | Self::GoalLevel(_) | Self::GoalProgress(_)
        )
    }

    /// Whether it says who the pair is.
    #[must_use]
    pub const fn is_identity(self) -> bool {
        matches!(
            self,
            Self::PairId
                | Self::Mentor
                | Self::Mentee
                | Self::MentorEmail
                | Self::MenteeEmail
                | Self::MentorPhone
                | Self::MenteePhone
        )
    }

    /// Whether only a meeting of the pair has it: what became of it, its length, what was worked on.
    #[must_use]
    pub const fn is_of_meeting(self) -> bool {
        matches!(
            self,
            Self::Status
                | Self::Minutes
                | Self::Hours
                | Self::Start
                | Self::End
                | Self::Stage
                | Self::Progress
                | Self::GoalProgress(_)
                | Self::Learnings
                | Self::NextMeeting
                | Self::NewGoal
                | Self::Rating
        )
    }

    /// The column of a canonical name (`started_on`, `goal_3_achieved`), exactly as written. Items
    /// of scales have none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        NAMED
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(column, _)| *column)
            .or_else(|| numbered(name))
    }

    /// Of the name of a family, in which `{n}` stands for the number (`goal_{n}_achieved`), what
    /// makes a member of it.
    #[must_use]
    pub fn family(name: &str) -> Option<fn(u16) -> Self> {
        let (before, after) = name.split_once(NUMBER)?;
        FAMILIES
            .iter()
            .find(|family| (family.1, family.2) == (before, after))
            .map(|family| family.0)
    }

    /// Every canonical name; numbered ones with `N` for the number.
    pub fn names() -> impl Iterator<Item = String> {
        let families = FAMILIES
            .iter()
            .map(|(_, before, after)| format!("{before}N{after}"));
        NAMED
            .iter()
            .map(|(_, name)| (*name).to_owned())
            .chain(families)
    }
}

fn numbered(name: &str) -> Option<Column> {
    FAMILIES.iter().find_map(|(family, before, after)| {
        let number = name.strip_prefix(before)?.strip_suffix(after)?;
        let is_plain = number.starts_with(|c: char| ('1'..='9').contains(&c));
        is_plain.then(|| number.parse().ok()).flatten().map(*family)
    })
}

impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::ScaleItem { scale, item } = self {
            return write!(formatter, "scale_{}_item_{}", scale + 1, item + 1);
        }
        if let Some((_, name)) = NAMED.iter().find(|(column, _)| column == self) {
            return formatter.write_str(name);
        }
        match (FAMILIES.iter()).find(|(family, ..)| family(self.number()) == *self) {
            Some((_, before, after)) => write!(formatter, "{before}{}{after}", self.number()),
            None => Ok(()),
        }
    }
}

impl Column {
    /// The number of a numbered column, else 0.
    fn number(self) -> u16 {
        match self {
            Self::GoalProgress(number)
            | Self::Issue(number)
            | Self::Solution(number)
            | Self::Action(number)
            | Self::ActionOn(number)
            | Self::GoalText(number)
            | Self::GoalAchieved(number)
            | Self::GoalLevel(number) => number,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_columns_stand_for_each_other() {
        for (column, name) in NAMED {
            assert_eq!(Column::from_name(name), Some(column));
            assert_eq!(column.to_string(), name);
        }
        for (family, before, after) in FAMILIES {
            let name = format!("{before}12{after}");
            assert_eq!(Column::from_name(&name), Some(family(12)));
            assert_eq!(family(12).to_string(), name);
        }
        assert_eq!(Column::names().count(), NAMED.len() + FAMILIES.len());
    }

    #[test]
    fn only_exact_names_are_canonical() {
        for name in [
            "Pair_ID",
            "goal_0",
            "goal_03",
            "goal_",
            "goal_x_achieved",
            "goal_1_",
            "",
        ] {
            assert_eq!(Column::from_name(name), None, "{name}");
        }
    }
}
