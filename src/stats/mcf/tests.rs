//! Reference values and properties.

use super::*;
use crate::stats::testing::{assert_close, assert_interval};
use proptest::prelude::*;

fn units(units: &[(&[f64], f64)]) -> MeanCumulativeFunction {
    let unit = |(cluster, (events, until)): (u32, &(&[f64], f64))| RecurrentUnit {
        events: events.to_vec(),
        until: *until,
        cluster,
    };
    MeanCumulativeFunction::of(&(0..).zip(units).map(unit).collect::<Vec<_>>())
}

fn five_units() -> MeanCumulativeFunction {
    units(&[
        (&[5.0, 10.0, 15.0], 17.0),
        (&[6.0, 13.0, 17.0], 19.0),
        (&[12.0, 20.0, 25.0], 26.0),
        (&[13.0, 15.0], 24.0),
        (&[16.0, 22.0, 25.0], 28.0),
    ])
}

#[test]
fn reference_means_and_standard_errors() {
    let mcf = five_units();
    for (time, mean) in [
        (5.0, 0.2),
        (13.0, 1.2),
        (17.0, 2.0),
        (20.0, 2.333_333),
        (25.0, 3.666_667),
    ] {
        assert_close(mcf.at(time).value.unwrap(), mean, 5e-7);
    }
    assert_close(mcf.standard_error(5.0), 0.178_885, 5e-7);
    assert_close(mcf.standard_error(20.0), 0.435_465, 5e-7);
}

#[test]
fn the_interval_is_taken_on_the_log_scale() {
    // t of 4 degrees of freedom.
    let spread = (2.776_445 * 0.435_465 / 2.333_333_f64).exp();
    assert_interval(
        five_units().at(20.0).interval(),
        2.333_333 / spread,
        2.333_333 * spread,
        1e-5,
    );
}

#[test]
fn an_end_of_observation_comes_after_the_events_of_its_time() {
    let mcf = five_units();
    assert_eq!((mcf.at_risk(17.0), mcf.at_risk(17.5)), (5, 4));
    assert_eq!(
        mcf.steps()
            .iter()
            .find(|step| step.time > 16.5)
            .map(|step| step.at_risk),
        Some(5)
    );
}

#[test]
fn events_after_the_end_of_observation_do_not_count() {
    let mcf = units(&[(&[2.0, 9.0, f64::NAN], 5.0), (&[], 6.0)]);
    assert_eq!(
        (mcf.at(6.0).value, mcf.at(6.0).numerator),
        (Some(0.5), Some(1.0))
    );
}

#[test]
fn beyond_the_last_end_is_not_available() {
    for (mcf, time) in [
        (five_units(), 28.5),
        (five_units(), f64::NAN),
        (units(&[]), 0.0),
    ] {
        let estimate = mcf.at(time);
        assert_eq!(estimate.value, None);
        assert!(estimate.not_available.is_some());
    }
}

#[test]
fn no_event_is_zero_without_interval() {
    let none = units(&[(&[], 5.0), (&[], 6.0)]).at(5.0);
    assert_eq!((none.value, none.interval()), (Some(0.0), None));
}

#[test]
fn units_that_are_copies_of_each_other_say_as_much_as_one_but_for_few_clusters() {
    let unit = |cluster, event| RecurrentUnit {
        events: vec![event],
        until: 9.0,
        cluster,
    };
    let single = [unit(1, 2.0), unit(2, 5.0), unit(3, 7.0)];
    let doubled = [single.clone(), single.clone()].concat();
    let (single, doubled) = (
        MeanCumulativeFunction::of(&single),
        MeanCumulativeFunction::of(&doubled),
    );
    // Three clusters: G/(G − 1) is 3/2.
    assert_close(
        doubled.standard_error(6.0),
        1.5_f64.sqrt() * single.standard_error(6.0),
        1e-12,
    );
}

/// The formula as it is written: for every unit, over all times at which it was observed.
fn variance_by_definition(mcf: &MeanCumulativeFunction, units: &[RecurrentUnit], time: f64) -> f64 {
    let mut before = 0;
    let mut totals = vec![0.0; units.len()];
    for step in mcf.steps.iter().filter(|step| step.time <= time) {
        let (events, at_risk) = ((step.events - before) as f64, step.at_risk as f64);
        before = step.events;
        for (unit, total) in units
            .iter()
            .zip(&mut totals)
            .filter(|(unit, _)| unit.until >= step.time)
        {
            let own = unit
                .events
                .iter()
                .filter(|event| event.total_cmp(&step.time).is_eq())
                .count() as f64;
            *total += (own - events / at_risk) / at_risk;
        }
    }
    totals.iter().map(|total| total * total).sum()
}

fn any_units() -> impl Strategy<Value = Vec<RecurrentUnit>> {
    let unit = (prop::collection::vec(0_u8..20, 0..5), 0_u8..20, 0_u32..6);
    let unit = unit.prop_map(|(events, until, cluster)| RecurrentUnit {
        events: events.into_iter().map(f64::from).collect(),
        until: f64::from(until),
        cluster,
    });
    prop::collection::vec(unit, 1..20)
}

proptest! {
    #[test]
    fn the_variance_is_the_one_of_the_definition(units in any_units(), time in 0_u8..20) {
        let independent: Vec<RecurrentUnit> = (0..).zip(units).map(|(cluster, unit)| RecurrentUnit { cluster, ..unit }).collect();
        let mcf = MeanCumulativeFunction::of(&independent);
        let time = f64::from(time);
        prop_assert!((mcf.standard_error(time).powi(2) - variance_by_definition(&mcf, &independent, time)).abs() < 1e-12);
    }

    #[test]
    fn one_event_each_without_censoring_gives_the_empirical_distribution(
        times in prop::collection::vec(0_u8..20, 1..30), at in 0_u8..20,
    ) {
        let units: Vec<RecurrentUnit> = times.iter().map(|time| RecurrentUnit { events: vec![f64::from(*time)], until: 20.0, cluster: 0 }).collect();
        let share = times.iter().filter(|time| **time <= at).count() as f64 / times.len() as f64;
        let found = MeanCumulativeFunction::of(&units).at(f64::from(at)).value.unwrap();
        prop_assert!((found - share).abs() < 1e-12);
    }

    #[test]
    fn rows_and_names_of_clusters_change_no_bit(units in any_units(), turn in 0_usize..20, time in 0_u8..20) {
        let mut changed: Vec<RecurrentUnit> = units.iter().map(|unit| RecurrentUnit { cluster: unit.cluster ^ 5, ..unit.clone() }).collect();
        changed.rotate_left(turn % units.len());
        let at = |units: &[RecurrentUnit]| MeanCumulativeFunction::of(units).at(f64::from(time));
        prop_assert_eq!(at(&units), at(&changed));
    }
}
