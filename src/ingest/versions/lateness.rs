//! Which of several exports of one table is later.
//!
//! The as-of date has no say in it: the newest export counts for every report, and what is dated
//! after the as-of date is cut from it like from any other file.

use super::Inputs;
use crate::ingest::chronology::made_on;
use crate::ingest::columns::Column;
use crate::ingest::data_through::{ISOLATED_DAYS, data_through};
use crate::ingest::date_orders::FileOrders;
use crate::ingest::records::{Cells, RawSession};
use crate::ingest::sheet::Sheet;
use crate::programme::{Day, Origin, Status};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How late files are, worked out once for each set of them that is compared.
pub(super) struct Latenesses<'a> {
    inputs: Inputs<'a>,
    known: FxHashMap<BTreeSet<u16>, FxHashMap<u16, Day>>,
}

impl<'a> Latenesses<'a> {
    pub fn new(inputs: Inputs<'a>) -> Self {
        Self {
            inputs,
            known: FxHashMap::default(),
        }
    }

    /// How late each of some files is; a file of which nothing says it is missing.
    pub fn of(&mut self, files: &BTreeSet<u16>) -> &FxHashMap<u16, Day> {
        let Self { inputs, known } = self;
        let entry = known.entry(files.clone());
        entry.or_insert_with(|| lateness(files, *inputs))
    }
}

/// How late a file is by the day in its name.
pub(super) fn by_name(file: u16, inputs: Inputs<'_>) -> Option<Day> {
    made_on(&inputs.sheets[usize::from(file)].shown)
}

/// How late each file is: all by the days in their names, or all by their records. Of a sparse
/// register the last records lie apart like a slip: where they would make another file the later
/// one, nothing is known.
fn lateness(files: &BTreeSet<u16>, inputs: Inputs<'_>) -> FxHashMap<u16, Day> {
    let made = |file: &u16| Some((*file, by_name(*file, inputs)?));
    let by_name: FxHashMap<u16, Day> = files.iter().filter_map(made).collect();
    if by_name.len() == files.len() {
        return by_name;
    }
    let reach = |file: &u16| Some((*file, Reach::of(*file, inputs)?));
    let reaches: BTreeMap<u16, Reach> = files.iter().filter_map(reach).collect();
    let is_open = |one: &Reach| reaches.values().any(|other| one.contradicts(other));
    if reaches.values().any(is_open) {
        return FxHashMap::default();
    }
    let newest = reaches
        .into_iter()
        .map(|(file, reach)| (file, reach.newest));
    newest.collect()
}

/// How far the records of a file reach.
struct Reach {
    /// The newest, unless its day lies apart from all others.
    newest: Day,
    /// The newest within a year of it: the day may lie apart, and still be no slip.
    farthest: Day,
}

impl Reach {
    fn of(file: u16, inputs: Inputs<'_>) -> Option<Self> {
        let days = recorded(file, inputs);
        let newest = data_through(&days, ISOLATED_DAYS).0?;
        let mut later = days.range(newest..=newest.plus(DAYS_OF_YEAR));
        let farthest = later.next_back().map_or(newest, |(day, _)| *day);
        Some(Self { newest, farthest })
    }

    /// Whether another file is later by the one and earlier by the other.
    fn contradicts(&self, other: &Self) -> bool {
        self.newest < other.newest && self.farthest > other.farthest
    }
}

const DAYS_OF_YEAR: i32 = 366;

/// Days on which something in a row was recorded or agreed; what is planned far ahead says nothing
/// about when a file was made.
const RECORDED: [Column; 8] = [
    Column::Date,
    Column::StartedOn,
    Column::AgreementSignedOn,
    Column::LastSessionOn,
    Column::ClosedOn,
    Column::SetOn,
    Column::AttainedOn,
    Column::CompletedOn,
];

/// The days of the records of a file, each with one of them.
fn recorded(file: u16, inputs: Inputs<'_>) -> BTreeMap<Day, Origin> {
    let at = usize::from(file);
    let (sheet, orders) = (&inputs.sheets[at], &inputs.orders[at]);
    let mut days = BTreeMap::new();
    for chunk in inputs.chunks.iter().filter(|chunk| chunk.file == file) {
        for row in &chunk.rows {
            let mut ignored = Vec::new();
            let mut cells = Cells::new(sheet, orders, row, &mut ignored);
            let found = RECORDED.map(|column| cells.date(column));
            let found = found.into_iter().flatten();
            days.extend(found.map(|day| (day, row.origin(file))));
        }
        let meetings = chunk.sessions.iter().filter(|one| is_over(one));
        days.extend(
            meetings.filter_map(|one| Some((day_of(sheet, orders, one)?, one.origin(file)))),
        );
    }
    days
}

/// Whether a record says that a meeting took place or was missed; others may be planned.
fn is_over(session: &RawSession) -> bool {
    use Status::{Held, Missed, MissedByMentee, MissedByMentor};
    let over = [Held, Missed, MissedByMentee, MissedByMentor];
    session.status.is_some_and(|status| over.contains(&status))
}

/// The day of a meeting.
pub(super) fn day_of(sheet: &Sheet, orders: &FileOrders, session: &RawSession) -> Option<Day> {
    let table = sheet.plan.tables.get(usize::from(session.part))?;
    let header = table.mapping.header_of(Column::Date)?;
    orders.day(header, session.date)
}
