use super::{Records, day};
use crate::measures::{State, Value};
use crate::programme::{Closure, Pause, Phase, Respondent, Status};

#[test]
fn a_missing_start_is_inferred_from_the_earliest_dated_record() {
    let mut records = Records::new();
    records.pair.started_on = None;
    records.session(12, Status::Cancelled);
    records.form(Some(10), Respondent::Mentee, Phase::Baseline);
    records.goal("1").set_on = Some(day(11));
    records.at(40, |pair| {
        assert_eq!(pair.started_on, Some(day(10)));
        assert!(pair.started_on_inferred);
    });
    records.at(10, |pair| assert_eq!(pair.started_on, Some(day(10))));
    records.at(9, |pair| {
        assert_eq!((pair.started_on, pair.active_days), (None, None));
        assert_eq!(pair.support().state, Some(State::NeverStarted));
    });
}

#[test]
fn a_closure_after_the_as_of_date_does_not_exist_yet() {
    let mut records = Records::new();
    records.pair.closed_on = Some(day(50));
    assert_eq!(records.at(49, |pair| pair.ending), None);
    assert_eq!(records.at(50, |pair| pair.observed_to), day(50));
    assert_eq!(records.at(90, |pair| pair.active_days), Some(50));
}

#[test]
fn a_closure_before_the_start_is_not_understood() {
    let mut records = Records::new();
    records.pair.closed_on = Some(day(-1));
    assert_eq!(records.at(40, |pair| pair.ending), None);
}

#[test]
fn the_manner_of_an_end_follows_reason_then_planned_end() {
    let mut records = Records::new();
    records.pair.closed_on = Some(day(50));
    let how = |records: &Records| records.at(60, |pair| pair.ending.map(|ending| ending.how));
    assert_eq!(how(&records), Some(Closure::Unrecognised));
    records.pair.planned_end_on = Some(day(50));
    assert_eq!(how(&records), Some(Closure::AsPlanned));
    records.pair.planned_end_on = Some(day(51));
    assert_eq!(how(&records), Some(Closure::Early));
    records.pair.closure = Some(Closure::AsPlanned);
    assert_eq!(how(&records), Some(Closure::AsPlanned));
}

#[test]
fn paused_days_are_taken_out_once_even_where_a_break_overlaps() {
    let mut records = Records::new();
    records.pair.pauses = vec![Pause {
        from: day(10),
        until: Some(day(20)),
    }];
    records.rules.breaks = vec![(day(15), day(25))];
    assert_eq!(records.at(100, |pair| pair.active_days), Some(85));
    assert_eq!(records.at(18, |pair| pair.active_days), Some(10));
}

#[test]
fn an_open_pause_lasts_until_the_next_held_session_or_is_still_on() {
    let mut records = Records::new();
    records.pair.pauses = vec![Pause {
        from: day(10),
        until: None,
    }];
    assert_eq!(records.at(40, |pair| pair.active_days), Some(10));
    assert_eq!(
        records.at(40, |pair| pair.support().state),
        Some(State::Paused)
    );
    records.session(20, Status::MissedByMentor);
    records.held(&[10, 30]);
    assert_eq!(records.at(40, |pair| pair.active_days), Some(20));
    assert_eq!(
        records.at(29, |pair| pair.support().state),
        Some(State::Paused)
    );
    assert_ne!(
        records.at(30, |pair| pair.support().state),
        Some(State::Paused)
    );
}

#[test]
fn a_pause_that_ends_before_it_begins_is_not_understood() {
    let mut records = Records::new();
    records.pair.pauses = vec![Pause {
        from: day(20),
        until: Some(day(10)),
    }];
    assert_eq!(records.at(40, |pair| pair.active_days), Some(40));
}

#[test]
fn the_first_day_back_is_not_paused() {
    let mut records = Records::new();
    records.pair.pauses = vec![Pause {
        from: day(10),
        until: Some(day(20)),
    }];
    assert_eq!(
        records.at(19, |pair| pair.support().state),
        Some(State::Paused)
    );
    assert_ne!(
        records.at(20, |pair| pair.support().state),
        Some(State::Paused)
    );
}

#[test]
fn two_records_of_one_day_are_one_meeting_with_the_fields_of_both() {
    let mut records = Records::new();
    records.session(5, Status::Scheduled).minutes = Some(90.0).into();
    let second = records.session(5, Status::Held);
    second.minutes = Some(60.0).into();
    second.next_meeting = Some(day(19)).into();
    records.session(5, Status::Held).next_meeting = Some(day(21)).into();
    records.at(30, |pair| {
        assert_eq!(pair.meetings.len(), 1);
        assert!(pair.meetings[0].is_held());
        assert_eq!(pair.meetings[0].minutes, Some(90.0));
        assert_eq!(pair.meetings[0].next_meeting, Some(day(21)));
    });
}

#[test]
fn different_start_times_are_different_meetings() {
    let mut records = Records::new();
    records.session(5, Status::Held).start = Some(600).into();
    records.session(5, Status::Held).start = Some(840).into();
    records.session(5, Status::Held);
    assert_eq!(records.value(30, "sessions_held"), Value::Quantity(2.0));
    assert_eq!(records.at(30, |pair| pair.held_dates.len()), 1);
}
