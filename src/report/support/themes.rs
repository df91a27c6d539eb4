//! Issues that recur across pairs, by the programme's codebook.

use super::Helping;
use crate::report::document::{Block, Section};
use crate::report::issues;
use std::cmp::Reverse;

/// The section; none without a codebook.
pub(super) fn section(helping: &Helping<'_>) -> Option<Section> {
    let mut themes = helping.brief.summary.themes.clone()?;
    themes
        .themes
        .sort_by_key(|theme| Reverse((theme.count.pairs(), theme.count.exact())));
    let most = themes
        .themes
        .first()
        .filter(|theme| theme.count.pairs() > Some(0));
    Some(Section {
        headline: most.map_or_else(
            || "No theme of the codebook came up in any issue".into(),
            |most| format!("The issue of most pairs: {}", most.title),
        ),
        description: issues::DESCRIPTION.into(),
        ..Section::titled("issues", "Issues across pairs")
            .with(Block::Table(issues::table(&themes)))
    })
}
