//! The ledger as of a date: what the files hold and the figures of that date do not use.

use super::Reading;
use crate::ingest::{Entry, Ledger, Severity};
use crate::measures::{AsOf, Remark, StageNorms, fates, remarks};
use crate::programme::{Day, Fate, Origin, PairHistory, Partition, Table};
use rayon::prelude::*;
use std::collections::HashSet;

/// Where a row stands: file, offset, and which of its tables. A row that names several people is
/// a record of several pairs.
type Row = (u16, u64, u8);

const fn row(origin: Origin) -> Row {
    (origin.file, origin.offset, origin.part)
}

pub(super) fn ledger(reading: &Reading, date: Day) -> Ledger {
    let told = every_remark(reading, date);
    let used = used_by_others(reading, date, &told);
    let mut ledger = reading.ingested.ledger.clone();
    let mut moved = HashSet::new();
    for (table, origin, remark) in told {
        let elsewhere = used.contains(&row(origin));
        if let Remark::Unused(fate) = remark {
            if !moved.insert((table, row(origin))) {
                continue;
            }
            if origin.counted && !elsewhere {
                ledger.move_used(origin.file, table, fate);
            }
        }
        let entry = entry(table, origin, remark, elsewhere, date);
        ledger.entries.push(entry);
    }
    ledger.entries.sort();
    ledger.entries.dedup();
    ledger
}

/// Every remark as of a date, ordered by where its record stands, then by what it says: of a row
/// of several pairs the first fate counts, whatever the order of the pairs.
fn every_remark(reading: &Reading, date: Day) -> Vec<(Table, Origin, Remark)> {
    let mut told = of_every_pair(reading, date, |history, as_of, told| {
        remarks(history, as_of, |table, origin, remark| {
            told.push((table, origin, remark));
        });
    });
    told.par_sort_unstable_by_key(|(table, origin, remark)| (*origin, *table, *remark));
    told
}

/// Of the rows that do not count for some pair, those that count for another.
fn used_by_others(reading: &Reading, date: Day, told: &[(Table, Origin, Remark)]) -> HashSet<Row> {
    if !reading.ingested.rows_of_several {
        return HashSet::new();
    }
    let unused: HashSet<Row> = told
        .iter()
        .filter(|(.., remark)| matches!(remark, Remark::Unused(_)))
        .map(|(_, origin, _)| row(*origin))
        .collect();
    let used = of_every_pair(reading, date, |history, as_of, used| {
        fates(history, as_of, |_, origin, fate| {
            if fate.is_none() && unused.contains(&row(origin)) {
                used.push(row(origin));
            }
        });
    });
    used.into_iter().collect()
}

/// What `look` collects over all pairs as of a date, in the order of the partitions.
fn of_every_pair<T: Send>(
    reading: &Reading,
    date: Day,
    look: impl Fn(&PairHistory<'_>, &AsOf<'_>, &mut Vec<T>) + Sync,
) -> Vec<T> {
    let norms = StageNorms::default();
    let as_of = reading.as_of(&norms, date);
    let programme = reading.programme();
    let of_partition = |partition: &Partition| {
        let mut collected = Vec::new();
        for history in partition.histories(programme) {
            look(&history, &as_of, &mut collected);
        }
        collected
    };
    let partitions = programme.par_partitions();
    partitions.flat_map_iter(of_partition).collect()
}

fn entry(table: Table, origin: Origin, remark: Remark, elsewhere: bool, date: Day) -> Entry {
    let (rule, consequence) = match remark {
        Remark::Unused(fate) if elsewhere => (reason(fate, date), "the row counts for others only"),
        Remark::Unused(fate) => (reason(fate, date), "the row does not count"),
        Remark::SameMeeting => (
            "another record of the same pair and day".to_owned(),
            "they are one meeting, with the fields of all its records",
        ),
        Remark::EndBeforeRecords => (
            "the pair is closed before its first record".to_owned(),
            "the end is not used",
        ),
        Remark::NamedAsAnother => (
            "a goal of the form has the text of another goal of the register".to_owned(),
            "it is joined by its number",
        ),
    };
    let severity = match remark {
        Remark::EndBeforeRecords | Remark::NamedAsAnother => Severity::Warning,
        Remark::Unused(_) | Remark::SameMeeting => Severity::Note,
    };
    Entry {
        origin,
        table: Some(table),
        column: String::new(),
        value: String::new(),
        rule,
        severity,
        consequence: consequence.to_owned(),
    }
}

fn reason(fate: Fate, date: Day) -> String {
    match fate {
        Fate::AfterAsOf => format!("dated after the as-of date {date}"),
        Fate::AfterEnd => "dated after the end of its pair".to_owned(),
        _ => format!("of a pair of which nothing is known on {date}"),
    }
}
