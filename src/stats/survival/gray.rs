//! Gray's comparison of cumulative incidences: what the log-rank test is to curves of which nothing
//! competes.

use super::log_rank::log_rank_scores_at;
use super::{Outcome, RiskSets, Subject};
use crate::stats::proportion::Unit;

/// Each subject's events beyond those expected, had both groups the same cumulative incidence, as
/// (cluster, score, 1) for the first and for the second group.
///
/// Those that had a competing event stay at risk, as the cumulative incidence has it, with the
/// weight G(t−)/G(T−) that they would still be observed at t, having left at T; G is the
/// Kaplan–Meier curve of the censoring in their group. The score is δ − Σ w(t)·d/Y*(t) with Y* the sum of all
/// weights. Without competing events these are the scores of the log-rank test. See
/// [`cluster_permutation`](crate::stats::permutation::cluster_permutation) for the test.
///
/// Source: Gray, R. J. (1988), *Ann. Stat.* 16, 1141–1154; the weights as in Fine, J. P. and Gray,
/// R. J. (1999), *JASA* 94, 496–509.
#[must_use]
pub fn gray_scores(first: &[Subject], second: &[Subject]) -> [Vec<Unit>; 2] {
    let risk = [first, second].map(RiskSets::of);
    gray_scores_at([first, second], risk.each_ref())
}

/// [`gray_scores`] where the risk sets of both groups are there already.
#[must_use]
pub fn gray_scores_at(subjects: [&[Subject]; 2], risk: [&RiskSets; 2]) -> [Vec<Unit>; 2] {
    let groups = risk.map(Leaving::of);
    if groups.iter().all(|group| group.gone.is_empty()) {
        return log_rank_scores_at(subjects, risk);
    }
    let hazards = hazards(&groups);
    let scores = |subjects: &[Subject], place: usize| -> Vec<Unit> {
        let scored = subjects.iter().filter(|subject| subject.time >= 0.0);
        let scored = scored.filter(|subject| subject.time.is_finite());
        scored
            .map(|subject| {
                let event = f64::from(u8::from(subject.outcome == Outcome::Reached));
                let expected = expected(subject, &groups[place], &hazards, place);
                (subject.cluster, event - expected, 1.0)
            })
            .collect()
    };
    [0, 1].map(|place| scores(subjects[place], place))
}

/// How the subjects of a group leave.
struct Leaving<'a> {
    risk: &'a RiskSets,
    /// Times of censoring, and G from then on.
    unobserved: Vec<(f64, f64)>,
    /// Times of competing events, and Σ 1/G(T−) up to and with that time.
    gone: Vec<(f64, f64)>,
}

impl<'a> Leaving<'a> {
    fn of(risk: &'a RiskSets) -> Self {
        let (mut observed, mut weight) = (1.0, 0.0);
        let (mut unobserved, mut gone) = (Vec::new(), Vec::new());
        for set in risk.sets() {
            if set.competing > 0 {
                weight += set.competing as f64 / observed;
                gone.push((set.time, weight));
            }
            if set.censored > 0 {
                // Events precede censorings of the same time.
                let left = set.at_risk - set.events();
                observed *= 1.0 - set.censored as f64 / left as f64;
                unobserved.push((set.time, observed));
            }
        }
        Self {
            risk,
            unobserved,
            gone,
        }
    }

    /// G(`time`−): the share that would be observed until then.
    fn observed_before(&self, time: f64) -> f64 {
        before(&self.unobserved, time).unwrap_or(1.0)
    }

    /// Those under observation, and the weights of those that something else has happened to.
    fn at_risk(&self, time: f64) -> f64 {
        let gone = before(&self.gone, time).unwrap_or(0.0);
        self.risk.at_risk(time) as f64 + self.observed_before(time) * gone
    }
}

/// What holds just before a time, of values from their times on.
fn before(steps: &[(f64, f64)], time: f64) -> Option<f64> {
    let last = steps.partition_point(|step| step.0 < time).checked_sub(1)?;
    steps.get(last).map(|step| step.1)
}

/// A time of events with what has accumulated up to and with it.
struct Hazard {
    time: f64,
    /// Σ d/Y*.
    plain: f64,
    /// The same, each term weighted with G(t−) of the first and of the second group.
    observed: [f64; 2],
}

