//! Jisc Online Surveys: numbered questions (`3.a. If not, why not?`), an option a column.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::JiscOnlineSurveys,
    signatures: &[
        &["uniqueresponsenumber"],
        &["responsenumber", "datecompleted"],
    ],
    own: &[
        "uniqueresponsenumber",
        "responsenumber",
        "datestarted",
        "starteddate",
    ],
    submitted: &[
        "completiondateandtime",
        "datecompleted",
        "completiondate",
        "submissiondate",
    ],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
