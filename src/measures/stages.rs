//! Stage progression: where a pair stands on its path.

use crate::programme::Day;

/// A pair's path up to the as-of date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StagesAt {
    /// Observations by date, then rank; rank from 1.
    pub observations: Vec<(Day, u8)>,
    /// For each rank from 1, the day on which it or a later one was first observed.
    pub reached_on: Vec<Option<Day>>,
    /// Held sessions without a recognised stage.
    pub unstaged_sessions: u32,
}
