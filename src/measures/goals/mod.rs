//! Goal attainment: which goals exist on the as-of date, and what became of them.

mod identity;
mod outcome;

pub(super) use identity::is_named_as_another;

use super::event::{Happened, event};
use super::meetings::by_day;
use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{PairAt, Span, Value};
use crate::config::OutcomeSource;
use crate::programme::{Day, GoalOrigin, Origin, Phase, Respondent};
use crate::stats::gas::gas_t_score as t_score;
use serde::Serialize;

/// What became of a goal by the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalOutcome {
    /// Reached.
    Attained,
    /// Reached in part.
    Partly,
    /// Not reached.
    NotAttained,
    /// Given up by agreement.
    Dropped,
    /// Being worked on.
    InProgress,
    /// Nobody says.
    Unknown,
}

impl GoalOutcome {
    /// Every outcome, best first.
    pub const ALL: [Self; 6] = [
        Self::Attained,
        Self::Partly,
        Self::NotAttained,
        Self::Dropped,
        Self::InProgress,
        Self::Unknown,
    ];

    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attained => "attained",
            Self::Partly => "partly",
            Self::NotAttained => "not_attained",
            Self::Dropped => "dropped",
            Self::InProgress => "in_progress",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it is one of the three outcomes that count as known.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Attained | Self::Partly | Self::NotAttained)
    }
}

/// One goal on the as-of date.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalAt {
    /// Number, id, folded text, `new:1`, or `all`.
    pub key: String,
    /// Its text as written, where a source has one.
    pub text: Option<String>,
    /// Initial, new, or neither.
    pub origin: Option<GoalOrigin>,
    /// Set date, else first mention in a held session.
    pub first_on: Option<Day>,
    /// Set date as recorded.
    pub set_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// What became of it.
    pub outcome: GoalOutcome,
    /// The source that decided; `None` for unknown.
    pub source: Option<OutcomeSource>,
    /// Who decided, where a form did.
    pub respondent: Option<Respondent>,
    /// Day it was attained, for attained goals.
    pub attained_on: Option<Day>,
    /// Day of the fact that decided, where it has one.
    pub decided_on: Option<Day>,
    /// Day from which it counts as settled, where known.
    pub settled_on: Option<Day>,
    /// Whether the pair has ended, an end form exists or the goal is due.
    pub settled: bool,
    /// Last recorded progress, 0–100.
    pub progress: Option<f64>,
    /// Goal Attainment Scaling level, −2 to +2.
    pub level: Option<f64>,
    /// Weight for Goal Attainment Scaling.
    pub weight: Option<f64>,
    /// What the latest answers of mentee and of mentor say, for agreement.
    pub answers: [Option<GoalOutcome>; 2],
    /// The register row, or else the form, that names it.
    pub record: Option<Origin>,
    /// Why it was not attained, as written on the deciding form.
    pub reason: Option<String>,
}

impl GoalAt {
    /// Whether it stands for all goals of a pair that has no goal otherwise.
    #[must_use]
    pub fn stands_for_all(&self) -> bool {
        self.key == ALL_GOALS
    }

    /// Whether its outcome is known but carries no date.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.outcome.is_known() && self.decided_on.is_none()
    }
}

/// Key of the goal that stands for all.
pub(super) const ALL_GOALS: &str = "all";

/// The goals of a pair that exist on the as-of date, numbers first, then by key. Origins and
/// first dates are placed by [`super::new_goals`].
pub(super) fn goals_at(pair: &PairAt<'_>) -> Vec<GoalAt> {
    let known = identity::known_goals(pair);
    let mut goals = outcome::goals_with_outcomes(pair, &known);
    settle(pair, &mut goals);
    goals
}

fn settle(pair: &PairAt<'_>, goals: &mut [GoalAt]) {
    let end_forms = || pair.forms.iter().filter(|form| form.phase == Phase::End);
    let end_form_on = end_forms().filter_map(|form| form.date).min();
    let ended_on = pair.ending.map(|ending| ending.on);
    let whole_pair = ended_on.is_some() || end_forms().next().is_some();
    for goal in goals {
        let due_on = goal.due_on.filter(|due| *due <= pair.as_of.date);
        let first = [ended_on, end_form_on, due_on].into_iter().flatten().min();
        goal.settled = whole_pair || due_on.is_some();
        goal.settled_on = first.map(|day| goal.set_on.map_or(day, |set| day.max(set)));
    }
}

