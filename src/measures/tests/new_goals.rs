use super::{Records, arose, day, event, progress};
use crate::measures::{Outcome, Value};
use crate::programme::{GoalOrigin, Phase, Respondent};

fn set(records: &mut Records, id: &str, on: i32) {
    records.goal(id).set_on = Some(day(on));
}

#[test]
fn goals_named_more_than_thirty_days_after_the_first_are_new() {
    let mut records = Records::new();
    set(&mut records, "1", 2);
    set(&mut records, "2", 32);
    assert_eq!(records.value(90, "new_goals"), Value::Quantity(0.0));
    assert_eq!(records.value(90, "new_goal_observed"), Value::Flag(false));
    assert_eq!(
        records.value(90, "to_first_new_goal"),
        event(90, Outcome::Censored)
    );
    set(&mut records, "3", 33);
    assert_eq!(records.value(90, "new_goals"), Value::Quantity(1.0));
    assert_eq!(
        records.value(90, "to_first_new_goal"),
        event(33, Outcome::Reached)
    );
    assert_eq!(records.value(32, "new_goals"), Value::Quantity(0.0));
}

#[test]
fn a_recorded_origin_decides_and_a_goal_without_date_is_neither() {
    let mut records = Records::new();
    set(&mut records, "1", 2);
    records.goal("2");
    records.goal("3").origin = Some(GoalOrigin::New);
    assert_eq!(records.value(90, "new_goals"), Value::Quantity(1.0));
    assert_eq!(records.value(90, "to_first_new_goal"), Value::Null);
}

#[test]
fn without_any_date_or_origin_the_records_say_nothing() {
    let mut records = Records::new();
    records.goal("1");
    assert_eq!(records.value(90, "new_goal_observed"), Value::Null);
    assert_eq!(records.value(90, "new_goals"), Value::Null);
    assert_eq!(records.value(90, "to_first_new_goal"), Value::Null);
}

#[test]
fn a_session_text_is_one_new_goal_per_folded_text() {
    let mut records = Records::new();
    records.held_with(10, vec![arose("Write a CV")]);
    records.held_with(50, vec![arose("write a  cv!")]);
    records.held_with(40, vec![arose("Apply")]);
    assert_eq!(records.value(90, "goals_set"), Value::Quantity(2.0));
    let keys = records.at(90, |pair| {
        pair.goals
            .iter()
            .map(|goal| (goal.key.clone(), goal.first_on))
            .collect::<Vec<_>>()
    });
    assert_eq!(
        keys,
        [
            ("new:1".to_owned(), Some(day(10))),
            ("new:2".to_owned(), Some(day(40)))
        ]
    );
}

#[test]
fn a_session_text_that_the_register_has_only_dates_it() {
    let mut records = Records::new();
    set(&mut records, "1", 0);
    let goal = records.goal("2");
    (goal.text, goal.set_on) = (Some("Write a CV".into()), Some(day(60)));
    records.held_with(20, vec![arose("write a cv")]);
    assert_eq!(records.value(90, "goals_set"), Value::Quantity(2.0));
    assert_eq!(records.value(90, "new_goals"), Value::Quantity(0.0));
    assert_eq!(records.value(40, "goals_set"), Value::Quantity(2.0));
}

#[test]
fn a_session_text_that_any_form_has_is_no_other_goal() {
    let mut records = Records::new();
    for (on, text) in [(10, "Speak in public"), (40, "Present at the board")] {
        records.form(Some(on), Respondent::Mentee, Phase::Mid).goals =
            vec![crate::programme::FormGoal {
                number: 1,
                text: Some(text.into()),
                ..Default::default()
            }];
    }
    records.held_with(50, vec![arose("speak in public")]);
    assert_eq!(records.value(90, "goals_set"), Value::Quantity(1.0));
}

#[test]
fn progress_in_a_held_session_dates_a_goal_and_a_form_never_does() {
    let mut records = Records::new();
    set(&mut records, "1", 0);
    records.held_with(50, vec![progress(2, 10.0)]);
    records.form(Some(10), Respondent::Mentee, Phase::Mid).goals =
        vec![crate::programme::FormGoal {
            number: 3,
            text: Some("Third".into()),
            ..Default::default()
        }];
    assert_eq!(records.value(90, "new_goals"), Value::Quantity(1.0));
    assert_eq!(records.value(90, "goals_set"), Value::Quantity(3.0));
}

#[test]
fn forms_declare_and_a_later_answer_replaces_an_earlier_one() {
    let mut records = Records::new();
    records
        .form(Some(1), Respondent::Mentee, Phase::Baseline)
        .new_goals = Some(true);
    assert_eq!(records.value(90, "new_goal_declared"), Value::Null);
    assert_eq!(records.value(90, "new_goal_emerged"), Value::Null);
    records
        .form(Some(40), Respondent::Mentee, Phase::Mid)
        .new_goals = Some(true);
    assert_eq!(
        records.value(90, "to_first_new_goal"),
        event(40, Outcome::Reached)
    );
    records
        .form(Some(60), Respondent::Mentee, Phase::End)
        .new_goals = Some(false);
    assert_eq!(records.value(50, "new_goal_declared"), Value::Flag(true));
    assert_eq!(records.value(90, "new_goal_declared"), Value::Flag(false));
    assert_eq!(
        records.value(90, "to_first_new_goal"),
        event(90, Outcome::Censored)
    );
    records
        .form(Some(60), Respondent::Mentor, Phase::End)
        .new_goals = Some(true);
    assert_eq!(records.value(90, "new_goal_declared"), Value::Flag(true));
    set(&mut records, "1", 5);
    assert_eq!(
        records.value(90, "new_goal_sources_agree"),
        Value::Flag(false)
    );
}
