//! Differences by family: a forest plot and a table with everything that belongs to them.

use super::Comparing;
use super::words::{
    NONE, against_rest, anchor, band, bare_band, bare_difference, bare_side, by, effect, groups,
    horizon, is_clear, is_share, p,
};
use crate::charts::{self, DotInterval, DotRow, Reference};
use crate::measures::Family;
use crate::report::document::{Band, Block, Column, Figure, Section, Table};
use crate::report::wording::{counted, list};
use crate::stats::Estimate;
use crate::summary::{Compared, Contrast, Horizon};

const FAMILIES: [Family; 6] = [
    Family::Goals,
    Family::Cadence,
    Family::Stages,
    Family::NewGoals,
    Family::Continuity,
    Family::Experience,
];

/// Rows of a forest plot that can still be read.
const MOST_ROWS: usize = 45;
/// Pictures of a section.
const MOST_FIGURES: usize = 4;
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
            "A difference whose interval holds 0 is not clear. Of many differences some are clear by chance alone: adjusted p allows for that, p does not.".into(),
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

/// What the tests leave standing, of those in the section.
fn headline(contrasts: &[&Contrast]) -> String {
    let tested = contrasts
        .iter()
        .filter(|contrast| contrast.p_adjusted.is_some());
    let clear = contrasts.iter().filter(|contrast| is_clear(contrast));
    match (clear.count(), tested.count()) {
        (_, 0) => "Nothing could be tested".into(),
        // One by one some may look clear, and their pictures show it.
        (0, tested @ 2..)
            if contrasts
                .iter()
                .any(|contrast| contrast.p().is_some_and(|p| p < 0.05)) =>
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

/// Rows of a forest plot: comparisons with what is drawn of them.
type Drawn<'a> = Vec<(&'a Contrast, &'a Estimate)>;

/// Those of shares in percentage points, those of quantities as Cliff’s δ.
fn forests(contrasts: &[&Contrast], compared: &Compared, id: &str) -> Vec<Figure> {
    let shares: Drawn<'_> = contrasts
        .iter()
        .filter(|contrast| is_share(contrast) && is_told(contrast))
        .map(|contrast| (*contrast, &contrast.difference))
        .collect();
    let effects = contrasts.iter().filter(|contrast| !is_share(contrast));
    let effects: Drawn<'_> = effects
        .filter_map(|contrast| Some((*contrast, &contrast.effect.as_ref()?.estimate)))
        .filter(|(_, estimate)| estimate.is_available())
        .collect();
    let by = by(&compared.grouping);
    let shares = Forest {
        what: format!("Differences of shares by {by}"),
        measure: "percentage points",
        unit: charts::Unit::Points,
        id: format!("{id}-shares"),
        rows: shares,
    };
    let effects = Forest {
        what: format!("How far quantities lie apart by {by}"),
        measure: "Cliff’s δ, from −1 to 1",
        unit: charts::Unit::Number,
        id: format!("{id}-delta"),
        rows: effects,
    };
    let mut figures = shares.figures();
    figures.extend(effects.figures());
    figures.truncate(MOST_FIGURES);
    figures
}

/// Of an event, the incidence at half a year stands for its course.
fn is_told(contrast: &Contrast) -> bool {
    matches!(contrast.horizon, None | Some(Horizon::Days(180)))
}

/// Differences on one scale, as many as there are.
struct Forest<'a> {
    what: String,
    measure: &'static str,
    unit: charts::Unit,
    id: String,
    rows: Drawn<'a>,
}

impl Forest<'_> {
    /// As many pictures as are needed, whole measures in each as far as they fit.
    fn figures(&self) -> Vec<Figure> {
        let measures = self.rows.chunk_by(|(one, _), (other, _)| {
            (&one.measure, &one.adjusted_for) == (&other.measure, &other.adjusted_for)
        });
        let mut parts: Vec<Drawn<'_>> = Vec::new();
        for measure in measures {
            match parts.last_mut() {
                Some(part) if part.len() + measure.len() <= MOST_ROWS => part.extend(measure),
                _ => parts.push(measure.to_vec()),
            }
        }
        let numbered = parts.iter().enumerate();
        numbered
            .map(|(place, part)| self.figure(part, place))
            .collect()
    }

    fn figure(&self, rows: &Drawn<'_>, place: usize) -> Figure {
        let id = match place {
            0 => self.id.clone(),
            more => format!("{}-{}", self.id, more + 1),
        };
        let contrasts: Vec<&Contrast> = rows.iter().map(|(contrast, _)| *contrast).collect();
        Figure {
            id,
            headline: format!("{}: {}", self.what, clear_of_none(rows)),
            subtitle: format!("{}, with 95\u{a0}% intervals", directions(&contrasts)),
            chart: Box::new(DotInterval {
                measure: self.measure.into(),
                unit: self.unit,
                counted: "pairs".into(),
                interval: "95\u{a0}% interval".into(),
                rows: rows
                    .iter()
                    .map(|(contrast, estimate)| dot(contrast, estimate))
                    .collect(),
                references: vec![Reference {
                    label: "No difference".into(),
                    value: 0.0,
                }],
            }),
            notes: Vec::new(),
        }
    }
}

