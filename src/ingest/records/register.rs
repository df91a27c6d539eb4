//! Rows of the goal register, of the actions and of the partnership ideas.

use super::Cells;
use crate::ingest::columns::Column;
use crate::ingest::trouble;
use crate::programme::{Action, ActionStatus, Contact, Goal, GoalStatus, Idea, fold};
use crate::values::{answers, numbers};

/// A row of the goal register.
pub(in crate::ingest) fn goal(cells: &mut Cells<'_>, pair: u32) -> Goal {
    let is_number = numbers::number(cells.written(Column::Status)).is_some();
    let in_percent = is_number && cells.is_in_percent(Column::Status);
    // A goal that nobody ticked is not yet attained, or was never judged.
    let status = if cells.is_empty_box(Column::Status) {
        None
    } else {
        let read = |text: &str| goal_status(text, in_percent);
        cells.read(Column::Status, read, trouble::NOT_A_GOAL_STATUS)
    };
    let goal = Goal {
        pair,
        id: cells.text(Column::Goal),
        text: cells.text(Column::Text),
        kind: cells.text(Column::Kind),
        set_on: cells.date(Column::SetOn),
        due_on: cells.date(Column::DueOn),
        status,
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

/// The status of a goal. Below a header of per cents a number is one of them; of one up to 1 it is
/// open whether it is a share.
fn goal_status(text: &str, in_percent: bool) -> Option<GoalStatus> {
    let percent = numbers::number(text).filter(|number| *number == 0.0 || *number > 1.0);
    match percent.filter(|_| in_percent) {
        Some(percent) => answers::goal_status(&format!("{percent}%")),
        None => answers::goal_status(text),
    }
}

/// An action.
pub(in crate::ingest) fn action(cells: &mut Cells<'_>, pair: u32) -> Action {
    let status = cells.read(
        Column::Status,
        answers::action_status,
        trouble::NOT_AN_ACTION_STATUS,
    );
    let unclear = || (cells.is_filled(Column::Status)).then_some(ActionStatus::Unclear);
    let status = status.or_else(unclear);
    Action {
        pair,
        goal: cells.text(Column::Goal),
        text: cells.text(Column::Text),
        scheduled_on: cells.date(Column::ScheduledOn),
        completed_on: cells.date(Column::CompletedOn),
        status,
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

/// A level of Goal Attainment Scaling: −2 to +2, alone or with its label (`−2 (much less than
/// expected)`, `as expected (0)`), or by the words that the method has for it.
pub(super) fn level(text: &str) -> Option<f64> {
    level_as_written(text).filter(|level| (-2.0..=2.0).contains(level))
}

/// The same, whatever the level is: beyond −2 to +2 it is a slip, or of another coding.
pub(in crate::ingest) fn level_as_written(text: &str) -> Option<f64> {
    let text = plain_signs(text.trim());
    numbers::number(&text)
        .or_else(|| labelled(&text))
        .or_else(|| in_words(&text))
}

/// Signs as they are typed, without a space behind them: `–2`, `＋1`, `- 1`.
fn plain_signs(text: &str) -> String {
    let rest = |signs: &[char]| text.strip_prefix(signs).map(str::trim_start);
    match (rest(&['-', '\u{2212}', '–', '—', '－']), rest(&['+', '＋'])) {
        (Some(rest), _) => format!("-{rest}"),
        (_, Some(rest)) => format!("+{rest}"),
        _ => text.to_owned(),
    }
}

/// The number before or behind a label, which has none itself.
fn labelled(text: &str) -> Option<f64> {
    const MARKS: [char; 7] = ['(', '=', ':', '-', '–', '—', ','];
    let first = || {
        let is_end = |c: char| c == ' ' || MARKS[..3].contains(&c);
        let (level, label) = text.split_at(text.find(is_end)?);
        Some((
            level.to_owned(),
            label.trim_start().trim_start_matches(MARKS),
        ))
    };
    let last = || {
        let (label, level) = text.strip_suffix(')')?.rsplit_once('(')?;
        Some((plain_signs(level.trim()), label))
    };
    let (level, label) = last()
        .filter(|(level, _)| numbers::number(level).is_some())
        .or_else(first)?;
    let is_label = label.contains(char::is_alphabetic) && !label.contains(char::is_numeric);
    is_label.then(|| numbers::number(&level)).flatten()
}

/// The five steps of the method, as Kiresuk and Sherman (1968) call them.
fn in_words(text: &str) -> Option<f64> {
    Some(match fold(text).as_str() {
        "much less than expected" => -2.0,
        "less than expected" | "somewhat less than expected" => -1.0,
        "as expected" | "expected" => 0.0,
        "more than expected" | "somewhat more than expected" | "better than expected" => 1.0,
        "much more than expected" | "much better than expected" => 2.0,
        _ => return None,
    })
}

fn weight(text: &str) -> Option<f64> {
    numbers::number(text).filter(|weight| *weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_a_header_of_per_cents_are_per_cents() {
        assert_eq!(goal_status("100", true), Some(GoalStatus::Attained));
        assert_eq!(goal_status("75", true), Some(GoalStatus::InProgress));
        assert_eq!(goal_status("0", true), Some(GoalStatus::InProgress));
        assert_eq!(goal_status("0.75", true), None);
        assert_eq!(goal_status("75", false), None);
        assert_eq!(goal_status("Achieved", true), Some(GoalStatus::Attained));
        assert_eq!(goal_status("✗", false), Some(GoalStatus::NotAttained));
    }

    #[test]
    fn levels_may_have_labels() {
        for (text, expected) in [
            ("\u{2212}2 (much less than expected)", Some(-2.0)),
            ("+1: more than expected", Some(1.0)),
            ("0 = as expected", Some(0.0)),
            ("-1 - less", Some(-1.0)),
            ("Much more than expected (+2)", Some(2.0)),
            ("+1", Some(1.0)),
            ("3 (far more)", None),
            ("1 of 2 goals", None),
            ("0 (2026)", None),
            ("–2", Some(-2.0)),
            ("＋1", Some(1.0)),
            ("- 1", Some(-1.0)),
            ("As expected", Some(0.0)),
            ("Much less than expected", Some(-2.0)),
            ("Much better than expected", Some(2.0)),
            ("better", None),
        ] {
            assert_eq!(level(text), expected, "{text}");
        }
    }
}
