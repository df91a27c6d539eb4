//! The coordinators' lists: goals, actions, ideas for partnership and calls, one per row.

use std::io;
use std::path::{Path, PathBuf};

use super::super::line::{TIDY, Table};
use super::super::records::{
    ActionRow, ContactRow, GoalRow, GoalStatus, PartnershipRow, Simulated,
};
use super::capitalised;

const GOALS: [&str; 11] = [
    "Pair ID",
    "Goal no.",
    "Goal description",
    "Kind of goal",
    "Set on",
    "Due date",
    "Status",
    "Achieved on",
    "Initial or new",
    "Level (-2 to +2)",
    "Weight",
];

const ACTIONS: [&str; 6] = [
    "Pair ID",
    "Goal no.",
    "Action",
    "Scheduled for",
    "Completed on",
    "Status",
];

const PARTNERSHIPS: [&str; 5] = [
    "Pair ID",
    "Partnership idea",
    "Support needed",
    "Scheduled for",
    "Status",
];

const CONTACTS: [&str; 6] = [
    "Pair ID",
    "Contacted on",
    "Contacted by",
    "Outcome",
    "Note",
    "Snooze until",
];

/// Writes `goals.csv`.
pub(super) fn write_goals(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    write(dir, "goals.csv", &GOALS, &programme.goals, goal)
}

/// Writes `actions.csv`.
pub(super) fn write_actions(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    write(dir, "actions.csv", &ACTIONS, &programme.actions, action)
}

/// Writes `partnership-ideas.csv`.
pub(super) fn write_partnerships(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    write(
        dir,
        "partnership-ideas.csv",
        &PARTNERSHIPS,
        &programme.partnerships,
        partnership,
    )
}

/// Writes `contacts.csv`.
pub(super) fn write_contacts(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    write(dir, "contacts.csv", &CONTACTS, &programme.contacts, contact)
}

fn write<T>(
    dir: &Path,
    name: &str,
    header: &[&str],
    rows: &[T],
    line: impl Fn(&mut Table, &T) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let path = dir.join(name);
    let mut table = Table::create(&path, TIDY, header)?;
    rows.iter().try_for_each(|row| line(&mut table, row))?;
    table.finish()?;
    Ok(path)
}

fn goal(table: &mut Table, row: &GoalRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.number(Some(row.goal))?;
    table.texts([&*row.text, &capitalised(row.kind)])?;
    table.date(row.set_on)?;
    table.date(row.due_on)?;
    table.text(row.status.map(status))?;
    table.date(row.attained_on)?;
    table.text(
        row.is_new
            .map(|is_new| if is_new { "New" } else { "Initial" }),
    )?;
    table.number(row.level)?;
    table.number(row.weight)?;
    table.end_row()
}

fn status(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Attained => "Achieved",
        GoalStatus::Partly => "Partly achieved",
        GoalStatus::NotAttained => "Not achieved",
        GoalStatus::Dropped => "Dropped",
        GoalStatus::InProgress => "In progress",
    }
}

fn action(table: &mut Table, row: &ActionRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.number(row.goal)?;
    table.text(&*row.text)?;
    table.date(row.scheduled_on)?;
    table.date(row.completed_on)?;
    table.text(capitalised(row.status).as_str())?;
    table.end_row()
}

fn partnership(table: &mut Table, row: &PartnershipRow) -> io::Result<()> {
    table.texts([row.pair_id.as_str(), row.text])?;
    table.text(row.support_needed)?;
    table.date(row.scheduled_on)?;
    table.text(capitalised(row.status).as_str())?;
    table.end_row()
}

fn contact(table: &mut Table, row: &ContactRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.date(row.contacted_on)?;
    table.text(row.contacted_by)?;
    table.text(capitalised(row.outcome).as_str())?;
    table.text(row.note)?;
    table.date(row.snooze_until)?;
    table.end_row()
}
