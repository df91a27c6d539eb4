//! Which groups are held against which, and the comparisons of each measure.

use super::contrast::{Contrast, Effect, REST, Side};
use super::families::adjust;
use super::values::Values;
use super::{PairGroup, event, quantity, share};
use crate::measures::Measure;
use crate::stats::{Estimate, Significance};
use crate::summary::figures::Horizon;
use rayon::prelude::*;

/// Below this many mentors in a group there are figures without a test.
const LEAST_MENTORS: usize = 10;
/// Below this many, a warning.
pub const FEW_MENTORS: usize = 20;

/// How the groups of a column are compared.
pub(super) struct Held<'a> {
    pub grouping: &'a str,
    pub at_day: Option<u32>,
    pub pairwise: bool,
    /// Ids of the measures in the first family.
    pub primary: &'a [String],
    pub seed: u64,
}

/// The figures of one measure in two groups, at one horizon.
pub(super) struct Figures {
    pub horizon: Option<Horizon>,
    pub sides: [Side; 2],
    pub difference: Estimate,
    pub effect: Option<Effect>,
    pub test: Option<Significance>,
}

/// The test, unless there are too few mentors for one.
pub(super) fn tested(sides: &[Side; 2], test: impl FnOnce() -> Significance) -> Significance {
    let mentors = least_mentors(sides);
    if mentors < LEAST_MENTORS {
        let reason = format!("fewer than {LEAST_MENTORS} mentors in a group, so there is no test");
        return Significance::not_available(reason, "none");
    }
    test()
}

fn least_mentors(sides: &[Side; 2]) -> usize {
    sides[0]
        .contributing
        .mentors
        .min(sides[1].contributing.mentors)
}

/// Compares the groups by every measure.
pub(super) fn hold(
    setting: &Held<'_>,
    measures: &[&Measure],
    groups: &[(String, PairGroup<'_>)],
) -> Vec<Contrast> {
    let meetings = encounters(groups.len(), setting.pairwise);
    let of_measure = |measure: &&Measure| of_measure(setting, measure, groups, &meetings);
    let contrasts: Vec<Vec<Contrast>> = measures
        .par_iter()
        .with_max_len(1)
        .map(of_measure)
        .collect();
    let mut contrasts = contrasts.concat();
    adjust(&mut contrasts, setting.primary);
    contrasts
}

/// Which group meets which; `None` stands for all others together.
pub(super) type Encounter = (usize, Option<usize>);

/// Two groups meet each other. More meet the others together, and each other if `pairwise`.
pub(super) fn encounters(groups: usize, pairwise: bool) -> Vec<Encounter> {
    if groups < 2 {
        return Vec::new();
    }
    if groups == 2 {
        return vec![(0, Some(1))];
    }
    let mut encounters: Vec<Encounter> = (0..groups).map(|group| (group, None)).collect();
    if pairwise {
        let of_first = |first| (first + 1..groups).map(move |second| (first, Some(second)));
        encounters.extend((0..groups).flat_map(of_first));
    }
    encounters
}

fn of_measure(
    setting: &Held<'_>,
    measure: &Measure,
    groups: &[(String, PairGroup<'_>)],
    encounters: &[Encounter],
) -> Vec<Contrast> {
    let values: Option<Vec<Values>> = groups
        .iter()
        .map(|(_, pairs)| Values::of(measure, pairs))
        .collect();
    let Some(values) = values else {
        return Vec::new();
    };
    let mut contrasts: Vec<Contrast> = encounters
        .iter()
        .flat_map(|encounter| of_encounter(setting, measure, groups, &values, *encounter))
        .collect();
    // The sort is stable: within a horizon the encounters keep their order.
    contrasts.sort_by_key(|contrast| contrast.horizon);
    contrasts
}

fn of_encounter(
    setting: &Held<'_>,
    measure: &Measure,
    groups: &[(String, PairGroup<'_>)],
    values: &[Values],
    (first, second): Encounter,
) -> Vec<Contrast> {
    let others = second.map_or_else(
        || Values::of_others(values, first),
        |second| values.get(second).cloned(),
    );
    let Some(other) = others else {
        return Vec::new();
    };
    let name = second.map_or_else(|| REST.to_owned(), |second| groups[second].0.clone());
    let names = [groups[first].0.clone(), name];
    let shared = values[first].shared_clusters(&other);
    figures(setting, measure, &values[first], &other)
        .into_iter()
        .map(|figures| contrast(setting, measure, names.clone(), shared, figures))
        .collect()
}

fn figures(setting: &Held<'_>, measure: &Measure, first: &Values, second: &Values) -> Vec<Figures> {
    match (first, second) {
        (Values::Units(first), Values::Units(second)) => {
            share::figures(first, second, setting.seed)
        }
        (Values::Numbers(first), Values::Numbers(second)) => {
            quantity::figures(first, second, setting.seed)
        }
        (Values::Subjects(first), Values::Subjects(second)) => event::figures(
            [first, second],
            measure.competes,
            setting.at_day,
            setting.seed,
        ),
        _ => Vec::new(),
    }
}

fn contrast(
    setting: &Held<'_>,
    measure: &Measure,
    groups: [String; 2],
    shared_mentors: usize,
    figures: Figures,
) -> Contrast {
    Contrast {
        grouping: setting.grouping.to_owned(),
        measure: measure.id.clone(),
        title: measure.title.clone(),
        family: measure.family,
        kind: measure.kind,
        window: measure.window,
        horizon: figures.horizon,
        at_day: setting.at_day,
        adjusted_for: Vec::new(),
        groups,
        notes: notes(&figures, shared_mentors),
        sides: figures.sides,
        shared_mentors,
        difference: figures.difference,
        effect: figures.effect,
        test: figures.test,
        p_adjusted: None,
        adjustment: "",
        among: String::new(),
        strata: Vec::new(),
        hidden: false,
    }
}

/// How many mentors are in both groups.
pub(in crate::summary) fn shared_note(mentors: usize) -> String {
    format!("mentors with pairs in both groups: {mentors}")
}

/// What is to be known before the figures are read, each once.
fn notes(figures: &Figures, shared_mentors: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if shared_mentors > 0 {
        notes.push(shared_note(shared_mentors));
    }
    let mentors = least_mentors(&figures.sides);
    if (LEAST_MENTORS..FEW_MENTORS).contains(&mentors) {
        notes.push(format!(
            "fewer than {FEW_MENTORS} mentors in a group: read with care"
        ));
    }
    let test = figures
        .test
        .as_ref()
        .and_then(|test| test.not_available.clone());
    let reasons = [figures.difference.not_available.clone(), test];
    for reason in reasons.into_iter().flatten() {
        if !notes.contains(&reason) {
            notes.push(reason);
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_meet_once_and_more_meet_the_rest() {
        assert_eq!(encounters(1, true), []);
        assert_eq!(encounters(2, false), [(0, Some(1))]);
        assert_eq!(encounters(3, false), [(0, None), (1, None), (2, None)]);
        assert_eq!(encounters(3, true).len(), 6);
        assert_eq!(
            encounters(3, true)[3..],
            [(0, Some(1)), (0, Some(2)), (1, Some(2))]
        );
    }
}
