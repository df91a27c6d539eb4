//! Every meeting up to the as-of date, without its texts.

use super::columns;
use crate::measures::{Meeting, PairAt};
use crate::programme::{Elements, StageModel};
use crate::summary::cell::{Row, TableWriter, key};
use crate::summary::roster::Member;
use std::io;

/// The meetings of the pairs, and the stage that each names.
#[derive(Default)]
pub(super) struct SessionRows(Vec<(u32, String, Vec<(Meeting, Option<String>)>)>);

impl SessionRows {
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let model: &StageModel = pair.as_of.model;
        let meetings = pair
            .meetings
            .iter()
            .filter(|meeting| meeting.date <= pair.as_of.date);
        let staged = meetings.map(|meeting| {
            let stage = meeting.stage.and_then(|rank| model.stage(rank));
            (meeting.clone(), stage.map(|stage| stage.key.clone()))
        });
        self.0
            .push((member.rank, pair.history.pair.id.clone(), staged.collect()));
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
            for (meeting, stage) in meetings {
                table.row(|row| write(row, code(pair), meeting, stage.as_deref()))?;
            }
        }
        table.finish()
    }
}

fn write(row: &mut Row, code: &str, meeting: &Meeting, stage: Option<&str>) {
    row.word(code);
    row.day(Some(meeting.date));
    row.word(&key(meeting.status));
    row.number(meeting.minutes);
    row.text(stage);
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
