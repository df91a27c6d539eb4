//! Files in which each row is of one of several forms, and a column says of which.

use super::columns::{Recognition, TableMapping, is_called_meetings};
use super::plan::PAIR_COLUMNS;
use super::profiles::{self, Profile};
use crate::programme::{Table, display_text};
use csv::StringRecord;
use std::collections::BTreeMap;

/// Which rows of such a file something is read from.
#[derive(Clone, Debug)]
pub(super) struct Instruments {
    /// The column that names the form of a row; blank for what is asked once.
    header: usize,
    /// The columns that tell more than who the pair is.
    read: Vec<usize>,
    /// Whether what is asked once is a register: being in it makes a pair.
    has_register: bool,
}

impl Instruments {
    /// Those of a file that has several.
    pub fn of(profile: Profile, headers: &[String], recognition: &Recognition) -> Option<Self> {
        let tables = &recognition.tables;
        let tells = |table: &TableMapping| {
            let of_register = table.table == Table::Pairs;
            let columns = table.columns.clone().into_iter();
            let own = columns.filter(move |(_, column)| {
                !column.is_identity() && (of_register || !PAIR_COLUMNS.contains(column))
            });
            own.map(|(header, _)| header)
        };
        Some(Self {
            header: profiles::instrument(profile, headers)?,
            read: tables.iter().flat_map(tells).collect(),
            has_register: tables.iter().any(|one| one.table == Table::Pairs),
        })
    }

    /// Whether a row is of a form that nothing is read from, or was left blank.
    pub fn is_unread(&self, record: &StringRecord) -> bool {
        let is_base = cell(record, self.header).is_empty();
        !(self.tells(record) || is_base && self.has_register)
    }

    fn tells(&self, record: &StringRecord) -> bool {
        let mut read = self.read.iter();
        read.any(|header| !cell(record, *header).is_empty())
    }

    /// The forms that nothing is read from.
    fn unread<'a>(&self, rows: &'a [StringRecord]) -> impl Iterator<Item = &'a str> {
        let mut is_read: BTreeMap<&str, bool> = BTreeMap::new();
        for row in rows {
            *is_read.entry(cell(row, self.header)).or_default() |= !self.is_unread(row);
        }
        let unread = is_read.into_iter().filter(|(_, is_read)| !is_read);
        unread.map(|(name, _)| name)
    }

    /// Says that meetings are not read, where a form that nothing is read from is called so.
    pub fn caution(&self, rows: &[StringRecord]) -> Option<String> {
        let name = self.unread(rows).find(|name| is_called_meetings(name))?;
        Some(format!(
            "no meetings are read from the form “{}”, since its columns are not known: name at least \
             the one with the day of the meetings under [source.columns] (date)",
            display_text(name)
        ))
    }

    /// Says of which forms nothing is read.
    pub fn note(&self, rows: &[StringRecord]) -> Option<String> {
        let shown = self.unread(rows).map(|name| match name {
            "" => "what is asked once of each record".to_owned(),
            name => format!("“{}”", display_text(name)),
        });
        let shown: Vec<String> = shown.collect();
        (!shown.is_empty()).then(|| {
            format!(
                "the rows of these forms are left out, since no table has their columns: {}",
                shown.join(", ")
            )
        })
    }
}

fn cell(record: &StringRecord, header: usize) -> &str {
    record.get(header).unwrap_or_default().trim()
}
