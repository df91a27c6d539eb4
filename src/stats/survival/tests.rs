//! Properties that all curves have.

use super::influence::{Weight, variance};
use super::samples::{placebo, six_mp, subjects};
use super::{AalenJohansen, Curve, KaplanMeier, Subject};
use crate::stats::estimate::Interval;
use proptest::prelude::*;

fn any_subjects() -> impl Strategy<Value = Vec<Subject>> {
    let exits = prop::collection::vec((1_u8..15, 0_u8..3), 1..40);
    exits.prop_map(|exits| {
        let exits: Vec<(f64, u8)> = exits
            .into_iter()
            .map(|(t, cause)| (f64::from(t), cause))
            .collect();
        subjects(&exits)
    })
}

fn in_clusters(subjects: &[Subject], size: u32) -> Vec<Subject> {
    let place = |subject: &Subject| Subject {
        cluster: subject.cluster / size,
        ..*subject
    };
    subjects.iter().map(place).collect()
}

/// Greenwood's variance of S(t) from its formula.
fn greenwood(curve: &Curve, time: f64) -> f64 {
    let sets = curve.risk().sets().iter().filter(|set| set.time <= time);
    let sum: f64 = sets
        .map(|set| (set.at_risk as f64, set.events() as f64))
        .map(|(y, d)| d / (y * (y - d)))
        .sum();
    curve.event_free(time).powi(2) * sum
}

/// The variance of F(t) under competing events from its formula.
fn incidence_variance(curve: &Curve, time: f64) -> f64 {
    let now = curve.incidence(time);
    let (mut free, mut variance) = (1.0, 0.0);
    for set in curve.risk().sets().iter().filter(|set| set.time <= time) {
        let (y, d, d1) = (set.at_risk as f64, set.events() as f64, set.reached as f64);
        let rest = now - curve.incidence(set.time);
        if y > d {
            variance += rest.powi(2) * d / (y * (y - d));
        }
        variance += free * free * d1 * (y - d1) / y.powi(3) - 2.0 * rest * free * d1 / (y * y);
        free *= (y - d) / y;
    }
    variance
}

#[test]
fn clusters_of_like_subjects_widen_the_curve() {
    let doubled: Vec<Subject> = six_mp()
        .into_iter()
        .flat_map(|subject| [subject, subject])
        .collect();
    let independent = Curve::of(&six_mp());
    let clustered = Curve::of(&doubled);
    // Twice the same subjects, known to be the same: as much information as once, corrected for
    // 21 clusters.
    let corrected = independent.standard_error(10.0) * (21.0_f64 / 20.0).sqrt();
    assert!((clustered.standard_error(10.0) - corrected).abs() < 1e-12);
}

#[test]
fn subjects_of_one_cluster_have_no_interval() {
    let one = subjects_of_one_cluster();
    for steps in [
        KaplanMeier::of(&one).steps(),
        AalenJohansen::of(&one).steps(),
    ] {
        assert!(steps.iter().all(|step| step.interval.is_none()));
    }
    let median = AalenJohansen::of(&one).median();
    assert_eq!((median.value, median.interval()), (Some(8.0), None));
    let why = "all of it comes from one cluster, so its spread is unknown";
    let estimates = [
        AalenJohansen::of(&one).incidence_at(10.0),
        KaplanMeier::of(&one).restricted_mean(10.0),
    ];
    for estimate in estimates {
        assert_eq!(estimate.not_available.as_deref(), Some(why));
    }
}

fn subjects_of_one_cluster() -> Vec<Subject> {
    let one = |subject: Subject| Subject {
        cluster: 0,
        ..subject
    };
    placebo().into_iter().map(one).collect()
}

