//! `QuestionPro`: a status for each response, bookkeeping before the answers.

use super::Profile;
use super::exporter::{Exporter, nothing};
use crate::ingest::trouble::UNFINISHED;
use crate::programme::fold;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::QuestionPro,
    signatures: &[
        &["responseid", "responsestatus", "seqnumber"],
        &["responseid", "timetakentocompleteseconds"],
    ],
    own: &[
        "responseid",
        "responsestatus",
        "ipaddress",
        "duplicate",
        "timetakentocompleteseconds",
        "seqnumber",
        "externalreference",
        "emaillist",
        "countrycode",
        "region",
        "devicedata",
    ],
    submitted: &["timestampmmddyyyy", "timestamp", "timestampddmmyyyy"],
    asides: &[("responsestatus", is_unfinished, UNFINISHED)],
    prepare: nothing,
    divide: nothing,
};

fn is_unfinished(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "started but not complete" | "started but not completed" | "terminated" | "incomplete"
    )
}
