//! What changed between two periods, and whether it may be called a change.

use super::dated_outcomes::Undated;
use super::estimates::KNOWN_OUTCOMES;
use super::periods::{Measured, measures_of_periods};
use super::result::{Change, PeriodFigures, Verdict};
use crate::measures::{Family, Kind, Measure, Registry};
use crate::programme::Day;
use crate::stats::Estimate;
use crate::stats::clustered_mean::clustered_mean;
use crate::stats::two_shares::difference_of_shared_clusters;
use rayon::prelude::*;

/// Share of undated outcomes above which no change of attainment is claimed.
const MOST_UNDATED: f64 = 0.05;

/// Share of known outcomes below which no change of attainment is claimed, and the bounds stand
/// in for it.
pub(super) const LEAST_KNOWN: f64 = 0.8;

/// The one measure of outcomes in which an unknown one counts.
const SETTLED: &str = "goals_attained_settled";

const METHOD: &str = "change between two periods";

/// The change of every measure from an earlier period to a later one, in order of measures.
pub(super) fn changes(registry: &Registry, later: &Measured, earlier: &Measured) -> Vec<Change> {
    let measures: Vec<&Measure> = measures_of_periods(registry).collect();
    measures
        .into_par_iter()
        .with_max_len(1)
        .map(|measure| change(measure, later, earlier))
        .collect()
}

fn change(measure: &Measure, later: &Measured, earlier: &Measured) -> Change {
    let difference = match reason_against(measure, later, earlier) {
        Some(reason) => Estimate::not_available(reason, 0, METHOD),
        None => difference(measure, later, earlier),
    };
    Change {
        measure: measure.id.clone(),
        verdict: verdict(&difference),
        difference,
    }
}

fn difference(measure: &Measure, later: &Measured, earlier: &Measured) -> Estimate {
    if measure.kind == Kind::Quantity {
        // Of the pairs that have a value in both periods.
        return clustered_mean(&later.pairs.differences(&earlier.pairs, &measure.id));
    }
    difference_of_shared_clusters(later.share(&measure.id), earlier.share(&measure.id))
}

/// Why no change of a measure may be claimed, if so.
fn reason_against(measure: &Measure, later: &Measured, earlier: &Measured) -> Option<String> {
    if !rests_on_outcomes(measure) {
        return None;
    }
    let undated = undated(measure, later, &earlier.figures);
    if undated.exceeds(MOST_UNDATED) {
        return Some(match undated.undated {
            1 => "1 outcome carries no date".to_owned(),
            more => format!("{more} outcomes carry no date"),
        });
    }
    let too_few = |of: &PeriodFigures| {
        let known = of.measure(KNOWN_OUTCOMES);
        let share = known.and_then(|figure| figure.estimate.value);
        share.is_some_and(|share| share < LEAST_KNOWN)
    };
    // Of how many the outcome is known is a figure like any other, and of settled goals an unknown
    // one counts.
    if [SETTLED, KNOWN_OUTCOMES].contains(&measure.id.as_str()) {
        return None;
    }
    let periods = [&earlier.figures, &later.figures].into_iter();
    let periods: Vec<&str> = periods
        .filter(|period| too_few(period))
        .filter_map(|period| period.title.split(", ").next())
        .collect();
    (!periods.is_empty()).then(|| {
        format!(
            "in {} fewer than 80 % of the outcomes were known",
            periods.join(" and ")
        )
    })
}

/// The outcomes that a measure rests on in either period, as known on the later last day.
fn undated(measure: &Measure, later: &Measured, earlier: &PeriodFigures) -> Undated {
    if measure.id != SETTLED {
        return later.outcomes.known();
    }
    let is_in = |period: &PeriodFigures, day: Day| period.from <= day && day <= period.to;
    later
        .outcomes
        .settled(|day| is_in(&later.figures, day) || is_in(earlier, day))
}

fn rests_on_outcomes(measure: &Measure) -> bool {
    let share = matches!(measure.kind, Kind::Share | Kind::Flag);
    measure.id == "new_goals_attained" || share && measure.family == Family::Goals
}

