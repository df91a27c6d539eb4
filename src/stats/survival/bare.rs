//! The Kaplan–Meier curve as bare heights: for many durations, and for what is still to come.

/// S(t) of very many durations, without variances, for conditional probabilities.
///
/// Source: Kaplan, E. L. and Meier, P. (1958), *JASA* 53, 457–481.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BareCurve {
    /// Every duration, ascending.
    durations: Vec<f64>,
    /// Times at which something ended, ascending, with S from there on.
    steps: Vec<(f64, f64)>,
}

impl BareCurve {
    /// The curve of durations, each with whether it ended (else observation did). Durations that
    /// are not finite are left out. Ends at a time precede the ends of observation at it.
    #[must_use]
    pub fn of(mut observed: Vec<(f64, bool)>) -> Self {
        observed.retain(|(duration, _)| duration.is_finite());
        observed.sort_by(|left, right| left.0.total_cmp(&right.0));
        let (mut steps, mut free, mut at_risk) = (Vec::new(), 1.0, observed.len());
        for same in observed.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
            let ended = same.iter().filter(|(_, ended)| *ended).count();
            if ended > 0 {
                free *= 1.0 - ended as f64 / at_risk as f64;
                steps.push((same[0].0, free));
            }
            at_risk -= same.len();
        }
        Self {
            durations: observed.into_iter().map(|(duration, _)| duration).collect(),
            steps,
        }
    }

    /// S(`time`): the share that lasts longer.
    #[must_use]
    pub fn survival(&self, time: f64) -> f64 {
        let steps = self.steps.partition_point(|step| step.0 <= time);
        steps.checked_sub(1).map_or(1.0, |last| self.steps[last].1)
    }

    /// How many durations are known to be longer.
    #[must_use]
    pub fn longer_than(&self, time: f64) -> usize {
        self.durations.len() - self.durations.partition_point(|duration| *duration <= time)
    }

    /// The probability that what has lasted beyond `after` ends by `by`: 1 − S(by)/S(after).
    ///
    /// `None` if nothing is known to last beyond `after`, or if observation ends before `by`
    /// while something still lasts.
    #[must_use]
    pub fn ends_by(&self, by: f64, after: f64) -> Option<f64> {
        let (now, then) = (self.survival(after), self.survival(by));
        let reaches = then <= 0.0 || self.durations.last().is_some_and(|last| *last >= by);
        let lasts = now > 0.0 && self.longer_than(after) > 0;
        (lasts && reaches && by >= after).then(|| 1.0 - then / now)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{KaplanMeier, Outcome, samples::six_mp};
    use super::*;
    use crate::stats::testing::assert_close;

    fn bare() -> BareCurve {
        let subjects = six_mp();
        let observed = subjects
            .iter()
            .map(|subject| (subject.time, subject.outcome == Outcome::Reached));
        BareCurve::of(observed.collect())
    }

    #[test]
    fn heights_are_those_of_the_full_curve() {
        let (bare, full) = (bare(), KaplanMeier::of(&six_mp()));
        for time in 0..=35 {
            let time = f64::from(time);
            assert_close(bare.survival(time), full.curve().event_free(time), 1e-12);
        }
        assert_close(bare.survival(10.0), 0.752_941, 5e-7);
    }

    #[test]
    fn what_is_to_come_is_conditional_on_what_has_been() {
        let bare = bare();
        // 6-MP: S(6) = 0.857143, S(10) = 0.752941.
        assert_close(
            bare.ends_by(10.0, 6.0).unwrap(),
            1.0 - 0.752_941 / 0.857_143,
            1e-6,
        );
        assert_eq!(bare.longer_than(6.0), 17);
        assert_eq!(bare.ends_by(6.0, 6.0), Some(0.0));
    }

    #[test]
    fn the_curve_is_not_extended_past_the_last_observation() {
        let curve = BareCurve::of(vec![(2.0, true), (4.0, false), (f64::NAN, true)]);
        assert_eq!(curve.ends_by(3.0, 1.0), Some(0.5));
        assert_eq!(curve.ends_by(5.0, 1.0), None);
        assert_eq!(curve.ends_by(5.0, 4.0), None);
        let ended = BareCurve::of(vec![(2.0, true), (4.0, true)]);
        assert_eq!(ended.ends_by(9.0, 3.0), Some(1.0));
        assert_eq!(BareCurve::default().ends_by(1.0, 0.0), None);
    }
}
