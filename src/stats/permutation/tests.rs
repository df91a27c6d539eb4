//! Arrangements counted by hand, and properties.

use super::*;
use crate::stats::testing::assert_close;
use proptest::prelude::*;

fn singles(from: u32, values: &[f64]) -> Vec<Unit> {
    (from..)
        .zip(values)
        .map(|(cluster, value)| (cluster, *value, 1.0))
        .collect()
}

#[test]
fn two_of_the_arrangements_of_groups_apart_are_as_extreme() {
    // Of the C(6, 3) = 20 arrangements of 1…6 only {1, 2, 3} and {4, 5, 6} are this far apart.
    let test = cluster_permutation(
        &singles(0, &[1.0, 2.0, 3.0]),
        &singles(9, &[4.0, 5.0, 6.0]),
        1,
    );
    assert_eq!(test.method, EXACT);
    assert_close(test.p_value.unwrap(), 0.1, 1e-12);
    // (2 − 5)/√(6/5·(2/9 + 2/9)).
    assert_close(
        test.statistic.unwrap(),
        -3.0 / (6.0_f64 / 5.0 * 4.0 / 9.0).sqrt(),
        1e-9,
    );
}

#[test]
fn clusters_go_together() {
    // Doubling every unit within its cluster leaves the arrangements and their order.
    let (first, second) = (singles(0, &[1.0, 2.0, 3.0]), singles(9, &[4.0, 5.0, 6.0]));
    let doubled = |units: &[Unit]| [units, units].concat();
    let once = cluster_permutation(&first, &second, 1);
    let twice = cluster_permutation(&doubled(&first), &doubled(&second), 1);
    assert_close(twice.p_value.unwrap(), once.p_value.unwrap(), 1e-12);
}

#[test]
fn a_cluster_in_both_groups_exchanges_its_own_units_only() {
    // Three clusters, each with one unit in either group: 2³ arrangements, of which all ups and
    // all downs are as extreme.
    let first = singles(0, &[2.0, 4.1, 6.3]);
    let second = singles(0, &[1.0, 3.0, 5.0]);
    let test = cluster_permutation(&first, &second, 1);
    assert_close(test.p_value.unwrap(), 0.25, 1e-12);
}

#[test]
fn what_cannot_be_tested_says_why() {
    for (first, second) in [
        (singles(0, &[]), singles(5, &[1.0])),
        (singles(0, &[2.0, 2.0]), singles(5, &[2.0])),
        (vec![(1, f64::NAN, 1.0)], singles(5, &[1.0])),
    ] {
        let test = cluster_permutation(&first, &second, 1);
        assert_eq!(test.p_value, None);
        assert!(test.not_available.is_some());
    }
}

#[test]
fn perfect_separation_has_the_smallest_p_there_is() {
    let test = cluster_permutation(&singles(0, &[1.0; 5]), &singles(9, &[0.0; 5]), 1);
    // 2 of C(10, 5) = 252.
    assert_close(test.p_value.unwrap(), 2.0 / 252.0, 1e-12);
    assert!(test.statistic.unwrap() > 1e5);
}

/// Values that look random but are the same in every run.
fn noise(from: u32, n: u32, shift: f64) -> Vec<Unit> {
    let mut random = Random::new(u64::from(from));
    let mut value = || random.below(1_000) as f64 / 1_000.0 + shift;
    (from..from + n)
        .map(|cluster| (cluster, value(), 1.0))
        .collect()
}

#[test]
fn sampling_and_the_normal_limit_agree_with_each_other() {
    let (first, second) = (noise(0, 60, 0.13), noise(1_000, 60, 0.0));
    let sampled = cluster_permutation(&first, &second, 7);
    assert_eq!(sampled.method, SAMPLED);
    let limit = 2.0 * Normal::standard().sf(sampled.statistic.unwrap().abs());
    assert_close(sampled.p_value.unwrap(), limit, 0.01);
    let (first, second) = (noise(0, 450, 0.03), noise(1_000, 450, 0.0));
    assert_eq!(cluster_permutation(&first, &second, 7).method, NORMAL);
}

#[test]
fn drawing_stops_when_p_is_not_small() {
    let (first, second) = (noise(0, 60, 0.0), noise(1_000, 60, 0.0));
    let p = cluster_permutation(&first, &second, 7).p_value.unwrap();
    assert!(
        p > 0.1 && (p * f64::from(MOST_DRAWN + 1)).fract() > 0.0,
        "{p}"
    );
}

proptest! {
    #[test]
    fn exchanging_groups_rows_and_names_changes_no_p(
        values in prop::collection::vec((0_u32..9, 0_u8..6, 1_u8..4), 8..30), split in 3_usize..5, turn in 0_usize..20,
    ) {
        let units: Vec<Unit> = values.into_iter().map(|(c, n, d)| (c, f64::from(n), f64::from(d))).collect();
        let (first, second) = units.split_at(split);
        let found = cluster_permutation(first, second, 3);
        let renamed = |units: &[Unit]| {
            let mut units: Vec<Unit> = units.iter().map(|unit| (unit.0 ^ 0x15, unit.1, unit.2)).collect();
            let turn = turn % units.len();
            units.rotate_left(turn);
            units
        };
        prop_assert_eq!(&found, &cluster_permutation(&renamed(first), &renamed(second), 3));
        let turned = cluster_permutation(second, first, 3);
        if let (Some(statistic), Some(other)) = (found.statistic, turned.statistic) {
            prop_assert!((statistic + other).abs() <= 1e-6 * statistic.abs().max(1.0));
        }
        if let (EXACT, Some(p), Some(other)) = (found.method, found.p_value, turned.p_value) {
            prop_assert!((p - other).abs() < 1e-12);
        }
    }
}
