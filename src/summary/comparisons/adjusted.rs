//! Groups as they would differ if they had the same mix of other attributes.

use super::PairGroup;
use super::contrast::{Contrast, REST, Side};
use super::held::{Encounter, Held, encounters, shared_note};
use super::values::Values;
use crate::measures::{Kind, Measure, Registry};
use crate::stats::Estimate;
use crate::stats::proportion::Unit;
use crate::stats::standardised::{Standardised, Stratum, standardised};
use crate::summary::figures::Contributing;
use crate::summary::groups::NOT_RECORDED;
use polars::prelude::PolarsResult;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const METHOD: &str = "directly standardised";
/// Strata left out that a note names.
const MOST_NAMED: usize = 5;

/// The attributes whose mix is made equal: as they were asked for, and as the pair table has them.
pub(super) struct Mix {
    pub names: Vec<String>,
    pub columns: Vec<String>,
}

/// Compares the groups after giving all of them the mix of strata of `all` pairs. Times to an event
/// are not adjusted.
///
/// # Errors
/// If the pair table lacks a column.
pub(super) fn hold_adjusted(
    setting: &Held<'_>,
    registry: &Registry,
    all: &PairGroup<'_>,
    groups: &[(String, PairGroup<'_>)],
    mix: &Mix,
) -> PolarsResult<Vec<Contrast>> {
    let weights = split(all, &mix.columns)?;
    let strata: Vec<Stratified<'_>> = groups
        .iter()
        .map(|(_, pairs)| split(pairs, &mix.columns))
        .collect::<PolarsResult<_>>()?;
    let adjusting = Adjusting {
        setting,
        names: groups.iter().map(|(name, _)| name.as_str()).collect(),
        weights: weights
            .iter()
            .map(|(values, pairs)| (values.as_slice(), pairs.pairs()))
            .collect(),
        strata,
        mix,
    };
    let can_be =
        |measure: &&Measure| matches!(measure.kind, Kind::Share | Kind::Flag | Kind::Quantity);
    let measures: Vec<&Measure> = registry.measures().iter().filter(can_be).collect();
    let contrasts: Vec<Vec<Contrast>> = measures
        .par_iter()
        .with_max_len(1)
        .map(|measure| adjusting.of_measure(measure))
        .collect();
    Ok(contrasts.concat())
}

/// What makes a stratum: a value of each column.
type Stratified<'a> = BTreeMap<Vec<String>, PairGroup<'a>>;

/// The pairs of each stratum, by the values of the columns.
fn split<'a>(pairs: &PairGroup<'a>, columns: &[String]) -> PolarsResult<Stratified<'a>> {
    let mut strata = vec![(Vec::new(), pairs.clone())];
    for column in columns {
        let mut finer = Vec::new();
        for (values, pairs) in &strata {
            for (value, pairs) in pairs.by(column)? {
                let mut values: Vec<String> = values.clone();
                values.push(value.unwrap_or(NOT_RECORDED).to_owned());
                finer.push((values, pairs));
            }
        }
        strata = finer;
    }
    Ok(strata.into_iter().collect())
}

struct Adjusting<'a> {
    setting: &'a Held<'a>,
    names: Vec<&'a str>,
    /// Strata of all pairs and how many pairs each has.
    weights: Vec<(&'a [String], usize)>,
    /// The strata of each group.
    strata: Vec<Stratified<'a>>,
    mix: &'a Mix,
}

