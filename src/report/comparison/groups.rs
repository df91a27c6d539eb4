//! The groups before they are compared: their size, age, answers and attributes.

use super::Comparing;
use super::words::{NONE, anchor, by};
use crate::report::document::{Band, Block, Column, Section, Table};
use crate::report::wording::{Unit, capitalised, counted, days};
use crate::stats::Estimate;
use crate::summary::{Compared, Composition, Count, GroupSummary, Part, is_hidden};

/// Groups that can stand side by side as columns.
const MOST_COLUMNS: usize = 5;

/// A section for each column that makes groups.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groupings = report.study.groupings.iter().enumerate();
    groupings
        .map(|(place, compared)| section(report, compared, place))
        .collect()
}

fn section(report: &Comparing<'_>, compared: &Compared, place: usize) -> Section {
    let summary = report.brief.summary;
    let groups: Vec<&GroupSummary> = summary.of_grouping(&compared.grouping).collect();
    let mut blocks = vec![Block::Table(described(
        &groups,
        report.brief.names_people(),
    ))];
    blocks.extend(
        compared
            .composition
            .iter()
            .map(|composition| Block::Table(attribute(composition, compared, &groups))),
    );
    Section {
        id: anchor("groups", &compared.grouping, place),
        title: format!("Groups by {}", by(&compared.grouping)),
        headline: String::new(),
        description: format!(
            "{}; {}, {}.",
            counted(groups.len() as u64, "group", "groups"),
            in_them(&groups),
            report.brief.as_of()
        ),
        how_to_read: vec![
            "The standardised difference of a group from all others together is the difference of the two shares in standard deviations (Austin 2009). Beyond 0.1 in size groups are commonly called unlike; it is no test.".into(),
        ],
        blocks,
        ..Section::default()
    }
}

/// How many pairs are in the groups, as far as that may be said.
fn in_them(groups: &[&GroupSummary]) -> String {
    let sizes = || groups.iter().filter_map(|group| group.pairs.exact());
    let pairs = counted(sizes().sum(), "pair", "pairs");
    match sizes().count() {
        0 => "too few pairs to show how many".to_owned(),
        shown if shown == groups.len() => format!("{pairs} in them"),
        _ => format!("{pairs} in those whose size is shown"),
    }
}

fn described(groups: &[&GroupSummary], names_people: bool) -> Table {
    let mentors = names_people.then_some("Mentors");
    let others = [
        "Median time observed",
        "Mentees who returned a form",
        "Mentors who returned a form",
    ];
    let columns = ["Pairs"].into_iter().chain(mentors).chain(others);
    let row = |group: &&GroupSummary| {
        let experience = &group.tallies.experience;
        let mut row = vec![group.group.clone(), shown(group.pairs)];
        row.extend(names_people.then(|| shown(group.mentors)));
        row.extend([
            group.median_observed_days.map_or_else(|| NONE.into(), days),
            share(&experience.mentee_response),
            share(&experience.mentor_response),
        ]);
        row
    };
    let mut all = vec![Column::words("Group")];
    all.extend(columns.map(Column::numbers));
    Table {
        caption: "Size, age and response".into(),
        columns: all,
        rows: groups.iter().map(row).collect(),
        notes: vec!["Response rates are over ended pairs, forms at the start left out.".into()],
        ..Table::default()
    }
}

/// A count as far as it may be shown.
pub(super) fn shown(count: Count) -> String {
    count.to_string().replace(' ', "\u{a0}")
}

/// A share with what it rests on.
pub(super) fn share(estimate: &Estimate) -> String {
    match (estimate.value, estimate.denominator) {
        (Some(value), Some(of)) => format!("{} (n {of})", Unit::Share.show(value)),
        (Some(value), None) => Unit::Share.show(value),
        (None, _) if is_hidden(estimate) => "hidden".into(),
        (None, _) => NONE.into(),
    }
}

/// One attribute: a column for each group; with many groups a row for each, under each value.
fn attribute(composition: &Composition, compared: &Compared, groups: &[&GroupSummary]) -> Table {
    let size = |name: &String| {
        groups
            .iter()
            .find(|group| group.group == *name)
            .and_then(|group| group.pairs.exact())
    };
    let sizes: Vec<Option<u64>> = compared.groups.iter().map(size).collect();
    let name = capitalised(&by(&composition.attribute));
    let table = if compared.groups.len() > MOST_COLUMNS {
        long(composition, compared, &sizes)
    } else {
        wide(composition, compared, &sizes)
    };
    Table {
        caption: format!("{name}: pairs, their share of the group, standardised difference"),
        ..table
    }
}

fn wide(composition: &Composition, compared: &Compared, sizes: &[Option<u64>]) -> Table {
    let groups = compared.groups.iter();
    let row = |part: &Part| {
        let cells = cells(part, sizes).map(|[pairs, share, difference]| {
            [pairs, share, difference]
                .into_iter()
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        });
        std::iter::once(part.value.clone()).chain(cells).collect()
    };
    Table {
        columns: std::iter::once(Column::words("Value"))
            .chain(groups.map(|group| Column::numbers(group.as_str())))
            .collect(),
        rows: composition.values.iter().map(row).collect(),
        ..Table::default()
    }
}

fn long(composition: &Composition, compared: &Compared, sizes: &[Option<u64>]) -> Table {
    let numbers = ["Pairs", "Of the group", "Standardised difference"];
    let mut table = Table {
        columns: std::iter::once(Column::words("Group"))
            .chain(numbers.map(Column::numbers))
            .collect(),
        ..Table::default()
    };
    for part in &composition.values {
        table.bands.push(Band {
            before: table.rows.len(),
            label: part.value.clone(),
        });
        let rows = compared.groups.iter().zip(cells(part, sizes));
        let rows = rows.map(|(group, cells)| std::iter::once(group.clone()).chain(cells).collect());
        table.rows.extend(rows);
    }
    table
}

/// For each group pairs, their share of it, and the standardised difference.
fn cells<'a>(part: &'a Part, sizes: &'a [Option<u64>]) -> impl Iterator<Item = [String; 3]> + 'a {
    let groups = part.pairs.iter().zip(&part.differences).zip(sizes);
    groups.map(|((pairs, difference), size)| {
        let share = pairs.exact().zip(*size).filter(|(_, size)| *size > 0);
        let share = share.map(|(pairs, size)| Unit::Share.show(pairs as f64 / size as f64));
        [
            shown(*pairs),
            share.unwrap_or_default(),
            difference.map(signed).unwrap_or_default(),
        ]
    })
}

/// A difference in standard deviations with two decimals and its sign.
fn signed(value: f64) -> String {
    let text = format!("{value:+.2}");
    match text.as_str() {
        "+0.00" | "-0.00" => "0.00".into(),
        _ => text.replace('-', "−"),
    }
}