fn intervals(number: usize) -> String {
    counted(number as u64, "interval", "intervals")
}

/// How many of the intervals leave out no difference.
fn clear_of_none(rows: &Drawn<'_>) -> String {
    let with_interval = |estimate: &Estimate| estimate.lower.zip(estimate.upper);
    let found = rows
        .iter()
        .filter_map(|(_, estimate)| with_interval(estimate));
    let clear = found
        .clone()
        .filter(|(lower, upper)| *lower > 0.0 || *upper < 0.0)
        .count();
    match (clear, found.count()) {
        (_, 0) => "no interval is available".into(),
        (0, 1) => "the interval includes 0".into(),
        (0, all) => format!("all {all} intervals include 0"),
        (1, all) => format!("1 of {} excludes 0", intervals(all)),
        (clear, all) => format!("{clear} of {} exclude 0", intervals(all)),
    }
}

fn dot(contrast: &Contrast, estimate: &Estimate) -> DotRow {
    let n: usize = contrast.sides.iter().map(|side| side.estimate.n).sum();
    DotRow {
        band: Some(bare_band(contrast)),
        label: row_name(contrast),
        n: Some(n as u64),
        estimate: estimate.value,
        lower: estimate.lower,
        upper: estimate.upper,
        note: estimate.not_available.clone(),
        total: false,
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

fn table(report: &Comparing<'_>, contrasts: &[&Contrast], family: Family) -> Table {
    let sides = if contrasts.iter().all(|contrast| against_rest(contrast)) {
        ["Group", "This group", "All others"]
    } else {
        ["Groups", "First", "Second"]
    };
    let row = |contrast: &&Contrast| {
        vec![
            row_name(contrast),
            bare_side(report, contrast, 0),
            bare_side(report, contrast, 1),
            bare_difference(report, contrast),
            effect(contrast),
            p(contrast.p()),
            p(contrast.p_adjusted),
        ]
    };
    let numbers = [
        sides[1],
        sides[2],
        "Difference",
        "Effect size",
        "p",
        "Adjusted p",
    ];
    Table {
        caption: format!("{}: comparisons", family.title()),
        columns: std::iter::once(Column::words(sides[0]))
            .chain(numbers.map(Column::numbers))
            .collect(),
        rows: contrasts.iter().map(row).collect(),
        bands: bands(report, contrasts),
        notes: notes(contrasts),
        ..Table::default()
    }
}

/// A heading where another measure begins.
fn bands(report: &Comparing<'_>, contrasts: &[&Contrast]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (before, contrast) in contrasts.iter().enumerate() {
        let label = band(report, contrast);
        if bands.last().is_none_or(|last| last.label != label) {
            bands.push(Band { before, label });
        }
    }
    bands
}

/// What the signs stand for, the families that p was adjusted among, and the tests.
fn notes(contrasts: &[&Contrast]) -> Vec<String> {
    let mut notes = vec![signs(contrasts)];
    let mut families: Vec<String> = contrasts
        .iter()
        .filter(|contrast| !contrast.among.is_empty())
        .map(|contrast| format!("{} by {}", contrast.among, contrast.adjustment))
        .collect();
    families.sort_unstable();
    families.dedup();
    if !families.is_empty() {
        notes.push(format!("p was adjusted among {}.", list(&families)));
    }
    let tested = contrasts
        .iter()
        .filter_map(|contrast| contrast.test.as_ref());
    let mut tests: Vec<&str> = tested
        .filter(|test| test.p_value.is_some())
        .map(|test| test.method)
        .collect();
    tests.sort_unstable();
    tests.dedup();
    if !tests.is_empty() {
        notes.push(format!("Tests: {}.", tests.join("; ")));
    }
    notes
}

/// The signs that occur, explained.
fn signs(contrasts: &[&Contrast]) -> String {
    let occurs = |name: &str| {
        let mut effects = contrasts
            .iter()
            .filter_map(|contrast| contrast.effect.as_ref());
        effects.any(|effect| effect.name == name && effect.estimate.is_available())
    };
    let mut said = vec!["n: pairs".to_owned()];
    if occurs("risk_ratio") {
        said.push("RR (risk ratio): the share of the one over that of the other".into());
    }
    if occurs("cliffs_delta") {
        said.push("δ (Cliff’s delta): how much more often a pair of the one lies above a pair of the other than below it, from −1 to 1".into());
    }
    let absent = contrasts.iter().any(|contrast| contrast.p().is_none());
    if absent {
        said.push(format!("{NONE}: not tested, or no such figure"));
    }
    format!("{}.", said.join("; "))
}
