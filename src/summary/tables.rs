//! `measures.csv` and `periods.csv`: the figures as long tables.

use super::cell::{Row, TableWriter, key};
use super::figures::{MeasureSummary, Shown, Spread};
use super::number::number;
use super::result::{Change, GroupSummary, HistoricPeriod, PeriodFigures, Summary};
use crate::measures::Kind;
use std::io;

const MEASURES: [&str; 21] = [
    "grouping",
    "group",
    "measure",
    "family",
    "kind",
    "horizon",
    "pairs",
    "n",
    "numerator",
    "denominator",
    "total",
    "mean",
    "median",
    "q1",
    "q3",
    "estimate",
    "lower",
    "upper",
    "level",
    "method",
    "not_available",
];

const PERIODS: [&str; 13] = [
    "period",
    "from",
    "to",
    "measure",
    "estimate",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "n",
    "change_from_previous",
    "change_lower",
    "change_upper",
];

/// Writes `measures.csv`: every measure of the programme and of each group since the start.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_measures(summary: &Summary, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, MEASURES)?;
    for group in &summary.groups {
        for figure in &group.measures {
            table.row(|row| write_measure(row, group, figure))?;
        }
    }
    table.finish()
}

fn write_measure(row: &mut Row, group: &GroupSummary, figure: &MeasureSummary) {
    let is_shown = figure.shown == Shown::Full;
    let estimate = &figure.estimate;
    row.text(Some(&group.grouping));
    row.text(Some(&group.group));
    row.word(&figure.measure);
    row.word(&key(figure.family));
    row.word(&key(figure.kind));
    row.shown(figure.horizon);
    row.shown(group.pairs.exact());
    row.shown(is_shown.then_some(estimate.n));
    row.number(estimate.numerator);
    row.number(estimate.denominator);
    write_spread(row, &figure.spread.unwrap_or_default());
    row.interval(estimate);
    row.number(Some(estimate.level));
    match estimate.until {
        Some(day) => row.word(&format!("{}, to day {}", estimate.method, number(day))),
        None => row.word(estimate.method),
    }
    row.text(estimate.not_available.as_deref());
}

fn write_spread(row: &mut Row, spread: &Spread) {
    row.number(spread.total);
    row.number(spread.mean);
    row.number(spread.median);
    row.number(spread.q1);
    row.number(spread.q3);
}

/// Writes `periods.csv`: the last periods, oldest first, every measure through its window. The
/// estimate of a quantity is its mean per pair; its numerator is the sum, its denominator the
/// number of pairs.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_periods(summary: &Summary, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, PERIODS)?;
    for HistoricPeriod { figures, changes } in &summary.history {
        for figure in &figures.measures {
            let change = changes
                .iter()
                .find(|change| change.measure == figure.measure);
            table.row(|row| write_period(row, figures, figure, change))?;
        }
    }
    table.finish()
}

fn write_period(
    row: &mut Row,
    period: &PeriodFigures,
    figure: &MeasureSummary,
    change: Option<&Change>,
) {
    let is_shown = figure.shown == Shown::Full;
    let (numerator, denominator) = parts(figure);
    row.word(&period.label);
    row.day(Some(period.from));
    row.day(Some(period.to));
    row.word(&figure.measure);
    row.interval(&figure.estimate);
    row.number(numerator);
    row.number(denominator);
    row.shown(is_shown.then_some(figure.estimate.n));
    match change {
        Some(change) => row.interval(&change.difference),
        None => (0..3).for_each(|_| row.number(None)),
    }
}

fn parts(figure: &MeasureSummary) -> (Option<f64>, Option<f64>) {
    if figure.kind != Kind::Quantity {
        return (figure.estimate.numerator, figure.estimate.denominator);
    }
    let total = figure.spread.and_then(|spread| spread.total);
    (total, total.map(|_| figure.estimate.n as f64))
}
