//! Cases as the templates want them: each drawn and filled in on its own, side by side.

use crate::charts::ChartError;
use crate::report::document::{Case, CaseCell, CaseColumn, CaseList, Fact};
use crate::report::wording::counted;
use minijinja::value::Serde;
use minijinja::{Environment, Template};
use rayon::prelude::*;
use serde::Serialize;

/// Cases that stand in the page itself. Where there are more, the others come as text that the
/// script takes cases from as they are asked for; without scripts they are folded.
pub(super) const IN_PAGE: usize = 500;

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
    first: Vec<String>,
    rest: Vec<String>,
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

impl<'a> CasesView<'a> {
    pub(super) fn new(
        list: &'a CaseList,
        environment: &Environment<'_>,
    ) -> Result<Self, minijinja::Error> {
        let template = environment.get_template("case.html")?;
        let filled: Vec<String> = list
            .cases
            .par_iter()
            .map(|case| filled_in(case, &list.columns, &template))
            .collect::<Result<_, _>>()?;
        let mut first = filled;
        let rest = first.split_off(first.len().min(IN_PAGE));
        let (one, many) = list.noun;
        Ok(Self {
            one,
            many,
            caption: &list.caption,
            columns: columns(&list.columns),
            pictured: &list.scale.0,
            scale: list.scale.1.in_row().map_err(undrawn)?,
            filters: filters(list),
            more: format!("{} more", counted(rest.len() as u64, one, many)),
            first,
            rest,
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
