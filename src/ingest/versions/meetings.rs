//! Meetings that stand in two exports of one table, with other values in the later one.
//!
//! Mentors and mentees may keep records of their own of the same meetings, so files are exports
//! of one table only where they are called alike but for a day, and at least half of what the
//! earlier one has stands in the later one as well. A meeting is known by its number, where the
//! files have one that goes on meaning the same meeting, else by its pair and day. What the later
//! export covers and does not have is said; it counts, since nothing says that it was deleted.

use super::Inputs;
use super::exports::named;
use super::kin::line;
use super::lateness::{by_name, day_of};
use super::settle::Replaced;
use crate::ingest::chronology::each;
use crate::ingest::error::IngestError;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, NOT_IN_LATER, REPLACED_ROW};
use crate::programme::{Day, Origin, Table};
use crate::values::is_missing;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// A record of a meeting.
#[derive(Clone, Copy)]
struct Meeting {
    /// What it is known by in all exports.
    key: u64,
    pair: u64,
    /// Hash of its pair and number.
    number: Option<u64>,
    day: Day,
    hash: u64,
    origin: Origin,
}

/// The meetings of one file, by what they are known by.
struct Export {
    /// The day in the name of the file.
    made_on: Day,
    /// First and last day of its meetings.
    span: Option<(Day, Day)>,
    meetings: Vec<Meeting>,
}

/// The records that a later export replaces, and notes on those that it does not have.
pub(super) fn replaced(
    inputs: Inputs<'_>,
    gone: &FxHashSet<(u16, u64)>,
) -> Result<(Vec<Replaced>, Vec<Finding>), IngestError> {
    let (mut replaced, mut missing) = (Vec::new(), Vec::new());
    for files in lines(inputs.sheets) {
        let mut exports = exports(&files, inputs)?;
        choose_keys(&mut exports);
        for (at, earlier) in exports.iter().enumerate() {
            let later: Vec<&Export> = exports[at + 1..]
                .iter()
                .filter(|later| later.repeats(earlier))
                .collect();
            let is_left = |one: &&Meeting| !gone.contains(&(one.origin.file, one.origin.offset));
            for meeting in earlier.meetings.iter().filter(is_left) {
                match later.iter().rev().find_map(|export| export.of(meeting.key)) {
                    Some(versions) => replaced.extend(replacement(meeting, versions)),
                    None => missing.extend(absence(meeting, &later)),
                }
            }
        }
    }
    replaced.sort_by_key(|one| one.origin);
    missing.sort_by_key(|one| one.origin);
    Ok((replaced, missing))
}

/// Files of meetings that are called alike but for a day, where there are several.
fn lines(sheets: &[Sheet]) -> impl Iterator<Item = BTreeSet<u16>> {
    let mut lines: BTreeMap<_, BTreeSet<u16>> = BTreeMap::new();
    for sheet in sheets {
        if let [plan] = sheet.plan.tables.as_slice()
            && plan.table() == Table::Sessions
            && !plan.is_part
            && let Some(name) = line(&sheet.shown)
        {
            let files = lines.entry((name, sheet.source.set.clone())).or_default();
            files.insert(sheet.file);
        }
    }
    lines.into_values().filter(|files| files.len() > 1)
}

/// The meetings of some files, the earliest file first.
fn exports(files: &BTreeSet<u16>, inputs: Inputs<'_>) -> Result<Vec<Export>, IngestError> {
    let mut exports = Vec::new();
    for file in files {
        if let Some(made_on) = by_name(*file, inputs) {
            let numbers = numbers(&inputs.sheets[usize::from(*file)])?;
            let meetings = meetings(*file, inputs, &numbers);
            let days = || meetings.iter().map(|one| one.day);
            let span = days().min().zip(days().max());
            exports.push(Export {
                made_on,
                span,
                meetings,
            });
        }
    }
    exports.sort_by_key(|export| export.made_on);
    Ok(exports)
}

/// Hashes of the numbers of the meetings of a file, by line. What tells them is not kept while
/// files are read: most inputs are exported once.
fn numbers(sheet: &Sheet) -> Result<FxHashMap<u32, u64>, IngestError> {
    let columns = &sheet.plan.responses;
    let is_free = |header: &usize| {
        let mut tables = sheet.plan.tables.iter();
        tables.all(|table| table.mapping.column_of(*header).is_none())
    };
    let ids = columns.ids.iter().copied().take(1);
    let mut headers = ids.chain(columns.meeting).filter(is_free);
    let mut numbers = FxHashMap::default();
    let Some(header) = headers.next() else {
        return Ok(numbers);
    };
    each(sheet, |record, line| {
        let cell = record.get(header).unwrap_or_default().trim();
        if !is_missing(cell) {
            numbers.insert(line, stable_hash(cell.as_bytes()));
        }
    })?;
    Ok(numbers)
}