proptest! {
    #[test]
    fn influences_of_independent_subjects_give_greenwood(subjects in any_subjects(), time in 1_u8..15) {
        let curve = KaplanMeier::of(&subjects).curve().clone();
        let time = f64::from(time);
        if curve.event_free(time) > 0.0 {
            prop_assert!((curve.standard_error(time).powi(2) - greenwood(&curve, time)).abs() < 1e-12);
        }
    }

    #[test]
    fn influences_of_independent_subjects_give_the_variance_of_the_incidence(
        subjects in any_subjects(), time in 1_u8..15,
    ) {
        let (curve, time) = (Curve::of(&subjects), f64::from(time));
        let formula = incidence_variance(&curve, time);
        prop_assert!((curve.standard_error(time).powi(2) - formula).abs() < 1e-12);
    }

    #[test]
    fn one_pass_over_clusters_gives_the_influences_of_each_time(
        subjects in any_subjects(), size in 1_u32..6,
    ) {
        let curve = Curve::of(&in_clusters(&subjects, size));
        let sets = curve.risk().sets();
        let free: Vec<f64> = std::iter::once(1.0).chain(sets.iter().map(|set| curve.event_free(set.time))).collect();
        for (index, set) in sets.iter().enumerate() {
            let now = curve.incidence(set.time);
            let weights: Vec<Weight> = sets[..=index].iter().map(|set| (now - curve.incidence(set.time), 1.0)).collect();
            let direct = variance(curve.risk(), &free[..sets.len()], &weights);
            prop_assert!((curve.standard_error(set.time).powi(2) - direct).abs() < 1e-12);
        }
    }

    #[test]
    fn shares_add_up_and_curves_never_turn_back(subjects in any_subjects()) {
        let exchanged: Vec<Subject> = subjects.iter().map(|subject| subject.exchanged()).collect();
        let (first, second) = (Curve::of(&subjects), Curve::of(&exchanged));
        let mut last = 0.0;
        for time in (0..16).map(f64::from) {
            let (incidence, free) = (first.incidence(time), first.event_free(time));
            prop_assert!((incidence + second.incidence(time) + free - 1.0).abs() < 1e-9);
            prop_assert!((last..=1.0).contains(&incidence) && (0.0..=1.0).contains(&free));
            last = incidence;
        }
    }

    #[test]
    fn with_one_cause_the_incidence_is_one_minus_kaplan_meier(subjects in any_subjects()) {
        let one_cause = KaplanMeier::of(&subjects);
        let curve = one_cause.curve();
        for time in (0..16).map(f64::from) {
            prop_assert!((curve.incidence(time) + curve.event_free(time) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn intervals_hold_their_value_within_zero_and_one(subjects in any_subjects(), size in 1_u32..5) {
        let subjects = in_clusters(&subjects, size);
        let steps = [KaplanMeier::of(&subjects).steps(), AalenJohansen::of(&subjects).steps()].concat();
        for step in steps {
            if let Some(Interval { lower, upper }) = step.interval {
                prop_assert!(0.0 <= lower && lower <= step.value && step.value <= upper && upper <= 1.0);
            }
        }
    }

    #[test]
    fn rows_and_names_of_clusters_change_no_bit(
        subjects in any_subjects(), size in 1_u32..5, turn in 0_usize..40, time in 1_u8..15,
    ) {
        let subjects = in_clusters(&subjects, size);
        let mut changed: Vec<Subject> = subjects
            .iter()
            .map(|subject| Subject { cluster: subject.cluster.wrapping_mul(2_654_435_761), ..*subject })
            .collect();
        changed.rotate_left(turn % subjects.len());
        let time = f64::from(time);
        let all = |subjects: &[Subject]| {
            let (km, aj) = (KaplanMeier::of(subjects), AalenJohansen::of(subjects));
            [km.incidence_at(time), km.median(), km.restricted_mean(time), aj.incidence_at(time), aj.median(), aj.restricted_mean(time)]
        };
        prop_assert_eq!(all(&subjects), all(&changed));
    }

    #[test]
    fn the_restricted_mean_is_the_area_of_the_steps(subjects in any_subjects(), horizon in 1_u8..15) {
        let curve = Curve::of(&subjects);
        let horizon_time = f64::from(horizon);
        // Times are whole, so the curve is constant between them.
        let area: f64 = (0..horizon).map(|time| 1.0 - curve.incidence(f64::from(time))).sum();
        prop_assert!((curve.time_without_event(horizon_time).0 - area).abs() < 1e-9);
    }
}
