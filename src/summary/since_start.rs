//! Everything about pairs since their starts: their table, their goals, and the groups of both.

use super::goal_rows::{GoalRow, GoalRows};
use super::groups::{Grouping, groups};
use super::life::LifeRows;
use super::linked::linked;
use super::pair_table::PairTable;
use super::pass::{Collector, Passes};
use super::result::GroupSummary;
use super::roster::Member;
use super::selection::PairColumn;
use super::tally::{Group, GroupTallies};
use crate::measures::{PairAt, Registry};
use crate::programme::Day;
use polars::prelude::PolarsError;

/// What is measured since the starts of pairs, and what they are grouped by.
#[derive(Clone, Copy)]
pub(super) struct SinceStart<'a> {
    pub registry: &'a Registry,
    pub groupings: &'a [PairColumn],
    /// The columns that describe pairs, beside their measures.
    pub attributes: &'a [String],
}

/// Everything since the start.
pub(super) struct Life {
    pub groups: Vec<GroupSummary>,
    pub linked: Vec<[String; 2]>,
    pub pairs: PairTable,
    pub goals: Vec<GoalRow>,
}

/// The same of some partitions.
pub(super) struct LifePart<'a> {
    rows: LifeRows<'a>,
    tallies: GroupTallies<'a>,
    goals: GoalRows,
}

impl Collector for LifePart<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.rows.add(pair, member);
        self.tallies.add(pair, member);
        self.goals.add(pair, member);
    }
}

impl<'a> SinceStart<'a> {
    /// A collector for so many pairs at most.
    pub fn part(&self, pairs: usize) -> LifePart<'a> {
        LifePart {
            rows: LifeRows::new(self.registry, self.attributes.len(), pairs),
            tallies: GroupTallies::new(self.groupings),
            goals: GoalRows::default(),
        }
    }

    /// All parts, summed up by group as of a date.
    pub fn merged(
        &self,
        passes: &Passes<'_>,
        date: Day,
        parts: Vec<LifePart<'_>>,
    ) -> Result<Life, PolarsError> {
        let (mut rows, mut tallies, mut goals) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            rows.push(part.rows);
            tallies.push(part.tallies);
            goals.push(part.goals);
        }
        let ((pairs, goals), mut tallies) = rayon::join(
            || {
                rayon::join(
                    || LifeRows::merged(rows, self.attributes),
                    || GoalRows::merged(goals),
                )
            },
            || GroupTallies::merged(self.groupings, tallies),
        );
        let pairs = pairs?;
        let all = Group {
            programme: passes.programme,
            rules: passes.rules,
            date,
            pairs: &pairs.all(),
        };
        let in_table: Vec<Grouping<'_>> = self
            .groupings
            .iter()
            .map(|column| Grouping {
                in_table: column.in_table(self.attributes),
                column,
            })
            .collect();
        Ok(Life {
            groups: groups(&all, self.registry, &in_table, &mut tallies)?,
            linked: linked(&pairs, &in_table)?,
            goals,
            pairs,
        })
    }
}
