//! Experience: what the people say on forms, and whether actions get done.

use super::new_goals::latest_answers;
use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{PairAt, Span, Value};
use crate::config::{Rules, Scale, change_of};
use crate::programme::{Action, ActionStatus, Day, Form, Phase, Respondent};
use std::collections::BTreeMap;

/// The measures of the family, in the order of tables; each scale adds two.
pub(super) fn measures(rules: &Rules) -> Vec<Measure> {
    let mut measures = vec![
        Measure::new(
            "evaluation_returned",
            "Evaluations returned",
            "Of the forms that mentee and mentor of an ended pair should return after the start, the share returned.",
            Kind::Share,
            Family::Experience,
            evaluation_returned,
        )
        .unit("forms")
        .better(Direction::Higher)
        .window(Window::Flow),
        Measure::new(
            "partnership_opportunity",
            "Partnership opportunity",
            "Whether mentee or mentor sees an opportunity for a partnership between the organisations; the latest answer \
             of each.",
            Kind::Flag,
            Family::Experience,
            |pair, _| Value::flag(latest_answers(pair, |form| form.partnership)),
        )
        .unit("pairs")
        .better(Direction::Higher),
    ];
    let mut first_item = 0;
    for scale in &rules.scales {
        measures.extend(scale_measures(scale, first_item));
        first_item += scale.items.len();
    }
    measures.extend(action_measures());
    measures
}

fn evaluation_returned(pair: &PairAt<'_>, span: &Span) -> Value {
    let ended = pair.ending.is_some_and(|ending| span.contains(ending.on));
    if !ended || !pair.history.supplied.evaluations {
        return Value::Null;
    }
    let both = [Respondent::Mentee, Respondent::Mentor].into_iter();
    let count = both.filter(|who| returned_form(pair, *who)).count();
    Value::share(count as f64, 2.0)
}

/// Whether somebody of a pair returned a form after the start: any that is not baseline.
#[must_use]
pub fn returned_form(pair: &PairAt<'_>, who: Respondent) -> bool {
    let mut forms = pair.forms.iter();
    forms.any(|form| form.respondent == who && form.phase != Phase::Baseline)
}

fn scale_measures(scale: &Scale, first_item: usize) -> [Measure; 2] {
    let (latest, change) = (scale.clone(), scale.clone());
    [
        Measure::new(
            &scale.name,
            &scale.title,
            &format!(
                "Mean of the {} items of the scale “{}” on the latest form, from {} to {}, reverse-scored where needed, \
                 over the respondents.",
                scale.items.len(),
                scale.title,
                scale.min,
                scale.max
            ),
            Kind::Quantity,
            Family::Experience,
            move |pair, _| Value::quantity(over_respondents(pair, &latest, first_item, |scores| scores.last().copied())),
        )
        .unit("points")
        .between(scale.min, scale.max)
        .better(Direction::Higher),
        Measure::new(
            &change_of(&scale.name),
            &format!("{}: change", scale.title),
            &format!("Latest less earliest mean of the scale “{}” of the same respondent.", scale.title),
            Kind::Quantity,
            Family::Experience,
            move |pair, _| Value::quantity(over_respondents(pair, &change, first_item, last_less_first)),
        )
        .unit("points")
        .between(scale.min - scale.max, scale.max - scale.min)
        .better(Direction::Higher),
    ]
}

fn last_less_first(scores: &[f64]) -> Option<f64> {
    match scores {
        [first, .., last] => Some(last - first),
        _ => None,
    }
}

