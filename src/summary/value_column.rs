//! The values of one measure, pair after pair, and the columns that they become.

use crate::measures::{Kind, Outcome, Value};
use polars::prelude::{Column, Float64Chunked, IntoColumn, NewChunkedArray, PlSmallStr, Series};

/// The values of one measure in the order of the pairs; none at all as long as no pair has one,
/// since programmes record but a part of what is measured. A value of another kind counts as null;
/// among floating-point numbers NaN is null, which takes half the room.
#[derive(Clone, Debug)]
pub(super) enum ValueColumn {
    Share(Vec<f64>, Vec<f64>),
    Flag(Vec<Option<bool>>),
    Quantity(Vec<f64>),
    Event(Vec<Option<(i32, Outcome)>>),
    Label(Vec<Option<String>>),
}

impl ValueColumn {
    /// No values yet.
    pub const fn new(kind: Kind) -> Self {
        match kind {
            Kind::Share => Self::Share(Vec::new(), Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
            Kind::Quantity => Self::Quantity(Vec::new()),
            Kind::Event => Self::Event(Vec::new()),
            Kind::Label => Self::Label(Vec::new()),
        }
    }

    /// Makes room for the values of so many pairs in all, and no others.
    fn reserve(&mut self, pairs: usize) {
        let more = pairs.saturating_sub(self.len());
        match self {
            Self::Share(nums, dens) => {
                nums.reserve_exact(more);
                dens.reserve_exact(more);
            }
            Self::Flag(flags) => flags.reserve_exact(more),
            Self::Quantity(numbers) => numbers.reserve_exact(more),
            Self::Event(events) => events.reserve_exact(more),
            Self::Label(labels) => labels.reserve_exact(more),
        }
    }

    /// Adds nulls until there is a value for so many pairs.
    fn fill(&mut self, pairs: usize) {
        match self {
            Self::Share(nums, dens) => {
                nums.resize(pairs, f64::NAN);
                dens.resize(pairs, f64::NAN);
            }
            Self::Flag(flags) => flags.resize(pairs, None),
            Self::Quantity(numbers) => numbers.resize(pairs, f64::NAN),
            Self::Event(events) => events.resize(pairs, None),
            Self::Label(labels) => labels.resize(pairs, None),
        }
    }

    /// Adds the value of a pair that comes after so many others; the first that is known makes
    /// room for those of `pairs`.
    pub fn push(&mut self, value: Value, before: usize, pairs: usize) {
        if self.is_empty() {
            if !self.holds(&value) {
                return;
            }
            self.reserve(pairs);
            self.fill(before);
        }
        match self {
            Self::Share(nums, dens) => {
                let (num, den) = share_of(&value).unwrap_or((f64::NAN, f64::NAN));
                nums.push(num);
                dens.push(den);
            }
            Self::Flag(flags) => flags.push(flag_of(&value)),
            Self::Quantity(numbers) => numbers.push(quantity_of(&value).unwrap_or(f64::NAN)),
            Self::Event(events) => events.push(event_of(&value)),
            Self::Label(labels) => labels.push(label_of(value)),
        }
    }

    /// Whether a value is known, and of this kind.
    const fn holds(&self, value: &Value) -> bool {
        matches!(
            (self, value),
            (Self::Share(..), Value::Share { .. })
                | (Self::Flag(_), Value::Flag(_))
                | (Self::Quantity(_), Value::Quantity(_))
                | (Self::Event(_), Value::Event { .. })
                | (Self::Label(_), Value::Label(_))
        )
    }

    /// The values of several columns of the same kind, each of which goes to its place among so
    /// many pairs; `None` of no columns.
    pub fn merged<'a>(
        columns: Vec<Self>,
        places: impl IntoIterator<Item = &'a [usize]>,
        pairs: usize,
    ) -> Option<Self> {
        let mut all = Self::new(columns.first()?.kind());
        if columns.iter().any(|column| !column.is_empty()) {
            all.fill(pairs);
        }
        for (column, places) in columns.into_iter().zip(places) {
            all.place(column, places);
        }
        Some(all)
    }

    fn place(&mut self, other: Self, places: &[usize]) {
        match (self, other) {
            (Self::Share(nums, dens), Self::Share(more_nums, more_dens)) => {
                place(nums, more_nums, places);
                place(dens, more_dens, places);
            }
            (Self::Flag(flags), Self::Flag(more)) => place(flags, more, places),
            (Self::Quantity(numbers), Self::Quantity(more)) => place(numbers, more, places),
            (Self::Event(events), Self::Event(more)) => place(events, more, places),
            (Self::Label(labels), Self::Label(more)) => place(labels, more, places),
            _ => {}
        }
    }

