//! What can be said where nobody, or everybody, has reached the event.
//!
//! There the influences of the clusters are all 0, and say nothing about how surely it is so. As
//! with a share of 0 or 1 every cluster counts as one observation: each of which it is known, by
//! at least one of its subjects, whether the event had been reached.

use super::risk_sets::Exit;
use super::{Outcome, RiskSets};
use crate::stats::estimate::Interval;
use crate::stats::order::sorted;
use crate::stats::proportion::wilson;

/// Wilson's interval of an incidence that is 0 or 1 at `time`; `None` where nothing is known then.
///
/// Source: Dorey, F. J. and Korn, E. L. (1987), *Stat. Med.* 6, 679–687, for the number at risk as
/// the effective sample size of a curve that has not moved.
pub(super) fn incidence(risk: &RiskSets, is_one: bool, time: f64) -> Option<Interval> {
    let known = known_until(risk);
    let clusters = known.len() - known.partition_point(|until| *until < time);
    let clusters = clusters as f64;
    wilson(if is_one { clusters } else { 0.0 }, clusters)
}

/// Between τ less the area under the upper limits of the incidence, and τ = `horizon`, by which
/// nobody has reached the event.
pub(super) fn time_without_event(risk: &RiskSets, horizon: f64) -> Interval {
    let (mut from, mut lost) = (0.0, 0.0);
    let known = known_until(risk);
    for (place, until) in known.iter().enumerate() {
        let to = until.min(horizon);
        let limit = wilson(0.0, (known.len() - place) as f64);
        lost += limit.map_or(1.0, |limit| limit.upper) * (to - from);
        from = to;
    }
    Interval {
        lower: (horizon - lost).max(0.0),
        upper: horizon,
    }
}

/// For each cluster how long it is known whether the event has been reached, in ascending order.
fn known_until(risk: &RiskSets) -> Vec<f64> {
    let until = |&(set, outcome): &Exit| match outcome {
        Outcome::Censored => risk.sets()[set].time,
        Outcome::Reached | Outcome::Competing => f64::MAX,
    };
    sorted(
        risk.clusters()
            .map(|exits| exits.iter().map(until).fold(0.0, f64::max)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::subjects;
    use super::*;
    use crate::stats::testing::assert_close;

    fn sets() -> RiskSets {
        RiskSets::of(&subjects(&[
            (10.0, 0),
            (20.0, 2),
            (40.0, 0),
            (40.0, 0),
            (60.0, 1),
        ]))
    }

    #[test]
    fn those_count_whose_outcome_is_known() {
        // At 40 all but the first, who was censored at 10; one of them could not reach it any more.
        let found = incidence(&sets(), false, 40.0).unwrap();
        assert_eq!(Some(found), wilson(0.0, 4.0));
        let all = incidence(&sets(), true, 5.0).unwrap();
        assert_eq!(Some(all), wilson(5.0, 5.0));
    }

    #[test]
    fn time_lost_is_at_most_the_area_under_the_upper_limits() {
        let upper = |n: f64| wilson(0.0, n).unwrap().upper;
        let found = time_without_event(&sets(), 50.0);
        let area = 10.0 * upper(5.0) + 30.0 * upper(4.0) + 10.0 * upper(2.0);
        assert_close(found.lower, 50.0 - area, 1e-12);
        assert_close(found.upper, 50.0, 0.0);
    }
}
