//! Grouped reports and merged cells: a blank cell says the same as the one above it.

use super::{Draft, Shape};
use crate::ingest::columns::{self, Column};
use crate::ingest::profiles::Profile;
use crate::ingest::records::footer;
use crate::programme::{Table, fold};
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What stood in the rows above, for each column that is filled down.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Above(Vec<String>);

impl Above {
    /// A record with what still holds from above. Rows that only name a group, totals and blank
    /// rows stay as they are.
    pub fn filled_down<'a>(
        &mut self,
        shape: &Shape,
        record: &'a StringRecord,
    ) -> Cow<'a, StringRecord> {
        let columns = &shape.filled_down;
        if columns.is_empty() || footer::starts_as_total(record) {
            return Cow::Borrowed(record);
        }
        self.0.resize(columns.len(), String::new());
        let mut changed = false;
        for (above, column) in self.0.iter_mut().zip(columns) {
            let cell = record.get(*column).unwrap_or_default().trim();
            if !cell.is_empty() {
                without_count(cell).clone_into(above);
                changed = true;
            } else if changed {
                // A new group begins: what stood deeper above no longer holds.
                above.clear();
            }
        }
        let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
        let in_group = columns
            .iter()
            .filter(|column| !record.get(**column).unwrap_or_default().trim().is_empty());
        if filled == in_group.count() {
            return Cow::Borrowed(record);
        }
        let cell =
            |(column, cell): (usize, &'a str)| match columns.iter().position(|at| *at == column) {
                Some(at) => self.0[at].clone(),
                None => cell.to_owned(),
            };
        Cow::Owned(
            record
                .iter()
                .enumerate()
                .map(cell)
                .collect::<Vec<_>>()
                .into(),
        )
    }
}

/// The name of a group without the number of its records: `P-01 (3 records)`.
fn without_count(cell: &str) -> &str {
    let Some((name, count)) = cell.rsplit_once('(') else {
        return cell;
    };
    let folded = fold(count);
    let is_count = folded.split(' ').all(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word, "record" | "records")
    });
    if is_count && count.trim_end().ends_with(')') {
        name.trim_end()
    } else {
        cell
    }
}

/// Leading columns that hold until they change: those of a report grouped by pair, in which the
/// first row names its group, no group comes twice, and a third of the rows and more name none
/// while they say something else.
pub(super) fn leading(draft: &Draft) -> Vec<usize> {
    let names_pairs = |column: &usize| {
        let columns = columns::meanings(&draft.names[*column], Table::Sessions);
        columns.first().is_some_and(|column| {
            matches!(
                column,
                Column::PairId | Column::Mentor | Column::Mentee | Column::Cohort | Column::Site
            )
        })
    };
    let leading = (0..draft.headers.len().min(4)).take_while(names_pairs);
    let is_grouped = |column: &usize| is_grouped(draft, *column);
    if !has_session_dates(draft) {
        return Vec::new();
    }
    leading.filter(is_grouped).collect()
}

/// Forms may be anonymous; rows of meetings belong to somebody.
fn has_session_dates(draft: &Draft) -> bool {
    draft.profile == Profile::Salesforce
        || draft
            .names
            .iter()
            .any(|name| columns::meanings(name, Table::Sessions).contains(&Column::Date))
}

fn is_grouped(draft: &Draft, column: usize) -> bool {
    let is_data = |row: &&StringRecord| {
        !footer::is_blank(row) && !footer::starts_as_total(row) && !footer::is_below_data(row)
    };
    let data = || draft.rows.iter().filter(is_data);
    let said = |row: &&StringRecord| !row.get(column).unwrap_or_default().trim().is_empty();
    let (rows, named) = (data().count(), data().filter(said).count());
    let cell = |row: &'_ StringRecord| row.get(column).unwrap_or_default().trim().to_owned();
    let groups: BTreeSet<String> = data().filter(said).map(cell).collect();
    rows > 2
        && data().next().is_some_and(|first| said(&first))
        && (rows - named) * 3 >= rows
        && groups.len() == named
        && (draft.profile == Profile::Salesforce || continued(draft, column) >= LEAST_GROUPS)
}

/// So many groups have to go on below their first row before other exports are held for grouped:
/// a row that names nobody may as well be a slip.
const LEAST_GROUPS: usize = 2;

/// Groups that go on below their first row.
fn continued(draft: &Draft, column: usize) -> usize {
    let named: Vec<bool> = draft
        .rows
        .iter()
        .filter(|row| !footer::is_blank(row))
        .map(|row| !row.get(column).unwrap_or_default().trim().is_empty())
        .collect();
    named.windows(2).filter(|pair| pair[0] && !pair[1]).count()
}
