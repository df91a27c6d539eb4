use super::{Records, day, event, share};
use crate::measures::{Outcome, Span, Value};
use crate::programme::{Closure, Elements, Pause, Status};

#[test]
fn a_pair_without_sessions_has_none_held_and_no_gap() {
    let records = Records::new();
    assert_eq!(records.value(60, "sessions_held"), Value::Quantity(0.0));
    assert_eq!(
        records.value(60, "sessions_per_month"),
        Value::Quantity(0.0)
    );
    for id in [
        "hours_held",
        "median_gap_days",
        "longest_gap_days",
        "on_cadence",
        "attendance",
        "days_since_contact",
    ] {
        assert_eq!(records.value(60, id), Value::Null, "{id}");
    }
}

#[test]
fn without_session_records_cadence_is_not_available() {
    let mut records = Records::new();
    records.supplied.sessions = false;
    for id in [
        "sessions_held",
        "sessions_per_month",
        "delivery_ratio",
        "benchmark_met",
        "to_first_meeting",
    ] {
        assert_eq!(records.value(60, id), Value::Null, "{id}");
    }
}

#[test]
fn a_total_up_to_a_later_day_is_not_known_yet() {
    let mut records = Records::new();
    records.supplied.sessions = false;
    records.supplied.stated_sessions = true;
    records.pair.stated.sessions_total = Some(9);
    assert_eq!(records.value(60, "sessions_held"), Value::Quantity(9.0));
    records.pair.stated.last_session_on = Some(day(61));
    assert_eq!(records.value(60, "sessions_held"), Value::Null);
    assert_eq!(records.value(61, "sessions_held"), Value::Quantity(9.0));
}

#[test]
fn gaps_leave_paused_days_out_and_the_open_gap_counts() {
    let mut records = Records::new();
    records.held(&[0, 10, 40, 50]);
    records.pair.pauses = vec![Pause {
        from: day(20),
        until: Some(day(30)),
    }];
    assert_eq!(records.value(100, "median_gap_days"), Value::Quantity(10.0));
    assert_eq!(
        records.value(100, "longest_gap_days"),
        Value::Quantity(50.0)
    );
    records.pair.agreed_every_days = Some(14.0);
    // Allowed: ⌈1.25 × 14⌉ = 18. Gaps 10, 20, 10 and 50 open: (10 + 18 + 10 + 18) ÷ 90.
    assert_eq!(records.value(100, "on_cadence"), share(56.0, 90.0));
    // Active 90 days, expected 90 ÷ 14 meetings.
    let Value::Quantity(ratio) = records.value(100, "delivery_ratio") else {
        panic!("not available")
    };
    assert!((ratio - 4.0 * 14.0 / 90.0).abs() < 1e-12);
    assert_eq!(records.value(100, "benchmark_met"), Value::Flag(false));
}

#[test]
fn a_tolerance_that_is_not_exact_in_binary_does_not_add_a_day() {
    let mut records = Records::new();
    records.held(&[0, 40]);
    records.rules.cadence_tolerance = 1.1;
    assert_eq!(records.value(40, "on_cadence"), share(33.0, 40.0));
}

#[test]
fn rates_wait_for_enough_time() {
    let mut records = Records::new();
    records.held(&[0]);
    assert_eq!(records.value(27, "sessions_per_month"), Value::Null);
    let Value::Quantity(rate) = records.value(28, "sessions_per_month") else {
        panic!("not available")
    };
    assert!((rate - 30.4375 / 28.0).abs() < 1e-12);
    assert_eq!(records.value(29, "delivery_ratio"), Value::Null);
    assert_eq!(records.value(30, "delivery_ratio"), Value::Quantity(1.0));
}

#[test]
fn a_no_show_is_not_a_meeting_and_a_past_plan_is_not_held() {
    let mut records = Records::new();
    records.held(&[0]);
    for (on, status) in [
        (5, Status::MissedByMentee),
        (9, Status::Missed),
        (12, Status::Scheduled),
        (15, Status::Cancelled),
        (16, Status::Unknown),
    ] {
        records.session(on, status).minutes = Some(60.0).into();
    }
    assert_eq!(records.value(60, "sessions_held"), Value::Quantity(1.0));
    assert_eq!(records.value(60, "attendance"), share(1.0, 3.0));
    assert_eq!(records.value(60, "hours_held"), Value::Null);
    assert_eq!(
        records.value(60, "days_since_contact"),
        Value::Quantity(60.0)
    );
}

