//! Axes: where a scale begins and ends, and the few round values marked on it.

/// The span of a scale and its marked values, in units of the data.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub from: f64,
    pub to: f64,
    pub ticks: Vec<f64>,
}

impl Axis {
    /// From 0 to 100 %, whatever the values: shares are never shown larger than they are.
    pub(super) fn share() -> Self {
        Self {
            from: 0.0,
            to: 1.0,
            ticks: vec![0.0, 0.25, 0.5, 0.75, 1.0],
        }
    }

    /// From nought for things counted: only whole numbers are marked.
    pub(super) fn of_counts(highest: f64, most: usize) -> Self {
        Self::by_step(0.0, highest.max(1.0), step(highest.max(1.0), most).max(1.0))
    }

    /// Round values from at or below `lowest` to at or above `highest`.
    pub(super) fn covering(lowest: f64, highest: f64, most: usize) -> Self {
        let span = highest - lowest;
        let span = if span > 0.0 {
            span
        } else {
            lowest.abs().max(1.0)
        };
        Self::by_step(lowest, lowest + span, step(span, most))
    }

    /// From day 0 to `last` exactly, so that nothing beyond the data is suggested; ticks where
    /// programmes look: weeks, months of 30 days, quarters, years.
    pub(super) fn of_days(last: f64, most: usize) -> Self {
        const STEPS: [f64; 8] = [7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0];
        let last = last.max(1.0);
        let enough = |step: &f64| last / step <= most.max(1) as f64;
        let step = STEPS
            .into_iter()
            .find(enough)
            .unwrap_or_else(|| step(last, most));
        Self {
            from: 0.0,
            to: last,
            ticks: multiples(0.0, last, step),
        }
    }

    fn by_step(lowest: f64, highest: f64, step: f64) -> Self {
        let (from, to) = (
            (lowest / step).floor() * step,
            (highest / step).ceil() * step,
        );
        Self {
            from,
            to,
            ticks: multiples(from, to, step),
        }
    }
}

/// The smallest of 1, 2, 5 × 10ⁿ with which `span` needs at most `most` steps.
fn step(span: f64, most: usize) -> f64 {
    let least = span / most.max(1) as f64;
    let power = 10_f64.powf(least.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|round| round * power >= least * (1.0 - 1e-9));
    round.unwrap_or(10.0) * power
}

/// Multiples of `step`, each computed from nought so that errors do not add up.
fn multiples(from: f64, to: f64, step: f64) -> Vec<f64> {
    const MOST: usize = 100;
    let first = (from / step).round();
    (0..MOST)
        .map(|place| (first + place as f64) * step)
        .take_while(|tick| *tick <= to + step * 1e-9)
        .collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ticks are exact multiples")]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_few_and_round() {
        let axis = Axis::covering(0.0, 87.0, 5);
        assert_eq!(axis.ticks, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!((axis.from, axis.to), (0.0, 100.0));
        assert_eq!(Axis::covering(0.0, 0.9, 5).ticks.len(), 6);
    }

    #[test]
    fn counts_are_marked_in_whole_numbers() {
        assert_eq!(Axis::of_counts(2.0, 5).ticks, [0.0, 1.0, 2.0]);
        assert_eq!(Axis::of_counts(0.0, 5).ticks, [0.0, 1.0]);
        assert_eq!(
            Axis::of_counts(730.0, 5).ticks,
            [0.0, 200.0, 400.0, 600.0, 800.0]
        );
    }

    #[test]
    fn differences_are_covered_on_both_sides() {
        let axis = Axis::covering(-0.13, 0.22, 5);
        assert!(axis.from <= -0.13 && axis.to >= 0.22);
        assert!(axis.ticks.contains(&0.0));
    }

    #[test]
    fn days_end_with_the_data_and_are_marked_at_usual_distances() {
        let axis = Axis::of_days(400.0, 6);
        assert_eq!(axis.ticks, [0.0, 90.0, 180.0, 270.0, 360.0]);
        assert_eq!(axis.to, 400.0);
        assert_eq!(
            Axis::of_days(40.0, 6).ticks,
            [0.0, 7.0, 14.0, 21.0, 28.0, 35.0]
        );
    }

    #[test]
    fn a_scale_without_span_has_one() {
        let axis = Axis::covering(5.0, 5.0, 4);
        assert!(axis.to > axis.from);
        let axis = Axis::of_days(0.0, 4);
        assert!(axis.to > axis.from);
    }

    #[test]
    fn huge_and_tiny_spans_end() {
        for span in [1e-300, 1e-9, 1e9, 1e300] {
            let ticks = Axis::covering(0.0, span, 5).ticks;
            assert!((2..=12).contains(&ticks.len()), "{span}: {ticks:?}");
        }
    }
}