/// Mean over the respondents of what `read` makes of their scores, earliest form first.
fn over_respondents(
    pair: &PairAt<'_>,
    scale: &Scale,
    first_item: usize,
    read: impl Fn(&[f64]) -> Option<f64>,
) -> Option<f64> {
    let mut scores: BTreeMap<Respondent, BTreeMap<(Option<Day>, Phase), f64>> = BTreeMap::new();
    for form in &pair.forms {
        if let Some(score) = score(form, scale, first_item) {
            let of_respondent = scores.entry(form.respondent).or_default();
            let kept = of_respondent
                .entry((form.date, form.phase))
                .or_insert(score);
            *kept = kept.max(score);
        }
    }
    let in_order = |dated: BTreeMap<_, f64>| dated.into_values().collect::<Vec<_>>();
    let values: Vec<f64> = scores
        .into_values()
        .filter_map(|dated| read(&in_order(dated)))
        .collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Mean of the answered items of a scale on one form, reverse-scored where needed.
/// `first_item` is where the answers of the scale begin among those of the form.
#[must_use]
pub fn score(form: &Form, scale: &Scale, first_item: usize) -> Option<f64> {
    let given = form.items.get(first_item..).unwrap_or_default();
    let answers: Vec<f64> = scale.scored(given).flatten().collect();
    (!answers.is_empty()).then(|| answers.iter().sum::<f64>() / answers.len() as f64)
}

fn action_measures() -> [Measure; 2] {
    [
        Measure::new(
            "actions_completed",
            "Actions completed",
            "Of the actions scheduled up to the last day of observation, the share completed; cancelled ones and those \
             whose completion is not known left out.",
            Kind::Share,
            Family::Experience,
            actions_completed,
        )
        .unit("actions")
        .better(Direction::Higher)
        .window(Window::Flow),
        Measure::new(
            "actions_overdue",
            "Actions overdue",
            "Number of actions of an open pair that were scheduled before the as-of date and are not completed.",
            Kind::Quantity,
            Family::Experience,
            |pair, _| Value::quantity(overdue_count(pair)),
        )
        .unit("actions")
        .better(Direction::Lower),
    ]
}

/// Whether an action was completed by the as-of date; `None` if that is not known, or if it was
/// cancelled.
fn completed(pair: &PairAt<'_>, action: &Action) -> Option<bool> {
    match (action.status, action.completed_on) {
        (Some(ActionStatus::Cancelled), _) | (Some(ActionStatus::Unclear), None) => None,
        (_, Some(day)) => Some(day <= pair.as_of.date),
        (Some(ActionStatus::Completed), None) => pair.as_of.undated_hold.then_some(true),
        (Some(ActionStatus::Open), None) => Some(false),
        (None, None) => tells_completion(pair, action).then_some(false),
    }
}

/// Whether a blank status means that an action is open: not where its source has no column that
/// would tell, such as a session record.
fn tells_completion(pair: &PairAt<'_>, action: &Action) -> bool {
    pair.history.supplied.completion && action.agreed_on.is_none()
}

fn known_actions<'p>(pair: &'p PairAt<'_>) -> impl Iterator<Item = &'p Action> {
    let date = pair.as_of.date;
    pair.history
        .actions
        .iter()
        .filter(move |action| action.agreed_on.is_none_or(|agreed| agreed <= date))
}

fn actions_completed(pair: &PairAt<'_>, span: &Span) -> Value {
    let due = |action: &&Action| {
        action
            .scheduled_on
            .is_some_and(|day| day <= pair.observed_to && span.contains(day))
    };
    let known: Vec<bool> = known_actions(pair)
        .filter(due)
        .filter_map(|action| completed(pair, action))
        .collect();
    Value::share(
        known.iter().filter(|done| **done).count() as f64,
        known.len() as f64,
    )
}

/// Actions scheduled before the as-of date and not completed.
pub(super) fn overdue<'p>(pair: &'p PairAt<'_>) -> impl Iterator<Item = &'p Action> {
    let past = |action: &&Action| action.scheduled_on.is_some_and(|day| day < pair.as_of.date);
    known_actions(pair)
        .filter(past)
        .filter(|action| completed(pair, action) == Some(false))
}

fn overdue_count(pair: &PairAt<'_>) -> Option<f64> {
    (pair.is_open() && pair.history.supplied.completion).then(|| overdue(pair).count() as f64)
}
