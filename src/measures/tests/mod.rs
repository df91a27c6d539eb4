//! Definitions against cases computed by hand. Days are counted from 1 January 2025 = day 0.

mod cadence;
mod clock;
mod continuity;
mod experience;
mod follow_up;
mod goals;
mod new_goals;
mod stages;
mod support;

use super::registry::{Direction, Kind};
use super::{AsOf, Outcome, PairAt, Registry, Span, StageNorms, Value};
use crate::config::Rules;
use crate::programme::{
    Action, Contact, Detail, Elements, FileFacts, Form, Goal, IssuePrint, NewGoalText, Origin,
    Pair, PairHistory, Phase, Progress, Respondent, Session, Slim, StageModel, Status, Supplied,
    Themes, built_in_stage_models, fold_text,
};
use crate::programme::{Day, Idea};

/// Day `n` after 1 January 2025.
pub(super) fn day(n: i32) -> Day {
    Day::from_ymd(2025, 1, 1).unwrap().plus(n)
}

/// The records of one pair, everything supplied unless a test says otherwise.
pub(super) struct Records {
    pub(super) pair: Pair,
    pub(super) sessions: Vec<Session>,
    details: Vec<Detail>,
    pub(super) forms: Vec<Form>,
    pub(super) goals: Vec<Goal>,
    pub(super) actions: Vec<Action>,
    ideas: Vec<Idea>,
    pub(super) contacts: Vec<Contact>,
    files: Vec<FileFacts>,
    pub(super) supplied: Supplied,
    pub(super) rules: Rules,
    pub(super) model: StageModel,
    pub(super) norms: StageNorms,
    pub(super) undated_hold: bool,
    pub(super) stages_derived: bool,
}

impl Records {
    /// A pair that started on day 0, with nothing recorded yet.
    pub(super) fn new() -> Self {
        Self {
            pair: Pair {
                id: "P1".into(),
                started_on: Some(day(0)),
                origin: Some(Origin::default()),
                ..Pair::default()
            },
            sessions: Vec::new(),
            details: Vec::new(),
            forms: Vec::new(),
            goals: Vec::new(),
            actions: Vec::new(),
            ideas: Vec::new(),
            contacts: Vec::new(),
            files: vec![FileFacts {
                elements: Elements(0b11111),
                ..FileFacts::default()
            }],
            supplied: Supplied {
                sessions: true,
                evaluations: true,
                pairs: true,
                goals: true,
                goal_outcomes: true,
                actions: true,
                completion: true,
                partnerships: true,
                closure: true,
                session_status: true,
                next_meeting: true,
                stated_sessions: false,
                contacts: true,
            },
            rules: Rules::default(),
            model: built_in_stage_models().remove(1),
            norms: StageNorms::default(),
            undated_hold: true,
            stages_derived: false,
        }
    }

    /// Adds a session and lets the caller fill it in.
    pub(super) fn session(&mut self, on: i32, status: Status) -> &mut Session {
        let line = u32::try_from(self.sessions.len() + 2).unwrap();
        self.sessions.push(Session {
            pair: 0,
            date: day(on),
            start: Slim::NONE,
            status,
            minutes: Slim::NONE,
            stage: None,
            progress: Slim::NONE,
            filled: Elements::default(),
            next_meeting: Slim::NONE,
            rating: Slim::NONE,
            details_from: 0,
            details_len: 0,
            origin: Origin {
                line,
                ..Origin::default()
            },
        });
        self.sessions.last_mut().unwrap()
    }

    /// Adds held sessions on these days.
    pub(super) fn held(&mut self, days: &[i32]) -> &mut Self {
        for on in days {
            self.session(*on, Status::Held);
        }
        self
    }

    /// Adds a held session with these details.
    pub(super) fn held_with(&mut self, on: i32, details: Vec<Detail>) -> &mut Session {
        let from = u32::try_from(self.details.len()).unwrap();
        let len = u16::try_from(details.len()).unwrap();
        self.details.extend(details);
        let session = self.session(on, Status::Held);
        session.details_from = from;
        session.details_len = len;
        session
    }

