//! The programme and each value of each grouping, since the start.

use super::count::Count;
use super::estimates::since_start;
use super::pair_table::PairTable;
use super::result::GroupSummary;
use super::selection::PairColumn;
use super::tally::{Group, GroupTallies, GroupTally};
use crate::measures::Registry;
use crate::stats::quantile::Sample;
use polars::prelude::PolarsResult;
use rayon::prelude::*;

/// Name of the grouping and of the group that holds every pair.
const ALL: &str = "all";

/// Name of the group of pairs without a value.
const NOT_RECORDED: &str = "(not recorded)";

/// What groups are made from: a column of pairs, and what it is called in the pair table.
pub(super) struct Grouping<'a> {
    pub column: &'a PairColumn,
    pub in_table: &'a str,
}

/// Sums up the whole programme, then each group of each grouping by name.
///
/// # Errors
/// If the pair table lacks a grouping.
pub(super) fn groups(
    all: &Group<'_>,
    registry: &Registry,
    groupings: &[Grouping<'_>],
    tallies: &mut GroupTallies<'_>,
) -> PolarsResult<Vec<GroupSummary>> {
    let mut parts = Vec::new();
    for (index, grouping) in groupings.iter().enumerate() {
        for (value, pairs) in all.pairs.by(grouping.in_table)? {
            let tally = tallies.take(index, value.as_deref());
            let name = value.unwrap_or_else(|| NOT_RECORDED.to_owned());
            parts.push((grouping.column.name.as_str(), name, pairs, tally));
        }
    }
    let programme = group(ALL, ALL, all, registry, tallies.take_all());
    let of_parts = parts.into_par_iter().map(|(grouping, name, pairs, tally)| {
        let of_group = Group {
            pairs: &pairs,
            ..*all
        };
        group(grouping, &name, &of_group, registry, tally)
    });
    let mut groups = vec![programme];
    groups.extend(of_parts.collect::<Vec<_>>());
    Ok(groups)
}

fn group(
    grouping: &str,
    name: &str,
    group: &Group<'_>,
    registry: &Registry,
    tally: GroupTally,
) -> GroupSummary {
    let pairs: &PairTable = group.pairs;
    let median_observed_days = Sample::new(tally.observed_days()).median();
    let (measures, tallies) = rayon::join(
        || {
            let measures = registry.measures().par_iter();
            measures
                .flat_map_iter(|measure| since_start(measure, pairs))
                .collect()
        },
        || tally.sum(group),
    );
    GroupSummary {
        grouping: grouping.to_owned(),
        group: name.to_owned(),
        pairs: Count::of(pairs.pairs() as u64),
        mentors: Count::of(pairs.mentors() as u64),
        median_observed_days,
        measures,
        tallies,
    }
}
