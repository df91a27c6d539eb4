use super::{Records, day, issue, progress};
use crate::measures::{SignalKind, StageNorms, State};
use crate::programme::{Action, Closure, Pause, Phase, Respondent, Status};
use std::num::NonZeroU8;

fn state(records: &Records, on: i32) -> Option<State> {
    records.at(on, |pair| pair.support().state)
}

fn signals(records: &Records, on: i32) -> Vec<SignalKind> {
    records.at(on, |pair| {
        pair.support()
            .signals
            .iter()
            .map(|signal| signal.kind)
            .collect()
    })
}

/// A pair that agrees on each next meeting, has a goal and meets every 30 days up to a day.
fn regular(until: i32) -> Records {
    let mut records = Records::new();
    records.goal("1").set_on = Some(day(0));
    for on in (0..=until).step_by(30) {
        records.session(on, Status::Held).next_meeting = Some(day(on + 30));
    }
    records
}

#[test]
fn a_regular_pair_is_on_track_then_watched_then_stalled() {
    let records = regular(90);
    assert_eq!(state(&records, 127), Some(State::OnTrack));
    // The meeting agreed for day 120 has passed by 8 days.
    assert_eq!(state(&records, 128), Some(State::Watch));
    // 45 days are 1.5 times the own gap of 30; beyond it an overdue pair is stalled.
    assert_eq!(state(&records, 135), Some(State::Watch));
    assert_eq!(state(&records, 136), Some(State::Stalled));
    assert_eq!(
        signals(&records, 136),
        [SignalKind::NoContact, SignalKind::MissedNextMeeting]
    );
}

#[test]
fn without_an_agreed_meeting_a_pair_is_stalled_beyond_twice_its_gap() {
    let mut records = regular(60);
    records.held(&[90]);
    assert_eq!(state(&records, 136), Some(State::Watch));
    assert_eq!(state(&records, 150), Some(State::Watch));
    assert_eq!(state(&records, 151), Some(State::Stalled));
}

#[test]
fn the_own_gap_is_drawn_towards_the_expected_one() {
    let mut records = Records::new();
    records.held(&[0, 10, 20]);
    records.at(40, |pair| {
        assert_eq!(pair.support().own_gap, Some(20.0));
        assert_eq!(pair.support().contact_gap, Some(20));
        assert_eq!(pair.support().contact_ratio, Some(1.0));
    });
}

#[test]
fn a_pair_that_never_met_is_too_early_then_never_started() {
    let mut records = Records::new();
    records.session(5, Status::MissedByMentee);
    assert_eq!(state(&records, 20), Some(State::TooEarly));
    assert_eq!(state(&records, 21), Some(State::NeverStarted));
    records.supplied.sessions = false;
    assert_eq!(state(&records, 21), None);
}

#[test]
fn ends_and_pauses_come_before_everything_else() {
    let mut records = regular(0);
    records.pair.pauses = vec![Pause {
        from: day(40),
        until: Some(day(300)),
    }];
    assert_eq!(state(&records, 200), Some(State::Paused));
    assert!(signals(&records, 200).is_empty());
    records.pair.closed_on = Some(day(150));
    assert_eq!(state(&records, 200), Some(State::Ended));
    records.pair.closure = Some(Closure::Early);
    assert_eq!(state(&records, 200), Some(State::ClosedEarly));
    records.pair.closure = Some(Closure::AsPlanned);
    assert_eq!(state(&records, 200), Some(State::Completed));
    assert_eq!(records.at(200, |pair| pair.support().contact_gap), None);
}

#[test]
fn paused_days_are_not_silence() {
    let mut records = regular(0);
    records.pair.pauses = vec![Pause {
        from: day(10),
        until: Some(day(100)),
    }];
    assert_eq!(records.at(110, |pair| pair.support().contact_gap), Some(20));
}

