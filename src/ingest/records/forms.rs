//! Rows of the evaluations: one form each.

use super::Cells;
use super::named_goals::named as goals_named;
use super::register::level;
use crate::config::Scale;
use crate::ingest::columns::Column;
use crate::ingest::trouble;
use crate::programme::{
    AllGoals, Answer, Form, FormGoal, Goal, Pair, Phase, Respondent, fold_person, goal_number,
};
use crate::values::{answers, numbers};
use std::collections::BTreeMap;

/// A form of the pair with an index; ratings are fractions of `ratings`, where their range is known.
pub(in crate::ingest) fn form(
    cells: &mut Cells<'_>,
    (pair, people, register): (u32, &Pair, &[Goal]),
    scales: &[Scale],
    ratings: Option<(f64, f64)>,
) -> Form {
    let OfAll {
        answer: all_goals,
        reason,
        listed,
    } = all_goals(cells, register);
    let goal = goal_of_row(cells, all_goals);
    Form {
        pair,
        date: cells.date(Column::Date),
        respondent: cells
            .read(
                Column::Respondent,
                |text| one_of(text, people),
                trouble::NOT_A_RESPONDENT,
            )
            .or(cells.occasion().respondent)
            .unwrap_or(Respondent::Blank),
        phase: cells
            .read(Column::Phase, answers::phase, trouble::NOT_A_PHASE)
            .or(cells.occasion().phase)
            .unwrap_or_else(|| phase_by_content(cells)),
        all_goals: all_goals.filter(|_| goal.is_none()),
        goals: goal.map_or_else(|| goals(cells, listed), |goal| vec![goal]),
        reason_not_achieved: cells.text(Column::ReasonNotAchieved).or(reason),
        new_goals: cells.read(
            Column::NewGoals,
            |text| answers::yes_no_and_more(text).or_else(|| answers::goal_arose(text)),
            trouble::NOT_YES_OR_NO,
        ),
        partnership: cells.read(
            Column::Partnership,
            answers::yes_no_and_more,
            trouble::NOT_YES_OR_NO,
        ),
        benefits: cells.list(Column::Benefits),
        items: items(cells, scales),
        rating: cells.read(
            Column::Rating,
            |text| super::as_fraction(numbers::rating(text)?.0, ratings?),
            trouble::NOT_A_RATING,
        ),
        origin: cells.origin(),
    }
}

/// Which of a pair is meant, by what they are or by name.
pub(in crate::ingest) fn one_of(text: &str, pair: &Pair) -> Option<Respondent> {
    answers::respondent(text).or_else(|| named(text, pair))
}

/// Which of a pair is named; a role may stand before the name ("Mentor: Ann Lee").
fn named(text: &str, pair: &Pair) -> Option<Respondent> {
    let is = |name: &Option<String>| {
        let name = name.as_ref().map(|name| fold_person(name));
        name.is_some_and(|name| !name.is_empty() && name == fold_person(text))
    };
    match (is(&pair.mentor), is(&pair.mentee)) {
        (true, false) => Some(Respondent::Mentor),
        (false, true) => Some(Respondent::Mentee),
        _ => {
            let (role, _) = text.split_once(['(', ':', '–', '-'])?;
            answers::respondent(role)
        }
    }
}

/// What is said of all goals at once.
#[derive(Default)]
struct OfAll {
    answer: Option<AllGoals>,
    /// The reason, if it stands in the same cell.
    reason: Option<String>,
    /// The goals that were achieved, where they are listed; then the answer for the others is no.
    listed: Vec<FormGoal>,
}

fn all_goals(cells: &mut Cells<'_>, register: &[Goal]) -> OfAll {
    let is_of_one = cells.mapping().header_of(Column::Goal).is_some();
    let read = |text: &str| {
        let found = |answer, reason, listed| OfAll {
            answer: Some(answer),
            reason,
            listed,
        };
        if let Some(answer) = answers::all_goals(text) {
            return Some(found(answer, None, Vec::new()));
        }
        if let Some(listed) = goals_named(text, register).filter(|_| !is_of_one) {
            return Some(found(AllGoals::Answer(Answer::No), None, listed));
        }
        let (answer, reason) = answers::split_answer_and_reason(text);
        answer.map(|answer| found(answer, reason, Vec::new()))
    };
    cells
        .read(Column::GoalsAchieved, read, trouble::NOT_AN_ANSWER)
        .unwrap_or_default()
}

/// The goal of which the row tells, where the form has a row for each. One that is named by other
/// than a number has no number yet: number 0, with its name for a text.
fn goal_of_row(cells: &mut Cells<'_>, answer: Option<AllGoals>) -> Option<FormGoal> {
    let named = cells.text(Column::Goal)?;
    let number = goal_number(&named);
    let text = cells.text(Column::Text);
    Some(FormGoal {
        number: number.unwrap_or(0),
        text: text.or_else(|| number.is_none().then_some(named)),
        answer: answer.map(of_one),
        level: cells.read(Column::Level, level, trouble::NOT_A_LEVEL),
        reason: None,
    })
}

