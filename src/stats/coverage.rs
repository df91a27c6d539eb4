//! How often intervals cover and tests reject when the truth is known and units come in clusters.
//!
//! Not part of the ordinary run: `cargo test --lib coverage -- --ignored --nocapture`. What it gave is in
//! `docs/coverage.md`.

use super::clustered_ranks::{clustered_cliffs_delta, clustered_hodges_lehmann, mid_ranks};
use super::median::clustered_median;
use super::permutation::cluster_permutation;
use super::proportion::{ClusteredShare, Unit, clustered_share};
use super::random::Random;
use super::survival::{
    AalenJohansen, Curve, Outcome, Subject, difference_of_incidences, log_rank_scores,
};
use super::two_shares::difference_of_shared_clusters;
use super::{Estimate, Significance};

const REPLICATES: u32 = 10_000;
/// Clusters of each group.
const CLUSTERS: u32 = 20;

/// A number between 0 and 1.
fn uniform(random: &mut Random) -> f64 {
    random.below(1 << 30) as f64 / f64::from(1 << 30)
}

/// Clusters of one to four units; each cluster has its own level between 0 and 1, each unit its own number.
fn group(from: u32, random: &mut Random) -> Vec<(u32, f64, f64)> {
    let mut units = Vec::new();
    for cluster in from..from + CLUSTERS {
        let level = uniform(random);
        for _ in 0..=random.below(4) {
            units.push((cluster, level, uniform(random)));
        }
    }
    units
}

/// A unit succeeds with probability one half, and more often if its cluster does.
fn shares(units: &[(u32, f64, f64)]) -> Vec<Unit> {
    let success = |level: f64, own: f64| f64::from(u8::from(own < 0.25 + 0.5 * level));
    units
        .iter()
        .map(|(cluster, level, own)| (*cluster, success(*level, *own), 1.0))
        .collect()
}

fn numbers(units: &[(u32, f64, f64)]) -> Vec<(u32, f64)> {
    units
        .iter()
        .map(|(cluster, level, own)| (*cluster, level + own))
        .collect()
}

/// The event comes at −ln(own)/rate, competes in a third of all units, and is censored by 1.5.
fn subjects(units: &[(u32, f64, f64)]) -> Vec<Subject> {
    let subject = |(cluster, level, own): &(u32, f64, f64)| {
        let time = -own.max(1e-9).ln() / (0.5 + level);
        let competes = (own * 1_000.0).fract() < 1.0 / 3.0;
        let outcome = match (time > 1.5, competes) {
            (true, _) => Outcome::Censored,
            (false, true) => Outcome::Competing,
            (false, false) => Outcome::Reached,
        };
        Subject {
            time: time.min(1.5),
            outcome,
            cluster: *cluster,
        }
    };
    units.iter().map(subject).collect()
}

/// F(1) of the subjects: two thirds of E[1 − exp(−rate)] over rates from 0.5 to 1.5.
fn true_incidence() -> f64 {
    2.0 / 3.0 * (1.0 - ((-0.5_f64).exp() - (-1.5_f64).exp()))
}

fn covers(estimate: &Estimate, truth: f64) -> bool {
    let below = estimate.lower.is_none_or(|lower| lower <= truth);
    below && estimate.upper.is_none_or(|upper| truth <= upper)
}

fn rejects(test: &Significance) -> bool {
    test.p_value.is_some_and(|p| p <= 0.05)
}

#[test]
#[ignore = "an experiment of some minutes"]
fn coverage_and_type_one_error_with_clusters() {
    let mut random = Random::new(20_260_930);
    let mut counts = [0_u32; 10];
    for seed in 0..REPLICATES {
        let (first, second) = (group(0, &mut random), group(1_000, &mut random));
        let [share1, share2] = [&first, &second].map(|units| shares(units));
        let [number1, number2] = [&first, &second].map(|units| numbers(units));
        let [subject1, subject2] = [&first, &second].map(|units| subjects(units));
        let [rank1, rank2] = mid_ranks(&number1, &number2);
        let [score1, score2] = log_rank_scores(&subject1, &subject2);
        let seed = u64::from(seed);
        let parts = [&share1, &share2].map(|units| ClusteredShare::of(units));
        let curves = [&subject1, &subject2].map(|subjects| Curve::of(subjects));
        let happened = [
            covers(&clustered_share(&share1), 0.5),
            covers(
                &difference_of_shared_clusters(parts[0].as_ref(), parts[1].as_ref()),
                0.0,
            ),
            covers(&clustered_median(&number1), 1.0),
            covers(&clustered_hodges_lehmann(&number1, &number2), 0.0),
            covers(&clustered_cliffs_delta(&number1, &number2), 0.0),
            covers(
                &AalenJohansen::of(&subject1).incidence_at(1.0),
                true_incidence(),
            ),
            covers(&difference_of_incidences(curves.each_ref(), 1.0), 0.0),
            rejects(&cluster_permutation(&share1, &share2, seed)),
            rejects(&cluster_permutation(&rank1, &rank2, seed)),
            rejects(&cluster_permutation(&score1, &score2, seed)),
        ];
        for (count, happened) in counts.iter_mut().zip(happened) {
            *count += u32::from(happened);
        }
    }
    let names = [
        "share",
        "difference of shares",
        "median",
        "Hodges–Lehmann shift",
        "Cliff's delta",
        "cumulative incidence",
        "difference of incidences",
        "permutation of shares rejects",
        "permutation of ranks rejects",
        "permutation of log-rank scores rejects",
    ];
    for (name, count) in names.iter().zip(counts) {
        println!("{name}: {:.3}", f64::from(count) / f64::from(REPLICATES));
    }
    let rate = |place: usize| f64::from(counts[place]) / f64::from(REPLICATES);
    // The aim is 0.93; a quarter of a point is the standard error of a rate.
    assert!((0..7).all(|place| rate(place) >= 0.9275), "{counts:?}");
    assert!((7..10).all(|place| rate(place) <= 0.06), "{counts:?}");
}
