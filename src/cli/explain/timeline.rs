//! What happened to a pair, day by day, with the records that say so.

use crate::measures::{GoalOutcome, Meeting, PairAt};
use crate::programme::{Closure, Day, FileFacts, Form, Origin, Phase, Respondent, Status};
use std::collections::BTreeMap;

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    /// When; undated events come last.
    pub(super) day: Option<Day>,
    /// What, in words.
    pub(super) what: String,
    /// The records that say so.
    pub(super) records: Vec<Origin>,
}

/// Everything that is known of a pair on the as-of date, by day.
pub(super) fn timeline(pair: &PairAt<'_>) -> Vec<Event> {
    let mut events = clock(pair);
    events.extend(
        pair.meetings
            .iter()
            .map(|meeting| meeting_event(pair, meeting)),
    );
    events.extend(pair.forms.iter().map(|form| form_event(form)));
    events.extend(pair.goals.iter().flat_map(|goal| {
        let set = goal
            .first_on
            .map(|day| event(Some(day), format!("goal {} first named", goal.key)));
        let attained = (goal.outcome == GoalOutcome::Attained)
            .then(|| event(goal.attained_on, format!("goal {} attained", goal.key)));
        set.into_iter().chain(attained).map(|event| Event {
            records: goal.record.into_iter().collect(),
            ..event
        })
    }));
    events.sort_by_key(|event| (event.day.is_none(), event.day, event.what.clone()));
    events
}

fn event(day: Option<Day>, what: impl Into<String>) -> Event {
    Event {
        day,
        what: what.into(),
        records: Vec::new(),
    }
}

fn clock(pair: &PairAt<'_>) -> Vec<Event> {
    let inferred = if pair.started_on_inferred {
        "start, inferred from the earliest record"
    } else {
        "start"
    };
    let started = pair.started_on.map(|day| Event {
        records: pair.history.pair.origin.into_iter().collect(),
        ..event(Some(day), inferred)
    });
    let ended = pair
        .ending
        .map(|ending| event(Some(ending.on), format!("end, {}", manner(ending.how))));
    let pauses = pair.pauses.iter().flat_map(|(from, back)| {
        let over =
            (*back <= pair.as_of.date).then(|| event(Some(*back), "first day back after a pause"));
        std::iter::once(event(Some(*from), "pause begins")).chain(over)
    });
    started
        .into_iter()
        .chain(ended)
        .chain(pauses)
        .chain(stated(pair))
        .collect()
}

/// The last meeting, where only the source says when it was.
fn stated(pair: &PairAt<'_>) -> Option<Event> {
    let history = &pair.history;
    let day = history.pair.stated.last_session_on?;
    let total = history.pair.stated.sessions_total;
    let total = total.map_or_else(String::new, |total| format!(", number {total}"));
    (!history.supplied.sessions && day <= pair.as_of.date).then(|| Event {
        records: history.pair.origin.into_iter().collect(),
        ..event(
            Some(day),
            format!("last meeting{total}, as stated by the source"),
        )
    })
}

const fn manner(how: Closure) -> &'static str {
    match how {
        Closure::AsPlanned => "as planned",
        Closure::Early => "early",
        Closure::Unrecognised => "not known how",
    }
}

fn meeting_event(pair: &PairAt<'_>, meeting: &Meeting<'_>) -> Event {
    let mut words = vec![status(meeting.status).to_owned()];
    words.extend(meeting.minutes.map(|minutes| format!("{minutes:.0} min")));
    let stage = meeting.stage.and_then(|rank| pair.as_of.model.stage(rank));
    words.extend(stage.map(|stage| format!("stage “{}”", stage.title)));
    words.extend(
        meeting
            .progress
            .map(|progress| format!("progress {progress:.0}")),
    );
    let mut of_goals: BTreeMap<u16, f64> = BTreeMap::new();
    for (goal, value) in meeting.goal_progress() {
        let best = of_goals.entry(goal).or_insert(value);
        *best = best.max(value);
    }
    words.extend(
        of_goals
            .iter()
            .map(|(goal, value)| format!("goal {goal} at {value:.0}")),
    );
    words.extend(
        meeting
            .next_meeting
            .map(|next| format!("next agreed for {next}")),
    );
    Event {
        day: Some(meeting.date),
        what: words.join(", "),
        records: meeting.origins().collect(),
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "meeting held",
        Status::MissedByMentee => "meeting missed by the mentee",
        Status::MissedByMentor => "meeting missed by the mentor",
        Status::Missed => "meeting missed",
        Status::Cancelled => "meeting cancelled",
        Status::Rescheduled => "meeting rescheduled",
        Status::Scheduled => "meeting planned, no record that it was held",
        Status::Unknown => "meeting with unknown status",
    }
}

fn form_event(form: &Form) -> Event {
    let phase = match form.phase {
        Phase::Baseline => "form at the start",
        Phase::Mid => "form on the way",
        Phase::End => "form at the end",
        Phase::Blank => "form that does not say when it belongs",
    };
    let from = match form.respondent {
        Respondent::Mentee => "by the mentee",
        Respondent::Mentor => "by the mentor",
        Respondent::Coordinator => "by the coordinator",
        Respondent::Blank => "by an unnamed respondent",
    };
    Event {
        records: vec![form.origin],
        ..event(form.date, format!("{phase} {from}"))
    }
}

/// File and line of records, as somebody can look them up.
pub(super) fn places(records: &[Origin], files: &[FileFacts]) -> String {
    let place = |origin: &Origin| {
        let file = files
            .get(usize::from(origin.file))
            .map_or("?", |file| file.path.as_str());
        format!("{file}:{}", origin.line)
    };
    records.iter().map(place).collect::<Vec<_>>().join(", ")
}
