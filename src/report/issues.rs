//! What issues are about, as every report shows it.

use super::document::{Column, Table};
use super::effectiveness::tally;
use crate::summary::IssueThemes;

/// What is counted.
pub(super) const DESCRIPTION: &str = "Issues noted at held meetings since the start, looked through for the words of each [[theme]] in mentorstat.toml; a meeting can speak of several.";

/// Themes with their pairs and meetings, in the order in which they come.
pub(super) fn table(themes: &IssueThemes) -> Table {
    let row = |name: &str, count: crate::summary::Count| {
        let pairs = count.pairs().map(crate::summary::Count::of);
        vec![name.to_owned(), tally(pairs.unwrap_or(count)), tally(count)]
    };
    let named = themes.themes.iter();
    let mut rows: Vec<_> = named.map(|theme| row(&theme.title, theme.count)).collect();
    rows.push(row("Any issue", themes.noted));
    Table {
        caption: "Issues by theme".into(),
        columns: vec![
            Column::words("Theme"),
            Column::numbers("Pairs"),
            Column::numbers("Meetings"),
        ],
        rows,
        total: true,
        ..Table::default()
    }
}
