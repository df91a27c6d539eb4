//! What became of each goal: the first source that answers decides.

use super::identity::{Key, Known};
use super::{ALL_GOALS, GoalAt, GoalOutcome};
use crate::config::OutcomeSource;
use crate::measures::PairAt;
use crate::programme::{AllGoals, Answer, Day, Form, Goal, GoalStatus, Origin, Phase, Respondent};
use std::collections::BTreeMap;

/// What a source says about a goal.
#[derive(Clone, Debug, Default)]
struct Verdict {
    outcome: Option<GoalOutcome>,
    on: Option<Day>,
    respondent: Option<Respondent>,
    reason: Option<String>,
}

const RESPONDENTS: [Respondent; 4] = [
    Respondent::Mentee,
    Respondent::Mentor,
    Respondent::Coordinator,
    Respondent::Blank,
];

/// The goals with their outcomes; where none is set, what the answers for all goals stand for
/// beside those that arose.
pub(super) fn goals_with_outcomes(
    pair: &PairAt<'_>,
    known: &BTreeMap<Key, Known<'_>>,
) -> Vec<GoalAt> {
    let named = known.iter().map(|(key, goal)| goal_at(pair, key, goal));
    if known.values().all(|goal| goal.only_arose) {
        return goals_stood_for(pair).into_iter().chain(named).collect();
    }
    named.collect()
}

fn goal_at(pair: &PairAt<'_>, key: &Key, known: &Known<'_>) -> GoalAt {
    let (source, verdict) = if known.only_arose {
        (None, Verdict::default())
    } else {
        verdict(pair, known)
    };
    let outcome = verdict.outcome.unwrap_or(GoalOutcome::Unknown);
    GoalAt {
        key: known.id().map_or_else(|| key.display(), str::to_owned),
        text: known.text().map(str::to_owned),
        origin: known.origin(),
        first_on: first_day(known),
        set_on: known.row.and_then(|row| row.set_on),
        due_on: known.row.and_then(|row| row.due_on),
        outcome,
        source,
        respondent: verdict.respondent,
        attained_on: (outcome == GoalOutcome::Attained)
            .then(|| attained_on(pair, known, source, &verdict))
            .flatten(),
        decided_on: verdict.on,
        settled_on: None,
        settled: false,
        progress: known.course.map(|course| course.last.1),
        level: level(pair, known),
        weight: known.row.and_then(|row| row.weight),
        answers: [Respondent::Mentee, Respondent::Mentor]
            .map(|respondent| said_by(pair, known, respondent).and_then(|verdict| verdict.outcome)),
        record: record(pair, known),
        reason: verdict.reason,
    }
}

fn record(pair: &PairAt<'_>, known: &Known<'_>) -> Option<Origin> {
    let form = known
        .on_forms
        .iter()
        .find_map(|(place, _)| pair.forms.get(*place));
    known
        .row
        .map(|row| row.source)
        .or(form.map(|form| form.origin))
}

/// Set date, else the first mention in a held session; never later than the session that says
/// that it arose. A form never dates a goal.
fn first_day(known: &Known<'_>) -> Option<Day> {
    let set_on = known.row.and_then(|row| row.set_on);
    let mentioned = || known.course.map(|course| course.first);
    let first = set_on.or_else(mentioned);
    match (first, known.arose_on) {
        (Some(first), Some(arose)) => Some(first.min(arose)),
        (first, arose) => first.or(arose),
    }
}

fn verdict(pair: &PairAt<'_>, known: &Known<'_>) -> (Option<OutcomeSource>, Verdict) {
    let answers = |source: &OutcomeSource| {
        let verdict = match source {
            OutcomeSource::Form => RESPONDENTS
                .iter()
                .find_map(|who| said_by(pair, known, *who)),
            OutcomeSource::Register => known.row.and_then(|row| register_says(pair, row)),
            OutcomeSource::Progress => progress_says(known),
        };
        verdict.map(|verdict| (Some(*source), verdict))
    };
    pair.as_of
        .rules
        .outcome_order
        .iter()
        .find_map(answers)
        .unwrap_or_default()
}