impl Adjusting<'_> {
    fn of_measure(&self, measure: &Measure) -> Vec<Contrast> {
        let of_group = |strata: &Stratified<'_>| -> Vec<Vec<Unit>> {
            let of_stratum = |(values, _): &(&[String], usize)| {
                strata
                    .get(*values)
                    .map_or_else(Vec::new, |pairs| units(measure, pairs))
            };
            self.weights.iter().map(of_stratum).collect()
        };
        let values: Vec<Vec<Vec<Unit>>> = self.strata.iter().map(of_group).collect();
        let encounters = encounters(self.names.len(), self.setting.pairwise);
        encounters
            .iter()
            .map(|encounter| self.contrast(measure, &values, *encounter))
            .collect()
    }

    fn contrast(
        &self,
        measure: &Measure,
        values: &[Vec<Vec<Unit>>],
        (first, second): Encounter,
    ) -> Contrast {
        let is_second = |group: usize| second.map_or(group != first, |second| group == second);
        let second_units = |place: usize| -> Vec<Unit> {
            let groups = values
                .iter()
                .enumerate()
                .filter(|(group, _)| is_second(*group));
            groups
                .flat_map(|(_, strata)| strata[place].clone())
                .collect()
        };
        let strata: Vec<Stratum> = (0..self.weights.len())
            .map(|place| Stratum {
                units: [values[first][place].clone(), second_units(place)],
                weight: self.weights[place].1 as f64,
            })
            .collect();
        let found = standardised(&strata, self.setting.seed);
        let shared = shared_clusters(&strata);
        let second_name = second.map_or(REST, |second| self.names[second]);
        Contrast {
            grouping: self.setting.grouping.to_owned(),
            measure: measure.id.clone(),
            title: measure.title.clone(),
            family: measure.family,
            kind: measure.kind,
            window: measure.window,
            horizon: None,
            at_day: self.setting.at_day,
            adjusted_for: self.mix.names.clone(),
            groups: [self.names[first].to_owned(), second_name.to_owned()],
            sides: [side(&strata, 0, &found), side(&strata, 1, &found)],
            shared_mentors: shared,
            notes: self.notes(&strata, &found, shared),
            difference: found.difference,
            effect: None,
            test: None,
            p_adjusted: None,
            adjustment: "",
            among: String::new(),
            strata: strata
                .iter()
                .flat_map(cells)
                .filter(|on| on.pairs > 0)
                .collect(),
            hidden: false,
        }
    }

    fn notes(&self, strata: &[Stratum], found: &Standardised, shared: usize) -> Vec<String> {
        let mut notes = Vec::new();
        if shared > 0 {
            notes.push(shared_note(shared));
        }
        let has_units = |stratum: &Stratum| stratum.units.iter().any(|units| !units.is_empty());
        let left_out: Vec<String> = strata
            .iter()
            .zip(&self.weights)
            .filter(|(stratum, _)| has_units(stratum) && !stratum.overlaps())
            .map(|(_, (values, _))| values.join(" / "))
            .collect();
        if !left_out.is_empty() {
            let named = left_out
                .iter()
                .take(MOST_NAMED)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            let more = left_out.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            notes.push(format!(
                "left out, without pairs of both groups: {named}{more}"
            ));
        }
        notes.extend(found.difference.not_available.clone());
        notes
    }
}

fn units(measure: &Measure, pairs: &PairGroup<'_>) -> Vec<Unit> {
    match Values::of(measure, pairs) {
        Some(Values::Units(units)) => units,
        Some(Values::Numbers(numbers)) => numbers
            .into_iter()
            .map(|(cluster, number)| (cluster, number, 1.0))
            .collect(),
        Some(Values::Subjects(_)) | None => Vec::new(),
    }
}

fn shared_clusters(strata: &[Stratum]) -> usize {
    let of_group = |group: usize| -> BTreeSet<u32> {
        let units = strata.iter().flat_map(|stratum| &stratum.units[group]);
        units.map(|unit| unit.0).collect()
    };
    of_group(0).intersection(&of_group(1)).count()
}

fn side(strata: &[Stratum], group: usize, found: &Standardised) -> Side {
    let usable = strata.iter().filter(|stratum| stratum.overlaps());
    let units: Vec<Unit> = usable
        .flat_map(|stratum| stratum.units[group].clone())
        .collect();
    let contributing = contributing(&units);
    let estimate = match found.figures[group] {
        Some(figure) => Estimate::available(figure, units.len(), METHOD),
        None => Estimate::not_available("no stratum has pairs of both groups", units.len(), METHOD),
    };
    Side {
        estimate: estimate.with_clusters(contributing.mentors),
        contributing,
    }
}

fn cells(stratum: &Stratum) -> [Contributing; 2] {
    stratum.units.each_ref().map(|units| contributing(units))
}

fn contributing(units: &[Unit]) -> Contributing {
    let clusters: BTreeSet<u32> = units.iter().map(|unit| unit.0).collect();
    Contributing {
        pairs: units.len(),
        mentors: clusters.len(),
        counted: None,
        not_counted: None,
    }
}
