//! Tables.

use crate::charts::DataTable;
use serde::Serialize;

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            align: Align::Right,
        }
    }
}

/// A heading over the rows of a table that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The first row under it.
    pub before: usize,
    /// What its rows have in common.
    pub label: String,
}

/// A table; the first cell of each row is its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell per column; an empty cell is not available.
    pub rows: Vec<Vec<String>>,
    /// Headings over rows that belong together, from the top down.
    pub bands: Vec<Band>,
    /// Whether the last row stands for all others together.
    pub total: bool,
    /// What stands under it.
    pub notes: Vec<String>,
}

impl Table {
    /// The rows in their bands, each with its heading; rows before the first band have none.
    pub fn in_bands(&self) -> impl Iterator<Item = (Option<&str>, &[Vec<String>])> {
        let first = self
            .bands
            .first()
            .map_or(self.rows.len(), |band| band.before);
        let ends = self.bands.iter().skip(1).map(|band| band.before);
        let banded = self
            .bands
            .iter()
            .zip(ends.chain([self.rows.len()]))
            .map(|(band, end)| (Some(band.label.as_str()), &self.rows[band.before..end]));
        let without = (first > 0).then(|| (None, &self.rows[..first]));
        without.into_iter().chain(banded)
    }

    /// A table of a figure's data, columns without a letter being numbers.
    #[must_use]
    pub fn from_data(caption: String, data: DataTable) -> Self {
        let align = |column: usize| {
            let numbers = column > 0
                && data.rows.iter().all(|row| {
                    row.get(column).is_none_or(|cell| {
                        cell.is_empty() || cell == "hidden" || cell.starts_with(is_start_of_number)
                    })
                });
            if numbers { Align::Right } else { Align::Left }
        };
        Self {
            caption,
            columns: data
                .headers
                .iter()
                .enumerate()
                .map(|(index, label)| Column {
                    label: label.clone(),
                    align: align(index),
                })
                .collect(),
            rows: data.rows,
            ..Self::default()
        }
    }
}

fn is_start_of_number(first: char) -> bool {
    first.is_ascii_digit() || matches!(first, '−' | '+' | '<' | '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_numbers_are_told_from_columns_of_words() {
        let data = DataTable {
            headers: vec!["Cohort".into(), "Attained".into(), "Note".into()],
            rows: vec![
                vec!["2025".into(), "61 %".into(), String::new()],
                vec!["2026".into(), "< 5".into(), "fewer than 5 goals".into()],
            ],
        };
        let table = Table::from_data("c".into(), data);
        let aligned: Vec<_> = table.columns.iter().map(|column| column.align).collect();
        assert_eq!(aligned, [Align::Left, Align::Right, Align::Left]);
    }
}
