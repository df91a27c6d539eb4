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
        let value = value.trim();
        // Spreadsheets write whole numbers of a column with blanks like that.
        let rank: u8 = value.strip_suffix(".0").unwrap_or(value).parse().ok()?;
        (1..=self.stages.len())
            .contains(&usize::from(rank))
            .then_some(rank)
    }

    /// Rank of a stage by its title with its number beside it, where both say the same: `Stage 6:
    /// Personal framework`, `Transition (9)`.
    #[must_use]
    pub fn rank_by_both(&self, value: &str) -> Option<u8> {
        let folded = fold(value);
        let counted = without_noun(&folded);
        let ahead = counted.split_once(' ');
        let behind = folded
            .rsplit_once(' ')
            .map(|(title, number)| (number, title));
        let mut both = [ahead, behind].into_iter().flatten();
        both.find_map(|(number, title)| {
            let rank = self.rank_by_number(number)?;
            (self.rank_by_name(title) == Some(rank)).then_some(rank)
        })
    }

    /// Rank given as a number that says that it counts stages: `Stage 4`. A model that counts its
    /// own stages otherwise (`Phase 0`, `Phase 1`) has none.
    #[must_use]
    pub fn rank_by_count(&self, value: &str) -> Option<u8> {
        let folded = fold(value);
        let number = without_noun(&folded);
        let rank = self.rank_by_number(number).filter(|_| number != folded)?;
        let title = fold(&self.stage(rank)?.title);
        let own: Option<u8> = without_noun(&title).parse().ok();
        own.is_none_or(|own| own == rank).then_some(rank)
    }

    /// The stage of a rank, from 1.
    #[must_use]
    pub fn stage(&self, rank: u8) -> Option<&Stage> {
        self.stages.get(usize::from(rank).checked_sub(1)?)
    }
}

/// A folded text without the word for a stage at its beginning.
fn without_noun(folded: &str) -> &str {
    const NOUNS: [&str; 9] = [
        "stage", "phase", "step", "stufe", "etape", "etapa", "fase", "stadium", "faza",
    ];
    match folded.split_once(' ') {
        Some((noun, rest)) if NOUNS.contains(&noun) => rest,
        _ => folded,
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
        assert_eq!(model.rank_by_number("4.0"), Some(4));
        assert_eq!(model.rank_by_number("4.5"), None);
    }

    #[test]
    fn a_number_beside_a_title_has_to_agree_with_it() {
        let model = &built_in_stage_models()[0];
        for (value, expected) in [
            ("Stage 6: Personal framework", Some(6)),
            ("6) Personal framework", Some(6)),
            ("Transition (9)", Some(9)),
            ("Stage 6: Foundation", None),
            ("Transition (2)", None),
            ("Stage 6", None),
            ("Transition", None),
        ] {
            assert_eq!(model.rank_by_both(value), expected, "{value}");
        }
        assert_eq!(model.rank_by_count("Stage 4"), Some(4));
        assert_eq!(model.rank_by_count("phase 10"), None);
        assert_eq!(model.rank_by_count("4"), None);
    }
}
