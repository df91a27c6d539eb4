//! The log-rank test: whether an event comes at the same rate in two groups.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{Outcome, RiskSet, RiskSets, Subject};
use crate::stats::proportion::Unit;
use crate::stats::significance::Significance;

const METHOD: &str = "log-rank";
const CAUSE_SPECIFIC: &str = "log-rank, cause-specific";

/// The log-rank test of two groups of independent subjects.
///
/// χ² = (Σ (d₁ − d·Y₁/Y))² / Σ d·(Y₁/Y)·(1 − Y₁/Y)·(Y − d)/(Y − 1) with one degree of freedom.
/// Competing events end the time at risk: then the rates compared are cause-specific, and the
/// name says so. Not available without events.
///
/// Source: Mantel, N. (1966), *Cancer Chemother. Rep.* 50, 163–170.
#[must_use]
pub fn log_rank(first: &RiskSets, second: &RiskSets) -> Significance {
    let both = first.merged(second);
    let competes = both.iter().any(|set| set.competing > 0);
    let method = if competes { CAUSE_SPECIFIC } else { METHOD };
    let (mut excess, mut variance) = (0.0, 0.0);
    for set in &both {
        let (more, spread) = compare(set, first);
        excess += more;
        variance += spread;
    }
    if variance <= 0.0 {
        return Significance::not_available("no events while both groups were observed", method);
    }
    let statistic = excess * excess / variance;
    ChiSquared::new(1.0).map_or_else(
        |_| Significance::not_available("no distribution", method),
        |distribution| Significance::available(statistic, distribution.sf(statistic), method),
    )
}

/// Each subject's events beyond those expected, had both groups the same rate, as (cluster,
/// score, 1) for the first and for the second group.
///
/// The score is δ − Σ d/Y over the times up to the subject's own, its martingale residual. The
/// scores of the first group add up to the numerator of the log-rank test, so that what permutes
/// clusters can test by them: see
/// [`cluster_permutation`](crate::stats::permutation::cluster_permutation).
///
/// Source: Peto, R. and Peto, J. (1972), *J. R. Stat. Soc. A* 135, 185–207.
#[must_use]
pub fn log_rank_scores(first: &[Subject], second: &[Subject]) -> [Vec<Unit>; 2] {
    let risk = [first, second].map(RiskSets::of);
    log_rank_scores_at([first, second], risk.each_ref())
}

/// [`log_rank_scores`] where the risk sets of both groups are there already.
#[must_use]
pub fn log_rank_scores_at(
    subjects: [&[Subject]; 2],
    [first, second]: [&RiskSets; 2],
) -> [Vec<Unit>; 2] {
    let both = first.merged(second);
    let mut hazard = 0.0;
    let hazards: Vec<(f64, f64)> = both
        .iter()
        .map(|set| {
            hazard += set.reached as f64 / set.at_risk as f64;
            (set.time, hazard)
        })
        .collect();
    let score = |subject: &Subject| {
        let up_to = hazards.partition_point(|(time, _)| *time <= subject.time);
        let last = up_to.checked_sub(1).and_then(|last| hazards.get(last));
        let expected = last.map_or(0.0, |(_, hazard)| *hazard);
        let event = f64::from(u8::from(subject.outcome == Outcome::Reached));
        (subject.cluster, event - expected, 1.0)
    };
    subjects.map(|subjects| subjects.iter().map(score).collect())
}

/// Events of the first group beyond those expected at one time, and their variance.
fn compare(both: &RiskSet, first: &RiskSets) -> (f64, f64) {
    let (events, at_risk) = (both.reached as f64, both.at_risk as f64);
    let share = first.at_risk(both.time) as f64 / at_risk;
    let excess = first.reached_at(both.time) as f64 - events * share;
    if both.at_risk < 2 {
        return (excess, 0.0);
    }
    let spread = events * share * (1.0 - share) * (at_risk - events) / (at_risk - 1.0);
    (excess, spread)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{placebo, six_mp, subjects};
    use super::*;
    use crate::stats::testing::assert_close;

    fn sets(subjects: impl AsRef<[Subject]>) -> RiskSets {
        RiskSets::of(subjects.as_ref())
    }

    #[test]
    fn reference_test() {
        let test = log_rank(&sets(six_mp()), &sets(placebo()));
        assert_eq!(test.method, METHOD);
        assert_close(test.statistic.unwrap(), 16.792_941, 5e-7);
        assert_close(test.p_value.unwrap(), 4.168_809e-5, 5e-11);
    }

    #[test]
    fn exchanging_the_groups_changes_nothing() {
        let (found, turned) = (
            log_rank(&sets(six_mp()), &sets(placebo())),
            log_rank(&sets(placebo()), &sets(six_mp())),
        );
        assert_close(found.statistic.unwrap(), turned.statistic.unwrap(), 1e-9);
    }

    #[test]
    fn without_events_there_is_no_test() {
        let (none, other) = (subjects(&[(3.0, 0), (4.0, 2)]), subjects(&[(2.0, 0)]));
        let test = log_rank(&sets(none), &sets(other));
        assert_eq!((test.p_value, test.method), (None, CAUSE_SPECIFIC));
        assert!(test.not_available.is_some());
        assert_eq!(log_rank(&sets([]), &sets(six_mp())).p_value, None);
    }
}
