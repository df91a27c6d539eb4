//! The days that a report speaks about.

use crate::programme::Day;
use serde::Serialize;

/// The period reported and those that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The days reported; the last is the as-of date.
    pub span: Stretch,
    /// Days so far and days in all, where the as-of date cuts the period short.
    pub so_far: Option<SoFar>,
    /// The period before, cut to the same number of days where this one is cut.
    pub previous: Stretch,
    /// The same period a year before, cut alike.
    pub year_before: Stretch,
    /// The last eight periods, oldest first, cut alike; the last is `span`.
    pub history: Vec<Stretch>,
}

/// A named stretch of days, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Name of the folder (`2026-Q3`).
    pub label: String,
    /// Name in reports (`Q3 2026`, `Q4 2026 so far, 51 of 92 days`).
    pub title: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// How much of a period has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SoFar {
    /// Days from its first to the as-of date, both included.
    pub days: i32,
    /// Days in all.
    pub of: i32,
}
