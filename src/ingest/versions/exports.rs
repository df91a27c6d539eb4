//! Rows that stand in two exports of one table, with other values in the later one.
//!
//! Where no id of a response tells it, a row is known by what does not change when it is edited:
//! an action by its pair, goal, text and day, a goal by its pair and id, a form by its pair,
//! respondent, phase and day, an idea by its pair and text, a pair by how it is named. Rows of one
//! file are never versions of each other; of two files that are exports of one table ([`super::kin`])
//! the later one counts, where something says which that is: the time of the last change, the
//! day in the file's name, or how far its records reach. The same action in files that are not
//! is said and left as it is.

use super::kin::are_kin;
use super::lateness::Latenesses;
use super::response::shown;
use super::settle::{Moment, Replaced};
use super::{Inputs, Response};
use crate::ingest::columns::Column;
use crate::ingest::date_orders::FileOrders;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::pairing::shared_ids::{are_others, people};
use crate::ingest::plan::TablePlan;
use crate::ingest::records::{Cells, Chunk, RawRow};
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{
    Finding, NOT_A_PHASE, NOT_A_RESPONDENT, REPEATED_ROW, REPLACED_ROW, UNDECIDED_ROW,
};
use crate::programme::{Day, Origin, Table, fold};
use crate::values::answers;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// One row of a table that may stand in several exports.
#[derive(Clone, Copy)]
struct Version {
    origin: Origin,
    hash: u64,
    /// When it was changed last, as the row says.
    changed: Option<Moment>,
    /// The people of a pair, by hash.
    people: Option<[u64; 2]>,
    /// First and last day of a pair.
    term: (Option<Day>, Option<Day>),
}

/// Files with rows that are known by the same: the table, the columns by which rows are known,
/// and what is configured for them.
type Family = (Table, Vec<bool>, BTreeMap<String, String>);

/// The rows that a later export replaces, and notes on those of which nothing says which is later.
pub(super) fn replaced(
    inputs: Inputs<'_>,
    latenesses: &mut Latenesses<'_>,
    gone: &FxHashSet<(u16, u64)>,
) -> (Vec<Replaced>, Vec<Finding>) {
    let (mut replaced, mut undecided) = (Vec::new(), Vec::new());
    for ((table, ..), files) in families(inputs.sheets) {
        let groups = groups(table, &files, inputs, gone);
        for group in groups.values().filter(|group| is_edited(group)) {
            let files: BTreeSet<u16> = group.iter().map(|one| one.origin.file).collect();
            if are_all_kin(inputs.sheets, &files) {
                let lateness = latenesses.of(&files);
                settle(group, lateness, &mut replaced, &mut undecided);
            } else if table == Table::Actions {
                settle(group, &FxHashMap::default(), &mut replaced, &mut undecided);
            }
        }
    }
    replaced.sort_by_key(|one| one.origin);
    undecided.sort_by_key(|one| one.origin);
    (replaced, undecided)
}

/// The files of each table of which there are several with rows that are known by the same.
fn families(sheets: &[Sheet]) -> BTreeMap<Family, BTreeSet<u16>> {
    let mut families: BTreeMap<Family, BTreeSet<u16>> = BTreeMap::new();
    for sheet in sheets {
        if let [plan] = sheet.plan.tables.as_slice()
            && let Some(own) = key_columns(plan.table())
        {
            let columns = naming_columns(plan)
                .chain(own)
                .map(|column| has(plan, *column));
            let family = (plan.table(), columns.collect(), sheet.source.set.clone());
            families.entry(family).or_default().insert(sheet.file);
        }
    }
    families.retain(|_, files| files.len() > 1);
    families
}

/// The columns by which rows of a table are known beside their pair.
const fn key_columns(table: Table) -> Option<&'static [Column]> {
    match table {
        Table::Pairs => Some(&[]),
        Table::Goals => Some(&[Column::Goal, Column::Text]),
        Table::Actions => Some(&[Column::Goal, Column::Text, Column::ScheduledOn]),
        Table::Evaluations => Some(&[
            Column::Respondent,
            Column::Phase,
            Column::Date,
            Column::Goal,
        ]),
        Table::Partnerships => Some(&[Column::Text]),
        Table::Sessions | Table::Contacts => None,
    }
}

/// The columns by which a file names its pairs: the id, else names and e-mails.
fn naming_columns(plan: &TablePlan) -> impl Iterator<Item = &'static Column> {
    const NAMES: [Column; 5] = [
        Column::PairId,
        Column::Mentor,
        Column::Mentee,
        Column::MentorEmail,
        Column::MenteeEmail,
    ];
    let by_id = has(plan, Column::PairId);
    NAMES.iter().take(if by_id { 1 } else { NAMES.len() })
}

fn has(plan: &TablePlan, column: Column) -> bool {
    plan.mapping.header_of(column).is_some()
}

fn are_all_kin(sheets: &[Sheet], files: &BTreeSet<u16>) -> bool {
    let sheet = |file: u16| &sheets[usize::from(file)];
    let mut pairs = files.iter().zip(files.iter().skip(1));
    pairs.all(|(one, other)| are_kin(sheet(*one), sheet(*other)))
}

