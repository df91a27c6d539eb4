//! Rows in which one delimiter is missing.

use super::divide::{MOST_WORK, Runs, Signs, price, value};
use super::shapes::{Shapes, pattern};

/// Splits one cell of a line that has one too few, if exactly one place makes every cell look
/// like the others of its column. A row whose last cell may be missing stays as it is.
pub(super) fn split(
    line: &str,
    signs: Signs,
    width: usize,
    shapes: &Shapes,
) -> Option<csv::StringRecord> {
    let runs = Runs::of(line, signs, width - 1)?;
    let missing_last = runs.divide(|column, cell| shapes.fits(column, cell));
    if let Some(division) = missing_last.filter(|_| shapes.fits(width - 1, "")) {
        let values = division.values(signs.quote).into_iter();
        return Some(values.chain(std::iter::once(String::new())).collect());
    }
    // With pieces too many as well, every column of a wide table would take as long as a line.
    if runs.width * runs.width * runs.surplus > MOST_WORK {
        return None;
    }
    let mut found: Option<Vec<String>> = None;
    let mut cheapest = u32::MAX;
    for column in columns_to_split(&runs, shapes) {
        let fits = |at: usize, cell: &str| match at {
            at if at < column => shapes.fits(at, cell),
            at if at > column => shapes.fits(at + 1, cell),
            _ => true,
        };
        let Some(division) = runs.divide(fits) else {
            continue;
        };
        for (left, right) in places(division.raw[column], signs, column, shapes) {
            let mut raw = division.raw.clone();
            raw[column] = left;
            raw.insert(column + 1, right);
            let cost = raw.iter().map(|cell| price(cell, signs)).sum();
            if cost < cheapest {
                cheapest = cost;
                found = Some(raw.iter().map(|cell| value(cell, signs.quote)).collect());
            } else if cost == cheapest {
                found = None;
            }
            if cheapest == 0 && found.is_none() {
                return None;
            }
        }
    }
    found.map(csv::StringRecord::from)
}

/// Columns of which the cell may be two: where no piece is too many, all cells before it fit as
/// they stand, and all behind it one further right.
fn columns_to_split(runs: &Runs<'_>, shapes: &Shapes) -> std::ops::Range<usize> {
    if runs.surplus > 0 {
        return 0..runs.width;
    }
    let fits = |cell: usize, column: usize| shapes.fits(column, &runs.at(cell, 0).pattern);
    let cells = 0..runs.width;
    let ahead = cells.clone().take_while(|cell| fits(*cell, *cell)).count();
    let behind = cells.rev().take_while(|cell| fits(*cell, cell + 1)).count();
    (runs.width - 1).saturating_sub(behind)..runs.width.min(ahead + 1)
}

/// Splits one cell where a quote begins or ends, if there is exactly one such place in the line.
pub(super) fn split_at_quote(line: &str, signs: Signs, width: usize) -> Option<csv::StringRecord> {
    let quote = char::from(signs.quote);
    let division = Runs::of(line, signs, width.checked_sub(1)?)?.divide(|_, _| true)?;
    let places = |column: usize| {
        let raw = division.raw[column];
        let cuts = raw.match_indices(quote).flat_map(|(at, _)| [at, at + 1]);
        let cells = cuts.map(|at| raw.split_at(at));
        let apart = cells.filter(|(left, right)| {
            let joint = left.ends_with(quote) || right.starts_with(quote);
            let whole = |cell: &str| cell.len() > 1 && price(cell, signs) == 0;
            joint && whole(left) && whole(right)
        });
        apart.map(move |(left, right)| (column, left, right))
    };
    let mut found = (0..division.raw.len()).flat_map(places);
    let (column, left, right) = found.next()?;
    let only = found.all(|(other, l, r)| (other, l, r) == (column, left, right));
    let mut raw = division.raw.clone();
    raw[column] = left;
    raw.insert(column + 1, right);
    only.then(|| raw.iter().map(|cell| value(cell, signs.quote)).collect())
}

/// Bytes of a cell that is tried at every place; a longer one is tried beside its quotes.
const LONGEST_TRIED: usize = 1 << 9;

/// The places at which a cell may be cut into two that fit a column and the next.
fn places<'a>(
    raw: &'a str,
    signs: Signs,
    column: usize,
    shapes: &'a Shapes,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let cuts = raw.char_indices().skip(1).map(|(at, _)| raw.split_at(at));
    let quote = char::from(signs.quote);
    let short = raw.len() <= LONGEST_TRIED;
    let tried = cuts
        .filter(move |(left, right)| short || left.ends_with(quote) || right.starts_with(quote));
    tried.take(LONGEST_TRIED).filter(move |(left, right)| {
        let look = |raw: &str| pattern(&value(raw, signs.quote));
        shapes.fits(column, &look(left)) && shapes.begins_well(column + 1, &look(right))
    })
}
