//! What happened to a pair, day by day, with the records that say so.

use crate::cli::places::Place;
use crate::measures::{GoalOutcome, Meeting, PairAt};
use crate::programme::{
    AllGoals, Answer, Closure, Contact, Day, Form, Origin, Phase, Respondent, Status, display_text,
};
use crate::summary::number;
use serde::Serialize;
use std::collections::BTreeMap;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Start,
    Pause,
    Gap,
    Meeting,
    Stage,
    Form,
    Goal,
    Contact,
    End,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Event {
    /// When; undated events come last.
    pub day: Option<Day>,
    pub kind: Kind,
    /// What, in words.
    pub what: String,
    /// The records that say so.
    pub records: Vec<Place>,
}

/// Everything that is known of a pair on the as-of date, by day.
pub(super) fn timeline(pair: &PairAt<'_>) -> Vec<Event> {
    let told = Told { pair };
    let mut events = told.clock();
    events.extend(told.stated());
    events.extend(told.meetings());
    events.extend(told.gaps());
    events.extend(told.stages());
    events.extend(pair.forms.iter().map(|form| told.form(form)));
    events.extend(told.goals());
    events.extend(pair.contacts().map(|contact| told.contact(contact)));
    events.sort_by(|left, right| {
        let key = |event: &Event| (event.day.is_none(), event.day, event.kind);
        key(left)
            .cmp(&key(right))
            .then_with(|| (&left.what, &left.records).cmp(&(&right.what, &right.records)))
    });
    events
}

struct Told<'a, 'p> {
    pair: &'p PairAt<'a>,
}

impl Told<'_, '_> {
    fn event(
        &self,
        day: impl Into<Option<Day>>,
        kind: Kind,
        what: impl Into<String>,
        records: impl IntoIterator<Item = Origin>,
    ) -> Event {
        Event {
            day: day.into(),
            kind,
            what: what.into(),
            records: Place::of(self.pair, records),
        }
    }

    fn clock(&self) -> Vec<Event> {
        let pair = self.pair;
        let register = pair.history.pair.origin;
        let inferred = if pair.started_on_inferred {
            "start, inferred from the earliest record"
        } else {
            "start"
        };
        let started = pair
            .started_on
            .map(|day| self.event(day, Kind::Start, inferred, register));
        let ended = pair.ending.map(|ending| {
            let reason = pair.history.pair.closure_reason.as_deref();
            let reason = reason.map_or_else(String::new, |reason| {
                format!(" (“{}”)", display_text(reason))
            });
            let what = format!("end, {}{reason}", manner(ending.how));
            self.event(ending.on, Kind::End, what, register)
        });
        let pauses = pair.pauses.iter().flat_map(|(from, back)| {
            let over = *back <= pair.as_of.date;
            let begins = self.event(*from, Kind::Pause, "pause begins", None);
            let back =
                over.then(|| self.event(*back, Kind::Pause, "first day back after a pause", None));
            std::iter::once(begins).chain(back)
        });
        started.into_iter().chain(ended).chain(pauses).collect()
    }

    /// The last meeting, where only the source says when it was.
    fn stated(&self) -> Option<Event> {
        let history = &self.pair.history;
        let day = history.pair.stated.last_session_on?;
        let total = history.pair.stated.sessions_total;
        let total = total.map_or_else(String::new, |total| format!(", number {total}"));
        let what = format!("last meeting{total}, as stated by the source");
        (!history.has_session_records() && day <= self.pair.as_of.date)
            .then(|| self.event(day, Kind::Meeting, what, history.pair.origin))
    }

    fn meetings(&self) -> impl Iterator<Item = Event> {
        let meetings = self.pair.meetings.iter();
        meetings.map(|meeting| {
            let what = meeting_words(self.pair, meeting);
            self.event(meeting.date, Kind::Meeting, what, meeting.origins())
        })
    }

    /// Gaps that are longer than the pair's cadence allows, and the one that is still open. They
    /// stand on the day on which they end.
    fn gaps(&self) -> Vec<Event> {
        let pair = self.pair;
        let allowed = pair.as_of.rules.cadence_tolerance * pair.expected_gap_days;
        let closed = pair.held_dates.iter().skip(1).zip(&pair.closed_gaps);
        let long = closed.filter(|(_, gap)| f64::from(**gap) > allowed);
        let closed = long.map(|(day, gap)| (*day, format!("{gap} days without a meeting")));
        let open = pair.open_gap.filter(|gap| *gap > 0 && pair.is_open());
        let open = open.map(|gap| {
            let what = format!("{gap} days without a recorded meeting so far");
            (pair.observed_to, what)
        });
        let times = format!(
            " (expected every {}; paused days do not count)",
            number(pair.expected_gap_days)
        );
        let gaps = closed.chain(open);
        gaps.map(|(day, what)| self.event(day, Kind::Gap, what + &times, None))
            .collect()
    }

