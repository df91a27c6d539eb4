//! Rows of the evaluations: one form each.

use super::Cells;
use super::register::level;
use crate::config::Scale;
use crate::ingest::columns::Column;
use crate::ingest::trouble;
use crate::programme::{AllGoals, Form, FormGoal, Phase, Respondent};
use crate::values::{answers, numbers};
use std::collections::BTreeMap;

/// A form; ratings are fractions of `ratings`, where their range is known.
pub(in crate::ingest) fn form(
    cells: &mut Cells<'_>,
    pair: u32,
    scales: &[Scale],
    ratings: Option<(f64, f64)>,
) -> Form {
    let (all_goals, reason) = all_goals(cells);
    Form {
        pair,
        date: cells.date(Column::Date),
        respondent: cells
            .read(
                Column::Respondent,
                answers::respondent,
                trouble::NOT_A_RESPONDENT,
            )
            .or(cells.occasion().respondent)
            .unwrap_or(Respondent::Blank),
        phase: cells
            .read(Column::Phase, answers::phase, trouble::NOT_A_PHASE)
            .or(cells.occasion().phase)
            .unwrap_or_else(|| phase_by_content(cells)),
        all_goals,
        goals: goals(cells),
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
            |text| super::as_fraction(numbers::point(text)?, ratings?),
            trouble::NOT_A_RATING,
        ),
        origin: cells.origin(),
    }
}

/// The answer for all goals, and the reason if it stands in the same cell.
fn all_goals(cells: &mut Cells<'_>) -> (Option<AllGoals>, Option<String>) {
    let read = |text: &str| {
        if let Some(answer) = answers::all_goals(text) {
            return Some((answer, None));
        }
        let (answer, reason) = answers::split_answer_and_reason(text);
        answer.map(|answer| (answer, reason))
    };
    match cells.read(Column::GoalsAchieved, read, trouble::NOT_AN_ANSWER) {
        Some((answer, reason)) => (Some(answer), reason),
        None => (None, None),
    }
}

/// Goals that the form names or answers, by number.
fn goals(cells: &mut Cells<'_>) -> Vec<FormGoal> {
    let mut goals: BTreeMap<u16, FormGoal> = BTreeMap::new();
    for &(_, column) in &cells.mapping().columns {
        match column {
            Column::GoalText(number) => {
                goals.entry(number).or_default().text = cells.text(column);
            }
            Column::GoalAchieved(number) => {
                let answer = cells.read(column, answers::answer, trouble::NOT_AN_ANSWER);
                goals.entry(number).or_default().answer = answer;
            }
            Column::GoalLevel(number) => {
                let level = cells.read(column, level, trouble::NOT_A_LEVEL);
                goals.entry(number).or_default().level = level;
            }
            _ => {}
        }
    }
    goals
        .into_iter()
        .map(|(number, goal)| FormGoal { number, ..goal })
        .filter(|goal| goal.text.is_some() || goal.answer.is_some() || goal.level.is_some())
        .collect()
}

/// A form that does not say its phase is one for the needs analysis if nothing else is filled
/// in, else one for the end where nobody asked for the phase.
fn phase_by_content(cells: &Cells<'_>) -> Phase {
    let asked = cells.mapping().header_of(Column::Phase).is_some();
    let unsaid = if asked { Phase::Blank } else { Phase::End };
    let mut needs = false;
    let columns = cells.mapping().columns.iter().map(|(_, column)| *column);
    for column in columns.filter(|column| cells.is_filled(*column)) {
        match column {
            Column::Needs | Column::Interests | Column::Issues | Column::Targets => needs = true,
            column if is_answer(column) => return unsaid,
            _ => {}
        }
    }
    if needs { Phase::Baseline } else { unsaid }
}

/// Whether a column is an answer of an evaluation form.
fn is_answer(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved
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
