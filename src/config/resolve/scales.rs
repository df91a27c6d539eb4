//! `[[scale]]`.

use super::super::Scale;
use super::super::document::{At, ScaleEntry};
use super::super::error::ConfigError;
use super::check::Check;
use crate::programme::fold;

pub(super) fn scales(entries: &[ScaleEntry], check: Check<'_>) -> Result<Vec<Scale>, ConfigError> {
    let mut scales: Vec<Scale> = Vec::new();
    for entry in entries {
        let scale = scale(entry, check)?;
        if scales.iter().any(|other| other.name == scale.name) {
            let message = format!("there are two scales “{}”.", scale.name);
            return Err(check.error(&entry.name, message));
        }
        scales.push(scale);
    }
    Ok(scales)
}

fn scale(entry: &ScaleEntry, check: Check<'_>) -> Result<Scale, ConfigError> {
    let name = name(&entry.name, check)?;
    let min = check.number(&entry.min, |_| true, "")?;
    let max = check.number(&entry.max, |_| true, "")?;
    if min >= max {
        let message = format!("the highest answer, {max}, must be above the lowest, {min}.");
        return Err(check.error(&entry.max, message));
    }
    Ok(Scale {
        title: entry.title.clone().unwrap_or_else(|| titled(&name)),
        items: check.each_once(&entry.items)?,
        reversed: reversed(entry, check)?,
        name,
        min,
        max,
    })
}

/// The name, which becomes that of a column.
fn name(at: &At<String>, check: Check<'_>) -> Result<String, ConfigError> {
    let name = at.get_ref();
    if Check::is_column_name(name) {
        return Ok(name.clone());
    }
    let suggestion = fold(name).replace(' ', "_");
    let error = check.error(at, format!("“{name}” cannot be the name of a column."));
    Err(error.help(format!(
        "Names are small letters, digits and underscores, such as {suggestion:?}."
    )))
}

/// For each item, whether it is among those that are scored the other way round.
fn reversed(entry: &ScaleEntry, check: Check<'_>) -> Result<Vec<bool>, ConfigError> {
    let items = entry.items.get_ref();
    let is_item = |wanted: &str, item: &str| fold(item) == fold(wanted);
    for wanted in &entry.reversed {
        let text = wanted.get_ref();
        if !items.iter().any(|item| is_item(text, item)) {
            let message = format!("“{text}” is not among the items of this scale.");
            return Err(check.error(wanted, message).suggest(text, items));
        }
    }
    let is_reversed = |item: &String| {
        entry
            .reversed
            .iter()
            .any(|wanted| is_item(wanted.get_ref(), item))
    };
    Ok(items.iter().map(is_reversed).collect())
}

/// `mutual_trust` as `Mutual trust`.
pub(super) fn titled(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
