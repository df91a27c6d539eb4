//! The first page: what differs, in sentences that follow the intervals.

use super::Comparing;
use super::words::{by, difference, groups, is_clear, p, side, title};
use crate::report::document::{Block, Place, Section};
use crate::report::wording::{capitalised, counted};
use crate::summary::{Compared, Contrast};

/// What has to be known before any figure is read.
pub(super) fn notices(report: &Comparing<'_>) -> Vec<String> {
    let mut notices = Vec::new();
    for compared in &report.study.groupings {
        let by = by(&compared.grouping);
        notices.extend(
            compared
                .notes
                .iter()
                .map(|note| format!("By {by}: {note}.")),
        );
        if compared.too_young > 0 {
            let young = counted(compared.too_young, "pair is", "pairs are");
            notices.push(format!(
                "By {by}: {young} too young for that, or of unknown age, and left out."
            ));
        }
    }
    let summary = report.brief.summary;
    for [first, later] in summary
        .linked
        .iter()
        .filter(|[_, later]| summary.is_withheld(later))
    {
        notices.push(format!(
            "Groups by {} are not shown: with those by {} beside them, what is hidden of one could be told from the other. Run the report by one of the two.",
            self::by(later),
            self::by(first)
        ));
    }
    if summary.disclosure.k.is_some() && report.study.hidden > 0 {
        let hidden = counted(
            report.study.hidden as u64,
            "comparison or curve is",
            "comparisons and curves are",
        );
        notices.push(format!(
            "{hidden} hidden in whole or in part because too few pairs or mentors are behind them."
        ));
    }
    notices
}

/// The first page.
pub(super) fn section(report: &Comparing<'_>) -> Section {
    let sentences: Vec<String> = report
        .study
        .groupings
        .iter()
        .flat_map(|compared| sentences(report, compared))
        .collect();
    let blocks = match Block::sentences(sentences) {
        Some(sentences) => vec![sentences],
        None => vec![Block::Paragraph(
            "There are no two groups to compare.".into(),
        )],
    };
    Section {
        id: "overview".into(),
        title: "Overview".into(),
        description: "Differences between groups in the primary measures: first less second, in brackets the 95\u{a0}% interval. They are differences, not effects of belonging to a group.".into(),
        place: Place::FirstPage,
        blocks,
        ..Section::default()
    }
}

fn sentences(report: &Comparing<'_>, compared: &Compared) -> Vec<String> {
    let is_primary = |contrast: &&Contrast| {
        contrast.adjusted_for.is_empty()
            && report.brief.config.primary.contains(&contrast.measure)
            && report.brief.has_source(&contrast.measure)
    };
    let primary: Vec<&Contrast> = compared.contrasts.iter().filter(is_primary).collect();
    let clear: Vec<&&Contrast> = primary
        .iter()
        .filter(|contrast| is_clear(contrast))
        .collect();
    let tested = primary
        .iter()
        .filter(|contrast| contrast.p().is_some())
        .count();
    if primary.is_empty() {
        return Vec::new();
    }
    let by = by(&compared.grouping);
    if tested == 0 {
        return vec![format!(
            "By {by}: no primary measure could be tested; comparisons.csv says why."
        )];
    }
    let mut sentences = vec![format!(
        "By {by}: of {} of primary measures, {} a clear difference (adjusted p below 0.05 and an interval without 0).",
        counted(tested as u64, "tested comparison", "tested comparisons"),
        match clear.len() {
            0 => "none shows".to_owned(),
            1 => "one shows".to_owned(),
            more => format!("{more} show"),
        }
    )];
    sentences.extend(clear.into_iter().map(|contrast| {
        capitalised(&format!(
            "{} ({}): {} against {}, difference {}, adjusted p {}.",
            title(contrast),
            groups(contrast),
            side(report, contrast, 0),
            side(report, contrast, 1),
            difference(report, contrast),
            p(contrast.p_adjusted)
        ))
    }));
    sentences
}
