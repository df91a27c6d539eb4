//! Reference values and properties.

use super::*;
use crate::stats::testing::{assert_close, assert_interval};
use proptest::prelude::*;

#[test]
fn wilson_reference_values() {
    let cases = [
        (0.0, 5.0, 0.0, 0.434_482_46),
        (3.0, 7.0, 0.158_219_86, 0.749_541_64),
        (8.0, 10.0, 0.490_162_47, 0.943_317_85),
        (10.0, 10.0, 0.722_467_2, 1.0),
        (34.0, 50.0, 0.541_897_03, 0.792_417_84),
        (1.0, 1.0, 0.206_549_31, 1.0),
    ];
    for (successes, trials, lower, upper) in cases {
        assert_interval(wilson(successes, trials), lower, upper, 5e-9);
    }
}

#[test]
fn the_ends_are_exact() {
    assert_eq!(wilson(0.0, 5.0).map(|found| found.lower.to_bits()), Some(0));
    assert_eq!(wilson(7.3, 7.3).map(|found| found.upper), Some(1.0));
}

#[test]
fn no_interval_for_impossible_counts() {
    for (successes, trials) in [
        (0.0, 0.0),
        (3.0, 2.0),
        (-1.0, 2.0),
        (f64::NAN, 2.0),
        (1.0, f64::NAN),
    ] {
        assert_eq!(wilson(successes, trials), None, "{successes} of {trials}");
    }
}

/// Clusters 0,0,0,1,1,2,2,2,2,3,4,4,5 with y 1,1,0,1,1,0,0,0,1,1,1,0,1.
const CLUSTERED: [Unit; 13] = [
    (0, 1.0, 1.0),
    (0, 1.0, 1.0),
    (0, 0.0, 1.0),
    (1, 1.0, 1.0),
    (1, 1.0, 1.0),
    (2, 0.0, 1.0),
    (2, 0.0, 1.0),
    (2, 0.0, 1.0),
    (2, 1.0, 1.0),
    (3, 1.0, 1.0),
    (4, 1.0, 1.0),
    (4, 0.0, 1.0),
    (5, 1.0, 1.0),
];

#[test]
fn clustered_reference_values() {
    let share = ClusteredShare::of(&CLUSTERED).unwrap();
    assert_close(share.share(), 0.615_385, 5e-7);
    assert_close(share.standard_error().unwrap(), 0.148_378, 5e-7);
    assert_close(share.design_effect().unwrap(), 1.209_231, 5e-7);
    assert_interval(share.interval().ok(), 0.333_550, 0.836_468, 6e-7);
    assert_interval(wilson(8.0, 13.0), 0.355_229, 0.822_903, 5e-7);
}

#[test]
fn the_estimate_counts_units_clusters_and_sums() {
    let units = [(1, 2.0, 3.0), (1, 0.0, 0.0), (2, 1.0, 1.0), (9, 0.0, 0.0)];
    let estimate = clustered_share(&units);
    assert_eq!((estimate.n, estimate.clusters), (2, Some(2)));
    assert_eq!(
        (estimate.numerator, estimate.denominator),
        (Some(3.0), Some(4.0))
    );
    assert_eq!(estimate.value, Some(0.75));
}

#[test]
fn at_zero_and_one_every_cluster_counts_once() {
    let none = clustered_share(&[(1, 0.0, 4.0), (1, 0.0, 3.0), (2, 0.0, 9.0)]);
    assert_interval(none.interval(), 0.0, wilson(0.0, 2.0).unwrap().upper, 1e-15);
    let all = clustered_share(&[(1, 4.0, 4.0), (2, 3.0, 3.0), (3, 9.0, 9.0)]);
    assert_interval(all.interval(), wilson(3.0, 3.0).unwrap().lower, 1.0, 1e-15);
}

#[test]
fn clusters_that_are_all_alike_do_not_add_information() {
    let share = ClusteredShare::of(&[(1, 1.0, 2.0), (2, 1.0, 2.0)]).unwrap();
    assert_eq!(share.design_effect(), Some(1.0));
    assert_eq!(share.effective_size(), Some(4.0));
}

#[test]
fn one_cluster_has_a_share_but_no_interval() {
    let estimate = clustered_share(&[(4, 1.0, 3.0), (4, 1.0, 1.0)]);
    assert_eq!(estimate.value, Some(0.5));
    assert_eq!((estimate.lower, estimate.upper), (None, None));
    assert!(estimate.not_available.is_some());
}

#[test]
fn an_empty_denominator_is_not_available() {
    for units in [&[][..], &[(1, 0.0, 0.0)], &[(1, f64::NAN, 2.0)]] {
        let estimate = clustered_share(units);
        assert_eq!((estimate.value, estimate.denominator), (None, None));
        assert!(estimate.not_available.is_some());
    }
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    let unit = (0_u32..6, 0_u32..5, 0_u32..5).prop_map(|(cluster, part, rest)| {
        (
            cluster,
            f64::from(part) * 0.7,
            f64::from(part) * 0.7 + f64::from(rest) * 0.3,
        )
    });
    prop::collection::vec(unit, 0..30)
}

proptest! {
    #[test]
    fn wilson_is_symmetric_and_holds_the_share(trials in 1_u32..500, part in 0.0_f64..=1.0) {
        let trials = f64::from(trials);
        let successes = (trials * part).floor();
        let (found, mirrored) = (wilson(successes, trials).unwrap(), wilson(trials - successes, trials).unwrap());
        prop_assert!((found.lower - (1.0 - mirrored.upper)).abs() < 1e-12);
        prop_assert!((found.upper - (1.0 - mirrored.lower)).abs() < 1e-12);
        prop_assert!(0.0 <= found.lower && found.lower <= successes / trials);
        prop_assert!(successes / trials <= found.upper && found.upper <= 1.0);
    }

    #[test]
    fn rows_and_names_of_clusters_change_no_bit(units in units(), turn in 0_usize..30) {
        let mut changed: Vec<Unit> = units.iter().map(|unit| (unit.0.wrapping_mul(2_654_435_761), unit.1, unit.2)).collect();
        let turn = turn.min(changed.len());
        changed.rotate_left(turn);
        prop_assert_eq!(clustered_share(&units), clustered_share(&changed));
    }

    #[test]
    fn clustering_never_narrows_the_interval(units in units()) {
        let Some(share) = ClusteredShare::of(&units) else { return Ok(()) };
        let (Ok(clustered), Some(plain)) = (share.interval(), wilson(share.numerator, share.denominator)) else { return Ok(()) };
        if !share.is_at_an_end() {
            prop_assert!(clustered.lower <= plain.lower + 1e-12);
            prop_assert!(clustered.upper >= plain.upper - 1e-12);
        }
    }
}
