//! One measure over a group of pairs, by its kind.

use super::figures::{Contributing, Horizon, MeasureSummary, Shown, Spread};
use super::pair_group::PairGroup;
use super::period_table::PeriodTable;
use crate::measures::{Kind, Measure};
use crate::stats::Estimate;
use crate::stats::clustered_mean::clustered_mean;
use crate::stats::median::clustered_median_of;
use crate::stats::proportion::{ClusteredShare, Unit, share_of_nothing};
use crate::stats::quantile::Sample;
use crate::stats::survival::{AalenJohansen, KaplanMeier, Outcome, Subject};

/// Days at which cumulative incidences are given.
pub const HORIZONS: [u32; 4] = [30, 90, 180, 365];

/// The share of goals whose outcome is known.
pub(super) const KNOWN_OUTCOMES: &str = "goal_outcome_known";

/// The figures of a measure since the start: one, or for an event one per horizon.
pub(super) fn since_start(measure: &Measure, pairs: &PairGroup<'_>) -> Vec<MeasureSummary> {
    match measure.kind {
        Kind::Share | Kind::Flag => vec![share(measure, pairs)],
        Kind::Quantity => vec![quantity(measure, pairs)],
        Kind::Event => event(measure, pairs),
        Kind::Label => Vec::new(),
    }
}

/// The figure of a share or a flag in a period, and the share that it shows.
pub(super) fn share_in_period(
    measure: &Measure,
    pairs: &PeriodTable,
) -> (MeasureSummary, Option<ClusteredShare>) {
    let units = pairs.units(&measure.id, measure.kind);
    let share = ClusteredShare::of(&units);
    (
        share_of(measure, pairs.pairs(), &units, share.as_ref()),
        share,
    )
}

/// The figure of a quantity in a period.
pub(super) fn quantity_in_period(measure: &Measure, pairs: &PeriodTable) -> MeasureSummary {
    let values = pairs.quantities(&measure.id);
    let [least, greatest] = measure.range;
    let mean = clustered_mean(&values).within(least, greatest);
    quantity_of(measure, pairs.pairs(), &sample(&values), mean)
}

fn share(measure: &Measure, pairs: &PairGroup<'_>) -> MeasureSummary {
    let units = pairs.units(&measure.id, measure.kind);
    let share = ClusteredShare::of(&units);
    share_of(measure, pairs.pairs(), &units, share.as_ref())
}

fn share_of(
    measure: &Measure,
    pairs: usize,
    units: &[Unit],
    share: Option<&ClusteredShare>,
) -> MeasureSummary {
    let estimate = share.map_or_else(share_of_nothing, ClusteredShare::estimate);
    let count = |is_in: fn(&Unit) -> bool| Some(units.iter().filter(|unit| is_in(unit)).count());
    let contributing = Contributing {
        pairs: estimate.n,
        mentors: estimate.clusters.unwrap_or(0),
        counted: count(|unit| unit.1 > 0.0),
        not_counted: count(|unit| unit.1 < unit.2),
    };
    figure(measure, pairs, estimate, contributing)
}

fn quantity(measure: &Measure, pairs: &PairGroup<'_>) -> MeasureSummary {
    let values = pairs.quantities(&measure.id);
    let sample = sample(&values);
    let median = clustered_median_of(&sample, &values);
    quantity_of(measure, pairs.pairs(), &sample, median)
}

fn sample(values: &[(u32, f64)]) -> Sample {
    Sample::new(values.iter().map(|value| value.1))
}

fn quantity_of(
    measure: &Measure,
    pairs: usize,
    sample: &Sample,
    estimate: Estimate,
) -> MeasureSummary {
    let contributing = Contributing {
        pairs: estimate.n,
        mentors: estimate.clusters.unwrap_or(0),
        counted: Some(sample.other_than_zero()),
        not_counted: None,
    };
    MeasureSummary {
        spread: Some(spread(sample)),
        ..figure(measure, pairs, estimate, contributing)
    }
}

fn spread(sample: &Sample) -> Spread {
    Spread {
        total: (!sample.is_empty()).then(|| sample.total()),
        mean: sample.mean(),
        q1: sample.quantile(0.25),
        median: sample.median(),
        q3: sample.quantile(0.75),
    }
}

fn event(measure: &Measure, pairs: &PairGroup<'_>) -> Vec<MeasureSummary> {
    let subjects = pairs.subjects(&measure.id);
    let estimates = if measure.competes {
        with_competition(&subjects)
    } else {
        without_competition(&subjects)
    };
    estimates
        .into_iter()
        .map(|(horizon, until, estimate)| MeasureSummary {
            horizon: Some(horizon),
            contributing: reached(&subjects, until, &estimate),
            ..figure(measure, pairs.pairs(), estimate, Contributing::default())
        })
        .collect()
}

/// A horizon, the last day that counts for it, and the figure.
type AtHorizon = (Horizon, f64, Estimate);

