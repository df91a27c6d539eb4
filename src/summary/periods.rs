//! A period: every measure through its window, people, pairs and meetings, and what changed.

use super::changes::changes;
use super::dated_outcomes::DatedOutcomes;
use super::estimates::{quantity_in_period, share_in_period};
use super::figures::MeasureSummary;
use super::pair_table::PairRows;
use super::pass::{Collector, LeftOut, Passes, When};
use super::period::{Period, Stretch};
use super::period_counts::PeopleAndPairs;
use super::period_table::PeriodTable;
use super::result::{Comparison, HistoricPeriod, PeriodFigures};
use super::roster::Member;
use crate::measures::{Kind, Measure, PairAt, Registry, Span};
use crate::stats::proportion::ClusteredShare;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One period measured.
pub(super) struct Measured {
    pub figures: PeriodFigures,
    pub pairs: PeriodTable,
    /// Its shares and flags by measure.
    shares: BTreeMap<String, ClusteredShare>,
    /// The outcomes of its goals, and which of them carry no date.
    pub outcomes: DatedOutcomes,
    /// Whether any pair had started by its last day.
    begun: bool,
}

/// The period reported and those that it is compared with.
pub(super) struct Periods {
    pub current: PeriodFigures,
    pub previous: Option<Comparison>,
    pub year_before: Option<Comparison>,
    pub history: Vec<HistoricPeriod>,
    pub left_out: LeftOut,
}

/// Measures every period of the history, oldest first, with nothing kept but what later ones are
/// compared with. `beside` makes collectors that see the pairs as of the period reported.
pub(super) fn periods<C: Collector>(
    passes: &Passes<'_>,
    registry: &Registry,
    period: &Period,
    beside: impl Fn(usize) -> C + Sync,
) -> (Periods, Vec<C>) {
    let past = Past::of(passes, registry, period);
    let (current, beside, left_out) = measure_beside(passes, registry, &period.span, beside);
    let previous = past.last.filter(|last| last.is_of(&period.previous));
    let mut history = past.history;
    history.push(historic(registry, &current, previous.as_ref()));
    let compared = |other: &Measured| Comparison {
        figures: other.figures.clone(),
        changes: changes(registry, &current, other),
    };
    let year_before = if period.year_before == period.previous {
        &previous
    } else {
        &past.year_before
    };
    let periods = Periods {
        previous: previous.as_ref().map(compared),
        year_before: year_before.as_ref().map(compared),
        current: current.figures,
        history,
        left_out,
    };
    (periods, beside)
}

/// The periods before the one reported, from the first in which any pair had started.
#[derive(Default)]
struct Past {
    history: Vec<HistoricPeriod>,
    /// The latest of them.
    last: Option<Measured>,
    /// The same period a year before, where it is not the latest.
    year_before: Option<Measured>,
}

impl Past {
    fn of(passes: &Passes<'_>, registry: &Registry, period: &Period) -> Self {
        let mut past = Self::default();
        let is_past = |stretch: &&Stretch| **stretch != period.span;
        for stretch in period.history.iter().filter(is_past) {
            let measured = measure(passes, registry, stretch);
            if measured.begun {
                past.history
                    .push(historic(registry, &measured, past.last.as_ref()));
                let before = past.last.replace(measured);
                past.year_before = before
                    .filter(|before| before.is_of(&period.year_before))
                    .or(past.year_before);
            }
        }
        if !period.history.contains(&period.year_before) {
            let measured = measure(passes, registry, &period.year_before);
            past.year_before = Some(measured).filter(|measured| measured.begun);
        }
        past
    }
}

impl Measured {
    /// A period of nothing but a pair table.
    #[cfg(test)]
    pub fn of_rows(registry: &Registry, stretch: &Stretch, rows: PairRows) -> Self {
        let empty = PeriodRows::new(registry, stretch, 0);
        PeriodRows::merged(registry, stretch, vec![PeriodRows { rows, ..empty }])
    }

    /// A share or a flag, where anything contributes to it.
    pub fn share(&self, measure: &str) -> Option<&ClusteredShare> {
        self.shares.get(measure)
    }

    fn is_of(&self, stretch: &Stretch) -> bool {
        (self.figures.from, self.figures.to) == (stretch.from, stretch.to)
    }
}

