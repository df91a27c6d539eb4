//! `JotForm`: `Submission Date` first, then the questions; lists joined by line ends.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::JotForm,
    signatures: &[
        &["submissiondate", "submissionid"],
        &["submissiondate", "submissionip"],
    ],
    own: &["submissionid", "submissionip", "lastupdatedate", "ip"],
    submitted: &["submissiondate"],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
