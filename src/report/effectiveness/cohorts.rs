//! Groups side by side: one table for each column that was asked for, cohorts first, all but the
//! first table in the appendix.

use super::brief::Brief;
use super::said::{NOT_AVAILABLE, tally};
use crate::report::document::{Block, Column, Place, Section, Table};
use crate::report::wording::{capitalised, days};
use crate::summary::{GroupSummary, MOST_DIFFERENCE, MeasureSummary, Shown};

/// With more groups their table stands in the appendix, and pictures show all pairs only.
pub(super) const MANY_GROUPS: usize = 12;

/// Measures of the table.
const SHOWN: [&str; 5] = [
    "goals_attained_settled",
    "on_cadence",
    "attendance",
    "retained_180d",
    "new_goal_emerged",
];

/// The sections; none for a column with a single group.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    groupings(brief)
        .into_iter()
        .enumerate()
        .flat_map(|(place, grouping)| compared(brief, grouping, place))
        .collect()
}

/// Columns that make groups, in their order.
fn groupings<'a>(brief: &Brief<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for group in &brief.summary.groups {
        if group.grouping != "all" && names.last() != Some(&group.grouping.as_str()) {
            names.push(&group.grouping);
        }
    }
    names
}

fn compared(brief: &Brief<'_>, grouping: &str, place: usize) -> Vec<Section> {
    let groups: Vec<_> = brief.summary.of_grouping(grouping).collect();
    if groups.len() < 2 {
        return Vec::new();
    }
    let (title, plural) = match grouping {
        "cohort" => ("Cohorts".to_owned(), "cohorts".to_owned()),
        other => (
            format!("By {}", other.replace('_', " ")),
            plural_of(&other.replace('_', " ")),
        ),
    };
    let table = Block::Table(table(brief, &groups, &plural));
    let section = Section {
        id: anchor(grouping, place),
        headline: headline(&groups, &plural),
        title,
        description: description(brief, grouping),
        how_to_read: vec![
            "These are differences between groups, never effects of belonging to one. Ranges are 95\u{A0}% intervals; where they overlap widely, a difference may be chance. Groups are in order of their names, not of their figures.".into(),
        ],
        ..Section::default()
    };
    match place {
        0 if groups.len() > MANY_GROUPS => section.with_details(vec![table]),
        0 => vec![section.with(table)],
        // What is printed before the appendix is to be four pages, whatever was asked for.
        _ => vec![Section {
            place: Place::Appendix,
            ..section.with(table)
        }],
    }
}

/// What the groups of a column are called.
fn plural_of(column: &str) -> String {
    match column {
        "site" => "sites".to_owned(),
        other => format!("groups by {other}"),
    }
}

fn headline(groups: &[&GroupSummary], plural: &str) -> String {
    if differ_in_age(groups) {
        format!("The {plural} were observed for different lengths of time: compare with care")
    } else {
        format!("{} {plural} side by side", groups.len())
    }
}

/// Whether the groups' median observed times differ by more than a fifth.
fn differ_in_age(groups: &[&GroupSummary]) -> bool {
    let observed = || groups.iter().filter_map(|group| group.median_observed_days);
    let shortest = observed().fold(f64::INFINITY, f64::min);
    let longest = observed().fold(0.0, f64::max);
    longest > MOST_DIFFERENCE * shortest
}

fn description(brief: &Brief<'_>, grouping: &str) -> String {
    let derived = if grouping == "cohort" && brief.summary.cohort_derived {
        " No source names cohorts: they are the half-years in which pairs started."
    } else {
        ""
    };
    format!(
        "{}, {}.{derived}",
        capitalised(&brief.since_when()),
        brief.as_of()
    )
}

fn table(brief: &Brief<'_>, groups: &[&GroupSummary], plural: &str) -> Table {
    let shown: Vec<&str> = SHOWN
        .into_iter()
        .filter(|id| is_known(brief, groups, id))
        .collect();
    let mut columns = vec![Column::words("Group"), Column::numbers("Pairs")];
    columns.extend(brief.names_people().then(|| Column::numbers("Mentors")));
    columns.push(Column::numbers("Median time observed"));
    columns.extend(shown.iter().map(|id| Column::numbers(brief.title(id))));
    let mut rows: Vec<_> = groups
        .iter()
        .map(|group| row(brief, group, &group.group, &shown))
        .collect();
    rows.extend(brief.all().map(|all| row(brief, all, "All pairs", &shown)));
    Table {
        caption: format!("The {plural} side by side"),
        columns,
        rows,
        total: true,
        ..Table::default()
    }
}

/// Whether a group has a figure of the measure, be it hidden.
fn is_known(brief: &Brief<'_>, groups: &[&GroupSummary], id: &str) -> bool {
    let mut all = groups.iter().copied().chain(brief.all());
    brief.has_source(id)
        && all.any(|group| {
            let figure = group.measure(id);
            figure.is_some_and(|figure| {
                figure.shown != Shown::Full || figure.estimate.value.is_some()
            })
        })
}

fn row(brief: &Brief<'_>, group: &GroupSummary, label: &str, shown: &[&str]) -> Vec<String> {
    let observed = group
        .median_observed_days
        .map_or_else(|| NOT_AVAILABLE.into(), days);
    let mut row = vec![label.to_owned(), tally(group.pairs)];
    row.extend(brief.names_people().then(|| tally(group.mentors)));
    row.push(observed);
    row.extend(shown.iter().map(|id| {
        group
            .measure(id)
            .map_or_else(|| NOT_AVAILABLE.into(), |figure| cell(brief, figure))
    }));
    row
}

fn cell(brief: &Brief<'_>, figure: &MeasureSummary) -> String {
    let said = brief.say(figure);
    if figure.shown == Shown::Full && said.is_available && !said.interval.is_empty() {
        format!("{} ({})", said.value, said.interval)
    } else {
        said.value
    }
}

/// A column's name as an anchor; its place keeps apart what looks alike without its signs.
fn anchor(name: &str, place: usize) -> String {
    let plain: String = name
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() {
                sign
            } else {
                '-'
            }
        })
        .collect();
    if plain == name {
        format!("by-{plain}")
    } else {
        format!("by-{plain}-{place}")
    }
}