fn hazards(groups: &[Leaving<'_>; 2]) -> Vec<Hazard> {
    let [first, second] = groups;
    let both = first.risk.merged(second.risk);
    let (mut plain, mut observed) = (0.0, [0.0; 2]);
    let with_events = both.iter().filter(|set| set.reached > 0);
    with_events
        .map(|set| {
            let at_risk = first.at_risk(set.time) + second.at_risk(set.time);
            let more = set.reached as f64 / at_risk;
            plain += more;
            for (sum, group) in observed.iter_mut().zip(groups) {
                *sum += more * group.observed_before(set.time);
            }
            Hazard {
                time: set.time,
                plain,
                observed,
            }
        })
        .collect()
}

/// Σ w(t)·d/Y*(t) of a subject of the group at `place`.
fn expected(subject: &Subject, group: &Leaving<'_>, hazards: &[Hazard], place: usize) -> f64 {
    let up_to = hazards.partition_point(|hazard| hazard.time <= subject.time);
    let last = up_to.checked_sub(1).and_then(|last| hazards.get(last));
    let own = last.map_or(0.0, |hazard| hazard.plain);
    if subject.outcome != Outcome::Competing {
        return own;
    }
    let so_far = last.map_or(0.0, |hazard| hazard.observed[place]);
    let all = hazards.last().map_or(0.0, |hazard| hazard.observed[place]);
    own + (all - so_far) / group.observed_before(subject.time)
}

#[cfg(test)]
mod tests {
    use super::super::log_rank_scores;
    use super::super::samples::{competing, placebo, six_mp, subjects};
    use super::*;
    use crate::stats::testing::assert_close;

    fn others() -> Vec<Subject> {
        subjects(&[
            (1.0, 2),
            (2.0, 0),
            (2.0, 1),
            (4.0, 2),
            (5.0, 1),
            (5.0, 0),
            (6.0, 2),
            (7.0, 1),
            (8.0, 0),
            (9.0, 2),
            (9.0, 1),
            (11.0, 0),
        ])
    }

    /// R 4.2.2, survival 3.5-3: martingale residuals of `coxph` without covariates on the weighted data
    /// of `finegray(… + strata(group))`, Breslow's ties, added up by subject.
    #[test]
    fn scores_are_the_residuals_that_r_gives() {
        let found = gray_scores(&competing(), &others());
        let expected: [[f64; 12]; 2] = [
            [
                0.958_333, -0.470_341, 0.867_008, -0.470_341, -0.132_992, 0.759_770, -0.305_256,
                0.694_744, -0.571_853, 0.534_854, -0.571_853, -0.571_853,
            ],
            [
                -0.459_966, -0.085_145, 0.914_855, -0.501_613, 0.759_770, -0.240_230, -0.545_176,
                0.617_990, -0.465_146, -0.571_853, 0.428_147, -0.571_853,
            ],
        ];
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                assert_close(found.1, expected, 2e-6);
            }
        }
    }

    #[test]
    fn without_competing_events_they_are_those_of_the_log_rank_test() {
        let [first, second] = [six_mp(), placebo()];
        assert_eq!(
            gray_scores(&first, &second),
            log_rank_scores(&first, &second)
        );
    }

    #[test]
    fn without_censoring_what_competes_leaves_nobody_unobserved() {
        let mixed = subjects(&[(1.0, 1), (2.0, 2), (3.0, 1), (4.0, 2)]);
        // The same with the competing ones observed beyond all events.
        let kept = subjects(&[(1.0, 1), (9.0, 0), (3.0, 1), (9.0, 0)]);
        let (found, expected) = (gray_scores(&mixed, &mixed), log_rank_scores(&kept, &kept));
        for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
            assert_close(found.1, expected.1, 1e-12);
        }
    }

    #[test]
    fn exchanging_the_groups_exchanges_the_scores() {
        let [first, second] = gray_scores(&competing(), &others());
        let turned = gray_scores(&others(), &competing());
        assert_eq!(turned, [second.clone(), first.clone()]);
        let all = first
            .iter()
            .chain(&second)
            .map(|score| score.1)
            .sum::<f64>();
        assert_close(all, 0.0, 1e-12);
    }
}
