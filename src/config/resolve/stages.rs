//! `[[stage_models]]`.

use super::super::document::{At, StageEntry, StageModelEntry, StageTable};
use super::super::error::ConfigError;
use super::check::Check;
use super::scales::titled;
use crate::programme::{BUILT_IN_STAGE_MODELS, Stage, StageModel, fold};

/// Ranks are counted in one byte.
const MOST_STAGES: usize = 100;

pub(super) fn models(
    entries: &[At<StageModelEntry>],
    check: Check<'_>,
) -> Result<Vec<StageModel>, ConfigError> {
    let mut models: Vec<StageModel> = Vec::new();
    for entry in entries {
        let model = model(entry.get_ref(), check)?;
        let built_in = BUILT_IN_STAGE_MODELS
            .iter()
            .any(|(key, _)| *key == model.key);
        if built_in || models.iter().any(|other| other.key == model.key) {
            let message = format!("there is another stage model “{}” already.", model.key);
            return Err(check
                .error(&entry.get_ref().key, message)
                .help("Give it another name."));
        }
        models.push(model);
    }
    Ok(models)
}

fn model(entry: &StageModelEntry, check: Check<'_>) -> Result<StageModel, ConfigError> {
    let key = entry.key.get_ref();
    if fold(key).is_empty() {
        return Err(check.error(&entry.key, "a stage model needs a name."));
    }
    let given = entry.stages.get_ref();
    if given.is_empty() || given.len() > MOST_STAGES {
        let message = format!(
            "the stage model “{key}” has {} stages; it must have between 1 and {MOST_STAGES}.",
            given.len()
        );
        return Err(check.error(&entry.stages, message));
    }
    let stages = given.iter().map(|stage| named_stage(stage, check));
    let stages: Vec<Stage> = stages.collect::<Result<_, _>>()?;
    apart(given, &stages, check)?;
    Ok(StageModel {
        key: key.clone(),
        title: entry.title.clone().unwrap_or_else(|| titled(key)),
        stages,
    })
}

fn named_stage(at: &At<StageEntry>, check: Check<'_>) -> Result<Stage, ConfigError> {
    let stage = match at.get_ref() {
        StageEntry::Title(title) => of_table(
            &StageTable {
                title: Some(title.clone()),
                ..StageTable::default()
            },
            check,
        )?,
        StageEntry::Table(table) => of_table(table, check)?,
    };
    if Check::is_column_name(&stage.key) {
        return Ok(stage);
    }
    let message = format!("“{}” cannot be the key of a stage.", stage.key);
    Err(check.error(at, message).help(
        "A stage needs a key of small letters, digits and underscores, or a title to make it from.",
    ))
}

/// A stage; its key is its title in `snake_case`, its title its key in words.
fn of_table(table: &StageTable, check: Check<'_>) -> Result<Stage, ConfigError> {
    let title = table.title.clone();
    let key = table
        .key
        .clone()
        .or_else(|| Some(fold(title.as_deref()?).replace(' ', "_")));
    let key = key.unwrap_or_default();
    Ok(Stage {
        title: title.unwrap_or_else(|| titled(&key)),
        aliases: table.aliases.iter().map(|alias| alias.0.clone()).collect(),
        purpose: table.purpose.clone(),
        questions: table.questions.clone(),
        expected_days: expected_days(table, check)?,
        key,
    })
}

fn expected_days(table: &StageTable, check: Check<'_>) -> Result<Option<u32>, ConfigError> {
    let Some(at) = &table.expected_days else {
        return Ok(None);
    };
    let days = check.days(Some(at), 0)?;
    Ok(u32::try_from(days).ok())
}

/// No name may stand for two stages.
fn apart(given: &[At<StageEntry>], stages: &[Stage], check: Check<'_>) -> Result<(), ConfigError> {
    for (place, stage) in stages.iter().enumerate() {
        for earlier in &stages[..place] {
            if let Some(name) = names(stage).find(|name| names(earlier).any(|other| other == *name))
            {
                let message = format!(
                    "“{name}” stands for two stages: “{}” and “{}”.",
                    earlier.title, stage.title
                );
                return Err(check.error(&given[place], message));
            }
        }
    }
    Ok(())
}

fn names(stage: &Stage) -> impl Iterator<Item = String> {
    [&stage.key, &stage.title]
        .into_iter()
        .chain(&stage.aliases)
        .map(|name| fold(name))
        .filter(|name| !name.is_empty())
}
