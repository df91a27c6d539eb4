//! Cases: the template keeps their places free, and they are filled in, side by side and a few at
//! a time, while the page is written. A page of many thousands is never held as a whole.

use super::HtmlError;
use crate::charts::ChartError;
use crate::report::document::{Case, CaseCell, CaseColumn, CaseList, Document, Fact};
use crate::report::wording::counted;
use minijinja::value::Serde;
use minijinja::{Environment, Template};
use rayon::prelude::*;
use serde::Serialize;
use std::io::Write;

/// Cases that stand in the page itself. Where there are more, only the [`FIRST`] do, so that the
/// page opens at once, and the others come as text that the script takes cases from as they are
/// asked for; without scripts they are folded.
pub(super) const IN_PAGE: usize = 500;

/// Cases in the page itself where the others are folded.
pub(super) const FIRST: usize = 100;

/// A list of cases.
#[derive(Serialize)]
pub(super) struct CasesView<'a> {
    one: &'a str,
    many: &'a str,
    caption: &'a str,
    columns: Vec<ColumnView<'a>>,
    pictured: &'a str,
    scale: String,
    filters: Vec<FilterView<'a>>,
    by_text: &'a str,
    total: usize,
    /// What the fold says that holds the others; empty where there is none.
    more: String,
    notes: &'a [String],
}

#[derive(Serialize)]
struct ColumnView<'a> {
    label: &'a str,
    sorts: bool,
    /// Its place among those that sort.
    place: usize,
}

#[derive(Serialize)]
struct FilterView<'a> {
    label: &'a str,
    values: &'a [String],
    /// Whether a case has no value.
    blank: bool,
}

/// Where the template keeps room for cases: twice for each list that is folded, else once. No text
/// from a file can say this, since its `<` is escaped.
const ROOM: &str = "<!--cases-->";

/// Cases filled in at once.
const AT_ONCE: usize = 1_000;

/// Writes the page, with the cases in the room that it keeps for them.
pub(super) fn write_filled(
    page: &str,
    document: &Document,
    environment: &Environment<'_>,
    out: &mut dyn Write,
) -> Result<(), HtmlError> {
    let template = environment.get_template("case.html")?;
    let mut parts = page.split(ROOM);
    out.write_all(parts.next().unwrap_or_default().as_bytes())?;
    let rooms = document.case_lists().flat_map(rooms);
    for ((list, cases), after) in rooms.zip(parts) {
        for some in cases.chunks(AT_ONCE) {
            let filled: Vec<String> = some
                .par_iter()
                .map(|case| filled_in(case, &list.columns, &template))
                .collect::<Result<_, _>>()?;
            filled
                .iter()
                .try_for_each(|case| out.write_all(case.as_bytes()))?;
        }
        out.write_all(after.as_bytes())?;
    }
    Ok(())
}

fn in_page(list: &CaseList) -> usize {
    match list.cases.len() {
        few if few <= IN_PAGE => few,
        _ => FIRST,
    }
}

/// The cases of a list that stand in the page itself, and those that are folded, if any.
fn rooms(list: &CaseList) -> impl Iterator<Item = (&CaseList, &[Case])> {
    let (first, rest) = list.cases.split_at(in_page(list));
    let rest = (!rest.is_empty()).then_some((list, rest));
    [(list, first)].into_iter().chain(rest)
}

impl<'a> CasesView<'a> {
    pub(super) fn new(list: &'a CaseList) -> Result<Self, minijinja::Error> {
        let (one, many) = list.noun;
        let rest = list.cases.len() - in_page(list);
        let (one_more, many_more) = (format!("more {one}"), format!("more {many}"));
        Ok(Self {
            one,
            many,
            caption: &list.caption,
            columns: columns(&list.columns),
            pictured: &list.scale.0,
            scale: list.scale.1.in_row().map_err(undrawn)?,
            filters: filters(list),
            by_text: list.by_text,
            total: list.cases.len(),
            more: match rest {
                0 => String::new(),
                rest => counted(rest as u64, &one_more, &many_more),
            },
            notes: &list.notes,
        })
    }
}

fn columns(columns: &[CaseColumn]) -> Vec<ColumnView<'_>> {
    let mut place = 0;
    let column = |column: &'_ CaseColumn| {
        let here = place;
        place += usize::from(column.sorts);
        (here, column.sorts)
    };
    let places: Vec<_> = columns.iter().map(column).collect();
    let view = |(column, (place, sorts)): (_, (usize, bool))| {
        let column: &CaseColumn = column;
        ColumnView {
            label: &column.label,
            sorts,
            place,
        }
    };
    columns.iter().zip(places).map(view).collect()
}

/// Filters between which there is something to choose.
fn filters(list: &CaseList) -> Vec<FilterView<'_>> {
    let filters = list.filters.iter().enumerate();
    filters
        .map(|(place, filter)| FilterView {
            label: &filter.label,
            values: &filter.values,
            blank: list
                .cases
                .iter()
                .any(|case| case.values.get(place).is_none_or(Option::is_none)),
        })
        .collect()
}

#[derive(Serialize)]
struct CaseView<'a> {
    values: String,
    orders: String,
    cells: &'a [CaseCell],
    span: usize,
    strip: String,
    sentences: &'a [Fact],
}

fn filled_in(
    case: &Case,
    columns: &[CaseColumn],
    template: &Template<'_, '_>,
) -> Result<String, minijinja::Error> {
    let values = case
        .values
        .iter()
        .map(|value| value.map_or("-".to_owned(), |at| at.to_string()));
    let sorted = columns
        .iter()
        .zip(&case.cells)
        .filter(|(column, _)| column.sorts);
    let orders = sorted.map(|(_, cell)| cell.order.map_or("-".to_owned(), |at| at.to_string()));
    template.render(Serde(&CaseView {
        values: values.collect::<Vec<_>>().join(" "),
        orders: orders.collect::<Vec<_>>().join(" "),
        cells: &case.cells,
        span: case.cells.len() + 1,
        strip: case.strip.in_row().map_err(undrawn)?,
        sentences: &case.sentences,
    }))
}

fn undrawn(error: ChartError) -> minijinja::Error {
    minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "a strip").with_source(error)
}
