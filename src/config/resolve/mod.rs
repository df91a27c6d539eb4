//! What the file means: every value checked, in the order of the sections.

mod brand;
mod check;
mod period;
mod scales;
mod sources;
mod stages;
mod themes;
mod thresholds;
mod values;

use super::document::{At, Break, Document, OneOrMore};
use super::error::{ConfigError, Source};
use super::{Config, Rules};
use crate::programme::{Day, StageModel, built_in_stage_models};
pub(super) use brand::caution;
use check::Check;
use std::collections::BTreeMap;

/// Settles what a file says over the defaults.
pub(super) fn resolve(document: &Document, source: &Source) -> Result<Config, ConfigError> {
    let check = Check(source);
    let mut config = Config::default();
    texts(document, &mut config);
    time(document, check, &mut config)?;
    config.stage_models = stages::models(&document.stage_models, check)?;
    config.stage_model = chosen_model(document, &config.stage_models, check)?;
    config.suppression_k = check.count(document.suppression_k.as_ref(), 1, config.suppression_k)?;
    config.rating_range = check.range(
        document.rating_range.as_ref(),
        "For one to five stars: rating_range = [1, 5]",
    )?;
    config.targets = targets(document, check)?;
    config.reach = reach(document, check)?;
    config.brand = brand::brand(&document.brand, check)?;
    config.themes = themes::themes(&document.themes, check)?;
    config.sources = sources::sources(&document.sources, check)?;
    config.rules = rules(document, check)?;
    Ok(config)
}

/// Texts and choices that any text, or only valid ones, can reach.
fn texts(document: &Document, config: &mut Config) {
    if let Some(programme) = &document.programme {
        config.programme.clone_from(programme);
    }
    config.by = listed(document.by.as_ref());
    config.planned_reasons = listed(document.planned_reasons.as_ref());
    config.early_reasons = listed(document.early_reasons.as_ref());
    config.support_columns = listed(document.support.columns.as_ref());
    let headline = document.headline.iter().flatten();
    config.headline = headline.map(|id| id.get_ref().clone()).collect();
    if let Some(primary) = &document.primary {
        config.primary = primary.iter().map(|id| id.get_ref().clone()).collect();
    }
    config.pairwise = document.pairwise.unwrap_or_default();
    config.adjust = listed(document.adjust.as_ref());
    config.date_order = document.date_order;
    config.blank_status = document.blank_status;
    config.unknown_pairs = document.unknown_pairs.unwrap_or_default();
    config.split_people = listed(document.split_people.as_ref());
    config.split_people.retain(|text| !text.is_empty());
}

fn listed(list: Option<&At<OneOrMore>>) -> Vec<String> {
    list.map_or_else(Vec::new, |list| list.get_ref().0.clone())
}

fn time(document: &Document, check: Check<'_>, config: &mut Config) -> Result<(), ConfigError> {
    config.as_of = check.day(document.as_of.as_ref())?;
    config.exported_on = check.day(document.exported_on.as_ref())?;
    config.period = period::period(document.period.as_ref(), check)?;
    if let Some(month) = &document.year_starts_in {
        config.year_starts_in = match u32::try_from(*month.get_ref()) {
            Ok(number @ 1..=12) => number,
            _ => return Err(check.wrong(month, "is not a month: months are 1 to 12.")),
        };
    }
    Ok(())
}

/// The key of the chosen model: one of the built-in ones or of the file's own.
fn chosen_model(
    document: &Document,
    own: &[StageModel],
    check: Check<'_>,
) -> Result<Option<String>, ConfigError> {
    let Some(chosen) = &document.stage_model else {
        return Ok(None);
    };
    let built_in = built_in_stage_models();
    let keys: Vec<&str> = own
        .iter()
        .chain(&built_in)
        .map(|model| model.key.as_str())
        .collect();
    let key = chosen.get_ref();
    if keys.contains(&key.as_str()) {
        return Ok(Some(key.clone()));
    }
    let message = format!("there is no stage model “{key}”.");
    Err(check.error(chosen, message).suggest(key, &keys))
}

fn targets(document: &Document, check: Check<'_>) -> Result<BTreeMap<String, f64>, ConfigError> {
    let target = |(id, value): (&At<String>, _)| {
        Ok((id.get_ref().clone(), check.number(value, |_| true, "")?))
    };
    document.targets.iter().map(target).collect()
}

fn reach(document: &Document, check: Check<'_>) -> Result<BTreeMap<String, u64>, ConfigError> {
    let mut reach = BTreeMap::new();
    for (name, value) in [
        ("eligible", &document.reach.eligible),
        ("applied", &document.reach.applied),
        ("matched", &document.reach.matched),
    ] {
        if let Some(value) = value {
            let count = u64::try_from(*value.get_ref())
                .map_err(|_| check.wrong(value, "is no count: it is below 0."))?;
            reach.insert(name.to_owned(), count);
        }
    }
    Ok(reach)
}

fn rules(document: &Document, check: Check<'_>) -> Result<Rules, ConfigError> {
    let mut rules = Rules::default();
    thresholds::cadence(&document.cadence, check, &mut rules)?;
    thresholds::support(&document.support, check, &mut rules.support)?;
    thresholds::steps(&document.support.steps, check, &mut rules.steps)?;
    let days = |value: &Option<_>, default| check.days(value.as_ref(), default);
    rules.undated_facts_days = days(&document.undated_facts_days, rules.undated_facts_days)?;
    rules.new_goal_after_days = days(&document.new_goal_after_days, rules.new_goal_after_days)?;
    if let Some(order) = &document.outcome_order {
        rules.outcome_order = check.each_once(order)?;
    }
    rules.breaks = breaks(&document.breaks, check)?;
    rules.scales = scales::scales(&document.scales, check)?;
    Ok(rules)
}

fn breaks(entries: &[Break], check: Check<'_>) -> Result<Vec<(Day, Day)>, ConfigError> {
    let resolved = |entry: &Break| {
        let (from, to) = (check.date(&entry.from)?, check.date(&entry.to)?);
        if from > to {
            let message = format!("this break ends on {to}, before it begins on {from}.");
            return Err(check.error(&entry.to, message));
        }
        Ok((from, to))
    };
    entries.iter().map(resolved).collect()
}