fn without_competition(subjects: &[Subject]) -> Vec<AtHorizon> {
    let curve = KaplanMeier::of(subjects);
    let limit = restriction(curve.curve().risk().reaches(last_horizon()), subjects);
    figures_of_curve(
        |time| curve.incidence_at(time),
        curve.median(),
        (limit, curve.restricted_mean(limit)),
    )
}

fn with_competition(subjects: &[Subject]) -> Vec<AtHorizon> {
    let curve = AalenJohansen::of(subjects);
    let limit = restriction(curve.curve().risk().reaches(last_horizon()), subjects);
    figures_of_curve(
        |time| curve.incidence_at(time),
        curve.median(),
        (limit, curve.restricted_mean(limit)),
    )
}

fn figures_of_curve(
    incidence: impl Fn(f64) -> Estimate,
    median: Estimate,
    (limit, restricted_mean): (f64, Estimate),
) -> Vec<AtHorizon> {
    let at = |days: u32| {
        let until = f64::from(days);
        (Horizon::Days(days), until, incidence(until))
    };
    let mut figures: Vec<AtHorizon> = HORIZONS.into_iter().map(at).collect();
    figures.push((Horizon::Median, f64::INFINITY, median));
    figures.push((Horizon::RestrictedMean, limit, restricted_mean));
    figures
}

/// τ of the restricted mean: the last horizon, or the longest time observed if that is shorter.
fn restriction(observed_to_last_horizon: bool, subjects: &[Subject]) -> f64 {
    if observed_to_last_horizon {
        return last_horizon();
    }
    subjects
        .iter()
        .map(|subject| subject.time)
        .fold(0.0, f64::max)
}

fn last_horizon() -> f64 {
    f64::from(HORIZONS[HORIZONS.len() - 1])
}

/// What an event figure rests on: the pairs, and of them those that had reached the event `until` then.
pub(super) fn reached(subjects: &[Subject], until: f64, estimate: &Estimate) -> Contributing {
    let is_reached = |subject: &&Subject| subject.outcome == Outcome::Reached;
    let by_then = |subject: &&Subject| subject.time <= until;
    let reached = subjects.iter().filter(is_reached).filter(by_then).count();
    Contributing {
        pairs: subjects.len(),
        mentors: estimate.clusters.unwrap_or(0),
        counted: Some(reached),
        not_counted: Some(subjects.len() - reached),
    }
}

