//! What there was to read: files, tables and columns.

use super::assemble::Built;
use super::columns::Column;
use super::sheet::Sheet;
use crate::config::Config;
use crate::programme::{Day, Elements, FileFacts, Supplied, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// A file of which more than one in five past session records has a blank or unrecognised
/// status, while the configuration does not say how to read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnclearStatus {
    /// Index of the file.
    pub file: u16,
    /// Its path as shown.
    pub path: String,
    /// Past records with a blank or unrecognised status.
    pub unclear: u64,
    /// Past records.
    pub of: u64,
}

/// Share of past records from which the status of a file is unclear: one in `1 / 0.2`.
const UNCLEAR_ONE_IN: u64 = 5;

/// Files that have to be asked about; `through` is the day up to which records are past.
pub(super) fn unclear(
    sheets: &[Sheet],
    built: &[Built],
    through: Option<Day>,
    config: &Config,
) -> Vec<UnclearStatus> {
    let mut counts: BTreeMap<u16, (u64, u64)> = BTreeMap::new();
    for (&(file, day), &(unclear, of)) in built.iter().flat_map(|built| &built.unclear) {
        if through.is_none_or(|through| day <= through) {
            let counts = counts.entry(file).or_default();
            counts.0 += unclear;
            counts.1 += of;
        }
    }
    let told = config.blank_status.is_some();
    counts
        .into_iter()
        .filter(|(_, (unclear, of))| !told && unclear * UNCLEAR_ONE_IN > *of)
        .map(|(file, (unclear, of))| UnclearStatus {
            file,
            path: sheets[usize::from(file)].shown.clone(),
            unclear,
            of,
        })
        .collect()
}

/// What the measures need to know of each file.
pub(super) fn file_facts(sheets: &[Sheet], built: &[Built]) -> Vec<FileFacts> {
    let newest = |file: u16| {
        let of_partitions = built.iter().filter_map(|built| built.newest.get(&file));
        of_partitions.max().copied()
    };
    sheets
        .iter()
        .map(|sheet| FileFacts {
            path: sheet.shown.clone(),
            elements: elements(sheet),
            has_status: of_table(sheet, Table::Sessions, |column| column == Column::Status),
            newest: newest(sheet.file),
        })
        .collect()
}

/// Whether the records of a table in a file have a column.
fn of_table(sheet: &Sheet, wanted_table: Table, wanted: impl Fn(Column) -> bool) -> bool {
    let tables = sheet.plan.tables.iter();
    let mut columns = tables
        .filter(|table| table.table() == wanted_table)
        .flat_map(|table| &table.mapping.columns);
    columns.any(|(_, column)| wanted(*column))
}

fn speaks_of_goals(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved
            | Column::GoalText(_)
            | Column::GoalAchieved(_)
            | Column::GoalLevel(_)
    )
}

fn elements(sheet: &Sheet) -> Elements {
    let of = |column: Column| match column {
        Column::Progress | Column::ProgressNotes | Column::GoalProgress(_) => Elements::PROGRESS,
        Column::Issues | Column::Issue(_) => Elements::ISSUES,
        Column::Learnings => Elements::LEARNINGS,
        Column::Actions | Column::Action(_) => Elements::ACTIONS,
        Column::NextMeeting => Elements::NEXT_MEETING,
        _ => Elements::default(),
    };
    let tables = sheet.plan.tables.iter();
    let sessions = tables.filter(|table| table.table() == Table::Sessions);
    sessions
        .flat_map(|table| &table.mapping.columns)
        .fold(Elements::default(), |all, (_, column)| {
            all.union(of(*column))
        })
}

/// Which tables and columns there are.
pub(super) fn supplied(sheets: &[Sheet]) -> Supplied {
    let table = |wanted: Table| {
        let mut tables = sheets.iter().flat_map(|sheet| &sheet.plan.tables);
        tables.any(|table| table.table() == wanted)
    };
    let in_table = |table, wanted: fn(Column) -> bool| {
        sheets.iter().any(|sheet| of_table(sheet, table, wanted))
    };
    let in_sessions = |wanted| in_table(Table::Sessions, wanted);
    let anywhere = |wanted: fn(Column) -> bool| sheets.iter().any(|sheet| sheet.plan.has(wanted));
    Supplied {
        sessions: table(Table::Sessions),
        evaluations: table(Table::Evaluations),
        pairs: table(Table::Pairs),
        goals: table(Table::Goals)
            || in_sessions(|column| matches!(column, Column::GoalProgress(_) | Column::NewGoal))
            || in_table(Table::Evaluations, speaks_of_goals),
        actions: table(Table::Actions)
            || in_sessions(|column| matches!(column, Column::Actions | Column::Action(_))),
        completion: in_table(Table::Actions, |column| {
            matches!(column, Column::Status | Column::CompletedOn)
        }),
        partnerships: table(Table::Partnerships),
        contacts: table(Table::Contacts),
        // A reason alone does not say when.
        closure: anywhere(|column| column == Column::ClosedOn),
        next_meeting: in_sessions(|column| column == Column::NextMeeting),
        stated_sessions: anywhere(|column| {
            matches!(column, Column::LastSessionOn | Column::SessionsTotal)
        }),
    }
}