fn historic(
    registry: &Registry,
    measured: &Measured,
    previous: Option<&Measured>,
) -> HistoricPeriod {
    HistoricPeriod {
        figures: measured.figures.clone(),
        changes: previous.map_or_else(Vec::new, |other| changes(registry, measured, other)),
    }
}

/// Measures that have one figure in a period.
pub(super) fn measures_of_periods(registry: &Registry) -> impl Iterator<Item = &Measure> {
    let measures = registry.measures().iter();
    measures.filter(|measure| !matches!(measure.kind, Kind::Event | Kind::Label))
}

fn measure(passes: &Passes<'_>, registry: &Registry, stretch: &Stretch) -> Measured {
    measure_beside(passes, registry, stretch, |_| Nothing).0
}

fn measure_beside<C: Collector>(
    passes: &Passes<'_>,
    registry: &Registry,
    stretch: &Stretch,
    beside: impl Fn(usize) -> C + Sync,
) -> (Measured, Vec<C>, LeftOut) {
    let when = When {
        date: stretch.to,
        age: None,
    };
    let collected = passes.collect(when, |pairs| {
        (PeriodRows::new(registry, stretch, pairs), beside(pairs))
    });
    let (rows, beside): (Vec<_>, Vec<_>) = collected.parts.into_iter().unzip();
    let measured = PeriodRows::merged(registry, stretch, rows);
    (measured, beside, collected.left_out)
}

/// A collector of nothing.
struct Nothing;

impl Collector for Nothing {
    fn add(&mut self, _: &PairAt<'_>, _: &Member) {}
}

/// The pairs of a partition in a period.
struct PeriodRows<'a> {
    measures: Vec<&'a Measure>,
    span: Span,
    rows: PairRows,
    counts: PeopleAndPairs,
    outcomes: DatedOutcomes,
}

impl<'a> PeriodRows<'a> {
    fn new(registry: &'a Registry, stretch: &Stretch, pairs: usize) -> Self {
        let measures: Vec<&Measure> = measures_of_periods(registry).collect();
        Self {
            span: Span {
                from: Some(stretch.from),
                to: stretch.to,
            },
            rows: PairRows::new(measures.iter().copied(), pairs),
            measures,
            counts: PeopleAndPairs::default(),
            outcomes: DatedOutcomes::default(),
        }
    }

    fn merged(registry: &Registry, stretch: &Stretch, parts: Vec<Self>) -> Measured {
        let mut counts = PeopleAndPairs::default();
        let mut outcomes = DatedOutcomes::default();
        let mut rows = Vec::with_capacity(parts.len());
        for part in parts {
            counts.absorb(part.counts);
            outcomes.absorb(part.outcomes);
            rows.push(part.rows);
        }
        let mut pairs = PeriodTable::of(rows);
        let measures: Vec<&Measure> = measures_of_periods(registry).collect();
        let (measures, shares): (Vec<_>, Vec<_>) = measures
            .into_par_iter()
            .with_max_len(1)
            .map(|measure| figure(measure, &pairs))
            .unzip();
        pairs.keep_quantities();
        Measured {
            figures: PeriodFigures {
                label: stretch.label.clone(),
                title: stretch.title.clone(),
                from: stretch.from,
                to: stretch.to,
                measures,
                counts: counts.sum(),
            },
            pairs,
            shares: shares.into_iter().flatten().collect(),
            outcomes,
            begun: counts.has_begun(),
        }
    }
}

/// The figure of a measure, and the share that it shows if it is one.
fn figure(
    measure: &Measure,
    pairs: &PeriodTable,
) -> (MeasureSummary, Option<(String, ClusteredShare)>) {
    if measure.kind == Kind::Quantity {
        return (quantity_in_period(measure, pairs), None);
    }
    let (figure, share) = share_in_period(measure, pairs);
    (figure, share.map(|share| (measure.id.clone(), share)))
}

impl Collector for PeriodRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let values = self
            .measures
            .iter()
            .map(|measure| measure.of(pair, &self.span));
        self.rows.push(member.rank, member.cluster, values);
        self.counts.add(pair, member, &self.span);
        self.outcomes.add(pair);
    }
}
