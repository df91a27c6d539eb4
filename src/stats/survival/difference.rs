//! By how much an event differs between two groups, with clusters that may be in both.

use super::Curve;
use crate::stats::estimate::Estimate;
use crate::stats::two_estimates::{Deviation, correlation, difference_of_estimates};

const INCIDENCES: &str =
    "difference of cumulative incidences, combined from their intervals, clustered";
const RESTRICTED_MEANS: &str =
    "difference of restricted means, combined from their intervals, clustered";

/// A curve, and an estimate that was taken from it.
pub type Taken<'a> = (&'a Curve, &'a Estimate);

/// F₁(`time`) − F₂(`time`), from the estimates of both at that time.
///
/// The distances of their intervals' ends are combined as Newcombe does it with shares, so that a
/// group in which nobody has reached the event yet adds what is not known about it. Clusters with
/// subjects in both groups make the estimates move together; their influences on either curve
/// give the correlation. Not available where one of the estimates is not.
///
/// Source: as for [`difference_of_estimates`] and [`Curve::standard_error`].
#[must_use]
pub fn difference_of_incidences(of: [Taken<'_>; 2], time: f64) -> Estimate {
    difference(of, INCIDENCES, |curve| curve.incidence_influences(time))
}

/// Difference of the mean times without the event up to `horizon` (τ, at most the last time at
/// which both groups were observed), from the restricted means of both.
///
/// Source: as for [`difference_of_estimates`]; Royston, P. and Parmar, M. K. B. (2013), *BMC Med.
/// Res. Methodol.* 13, 152.
#[must_use]
pub fn difference_of_restricted_means(of: [Taken<'_>; 2], horizon: f64) -> Estimate {
    difference(of, RESTRICTED_MEANS, |curve| {
        curve.restricted_influences(horizon)
    })
}

fn difference(
    of: [Taken<'_>; 2],
    method: &'static str,
    influences: impl Fn(&Curve) -> Vec<Deviation>,
) -> Estimate {
    let [first, second] = of.map(|(curve, _)| curve.risk().cluster_ids());
    let shared = shared_by(&first, &second);
    let rho = if shared == 0 {
        0.0
    } else {
        let [first, second] = of.map(|(curve, _)| influences(curve));
        correlation(&first, &second)
    };
    let found = difference_of_estimates(of[0].1, of[1].1, rho, method);
    if found.is_available() {
        return found.with_clusters(first.len() + second.len() - shared);
    }
    found
}

/// How many ids stand in both lists, which ascend.
fn shared_by(first: &[u32], second: &[u32]) -> usize {
    let mut others = second.iter().peekable();
    let is_shared = |id: &&u32| {
        while others.next_if(|other| other < id).is_some() {}
        others.peek() == Some(id)
    };
    first.iter().filter(is_shared).count()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{placebo, six_mp};
    use super::super::{AalenJohansen, KaplanMeier, Outcome, Subject};
    use super::*;
    use crate::stats::estimate::Interval;
    use crate::stats::proportion::wilson;
    use crate::stats::testing::{assert_close, assert_interval};

    fn elsewhere(subjects: Vec<Subject>) -> Vec<Subject> {
        let moved = |subject: Subject| Subject {
            cluster: subject.cluster + 1_000,
            ..subject
        };
        subjects.into_iter().map(moved).collect()
    }

    fn groups() -> [KaplanMeier; 2] {
        [six_mp(), elsewhere(placebo())].map(|subjects| KaplanMeier::of(&subjects))
    }

    fn held(
        groups: &[KaplanMeier; 2],
        estimate: impl Fn(&KaplanMeier) -> Estimate,
        compare: impl Fn([Taken<'_>; 2]) -> Estimate,
    ) -> ([Estimate; 2], Estimate) {
        let of = groups.each_ref().map(estimate);
        let found = compare([(groups[0].curve(), &of[0]), (groups[1].curve(), &of[1])]);
        (of, found)
    }

    /// √ of the sum of the squared distances, of independent groups.
    fn ends([first, second]: &[Estimate; 2]) -> (f64, f64) {
        let (one, other) = (first.value.unwrap(), second.value.unwrap());
        let (a, b) = (first.interval().unwrap(), second.interval().unwrap());
        let down = (one - a.lower).hypot(b.upper - other);
        let up = (a.upper - one).hypot(other - b.lower);
        (one - other - down, one - other + up)
    }

    #[test]
    fn restricted_means_of_independent_groups_combine_their_distances() {
        let (of, found) = held(
            &groups(),
            |curve| curve.restricted_mean(20.0),
            |of| difference_of_restricted_means(of, 20.0),
        );
        let (lower, upper) = ends(&of);
        assert_close(found.value.unwrap(), 16.116_527 - 8.428_571, 1e-5);
        assert_interval(found.interval(), lower, upper, 1e-12);
        assert_eq!((found.n, found.clusters), (42, Some(42)));
    }

    #[test]
    fn incidences_of_independent_groups_combine_their_distances() {
        let (of, found) = held(
            &groups(),
            |curve| curve.incidence_at(10.0),
            |of| difference_of_incidences(of, 10.0),
        );
        let (lower, upper) = ends(&of);
        assert_close(found.value.unwrap(), 0.247_059 - 13.0 / 21.0, 1e-5);
        assert_interval(found.interval(), lower, upper, 1e-12);
    }

    #[test]
    fn without_censoring_and_with_nobody_in_one_group_it_is_close_to_newcombe() {
        // By day 5 nobody of 21 under 6-MP, 9 of 21 under placebo.
        let (of, found) = held(
            &groups(),
            |curve| curve.incidence_at(5.0),
            |of| difference_of_incidences(of, 5.0),
        );
        let most = wilson(0.0, 21.0).unwrap().upper;
        assert_interval(of[0].interval(), 0.0, most, 1e-12);
        let Interval { lower, upper } = found.interval().unwrap();
        assert_close(found.value.unwrap(), -9.0 / 21.0, 1e-12);
        // Nobody is as low as can be, so that the lower limit is that of the other group, by hand
        // 1 − exp(−0.5596·exp(1.96·0.1080 ÷ (0.5714·0.5596))). Newcombe: −0.6348, −0.1874.
        assert_close(lower, -0.6620, 1e-3);
        assert!((-0.21..-0.16).contains(&upper), "{upper}");
    }

    #[test]
    fn nobody_in_either_group_is_no_difference_but_not_for_sure() {
        let (_, found) = held(
            &groups(),
            |curve| curve.incidence_at(0.5),
            |of| difference_of_incidences(of, 0.5),
        );
        let most = wilson(0.0, 21.0).unwrap().upper;
        assert_eq!(found.value, Some(0.0));
        assert_interval(found.interval(), -most, most, 1e-12);
    }

    #[test]
    fn clusters_in_both_groups_make_the_difference_surer() {
        let width = |second: Vec<Subject>| {
            let groups = [six_mp(), second].map(|subjects| KaplanMeier::of(&subjects));
            let (_, found) = held(
                &groups,
                |curve| curve.incidence_at(10.0),
                |of| difference_of_incidences(of, 10.0),
            );
            found.upper.unwrap() - found.lower.unwrap()
        };
        assert!(width(six_mp()) < 0.5 * width(elsewhere(six_mp())));
    }

    #[test]
    fn a_group_without_events_has_no_difference() {
        let censored = |subject: Subject| Subject {
            outcome: Outcome::Censored,
            ..subject
        };
        let none: Vec<Subject> = placebo().into_iter().map(censored).collect();
        let curves = [six_mp(), none].map(|subjects| AalenJohansen::of(&subjects));
        let of = curves.each_ref().map(|curve| curve.incidence_at(10.0));
        let taken = [(curves[0].curve(), &of[0]), (curves[1].curve(), &of[1])];
        assert_eq!(
            difference_of_incidences(taken, 10.0)
                .not_available
                .as_deref(),
            Some("one of the groups: no events")
        );
    }
}
