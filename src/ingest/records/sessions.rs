//! Reads one session record.

use super::not_held::NotHeld;
use super::placed::Place;
use super::session_cells::{Memos, SessionCells};
use super::session_columns::SessionColumns;
use super::{Chunk, RawAction, RawSession};
use crate::ingest::doubt::is_sent;
use crate::ingest::hash::stable_hash;
use crate::ingest::lengths::gives_unit;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{self, Trouble};
use crate::programme::{
    Detail, Elements, Fate, IssuePrint, NewGoalText, Progress, display_text, fold_text,
    goal_number, is_filled,
};
use crate::values::answers;
use crate::values::dates::DateCell;
use crate::values::numbers::number;

/// Reads session records of one block.
pub(super) struct SessionReader<'a> {
    sheet: &'a Sheet,
    /// Index of its table among those of the file.
    table: usize,
    columns: SessionColumns,
    /// The day of the meeting, where a time in its cell is that at which the meeting began.
    day_and_time: Option<usize>,
    /// The length, if its header does not say that it is in minutes.
    no_unit: Option<usize>,
    /// What says beside a status that a meeting was not held.
    not_held: NotHeld,
    memos: Memos,
}

impl<'a> SessionReader<'a> {
    /// A reader for a table of a file.
    pub fn new(sheet: &'a Sheet, table: usize) -> Self {
        let columns = SessionColumns::new(&sheet.plan.tables[table].mapping);
        let (titles, names) = (sheet.shape.titles(), sheet.shape.names());
        let has_unit = |header: usize| titles.get(header).is_some_and(|title| gives_unit(title));
        Self {
            sheet,
            table,
            day_and_time: columns
                .date
                .filter(|header| !is_sent(titles, names, *header)),
            no_unit: columns.minutes.filter(|header| !has_unit(*header)),
            not_held: NotHeld::new(sheet, table),
            columns,
            memos: Memos::default(),
        }
    }

    /// Adds a record to the chunk, or says where it ends instead.
    pub fn read(
        &mut self,
        record: &csv::StringRecord,
        (place, hash): (Place, u64),
        (who, counted): (u32, bool),
        chunk: &mut Chunk,
    ) -> Option<Fate> {
        let columns = &self.columns;
        let cells = &mut SessionCells {
            sheet: self.sheet,
            record,
            place,
            chunk,
            memos: &mut self.memos,
            called_off_in: None,
        };
        let date = match cells.needed_date(columns.date) {
            Ok(date) => date,
            Err(fate) => return Some(fate),
        };
        let called_off = self.not_held.whole(columns, cells);
        cells.called_off_in = called_off.map(|(one, _)| one.header);
        let details_from = cells.chunk.details.len();
        details(columns, cells);
        actions(columns, cells);
        let details_len = cells.chunk.details.len() - details_from;
        let start = cells.time(columns.start);
        let start = start.or_else(|| cells.start_in(self.day_and_time));
        let minutes = minutes(columns, start, self.no_unit, cells);
        let said = cells.status(columns.status);
        let mut session = RawSession {
            who,
            date,
            next_meeting: cells.date(columns.next_meeting),
            start: start.into(),
            status: said,
            coded: columns
                .status
                .is_some_and(|at| answers::is_code(cells.cell(at))),
            filled: elements(columns, cells),
            minutes: minutes.into(),
            stage: cells.text(columns.stage),
            progress: cells
                .progress(columns.progress.filter(|_| !of_one_goal(columns, cells)))
                .into(),
            rating: cells.rating(columns.rating).into(),
            details_from: u32::try_from(details_from).unwrap_or(u32::MAX),
            details_len: u16::try_from(details_len).unwrap_or(u16::MAX),
            part: super::part(self.table),
            counted,
            line: place.line,
            offset: place.offset,
            hash,
        };
        let off = self.not_held.status(called_off, columns, &session, cells);
        session.status = off.or(session.status);
        if let Some(header) = columns.attendee {
            let who = cells.text(Some(header));
            cells.chunk.attendees.push((place.offset, who));
        }
        cells.facts();
        cells.chunk.sessions.push(session);
        None
    }
}

/// The elements that were filled in.
fn elements(columns: &SessionColumns, cells: &SessionCells<'_>) -> Elements {
    let filled = |header: usize| is_filled_in(cells.cell(header));
    let mut goals = columns.goal_progress.iter().map(|(_, header)| *header);
    let mut issues = columns.issues.iter().map(|(_, header)| *header);
    let mut actions = columns.actions.iter().map(|(header, _)| *header);
    [
        (
            Elements::PROGRESS,
            columns.progress.is_some_and(filled)
                || columns.progress_notes.is_some_and(filled)
                || goals.any(filled),
        ),
        (Elements::ISSUES, issues.any(filled)),
        (Elements::LEARNINGS, columns.learnings.is_some_and(filled)),
        (Elements::ACTIONS, actions.any(filled)),
        (
            Elements::NEXT_MEETING,
            columns.next_meeting.is_some_and(filled),
        ),
    ]
    .into_iter()
    .filter(|(_, filled)| *filled)
    .fold(Elements::default(), |all, (element, _)| all.union(element))
}

fn details(columns: &SessionColumns, cells: &mut SessionCells<'_>) {
    for &(goal, header) in &columns.goal_progress {
        if let Some(value) = cells.progress(Some(header)) {
            let progress = Progress { goal, value };
            cells.chunk.details.push(Detail::Progress(progress));
        }
    }
    if of_one_goal(columns, cells) {
        progress_of_row(columns, cells);
    }
    for &(column, header) in &columns.issues {
        let text = cells.cell(header);
        if let Some(print) = issue_print(text) {
            let themes = cells.sheet.codebook.themes(text);
            let issue = Detail::Issue(column, print, themes);
            cells.chunk.details.push(issue);
        }
    }
    if let Some(header) = columns.new_goal {
        new_goal(header, cells);
    }
}

