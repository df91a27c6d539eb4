//! `mentorstat.toml` as it is typed.
//!
//! Every value that can be wrong keeps its place in the file. What it means is settled in
//! `resolve`.

use super::{BlankStatus, DateOrder, OutcomeSource, UnknownPairs};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

/// A value with its place.
pub(super) type At<T> = Spanned<T>;

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Document {
    pub programme: Option<String>,
    pub as_of: Option<At<Date>>,
    pub period: Option<At<String>>,
    pub exported_on: Option<At<Date>>,
    pub year_starts_in: Option<At<i64>>,
    pub stage_model: Option<At<String>>,
    pub by: Option<At<OneOrMore>>,
    pub date_order: Option<DateOrder>,
    pub blank_status: Option<BlankStatus>,
    pub unknown_pairs: Option<UnknownPairs>,
    pub split_people: Option<At<OneOrMore>>,
    pub suppression_k: Option<At<i64>>,
    pub headline: Option<Vec<At<String>>>,
    pub primary: Option<Vec<At<String>>>,
    pub pairwise: Option<bool>,
    pub adjust: Option<At<OneOrMore>>,
    pub planned_reasons: Option<At<OneOrMore>>,
    pub early_reasons: Option<At<OneOrMore>>,
    pub rating_range: Option<At<Vec<f64>>>,
    pub undated_facts_days: Option<At<i64>>,
    pub new_goal_after_days: Option<At<i64>>,
    pub outcome_order: Option<At<Vec<OutcomeSource>>>,
    pub cadence: Cadence,
    pub support: Support,
    #[serde(rename = "break")]
    pub breaks: Vec<Break>,
    #[serde(rename = "scale")]
    pub scales: Vec<ScaleEntry>,
    #[serde(rename = "theme")]
    pub themes: Vec<ThemeEntry>,
    pub stage_models: Vec<At<StageModelEntry>>,
    #[serde(rename = "source")]
    pub sources: Vec<SourceEntry>,
    pub targets: BTreeMap<At<String>, At<f64>>,
    pub reach: Reach,
    pub brand: Brand,
}

/// `[cadence]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Cadence {
    pub expected_gap_days: Option<At<Frequency>>,
    pub tolerance: Option<At<f64>>,
    pub benchmark: Option<At<f64>>,
    pub appointment_grace_days: Option<At<i64>>,
    pub minimum_hours_per_month: Option<At<f64>>,
}

/// `[support]`: the thresholds of states and signals by name, and what the list shows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Support {
    pub never_started_days: Option<At<f64>>,
    pub too_early_days: Option<At<f64>>,
    pub stalled_days: Option<At<f64>>,
    pub stalled_ratio: Option<At<f64>>,
    pub watch_ratio: Option<At<f64>>,
    pub overdue_days: Option<At<i64>>,
    pub watch_signals: Option<At<i64>>,
    pub own_gap_weight: Option<At<f64>>,
    pub no_goals_days: Option<At<f64>>,
    pub overdue_actions: Option<At<i64>>,
    pub absences: Option<At<i64>>,
    pub no_progress_meetings: Option<At<i64>>,
    pub low_rating: Option<At<f64>>,
    pub issue_recurs: Option<At<i64>>,
    pub dwell_times: Option<At<i64>>,
    pub presumed_ended_days: Option<At<f64>>,
    pub presumed_ended_ratio: Option<At<f64>>,
    pub waiting_days: Option<At<i64>>,
    pub columns: Option<At<OneOrMore>>,
    pub steps: Steps,
}

/// `[support.steps]`: what to do next about each signal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Steps {
    pub never_started: Option<At<String>>,
    pub presumed_ended: Option<At<String>>,
    pub no_contact: Option<At<String>>,
    pub missed_next_meeting: Option<At<String>>,
    pub no_next_meeting_agreed: Option<At<String>>,
    pub stuck_in_stage: Option<At<String>>,
    pub no_progress: Option<At<String>>,
    pub no_goals_set: Option<At<String>>,
    pub actions_overdue: Option<At<String>>,
    pub repeated_absence: Option<At<String>>,
    pub low_rating: Option<At<String>>,
    pub issue_recurs: Option<At<String>>,
}

/// `[[break]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Break {
    pub from: At<Date>,
    pub to: At<Date>,
}

/// `[[scale]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleEntry {
    pub name: At<String>,
    pub title: Option<String>,
    pub items: At<Vec<String>>,
    pub min: At<f64>,
    pub max: At<f64>,
    #[serde(default)]
    pub reversed: Vec<At<String>>,
}

