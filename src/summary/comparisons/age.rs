//! At which age groups are compared.

use super::{PairGroup, PairTable};
use crate::programme::Day;
use crate::stats::quantile::Sample;
use polars::prelude::PolarsResult;
use std::collections::BTreeMap;

/// Ages at which groups of unequal age are compared, longest first.
const AGES: [u32; 3] = [365, 180, 90];

/// Groups whose median observed times differ by more than this are of unequal age.
pub const MOST_DIFFERENCE: f64 = 1.2;

/// The age at which groups are compared.
pub(super) struct Age {
    /// Days since the start of each pair; `None` = all of them as of one day.
    pub days: Option<u32>,
    /// Why, and what follows.
    pub notes: Vec<String>,
}

impl Age {
    /// The age that was asked for.
    pub fn asked(days: u32) -> Self {
        Self {
            days: Some(days),
            notes: vec![format!(
                "each pair is taken as of {days} days after its start, as asked for"
            )],
        }
    }

    /// No common age if the groups were observed for about as long as each other, else the longest
    /// of 365, 180 and 90 days that at least half of each group can have reached by `date`.
    pub fn of(groups: &[(String, PairGroup<'_>)], date: Day) -> Self {
        let median = |times: Vec<f64>| Sample::new(times).median();
        let observed: Vec<f64> = groups
            .iter()
            .filter_map(|(_, pairs)| median(pairs.observed_days(date)))
            .collect();
        let shortest = observed.iter().copied().fold(f64::INFINITY, f64::min);
        let longest = observed.iter().copied().fold(0.0, f64::max);
        if longest <= MOST_DIFFERENCE * shortest {
            return Self {
                days: None,
                notes: Vec::new(),
            };
        }
        let differ = format!(
            "the groups' median observed times differ ({} to {} days)",
            shortest.round(),
            longest.round()
        );
        let reached = |days: u32| {
            groups.iter().all(|(_, pairs)| {
                let old_enough = |age: &&f64| **age >= f64::from(days);
                let ages = pairs.ages(date);
                ages.iter().filter(old_enough).count() * 2 >= pairs.pairs()
            })
        };
        match AGES.into_iter().find(|days| reached(*days)) {
            Some(days) => Self {
                days: Some(days),
                notes: vec![format!(
                    "{differ}, so each pair is taken as of {days} days after its start"
                )],
            },
            None => Self {
                days: None,
                notes: vec![format!(
                    "{differ}, and no age of 90 days or more is reached by half of every group: \
                     differences may be differences of age"
                )],
            },
        }
    }
}

/// Pair tables at the ages asked for so far.
#[derive(Default)]
pub(super) struct Ages(BTreeMap<u32, (PairTable, u64)>);

impl Ages {
    /// The table at an age, measured once, with the number of pairs too young for it.
    pub fn at(
        &mut self,
        days: u32,
        measure: impl FnOnce() -> PolarsResult<(PairTable, u64)>,
    ) -> PolarsResult<(PairTable, u64)> {
        if let Some(known) = self.0.get(&days) {
            return Ok(known.clone());
        }
        let measured = measure()?;
        self.0.insert(days, measured.clone());
        Ok(measured)
    }
}
