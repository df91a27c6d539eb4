//! The Aalen–Johansen cumulative incidence, for an event that another one can prevent.

use super::log_log::log_log_interval;
use super::{Curve, Step, Subject, at_an_end};
use crate::stats::estimate::{Estimate, Interval, Z};

const INCIDENCE: &str = "Aalen–Johansen cumulative incidence, log-log interval";
const MEDIAN: &str = "median of the Aalen–Johansen cumulative incidence";
const RESTRICTED_MEAN: &str =
    "restricted mean of the Aalen–Johansen cumulative incidence, log-log interval";

/// A curve that is below ½ by no more than rounding has reached it.
const HALF: f64 = 0.5 - 1e-9;

/// The Aalen–Johansen estimator F(t) = Σ S(t−)·d/Y, the share that has reached the event by t.
///
/// Those that had a competing event stay in the denominator for ever: they cannot reach the
/// event any more. (1 − Kaplan–Meier with them censored would pretend that they still can.)
/// Intervals are F^exp(±z·SE/(F·ln F)); where nobody, or everybody, has reached it, Wilson's of the
/// clusters of which that is known.
///
/// Source: Aalen, O. O. and Johansen, S. (1978), *Scand. J. Statist.* 5, 141–150.
#[derive(Debug, Clone, PartialEq)]
pub struct AalenJohansen {
    curve: Curve,
}

impl AalenJohansen {
    /// The curve of the subjects. For the competing event, give them [`Subject::exchanged`].
    #[must_use]
    pub fn of(subjects: &[Subject]) -> Self {
        Self {
            curve: Curve::of(subjects),
        }
    }

    /// The curve with its standard errors.
    #[must_use]
    pub fn curve(&self) -> &Curve {
        &self.curve
    }

    /// F(`time`): the share that has reached the event by then.
    ///
    /// It is 0 where nobody reached it but something competed, or it was reached later; where
    /// nothing happened at all it is not available.
    #[must_use]
    pub fn incidence_at(&self, time: f64) -> Estimate {
        if let Some(unavailable) = self.curve.unavailable(time, INCIDENCE) {
            return unavailable;
        }
        let n = self.curve.risk().subjects();
        self.curve
            .describe(Estimate::available(
                self.curve.incidence(time),
                n,
                INCIDENCE,
            ))
            .with_events(self.curve.reached_by(time) as f64)
            .with_interval(
                self.interval(time)
                    .or_else(|| self.interval_at_an_end(time))
                    .ok_or(self.curve.without_interval()),
            )
    }

    fn interval(&self, time: f64) -> Option<Interval> {
        log_log_interval(
            self.curve.incidence(time),
            self.curve.standard_error(time),
            Z,
        )
    }

    fn interval_at_an_end(&self, time: f64) -> Option<Interval> {
        let incidence = self.curve.incidence(time);
        let is_at_an_end = incidence <= 0.0 || incidence >= 1.0;
        let of_all =
            is_at_an_end.then(|| at_an_end::incidence(self.curve.risk(), incidence > 0.0, time));
        of_all.flatten()
    }

    /// The first time with F ≥ ½; the ends of the interval are those of the upper and the lower
    /// curve. Not reached: no value, but perhaps a lower end.
    #[must_use]
    pub fn median(&self) -> Estimate {
        let limits: [fn(&Interval) -> f64; 2] = [|limits| limits.upper, |limits| limits.lower];
        self.curve
            .median(&self.steps(), rises_to_half, limits, MEDIAN)
    }

    /// ∫₀^τ (1 − F): the mean time without the event within `horizon` (τ).
    #[must_use]
    pub fn restricted_mean(&self, horizon: f64) -> Estimate {
        self.curve.restricted_mean(horizon, RESTRICTED_MEAN)
    }

    /// F from each time at which somebody left, for drawing.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        self.curve
            .steps(|time| (self.curve.incidence(time), self.interval(time)))
    }
}

/// Where a rising curve of (time, height) first reaches ½.
fn rises_to_half(curve: &mut dyn Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut high = curve.skip_while(|point| point.1 < HALF);
    high.next().map(|point| point.0)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{competing, subjects};
    use super::*;
    use crate::stats::proportion::wilson;
    use crate::stats::survival::KaplanMeier;
    use crate::stats::testing::assert_close;

    #[test]
    fn reference_incidences() {
        let exchanged: Vec<Subject> = competing().into_iter().map(Subject::exchanged).collect();
        let (first, second) = (
            AalenJohansen::of(&competing()),
            AalenJohansen::of(&exchanged),
        );
        assert_close(first.incidence_at(10.0).value.unwrap(), 0.476_190, 5e-7);
        assert_close(second.incidence_at(10.0).value.unwrap(), 0.285_714, 5e-7);
        let all = first.curve().incidence(10.0)
            + second.curve().incidence(10.0)
            + first.curve().event_free(10.0);
        assert_close(all, 1.0, 1e-12);
    }

    #[test]
    fn censoring_what_competes_would_say_more() {
        let censored: Vec<Subject> = competing()
            .into_iter()
            .map(|subject| match subject.outcome {
                super::super::Outcome::Competing => Subject {
                    outcome: super::super::Outcome::Censored,
                    ..subject
                },
                _ => subject,
            })
            .collect();
        let naive = KaplanMeier::of(&censored).incidence_at(10.0);
        assert_close(naive.value.unwrap(), 0.607_143, 5e-7);
    }

    #[test]
    fn the_median_is_the_first_time_at_one_half() {
        let curve = AalenJohansen::of(&subjects(&[(3.0, 1), (5.0, 2), (8.0, 1), (9.0, 0)]));
        assert_eq!(curve.median().value, Some(8.0));
        let never = AalenJohansen::of(&competing()).median();
        assert_eq!(
            (never.value, never.not_available.as_deref()),
            (None, Some("not reached"))
        );
    }

    #[test]
    fn the_restricted_mean_counts_time_after_a_competing_event() {
        // F is 0 to 3, ¼ to 8, ½ to 9: 10 − ¼·5 − ½·2 = 7.75, all known by 9.
        let curve = AalenJohansen::of(&subjects(&[(3.0, 1), (5.0, 2), (8.0, 1), (9.0, 2)]));
        assert_eq!(curve.restricted_mean(10.0).value, Some(7.75));
    }

    #[test]
    fn nobody_reached_it_is_zero_if_something_competed() {
        let curve = AalenJohansen::of(&subjects(&[(3.0, 2), (5.0, 2), (8.0, 0)]));
        let none = curve.incidence_at(5.0);
        assert_eq!(
            (none.value, none.interval(), none.numerator),
            (Some(0.0), wilson(0.0, 3.0), Some(0.0))
        );
        let nothing = AalenJohansen::of(&subjects(&[(3.0, 0)])).incidence_at(3.0);
        assert_eq!(nothing.not_available.as_deref(), Some("no events"));
    }

    #[test]
    fn the_curve_ends_with_a_censoring_and_stays_otherwise() {
        let open = AalenJohansen::of(&subjects(&[(3.0, 1), (8.0, 0)]));
        assert_eq!(open.incidence_at(9.0).value, None);
        let closed = AalenJohansen::of(&subjects(&[(3.0, 1), (8.0, 2)]));
        assert_eq!(closed.incidence_at(365.0).value, Some(0.5));
    }
}
