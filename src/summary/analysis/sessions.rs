//! Every meeting up to the as-of date, without its texts.

use crate::measures::Meeting;
use crate::programme::{Elements, StageModel};
use crate::summary::cell::Row;

/// The elements of a session record, in the order of the columns.
const ELEMENTS: [Elements; 5] = [
    Elements::PROGRESS,
    Elements::ISSUES,
    Elements::LEARNINGS,
    Elements::ACTIONS,
    Elements::NEXT_MEETING,
];

/// Writes meetings.
pub(super) struct Sessions<'a> {
    model: &'a StageModel,
}

impl<'a> Sessions<'a> {
    pub fn of(model: &'a StageModel) -> Self {
        Self { model }
    }

    pub fn fill(&self, row: &mut Row, code: &str, meeting: &Meeting<'_>) {
        let stage = meeting.stage.and_then(|rank| self.model.stage(rank));
        row.word(code);
        row.day(Some(meeting.date));
        row.key(Some(meeting.status));
        row.number(meeting.minutes);
        row.text(stage.map(|stage| stage.key.as_str()));
        row.number(meeting.progress);
        row.day(meeting.next_meeting);
        row.number(meeting.rating);
        for element in ELEMENTS {
            let has = |elements: Elements| elements.intersection(element).count() > 0;
            row.flag(has(meeting.supplied).then(|| has(meeting.filled)));
        }
    }
}