/// The measures of the family, in the order of tables.
pub(super) fn measures() -> Vec<Measure> {
    let share = |id, title, definition, compute: fn(&PairAt<'_>, &Span) -> Value| {
        Measure::new(id, title, definition, Kind::Share, Family::Goals, compute)
            .unit("goals")
            .better(Direction::Higher)
    };
    vec![
        share(
            "goals_attained_settled",
            "Settled goals attained",
            "Of the goals whose time is over (the pair has ended, an end form exists, or the goal is due), dropped \
             ones left out, the share that was attained; an unknown outcome counts as not attained.",
            attained_settled,
        )
        .window(Window::Flow),
        share(
            "goals_attained",
            "Goals attained",
            "Of the goals with a known outcome, the share that was attained.",
            |pair, _| attained_of_known(&pair.goals),
        ),
        share(
            "goals_attained_or_partly",
            "Goals attained at least partly",
            "Of the goals with a known outcome, the share that was attained or partly attained.",
            attained_or_partly,
        ),
        share(
            "goal_outcome_known",
            "Goal outcomes known",
            "Of the goals set, dropped ones left out, the share whose outcome is attained, partly or not attained.",
            outcome_known,
        )
        .better(Direction::Neither),
        Measure::new(
            "goals_set",
            "Goals set",
            "Number of goals of a pair, dropped ones included.",
            Kind::Quantity,
            Family::Goals,
            goals_set,
        )
        .unit("goals"),
        Measure::new(
            "all_goals_attained",
            "All goals attained",
            "Whether every goal of the pair with a known outcome was attained.",
            Kind::Flag,
            Family::Goals,
            all_attained,
        )
        .unit("pairs")
        .better(Direction::Higher),
        Measure::new(
            "goal_progress",
            "Goal progress",
            "Mean over the goals of a pair of the progress last recorded in a held session, from 0 to 100; the overall \
             progress of a session counts only if no goal has its own.",
            Kind::Quantity,
            Family::Goals,
            |pair, _| Value::quantity(progress(pair)),
        )
        .unit("points")
        .between(0.0, 100.0)
        .better(Direction::Higher),
        Measure::new(
            "to_first_goal_attained",
            "Time to the first goal attained",
            "Days from the start to the first goal attained; a pair that ended without one can no longer attain any.",
            Kind::Event,
            Family::Goals,
            to_first_attained,
        )
        .unit("days")
        .better(Direction::Lower),
        Measure::new(
            "gas_t_score",
            "Goal Attainment Scaling T score",
            "Kiresuk–Sherman T score of the levels −2 to +2 recorded for the goals of a pair, with their weights and a \
             correlation of 0.3 between goals; it depends on the number of goals.",
            Kind::Quantity,
            Family::Goals,
            |pair, _| Value::quantity(gas_t_score(pair)),
        )
        .unit("points")
        .better(Direction::Higher),
    ]
}

/// Whether there was any source for goals.
fn supplied(pair: &PairAt<'_>) -> bool {
    pair.history.supplied.goals
}

fn count(goals: &[GoalAt], is: impl Fn(&GoalAt) -> bool) -> f64 {
    goals.iter().filter(|goal| is(goal)).count() as f64
}

fn attained_settled(pair: &PairAt<'_>, span: &Span) -> Value {
    let in_span = |goal: &GoalAt| match (span.from, goal.settled_on) {
        (None, _) => goal.settled,
        (Some(_), Some(day)) => span.contains(day),
        (Some(_), None) => false,
    };
    let settled = |goal: &GoalAt| goal.outcome != GoalOutcome::Dropped && in_span(goal);
    let attained = |goal: &GoalAt| settled(goal) && goal.outcome == GoalOutcome::Attained;
    Value::share(count(&pair.goals, attained), count(&pair.goals, settled))
}

/// Attained ÷ (attained + partly + not attained).
pub(super) fn attained_of_known<'g>(goals: impl IntoIterator<Item = &'g GoalAt>) -> Value {
    let known: Vec<GoalOutcome> = goals
        .into_iter()
        .map(|goal| goal.outcome)
        .filter(|outcome| outcome.is_known())
        .collect();
    let attained = known
        .iter()
        .filter(|outcome| **outcome == GoalOutcome::Attained)
        .count();
    Value::share(attained as f64, known.len() as f64)
}

fn attained_or_partly(pair: &PairAt<'_>, _: &Span) -> Value {
    let reached =
        |goal: &GoalAt| matches!(goal.outcome, GoalOutcome::Attained | GoalOutcome::Partly);
    Value::share(
        count(&pair.goals, reached),
        count(&pair.goals, |goal| goal.outcome.is_known()),
    )
}

fn outcome_known(pair: &PairAt<'_>, _: &Span) -> Value {
    let kept = count(&pair.goals, |goal| goal.outcome != GoalOutcome::Dropped);
    Value::share(count(&pair.goals, |goal| goal.outcome.is_known()), kept)
}

fn goals_set(pair: &PairAt<'_>, _: &Span) -> Value {
    Value::quantity(supplied(pair).then_some(pair.goals.len() as f64))
}

fn all_attained(pair: &PairAt<'_>, _: &Span) -> Value {
    match attained_of_known(&pair.goals) {
        #[expect(clippy::float_cmp, reason = "both are whole numbers")]
        Value::Share { num, den } => Value::Flag(num == den),
        _ => Value::Null,
    }
}

fn progress(pair: &PairAt<'_>) -> Option<f64> {
    let last: Vec<f64> = pair.goals.iter().filter_map(|goal| goal.progress).collect();
    if last.is_empty() {
        let overall = pair
            .held()
            .filter_map(|meeting| Some((meeting.date, meeting.progress?)));
        return by_day(overall).last().map(|(_, value)| *value);
    }
    Some(last.iter().sum::<f64>() / last.len() as f64)
}

fn to_first_attained(pair: &PairAt<'_>, _: &Span) -> Value {
    if !supplied(pair) {
        return Value::Null;
    }
    let attained = || {
        pair.goals
            .iter()
            .filter(|goal| goal.outcome == GoalOutcome::Attained)
    };
    let happened = match attained().filter_map(|goal| goal.attained_on).min() {
        Some(day) => Happened::On(day),
        None if attained().next().is_some() => Happened::Undated,
        None => Happened::No,
    };
    event(pair, &happened)
}

fn gas_t_score(pair: &PairAt<'_>) -> Option<f64> {
    let scaled = pair
        .goals
        .iter()
        .filter_map(|goal| Some((goal.level?, goal.weight.unwrap_or(1.0))));
    t_score(&scaled.collect::<Vec<_>>())
}
