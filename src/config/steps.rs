//! What a coordinator is told to do next, for each reason: texts that a programme can make its own.

use serde::Serialize;

/// A suggested next step for each signal, for a pair that has never met, and for one that may have
/// ended.
///
/// [`NextSteps::QUESTION`] in a text stands for a question of the stage model that fits the stage
/// of the pair, [`NextSteps::STAGE`] for the title of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextSteps {
    /// For a pair that has never met, whatever its signals.
    pub never_started: String,
    /// For a pair that has been silent for so long that it may have ended.
    pub presumed_ended: String,
    /// No recorded meeting for long.
    pub no_contact: String,
    /// The agreed meeting is overdue.
    pub missed_next_meeting: String,
    /// No next meeting was agreed.
    pub no_next_meeting_agreed: String,
    /// Long in one stage.
    pub stuck_in_stage: String,
    /// Progress recorded, none made.
    pub no_progress: String,
    /// No goals.
    pub no_goals_set: String,
    /// Actions not done in time.
    pub actions_overdue: String,
    /// The latest meetings were missed.
    pub repeated_absence: String,
    /// A low rating.
    pub low_rating: String,
    /// The same issue again and again.
    pub issue_recurs: String,
}

impl NextSteps {
    /// The place of a question that fits the stage ("Ask: …"); left out where there is none.
    pub const QUESTION: &str = "{question}";
    /// The place of the title of the stage.
    pub const STAGE: &str = "{stage}";
}

impl Default for NextSteps {
    /// After the flow of a coordinator's decisions: choose the type of mentoring, watch progress,
    /// notice what has changed around the pair, respond to what the mentee meets with.
    fn default() -> Self {
        Self {
            never_started: "Call both and arrange the first meeting with them; ask whether the match still suits them. {question}".into(),
            presumed_ended: "Ask both once more whether they go on; if not, or if nobody answers, close the pair in the register, with the day and the reason.".into(),
            no_contact: "Call the mentee, then the mentor: what has changed for them, and would a pause or another rhythm help? {question}".into(),
            missed_next_meeting: "Ask both what came in between, and agree on a new day while you speak.".into(),
            no_next_meeting_agreed: "Help them to agree on the next day now, and remind both to do so before each meeting ends.".into(),
            stuck_in_stage: "Talk the stage “{stage}” over with the mentor: what would complete it, or has the pair moved on? {question}".into(),
            no_progress: "Go through the goals with both: are they still the right ones, and which step is next? {question}".into(),
            no_goals_set: "Help the pair to agree on one to five specific and realistic goals.".into(),
            actions_overdue: "Go through the open actions with the pair: do, move or drop each.".into(),
            repeated_absence: "Ask whoever was absent what would make it possible to come.".into(),
            low_rating: "Talk to whoever gave the rating in confidence: do the match and the kind of mentoring still suit them?".into(),
            issue_recurs: "Ask what has been tried about the issue that keeps coming up, and offer help; it may need somebody from outside the pair.".into(),
        }
    }
}
