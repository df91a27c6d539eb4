//! The table of a family: every comparison with its figures, and notes on how to read them.

use super::row_name;
use crate::measures::Family;
use crate::report::comparison::Comparing;
use crate::report::comparison::words::{
    NONE, against_rest, band, bare_difference, bare_side, effect, p,
};
use crate::report::document::{Band, Column, Table};
use crate::report::wording::list;
use crate::summary::Contrast;

pub(super) fn table(report: &Comparing<'_>, contrasts: &[&Contrast], family: Family) -> Table {
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
