//! Salesforce reports: everything quoted, lines of the company below the data, rows grouped by
//! their leading columns.

use super::Profile;
use super::exporter::{Exporter, nothing};
use crate::ingest::columns::meanings;
use crate::ingest::shape::Draft;
use crate::programme::Table;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Salesforce,
    signatures: &[],
    own: &[],
    submitted: &[],
    asides: &[],
    prepare,
    divide: nothing,
};

/// Whether a text ends with what Salesforce writes below the data of a report.
pub(super) fn wrote(ending: &str) -> bool {
    let ending = ending.to_lowercase();
    ending.contains("salesforce.com")
        || (ending.contains("confidential information - do not distribute")
            && ending.contains("copyright"))
}

/// Fields of other objects have the name of the object before them (`Match: Match Name`).
fn prepare(draft: &mut Draft) {
    let is_known = |name: &str| {
        let tables = [Table::Sessions, Table::Evaluations, Table::Pairs];
        tables
            .iter()
            .any(|table| !meanings(name, *table).is_empty())
    };
    for name in &mut draft.names {
        if let Some((_, field)) = name.split_once(": ")
            && !is_known(name)
            && is_known(field)
        {
            *name = field.to_owned();
        }
    }
}
