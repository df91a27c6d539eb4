//! By how much an event differs between two groups, with clusters that may be in both.

use super::Curve;
use super::curve::Influences;
use super::log_log::ROUNDING;
use super::risk_sets::few_clusters;
use crate::stats::estimate::{Estimate, Interval, Z};
use crate::stats::order::sum;
use std::iter::Peekable;
use std::slice::Iter;

const INCIDENCES: &str = "difference of cumulative incidences, clustered, normal interval";
const RESTRICTED_MEANS: &str = "difference of restricted means, clustered, normal interval";

/// F₁(`time`) − F₂(`time`), with the variance of the clusters' summed influences on the difference.
///
/// Where nothing competes the incidences are 1 − Kaplan–Meier. Clusters with subjects in both
/// groups add their influences on either curve, so their likeness counts. Not available where a
/// group was not observed for that long or had no events.
///
/// Source: as for [`Curve::standard_error`]; Klein, J. P. et al. (2007), *Stat. Med.* 26,
/// 4505–4519, for comparing curves at a fixed time.
#[must_use]
pub fn difference_of_incidences(curves: [&Curve; 2], time: f64) -> Estimate {
    difference(curves, time, INCIDENCES, 1.0, |curve| {
        curve.incidence_influences(time)
    })
}

/// Difference of the mean times without the event up to `horizon` (τ, at most the last time at
/// which both groups were observed).
///
/// Source: Royston, P. and Parmar, M. K. B. (2013), *BMC Med. Res. Methodol.* 13, 152.
#[must_use]
pub fn difference_of_restricted_means(curves: [&Curve; 2], horizon: f64) -> Estimate {
    difference(curves, horizon, RESTRICTED_MEANS, horizon, |curve| {
        curve.restricted_influences(horizon)
    })
}

fn difference(
    curves: [&Curve; 2],
    time: f64,
    method: &'static str,
    most: f64,
    of: impl Fn(&Curve) -> (f64, Influences),
) -> Estimate {
    let n: usize = curves.iter().map(|curve| curve.risk().subjects()).sum();
    let unavailable = curves
        .iter()
        .find_map(|curve| curve.unavailable(time, method));
    if let Some(reason) = unavailable.and_then(|estimate| estimate.not_available) {
        return Estimate::not_available(format!("one of the groups: {reason}"), n, method);
    }
    let (one, of_first) = of(curves[0]);
    let (other, of_second) = of(curves[1]);
    let influences = combined(&of_first, &of_second);
    let squares = sum(influences.iter().map(|influence| influence.powi(2)));
    let standard_error = (few_clusters(influences.len(), n) * squares).sqrt();
    let interval = Interval::around(one - other, Z * standard_error)
        .filter(|_| standard_error > ROUNDING * most)
        .map(|found| found.within(-most, most));
    Estimate::available(one - other, n, method)
        .with_clusters(influences.len())
        .with_interval(interval.ok_or("no spread to make an interval from"))
}

/// The influences on the difference: of each cluster, first less second.
fn combined(first: &Influences, second: &Influences) -> Vec<f64> {
    let (mut of_first, mut of_second) = (first.iter().peekable(), second.iter().peekable());
    let mut all = Vec::with_capacity(first.len() + second.len());
    while let Some(cluster) = least(of_first.peek(), of_second.peek()) {
        let influence = |of: &mut Peekable<Iter<'_, (u32, f64)>>| {
            let found = of.next_if(|influence| influence.0 == cluster);
            found.map_or(0.0, |influence| influence.1)
        };
        all.push(influence(&mut of_first) - influence(&mut of_second));
    }
    all
}

fn least(first: Option<&&(u32, f64)>, second: Option<&&(u32, f64)>) -> Option<u32> {
    first.into_iter().chain(second).map(|of| of.0).min()
}

#[cfg(test)]
mod tests {
    use super::super::Subject;
    use super::super::samples::{placebo, six_mp};
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};

    fn elsewhere(subjects: Vec<Subject>) -> Vec<Subject> {
        let moved = |subject: Subject| Subject {
            cluster: subject.cluster + 1_000,
            ..subject
        };
        subjects.into_iter().map(moved).collect()
    }

    #[test]
    fn restricted_means_of_independent_groups_add_their_variances() {
        let found = difference_of_restricted_means(
            [&Curve::of(&six_mp()), &Curve::of(&elsewhere(placebo()))],
            20.0,
        );
        let half_width = Z * 1.251_560_f64.hypot(1.268_083);
        let difference = 16.116_527 - 8.428_571;
        assert_close(found.value.unwrap(), difference, 1e-5);
        assert_interval(
            found.interval(),
            difference - half_width,
            difference + half_width,
            1e-5,
        );
        assert_eq!((found.n, found.clusters), (42, Some(42)));
    }

    #[test]
    fn incidences_of_independent_groups_add_their_variances() {
        let curves = [six_mp(), elsewhere(placebo())].map(|subjects| Curve::of(&subjects));
        let errors = curves.each_ref().map(|curve| curve.standard_error(10.0));
        let found = difference_of_incidences(curves.each_ref(), 10.0);
        let half_width = Z * errors[0].hypot(errors[1]);
        // 1 − S(10): 1 − 0.752941 and 13 of 21.
        let difference = 0.247_059 - 13.0 / 21.0;
        assert_interval(
            found.interval(),
            difference - half_width,
            difference + half_width,
            1e-5,
        );
    }

    #[test]
    fn the_same_subjects_in_both_groups_do_not_differ_for_sure() {
        let found = difference_of_incidences([&Curve::of(&six_mp()); 2], 10.0);
        assert_eq!((found.value, found.interval()), (Some(0.0), None));
    }

    #[test]
    fn a_group_without_events_has_no_difference() {
        let censored = |subject: Subject| Subject {
            outcome: super::super::Outcome::Censored,
            ..subject
        };
        let none: Vec<Subject> = placebo().into_iter().map(censored).collect();
        let found = difference_of_incidences([&Curve::of(&six_mp()), &Curve::of(&none)], 10.0);
        assert_eq!(
            found.not_available.as_deref(),
            Some("one of the groups: no events")
        );
    }
}
