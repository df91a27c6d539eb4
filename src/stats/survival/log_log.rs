//! Intervals on the scale ln(−ln), which stay between 0 and 1.

use crate::stats::estimate::Interval;

/// Shares that differ by less are the same but for rounding.
pub(super) const ROUNDING: f64 = 1e-12;

/// `value` raised to exp(±z·SE/(value·ln value)): an interval on the scale ln(−ln), with z the
/// `quantile`.
///
/// `None` where the value is 0 or 1 or there is no spread.
///
/// Source: Kalbfleisch, J. D. and Prentice, R. L. (2002), *The Statistical Analysis of Failure
/// Time Data*, 2nd ed., §1.4.
pub(super) fn log_log_interval(value: f64, standard_error: f64, quantile: f64) -> Option<Interval> {
    let possible = ROUNDING < value && value < 1.0 - ROUNDING && standard_error > ROUNDING;
    let spread = quantile * standard_error / (value * value.ln()).abs();
    (possible && spread.is_finite()).then(|| Interval {
        lower: value.powf(spread.exp()),
        upper: value.powf((-spread).exp()),
    })
}
