//! The table of key figures that every section ends with: one row per measure.

use super::brief::Brief;
use super::said::Said;
use crate::measures::{Kind, Window};
use crate::report::document::{Block, Column, Table};
use crate::report::wording::{Unit, capitalised, count, decimal, range};
use crate::summary::{MeasureSummary, PeriodFigures, Shown, Spread};

/// What the change of a quantity is, since it need not be the difference of the figures beside it.
pub(super) const CHANGES_OF_QUANTITIES: &str =
    "The change of a quantity is the mean change of the pairs that have a value in both periods.";

/// The key figures of these measures, those without any figure at all left out; `None` if none
/// is left.
pub(super) fn table(brief: &Brief<'_>, caption: &str, ids: &[&str]) -> Option<Block> {
    let rows: Vec<_> = ids.iter().filter_map(|id| row(brief, id)).collect();
    if rows.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words("Measure"),
        Column::numbers(capitalised(&brief.since_when())),
        Column::numbers("95\u{A0}% interval"),
        Column::words("Rests on"),
        Column::numbers(brief.period()),
    ];
    if brief.summary.previous.is_some() {
        let since = format!("Change since {}", brief.previous_period());
        columns.push(Column::words(since));
    }
    Some(Block::Table(Table {
        caption: caption.into(),
        columns,
        rows,
        notes: averages(brief, ids).into_iter().collect(),
        ..Table::default()
    }))
}

/// Since the start the middle pair says most; in a period, of which changes are claimed, the mean.
fn averages(brief: &Brief<'_>, ids: &[&str]) -> Option<String> {
    let is_quantity = |id: &&&str| {
        let measure = brief.measure(id);
        measure.is_some_and(|measure| measure.kind == Kind::Quantity)
    };
    let quantities = || ids.iter().filter(is_quantity);
    let sums = quantities().any(|id| is_amount(brief, id));
    let means = quantities().any(|id| !is_amount(brief, id));
    let of_pairs = match (means, sums) {
        (false, false) => return None,
        (true, false) => "means of pairs",
        (false, true) => "sums over pairs",
        (true, true) => "means of pairs, or sums of meetings, hours and goals",
    };
    let (period, since) = (brief.period(), brief.since_when());
    Some(format!(
        "Quantities {since} are medians of pairs; in {period} they are {of_pairs}. {CHANGES_OF_QUANTITIES}"
    ))
}

fn row(brief: &Brief<'_>, id: &str) -> Option<Vec<String>> {
    let figure = brief.all()?.measure(id)?;
    let (since, title) = match bounds_instead(brief, id) {
        Some(bounds) => (bounds, format!("{} (bounds)", figure.title)),
        None => (brief.say(figure), figure.title.clone()),
    };
    let period = brief.in_period(id);
    if !since.is_available && !period.as_ref().is_some_and(|said| said.is_available) {
        return None;
    }
    let title = match figure.kind {
        Kind::Quantity => format!("{title}, median of pairs"),
        _ => title,
    };
    let total = figure
        .spread
        .filter(|_| is_amount(brief, id))
        .and_then(|spread| spread.total);
    let mut row = vec![
        title,
        since.value,
        bare_interval(brief, figure).unwrap_or(since.interval),
        with_total(since.basis, total),
    ];
    row.push(period_cell(brief, brief.now(), id));
    if brief.summary.previous.is_some() {
        row.push(change_cell(brief, id));
    }
    Some(row)
}

/// The interval of a quantity without its unit, which stands beside it.
fn bare_interval(brief: &Brief<'_>, figure: &MeasureSummary) -> Option<String> {
    let estimate = &figure.estimate;
    if figure.kind != Kind::Quantity || figure.shown != Shown::Full {
        return None;
    }
    let unit = brief.unit(&figure.measure);
    unit.of_estimate(estimate)
        .bare_half_open(estimate.lower, estimate.upper)
}

fn with_total(basis: String, total: Option<f64>) -> String {
    match total {
        Some(total) => format!("{} in {basis}", decimal(total)),
        None => basis,
    }
}

/// Where too few outcomes are known, attainment lies between two bounds.
fn bounds_instead(brief: &Brief<'_>, id: &str) -> Option<Said> {
    if id != "goals_attained" {
        return None;
    }
    let goals = &brief.all()?.tallies.goals;
    let (lower, upper) = goals.bounds.filter(|_| goals.bounds_instead)?;
    Some(Said {
        value: range(lower, upper, Unit::Share),
        interval: String::new(),
        basis: format!("{} known outcomes", count(goals.known_outcomes)),
        is_available: true,
        has_interval: false,
    })
}

/// In a period, a quantity is a sum over its pairs.
pub(super) fn period_cell(brief: &Brief<'_>, period: &PeriodFigures, id: &str) -> String {
    if bounds_instead(brief, id).is_some() {
        return String::new();
    }
    let Some(figure) = period.measure(id) else {
        return String::new();
    };
    let said = brief.say(figure);
    match figure.spread {
        Some(Spread {
            total: Some(total), ..
        }) if said.is_available && is_amount(brief, id) => decimal(total),
        _ if said.is_available => said.value,
        _ => String::new(),
    }
}

/// Whether the values of a quantity add up to something.
pub(super) fn is_amount(brief: &Brief<'_>, id: &str) -> bool {
    brief.measure(id).is_some_and(|measure| {
        measure.kind == Kind::Quantity
            && measure.window == Window::Flow
            && matches!(measure.unit, "meetings" | "hours" | "goals")
    })
}

/// No change is claimed where bounds stand in for the figure.
fn change_cell(brief: &Brief<'_>, id: &str) -> String {
    if bounds_instead(brief, id).is_some() {
        return String::new();
    }
    brief
        .change(id, false)
        .map_or_else(String::new, |change| match change.revised.as_str() {
            "" => capitalised(&change.words),
            revised => format!("{}. {revised}", capitalised(&change.words)),
        })
}
