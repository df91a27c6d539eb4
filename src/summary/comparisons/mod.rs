//! Groups of pairs held against each other, measure by measure.
//!
//! What is done depends on the kind of a measure alone, so a new measure needs nothing here.
//! Groups of unequal age are compared at equal age; with more than two groups each is held
//! against all others together, and each against each if asked for.

mod adjusted;
mod age;
mod composition;
mod contrast;
mod csv;
mod curves;
mod event;
mod families;
mod held;
mod quantity;
mod share;
mod values;

pub use age::MOST_DIFFERENCE;
pub use composition::{Composition, Part};
pub use contrast::{Contrast, Effect, REST, Side};
pub use csv::{write_contrasts, write_curves, write_transitions};
pub use curves::GroupCurve;
pub use held::FEW_MENTORS;
pub(super) use held::shared_note;

use super::described::attribute_columns;
use super::groups::NOT_RECORDED;
use super::life::LifeRows;
use super::pair_group::PairGroup;
use super::pair_table::PairTable;
use super::pass::{Passes, When};
use super::result::GroupSummary;
use super::selection::PairColumn;
use super::summarise::{Summarised, SummaryError, grouping_columns};
use crate::config::Config;
use crate::measures::{Family, Kind, Measure, Registry};
use crate::programme::Programme;
use adjusted::{Mix, hold_adjusted};
use age::Ages;
use held::{Held, hold};
use polars::prelude::PolarsResult;
use rayon::prelude::*;
use serde::Serialize;

/// Everything that is compared in a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Study {
    /// One entry per column that makes groups.
    pub groupings: Vec<Compared>,
    /// Curves of all pairs and of each group, since the start.
    pub curves: Vec<GroupCurve>,
    /// Ended pairs that returned an evaluation form against those that did not, by their meetings.
    pub selection: Vec<Contrast>,
    /// Comparisons and curves of which disclosure control hides something.
    pub hidden: usize,
}

/// The groups of one column, compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// The column.
    pub grouping: String,
    /// Equal age at which pairs are compared, in days since their start.
    pub at_day: Option<u32>,
    /// Pairs that are too young for that, or of unknown age.
    pub too_young: u64,
    /// What is to be known before the differences are read.
    pub notes: Vec<String>,
    /// The groups by name; pairs without a value of the column are in none.
    pub groups: Vec<String>,
    /// What each group is made of, on the as-of date.
    pub composition: Vec<Composition>,
    /// The comparisons, by measure, horizon and groups.
    pub contrasts: Vec<Contrast>,
}

/// Compares the groups of each grouping.
///
/// # Errors
/// What was asked for does not fit the records.
pub fn study(
    programme: &Programme,
    config: &Config,
    registry: &Registry,
    summed: &Summarised,
    seed: u64,
) -> Result<Study, SummaryError> {
    let study = Comparing {
        passes: summed.passes(programme, config)?,
        config,
        registry,
        summed,
        seed,
    };
    Ok(Study {
        groupings: study.groupings(&grouping_columns(programme, config)?)?,
        curves: study.curves(&grouping_columns(programme, config)?)?,
        selection: study.selection(),
        hidden: 0,
    })
}

struct Comparing<'a> {
    passes: Passes<'a>,
    config: &'a Config,
    registry: &'a Registry,
    summed: &'a Summarised,
    seed: u64,
}

