//! Everything that a run depends on, fully resolved: defaults < file < flags.
//!
//! [`Config`] is what the rooms read. What was typed is one type ([`ConfigFile`]), what it means
//! another ([`Config`]); mistakes become a [`ConfigError`] that points into `mentorstat.toml`.

mod brand;
mod document;
mod error;
mod file;
mod flags;
mod pattern;
mod resolve;
mod rules;
mod steps;
#[cfg(test)]
mod tests;

pub use crate::values::dates::DateOrder;
pub use brand::{Brand, Logo, LogoFormat};
pub use error::ConfigError;
pub use file::{ConfigFile, FILE_NAME, IsAmong, SeenFile, find};
pub use flags::Flags;
pub use pattern::{file_fits, path_fits};
pub use rules::{OutcomeSource, Rules, Scale, SupportThresholds, change_of};
pub use steps::NextSteps;

use crate::programme::{Day, StageModel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the boxes on the first page show unless the file says otherwise.
pub const HEADLINE: [&str; 5] = [
    PEOPLE_SERVED,
    MEETINGS,
    "goals_attained_settled",
    "retained_180d",
    "new_goals",
];

/// What comparisons are about unless the file says otherwise: the measures of the headlines, with
/// those of pairs for the counts among them.
const PRIMARY: [&str; 5] = [
    "goals_attained_settled",
    "sessions_held",
    "hours_held",
    "retained_180d",
    "new_goals",
];

/// The headline figure of the people served, which is no measure of pairs.
pub const PEOPLE_SERVED: &str = "people_served";

/// The headline figure of meetings and hours, which is no measure of pairs.
pub const MEETINGS: &str = "meetings";

/// Headline figures that are counts.
const COUNTS: [&str; 2] = [PEOPLE_SERVED, MEETINGS];

/// The resolved configuration of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Config {
    /// Name of the programme, for titles.
    pub programme: String,
    /// The day the report speaks for, if said.
    pub as_of: Option<Day>,
    /// The period as written (`2026-Q3`, `2026-09`, `2026`, `FROM..TO`), if said.
    pub period: Option<String>,
    /// Equal age: measure each pair as of its start plus this many days.
    pub at_days: Option<u32>,
    /// Day of the export; data through, if said.
    pub exported_on: Option<Day>,
    /// First month of the programme's year, 1–12.
    pub year_starts_in: u32,
    /// Key of the stage model, if chosen.
    pub stage_model: Option<String>,
    /// Stage models defined by the programme.
    pub stage_models: Vec<StageModel>,
    /// Columns to compare on.
    pub by: Vec<String>,
    /// Only pairs whose column has this value.
    pub filters: Vec<(String, String)>,
    /// Smallest number of pairs shown in shared reports.
    pub suppression_k: usize,
    /// Ids of the figures in the headline boxes; empty = default.
    pub headline: Vec<String>,
    /// Ids of the measures that a comparison is about; the others are exploratory.
    pub primary: Vec<String>,
    /// Whether each group is compared with each other, beside with all others together.
    pub pairwise: bool,
    /// Attributes of pairs whose mix is made equal in adjusted comparisons.
    pub adjust: Vec<String>,
    /// Targets by id of a headline figure, in its unit; of what adds up over pairs, the sum.
    pub targets: BTreeMap<String, f64>,
    /// Counts of the funnel that no record holds: `eligible`, `applied`, `matched`.
    pub reach: BTreeMap<String, u64>,
    /// Whose reports they are.
    pub brand: Brand,
    /// Order of ambiguous dates, for files whose source says nothing else.
    pub date_order: Option<DateOrder>,
    /// How a blank status is to be read, once decided.
    pub blank_status: Option<BlankStatus>,
    /// Whether rows that name no pair of the register add a pair.
    pub unknown_pairs: UnknownPairs,
    /// What divides several people in one cell (`;`); empty = a cell names one.
    pub split_people: Vec<String>,
    /// Range of session ratings, lowest and highest possible.
    pub rating_range: Option<(f64, f64)>,
    /// Words that read as an as-planned closure, besides the built-in ones.
    pub planned_reasons: Vec<String>,
    /// Words that read as an early closure, besides the built-in ones.
    pub early_reasons: Vec<String>,
    /// The programme's codebook for issues.
    pub themes: Vec<Theme>,
    /// Columns of pairs that the support workbook shows besides its own.
    pub support_columns: Vec<String>,
    /// What is said about single sources.
    pub sources: Vec<SourceConfig>,
    /// What the measures depend on.
    pub rules: Rules,
    /// Any rejection is an error before anything is written.
    pub strict: bool,
    /// Number of partitions of the pairs, at least 1; the result never depends on it.
    #[serde(skip)]
    pub partitions: usize,
}

