//! Times to an event in two groups.

use super::contrast::Side;
use super::held::{Figures, tested};
use crate::stats::order::sort_by_number;
use crate::stats::permutation::cluster_permutation;
use crate::stats::survival::{
    AalenJohansen, Curve, KaplanMeier, Outcome, RiskSet, RiskSets, Step, Subject, Taken,
    difference_of_incidences, difference_of_restricted_means, gray_scores_at, log_rank,
    log_rank_scores_at,
};
use crate::stats::two_estimates::difference_of_estimates;
use crate::stats::{Estimate, Interval, Significance};
use crate::summary::estimates::{HORIZONS, reached};
use crate::summary::figures::Horizon;

const GRAY: &str = "Gray’s scores of cumulative incidence, cluster permutation";
const MEDIANS: &str = "difference of medians, combined from their intervals";

/// Cumulative incidences at the horizons, medians, and restricted means to the last day that both
/// groups reach. The tests are about the whole course: of the rates (log-rank) with the median, and
/// where something competes of the incidences (Gray) with the restricted means.
pub(super) fn figures(
    [first, second]: [&[Subject]; 2],
    competes: bool,
    at_day: Option<u32>,
    seed: u64,
) -> Vec<Figures> {
    let curves = [first, second].map(|subjects| EventCurve::of(subjects, competes));
    let days = HORIZONS
        .into_iter()
        .filter(|days| at_day.is_none_or(|at| *days <= at));
    let mut rows: Vec<Figures> = days
        .map(|days| incidence([first, second], &curves, days))
        .collect();
    rows.push(median([first, second], &curves, seed));
    rows.push(restricted_mean([first, second], &curves, at_day, seed));
    rows
}

fn incidence(subjects: [&[Subject]; 2], curves: &[EventCurve; 2], days: u32) -> Figures {
    let horizon = Horizon::Days(days);
    let until = f64::from(days);
    let at = |place: usize| side(subjects[place], until, curves[place].incidence_at(until));
    let sides = [at(0), at(1)];
    Figures {
        horizon: Some(horizon),
        difference: difference_of_incidences(taken(curves, &sides), until),
        sides,
        effect: None,
        test: None,
    }
}

fn median(subjects: [&[Subject]; 2], curves: &[EventCurve; 2], seed: u64) -> Figures {
    let of = |place: usize| side(subjects[place], f64::INFINITY, curves[place].median());
    let sides = [of(0), of(1)];
    Figures {
        horizon: Some(Horizon::Median),
        difference: difference_of_estimates(&sides[0].estimate, &sides[1].estimate, 0.0, MEDIANS),
        effect: None,
        test: Some(tested(&sides, || test(subjects, curves, seed))),
        sides,
    }
}

fn restricted_mean(
    subjects: [&[Subject]; 2],
    curves: &[EventCurve; 2],
    at_day: Option<u32>,
    seed: u64,
) -> Figures {
    let last = at_day.unwrap_or(HORIZONS[HORIZONS.len() - 1]);
    let limit = subjects
        .iter()
        .zip(curves)
        .fold(f64::from(last), |limit, (subjects, curve)| {
            let longest = subjects
                .iter()
                .map(|subject| subject.time)
                .fold(0.0, f64::max);
            if curve.reaches(limit) {
                limit
            } else {
                limit.min(longest)
            }
        });
    let of = |place: usize| {
        let mean = curves[place].restricted_mean(limit);
        side(subjects[place], limit, mean)
    };
    let sides = [of(0), of(1)];
    let mut all = subjects.iter().copied().flatten();
    let competes = all.any(|subject| subject.outcome == Outcome::Competing);
    Figures {
        horizon: Some(Horizon::RestrictedMean),
        difference: difference_of_restricted_means(taken(curves, &sides), limit),
        effect: None,
        test: competes.then(|| tested(&sides, || test_of_incidences(subjects, curves, seed))),
        sides,
    }
}

fn taken<'a>(curves: &'a [EventCurve; 2], sides: &'a [Side; 2]) -> [Taken<'a>; 2] {
    [0, 1].map(|place| (curves[place].curve(), &sides[place].estimate))
}

/// Gray's comparison; where each pair has a mentor of its own, pairs are permuted.
fn test_of_incidences(
    subjects: [&[Subject]; 2],
    curves: &[EventCurve; 2],
    seed: u64,
) -> Significance {
    let mut all = subjects.into_iter().flatten();
    if !all.any(|subject| subject.outcome == Outcome::Reached) {
        return Significance::not_available("no events", GRAY);
    }
    let [first, second] = gray_scores_at(subjects, curves.each_ref().map(EventCurve::risk));
    Significance {
        method: GRAY,
        ..cluster_permutation(&first, &second, seed)
    }
}

