//! How far the records reach.

use crate::programme::{Day, Origin};
use std::collections::BTreeMap;

/// A day further than this from the one before it is isolated: most likely a mistyped year.
pub(super) const ISOLATED_DAYS: i32 = 60;

/// The same where the source states only one day for each pair, that of its last meeting: of few
/// pairs these lie far apart by nature.
pub(super) const ISOLATED_STATED_DAYS: i32 = 183;

/// The latest day that is not isolated, and the places of the isolated ones after it.
pub(super) fn data_through(
    days: &BTreeMap<Day, Origin>,
    isolated_days: i32,
) -> (Option<Day>, Vec<(Day, Origin)>) {
    let mut isolated = Vec::new();
    let mut latest = days.iter().rev().peekable();
    while let Some((&day, &origin)) = latest.next() {
        match latest.peek() {
            Some((before, _)) if day.since(**before) > isolated_days => {
                isolated.push((day, origin));
            }
            _ => return (Some(day), isolated),
        }
    }
    (None, isolated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(days: &[i32]) -> (Option<i32>, usize) {
        let days = days
            .iter()
            .map(|day| (Day(*day), Origin::default()))
            .collect();
        let (day, isolated) = data_through(&days, ISOLATED_DAYS);
        (day.map(|day| day.0), isolated.len())
    }

    #[test]
    fn isolated_days_at_the_end_do_not_count() {
        assert_eq!(through(&[]), (None, 0));
        assert_eq!(through(&[100]), (Some(100), 0));
        assert_eq!(through(&[0, 60, 120]), (Some(120), 0));
        assert_eq!(through(&[0, 60, 121]), (Some(60), 1));
        assert_eq!(through(&[0, 10, 500, 501, 9000, 9999]), (Some(501), 2));
        assert_eq!(through(&[0, 500]), (Some(0), 1));
    }
}
