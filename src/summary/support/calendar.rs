//! The last weeks of a pair, day by day.

use crate::measures::PairAt;
use crate::programme::Day;

/// Weeks that a calendar looks back from the as-of date.
pub const CALENDAR_WEEKS: i32 = 26;

/// Meetings and pauses of the last [`CALENDAR_WEEKS`] weeks, all up to the as-of date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days of held meetings, ascending; one for each meeting.
    pub held: Box<[Day]>,
    /// Days of meetings that somebody missed.
    pub missed: Box<[Day]>,
    /// First and last day of pauses and breaks within these weeks.
    pub paused: Box<[(Day, Day)]>,
}

impl Calendar {
    pub(super) fn of(pair: &PairAt<'_>) -> Self {
        let date = pair.as_of.date;
        let first = date.plus(1 - 7 * CALENDAR_WEEKS);
        let recent = pair.meetings.iter().filter(|meeting| meeting.date >= first);
        let (mut held, mut missed) = (Vec::new(), Vec::new());
        for meeting in recent {
            if meeting.is_held() {
                held.push(meeting.date);
            } else if meeting.status.is_missed() {
                missed.push(meeting.date);
            }
        }
        let paused = pair.pauses.iter().filter_map(|(from, back)| {
            let (from, to) = ((*from).max(first), back.plus(-1).min(date));
            (from <= to).then_some((from, to))
        });
        Self {
            held: held.into(),
            missed: missed.into(),
            paused: paused.collect(),
        }
    }
}
