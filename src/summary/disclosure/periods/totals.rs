//! What periods that are shown tell, with the figure since the start, of one that is hidden.

use super::super::together::Cell;
use super::{Control, LEAST_MENTORS};
use crate::summary::figures::{Contributing, MeasureSummary, Shown};
use crate::summary::result::{GroupSummary, PeriodFigures};
use std::collections::BTreeMap;

/// Less of a sum than this is nothing but rounding.
const NOUGHT: f64 = 1e-9;

/// The measures to hide in periods, by their labels: what a measure counts in the periods may add
/// up to what it counts since the start, so that what is hidden of one would be the rest.
pub(super) fn told<'a, 'p>(
    control: &Control,
    since_start: Option<&'a GroupSummary>,
    given_up: &[&str],
    periods: impl Iterator<Item = &'p PeriodFigures>,
) -> BTreeMap<String, Vec<&'a str>> {
    let by_label = periods.map(|period| (period.label.as_str(), period));
    let periods: BTreeMap<&str, &PeriodFigures> = by_label.collect();
    let measures = since_start.map_or(&[][..], |all| &all.measures);
    let totals = measures.iter().filter(|total| {
        total.horizon.is_none()
            && total.shown == Shown::Full
            && !given_up.contains(&total.measure.as_str())
    });
    let mut told: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for total in totals {
        let parts = periods.iter();
        let parts =
            parts.filter_map(|(label, period)| Some((*label, period.measure(&total.measure)?)));
        for label in told_by(control, total, &parts.collect::<Vec<_>>()) {
            told.entry(label.to_owned())
                .or_default()
                .push(&total.measure);
        }
    }
    told
}

/// The periods to hide beside those that are hidden for themselves, the smallest first.
fn told_by<'a>(
    control: &Control,
    total: &MeasureSummary,
    parts: &[(&'a str, &MeasureSummary)],
) -> Vec<&'a str> {
    let Some(rest) = rest(total, parts) else {
        return Vec::new();
    };
    let cell = |on: Contributing, shown| Cell { on, shown };
    let parts_alone = parts
        .iter()
        .map(|(_, part)| cell(part.contributing, control.decide(part.contributing)));
    let mut cells: Vec<Cell> = parts_alone.collect();
    cells.push(cell(rest, Shown::Derivable));
    let mut told = Vec::new();
    while !control.is_safe_together(&cells) {
        let shown = cells
            .iter_mut()
            .zip(parts)
            .filter(|(cell, _)| cell.shown == Shown::Full && cell.on.pairs > 0);
        let Some((cell, (label, _))) = shown.min_by_key(|(cell, _)| cell.on.pairs) else {
            break;
        };
        cell.shown = Shown::Derivable;
        told.push(*label);
    }
    told
}

/// What is counted since the start and in none of the periods, as if each were of a pair of its
/// own. `None` where the periods count more than that, so that they are no parts of it.
fn rest(total: &MeasureSummary, parts: &[(&str, &MeasureSummary)]) -> Option<Contributing> {
    let left = |of: fn(&MeasureSummary) -> Option<f64>| {
        let parts: f64 = parts.iter().filter_map(|(_, part)| of(part)).sum();
        Some(of(total)? - parts).filter(|left| *left > -NOUGHT)
    };
    let sum = |figure: &MeasureSummary| figure.spread.and_then(|spread| spread.total);
    if sum(total).is_some() {
        let counted = counted(left(sum)?);
        return Some(beside(counted, None));
    }
    let numerator = left(|figure| figure.estimate.numerator)?;
    let denominator = left(|figure| figure.estimate.denominator)?;
    let others = (denominator - numerator > -NOUGHT).then_some(denominator - numerator)?;
    Some(beside(counted(numerator), Some(counted(others))))
}

fn beside(counted: usize, not_counted: Option<usize>) -> Contributing {
    Contributing {
        pairs: counted + not_counted.unwrap_or(0),
        mentors: LEAST_MENTORS,
        counted: Some(counted),
        not_counted,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "neither negative nor beyond what pairs can have"
)]
fn counted(left: f64) -> usize {
    (left - NOUGHT).max(0.0).ceil() as usize
}
