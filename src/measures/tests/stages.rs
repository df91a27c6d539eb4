use super::{Records, day, event};
use crate::measures::{Outcome, Value};
use crate::programme::{Closure, Phase, Respondent, Status, built_in_stage_models};
use std::num::NonZeroU8;

fn staged(stages: &[(i32, u8)]) -> Records {
    let mut records = Records::new();
    for (on, rank) in stages {
        records.session(*on, Status::Held).stage = NonZeroU8::new(*rank);
    }
    records
}

#[test]
fn a_skipped_stage_is_passed_and_counted_as_skipped() {
    let records = staged(&[(5, 1), (20, 3)]);
    assert_eq!(
        records.value(60, "to_stage_learning"),
        event(20, Outcome::Reached)
    );
    assert_eq!(
        records.value(60, "to_stage_planning"),
        event(20, Outcome::Reached)
    );
    assert_eq!(
        records.value(60, "to_stage_experimentation"),
        event(60, Outcome::Censored)
    );
    assert_eq!(records.value(60, "stages_skipped"), Value::Quantity(1.0));
    assert_eq!(records.value(60, "stage_rank"), Value::Quantity(3.0));
}

#[test]
fn going_back_is_a_return_and_starts_a_new_run() {
    let records = staged(&[(5, 2), (20, 3), (30, 2), (40, 2)]);
    assert_eq!(records.value(60, "stage_returns"), Value::Quantity(1.0));
    assert_eq!(records.value(60, "days_in_stage"), Value::Quantity(30.0));
    assert_eq!(
        records.value(60, "current_stage"),
        Value::Label("learning".into())
    );
    assert_eq!(records.value(60, "stage_rank"), Value::Quantity(3.0));
}

#[test]
fn only_held_sessions_say_anything_about_stages() {
    let mut records = staged(&[(5, 1)]);
    records.session(9, Status::MissedByMentee).stage = NonZeroU8::new(4);
    assert_eq!(records.value(60, "stage_rank"), Value::Quantity(1.0));
}

#[test]
fn a_pair_without_observation_has_reached_none() {
    let mut records = Records::new();
    records.held(&[5]);
    for id in [
        "stage_rank",
        "current_stage",
        "days_in_stage",
        "stage_returns",
        "stages_skipped",
    ] {
        assert_eq!(records.value(60, id), Value::Null, "{id}");
    }
    records.pair.closed_on = Some(day(50));
    assert_eq!(
        records.value(60, "to_stage_learning"),
        event(50, Outcome::Competing)
    );
    assert_eq!(records.value(60, "final_stage_reached"), Value::Null);
}

#[test]
fn closure_before_a_stage_competes() {
    let mut records = staged(&[(5, 1), (30, 4)]);
    records.pair.closed_on = Some(day(20));
    assert_eq!(
        records.value(60, "to_stage_experimentation"),
        event(20, Outcome::Competing)
    );
    assert_eq!(records.value(60, "final_stage_reached"), Value::Flag(false));
    records.pair.closed_on = Some(day(30));
    assert_eq!(records.value(60, "final_stage_reached"), Value::Flag(true));
}

#[test]
fn the_path_of_meetings_is_derived_from_the_records() {
    let mut records = Records::new();
    records.model = built_in_stage_models().remove(3);
    records.stages_derived = true;
    records.held(&[10, 40]);
    records.pair.closed_on = Some(day(90));
    records.pair.closure = Some(Closure::AsPlanned);
    records.form(Some(80), Respondent::Mentor, Phase::End);
    assert_eq!(
        records.value(9, "current_stage"),
        Value::Label("preparation".into())
    );
    assert_eq!(
        records.value(60, "current_stage"),
        Value::Label("subsequent_meetings".into())
    );
    assert_eq!(records.value(60, "days_in_stage"), Value::Quantity(20.0));
    // The end form came before the final meeting, but is dated no earlier than it.
    assert_eq!(
        records.value(95, "to_stage_evaluation_and_partnership"),
        event(90, Outcome::Reached)
    );
    assert_eq!(
        records.value(95, "to_stage_final_meeting"),
        event(90, Outcome::Reached)
    );
    assert_eq!(records.value(95, "final_stage_reached"), Value::Flag(true));
}

#[test]
fn an_early_end_has_no_final_meeting() {
    let mut records = Records::new();
    records.model = built_in_stage_models().remove(3);
    records.stages_derived = true;
    records.held(&[10]);
    records.pair.closed_on = Some(day(90));
    records.pair.closure = Some(Closure::Early);
    assert_eq!(
        records.value(95, "to_stage_final_meeting"),
        event(90, Outcome::Competing)
    );
    assert_eq!(
        records.value(95, "current_stage"),
        Value::Label("first_meeting".into())
    );
}

#[test]
fn an_undated_end_form_is_no_observation_and_makes_the_day_of_the_last_stage_unknown() {
    let mut records = Records::new();
    records.model = built_in_stage_models().remove(3);
    records.stages_derived = true;
    records.held(&[10, 20]);
    records.form(None, Respondent::Mentee, Phase::End);
    assert_eq!(records.value(60, "stage_rank"), Value::Quantity(3.0));
    assert_eq!(
        records.value(60, "to_stage_evaluation_and_partnership"),
        Value::Null
    );
}
