use super::{Records, day, issue, progress};
use crate::measures::{ContactAt, Gap, GapCurve, NoChance, SignalKind, StageNorms, State};
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
        records.session(on, Status::Held).next_meeting = Some(day(on + 30)).into();
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
        records.held_with(on, vec![progress(1, 40.0)]).next_meeting = Some(day(on + 30)).into();
    }
    assert!(!signals(&records, 65).contains(&SignalKind::NoProgress));
    records.held_with(90, vec![progress(1, 40.0)]).next_meeting = Some(day(120)).into();
    assert!(signals(&records, 95).contains(&SignalKind::NoProgress));
    records.held_with(94, vec![progress(1, 50.0)]).next_meeting = Some(day(120)).into();
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
    records.session(10, Status::Held).rating = Some(0.4).into();
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
    let (said, _) = evidence(&records, 111, SignalKind::NoContact);
    assert!(
        said.starts_with("no meeting for 61 days, as stated by the source; "),
        "{said}"
    );
}

fn evidence(records: &Records, on: i32, kind: SignalKind) -> (String, Vec<u32>) {
    records.at(on, |pair| {
        let signals = &pair.support().signals;
        let signal = signals.iter().find(|signal| signal.kind == kind).unwrap();
        let lines = signal.records.iter().map(|record| record.line).collect();
        (signal.evidence.clone(), lines)
    })
}

#[test]
fn evidence_says_what_the_records_say_and_where() {
    let records = regular(90);
    let silent = evidence(&records, 136, SignalKind::NoContact);
    assert_eq!(
        silent.0,
        "no recorded meeting for 46 days; they usually meet every 30 days (1.53 times as long, limit 1.5)"
    );
    // The fourth session stands on the fifth line.
    assert_eq!(silent.1, [5]);
    let missed = evidence(&records, 136, SignalKind::MissedNextMeeting);
    assert_eq!(
        missed.0,
        "no record that the meeting agreed for 2025-05-01 took place, 16 days later (limit 7)"
    );
}

#[test]
fn a_pair_that_never_met_is_measured_by_what_was_agreed_or_expected() {
    let mut records = Records::new();
    let silent = evidence(&records, 60, SignalKind::NoContact);
    assert_eq!(
        silent.0,
        "no recorded meeting for 60 days; a meeting is expected every 30 days (2.0 times as long, limit 1.5)"
    );
    // It rests on the line of the pair itself.
    assert_eq!(silent.1, [0]);
    records.pair.agreed_every_days = Some(14.0);
    let silent = evidence(&records, 60, SignalKind::NoContact).0;
    assert!(
        silent.contains("they agreed to meet every 14 days"),
        "{silent}"
    );
}

#[test]
fn the_records_of_a_stage_are_those_of_its_first_and_last_day() {
    let mut records = regular(0);
    for on in [10, 20, 30] {
        records.session(on, Status::Held).stage = NonZeroU8::new(2);
    }
    records.held(&[40]);
    records.norms = StageNorms {
        stuck_after: vec![None, Some(40.0)],
    };
    let (words, lines) = evidence(&records, 55, SignalKind::StuckInStage);
    assert!(
        words.ends_with("for 45 days, since 2025-01-11 (limit 40)"),
        "{words}"
    );
    assert_eq!(lines, [3, 5]);
}

#[test]
fn a_next_step_fits_the_stage_and_may_be_the_programmes_own() {
    let mut records = regular(0);
    records.session(10, Status::Held).stage = NonZeroU8::new(1);
    let stage = records.model.stages[0].clone();
    let step =
        |records: &Records| records.at(100, |pair| pair.support().step().unwrap().to_owned());
    let asked = format!("Ask: “{}”", stage.questions[0]);
    assert!(step(&records).ends_with(&asked), "{}", step(&records));
    records.rules.steps.no_contact = "Call about {stage}. {question}".into();
    assert_eq!(
        step(&records),
        format!("Call about {}. {asked}", stage.title)
    );
    records.model.stages[0].questions.clear();
    assert_eq!(step(&records), format!("Call about {}.", stage.title));
    let mut never = Records::new();
    never.rules.steps.never_started = "Begin.".into();
    assert_eq!(step(&never), "Begin.");
}

#[test]
fn a_gap_is_measured_by_the_rhythm_that_was_known_when_it_began() {
    let mut records = Records::new();
    records.held(&[0, 10, 20]);
    let gaps: Vec<Gap> = records.at(40, |pair| {
        let contact = ContactAt::new(pair.history, pair.as_of).unwrap();
        contact.gaps().collect()
    });
    // Own gaps: 60 ÷ 2, 70 ÷ 3, 80 ÷ 4.
    let expected = [
        (10.0 / 30.0, Some(day(10))),
        (30.0 / 70.0, Some(day(20))),
        (1.0, None),
    ];
    assert_eq!(gaps.len(), 3);
    for (gap, (own_gaps, ended_on)) in gaps.iter().zip(expected) {
        assert!((gap.own_gaps - own_gaps).abs() < 1e-12, "{gap:?}");
        assert_eq!(gap.ended_on, ended_on);
    }
}

