//! `[source.values.COLUMN]`: what values as found stand for.

use super::super::document::{At, Scalar};
use super::super::error::ConfigError;
use super::check::Check;
use super::sources::refuse_slip;
use crate::values::answers;
use std::collections::BTreeMap;

/// A column whose values are words that are known: its name, whether a text is one of them, and
/// the canonical ones.
type Known = (&'static str, fn(&str) -> bool, &'static [&'static str]);

const KNOWN: [Known; 7] = [
    (
        "status",
        |text| {
            answers::status(text).is_some()
                || answers::goal_status(text).is_some()
                || answers::action_status(text).is_some()
        },
        &[
            "held",
            "missed",
            "missed_by_mentee",
            "missed_by_mentor",
            "cancelled",
            "rescheduled",
            "scheduled",
            "unknown",
            "attained",
            "partly",
            "not_attained",
            "dropped",
            "in_progress",
            "completed",
            "open",
        ],
    ),
    (
        "respondent",
        |text| answers::respondent(text).is_some(),
        &["mentor", "mentee", "coordinator"],
    ),
    (
        "phase",
        |text| answers::phase(text).is_some(),
        &["baseline", "mid", "end"],
    ),
    (
        "goals_achieved",
        |text| answers::all_goals(text).is_some(),
        &["yes", "partly", "no"],
    ),
    (
        "new_goals",
        |text| answers::yes_no(text).is_some(),
        &["yes", "no"],
    ),
    (
        "partnership",
        |text| answers::yes_no(text).is_some(),
        &["yes", "no"],
    ),
    (
        "origin",
        |text| answers::goal_origin(text).is_some(),
        &["initial", "new"],
    ),
];

/// Refuses a value that a column with known words does not know.
pub(super) fn refuse_unknown<T>(
    column: &str,
    value: &str,
    at: &At<T>,
    check: Check<'_>,
) -> Result<(), ConfigError> {
    let known = KNOWN.iter().find(|(name, ..)| is_of(name, column));
    match known {
        Some((name, is_known, canonical)) if !value.trim().is_empty() && !is_known(value) => {
            let message = format!("“{value}” is no value of {name} that is known.");
            Err(check.error(at, message).suggest(value, canonical))
        }
        _ => Ok(()),
    }
}

/// Replacements of values by column; what a value is replaced by has to be understood. An empty
/// text makes the cell blank.
pub(super) fn values(
    given: &BTreeMap<At<String>, BTreeMap<String, At<Scalar>>>,
    check: Check<'_>,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, ConfigError> {
    let mut values = BTreeMap::new();
    for (column, replacements) in given {
        refuse_slip(column, check)?;
        let mut checked = BTreeMap::new();
        for (found, meant) in replacements {
            let text = &meant.get_ref().0;
            refuse_unknown(column.get_ref(), text, meant, check)?;
            checked.insert(found.clone(), text.clone());
        }
        values.insert(column.get_ref().clone(), checked);
    }
    Ok(values)
}

/// Whether a column has the values of a known one; each goal has those of all goals.
fn is_of(known: &str, column: &str) -> bool {
    let is_goal = column.starts_with("goal_") && column.ends_with("_achieved");
    known == column || (known == "goals_achieved" && is_goal)
}
