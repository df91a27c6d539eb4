//! Rows of the goal register, of the actions and of the partnership ideas.

use super::Cells;
use crate::ingest::columns::Column;
use crate::ingest::trouble;
use crate::programme::{Action, Contact, Goal, GoalStatus, Idea};
use crate::values::{answers, numbers};

/// A row of the goal register.
pub(in crate::ingest) fn goal(cells: &mut Cells<'_>, pair: u32) -> Goal {
    let goal = Goal {
        pair,
        id: cells.text(Column::Goal),
        text: cells.text(Column::Text),
        kind: cells.text(Column::Kind),
        set_on: cells.date(Column::SetOn),
        due_on: cells.date(Column::DueOn),
        status: cells.read(
            Column::Status,
            answers::goal_status,
            trouble::NOT_A_GOAL_STATUS,
        ),
        attained_on: cells.date(Column::AttainedOn),
        origin: cells.read(Column::Origin, answers::goal_origin, trouble::NOT_AN_ORIGIN),
        level: cells.read(Column::Level, level, trouble::NOT_A_LEVEL),
        weight: cells.read(Column::Weight, weight, trouble::NOT_A_WEIGHT),
        source: cells.origin(),
    };
    if goal.attained_on.is_some() && goal.status.is_some_and(GoalStatus::denies_attainment) {
        cells.note_said(Column::Status, trouble::STATUS_DENIES);
    }
    goal
}

/// An action.
pub(in crate::ingest) fn action(cells: &mut Cells<'_>, pair: u32) -> Action {
    Action {
        pair,
        goal: cells.text(Column::Goal),
        text: cells.text(Column::Text),
        scheduled_on: cells.date(Column::ScheduledOn),
        completed_on: cells.date(Column::CompletedOn),
        status: cells.read(
            Column::Status,
            answers::action_status,
            trouble::NOT_AN_ACTION_STATUS,
        ),
        agreed_on: None,
        origin: cells.origin(),
    }
}

/// An idea for a partnership.
pub(in crate::ingest) fn idea(cells: &mut Cells<'_>, pair: u32) -> Idea {
    Idea {
        pair,
        text: cells.text(Column::Text),
        scheduled_on: cells.date(Column::ScheduledOn),
        origin: cells.origin(),
    }
}

/// A contact of the programme with a pair.
pub(in crate::ingest) fn contact(cells: &mut Cells<'_>, pair: u32) -> Contact {
    Contact {
        pair,
        date: cells.date(Column::ContactedOn),
        // “Not available” says something of a contact, and nothing of a date or a text.
        failed: answers::is_failed_contact(cells.written(Column::Outcome)),
        by: cells.text(Column::ContactedBy),
        outcome: cells.text(Column::Outcome),
        note: cells.text(Column::Note),
        snooze_until: cells.date(Column::SnoozeUntil),
        origin: cells.origin(),
    }
}

/// A level of Goal Attainment Scaling: −2 to +2.
pub(super) fn level(text: &str) -> Option<f64> {
    numbers::number(text).filter(|level| (-2.0..=2.0).contains(level))
}

fn weight(text: &str) -> Option<f64> {
    numbers::number(text).filter(|weight| *weight > 0.0)
}
