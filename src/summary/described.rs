//! What the pair table says of a pair beside its measures.

use super::selection::filled;
use crate::measures::{Measure, PairAt, Registry, SignalKind, State};
use crate::programme::{Day, Programme, Slim, Stated};
use polars::prelude::{
    Column, DataType, IntoColumn, NamedFrom, PolarsResult, Series, StringChunkedBuilder,
};
use std::collections::BTreeSet;

/// Columns of the pair table before the attributes.
const BEFORE: [&str; 3] = ["pair_id", "mentor", "mentee"];

/// Columns of the pair table between the attributes and the measures.
const AFTER: [&str; 10] = [
    "started_on",
    "started_on_inferred",
    "ended_on",
    "state",
    "signals",
    "contact_gap",
    "own_gap",
    "contact_ratio",
    "expected_gap_days",
    "active_days",
];

/// Column behind the measures that says where the number and the last of the sessions come from, if
/// not from records of sessions.
pub(super) const SESSIONS_SOURCE: &str = "sessions_source";

/// What stands in that column for totals that the source of the pair states.
const STATED: &str = "stated";

/// Names of the columns of the pair table that are no attributes, as often as they are given.
pub fn own_columns(registry: &Registry) -> impl Iterator<Item = String> {
    let described = BEFORE.iter().chain(&AFTER).chain([&SESSIONS_SOURCE]);
    let described = described.map(|name| (*name).to_owned());
    described.chain(registry.measures().iter().flat_map(Measure::columns))
}

/// Names of the attributes as columns of the pair table: an attribute that is called like
/// another column of it gets `_attribute` added.
pub(super) fn attribute_columns(programme: &Programme, registry: &Registry) -> Vec<String> {
    let mut taken: BTreeSet<String> = own_columns(registry).collect();
    let mut free = |name: &String| {
        let mut column = name.clone();
        while !taken.insert(column.clone()) {
            column.push_str("_attribute");
        }
        column
    };
    programme.attributes.iter().map(&mut free).collect()
}

/// Descriptions of pairs, pair after pair; texts stand in the form of the table at once.
pub(super) struct Descriptions {
    names: [StringChunkedBuilder; 3],
    attributes: Vec<StringChunkedBuilder>,
    started_on: Vec<Option<i32>>,
    started_on_inferred: Vec<bool>,
    ended_on: Vec<Option<i32>>,
    state: Vec<Option<State>>,
    signals: Vec<Box<[SignalKind]>>,
    contact_gap: Vec<Option<i32>>,
    own_gap: Vec<Slim<f64>>,
    contact_ratio: Vec<Slim<f64>>,
    expected_gap_days: Vec<f64>,
    active_days: Vec<Option<i32>>,
    sessions_stated: Vec<bool>,
}

impl Descriptions {
    /// None yet, with room for so many pairs with this many attributes.
    pub fn new(attributes: usize, pairs: usize) -> Self {
        let texts = || StringChunkedBuilder::new("".into(), pairs);
        Self {
            names: std::array::from_fn(|_| texts()),
            attributes: (0..attributes).map(|_| texts()).collect(),
            started_on: Vec::with_capacity(pairs),
            started_on_inferred: Vec::with_capacity(pairs),
            ended_on: Vec::with_capacity(pairs),
            state: Vec::with_capacity(pairs),
            signals: Vec::with_capacity(pairs),
            contact_gap: Vec::with_capacity(pairs),
            own_gap: Vec::with_capacity(pairs),
            contact_ratio: Vec::with_capacity(pairs),
            expected_gap_days: Vec::with_capacity(pairs),
            active_days: Vec::with_capacity(pairs),
            sessions_stated: Vec::with_capacity(pairs),
        }
    }

    pub fn push(&mut self, pair: &PairAt<'_>) {
        let recorded = pair.history.pair;
        let names = [
            Some(recorded.id.as_str()),
            recorded.mentor.as_deref(),
            recorded.mentee.as_deref(),
        ];
        for (column, name) in self.names.iter_mut().zip(names) {
            column.append_option(name);
        }
        for (index, column) in self.attributes.iter_mut().enumerate() {
            column.append_option(pair.attribute(index).and_then(filled));
        }
        let is_stated = !pair.history.has_session_records() && recorded.stated != Stated::default();
        self.sessions_stated.push(is_stated);
        self.push_clock(pair);
        self.push_support(pair);
    }

    fn push_clock(&mut self, pair: &PairAt<'_>) {
        let number = |day: Day| day.0;
        self.started_on.push(pair.started_on.map(number));
        self.started_on_inferred.push(pair.started_on_inferred);
        self.ended_on.push(pair.ending.map(|ending| ending.on.0));
        self.expected_gap_days.push(pair.expected_gap_days);
        self.active_days.push(pair.active_days);
    }

    fn push_support(&mut self, pair: &PairAt<'_>) {
        let support = &pair.support();
        let signals = support.signals.iter().map(|signal| signal.kind);
        self.state.push(support.state);
        self.signals.push(signals.collect());
        self.contact_gap.push(support.contact_gap);
        self.own_gap.push(support.own_gap.into());
        self.contact_ratio.push(support.contact_ratio.into());
    }

    /// The columns in the order of `pairs.csv`, and the source of the sessions; `attributes` are the
    /// names of the attributes.
    pub fn into_columns(self, attributes: &[String]) -> PolarsResult<Vec<Column>> {
        let days = |name: &str, days: Vec<Option<i32>>| {
            Column::new(name.into(), days).cast(&DataType::Date)
        };
        let texts = |name: &str, texts: StringChunkedBuilder| {
            texts.finish().with_name(name.into()).into_column()
        };
        let names = BEFORE.iter().zip(self.names);
        let mut columns: Vec<Column> = names.map(|(name, values)| texts(name, values)).collect();
        let attributes = attributes.iter().zip(self.attributes);
        columns.extend(attributes.map(|(name, values)| texts(name, values)));
        columns.extend([
            days(AFTER[0], self.started_on)?,
            Column::new(AFTER[1].into(), self.started_on_inferred),
            days(AFTER[2], self.ended_on)?,
            column(AFTER[3], self.state, |state| Some(state?.name())),
            column(AFTER[4], self.signals, |signals| joined(&signals)),
            Column::new(AFTER[5].into(), self.contact_gap),
            column(AFTER[6], self.own_gap, Slim::get),
            column(AFTER[7], self.contact_ratio, Slim::get),
            Column::new(AFTER[8].into(), self.expected_gap_days),
            Column::new(AFTER[9].into(), self.active_days),
            column(SESSIONS_SOURCE, self.sessions_stated, |stated| {
                stated.then_some(STATED)
            }),
        ]);
        Ok(columns)
    }
}

/// A column of what is written for each value.
fn column<T, W>(name: &str, values: Vec<T>, written: impl Fn(T) -> Option<W>) -> Column
where
    Series: NamedFrom<Vec<Option<W>>, [Option<W>]>,
{
    let written: Vec<Option<W>> = values.into_iter().map(written).collect();
    Column::new(name.into(), written)
}

fn joined(signals: &[SignalKind]) -> Option<String> {
    let names: Vec<&str> = signals.iter().map(|signal| signal.name()).collect();
    (!names.is_empty()).then(|| names.join(";"))
}
