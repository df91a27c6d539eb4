//! Differences by family: a forest plot and a table with everything that belongs to them.

mod forests;
mod tables;

use super::Comparing;
use super::words::{against_rest, anchor, by, groups, horizon, is_clear, stands_its_test};
use crate::measures::Family;
use crate::report::document::{Block, Section};
use crate::report::wording::counted;
use crate::summary::{Compared, Contrast};
use forests::forests;
use tables::table;

const FAMILIES: [Family; 6] = [
    Family::Goals,
    Family::Cadence,
    Family::Stages,
    Family::NewGoals,
    Family::Continuity,
    Family::Experience,
];

/// With more groups only the primary measures, and what differs clearly, are printed.
const MANY_GROUPS: usize = 12;

/// A section for each family of each grouping that has a comparison.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groupings = report.study.groupings.iter().enumerate();
    groupings
        .flat_map(|(place, compared)| {
            FAMILIES
                .iter()
                .filter_map(move |family| section(report, compared, *family, place))
        })
        .collect()
}

fn section(
    report: &Comparing<'_>,
    compared: &Compared,
    family: Family,
    place: usize,
) -> Option<Section> {
    let contrasts: Vec<&Contrast> = compared
        .contrasts
        .iter()
        .filter(|contrast| contrast.family == family)
        .collect();
    let available: Vec<&Contrast> = contrasts
        .iter()
        .copied()
        .filter(|contrast| contrast.difference.is_available())
        .filter(|contrast| report.brief.has_source(&contrast.measure))
        .collect();
    let printed: Vec<&Contrast> = available
        .iter()
        .copied()
        .filter(|contrast| is_printed(report, compared, contrast))
        .collect();
    if printed.is_empty() {
        return None;
    }
    let id = anchor(
        &format!("differences-{}", key(family)),
        &compared.grouping,
        place,
    );
    let mut blocks: Vec<Block> = forests(&printed, compared, &id)
        .into_iter()
        .map(Block::Figure)
        .collect();
    blocks.push(Block::Table(table(report, &printed, family)));
    blocks.extend(left_out(
        contrasts.len() - available.len(),
        available.len() - printed.len(),
    ));
    let age = compared.at_day.map_or_else(String::new, |day| {
        format!(", each pair as of {day} days after its start")
    });
    Some(Section {
        id,
        title: format!("{} by {}", family.title(), by(&compared.grouping)),
        headline: headline(&printed),
        description: format!("{}{age}. Brackets hold 95\u{a0}% intervals.", directions(&printed)),
        how_to_read: vec![
            "A difference is clear if its adjusted p is below 0.05 and its interval leaves out 0; where values are few and alike, the one may be so without the other. Of many differences some are clear by chance alone: adjusted p allows for that, p does not.".into(),
            "Differences of quantities are Hodges–Lehmann shifts: the middle one of the differences between a pair of the one group and a pair of the other. The test of a time to an event stands with its median.".into(),
        ],
        blocks,
        ..Section::default()
    })
}

fn is_printed(report: &Comparing<'_>, compared: &Compared, contrast: &Contrast) -> bool {
    compared.groups.len() <= MANY_GROUPS
        || is_clear(contrast)
        || report.brief.config.primary.contains(&contrast.measure)
}

fn left_out(not_available: usize, in_the_table: usize) -> Vec<Block> {
    let comparisons = |number: usize| counted(number as u64, "comparison is", "comparisons are");
    let mut notes = Vec::new();
    if not_available > 0 {
        notes.push(Block::Note(format!(
            "{} not available or hidden; comparisons.csv says why.",
            comparisons(not_available)
        )));
    }
    if in_the_table > 0 {
        notes.push(Block::Note(format!(
            "{} in comparisons.csv only: with more than {MANY_GROUPS} groups, primary measures and clear differences are printed.",
            comparisons(in_the_table)
        )));
    }
    notes
}

/// What tests and intervals leave standing, of those in the section.
fn headline(contrasts: &[&Contrast]) -> String {
    let tested = contrasts
        .iter()
        .filter(|contrast| contrast.p_adjusted.is_some());
    let clear = contrasts.iter().filter(|contrast| is_clear(contrast));
    let any = |is_so: &dyn Fn(&Contrast) -> bool| contrasts.iter().any(|contrast| is_so(contrast));
    match (clear.count(), tested.count()) {
        (_, 0) => "Nothing could be tested".into(),
        // One by one some may look clear, and their pictures show it.
        (0, tested @ 2..)
            if any(&|contrast| contrast.p().is_some_and(|p| p < 0.05))
                && !any(&stands_its_test) =>
        {
            format!("No clear difference once all {tested} tests are allowed for")
        }
        (0, tested) => format!(
            "No clear difference in {}",
            counted(tested as u64, "test", "tests")
        ),
        (clear, tested) => format!(
            "{} in {}",
            counted(clear as u64, "clear difference", "clear differences"),
            counted(tested as u64, "test", "tests")
        ),
    }
}

fn directions(contrasts: &[&Contrast]) -> &'static str {
    if contrasts.iter().all(|contrast| against_rest(contrast)) {
        "Each group less all others together"
    } else {
        "First group less second"
    }
}

const fn key(family: Family) -> &'static str {
    match family {
        Family::Goals => "goals",
        Family::Cadence => "meetings",
        Family::Stages => "stages",
        Family::NewGoals => "new-goals",
        Family::Continuity => "continuity",
        Family::Experience => "experience",
    }
}

/// The groups, and which figure of an event.
fn row_name(contrast: &Contrast) -> String {
    let groups = if against_rest(contrast) {
        contrast.groups[0].clone()
    } else {
        groups(contrast)
    };
    match horizon(contrast) {
        Some(horizon) => format!("{groups}, {horizon}"),
        None => groups,
    }
}