/// How a blank or unrecognised status is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlankStatus {
    /// As a meeting that took place.
    Held,
    /// As not known.
    Unknown,
}

/// What to do with rows that name no pair of the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownPairs {
    /// Set them aside and say so in the headline.
    #[default]
    SetAside,
    /// Take them in as pairs of their own.
    Add,
}

/// What issues may be about, and the words by which that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// Name in reports.
    pub name: String,
    /// Whole words or phrases, in any language, whatever their case and accents; one that ends
    /// in `*` stands for every word that begins so.
    pub words: Vec<String>,
}

/// What is said about the files that match a pattern.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceConfig {
    /// Pattern of the file name or relative path; `*` and `?` stand for anything.
    pub file: String,
    /// Tables that it holds; recognised from its headers if empty.
    pub tables: Vec<String>,
    /// Canonical column → header as found.
    pub columns: BTreeMap<String, String>,
    /// Canonical column → value as found → canonical value.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Values of pair attributes for every row (`cohort = "2025 autumn"`).
    pub set: BTreeMap<String, String>,
    /// Order of its dates.
    pub date_order: Option<DateOrder>,
    /// Name of its character encoding.
    pub encoding: Option<String>,
    /// Its delimiter.
    pub delimiter: Option<char>,
    /// Number of its header rows.
    pub header_rows: Option<usize>,
    /// The number that says no progress and the one that says all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress_range: Option<(f64, f64)>,
}

/// Said of a file in place of a table: it is none, and is left out.
pub const NO_TABLE: &str = "none";

impl SourceConfig {
    /// Whether the file is to be left out.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        self.tables.iter().any(|table| table == NO_TABLE)
    }

    /// Takes over what another source says, and keeps what it does not say.
    pub fn overlay(&mut self, later: &Self) {
        if !later.tables.is_empty() {
            self.tables.clone_from(&later.tables);
        }
        self.columns.extend(later.columns.clone());
        for (column, values) in &later.values {
            let known = self.values.entry(column.clone()).or_default();
            known.extend(values.clone());
        }
        self.set.extend(later.set.clone());
        self.date_order = later.date_order.or(self.date_order);
        if later.encoding.is_some() {
            self.encoding.clone_from(&later.encoding);
        }
        self.delimiter = later.delimiter.or(self.delimiter);
        self.header_rows = later.header_rows.or(self.header_rows);
        self.progress_range = later.progress_range.or(self.progress_range);
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            programme: "Mentoring programme".into(),
            as_of: None,
            period: None,
            at_days: None,
            exported_on: None,
            year_starts_in: 1,
            stage_model: None,
            stage_models: Vec::new(),
            by: Vec::new(),
            filters: Vec::new(),
            suppression_k: 5,
            headline: Vec::new(),
            primary: PRIMARY.map(str::to_owned).to_vec(),
            pairwise: false,
            adjust: Vec::new(),
            targets: BTreeMap::new(),
            reach: BTreeMap::new(),
            brand: Brand::default(),
            date_order: None,
            blank_status: None,
            unknown_pairs: UnknownPairs::SetAside,
            split_people: Vec::new(),
            rating_range: None,
            planned_reasons: Vec::new(),
            early_reasons: Vec::new(),
            themes: Vec::new(),
            support_columns: Vec::new(),
            sources: Vec::new(),
            rules: Rules::default(),
            strict: false,
            partitions: 64,
        }
    }
}
