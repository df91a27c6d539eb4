//! The Kaplan–Meier curve, for an event that nothing else can prevent.

use super::log_log::log_log_interval;
use super::{Curve, Outcome, Step, Subject, at_an_end};
use crate::stats::estimate::{Estimate, Interval, Z};

const SURVIVAL: &str = "Kaplan–Meier, log-log interval";
const INCIDENCE: &str = "1 − Kaplan–Meier, log-log interval";
const MEDIAN: &str = "median of the Kaplan–Meier curve, Brookmeyer–Crowley (log-log) interval";
const RESTRICTED_MEAN: &str = "restricted mean of the Kaplan–Meier curve, log-log interval";

/// A curve within this of ½ is at ½; the tolerance is R's.
const HALF_TOLERANCE: f64 = 1.490_116_119_384_765_6e-8;

/// The Kaplan–Meier estimator S(t), the share that has not reached the event by t.
///
/// Greenwood's variance (of the clusters' summed influences), intervals on the scale ln(−ln S); while
/// it has happened to nobody, or to everybody, Wilson's of the clusters of which that is known.
///
/// Source: Kaplan, E. L. and Meier, P. (1958), *JASA* 53, 457–481; Greenwood, M. (1926).
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    curve: Curve,
}

impl KaplanMeier {
    /// The curve of the subjects, for whom every outcome but censoring is the event.
    #[must_use]
    pub fn of(subjects: &[Subject]) -> Self {
        let events: Vec<Subject> = subjects.iter().copied().map(any_event).collect();
        Self {
            curve: Curve::of(&events),
        }
    }

    /// The curve with its standard errors.
    #[must_use]
    pub fn curve(&self) -> &Curve {
        &self.curve
    }

    /// S(`time`): the share to whom the event has not happened by then.
    #[must_use]
    pub fn survival_at(&self, time: f64) -> Estimate {
        self.estimate_at(time, SURVIVAL, |share| share)
    }

    /// 1 − S(`time`): the share to whom the event has happened by then.
    #[must_use]
    pub fn incidence_at(&self, time: f64) -> Estimate {
        self.estimate_at(time, INCIDENCE, |share| 1.0 - share)
    }

    fn estimate_at(&self, time: f64, method: &'static str, show: fn(f64) -> f64) -> Estimate {
        if let Some(unavailable) = self.curve.unavailable(time, method) {
            return unavailable;
        }
        let (survival, n) = (self.curve.event_free(time), self.curve.risk().subjects());
        let interval = self
            .interval(time)
            .or_else(|| self.interval_at_an_end(time))
            .map(|Interval { lower, upper }| Interval {
                lower: show(lower).min(show(upper)),
                upper: show(lower).max(show(upper)),
            });
        self.curve
            .describe(Estimate::available(show(survival), n, method))
            .with_events(self.curve.reached_by(time) as f64)
            .with_interval(interval.ok_or(self.curve.without_interval()))
    }

    fn interval(&self, time: f64) -> Option<Interval> {
        log_log_interval(
            self.curve.event_free(time),
            self.curve.standard_error(time),
            Z,
        )
    }

    /// Of the share to whom the event has not happened: all, or nobody.
    fn interval_at_an_end(&self, time: f64) -> Option<Interval> {
        let free = self.curve.event_free(time);
        let is_at_an_end = self.curve.reached_by(time) == 0 || free <= 0.0;
        let of_all =
            is_at_an_end.then(|| at_an_end::incidence(self.curve.risk(), free > 0.0, time));
        of_all.flatten()
    }

    /// The time by which the event has happened to half.
    ///
    /// The first time with S ≤ ½ or, where the curve is flat at exactly ½, the middle of the flat
    /// part (R's rule). The ends of the interval are the medians of the lower and the upper
    /// curve; an end that is not reached is open. Not reached: no value, but perhaps a lower end.
    ///
    /// Source: Brookmeyer, R. and Crowley, J. (1982), *Biometrics* 38, 29–41.
    #[must_use]
    pub fn median(&self) -> Estimate {
        let limits: [fn(&Interval) -> f64; 2] = [|limits| limits.lower, |limits| limits.upper];
        self.curve
            .median(&self.steps(), falls_to_half, limits, MEDIAN)
    }

