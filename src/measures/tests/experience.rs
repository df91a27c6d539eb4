use super::{Records, day, share};
use crate::config::Scale;
use crate::measures::Value;
use crate::programme::{Action, ActionStatus, Phase, Respondent};

fn action(scheduled: i32, completed: Option<i32>, status: Option<ActionStatus>) -> Action {
    Action {
        scheduled_on: Some(day(scheduled)),
        completed_on: completed.map(day),
        status,
        ..Action::default()
    }
}

#[test]
fn evaluations_are_expected_from_both_once_the_pair_has_ended() {
    let mut records = Records::new();
    records.form(Some(1), Respondent::Mentor, Phase::Baseline);
    records.form(Some(70), Respondent::Mentee, Phase::End);
    assert_eq!(records.value(80, "evaluation_returned"), Value::Null);
    records.pair.closed_on = Some(day(60));
    assert_eq!(records.value(65, "evaluation_returned"), share(0.0, 2.0));
    assert_eq!(records.value(80, "evaluation_returned"), share(1.0, 2.0));
    records.supplied.evaluations = false;
    assert_eq!(records.value(80, "evaluation_returned"), Value::Null);
}

#[test]
fn scales_reverse_items_and_change_within_a_respondent() {
    let mut records = Records::new();
    records.rules.scales = vec![Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec!["a".into(), "b".into()],
        min: 1.0,
        max: 5.0,
        reversed: vec![false, true],
    }];
    records
        .form(Some(1), Respondent::Mentee, Phase::Baseline)
        .items = vec![Some(2.0), Some(4.0)];
    assert_eq!(records.value(80, "trust"), Value::Quantity(2.0));
    assert_eq!(records.value(80, "trust_change"), Value::Null);
    // Mentee 2 → 4.5, mentor (one item answered) 3.
    records.form(Some(60), Respondent::Mentee, Phase::End).items = vec![Some(4.0), Some(1.0)];
    records.form(Some(61), Respondent::Mentor, Phase::End).items = vec![Some(3.0), None];
    assert_eq!(records.value(80, "trust"), Value::Quantity(3.75));
    assert_eq!(records.value(80, "trust_change"), Value::Quantity(2.5));
    assert_eq!(records.value(50, "trust"), Value::Quantity(2.0));
}

#[test]
fn a_missing_rating_is_not_a_zero() {
    let mut records = Records::new();
    records.rules.scales = vec![Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec!["a".into()],
        min: 1.0,
        max: 5.0,
        reversed: vec![false],
    }];
    records.form(Some(60), Respondent::Mentee, Phase::End).items = vec![None];
    assert_eq!(records.value(80, "trust"), Value::Null);
}

#[test]
fn actions_that_are_cancelled_or_unknown_are_left_out() {
    let mut records = Records::new();
    records.actions = vec![
        action(10, Some(12), None),
        action(10, Some(90), Some(ActionStatus::Completed)),
        action(10, None, Some(ActionStatus::Completed)),
        action(10, None, Some(ActionStatus::Cancelled)),
        action(10, None, None),
        action(50, None, None),
        action(90, None, None),
    ];
    assert_eq!(records.value(50, "actions_completed"), share(2.0, 5.0));
    assert_eq!(records.value(50, "actions_overdue"), Value::Quantity(2.0));
    records.undated_hold = false;
    assert_eq!(records.value(50, "actions_completed"), share(1.0, 4.0));
    records.pair.closed_on = Some(day(40));
    assert_eq!(records.value(50, "actions_overdue"), Value::Null);
}

#[test]
fn a_pair_without_actions_has_none_overdue_if_there_is_a_table() {
    let mut records = Records::new();
    assert_eq!(records.value(50, "actions_overdue"), Value::Quantity(0.0));
    assert_eq!(records.value(50, "actions_completed"), Value::Null);
    records.supplied.actions = false;
    records.supplied.completion = false;
    assert_eq!(records.value(50, "actions_overdue"), Value::Null);
}
