//! Contacts of the programme: who is waiting, who was followed up, and who met again.

use super::{Records, day};
use crate::measures::{PairAt, State, Value};

fn failed(pair: &PairAt<'_>) -> usize {
    pair.failed_attempts()
}

/// A pair that met on days 0, 14 and 28, agreed every 14 days, and then no more.
fn silent() -> Records {
    let mut records = Records::new();
    records.pair.agreed_every_days = Some(14.0);
    records.held(&[0, 14, 28]);
    records
}

fn waiting_until(records: &Records, on: i32) -> Option<i32> {
    records.at(on, |pair| {
        pair.waiting().map(|waiting| waiting.until.since(day(0)))
    })
}

#[test]
fn a_pair_is_waiting_for_fourteen_days_after_a_contact() {
    let mut records = silent();
    records.contact(70);
    assert_eq!(waiting_until(&records, 69), None, "not yet known");
    for on in [70, 84] {
        assert_eq!(waiting_until(&records, on), Some(85));
    }
    assert_eq!(waiting_until(&records, 85), None);
    records.rules.support.waiting_days = 3;
    assert_eq!(waiting_until(&records, 73), Some(74));
    assert_eq!(waiting_until(&records, 74), None);
}

#[test]
fn the_state_does_not_change_and_a_contact_is_no_meeting() {
    let mut records = silent();
    let state = |records: &Records| {
        records.at(75, |pair| (pair.support().clone(), pair.held_dates.clone()))
    };
    let before = state(&records);
    records.contact(70);
    assert_eq!(state(&records), before);
    assert_eq!(before.0.state, Some(State::Stalled));
}

#[test]
fn a_failed_attempt_neither_waits_nor_follows_up() {
    let mut records = silent();
    records.contact(70).failed = true;
    records.contact(71).failed = true;
    assert_eq!(waiting_until(&records, 75), None);
    assert_eq!(records.value(75, "followed_up"), Value::Flag(false));
    assert_eq!(records.value(110, "met_again_30d"), Value::Null);
    assert_eq!(records.at(70, failed), 1);
    assert_eq!(records.at(75, failed), 2);
    records.contact(72);
    records.contacts.sort_by_key(|contact| contact.date);
    assert_eq!(records.at(75, failed), 0);
    assert_eq!(records.value(75, "followed_up"), Value::Flag(true));
}

#[test]
fn the_day_that_somebody_set_counts_before_the_number_of_days() {
    let mut records = silent();
    records.contact(70).snooze_until = Some(day(73));
    assert_eq!(waiting_until(&records, 72), Some(73));
    assert_eq!(waiting_until(&records, 73), None, "back on the list");
    records.contact(80).snooze_until = Some(day(120));
    records.contacts[1].failed = true;
    assert_eq!(
        waiting_until(&records, 119),
        Some(120),
        "also after a failed attempt"
    );
    records.contact(100);
    assert_eq!(waiting_until(&records, 116), Some(120));
}

#[test]
fn a_day_to_wait_for_without_a_contact_holds_while_undated_facts_do() {
    let mut records = silent();
    let contact = records.contact(0);
    (contact.date, contact.snooze_until) = (None, Some(day(90)));
    assert_eq!(waiting_until(&records, 75), Some(90));
    assert_eq!(records.value(75, "followed_up"), Value::Flag(false));
    records.undated_hold = false;
    assert_eq!(waiting_until(&records, 75), None);
}

#[test]
fn following_up_is_asked_of_pairs_that_need_somebody_since_they_last_met() {
    let mut records = silent();
    records.contact(20);
    assert_eq!(records.value(30, "followed_up"), Value::Null, "on track");
    assert_eq!(records.value(75, "followed_up"), Value::Flag(false));
    records.contact(60);
    assert_eq!(records.value(59, "followed_up"), Value::Flag(false));
    assert_eq!(records.value(60, "followed_up"), Value::Flag(true));
}

#[test]
fn a_pair_has_met_again_if_it_meets_within_thirty_days_after_the_contact() {
    let met = |on: i32, at: i32| {
        let mut records = silent();
        records.contact(20);
        records.contact(70);
        records.held(&[on]);
        records.value(at, "met_again_30d")
    };
    assert_eq!(met(90, 99), Value::Null, "thirty days have not passed");
    assert_eq!(met(90, 100), Value::Flag(true));
    assert_eq!(met(100, 100), Value::Flag(true));
    assert_eq!(met(101, 110), Value::Flag(false));
}