/// Whether a row tells of one goal, of those that each have a row.
fn of_one_goal(columns: &SessionColumns, cells: &SessionCells<'_>) -> bool {
    columns.goal.is_some_and(|header| cells.says(header))
}

/// The progress of the goal of which the row tells, by its number.
fn progress_of_row(columns: &SessionColumns, cells: &mut SessionCells<'_>) {
    let Some(header) = columns.goal else { return };
    let Some(goal) = goal_number(cells.cell(header)) else {
        cells.note(header, trouble::NOT_A_GOAL_NUMBER);
        return;
    };
    if let Some(value) = cells.progress(columns.progress) {
        let progress = Progress { goal, value };
        cells.chunk.details.push(Detail::Progress(progress));
    }
}

/// A goal by its name. That none arose is no goal; that one arose does not say which.
fn new_goal(header: usize, cells: &mut SessionCells<'_>) {
    let text = cells.cell(header);
    if !is_filled(text) {
        return;
    }
    match answers::goal_arose(text) {
        Some(true) => cells.note(header, trouble::GOAL_WITHOUT_NAME),
        Some(false) => {}
        None => {
            let goal = NewGoalText {
                text: display_text(text),
                folded: fold_text(text),
            };
            cells.chunk.details.push(Detail::NewGoal(Box::new(goal)));
        }
    }
}

/// Actions without a date are never due: they stay in the file with the other notes.
fn actions(columns: &SessionColumns, cells: &mut SessionCells<'_>) {
    let session = u32::try_from(cells.chunk.sessions.len()).unwrap_or(u32::MAX);
    for &(text, on) in &columns.actions {
        let Some(header) = on else { continue };
        let scheduled_on = cells.date(on);
        if scheduled_on.cell() != DateCell::Blank {
            let text = cells.cell(text);
            let text = is_filled(text).then(|| display_text(text).into());
            cells.chunk.actions.push(RawAction {
                session,
                text,
                scheduled_on,
                header,
            });
        }
    }
}

/// The length: as recorded in minutes or hours, else from start to end.
fn minutes(
    columns: &SessionColumns,
    start: Option<u16>,
    no_unit: Option<usize>,
    cells: &mut SessionCells<'_>,
) -> Option<f32> {
    if let Some(header) = columns.minutes.filter(|header| cells.says(*header)) {
        let length = cells.minutes(header);
        let is_short = length.is_some_and(|minutes| minutes < SHORT);
        if is_short && number(cells.cell(header)).is_some() {
            let trouble = no_unit.map_or(trouble::SHORT_MINUTES, |_| trouble::SHORT_LENGTH);
            cells.note(header, trouble);
        }
        // Of a length in hours no minutes say nothing.
        if length.is_some() || columns.hours.is_none_or(|header| !cells.says(header)) {
            return length;
        }
    }
    if let Some(header) = columns.hours.filter(|header| cells.says(*header)) {
        return cells.hours(header);
    }
    let end = columns.end.zip(cells.time(columns.end));
    let (start, (header, end)) = start.zip(end)?;
    let (length, trouble) = between(start, end);
    if let Some(trouble) = trouble {
        cells.note(header, trouble);
    }
    length.filter(|minutes| *minutes > 0).map(f32::from)
}

/// Minutes between two times of day, and what there is to say about them.
fn between(start: u16, end: u16) -> (Option<u16>, Option<Trouble>) {
    if start <= end {
        return (Some(end - start), None);
    }
    let over_midnight = end + MIDNIGHT - start;
    if over_midnight <= LONGEST_OVER_MIDNIGHT {
        (Some(over_midnight), Some(trouble::ENDS_NEXT_DAY))
    } else {
        (None, Some(trouble::ENDS_BEFORE_START))
    }
}

/// Minutes below which a bare number may be hours.
const SHORT: f32 = 5.0;

/// Minutes of a day.
const MIDNIGHT: u16 = 24 * 60;

/// Minutes that a meeting may last that ends on the day after it began; of a longer one the times
/// are thought to be mistyped.
const LONGEST_OVER_MIDNIGHT: u16 = 6 * 60;

/// As [`is_filled`], which only looks twice at texts of less than five letters and digits: no
/// phrase for an empty cell is longer.
fn is_filled_in(text: &str) -> bool {
    text.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .nth(4)
        .is_some()
        || is_filled(text)
}

/// The print of an issue that was filled in.
pub(in crate::ingest) fn issue_print(text: &str) -> Option<IssuePrint> {
    if !is_filled_in(text) {
        return None;
    }
    let folded = fold_text(text);
    let mut prefix = [0; 8];
    for (slot, byte) in prefix.iter_mut().zip(folded.bytes()) {
        *slot = byte;
    }
    Some(IssuePrint {
        prefix: u64::from_be_bytes(prefix),
        hash: stable_hash(folded.as_bytes()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_agree_on_what_is_filled() {
        for text in [
            "",
            "n/a",
            "None.",
            "-",
            "abcde",
            "a b c d e",
            "ok",
            "…",
            "été",
            "nil 1",
            "NaN",
            "<NA>",
        ] {
            assert_eq!(is_filled_in(text), is_filled(text), "{text}");
        }
    }

    #[test]
    fn issue_prints_sort_as_their_texts() {
        let time = issue_print(" Time!").unwrap();
        assert_eq!(time, issue_print("time").unwrap());
        assert!(time < issue_print("travel").unwrap());
        assert_eq!(time.prefix, u64::from_be_bytes(*b"time\0\0\0\0"));
        assert_eq!(issue_print("n/a"), None);
    }
}