/// Of 40 gaps that lasted beyond one own gap, ten ended at 1.5, ten at 2.5, and the rest were
/// open at 4.
fn curve() -> GapCurve {
    let gaps = |own_gaps, closed: bool, count| {
        let gap = Gap {
            own_gaps,
            ended_on: closed.then(|| day(0)),
        };
        std::iter::repeat_n(gap, count)
    };
    let all = gaps(0.5, true, 60)
        .chain(gaps(1.5, true, 10))
        .chain(gaps(2.5, true, 10))
        .chain(gaps(4.0, false, 20));
    GapCurve::of(all)
}

#[test]
fn the_chance_of_meeting_is_that_of_gaps_that_lasted_as_long() {
    // 30 days in a rhythm of 30: of the 40 gaps beyond 1, ten ended by 2.
    let chance = curve().chance(30, 30.0).unwrap();
    assert_eq!(chance.gaps, 40);
    assert!((chance.share - 0.25).abs() < 1e-12);
    // In a rhythm of 20 the same gap is 1.5 long: of 30, ten ended by 3.
    let chance = curve().chance(30, 20.0).unwrap();
    assert!((chance.share - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(chance.gaps, 30);
    assert!(chance.sentence().contains("33 %") && chance.sentence().contains("30 gaps"));
    // Nobody was followed beyond 4.
    assert_eq!(curve().chance(100, 30.0), Err(NoChance::NotFollowed));
    assert_eq!(curve().chance(120, 30.0), Err(NoChance::TooFew(0)));
}

#[test]
fn only_a_pair_that_may_meet_any_day_has_a_chance() {
    let mut records = regular(90);
    let chance = |records: &Records, on| records.at(on, |pair| curve().chance_of(pair));
    assert_eq!(chance(&records, 120).unwrap().gaps, 40);
    assert_eq!(chance(&Records::new(), 60), Err(NoChance::NotWaiting));
    records.pair.pauses = vec![Pause {
        from: day(100),
        until: None,
    }];
    assert_eq!(chance(&records, 120), Err(NoChance::NotWaiting));
    records.pair.closed_on = Some(day(110));
    assert_eq!(chance(&records, 120), Err(NoChance::NotWaiting));
    assert_eq!(NoChance::NotWaiting.sentence(), None);
    assert!(
        NoChance::TooFew(3)
            .sentence()
            .unwrap()
            .contains("only 3 gaps")
    );
}

#[test]
fn contact_alone_gives_the_same_state_as_everything() {
    let mut records = regular(60);
    records.held(&[90]);
    records.pair.pauses = vec![Pause {
        from: day(140),
        until: Some(day(150)),
    }];
    records.pair.closed_on = Some(day(260));
    for on in 0..300 {
        records.at(on, |pair| {
            let contact = ContactAt::new(pair.history, pair.as_of).unwrap();
            let full = pair.support();
            match contact.contact().state {
                None => assert!(matches!(full.state, Some(State::Watch | State::OnTrack))),
                state => assert_eq!(state, full.state, "day {on}"),
            }
            assert_eq!(contact.contact().contact_ratio, full.contact_ratio);
            assert_eq!(contact.contact().overdue, full.overdue);
        });
    }
}

#[test]
fn a_total_without_its_last_day_says_nothing_about_contact() {
    let mut records = Records::new();
    records.supplied.sessions = false;
    records.supplied.stated_sessions = true;
    records.pair.stated.sessions_total = Some(12);
    assert_eq!(state(&records, 270), None);
    assert_eq!(records.at(270, |pair| pair.support().contact_gap), None);
    records.pair.stated.last_session_on = Some(day(260));
    assert_eq!(state(&records, 270), Some(State::OnTrack));
    // On an earlier day it is not known when it had met.
    assert_eq!(state(&records, 200), None);
    // How it ended is known all the same.
    records.pair.closed_on = Some(day(150));
    assert_eq!(state(&records, 200), Some(State::Ended));
}

#[test]
fn a_pair_of_which_only_totals_are_known_is_judged_by_them_beside_others_with_records() {
    let mut records = Records::new();
    records.pair.stated.sessions_total = Some(12);
    records.pair.stated.last_session_on = Some(day(260));
    assert_eq!(state(&records, 270), Some(State::OnTrack));
    assert_eq!(
        records.value(270, "sessions_held"),
        crate::measures::Value::Quantity(12.0)
    );
    assert_eq!(
        records.value(270, "delivery_ratio"),
        crate::measures::Value::Null
    );
    // Its own records count for more.
    records.held(&[100]);
    assert_eq!(state(&records, 270), Some(State::Stalled));
}
