//! Step curves over days since the start of a pair, and how many pairs they rest on.

use super::estimates::HORIZONS;
use crate::stats::survival::Step;
use serde::Serialize;
use std::ops::Range;

/// A point of a curve over days since the start of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Days since the start.
    pub day: f64,
    /// Height of the curve from this day on.
    pub estimate: f64,
    /// Lower end of its interval.
    pub lower: Option<f64>,
    /// Upper end of its interval.
    pub upper: Option<f64>,
    /// Pairs still observed just before this day.
    pub at_risk: usize,
    /// Events up to and on this day.
    pub events: usize,
    /// Pairs no longer observed after this day that had no event, so far.
    pub censored: usize,
}

impl CurvePoint {
    /// The beginning, at which nothing has happened yet.
    pub(super) fn start(estimate: f64, at_risk: usize) -> Self {
        Self {
            day: 0.0,
            estimate,
            lower: None,
            upper: None,
            at_risk,
            events: 0,
            censored: 0,
        }
    }

    /// Who is still observed just before it.
    fn at_risk(&self) -> AtRisk {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "days are whole and not negative"
        )]
        let day = self.day as u32;
        AtRisk {
            day,
            pairs: self.at_risk,
        }
    }

    /// A step, with what happened up to it.
    pub(super) fn at(step: &Step, events: usize, censored: usize) -> Self {
        Self {
            day: step.time,
            estimate: step.value,
            lower: step.interval.map(|interval| interval.lower),
            upper: step.interval.map(|interval| interval.upper),
            at_risk: step.at_risk,
            events,
            censored,
        }
    }
}

/// A step curve; empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// Id of the measure it shows.
    pub measure: String,
    /// What it counts: `reached`, `competing`, `still_meeting` or `mean_count`.
    pub outcome: &'static str,
    /// Its steps by day, the first at day 0.
    pub points: Vec<CurvePoint>,
    /// Pairs still observed, on usual days that its steps span and on the last of them.
    pub at_risk: Vec<AtRisk>,
}

/// Pairs still observed just before a day since their start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AtRisk {
    /// The day.
    pub day: u32,
    /// The pairs.
    pub pairs: usize,
}

/// Days on which curves say how many pairs are still observed: the weeks of the first quarter, and
/// the days at which incidences are given.
fn risk_days() -> impl Iterator<Item = u32> {
    let weeks = (0..HORIZONS[1]).step_by(7);
    weeks.chain(HORIZONS)
}

impl Curve {
    /// A curve with its steps by day; `at_risk` counts the pairs still observed just before a day.
    #[must_use]
    pub fn new(
        measure: &str,
        outcome: &'static str,
        points: Vec<CurvePoint>,
        at_risk: impl Fn(f64) -> usize,
    ) -> Self {
        let at_risk = risk_days().map(|day| AtRisk {
            day,
            pairs: at_risk(f64::from(day)),
        });
        let mut curve = Self {
            measure: measure.to_owned(),
            outcome,
            points,
            at_risk: at_risk.collect(),
        };
        curve.forget_beyond();
        curve
    }

    /// Keeps as many steps from the first on.
    pub fn truncate(&mut self, steps: usize) {
        self.points.truncate(steps);
        self.forget_beyond();
    }

    /// Keeps the steps of a range.
    pub(super) fn keep(&mut self, steps: Range<usize>) {
        self.points.truncate(steps.end);
        self.points.drain(..steps.start.min(steps.end));
        self.forget_beyond();
    }

    /// Of days before the first step or after the last, nothing is said; of the last, always.
    fn forget_beyond(&mut self) {
        let span = self.points.first().zip(self.points.last());
        let span = span.map(|(first, last)| first.day..=last.day);
        let spans = |at: &AtRisk| {
            let days = span.as_ref();
            days.is_some_and(|days| days.contains(&f64::from(at.day)))
        };
        self.at_risk.retain(spans);
        if let Some(end) = self.points.last().map(CurvePoint::at_risk)
            && self.at_risk.iter().all(|at| at.day != end.day)
        {
            self.at_risk.push(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty pairs, of which one is no longer observed after each tenth day.
    fn curve() -> Curve {
        let at_risk = |day: f64| (0..20).filter(|pair| f64::from(10 * pair) >= day).count();
        let at = |day| CurvePoint {
            day,
            ..CurvePoint::start(0.0, at_risk(day))
        };
        Curve::new(
            "new_goals",
            "mean_count",
            vec![at(0.0), at(40.0), at(80.0)],
            at_risk,
        )
    }

    #[test]
    fn pairs_at_risk_are_those_of_the_day_and_not_of_the_next_step() {
        let curve = curve();
        let on = |day| {
            curve
                .at_risk
                .iter()
                .find(|at| at.day == day)
                .map(|at| at.pairs)
        };
        assert_eq!(
            (on(0), on(7), on(30), on(77)),
            (Some(20), Some(19), Some(17), Some(12))
        );
        assert_eq!((on(80), on(84), on(90)), (Some(12), None, None));
    }

    #[test]
    fn nothing_is_said_of_days_whose_steps_are_hidden() {
        let mut curve = curve();
        curve.keep(1..3);
        assert_eq!(curve.at_risk.first().map(|at| at.day), Some(42));
        curve.truncate(0);
        assert!(curve.at_risk.is_empty());
    }
}
