//! The values of one measure, pair after pair, and the columns that they become.

use crate::measures::{Kind, Outcome, Value};
use polars::prelude::{Column, PlSmallStr};

/// The values of one measure in the order of the pairs. A value of another kind counts as null.
#[derive(Clone, Debug)]
pub(super) enum ValueColumn {
    Share(Vec<Option<f64>>, Vec<Option<f64>>),
    Flag(Vec<Option<bool>>),
    Quantity(Vec<Option<f64>>),
    Event(Vec<Option<i32>>, Vec<Option<&'static str>>),
    Label(Vec<Option<String>>),
}

impl ValueColumn {
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Share => Self::Share(Vec::new(), Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
            Kind::Quantity => Self::Quantity(Vec::new()),
            Kind::Event => Self::Event(Vec::new(), Vec::new()),
            Kind::Label => Self::Label(Vec::new()),
        }
    }

    pub fn push(&mut self, value: Value) {
        match self {
            Self::Share(nums, dens) => {
                let (num, den) = share_of(&value).unzip();
                nums.push(num);
                dens.push(den);
            }
            Self::Flag(flags) => flags.push(flag_of(&value)),
            Self::Quantity(numbers) => numbers.push(quantity_of(&value)),
            Self::Event(days, outcomes) => {
                let (day, outcome) = event_of(&value).unzip();
                days.push(day);
                outcomes.push(outcome.map(Outcome::name));
            }
            Self::Label(labels) => labels.push(label_of(value)),
        }
    }

    /// The columns as `pairs.csv` names them.
    pub fn into_columns(self, id: &str) -> Vec<Column> {
        match self {
            Self::Share(nums, dens) => {
                vec![named(id, "_num", nums), named(id, "_den", dens)]
            }
            Self::Flag(flags) => vec![Column::new(id.into(), flags)],
            Self::Quantity(numbers) => vec![Column::new(id.into(), numbers)],
            Self::Event(days, outcomes) => vec![
                Column::new(name(id, "_days"), days),
                Column::new(name(id, "_outcome"), outcomes),
            ],
            Self::Label(labels) => vec![Column::new(id.into(), labels)],
        }
    }
}

/// Name of one of the two columns of a measure.
pub(super) fn name(id: &str, suffix: &str) -> PlSmallStr {
    format!("{id}{suffix}").into()
}

fn named(id: &str, suffix: &str, numbers: Vec<Option<f64>>) -> Column {
    Column::new(name(id, suffix), numbers)
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

    fn columns(kind: Kind, values: [Value; 3]) -> Vec<(String, usize, usize)> {
        let mut column = ValueColumn::new(kind);
        values.into_iter().for_each(|value| column.push(value));
        column
            .into_columns("x")
            .iter()
            .map(|column| (column.name().to_string(), column.len(), column.null_count()))
            .collect()
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
            assert_eq!(columns(kind, [value, Value::Null, wrong_kind]), expected);
        }
    }
}
