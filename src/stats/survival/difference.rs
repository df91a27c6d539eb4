//! By how much an event differs between two groups, with clusters that may be in both.

use super::curve::Influences;
use super::log_log::ROUNDING;
use super::{Curve, Subject};
use crate::stats::estimate::{Estimate, Interval, Z};
use crate::stats::order::sum;

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
pub fn difference_of_incidences(first: &[Subject], second: &[Subject], time: f64) -> Estimate {
    difference(first, second, time, INCIDENCES, 1.0, |curve, subjects| {
        curve.incidence_influences(time, subjects)
    })
}

/// Difference of the mean times without the event up to `horizon` (τ, at most the last time at
/// which both groups were observed).
///
/// Source: Royston, P. and Parmar, M. K. B. (2013), *BMC Med. Res. Methodol.* 13, 152.
#[must_use]
pub fn difference_of_restricted_means(
    first: &[Subject],
    second: &[Subject],
    horizon: f64,
) -> Estimate {
    difference(
        first,
        second,
        horizon,
        RESTRICTED_MEANS,
        horizon,
        |curve, subjects| curve.restricted_influences(horizon, subjects),
    )
}

fn difference(
    first: &[Subject],
    second: &[Subject],
    time: f64,
    method: &'static str,
    most: f64,
    of: impl Fn(&Curve, &[Subject]) -> (f64, Influences),
) -> Estimate {
    let curves = [first, second].map(Curve::of);
    let n: usize = curves.iter().map(|curve| curve.risk().subjects()).sum();
    let unavailable = curves
        .iter()
        .find_map(|curve| curve.unavailable(time, method));
    if let Some(reason) = unavailable.and_then(|estimate| estimate.not_available) {
        return Estimate::not_available(format!("one of the groups: {reason}"), n, method);
    }
    let (one, of_first) = of(&curves[0], first);
    let (other, of_second) = of(&curves[1], second);
    let influences = combined(of_first, of_second);
    let standard_error = sum(influences.iter().map(|influence| influence.powi(2))).sqrt();
    let interval = Interval::around(one - other, Z * standard_error)
        .filter(|_| standard_error > ROUNDING * most)
        .map(|found| found.within(-most, most));
    Estimate::available(one - other, n, method)
        .with_clusters(influences.len())
        .with_interval(interval.ok_or("no spread to make an interval from"))
}

/// The influences on the difference: of each cluster, first less second.
fn combined(first: Influences, second: Influences) -> Vec<f64> {
    let turned = second
        .into_iter()
        .map(|(cluster, influence)| (cluster, -influence));
    let mut terms: Vec<(u32, f64)> = first.into_iter().chain(turned).collect();
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let clusters = terms.chunk_by(|a, b| a.0 == b.0);
    clusters
        .map(|cluster| cluster.iter().map(|term| term.1).sum())
        .collect()
}

#[cfg(test)]
mod tests {
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
        let found = difference_of_restricted_means(&six_mp(), &elsewhere(placebo()), 20.0);
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
        let (first, second) = (six_mp(), elsewhere(placebo()));
        let errors = [&first, &second].map(|subjects| Curve::of(subjects).standard_error(10.0));
        let found = difference_of_incidences(&first, &second, 10.0);
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
        let found = difference_of_incidences(&six_mp(), &six_mp(), 10.0);
        assert_eq!((found.value, found.interval()), (Some(0.0), None));
    }

    #[test]
    fn a_group_without_events_has_no_difference() {
        let censored = |subject: Subject| Subject {
            outcome: super::super::Outcome::Censored,
            ..subject
        };
        let none: Vec<Subject> = placebo().into_iter().map(censored).collect();
        let found = difference_of_incidences(&six_mp(), &none, 10.0);
        assert_eq!(
            found.not_available.as_deref(),
            Some("one of the groups: no events")
        );
    }
}