    /// ∫₀^τ S: the mean time to the event within `horizon` (τ).
    ///
    /// SE² = Σ (∫_{tᵢ}^τ S)²·d/(Y(Y − d)) where every subject is its own cluster.
    ///
    /// Source: Klein, J. P. and Moeschberger, M. L. (2003), *Survival Analysis*, 2nd ed., §4.5.
    #[must_use]
    pub fn restricted_mean(&self, horizon: f64) -> Estimate {
        self.curve.restricted_mean(horizon, RESTRICTED_MEAN)
    }

    /// S from each time at which somebody left, for drawing.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        self.curve
            .steps(|time| (self.curve.event_free(time), self.interval(time)))
    }
}

fn any_event(subject: Subject) -> Subject {
    let outcome = match subject.outcome {
        Outcome::Reached | Outcome::Competing => Outcome::Reached,
        Outcome::Censored => Outcome::Censored,
    };
    Subject { outcome, ..subject }
}

/// Where a falling curve of (time, height) reaches ½, by R's rule.
fn falls_to_half(curve: &mut dyn Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut low = curve.skip_while(|point| point.1 >= 0.5 + HALF_TOLERANCE);
    let first = low.next()?;
    let at_half = (first.1 - 0.5).abs() < HALF_TOLERANCE;
    let next_drop = low.find(|point| point.1 < first.1 - HALF_TOLERANCE);
    Some(match next_drop {
        Some(next) if at_half => f64::midpoint(first.0, next.0),
        _ => first.0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{placebo, six_mp, subjects};
    use super::*;
    use crate::stats::clustered_mean::t_quantile;
    use crate::stats::proportion::wilson;
    use crate::stats::testing::{assert_close, assert_interval};

    fn survival(curve: &KaplanMeier, time: f64) -> f64 {
        curve.survival_at(time).value.unwrap()
    }

    #[test]
    fn reference_survival_of_6_mp() {
        let curve = KaplanMeier::of(&six_mp());
        assert_close(survival(&curve, 6.0), 0.857_143, 5e-7);
        assert_interval(
            curve.survival_at(6.0).interval(),
            0.619_718,
            0.951_552,
            5e-7,
        );
        assert_close(survival(&curve, 10.0), 0.752_941, 5e-7);
        assert_close(survival(&curve, 23.0), 0.448_179, 5e-7);
        assert_eq!(curve.survival_at(6.0).numerator, Some(3.0));
    }

    #[test]
    fn incidence_is_the_rest_with_its_interval_turned_round() {
        let curve = KaplanMeier::of(&six_mp());
        let incidence = curve.incidence_at(6.0);
        assert_close(incidence.value.unwrap(), 1.0 - 0.857_143, 5e-7);
        assert_interval(incidence.interval(), 1.0 - 0.951_552, 1.0 - 0.619_718, 5e-7);
    }

    #[test]
    fn reference_medians() {
        let treated = KaplanMeier::of(&six_mp()).median();
        assert_eq!(
            (treated.value, treated.lower, treated.upper),
            (Some(23.0), Some(13.0), None)
        );
        let placebo = KaplanMeier::of(&placebo()).median();
        assert_eq!(
            (placebo.value, placebo.lower, placebo.upper),
            (Some(8.0), Some(4.0), Some(11.0))
        );
    }

    #[test]
    fn reference_restricted_means() {
        for (sample, mean, standard_error) in [
            (six_mp(), 16.116_527, 1.251_560),
            (placebo(), 8.428_571, 1.268_083),
        ] {
            let curve = KaplanMeier::of(&sample);
            assert_close(curve.restricted_mean(20.0).value.unwrap(), mean, 5e-7);
            assert_close(
                curve.curve().time_without_event(20.0).1,
                standard_error,
                5e-7,
            );
        }
    }

    #[test]
    fn a_curve_flat_at_one_half_takes_the_middle() {
        let flat = KaplanMeier::of(&subjects(&[(2.0, 1), (4.0, 1), (7.0, 1), (9.0, 1)]));
        assert_eq!(flat.median().value, Some(5.5));
        let flat_to_the_end = KaplanMeier::of(&subjects(&[(2.0, 1), (4.0, 1), (7.0, 0), (9.0, 0)]));
        assert_eq!(flat_to_the_end.median().value, Some(4.0));
    }

    #[test]
    fn a_median_that_is_not_reached_says_so() {
        let median = KaplanMeier::of(&subjects(&[(2.0, 1), (4.0, 0), (7.0, 0)])).median();
        assert_eq!(
            (median.value, median.not_available.as_deref()),
            (None, Some("not reached"))
        );
    }

    #[test]
    fn all_censored_is_no_events_rather_than_certainty() {
        let curve = KaplanMeier::of(&subjects(&[(2.0, 0), (4.0, 0)]));
        for estimate in [
            curve.survival_at(2.0),
            curve.median(),
            curve.restricted_mean(2.0),
        ] {
            assert_eq!((estimate.value, estimate.interval()), (None, None));
            assert_eq!(estimate.not_available.as_deref(), Some("no events"));
            assert_eq!(estimate.n, 2);
        }
    }

    #[test]
    fn the_curve_is_not_extended_past_a_censoring() {
        let curve = KaplanMeier::of(&subjects(&[(2.0, 1), (4.0, 0)]));
        assert_eq!(curve.survival_at(4.0).value, Some(0.5));
        assert_eq!(curve.survival_at(5.0).value, None);
        assert_eq!(curve.restricted_mean(5.0).value, None);
    }

    #[test]
    fn the_curve_stays_once_everybody_has_had_the_event() {
        let curve = KaplanMeier::of(&subjects(&[(2.0, 1), (4.0, 1)]));
        assert_eq!(curve.incidence_at(365.0).value, Some(1.0));
        assert_eq!(curve.restricted_mean(365.0).value, Some(3.0));
    }

    #[test]
    fn before_the_first_event_and_after_the_last_those_count_whose_outcome_is_known() {
        let before = KaplanMeier::of(&six_mp()).survival_at(1.0);
        let least = wilson(21.0, 21.0).unwrap().lower;
        assert_eq!(before.value, Some(1.0));
        assert_interval(before.interval(), least, 1.0, 1e-12);
        let after = KaplanMeier::of(&placebo()).incidence_at(23.0);
        assert_eq!(after.value, Some(1.0));
        assert_interval(after.interval(), least, 1.0, 1e-12);
    }

    #[test]
    fn intervals_of_restricted_means_stay_within_the_time_there_is() {
        let curve = KaplanMeier::of(&six_mp());
        let t = t_quantile(20.0).unwrap();
        let share: f64 = 16.116_527 / 20.0;
        let spread = (t * 1.251_560 / 20.0 / (share * share.ln())).abs().exp();
        let ends = [spread, 1.0 / spread].map(|power| 20.0 * share.powf(power));
        assert_interval(
            curve.restricted_mean(20.0).interval(),
            ends[0],
            ends[1],
            1e-5,
        );
        let nothing_yet = curve.restricted_mean(5.0);
        let lost = 5.0 * wilson(0.0, 21.0).unwrap().upper;
        assert_interval(nothing_yet.interval(), 5.0 - lost, 5.0, 1e-12);
    }

    #[test]
    fn times_that_are_no_times_are_not_available() {
        for (sample, time) in [
            (six_mp(), f64::NAN),
            (six_mp(), -1.0),
            (placebo(), f64::INFINITY),
        ] {
            let curve = KaplanMeier::of(&sample);
            assert_eq!(curve.survival_at(time).value, None);
            assert_eq!(curve.restricted_mean(time).value, None);
        }
        assert_eq!(
            KaplanMeier::of(&[]).median().not_available.as_deref(),
            Some("nobody was observed")
        );
    }
}
