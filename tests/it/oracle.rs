//! Our statistics against the values that other people's libraries give for the same numbers.
//!
//! The values are made by `tests/oracle/statistics.py` and `tests/oracle/gray.R` with libraries of
//! noted versions and checked in.

use std::collections::BTreeSet;
use std::fmt::Debug;

use mentorstat::stats::agreement::{RatingTable, Weights};
use mentorstat::stats::alpha::cronbach_alpha;
use mentorstat::stats::clustered_mean::clustered_mean;
use mentorstat::stats::clustered_ranks::clustered_cliffs_delta;
use mentorstat::stats::contingency::FourfoldTable;
use mentorstat::stats::estimate::{Estimate, Interval};
use mentorstat::stats::hodges_lehmann::hodges_lehmann;
use mentorstat::stats::mann_whitney::mann_whitney;
use mentorstat::stats::mcf::{MeanCumulativeFunction, RecurrentUnit};
use mentorstat::stats::median::median;
use mentorstat::stats::multiplicity::{benjamini_hochberg, holm};
use mentorstat::stats::permutation::cluster_permutation;
use mentorstat::stats::proportion::{ClusteredShare, Unit, wilson};
use mentorstat::stats::quantile::Sample;
use mentorstat::stats::risk_ratio::clustered_risk_ratio;
use mentorstat::stats::survival::{
    AalenJohansen, Curve, KaplanMeier, Outcome, RiskSets, Subject, difference_of_incidences,
    difference_of_restricted_means, gray_scores, log_rank, log_rank_scores,
};
use mentorstat::stats::two_shares::{ShareWithInterval, newcombe};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The cases of one family; fails if there are none, so that no test passes by being empty.
fn cases<T: DeserializeOwned>(family: &str) -> Vec<T> {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../oracle/statistics.json")).unwrap();
    let cases: Vec<T> = serde_json::from_value(all[family].clone()).unwrap();
    assert!(cases.len() >= 5, "{family} has {} cases", cases.len());
    cases
}

/// Fails unless `found` is `expected` up to a relative or absolute error of `tolerance`.
#[track_caller]
fn assert_close(
    found: impl Into<Option<f64>>,
    expected: impl Into<Option<f64>>,
    tolerance: f64,
    case: impl Debug,
) {
    let (found, expected) = (found.into(), expected.into());
    let close = match (found, expected) {
        (Some(found), Some(expected)) => {
            (found - expected).abs() <= tolerance * expected.abs().max(1.0)
        }
        (found, expected) => found == expected,
    };
    assert!(close, "found {found:?}, expected {expected:?} in {case:?}");
}

#[track_caller]
fn assert_interval(
    found: Option<Interval>,
    lower: f64,
    upper: f64,
    tolerance: f64,
    case: impl Debug,
) {
    assert_close(found.map(|found| found.lower), lower, tolerance, &case);
    assert_close(found.map(|found| found.upper), upper, tolerance, &case);
}

