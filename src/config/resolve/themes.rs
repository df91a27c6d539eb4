//! `[[theme]]`: the codebook for issues.

use super::super::Theme;
use super::super::document::ThemeEntry;
use super::super::error::ConfigError;
use super::check::Check;
use crate::programme::{Themes, display_text, fold};

pub(super) fn themes(entries: &[ThemeEntry], check: Check<'_>) -> Result<Vec<Theme>, ConfigError> {
    let mut themes: Vec<Theme> = Vec::new();
    for entry in entries {
        let theme = theme(entry, check)?;
        let is_same = |other: &Theme| fold(&other.name) == fold(&theme.name);
        if themes.iter().any(is_same) {
            let message = format!("there are two themes “{}”.", theme.name);
            return Err(check.error(&entry.name, message));
        }
        if themes.len() == Themes::MOST {
            let message = format!("there are more than {} themes.", Themes::MOST);
            return Err(check
                .error(&entry.name, message)
                .help("Put some of them together."));
        }
        themes.push(theme);
    }
    Ok(themes)
}

fn theme(entry: &ThemeEntry, check: Check<'_>) -> Result<Theme, ConfigError> {
    let name = display_text(entry.name.get_ref());
    if name.is_empty() {
        return Err(check.error(&entry.name, "a theme needs a name."));
    }
    let words = check.each_once(&entry.words)?;
    if let Some(word) = words.iter().find(|word| fold(word).is_empty()) {
        let message = format!("“{word}” has no letter and no digit, so that no text holds it.");
        return Err(check.error(&entry.words, message));
    }
    Ok(Theme { name, words })
}
