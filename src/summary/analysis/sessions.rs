//! Every meeting up to the as-of date, without its texts.

use super::columns;
use crate::measures::{Meeting, PairAt};
use crate::programme::{Day, Elements, Status};
use crate::summary::cell::{Row, key, write_table};
use crate::summary::roster::Member;
use std::collections::BTreeMap;
use std::io;

/// One meeting, as small as it can be: there may be millions.
#[derive(Clone, Copy)]
struct SessionRow {
    /// Rank of its pair.
    rank: u32,
    date: Day,
    status: Status,
    /// Rank of the stage.
    stage: Option<u8>,
    minutes: Option<f32>,
    progress: Option<f32>,
    next_meeting: Option<Day>,
    rating: Option<f32>,
    filled: Elements,
    supplied: Elements,
}

/// The meetings of the pairs, by place of the pair, then as they stand there.
#[derive(Default)]
pub(super) struct SessionRows {
    rows: Vec<SessionRow>,
    /// Keys of the stages by rank, from 1.
    stages: Vec<String>,
}

impl SessionRows {
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let meetings = pair
            .meetings
            .iter()
            .filter(|meeting| meeting.date <= pair.as_of.date);
        self.rows
            .extend(meetings.map(|meeting| row(member.rank, meeting)));
    }

    /// All rows of the parts by the place of their pair, with the keys of the stages.
    pub fn merged(
        parts: impl IntoIterator<Item = Self>,
        stages: Vec<String>,
        places: &BTreeMap<u32, usize>,
    ) -> Self {
        let mut rows: Vec<SessionRow> = parts.into_iter().flat_map(|part| part.rows).collect();
        // The sort is stable: the meetings of a pair stand together and keep their order.
        rows.sort_by_cached_key(|row| places.get(&row.rank));
        Self { rows, stages }
    }

    pub fn write<'a>(
        &self,
        code: impl Fn(u32) -> &'a str + Sync,
        out: impl io::Write,
    ) -> Result<(), csv::Error> {
        let header = columns::SESSIONS.map(|column| column.0);
        write_table(out, header, self.rows.len(), |range, table| {
            let mut rows = self.rows[range].iter();
            rows.try_for_each(|meeting| {
                table.row(|row| self.fill(row, code(meeting.rank), meeting))
            })
        })
    }

    fn fill(&self, row: &mut Row, code: &str, meeting: &SessionRow) {
        let stage = meeting
            .stage
            .and_then(|rank| usize::from(rank).checked_sub(1));
        row.word(code);
        row.day(Some(meeting.date));
        row.word(&key(meeting.status));
        row.number(meeting.minutes.map(f64::from));
        row.text(
            stage
                .and_then(|stage| self.stages.get(stage))
                .map(String::as_str),
        );
        row.number(meeting.progress.map(f64::from));
        row.day(meeting.next_meeting);
        row.number(meeting.rating.map(f64::from));
        for element in [
            Elements::PROGRESS,
            Elements::ISSUES,
            Elements::LEARNINGS,
            Elements::ACTIONS,
            Elements::NEXT_MEETING,
        ] {
            let has = |elements: Elements| elements.intersection(element).count() > 0;
            row.flag(has(meeting.supplied).then(|| has(meeting.filled)));
        }
    }
}

fn row(rank: u32, meeting: &Meeting<'_>) -> SessionRow {
    SessionRow {
        rank,
        date: meeting.date,
        status: meeting.status,
        stage: meeting.stage,
        minutes: meeting.minutes.map(narrow),
        progress: meeting.progress.map(narrow),
        next_meeting: meeting.next_meeting,
        rating: meeting.rating.map(narrow),
        filled: meeting.filled,
        supplied: meeting.supplied,
    }
}

/// Back to the precision of the records, from which these numbers come.
#[expect(clippy::cast_possible_truncation)]
fn narrow(number: f64) -> f32 {
    number as f32
}
