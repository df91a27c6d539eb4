//! Everything that is told of one pair, before how it looks.

use super::decision::{self, Step};
use super::figures::{self, Figure};
use super::timeline::{self, Event};
use crate::cli::places::Place;
use crate::config::OutcomeSource;
use crate::measures::{GoalOutcome, PairAt, Signal, Support, Waiting};
use crate::pipeline::Reading;
use crate::programme::{Day, display_text};
use serde::Serialize;

/// One pair as of a date.
#[derive(Serialize)]
pub(super) struct Story {
    pub pair_id: String,
    pub mentor: Option<String>,
    pub mentee: Option<String>,
    pub as_of: Day,
    pub facts: Vec<Fact>,
    pub state: Standing,
    pub timeline: Vec<Event>,
    pub goals: Vec<Goal>,
    pub measures: Vec<Figure>,
}

/// Something recorded about the pair itself.
#[derive(Serialize)]
pub(super) struct Fact {
    pub name: String,
    pub value: String,
}

/// Its state, and how it was decided.
#[derive(Serialize)]
pub(super) struct Standing {
    /// Name in tables; `None` where nothing says when the pair met.
    pub state: Option<&'static str>,
    /// Name for people.
    pub title: &'static str,
    /// The rules in their order, up to the one that holds.
    pub decided: Vec<Step>,
    pub contact_gap: Option<i32>,
    pub own_gap: Option<f64>,
    pub contact_ratio: Option<f64>,
    pub presumed_ended: bool,
    /// How likely it is to meet again soon, or why that is not said.
    pub chance: Option<String>,
    pub waiting: Option<Waiting>,
    /// What the list suggests to do.
    pub suggested_step: Option<String>,
    pub signals: Vec<Fired>,
}

/// A signal that fires.
#[derive(Serialize)]
pub(super) struct Fired {
    pub signal: &'static str,
    pub evidence: String,
    pub step: String,
    pub records: Vec<Place>,
}

/// A goal and what became of it.
#[derive(Serialize)]
pub(super) struct Goal {
    pub key: String,
    pub text: Option<String>,
    pub set_on: Option<Day>,
    pub due_on: Option<Day>,
    pub outcome: GoalOutcome,
    /// Which source decided.
    pub source: Option<OutcomeSource>,
    pub attained_on: Option<Day>,
    pub progress: Option<f64>,
    pub records: Vec<Place>,
}

impl Standing {
    /// What is said about the state before how it was decided.
    pub fn remarks(&self) -> Vec<String> {
        let waiting = self.waiting.as_ref().map(Waiting::in_words);
        let silent = "silent for so long that it may have ended unrecorded";
        let step = self.suggested_step.as_ref();
        [
            waiting,
            self.presumed_ended.then(|| silent.to_owned()),
            step.map(|step| format!("next step: {step}")),
            self.chance.clone(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The step of a signal, unless it is the one that is suggested anyway.
    pub fn step_of<'a>(&self, signal: &'a Fired) -> Option<&'a str> {
        let step = signal.step.as_str();
        (self.suggested_step.as_deref() != Some(step)).then_some(step)
    }
}

impl Goal {
    /// "1 “Write a CV”: attained (evaluation form), set 2026-01-05".
    pub fn in_words(&self) -> String {
        let text = self.text.as_ref();
        let text = text.map_or_else(String::new, |text| format!(" “{text}”"));
        let source = self.source.map(|source| match source {
            OutcomeSource::Form => "says an evaluation form",
            OutcomeSource::Register => "says the register",
            OutcomeSource::Progress => "by the last recorded progress",
        });
        let day = |what: &str, day: Option<Day>| day.map(|day| format!("{what} {day}"));
        let progress = self.progress;
        let more = [
            source.map(str::to_owned),
            day("set", self.set_on),
            day("due", self.due_on),
            day("attained", self.attained_on),
            progress.map(|progress| format!("last progress {progress:.0}")),
        ];
        let outcome = self.outcome.name().replace('_', " ");
        let more: Vec<String> = more.into_iter().flatten().collect();
        match more.as_slice() {
            [] => format!("{}{text}: {outcome}", self.key),
            more => format!("{}{text}: {outcome}; {}", self.key, more.join(", ")),
        }
    }
}

impl Story {
    pub fn of(reading: &Reading, pair: &PairAt<'_>) -> Self {
        let recorded = pair.history.pair;
        let shown = |name: &Option<String>| name.as_deref().map(display_text);
        Self {
            pair_id: display_text(&recorded.id),
            mentor: shown(&recorded.mentor),
            mentee: shown(&recorded.mentee),
            as_of: pair.as_of.date,
            facts: facts(reading, pair),
            state: standing(reading, pair),
            timeline: timeline::timeline(pair),
            goals: goals(pair),
            measures: figures::figures(&reading.registry, pair),
        }
    }
}

fn facts(reading: &Reading, pair: &PairAt<'_>) -> Vec<Fact> {
    let recorded = pair.history.pair;
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let inferred = if pair.started_on_inferred {
        " (from the earliest record)"
    } else {
        ""
    };
    let start = pair.started_on.map(|day| format!("{day}{inferred}"));
    let agreed = recorded.agreed_every_days;
    let every = agreed.map(|days| format!("{} days", crate::summary::number(days)));
    let own = [
        ("start", start),
        ("planned end", day(recorded.planned_end_on)),
        ("agreed to meet every", every),
        ("agreement signed", day(recorded.agreement_signed_on)),
    ];
    let own = own
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let names = reading.programme().attributes.iter().enumerate();
    let attributes = names.filter_map(|(index, name)| {
        let value = pair.attribute(index)?;
        Some((display_text(name), display_text(value)))
    });
    own.chain(attributes)
        .map(|(name, value)| Fact { name, value })
        .collect()
}

fn standing(reading: &Reading, pair: &PairAt<'_>) -> Standing {
    let Support {
        state,
        signals,
        contact_gap,
        own_gap,
        contact_ratio,
        presumed_ended,
        ..
    } = pair.support();
    Standing {
        state: state.map(crate::measures::State::name),
        title: state.map_or("not available: nothing says when the pair met", |state| {
            state.title()
        }),
        decided: decision::steps(pair),
        contact_gap: *contact_gap,
        own_gap: *own_gap,
        contact_ratio: *contact_ratio,
        presumed_ended: *presumed_ended,
        chance: chance_of_meeting(reading, pair),
        waiting: pair.waiting(),
        suggested_step: pair.suggested_step(),
        signals: signals.iter().map(|signal| fired(pair, signal)).collect(),
    }
}

/// From the gaps of the programme. Nothing where the question does not arise.
fn chance_of_meeting(reading: &Reading, pair: &PairAt<'_>) -> Option<String> {
    match reading.gaps(pair.as_of.date).chance_of(pair) {
        Ok(chance) => Some(chance.sentence()),
        Err(reason) => reason.sentence(),
    }
}

fn fired(pair: &PairAt<'_>, signal: &Signal) -> Fired {
    Fired {
        signal: signal.kind.name(),
        evidence: signal.evidence.clone(),
        step: signal.step.clone(),
        records: Place::of(pair, signal.records.iter().copied()),
    }
}

fn goals(pair: &PairAt<'_>) -> Vec<Goal> {
    let goals = pair.goals.iter().map(|goal| Goal {
        key: display_text(&goal.key),
        text: goal.text.as_deref().map(display_text),
        set_on: goal.set_on,
        due_on: goal.due_on,
        outcome: goal.outcome,
        source: goal.source,
        attained_on: goal.attained_on,
        progress: goal.progress,
        records: Place::of(pair, goal.record),
    });
    goals.collect()
}