fn verdict(difference: &Estimate) -> Verdict {
    match difference.interval() {
        None => Verdict::NotAvailable,
        Some(interval) if interval.lower > 0.0 => Verdict::Rose,
        Some(interval) if interval.upper < 0.0 => Verdict::Fell,
        Some(_) => Verdict::NotDistinguishable,
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::Stretch;
    use super::super::samples::{assert_interval, measure, registry, rows};
    use super::*;
    use crate::measures::Value;

    fn period(measure: &Measure, values: Vec<Value>) -> Measured {
        let stretch = Stretch {
            label: "2026-Q3".into(),
            title: "Q3 2026".into(),
            from: Day(0),
            to: Day(91),
        };
        Measured::of_rows(registry(), &stretch, rows(measure, values))
    }

    fn flags(yes: usize, of: usize) -> Vec<Value> {
        (0..of).map(|pair| Value::Flag(pair < yes)).collect()
    }

    fn units(yes: u32, of: u32) -> Vec<(u32, f64, f64)> {
        let met = |pair| f64::from(u8::from(pair < yes));
        (0..of).map(|pair| (pair, met(pair), 1.0)).collect()
    }

    #[test]
    fn a_change_of_a_share_of_the_same_pairs_allows_for_their_likeness() {
        let met = measure("benchmark_met");
        let (later, earlier) = (period(met, flags(40, 50)), period(met, flags(25, 50)));
        let change = change(met, &later, &earlier);
        assert_eq!(change.verdict, Verdict::Rose);
        assert!((change.difference.value.unwrap() - 0.3).abs() < 1e-12);
        // Narrower than for other pairs, since the same pairs met it in both.
        let others = crate::stats::two_shares::difference(&units(40, 50), &units(25, 50));
        let width = |estimate: &Estimate| estimate.upper.unwrap() - estimate.lower.unwrap();
        assert!(width(&change.difference) < width(&others));
    }

    #[test]
    fn a_change_of_a_quantity_is_within_pairs_of_both_periods() {
        let held = measure("sessions_held");
        let numbers = |numbers: &[f64]| numbers.iter().copied().map(Value::Quantity).collect();
        let mut before: Vec<Value> = numbers(&[1.0, 2.0, 3.0]);
        before.push(Value::Null);
        let later = period(held, numbers(&[2.0, 4.0, 6.0, 100.0]));
        let change = change(held, &later, &period(held, before));
        // Differences 1, 2, 3: 2 ± 4.302653/√3.
        assert_eq!(
            (change.difference.value, change.difference.n),
            (Some(2.0), 3)
        );
        assert_interval(&change.difference, -0.484_138, 4.484_138, 1e-5);
        assert_eq!(change.verdict, Verdict::NotDistinguishable);
    }

    #[test]
    fn no_change_is_claimed_where_few_outcomes_are_known() {
        let attained = measure("goals_attained");
        let values = || vec![Value::share(1.0, 2.0); 8];
        let (mut later, earlier) = (period(attained, values()), period(attained, values()));
        assert!(change(attained, &later, &earlier).difference.is_available());
        let known = measure(KNOWN_OUTCOMES);
        let few = rows(known, [Value::share(7.0, 10.0)]);
        later.figures.measures = Measured::of_rows(registry(), &stretch_of(&later), few)
            .figures
            .measures;
        let change = change(attained, &later, &earlier);
        assert_eq!(change.verdict, Verdict::NotAvailable);
        let reason = change.difference.not_available.unwrap();
        assert_eq!(
            reason,
            "in Q3 2026 fewer than 80 % of the outcomes were known"
        );
        // Of how many the outcome is known may rise all the same.
        let (few, most) = (Value::share(1.0, 2.0), Value::share(19.0, 20.0));
        let (later, earlier) = (period(known, vec![most; 8]), period(known, vec![few; 8]));
        let change = super::change(known, &later, &earlier);
        assert!(change.difference.is_available(), "{change:?}");
    }

    fn stretch_of(measured: &Measured) -> Stretch {
        Stretch {
            label: String::new(),
            title: String::new(),
            from: measured.figures.from,
            to: measured.figures.to,
        }
    }

    #[test]
    fn a_period_without_pairs_has_no_change() {
        let met = measure("benchmark_met");
        let change = change(met, &period(met, flags(1, 2)), &period(met, Vec::new()));
        assert_eq!(change.verdict, Verdict::NotAvailable);
        assert!(change.difference.not_available.is_some());
    }
}
