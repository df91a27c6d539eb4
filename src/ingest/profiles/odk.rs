//! ODK Central and Briefcase: groups joined by `-`, repeats in files of their own that point to
//! their form by `PARENT_KEY`; a review may have rejected a form.

use super::exporter::{Exporter, nothing};
use super::{Profile, paths};
use crate::ingest::shape::Draft;
use crate::ingest::trouble::REJECTED_IN_REVIEW;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Odk,
    signatures: &[
        &["submissiondate", "=KEY"],
        &["=PARENT_KEY", "=KEY"],
        &["submissiondate", "metainstanceid"],
    ],
    own: &[
        "metainstanceid",
        "metainstancename",
        "instanceid",
        "instancename",
        "=KEY",
        "=PARENT_KEY",
        "submitterid",
        "submittername",
        "attachmentspresent",
        "attachmentsexpected",
        "=Status",
        "=ReviewState",
        "deviceid",
        "=Edits",
        "formversion",
        "=start",
        "=end",
        "=starttime",
        "=endtime",
        "=duration",
        "=CompletionDate",
        "=formdef_version",
        "=subscriberid",
        "=simid",
        "=devicephonenum",
        "=instance_time",
    ],
    submitted: &["today", "submissiondate"],
    asides: &[("=ReviewState", is_rejected, REJECTED_IN_REVIEW)],
    prepare,
    divide: nothing,
};

fn is_rejected(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("rejected")
}

fn prepare(draft: &mut Draft) {
    paths::shorten(draft, '-');
}
