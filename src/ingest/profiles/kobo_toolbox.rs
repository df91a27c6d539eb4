//! `KoboToolbox`: semicolons, everything quoted, groups joined by `/`, choices as a list and as
//! columns. Repeat groups are missing in its CSV.

use super::exporter::{Exporter, nothing};
use super::{Profile, paths};
use crate::ingest::shape::Draft;
use crate::ingest::trouble::REJECTED_IN_REVIEW;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::KoboToolbox,
    signatures: &[
        &["=_uuid", "=_submission_time"],
        &["=_id", "=_uuid", "=_index"],
        &["=__version__", "=_index"],
        &["metainstanceid", "=_uuid"],
    ],
    own: &[
        "=start",
        "=end",
        "=_id",
        "=_uuid",
        "=_validation_status",
        "=_notes",
        "=_status",
        "=_submitted_by",
        "=__version__",
        "=_tags",
        "=_index",
        "=_parent_index",
        "=_parent_table_name",
        "=_submission__id",
        "=_submission__uuid",
        "metarootuuid",
        "metainstanceid",
        "metadeprecatedid",
        "formhubuuid",
        "=username",
        "=deviceid",
        "=phonenumber",
        "=simserial",
        "=subscriberid",
        "=_attachments",
        "=_geolocation",
        "=_xform_id_string",
        "=_bamboo_dataset_id",
    ],
    submitted: &["=today", "=_submission_time"],
    asides: &[("=_validation_status", is_not_approved, REJECTED_IN_REVIEW)],
    prepare,
    divide: nothing,
};

fn is_not_approved(cell: &str) -> bool {
    matches!(
        crate::programme::fold(cell).as_str(),
        "not approved" | "validation status not approved"
    )
}

fn prepare(draft: &mut Draft) {
    paths::shorten(draft, '/');
    draft.notes.push(
        "KoboToolbox leaves repeated groups out of its CSV; if the form has any, export it as XLSX"
            .to_owned(),
    );
}
