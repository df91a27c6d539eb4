//! The programme and each value of each grouping, since the start.

use super::count::Count;
use super::estimates::since_start;
use super::labels::Labels;
use super::pair_group::PairGroup;
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
pub(super) const NOT_RECORDED: &str = "(not recorded)";

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
    let mut groups = vec![group(ALL, ALL, all, registry, tallies.take_all())];
    for (index, grouping) in groupings.iter().enumerate() {
        let labels = Labels::of(all.programme, grouping.column);
        for (value, pairs) in all.pairs.by(grouping.in_table)? {
            let tally = tallies.take(index, value);
            let name = value.unwrap_or(NOT_RECORDED);
            let of_group = Group {
                pairs: &pairs,
                ..*all
            };
            let of_group = group(&grouping.column.name, name, &of_group, registry, tally);
            groups.push(GroupSummary {
                is_label: value.is_none_or(|value| labels.always_name(value)),
                ..of_group
            });
        }
    }
    Ok(groups)
}

fn group(
    grouping: &str,
    name: &str,
    group: &Group<'_>,
    registry: &Registry,
    tally: GroupTally,
) -> GroupSummary {
    let pairs: &PairGroup<'_> = group.pairs;
    let median_observed_days = Sample::new(tally.observed_days()).median();
    let (measures, tallies) = rayon::join(
        || {
            let measures = registry.measures().par_iter().with_max_len(1);
            measures
                .flat_map_iter(|measure| since_start(measure, pairs))
                .collect()
        },
        || tally.sum(group),
    );
    GroupSummary {
        grouping: grouping.to_owned(),
        group: name.to_owned(),
        is_label: true,
        pairs: Count::of(pairs.pairs() as u64),
        mentors: Count::of(pairs.mentors() as u64),
        median_observed_days,
        measures,
        tallies,
    }
}