/// The answer of one respondent: of the forms that answer for this goal the latest, its own
/// answer before the one for all goals. On the way only a yes decides; at the start nothing does.
fn said_by(pair: &PairAt<'_>, known: &Known<'_>, respondent: Respondent) -> Option<Verdict> {
    let from_respondent = |form: &Form| form.respondent == respondent;
    let deciding = pair.forms.iter().enumerate().filter_map(|(place, form)| {
        let answer = answer_for(form, known.answer_on(place)).filter(|_| from_respondent(form))?;
        decides(form, answer).then_some((form.date, form.phase, answer, place))
    });
    let (on, _, answer, place) =
        deciding.max_by_key(|(date, phase, answer, _)| (*date, *phase, *answer))?;
    let reason = known.reason_on(place);
    Some(Verdict {
        outcome: Some(outcome_of(answer)),
        on,
        respondent: Some(respondent),
        reason: reason
            .or(pair.forms[place].reason_not_achieved.as_ref())
            .filter(|_| answer != Answer::Yes)
            .cloned(),
    })
}

fn decides(form: &Form, answer: Answer) -> bool {
    match form.phase {
        Phase::Baseline => false,
        Phase::Mid => answer == Answer::Yes,
        Phase::End | Phase::Blank => true,
    }
}

/// A goal's own answer before the one for all goals.
fn answer_for(form: &Form, own: Option<Answer>) -> Option<Answer> {
    own.or_else(|| form.all_goals.map(answer_for_each))
}

/// What "x of y" says about each goal of a pair that has goals otherwise.
fn answer_for_each(all: AllGoals) -> Answer {
    match all {
        AllGoals::Answer(answer) => answer,
        AllGoals::OutOf { attained: 0, .. } => Answer::No,
        AllGoals::OutOf { attained, of } if attained >= of => Answer::Yes,
        AllGoals::OutOf { .. } => Answer::Partly,
    }
}

const fn outcome_of(answer: Answer) -> GoalOutcome {
    match answer {
        Answer::Yes => GoalOutcome::Attained,
        Answer::Partly => GoalOutcome::Partly,
        Answer::No => GoalOutcome::NotAttained,
    }
}

fn register_says(pair: &PairAt<'_>, row: &Goal) -> Option<Verdict> {
    Some(Verdict {
        outcome: Some(register_outcome(pair, row)?),
        on: row.attained_on.filter(|day| *day <= pair.as_of.date),
        ..Verdict::default()
    })
}

/// A date of attainment up to the as-of date means attained unless the status says otherwise,
/// a later one in progress; a status without a date holds only shortly before the data end.
pub(super) fn register_outcome(pair: &PairAt<'_>, row: &Goal) -> Option<GoalOutcome> {
    let status = row.status.map(registered);
    let contradicting = status.filter(|_| row.status.is_some_and(GoalStatus::denies_attainment));
    match row.attained_on {
        Some(day) if day > pair.as_of.date => Some(GoalOutcome::InProgress),
        Some(_) => Some(contradicting.unwrap_or(GoalOutcome::Attained)),
        None => status.filter(|_| pair.as_of.undated_hold),
    }
}

const fn registered(status: GoalStatus) -> GoalOutcome {
    match status {
        GoalStatus::Attained => GoalOutcome::Attained,
        GoalStatus::Partly => GoalOutcome::Partly,
        GoalStatus::NotAttained => GoalOutcome::NotAttained,
        GoalStatus::Dropped => GoalOutcome::Dropped,
        GoalStatus::InProgress => GoalOutcome::InProgress,
    }
}

fn progress_says(known: &Known<'_>) -> Option<Verdict> {
    let course = known.course?;
    let attained = course.is_complete();
    Some(Verdict {
        outcome: Some(if attained {
            GoalOutcome::Attained
        } else {
            GoalOutcome::InProgress
        }),
        on: attained.then_some(course.last.0),
        ..Verdict::default()
    })
}

/// The register's date, else the day of the form that decided, else the first held session with
/// progress 100.
fn attained_on(
    pair: &PairAt<'_>,
    known: &Known<'_>,
    source: Option<OutcomeSource>,
    verdict: &Verdict,
) -> Option<Day> {
    let recorded = known
        .row
        .and_then(|row| row.attained_on)
        .filter(|day| *day <= pair.as_of.date);
    let form = verdict.on.filter(|_| source == Some(OutcomeSource::Form));
    let complete = || known.course?.complete_on;
    recorded.or(form).or_else(complete)
}

