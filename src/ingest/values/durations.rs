//! Lengths of meetings and how often they are agreed.

use super::numbers::number;

/// Minutes; a bare number is minutes.
#[must_use]
pub fn minutes(text: &str) -> Option<f64> {
    number(text)
}

/// Hours; a bare number is hours.
#[must_use]
pub fn hours(text: &str) -> Option<f64> {
    number(text)
}

/// Days between meetings; a bare number is days.
#[must_use]
pub fn every_days(text: &str) -> Option<f64> {
    number(text)
}