fn figure(
    measure: &Measure,
    pairs: usize,
    estimate: Estimate,
    contributing: Contributing,
) -> MeasureSummary {
    MeasureSummary {
        measure: measure.id.clone(),
        title: measure.title.clone(),
        family: measure.family,
        kind: measure.kind,
        horizon: None,
        pairs,
        contributing,
        estimate,
        spread: None,
        shown: Shown::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{assert_interval, measure, rows, singles, table};
    use super::*;
    use crate::measures::{Outcome, Value};

    fn share(num: f64, den: f64) -> Value {
        Value::share(num, den)
    }

    #[test]
    fn a_share_is_the_sum_over_the_sum_clustered_by_mentor() {
        let attendance = measure("attendance");
        let pairs = table(
            attendance,
            &[
                (1, "A", share(2.0, 4.0)),
                (1, "A", share(4.0, 4.0)),
                (2, "A", share(0.0, 2.0)),
                (3, "A", Value::Null),
            ],
        );
        let [figure] = &since_start(attendance, &pairs.all())[..] else {
            panic!("one figure");
        };
        assert_eq!(figure.estimate.value, Some(0.6));
        assert_eq!(
            (figure.estimate.numerator, figure.estimate.denominator),
            (Some(6.0), Some(10.0))
        );
        assert_eq!(figure.pairs, 4);
        assert_eq!(
            figure.contributing,
            Contributing {
                pairs: 3,
                mentors: 2,
                counted: Some(2),
                not_counted: Some(2),
            }
        );
    }

    #[test]
    fn a_flag_is_the_proportion_of_the_known() {
        // The clustered reference sample of the field: 8 of 13 with 6 mentors.
        let mentors = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4, 4, 5];
        let flags = [1, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1];
        let met = measure("benchmark_met");
        let mut pairs: Vec<_> = mentors
            .into_iter()
            .zip(flags)
            .map(|(mentor, flag)| (mentor, "A", Value::Flag(flag == 1)))
            .collect();
        pairs.push((9, "A", Value::Null));
        let figures = since_start(met, &table(met, &pairs).all());
        assert_eq!(figures[0].estimate.value, Some(8.0 / 13.0));
        assert_interval(&figures[0].estimate, 0.333_550, 0.836_468, 1e-6);
        assert_eq!((figures[0].estimate.n, figures[0].pairs), (13, 14));
    }

    #[test]
    fn a_quantity_has_its_total_mean_and_quartiles() {
        let held = measure("sessions_held");
        let values = [4.0, 1.0, 2.0, 3.0].map(Value::Quantity);
        let pairs = singles(held, values.clone().into_iter().chain([Value::Null]));
        let since_start = since_start(held, &pairs.all()).remove(0);
        assert_eq!(
            since_start.spread,
            Some(Spread {
                total: Some(10.0),
                mean: Some(2.5),
                q1: Some(1.75),
                median: Some(2.5),
                q3: Some(3.25),
            })
        );
        assert_eq!(
            (since_start.estimate.value, since_start.estimate.n),
            (Some(2.5), 4)
        );
        assert_eq!(since_start.estimate.interval(), None);
        let values = values.into_iter().chain([Value::Null]);
        let in_period = quantity_in_period(held, &PeriodTable::of(vec![rows(held, values)]));
        // 2.5 ± 3.182446·1.290994/2
        assert_interval(&in_period.estimate, 0.445_740, 4.554_260, 1e-5);
    }

    #[test]
    fn the_interval_of_a_mean_stays_where_values_can_be() {
        let held = measure("sessions_held");
        let in_period = |values: [f64; 4]| {
            let pairs = rows(held, values.map(Value::Quantity));
            quantity_in_period(held, &PeriodTable::of(vec![pairs])).estimate
        };
        let few = in_period([0.0, 0.0, 1.0, 1.0]);
        // 0.5 ± 3.182446·0.577350/2.
        assert_interval(&few, 0.0, 1.418_693, 1e-5);
        assert_eq!(
            in_period([4.0, 4.0, 5.0, 5.0]).lower.map(f64::round),
            Some(4.0)
        );
    }

    #[test]
    fn no_pair_with_a_value_is_not_zero() {
        for id in [
            "attendance",
            "benchmark_met",
            "sessions_held",
            "match_length",
        ] {
            let measure = measure(id);
            for figure in since_start(measure, &singles(measure, [Value::Null]).all()) {
                assert_eq!(figure.estimate.value, None, "{id}");
                assert!(figure.estimate.not_available.is_some(), "{id}");
                assert_eq!(figure.spread.unwrap_or_default(), Spread::default());
            }
        }
    }

    #[test]
    fn an_event_has_a_row_per_horizon() {
        let first = measure("to_first_meeting");
        let outcomes = [
            (10, Outcome::Reached),
            (40, Outcome::Competing),
            (80, Outcome::Reached),
            (400, Outcome::Censored),
        ];
        let values = outcomes.map(|(days, outcome)| Value::Event { days, outcome });
        let figures = since_start(first, &singles(first, values).all());
        let values: Vec<_> = figures
            .iter()
            .map(|figure| (figure.horizon, figure.estimate.value))
            .collect();
        // F: ¼ from day 10, ½ from day 80; ∫₀^365 (1 − F) = 10 + 70·¾ + 285·½ = 205.
        assert_eq!(
            values,
            [
                (Some(Horizon::Days(30)), Some(0.25)),
                (Some(Horizon::Days(90)), Some(0.5)),
                (Some(Horizon::Days(180)), Some(0.5)),
                (Some(Horizon::Days(365)), Some(0.5)),
                (Some(Horizon::Median), Some(80.0)),
                (Some(Horizon::RestrictedMean), Some(205.0)),
            ]
        );
        assert_eq!(figures[0].contributing.counted, Some(1));
        let [median, restricted] = [4, 5].map(|place| figures[place].contributing.counted);
        assert_eq!([median, restricted], [Some(2), Some(2)]);
        assert_eq!(figures[1].contributing.not_counted, Some(2));
    }

    #[test]
    fn a_restricted_mean_counts_whom_it_rests_on() {
        let length = measure("match_length");
        let outcomes = [(20, Outcome::Reached), (370, Outcome::Reached)];
        let outcomes = outcomes.into_iter().chain([(400, Outcome::Censored)]);
        let values = outcomes.map(|(days, outcome)| Value::Event { days, outcome });
        let figures = since_start(length, &singles(length, values).all());
        // Who ends after the last horizon is not in its numerator, so not in what is judged either.
        assert_eq!(figures[4].contributing.counted, Some(2));
        assert_eq!(figures[5].contributing.counted, Some(1));
        assert_eq!(figures[5].estimate.numerator, Some(1.0));
    }

    #[test]
    fn beyond_the_last_pair_observed_nothing_is_said() {
        let length = measure("match_length");
        let outcomes = [(20, Outcome::Reached), (100, Outcome::Censored)];
        let values = outcomes.map(|(days, outcome)| Value::Event { days, outcome });
        let figures = since_start(length, &singles(length, values).all());
        assert_eq!(figures[1].estimate.value, Some(0.5));
        assert_eq!(figures[2].estimate.value, None);
        // The restricted mean goes as far as anybody was observed: 20 + 80·½.
        assert_eq!(figures[5].estimate.value, Some(60.0));
    }
}
