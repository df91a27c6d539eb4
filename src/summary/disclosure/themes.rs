//! Themes of issues: a pair can speak of several.

use super::Control;
use super::cells::Cells;
use crate::summary::count::Count;
use crate::summary::themes::IssueThemes;

/// Hides themes of too few pairs, and of all but too few of those that noted an issue.
pub(super) fn protect(control: &mut Control, themes: &mut IssueThemes) {
    let noted = themes.noted.pairs();
    control.protect_count(&mut themes.noted, None);
    for theme in &mut themes.themes {
        control.protect_count(&mut theme.count, noted);
    }
    let counts = themes.themes.iter_mut().map(|theme| &mut theme.count);
    let mut counts: Vec<&mut Count> = counts.collect();
    control.protect_distribution(&mut counts, 0, Cells::Overlapping);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::figures::NamedCount;

    fn counts(pairs: &[u64], noted: u64) -> Vec<String> {
        let theme = |pairs: &u64| NamedCount {
            key: String::new(),
            title: String::new(),
            count: Count::in_pairs(pairs * 3, *pairs),
        };
        let mut themes = IssueThemes {
            noted: Count::in_pairs(4 * noted, noted),
            themes: pairs.iter().map(theme).collect(),
        };
        protect(&mut Control { k: 5, hidden: 0 }, &mut themes);
        let counts = themes.themes.iter().map(|theme| theme.count.to_string());
        counts.chain([themes.noted.to_string()]).collect()
    }

    #[test]
    fn themes_of_few_pairs_or_of_all_but_few_are_hidden() {
        assert_eq!(counts(&[20, 4, 3, 0], 40), ["60", "< 5", "< 5", "0", "160"]);
        assert_eq!(counts(&[38, 40, 4], 40), ["hidden", "120", "< 5", "160"]);
        assert_eq!(counts(&[4, 20, 9], 40), ["< 5", "60", "hidden", "160"]);
        assert_eq!(counts(&[2, 3], 3), ["< 5", "< 5", "< 5"]);
    }
}