/// The level on the latest form after the start that has one, respondent by respondent, else
/// the register's, which is dated like its status.
fn level(pair: &PairAt<'_>, known: &Known<'_>) -> Option<f64> {
    let on_form = RESPONDENTS
        .iter()
        .find_map(|who| level_by(pair, known, *who));
    let holds = |row: &&Goal| match row.attained_on {
        Some(day) => day <= pair.as_of.date,
        None => pair.as_of.undated_hold,
    };
    let register = known.row.filter(holds).and_then(|row| row.level);
    on_form.or(register)
}

fn level_by(pair: &PairAt<'_>, known: &Known<'_>, respondent: Respondent) -> Option<f64> {
    let levels = known.on_forms.iter().filter_map(|(place, goal)| {
        let form = pair.forms.get(*place)?;
        let counts = form.respondent == respondent && form.phase != Phase::Baseline;
        Some(((form.date, form.phase), goal.level.filter(|_| counts)?))
    });
    levels
        .max_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)))
        .map(|(_, level)| level)
}

/// What the answers for all goals stand for where a pair has no goal otherwise: "x of y" for y
/// goals of which x are attained, any other answer for one goal.
fn goals_stood_for(pair: &PairAt<'_>) -> Vec<GoalAt> {
    let answers = || {
        RESPONDENTS
            .iter()
            .filter_map(|who| answer_for_all(pair, *who))
    };
    let deciding = answers().find(|(form, all)| says_something(form, *all));
    let Some((form, all)) = deciding.or_else(|| answers().next()) else {
        return Vec::new();
    };
    match all {
        AllGoals::Answer(answer) => vec![stand_in(ALL_GOALS.to_owned(), form, answer, pair)],
        AllGoals::OutOf { attained, of } => (1..=of)
            .map(|number| {
                let answer = if number <= attained {
                    Answer::Yes
                } else {
                    Answer::No
                };
                stand_in(number.to_string(), form, answer, pair)
            })
            .collect(),
    }
}

/// The latest form of a respondent that answers for all goals; one that decides before others.
fn answer_for_all<'a>(pair: &PairAt<'a>, respondent: Respondent) -> Option<(&'a Form, AllGoals)> {
    let asked = pair
        .forms
        .iter()
        .filter(|form| form.respondent == respondent && form.phase != Phase::Baseline);
    let answers = asked.filter_map(|form| form.all_goals.map(|all| (*form, all)));
    answers.max_by_key(|(form, all)| {
        (
            says_something(form, *all),
            form.date,
            form.phase,
            answer_for_each(*all),
            out_of(*all),
        )
    })
}

/// Whether an answer for all goals decides anything.
fn says_something(form: &Form, all: AllGoals) -> bool {
    decides(form, answer_for_each(all))
}

const fn out_of(all: AllGoals) -> (u16, u16) {
    match all {
        AllGoals::Answer(_) => (0, 0),
        AllGoals::OutOf { attained, of } => (attained, of),
    }
}

fn stand_in(key: String, form: &Form, answer: Answer, pair: &PairAt<'_>) -> GoalAt {
    let decided = form.all_goals.is_some_and(|all| says_something(form, all));
    let outcome = if decided {
        outcome_of(answer)
    } else {
        GoalOutcome::Unknown
    };
    let on = form.date.filter(|_| decided);
    let answers = [Respondent::Mentee, Respondent::Mentor]
        .map(|who| said_by(pair, &Known::default(), who).and_then(|verdict| verdict.outcome));
    GoalAt {
        key,
        text: None,
        origin: None,
        first_on: None,
        set_on: None,
        due_on: None,
        outcome,
        source: decided.then_some(OutcomeSource::Form),
        respondent: decided.then_some(form.respondent),
        attained_on: on.filter(|_| outcome == GoalOutcome::Attained),
        decided_on: on,
        settled_on: None,
        settled: false,
        progress: None,
        level: None,
        weight: None,
        answers,
        record: Some(form.origin),
        reason: form
            .reason_not_achieved
            .clone()
            .filter(|_| answer != Answer::Yes),
    }
}
