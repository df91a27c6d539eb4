//! What changed between two periods, and whether it may be called a change.

use super::estimates::KNOWN_OUTCOMES;
use super::periods::{Measured, measures_of_periods};
use super::result::{Change, PeriodFigures, Verdict};
use crate::measures::{Family, Kind, Measure, Registry};
use crate::stats::Estimate;
use crate::stats::clustered_mean::clustered_mean;
use crate::stats::two_shares::difference_of_shared_clusters;

/// Share of undated outcomes above which no change of attainment is claimed.
const MOST_UNDATED: f64 = 0.05;

/// Share of known outcomes below which no change of attainment is claimed.
const LEAST_KNOWN: f64 = 0.8;

const METHOD: &str = "change between two periods";

/// The change of every measure from an earlier period to a later one, in order of measures.
pub(super) fn changes(registry: &Registry, later: &Measured, earlier: &Measured) -> Vec<Change> {
    measures_of_periods(registry)
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
        return clustered_mean(&within_pairs(measure, later, earlier));
    }
    let units = |of: &Measured| of.pairs.units(&measure.id, measure.kind);
    difference_of_shared_clusters(&units(later), &units(earlier))
}

/// Cluster and difference of the pairs that have a value in both periods.
fn within_pairs(measure: &Measure, later: &Measured, earlier: &Measured) -> Vec<(u32, f64)> {
    let (later, earlier) = (
        later.pairs.ranked_quantities(&measure.id),
        earlier.pairs.ranked_quantities(&measure.id),
    );
    let before = |rank: u32| {
        let place = earlier.binary_search_by_key(&rank, |(rank, _, _)| *rank);
        place.ok().map(|place| earlier[place].2)
    };
    let changed = later.iter();
    changed
        .filter_map(|(rank, cluster, value)| Some((*cluster, value - before(*rank)?)))
        .collect()
}

/// Why no change of a measure may be claimed, if so.
fn reason_against(measure: &Measure, later: &Measured, earlier: &Measured) -> Option<String> {
    if !rests_on_outcomes(measure) {
        return None;
    }
    let (undated, known) = later.undated_outcomes;
    if undated as f64 > MOST_UNDATED * known as f64 {
        return Some(format!("{undated} outcomes carry no date"));
    }
    let too_few = |of: &PeriodFigures| {
        let known = of.measure(KNOWN_OUTCOMES);
        let share = known.and_then(|figure| figure.estimate.value);
        share.is_some_and(|share| share < LEAST_KNOWN)
    };
    let of_known = measure.id != "goals_attained_settled";
    (of_known && (too_few(&later.figures) || too_few(&earlier.figures)))
        .then(|| "fewer than 80 % of the outcomes are known".to_owned())
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