#[test]
fn sessions_after_the_as_of_date_or_the_end_do_not_count() {
    let mut records = Records::new();
    records.held(&[10, 40, 70]);
    assert_eq!(records.value(40, "sessions_held"), Value::Quantity(2.0));
    records.pair.closed_on = Some(day(50));
    assert_eq!(records.value(90, "sessions_held"), Value::Quantity(2.0));
    assert_eq!(records.value(90, "days_since_contact"), Value::Null);
}

#[test]
fn an_appointment_is_kept_within_three_days_and_judged_once_they_are_over() {
    let mut records = Records::new();
    records.session(0, Status::Held).next_meeting = Some(day(14)).into();
    records.session(17, Status::Held).next_meeting = Some(day(30)).into();
    records.session(34, Status::Held).next_meeting = Some(day(34)).into();
    assert_eq!(records.value(16, "appointments_kept"), Value::Null);
    assert_eq!(records.value(17, "appointments_kept"), share(1.0, 1.0));
    assert_eq!(records.value(33, "appointments_kept"), share(1.0, 2.0));
    assert_eq!(records.value(60, "appointments_kept"), share(1.0, 2.0));
    assert_eq!(records.value(60, "next_meeting_agreed"), share(2.0, 3.0));
}

#[test]
fn an_appointment_belongs_to_the_one_period_in_which_its_grace_ends() {
    let mut records = Records::new();
    records.session(60, Status::Held).next_meeting = Some(day(88)).into();
    records.held(&[91]);
    let in_period = |from, to| records.value_in(Some(from), to, "appointments_kept");
    assert_eq!(in_period(0, 89), Value::Null);
    assert_eq!(in_period(90, 180), share(1.0, 1.0));
}

#[test]
fn the_last_meeting_of_an_ended_pair_needs_no_next_one() {
    let mut records = Records::new();
    records.session(0, Status::Held).next_meeting = Some(day(14)).into();
    records.held(&[20]);
    records.pair.closed_on = Some(day(30));
    assert_eq!(records.value(60, "next_meeting_agreed"), share(1.0, 1.0));
    records.supplied.next_meeting = false;
    assert_eq!(records.value(60, "next_meeting_agreed"), Value::Null);
}

#[test]
fn completeness_counts_only_elements_that_the_source_asks_for() {
    let mut records = Records::new();
    records.session(0, Status::Held).filled = Elements::PROGRESS.union(Elements::ISSUES);
    records.held(&[10]);
    records.session(20, Status::Missed).filled = Elements::ISSUES;
    assert_eq!(records.value(60, "record_completeness"), share(2.0, 10.0));
}

#[test]
fn dosage_is_judged_only_where_it_is_configured() {
    let mut records = Records::new();
    records.session(0, Status::Held).minutes = Some(150.0).into();
    records.session(30, Status::Held).minutes = Some(90.0).into();
    assert_eq!(records.value(60, "minimum_dosage_met"), Value::Null);
    // 4 hours in 60 ÷ 30.4375 months: 2.029 hours a month.
    records.rules.minimum_hours_per_month = Some(2.0);
    assert_eq!(records.value(60, "minimum_dosage_met"), Value::Flag(true));
    records.rules.minimum_hours_per_month = Some(2.1);
    assert_eq!(records.value(60, "minimum_dosage_met"), Value::Flag(false));
}

#[test]
fn time_to_the_first_meeting_competes_with_the_end() {
    let mut records = Records::new();
    records.session(5, Status::MissedByMentee);
    assert_eq!(
        records.value(20, "to_first_meeting"),
        event(20, Outcome::Censored)
    );
    records.pair.closed_on = Some(day(15));
    records.pair.closure = Some(Closure::Early);
    assert_eq!(
        records.value(20, "to_first_meeting"),
        event(15, Outcome::Competing)
    );
    records.held(&[-3]);
    assert_eq!(
        records.value(20, "to_first_meeting"),
        event(0, Outcome::Reached)
    );
    records.pair.started_on = None;
    assert_eq!(records.value(20, "to_first_meeting"), Value::Null);
}

#[test]
fn a_period_counts_its_own_meetings_only() {
    let mut records = Records::new();
    records.held(&[10, 40, 70]);
    let registry = crate::measures::Registry::new(&records.model, &records.rules);
    let held = registry.position("sessions_held").unwrap();
    let span = Span {
        from: Some(day(40)),
        to: day(69),
    };
    assert_eq!(
        records.at(69, |pair| registry.measures()[held].of(pair, &span)),
        Value::Quantity(1.0)
    );
    records.pair.closed_on = Some(day(20));
    assert_eq!(
        records.at(69, |pair| registry.measures()[held].of(pair, &span)),
        Value::Null
    );
}
