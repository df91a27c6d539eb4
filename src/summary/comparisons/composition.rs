//! What groups are made of: their other attributes, before anything is compared.

use super::PairTable;
use crate::programme::Programme;
use crate::stats::balance::standardised_difference;
use crate::summary::count::Count;
use crate::summary::groups::NOT_RECORDED;
use crate::summary::identifying::is_identifying;
use crate::summary::selection::PairColumn;
use polars::prelude::PolarsResult;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Attributes with more values than this are not described.
const MOST_VALUES: usize = 12;

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
    groups: &[(String, PairTable)],
) -> PolarsResult<Vec<Composition>> {
    let mut compositions = Vec::new();
    for name in &programme.attributes {
        let Ok(column) = PairColumn::find(programme, name, "--by") else {
            continue;
        };
        if column == *by || is_identifying(programme, &column) {
            continue;
        }
        let parts = parts(column.in_table(in_table), groups)?;
        if (2..=MOST_VALUES).contains(&parts.len()) {
            compositions.push(Composition {
                attribute: column.name,
                values: parts,
            });
        }
    }
    Ok(compositions)
}

fn parts(column: &str, groups: &[(String, PairTable)]) -> PolarsResult<Vec<Part>> {
    let counts: Vec<BTreeMap<Option<&str>, u64>> = groups
        .iter()
        .map(|(_, pairs)| pairs.counts(column))
        .collect::<PolarsResult<_>>()?;
    let values: BTreeSet<Option<&str>> = counts.iter().flat_map(BTreeMap::keys).copied().collect();
    let mut values: Vec<Option<&str>> = values.into_iter().collect();
    values.sort_by_key(|value| (value.is_none(), *value));
    let sizes: Vec<u64> = groups
        .iter()
        .map(|(_, pairs)| pairs.pairs() as u64)
        .collect();
    let part = |value: Option<&str>| {
        let pairs: Vec<u64> = counts
            .iter()
            .map(|counts| counts.get(&value).copied().unwrap_or(0))
            .collect();
        Part {
            value: value.unwrap_or(NOT_RECORDED).to_owned(),
            differences: (0..pairs.len())
                .map(|group| difference(&pairs, &sizes, group))
                .collect(),
            pairs: pairs.into_iter().map(Count::of).collect(),
        }
    };
    Ok(values.into_iter().map(part).collect())
}

/// How unlike a group is to all others together.
fn difference(pairs: &[u64], sizes: &[u64], group: usize) -> Option<f64> {
    let others = |counts: &[u64]| counts.iter().sum::<u64>() - counts[group];
    let share = |count: u64, of: u64| (of > 0).then(|| count as f64 / of as f64);
    let own = share(pairs[group], sizes[group])?;
    standardised_difference(own, share(others(pairs), others(sizes))?)
}
