//! Which of several exports of one table is later.

use crate::config::Config;
use crate::ingest::chronology::made_on;
use crate::ingest::columns::Column;
use crate::ingest::data_through::data_through;
use crate::ingest::date_orders::FileOrders;
use crate::ingest::records::{Cells, Chunk};
use crate::ingest::sheet::Sheet;
use crate::programme::Day;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How late an export is; a day after the as-of date is the worst.
pub(super) type Lateness = (bool, Day);

/// Whether a day is not after the as-of date.
pub(super) fn is_known(day: Day, config: &Config) -> bool {
    config.as_of.is_none_or(|as_of| day <= as_of)
}

/// How late each file is: all by the days in their names, or all by their records.
pub(super) fn lateness(
    files: &BTreeSet<u16>,
    sheets: &[Sheet],
    chunks: &[Chunk],
    orders: &[FileOrders],
    config: &Config,
) -> FxHashMap<u16, Lateness> {
    let made = |file: &u16| {
        let day = made_on(&sheets[usize::from(*file)].shown)?;
        Some((*file, (is_known(day, config), day)))
    };
    let by_name: FxHashMap<u16, Lateness> = files.iter().filter_map(made).collect();
    if by_name.len() == files.len() {
        return by_name;
    }
    let reach = |file: &u16| {
        let day = newest(*file, sheets, chunks, orders)?;
        Some((*file, (true, day)))
    };
    files.iter().filter_map(reach).collect()
}

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

/// The newest record of a file, unless its day lies apart from all others.
fn newest(file: u16, sheets: &[Sheet], chunks: &[Chunk], orders: &[FileOrders]) -> Option<Day> {
    let at = usize::from(file);
    let mut days = BTreeMap::new();
    for chunk in chunks.iter().filter(|chunk| chunk.file == file) {
        for row in &chunk.rows {
            let mut ignored = Vec::new();
            let mut cells = Cells::new(&sheets[at], &orders[at], row, &mut ignored);
            let found = RECORDED.map(|column| cells.date(column));
            let found = found.into_iter().flatten();
            days.extend(found.map(|day| (day, row.origin(file))));
        }
    }
    data_through(&days).0
}