#[test]
fn two_other_signals_make_a_pair_watched() {
    let mut records = Records::new();
    records.held(&[0, 30, 60]);
    assert_eq!(
        signals(&records, 65),
        [SignalKind::NoNextMeetingAgreed, SignalKind::NoGoalsSet]
    );
    assert_eq!(state(&records, 65), Some(State::Watch));
    records.goal("1");
    assert_eq!(state(&records, 65), Some(State::OnTrack));
}

#[test]
fn three_meetings_with_the_same_progress_are_a_signal() {
    let mut records = regular(0);
    for on in [30, 60] {
        records.held_with(on, vec![progress(1, 40.0)]).next_meeting = Some(day(on + 30));
    }
    assert!(!signals(&records, 65).contains(&SignalKind::NoProgress));
    records.held_with(90, vec![progress(1, 40.0)]).next_meeting = Some(day(120));
    assert!(signals(&records, 95).contains(&SignalKind::NoProgress));
    records.held_with(94, vec![progress(1, 50.0)]).next_meeting = Some(day(120));
    assert!(!signals(&records, 95).contains(&SignalKind::NoProgress));
}

#[test]
fn absences_overdue_actions_and_recurring_issues_are_signals() {
    let mut records = regular(0);
    records.session(30, Status::MissedByMentor);
    assert!(!signals(&records, 31).contains(&SignalKind::RepeatedAbsence));
    records.session(32, Status::Cancelled);
    records.session(34, Status::Missed);
    assert!(signals(&records, 35).contains(&SignalKind::RepeatedAbsence));
    records.actions = vec![
        Action {
            scheduled_on: Some(day(20)),
            ..Action::default()
        };
        2
    ];
    assert!(signals(&records, 35).contains(&SignalKind::ActionsOverdue));
    assert!(!signals(&records, 20).contains(&SignalKind::ActionsOverdue));
    for on in [36, 37, 38] {
        assert!(!signals(&records, on - 1).contains(&SignalKind::IssueRecurs));
        records.held_with(on, vec![issue("time")]);
    }
    assert!(signals(&records, 38).contains(&SignalKind::IssueRecurs));
}

#[test]
fn the_last_rating_counts_and_its_threshold_is_met_exactly() {
    let mut records = regular(0);
    records.session(10, Status::Held).rating = Some(0.4);
    assert!(signals(&records, 15).contains(&SignalKind::LowRating));
    records
        .form(Some(12), Respondent::Mentee, Phase::Mid)
        .rating = Some(0.5);
    assert!(!signals(&records, 15).contains(&SignalKind::LowRating));
}

#[test]
fn a_stage_is_too_long_beyond_what_the_programme_knows_of_it() {
    let mut records = regular(0);
    records.session(10, Status::Held).stage = NonZeroU8::new(2);
    assert!(!signals(&records, 60).contains(&SignalKind::StuckInStage));
    records.norms = StageNorms {
        stuck_after: vec![None, Some(40.0)],
    };
    assert!(!signals(&records, 50).contains(&SignalKind::StuckInStage));
    assert!(signals(&records, 51).contains(&SignalKind::StuckInStage));
}

#[test]
fn a_pair_silent_for_very_long_is_presumed_ended_and_stays_stalled() {
    let records = regular(0);
    assert!(!records.at(180, |pair| pair.support().presumed_ended));
    assert!(records.at(181, |pair| pair.support().presumed_ended));
    assert_eq!(state(&records, 181), Some(State::Stalled));
}

#[test]
fn platform_totals_feed_state_where_there_are_no_session_records() {
    let mut records = Records::new();
    records.supplied.sessions = false;
    records.supplied.stated_sessions = true;
    records.pair.stated.last_session_on = Some(day(50));
    records.pair.stated.sessions_total = Some(4);
    assert_eq!(state(&records, 60), Some(State::OnTrack));
    assert_eq!(state(&records, 111), Some(State::Stalled));
    assert_eq!(
        records.value(60, "sessions_held"),
        crate::measures::Value::Quantity(4.0)
    );
    assert_eq!(
        records.value(60, "days_since_contact"),
        crate::measures::Value::Quantity(10.0)
    );
}
