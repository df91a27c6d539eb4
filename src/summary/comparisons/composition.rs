//! What groups are made of: their other attributes, before anything is compared.

use super::PairGroup;
use crate::programme::Programme;
use crate::stats::balance::standardised_difference;
use crate::summary::count::Count;
use crate::summary::groups::NOT_RECORDED;
use crate::summary::identifying::is_identifying;
use crate::summary::labels::{Carriers, Labels};
use crate::summary::named_people::naming_people;
use crate::summary::selection::PairColumn;
use polars::prelude::PolarsResult;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Attributes with more values than this are not described.
const MOST_VALUES: usize = 12;

/// What values that may not be named are called together.
const OTHER_VALUES: &str = "(other values)";

/// One attribute over the groups of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Composition {
    /// The attribute.
    pub attribute: String,
    /// Its values by name; pairs without one are the last.
    pub values: Vec<Part>,
}

/// One value of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The value.
    pub value: String,
    /// Whether it may be named however few pairs have it.
    pub is_label: bool,
    /// Whether all pairs with it have the same mentor.
    pub of_one_mentor: bool,
    /// Pairs with it in each group, in the order of the groups.
    pub pairs: Vec<Count>,
    /// Standardised difference of each group from all others; `None` where it is not defined.
    pub differences: Vec<Option<f64>>,
}

/// The attributes of pairs beside the one that makes the groups, as far as they name nobody.
pub(super) fn compositions(
    programme: &Programme,
    by: &PairColumn,
    in_table: &[String],
    groups: &[(String, PairGroup<'_>)],
) -> PolarsResult<Vec<Composition>> {
    let mut compositions = Vec::new();
    for name in &programme.attributes {
        let Ok(column) = PairColumn::find(programme, name, "--by") else {
            continue;
        };
        if column == *by || is_identifying(programme, &column) {
            continue;
        }
        let labels = Labels::of(programme, &column);
        let parts = parts(column.in_table(in_table), labels, groups)?;
        if (2..=MOST_VALUES).contains(&parts.len()) {
            compositions.push(Composition {
                attribute: column.name,
                values: parts,
            });
        }
    }
    let values = compositions.iter().flat_map(|found| &found.values);
    let values: Vec<&str> = values.map(|part| part.value.as_str()).collect();
    let naming: BTreeSet<String> = naming_people(programme, &values)
        .into_iter()
        .map(str::to_owned)
        .collect();
    compositions.retain(|found| !found.values.iter().any(|part| naming.contains(&part.value)));
    Ok(compositions)
}

fn parts(
    column: &str,
    labels: Labels,
    groups: &[(String, PairGroup<'_>)],
) -> PolarsResult<Vec<Part>> {
    let carriers: Vec<BTreeMap<Option<&str>, Carriers>> = groups
        .iter()
        .map(|(_, pairs)| pairs.carriers(column))
        .collect::<PolarsResult<_>>()?;
    let values: BTreeSet<Option<&str>> =
        carriers.iter().flat_map(BTreeMap::keys).copied().collect();
    let mut values: Vec<Option<&str>> = values.into_iter().collect();
    values.sort_by_key(|value| (value.is_none(), *value));
    let sizes: Vec<u64> = groups
        .iter()
        .map(|(_, pairs)| pairs.pairs() as u64)
        .collect();
    let part = |value: Option<&str>| {
        let of_groups: Vec<Carriers> = carriers
            .iter()
            .map(|carriers| carriers.get(&value).copied().unwrap_or_default())
            .collect();
        let mut all = Carriers::default();
        for of_group in &of_groups {
            all.absorb(*of_group);
        }
        let pairs: Vec<u64> = of_groups.iter().map(|of_group| of_group.pairs).collect();
        Part {
            value: value.unwrap_or(NOT_RECORDED).to_owned(),
            is_label: value.is_none_or(|value| labels.always_name(value)),
            of_one_mentor: !all.have_several_mentors(),
            differences: differences(&pairs, &sizes),
            pairs: pairs.into_iter().map(Count::of).collect(),
        }
    };
    Ok(values.into_iter().map(part).collect())
}

impl Composition {
    /// Makes one value of all that may not be named; whether a named one is left.
    pub(in crate::summary) fn unname(&mut self, may_name: impl Fn(&Part) -> bool) -> bool {
        let counts = |part: &Part| -> Vec<u64> {
            let counts = part.pairs.iter();
            counts.map(|count| count.exact().unwrap_or(0)).collect()
        };
        let add = |mut sum: Vec<u64>, part: &Part| {
            for (sum, count) in sum.iter_mut().zip(counts(part)) {
                *sum += count;
            }
            sum
        };
        let groups = self.values.first().map_or(0, |part| part.pairs.len());
        let sizes = self.values.iter().fold(vec![0; groups], add);
        let (named, others): (Vec<Part>, Vec<Part>) =
            self.values.drain(..).partition(|part| may_name(part));
        self.values = named;
        if !others.is_empty() {
            let pairs = others.iter().fold(vec![0; groups], add);
            let other = Part {
                value: OTHER_VALUES.to_owned(),
                is_label: true,
                of_one_mentor: others.iter().all(|part| part.of_one_mentor),
                differences: differences(&pairs, &sizes),
                pairs: pairs.into_iter().map(Count::of).collect(),
            };
            self.values.push(other);
        }
        let is_named = |part: &Part| ![OTHER_VALUES, NOT_RECORDED].contains(&part.value.as_str());
        self.values.iter().any(is_named)
    }
}

/// How unlike each group is to all others together.
fn differences(pairs: &[u64], sizes: &[u64]) -> Vec<Option<f64>> {
    let groups = 0..pairs.len();
    groups
        .map(|group| difference(pairs, sizes, group))
        .collect()
}

/// How unlike a group is to all others together.
fn difference(pairs: &[u64], sizes: &[u64], group: usize) -> Option<f64> {
    let others = |counts: &[u64]| counts.iter().sum::<u64>() - counts[group];
    let share = |count: u64, of: u64| (of > 0).then(|| count as f64 / of as f64);
    let own = share(pairs[group], sizes[group])?;
    standardised_difference(own, share(others(pairs), others(sizes))?)
}
