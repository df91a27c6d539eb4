//! A period: every measure through its window, people, pairs and meetings, and what changed.

use super::changes::changes;
use super::estimates::in_period;
use super::pair_table::{PairRows, PairTable};
use super::pass::{Collector, LeftOut, Passes, When};
use super::period::{Period, Stretch};
use super::period_counts::PeopleAndPairs;
use super::result::{Comparison, HistoricPeriod, PeriodFigures};
use super::roster::Member;
use crate::measures::{Kind, Measure, PairAt, Registry, Span};
use polars::prelude::PolarsResult;

/// One period measured.
pub(super) struct Measured {
    pub figures: PeriodFigures,
    pub pairs: PairTable,
    /// Goals with a known outcome: those without a date, and all.
    pub undated_outcomes: (u64, u64),
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
/// compared with.
///
/// # Errors
/// If the measures of two partitions differ, which they cannot.
pub(super) fn periods<C: Collector>(
    passes: &Passes<'_>,
    registry: &Registry,
    period: &Period,
    beside: impl Fn() -> C + Sync,
) -> PolarsResult<(Periods, Vec<C>)> {
    let measured = |stretch: &Stretch| measure(passes, registry, stretch);
    let mut history: Vec<HistoricPeriod> = Vec::new();
    let (mut previous, mut year_before): (Option<Measured>, Option<Measured>) = (None, None);
    for stretch in period
        .history
        .iter()
        .filter(|earlier| **earlier != period.span)
    {
        let found = measured(stretch)?;
        if !found.begun {
            continue;
        }
        history.push(historic(registry, &found, previous.as_ref()));
        let last = previous.replace(found);
        year_before = last
            .filter(|last| last.is_of(&period.year_before))
            .or(year_before);
    }
    if previous
        .as_ref()
        .is_none_or(|last| !last.is_of(&period.previous))
    {
        previous = None;
    }
    if year_before.is_none() && period.year_before != period.previous {
        year_before = Some(measured(&period.year_before)?).filter(|found| found.begun);
    }
    let (current, beside, left_out) = measure_beside(passes, registry, &period.span, beside)?;
    history.push(historic(registry, &current, previous.as_ref()));
    let compared = |other: &Measured| Comparison {
        figures: other.figures.clone(),
        changes: changes(registry, &current, other),
    };
    let same = (period.year_before == period.previous).then_some(&previous);
    let periods = Periods {
        previous: previous.as_ref().map(compared),
        year_before: same.unwrap_or(&year_before).as_ref().map(compared),
        current: current.figures,
        history,
        left_out,
    };
    Ok((periods, beside))
}

impl Measured {
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

fn measure(passes: &Passes<'_>, registry: &Registry, stretch: &Stretch) -> PolarsResult<Measured> {
    measure_beside(passes, registry, stretch, || Nothing).map(|(measured, _, _)| measured)
}

fn measure_beside<C: Collector>(
    passes: &Passes<'_>,
    registry: &Registry,
    stretch: &Stretch,
    beside: impl Fn() -> C + Sync,
) -> PolarsResult<(Measured, Vec<C>, LeftOut)> {
    let when = When {
        date: stretch.to,
        age: None,
    };
    let collected = passes.collect(when, || (PeriodRows::new(registry, stretch), beside()));
    let (rows, beside): (Vec<_>, Vec<_>) = collected.parts.into_iter().unzip();
    let measured = PeriodRows::merged(registry, stretch, rows)?;
    Ok((measured, beside, collected.left_out))
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
    undated_outcomes: (u64, u64),
}

impl<'a> PeriodRows<'a> {
    fn new(registry: &'a Registry, stretch: &Stretch) -> Self {
        let measures: Vec<&Measure> = measures_of_periods(registry).collect();
        Self {
            span: Span {
                from: Some(stretch.from),
                to: stretch.to,
            },
            rows: PairRows::new(measures.iter().copied()),
            measures,
            counts: PeopleAndPairs::default(),
            undated_outcomes: (0, 0),
        }
    }

    fn merged(registry: &Registry, stretch: &Stretch, parts: Vec<Self>) -> PolarsResult<Measured> {
        let mut counts = PeopleAndPairs::default();
        let mut undated_outcomes = (0, 0);
        let mut frames = Vec::with_capacity(parts.len());
        for part in parts {
            counts.absorb(part.counts);
            undated_outcomes.0 += part.undated_outcomes.0;
            undated_outcomes.1 += part.undated_outcomes.1;
            frames.push(part.rows.into_frame(Vec::new())?);
        }
        let pairs = PairTable::of(frames)?;
        let measures = measures_of_periods(registry);
        Ok(Measured {
            figures: PeriodFigures {
                label: stretch.label.clone(),
                title: stretch.title.clone(),
                from: stretch.from,
                to: stretch.to,
                measures: measures
                    .filter_map(|measure| in_period(measure, &pairs))
                    .collect(),
                counts: counts.sum(),
            },
            pairs,
            undated_outcomes,
            begun: counts.has_begun(),
        })
    }
}

impl Collector for PeriodRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let values = self
            .measures
            .iter()
            .map(|measure| measure.of(pair, &self.span));
        self.rows.push(member.rank, member.cluster, values);
        self.counts.add(pair, member, &self.span);
        for goal in pair.goals.iter().filter(|goal| goal.outcome.is_known()) {
            self.undated_outcomes.0 += u64::from(goal.is_undated());
            self.undated_outcomes.1 += 1;
        }
    }
}
