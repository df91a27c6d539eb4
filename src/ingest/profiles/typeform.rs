//! Typeform: a column `#` of hashes first, times in UTC last, options as columns of their own; newer
//! exports have partial responses among the others.

use super::exporter::{Exporter, nothing};
use super::{Heading, Profile, cell, joined};
use crate::ingest::trouble::UNFINISHED;
use csv::ByteRecord;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Typeform,
    signatures: &[
        &["submitdateutc", "networkid"],
        &["=#", "submitdateutc"],
        &["responsetype", "submitdateutc"],
    ],
    own: &[
        "=#",
        "startdateutc",
        "stagedateutc",
        "networkid",
        "responsetype",
        "tags",
        "ending",
    ],
    submitted: &["submitdateutc"],
    asides: &[("responsetype", is_partial, UNFINISHED)],
    prepare: nothing,
    divide: nothing,
};

/// The heading below a row of groups: the header proper begins with `#`.
pub(super) fn heading(records: &[ByteRecord]) -> Option<Heading> {
    let [groups, second, ..] = records else {
        return None;
    };
    let headers = joined(std::slice::from_ref(second));
    let is_below = cell(groups, 0).is_empty() && cell(second, 0) == "#";
    (is_below && EXPORTER.wrote(&headers)).then_some(Heading {
        profile: Profile::Typeform,
        rows: 2,
        headers,
    })
}

fn is_partial(cell: &str) -> bool {
    ["partial", "started"]
        .iter()
        .any(|word| cell.eq_ignore_ascii_case(word))
}
