//! What says of a meeting that it was not held where no status says what became of it.

use super::RawSession;
use super::session_cells::SessionCells;
use super::session_columns::SessionColumns;
use crate::ingest::called_off::{Beside, beside, cancelled_event, events};
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble;
use crate::programme::{Elements, Status};
use crate::values::answers;

/// Where a log may say that meetings were not held.
pub(super) struct NotHeld {
    /// Columns in which a meeting may be called off.
    beside: Vec<Beside>,
    /// Columns with the names of events of a calendar.
    events: Vec<usize>,
}

impl NotHeld {
    pub fn new(sheet: &Sheet, table: usize) -> Self {
        Self {
            beside: beside(sheet, table),
            events: events(sheet),
        }
    }

    /// The cell that calls a meeting off and says nothing else, and what it says: of several the
    /// most telling.
    pub fn whole(
        &self,
        columns: &SessionColumns,
        cells: &mut SessionCells<'_>,
    ) -> Option<(Beside, Status)> {
        if self.beside.is_empty() || cells.has_status(columns.status) {
            return None;
        }
        let said = self
            .beside
            .iter()
            .filter_map(|one| Some((*one, cells.called_off(one.header)?)));
        said.min_by_key(|(_, status)| *status)
    }

    /// The status of a meeting that was not held, noted; and what leaves it open is noted, too.
    pub fn status(
        &self,
        whole: Option<(Beside, Status)>,
        columns: &SessionColumns,
        session: &RawSession,
        cells: &mut SessionCells<'_>,
    ) -> Option<Status> {
        if let Some(found) = whole {
            return called_off(found, columns, session.minutes.get(), cells);
        }
        if cells.has_status(columns.status) {
            return None;
        }
        if let Some(status) = self.cancelled_in_calendar(columns, cells) {
            return Some(status);
        }
        if session.minutes.get().is_some() || tells_of_meeting(session) {
            return None;
        }
        let begun = self.begins_with_it(cells);
        if begun.is_none() && columns.status.is_none() {
            self.note_doubt(columns, cells);
        }
        begun
    }

    /// Of an event that its calendar calls cancelled beginning and end are those planned; a length
    /// that somebody wrote down contradicts it.
    fn cancelled_in_calendar(
        &self,
        columns: &SessionColumns,
        cells: &mut SessionCells<'_>,
    ) -> Option<Status> {
        let mut events = self.events.iter().copied();
        let header = events.find(|header| cancelled_event(cells.cell(*header)))?;
        let mut lengths = [columns.minutes, columns.hours].into_iter().flatten();
        let has_length = lengths.any(|length| cells.says(length) && !cells.is_zero(length));
        let (status, trouble) = if has_length {
            (Status::Unknown, trouble::CALLED_OFF_WITH_LENGTH)
        } else {
            (Status::Cancelled, trouble::CALLED_OFF)
        };
        cells.note(header, trouble);
        Some(status)
    }

    /// What became of the meeting, where a note begins with it: of several the most telling.
    fn begins_with_it(&self, cells: &mut SessionCells<'_>) -> Option<Status> {
        let begun = self
            .notes()
            .filter_map(|header| Some((header, cells.begins_with_it(header)?)));
        let (header, status) = begun.min_by_key(|(_, status)| *status)?;
        let (statement, _) = answers::first_clause(cells.cell(header));
        cells.note_value(header, statement.trim(), trouble::CALLED_OFF);
        Some(status)
    }

    /// Notes what makes it doubtful that a meeting was held that counts as held.
    fn note_doubt(&self, columns: &SessionColumns, cells: &mut SessionCells<'_>) {
        let mut notes = self.notes();
        if let Some(header) = notes.find(|header| cells.speaks_of_it(*header)) {
            cells.note_value(header, "", trouble::SPEAKS_OF_CALLED_OFF);
            return;
        }
        let mut lengths = [columns.minutes, columns.hours].into_iter().flatten();
        if let Some(header) = lengths.find(|header| cells.is_zero(*header)) {
            cells.note(header, trouble::LENGTH_OF_ZERO);
        }
    }

    /// Columns of which no text is about anything but the meeting.
    fn notes(&self) -> impl Iterator<Item = usize> {
        let notes = self.beside.iter().filter(|one| !one.may_be_of_others);
        notes.map(|one| one.header)
    }
}

/// Whether a row has what only a meeting that was held has.
fn tells_of_meeting(session: &RawSession) -> bool {
    let filled = session.filled.without(Elements::NEXT_MEETING);
    filled.count() > 0
        || session.details_len > 0
        || session.progress.get().is_some()
        || session.rating.get().is_some()
}

/// The status of a meeting that a cell calls off, noted. One that was moved and has a length was
/// held after all. Another one with a length is contradicted; what may be about something else
/// counts only where a length should stand and does not.
fn called_off(
    (one, status): (Beside, Status),
    columns: &SessionColumns,
    minutes: Option<f32>,
    cells: &mut SessionCells<'_>,
) -> Option<Status> {
    let keeps_lengths = columns.minutes.or(columns.hours).is_some();
    if one.may_be_of_others && (!keeps_lengths || minutes.is_some())
        || status == Status::Rescheduled && minutes.is_some()
    {
        return None;
    }
    let (status, trouble) = match minutes {
        Some(_) => (Status::Unknown, trouble::CALLED_OFF_WITH_LENGTH),
        None => (status, trouble::CALLED_OFF),
    };
    cells.note(one.header, trouble);
    Some(status)
}