/// `[[theme]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemeEntry {
    pub name: At<String>,
    pub words: At<Vec<String>>,
}

/// `[[stage_models]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageModelEntry {
    #[serde(alias = "name")]
    pub key: At<String>,
    pub title: Option<String>,
    pub stages: At<Vec<At<StageEntry>>>,
}

/// A stage: its title alone, or a table.
#[derive(Clone, Debug)]
pub(super) enum StageEntry {
    Title(String),
    Table(StageTable),
}

/// A stage with all that can be said of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StageTable {
    pub key: Option<String>,
    pub title: Option<String>,
    pub aliases: Vec<Alias>,
    pub purpose: String,
    pub questions: Vec<String>,
    pub expected_days: Option<At<i64>>,
}

/// `[[source]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceEntry {
    pub file: At<String>,
    pub table: Option<At<String>>,
    #[serde(default)]
    pub tables: Vec<At<String>>,
    pub date_order: Option<DateOrder>,
    pub encoding: Option<At<String>>,
    pub delimiter: Option<At<String>>,
    pub header_rows: Option<At<i64>>,
    pub progress_range: Option<At<Vec<f64>>>,
    #[serde(default)]
    pub columns: BTreeMap<At<String>, At<String>>,
    #[serde(default)]
    pub values: BTreeMap<At<String>, BTreeMap<String, At<Scalar>>>,
    #[serde(default)]
    pub set: BTreeMap<At<String>, Scalar>,
}

/// `[reach]`: counts of the funnel that no record holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Reach {
    pub eligible: Option<At<i64>>,
    pub applied: Option<At<i64>>,
    pub matched: Option<At<i64>>,
}

/// `[brand]`: whose reports they are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Brand {
    pub name: Option<String>,
    pub logo: Option<At<String>>,
    pub accent: Option<At<String>>,
}

/// A date as text or as TOML has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Date(pub String);

/// A number of days, or words such as "weekly".
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Frequency {
    Days(f64),
    Words(String),
}

/// One text or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OneOrMore(pub Vec<String>);

/// A text, number or truth value, as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scalar(pub String);

/// Another spelling of a stage: a text or a number.
pub(super) type Alias = Scalar;

/// Reads whatever stands in the file through one of the forms that are wanted.
struct Forms<T> {
    wanted: &'static str,
    of_text: fn(String) -> T,
    of_number: Option<fn(f64) -> T>,
    of_list: Option<fn(Vec<String>) -> T>,
}

impl<'de, T> Visitor<'de> for Forms<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.wanted)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok((self.of_text)(text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        match self.of_number {
            Some(of_number) => Ok(of_number(number as f64)),
            None => Err(E::invalid_type(de::Unexpected::Signed(number), &self)),
        }
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<T, E> {
        match self.of_number {
            Some(of_number) => Ok(of_number(number)),
            None => Err(E::invalid_type(de::Unexpected::Float(number), &self)),
        }
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        let Some(of_list) = self.of_list else {
            return Err(de::Error::invalid_type(de::Unexpected::Seq, &self));
        };
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(of_list(texts))
    }

    /// Dates reach a reader as a table of their own kind.
    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let date = toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))
            .map_err(|_| de::Error::invalid_type(de::Unexpected::Map, &self))?;
        Ok((self.of_text)(date.to_string()))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Forms {
            wanted: "a date such as \"2026-09-30\"",
            of_text: Self,
            of_number: None,
            of_list: None,
        })
    }
}

impl<'de> Deserialize<'de> for Frequency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Forms {
            wanted: "a number of days, or words such as \"every 2 weeks\"",
            of_text: Self::Words,
            of_number: Some(Self::Days),
            of_list: None,
        })
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Forms {
            wanted: "a text, or a list of texts",
            of_text: |text| Self(vec![text]),
            of_number: None,
            of_list: Some(Self),
        })
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Forms {
            wanted: "a text or a number",
            of_text: Self,
            of_number: Some(|number| Self(number.to_string())),
            of_list: None,
        })
    }
}

impl<'de> Deserialize<'de> for StageEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Stages;
        impl<'de> Visitor<'de> for Stages {
            type Value = StageEntry;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the title of a stage, or a table with its key and title")
            }

            fn visit_str<E: de::Error>(self, title: &str) -> Result<StageEntry, E> {
                Ok(StageEntry::Title(title.to_owned()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<StageEntry, A::Error> {
                StageTable::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(StageEntry::Table)
            }
        }
        deserializer.deserialize_any(Stages)
    }
}
