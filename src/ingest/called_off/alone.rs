//! Meetings that are called off in a cell where something else is asked for: their kind, their
//! place, their length, or notes on them. Logs without a column of statuses have `No show` there.

use super::headers::{Off, WORDS};
use crate::ingest::columns::{Column, Header};
use crate::ingest::sheet::Sheet;
use crate::programme::{Status, Table, fold};
use crate::values::answers;

/// A column of a log in which a meeting may be called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Beside {
    pub header: usize,
    /// Whether its texts may be about something else that was called off, too: an action, an issue.
    pub may_be_of_others: bool,
}

/// The columns of a log of meetings in which one may be called off; none where the configuration
/// says that it has no status.
pub(in crate::ingest) fn beside(sheet: &Sheet, table: usize) -> Vec<Beside> {
    if denies_status(sheet) {
        return Vec::new();
    }
    let of_table = &sheet.plan.tables[table].mapping.columns;
    let columns = of_table.iter().filter_map(|(header, column)| {
        of_meeting(*column).map(|may_be_of_others| Beside {
            header: *header,
            may_be_of_others,
        })
    });
    let free = free(sheet).filter(|(_, title)| asks_of_meeting(title));
    let free = free.map(|(header, _)| Beside {
        header,
        may_be_of_others: false,
    });
    columns.chain(free).collect()
}

/// Whether the configuration says that a file has no status.
pub(super) fn denies_status(sheet: &Sheet) -> bool {
    let mut denied = sheet.source.columns.iter();
    denied.any(|(name, header)| header.trim().is_empty() && fold(name) == "status")
}

/// Columns that nothing is read from, with their titles, where all that a file tells is of the
/// meetings of one log.
pub(super) fn free(sheet: &Sheet) -> impl Iterator<Item = (usize, &String)> {
    let tables = &sheet.plan.tables;
    let logs = tables
        .iter()
        .filter(|one| one.mapping.table == Table::Sessions);
    let is_only = logs.count() == 1;
    let is_mapped = |header: &usize| {
        let mut all = tables.iter().flat_map(|one| &one.mapping.columns);
        all.any(|(at, _)| at == header)
    };
    let titles = sheet.shape.titles().iter().enumerate();
    titles.filter(move |(header, _)| {
        is_only && !is_mapped(header) && sheet.shape.looks_up_column(*header)
    })
}

/// Whether a column is about a meeting; with whether its texts may be about something else.
const fn of_meeting(column: Column) -> Option<bool> {
    match column {
        Column::Mode
        | Column::MentoringType
        | Column::Minutes
        | Column::Hours
        | Column::Start
        | Column::End
        | Column::Rating => Some(false),
        Column::Actions | Column::Issues | Column::Learnings => Some(true),
        _ => None,
    }
}

/// Whether a header asks for the kind or the place of a meeting or for notes on it, and for nothing
/// more.
fn asks_of_meeting(title: &str) -> bool {
    let list = &WORDS.alone;
    let words = Header::new(title).words;
    let among = |word: &String, lists: &[&[String]]| lists.iter().any(|list| list.contains(word));
    let core: [&[String]; 2] = [&list.headers, &WORDS.notes];
    let all: [&[String]; 4] = [&list.headers, &WORDS.notes, &list.beside, &WORDS.filler];
    words.iter().any(|word| among(word, &core)) && words.iter().all(|word| among(word, &all))
}

/// The status of a meeting that did not take place, where a cell says that and nothing else.
pub(in crate::ingest) fn called_off(cell: &str) -> Option<Status> {
    let status = answers::status_named(cell).filter(|status| Off::of(*status).is_some())?;
    (!may_be_of_others(&fold(cell))).then_some(status)
}

/// Whether a text that calls something off may be about something else than a meeting.
fn may_be_of_others(folded: &str) -> bool {
    let mut lists = [&WORDS.whole.neither, &WORDS.alone.others].into_iter();
    lists.any(|list| list.iter().any(|known| known == folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_kinds_places_and_notes_are_told_from_those_of_other_things() {
        for header in [
            "Event Type",
            "Type of contact",
            "Venue",
            "Topic",
            "Notes",
            "Mentor's notes",
            "Session summary",
            "Additional comments",
            "What did you discuss?",
            "Bemerkungen",
            "Lieu",
        ] {
            assert!(asks_of_meeting(header), "{header}");
        }
        for header in [
            "Interpreter",
            "Next meeting notes",
            "Goal notes",
            "Workshop type",
            "Action status",
            "School visit",
            "Meeting",
            "Contact",
            "Notes on previous session",
            "Parent comments",
        ] {
            assert!(!asks_of_meeting(header), "{header}");
        }
    }

    #[test]
    fn only_a_cell_that_says_nothing_else_calls_a_meeting_off() {
        for (cell, status) in [
            ("Cancelled", Some(Status::Cancelled)),
            ("cancelled by mentor", Some(Status::Cancelled)),
            ("DNA", Some(Status::Missed)),
            ("No show", Some(Status::Missed)),
            ("Missed appointment", Some(Status::Missed)),
            ("We did not meet", Some(Status::Missed)),
            ("Mentee no-show", Some(Status::MissedByMentee)),
            ("Postponed", Some(Status::Rescheduled)),
            ("Talked about the cancelled trip", None),
            ("Cancelled trip", None),
            ("No", None),
            ("0", None),
            ("Not met", None),
            ("Moved", None),
            ("Absence", None),
            ("No answer", None),
            ("Declined", None),
            ("Completed", None),
            ("Planned", None),
        ] {
            assert_eq!(called_off(cell), status, "{cell}");
        }
    }
}
