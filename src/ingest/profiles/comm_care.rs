//! `CommCare`: answers as `form.group.question`, bookkeeping around them.

use super::exporter::{Exporter, nothing};
use super::{Profile, paths};
use crate::ingest::shape::Draft;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::CommCare,
    signatures: &[
        &["formid", "receivedon"],
        &["formid", "completedtime", "username"],
    ],
    own: &[
        "=number",
        "formid",
        "caseid",
        "startedtime",
        "username",
        "hqusername",
        "deviceid",
        "formlink",
    ],
    submitted: &["completedtime", "receivedon"],
    asides: &[],
    prepare,
    divide: nothing,
};

fn prepare(draft: &mut Draft) {
    paths::shorten(draft, '.');
}
