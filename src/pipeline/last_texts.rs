//! What the support list says in the words of the files: the last issue and actions of its pairs,
//! and how to reach them.

use crate::ingest::{Fetch, FetchError, Ingested};
use crate::programme::Column;
use crate::programme::{Origin, Table, is_filled};
use crate::summary::{Addresses, SupportList, SupportRow};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Reads again the issues and actions of the last records of the pairs on the list. A record
/// that cannot be read again leaves its cells empty: the list itself does not rest on them.
pub(super) fn fetch_texts(list: &mut SupportList, ingested: &Ingested) {
    let addresses = ingested.texts.has(is_address);
    list.rows.par_chunks_mut(256).for_each(|rows| {
        let mut fetch = ingested.texts.fetch();
        for row in rows {
            fetch_last_texts(row, &mut fetch);
            if addresses {
                fetch_addresses(row, &mut fetch);
            }
        }
    });
}

const fn is_address(column: Column) -> bool {
    matches!(
        column,
        Column::MentorEmail | Column::MentorPhone | Column::MenteeEmail | Column::MenteePhone
    )
}

/// The first record that says an address decides.
fn fetch_addresses(row: &mut SupportRow, fetch: &mut Fetch<'_>) {
    let mut known = Addresses::default();
    for (table, record) in &row.address_records {
        let cells = fetch.record(*record, *table).unwrap_or_default();
        for (column, _, text) in cells.into_iter().filter(|(_, _, text)| is_filled(text)) {
            if let Some(address) = column.and_then(|column| slot(&mut known, column)) {
                address.get_or_insert(text.into());
            }
        }
    }
    row.addresses = (known != Addresses::default()).then(|| Box::new(known));
}

const fn slot(addresses: &mut Addresses, column: Column) -> Option<&mut Option<Box<str>>> {
    match column {
        Column::MentorEmail => Some(&mut addresses.mentor_email),
        Column::MentorPhone => Some(&mut addresses.mentor_phone),
        Column::MenteeEmail => Some(&mut addresses.mentee_email),
        Column::MenteePhone => Some(&mut addresses.mentee_phone),
        _ => None,
    }
}

/// Most last records speak of both: each is read once.
fn fetch_last_texts(row: &mut SupportRow, fetch: &mut Fetch<'_>) {
    let mut read = BTreeMap::new();
    for record in row.issue_records.iter().chain(&row.action_records) {
        let texts = || issues_and_actions(*record, fetch).unwrap_or_default();
        read.entry(*record).or_insert_with(texts);
    }
    row.last_issue = texts(&row.issue_records, &read, Column::is_issue).map(Box::from);
    row.last_actions = texts(&row.action_records, &read, Column::is_action).map(Box::from);
}

/// The filled cells with issues and actions of a record.
fn issues_and_actions(
    record: Origin,
    fetch: &mut Fetch<'_>,
) -> Result<Vec<(Column, String)>, FetchError> {
    let mut texts = Vec::new();
    fetch.each_cell(record, Table::Sessions, |column, _, text| {
        let wanted = column.filter(|column| column.is_issue() || column.is_action());
        let wanted = wanted.filter(|_| is_filled(text));
        texts.extend(wanted.map(|column| (column, text.to_owned())));
    })?;
    Ok(texts)
}

/// The texts of some columns in some of the records that were read, in their order.
fn texts(
    records: &[Origin],
    read: &BTreeMap<Origin, Vec<(Column, String)>>,
    is_wanted: fn(Column) -> bool,
) -> Option<String> {
    let cells = records.iter().filter_map(|record| read.get(record));
    let wanted = cells.flatten().filter(|(column, _)| is_wanted(*column));
    let mut texts: Vec<&str> = wanted.map(|(_, text)| text.as_str()).collect();
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join("; "))
}