/// All rows of some files by what does not change when they are edited.
fn groups(
    table: Table,
    files: &BTreeSet<u16>,
    inputs: Inputs<'_>,
    gone: &FxHashSet<(u16, u64)>,
) -> BTreeMap<u64, Vec<Version>> {
    let mut groups: BTreeMap<u64, Vec<Version>> = BTreeMap::new();
    let chunks = inputs.chunks.iter();
    for chunk in chunks.filter(|chunk| files.contains(&chunk.file)) {
        let file = usize::from(chunk.file);
        let (sheet, orders) = (&inputs.sheets[file], &inputs.orders[file]);
        for row in &chunk.rows {
            let mut ignored = Vec::new();
            let mut cells = Cells::new(sheet, orders, row, &mut ignored);
            if gone.contains(&(chunk.file, row.offset)) {
                continue;
            }
            if let Some(who) = named(chunk, row.who)
                && let Some(own) = key(&mut cells, table)
            {
                // Other ids are those of other rows.
                let id = shown(&sheet.plan.responses, &row.record);
                let own = stable_hash(format!("{own} {id}").as_bytes());
                groups.entry(combined(who, own)).or_default().push(Version {
                    origin: row.origin(chunk.file),
                    hash: row.hash,
                    changed: changed(chunk, row, orders),
                    people: people(sheet, row),
                    term: (cells.date(Column::StartedOn), cells.date(Column::ClosedOn)),
                });
            }
        }
    }
    groups
}

/// The pair as a naming names it: by its id, else by names and e-mails.
pub(super) fn named(chunk: &Chunk, who: u32) -> Option<u64> {
    let naming = chunk.namings.get(who as usize)?;
    let texts = naming.0.map(|text| fold(chunk.texts.text(text)));
    let names_somebody = texts.iter().any(|text| !text.is_empty());
    let said = match texts[0].as_str() {
        "" => format!("{texts:?}"),
        id => id.to_owned(),
    };
    names_somebody.then(|| stable_hash(said.as_bytes()))
}

/// What tells a row from the others of its pair and does not change when it is edited.
fn key(cells: &mut Cells<'_>, table: Table) -> Option<String> {
    let folded = |text: Option<String>| text.map(|text| fold(&text)).unwrap_or_default();
    let key = match table {
        Table::Pairs => String::new(),
        Table::Goals => {
            let name = cells
                .text(Column::Goal)
                .or_else(|| cells.text(Column::Text))?;
            fold(&name)
        }
        Table::Actions => {
            let (goal, text) = (cells.text(Column::Goal), cells.text(Column::Text)?);
            let day = cells.date(Column::ScheduledOn);
            format!("{:?} {:?} {day:?}", folded(goal), fold(&text))
        }
        Table::Evaluations => {
            let role = cells.read(Column::Respondent, answers::respondent, NOT_A_RESPONDENT)?;
            let phase = cells.read(Column::Phase, answers::phase, NOT_A_PHASE);
            let day = cells.date(Column::Date)?;
            let goal = folded(cells.text(Column::Goal));
            format!("{role:?} {phase:?} {day} {goal}")
        }
        Table::Partnerships => fold(&cells.text(Column::Text)?),
        Table::Sessions | Table::Contacts => return None,
    };
    Some(key)
}

/// When a row was changed last, as it says itself.
fn changed(chunk: &Chunk, row: &RawRow, orders: &FileOrders) -> Option<Moment> {
    let of_row = |response: &Response| response.offset;
    let at = chunk.responses.binary_search_by_key(&row.offset, of_row);
    let (header, date, second) = chunk.responses[at.ok()?].sent?;
    Some((orders.day(header, date)?, second))
}

/// Whether a row stands in several files and not everywhere with the same values. A pair that
/// starts after it ended was matched anew.
fn is_edited(group: &[Version]) -> bool {
    let Some(first) = group.first() else {
        return false;
    };
    let is_again = |one: &Version| {
        let others = group.iter().filter(|other| other.origin != one.origin);
        let ended = others.filter_map(|other| other.term.1).min();
        one.term
            .0
            .zip(ended)
            .is_some_and(|(start, ended)| ended <= start)
    };
    // Other people under one id are no later version of the first ones.
    let is_other = |one: &Version| {
        let both = one.people.zip(first.people);
        both.is_some_and(|(one, other)| are_others(one, other))
    };
    group.iter().any(|one| one.origin.file != first.origin.file)
        && !group.iter().any(is_other)
        && group.iter().any(|one| one.hash != first.hash)
        && !group.iter().any(is_again)
}

/// Of the versions of a row those of the latest file count.
fn settle(
    group: &[Version],
    lateness: &FxHashMap<u16, Day>,
    replaced: &mut Vec<Replaced>,
    undecided: &mut Vec<Finding>,
) {
    let by_row = group.iter().all(|one| one.changed.is_some());
    let rank = |one: &Version| {
        let changed = one.changed.filter(|_| by_row);
        (changed, lateness.get(&one.origin.file).copied())
    };
    let is_ranked = |one: &Version| by_row || lateness.contains_key(&one.origin.file);
    let latest = group.iter().map(rank).max();
    let latest: Vec<&Version> = group
        .iter()
        .filter(|one| Some(rank(one)) == latest)
        .collect();
    let files: BTreeSet<u16> = latest.iter().map(|one| one.origin.file).collect();
    let is_decided = files.len() == 1 && group.iter().all(is_ranked);
    let Some(file) = files.first().filter(|_| is_decided) else {
        return undecided.extend(group.iter().map(note_undecided));
    };
    let (counting, others): (Vec<Version>, Vec<Version>) =
        group.iter().partition(|one| one.origin.file == *file);
    replaced.extend(others.iter().filter_map(|one| {
        let same = counting.iter().find(|other| other.hash == one.hash);
        let by = same.or_else(|| latest.first().copied())?;
        Some(Replaced {
            origin: one.origin,
            by: by.origin,
            trouble: if same.is_some() {
                REPEATED_ROW
            } else {
                REPLACED_ROW
            },
        })
    }));
}

fn note_undecided(version: &Version) -> Finding {
    Finding {
        origin: version.origin,
        header: None,
        value: "".into(),
        trouble: UNDECIDED_ROW,
    }
}
