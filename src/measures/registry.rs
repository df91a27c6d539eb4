//! The one list of measures: columns, tables, comparisons, definitions and help come from it.

use super::{PairAt, Value, cadence, continuity, experience, follow_up, goals, new_goals, stages};
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

impl Kind {
    /// What the id of a measure is followed by in the name of each of its columns.
    #[must_use]
    pub const fn suffixes(self) -> &'static [&'static str] {
        match self {
            Self::Share => &["_num", "_den"],
            Self::Event => &["_days", "_outcome"],
            Self::Flag | Self::Quantity | Self::Label => &[""],
        }
    }
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

/// Whether a measure tells of its pairs on one day only, not of what has added up by then: how long
/// something has lasted, what is due.
#[must_use]
pub fn is_of_a_day(id: &str) -> bool {
    const OF_A_DAY: [&str; 4] = [
        "actions_overdue",
        "days_in_stage",
        "days_since_contact",
        "followed_up",
    ];
    OF_A_DAY.contains(&id)
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

impl Family {
    /// Name in reports.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Goals => "Goals",
            Self::Cadence => "Meetings",
            Self::Stages => "Stages",
            Self::NewGoals => "New goals",
            Self::Continuity => "Continuity",
            Self::Experience => "Experience",
        }
    }
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

/// The value of a measure for one pair over a span.
type Compute = Box<dyn Fn(&PairAt<'_>, &Span) -> Value + Send + Sync>;

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
    /// For events: whether the end of a pair can rule the event out.
    pub competes: bool,
    /// For quantities: the least and the greatest value that a pair can have.
    pub range: [f64; 2],
    compute: Compute,
}

impl Measure {
    /// A measure of the state at the last day, without a better direction.
    pub(super) fn new(
        id: &str,
        title: &str,
        definition: &str,
        kind: Kind,
        family: Family,
        compute: impl Fn(&PairAt<'_>, &Span) -> Value + Send + Sync + 'static,
    ) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            definition: definition.to_owned(),
            unit: "",
            kind,
            window: Window::State,
            better: Direction::Neither,
            family,
            competes: kind == Kind::Event,
            range: [0.0, f64::INFINITY],
            compute: Box::new(compute),
        }
    }

    pub(super) fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    pub(super) fn better(mut self, better: Direction) -> Self {
        self.better = better;
        self
    }

    pub(super) fn window(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    /// For a quantity that cannot be below `least` or above `greatest`; else it is at least 0.
    pub(super) fn between(mut self, least: f64, greatest: f64) -> Self {
        self.range = [least, greatest];
        self
    }

    /// For an event that nothing can rule out.
    pub(super) fn without_competition(mut self) -> Self {
        self.competes = false;
        self
    }

    /// Names of its columns in tables of pairs.
    pub fn columns(&self) -> impl Iterator<Item = String> {
        let suffixes = self.kind.suffixes().iter();
        suffixes.map(|suffix| format!("{}{suffix}", self.id))
    }

    /// Its value for one pair: over the span where it counts events, else as of its last day. A
    /// pair that was not open in the period has no part in its events.
    #[must_use]
    pub fn of(&self, pair: &PairAt<'_>, span: &Span) -> Value {
        if self.window == Window::Flow && !pair.is_open_in(span) {
            return Value::Null;
        }
        (self.compute)(pair, span)
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Measure").field(&self.id).finish()
    }
}

/// All measures of a run, in the order of tables.
#[derive(Debug)]
pub struct Registry {
    measures: Vec<Measure>,
}

impl Registry {
    /// The measures for a stage model and the configured rules (scales add their own).
    #[must_use]
    pub fn new(model: &StageModel, rules: &Rules) -> Self {
        let families = [
            goals::measures(),
            cadence::measures(rules),
            stages::measures(model),
            new_goals::measures(rules),
            continuity::measures(),
            experience::measures(rules),
        ];
        Self {
            measures: families.into_iter().flatten().collect(),
        }
    }

    /// The same with the measures of following up, where contacts are recorded.
    #[must_use]
    pub fn with_follow_up(mut self) -> Self {
        let last = self
            .measures
            .iter()
            .rposition(|measure| measure.family == Family::Continuity);
        let place = last.map_or(self.measures.len(), |last| last + 1);
        self.measures.splice(place..place, follow_up::measures());
        self
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
            .map(|measure| measure.of(pair, span))
            .collect()
    }
}
