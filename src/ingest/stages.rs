//! The stage model of the programme, and the ranks of the stages as written.

use super::columns::{Column, name_of};
use super::date_orders::FileOrders;
use super::question::StagesQuestion;
use super::records::{Chunk, TextId};
use super::sheet::Sheet;
use super::values::is_missing;
use crate::config::Config;
use crate::programme::{StageModel, Table, built_in_stage_models, display_text, fold};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU8;

/// The ranks of the stages of a chunk; `None` where a stage is none of the model.
pub(super) type Ranks = FxHashMap<TextId, Option<NonZeroU8>>;

/// The model, and how values are looked up in it.
#[derive(Debug)]
pub(super) struct Stages {
    /// The model.
    pub model: StageModel,
    /// Whether any value is a stage of the model.
    pub recorded: bool,
    by_number: bool,
}

impl Stages {
    /// Chooses the model: the configured one, else the one that recognises most of the distinct
    /// values; models of the programme come before the built-in ones.
    pub fn choose(chunks: &[Chunk], config: &Config) -> Self {
        let values = distinct(chunks);
        let mut models = config.stage_models.clone();
        models.extend(built_in_stage_models());
        if let Some(key) = &config.stage_model
            && let Some(model) = models.iter().find(|model| model.key == *key)
        {
            return Self::of(model.clone(), &values);
        }
        let is_titled = |model: &StageModel, value: &str| by_title(model, value).is_some();
        let is_counted = |model: &StageModel, value: &str| by_count(model, value).is_some();
        let model = best(&models, &values, is_titled)
            .or_else(|| best(&models, &values, is_counted))
            .or_else(|| models.iter().find(|model| model.can_be_derived()));
        match model {
            Some(model) => Self::of(model.clone(), &values),
            None => Self {
                model: StageModel {
                    key: String::new(),
                    title: String::new(),
                    stages: Vec::new(),
                },
                recorded: false,
                by_number: false,
            },
        }
    }

    /// Bare numbers are ranks only where no value is a title.
    fn of(model: StageModel, values: &BTreeSet<String>) -> Self {
        let mut ranks = values.iter().map(|value| by_title(&model, value));
        let titled = ranks.any(|rank| rank.is_some());
        let mut counts = values.iter().map(|value| by_count(&model, value));
        let counted = counts.any(|rank| rank.is_some());
        Self {
            model,
            recorded: titled || counted,
            by_number: !titled,
        }
    }

    /// The rank of a stage as written.
    pub fn rank(&self, value: &str) -> Option<NonZeroU8> {
        let number = || self.model.rank_by_number(value).filter(|_| self.by_number);
        by_title(&self.model, value)
            .or_else(|| self.model.rank_by_count(value))
            .or_else(number)
            .and_then(NonZeroU8::new)
    }

    /// The ranks of the stages of a chunk.
    pub fn ranks(&self, chunk: &Chunk) -> Ranks {
        let mut ranks = Ranks::default();
        for session in &chunk.sessions {
            if !session.stage.is_blank() && !ranks.contains_key(&session.stage) {
                let value = chunk.texts.text(session.stage);
                if !is_missing(value) {
                    ranks.insert(session.stage, self.rank(value));
                }
            }
        }
        ranks
    }
}

/// The rank of a stage that is named, alone or beside its number. `Stage 4` is a number, though a
/// model may list it among the names of its stage.
fn by_title(model: &StageModel, value: &str) -> Option<u8> {
    let named = model.rank_by_name(value);
    if named == model.rank_by_count(value) && named.is_some() {
        return None;
    }
    named.or_else(|| model.rank_by_both(value))
}

/// The rank of a stage that is given as a number.
fn by_count(model: &StageModel, value: &str) -> Option<u8> {
    model
        .rank_by_count(value)
        .or_else(|| model.rank_by_number(value))
}

fn distinct(chunks: &[Chunk]) -> BTreeSet<String> {
    let of_chunk = |chunk: &Chunk| {
        let ids: BTreeSet<TextId> = chunk.sessions.iter().map(|session| session.stage).collect();
        ids.into_iter()
            .map(|id| chunk.texts.text(id))
            .filter(|value| !is_missing(value))
            .map(|value| fold(value.trim().strip_suffix(".0").unwrap_or(value)))
            .collect::<BTreeSet<_>>()
    };
    chunks
        .par_iter()
        .map(of_chunk)
        .reduce(BTreeSet::new, |mut all, some| {
            all.extend(some);
            all
        })
}

