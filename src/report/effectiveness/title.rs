//! The title block, and the programme's own notes.

use super::brief::{Audience, Brief};
use crate::report::document::{Block, Fact, Place, Section, TitleBlock};
use crate::report::wording::{counted, days, list, percent};

/// The title block.
pub(in crate::report) fn block(brief: &Brief<'_>) -> TitleBlock {
    TitleBlock {
        programme: brief.summary.programme.clone(),
        title: "Effectiveness report".into(),
        period: brief.period(),
        facts: facts(brief),
        notices: notices(brief),
        confidential: (brief.audience == Audience::Internal).then(|| {
            "Confidential: for internal use only. Small groups are not suppressed.".into()
        }),
        brand: brief.config.brand.clone(),
    }
}

fn facts(brief: &Brief<'_>) -> Vec<Fact> {
    let summary = brief.summary;
    let span = &summary.period.span;
    let mut facts = vec![
        Fact::new("Period", format!("{} to {}", span.from, span.to)),
        Fact::new("As of", span.to.to_string()),
    ];
    if let Some(through) = summary.data_through {
        facts.push(Fact::new("Records through", through.to_string()));
    }
    if let Some(at) = summary.at_days {
        let age = days(f64::from(at));
        facts.push(Fact::new(
            "Equal age",
            format!("each pair {age} after its start"),
        ));
    }
    if !summary.filters.is_empty() {
        let filters: Vec<_> = summary
            .filters
            .iter()
            .map(|(column, value)| format!("{column} = {value}"))
            .collect();
        facts.push(Fact::new("Only pairs with", list(&filters)));
    }
    facts.push(Fact::new("Suppression", suppression(brief)));
    facts.push(Fact::new(
        "Version",
        format!("mentorstat {}", env!("CARGO_PKG_VERSION")),
    ));
    facts
}

fn suppression(brief: &Brief<'_>) -> String {
    let disclosure = brief.summary.disclosure;
    match disclosure.k {
        None => "none".into(),
        Some(k) => format!(
            "groups below {k} pairs; {} hidden",
            counted(disclosure.hidden as u64, "figure", "figures")
        ),
    }
}

/// What has to be known before any figure is read.
fn notices(brief: &Brief<'_>) -> Vec<String> {
    let rows = brief.records.all_rows();
    let mut notices: Vec<String> = brief.records.caution().into_iter().collect();
    if rows.unknown_pair > 0 {
        notices.push(format!(
            "{} ({} of all rows) match no known pair and are in no figure.",
            counted(rows.unknown_pair, "row", "rows"),
            percent(rows.unknown_pair as f64 / rows.rows.max(1) as f64),
        ));
    }
    if brief.summary.too_young > 0 {
        notices.push(format!(
            "{} have not reached the chosen age and are left out.",
            counted(brief.summary.too_young, "pair", "pairs")
        ));
    }
    notices
}

/// The programme's own notes, if there are any; nothing is added to them.
pub(super) fn notes(brief: &Brief<'_>) -> Option<Section> {
    let notes = brief.records.notes.as_deref()?;
    let paragraphs: Vec<_> = notes
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| Block::Paragraph(paragraph.to_owned()))
        .collect();
    (!paragraphs.is_empty()).then(|| Section {
        id: "notes".into(),
        title: "Programme notes".into(),
        place: Place::Body,
        blocks: paragraphs,
        ..Section::default()
    })
}
