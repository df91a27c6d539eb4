//! What to do next: a text for each signal, with a question that fits the stage.

use super::SignalKind;
use crate::config::NextSteps;
use crate::measures::PairAt;
use crate::programme::Stage;

/// What to do about a pair that has never met.
pub(super) fn first_meeting(pair: &PairAt<'_>) -> String {
    worded(&pair.as_of.rules.steps.never_started, pair)
}

/// What to do about a pair that may have ended.
pub(super) fn presumed_ended(pair: &PairAt<'_>) -> String {
    worded(&pair.as_of.rules.steps.presumed_ended, pair)
}

/// What to do about a signal.
pub(super) fn step(kind: SignalKind, pair: &PairAt<'_>) -> String {
    worded(text(kind, &pair.as_of.rules.steps), pair)
}

fn text(kind: SignalKind, steps: &NextSteps) -> &str {
    match kind {
        SignalKind::NoContact => &steps.no_contact,
        SignalKind::MissedNextMeeting => &steps.missed_next_meeting,
        SignalKind::NoNextMeetingAgreed => &steps.no_next_meeting_agreed,
        SignalKind::StuckInStage => &steps.stuck_in_stage,
        SignalKind::NoProgress => &steps.no_progress,
        SignalKind::NoGoalsSet => &steps.no_goals_set,
        SignalKind::ActionsOverdue => &steps.actions_overdue,
        SignalKind::RepeatedAbsence => &steps.repeated_absence,
        SignalKind::LowRating => &steps.low_rating,
        SignalKind::IssueRecurs => &steps.issue_recurs,
    }
}

/// The text with the stage and the question in their places; without a question its place is
/// left out.
fn worded(text: &str, pair: &PairAt<'_>) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let rank = pair.stages.current();
    let stage = rank.and_then(|rank| pair.as_of.model.stage(rank));
    let question = stage.and_then(|stage| stage.questions.first());
    let question = question.map_or_else(String::new, |question| format!("Ask: “{question}”"));
    let title = stage.map_or("not recorded", |stage: &Stage| &stage.title);
    let text = text.replace(NextSteps::QUESTION, &question);
    text.replace(NextSteps::STAGE, title).trim().to_owned()
}
