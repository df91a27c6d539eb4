//! Every meeting up to the as-of date, without its texts.

use super::columns;
use crate::measures::{Meeting, PairAt};
use crate::programme::{Day, Elements, Status};
use crate::summary::cell::{Row, TableWriter, key};
use crate::summary::roster::Member;
use std::io;

/// One meeting.
struct SessionRow {
    date: Day,
    status: Status,
    minutes: Option<f64>,
    stage: Option<String>,
    progress: Option<f64>,
    next_meeting: Option<Day>,
    rating: Option<f64>,
    filled: Elements,
    supplied: Elements,
}

/// The meetings of the pairs, by rank of the pair.
#[derive(Default)]
pub(super) struct SessionRows(Vec<(u32, String, Vec<SessionRow>)>);

impl SessionRows {
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let meetings = pair
            .meetings
            .iter()
            .filter(|meeting| meeting.date <= pair.as_of.date);
        let row = |meeting: &Meeting<'_>| SessionRow {
            date: meeting.date,
            status: meeting.status,
            minutes: meeting.minutes,
            stage: meeting
                .stage
                .and_then(|rank| Some(pair.as_of.model.stage(rank)?.key.clone())),
            progress: meeting.progress,
            next_meeting: meeting.next_meeting,
            rating: meeting.rating,
            filled: meeting.filled,
            supplied: meeting.supplied,
        };
        self.0.push((
            member.rank,
            pair.history.pair.id.clone(),
            meetings.map(row).collect(),
        ));
    }

    pub fn absorb(&mut self, other: Self) {
        self.0.extend(other.0);
        self.0.sort_by_key(|pair| pair.0);
    }

    pub fn write<'a>(
        &self,
        code: impl Fn(&str) -> &'a str,
        out: impl io::Write,
    ) -> Result<(), csv::Error> {
        let mut table = TableWriter::new(out, columns::SESSIONS.map(|column| column.0))?;
        for (_, pair, meetings) in &self.0 {
            for meeting in meetings {
                table.row(|row| write(row, code(pair), meeting))?;
            }
        }
        table.finish()
    }
}

fn write(row: &mut Row, code: &str, meeting: &SessionRow) {
    row.word(code);
    row.day(Some(meeting.date));
    row.word(&key(meeting.status));
    row.number(meeting.minutes);
    row.text(meeting.stage.as_deref());
    row.number(meeting.progress);
    row.day(meeting.next_meeting);
    row.number(meeting.rating);
    for element in [
        Elements::PROGRESS,
        Elements::ISSUES,
        Elements::LEARNINGS,
        Elements::ACTIONS,
        Elements::NEXT_MEETING,
    ] {
        let supplied = meeting.supplied.intersection(element).count() > 0;
        row.flag(supplied.then(|| meeting.filled.intersection(element).count() > 0));
    }
}
