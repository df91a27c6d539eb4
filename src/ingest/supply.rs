//! What there was to read: files, tables and columns.

use super::assemble::Built;
use super::columns::Column;
use super::data_through::{ISOLATED_DAYS, data_through};
use super::sheet::Sheet;
use crate::config::{BlankStatus, Config};
use crate::programme::{Day, Elements, FileFacts, Origin, Status, Supplied, Table};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A file of which more than one in five past session records has a blank or unrecognised
/// status, while the configuration does not say how to read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnclearStatus {
    /// Index of the file.
    #[serde(skip)]
    pub file: u16,
    /// Its path as shown.
    pub path: String,
    /// Past records with a blank status; 0 where it is told how they count.
    pub blank: u64,
    /// Past records with a status that is not known.
    pub unrecognised: u64,
    /// Past records.
    pub of: u64,
}

impl UnclearStatus {
    /// Past records of which it is not clear what became of them.
    #[must_use]
    pub const fn unclear(&self) -> u64 {
        self.blank + self.unrecognised
    }
}

/// What to say in the configuration of so many past records with a blank status and so many with
/// one that is not known.
#[must_use]
pub fn status_to_decide(blank: u64, unrecognised: u64) -> String {
    let of_blanks = "blank_status = \"held\" or \"unknown\"";
    let of_words = "under [source.values.status] what the words mean that are not known";
    match (blank, unrecognised) {
        (_, 0) => of_blanks.to_owned(),
        (0, _) => of_words.to_owned(),
        _ => format!("{of_blanks}, and {of_words}"),
    }
}

impl fmt::Display for UnclearStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} of {} past sessions do not say what became of them; in mentorstat.toml, say {}",
            self.unclear(),
            self.of,
            status_to_decide(self.blank, self.unrecognised)
        )
    }
}

/// What the session records of one day, in a file with a column for it, say of their status.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StatusCounts {
    blank: u64,
    unrecognised: u64,
    of: u64,
    /// Whether any says that something took place, or did not: it was not planned only.
    is_past: bool,
}

impl StatusCounts {
    /// Takes in a record; `None` is a blank.
    pub fn add(&mut self, status: Option<Status>) {
        use Status::{Held, Missed, MissedByMentee, MissedByMentor, Unknown};
        let past = [Held, Missed, MissedByMentee, MissedByMentor, Unknown];
        self.blank += u64::from(status.is_none());
        self.unrecognised += u64::from(status == Some(Unknown));
        self.of += 1;
        self.is_past |= status.is_some_and(|status| past.contains(&status));
    }

    fn merge(&mut self, other: &Self) {
        self.blank += other.blank;
        self.unrecognised += other.unrecognised;
        self.of += other.of;
        self.is_past |= other.is_past;
    }
}

/// Share of past records from which the status of a file is unclear: one in `1 / 0.2`.
const UNCLEAR_ONE_IN: u64 = 5;

/// Files that have to be asked about; `days` are those of held sessions and forms.
pub(super) fn unclear(
    sheets: &[Sheet],
    built: &[Built],
    days: &BTreeMap<Day, Origin>,
    config: &Config,
) -> Vec<UnclearStatus> {
    let mut counts: BTreeMap<u16, BTreeMap<Day, StatusCounts>> = BTreeMap::new();
    for (&(file, day), found) in built.iter().flat_map(|built| &built.statuses) {
        let of_file = counts.entry(file).or_default();
        of_file.entry(day).or_default().merge(found);
    }
    let of_file = |(file, counts): (u16, BTreeMap<Day, StatusCounts>)| {
        let last = last_past_day(&counts, days, config);
        let mut past = StatusCounts::default();
        let is_past = |day: Day| last.is_none_or(|last| day <= last);
        let records = counts.iter().filter(|(day, _)| is_past(**day));
        records.for_each(|(_, found)| past.merge(found));
        UnclearStatus {
            file,
            path: sheets[usize::from(file)].shown.clone(),
            blank: past.blank,
            unrecognised: past.unrecognised,
            of: past.of,
        }
    };
    let all = counts.into_iter().map(of_file);
    all.filter_map(|file| untold(file, config)).collect()
}

/// The day up to which records of a file are past: the as-of date or the day of the export, else
/// that of the newest one that tells of more than a plan, unless it lies apart from all others.
fn last_past_day(
    counts: &BTreeMap<Day, StatusCounts>,
    days: &BTreeMap<Day, Origin>,
    config: &Config,
) -> Option<Day> {
    let told = config.as_of.into_iter().chain(config.exported_on).min();
    told.or_else(|| {
        let mut days = days.clone();
        let past = counts.iter().filter(|(_, found)| found.is_past);
        days.extend(past.map(|(day, _)| (*day, Origin::default())));
        data_through(&days, ISOLATED_DAYS).0
    })
}

/// What is not told of a file, if that is too much. Blanks that count as held say nothing of words
/// that are not known.
fn untold(file: UnclearStatus, config: &Config) -> Option<UnclearStatus> {
    let file = match config.blank_status {
        None => file,
        Some(BlankStatus::Held) => UnclearStatus { blank: 0, ..file },
        Some(BlankStatus::Unknown) => return None,
    };
    (file.unclear() * UNCLEAR_ONE_IN > file.of).then_some(file)
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

fn tells_of_outcomes(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved | Column::GoalAchieved(_) | Column::GoalLevel(_)
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
            || in_sessions(|column| {
                matches!(
                    column,
                    Column::Goal | Column::GoalProgress(_) | Column::NewGoal
                )
            })
            || in_table(Table::Evaluations, speaks_of_goals),
        goal_outcomes: in_table(Table::Goals, |column| {
            matches!(
                column,
                Column::Status | Column::AttainedOn | Column::Progress | Column::Level
            )
        }) || in_sessions(|column| {
            matches!(column, Column::Goal | Column::GoalProgress(_))
        }) || in_table(Table::Evaluations, tells_of_outcomes),
        actions: table(Table::Actions)
            || in_sessions(|column| matches!(column, Column::Actions | Column::Action(_))),
        completion: in_table(Table::Actions, |column| {
            matches!(column, Column::Status | Column::CompletedOn)
        }),
        partnerships: table(Table::Partnerships),
        contacts: table(Table::Contacts),
        // A reason alone does not say when.
        closure: anywhere(|column| column == Column::ClosedOn),
        session_status: in_sessions(|column| column == Column::Status),
        next_meeting: in_sessions(|column| column == Column::NextMeeting),
        stated_sessions: anywhere(|column| {
            matches!(column, Column::LastSessionOn | Column::SessionsTotal)
        }),
    }
}
