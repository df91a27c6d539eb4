//! Stage models: the path that a relationship is expected to take.

use super::fold;
use serde::{Deserialize, Serialize};

/// One stage of a model.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Name in code and columns: its title in `snake_case`.
    pub key: String,
    /// Name in reports.
    pub title: String,
    /// Other spellings met in data.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the stage is for.
    #[serde(default)]
    pub purpose: String,
    /// What a coordinator can ask a pair that is stuck here.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Days after which a pair counts as stuck here, if the programme says so.
    #[serde(default)]
    pub expected_days: Option<u32>,
}

/// An ordered list of stages; the rank of a stage is its place in it, from 1.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StageModel {
    /// Name in configuration.
    pub key: String,
    /// Name in reports.
    pub title: String,
    /// Stages in order, at most 255.
    pub stages: Vec<Stage>,
}

/// The models that come with the program, in the order in which ties are decided.
pub const BUILT_IN_STAGE_MODELS: [(&str, &str); 4] = [
    (
        "mentoring-process",
        include_str!("stage_models/mentoring-process.toml"),
    ),
    (
        "exploration-to-experimentation",
        include_str!("stage_models/exploration-to-experimentation.toml"),
    ),
    ("layers", include_str!("stage_models/layers.toml")),
    ("meetings", include_str!("stage_models/meetings.toml")),
];

/// The models that come with the program, read from their data files.
///
/// # Panics
/// Never: a test reads every file.
#[must_use]
pub fn built_in_stage_models() -> Vec<StageModel> {
    BUILT_IN_STAGE_MODELS
        .iter()
        .map(|(key, text)| {
            toml::from_str(text).unwrap_or_else(|error| panic!("stage model {key}: {error}"))
        })
        .collect()
}

impl StageModel {
    /// Whether its stages follow from the records where no session names one.
    #[must_use]
    pub fn can_be_derived(&self) -> bool {
        self.key == "meetings"
    }

    /// Rank of a stage by key, title or alias, folded; bare numbers are not names.
    #[must_use]
    pub fn rank_by_name(&self, value: &str) -> Option<u8> {
        let wanted = fold(value);
        let position = self
            .stages
            .iter()
            .position(|stage| stage.is_called(&wanted))?;
        u8::try_from(position + 1).ok()
    }

    /// Rank given as a bare number from 1 to the number of stages.
    #[must_use]
    pub fn rank_by_number(&self, value: &str) -> Option<u8> {
        let rank: u8 = value.trim().parse().ok()?;
        (1..=self.stages.len())
            .contains(&usize::from(rank))
            .then_some(rank)
    }

    /// The stage of a rank, from 1.
    #[must_use]
    pub fn stage(&self, rank: u8) -> Option<&Stage> {
        self.stages.get(usize::from(rank).checked_sub(1)?)
    }
}

impl Stage {
    fn is_called(&self, folded: &str) -> bool {
        !folded.is_empty()
            && (fold(&self.key) == folded
                || fold(&self.title) == folded
                || self.aliases.iter().any(|alias| fold(alias) == folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_model_is_readable_and_its_keys_are_its_titles() {
        let models = built_in_stage_models();
        assert_eq!(
            models
                .iter()
                .map(|model| model.stages.len())
                .collect::<Vec<_>>(),
            [9, 4, 7, 5]
        );
        for (model, (key, _)) in models.iter().zip(BUILT_IN_STAGE_MODELS) {
            assert_eq!(model.key, key);
            for (index, stage) in model.stages.iter().enumerate() {
                assert_eq!(stage.key, fold(&stage.title).replace(' ', "_"));
                assert!(
                    !stage.questions.is_empty() && !stage.purpose.is_empty(),
                    "{}",
                    stage.key
                );
                for name in std::iter::once(&stage.title).chain(&stage.aliases) {
                    assert_eq!(
                        model.rank_by_name(name).map(usize::from),
                        Some(index + 1),
                        "{name} is ambiguous"
                    );
                }
            }
        }
    }

    #[test]
    fn numbers_are_ranks_only_within_the_model() {
        let model = &built_in_stage_models()[1];
        assert_eq!(model.rank_by_number("4"), Some(4));
        assert_eq!(model.rank_by_number("5"), None);
        assert_eq!(model.rank_by_name("4"), None);
    }
}