    /// Whether no value is known.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        match self {
            Self::Share(nums, _) => nums.len(),
            Self::Flag(flags) => flags.len(),
            Self::Quantity(numbers) => numbers.len(),
            Self::Event(events) => events.len(),
            Self::Label(labels) => labels.len(),
        }
    }

    /// The columns as `pairs.csv` names them, with so many rows.
    pub fn into_columns(self, id: &str, pairs: usize) -> Vec<Column> {
        let is_empty = self.is_empty();
        let columns = self.known_columns(id);
        if !is_empty {
            return columns;
        }
        let null = |column: Column| {
            Series::full_null(column.name().clone(), pairs, column.dtype()).into_column()
        };
        columns.into_iter().map(null).collect()
    }

    fn known_columns(self, id: &str) -> Vec<Column> {
        let [first, second] = names(self.kind(), id);
        match self {
            Self::Share(nums, dens) => vec![numbers(first, &nums), numbers(second, &dens)],
            Self::Flag(flags) => vec![Column::new(first, flags)],
            Self::Quantity(quantities) => vec![numbers(first, &quantities)],
            Self::Event(events) => {
                let days = events.iter().map(|event| Some(event.as_ref()?.0));
                let outcomes = events.iter().map(|event| Some(event.as_ref()?.1.name()));
                vec![
                    Column::new(first, days.collect::<Vec<_>>()),
                    Column::new(second, outcomes.collect::<Vec<_>>()),
                ]
            }
            Self::Label(labels) => vec![Column::new(first, labels)],
        }
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::Share(..) => Kind::Share,
            Self::Flag(_) => Kind::Flag,
            Self::Quantity(_) => Kind::Quantity,
            Self::Event(_) => Kind::Event,
            Self::Label(_) => Kind::Label,
        }
    }
}

fn place<T>(all: &mut [T], values: Vec<T>, places: &[usize]) {
    for (value, &place) in values.into_iter().zip(places) {
        all[place] = value;
    }
}

/// Names of the columns of a measure; where it has one, the second is that of none.
pub(super) fn names(kind: Kind, id: &str) -> [PlSmallStr; 2] {
    let suffixes = kind.suffixes();
    [0, 1].map(|place| {
        let suffix = suffixes.get(place).copied().unwrap_or_default();
        format!("{id}{suffix}").into()
    })
}

fn numbers(name: PlSmallStr, numbers: &[f64]) -> Column {
    let known = numbers.iter().map(|&number| known(number));
    Float64Chunked::from_iter_options(name, known).into_column()
}

/// A number unless it stands for null.
pub(super) fn known(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

fn share_of(value: &Value) -> Option<(f64, f64)> {
    match value {
        Value::Share { num, den } => Some((*num, *den)),
        _ => None,
    }
}

fn flag_of(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn quantity_of(value: &Value) -> Option<f64> {
    match value {
        Value::Quantity(number) => Some(*number),
        _ => None,
    }
}

fn event_of(value: &Value) -> Option<(i32, Outcome)> {
    match value {
        Value::Event { days, outcome } => Some((*days, *outcome)),
        _ => None,
    }
}

fn label_of(value: Value) -> Option<String> {
    match value {
        Value::Label(label) => Some(label),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind, values: [Value; 3]) -> ValueColumn {
        let mut column = ValueColumn::new(kind);
        for (before, value) in values.into_iter().enumerate() {
            column.push(value, before, 3);
        }
        column
    }

    fn columns(kind: Kind, values: [Value; 3]) -> Vec<(String, usize, usize)> {
        column(kind, values)
            .into_columns("x", 3)
            .iter()
            .map(|column| (column.name().to_string(), column.len(), column.null_count()))
            .collect()
    }

    #[test]
    fn what_nobody_has_takes_no_room_until_somebody_has_it() {
        let none = || column(Kind::Quantity, [Value::Null, Value::Null, Value::Null]);
        assert!(none().is_empty());
        assert_eq!(
            columns(Kind::Quantity, [(); 3].map(|()| Value::Null))[0].2,
            3
        );
        let one = column(
            Kind::Quantity,
            [Value::Null, Value::Quantity(4.0), Value::Null],
        );
        let merged = |parts: Vec<ValueColumn>| {
            let places = [[0, 2, 4], [5, 3, 1], [6, 7, 8]];
            ValueColumn::merged(parts, places.iter().map(|places| &places[..]), 9).unwrap()
        };
        assert!(merged(vec![none(), none(), none()]).is_empty());
        let ValueColumn::Quantity(numbers) = merged(vec![none(), one.clone(), one]) else {
            panic!("another kind");
        };
        let known: Vec<_> = (0..)
            .zip(&numbers)
            .filter(|(_, number)| !number.is_nan())
            .collect();
        assert_eq!(known, [(3, &4.0), (7, &4.0)]);
        assert_eq!(numbers.len(), 9);
    }

    #[test]
    fn each_kind_has_its_columns_and_null_stays_null() {
        let share = Value::Share { num: 0.0, den: 2.0 };
        let event = Value::Event {
            days: 0,
            outcome: Outcome::Reached,
        };
        let cases = [
            (Kind::Share, share.clone(), vec!["x_num", "x_den"]),
            (Kind::Flag, Value::Flag(false), vec!["x"]),
            (Kind::Quantity, Value::Quantity(0.0), vec!["x"]),
            (Kind::Event, event, vec!["x_days", "x_outcome"]),
            (Kind::Label, Value::Label("first".into()), vec!["x"]),
        ];
        for (kind, value, names) in cases {
            let wrong_kind = match kind {
                Kind::Share => Value::Flag(true),
                _ => share.clone(),
            };
            let expected: Vec<_> = names
                .iter()
                .map(|name| ((*name).to_string(), 3, 2))
                .collect();
            let early = [value.clone(), Value::Null, wrong_kind.clone()];
            assert_eq!(columns(kind, early), expected);
            assert_eq!(columns(kind, [Value::Null, wrong_kind, value]), expected);
        }
    }
}
