//! What every statistic hands back: a figure with its uncertainty, or the reason why there is none.

use serde::Serialize;

/// Confidence level of every interval in this crate.
pub const LEVEL: f64 = 0.95;

/// Φ⁻¹(0.975): the normal quantile that belongs to [`LEVEL`].
pub const Z: f64 = 1.959_963_984_540_054;

/// The two ends of a confidence interval at [`LEVEL`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end; never below `lower`.
    pub upper: f64,
}

impl Interval {
    /// The interval `value ± half_width`; `None` unless both are finite.
    #[must_use]
    pub fn around(value: f64, half_width: f64) -> Option<Self> {
        (value.is_finite() && half_width.is_finite()).then(|| Self {
            lower: value - half_width.abs(),
            upper: value + half_width.abs(),
        })
    }

    /// The interval with both ends moved into `[low, high]`.
    #[must_use]
    pub fn within(self, low: f64, high: f64) -> Self {
        Self {
            lower: self.lower.max(low).min(high),
            upper: self.upper.min(high).max(low),
        }
    }
}

/// A figure with everything that is needed to print it honestly.
///
/// Undefined is `None` with a reason in `not_available`, never 0 and never NaN.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure, in the unit of what went in; shares are between 0 and 1.
    pub value: Option<f64>,
    /// Lower end of the confidence interval; `None` where it is not estimable or has no lower end.
    pub lower: Option<f64>,
    /// Upper end of the confidence interval; `None` where it is not estimable or has no upper end.
    pub upper: Option<f64>,
    /// Confidence level of the interval, [`LEVEL`].
    pub level: f64,
    /// Number of units that contribute to the figure.
    pub n: usize,
    /// Number of clusters that those units belong to, where units are clustered.
    pub clusters: Option<usize>,
    /// Numerator of a ratio, or the number of events of a time to event.
    pub numerator: Option<f64>,
    /// Denominator of a ratio.
    pub denominator: Option<f64>,
    /// Time up to which it looks (τ), of a mean that is restricted to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
    /// How value and interval were made, for the definitions of a report.
    pub method: &'static str,
    /// Why the value is missing or, where there is a value, why its interval is.
    pub not_available: Option<String>,
}

impl Estimate {
    /// A figure without interval, made from `n` units. A value that is not finite is not available.
    #[must_use]
    pub fn available(value: f64, n: usize, method: &'static str) -> Self {
        let finite = value.is_finite();
        Self {
            value: finite.then_some(value),
            lower: None,
            upper: None,
            level: LEVEL,
            n,
            clusters: None,
            numerator: None,
            denominator: None,
            until: None,
            method,
            not_available: (!finite).then(|| "not a finite number".to_owned()),
        }
    }

    /// No figure, with the reason; `n` is the number of units that would have contributed.
    #[must_use]
    pub fn not_available(reason: impl Into<String>, n: usize, method: &'static str) -> Self {
        Self {
            value: None,
            not_available: Some(reason.into()),
            ..Self::available(0.0, n, method)
        }
    }

    /// Adds the interval, or the reason why there is none beside the value.
    #[must_use]
    pub fn with_interval(self, interval: Result<Interval, impl Into<String>>) -> Self {
        match interval {
            Ok(Interval { lower, upper }) => self.with_bounds(Some(lower), Some(upper)),
            Err(reason) => Self {
                not_available: self.not_available.or(Some(reason.into())),
                ..self
            },
        }
    }

    /// Adds the ends of an interval of which one or both may be open.
    #[must_use]
    pub fn with_bounds(self, lower: Option<f64>, upper: Option<f64>) -> Self {
        Self {
            lower: lower.filter(|end| end.is_finite()),
            upper: upper.filter(|end| end.is_finite()),
            ..self
        }
    }

    /// Moves the ends of the interval into `[low, high]`, beyond which the figure cannot be.
    #[must_use]
    pub fn within(self, low: f64, high: f64) -> Self {
        let moved = |end: f64| end.max(low).min(high);
        Self {
            lower: self.lower.map(moved),
            upper: self.upper.map(moved),
            ..self
        }
    }

    /// Adds the numerator and the denominator that the value is the ratio of.
    #[must_use]
    pub fn with_ratio(self, numerator: f64, denominator: f64) -> Self {
        Self {
            numerator: Some(numerator),
            denominator: Some(denominator),
            ..self
        }
    }

    /// Adds the number of events that the value rests on.
    #[must_use]
    pub fn with_events(self, events: f64) -> Self {
        Self {
            numerator: Some(events),
            ..self
        }
    }

    /// Adds the time up to which it looks.
    #[must_use]
    pub fn with_limit(self, until: f64) -> Self {
        Self {
            until: Some(until),
            ..self
        }
    }

    /// Adds the number of clusters that the contributing units belong to.
    #[must_use]
    pub fn with_clusters(self, clusters: usize) -> Self {
        Self {
            clusters: Some(clusters),
            ..self
        }
    }

    /// Whether there is a value (its interval may still be missing).
    #[must_use]
    pub fn is_available(&self) -> bool {
        self.value.is_some()
    }

    /// The interval, if both of its ends are known.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let (lower, upper) = (self.lower?, self.upper?);
        Some(Interval { lower, upper })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_not_finite_is_not_available() {
        let estimate = Estimate::available(f64::NAN, 3, "mean");
        assert_eq!(estimate.value, None);
        assert!(estimate.not_available.is_some());
    }

    #[test]
    fn a_missing_interval_keeps_the_value_and_gives_its_reason() {
        let estimate =
            Estimate::available(2.0, 3, "median").with_interval(Err("fewer than 6 values"));
        assert_eq!(estimate.value, Some(2.0));
        assert_eq!(estimate.interval(), None);
        assert_eq!(
            estimate.not_available.as_deref(),
            Some("fewer than 6 values")
        );
    }

    #[test]
    fn the_reason_for_a_missing_value_outlives_that_for_its_interval() {
        let estimate = Estimate::not_available("no units", 0, "share").with_interval(Err("other"));
        assert_eq!(estimate.not_available.as_deref(), Some("no units"));
    }

    #[test]
    fn bounds_may_be_open_at_one_end() {
        let estimate =
            Estimate::available(23.0, 21, "median").with_bounds(Some(13.0), Some(f64::INFINITY));
        assert_eq!((estimate.lower, estimate.upper), (Some(13.0), None));
        assert_eq!(estimate.interval(), None);
    }

    #[test]
    fn open_ends_stay_open_within_a_range() {
        let estimate = Estimate::available(0.5, 3, "mean").with_bounds(Some(-0.1), None);
        let found = estimate.within(0.0, f64::INFINITY);
        assert_eq!((found.lower, found.upper), (Some(0.0), None));
    }

    #[test]
    fn an_interval_is_moved_into_its_range() {
        let interval = Interval::around(0.9, 0.2).map(|found| found.within(0.0, 1.0));
        assert_eq!(
            interval,
            Some(Interval {
                lower: 0.7,
                upper: 1.0
            })
        );
        assert_eq!(Interval::around(0.9, f64::NAN), None);
    }
}
