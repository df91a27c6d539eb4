//! New-goal emergence: goals that arise during the mentoring.

use super::event::{Happened, event};
use super::goals::attained_of_known;
use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{GoalAt, PairAt, Span, Value};
use crate::config::Rules;
use crate::programme::{Day, Form, GoalOrigin, Phase, Respondent};
use std::collections::BTreeMap;

/// Decides for each goal whether it is initial or new: as recorded, else by its first date.
pub(super) fn place(goals: &mut [GoalAt], rules: &Rules) {
    let earliest = goals.iter().filter_map(|goal| goal.first_on).min();
    for goal in goals.iter_mut().filter(|goal| !goal.stands_for_all()) {
        let dated = goal.first_on.zip(earliest);
        goal.origin = goal
            .origin
            .or_else(|| dated.map(|(first, earliest)| by_date(first, earliest, rules)));
    }
}

fn by_date(first: Day, earliest: Day, rules: &Rules) -> GoalOrigin {
    if first.since(earliest) > rules.new_goal_after_days {
        GoalOrigin::New
    } else {
        GoalOrigin::Initial
    }
}

/// The measures of the family, in the order of tables.
pub(super) fn measures(rules: &Rules) -> Vec<Measure> {
    let flag = |id, title, definition, compute: fn(&PairAt<'_>) -> Option<bool>| {
        Measure::new(
            id,
            title,
            definition,
            Kind::Flag,
            Family::NewGoals,
            move |pair, _| Value::flag(compute(pair)),
        )
        .unit("pairs")
    };
    vec![
        flag(
            "new_goal_declared",
            "New goal declared on a form",
            "Whether mentee or mentor says on a form after the start that new goals arose; the latest answer of each.",
            declared,
        ),
        flag(
            "new_goal_observed",
            "New goal in the records",
            &format!(
                "Whether at least one goal of the pair is new: recorded as such, or first named more than {} days after \
                 its first goals.",
                rules.new_goal_after_days
            ),
            observed,
        ),
        flag("new_goal_emerged", "New goal emerged", "Whether a new goal is declared or in the records.", emerged),
        Measure::new(
            "new_goals",
            "New goals",
            "Number of new goals in the records of a pair.",
            Kind::Quantity,
            Family::NewGoals,
            new_goals,
        )
        .unit("goals")
        .window(Window::Flow),
        Measure::new(
            "to_first_new_goal",
            "Time to the first new goal",
            "Days from the start to the first new goal in the records, else to the first form that declares one.",
            Kind::Event,
            Family::NewGoals,
            to_first_new_goal,
        )
        .unit("days"),
        Measure::new(
            "new_goals_attained",
            "New goals attained",
            "Of the new goals with a known outcome, the share that was attained.",
            Kind::Share,
            Family::NewGoals,
            |pair, _| attained_of_known(pair.goals.iter().filter(|goal| is_new(goal))),
        )
        .unit("goals")
        .better(Direction::Higher),
        flag(
            "new_goal_sources_agree",
            "Forms and records agree on new goals",
            "Whether what the forms declare is what the records show; where both are known.",
            |pair| Some(declared(pair)? == observed(pair)?),
        ),
    ]
}

fn is_new(goal: &GoalAt) -> bool {
    goal.origin == Some(GoalOrigin::New) && !goal.stands_for_all()
}

/// Of each respondent the latest answer on a form after the start: any yes is a yes, all no is a no.
pub(super) fn latest_answers(
    pair: &PairAt<'_>,
    answer: impl Fn(&Form) -> Option<bool>,
) -> Option<bool> {
    by_respondent(pair, answer)
        .into_values()
        .reduce(|any, said| any || said)
}

/// What mentee and mentor say on forms after the start of whether new goals arose.
#[must_use]
pub fn new_goals_said(pair: &PairAt<'_>) -> [Option<bool>; 2] {
    let said = by_respondent(pair, |form| form.new_goals);
    [Respondent::Mentee, Respondent::Mentor].map(|who| said.get(&who).copied())
}

/// The latest answer of each respondent.
fn by_respondent(
    pair: &PairAt<'_>,
    answer: impl Fn(&Form) -> Option<bool>,
) -> BTreeMap<Respondent, bool> {
    if pair.forms.is_empty() {
        return BTreeMap::new();
    }
    let mut latest: BTreeMap<Respondent, (Option<Day>, Phase, bool)> = BTreeMap::new();
    for form in pair
        .forms
        .iter()
        .filter(|form| form.phase != Phase::Baseline)
    {
        if let Some(said) = answer(form) {
            let candidate = (form.date, form.phase, said);
            let kept = latest.entry(form.respondent).or_insert(candidate);
            *kept = (*kept).max(candidate);
        }
    }
    let said = latest.into_iter().map(|(who, (_, _, said))| (who, said));
    said.collect()
}

fn declared(pair: &PairAt<'_>) -> Option<bool> {
    latest_answers(pair, |form| form.new_goals)
}

fn observed(pair: &PairAt<'_>) -> Option<bool> {
    let placed = || {
        pair.goals
            .iter()
            .filter(|goal| !goal.stands_for_all() && goal.origin.is_some())
    };
    placed().next()?;
    Some(placed().any(is_new))
}

fn emerged(pair: &PairAt<'_>) -> Option<bool> {
    match (declared(pair), observed(pair)) {
        (None, None) => None,
        (declared, observed) => Some(declared == Some(true) || observed == Some(true)),
    }
}

fn new_goals(pair: &PairAt<'_>, span: &Span) -> Value {
    let counts = |goal: &&GoalAt| {
        is_new(goal) && (span.from.is_none() || goal.first_on.is_some_and(|day| span.contains(day)))
    };
    Value::quantity(observed(pair).map(|_| pair.goals.iter().filter(counts).count() as f64))
}

fn to_first_new_goal(pair: &PairAt<'_>, _: &Span) -> Value {
    let Some(emerged) = emerged(pair) else {
        return Value::Null;
    };
    let first_dated = pair
        .goals
        .iter()
        .filter(|goal| is_new(goal))
        .filter_map(|goal| goal.first_on)
        .min();
    let happened = match first_dated.or_else(|| first_declared(pair)) {
        _ if !emerged => Happened::No,
        Some(day) => Happened::On(day),
        None => Happened::Undated,
    };
    event(pair, &happened)
}

fn first_declared(pair: &PairAt<'_>) -> Option<Day> {
    let declaring = pair
        .forms
        .iter()
        .filter(|form| form.phase != Phase::Baseline && form.new_goals == Some(true));
    declaring.filter_map(|form| form.date).min()
}