/// What was answered of one goal; of a share of it, how much that is.
fn of_one(answer: AllGoals) -> Answer {
    match answer {
        AllGoals::Answer(answer) => answer,
        AllGoals::OutOf { attained: 0, .. } => Answer::No,
        AllGoals::OutOf { attained, of } if attained == of => Answer::Yes,
        AllGoals::OutOf { .. } => Answer::Partly,
    }
}

/// Goals that the form names or answers, by number, and those that it lists as achieved, unless it
/// answers for them by themselves.
fn goals(cells: &mut Cells<'_>, listed: Vec<FormGoal>) -> Vec<FormGoal> {
    let mut goals: BTreeMap<u16, FormGoal> = BTreeMap::new();
    for &(_, column) in &cells.mapping().columns {
        match column {
            Column::GoalText(number) => {
                goals.entry(number).or_default().text = cells.text(column);
            }
            Column::GoalAchieved(number) => {
                let read = |text: &str| {
                    let (answer, reason) = answers::split_answer_of_goal(text);
                    Some((answer?, reason))
                };
                let said = cells.read(column, read, trouble::NOT_AN_ANSWER);
                let goal = goals.entry(number).or_default();
                (goal.answer, goal.reason) = said.map_or((None, None), |(answer, reason)| {
                    let reason = reason.filter(|_| answer != Answer::Yes);
                    (Some(answer), reason)
                });
            }
            Column::GoalLevel(number) => {
                let level = cells.read(column, level, trouble::NOT_A_LEVEL);
                goals.entry(number).or_default().level = level;
            }
            _ => {}
        }
    }
    let (mut named, listed): (Vec<FormGoal>, Vec<FormGoal>) =
        listed.into_iter().partition(|goal| goal.number == 0);
    for goal in listed {
        let entry = goals.entry(goal.number).or_default();
        entry.answer = entry.answer.or(goal.answer);
        entry.text = entry.text.take().or(goal.text);
    }
    let numbered = goals.into_iter();
    let numbered = numbered.map(|(number, goal)| FormGoal { number, ..goal });
    named.extend(
        numbered
            .filter(|goal| goal.text.is_some() || goal.answer.is_some() || goal.level.is_some()),
    );
    named
}

/// A form that does not say its phase is one for the needs analysis if nothing else is filled
/// in, else one for the end where nobody asked for the phase. Where nothing is asked but what the
/// goals are, they are still to be worked on.
fn phase_by_content(cells: &Cells<'_>) -> Phase {
    let asked = cells.mapping().header_of(Column::Phase).is_some();
    let unsaid = if asked { Phase::Blank } else { Phase::End };
    let mut needs = false;
    let columns = || cells.mapping().columns.iter().map(|(_, column)| *column);
    let is_text = |column| matches!(column, Column::GoalText(_));
    if !asked && !columns().any(|column| is_answer(column) && !is_text(column)) {
        return Phase::Baseline;
    }
    for column in columns().filter(|column| cells.is_filled(*column)) {
        match column {
            Column::Needs | Column::Interests | Column::Issues | Column::Targets => needs = true,
            column if is_answer(column) => return unsaid,
            _ => {}
        }
    }
    if needs { Phase::Baseline } else { unsaid }
}

/// Whether a column is an answer of an evaluation form.
pub(in crate::ingest) fn is_answer(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved
            | Column::Goal
            | Column::GoalText(_)
            | Column::GoalAchieved(_)
            | Column::GoalLevel(_)
            | Column::ReasonNotAchieved
            | Column::NewGoals
            | Column::NewGoalDetails
            | Column::Partnership
            | Column::PartnershipSupport
            | Column::PartnershipBarriers
            | Column::Benefits
            | Column::Rating
            | Column::ScaleItem { .. }
    )
}

/// Answers to all items of all scales, before reverse scoring.
fn items(cells: &mut Cells<'_>, scales: &[Scale]) -> Vec<Option<f64>> {
    let mut answers = Vec::new();
    for (scale_index, scale) in scales.iter().enumerate() {
        for item in 0..scale.items.len() {
            let (Ok(scale_index), Ok(item)) = (u16::try_from(scale_index), u16::try_from(item))
            else {
                continue;
            };
            let column = Column::ScaleItem {
                scale: scale_index,
                item,
            };
            let read = |text: &str| {
                numbers::point(text).filter(|answer| (scale.min..=scale.max).contains(answer))
            };
            answers.push(cells.read(column, read, trouble::NOT_ON_THE_SCALE));
        }
    }
    answers
}
