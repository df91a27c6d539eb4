//! Pair tables and measures made up for tests, without any pair behind them.

use super::pair_table::{PairRows, PairTable};
use crate::measures::{Direction, Family, Kind, Measure, Value, Window};
use crate::stats::Estimate;
use polars::prelude::Column;

/// A measure that is never computed.
pub fn measure(id: &str, kind: Kind) -> Measure {
    measure_in(id, kind, Family::Cadence, Window::Flow)
}

/// A measure of a family and window that is never computed.
pub fn measure_in(id: &str, kind: Kind, family: Family, window: Window) -> Measure {
    Measure {
        id: id.into(),
        title: id.replace('_', " "),
        definition: format!("What {id} means."),
        unit: "",
        kind,
        window,
        better: Direction::Higher,
        family,
        compute: Box::new(|_, _| Value::Null),
    }
}

/// A table of one measure: mentor, cohort and value of each pair in order of ids.
pub fn table(measure: &Measure, pairs: &[(u32, &str, Value)]) -> PairTable {
    let mut rows = PairRows::new([measure]);
    for (rank, (cluster, _, value)) in (0..).zip(pairs) {
        rows.push(rank, *cluster, [value.clone()]);
    }
    let cohorts: Vec<Option<&str>> = pairs
        .iter()
        .map(|(_, cohort, _)| Some(*cohort).filter(|cohort| !cohort.is_empty()))
        .collect();
    let described = vec![Column::new("cohort".into(), cohorts)];
    PairTable::of([rows.into_frame(described).unwrap()]).unwrap()
}

/// A table of one measure without cohorts, every pair with a mentor of its own.
pub fn singles(measure: &Measure, values: impl IntoIterator<Item = Value>) -> PairTable {
    let pairs: Vec<(u32, &str, Value)> = (0..)
        .zip(values)
        .map(|(mentor, value)| (mentor, "", value))
        .collect();
    table(measure, &pairs)
}

/// Fails unless the interval has these ends, each within `tolerance`.
#[track_caller]
pub fn assert_interval(estimate: &Estimate, lower: f64, upper: f64, tolerance: f64) {
    let found = estimate.interval();
    let is_close = found.is_some_and(|found| {
        (found.lower - lower).abs() <= tolerance && (found.upper - upper).abs() <= tolerance
    });
    assert!(is_close, "found {found:?}, expected [{lower}, {upper}]");
}