fn side(subjects: &[Subject], until: f64, estimate: Estimate) -> Side {
    Side {
        contributing: reached(subjects, until, &estimate),
        estimate,
    }
}

fn test(subjects: [&[Subject]; 2], curves: &[EventCurve; 2], seed: u64) -> Significance {
    // Where nothing can compete no outcome is competing, so these are the risk sets of the outcomes.
    let risk = curves.each_ref().map(EventCurve::risk);
    let independent = log_rank(risk[0], risk[1]);
    let all = subjects.into_iter().flatten();
    let mut clusters: Vec<u32> = all.map(|subject| subject.cluster).collect();
    sort_by_number(&mut clusters, |cluster| *cluster);
    if independent.p_value.is_none() || clusters.windows(2).all(|two| two[0] != two[1]) {
        return independent;
    }
    let [first, second] = log_rank_scores_at(subjects, risk);
    let permuted = cluster_permutation(&first, &second, seed);
    let method = if independent.method.contains("cause-specific") {
        "log-rank scores, cause-specific, cluster permutation"
    } else {
        "log-rank scores, cluster permutation"
    };
    Significance { method, ..permuted }
}

/// The share to whom it happened, from the share to whom it did not.
fn turned(step: Step) -> Step {
    Step {
        value: 1.0 - step.value,
        interval: step.interval.map(|interval| Interval {
            lower: 1.0 - interval.upper,
            upper: 1.0 - interval.lower,
        }),
        ..step
    }
}

/// The curve of one group.
pub(super) enum EventCurve {
    Alone(KaplanMeier),
    Competing(AalenJohansen),
}

impl EventCurve {
    pub fn of(subjects: &[Subject], competes: bool) -> Self {
        if competes {
            Self::Competing(AalenJohansen::of(subjects))
        } else {
            Self::Alone(KaplanMeier::of(subjects))
        }
    }

    fn incidence_at(&self, time: f64) -> Estimate {
        match self {
            Self::Alone(curve) => curve.incidence_at(time),
            Self::Competing(curve) => curve.incidence_at(time),
        }
    }

    fn median(&self) -> Estimate {
        match self {
            Self::Alone(curve) => curve.median(),
            Self::Competing(curve) => curve.median(),
        }
    }

    fn restricted_mean(&self, horizon: f64) -> Estimate {
        match self {
            Self::Alone(curve) => curve.restricted_mean(horizon),
            Self::Competing(curve) => curve.restricted_mean(horizon),
        }
    }

    fn reaches(&self, time: f64) -> bool {
        self.risk().reaches(time)
    }

    fn curve(&self) -> &Curve {
        match self {
            Self::Alone(curve) => curve.curve(),
            Self::Competing(curve) => curve.curve(),
        }
    }

    fn risk(&self) -> &RiskSets {
        self.curve().risk()
    }

    /// The steps of the cumulative incidence, and what happened at each.
    pub fn incidence_steps(&self) -> (Vec<Step>, Vec<RiskSet>) {
        let steps = match self {
            Self::Alone(curve) => curve.steps().into_iter().map(turned).collect(),
            Self::Competing(curve) => curve.steps(),
        };
        (steps, self.risk().sets().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forty pairs, two of each mentor; every third ends otherwise before it could come to it.
    fn group(from: u32, step: u32, competes: bool) -> Vec<Subject> {
        let subject = |place: u32| Subject {
            time: f64::from(20 + place * step),
            outcome: match place % 3 {
                0 if competes => Outcome::Competing,
                1 => Outcome::Reached,
                _ => Outcome::Censored,
            },
            cluster: from + place / 2,
        };
        (0..40).map(subject).collect()
    }

    fn tests_of(competes: bool) -> [Option<Significance>; 2] {
        let groups = [group(0, 5, competes), group(100, 8, competes)];
        let groups = groups.each_ref().map(Vec::as_slice);
        let rows = figures(groups, competes, None, 1);
        let test = |horizon| {
            let row = rows.iter().find(|row| row.horizon == Some(horizon));
            row.and_then(|row| row.test.clone())
        };
        [Horizon::Median, Horizon::RestrictedMean].map(test)
    }

    #[test]
    fn rates_are_tested_and_incidences_too_where_something_competes() {
        let [rates, incidences] = tests_of(true).map(Option::unwrap);
        assert_eq!(
            rates.method,
            "log-rank scores, cause-specific, cluster permutation"
        );
        assert_eq!(incidences.method, GRAY);
        assert!(incidences.p_value.is_some());
        let [rates, incidences] = tests_of(false);
        assert_eq!(
            rates.unwrap().method,
            "log-rank scores, cluster permutation"
        );
        assert_eq!(incidences, None);
    }
}
