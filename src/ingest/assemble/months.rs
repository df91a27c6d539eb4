//! Meetings of which only the month is known, where others say the days.
//!
//! A tracker with a column for each month tells of the same meetings as the log that somebody keeps
//! beside it. Dated in the middle of their month they would never be one with those of the log.

use super::Context;
use super::sessions::Gathered;
use crate::ingest::shape::MIDDLE;
use crate::programme::{Day, Fate, Status};
use std::collections::BTreeSet;

/// Takes out the records, sorted by pair, of months in which other files have held meetings of the
/// same pair with their days. A row of which something else is left is used.
pub(super) fn beside_days(context: &Context<'_>, all: &mut Vec<Gathered>) -> Vec<(Gathered, Fate)> {
    let is_by_month = |record: &Gathered| {
        let sheet = &context.sheets[usize::from(record.session.origin.file)];
        sheet.shape.is_by_month() && record.session.date.of_month() == MIDDLE
    };
    if !context.sheets.iter().any(|sheet| sheet.shape.is_by_month()) {
        return Vec::new();
    }
    let month = |record: &Gathered| (record.session.pair, record.session.date.month_start(0));
    let held = all.iter().filter(|one| one.session.status == Status::Held);
    let dated: BTreeSet<(u32, Day)> = held.filter(|one| !is_by_month(one)).map(month).collect();
    let beside = |record: &mut Gathered| is_by_month(record) && dated.contains(&month(record));
    let out: Vec<Gathered> = all.extract_if(.., beside).collect();
    let row = |record: &Gathered| (record.session.origin.file, record.session.origin.offset);
    let rows: BTreeSet<_> = out.iter().map(row).collect();
    let kept: BTreeSet<_> = all
        .iter()
        .map(row)
        .filter(|row| rows.contains(row))
        .collect();
    let fate = |record: &Gathered| {
        if kept.contains(&row(record)) {
            Fate::Used
        } else {
            Fate::Repeated
        }
    };
    out.into_iter()
        .map(|record| (record, fate(&record)))
        .collect()
}
