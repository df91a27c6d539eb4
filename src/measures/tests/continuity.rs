use super::{Records, day, event};
use crate::measures::{Outcome, Value};
use crate::programme::{Closure, Status};

fn closed(on: i32, how: Closure) -> Records {
    let mut records = Records::new();
    records.pair.closed_on = Some(day(on));
    records.pair.closure = Some(how);
    records
}

#[test]
fn match_length_counts_open_pairs_as_lasting() {
    assert_eq!(
        Records::new().value(100, "match_length"),
        event(100, Outcome::Censored)
    );
    let records = closed(60, Closure::AsPlanned);
    assert_eq!(
        records.value(100, "match_length"),
        event(60, Outcome::Reached)
    );
    assert_eq!(
        records.value(59, "match_length"),
        event(59, Outcome::Censored)
    );
}

#[test]
fn an_inferred_start_or_no_closure_column_gives_no_length() {
    let mut records = closed(60, Closure::AsPlanned);
    records.supplied.closure = false;
    assert_eq!(records.value(100, "match_length"), Value::Null);
    assert_eq!(records.value(100, "retained_90d"), Value::Null);
    records.supplied.closure = true;
    records.pair.started_on = None;
    records.session(1, Status::Held);
    assert_eq!(records.value(100, "match_length"), Value::Null);
    assert_eq!(records.value(100, "to_early_closure"), Value::Null);
}

#[test]
fn early_closure_competes_with_an_end_as_planned() {
    assert_eq!(
        closed(60, Closure::AsPlanned).value(100, "to_early_closure"),
        event(60, Outcome::Competing)
    );
    assert_eq!(
        closed(60, Closure::Early).value(100, "to_early_closure"),
        event(60, Outcome::Reached)
    );
    assert_eq!(
        closed(60, Closure::Unrecognised).value(100, "to_early_closure"),
        event(60, Outcome::Reached)
    );
    assert_eq!(
        closed(60, Closure::Unrecognised).value(100, "closed_early"),
        Value::Null
    );
    assert_eq!(
        closed(60, Closure::Early).value(100, "closed_early"),
        Value::Flag(true)
    );
    assert_eq!(Records::new().value(100, "closed_early"), Value::Null);
}

#[test]
fn retention_is_judged_when_the_day_has_come_and_leaves_planned_ends_out() {
    assert_eq!(Records::new().value(89, "retained_90d"), Value::Null);
    assert_eq!(Records::new().value(90, "retained_90d"), Value::Flag(true));
    assert_eq!(
        closed(60, Closure::AsPlanned).value(200, "retained_90d"),
        Value::Null
    );
    assert_eq!(
        closed(60, Closure::Early).value(200, "retained_90d"),
        Value::Flag(false)
    );
    assert_eq!(
        closed(60, Closure::Early).value(80, "retained_90d"),
        Value::Null
    );
    assert_eq!(
        closed(90, Closure::Early).value(200, "retained_90d"),
        Value::Flag(true)
    );
    assert_eq!(
        closed(90, Closure::Early).value(200, "retained_180d"),
        Value::Flag(false)
    );
}
