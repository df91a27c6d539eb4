//! Every pair since its start: the pair table, and the goals.

use super::described::Descriptions;
use super::pair_table::{PairRows, PairTable};
use super::pass::Collector;
use super::roster::Member;
use crate::measures::{PairAt, Registry, Span};
use polars::prelude::PolarsResult;

/// The rows of the pairs of a partition.
pub(super) struct LifeRows<'a> {
    registry: &'a Registry,
    descriptions: Descriptions,
    rows: PairRows,
}

impl<'a> LifeRows<'a> {
    /// For so many pairs with this many attributes.
    pub fn new(registry: &'a Registry, attributes: usize, pairs: usize) -> Self {
        Self {
            registry,
            descriptions: Descriptions::new(attributes, pairs),
            rows: PairRows::new(registry.measures(), pairs),
        }
    }

    /// The pair table of all partitions; `attributes` are the names of their columns.
    pub fn merged(
        parts: impl IntoIterator<Item = Self>,
        attributes: &[String],
    ) -> PolarsResult<PairTable> {
        let parts = parts.into_iter().map(|part| {
            let described = part.descriptions.into_columns(attributes)?;
            Ok((part.rows, described))
        });
        PairTable::of(parts.collect::<PolarsResult<Vec<_>>>()?)
    }
}

impl Collector for LifeRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let since_start = Span {
            from: None,
            to: pair.as_of.date,
        };
        let values = self.registry.measure(pair, &since_start);
        self.descriptions.push(pair);
        self.rows.push(member.rank, member.cluster, values);
    }
}

#[cfg(test)]
mod tests {
    use super::super::described::attribute_columns;
    use super::super::pair_csv::write_pairs;
    use super::super::pass::{Passes, When};
    use super::super::roster::Roster;
    use super::super::samples::{pair, programme};
    use super::super::selection::Filters;
    use super::*;
    use crate::config::Rules;
    use crate::measures::StageNorms;
    use crate::programme::{Day, Pair};

    fn written(pairs: Vec<Pair>, attributes: &[&str]) -> Vec<String> {
        let mut programme = programme(pairs);
        programme.attributes = attributes.iter().map(|name| (*name).to_owned()).collect();
        let rules = Rules::default();
        let registry = Registry::new(&programme.stage_model, &rules);
        let passes = Passes {
            programme: &programme,
            rules: &rules,
            roster: &Roster::of(&programme),
            filters: Filters::default(),
            norms: &StageNorms::default(),
        };
        let when = When {
            date: Day::from_ymd(2026, 9, 30).unwrap(),
            age: None,
        };
        let collected = passes.collect(when, |pairs| {
            LifeRows::new(&registry, attributes.len(), pairs)
        });
        let columns = attribute_columns(&programme, &registry);
        let table = LifeRows::merged(collected.parts, &columns).unwrap();
        let mut out = Vec::new();
        write_pairs(&table, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_columns_are_those_of_the_contract_and_the_rows_are_sorted() {
        let mut first = pair("p-2");
        first.mentor = Some("=HYPERLINK(1)".into());
        first.started_on = Day::from_ymd(2026, 9, 1);
        first.attributes = vec![Some("2026".into()), Some("active".into())];
        let lines = written(vec![first, pair("p-10")], &["cohort", "state"]);
        assert!(
            lines[0].starts_with(
                "pair_id,mentor,mentee,cohort,state_attribute,started_on,started_on_inferred,\
                 ended_on,state,signals,contact_gap,own_gap,contact_ratio,expected_gap_days,\
                 active_days,goals_attained_settled_num,goals_attained_settled_den,"
            ),
            "{}",
            lines[0]
        );
        assert!(lines[0].contains(",to_first_meeting_days,to_first_meeting_outcome,"));
        assert!(
            lines[1].starts_with("p-10,,,,,,false,,,,,,,30,,"),
            "{}",
            lines[1]
        );
        assert!(
            lines[2].starts_with("p-2,'=HYPERLINK(1),,2026,active,2026-09-01,false,,,,,,,30,29,"),
            "{}",
            lines[2]
        );
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_programme_without_pairs_has_a_header() {
        assert_eq!(written(Vec::new(), &["cohort"]).len(), 1);
    }
}