#[derive(Debug, Deserialize)]
struct WilsonCase {
    k: f64,
    n: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn wilson_is_that_of_statsmodels() {
    for case in cases::<WilsonCase>("wilson") {
        assert_interval(wilson(case.k, case.n), case.lower, case.upper, 1e-12, &case);
    }
}

#[derive(Debug, Deserialize)]
struct ShareCase {
    units: Vec<(u32, f64, f64)>,
    share: f64,
    standard_error: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn clustered_shares_are_weighted_means_with_the_robust_errors_of_statsmodels() {
    for case in cases::<ShareCase>("clustered_share") {
        let share = ClusteredShare::of(&case.units).unwrap();
        assert_close(share.share(), case.share, 1e-12, &case);
        assert_close(share.standard_error(), case.standard_error, 1e-12, &case);
        assert_interval(share.interval().ok(), case.lower, case.upper, 1e-11, &case);
    }
}

#[derive(Debug, Deserialize)]
struct MeanCase {
    values: Vec<(u32, f64)>,
    mean: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn clustered_means_have_the_robust_t_intervals_of_statsmodels() {
    for case in cases::<MeanCase>("clustered_mean") {
        let estimate = clustered_mean(&case.values);
        assert_close(estimate.value, case.mean, 1e-12, &case);
        assert_interval(estimate.interval(), case.lower, case.upper, 1e-8, &case);
    }
}

#[derive(Debug, Deserialize)]
struct MedianCase {
    values: Vec<f64>,
    quartiles: [f64; 3],
    lower: f64,
    upper: f64,
}

#[test]
fn quartiles_are_those_of_numpy_and_median_intervals_those_of_scipy() {
    for case in cases::<MedianCase>("median") {
        let sample = Sample::new(case.values.iter().copied());
        for (p, quartile) in [0.25, 0.5, 0.75].into_iter().zip(case.quartiles) {
            assert_close(sample.quantile(p), quartile, 1e-12, &case);
        }
        assert_interval(
            median(&case.values).interval(),
            case.lower,
            case.upper,
            0.0,
            &case,
        );
    }
}

fn subjects(time: &[f64], cause: &[u8], cluster: impl IntoIterator<Item = u32>) -> Vec<Subject> {
    let outcome = |cause: u8| match cause {
        0 => Outcome::Censored,
        1 => Outcome::Reached,
        _ => Outcome::Competing,
    };
    let exits = time.iter().zip(cause).zip(cluster);
    let subject = |((time, cause), cluster): ((&f64, &u8), u32)| Subject {
        time: *time,
        outcome: outcome(*cause),
        cluster,
    };
    exits.map(subject).collect()
}

#[derive(Debug, Deserialize)]
struct KaplanMeierCase {
    time: Vec<f64>,
    cause: Vec<u8>,
    at: Vec<f64>,
    survival: Vec<f64>,
    lower: Vec<Option<f64>>,
    upper: Vec<Option<f64>>,
    touches_half: bool,
    median: Option<f64>,
    median_lower: Option<f64>,
    median_upper: Option<f64>,
    horizon: f64,
    restricted_mean: f64,
}

#[test]
fn kaplan_meier_is_that_of_lifelines_and_scikit_survival() {
    for case in cases::<KaplanMeierCase>("kaplan_meier") {
        let curve = KaplanMeier::of(&subjects(&case.time, &case.cause, 0..));
        for (index, time) in case.at.iter().enumerate() {
            let found = curve.survival_at(*time);
            assert_close(found.value, case.survival[index], 1e-12, &case);
            assert_close(found.lower, case.lower[index], 1e-8, &case);
            assert_close(found.upper, case.upper[index], 1e-8, &case);
        }
        let area = curve.restricted_mean(case.horizon).value;
        assert_close(area, case.restricted_mean, 1e-10, &case);
        if !case.touches_half {
            let Estimate {
                value,
                lower,
                upper,
                ..
            } = curve.median();
            assert_close(value, case.median, 0.0, &case);
            assert_close(lower, case.median_lower, 0.0, &case);
            assert_close(upper, case.median_upper, 0.0, &case);
        }
    }
}

#[derive(Debug, Deserialize)]
struct AalenJohansenCase {
    time: Vec<f64>,
    cause: Vec<u8>,
    at: Vec<f64>,
    reached: Vec<f64>,
    competing: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

#[test]
fn aalen_johansen_is_that_of_scikit_survival() {
    for case in cases::<AalenJohansenCase>("aalen_johansen") {
        let subjects = subjects(&case.time, &case.cause, 0..);
        let exchanged: Vec<Subject> = subjects.iter().map(|subject| subject.exchanged()).collect();
        let (reached, competing) = (AalenJohansen::of(&subjects), AalenJohansen::of(&exchanged));
        for (index, time) in case.at.iter().enumerate() {
            let found = reached.incidence_at(*time);
            assert_close(found.value, case.reached[index], 1e-12, &case);
            assert_interval(
                found.interval(),
                case.lower[index],
                case.upper[index],
                1e-9,
                &case,
            );
            let other = competing.incidence_at(*time).value;
            assert_close(other, case.competing[index], 1e-12, &case);
        }
    }
}

#[derive(Debug, Deserialize)]
struct ClusteredCurveCase {
    time: Vec<f64>,
    cause: Vec<u8>,
    cluster: Vec<u32>,
    at: f64,
    incidence: f64,
    standard_error: f64,
    restricted_mean: f64,
    restricted_mean_error: f64,
}

#[test]
fn clustered_errors_of_curves_are_what_changing_the_weight_of_a_cluster_does() {
    for case in cases::<ClusteredCurveCase>("clustered_incidence") {
        let curve = Curve::of(&subjects(
            &case.time,
            &case.cause,
            case.cluster.iter().copied(),
        ));
        let correction = few_clusters(case.cluster.iter().copied());
        assert_close(curve.incidence(case.at), case.incidence, 1e-12, &case);
        assert_close(
            curve.standard_error(case.at),
            case.standard_error * correction,
            1e-8,
            &case,
        );
        let (mean, error) = curve.time_without_event(case.at);
        assert_close(mean, case.restricted_mean, 1e-10, &case);
        assert_close(error, case.restricted_mean_error * correction, 1e-7, &case);
    }
}

/// √(G/(G − 1)) where any of G clusters has two members.
fn few_clusters(clusters: impl IntoIterator<Item = u32>) -> f64 {
    let clusters: Vec<u32> = clusters.into_iter().collect();
    let distinct = clusters.iter().collect::<BTreeSet<_>>().len();
    if distinct == clusters.len() {
        return 1.0;
    }
    (distinct as f64 / (distinct as f64 - 1.0)).sqrt()
}

#[derive(Debug, Deserialize)]
struct McfCase {
    units: Vec<McfUnit>,
    at: Vec<f64>,
    mean: Vec<f64>,
    standard_error: Vec<f64>,
}

#[derive(Debug, Deserialize)]
struct McfUnit {
    events: Vec<f64>,
    until: f64,
    cluster: u32,
}

#[test]
fn clustered_errors_of_recurrent_events_are_what_changing_the_weight_of_a_cluster_does() {
    for case in cases::<McfCase>("mean_cumulative_function") {
        let unit = |unit: &McfUnit| RecurrentUnit {
            events: unit.events.clone(),
            until: unit.until,
            cluster: unit.cluster,
        };
        let units: Vec<RecurrentUnit> = case.units.iter().map(unit).collect();
        let mcf = MeanCumulativeFunction::of(&units);
        let correction = few_clusters(case.units.iter().map(|unit| unit.cluster));
        for (index, time) in case.at.iter().enumerate() {
            assert_close(mcf.at(*time).value, case.mean[index], 1e-12, &case);
            assert_close(
                mcf.standard_error(*time),
                case.standard_error[index] * correction,
                1e-8,
                &case,
            );
        }
    }
}

#[derive(Debug, Deserialize)]
struct NewcombeCase {
    k1: f64,
    n1: f64,
    k2: f64,
    n2: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn newcombe_is_that_of_statsmodels() {
    let share = |k: f64, n: f64| ShareWithInterval {
        share: k / n,
        interval: wilson(k, n).unwrap(),
    };
    for case in cases::<NewcombeCase>("newcombe") {
        let found = newcombe(share(case.k1, case.n1), share(case.k2, case.n2), 0.0);
        assert_interval(Some(found), case.lower, case.upper, 1e-12, &case);
    }
}

#[derive(Debug, Deserialize)]
struct KappaCase {
    table: Vec<Vec<usize>>,
    unweighted: [f64; 3],
    linear: [f64; 3],
    quadratic: [f64; 3],
}

#[test]
fn kappa_is_that_of_statsmodels() {
    for case in cases::<KappaCase>("kappa") {
        let mut ratings = Vec::new();
        for (first, row) in case.table.iter().enumerate() {
            for (second, count) in row.iter().enumerate() {
                ratings.extend(std::iter::repeat_n((first, second), *count));
            }
        }
        let table = RatingTable::of(&ratings, case.table.len());
        let expected = [
            (Weights::Unweighted, case.unweighted),
            (Weights::Linear, case.linear),
            (Weights::Quadratic, case.quadratic),
        ];
        for (weights, [kappa, lower, upper]) in expected {
            let found = table.kappa(weights);
            assert_close(found.value, kappa, 1e-12, &case);
            assert_interval(found.interval(), lower, upper, 1e-10, &case);
        }
    }
}

#[derive(Debug, Deserialize)]
struct AlphaCase {
    answers: Vec<Vec<f64>>,
    alpha: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn alpha_has_the_interval_of_scipys_f_distribution() {
    for case in cases::<AlphaCase>("alpha") {
        let found = cronbach_alpha(&case.answers);
        assert_close(found.value, case.alpha, 1e-12, &case);
        assert_interval(found.interval(), case.lower, case.upper, 1e-5, &case);
    }
}

#[derive(Debug, Deserialize)]
struct MannWhitneyCase {
    first: Vec<f64>,
    second: Vec<f64>,
    u: f64,
    p: f64,
}

#[test]
fn mann_whitney_is_that_of_scipy() {
    for case in cases::<MannWhitneyCase>("mann_whitney") {
        let found = mann_whitney(&case.first, &case.second);
        assert_close(found.statistic, case.u, 0.0, &case);
        // Our normal tail comes from a rational approximation.
        assert_close(found.p_value, case.p, 1e-9, &case);
    }
}

#[derive(Debug, Deserialize)]
struct FourfoldCase {
    table: [[u32; 2]; 2],
    chi_squared: f64,
    chi_squared_p: f64,
    fisher_p: f64,
    ratio: [f64; 3],
}

#[test]
fn tests_and_ratios_of_fourfold_tables_are_those_of_scipy() {
    for case in cases::<FourfoldCase>("fourfold_table") {
        let [first, second] = case.table;
        let table = FourfoldTable { first, second };
        assert_close(
            table.chi_squared().statistic,
            case.chi_squared,
            1e-11,
            &case,
        );
        assert_close(
            table.chi_squared().p_value,
            case.chi_squared_p,
            1e-10,
            &case,
        );
        assert_close(table.fisher().p_value, case.fisher_p, 1e-10, &case);
        let (ratio, [value, lower, upper]) = (table.risk_ratio(), case.ratio);
        assert_close(ratio.value, value, 1e-12, &case);
        assert_interval(ratio.interval(), lower, upper, 1e-9, &case);
    }
}

#[derive(Debug, Deserialize)]
struct MultiplicityCase {
    raw: Vec<f64>,
    holm: Vec<f64>,
    benjamini_hochberg: Vec<f64>,
}

#[test]
fn adjusted_p_values_are_those_of_statsmodels() {
    for case in cases::<MultiplicityCase>("multiplicity") {
        let raw: Vec<Option<f64>> = case.raw.iter().copied().map(Some).collect();
        let (by_holm, by_bh) = (holm(&raw), benjamini_hochberg(&raw));
        for index in 0..raw.len() {
            assert_close(by_holm[index], case.holm[index], 1e-12, &case);
            assert_close(by_bh[index], case.benjamini_hochberg[index], 1e-12, &case);
        }
    }
}

#[derive(Debug, Deserialize)]
struct LogRankCase {
    first: (Vec<f64>, Vec<u8>),
    second: (Vec<f64>, Vec<u8>),
    statistic: f64,
    p: f64,
}

#[test]
fn the_log_rank_test_is_that_of_lifelines() {
    for case in cases::<LogRankCase>("log_rank") {
        let group = |(time, cause): &(Vec<f64>, Vec<u8>)| subjects(time, cause, 0..);
        let found = log_rank(
            &RiskSets::of(&group(&case.first)),
            &RiskSets::of(&group(&case.second)),
        );
        assert_close(found.statistic, case.statistic, 1e-10, &case);
        assert_close(found.p_value, case.p, 1e-10, &case);
    }
}

#[derive(Debug, Deserialize)]
struct HodgesLehmannCase {
    first: Vec<f64>,
    second: Vec<f64>,
    shift: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn the_hodges_lehmann_interval_is_what_scipys_exact_test_accepts() {
    for case in cases::<HodgesLehmannCase>("hodges_lehmann") {
        let found = hodges_lehmann(&case.first, &case.second);
        assert_close(found.value, case.shift, 1e-12, &case);
        assert_interval(found.interval(), case.lower, case.upper, 1e-9, &case);
    }
}

#[derive(Debug, Deserialize)]
struct PermutationCase {
    first: Vec<(u32, f64, f64)>,
    second: Vec<(u32, f64, f64)>,
    statistic: f64,
    p: f64,
}

#[test]
fn cluster_permutations_count_the_arrangements_written_out() {
    for case in cases::<PermutationCase>("cluster_permutation") {
        let test = cluster_permutation(&case.first, &case.second, 1);
        assert!(test.method.ends_with("all arrangements"), "{test:?}");
        assert_close(test.statistic, case.statistic, 1e-9, &case);
        assert_close(test.p_value, case.p, 1e-12, &case);
    }
}

#[derive(Debug, Deserialize)]
struct ClusteredRatioCase {
    first: Vec<(u32, f64, f64)>,
    second: Vec<(u32, f64, f64)>,
    ratio: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn clustered_risk_ratios_have_the_errors_of_their_clusters_weights() {
    for case in cases::<ClusteredRatioCase>("clustered_risk_ratio") {
        let found = clustered_risk_ratio(&case.first, &case.second);
        assert_close(found.value, case.ratio, 1e-12, &case);
        assert_interval(found.interval(), case.lower, case.upper, 1e-7, &case);
    }
}

#[derive(Debug, Deserialize)]
struct DifferenceCase {
    groups: [[Vec<u32>; 3]; 2],
    at: f64,
    /// The difference and the ends of its interval.
    incidence: [f64; 3],
    restricted_mean: [f64; 3],
}

fn exits_in_clusters([time, cause, cluster]: &[Vec<u32>; 3]) -> Vec<Subject> {
    let exits = time.iter().zip(cause).zip(cluster);
    let subject = |((time, cause), cluster): ((&u32, &u32), &u32)| Subject {
        time: f64::from(*time),
        outcome: match cause {
            0 => Outcome::Censored,
            1 => Outcome::Reached,
            _ => Outcome::Competing,
        },
        cluster: *cluster,
    };
    exits.map(subject).collect()
}

#[test]
fn differences_of_curves_have_the_errors_of_their_clusters_weights() {
    for case in cases::<DifferenceCase>("clustered_difference") {
        let groups = case.groups.each_ref().map(exits_in_clusters);
        let curves = groups.each_ref().map(|of| AalenJohansen::of(of));
        let [first, second] = curves.each_ref().map(AalenJohansen::curve);
        let incidences = curves.each_ref().map(|of| of.incidence_at(case.at));
        let means = curves.each_ref().map(|of| of.restricted_mean(case.at));
        for (found, [value, lower, upper]) in [
            (
                difference_of_incidences(
                    [(first, &incidences[0]), (second, &incidences[1])],
                    case.at,
                ),
                case.incidence,
            ),
            (
                difference_of_restricted_means([(first, &means[0]), (second, &means[1])], case.at),
                case.restricted_mean,
            ),
        ] {
            assert_close(found.value, value, 1e-9, &case);
            assert_interval(found.interval(), lower, upper, 1e-6, &case);
        }
    }
}

#[derive(Debug, Deserialize)]
struct ClusteredDeltaCase {
    first: Vec<(u32, f64)>,
    second: Vec<(u32, f64)>,
    delta: f64,
    lower: f64,
    upper: f64,
}

#[test]
fn clustered_deltas_have_the_errors_of_their_clusters_weights() {
    for case in cases::<ClusteredDeltaCase>("clustered_delta") {
        let found = clustered_cliffs_delta(&case.first, &case.second);
        assert_close(found.value, case.delta, 1e-12, &case);
        assert_interval(found.interval(), case.lower, case.upper, 1e-7, &case);
    }
}

/// Events of the first group less those expected from the pooled rate, time by time.
fn excess(first: &[Subject], second: &[Subject]) -> f64 {
    let reached = |subjects: &[Subject], time: f64| {
        let at = subjects
            .iter()
            .filter(|s| s.outcome == Outcome::Reached && s.time.total_cmp(&time).is_eq());
        at.count() as f64
    };
    let at_risk =
        |subjects: &[Subject], time: f64| subjects.iter().filter(|s| s.time >= time).count() as f64;
    let mut times: Vec<f64> = first
        .iter()
        .chain(second)
        .map(|subject| subject.time)
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let terms = times.into_iter().map(|time| {
        let events = reached(first, time) + reached(second, time);
        let share = at_risk(first, time) / (at_risk(first, time) + at_risk(second, time));
        reached(first, time) - events * share
    });
    terms.sum()
}

#[test]
fn log_rank_scores_add_up_to_the_numerator_of_the_test() {
    for case in cases::<LogRankCase>("log_rank") {
        let group = |(time, cause): &(Vec<f64>, Vec<u8>)| subjects(time, cause, 0..);
        let (first, second) = (group(&case.first), group(&case.second));
        let [of_first, of_second] = log_rank_scores(&first, &second);
        let sum = |scores: &[(u32, f64, f64)]| scores.iter().map(|score| score.1).sum::<f64>();
        assert_close(sum(&of_first), excess(&first, &second), 1e-9, &case);
        assert_close(sum(&of_first) + sum(&of_second), 0.0, 1e-9, &case);
    }
}

#[derive(Debug, Deserialize)]
struct GrayCase {
    /// Times and causes of each group.
    groups: [[Vec<u32>; 2]; 2],
    /// Of the first group, events beyond those expected.
    score: f64,
    p: f64,
}

/// Gray's statistic from independent pairs has the same numerator; ours is permuted, not χ², and
/// stays behind it where the groups are observed for different times, as in most of these samples.
#[test]
fn gray_scores_add_up_to_that_of_cmprsk_and_their_permutation_is_not_bolder_than_its_p() {
    let cases: Vec<GrayCase> = serde_json::from_str(include_str!("../oracle/gray.json")).unwrap();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let mut next = 0..;
        let [first, second] = case.groups.each_ref().map(|[time, cause]| {
            let cluster = time
                .iter()
                .zip(&mut next)
                .map(|(_, cluster)| cluster)
                .collect();
            exits_in_clusters(&[time.clone(), cause.clone(), cluster])
        });
        let [first, second] = gray_scores(&first, &second);
        let total = |scores: &[Unit]| scores.iter().map(|score| score.1).sum::<f64>();
        assert_close(total(&first), case.score, 1e-10, &case);
        assert_close(total(&second), -case.score, 1e-10, &case);
        let p = cluster_permutation(&first, &second, 1).p_value.unwrap();
        assert!((-0.03..0.15).contains(&(p - case.p)), "{p} in {case:?}");
    }
}
