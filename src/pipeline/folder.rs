//! The folder of a period.

use super::RunError;
use crate::config::Config;
use crate::output::{OutputError, read_back};
use crate::programme::fold;
use std::collections::BTreeSet;
use std::path::Path;

/// Letters of a column or value in the name of a folder.
const LONGEST: usize = 40;

/// The name of the period. Reports of a part of the programme, or of pairs at an equal age, say so
/// (`2026-Q3_site-North`, `2026-Q3_at-180-days`), so that they do not take the place of the reports
/// of the whole.
pub(super) fn folder_name(config: &Config, period: &str) -> String {
    let filters = config.filters.iter();
    let filters = filters.map(|(column, value)| format!("_{}-{}", plain(column), plain(value)));
    let age = config.at_days.map(|days| format!("_at-{days}-days"));
    let asked: String = filters.chain(age).collect();
    format!("{period}{asked}")
}

/// A text as every system takes it in the name of a folder: letters, digits and single hyphens.
fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let plain: String = words.join("-").chars().take(LONGEST).collect();
    if plain.is_empty() {
        "other".into()
    } else {
        plain
    }
}

/// Refuses to put reports of some pairs in the place of those of others. Names alone do not keep
/// them apart: two long values may begin alike.
pub(super) fn refuse_other_pairs(folder: &Path, config: &Config) -> Result<(), RunError> {
    let Some(found) = read_back(folder) else {
        return Ok(());
    };
    let setting = |name: &str| found.setting(name).cloned().unwrap_or_default();
    let filters = serde_json::from_value::<Filters>(setting("filters")).unwrap_or_default();
    let at_days: Option<u32> = serde_json::from_value(setting("at_days")).unwrap_or_default();
    if compared(&filters) == compared(&config.filters) && at_days == config.at_days {
        return Ok(());
    }
    let path = folder.to_path_buf();
    Err(OutputError::OtherPairs { path }.into())
}

type Filters = Vec<(String, String)>;

/// Filters as they choose pairs: however written, in any order.
fn compared(filters: &[(String, String)]) -> BTreeSet<(String, String)> {
    let folded = filters.iter();
    folded
        .map(|(column, value)| (fold(column), fold(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(filters: &[(&str, &str)], at_days: Option<u32>) -> String {
        let filters = filters
            .iter()
            .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()));
        let config = Config {
            filters: filters.collect(),
            at_days,
            ..Config::default()
        };
        folder_name(&config, "2026-Q3")
    }

    #[test]
    fn a_part_of_the_programme_has_a_folder_of_its_own() {
        assert_eq!(name(&[], None), "2026-Q3");
        assert_eq!(name(&[("site", "North")], None), "2026-Q3_site-North");
        assert_eq!(
            name(
                &[("site", "Zürich  West"), ("cohort", "2025/H2")],
                Some(180)
            ),
            "2026-Q3_site-Zürich-West_cohort-2025-H2_at-180-days"
        );
    }

    #[test]
    fn no_value_leads_out_of_the_folder() {
        assert_eq!(name(&[("site", "../..")], None), "2026-Q3_site-other");
        assert_eq!(name(&[("a\u{0}b:", "c\\d")], None), "2026-Q3_a-b-c-d");
        assert!(name(&[("site", &"x".repeat(500))], None).len() < 60);
    }
}
