//! The table of key figures that every section ends with: one row per measure.

use super::brief::Brief;
use super::said::{HIDDEN, Said, unsaid};
use crate::measures::{Kind, Window};
use crate::report::document::{Block, Column, Table};
use crate::report::wording::{Unit, capitalised, count, decimal, range};
use crate::summary::{MeasureSummary, PeriodFigures, Shown, Spread};

/// What the change of a quantity is, since it need not be the difference of the figures beside it.
pub(super) const CHANGES_OF_QUANTITIES: &str =
    "The change of a quantity is the mean change of the pairs that have a value in both periods.";

/// What marks a measure whose figure of a period is not one of its days alone.
const MARK: &str = "*";

/// The name of a measure beside its figure of a period.
pub(super) fn marked(brief: &Brief<'_>, id: &str, title: String) -> String {
    if brief.is_cumulative(id) {
        title + MARK
    } else {
        title
    }
}

/// What the mark says, if a row bears it; `of` names what stands in the column.
pub(super) fn explained(rows: &[Vec<String>], of: &str) -> Option<String> {
    let bears_it = |row: &Vec<String>| row.first().is_some_and(|title| title.ends_with(MARK));
    rows.iter()
        .any(bears_it)
        .then(|| format!("{MARK} Not of {of} alone: since the start, as of the last day."))
}

/// Why neither a share of goals nor its bounds are shown.
const NO_BOUNDS: &str =
    "too few outcomes are known for a share, and its bounds would tell of too few pairs";

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
    let notes = [explained(&rows, &brief.period()), averages(brief, ids)];
    Some(Block::Table(Table {
        caption: caption.into(),
        columns,
        rows,
        notes: notes.into_iter().flatten().collect(),
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
        "Quantities {since} are medians of pairs; under {period} they are {of_pairs}. {CHANGES_OF_QUANTITIES}"
    ))
}

fn row(brief: &Brief<'_>, id: &str) -> Option<Vec<String>> {
    let figure = brief.all()?.measure(id)?;
    let bounds = bounds_instead(brief, id);
    let is_bounded = bounds.is_some();
    let since = bounds.unwrap_or_else(|| brief.say(figure));
    let period = brief.in_period(id);
    let is_in_period = period.is_some_and(|said| said.is_available);
    if !since.is_available && !is_in_period && !is_bounded {
        return None;
    }
    let title = title(figure, is_bounded);
    let title = match figure.kind {
        Kind::Quantity => format!("{title}, median of pairs"),
        _ => title,
    };
    let total = figure
        .spread
        .filter(|_| is_amount(brief, id))
        .and_then(|spread| spread.total);
    let period = period_cell(brief, brief.now(), id);
    let mut row = vec![
        if period.is_empty() {
            title
        } else {
            marked(brief, id, title)
        },
        since.value,
        bare_interval(brief, figure).unwrap_or(since.interval),
        with_total(since.basis, total),
    ];
    row.push(period);
    if brief.summary.previous.is_some() {
        row.push(change_cell(brief, id));
    }
    Some(row)
}

/// What a figure is called, which may have bounds in its place.
pub(super) fn title(figure: &MeasureSummary, is_bounded: bool) -> String {
    let bounds = if is_bounded { " (bounds)" } else { "" };
    format!("{}{bounds}", figure.title)
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

/// Where too few outcomes are known for a share, attainment lies between two bounds; where these are
/// hidden, the share would mislead all the same.
pub(super) fn bounds_instead(brief: &Brief<'_>, id: &str) -> Option<Said> {
    let goals = &brief.all()?.tallies.goals;
    if id != "goals_attained" || !goals.bounds_instead {
        return None;
    }
    let Some((lower, upper)) = goals.bounds else {
        return Some(unsaid(HIDDEN, NO_BOUNDS));
    };
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

fn change_cell(brief: &Brief<'_>, id: &str) -> String {
    brief
        .change(id, false)
        .map_or_else(String::new, |change| match change.revised.as_str() {
            "" => capitalised(&change.words),
            revised => format!("{}. {revised}", capitalised(&change.words)),
        })
}
