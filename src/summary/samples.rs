//! Pair tables and measures made up for tests, without any pair behind them.

use super::pair_table::{PairRows, PairTable};
use crate::config::Rules;
use crate::measures::{Measure, Registry, Value};
use crate::programme::{
    Action, Contact, Form, Goal, Grouped, Idea, Origin, Pair, Partition, Programme, Session,
    Supplied, built_in_stage_models,
};
use crate::stats::Estimate;
use polars::prelude::Column;
use std::sync::LazyLock;

static REGISTRY: LazyLock<Registry> =
    LazyLock::new(|| Registry::new(&built_in_stage_models()[3], &Rules::default()));

/// The registry of the derived stage model.
pub fn registry() -> &'static Registry {
    &REGISTRY
}

/// A measure of the registry.
#[track_caller]
pub fn measure(id: &str) -> &'static Measure {
    let measures = REGISTRY.measures().iter();
    measures.clone().find(|measure| measure.id == id).unwrap()
}

/// A table of one measure: mentor, cohort and value of each pair in order of ids.
pub fn table(measure: &Measure, pairs: &[(u32, &str, Value)]) -> PairTable {
    let mut rows = PairRows::new([measure], 0);
    for (rank, (cluster, _, value)) in (0..).zip(pairs) {
        rows.push(rank, *cluster, [value.clone()]);
    }
    let cohorts: Vec<Option<&str>> = pairs
        .iter()
        .map(|(_, cohort, _)| Some(*cohort).filter(|cohort| !cohort.is_empty()))
        .collect();
    let described = vec![Column::new("cohort".into(), cohorts)];
    PairTable::of([(rows, described)]).unwrap()
}

/// A table of one measure without cohorts, every pair with a mentor of its own.
pub fn singles(measure: &Measure, values: impl IntoIterator<Item = Value>) -> PairTable {
    let pairs: Vec<(u32, &str, Value)> = (0..)
        .zip(values)
        .map(|(mentor, value)| (mentor, "", value))
        .collect();
    table(measure, &pairs)
}

/// Rows of one measure, every pair with a mentor of its own.
pub fn rows(measure: &Measure, values: impl IntoIterator<Item = Value>) -> PairRows {
    let mut rows = PairRows::new([measure], 0);
    for (pair, value) in (0..).zip(values) {
        rows.push(pair, pair, [value]);
    }
    rows
}

/// Fails unless the interval has these ends, each within `tolerance`.
#[track_caller]
pub fn assert_interval(estimate: &Estimate, lower: f64, upper: f64, tolerance: f64) {
    let found = estimate.interval();
    let is_close = found.is_some_and(|found| {
        (found.lower - lower).abs() <= tolerance && (found.upper - upper).abs() <= tolerance
    });
    assert!(is_close, "found {found:?}, expected [{lower}, {upper}]");
}

/// A pair of the register of which nothing but its id is known.
pub fn pair(id: &str) -> Pair {
    Pair {
        id: id.into(),
        origin: Some(Origin::default()),
        ..Pair::default()
    }
}

/// A programme of these pairs in one partition, with nothing else recorded or supplied.
pub fn programme(pairs: Vec<Pair>) -> Programme {
    let partition = Partition {
        sessions: Grouped::new(Vec::new(), pairs.len(), |session: &Session| session.pair),
        details: Vec::new(),
        forms: Grouped::new(Vec::new(), pairs.len(), |form: &Form| form.pair),
        goals: Grouped::new(Vec::new(), pairs.len(), |goal: &Goal| goal.pair),
        actions: Grouped::new(Vec::new(), pairs.len(), |action: &Action| action.pair),
        ideas: Grouped::new(Vec::new(), pairs.len(), |idea: &Idea| idea.pair),
        contacts: Grouped::new(Vec::new(), pairs.len(), |contact: &Contact| contact.pair),
        pairs,
    };
    Programme {
        partitions: vec![partition],
        attributes: vec!["cohort".into()],
        cohort_derived: false,
        files: Vec::new(),
        supplied: Supplied::default(),
        stage_model: built_in_stage_models().swap_remove(3),
        stages_recorded: true,
        data_through: None,
        unlinked_forms: Vec::new(),
    }
}
