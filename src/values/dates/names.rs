//! Names of months and weekdays: data in `names.toml`.

use crate::programme::fold;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
}

struct Names {
    months: HashMap<String, i32>,
    weekdays: HashSet<String>,
}

/// An unreadable file would leave no names; a test reads it.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let file: NamesFile = toml::from_str(include_str!("names.toml")).unwrap_or_default();
    let months = (1..)
        .zip(file.months)
        .flat_map(|(month, names)| names.into_iter().map(move |name| (fold(&name), month)));
    Names {
        months: months.collect(),
        weekdays: file.weekdays.iter().map(|name| fold(name)).collect(),
    }
});

/// The number of a month by its name or abbreviation.
pub(super) fn month(word: &str) -> Option<i32> {
    NAMES.months.get(&fold(word)).copied()
}

/// Whether a word is the name of a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    !word.is_empty() && NAMES.weekdays.contains(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        let file: NamesFile = toml::from_str(include_str!("names.toml")).unwrap();
        assert_eq!(file.months.len(), 12);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (month, names) in file.months.iter().enumerate() {
            for name in names {
                let other = seen.insert(fold(name), month);
                assert!(other.is_none_or(|other| other == month), "{name}");
            }
        }
    }

    #[test]
    fn months_of_many_languages_are_known() {
        for (name, number) in [
            ("März", 3),
            ("MARS", 3),
            ("août", 8),
            ("enero", 1),
            ("setembro", 9),
            ("augustus", 8),
            ("października", 10),
            ("října", 10),
            ("Ağustos", 8),
            ("kesäkuuta", 6),
            ("május", 5),
            ("iulie", 7),
            ("Μαΐου", 5),
            ("мая", 5),
            ("травня", 5),
            ("مارس", 3),
            ("Maret", 3),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!(month("ma"), None);
        assert_eq!(month(""), None);
    }
}