    /// Moves from one stage to another.
    fn stages(&self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut last: Option<u8> = None;
        for (day, rank) in &self.pair.stages.observations {
            if let (Some(stage), true) = (self.pair.as_of.model.stage(*rank), last != Some(*rank)) {
                let moves = match last {
                    Some(last) if *rank < last => "back to stage",
                    _ => "reaches stage",
                };
                let what = format!("{moves} “{}”", stage.title);
                events.push(self.event(*day, Kind::Stage, what, None));
            }
            last = Some(*rank);
        }
        events
    }

    fn form(&self, form: &Form) -> Event {
        let phase = match form.phase {
            Phase::Baseline => "form at the start",
            Phase::Mid => "form half-way",
            Phase::End => "form at the end",
            Phase::Blank => "form that does not say when it belongs",
        };
        let from = match form.respondent {
            Respondent::Mentee => "by the mentee",
            Respondent::Mentor => "by the mentor",
            Respondent::Coordinator => "by the coordinator",
            Respondent::Blank => "by an unnamed respondent",
        };
        let mut words = vec![format!("{phase} {from}")];
        words.extend(form.all_goals.map(all_goals));
        words.extend(
            form.new_goals
                .map(|new| format!("new goals: {}", yes_no(new))),
        );
        words.extend(
            form.partnership
                .map(|partnership| format!("partnership: {}", yes_no(partnership))),
        );
        self.event(form.date, Kind::Form, words.join(", "), [form.origin])
    }

    fn goals(&self) -> impl Iterator<Item = Event> {
        self.pair.goals.iter().flat_map(|goal| {
            let text = goal.text.as_deref().map(display_text);
            let text = text.map_or_else(String::new, |text| format!(" “{text}”"));
            let key = display_text(&goal.key);
            let first = goal.first_on.map(|day| {
                let what = format!("goal {key} first named{text}");
                self.event(day, Kind::Goal, what, goal.record)
            });
            let attained = (goal.outcome == GoalOutcome::Attained).then(|| {
                let what = format!("goal {key} attained{text}");
                self.event(goal.attained_on, Kind::Goal, what, goal.record)
            });
            first.into_iter().chain(attained)
        })
    }

    fn contact(&self, contact: &Contact) -> Event {
        let what = match (contact.date, contact.failed) {
            (None, _) => "to be left alone",
            (Some(_), true) => "failed attempt of the programme to reach the pair",
            (Some(_), false) => "contact by the programme",
        };
        let by = contact.by.as_deref();
        let by = by.map_or_else(String::new, |by| format!(" ({})", display_text(by)));
        let said = [&contact.outcome, &contact.note].into_iter().flatten();
        let said: Vec<String> = said.map(|text| display_text(text)).collect();
        let said = match said.join("; ") {
            said if said.is_empty() => said,
            said => format!(": {said}"),
        };
        let until = contact.snooze_until;
        let until = until.map_or_else(String::new, |until| format!(", wait until {until}"));
        let words = format!("{what}{by}{said}{until}");
        self.event(contact.date, Kind::Contact, words, [contact.origin])
    }
}

const fn manner(how: Closure) -> &'static str {
    match how {
        Closure::AsPlanned => "as planned",
        Closure::Early => "early",
        Closure::Unrecognised => "not known how",
    }
}

const fn yes_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

fn all_goals(answer: AllGoals) -> String {
    match answer {
        AllGoals::Answer(Answer::Yes) => "goals achieved: yes".to_owned(),
        AllGoals::Answer(Answer::Partly) => "goals achieved: partly".to_owned(),
        AllGoals::Answer(Answer::No) => "goals achieved: no".to_owned(),
        AllGoals::OutOf { attained, of } => format!("goals achieved: {attained} of {of}"),
    }
}

fn meeting_words(pair: &PairAt<'_>, meeting: &Meeting<'_>) -> String {
    let mut words = vec![status(meeting.status).to_owned()];
    words.extend(meeting.minutes.map(|minutes| format!("{minutes:.0} min")));
    let stage = meeting.stage.and_then(|rank| pair.as_of.model.stage(rank));
    words.extend(stage.map(|stage| format!("stage “{}”", stage.title)));
    let progress = meeting.progress;
    words.extend(progress.map(|progress| format!("progress {progress:.0}")));
    let mut of_goals: BTreeMap<u16, f64> = BTreeMap::new();
    for (goal, value) in meeting.goal_progress() {
        let best = of_goals.entry(goal).or_insert(value);
        *best = best.max(value);
    }
    let of_goals = of_goals.iter();
    words.extend(of_goals.map(|(goal, value)| format!("goal {goal} at {value:.0}")));
    let next = meeting.next_meeting;
    words.extend(next.map(|next| format!("next agreed for {next}")));
    words.join(", ")
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