impl Comparing<'_> {
    fn attributes(&self) -> Vec<String> {
        attribute_columns(self.passes.programme, self.registry)
    }

    fn groupings(&self, columns: &[PairColumn]) -> Result<Vec<Compared>, SummaryError> {
        let mut ages = Ages::default();
        columns
            .iter()
            .map(|column| self.compared(column, &mut ages))
            .collect()
    }

    fn compared(&self, column: &PairColumn, ages: &mut Ages) -> Result<Compared, SummaryError> {
        let attributes = self.attributes();
        let date = self.summed.summary.period.span.to;
        let today = self.summed.pairs.all();
        let now = recorded(today.by(column.in_table(&attributes))?);
        let age = match self.config.at_days {
            Some(days) => age::Age::asked(days),
            None => age::Age::of(&now, date),
        };
        let names = now.iter().map(|(name, _)| name.clone()).collect();
        let composition =
            composition::compositions(self.passes.programme, column, &attributes, &now)?;
        let (pairs, too_young) = match age.days.filter(|_| self.config.at_days.is_none()) {
            None => {
                let too_young = self.summed.summary.too_young.exact();
                (self.summed.pairs.clone(), too_young.unwrap_or(0))
            }
            Some(days) => ages.at(days, || self.measured_at(days, &attributes))?,
        };
        let pairs = pairs.all();
        let groups = recorded(pairs.by(column.in_table(&attributes))?);
        let setting = Held {
            grouping: &column.name,
            at_day: age.days,
            pairwise: self.config.pairwise,
            primary: &self.config.primary,
            seed: self.seed,
        };
        let mut notes = age.notes;
        if groups.len() < 2 {
            notes.push("there are fewer than two groups to compare".to_owned());
        }
        let measures: Vec<&Measure> = self.registry.measures().iter().collect();
        let mut contrasts = hold(&setting, &measures, &groups);
        if let Some(mix) = self.mix(column, &attributes)? {
            contrasts.extend(hold_adjusted(
                &setting,
                self.registry,
                &pairs,
                &groups,
                &mix,
            )?);
        }
        Ok(Compared {
            grouping: column.name.clone(),
            at_day: age.days,
            too_young: if age.days.is_some() { too_young } else { 0 },
            notes,
            groups: names,
            composition,
            contrasts,
        })
    }

    /// Whether ended pairs with an evaluation form met differently from those without: what the
    /// forms say is said by the former only.
    fn selection(&self) -> Vec<Contrast> {
        const FORMS: &str = "evaluation_returned_num";
        let pairs = self.summed.pairs.all();
        let groups = [
            (
                "with a form".to_owned(),
                pairs.where_number(FORMS, |forms| forms > 0.0),
            ),
            (
                "without".to_owned(),
                pairs.where_number(FORMS, |forms| forms <= 0.0),
            ),
        ];
        let setting = Held {
            grouping: "evaluation form",
            at_day: None,
            pairwise: false,
            primary: &[],
            seed: self.seed,
        };
        let of_meetings =
            |measure: &&Measure| measure.family == Family::Cadence && measure.kind != Kind::Event;
        let measures: Vec<&Measure> = self
            .registry
            .measures()
            .iter()
            .filter(of_meetings)
            .collect();
        hold(&setting, &measures, &groups)
    }

    /// The attributes to adjust for, without the one that makes the groups.
    fn mix(&self, by: &PairColumn, attributes: &[String]) -> Result<Option<Mix>, SummaryError> {
        let mut mix = Mix {
            names: Vec::new(),
            columns: Vec::new(),
        };
        for name in &self.config.adjust {
            let column = PairColumn::find(self.passes.programme, name, "--adjust")?;
            if column != *by {
                mix.columns.push(column.in_table(attributes).to_owned());
                mix.names.push(column.name);
            }
        }
        Ok(Some(mix).filter(|mix| !mix.names.is_empty()))
    }

    /// Every pair that is old enough, each as of its start plus so many days; and how many are not.
    fn measured_at(&self, days: u32, attributes: &[String]) -> PolarsResult<(PairTable, u64)> {
        let when = When {
            date: self.summed.summary.period.span.to,
            age: i32::try_from(days).ok(),
        };
        let collected = self.passes.collect(when, |pairs| {
            LifeRows::new(self.registry, attributes.len(), pairs)
        });
        let table = LifeRows::merged(collected.parts, attributes)?;
        Ok((table, collected.left_out.too_young))
    }

    fn curves(&self, columns: &[PairColumn]) -> PolarsResult<Vec<GroupCurve>> {
        let attributes = self.attributes();
        let pairs = self.summed.pairs.all();
        let mut tables = vec![(("all", "all".to_owned()), pairs.clone())];
        for column in columns {
            for (name, pairs) in pairs.by(column.in_table(&attributes))? {
                let name = name.unwrap_or(NOT_RECORDED).to_owned();
                tables.push(((&column.name, name), pairs));
            }
        }
        let groups = &self.summed.summary.groups;
        let of_table = |((grouping, group), pairs): &((&str, String), PairGroup<'_>)| {
            let is_it =
                |found: &&GroupSummary| found.grouping == *grouping && found.group == *group;
            let group = groups.iter().find(is_it);
            group.map_or_else(Vec::new, |group| {
                curves::of_group(self.registry, group, pairs)
            })
        };
        let curves: Vec<Vec<GroupCurve>> =
            tables.par_iter().with_max_len(1).map(of_table).collect();
        Ok(curves.concat())
    }
}

/// The groups that a value of the column makes, by name.
fn recorded<'a>(groups: Vec<(Option<&str>, PairGroup<'a>)>) -> Vec<(String, PairGroup<'a>)> {
    groups
        .into_iter()
        .filter_map(|(name, pairs)| Some((name?.to_owned(), pairs)))
        .collect()
}
