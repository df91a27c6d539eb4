//! Comparisons that the tests of this room share.

use super::estimate::Interval;

/// Fails unless `found` is within `tolerance` of `expected`.
#[track_caller]
pub fn assert_close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected} ± {tolerance}"
    );
}

/// Fails unless there is an interval with these ends, each within `tolerance`.
#[track_caller]
pub fn assert_interval(found: Option<Interval>, lower: f64, upper: f64, tolerance: f64) {
    let Some(found) = found else {
        panic!("no interval, expected [{lower}, {upper}]");
    };
    assert_close(found.lower, lower, tolerance);
    assert_close(found.upper, upper, tolerance);
}
