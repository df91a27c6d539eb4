//! Columns that would name people if a shared report grouped by them.

use super::labels::is_short;
use super::selection::{PairColumn, UnknownColumn};
use crate::programme::{Programme, fold};
use std::collections::BTreeSet;
use thiserror::Error;

/// Words in the names of columns that hold ids or addresses.
const NAMING_WORDS: [&str; 8] = [
    "id", "mentor", "mentee", "name", "email", "e mail", "mail", "phone",
];

/// Distinct values in a hundred pairs from which a column tells pairs apart.
const MOSTLY_DISTINCT_PERCENT: usize = 50;

/// Pairs for each value, on average, from which even long values are categories.
const REPEATED: usize = 3;

/// Why a report cannot speak of the groups of a column.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{option} {column}: a shared report would name people by it; choose a column with few different values"
)]
pub struct IdentifyingColumn {
    /// The option that asks for it.
    pub option: &'static str,
    /// The column.
    pub column: String,
}

/// Why no grouping can be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GroupingError {
    /// There is no such column.
    #[error(transparent)]
    Unknown(#[from] UnknownColumn),
    /// It would name people.
    #[error(transparent)]
    Identifying(#[from] IdentifyingColumn),
}

/// Refuses columns of an option that name people: ids, names, addresses, and any with mostly
/// different values.
///
/// # Errors
/// The first column that does, or that does not exist.
pub fn refuse_identifying<'a>(
    programme: &Programme,
    option: &'static str,
    columns: impl IntoIterator<Item = &'a String>,
) -> Result<(), GroupingError> {
    for name in columns {
        let column = PairColumn::find(programme, name, option)?;
        if is_identifying(programme, &column) {
            let column = name.clone();
            return Err(IdentifyingColumn { option, column }.into());
        }
    }
    Ok(())
}

/// Whether groups of a column would name people.
pub(super) fn is_identifying(programme: &Programme, column: &PairColumn) -> bool {
    names_people(&column.name) || tells_apart(programme, column)
}

fn names_people(column: &str) -> bool {
    let folded = format!(" {} ", fold(column));
    NAMING_WORDS
        .iter()
        .any(|word| folded.contains(&format!(" {word} ")))
}

/// Whether the values are mostly different ones, or mostly long ones that are hardly repeated.
fn tells_apart(programme: &Programme, column: &PairColumn) -> bool {
    let pairs = || {
        programme
            .partitions
            .iter()
            .flat_map(|partition| &partition.pairs)
    };
    let distinct: BTreeSet<&str> = pairs().filter_map(|pair| column.value(pair)).collect();
    let filled = pairs().filter(|pair| column.value(pair).is_some()).count();
    let long = distinct.iter().filter(|value| !is_short(value)).count();
    let is_text = long * 2 > distinct.len() && filled < distinct.len() * REPEATED;
    let is_mostly_distinct =
        distinct.len() > 2 && distinct.len() * 100 > filled * MOSTLY_DISTINCT_PERCENT;
    is_text || is_mostly_distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::samples::{pair, programme};

    fn cohorts(values: &[&str]) -> Programme {
        let pairs = values.iter().enumerate().map(|(index, value)| {
            let mut pair = pair(&format!("P{index}"));
            pair.attributes = vec![Some((*value).to_owned())];
            pair
        });
        programme(pairs.collect())
    }

    fn refuse(programme: &Programme, column: &str) -> Result<(), GroupingError> {
        refuse_identifying(programme, "--by", [&column.to_owned()])
    }

    fn named(column: &str) -> Result<(), GroupingError> {
        let (option, column) = ("--by", column.to_owned());
        Err(IdentifyingColumn { option, column }.into())
    }

    #[test]
    fn a_column_with_few_values_may_group_a_shared_report() {
        let programme = cohorts(&["a", "a", "b", "b", "c", "c", "c"]);
        assert_eq!(refuse(&programme, "cohort"), Ok(()));
    }

    #[test]
    fn names_ids_and_mostly_different_values_may_not() {
        for name in ["mentor", "Mentee", "pair_id"] {
            let refused = refuse(&cohorts(&["a", "a"]), name);
            assert_eq!(refused, named(name));
        }
        let refused = refuse(&cohorts(&["a", "b", "c", "d"]), "cohort");
        assert_eq!(refused, named("cohort"));
    }

    #[test]
    fn texts_may_not_and_long_names_of_categories_may() {
        let text = "Mentee disclosed abuse at home - see J. Miller";
        let refused = refuse(&cohorts(&[text, "", ""]), "cohort");
        assert_eq!(refused, named("cohort"));
        let department = "Department for Business, Energy and Industrial Strategy";
        let allowed = refuse(&cohorts(&[department; 3]), "cohort");
        assert_eq!(allowed, Ok(()));
    }

    #[test]
    fn a_column_that_does_not_exist_is_said_so() {
        let refused = refuse(&cohorts(&["a"]), "shoe size");
        assert!(matches!(refused, Err(GroupingError::Unknown(_))));
    }
}