/// Asks file by file which stages they are, where less than half of those in its column are stages
/// of the model that fits best and nobody has chosen one.
pub(super) fn ask(sheets: &[Sheet], chunks: &[Chunk], orders: &mut [FileOrders], config: &Config) {
    let header = |sheet: &Sheet| {
        let sessions = sheet.plan.tables.iter();
        let mut sessions = sessions.filter(|table| table.table() == Table::Sessions);
        sessions.find_map(|table| table.mapping.header_of(Column::Stage))
    };
    if config.stage_model.is_some() || !sheets.iter().any(|sheet| header(sheet).is_some()) {
        return;
    }
    let model = Stages::choose(chunks, config);
    for (sheet, orders) in sheets.iter().zip(orders) {
        let Some(header) = header(sheet) else {
            continue;
        };
        let stages = written(chunks.iter().filter(|chunk| chunk.file == sheet.file));
        let unknown = stages.iter().filter(|stage| model.rank(stage).is_none());
        let unknown: Vec<String> = unknown.cloned().collect();
        if 2 * unknown.len() > stages.len() {
            orders.stages = Some(StagesQuestion {
                file: sheet.shown.clone(),
                header: name_of(sheet.shape.titles(), header),
                unknown,
                stages: stages.into_iter().collect(),
            });
        }
    }
}

/// The stages of some records as they are shown, each once.
fn written<'a>(chunks: impl Iterator<Item = &'a Chunk>) -> BTreeSet<String> {
    let mut stages: BTreeMap<String, String> = BTreeMap::new();
    for chunk in chunks {
        let ids: BTreeSet<TextId> = chunk.sessions.iter().map(|session| session.stage).collect();
        let texts = ids.into_iter().map(|id| chunk.texts.text(id));
        for text in texts.filter(|text| !is_missing(text)) {
            let shown = display_text(text);
            let known = stages.entry(fold(text)).or_insert_with(|| shown.clone());
            if shown < *known {
                *known = shown;
            }
        }
    }
    stages.into_values().collect()
}

/// The first of the models that recognise most values, if any recognises one.
fn best<'a>(
    models: &'a [StageModel],
    values: &BTreeSet<String>,
    recognises: impl Fn(&StageModel, &str) -> bool,
) -> Option<&'a StageModel> {
    let count = |model: &StageModel| {
        values
            .iter()
            .filter(|value| recognises(model, value))
            .count()
    };
    let mut best: Option<(usize, &StageModel)> = None;
    for model in models {
        let found = count(model);
        if found > best.map_or(0, |(most, _)| most) {
            best = Some((found, model));
        }
    }
    best.map(|(_, model)| model)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: &[&str], config: &Config) -> (String, Vec<Option<u8>>) {
        let mut chunk = Chunk::default();
        for value in values {
            let stage = chunk.texts.intern(value);
            chunk
                .sessions
                .push(super::super::records::RawSession::of_stage(stage));
        }
        let stages = Stages::choose(std::slice::from_ref(&chunk), config);
        let ranks = values
            .iter()
            .map(|value| stages.rank(value).map(NonZeroU8::get));
        (stages.model.key.clone(), ranks.collect())
    }

    #[test]
    fn the_model_that_recognises_most_values_is_chosen() {
        let config = Config::default();
        assert_eq!(
            chosen(&["Exploration", " planning ", "7"], &config),
            (
                "exploration-to-experimentation".into(),
                vec![Some(1), Some(3), None]
            )
        );
        assert_eq!(
            chosen(&["1", "3"], &config),
            ("mentoring-process".into(), vec![Some(1), Some(3)])
        );
        assert_eq!(
            chosen(&["whatever"], &config),
            ("meetings".into(), vec![None])
        );
        assert_eq!(chosen(&[], &config).0, "meetings");
    }

    #[test]
    fn a_number_that_is_called_a_stage_is_a_number_and_no_title() {
        let config = Config::default();
        let key = || "mentoring-process".to_owned();
        assert_eq!(
            chosen(&["1", "9", "Stage 4", "6.0", "10"], &config),
            (key(), vec![Some(1), Some(9), Some(4), Some(6), None])
        );
        assert_eq!(
            chosen(
                &[
                    "Introduction",
                    "Stage 6: Personal framework",
                    "Transition (9)",
                    "Stage 4",
                    "3"
                ],
                &config
            ),
            (key(), vec![Some(1), Some(6), Some(9), Some(4), None])
        );
    }

    #[test]
    fn the_configured_model_stands_above_the_values() {
        let config = Config {
            stage_model: Some("layers".into()),
            ..Config::default()
        };
        assert_eq!(
            chosen(&["Exploration", "Trust"], &config),
            ("layers".into(), vec![None, Some(2)])
        );
    }
}
