//! The appendix: what every figure means, how intervals are made, and what was read.

use super::brief::{Audience, Brief};
use super::year_before;
use crate::measures::{Direction, Family, Kind, Measure, Window};
use crate::report::document::{Block, Column, Definition, Place, Section, Table};
use crate::report::wording::{capitalised, count, counted, days, percent};

/// The sections of the appendix.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let year_before = year_before::section(brief);
    let always = [definitions(brief), methods(brief), inputs(brief)];
    year_before.into_iter().chain(always).collect()
}

pub(super) fn definitions(brief: &Brief<'_>) -> Section {
    let definitions = brief.registry.measures().iter().map(definition).collect();
    Section {
        id: "definitions".into(),
        title: "Definitions".into(),
        description: "One entry per measure; the names in small type are those of the tables. Nothing dated after the as-of date counts.".into(),
        place: Place::Appendix,
        blocks: vec![Block::Definitions(definitions)],
        ..Section::default()
    }
}

fn definition(measure: &Measure) -> Definition {
    let better = match measure.better {
        Direction::Higher => " Higher is better.",
        Direction::Lower => " Lower is better.",
        Direction::Neither => "",
    };
    let unit = if measure.unit.is_empty() {
        String::new()
    } else {
        format!(", in {}", measure.unit)
    };
    let facts = format!(
        "{}: {}{unit}; in a period: {}.{better}",
        family(measure.family),
        kind(measure.kind),
        window(measure.window)
    );
    Definition {
        id: measure.id.clone(),
        term: measure.title.clone(),
        meaning: measure.definition.clone(),
        facts: capitalised(&facts),
    }
}

const fn family(family: Family) -> &'static str {
    match family {
        Family::Goals => "goals",
        Family::Cadence => "meetings",
        Family::Stages => "stages",
        Family::NewGoals => "new goals",
        Family::Continuity => "continuity",
        Family::Experience => "experience",
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Share => "share, summed over pairs",
        Kind::Flag => "share of pairs",
        Kind::Quantity => "quantity per pair",
        Kind::Event => "time to an event",
        Kind::Label => "name",
    }
}

const fn window(window: Window) -> &'static str {
    match window {
        Window::Flow => "what happened in it",
        Window::State => "as of its last day",
        Window::Life => "pairs whose day falls in it",
    }
}

fn methods(brief: &Brief<'_>) -> Section {
    let rules = &brief.config.rules;
    let mut paragraphs = vec![
        "Unit of analysis is the pair. Shares are sums of numerators over sums of denominators with Wilson 95 % intervals on the effective sample size, which allows for mentors with several pairs. Medians carry order-statistic intervals, means t intervals, both clustered by mentor.".to_owned(),
        "Times to an event are cumulative incidences (Aalen–Johansen) where the end of a pair competes, else Kaplan–Meier, with log-log intervals. New goals per pair over time are a mean cumulative function with robust variance.".to_owned(),
        "A change between two periods is a difference of two estimates that share pairs; its interval allows for that; of a quantity it is the mean change of the pairs that have a value in both. It is called a change only if the interval leaves out no change. Counts of people and meetings are complete counts and carry no interval.".to_owned(),
        format!(
            "Meetings are expected every {} unless a pair agreed otherwise; a gap is on cadence up to {} times that. The benchmark of delivery is {}.",
            days(rules.expected_gap_days), rules.cadence_tolerance, percent(rules.benchmark)
        ),
        format!(
            "Facts without a date count only if the as-of date lies at most {} before the last day that the records reach.",
            days(f64::from(rules.undated_facts_days))
        ),
    ];
    paragraphs.extend(suppression(brief));
    Section {
        id: "methods".into(),
        title: "Methods".into(),
        place: Place::Appendix,
        blocks: paragraphs.into_iter().map(Block::Paragraph).collect(),
        ..Section::default()
    }
}

fn suppression(brief: &Brief<'_>) -> Option<String> {
    let k = brief.summary.disclosure.k?;
    Some(format!(
        "Figures that rest on fewer than {k} pairs or on a single mentor are hidden, and others from which they could be derived; of a share of fewer than {} pairs is only said whether it is of the lower or the upper half. Counts of people and meetings and the states of a whole programme are exempt, those of a part of it are not. Names of small groups are left out unless they say how the programme is organised. Two successive reports can still be subtracted from each other: that is a limit of this method.",
        2 * k
    ))
}

/// What was read. Files are often one for each site: their names and rows would tell how large a
/// small one is, so that a shared report only adds them up.
fn inputs(brief: &Brief<'_>) -> Section {
    let blocks = match brief.audience {
        Audience::Shared => vec![
            Block::Paragraph(files_in_all(brief)),
            Block::Paragraph(
                "The tables beside this report hold every figure of it, suppressed alike.".into(),
            ),
        ],
        Audience::Internal => vec![
            Block::Table(files(brief)),
            Block::Paragraph(
                "The tables beside this report hold every figure of it, and pairs.csv the value of every measure for every pair.".into(),
            ),
        ],
    };
    Section {
        id: "inputs".into(),
        title: "Inputs".into(),
        place: Place::Appendix,
        blocks,
        ..Section::default()
    }
}

fn files_in_all(brief: &Brief<'_>) -> String {
    let files = &brief.records.files;
    let number = counted(files.len() as u64, "file was", "files were");
    let rows = if brief.hides_counts() {
        String::new()
    } else {
        let rows = files.iter().map(|file| file.rows).sum();
        format!(", with {} in all", counted(rows, "row", "rows"))
    };
    format!(
        "{number} read{rows}. Their names, sizes and hashes, arguments and configuration as used are in manifest.json, which stays with the internal files."
    )
}

fn files(brief: &Brief<'_>) -> Table {
    let rows = brief.records.files.iter().map(|file| {
        vec![
            file.path.clone(),
            count(file.rows),
            count(file.size),
            file.sha256.chars().take(12).collect(),
        ]
    });
    Table {
        caption: "Files read".into(),
        columns: vec![
            Column::words("File"),
            Column::numbers("Rows"),
            Column::numbers("Bytes"),
            Column::words("SHA-256 begins"),
        ],
        rows: rows.collect(),
        notes: vec![
            "Hashes in full, arguments and configuration as used are in manifest.json.".into(),
        ],
        ..Table::default()
    }
}
