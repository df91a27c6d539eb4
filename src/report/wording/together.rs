//! Numbers that are read together, such as an estimate and the ends of its interval: all with the
//! same decimals, so that they can be held against each other.

use super::Unit;
use crate::charts::{decimals_of, fixed, grouped, percent};

/// How numbers of one unit are written beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together<'a> {
    unit: Unit<'a>,
    decimals: usize,
}

/// Decimals that are added at most so that a number is not shown as nought.
const MOST_DECIMALS: usize = 4;

impl<'a> Together<'a> {
    /// Whole per cent, points and days; of anything else as many decimals as they need.
    pub(super) fn new(unit: Unit<'a>, values: impl IntoIterator<Item = f64>) -> Self {
        let decimals = match unit {
            Unit::Share | Unit::Points | Unit::Of("days") => 0,
            Unit::Of(_) => decimals_of(values),
        };
        Self { unit, decimals }
    }

    /// With more decimals where this one, which is not nought, would be shown as nought.
    pub(super) fn that_tells(mut self, value: f64) -> Self {
        let is_nought = |text: String| !text.contains(|sign| matches!(sign, '1'..='9'));
        while self.decimals < MOST_DECIMALS && is_nought(self.bare(value)) {
            self.decimals += 1;
        }
        self
    }

    /// The value with its unit.
    #[must_use]
    pub fn show(self, value: f64) -> String {
        match self.unit {
            Unit::Share if self.decimals == 0 => percent(value),
            unit => unit.attach(&self.bare(value)),
        }
    }

    /// The value without its unit.
    #[must_use]
    pub fn bare(self, value: f64) -> String {
        let scale = match self.unit {
            Unit::Share | Unit::Points => 100.0,
            Unit::Of(_) => 1.0,
        };
        grouped(&fixed(value * scale, self.decimals))
    }

    /// Both ends of an interval, the unit after the second.
    #[must_use]
    pub fn range(self, lower: f64, upper: f64) -> String {
        self.unit.attach(&self.bare_range(lower, upper))
    }

    /// The same without the unit.
    #[must_use]
    pub fn bare_range(self, lower: f64, upper: f64) -> String {
        let (low, high) = (self.bare(lower), self.bare(upper));
        if low.starts_with('−') || high.starts_with('−') {
            format!("{low} to {high}")
        } else {
            format!("{low}–{high}")
        }
    }

    /// An interval of which an end may be open ("120 days or more").
    #[must_use]
    pub fn half_open(self, lower: Option<f64>, upper: Option<f64>) -> Option<String> {
        self.open_or(lower, upper, Self::range, Self::show)
    }

    /// The same without the unit.
    #[must_use]
    pub fn bare_half_open(self, lower: Option<f64>, upper: Option<f64>) -> Option<String> {
        self.open_or(lower, upper, Self::bare_range, Self::bare)
    }

    fn open_or(
        self,
        lower: Option<f64>,
        upper: Option<f64>,
        both: impl Fn(Self, f64, f64) -> String,
        one: impl Fn(Self, f64) -> String,
    ) -> Option<String> {
        match (lower, upper) {
            (Some(lower), Some(upper)) => Some(both(self, lower, upper)),
            (Some(lower), None) => Some(format!("{} or more", one(self, lower))),
            (None, Some(upper)) => Some(format!("up to {}", one(self, upper))),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_and_its_interval_have_the_same_decimals() {
        let points = Unit::Of("points").together([73.3, 65.0, 80.0]);
        assert_eq!(points.show(73.3), "73.3\u{A0}points");
        assert_eq!(points.bare_range(65.0, 80.0), "65.0–80.0");
        let whole = Unit::Of("goals").together([3.0, 3.0, 4.0]);
        assert_eq!(whole.range(3.0, 4.0), "3–4\u{A0}goals");
        let ratio = Unit::Of("").together([-0.34, 0.0]);
        assert_eq!(ratio.bare_range(-0.34, 0.0), "−0.34 to 0.00");
        assert_eq!(
            Unit::Share.together([0.5]).range(0.541, 0.792),
            "54–79\u{A0}%"
        );
    }

    #[test]
    fn an_interval_may_be_open() {
        let days = Unit::Of("days").together([120.4]);
        let open = days.half_open(Some(120.4), None);
        assert_eq!(open.as_deref(), Some("120\u{A0}days or more"));
        assert_eq!(
            days.bare_half_open(None, Some(120.4)).as_deref(),
            Some("up to 120")
        );
        assert_eq!(days.half_open(None, None), None);
    }

    #[test]
    fn what_is_not_nought_is_not_shown_as_nought() {
        let tells = |unit: Unit<'static>, values: [f64; 2]| {
            let [near, far] = values;
            let sizes = unit.together(values).that_tells(near);
            (sizes.bare(near), sizes.bare(far))
        };
        let own = |near: &str, far: &str| (near.to_owned(), far.to_owned());
        assert_eq!(tells(Unit::Points, [0.002, 0.02]), own("0.2", "2.0"));
        assert_eq!(
            tells(Unit::Of("goals"), [0.002, 0.067]),
            own("0.002", "0.067")
        );
        assert_eq!(tells(Unit::Of("goals"), [0.04, 10.6]), own("0.04", "10.60"));
        assert_eq!(
            tells(Unit::Of("goals"), [0.0, 1.0]),
            own("0.0000", "1.0000")
        );
    }
}
