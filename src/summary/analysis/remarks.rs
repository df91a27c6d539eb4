//! Attributes of which some values may be remarks about somebody: those are taken together.
//!
//! What fewer pairs have than a shared report would name is taken for a remark, unless it is a
//! short name of a part of the programme or a small number; and what names a participant is one.

use super::super::labels::{Carriers, Labels};
use super::super::named_people::naming_people;
use super::super::pair_table::PairTable;
use super::super::selection::PairColumn;
use super::super::summarise::SummaryError;
use crate::config::Config;
use crate::programme::Programme;
use polars::prelude::PolarsResult;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for values that may be remarks.
const OTHER: &str = "(other)";

/// A value that a single pair has is never written, whatever shared reports may show.
const LEAST_CARRIERS: usize = 2;

/// Characters of a small number, with its sign and decimals.
const LONGEST_NUMBER: usize = 7;

/// An attribute with who has each of its values.
struct Attribute<'a> {
    /// Its column of the pair table.
    column: &'a str,
    labels: Labels,
    values: BTreeMap<&'a str, Carriers>,
}

impl<'a> Attribute<'a> {
    fn of(pairs: &'a PairTable, column: &'a str, labels: Labels) -> PolarsResult<Self> {
        let carriers = pairs.all().carriers(column)?.into_iter();
        Ok(Self {
            column,
            labels,
            values: carriers
                .filter_map(|(value, carriers)| Some((value?, carriers)))
                .collect(),
        })
    }

    /// Values that may be remarks of pairs, of which at least so many would make them none.
    fn remarks(&self, least: u64) -> BTreeSet<&'a str> {
        let is_category = |value: &str, carriers: Carriers| {
            carriers.are_many(least) || self.labels.always_name(value) || is_small_number(value)
        };
        let values = self.values.iter();
        let remarks = values.filter(|(value, carriers)| !is_category(value, **carriers));
        remarks.map(|(value, _)| *value).collect()
    }
}

/// The pair table with these attributes as columns, remarks in them taken together; `in_table`
/// are the columns of all attributes.
///
/// # Errors
/// If the pair table is not what it was built to be.
pub(super) fn taken_together(
    programme: &Programme,
    config: &Config,
    in_table: &[String],
    kept: &[String],
    pairs: &PairTable,
) -> Result<PairTable, SummaryError> {
    let mut attributes = Vec::new();
    for name in &programme.attributes {
        let column = PairColumn::find(programme, name, "--by")?;
        let place = column.in_table(in_table);
        if let Some(place) = kept.iter().find(|kept| *kept == place) {
            let labels = Labels::of(programme, &column);
            attributes.push(Attribute::of(pairs, place, labels)?);
        }
    }
    let least = config.suppression_k.max(LEAST_CARRIERS) as u64;
    let mut remarks: BTreeMap<&str, BTreeSet<&str>> = attributes
        .iter()
        .map(|attribute| (attribute.column, attribute.remarks(least)))
        .collect();
    let values = attributes
        .iter()
        .flat_map(|attribute| attribute.values.keys());
    let naming = naming_people(programme, &values.copied().collect::<Vec<&str>>());
    for remarks in remarks.values_mut() {
        remarks.extend(&naming);
    }
    let columns: Vec<&str> = remarks.keys().copied().collect();
    let new = |column: &str, value: &str| remarks[column].contains(value).then_some(OTHER);
    Ok(pairs.with_values(&columns, new)?)
}

/// Whether a value is an age, a score or a count rather than a telephone number or postcode.
fn is_small_number(value: &str) -> bool {
    let number = value.parse::<f64>();
    value.len() <= LONGEST_NUMBER && number.is_ok_and(|number| number.abs() < 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_scores_are_small_numbers_and_postcodes_are_not() {
        assert!(["17", "-2", "3.75", "0"].into_iter().all(is_small_number));
        assert!(
            !["10115", "07700900", "1e2345678", "seventeen", ""]
                .into_iter()
                .any(is_small_number)
        );
    }
}
