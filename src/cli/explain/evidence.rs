//! The records on which a figure of one pair rests.

use crate::measures::{Family, Measure, Meeting, PairAt};
use crate::programme::{ActionStatus, GoalOrigin, Origin, Phase, Status};

/// Whether a measure is about contacts of the programme with the pair.
pub(super) fn is_of_contacts(measure: &Measure) -> bool {
    matches!(measure.id.as_str(), "followed_up" | "met_again_30d")
}

/// The records that a measure of a pair was computed from.
pub(super) fn records(measure: &Measure, pair: &PairAt<'_>) -> Vec<Origin> {
    if is_of_contacts(measure) {
        let contacts = pair.contacts().map(|contact| contact.origin);
        return contacts.chain(last_meeting(pair)).collect();
    }
    match measure.family {
        Family::Goals => goals(measure, pair),
        Family::Cadence => cadence(measure, pair),
        Family::Stages => stages(pair),
        Family::NewGoals => new_goals(measure, pair),
        Family::Continuity => register(pair).collect(),
        Family::Experience => experience(measure, pair),
    }
}

fn register(pair: &PairAt<'_>) -> impl Iterator<Item = Origin> {
    pair.history.pair.origin.into_iter()
}

fn of_meetings<'p>(
    pair: &'p PairAt<'_>,
    wanted: impl Fn(&Meeting<'_>) -> bool + 'p,
) -> impl Iterator<Item = Origin> + 'p {
    let meetings = pair.meetings.iter().filter(move |meeting| wanted(meeting));
    meetings.flat_map(Meeting::origins)
}

fn held<'p>(pair: &'p PairAt<'_>) -> impl Iterator<Item = Origin> + 'p {
    of_meetings(pair, |meeting| meeting.status == Status::Held)
}

fn last_meeting<'p>(pair: &'p PairAt<'_>) -> impl Iterator<Item = Origin> + 'p {
    let last = pair.held_dates.last().copied();
    of_meetings(pair, move |meeting| {
        meeting.is_held() && Some(meeting.date) == last
    })
}

fn forms<'p>(
    pair: &'p PairAt<'_>,
    wanted: impl Fn(&crate::programme::Form) -> bool + 'p,
) -> impl Iterator<Item = Origin> + 'p {
    let forms = pair.forms.iter().filter(move |form| wanted(form));
    forms.map(|form| form.origin)
}

/// Goals as they are named, the forms that answer, and the sessions with progress.
fn goals(measure: &Measure, pair: &PairAt<'_>) -> Vec<Origin> {
    let named = pair.goals.iter().filter_map(|goal| goal.record);
    let progress = of_meetings(pair, |meeting| {
        meeting.is_held() && meeting.records_progress()
    });
    if measure.id == "goal_progress" {
        return progress.collect();
    }
    let answers = forms(pair, |form| form.phase != Phase::Baseline);
    named.chain(answers).chain(progress).collect()
}

fn cadence(measure: &Measure, pair: &PairAt<'_>) -> Vec<Origin> {
    match measure.id.as_str() {
        "hours_held" => of_meetings(pair, |meeting| {
            meeting.is_held() && meeting.minutes.is_some()
        })
        .collect(),
        "attendance" => of_meetings(pair, |meeting| {
            meeting.is_held() || meeting.status.is_missed()
        })
        .collect(),
        "appointments_kept" => of_meetings(pair, |meeting| {
            meeting.is_held() && meeting.next_meeting.is_some()
        })
        .collect(),
        "to_first_meeting" => {
            let first = pair.held_dates.first().copied();
            let meeting = of_meetings(pair, move |meeting| {
                meeting.is_held() && Some(meeting.date) == first
            });
            register(pair).chain(meeting).collect()
        }
        "days_since_contact" => last_meeting(pair).collect(),
        _ => held(pair).collect(),
    }
}

/// Meetings with a stage; where stages follow from the records, what they follow from.
fn stages(pair: &PairAt<'_>) -> Vec<Origin> {
    if !pair.as_of.stages_derived {
        return of_meetings(pair, |meeting| meeting.is_held() && meeting.stage.is_some()).collect();
    }
    let second = pair.held_dates.get(1).or(pair.held_dates.first()).copied();
    let meetings = of_meetings(pair, move |meeting| {
        meeting.is_held() && Some(meeting.date) <= second
    });
    let ends = forms(pair, |form| form.phase == Phase::End);
    register(pair).chain(meetings).chain(ends).collect()
}

fn new_goals(measure: &Measure, pair: &PairAt<'_>) -> Vec<Origin> {
    let declared = forms(pair, |form| form.new_goals.is_some());
    if measure.id == "new_goal_declared" {
        return declared.collect();
    }
    let new = pair.goals.iter();
    let new = new.filter(|goal| goal.origin == Some(GoalOrigin::New));
    let named = new.filter_map(|goal| goal.record);
    let arose = of_meetings(pair, |meeting| {
        meeting.is_held() && meeting.new_goal().is_some()
    });
    named.chain(arose).chain(declared).collect()
}

fn experience(measure: &Measure, pair: &PairAt<'_>) -> Vec<Origin> {
    if measure.id.starts_with("actions_") {
        let actions = pair.history.actions.iter();
        let actions = actions.filter(|action| {
            action.scheduled_on.is_some() && action.status != Some(ActionStatus::Cancelled)
        });
        return actions.map(|action| action.origin).collect();
    }
    forms(pair, |_| true).collect()
}
