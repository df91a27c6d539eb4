//! Salesforce reports: everything quoted, lines of the company below the data, rows grouped by
//! their leading columns.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Salesforce,
    signatures: &[],
    own: &[],
    submitted: &[],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};

/// Whether a text ends with what Salesforce writes below the data of a report.
pub(super) fn wrote(ending: &str) -> bool {
    let ending = ending.to_lowercase();
    ending.contains("salesforce.com")
        || (ending.contains("confidential information - do not distribute")
            && ending.contains("copyright"))
}
