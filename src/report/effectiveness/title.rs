//! The title block, and the programme's own notes.

use super::brief::{Audience, Brief};
use super::said::{is_any, tallied};
use crate::report::document::{Block, Fact, Place, Section, TitleBlock};
use crate::report::wording::{counted, days, list, percent};

/// The title block.
pub(in crate::report) fn block(brief: &Brief<'_>) -> TitleBlock {
    TitleBlock {
        programme: brief.summary.programme.clone(),
        title: "Effectiveness report".into(),
        period: brief.period_in_full(),
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
    facts.extend(filters(brief));
    facts.push(Fact::new("Suppression", suppression(brief)));
    facts.push(version());
    facts
}

/// Which pairs only are spoken of, if not of all.
pub(in crate::report) fn filters(brief: &Brief<'_>) -> Option<Fact> {
    let filters = brief.summary.filters.iter();
    let filters: Vec<_> = filters
        .map(|(column, value)| format!("{column} = {value}"))
        .collect();
    (!filters.is_empty()).then(|| Fact::new("Only pairs with", list(&filters)))
}

/// What made the document.
pub(in crate::report) fn version() -> Fact {
    let version = format!("mentorstat {}", env!("CARGO_PKG_VERSION"));
    Fact::new("Version", version)
}

fn suppression(brief: &Brief<'_>) -> String {
    let disclosure = brief.summary.disclosure;
    match disclosure.k {
        None => "none".into(),
        Some(k) => format!(
            "fewer than {k} pairs: {} hidden",
            counted(disclosure.hidden as u64, "figure", "figures")
        ),
    }
}

/// What has to be known before any figure is read.
fn notices(brief: &Brief<'_>) -> Vec<String> {
    let mut notices: Vec<String> = too_small(brief).into_iter().collect();
    notices.extend(notices_of_records(brief));
    notices.extend(inferred_starts(brief));
    if is_any(brief.summary.too_young) {
        notices.push(format!(
            "Left out, because not yet of the chosen age: {}.",
            tallied(brief.summary.too_young, "pair", "pairs")
        ));
    }
    notices
}

/// That starts are not recorded: what is counted from them rests on that.
fn inferred_starts(brief: &Brief<'_>) -> Option<String> {
    let all = brief.all()?;
    let inferred = all.tallies.continuity.inferred_starts;
    is_any(inferred).then(|| {
        format!(
            "The start of {} is not recorded and taken to be the day of the first dated record: starts and times since the start rest on that.",
            tallied(inferred, "pair", "pairs")
        )
    })
}

/// Says why a part of the programme is not counted.
fn too_small(brief: &Brief<'_>) -> Option<String> {
    let k = brief
        .summary
        .disclosure
        .k
        .filter(|_| brief.hides_counts())?;
    Some(format!(
        "Fewer than {k} pairs, or those of a single mentor, are in this report, or left out of it by its filters: people, pairs, meetings and rows are not counted, and figures that rest on too few are hidden. The internal report has them."
    ))
}

/// What has to stand above every figure that rests on meetings held, where their status is unclear.
pub(super) fn caution(brief: &Brief<'_>) -> Option<String> {
    brief.records.caution(brief.hides_counts())
}

/// What has to be known of the records, whatever is made of them.
pub(in crate::report) fn notices_of_records(brief: &Brief<'_>) -> Vec<String> {
    let rows = brief.records.all_rows();
    let mut notices: Vec<String> = caution(brief).into_iter().collect();
    notices.extend(brief.records.word_on_the_end.clone());
    let with_stop = |caution: &String| format!("{caution}.");
    notices.extend(brief.records.cautions.iter().map(with_stop));
    if rows.unknown_pair > 0 && brief.hides_counts() {
        notices.push("Some rows match no known pair and are in no figure.".into());
    } else if rows.unknown_pair > 0 {
        let (matches, are) = match rows.unknown_pair {
            1 => ("matches", "is"),
            _ => ("match", "are"),
        };
        notices.push(format!(
            "{} ({} of all rows) {matches} no known pair and {are} in no figure.",
            counted(rows.unknown_pair, "row", "rows"),
            percent(rows.unknown_pair as f64 / rows.rows.max(1) as f64),
        ));
    }
    let supplied = brief.summary.supplied;
    if supplied.stated_sessions && !supplied.sessions {
        notices.push(
            "There are no session records: meetings held, last contacts and the states that follow are as stated by the source of the pairs.".into(),
        );
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