    /// Adds a form and lets the caller fill it in.
    pub(super) fn form(
        &mut self,
        on: Option<i32>,
        respondent: Respondent,
        phase: Phase,
    ) -> &mut Form {
        self.forms.push(Form {
            pair: 0,
            date: on.map(day),
            respondent,
            phase,
            all_goals: None,
            goals: Vec::new(),
            reason_not_achieved: None,
            new_goals: None,
            partnership: None,
            benefits: Vec::new(),
            items: Vec::new(),
            rating: None,
            origin: Origin::default(),
        });
        self.forms.last_mut().unwrap()
    }

    /// Adds a numbered goal to the register and lets the caller fill it in.
    pub(super) fn goal(&mut self, id: &str) -> &mut Goal {
        self.goals.push(Goal {
            id: Some(id.into()),
            ..Goal::default()
        });
        self.goals.last_mut().unwrap()
    }

    /// A contact of the programme, in which somebody was reached.
    pub(super) fn contact(&mut self, on: i32) -> &mut Contact {
        self.contacts.push(Contact {
            date: Some(day(on)),
            ..Contact::default()
        });
        self.contacts.last_mut().unwrap()
    }

    /// Looks at the pair as of a day.
    pub(super) fn at<T>(&self, on: i32, look: impl FnOnce(&PairAt<'_>) -> T) -> T {
        let mut sessions = self.sessions.clone();
        sessions.sort_by_key(|session| (session.date, session.start.get()));
        let history = PairHistory {
            pair: &self.pair,
            sessions: &sessions,
            details: &self.details,
            forms: &self.forms,
            goals: &self.goals,
            actions: &self.actions,
            ideas: &self.ideas,
            contacts: &self.contacts,
            files: &self.files,
            supplied: self.supplied,
            cohort_derived: false,
        };
        let as_of = AsOf {
            date: day(on),
            rules: &self.rules,
            model: &self.model,
            norms: &self.norms,
            undated_hold: self.undated_hold,
            stages_derived: self.stages_derived,
        };
        look(&PairAt::new(history, as_of).expect("the pair has started"))
    }

    /// The value of a measure since the start, as of a day.
    pub(super) fn value(&self, on: i32, id: &str) -> Value {
        self.value_in(None, on, id)
    }

    /// The same in a period, from a day on.
    pub(super) fn value_in(&self, from: Option<i32>, on: i32, id: &str) -> Value {
        let registry = Registry::new(&self.model, &self.rules).with_follow_up();
        let position = registry.position(id).expect("the measure is registered");
        let span = Span {
            from: from.map(day),
            to: day(on),
        };
        self.at(on, |pair| registry.measures()[position].of(pair, &span))
    }
}

pub(super) fn share(num: f64, den: f64) -> Value {
    Value::Share { num, den }
}

pub(super) fn event(days: i32, outcome: Outcome) -> Value {
    Value::Event { days, outcome }
}

pub(super) fn progress(goal: u16, value: f64) -> Detail {
    Detail::Progress(Progress { goal, value })
}

pub(super) fn issue(name: &str) -> Detail {
    let hash = name.bytes().fold(7_u64, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(byte.into())
    });
    Detail::Issue(0, IssuePrint { prefix: 0, hash }, Themes::default())
}

pub(super) fn arose(text: &str) -> Detail {
    Detail::NewGoal(Box::new(NewGoalText {
        text: text.into(),
        folded: fold_text(text),
    }))
}

#[test]
fn of_times_to_what_one_hopes_for_sooner_is_better() {
    let registry = Registry::new(&built_in_stage_models().remove(0), &Rules::default());
    let events = registry
        .measures()
        .iter()
        .filter(|one| one.kind == Kind::Event);
    for event in events {
        let better = match event.id.as_str() {
            "match_length" | "to_early_closure" => Direction::Higher,
            "to_first_new_goal" => Direction::Neither,
            _ => Direction::Lower,
        };
        assert_eq!(event.better, better, "{}", event.id);
    }
}