fn meetings(file: u16, inputs: Inputs<'_>, numbers: &FxHashMap<u32, u64>) -> Vec<Meeting> {
    let at = usize::from(file);
    let (sheet, orders) = (&inputs.sheets[at], &inputs.orders[at]);
    let mut meetings = Vec::new();
    for chunk in inputs.chunks.iter().filter(|chunk| chunk.file == file) {
        let pairs = (0_u32..).zip(&chunk.namings);
        let pairs: Vec<Option<u64>> = pairs.map(|(who, _)| named(chunk, who)).collect();
        for session in &chunk.sessions {
            if let Some(pair) = pairs[session.who as usize]
                && let Some(day) = day_of(sheet, orders, session)
            {
                let number = numbers.get(&session.line);
                meetings.push(Meeting {
                    key: 0,
                    pair,
                    number: number.map(|number| combined(pair, *number)),
                    day,
                    hash: session.hash,
                    origin: session.origin(file),
                });
            }
        }
    }
    meetings
}

/// Decides by what the meetings of all exports are known, and sorts them by it.
fn choose_keys(exports: &mut [Export]) {
    let by_number = numbers_tell(exports);
    for export in exports {
        for meeting in &mut export.meetings {
            let day = combined(
                meeting.pair,
                stable_hash(meeting.day.to_string().as_bytes()),
            );
            meeting.key = meeting.number.filter(|_| by_number).unwrap_or(day);
        }
        export.meetings.sort_by_key(|one| (one.key, one.origin));
    }
}

/// Whether numbers go on meaning the same meetings: each stands once in a file, and most of those
/// that stand in the next export have the same day there.
fn numbers_tell(exports: &[Export]) -> bool {
    let days = |export: &Export| -> Option<FxHashMap<u64, Day>> {
        let meetings = export.meetings.iter();
        let days = meetings.map(|one| Some((one.number?, one.day)));
        let days = days.collect::<Option<FxHashMap<u64, Day>>>()?;
        (days.len() == export.meetings.len()).then_some(days)
    };
    let Some(days) = exports.iter().map(days).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let (mut shared, mut same) = (0, 0);
    for (earlier, later) in days.iter().zip(days.iter().skip(1)) {
        for (number, day) in earlier {
            let found = later.get(number);
            shared += usize::from(found.is_some());
            same += usize::from(found == Some(day));
        }
    }
    same > 0 && same * 2 >= shared
}

impl Export {
    /// The records that are known by a key.
    fn of(&self, key: u64) -> Option<&[Meeting]> {
        let before = |bound: u64| self.meetings.partition_point(|one| one.key < bound);
        let from = before(key);
        let length = self.meetings[from..].partition_point(|one| one.key == key);
        (length > 0).then(|| &self.meetings[from..from + length])
    }

    /// Whether at least half of what another export has stands in this one.
    fn repeats(&self, other: &Self) -> bool {
        let known = other.meetings.chunk_by(|one, next| one.key == next.key);
        let (mut all, mut here) = (0, 0);
        for meetings in known {
            all += 1;
            here += usize::from(self.of(meetings[0].key).is_some());
        }
        here > 0 && here * 2 >= all
    }

    /// Whether a day lies between the first and the last of its meetings.
    fn covers(&self, day: Day) -> bool {
        self.span
            .is_some_and(|(first, last)| (first..=last).contains(&day))
    }
}

/// What replaces a record: nothing where the later export has it as it is, which is a repeat.
fn replacement(meeting: &Meeting, versions: &[Meeting]) -> Option<Replaced> {
    let is_same = |one: &Meeting| one.hash == meeting.hash;
    let by = versions.first().filter(|_| !versions.iter().any(is_same))?;
    Some(Replaced {
        origin: meeting.origin,
        by: by.origin,
        trouble: REPLACED_ROW,
    })
}

/// A note on a record that a later export should have.
fn absence(meeting: &Meeting, later: &[&Export]) -> Option<Finding> {
    let mut later = later.iter();
    later
        .any(|export| export.covers(meeting.day))
        .then(|| Finding {
            origin: meeting.origin,
            header: None,
            value: meeting.day.to_string().into(),
            trouble: NOT_IN_LATER,
        })
}
