//! The one list of measures: columns, tables, comparisons, definitions and help come from it.

use super::{PairAt, Value};
use crate::config::Rules;
use crate::programme::{Day, StageModel};
use serde::Serialize;

/// What the value of one pair is, and how a group of pairs is summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Numerator and denominator; Σ ÷ Σ over a group.
    Share,
    /// True or false; proportion of the known.
    Flag,
    /// A number; total, mean, quartiles.
    Quantity,
    /// Days to an outcome; cumulative incidence.
    Event,
    /// A name; not summed up.
    Label,
}

/// What a measure says about a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Events within the period, of pairs open in it.
    Flow,
    /// The state on its last day.
    State,
    /// Pairs whose relevant day falls within it.
    Life,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither is.
    Neither,
}

/// What a measure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Goal attainment.
    Goals,
    /// How often pairs meet.
    Cadence,
    /// How far pairs come on their path.
    Stages,
    /// Goals that arise on the way.
    NewGoals,
    /// How long pairs last.
    Continuity,
    /// What the people say and do.
    Experience,
}

/// The days whose facts a figure speaks about: all up to the as-of date, or those of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First day of the period; `None` = since the start.
    pub from: Option<Day>,
    /// Last day; the as-of date.
    pub to: Day,
}

impl Span {
    /// Whether a day falls in it.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && day <= self.to
    }
}

/// One measure.
pub struct Measure {
    /// Column name, registry key and anchor.
    pub id: String,
    /// Name in reports.
    pub title: String,
    /// One sentence.
    pub definition: String,
    /// Unit of its value (`goals`, `days`, `%` …).
    pub unit: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// What it says about a period.
    pub window: Window,
    /// Which way is better.
    pub better: Direction,
    /// What it is about.
    pub family: Family,
    /// Its value for one pair.
    pub compute: Box<dyn Fn(&PairAt<'_>, &Span) -> Value + Send + Sync>,
}

/// All measures of a run, in the order of tables.
pub struct Registry {
    measures: Vec<Measure>,
}

impl Registry {
    /// The measures for a stage model and the configured rules (scales add their own).
    #[must_use]
    pub fn new(model: &StageModel, rules: &Rules) -> Self {
        let _ = (model, rules);
        Self {
            measures: Vec::new(),
        }
    }

    /// The measures in order.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Position of a measure in the order.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.id == id)
    }

    /// The values of all measures for one pair.
    #[must_use]
    pub fn measure(&self, pair: &PairAt<'_>, span: &Span) -> Vec<Value> {
        self.measures
            .iter()
            .map(|measure| (measure.compute)(pair, span))
            .collect()
    }
}
